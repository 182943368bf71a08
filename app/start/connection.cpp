// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/connection.h"

#include "app/start/demohost.h"
#include "app/start/exitcode.h"
#include "app/start/sessionfactory.h"
#include "app/start/standardstreams.h"
#include "core/base/secret.h"
#include "core/config/tokenstore.h"
#include "core/connection/tokencheck.h"
#include "core/errors/answererrors.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/socketmode/sharing.h"
#include "core/socketmode/socketmodesession.h"
#include "core/text/cleantext.h"

#include <QEventLoop>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Somebody who gives up after some attempts does not want to sit here until tomorrow either.
constexpr auto longestWait = 10min;

Error noToken()
{
    return {Error::Kind::Input, // nobody was asked
            u"not_authed"_s,
            Connection::tr("No token was given. Put it into SLACK_API_TOKEN or into a file for --token-file; "
                           "--demo needs none."),
            {},
            {}};
}

} // namespace

void printWords(const QString &words)
{
    writeWords("rtmscope: " + cleanLine(words).toUtf8() + '\n');
}

void printError(const Error &error)
{
    // What was typed is repeated in some errors, and a token may have been put in the wrong place.
    printWords(maskSecrets(error.words.isEmpty() ? error.code : error.words));
    if (error.retryAfter && *error.retryAfter > longestWait)
        printWords(Connection::tr("That is longer than the %1 that Rtmscope waits here; --attempts 0 waits "
                                  "however long it is told to.")
                       .arg(waitWords(longestWait)));
    if (error.code == "shared_app"_L1)
        printWords(Connection::tr("--share-app connects all the same."));
    if (!error.detail.isEmpty() && !error.words.contains(error.detail))
        printWords(Connection::tr("details: %1").arg(maskSecrets(error.detail)));
}

Connection::Connection(const CommandLine &line, double defaultRate, QObject *parent)
    : QObject(parent)
    , m_quiet(line.quiet)
{
    LiveSession::Config config = line.demo ? LiveSession::Config{} : configFrom(line.connection);
    config.networkAttempts = line.networkAttempts;
    if (line.networkAttempts > 0)
        config.mostWait = longestWait;
    if (line.demo) {
        config.token = Secret(demo::DemoServer::token());
        config.kind = line.connection.kind.value_or(StreamKind::Rtm);
        config.appToken = Secret(demo::DemoServer::appToken());
        config.sharedAllowed = line.connection.sharedAllowed;
        config.apiBase = startDemo(line, defaultRate);
    }

    if (!m_problem)
        m_problem = tokenProblem(config, line.command == Command::Send);
    m_session = makeSession(config);
    if (const auto *socketMode = qobject_cast<SocketModeSession *>(m_session.get()))
        listenTo(*socketMode);
    connect(m_session.get(), &LiveSession::failed, this, &Connection::failed);
    connect(m_session.get(), &LiveSession::stateChanged, this, &Connection::tellState);
    connect(&m_session->web(), &WebApi::rateLimited, this, &Connection::tellWait);
    connect(&m_session->web(), &WebApi::pagesGaveUp, this,
            [this](const QString &, const Error &error) { tellEndlessPages(error); });
}

//! What can be told of the tokens before anybody is asked. \a callsOnly: by Socket Mode no socket is opened.
std::optional<Error> Connection::tokenProblem(const LiveSession::Config &config, bool callsOnly)
{
    const auto usable = callsOnly ? checkedCallToken(config) : checkedTokens(config);
    if (config.kind == StreamKind::Rtm) {
        if (cleanedToken(config.token).isEmpty())
            return noToken();
        if (usable)
            return {};
        Error error = usable.error();
        error.words += u' ' + tr("Put both into SLACK_APP_TOKEN and SLACK_BOT_TOKEN and add --socket-mode.");
        return error;
    }
    if (usable)
        return {};
    Error error = usable.error();
    error.words += u' ' + tr("The app-level token is taken from SLACK_APP_TOKEN, the other from "
                             "SLACK_BOT_TOKEN, SLACK_USER_TOKEN or SLACK_API_TOKEN, or each from a file.");
    return error;
}

//! What else is to be told of a connection by Socket Mode.
void Connection::listenTo(const SocketModeSession &session)
{
    connect(&session, &SocketModeSession::sharingChanged, this, [this](const AppSharing &sharing) {
        if (sharing.isShared() && sharing.allowed)
            tell(Sharing::words(sharing));
    });
    connect(&session, &SocketModeSession::hinted, this,
            [this](const SessionHint &hint) { tell(hint.words); });
}

Connection::~Connection()
{
    m_session.reset(); // says goodbye while the demo server is still there to hear it
}

void Connection::open()
{
    if (isUsable())
        m_session->open();
}

bool Connection::isUsable()
{
    if (!m_problem)
        return true;
    printError(*m_problem);
    Q_EMIT gaveUp(exitCodeFor(*m_problem));
    return false;
}

//! What was asked for, with what a stored profile and the keychain add. Waits for the keychain, which may ask
//! the person to unlock it.
LiveSession::Config Connection::configFrom(const ConnectionWish &wish)
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
    Secret appToken = wish.appToken;
    if (profile.appTokenKept)
        appToken = secretFrom(secrets, profile.appTokenKey());
    LiveSession::Config config = configFor(profile, token, appToken);
    if (wish.kind)
        config.kind = *wish.kind;
    config.sharedAllowed = config.sharedAllowed || wish.sharedAllowed;
    return config;
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

//! Each failed attempt is told once: where the session goes on by itself, its new state tells.
void Connection::failed(const Error &error)
{
    const LiveSession::State state = m_session->state();
    if (state != LiveSession::State::Failed) {
        if (state != LiveSession::State::Backoff)
            tell(error.words);
        return;
    }
    if (error.code == "no_hello"_L1 && m_helloMissed)
        printWords(tr("Still no hello and no answer to our ping. Given up."));
    else
        printError(error);
    Q_EMIT gaveUp(exitCodeFor(error));
}

void Connection::tellState(LiveSession::State state, const QString &cause)
{
    if (state == LiveSession::State::Ready) {
        const Identity &identity = m_session->identity();
        m_helloMissed = false;
        tell(tr("Connected to %1 as %2.")
                 .arg(identity.teamName.isEmpty() ? identity.team.text() : identity.teamName,
                      identity.selfName.isEmpty() ? identity.self.text() : identity.selfName));
    } else if (state == LiveSession::State::Backoff) {
        // What it means and what to do about it is long, and the same each time.
        const bool again = m_session->lastError().code == "no_hello"_L1 && std::exchange(m_helloMissed, true);
        tell(again ? tr("Still no hello. Trying again in %1.").arg(waitWords(m_session->nextAttemptIn()))
                   : tr("Not connected: %1").arg(cause));
    }
}

//! A call to the Web API has to wait. Several of one method wait together.
void Connection::tellWait(const QString &method, const Error &error)
{
    const auto delay = error.retryAfter.value_or(0ms);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (now < m_waits.value(method))
        return;
    m_waits.insert(method, now.addMSecs(delay.count()));
    tell(tr("%1 %2 is called again in %3.").arg(error.words, method, waitWords(delay)));
}

//! A server that has such lists has all of them so, and what comes of it is told by whoever asked.
void Connection::tellEndlessPages(const Error &error)
{
    if (!std::exchange(m_endlessPagesTold, true))
        tell(error.words);
}

void Connection::tell(const QString &words) const
{
    if (!m_quiet)
        printWords(words);
}

} // namespace rtmscope
