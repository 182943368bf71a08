// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/chaosscript.h"
#include "core/demo/server/demoserver.h"
#include "core/log/eventlog.h"
#include "core/outbox/outbox.h"
#include "core/socketmode/socketmodesession.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SessionState;

//! Socket Mode against the demo workspace, which behaves like Slack: turns, retries, ten sockets.
class TestSocketDemo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingComesOnce_data();
    void everythingComesOnce();
    void refreshHasNoGap_data();
    void refreshHasNoGap();
    void othersMakeItLeave();
    void deafOthersAreFoundOut();
    void messagesArrive();
    void refusedTokens_data();
    void refusedTokens();
};

namespace {

// Long enough that a busy machine is no reason to send an event again.
constexpr double timeScale = 0.2;

class Stand
{
public:
    explicit Stand(double eventsPerSecond, const std::function<void(ConnectionSettings &)> &adjust = {})
        : server(options(eventsPerSecond))
    {
        listening = server.listen();
        ConnectionSettings config;
        config.kind = StreamKind::SocketMode;
        config.token = Secret(demo::DemoServer::token());
        config.appToken = Secret(demo::DemoServer::appToken());
        config.apiBase = server.apiBase();
        config.timings.firstBackoff = 10ms;
        config.timings.maxBackoff = 100ms;
        config.timings.connectSpacing = config.timings.socketRefill = 0ms;
        config.timings.quietBeforePing = 300ms;
        config.timings.pongDeadline = 700ms;
        config.timings.replacedSilence = 500ms;
        if (adjust)
            adjust(config);
        log = EventLog::inMemory({});
        session = std::make_unique<SocketModeSession>(config);
        log->keep(*session);
        QObject::connect(&server, &demo::DemoServer::eventMade, session.get(),
                         [this](const QByteArray &app, const QByteArray &id) {
                             if (app == "A0RTMSCOPE")
                                 made.append(id);
                         });
        QObject::connect(&server, &demo::DemoServer::envelopeAcknowledged, session.get(),
                         [this](const QByteArray &, const QByteArray &, const QByteArray &, qint64 afterUs) {
                             slowestAckUs = std::max(slowestAckUs, afterUs);
                         });
        QObject::connect(session.get(), &EventSource::eventReceived, session.get(),
                         [this](const Event &event) {
                             if (document.parse(event.raw) && document.root()["payload"]["event_id"].exists())
                                 received.append(document.root()["payload"]["event_id"].text().toUtf8());
                         });
        QObject::connect(session.get(), &EventSource::recorded, session.get(), [this](const Event &event) {
            gaps += event.direction == Direction::Note && event.type == "gap"_L1 ? 1 : 0;
        });
    }

    static demo::DemoServer::Options options(double eventsPerSecond)
    {
        demo::DemoServer::Options options;
        options.eventsPerSecond = eventsPerSecond;
        options.timeScale = timeScale;
        return options;
    }
    bool ready()
    {
        session->open();
        return QTest::qWaitFor([this] { return session->state() == State::Ready; }, 10'000);
    }
    void cause(const QByteArray &line)
    {
        const auto script = demo::readChaosScript("at 0s " + line);
        QVERIFY2(script.ok(), line.constData());
        server.cause(script->steps.first().choices.first());
    }
    //! Events that were made and did not come.
    QSet<QByteArray> missing() const
    {
        QSet<QByteArray> out(made.cbegin(), made.cend());
        out.subtract(QSet<QByteArray>(received.cbegin(), received.cend()));
        return out;
    }

    demo::DemoServer server;
    bool listening = false;
    std::unique_ptr<EventLog> log;
    std::unique_ptr<SocketModeSession> session;
    json::Document document;
    QList<QByteArray> made;
    QList<QByteArray> received;
    qint64 slowestAckUs = 0;
    int gaps = 0;
};

} // namespace

void TestSocketDemo::everythingComesOnce_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("nothing is wrong") << QByteArray();
    for (const char *fault : {"kill", "half-open old", "disconnect warning", "disconnect refresh_requested",
                              "disconnect none", "disconnect moved_elsewhere", "upgrade 503"})
        QTest::newRow(fault) << QByteArray(fault);
}

void TestSocketDemo::everythingComesOnce()
{
    QFETCH(QByteArray, fault);
    Stand stand(100);
    QVERIFY(stand.listening);
    QVERIFY(stand.ready());
    QTRY_VERIFY(stand.received.size() > 30);
    const bool needsAnotherSocket = fault.startsWith("upgrade");
    if (!fault.isEmpty()) {
        stand.cause(fault);
        if (needsAnotherSocket)
            stand.cause("kill");
        QTRY_VERIFY(stand.session->connectionNumber() >= 2);
    }
    QTRY_COMPARE(stand.session->state(), State::Ready);
    const qsizetype soFar = stand.received.size();
    QTRY_VERIFY(stand.received.size() > soFar + 50);
    stand.server.setEventsPerSecond(0);
    // What fell into the time between two sockets comes again, three seconds later at the latest here.
    QTRY_VERIFY_WITH_TIMEOUT(stand.missing().isEmpty(), 30'000);
    QCOMPARE(QSet<QByteArray>(stand.received.cbegin(), stand.received.cend()).size(), stand.received.size());
    const AckFigures figures = stand.session->ackFigures();
    QVERIFY(figures.maxUs < 1'000'000);
    if (fault.isEmpty()) {
        QCOMPARE(figures.acknowledged, figures.received);
        QVERIFY(stand.slowestAckUs < 1'000'000);
    }
}

void TestSocketDemo::refreshHasNoGap_data()
{
    QTest::addColumn<QByteArray>("reason");
    for (const char *reason : {"warning", "refresh_requested"})
        QTest::newRow(reason) << QByteArray(reason);
}

void TestSocketDemo::refreshHasNoGap()
{
    QFETCH(QByteArray, reason);
    Stand stand(100);
    QVERIFY(stand.ready());
    QTRY_VERIFY(stand.received.size() > 10);
    stand.cause("disconnect " + reason);
    QTRY_VERIFY(stand.session->connectionNumber() >= 2);
    const qsizetype soFar = stand.received.size();
    QTRY_VERIFY(stand.received.size() > soFar + 50);
    QCOMPARE(stand.session->state(), State::Ready);
    QCOMPARE(stand.gaps, 0);
}

void TestSocketDemo::othersMakeItLeave()
{
    // An app of its own: those that were closed a moment ago count as ours for a while.
    Stand stand(0, [](ConnectionSettings &config) { config.appToken = Secret("xapp-1-A0WATCHED-demo"); });
    stand.cause("others listening 2 for 1h");
    stand.session->open();
    QTRY_COMPARE(stand.session->state(), State::Failed);
    QCOMPARE(stand.session->lastError().code, u"shared_app"_s);
    QCOMPARE(stand.session->sharing().connections, 3);
    QTRY_COMPARE(stand.server.connectionCount(), 0);
}

void TestSocketDemo::deafOthersAreFoundOut()
{
    // They take their share and acknowledge nothing, so all of it comes here in the end.
    Stand stand(50, [](ConnectionSettings &config) {
        config.sharedAllowed = true;
        config.appToken = Secret("xapp-1-A0DEAF-demo");
    });
    stand.cause("others deaf 1 for 1h");
    QVERIFY(stand.ready());
    QCOMPARE(stand.session->sharing().others, 1);
    QTRY_VERIFY(stand.session->ackFigures().late > 3);
    stand.server.setEventsPerSecond(0);
    QCOMPARE(QSet<QByteArray>(stand.received.cbegin(), stand.received.cend()).size(), stand.received.size());
}

void TestSocketDemo::messagesArrive()
{
    Stand stand(0);
    Outbox outbox(*stand.session, nullptr, u"p"_s);
    QVERIFY(stand.ready());
    ChannelId channel;
    stand.session->resolveChannel(u"#general"_s, this, [&](const Result<ChannelId> &found) {
        if (found)
            channel = *found;
    });
    QTRY_VERIFY(!channel.isEmpty());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(outbox.enqueue({channel, u"By Socket Mode"_s, {}}).ok());
    QTRY_COMPARE(acknowledged.size(), 1);
    const QString ts = acknowledged.constFirst().at(1).value<MessageTs>().text();
    // It comes back as an event.
    const auto isBack = [&] {
        for (qsizetype row = 0; row < stand.log->size(); ++row) {
            const Event event = stand.log->event(row);
            if (event.direction == Direction::In && event.type == "message"_L1 &&
                event.raw.contains(ts.toUtf8()))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isBack());
}

void TestSocketDemo::refusedTokens_data()
{
    QTest::addColumn<QByteArray>("appToken");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown") << QByteArray("xapp-fail-invalid_auth") << u"invalid_auth"_s;
    QTest::newRow("scope") << QByteArray("xapp-fail-missing_scope") << u"missing_scope"_s;
    QTest::newRow("workspace") << QByteArray("xapp-fail-forbidden_team") << u"forbidden_team"_s;
}

void TestSocketDemo::refusedTokens()
{
    QFETCH(QByteArray, appToken);
    QFETCH(QString, code);
    Stand stand(0, [&](ConnectionSettings &config) { config.appToken = Secret(appToken); });
    stand.session->open();
    QTRY_COMPARE(stand.session->state(), State::Failed);
    QCOMPARE(stand.session->lastError().code, code);
    QVERIFY(!stand.session->lastError().words.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestSocketDemo)
#include "tst_socketdemo.moc"
