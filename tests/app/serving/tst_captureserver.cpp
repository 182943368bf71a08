// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/captureserver.h"
#include "app/serving/namenotes.h"
#include "core/events/eventdecoder.h"
#include "core/expect/expectationreport.h"
#include "core/tap/relay/tap.h"
#include "tests/core/demo/apppeer.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::testing::AppPeer;
using rtmscope::testing::messageAt;
using rtmscope::testing::recorded;
using rtmscope::testing::RtmPeer;

//! A capture that is played, with the server in the same thread and in one of its own: what comes, in which
//! order things are told, and what is expected.
class TestCaptureServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void playsInOrder_data() { threads(); }
    void playsInOrder();
    void answersFindTheirEvents_data() { threads(); }
    void answersFindTheirEvents();
    void acknowledgementsFindTheirEvents_data() { threads(); }
    void acknowledgementsFindTheirEvents();
    void isSteppedThrough_data() { threads(); }
    void isSteppedThrough();
    void eventsHaveTheirNumbersInTheRecord();
    void playsWhatIsChosen();
    void isPlayedAgain();
    void waitsOrNot();
    void aPortInUseIsTold_data() { threads(); }
    void aPortInUseIsTold();
    void notesAreNoDeeds();
    void namesStandInNotes();
    void readingCanBeGivenUp();
    void endsInTheMiddle();

private:
    static void threads();
    CaptureServer &serve(const QList<QByteArray> &frames, bool ownThread, demo::Pacing pacing = asRead(),
                         const CaptureRecording::Choice &choice = {});
    static demo::Pacing asRead();
    static QList<QByteArray> heard(const RtmPeer &peer);

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<CaptureServer> m_server;
};

demo::Pacing TestCaptureServer::asRead()
{
    demo::Pacing pacing;
    pacing.speed = 0;
    pacing.grace = 10ms;
    return pacing;
}

void TestCaptureServer::threads()
{
    QTest::addColumn<bool>("ownThread");
    QTest::newRow("in one thread") << false;
    QTest::newRow("in two") << true;
}

//! Waits until it listens.
CaptureServer &TestCaptureServer::serve(const QList<QByteArray> &frames, bool ownThread, demo::Pacing pacing,
                                        const CaptureRecording::Choice &choice)
{
    m_log = recorded(frames);
    auto recording = CaptureRecording::of(m_log->snapshot(), u"a test"_s, 5s, choice);
    CaptureServer::Options options;
    if (recording)
        options.capture = std::move(*recording);
    options.pacing = pacing;
    options.ownThread = ownThread;
    m_server = std::make_unique<CaptureServer>(std::move(options));
    QSignalSpy opened(m_server.get(), &CaptureServer::opened);
    m_server->open();
    if (opened.isEmpty())
        opened.wait();
    return *m_server;
}

QList<QByteArray> TestCaptureServer::heard(const RtmPeer &peer)
{
    QList<QByteArray> frames;
    for (const QByteArray &frame : peer.frames()) {
        if (!frame.startsWith("{\"type\":\"hello\""))
            frames.append(frame);
    }
    return frames;
}

void TestCaptureServer::playsInOrder()
{
    QFETCH(const bool, ownThread);
    QList<QByteArray> frames{R"({"type":"hello"})"};
    for (int i = 0; i < 3'000; ++i)
        frames.append(messageAt(i, QByteArray::number(i).constData()));
    CaptureServer &server = serve(frames, ownThread);
    QList<qint64> numbers;
    connect(&server, &CaptureServer::played, this,
            [&numbers](const CaptureServer::Played &played) { numbers.append(played.number); });
    QSignalSpy begun(&server, &CaptureServer::begun);
    QSignalSpy ended(&server, &CaptureServer::ended);
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE_WITH_TIMEOUT(heard(peer).size(), 3'000, 30'000);
    QCOMPARE(heard(peer), frames.mid(1));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(begun.size(), 1);
    QCOMPARE(numbers.size(), 3'000);
    QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    QCOMPARE(numbers.constFirst(), 2); // as in the record: the hello of then is its first
    QVERIFY(server.progress().over);
    QCOMPARE(server.progress().counts.played, 3'000);
    QCOMPARE(server.progress().taken(), 3'001); // the hello of then
    QCOMPARE(server.progress().taken(), server.capture().frames);
}

//! Each is expected to be answered, and is told before the answer to it.
void TestCaptureServer::answersFindTheirEvents()
{
    QFETCH(const bool, ownThread);
    QList<QByteArray> frames;
    for (int i = 0; i < 200; ++i)
        frames.append(messageAt(i, i == 150 ? "quiet" : "deploy"));
    demo::Pacing pacing = asRead();
    pacing.wait = 2s;
    CaptureServer &server = serve(frames, ownThread, pacing);
    auto expected =
        ExpectedBot::read("after message where text == deploy: reply in thread within 5s, text == done\n"
                          "after message where text == quiet: no reply within 300ms\n"
                          "after message where text == quiet: reply within 300ms\n",
                          [](const QString &) { return QStringList(); });
    QVERIFY2(expected.ok(), expected ? "" : qPrintable(expected.error().words));
    server.setExpected(std::move(*expected));
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    int id = 0;
    connect(&peer.socket(), &QWebSocket::textMessageReceived, this, [&](const QString &text) {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        if (frame.value(u"text"_s) == u"deploy"_s)
            peer.send({{u"id"_s, ++id},
                       {u"type"_s, u"message"_s},
                       {u"channel"_s, u"C1"_s},
                       {u"thread_ts"_s, frame.value(u"ts"_s)},
                       {u"text"_s, u"done"_s}});
    });
    QVERIFY(peer.login());
    QTRY_VERIFY_WITH_TIMEOUT(server.progress().over && !server.expected()->isOpen(), 30'000);
    const auto &outcomes = server.expected()->run().outcomes();
    QCOMPARE(outcomes[0].tried, 199);
    QCOMPARE(outcomes[0].failed, 0);
    QCOMPARE(outcomes[0].state, ExpectationRun::State::Passed);
    QCOMPARE(outcomes[1].state, ExpectationRun::State::Passed);
    QCOMPARE(outcomes[2].state, ExpectationRun::State::Failed);
}

void TestCaptureServer::acknowledgementsFindTheirEvents()
{
    QFETCH(const bool, ownThread);
    const QByteArray event = "{\"envelope_id\":\"e2\",\"payload\":{\"event\":" + messageAt(2) +
                             ",\"type\":\"event_callback\",\"event_id\":\"Ev5\"},\"type\":\"events_api\"}";
    const QByteArray command = R"({"envelope_id":"e1","payload":{"command":"/deploy","channel_id":"C1",)"
                               R"("user_id":"U1","response_url":"***"},"type":"slash_commands"})";
    CaptureServer &server = serve({event, command}, ownThread);
    auto expected =
        ExpectedBot::read("after event: ack within 5s", [](const QString &) { return QStringList(); });
    server.setExpected(std::move(*expected));
    AppPeer app(server.tap()->apiBase());
    QVERIFY(app.connectApp());
    QTRY_COMPARE(app.envelopes().size(), 2);
    QTRY_VERIFY(server.progress().over && !server.expected()->isOpen());
    QCOMPARE(server.expected()->run().outcomes()[0].tried, 2);
    QVERIFY(!server.expected()->hasFailed());
    // What does not pass the tap is in the record all the same.
    QList<QByteArray> deeds;
    connect(&server, &CaptureServer::recorded, this, [&deeds](const Event &entry, const BotDeed *deed) {
        if (deed)
            deeds.append(deed->method.toUtf8() + ' ' + entry.type.toUtf8());
    });
    const QJsonObject payload = app.envelopes().at(1).value(u"payload"_s).toObject();
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(payload.value(u"response_url"_s).toString()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    network.post(request, QByteArray("{\"text\":\"done\"}"));
    QTRY_COMPARE(deeds, QList<QByteArray>{"response_url api"});
}

void TestCaptureServer::isSteppedThrough()
{
    QFETCH(const bool, ownThread);
    demo::Pacing pacing = asRead();
    pacing.stepping = true;
    CaptureServer &server = serve({messageAt(1), messageAt(2), messageAt(3)}, ownThread, pacing);
    QVERIFY(server.progress().paused);
    QSignalSpy begun(&server, &CaptureServer::begun);
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(begun.size(), 1);
    server.step();
    QTRY_COMPARE(heard(peer).size(), 1);
    server.step();
    QTRY_COMPARE(heard(peer).size(), 2);
    QTRY_COMPARE(server.progress().counts.played, 2);
    QVERIFY(server.progress().paused);
    server.resume();
    QTRY_COMPARE(heard(peer).size(), 3);
    QTRY_VERIFY(server.progress().over);
}

//! A failure names the event as the window and the file do, though what was before is not all played.
void TestCaptureServer::eventsHaveTheirNumbersInTheRecord()
{
    CaptureServer &server = serve(
        {R"({"type":"hello"})", messageAt(1, "deploy"), R"({"type":"pong"})", messageAt(2, "deploy")}, false);
    auto expected =
        ExpectedBot::read("after message: reply within 100ms", [](const QString &) { return QStringList(); });
    QVERIFY2(expected.ok(), expected ? "" : qPrintable(expected.error().words));
    server.setExpected(std::move(*expected));
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_VERIFY(server.progress().over && !server.expected()->isOpen());
    const QStringList &failures = server.expected()->run().outcomes()[0].failures;
    QCOMPARE(failures.size(), 2);
    QVERIFY2(failures[0].startsWith(u"After event 2, "_s), qPrintable(failures[0]));
    QVERIFY2(failures[1].startsWith(u"After event 4, "_s), qPrintable(failures[1]));
}

void TestCaptureServer::playsWhatIsChosen()
{
    const auto isOdd = [](const LogReader &, qsizetype row) { return row % 2 == 1; };
    CaptureServer &server =
        serve({messageAt(0), messageAt(1), messageAt(2), messageAt(3)}, true, asRead(), isOdd);
    QCOMPARE(server.capture().frames, 2);
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_VERIFY(server.progress().over);
    QTRY_COMPARE(heard(peer), (QList<QByteArray>{messageAt(1), messageAt(3)}));
    const auto nothing = CaptureRecording::of(m_log->snapshot(), u"“day”"_s, 5s,
                                              [](const LogReader &, qsizetype) { return false; });
    QVERIFY(!nothing.ok());
    QVERIFY2(nothing.error().words.contains(u"“day” is chosen"_s), qPrintable(nothing.error().words));
}

//! The same recording, from its first frame on.
void TestCaptureServer::isPlayedAgain()
{
    const CaptureServer &first = serve({messageAt(1), messageAt(2)}, false);
    const CaptureRecording recording = first.capture();
    for (int i = 0; i < 2; ++i) {
        const auto copy = recording.fromBeginning();
        demo::RecordedFrame frame;
        QVERIFY(copy->next(&frame));
        QCOMPARE(frame.bytes, messageAt(1));
        QVERIFY(copy->next(&frame));
        QVERIFY(!copy->next(&frame));
    }
}

//! A wait that is switched off in the middle of one is over.
void TestCaptureServer::waitsOrNot()
{
    demo::Pacing pacing = asRead();
    pacing.wait = 1h;
    CaptureServer &server = serve({messageAt(1), messageAt(2), messageAt(3)}, true, pacing);
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 1);
    QVERIFY(!server.progress().over);
    server.setWait({});
    QTRY_COMPARE(heard(peer).size(), 3);
}

void TestCaptureServer::aPortInUseIsTold()
{
    QFETCH(const bool, ownThread);
    const CaptureServer &first = serve({messageAt(1)}, false);
    CaptureServer::Options options;
    options.capture = first.capture();
    options.port = static_cast<quint16>(first.tap()->apiBase().port());
    options.ownThread = ownThread;
    CaptureServer second(std::move(options));
    QSignalSpy failed(&second, &CaptureServer::failed);
    second.open();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().constFirst().value<Error>().code, u"port_in_use"_s);
    QVERIFY(!second.tap());
    second.close(); // as if nothing had been
}

void TestCaptureServer::notesAreNoDeeds()
{
    CaptureServer &server = serve({messageAt(1)}, true);
    QList<bool> deeds;
    QList<quint64> numbers;
    connect(&server, &CaptureServer::recorded, this, [&](const Event &entry, const BotDeed *deed) {
        deeds.append(deed != nullptr);
        numbers.append(entry.seq);
    });
    server.note(R"({"kind":"api","method":"chat.postMessage","ok":true,"args":{}})");
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.call(u"chat.postMessage"_s, {{u"channel"_s, u"C1"_s}, {u"text"_s, u"x"_s}}).ok());
    QTRY_VERIFY(deeds.contains(true));
    QCOMPARE(deeds.constFirst(), false);
    for (qsizetype i = 1; i < numbers.size(); ++i)
        QCOMPARE(numbers.at(i), numbers.at(i - 1) + 1);
}

//! Whoever folds them knows whom the capture knew.
void TestCaptureServer::namesStandInNotes()
{
    Workspace known;
    const auto apply = [](Workspace &workspace, const QByteArray &json) {
        Event event;
        event.direction = Direction::Note;
        event.raw = json;
        EventDecoder::readHeader(&event);
        workspace.apply(event);
    };
    QByteArray members;
    for (int i = 0; i < 450; ++i)
        members +=
            ",{\"id\":\"U" + QByteArray::number(1000 + i) + "\",\"name\":\"n" + QByteArray::number(i) + "\"}";
    apply(known, R"({"kind":"api","method":"users.list","ok":true,"answer":{"ok":true,"members":[)"
                 R"({"id":"U1","name":"mira","real_name":"Mira Okafor","profile":{"title":"SRE"}})" +
                     members + "]}}");
    apply(known,
          R"({"kind":"api","method":"conversations.list","ok":true,"answer":{"ok":true,"channels":[)"
          R"({"id":"C1","name":"ops","is_channel":true,"is_member":true,"topic":{"value":"All quiet"}},)"
          R"({"id":"D1","is_im":true,"user":"U1"},{"id":"G1","name":"secret","is_private":true}]}})");
    demo::Recording cast;
    cast.self.id = "U9";
    cast.team = {"T7", "Acme", "acme"};
    const QList<QByteArray> notes = namenotes::of(known, cast);
    QCOMPARE(notes.size(), 1 + 3 + 1);
    Workspace told;
    for (const QByteArray &note : notes)
        apply(told, note);
    QCOMPARE(told.self(), UserId(u"U9"_s));
    QCOMPARE(told.teamName(), u"Acme"_s);
    QCOMPARE(told.users().size(), known.users().size());
    QCOMPARE(told.userName(UserId(u"U1"_s)), u"Mira Okafor"_s);
    QCOMPARE(told.user(UserId(u"U1"_s))->title, u"SRE"_s);
    QCOMPARE(told.conversationName(ChannelId(u"C1"_s)), u"#ops"_s);
    QCOMPARE(told.conversation(ChannelId(u"C1"_s))->topic(), u"All quiet"_s);
    QCOMPARE(told.conversation(ChannelId(u"D1"_s))->kind(), ConversationKind::DirectMessage);
    QCOMPARE(told.conversationName(ChannelId(u"D1"_s)), u"Mira Okafor"_s);
    QCOMPARE(told.conversation(ChannelId(u"G1"_s))->kind(), ConversationKind::PrivateChannel);
    QVERIFY(namenotes::of(Workspace(), {}).isEmpty());
}

void TestCaptureServer::readingCanBeGivenUp()
{
    const auto log = recorded({messageAt(1)});
    const auto read = CaptureRecording::of(log->snapshot(), u"x"_s, 5s, {}, [](qsizetype) { return false; });
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"cancelled"_s);
}

//! With a thread of its own, while that plays and after the last client left.
void TestCaptureServer::endsInTheMiddle()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 20'000; ++i)
        frames.append(messageAt(i));
    CaptureServer &server = serve(frames, true);
    RtmPeer peer(server.tap()->apiBase(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_VERIFY(!heard(peer).isEmpty());
    server.close();
    QTRY_COMPARE(peer.socket().state(), QAbstractSocket::UnconnectedState);
    m_server.reset();
    QVERIFY(!m_server);
}

RTMSCOPE_TEST_MAIN(TestCaptureServer)
#include "tst_captureserver.moc"
