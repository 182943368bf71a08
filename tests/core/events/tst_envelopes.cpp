// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Events in envelopes, as the Events API and Socket Mode deliver them (docs/protocol.md, 11).
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/events/ticketmask.h"
#include "core/events/types/eventtypes.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace rtmscope;

// Before the frames, whose raw strings the moc of Qt 6.4 does not get past.
class tst_Envelopes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void headers_data();
    void headers();
    void acknowledgements_data();
    void acknowledgements();
    void typedBodies();
    void oddTimes_data();
    void oddTimes();
    void signalsTellTheInnerEvent();
    void parsedOnce();
    void masks_data();
    void masks();
    void leavesAlone_data();
    void leavesAlone();
    void masksInEveryPlace();
    void masksWhatMaskingUncovers();
    void thoroughSearch_data();
    void thoroughSearch();
    void keepsBothTokens();
    void pastedTokens_data();
    void pastedTokens();
};

namespace {

Event eventOf(const QByteArray &frame, Direction direction = Direction::In)
{
    testing::EventFeed feed;
    Event heard;
    QObject::connect(&feed, &EventSource::recorded, &feed, [&](const Event &event) { heard = event; });
    feed.deliver(direction, frame);
    return heard;
}

QByteArray envelope(const QByteArray &payload, const QByteArray &type = "events_api")
{
    return R"({"envelope_id":"e-1","payload":)" + payload + R"(,"type":")" + type +
           R"(","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""})";
}

QByteArray callback(const QByteArray &event)
{
    return R"({"team_id":"T1","api_app_id":"A1","event":)" + event +
           R"(,"type":"event_callback","event_id":"Ev1","event_time":1795356000})";
}

} // namespace

void tst_Envelopes::headers_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QStringList>("header"); // type, subtype, channel, user, envelope type
    const auto row = [](const char *name, const QByteArray &frame, const QStringList &header) {
        QTest::newRow(name) << frame << header;
    };
    const QByteArray message =
        R"({"type":"message","subtype":"me_message","channel":"C1","user":"U1","text":"x"})";
    const QStringList said{u"message"_s, u"me_message"_s, u"C1"_s, u"U1"_s};
    row("callback", callback(message), said + QStringList{u"event_callback"_s});
    row("in Socket Mode", envelope(callback(message)), said + QStringList{u"events_api"_s});
    row("type first", R"({"type":"events_api","payload":{"type":"event_callback","event":)" + message + "}}",
        said + QStringList{u"events_api"_s});
    row("no team, null authorization",
        envelope(R"({"type":"event_callback","authorizations":[{"team_id":null,"user_id":"U9"}],"event":)" +
                 message + '}'),
        said + QStringList{u"events_api"_s});
    row("limited", envelope(R"({"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1795356000})"),
        {u"app_rate_limited"_s, {}, {}, {}, u"events_api"_s});
    row("unwrapped", envelope(R"({"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"})"),
        {u"app_home_opened"_s, {}, u"D1"_s, u"U1"_s, u"events_api"_s});
    row("no event", envelope(R"({"type":"event_callback","team_id":"T1"})"),
        {u"events_api"_s, {}, {}, {}, {}});
    row("no payload", R"({"type":"events_api","envelope_id":"e"})", {u"events_api"_s, {}, {}, {}, {}});
    row("payload of another shape", envelope("[1]"), {u"events_api"_s, {}, {}, {}, {}});
    row("event without a type", envelope(callback(R"({"channel":"C1"})")), {u"events_api"_s, {}, {}, {}, {}});
    row("event of tomorrow", envelope(callback(R"({"type":"tide_turned","user":"U1"})")),
        {u"tide_turned"_s, {}, {}, u"U1"_s, u"events_api"_s});
    row("mention", envelope(callback(R"({"type":"app_mention","channel":"C1","user":"U1"})")),
        {u"app_mention"_s, {}, u"C1"_s, u"U1"_s, u"events_api"_s});
    row("another id",
        envelope(callback(R"({"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C1"})")),
        {u"channel_id_changed"_s, {}, u"C1"_s, {}, u"events_api"_s});
    row("assistant",
        envelope(callback(
            R"({"type":"assistant_thread_started","assistant_thread":{"user_id":"U1","channel_id":"D1"}})")),
        {u"assistant_thread_started"_s, {}, u"D1"_s, u"U1"_s, u"events_api"_s});
    row("invitation accepted",
        envelope(callback(
            R"({"type":"shared_channel_invite_accepted","channel":{"id":"C1"},"accepting_user":{"id":"U1"}})")),
        {u"shared_channel_invite_accepted"_s, {}, u"C1"_s, u"U1"_s, u"events_api"_s});
    row("app wanted", envelope(callback(R"({"type":"app_requested","app_request":{"user":{"id":"U1"}}})")),
        {u"app_requested"_s, {}, {}, u"U1"_s, u"events_api"_s});
    row("metadata",
        envelope(callback(R"({"type":"message_metadata_posted","channel_id":"C1","user_id":"U1"})")),
        {u"message_metadata_posted"_s, {}, u"C1"_s, u"U1"_s, u"events_api"_s});
    row("button",
        envelope(R"({"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"actions":[]})",
                 "interactive"),
        {u"block_actions"_s, {}, u"C1"_s, u"U1"_s, u"interactive"_s});
    row("button, channel beside",
        envelope(
            R"({"type":"block_actions","user":{"id":"U1"},"channel":null,"team":null,"container":{"channel_id":"C1"}})",
            "interactive"),
        {u"block_actions"_s, {}, u"C1"_s, u"U1"_s, u"interactive"_s});
    row("interaction of tomorrow", envelope(R"({"type":"tide_pressed","user":{"id":"U1"}})", "interactive"),
        {u"tide_pressed"_s, {}, {}, u"U1"_s, u"interactive"_s});
    row("interaction without a type", envelope(R"({"user":{"id":"U1"}})", "interactive"),
        {u"interactive"_s, {}, {}, {}, {}});
    row("command",
        envelope(R"({"command":"/x","user_id":"U1","channel_id":"C1","is_enterprise_install":"false"})",
                 "slash_commands"),
        {u"slash_commands"_s, {}, u"C1"_s, u"U1"_s, u"slash_commands"_s});
    row("command, little", envelope("{}", "slash_commands"),
        {u"slash_commands"_s, {}, {}, {}, u"slash_commands"_s});
    row("hello", R"({"type":"hello","num_connections":1})", {u"hello"_s, {}, {}, {}, {}});
    row("disconnect", R"({"type":"disconnect","reason":"warning"})", {u"disconnect"_s, {}, {}, {}, {}});
}

void tst_Envelopes::headers()
{
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, header);
    const Event event = eventOf(frame);
    json::Document document;
    QVERIFY(document.parse(event.raw));
    const std::string_view envelope = envelopeType(document.root());
    QCOMPARE(QStringList({event.type, event.subtype, event.channel, event.user,
                          QString::fromUtf8(envelope.data(), qsizetype(envelope.size()))}),
             header);
    QCOMPARE(event.raw, frame);
    // A capture that is read says the same.
    Event read;
    read.raw = frame;
    EventDecoder::readHeader(&read);
    QCOMPARE(read.type, event.type);
    QCOMPARE(read.row(), event.row());
    QCOMPARE(event.body().value.index(), event.row());
}

void tst_Envelopes::acknowledgements_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("bare") << QByteArray(R"({"envelope_id":"e-1"})");
    QTest::newRow("node's") << QByteArray(R"({"envelope_id":"e-1","payload":{}})");
    QTest::newRow("python's") << QByteArray(R"({"envelope_id": "e-1", "payload": {"text": "hi"}})");
}

void tst_Envelopes::acknowledgements()
{
    QFETCH(QByteArray, frame);
    const Event event = eventOf(frame, Direction::Out);
    QCOMPARE(event.type, u"ack"_s);
    const auto *ack = std::get_if<Ack>(&event.body().value);
    QVERIFY(ack);
    QCOMPARE(ack->envelope, u"e-1"_s);
    QVERIFY(!ack->replyTo);
}

void tst_Envelopes::typedBodies()
{
    const Event pressed = eventOf(envelope(
        R"({"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1","name":"ops"},"team":null,"is_enterprise_install":"true",)"
        R"("actions":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]})",
        "interactive"));
    const auto *actions = std::get_if<BlockActions>(&pressed.body().value);
    QVERIFY(actions);
    QCOMPARE(actions->by.user, UserId(u"U1"_s));
    QCOMPARE(actions->by.channel, ChannelId(u"C1"_s));
    QVERIFY(actions->by.team.isEmpty() && actions->by.isEnterpriseInstall);
    QCOMPARE(actions->actions.value(0).text.text, u"Go"_s);
    const Event typed = eventOf(envelope(
        R"({"command":"/tide","text":"north","user_id":"U1","channel_id":"C1","is_enterprise_install":"true"})",
        "slash_commands"));
    const auto *command = std::get_if<SlashCommand>(&typed.body().value);
    QVERIFY(command && command->isEnterpriseInstall);
    QCOMPARE(command->command + u' ' + command->text, u"/tide north"_s);
    const Event hello =
        eventOf(R"({"type":"hello","num_connections":2,"debug_info":{"approximate_connection_time":360}})");
    QCOMPARE(std::get<Hello>(hello.body().value).connections, std::optional<int>(2));
    QCOMPARE(std::get<Hello>(hello.body().value).debug.connectionSeconds, 360);
}

void tst_Envelopes::oddTimes_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("microseconds without a dot") << QByteArray(R"("event_time":1795356000123456,"x":1)");
    QTest::newRow("text") << QByteArray(R"("event_time":"1795356000","x":1)");
    QTest::newRow("object") << QByteArray(R"("event_time":{},"x":[])");
}

//! docs/protocol.md, 11: times come in other forms than they should. The message is the same.
void tst_Envelopes::oddTimes()
{
    QFETCH(QByteArray, members);
    const Event event = eventOf(
        R"({"type":"event_callback",)" + members +
        R"(,"event":{"type":"message","channel":"C1","text":"hi","ts":"1.2","event_ts":1795356000123456}})");
    const auto *posted = std::get_if<MessagePosted>(&event.body().value);
    QVERIFY(posted);
    QCOMPARE(posted->message.ts, MessageTs(u"1.2"_s));
}

void tst_Envelopes::signalsTellTheInnerEvent()
{
    testing::EventFeed feed;
    QString heard;
    connect(&feed, &EventSource::viewSubmitted, this, [&](const ViewSubmission &view, const Event &event) {
        heard = view.view.title.text + u' ' + event.type + u' ' + event.user;
    });
    feed.deliver(
        Direction::In,
        envelope(R"({"type":"view_submission","user":{"id":"U1"},"view":{"title":{"text":"Report"}}})",
                 "interactive"));
    QCOMPARE(heard, u"Report view_submission U1"_s);
    QSignalSpy unknown(&feed, &EventSource::unknownEvent);
    feed.deliver(Direction::In, envelope(callback(R"({"type":"tide_turned"})")));
    QCOMPARE(unknown.size(), 1);
}

void tst_Envelopes::parsedOnce()
{
    testing::EventFeed feed;
    json::Document scratch;
    QString id;
    QString text;
    connect(&feed, &EventSource::recorded, &feed, [&](const Event &event) {
        id = frameOf(event, scratch)["payload"]["event_id"].text();
        text = innerOf(event, scratch)["text"].text();
    });
    feed.deliver(Direction::In, envelope(callback(R"({"type":"message","text":"hi"})")));
    QCOMPARE(id, u"Ev1"_s);
    QCOMPARE(text, u"hi"_s);
    QCOMPARE(scratch.parses(), quint64(0));
}

void tst_Envelopes::masks_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QStringList>("masked");
    const auto row = [](const char *name, const QByteArray &frame, const QByteArray &seen,
                        const QStringList &masked) { QTest::newRow(name) << frame << seen << masked; };
    row("verification token", R"({"payload":{"token":"Qx8","event":{}},"type":"events_api"})",
        R"({"payload":{"token":"***","event":{}},"type":"events_api"})", {u"token"_s});
    row("spaces and escapes", R"({ "token" : "a\"b\\" , "x":"token" })",
        R"({ "token" : "***" , "x":"token" })", {u"token"_s});
    row("workflow", R"({"event":{"bot_access_token":"xwfp-1-2-abc"},"token":"t"})",
        R"({"event":{"bot_access_token":"***"},"token":"***"})", {u"bot_access_token"_s, u"token"_s});
    row("workflow's token in a text", R"({"text":"it says xwfp-12-34-abcdef, alas","y":1})",
        R"({"text":"it says ***, alas","y":1})", {u"secret"_s});
    row("response urls",
        R"({"response_urls":[{"block_id":"b","response_url":"https:\/\/x"}],"response_url":""})",
        R"({"response_urls":[{"block_id":"b","response_url":"***"}],"response_url":""})",
        {u"response_url"_s});
    row("trigger", R"({"trigger_id":"1.2.x","payload":{"trigger_id":"3"}})",
        R"({"trigger_id":"***","payload":{"trigger_id":"***"}})", {u"trigger_id"_s});
    row("interactor",
        R"({"token":"t","interactivity":{"interactor":{"secret":"s1","id":"U1"},"interactivity_pointer":"p1"}})",
        R"({"token":"***","interactivity":{"interactor":{"secret":"***","id":"U1"},"interactivity_pointer":"***"}})",
        {u"token"_s, u"secret"_s, u"interactivity_pointer"_s});
    row("socket", R"({"ok":true,"url":"wss:\/\/wss-primary.slack.com\/link\/?ticket=abc&app_id=A1"})",
        R"({"ok":true,"url":"***"})", {u"url"_s});
    row("keys of an installation",
        R"({"access_token":"a","refresh_token":"b","authed_user":{"access_token":"c"}})",
        R"({"access_token":"***","refresh_token":"***","authed_user":{"access_token":"***"}})",
        {u"access_token"_s, u"refresh_token"_s});
    row("torn", R"({"payload":{"token":"abc","response_url":"https://x.exam)",
        R"({"payload":{"token":"***","response_url":"***)", {u"token"_s, u"response_url"_s});
    row("tickets in tickets", R"({"response_url":"https://x/xwfp-12345678/\"token\":\"y\"","z":2})",
        R"({"response_url":"***","z":2})", {u"response_url"_s});
}

void tst_Envelopes::masks()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, seen);
    QFETCH(QStringList, masked);
    const Event event = eventOf(frame);
    QCOMPARE(event.raw, seen);
    QCOMPARE(event.masked, masked);
}

void tst_Envelopes::leavesAlone_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("JSON in a text") << QByteArray(
        R"({"type":"message","text":"{\"token\":\"abc\",\"trigger_id\":\"1\"}"})");
    QTest::newRow("a value of that name")
        << QByteArray(R"({"type":"x","key":"token","name":"response_url"})");
    QTest::newRow("other names") << QByteArray(
        R"({"type":"x","my_token":"a","page_token":"b","tokens":"c","image_url":"d"})");
    QTest::newRow("a pasted token") << QByteArray(
        R"({"type":"message","text":"use xoxb-1234567890-abcdef"})");
    QTest::newRow("talk of xwfp-") << QByteArray(
        R"({"type":"message","text":"what is xwfp-? and maxwfp-1234567890"})");
    QTest::newRow("secret by itself") << QByteArray(R"({"type":"x","secret":"of the sea"})");
}

void tst_Envelopes::leavesAlone()
{
    QFETCH(QByteArray, frame);
    const Event event = eventOf(frame);
    QCOMPARE(event.raw, frame);
    QCOMPARE(event.masked, QStringList());
}

//! No place may fall between two blocks of the quick look, and nothing else may change.
void tst_Envelopes::masksInEveryPlace()
{
    const QByteArray members = R"("bot_access_token":"xwfp-secret-1","x":"xwfp-secret-2 \\")";
    const QByteArray seen = R"("bot_access_token":"***","x":"*** \\")";
    for (qsizetype before = 0; before < 140; ++before) {
        for (const qsizetype behind : {0, 1, 70}) {
            const QByteArray head = R"({"a":")" + QByteArray(before, 'x') + R"(\\",)";
            const QByteArray tail = R"(,"z":")" + QByteArray(behind, 'x') + R"("})";
            QByteArray frame = head + members + tail;
            const QStringList masked = maskTickets(frame);
            QCOMPARE(frame, QByteArray(head + seen + tail));
            QCOMPARE(masked, QStringList({u"bot_access_token"_s, u"secret"_s}));
        }
    }
}

//! In what is no JSON an address may end in the backslash that made the quote behind it a letter.
void tst_Envelopes::masksWhatMaskingUncovers()
{
    QByteArray frame = "oops wss:\\\"token\":\"abc";
    QCOMPARE(maskTickets(frame), QStringList({u"url"_s, u"token"_s}));
    QCOMPARE(frame, QByteArray("oops ***\"token\":\"***"));
    QCOMPARE(maskTickets(frame), QStringList(u"token"_s)); // the stars again
    QCOMPARE(frame, QByteArray("oops ***\"token\":\"***"));
}

void tst_Envelopes::thoroughSearch_data()
{
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QStringList>("masked");
    const auto row = [](const char *name, const char *note, const char *seen, const QStringList &masked) {
        QTest::newRow(name) << QByteArray(note) << QByteArray(seen) << masked;
    };
    row("secrets of an app",
        R"({"kind":"api","args":{"client_secret":"s1","interactivity_pointer":"p1"},"answer":{"signing_secret":"s2"}})",
        R"({"kind":"api","args":{"client_secret":"***","interactivity_pointer":"***"},"answer":{"signing_secret":"***"}})",
        {u"client_secret"_s, u"interactivity_pointer"_s, u"signing_secret"_s});
    row("the webhook in an answer of OAuth",
        R"({"kind":"api","answer":{"ok":true,"incoming_webhook":{"channel":"#ops","configuration_url":"https://x.slack.com/services/B1","url":"https:\/\/hooks.slack.com\/services\/T1\/B1\/abc"}}})",
        R"({"kind":"api","answer":{"ok":true,"incoming_webhook":{"channel":"#ops","configuration_url":"https://x.slack.com/services/B1","url":"***"}}})",
        {u"url"_s});
    row("webhooks by other names",
        R"({"kind":"api","args":{"webhook_url":"https://h.example/x"},"answer":{"response_urls":["https://hooks.slack.com/app/1","https://hooks.slack-gov.com/app/2"],"trigger_url" : "https://hooks.slack.com/triggers/1"}})",
        R"({"kind":"api","args":{"webhook_url":"***"},"answer":{"response_urls":["***","***"],"trigger_url" : "***"}})",
        {u"webhook_url"_s, u"url"_s, u"trigger_url"_s});
    row("a signature",
        R"({"kind":"api","headers":{"X-Slack-Signature":"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"},"text":"X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, v0=1"})",
        R"({"kind":"api","headers":{"X-Slack-Signature":"***"},"text":"X-Slack-Signature: ***, v0=1"})",
        {u"signature"_s});
    row("what somebody wrote",
        R"({"kind":"api","args":{"text":"<https://hooks.slack.com/services/T1/B1/abc> is ours"},"book_url":"https://books.example/hooks.slack.com"})",
        R"({"kind":"api","args":{"text":"<https://hooks.slack.com/services/T1/B1/abc> is ours"},"book_url":"https://books.example/hooks.slack.com"})",
        {});
}

//! Notes are told everything: calls of the Web API have secrets that no frame has.
void tst_Envelopes::thoroughSearch()
{
    QFETCH(QByteArray, note);
    QFETCH(QByteArray, seen);
    QCOMPARE(eventOf(note, Direction::Note).raw, seen);
    QTEST(eventOf(note, Direction::Note).masked, "masked");
    QCOMPARE(eventOf(note).raw, note);
}

void tst_Envelopes::keepsBothTokens()
{
    EventDecoder decoder;
    decoder.keepToken(Secret("xapp-1-A1-1-abcdef"));
    decoder.keepToken(Secret("xoxb-1-2-abcdef"));
    for (int i = 0; i < 20; ++i)
        decoder.keepSecret(Secret("ticket-" + QByteArray::number(1000 + i)));
    Event event;
    event.raw = R"({"text":"xoxb-1-2-abcdef xapp-1-A1-1-abcdef ticket-1019 ticket-1000"})";
    decoder.maskTickets(event);
    QCOMPARE(event.raw, QByteArray(R"({"text":"*** *** *** ticket-1000"})"));
    QCOMPARE(event.masked, QStringList(u"secret"_s));
}

void tst_Envelopes::pastedTokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("seen");
    QTest::newRow("bot") << QByteArray("a xoxb-123-456-AbC, b") << QByteArray("a ***, b");
    QTest::newRow("several") << QByteArray(
                                    R"({"a":"xapp-1-A1-2-ff","b":"xoxp-1-22222222","c":"xwfp-1-2-345"})")
                             << QByteArray(R"({"a":"***","b":"***","c":"***"})");
    QTest::newRow("rotating") << QByteArray("xoxe.xoxp-1-Mi0yLTEx xoxe-1-Mi0yLTEx") << QByteArray("*** ***");
    QTest::newRow("cookie") << QByteArray("xoxd-abc%2Bdef%3D;") << QByteArray("***;");
    QTest::newRow("talk") << QByteArray("xoxb- and xapp- and xoxoxoxoxoxoxo, maxoxb-1234567890")
                          << QByteArray("xoxb- and xapp- and xoxoxoxoxoxoxo, maxoxb-1234567890");
    QTest::newRow("short") << QByteArray("x") << QByteArray("x");
    QTest::newRow("at the end") << QByteArray("xox") << QByteArray("xox");
}

void tst_Envelopes::pastedTokens()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, seen);
    const QByteArray before = text;
    QCOMPARE(maskPastedTokens(text), before != seen);
    QCOMPARE(text, seen);
}

RTMSCOPE_TEST_MAIN(tst_Envelopes)
#include "tst_envelopes.moc"
