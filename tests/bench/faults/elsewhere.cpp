// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/elsewhere.h"

#include "core/session/rtmsession.h"
#include "tests/bench/faults/stand.h"
#include "tests/support/tlsfront.h"

#include <QEventLoop>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::bench {

namespace {

constexpr double speed = 25;
constexpr int attemptsWanted = 3;
constexpr auto longest = 30s;

Elsewhere tryOne(const QString &name, const QUrl &apiBase)
{
    Elsewhere result;
    result.name = name;
    RtmSession::Config config;
    config.token = Secret("xoxb-bench-elsewhere");
    config.apiBase = apiBase;
    config.timings = scaled(config.timings, 1 / speed);
    RtmSession session(config);
    QEventLoop loop;
    QTimer::singleShot(longest, &loop, &QEventLoop::quit);
    QObject::connect(&session, &RtmSession::failed, &loop, [&](const Error &error) {
        result.code = error.code;
        if (error.words.isEmpty())
            result.problems.append(u"%1: no words for it"_s.arg(name));
        if (++result.attempts >= attemptsWanted || session.state() == RtmSession::State::Failed)
            loop.quit();
    });
    QObject::connect(&session, &RtmSession::identityKnown, &loop,
                     [&] { result.problems.append(u"%1: somebody answered"_s.arg(name)); });
    session.open();
    loop.exec();
    if (result.attempts < attemptsWanted)
        result.problems.append(
            u"%1: only %2 attempts, then it gave up (%3)"_s.arg(name).arg(result.attempts).arg(result.code));
    return result;
}

} // namespace

QList<Elsewhere> tryElsewhere()
{
    QList<Elsewhere> results;
    results.append(tryOne(u"unknown host"_s, QUrl(u"https://no-such-host.invalid/api/"_s)));

    testing::TlsFront front(u"good.pem"_s); // of an authority that this machine does not know
    results.append(tryOne(u"untrusted certificate"_s, front.apiBase()));
    if (!front.received().isEmpty())
        results.last().problems.append(u"something was sent to a server that can't be trusted"_s);

    QTcpServer placeholder;
    placeholder.listen(QHostAddress::LocalHost);
    const QUrl closed(u"http://127.0.0.1:%1/api/"_s.arg(placeholder.serverPort()));
    placeholder.close();
    results.append(tryOne(u"closed port"_s, closed));
    return results;
}

} // namespace rtmscope::bench
