// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/errorwords.h"
#include "core/json/json.h"
#include "core/session/rtmsession.h"
#include "tests/core/net/httpstub.h"
#include "tests/core/net/socksproxy.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

#include <QTcpServer>

#include <algorithm>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = RtmSession::State;

//! The stream against a real server over real sockets.
class TestRtmSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesItsStatesToReady();
    void readyOnlyAfterHello();
    void pongProvesAServerWithoutHello();
    void refusalsStopWithARemedy_data();
    void refusalsStopWithARemedy();
    void badSettingsStopWithoutARequest_data();
    void badSettingsStopWithoutARequest();
    void troubleIsRetried_data();
    void troubleIsRetried();
    void serverDownIsNeverFatal();
    void givesUpOnlyWhenTold();
    void startsAgainAfterFailing();

    void retryAfterIsObeyed();
    void retryAfterMissing();
    void waitsOnlyAsLongAsTold_data();
    void waitsOnlyAsLongAsTold();
    void connectsAreSpaced();

    void droppedSocketIsReplacedAndTheGapTold();
    void firstRetryComesAtOnce();
    void closeCodesAreTold();
    void goodbyeMovesWithoutLoss_data();
    void goodbyeMovesWithoutLoss();
    void expiredAddressIsReplaced();
    void halfOpenSocketIsFoundDead();
    void quietSocketIsPinged();
    void closeStaysClosed();
    void closeDuringEveryState_data();
    void closeDuringEveryState();

    void messagesAreAcknowledged_data();
    void messagesAreAcknowledged();
    void acknowledgedLateIsAcknowledged();
    void refusedMessagesSayWhy();
    void oddAcknowledgementsAreIgnored();
    void sendsThatCannotGo_data();
    void sendsThatCannotGo();
    void replayedMessageSettlesTheDoubt();
    void noReplayEndsTheDoubtInTime();
    void typingIsPaced();
    void presenceIsRepeatedOnEachConnection();
    void observingLetsNothingOut();

    void framesKeepTheirBytes_data();
    void framesKeepTheirBytes();
    void binaryFramesKeepTheirBytes();
    void batchesEndOncePerBurst();
    void everythingSentIsReceived();

    void channelsAreFoundByName_data();
    void channelsAreFoundByName();
    void channelsThatAreNoLonger_data();
    void channelsThatAreNoLonger();
    void peopleAreFound_data();
    void peopleAreFound();
    void channelNamesAreRemembered();
    void sendsByName();
    void rtmStartInBothShapes_data();
    void rtmStartInBothShapes();
    void throughAProxy();
    void noSecretIsEverTold();
};

void TestRtmSession::passesItsStatesToReady()
{
    Rig rig;
    QVERIFY(rig.listening);
    QSignalSpy identities(rig.session.get(), &RtmSession::identityKnown);
    QVERIFY(rig.ready());
    QCOMPARE(rig.states,
             (QList{State::Authenticating, State::Connecting, State::AwaitingHello, State::Ready}));
    QVERIFY(!rig.causes.contains(QString()));
    QCOMPARE(identities.size(), 1);
    QVERIFY(rig.session->identity().self);
    QVERIFY(!rig.session->identity().teamName.isEmpty());
    QCOMPARE(rig.session->connectionNumber(), 1U);
    QVERIFY(rig.notes(u"gap"_s).isEmpty());

    const auto notes = rig.notes(u"state"_s);
    QCOMPARE(notes.size(), 4);
    QCOMPARE(notes[0]["from"_L1], u"Disconnected"_s);
    QCOMPARE(notes[0]["state"_L1], u"Authenticating"_s);
    QCOMPARE(notes[3]["from"_L1], u"AwaitingHello"_s);
    QCOMPARE(notes[3]["state"_L1], u"Ready"_s);
    QVERIFY(!notes[3]["cause"_L1].toString().isEmpty());
    QCOMPARE(notes[1]["self"_L1]["id"_L1].toString(), rig.session->identity().self.text());
    QCOMPARE(notes[1]["team"_L1]["name"_L1].toString(), rig.session->identity().teamName);

    const auto calls = rig.notes(u"api"_s);
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls[0]["method"_L1], u"rtm.connect"_s);
    QCOMPARE(calls[0]["status"_L1], 200);
    QCOMPARE(calls[0]["answer"_L1]["url"_L1], u"***"_s);
}

void TestRtmSession::readyOnlyAfterHello()
{
    auto timings = quickTimings();
    timings.helloTimeout = 100ms;
    timings.helloGrace = timings.helloTimeout; // no second chance by a pong
    Rig rig(demo::DemoServer::token(), timings);
    rig.server.withholdHello(true);
    rig.session->open();
    QTRY_VERIFY(rig.errors.size() >= 2);
    QCOMPARE(rig.errors[0].code, u"no_hello"_s);
    QVERIFY(!rig.states.contains(State::Ready));
    rig.server.withholdHello(false);
    QTRY_COMPARE(rig.session->state(), State::Ready);
}

void TestRtmSession::pongProvesAServerWithoutHello()
{
    auto timings = quickTimings();
    timings.helloTimeout = 20s;
    timings.helloGrace = 20ms;
    Rig rig(demo::DemoServer::token(), timings);
    rig.server.withholdHello(true);
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QVERIFY(rig.errors.isEmpty());
}

void TestRtmSession::refusalsStopWithARemedy_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("unknown token") << QByteArray("xoxb-who-is-this") << u"invalid_auth"_s
                                   << QStringList{u"paste"_s};
    QTest::newRow("revoked") << QByteArray("xoxb-fail-token_revoked") << u"token_revoked"_s
                             << QStringList{u"Install"_s};
    QTest::newRow("inactive") << QByteArray("xoxb-fail-account_inactive") << u"account_inactive"_s
                              << QStringList{};
    QTest::newRow("granular scopes") << QByteArray("xoxb-fail-not_allowed_token_type")
                                     << u"not_allowed_token_type"_s
                                     << QStringList{u"Socket Mode"_s, u"classic"_s, u"demo"_s};
    QTest::newRow("missing scope") << QByteArray("xoxb-fail-missing_scope") << u"missing_scope"_s
                                   << QStringList{u"Needed: client"_s,
                                                  u"identify,chat:write,channels:read"_s};
    QTest::newRow("no token") << QByteArray(" ") << u"not_authed"_s << QStringList{u"demo"_s};
    QTest::newRow("no word for it") << QByteArray("xoxb-fail-something_new") << u"something_new"_s
                                    << QStringList{u"something_new"_s};
}

void TestRtmSession::refusalsStopWithARemedy()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, code);
    QFETCH(QStringList, words);
    Rig rig(token);
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.errors.size(), 1);
    QCOMPARE(rig.errors[0].code, code);
    QCOMPARE(rig.errors[0].kind, Error::Kind::Rejected);
    QCOMPARE(rig.session->lastError().code, code);
    for (const QString &word : words)
        QVERIFY2(rig.errors[0].words.contains(word), qPrintable(rig.errors[0].words));
    QCOMPARE(rig.causes.last(), rig.errors[0].words);
    QCOMPARE(rig.notes(u"state"_s).last()["error"_L1]["code"_L1].toString(), code);
}

void TestRtmSession::badSettingsStopWithoutARequest_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("code");
    QTest::newRow("plain http elsewhere")
        << u"http://example.invalid/api/"_s << QString() << u"insecure_url"_s;
    QTest::newRow("no address") << u"what?"_s << QString() << u"bad_url"_s;
    QTest::newRow("proxy without a host")
        << u"https://example.invalid/api/"_s << u"http://"_s << u"bad_proxy"_s;
    QTest::newRow("proxy would read the token")
        << u"http://127.0.0.1:1/api/"_s << u"http://proxy.example:3128"_s << u"insecure_proxy"_s;
}

void TestRtmSession::badSettingsStopWithoutARequest()
{
    QFETCH(QString, base);
    QFETCH(QString, proxy);
    QFETCH(QString, code);
    Rig rig(demo::DemoServer::token(), quickTimings(), [&](RtmSession::Config &config) {
        config.apiBase = QUrl(base);
        config.proxy = readProxy(proxy).ok() ? *readProxy(proxy)
                                             : ProxySetting{ProxySetting::Kind::Socks5, {}, 0, {}, {}};
    });
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.errors.value(0).code, code);
    QCOMPARE(rig.errors.value(0).kind, Error::Kind::Input);
    QVERIFY(rig.notes(u"api"_s).isEmpty());
}

void TestRtmSession::troubleIsRetried_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    QTest::newRow("HTTP 500") << QByteArray("xoxb-http-500") << u"http_500"_s;
    QTest::newRow("HTML body") << QByteArray("xoxb-html") << u"not_json"_s;
    QTest::newRow("migration") << QByteArray("xoxb-fail-migration_in_progress") << u"migration_in_progress"_s;
    QTest::newRow("moving into an organization")
        << QByteArray("xoxb-fail-org_login_required") << u"org_login_required"_s;
    QTest::newRow("internal error") << QByteArray("xoxb-fail-internal_error") << u"internal_error"_s;
    QTest::newRow("closes at once") << QByteArray("xoxb-closes-at-once") << QString();
    QTest::newRow("address expired") << QByteArray("xoxb-expired-url") << u"1"_s;
    QTest::newRow("upgrade refused") << QByteArray("xoxb-refuses-upgrade") << u"upgrade_refused"_s;
}

void TestRtmSession::troubleIsRetried()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, code);
    Rig rig(token);
    rig.session->open();
    QTRY_VERIFY(rig.errors.size() >= 4);
    QVERIFY(!rig.states.contains(State::Failed));
    QVERIFY(!rig.states.contains(State::Ready) || code.isEmpty());
    QVERIFY(rig.states.count(State::Backoff) >= 4);
    for (const Error &error : std::as_const(rig.errors)) {
        QVERIFY(error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol);
        QVERIFY(!error.words.isEmpty());
        if (!code.isEmpty())
            QCOMPARE(error.code, code);
    }
}

static quint16 freePort()
{
    QTcpServer finder;
    finder.listen(QHostAddress::LocalHost);
    return finder.serverPort();
}

void TestRtmSession::serverDownIsNeverFatal()
{
    const quint16 port = freePort();
    Rig rig(demo::DemoServer::token(), quickTimings(), [port](RtmSession::Config &config) {
        config.apiBase = QUrl(u"http://127.0.0.1:%1/api/"_s.arg(port));
    });
    rig.session->open();
    QTRY_VERIFY(rig.errors.size() >= 5);
    QCOMPARE(rig.errors[0].code, u"connection_refused"_s);
    QCOMPARE(rig.errors[0].kind, Error::Kind::Network);
    QVERIFY(!rig.states.contains(State::Failed));

    auto options = Rig::silent();
    options.port = port;
    demo::DemoServer late(options);
    QVERIFY(late.listen());
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QVERIFY(rig.session->lastError().code.isEmpty());
}

void TestRtmSession::givesUpOnlyWhenTold()
{
    Rig rig(demo::DemoServer::token(), quickTimings(), [](RtmSession::Config &config) {
        config.apiBase = QUrl(u"http://127.0.0.1:%1/api/"_s.arg(freePort()));
        config.networkAttempts = 3;
    });
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.errors.size(), 3);
    QCOMPARE(rig.session->lastError().kind, Error::Kind::Network);
}

void TestRtmSession::startsAgainAfterFailing()
{
    Rig rig;
    rig.server.failNext(u"rtm.connect"_s, 1, 200, R"({"ok":false,"error":"invalid_auth"})");
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QVERIFY(rig.ready());
    QVERIFY(rig.session->lastError().words.isEmpty());
}

void TestRtmSession::retryAfterIsObeyed()
{
    Rig rig;
    rig.server.rateLimitNext(u"rtm.connect"_s, 1, 1);
    // Even a person's wish does not shorten the wait.
    connect(rig.session.get(), &RtmSession::stateChanged, rig.session.get(), [&rig](State state) {
        if (state == State::Backoff)
            rig.session->retryNow();
    });
    QSignalSpy held(rig.session.get(), &RtmSession::retryHeld);
    QElapsedTimer time;
    time.start();
    QVERIFY(rig.ready());
    QVERIFY(time.elapsed() >= 1000);
    QCOMPARE(held.size(), 1); // it is told at once, and why
    const auto answer = held[0][0].value<Error>();
    QVERIFY2(answer.words.contains(u"asked for a pause"_s), qPrintable(answer.words));
    QVERIFY(answer.retryAfter > 900ms && answer.retryAfter <= 1000ms);
    const auto isDigit = [](QChar sign) { return sign.isDigit(); };
    QVERIFY2(std::none_of(answer.words.begin(), answer.words.end(), isDigit),
             "how long, nextAttemptIn() tells, which goes on");
    QCOMPARE(rig.errors.size(), 1);
    QCOMPARE(rig.errors[0].kind, Error::Kind::RateLimited);
    QCOMPARE(rig.errors[0].retryAfter, std::optional(1000ms));
    QCOMPARE(rig.states.count(State::Authenticating), 2);
    QCOMPARE(rig.notes(u"api"_s).value(0)["status"_L1], 429);
}

void TestRtmSession::retryAfterMissing()
{
    auto timings = quickTimings();
    timings.missingRetryAfter = 60ms;
    Rig rig(demo::DemoServer::token(), timings);
    rig.server.rateLimitNext(u"rtm.connect"_s, 2, -1);
    QVERIFY(rig.ready());
    QCOMPARE(rig.errors.size(), 2);
    QCOMPARE(rig.errors[0].retryAfter, std::optional(60ms));
}

void TestRtmSession::waitsOnlyAsLongAsTold_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("attempts");
    QTest::newRow("for ever") << -1 << 2;
    QTest::newRow("a day") << 86'400 << 1;
}

void TestRtmSession::waitsOnlyAsLongAsTold()
{
    QFETCH(int, seconds);
    QFETCH(int, attempts);
    auto timings = quickTimings();
    timings.missingRetryAfter = 20ms;
    Rig rig(demo::DemoServer::token(), timings, [](RtmSession::Config &config) {
        config.networkAttempts = 2;
        config.mostWait = 10min;
    });
    rig.server.rateLimitNext(u"rtm.connect"_s, 100, seconds);
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.errors.size(), attempts);
    QCOMPARE(rig.session->lastError().code, u"ratelimited"_s);
}

void TestRtmSession::connectsAreSpaced()
{
    auto timings = quickTimings();
    timings.connectSpacing = 100ms;
    timings.connectRefill = 600s;
    Rig rig("xoxb-http-500", timings);
    QElapsedTimer time;
    time.start();
    rig.session->open();
    QTRY_COMPARE(rig.errors.size(), 3);
    QVERIFY(time.elapsed() >= 200); // three calls, a tenth apart
    QCOMPARE(rig.session->state(), State::Backoff);
    QVERIFY(rig.session->nextAttemptIn() > 5s); // and the next only when the bucket has refilled
    QSignalSpy held(rig.session.get(), &RtmSession::retryHeld);
    rig.session->retryNow();
    QCOMPARE(rig.session->state(), State::Backoff);
    QCOMPARE(held.size(), 1);
    const auto answer = held[0][0].value<Error>();
    QVERIFY(answer.words.contains(u"too many in a row"_s));
    QVERIFY(answer.retryAfter >= rig.session->nextAttemptIn());
    QVERIFY(*answer.retryAfter - rig.session->nextAttemptIn() < 5s); // one wait, whoever tells of it
    rig.session->close();
    rig.session->open(); // closing and opening is no way around either
    QCOMPARE(rig.session->state(), State::Backoff);
    QVERIFY(rig.session->nextAttemptIn() > 5s);
}

void TestRtmSession::droppedSocketIsReplacedAndTheGapTold()
{
    Rig rig;
    QVERIFY(rig.ready());
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QCOMPARE(rig.session->connectionNumber(), 2U);
    QCOMPARE(rig.errors.size(), 1);
    QCOMPARE(rig.errors[0].kind, Error::Kind::Network);
    const auto gaps = rig.notes(u"gap"_s);
    QCOMPARE(gaps.size(), 2);
    QCOMPARE(gaps[0]["open"_L1], true);
    QVERIFY(!gaps[0].contains("to_us"_L1));
    for (const QJsonObject &gap : gaps) {
        QCOMPARE(gap["id"_L1], 1);
        QCOMPARE(gap["from_conn"_L1], 1);
        QCOMPARE(gap["code"_L1].toString(), rig.errors[0].code);
        QCOMPARE(gap["cause"_L1].toString(), rig.errors[0].words);
        QVERIFY(!gap["proof"_L1].toString().isEmpty());
        QCOMPARE(gap["from_us"_L1], gaps[0]["from_us"_L1]);
    }
    const double from = gaps[1]["from_us"_L1].toDouble();
    const double to = gaps[1]["to_us"_L1].toDouble();
    QVERIFY(from > 1e15 && to >= from && to - from < 60e6);
    QVERIFY(!gaps[1].contains("open"_L1));
    QCOMPARE(gaps[1]["to_conn"_L1], 2);
    QCOMPARE(gaps[1]["attempts"_L1], 1);
    QCOMPARE(gaps[1]["resumed"_L1], false);
}

void TestRtmSession::firstRetryComesAtOnce()
{
    auto timings = quickTimings();
    timings.firstBackoff = 30s;
    timings.maxBackoff = 60s;
    Rig rig(demo::DemoServer::token(), timings);
    QVERIFY(rig.ready());
    rig.server.dropAll();
    QVERIFY(rig.readyAgain()); // gives up long before thirty seconds
}

void TestRtmSession::closeCodesAreTold()
{
    Rig rig;
    QVERIFY(rig.ready());
    rig.server.closeAll(4003, u"maintenance tonight"_s);
    QVERIFY(rig.readyAgain());
    QVERIFY2(rig.errors.value(0).words.contains(u"4003"_s), qPrintable(rig.errors.value(0).words));
    QVERIFY(rig.errors.value(0).words.contains(u"maintenance tonight"_s));
}

void TestRtmSession::goodbyeMovesWithoutLoss_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("goodbye") << QByteArray(R"({"type":"goodbye"})");
    QTest::newRow("migration") << QByteArray(R"({"type":"team_migration_started"})");
}

void TestRtmSession::goodbyeMovesWithoutLoss()
{
    QFETCH(QByteArray, frame);
    Rig rig;
    QVERIFY(rig.ready());
    rig.states.clear();
    rig.server.broadcast(frame);
    const QByteArray last = R"({"type":"user_typing","channel":"C0GENERAL","user":"U01MIRA"})";
    rig.server.broadcast(last); // still sent on the old socket
    QVERIFY(rig.readyAgain());
    QVERIFY(rig.states.isEmpty()); // Ready all the time
    QVERIFY(rig.frames(Direction::In).contains(last));
    QVERIFY(rig.errors.isEmpty());
    QTRY_COMPARE(rig.server.connectionCount(), 1);
    QVERIFY(rig.notes(u"gap"_s).isEmpty());
}

void TestRtmSession::expiredAddressIsReplaced()
{
    Rig rig;
    rig.server.expireNextUrl();
    QVERIFY(rig.ready());
    QCOMPARE(rig.errors.size(), 1);
    QCOMPARE(rig.errors[0].code, u"1"_s);
    QCOMPARE(rig.session->connectionNumber(), 2U);
}

void TestRtmSession::halfOpenSocketIsFoundDead()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 40ms;
    timings.pongDeadline = 80ms;
    Rig rig(demo::DemoServer::token(), timings);
    QVERIFY(rig.ready());
    rig.server.muteSockets();
    QVERIFY(rig.readyAgain());
    QCOMPARE(rig.errors.value(0).code, u"no_pong"_s);
    QCOMPARE(rig.errors.value(0).kind, Error::Kind::Network);
    QVERIFY(rig.frames(Direction::Out).value(0).startsWith(R"({"id":1,"type":"ping","time":)"));
}

void TestRtmSession::quietSocketIsPinged()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 30ms;
    Rig rig(demo::DemoServer::token(), timings);
    QSignalSpy measured(rig.session.get(), &RtmSession::latencyMeasured);
    QVERIFY(rig.session->latency() < 0ms);
    QVERIFY(rig.ready());
    QTRY_VERIFY(measured.size() >= 2);
    QVERIFY(rig.session->latency() >= 0ms);
    QCOMPARE(rig.session->state(), State::Ready);
    QVERIFY(rig.errors.isEmpty());
    QVERIFY(rig.session->lastFrameMonotonicUs() > 0);
}

void TestRtmSession::closeStaysClosed()
{
    Rig rig;
    QVERIFY(rig.ready());
    rig.session->close();
    QCOMPARE(rig.session->state(), State::Disconnected);
    QTRY_COMPARE(rig.server.connectionCount(), 0);
    QCOMPARE(rig.session->state(), State::Disconnected);
    QVERIFY(rig.errors.isEmpty());
    rig.session->close();
    QVERIFY(rig.ready());
    QCOMPARE(rig.notes(u"gap"_s).size(), 2); // its beginning and its end
}

void TestRtmSession::closeDuringEveryState_data()
{
    QTest::addColumn<State>("in");
    for (const State state : {State::Authenticating, State::Connecting, State::AwaitingHello, State::Ready})
        QTest::newRow(qPrintable(stateWords(state))) << state;
}

void TestRtmSession::closeDuringEveryState()
{
    QFETCH(State, in);
    Rig rig;
    // From inside the signal, where the session is in the middle of its work.
    connect(rig.session.get(), &RtmSession::stateChanged, rig.session.get(), [&rig, in](State state) {
        if (state == in)
            rig.session->close();
    });
    rig.session->open();
    QTRY_COMPARE(rig.states.value(rig.states.size() - 1), State::Disconnected);
    QTRY_COMPARE(rig.server.connectionCount(), 0);
    QTest::qWait(0);
    QCOMPARE(rig.session->state(), State::Disconnected);
    QVERIFY(rig.errors.isEmpty());
}

// --- Sending

void TestRtmSession::messagesAreAcknowledged_data()
{
    QTest::addColumn<QString>("policy");
    for (const char *policy : {"ok", "echo-first", "echo-too"})
        QTest::newRow(policy) << QString::fromLatin1(policy);
}

void TestRtmSession::messagesAreAcknowledged()
{
    QFETCH(QString, policy);
    Rig rig;
    rig.server.setAckPolicy(policy);
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    const QByteArray preview =
        rig.session->messageFrame(ChannelId(u"C0GENERAL"_s), u"Grüße 🧵"_s, MessageTs(), false);
    const auto id = rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"Grüße 🧵"_s);
    QVERIFY(id.ok());
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][0].toULongLong(), *id);
    const auto ts = acknowledged[0][1].value<MessageTs>();
    QVERIFY(ts.toMicroseconds() > 0);
    QCOMPARE(acknowledged[0][2].toString(), u"Grüße 🧵"_s);
    QCOMPARE(rig.frames(Direction::Out), QList{preview});

    const auto reply = rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"In the thread"_s, ts, true);
    QVERIFY(reply.ok());
    QCOMPARE(*reply, *id + 1);
    QTRY_COMPARE(acknowledged.size(), 2);
}

void TestRtmSession::acknowledgedLateIsAcknowledged()
{
    Rig rig;
    rig.server.setAckPolicy(u"late"_s);
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    QVERIFY(rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"Hello"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestRtmSession::refusedMessagesSayWhy()
{
    Rig rig;
    QVERIFY(rig.ready());
    QSignalSpy refused(rig.session.get(), &RtmSession::refused);
    const auto id = rig.session->sendMessage(ChannelId(u"C0NOWHERE"_s), u"Hello"_s);
    QVERIFY(id.ok());
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].toULongLong(), *id);
    const auto error = refused[0][1].value<Error>();
    QCOMPARE(error.code, u"channel_not_found"_s);
    QCOMPARE(error.detail, u"channel_not_found"_s);
    QCOMPARE(error.words, apiError(error.code).words);
}

void TestRtmSession::oddAcknowledgementsAreIgnored()
{
    Rig rig;
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    QSignalSpy refused(rig.session.get(), &RtmSession::refused);
    const QList<QByteArray> odd{
        R"({"ok":true,"reply_to":999,"ts":"1.2","text":"x"})",
        R"({"ok":true,"reply_to":"not a number"})",
        R"({"ok":false,"reply_to":-1,"error":{"code":2}})",
        R"({"ok":[],"reply_to":{},"error":7})",
        R"({"reply_to":null})",
        R"({"ok":true,"reply_to":0})",
        R"({"type":"pong"})",
        R"({"type":"pong","reply_to":[1]})",
        R"({"type":"error"})",
        R"({"type":"error","error":"words only"})",
        R"({"type":"hello"})",
        R"({"type":"message","reply_to":1,"text":"who?","channel":"C0GENERAL","ts":"1.2"})"};
    for (const QByteArray &frame : odd)
        rig.server.broadcast(frame);
    QTRY_COMPARE(rig.frames(Direction::In).last(), odd.last());
    QCOMPARE(rig.session->state(), State::Ready);
    QVERIFY(acknowledged.isEmpty());
    QVERIFY(refused.isEmpty());
}

void TestRtmSession::sendsThatCannotGo_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("connected");
    QTest::addColumn<QString>("code");
    QTest::newRow("too long") << u"C0GENERAL"_s << QString(4001, u'a') << true << u"msg_too_long"_s;
    QTest::newRow("too many bytes") << u"C0GENERAL"_s << QString(4000, QChar(1)) << true << u"msg_too_long"_s;
    QTest::newRow("no text") << u"C0GENERAL"_s << u" \n"_s << true << u"no_text"_s;
    QTest::newRow("a name") << u"#general"_s << u"Hello"_s << true << u"no_channel"_s;
    QTest::newRow("not connected") << u"C0GENERAL"_s << u"Hello"_s << false << u"not_connected"_s;
}

void TestRtmSession::sendsThatCannotGo()
{
    QFETCH(QString, channel);
    QFETCH(QString, text);
    QFETCH(bool, connected);
    QFETCH(QString, code);
    Rig rig;
    if (connected)
        QVERIFY(rig.ready());
    const auto id = rig.session->sendMessage(ChannelId(channel), text);
    QVERIFY(!id);
    QCOMPARE(id.error().code, code);
    QVERIFY(!id.error().words.isEmpty());
    QVERIFY(rig.frames(Direction::Out).isEmpty());
}

void TestRtmSession::replayedMessageSettlesTheDoubt()
{
    Rig rig;
    rig.server.setAckPolicy(u"never"_s);
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    QSignalSpy unanswered(rig.session.get(), &RtmSession::unanswered);
    QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
    const auto id = rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"Did this arrive?"_s);
    QTRY_COMPARE(received.size(), 1);
    rig.server.dropAll();
    QTRY_COMPARE(unanswered.size(), 1);
    QCOMPARE(unanswered[0][0].value<QList<quint64>>(), QList{*id});
    QVERIFY(rig.readyAgain());
    QVERIFY(rig.states.contains(State::Resuming));
    QCOMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][0].toULongLong(), *id);
    QVERIFY(acknowledged[0][1].value<MessageTs>());
}

void TestRtmSession::noReplayEndsTheDoubtInTime()
{
    auto timings = quickTimings();
    timings.resumeWindow = 50ms;
    Rig rig(demo::DemoServer::token(), timings);
    QVERIFY(rig.ready());
    rig.server.muteSockets(); // the message is written, and nobody reads it
    QSignalSpy unanswered(rig.session.get(), &RtmSession::unanswered);
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    QVERIFY(rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"Did this arrive?"_s));
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QVERIFY(rig.states.contains(State::Resuming));
    QCOMPARE(unanswered.size(), 1);
    QVERIFY(acknowledged.isEmpty());
}

void TestRtmSession::typingIsPaced()
{
    Rig rig;
    QVERIFY(rig.ready());
    QVERIFY(rig.session->sendTyping(ChannelId(u"C0GENERAL"_s)));
    const auto again = rig.session->sendTyping(ChannelId(u"C0GENERAL"_s));
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"typing_paced"_s);
    QVERIFY(again.error().retryAfter > 0ms);
    QVERIFY(rig.session->sendTyping(ChannelId(u"C0DEPLOYS"_s)));
    QCOMPARE(rig.frames(Direction::Out).size(), 2);
}

void TestRtmSession::presenceIsRepeatedOnEachConnection()
{
    Rig rig;
    (void)rig.session->subscribePresence({UserId(u"U01MIRA"_s)});
    QVERIFY(rig.ready());
    const QByteArray first = R"({"id":1,"type":"presence_sub","ids":["U01MIRA"]})";
    QCOMPARE(rig.frames(Direction::Out), QList{first});
    (void)rig.session->subscribePresence({UserId(u"U01MIRA"_s)}); // nothing new
    QCOMPARE(rig.frames(Direction::Out).size(), 1);
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QCOMPARE(rig.frames(Direction::Out).last(), QByteArray(first).replace("\"id\":1", "\"id\":2"));
}

void TestRtmSession::observingLetsNothingOut()
{
    Rig rig;
    QVERIFY(rig.ready());
    QSignalSpy armed(rig.session.get(), &RtmSession::armedChanged);
    QVERIFY(rig.session->isArmed());
    rig.session->setArmed(false);
    QCOMPARE(armed.size(), 1);
    QCOMPARE(rig.session->sendMessage(ChannelId(u"C0GENERAL"_s), u"Hello"_s).error().code, u"observing"_s);
    QCOMPARE(rig.session->sendTyping(ChannelId(u"C0GENERAL"_s)).error().code, u"observing"_s);
    QString code;
    rig.session->web().call(u"chat.postMessage"_s, {{u"channel"_s, u"C0GENERAL"_s}, {u"text"_s, u"Hello"_s}},
                            this, [&code](const Result<ApiAnswer> &answer) { code = answer.error().code; });
    QTRY_COMPARE(code, u"observing"_s);
    QVERIFY(rig.frames(Direction::Out).isEmpty());
}

// --- Bytes

void TestRtmSession::framesKeepTheirBytes_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("order, spacing, duplicates")
        << QByteArray(R"( {"type" : "x_odd",  "b":1, "a":2,"b":3.10,"n":1e400 } )");
    QTest::newRow("escapes") << QByteArray(R"({"type":"x","t":"\u00e4\/\u0000\ud83e\uddf5"})");
    QTest::newRow("other alphabets") << QByteArray(
        "{\"type\":\"x\",\"t\":\"Grüße 漢字 مرحبا 🧵\"}");
    QTest::newRow("leading byte order mark") << QByteArray("\xef\xbb\xbf{\"type\":\"x\"}");
    QTest::newRow("byte order mark alone") << QByteArray("\xef\xbb\xbf");
    QTest::newRow("byte order mark inside") << QByteArray("{\"type\":\"x\",\"t\":\"\xef\xbb\xbf\"}");
    QTest::newRow("noncharacters and NUL") << QByteArray("{\"t\":\"\xef\xbf\xbf\xef\xb7\x90\0\"}", 14);
    QTest::newRow("not JSON") << QByteArray("hello? is this thing on");
    QTest::newRow("two objects") << QByteArray("{\"type\":\"x\"}\n{\"type\":\"y\"}");
    QTest::newRow("2,000 deep") << QByteArray(2000, '[') + QByteArray(2000, ']');
    QTest::newRow("5 MB") << "{\"type\":\"x\",\"t\":\"" + QByteArray(5'000'000, 'a') + "\"}";
}

void TestRtmSession::framesKeepTheirBytes()
{
    QFETCH(QByteArray, frame);
    Rig rig;
    QVERIFY(rig.ready());
    rig.server.broadcast(frame);
    const QByteArray end = R"({"type":"x_end"})";
    rig.server.broadcast(end);
    QTRY_COMPARE_WITH_TIMEOUT(rig.frames(Direction::In).last(), end, 20'000);
    const auto frames = rig.frames(Direction::In);
    QVERIFY(frames.size() >= 2);
    QVERIFY(frames[frames.size() - 2] == frame);
}

void TestRtmSession::binaryFramesKeepTheirBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    Rig rig;
    QVERIFY(rig.ready());
    rig.server.broadcastBinary(bytes);
    QTRY_COMPARE(rig.record.last().form, FrameForm::Binary);
    QCOMPARE(rig.record.last().raw, bytes);
    QCOMPARE(rig.session->state(), State::Ready);
}

void TestRtmSession::batchesEndOncePerBurst()
{
    Rig rig;
    QVERIFY(rig.ready());
    QSignalSpy ended(rig.session.get(), &EventSource::batchEnded);
    qsizetype framesAtEnd = 0;
    connect(rig.session.get(), &EventSource::batchEnded, this,
            [&] { framesAtEnd = rig.frames(Direction::In).size(); });
    const qsizetype before = rig.frames(Direction::In).size();
    constexpr int burst = 2000;
    for (int i = 0; i < burst; ++i)
        rig.server.broadcast(R"({"type":"user_typing","channel":"C1","user":"U1"})");
    QTRY_COMPARE(framesAtEnd, before + burst); // the last batch ended after the last frame
    QVERIFY(ended.size() >= 1);
    QVERIFY2(ended.size() < burst / 10, qPrintable(QString::number(ended.size())));
}

void TestRtmSession::everythingSentIsReceived()
{
    auto options = Rig::silent();
    options.eventsPerSecond = 3000;
    options.limit = 1500;
    Rig rig(demo::DemoServer::token(), quickTimings(), {}, options);
    QList<QByteArray> sent;
    connect(&rig.server, &demo::DemoServer::frameSent, this,
            [&sent](const QByteArray &frame) { sent << frame; });
    QVERIFY(rig.ready());
    QTRY_VERIFY_WITH_TIMEOUT(sent.size() >= 1500, 20'000);
    QTRY_COMPARE(rig.frames(Direction::In).size(), sent.size());
    // The one thing that is not kept as it came is a ticket.
    for (qsizetype i = 0; i < sent.size(); ++i) {
        if (!sent[i].contains("reconnect_url"))
            QCOMPARE(rig.frames(Direction::In)[i], sent[i]);
    }
}

// --- Names, rtm.start, proxy, secrets

void TestRtmSession::channelsAreFoundByName_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("code");
    QTest::newRow("with #") << u"#general"_s << u"C0GENERAL"_s << QString();
    QTest::newRow("without") << u"general"_s << u"C0GENERAL"_s << QString();
    QTest::newRow("capitals") << u"#General"_s << u"C0GENERAL"_s << QString();
    QTest::newRow("spaces around") << u" #general "_s << u"C0GENERAL"_s << QString();
    QTest::newRow("a short id") << u"C1"_s << u"C1"_s << QString();
    QTest::newRow("a mention") << u"<#C0ANY|any>"_s << u"C0ANY"_s << QString();
    QTest::newRow("a bare mention") << u"<#C0ANY>"_s << u"C0ANY"_s << QString();
    QTest::newRow("a link") << u"https://a.example/archives/C0ANY/p1700000000000100"_s << u"C0ANY"_s
                            << QString();
    QTest::newRow("an id") << u"C0ANYTHING"_s << u"C0ANYTHING"_s << QString();
    QTest::newRow("not joined") << u"#hiring"_s << u"C0HIRING"_s << QString();
    QTest::newRow("unknown") << u"#generell"_s << QString() << u"channel_not_found"_s;
    QTest::newRow("nothing") << u"#"_s << QString() << u"no_channel"_s;
    QTest::newRow("a link elsewhere") << u"https://a.example/blog"_s << QString() << u"no_channel"_s;
    QTest::newRow("everybody") << u"<!here>"_s << QString() << u"no_channel"_s;
}

void TestRtmSession::channelsAreFoundByName()
{
    QFETCH(QString, given);
    QFETCH(QString, id);
    QFETCH(QString, code);
    Rig rig;
    std::optional<Result<ChannelId>> found;
    rig.session->resolveChannel(given, this, [&found](const Result<ChannelId> &result) { found = result; });
    QVERIFY(!found); // never before the call returned
    QTRY_VERIFY(found);
    QCOMPARE(found->ok(), code.isEmpty());
    if (found->ok()) {
        QCOMPARE((**found).text(), id);
    } else {
        QCOMPARE(found->error().code, code);
        QCOMPARE(found->error().kind, Error::Kind::Input);
        if (given == u"#generell"_s)
            QVERIFY2(found->error().words.contains(u"#general"_s), qPrintable(found->error().words));
    }
}

namespace {

//! A workspace whose lists are as the test wants them.
QByteArray listAnswer(const HttpRequest &request)
{
    const auto has = [&request](const char *part) { return request.body.contains(part); };
    if (request.target.endsWith("conversations.list") && !has("types=im"))
        return R"({"ok":true,"channels":[{"id":"C1","name":"old","is_archived":true},)"
               R"({"id":"C2","name":"today","previous_names":["once","old"]}]})";
    if (request.target.endsWith("conversations.list"))
        return R"({"ok":true,"channels":[{"id":"D8","user":"U7"},{"id":"D9","user":"U9"}]})";
    if (request.target.endsWith("users.list"))
        return R"({"ok":true,"members":[{"id":"U1","name":"mira","profile":{"display_name":"Mi"}},)"
               R"({"id":"U2","name":"tom","real_name":"Tom Ho"},{"id":"U3","name":"tim","real_name":"Tom Ho"},)"
               R"({"id":"U4","name":"gone","deleted":true}]})";
    if (request.target.endsWith("conversations.open") && has("users=U9"))
        return R"({"ok":false,"error":"missing_scope"})";
    if (request.target.endsWith("conversations.open"))
        return R"({"ok":true,"channel":{"id":"D)" + request.body.right(1) + R"("}})";
    if (request.target.endsWith("conversations.info") && has("channel=C1"))
        return R"({"ok":true,"channel":{"id":"C1","name":"old","is_archived":true}})";
    return R"({"ok":false,"error":"unknown_method"})";
}

} // namespace

void TestRtmSession::channelsThatAreNoLonger_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("isName");
    QTest::newRow("archived") << u"#old"_s << u"is_archived"_s << u"C1"_s << true;
    QTest::newRow("archived, by its id") << u"C1"_s << u"is_archived"_s << u"#old (C1)"_s << false;
    QTest::newRow("archived, by a link")
        << u"https://a.example/archives/C1/p1700000000000100"_s << u"is_archived"_s << u"#old"_s << false;
    QTest::newRow("renamed") << u"#once"_s << u"channel_renamed"_s << u"#today"_s << true;
}

void TestRtmSession::channelsThatAreNoLonger()
{
    QFETCH(QString, given);
    QFETCH(QString, code);
    QFETCH(QString, says);
    HttpStub server([](const HttpRequest &request) { return httpAnswer(200, listAnswer(request)); });
    Rig rig(demo::DemoServer::token(), quickTimings(),
            [&server](RtmSession::Config &config) { config.apiBase = server.apiBase(); });
    std::optional<Error> refused;
    rig.session->resolveChannel(given, this,
                                [&refused](const Result<ChannelId> &result) { refused = result.error(); });
    QTRY_VERIFY(refused);
    QCOMPARE(refused->code, code);
    QVERIFY2(refused->words.contains(says), qPrintable(refused->words));
    QFETCH(bool, isName);
    if (!isName)
        return;
    // Whoever only reads may still name it.
    QStringList ids;
    rig.session->resolveName(given, this,
                             [&ids](const Result<QStringList> &result) { ids = result.value(); });
    QTRY_COMPARE(ids.size(), 1);
}

void TestRtmSession::peopleAreFound_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("outcome"); // id or code
    QTest::newRow("id") << u"U1"_s << u"D1"_s;
    QTest::newRow("mention") << u"<@U1>"_s << u"D1"_s;
    QTest::newRow("link") << u"https://a.example/team/U1"_s << u"D1"_s;
    QTest::newRow("handle") << u"@Mira"_s << u"D1"_s;
    QTest::newRow("display name") << u"@mi"_s << u"D1"_s;
    QTest::newRow("name of two") << u"@Tom Ho"_s << u"user_ambiguous"_s;
    QTest::newRow("who left") << u"@gone"_s << u"user_not_found"_s;
    QTest::newRow("nobody") << u"@mia"_s << u"user_not_found"_s;
    QTest::newRow("may not be opened, but is there") << u"U9"_s << u"D9"_s;
}

void TestRtmSession::peopleAreFound()
{
    QFETCH(QString, given);
    QFETCH(QString, outcome);
    HttpStub server([](const HttpRequest &request) { return httpAnswer(200, listAnswer(request)); });
    Rig rig(demo::DemoServer::token(), quickTimings(),
            [&server](RtmSession::Config &config) { config.apiBase = server.apiBase(); });
    std::optional<Result<ChannelId>> found;
    rig.session->resolveChannel(given, this, [&found](const Result<ChannelId> &result) { found = result; });
    QTRY_VERIFY(found);
    QCOMPARE(found->ok() ? (**found).text() : found->error().code, outcome);
    if (given == u"@mia"_s)
        QVERIFY2(found->error().words.contains(u"@mira"_s), qPrintable(found->error().words));
}

void TestRtmSession::channelNamesAreRemembered()
{
    Rig rig;
    int found = 0;
    const auto count = [&found](const Result<ChannelId> &result) { found += result.ok(); };
    rig.session->resolveChannel(u"#general"_s, this, count);
    QTRY_COMPARE(found, 1);
    const auto calls = rig.notes(u"api"_s).size();
    rig.session->resolveChannel(u"general"_s, this, count);
    QTRY_COMPARE(found, 2);
    QCOMPARE(rig.notes(u"api"_s).size(), calls);
}

void TestRtmSession::sendsByName()
{
    Rig rig;
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    std::optional<quint64> id;
    rig.session->sendMessageTo(u"#general"_s, u"Hello"_s, {}, false, this,
                               [&id](const Result<quint64> &written) { id = written.value(); });
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][0].toULongLong(), id.value_or(0));
}

void TestRtmSession::rtmStartInBothShapes_data()
{
    QTest::addColumn<bool>("verbose");
    QTest::newRow("as rtm.connect") << false;
    QTest::newRow("the old shape") << true;
}

void TestRtmSession::rtmStartInBothShapes()
{
    QFETCH(bool, verbose);
    auto options = Rig::silent();
    options.fullStart = verbose;
    Rig rig(
        demo::DemoServer::token(), quickTimings(),
        [](RtmSession::Config &config) { config.connectMethod = ConnectMethod::RtmStart; }, options);
    QVERIFY(rig.ready());
    QVERIFY(rig.session->identity().self);
    const auto calls = rig.notes(u"api"_s);
    QCOMPARE(calls.value(0)["method"_L1], u"rtm.start"_s);
    QCOMPARE(calls.value(0)["answer"_L1]["users"_L1].toArray().isEmpty(), !verbose);
    QCOMPARE(calls.value(0)["answer"_L1]["channels"_L1].toArray().isEmpty(), !verbose);
}

void TestRtmSession::throughAProxy()
{
    SocksProxy proxy;
    Rig rig(demo::DemoServer::token(), quickTimings(),
            [&proxy](RtmSession::Config &config) { config.proxy = *readProxy(proxy.url().toString()); });
    QVERIFY(rig.ready());
    QCOMPARE(proxy.connections(), 2); // the API call and the stream took the same way
}

void TestRtmSession::noSecretIsEverTold()
{
    const QByteArray token = "xoxb-demo-CANARY-4242";
    auto timings = quickTimings();
    timings.missingRetryAfter = 10ms;
    Rig rig(token, timings);
    QList<ApiCall> calls;
    connect(&rig.session->web(), &WebApi::finished, this, [&calls](const ApiCall &call) { calls << call; });
    rig.server.failNext(u"rtm.connect"_s, 1, 500, "<html>" + token);
    rig.server.failNext(u"auth.test"_s, 1, 200, R"({"ok":false,"error":")" + token + R"("})");
    QVERIFY(rig.ready());
    rig.server.refuseUpgrades(1, 503);
    rig.server.closeAll(4001, QString::fromLatin1(token));
    QVERIFY(rig.readyAgain());
    rig.server.rateLimitNext(u"rtm.connect"_s, 1, -1);
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    rig.server.broadcast(R"({"type":"odd","said":")" + token + R"("})");
    QTRY_VERIFY(rig.frames(Direction::In).contains(QByteArray(R"({"type":"odd","said":"***"})")));
    std::optional<Error> refused;
    QByteArray address;
    rig.session->web().call(u"auth.test"_s, {}, this,
                            [&refused](const Result<ApiAnswer> &answer) { refused = answer.error(); });
    rig.session->web().call(u"rtm.connect"_s, {}, this, [&address](const Result<ApiAnswer> &answer) {
        address = answer->root()["url"].text().toUtf8();
    });
    QTRY_VERIFY(refused && !address.isEmpty());

    QByteArray told = refused->code.toUtf8() + refused->words.toUtf8() + refused->detail.toUtf8();
    for (const Event &event : std::as_const(rig.record))
        told += event.raw + '\n';
    for (const QString &cause : std::as_const(rig.causes))
        told += cause.toUtf8() + '\n';
    for (const Error &error : std::as_const(rig.errors))
        told += error.code.toUtf8() + error.words.toUtf8() + error.detail.toUtf8() + '\n';
    for (const ApiCall &call : std::as_const(calls))
        told += call.error.toUtf8() + call.answer + '\n';
    QVERIFY(told.size() > 1000);
    QVERIFY(!told.contains("CANARY"));
    QVERIFY(!told.contains("ws://"));
    QVERIFY(!told.contains("ws:\\/\\/"));
    // The path holds the ticket; what stands before its last part is the same for all of them.
    const QByteArray path = QUrl::fromEncoded(address).path().toUtf8();
    QVERIFY(path.lastIndexOf('/') > 1);
    QVERIFY(!told.contains(path.left(path.lastIndexOf('/') + 1)));
}

RTMSCOPE_TEST_MAIN(TestRtmSession)
#include "tst_rtmsession.moc"
