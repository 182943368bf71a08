// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/driftcheck.h"

#include "core/log/eventlog.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! A workspace compared with the server that it comes from, over real sockets.
class TestDriftCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyWorkspaceDoesNotDiffer();
    void aBusyWorkspaceDoesNotDiffer();
    void whatNoEventToldIsFound_data();
    void whatNoEventToldIsFound();
    void aGapExplainsWhatWasMissed();
    void whatIsReadChangesNothing();
    void pausesOfTheServerAreKept();
    void refusalsAreOmissions();
    void longHistoriesAreCut();
    void itCanBeGivenUp();
    void itMayGoWhileItRuns();
};

namespace {

const ChannelId general(u"C0GENERAL"_s);
const ChannelId ops(u"C0OPS"_s);

DriftCheck::Config quickConfig()
{
    DriftCheck::Config config;
    config.pace = {1000, 0ms, 0ms};
    config.settling = 20ms;
    config.beginning = 0ms;
    config.networkPause = 1ms;
    return config;
}

//! An account as far as the core has it, a second person, and a check.
struct Fixture
{
    explicit Fixture(const DriftCheck::Config &given = quickConfig(),
                     const demo::DemoServer::Options &options = Rig::silent())
        : rig("xoxp-demo-person", quickTimings(), {}, options)
        , other(rig.server.apiBase(), Secret(QByteArrayLiteral("xoxb-demo-other")), Clock::system())
        , own(rig.server.apiBase(), Secret(QByteArrayLiteral("xoxp-demo-person")), Clock::system())
        , log(EventLog::inMemory({}))
        , config(given)
    {
        log->keep(*rig.session);
        QObject::connect(rig.session.get(), &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        fetcher = std::make_unique<WorkspaceFetcher>(*rig.session, feed);
    }

    bool ready()
    {
        return rig.ready() && QTest::qWaitFor([this] { return conversation(general) && conversation(ops); });
    }
    ApiAnswer ask(const QString &method, const ApiArguments &arguments)
    {
        ApiAnswer answer;
        bool over = false;
        other.call(method, arguments, &feed, [&](const Result<ApiAnswer> &result) {
            over = true;
            if (result)
                answer = *result;
            else
                qWarning() << method << result.error().code;
        });
        [[maybe_unused]] const bool came = QTest::qWaitFor([&over] { return over; });
        return answer;
    }
    MessageTs post(const ChannelId &channel, const QString &text, const MessageTs &thread = {})
    {
        ApiArguments arguments{{u"channel"_s, channel.text()}, {u"text"_s, text}};
        if (thread)
            arguments += {{u"thread_ts"_s, thread.text()}};
        return MessageTs(ask(u"chat.postMessage"_s, arguments).root()["ts"].text());
    }
    MessageTs postLive(const ChannelId &channel, const QString &text, const MessageTs &thread = {})
    {
        const MessageTs ts = post(channel, text, thread);
        const bool arrived = QTest::qWaitFor([&] { return find(channel, ts) != nullptr; });
        return arrived ? ts : MessageTs();
    }
    //! The events of what happens next reach nobody.
    void dropNext(int frames)
    {
        demo::Fault fault;
        fault.kind = demo::Fault::Kind::Drop;
        fault.number = frames;
        rig.server.cause(fault);
    }
    const DriftReport &run(const QList<ChannelId> &channels)
    {
        check = std::make_unique<DriftCheck>(
            own, feed, [this] { return log->snapshot(); }, Clock::system(), config);
        QSignalSpy finished(check.get(), &DriftCheck::finished);
        check->start(channels);
        [[maybe_unused]] const bool over =
            QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20'000);
        return check->report();
    }
    const Conversation *conversation(const ChannelId &id) const { return feed.workspace().conversation(id); }
    const Message *find(const ChannelId &channel, const MessageTs &ts) const
    {
        return conversation(channel) ? conversation(channel)->find(ts) : nullptr;
    }

    Rig rig;
    WebApi other;
    WebApi own; //!< of the same person, but not the session's
    std::unique_ptr<EventLog> log;
    WorkspaceFeed feed;
    DriftCheck::Config config;
    std::unique_ptr<WorkspaceFetcher> fetcher;
    std::unique_ptr<DriftCheck> check;
};

QString kinds(const DriftReport &report)
{
    QStringList words;
    for (const DriftFinding &finding : report.findings)
        words << QString::number(int(finding.kind));
    return words.join(u' ');
}

} // namespace

void TestDriftCheck::aHealthyWorkspaceDoesNotDiffer()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    fixture.fetcher->loadHistory(general);
    const MessageTs first = fixture.postLive(general, u"one"_s);
    QVERIFY(first);
    QVERIFY(fixture.postLive(general, u"a reply"_s, first));
    fixture.ask(u"reactions.add"_s,
                {{u"channel"_s, general.text()}, {u"timestamp"_s, first.text()}, {u"name"_s, u"tada"_s}});
    QTRY_VERIFY(!fixture.find(general, first)->reactions.isEmpty());
    QTRY_VERIFY(fixture.conversation(general)->historyLoaded());
    const DriftReport &report = fixture.run({general, ops});
    QVERIFY(report.isComplete);
    QCOMPARE(kinds(report), QString());
    QCOMPARE(report.conversations, 2);
    QVERIFY(report.threads >= 1);
    QVERIFY(report.messages > 3);
    QCOMPARE(report.omissions.size(), 0);
    QVERIFY(!fixture.check->isRunning());
}

//! While others talk, edit and react, the server's answers and its events come at different moments.
void TestDriftCheck::aBusyWorkspaceDoesNotDiffer()
{
    demo::DemoServer::Options options;
    options.eventsPerSecond = 200;
    DriftCheck::Config config = quickConfig();
    config.settling = 300ms;
    Fixture fixture(config, options);
    QVERIFY(fixture.ready());
    fixture.fetcher->loadHistory(general);
    fixture.fetcher->loadHistory(ops);
    QTRY_VERIFY(fixture.log->size() > 400);
    const DriftReport &report = fixture.run({general, ops});
    QVERIFY(report.isComplete);
    QCOMPARE(kinds(report), QString());
    QVERIFY(report.messages > 20);
}

void TestDriftCheck::whatNoEventToldIsFound_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("frames");
    QTest::newRow("an edit") << u"chat.update"_s << int(DriftKind::Text) << 1;
    QTest::newRow("a deletion") << u"chat.delete"_s << int(DriftKind::MissingThere) << 1;
    QTest::newRow("a reaction") << u"reactions.add"_s << int(DriftKind::Reactions) << 1;
    QTest::newRow("a message") << u"chat.postMessage"_s << int(DriftKind::MissingHere) << 1;
}

void TestDriftCheck::whatNoEventToldIsFound()
{
    QFETCH(QString, method);
    QFETCH(int, kind);
    QFETCH(int, frames);
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs ts = fixture.postLive(general, u"as it was"_s);
    QVERIFY(ts);
    const quint64 toldBy = fixture.find(general, ts)->lastSeq;
    QSignalSpy dropped(&fixture.rig.server, &demo::DemoServer::frameDropped);
    fixture.dropNext(frames);
    ApiArguments arguments{{u"channel"_s, general.text()}};
    if (method != "chat.postMessage"_L1)
        arguments += {{method.startsWith("reactions"_L1) ? u"timestamp"_s : u"ts"_s, ts.text()}};
    arguments += {{u"text"_s, u"as it is"_s}, {u"name"_s, u"eyes"_s}};
    const MessageTs made(fixture.ask(method, arguments).root()["ts"].text());
    QTRY_COMPARE(dropped.size(), frames);
    QVERIFY(fixture.postLive(general, u"and on"_s)); // the stream goes on as if nothing were
    const DriftReport &report = fixture.run({general});
    QVERIFY(report.isComplete);
    QCOMPARE(kinds(report), QString::number(kind));
    const DriftFinding &finding = report.findings.first();
    QCOMPARE(finding.place.channel, general);
    QVERIFY(finding.seq != 0);
    if (kind == int(DriftKind::MissingHere)) {
        QCOMPARE(finding.ts, made);
        QCOMPARE(int(finding.origin), int(DriftFinding::Origin::Expected));
    } else {
        QCOMPARE(finding.ts, ts);
        QCOMPARE(int(finding.origin), int(DriftFinding::Origin::After));
        QCOMPARE(finding.seq, toldBy);
    }
    if (kind == int(DriftKind::Text)) {
        QCOMPARE(finding.here, u"as it was"_s);
        QCOMPARE(finding.there, u"as it is"_s);
    }
}

//! Nobody fills the gap here: there is no back-fill.
void TestDriftCheck::aGapExplainsWhatWasMissed()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"before"_s));
    fixture.rig.session->close();
    const MessageTs missed = fixture.post(general, u"meanwhile"_s);
    fixture.rig.session->open();
    QVERIFY(fixture.rig.readyAgain());
    QVERIFY(fixture.postLive(general, u"after"_s));
    const DriftReport &report = fixture.run({general});
    QCOMPARE(kinds(report), QString::number(int(DriftKind::MissingHere)));
    QCOMPARE(report.findings.first().ts, missed);
    QCOMPARE(int(report.findings.first().origin), int(DriftFinding::Origin::Gap));
    QCOMPARE(report.findings.first().seq, fixture.feed.workspace().gaps().last().entry());
}

//! What it reads is neither recorded nor folded: it is found as often as it is looked for.
void TestDriftCheck::whatIsReadChangesNothing()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs ts = fixture.postLive(general, u"as it was"_s);
    fixture.dropNext(1);
    fixture.ask(u"chat.update"_s,
                {{u"channel"_s, general.text()}, {u"ts"_s, ts.text()}, {u"text"_s, u"as it is"_s}});
    const auto histories = [&] {
        int count = 0;
        for (const QJsonObject &note : fixture.rig.notes(u"api"_s))
            count += note["method"_L1].toString().startsWith("conversations.history"_L1) ? 1 : 0;
        return count;
    };
    const int recorded = histories();
    QCOMPARE(fixture.run({general}).findings.size(), 1);
    QCOMPARE(fixture.run({general}).findings.size(), 1);
    QCOMPARE(fixture.find(general, ts)->text, u"as it was"_s);
    QCOMPARE(histories(), recorded);
}

void TestDriftCheck::pausesOfTheServerAreKept()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"one"_s));
    fixture.rig.server.rateLimitNext(u"conversations.history"_s, 1, 1);
    QStringList told;
    QElapsedTimer clock;
    clock.start();
    fixture.check = std::make_unique<DriftCheck>(
        fixture.own, fixture.feed, [&] { return fixture.log->snapshot(); }, Clock::system(), quickConfig());
    connect(fixture.check.get(), &DriftCheck::advanced, fixture.check.get(),
            [&] { told << fixture.check->progress().words; });
    QSignalSpy finished(fixture.check.get(), &DriftCheck::finished);
    fixture.check->start({general});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY(clock.elapsed() >= 900);
    QVERIFY(told.contains(u"the server asked for a pause of 1 s"_s));
    QCOMPARE(fixture.check->report().findings.size(), 0);
    QCOMPARE(fixture.check->report().conversations, 1);
}

void TestDriftCheck::refusalsAreOmissions()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"one"_s));
    QVERIFY(fixture.postLive(ops, u"one"_s));
    fixture.rig.server.failNext(u"conversations.history"_s, 1, 200,
                                R"({"ok":false,"error":"missing_scope"})");
    const DriftReport &report = fixture.run({general, ops});
    QVERIFY(report.isComplete);
    QCOMPARE(report.conversations, 1);
    QCOMPARE(report.omissions.size(), 1);
    QCOMPARE(report.omissions.first().place.channel, general);
    QVERIFY(!report.omissions.first().words.isEmpty());
}

void TestDriftCheck::longHistoriesAreCut()
{
    DriftCheck::Config config = quickConfig();
    config.pageSize = 5;
    config.mostPages = 2;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    MessageTs first;
    for (int i = 0; i < 15; ++i) {
        const MessageTs ts = fixture.postLive(general, u"message %1"_s.arg(i));
        first = first ? first : ts;
    }
    fixture.dropNext(1);
    fixture.ask(u"chat.update"_s,
                {{u"channel"_s, general.text()}, {u"ts"_s, first.text()}, {u"text"_s, u"too far back"_s}});
    const DriftReport &report = fixture.run({general});
    QCOMPARE(report.findings.size(), 0);
    QCOMPARE(report.omissions.size(), 1);
    QCOMPARE(report.messages, 9); // where two pages meet is read twice
    // With more pages it is found.
    fixture.config.mostPages = 10;
    QCOMPARE(kinds(fixture.run({general})), QString::number(int(DriftKind::Text)));
}

void TestDriftCheck::itCanBeGivenUp()
{
    DriftCheck::Config config = quickConfig();
    config.settling = 60s;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs ts = fixture.postLive(general, u"as it was"_s);
    fixture.dropNext(1);
    fixture.ask(u"chat.update"_s,
                {{u"channel"_s, general.text()}, {u"ts"_s, ts.text()}, {u"text"_s, u"as it is"_s}});
    DriftCheck check(
        fixture.own, fixture.feed, [&] { return fixture.log->snapshot(); }, Clock::system(), config);
    QSignalSpy finished(&check, &DriftCheck::finished);
    check.start({general});
    QTRY_COMPARE(check.report().conversations, 1);
    check.cancel();
    QCOMPARE(finished.size(), 1);
    QVERIFY(!check.report().isComplete);
    check.cancel();
    QCOMPARE(finished.size(), 1);
}

void TestDriftCheck::itMayGoWhileItRuns()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QSignalSpy called(&fixture.rig.server, &demo::DemoServer::apiCalled);
    auto check = std::make_unique<DriftCheck>(
        fixture.own, fixture.feed, [&] { return fixture.log->snapshot(); }, Clock::system(), quickConfig());
    check->start({general, ops});
    QTRY_VERIFY(!called.isEmpty());
    check.reset();
    QVERIFY(fixture.postLive(general, u"one"_s)); // an answer that came meanwhile has nobody to go to
}

RTMSCOPE_TEST_MAIN(TestDriftCheck)
#include "tst_driftcheck.moc"
