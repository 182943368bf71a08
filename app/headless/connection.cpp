// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/connection.h"

#include "app/demohost.h"
#include "app/exitcode.h"
#include "core/config/tokenstore.h"

#include <QEventLoop>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace rtmscope {

void printWords(const QString &words)
{
    const QByteArray line = "rtmscope: " + words.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

void printError(const Error &error)
{
    printWords(error.words.isEmpty() ? error.code : error.words);
    if (!error.detail.isEmpty())
        printWords(Connection::tr("details: %1").arg(error.detail));
}

Connection::Connection(const CommandLine &line, double defaultRate, QObject *parent)
    : QObject(parent)
    , m_quiet(line.quiet)
{
    RtmSession::Config config = line.demo ? RtmSession::Config{} : configFrom(line.connection);
    config.networkAttempts = line.networkAttempts;
    if (line.demo) {
        config.token = Secret(demo::DemoServer::token());
        config.apiBase = startDemo(line, defaultRate);
    }

    m_session = std::make_unique<RtmSession>(config);
    connect(m_session.get(), &RtmSession::failed, this, [this](const Error &error) {
        if (m_session->state() == RtmSession::State::Failed) {
            printError(error);
            Q_EMIT gaveUp(exitCodeFor(error));
        } else {
            tell(error.words);
        }
    });
    connect(m_session.get(), &RtmSession::stateChanged, this,
            [this](RtmSession::State state, const QString &cause) {
                if (state == RtmSession::State::Ready) {
                    const Identity &identity = m_session->identity();
                    tell(tr("Connected to %1 as %2.")
                             .arg(identity.teamName.isEmpty() ? identity.team.text() : identity.teamName,
                                  identity.selfName.isEmpty() ? identity.self.text() : identity.selfName));
                } else if (state == RtmSession::State::Backoff) {
                    tell(tr("Not connected: %1").arg(cause));
                }
            });
}

Connection::~Connection()
{
    m_session.reset(); // says goodbye while the demo server is still there to hear it
}

void Connection::open()
{
    if (!m_problem)
        return m_session->open();
    printError(*m_problem);
    Q_EMIT gaveUp(exitCodeFor(*m_problem));
}

//! What was asked for, with what a stored profile and the keychain add. Waits for the keychain, which may ask
//! the person to unlock it.
RtmSession::Config Connection::configFrom(const ConnectionWish &wish)
{
    const auto stored =
        storedProfile(wish, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const auto plan = stored ? planConnection(wish, *stored) : Result<ConnectionPlan>(stored.error());
    if (!plan) {
        m_problem = plan.error();
        return {};
    }
    Profile profile = plan->profile;
    Secret token = plan->token;
    TokenStore secrets(Keychain::system());
    if (token.isEmpty() && profile.tokenKept)
        token = secretFrom(secrets, profile.tokenKey());
    if (profile.proxyPasswordKept && profile.proxy.isExplicit() && profile.proxy.password.isEmpty())
        profile.proxy.password = secretFrom(secrets, profile.proxyPasswordKey());
    return configFor(profile, token);
}

Secret Connection::secretFrom(TokenStore &secrets, const QString &key)
{
    QEventLoop waiting;
    Secret found;
    secrets.get(key, &waiting, [&](const Result<Secret> &answer) {
        if (answer)
            found = *answer;
        else if (!m_problem)
            m_problem = answer.error();
        waiting.quit();
    });
    waiting.exec();
    return found;
}

QUrl Connection::startDemo(const CommandLine &line, double defaultRate)
{
    demo::DemoServer::Options options;
    options.seed = line.seed;
    options.eventsPerSecond = line.rate > 0 ? line.rate : defaultRate;
    m_demo = std::make_unique<DemoHost>(options);
    // A session needs its address when it is made; the demo server has one within a millisecond.
    QEventLoop waiting;
    connect(m_demo.get(), &DemoHost::ready, &waiting, &QEventLoop::quit);
    connect(m_demo.get(), &DemoHost::failed, &waiting, [&waiting](const QString &problem) {
        printWords(tr("The demo workspace can't start: %1").arg(problem));
        waiting.quit();
    });
    m_demo->start();
    waiting.exec();
    return m_demo->apiBase();
}

void Connection::tell(const QString &words) const
{
    if (!m_quiet)
        printWords(words);
}

} // namespace rtmscope
