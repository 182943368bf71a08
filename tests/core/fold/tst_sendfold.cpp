// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/workspace/scenario.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;
using testing::dump;
using testing::entry;

//! Our own messages: never twice, never lost, in any order of what tells of them.
class TestSendFold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrder_data();
    void anyOrder();
    void lives_data();
    void lives();
    void sameTextTwice();
    void historySettlesWhatWasUnconfirmed();
    void appPosts_data();
    void appPosts();
};

namespace {

const QByteArray self = R"(note {"kind":"state","state":"Ready","self":{"id":"U0","name":"me"}})";
const QByteArray queued =
    R"(note {"kind":"send","local":"L","step":"queued","channel":"C1","text":"see http://x.y"})";
const QByteArray written = R"(note {"kind":"send","local":"L","step":"written","conn":1,"id":7})";
const QByteArray frame = R"(out {"id":7,"type":"message","channel":"C1","text":"see http://x.y"})";
const QByteArray ack = R"(in {"ok":true,"reply_to":7,"ts":"100.000000","text":"see <http://x.y>"})";
const QByteArray echo =
    R"(in {"type":"message","channel":"C1","user":"U0","text":"see <http://x.y>","ts":"100.000000"})";
const QByteArray sent = R"(note {"kind":"send","local":"L","step":"sent"})";
const QByteArray replay =
    R"(in {"type":"message","reply_to":7,"channel":"C1","user":"U0","text":"see <http://x.y>","ts":"100.000000"})";
const QByteArray history =
    R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1","oldest":"1"},"ok":true,"answer":{"messages":[{"user":"U0","text":"see <http://x.y>","ts":"100.000000"}]}})";
const QByteArray posted =
    R"(note {"kind":"api","method":"chat.postMessage","args":{"channel":"C1","text":"see http://x.y"},"ok":true,"answer":{"ok":true,"channel":"C1","ts":"100.000000","message":{"user":"U0","text":"see <http://x.y>","ts":"100.000000"}}})";

const QByteArray reply =
    R"(note {"kind":"send","local":"L","step":"queued","channel":"C1","text":"re","thread_ts":"50.000000"})";
const QByteArray replyFrame =
    R"(out {"id":7,"type":"message","channel":"C1","text":"re","thread_ts":"50.000000"})";
const QByteArray replyAck = R"(in {"ok":true,"reply_to":7,"ts":"100.000000","text":"re"})";
const QByteArray replyEcho =
    R"(in {"type":"message","channel":"C1","user":"U0","text":"re","ts":"100.000000","thread_ts":"50.000000"})";
const QByteArray replied =
    R"(in {"type":"message","subtype":"message_replied","hidden":true,"channel":"C1","ts":"100.000100","message":{"user":"U1","text":"parent","ts":"50.000000","thread_ts":"50.000000","reply_count":1,"latest_reply":"100.000000"}})";

// An app posts by the Web API, and its post comes back in an envelope, with the bot's id.
const QByteArray appSelf =
    R"(note {"kind":"api","method":"auth.test","args":{},"ok":true,"answer":{"ok":true,"user_id":"U0","bot_id":"B0","team_id":"T1"}})";
const QByteArray viaApi = R"(note {"kind":"send","local":"L","step":"written","via":"chat.postMessage"})";
const QByteArray appPosted =
    R"(note {"kind":"api","method":"chat.postMessage","args":{"channel":"C1","text":"see http://x.y"},"ok":true,"answer":{"ok":true,"channel":"C1","ts":"100.000000","message":{"user":"U0","bot_id":"B0","text":"see <http://x.y>","ts":"100.000000"}}})";
const QByteArray appSent =
    R"(note {"kind":"send","local":"L","step":"sent","ts":"100.000000","by":"answer"})";
const QByteArray appEcho =
    R"(in {"envelope_id":"e1","type":"events_api","retry_attempt":0,"payload":{"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel":"C1","channel_type":"channel","user":"U0","bot_id":"B0","app_id":"A0","text":"see <http://x.y>","ts":"100.000000"}}})";
const QByteArray appEchoAgain =
    R"(in {"envelope_id":"e2","type":"events_api","retry_attempt":1,"retry_reason":"timeout","payload":{"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel":"C1","channel_type":"channel","user":"U0","bot_id":"B0","app_id":"A0","text":"see <http://x.y>","ts":"100.000000"}}})";
//! Under another name it has no user.
const QByteArray renamedEcho =
    R"(in {"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","event":{"type":"message","subtype":"bot_message","channel":"C1","bot_id":"B0","username":"Tide","text":"see <http://x.y>","ts":"100.000000"}}})";

Workspace folded(const QByteArrayList &lines)
{
    Workspace workspace;
    quint64 seq = 0;
    for (const QByteArray &line : lines)
        workspace.apply(entry(line, ++seq));
    return workspace;
}

} // namespace

void TestSendFold::anyOrder_data()
{
    QTest::addColumn<QByteArrayList>("steps");
    QTest::addColumn<bool>("isReply");
    QTest::newRow("ack and echo") << QByteArrayList{queued, written, frame, ack, echo, sent} << false;
    QTest::newRow("ack only") << QByteArrayList{queued, written, frame, ack} << false;
    QTest::newRow("frame without notes") << QByteArrayList{frame, ack, echo} << false;
    QTest::newRow("with a replay") << QByteArrayList{queued, written, frame, ack, replay} << false;
    QTest::newRow("with a page") << QByteArrayList{queued, written, ack, echo, history} << false;
    QTest::newRow("with an answer") << QByteArrayList{queued, written, ack, echo, posted} << false;
    QTest::newRow("echoed twice") << QByteArrayList{queued, written, frame, ack, echo, echo} << false;
    QTest::newRow("reply") << QByteArrayList{reply, written, replyFrame, replyAck, replyEcho} << true;
    QTest::newRow("reply and the parent's update")
        << QByteArrayList{reply, written, replyAck, replyEcho, replied} << true;
}

void TestSendFold::anyOrder()
{
    QFETCH(const QByteArrayList, steps);
    QFETCH(const bool, isReply);
    QList<int> order(steps.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        QByteArrayList lines{
            self, R"(in {"type":"message","channel":"C1","user":"U1","text":"parent","ts":"50.000000"})"};
        for (const int index : order)
            lines += steps[index];
        const Workspace workspace = folded(lines);
        const QString found = dump(workspace);
        const auto &messages = workspace.conversation(ChannelId(u"C1"_s))->messages();
        QVERIFY2(messages.size() == 2,
                 qUtf8Printable(found + u"after\n"_s + QString::fromUtf8(lines.join('\n'))));
        const Message &own = messages[1];
        QCOMPARE(own.ts.text(), u"100.000000"_s);
        QCOMPARE(own.timeUs, qint64(100'000'000));
        QCOMPARE(own.user.text(), u"U0"_s);
        QCOMPARE(own.text, isReply ? u"re"_s : u"see <http://x.y>"_s);
        QVERIFY2(own.delivery == Delivery::Sent,
                 qUtf8Printable(found + u"after\n"_s + QString::fromUtf8(lines.join('\n'))));
        QVERIFY(!own.local.isEmpty());
        QCOMPARE(messages[0].replyCount, isReply ? 1 : 0);
    } while (std::next_permutation(order.begin(), order.end()));
}

void TestSendFold::appPosts_data()
{
    QTest::addColumn<QByteArrayList>("steps");
    QTest::newRow("answer, then event") << QByteArrayList{appPosted, appSent, appEcho};
    QTest::newRow("delivered again") << QByteArrayList{appPosted, appSent, appEcho, appEchoAgain};
    QTest::newRow("no answer") << QByteArrayList{appEcho, appEchoAgain};
    QTest::newRow("by another name") << QByteArrayList{appPosted, appSent, renamedEcho};
    QTest::newRow("by another name, no answer") << QByteArrayList{renamedEcho};
}

//! Answer and event come in either order, and mean one message that nobody has yet to read.
void TestSendFold::appPosts()
{
    QFETCH(QByteArrayList, steps);
    std::sort(steps.begin(), steps.end());
    do {
        const Workspace workspace = folded(QByteArrayList{appSelf, queued, viaApi} + steps);
        const Conversation *conversation = workspace.conversation(ChannelId(u"C1"_s));
        QVERIFY2(conversation->messages().size() == 1,
                 qUtf8Printable(dump(workspace) + QString::fromUtf8(steps.join('\n'))));
        const Message &own = conversation->messages()[0];
        QCOMPARE(own.ts.text(), u"100.000000"_s);
        QCOMPARE(own.text, u"see <http://x.y>"_s);
        QCOMPARE(own.local, u"L"_s);
        QCOMPARE(own.delivery, Delivery::Sent);
        QVERIFY(workspace.isOwn(own));
        QCOMPARE(conversation->unreadCount(), 0);
        QCOMPARE(conversation->kind(), ConversationKind::Channel);
    } while (std::next_permutation(steps.begin(), steps.end()));
}

void TestSendFold::lives_data()
{
    QTest::addColumn<QByteArrayList>("steps");
    QTest::addColumn<QString>("expected");
    const QByteArray failed =
        R"(note {"kind":"send","local":"L","step":"failed","error":{"code":"msg_too_long","msg":"It is too long."}})";
    const QByteArray unconfirmed =
        R"(note {"kind":"send","local":"L","step":"unconfirmed","error":{"code":"no_answer","msg":"No answer came."}})";
    const QByteArray discarded = R"(note {"kind":"send","local":"L","step":"discarded"})";
    const QByteArray refused =
        R"(in {"ok":false,"reply_to":7,"error":{"code":2,"msg":"message text is missing"}})";
    const QByteArray writtenAgain = R"(note {"kind":"send","local":"L","step":"written","conn":1,"id":9})";
    const QByteArray ackAgain = R"(in {"ok":true,"reply_to":9,"ts":"101.000000","text":"see <http://x.y>"})";
    const QString unsent = u"- U0 \"see http://x.y\" local=L "_s;
    const QString arrived = u"100.000000 U0 \"see <http://x.y>\" local=L sent"_s;

    const auto row = [](const char *name, const QByteArrayList &steps, const QString &expected) {
        QTest::newRow(name) << steps << expected;
    };
    row("queued", {queued}, unsent + u"queued"_s);
    row("written", {queued, written, frame}, unsent + u"written"_s);
    row("sent", {queued, written, frame, ack}, arrived);
    row("echo without an ack", {queued, written, frame, echo}, arrived);
    row("failed", {queued, failed}, unsent + u"failed failure='It is too long.'"_s);
    row("refused by the server", {queued, written, frame, refused},
        unsent + u"failed failure='message text is missing'"_s);
    row("unconfirmed", {queued, written, frame, unconfirmed},
        unsent + u"unconfirmed failure='No answer came.'"_s);
    row("unconfirmed, then acknowledged", {queued, written, frame, unconfirmed, ack}, arrived);
    row("unconfirmed, then the echo", {queued, written, frame, unconfirmed, echo}, arrived);
    row("acknowledged, then late doubts", {queued, written, frame, ack, unconfirmed, failed}, arrived);
    row("the replay confirms it", {queued, written, frame, unconfirmed, replay}, arrived);
    row("discarded", {queued, discarded}, QString());
    row("discarded before it was queued", {discarded, queued}, QString());
    row("discarded after a failure", {queued, written, frame, refused, discarded}, QString());
    row("discarded, but it was out", {queued, written, frame, unconfirmed, discarded, echo},
        u"100.000000 U0 \"see <http://x.y>\""_s);
    row("tried again", {queued, failed, queued, writtenAgain}, unsent + u"written"_s);
    row("tried again and sent", {queued, written, refused, queued, writtenAgain, ackAgain},
        u"101.000000 U0 \"see <http://x.y>\" local=L sent"_s);
    row("tried again, and both had arrived",
        {queued, written, unconfirmed, queued, writtenAgain, ack, ackAgain},
        u"100.000000 U0 \"see <http://x.y>\"\n  101.000000 U0 \"see <http://x.y>\" local=L sent"_s);
    row("a replay of somebody else's",
        {R"(in {"type":"message","reply_to":3,"channel":"C1","user":"U0","text":"old","ts":"90.000000"})",
         queued},
        unsent + u"queued"_s);
    row("a replay with another id", {queued, written, frame, QByteArray(replay).replace(":7,", ":8,")},
        unsent + u"written"_s);
    row("without an outbox", {frame}, u"- U0 \"see http://x.y\" local=1:7 written"_s);
    row("an answer without a send", {posted}, u"100.000000 U0 \"see <http://x.y>\""_s);
    row("an ack of another connection",
        {queued, R"(note {"kind":"send","local":"L","step":"written","conn":2,"id":7})", ack},
        unsent + u"written"_s);
    row("the echo of another client's", {queued, echo},
        u"100.000000 U0 \"see <http://x.y>\"\n  "_s + unsent + u"queued"_s);
    row("edited, then the ack once more",
        {queued, written, frame, ack,
         R"(in {"type":"message","subtype":"message_changed","hidden":true,"channel":"C1","ts":"101.0","message":{"user":"U0","text":"changed","ts":"100.000000","edited":{"user":"U0","ts":"101.000000"}}})",
         ack},
        u"100.000000 U0 \"changed\" local=L sent edited"_s);
    row("broadcast reply",
        {R"(note {"kind":"send","local":"L","step":"queued","channel":"C1","text":"a","thread_ts":"50.000000","broadcast":true})"},
        u"- U0 \"a\" local=L queued in=50.000000 broadcast"_s);
}

void TestSendFold::lives()
{
    QFETCH(const QByteArrayList, steps);
    QFETCH(const QString, expected);
    const Workspace workspace = folded(QByteArrayList{self} + steps);
    QStringList lines = dump(workspace).split(u'\n', Qt::SkipEmptyParts);
    lines = lines.mid(1); // without the channel itself
    QCOMPARE(lines.join(u'\n'), expected.isEmpty() ? QString() : u"  "_s + expected);
}

//! "ok" and "ok": each acknowledgement finds its own, in every order of acks and echoes.
void TestSendFold::sameTextTwice()
{
    const QByteArrayList before{
        self, R"(note {"kind":"send","local":"A","step":"queued","channel":"C1","text":"ok"})",
        R"(note {"kind":"send","local":"B","step":"queued","channel":"C1","text":"ok"})",
        R"(note {"kind":"send","local":"A","step":"written","conn":1,"id":1})",
        R"(note {"kind":"send","local":"B","step":"written","conn":1,"id":2})"};
    const QByteArrayList steps{
        R"(in {"ok":true,"reply_to":1,"ts":"101.000000","text":"ok"})",
        R"(in {"ok":true,"reply_to":2,"ts":"102.000000","text":"ok"})",
        R"(in {"type":"message","channel":"C1","user":"U0","text":"ok","ts":"101.000000"})",
        R"(in {"type":"message","channel":"C1","user":"U0","text":"ok","ts":"102.000000"})"};
    QList<int> order{0, 1, 2, 3};
    do {
        QByteArrayList lines = before;
        for (const int index : order)
            lines += steps[index];
        const Workspace workspace = folded(lines);
        const auto &messages = workspace.conversation(ChannelId(u"C1"_s))->messages();
        QVERIFY2(messages.size() == 2, qUtf8Printable(dump(workspace) + QString::fromUtf8(lines.join('\n'))));
        QCOMPARE(messages[0].local, u"A"_s);
        QCOMPARE(messages[0].ts.text(), u"101.000000"_s);
        QCOMPARE(messages[1].local, u"B"_s);
        QCOMPARE(messages[1].ts.text(), u"102.000000"_s);
        QCOMPARE(messages[0].delivery, Delivery::Sent);
        QCOMPARE(messages[1].delivery, Delivery::Sent);
    } while (std::next_permutation(order.begin(), order.end()));
}

void TestSendFold::historySettlesWhatWasUnconfirmed()
{
    // Written at 1003 s of the test's clock: only a message from then on can be ours (protocol 4.2 rule 3).
    const auto page = [](const char *ts) {
        return QByteArray(
                   R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1"},"ok":true,"answer":{"messages":[{"user":"U0","text":"see <http://x.y>","ts":")") +
               ts + "\"}]}}";
    };
    const QByteArrayList before{self, queued, written, frame,
                                R"(note {"kind":"send","local":"L","step":"unconfirmed"})"};
    const Workspace found = folded(before + QByteArrayList{page("1004.000000")});
    QCOMPARE(found.conversation(ChannelId(u"C1"_s))->messages().size(), std::size_t(1));
    QCOMPARE(found.conversation(ChannelId(u"C1"_s))->messages()[0].delivery, Delivery::Sent);
    const Workspace other = folded(before + QByteArrayList{page("900.000000")});
    QCOMPARE(other.conversation(ChannelId(u"C1"_s))->messages().size(), std::size_t(2));
    QCOMPARE(other.conversation(ChannelId(u"C1"_s))->messages()[1].delivery, Delivery::Unconfirmed);
}

RTMSCOPE_TEST_MAIN(TestSendFold)
#include "tst_sendfold.moc"
