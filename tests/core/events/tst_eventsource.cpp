// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/json/json.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;
using Feed = rtmscope::testing::EventFeed;

namespace {

//! Everything a source emitted, in order, as "signal:type".
class Ear : public QObject
{
public:
    explicit Ear(Feed &feed)
    {
        connect(&feed, &EventSource::recorded, this, [this](const Event &event) { hear("recorded", event); });
        connect(&feed, &EventSource::unknownEvent, this,
                [this](const Event &event) { hear("unknown", event); });
        connect(&feed, &EventSource::eventReceived, this,
                [this](const Event &event) { hear("received", event); });
    }
    void hear(const char *signal, const Event &event)
    {
        heard.append(QLatin1StringView(signal) + u':' + event.type);
        events.append(event);
    }
    QStringList heard;
    QList<Event> events;
};

const QByteArray hi = R"({"type":"message","channel":"C1","user":"U1","text":"Hi","ts":"1.000001"})";

} // namespace

class tst_EventSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsInOrder();
    void tellsOutgoingFramesAndNotesToTheRecordOnly();
    void countsAndStampsEntries();
    void emitsTheTypedSignalWithTheEnvelope();
    void stopsAndStartsWithItsReceivers();
    void survivesAHandlerThatDeliversAgain();
    void keepsBytesExactly_data();
    void keepsBytesExactly();
    void saysWhyAFrameIsNotJson_data();
    void saysWhyAFrameIsNotJson();
    void readsAFrameWithLineBreaks();
    void findsChannelAndUser_data();
    void findsChannelAndUser();
    void masksTickets_data();
    void masksTickets();
    void masksTicketsAnywhereInAFrame_data();
    void masksTicketsAnywhereInAFrame();
    void masksItsOwnSecretsAnywhere();
    void leavesWhatIsNoTicket_data();
    void leavesWhatIsNoTicket();
    void keepsJsonThatOutlivesItsFrame();
    void lendsWhatItParsed();
    void takesItBackForTheNext();
};

void tst_EventSource::tellsInOrder()
{
    Feed feed;
    Ear ear(feed);
    connect(&feed, &EventSource::messagePosted, &ear,
            [&](const MessagePosted &, const Event &event) { ear.hear("typed", event); });
    feed.deliver(Direction::In, hi);
    QCOMPARE(ear.heard, QStringList({u"recorded:message"_s, u"typed:message"_s, u"received:message"_s}));

    ear.heard.clear();
    feed.deliver(Direction::In, R"({"type":"hello"})"); // known, but nobody listens
    QCOMPARE(ear.heard, QStringList({u"recorded:hello"_s, u"received:hello"_s}));

    ear.heard.clear();
    feed.deliver(Direction::In, R"({"type":"brand_new"})");
    QCOMPARE(ear.heard,
             QStringList({u"recorded:brand_new"_s, u"unknown:brand_new"_s, u"received:brand_new"_s}));
}

void tst_EventSource::tellsOutgoingFramesAndNotesToTheRecordOnly()
{
    Feed feed;
    Ear ear(feed);
    connect(&feed, &EventSource::messagePosted, &ear,
            [&](const MessagePosted &, const Event &event) { ear.hear("typed", event); });
    feed.deliver(Direction::Out, hi);
    feed.note(R"({"kind":"state","state":"Ready"})");
    QCOMPARE(ear.heard, QStringList({u"recorded:message"_s, u"recorded:state"_s}));
    QVERIFY(ear.events.first().isKnown());
    QVERIFY(!ear.events.last().isKnown());
    QCOMPARE(ear.events.last().direction, Direction::Note);
}

void tst_EventSource::countsAndStampsEntries()
{
    Feed feed;
    Ear ear(feed);
    feed.setConnection(3);
    QCOMPARE(feed.deliver(Direction::In, hi), quint64(1));
    feed.clock().advance(std::chrono::milliseconds(5));
    QCOMPARE(feed.note(R"({"kind":"mark"})"), quint64(2));
    QCOMPARE(feed.deliverAt(77, Direction::In, hi), quint64(3));
    const Event &first = ear.events.at(0);
    QCOMPARE(first.connection, quint32(3));
    QCOMPARE(ear.events.at(2).receivedAtUs - first.receivedAtUs, qint64(5000));
    QCOMPARE(ear.events.at(3).receivedAtUs, qint64(77));
}

void tst_EventSource::emitsTheTypedSignalWithTheEnvelope()
{
    Feed feed;
    int heard = 0;
    connect(&feed, &EventSource::messagePosted, this, [&](const MessagePosted &posted, const Event &event) {
        ++heard;
        QCOMPARE(posted.message.text, u"Hi"_s);
        QCOMPARE(posted.message.channel, ChannelId(u"C1"_s));
        QCOMPARE(event.raw, hi);
        QCOMPARE(event.seq, quint64(1));
    });
    feed.deliver(Direction::In, hi);
    QCOMPARE(heard, 1);
}

void tst_EventSource::stopsAndStartsWithItsReceivers()
{
    Feed feed;
    int heard = 0;
    const auto connection = connect(&feed, &EventSource::messagePosted, this, [&] { ++heard; });
    feed.deliver(Direction::In, hi);
    disconnect(connection);
    feed.deliver(Direction::In, hi);
    QCOMPARE(heard, 1);
    connect(&feed, &EventSource::messagePosted, this, [&] { ++heard; });
    feed.deliver(Direction::In, hi);
    QCOMPARE(heard, 2);
}

void tst_EventSource::survivesAHandlerThatDeliversAgain()
{
    Feed feed;
    QStringList texts;
    connect(&feed, &EventSource::recorded, this, [&](const Event &event) {
        if (event.seq == 1)
            feed.deliver(Direction::Out, R"({"type":"message","channel":"C9","text":"mine","id":1})");
    });
    connect(&feed, &EventSource::messagePosted, this, [&](const MessagePosted &posted, const Event &event) {
        texts.append(posted.message.text);
        QCOMPARE(event.raw, hi);
    });
    feed.deliver(Direction::In, hi);
    QCOMPARE(texts, QStringList(u"Hi"_s));
}

void tst_EventSource::keepsBytesExactly_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("odd spacing and order") << QByteArray(" { \"b\" :1.50 ,\t\"a\":[ ] ,\"type\":\"x\" } ");
    QTest::newRow("duplicate keys") << QByteArray(R"({"type":"x","a":1,"a":2})");
    QTest::newRow("escapes") << QByteArray(R"({"type":"x","t":"\u00e9\/\n"})");
    QTest::newRow("raw UTF-8") << QByteArray("{\"type\":\"x\",\"t\":\"\xC3\xA9\xF0\x9F\x91\x8B\"}");
    QTest::newRow("big number") << QByteArray(R"({"type":"x","n":123456789012345678901234567890})");
    QTest::newRow("no object") << QByteArray("[1,2]");
    QTest::newRow("broken") << QByteArray(R"({"type":)");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"type\":\"x\"}");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("zero byte") << QByteArray("{\"type\":\"x\0\"}", 13);
}

void tst_EventSource::keepsBytesExactly()
{
    QFETCH(QByteArray, frame);
    Feed feed;
    Ear ear(feed);
    feed.deliver(Direction::In, frame);
    QCOMPARE(ear.events.size(), 3); // recorded, unknown, received
    for (const Event &event : ear.events)
        QCOMPARE(event.raw, frame);
    QVERIFY(ear.events.first().masked.isEmpty());
}

void tst_EventSource::saysWhyAFrameIsNotJson_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<FrameForm>("form");
    QTest::addColumn<QString>("word");
    const auto deep = [](int levels) { return QByteArray(levels, '[') + QByteArray(levels, ']'); };
    QTest::newRow("not closed") << QByteArray(R"({"type":"mess)") << false << FrameForm::Text
                                << u"not closed"_s;
    QTest::newRow("words") << QByteArray("upstream timed out") << false << FrameForm::Text << u"byte 0"_s;
    QTest::newRow("two objects") << QByteArray("{} {}") << false << FrameForm::Text << u"more text"_s;
    QTest::newRow("too deep") << deep(5000) << false << FrameForm::Text << u"4,096 levels"_s;
    QTest::newRow("just deep enough") << deep(4000) << false << FrameForm::Json << QString();
    QTest::newRow("invalid UTF-8") << QByteArray("\"\xFF\"") << false << FrameForm::Text << u"UTF-8"_s;
    QTest::newRow("binary") << QByteArray("\x01\x02") << true << FrameForm::Binary << u"binary"_s;
    QTest::newRow("mark first") << QByteArray("\xEF\xBB\xBF{}") << false << FrameForm::Text
                                << u"byte order mark"_s;
    QTest::newRow("too large") << QByteArray(json::maxSize + 1, ' ') << false << FrameForm::Text
                               << u"64 MB"_s;
}

void tst_EventSource::saysWhyAFrameIsNotJson()
{
    QFETCH(QByteArray, frame);
    QFETCH(bool, binary);
    QFETCH(FrameForm, form);
    QFETCH(QString, word);
    Feed feed;
    Ear ear(feed);
    feed.deliver(Direction::In, frame, binary);
    QCOMPARE(ear.heard, QStringList({u"recorded:"_s, u"unknown:"_s, u"received:"_s}));
    const Event &event = ear.events.first();
    QCOMPARE(event.form, form);
    QVERIFY2(event.problem.contains(word, Qt::CaseInsensitive), qPrintable(event.problem));
    QCOMPARE(event.problem.isEmpty(), form == FrameForm::Json);
    QVERIFY(!event.isKnown());
}

void tst_EventSource::readsAFrameWithLineBreaks()
{
    Feed feed;
    Ear ear(feed);
    QString text;
    connect(&feed, &EventSource::messagePosted, this,
            [&](const MessagePosted &posted) { text = posted.message.text; });
    feed.deliver(Direction::In, "{\n \"type\": \"message\",\n \"channel\": \"C1\", \"text\": \"Hi\"\n}");
    QCOMPARE(text, u"Hi"_s);
    const Event &event = ear.events.first();
    QCOMPARE(event.form, FrameForm::Text); // it would break the line of a capture
    QVERIFY(!event.problem.isEmpty());
    QCOMPARE(event.channel, u"C1"_s);
    QVERIFY(std::holds_alternative<MessagePosted>(event.body().value));
}

void tst_EventSource::findsChannelAndUser_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("user");
    const auto row = [](const char *name, const char *frame, const char *channel, const char *user) {
        QTest::newRow(name) << QByteArray(frame) << QString::fromLatin1(channel) << QString::fromLatin1(user);
    };
    row("plain", R"({"type":"message","channel":"C1","user":"U1"})", "C1", "U1");
    row("channel object", R"({"type":"channel_joined","channel":{"id":"C2","name":"x"}})", "C2", "");
    row("item", R"({"type":"reaction_added","user":"U1","item":{"channel":"C3"}})", "C3", "U1");
    row("channel_id", R"({"type":"file_shared","channel_id":"C4","user_id":"U4"})", "C4", "U4");
    row("user object", R"({"type":"team_join","user":{"id":"U5"}})", "", "U5");
    row("subscription", R"({"type":"thread_marked","subscription":{"channel":"C6"}})", "C6", "");
    row("huddle", R"({"type":"sh_room_join","user":"U7","huddle":{"channel_id":"C7"}})", "C7", "U7");
    row("edit", R"({"type":"message","subtype":"message_changed","channel":"C8","message":{"user":"U8"}})",
        "C8", "U8");
    row("edit by another",
        R"({"type":"message","subtype":"message_changed","channel":"C8","message":{"user":"U8","edited":{"user":"U9"}}})",
        "C8", "U9");
    row("deletion",
        R"({"type":"message","subtype":"message_deleted","channel":"C8","previous_message":{"user":"U8"}})",
        "C8", "U8");
    row("actor", R"({"type":"channel_deleted","channel":"C1","actor_id":"U2"})", "C1", "U2");
    row("old file comment", R"({"type":"message","subtype":"file_comment","comment":{"user":"U3"}})", "",
        "U3");
    row("wrong shapes", R"({"type":"message","channel":[1],"user":true,"item":7})", "", "");
    row("last of two", R"({"type":"message","channel":"C1","channel":"C2"})", "C2", "");
}

void tst_EventSource::findsChannelAndUser()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, channel);
    QFETCH(QString, user);
    Feed feed;
    Ear ear(feed);
    feed.deliver(Direction::In, frame);
    QCOMPARE(ear.events.first().channel, channel);
    QCOMPARE(ear.events.first().user, user);
}

void tst_EventSource::masksTickets_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QStringList>("masked");
    const auto row = [](const char *name, const char *frame, const char *seen, const QStringList &masked) {
        QTest::newRow(name) << QByteArray(frame) << QByteArray(seen) << masked;
    };
    row("reconnect_url", R"({"type":"reconnect_url", "url" : "wss://host.example/ticket"})",
        R"({"type":"reconnect_url", "url" : "***"})", {u"url"_s});
    row("reconnect_url by another scheme", R"({"url":"https://host.example/t","type":"reconnect_url"})",
        R"({"url":"***","type":"reconnect_url"})", {u"url"_s});
    row("rtm.connect answer",
        R"({"kind":"api","answer":{"ok":true,"url":"wss:\/\/host.example\/t","self":{}}})",
        R"({"kind":"api","answer":{"ok":true,"url":"***","self":{}}})", {u"url"_s});
    row("plain socket", R"({"type":"x","ws_url":"ws://127.0.0.1:1/t"})", R"({"type":"x","ws_url":"***"})",
        {u"ws_url"_s});
    row("upload", R"({"ok":true,"upload_url":"https://files.example/u","file_id":"F1"})",
        R"({"ok":true,"upload_url":"***","file_id":"F1"})", {u"upload_url"_s});
    row("nested, several", R"({"payload":{"token":"abc","response_url":"https:x","trigger_id":"1.2"}})",
        R"({"payload":{"token":"***","response_url":"***","trigger_id":"***"}})",
        {u"token"_s, u"response_url"_s, u"trigger_id"_s});
    row("twice", R"({"token":"a","token":"b"})", R"({"token":"***","token":"***"})", {u"token"_s});
    row("cookie", R"({"cookie":"d=1"})", R"({"cookie":"***"})", {u"cookie"_s});
    row("empty value", R"({"token":"","trigger_id":"1"})", R"({"token":"","trigger_id":"***"})",
        {u"trigger_id"_s});
    row("quotes inside", R"({"token":"a\"b","x":1})", R"({"token":"***","x":1})", {u"token"_s});
    row("broken JSON", R"({"url":"wss://host.example/ticket","x":)", R"({"url":"***","x":)", {u"url"_s});
}

void tst_EventSource::masksTickets()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, seen);
    QFETCH(QStringList, masked);
    Feed feed;
    Ear ear(feed);
    feed.deliver(Direction::In, frame);
    for (const Event &event : ear.events) {
        QCOMPARE(event.raw, seen);
        QCOMPARE(event.masked, masked);
    }
    ear.events.clear();
    feed.deliver(Direction::Out, frame);
    feed.note(frame);
    for (const Event &event : ear.events)
        QCOMPARE(event.raw, seen);
}

void tst_EventSource::masksTicketsAnywhereInAFrame_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("seen");
    for (const char *name : {"upload_url", "response_url", "trigger_id", "token", "cookie", "cookies"}) {
        const QByteArray quoted = '"' + QByteArray(name) + '"';
        QTest::newRow(name) << QByteArray(quoted + R"(:"secret-1")") << QByteArray(quoted + R"(:"***")");
    }
    for (const char *scheme : {"ws", "wss"}) {
        const QByteArray address = QByteArray(scheme) + "://host.example/secret-1";
        QTest::newRow(scheme) << QByteArray(R"("url":")" + address + '"') << QByteArray(R"("url":"***")");
    }
}

//! The quick look goes by blocks of letters: no place may fall between two of them.
void tst_EventSource::masksTicketsAnywhereInAFrame()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, seen);
    EventDecoder decoder;
    for (qsizetype before = 0; before < 140; ++before) {
        for (const qsizetype behind : {0, 1, 70}) {
            const QByteArray head = R"({"a":")" + QByteArray(before, 'x') + R"(",)";
            const QByteArray tail = R"(,"z":")" + QByteArray(behind, 'x') + R"("})";
            Event event;
            event.raw = head + member + tail;
            decoder.maskTickets(event);
            QCOMPARE(event.raw, QByteArray(head + seen + tail));
        }
    }
}

void tst_EventSource::masksItsOwnSecretsAnywhere()
{
    const QByteArray token = "xoxp-1-abcdef";
    const QByteArray ticket = "Zm9vYmFy";
    EventDecoder decoder;
    decoder.keepSecret(Secret(token));
    decoder.keepSecret(Secret(ticket));
    for (const QByteArray &secret : {token, ticket}) {
        for (qsizetype before = 0; before < 140; ++before) {
            for (const qsizetype behind : {0, 1, 70}) {
                Event event;
                event.raw = QByteArray(before, 'x') + secret + QByteArray(behind, 'x');
                decoder.maskTickets(event);
                QCOMPARE(event.raw, QByteArray(QByteArray(before, 'x') + "***" + QByteArray(behind, 'x')));
                QCOMPARE(event.masked, QStringList(u"secret"_s));
            }
        }
    }
    for (const char *frame : {"", "x", "xoxp-1-abcde", "xoxp-1-abcdeF", "oxp-1-abcdef and xoxp"}) {
        Event event;
        event.raw = frame;
        decoder.maskTickets(event);
        QCOMPARE(event.raw, QByteArray(frame));
        QVERIFY(event.masked.isEmpty());
    }
}

void tst_EventSource::leavesWhatIsNoTicket_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("talk of sockets") << QByteArray(
        R"({"type":"message","text":"use wss://host.example and a token, not ws:"})");
    QTest::newRow("image_url") << QByteArray(
        R"({"type":"message","blocks":[{"image_url":"https://x.example"}]})");
    QTest::newRow("tokens_revoked") << QByteArray(R"({"type":"tokens_revoked","tokens":{"bot":["U1"]}})");
    QTest::newRow("token that is no text") << QByteArray(R"({"type":"x","token":12})");
    QTest::newRow("elsewhere url") << QByteArray(
        R"({"type":"team_domain_change","url":"https://x.example"})");
    QTest::newRow("nothing to hide") << QByteArray(
        R"({"type":"reconnect_url","url":"","token":"","trigger_id":"","upload_url":"","cookie":""})");
    QTest::newRow("token as an element") << QByteArray(R"({"type":"x","list":["token","upload_url"]})");
}

void tst_EventSource::leavesWhatIsNoTicket()
{
    QFETCH(QByteArray, frame);
    Feed feed;
    Ear ear(feed);
    feed.deliver(Direction::In, frame);
    QCOMPARE(ear.events.first().raw, frame);
    QVERIFY(ear.events.first().masked.isEmpty());
}

void tst_EventSource::keepsJsonThatOutlivesItsFrame()
{
    AnyJson blocks;
    {
        QByteArray mapped = R"({"type":"message","text":"x","blocks":[{"type":"divider"}],"n":1})";
        Event event;
        event.raw = QByteArray::fromRawData(mapped.constData(), mapped.size());
        event.type = u"message"_s;
        blocks = std::get<MessagePosted>(event.body().value).message.blocks;
        mapped.fill('?');
    }
    QCOMPARE(blocks.text(), QByteArray(R"([{"type":"divider"}])"));
}

void tst_EventSource::lendsWhatItParsed()
{
    Feed feed;
    json::Document scratch;
    Event kept;
    QString text;
    QString inBody;
    connect(&feed, &EventSource::recorded, &feed, [&](const Event &event) {
        QVERIFY(event.parsed().isValid());
        text = innerOf(event, scratch)["text"].text();
        inBody = std::get<MessagePosted>(event.body().value).message.text;
        kept = event;
    });
    feed.deliver(Direction::In, R"({"type":"event_callback","event":{"type":"message","text":"hi"}})");
    QCOMPARE(text, u"hi"_s);
    QCOMPARE(inBody, u"hi"_s);
    QCOMPARE(scratch.parses(), quint64(0));
    QVERIFY(!kept.parsed().isValid()); // it may outlive the source
    QCOMPARE(innerOf(kept, scratch)["text"].text(), u"hi"_s);
    QCOMPARE(frameOf(kept, scratch)["type"].text(), u"event_callback"_s);
    QVERIFY(scratch.parses() > 0);
}

void tst_EventSource::takesItBackForTheNext()
{
    Feed feed;
    json::Document scratch;
    QStringList heard;
    connect(&feed, &EventSource::recorded, &feed, [&](const Event &event) {
        if (event.direction == Direction::In)
            feed.note(R"({"kind":"comment","text":"between"})");
        heard.append(frameOf(event, scratch)["text"].text());
        QCOMPARE(event.parsed().isValid(), event.direction == Direction::Note);
    });
    feed.deliver(Direction::In, R"({"type":"message","text":"first"})");
    QCOMPARE(heard, QStringList({u"between"_s, u"first"_s}));
}

RTMSCOPE_TEST_MAIN(tst_EventSource)
#include "tst_eventsource.moc"
