// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/controlframes.h"
#include "core/session/rtmconnect.h"
#include "core/session/signalsender.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using controlframes::Kind;

//! RTM's own: which frames are about the connection, what they say, and what we write beside messages.
class TestRtmFrames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kinds_data();
    void kinds();
    void acknowledgements_data();
    void acknowledgements();
    void replays_data();
    void replays();
    void helloMaySayThatNothingWasMissed();
    void connectCalls();
    void typingIsPacedPerChannel();
    void typingNeedsAStream();
    void presenceIsPacedAndRepeated();
};

void TestRtmFrames::kinds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("control");
    const auto row = [](const char *type, Kind kind, bool control) {
        QTest::newRow(type) << QString::fromLatin1(type) << int(kind) << control;
    };
    row("ack", Kind::Acknowledgement, true);
    row("pong", Kind::Pong, true);
    row("hello", Kind::Hello, true);
    row("error", Kind::Error, true);
    row("goodbye", Kind::Goodbye, true);
    row("reconnect_url", Kind::ReconnectUrl, true);
    row("team_migration_started", Kind::Migration, true);
    row("message", Kind::Message, false);
    row("user_typing", Kind::None, false);
    row("pref_change", Kind::None, false);
    row("", Kind::None, false);
    for (const char *sameLength :
         {"pin", "ping", "Hello", "goodbyf", "dnd_updated_u", "presence_change_for_us"})
        row(sameLength, Kind::None, false);
}

void TestRtmFrames::kinds()
{
    QFETCH(QString, type);
    QFETCH(int, kind);
    for (const QString &subtype : {QString(), u"bot_message"_s, u"never_heard_of"_s}) {
        Event event;
        event.type = type;
        event.subtype = subtype;
        QCOMPARE(int(controlframes::kindOf(event)), kind);
        QTEST(controlframes::isControl(event), "control");
    }
}

void TestRtmFrames::acknowledgements_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<quint64>("replyTo");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QString>("ts");
    QTest::addColumn<QString>("text"); // "-": the frame has none
    QTest::addColumn<QString>("error");
    QTest::newRow("as documented") << QByteArray(R"({"ok":true,"reply_to":3,"ts":"1.2","text":"a &lt; b"})")
                                   << 3ULL << true << u"1.2"_s << u"a &lt; b"_s << QString();
    QTest::newRow("without ok") << QByteArray(R"({"reply_to":3,"ts":"1.2"})") << 3ULL << true << u"1.2"_s
                                << u"-"_s << QString();
    QTest::newRow("without ok, an error")
        << QByteArray(R"({"reply_to":3,"error":{"code":2,"msg":"message text is missing"}})") << 3ULL << false
        << QString() << u"-"_s << u"2"_s;
    QTest::newRow("refused") << QByteArray(
                                    R"({"ok":false,"reply_to":4,"error":{"code":-1,"msg":"slow down"}})")
                             << 4ULL << false << QString() << u"-"_s << u"-1"_s;
    QTest::newRow("ok is no boolean")
        << QByteArray(R"({"ok":"yes","reply_to":4})") << 4ULL << false << QString() << u"-"_s << u"unknown"_s;
    QTest::newRow("names nothing") << QByteArray(R"({"ok":true})") << 0ULL << true << QString() << u"-"_s
                                   << QString();
    QTest::newRow("text is no text") << QByteArray(R"({"ok":true,"reply_to":"x","text":7})") << 0ULL << true
                                     << QString() << u"-"_s << QString();
}

void TestRtmFrames::acknowledgements()
{
    QFETCH(QByteArray, frame);
    json::Document document;
    QVERIFY(document.parse(frame));
    const auto answer = controlframes::readAcknowledgement(document.root());
    QTEST(answer.replyTo, "replyTo");
    QTEST(answer.accepted, "accepted");
    QTEST(answer.ts.text(), "ts");
    QTEST(answer.text.value_or(u"-"_s), "text");
    QTEST(answer.error.code, "error");
}

void TestRtmFrames::replays_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("isReplay");
    QTest::newRow("a replay")
        << QByteArray(R"({"type":"message","reply_to":9,"channel":"C1","ts":"1.2","text":"hi"})") << true;
    QTest::newRow("a message") << QByteArray(R"({"type":"message","channel":"C1","ts":"1.2","text":"hi"})")
                               << false;
    QTest::newRow("reply_to is a text")
        << QByteArray(R"({"type":"message","reply_to":"thread","ts":"1.2"})") << false;
}

void TestRtmFrames::replays()
{
    QFETCH(QByteArray, frame);
    QFETCH(bool, isReplay);
    json::Document document;
    QVERIFY(document.parse(frame));
    const auto replay = controlframes::readReplay(document.root());
    QCOMPARE(replay.has_value(), isReplay);
    if (!isReplay)
        return;
    QCOMPARE(replay->replyTo, 9ULL);
    QCOMPARE(replay->channel, ChannelId(u"C1"_s));
    QCOMPARE(replay->ts, MessageTs(u"1.2"_s));
    QCOMPARE(replay->text, u"hi"_s);
}

void TestRtmFrames::helloMaySayThatNothingWasMissed()
{
    json::Document document;
    QVERIFY(document.parse(R"({"type":"hello","fast_reconnect":true})"));
    QVERIFY(controlframes::isFastReconnect(document.root()));
    QVERIFY(document.parse(R"({"type":"hello"})"));
    QVERIFY(!controlframes::isFastReconnect(document.root()));
}

void TestRtmFrames::connectCalls()
{
    QCOMPARE(rtmConnect(ConnectMethod::RtmConnect).method, u"rtm.connect"_s);
    const AddressCall start = rtmConnect(ConnectMethod::RtmStart);
    QCOMPARE(start.method, u"rtm.start"_s);
    QVERIFY(start.arguments.contains({u"no_unreads"_s, u"1"_s}));
    json::Document document;
    QVERIFY(document.parse(
        R"({"self":{"id":"U1","name":"mira"},"team":{"id":"T1","name":"Acme","domain":"acme"}})"));
    const Identity identity = start.identity(document.root());
    QCOMPARE(identity.self, UserId(u"U1"_s));
    QCOMPARE(identity.teamDomain, u"acme"_s);
}

namespace {

//! A sender on a stream that is there or not, and what it wrote.
struct Sending
{
    ManualClock clock;
    bool isReady = true;
    quint64 lastId = 0;
    QList<QByteArray> written;
    SignalSender sender{[this](const auto &make) -> std::optional<quint64> {
                            if (!isReady)
                                return {};
                            written.append(make(++lastId));
                            return lastId;
                        },
                        clock};
};

} // namespace

void TestRtmFrames::typingIsPacedPerChannel()
{
    Sending sending;
    const ChannelId one(u"C1"_s);
    QVERIFY(sending.sender.typing(one));
    const auto again = sending.sender.typing(one);
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"typing_paced"_s);
    QVERIFY(sending.sender.typing(ChannelId(u"C2"_s)));
    sending.clock.advance(*again.error().retryAfter);
    QVERIFY(sending.sender.typing(one));
    sending.sender.messageSent(one); // a message ends it
    QVERIFY(sending.sender.typing(one));
    QCOMPARE(sending.written.size(), 4);
}

void TestRtmFrames::typingNeedsAStream()
{
    Sending sending;
    sending.isReady = false;
    const auto refused = sending.sender.typing(ChannelId(u"C1"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"not_connected"_s);
    sending.isReady = true;
    QVERIFY(sending.sender.typing(ChannelId(u"C1"_s))); // what did not leave counts for nothing
}

void TestRtmFrames::presenceIsPacedAndRepeated()
{
    Sending sending;
    sending.isReady = false;
    sending.sender.subscribePresence({UserId(u"U1"_s)});
    QVERIFY(sending.written.isEmpty());
    sending.isReady = true;
    sending.sender.streamReady();
    QCOMPARE(sending.written.size(), 1);
    QVERIFY2(sending.written.last().contains(R"("type":"presence_sub")"), sending.written.last());
    sending.sender.subscribePresence({UserId(u"U1"_s)}); // nothing new
    sending.sender.subscribePresence({UserId(u"U1"_s), UserId(u"U2"_s)});
    QCOMPARE(sending.written.size(), 1); // too early
    sending.clock.advance(3s);
    sending.sender.streamReady(); // a new stream knows nothing
    QCOMPARE(sending.written.size(), 2);
    QVERIFY(sending.written.last().contains("U2"));
}

RTMSCOPE_TEST_MAIN(TestRtmFrames)
#include "tst_rtmframes.moc"
