// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/httprequest.h"
#include "core/demo/gateway/websocketcodec.h"
#include "core/demo/world/wire.h"
#include "tests/support/testmain.h"

using namespace rtmscope::demo;

//! The small tools under the demo server: timestamps, texts, HTTP requests, WebSocket frames.
class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timestampsKeepEveryDigit_data();
    void timestampsKeepEveryDigit();
    void wrapsBareAddresses_data();
    void wrapsBareAddresses();
    void makesRichText_data();
    void makesRichText();
    void readsRequests_data();
    void readsRequests();
    void readsARequestInAnyPieces();
    void framesComeBackInAnyPieces();
    void refusesBrokenFrames_data();
    void refusesBrokenFrames();
    void randomNumbersAreTheSameEverywhere();
};

namespace {

QByteArray masked(quint8 head, const QByteArray &payload)
{
    QByteArray frame;
    appendFrameHeader(frame, Opcode::Text, payload.size());
    frame[0] = static_cast<char>(head);
    frame[1] = static_cast<char>(frame[1] | '\x80');
    const QByteArray mask("\x11\x22\x33\x44", 4);
    frame += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ mask[i & 3]);
    return frame;
}

} // namespace

void TestWire::timestampsKeepEveryDigit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("us");
    QTest::newRow("usual") << QByteArray("1795356251.000412") << 1'795'356'251'000'412LL;
    QTest::newRow("last digits") << QByteArray("1795356251.999999") << 1'795'356'251'999'999LL;
    QTest::newRow("zero") << QByteArray("0000000000.000000") << 0LL;
}

void TestWire::timestampsKeepEveryDigit()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, us);
    QCOMPARE(tsFrom(text).value_or(-1), us);
    QCOMPARE(tsText(us), text);
    QVERIFY(!tsFrom(text + 'x'));
    QVERIFY(!tsFrom("-1.5"));
    QVERIFY(!tsFrom(""));
}

void TestWire::wrapsBareAddresses_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("answered");
    const auto row = [](const char *name, const char *sent, const char *answered) {
        QTest::newRow(name) << QByteArray(sent) << QByteArray(answered);
    };
    row("nothing to do", "a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c");
    row("an address", "see https://example.org/a?b=1&amp;c=2 now",
        "see <https://example.org/a?b=1&amp;c=2> now");
    row("full stop stays outside", "at http://example.org.", "at <http://example.org>.");
    row("wrapped already", "<https://example.org|label> x", "<https://example.org|label> x");
    row("inside a word", "xhttps://example.org", "xhttps://example.org");
    row("in brackets", "(https://example.org)", "(<https://example.org>)");
}

void TestWire::wrapsBareAddresses()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, answered);
    QCOMPARE(canonicalText(sent), answered);
    QCOMPARE(canonicalText(answered), answered);
}

void TestWire::makesRichText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("inside"); // a part that must stand in the block
    const auto row = [](const char *name, const char *text, const char *inside) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(inside);
    };
    row("plain, unescaped", "a &lt; b &amp;&amp; c", R"({"type":"text","text":"a < b && c"})");
    row("bold", "so *very* bold", R"({"type":"text","text":"very","style":{"bold":true}})");
    row("italic", "_yes_", R"({"type":"text","text":"yes","style":{"italic":true}})");
    row("both", "*_yes_*", R"({"type":"text","text":"yes","style":{"bold":true,"italic":true}})");
    row("code keeps its marks", "`a_b_c *d*`", R"({"type":"text","text":"a_b_c *d*","style":{"code":true}})");
    row("no marks inside words", "snake_case_name 2*3*4",
        R"({"type":"text","text":"snake_case_name 2*3*4"})");
    row("user", "hi <@U01MIRA>", R"({"type":"user","user_id":"U01MIRA"})");
    row("channel", "<#C0OPS|ops>", R"({"type":"channel","channel_id":"C0OPS"})");
    row("group", "<!subteam^S1|@x>", R"({"type":"usergroup","usergroup_id":"S1"})");
    row("everybody", "<!here>", R"({"type":"broadcast","range":"here"})");
    row("link", "<https://a.b/?c&amp;d|e>", R"({"type":"link","url":"https://a.b/?c&d","text":"e"})");
    row("emoji", "good :+1:", R"({"type":"emoji","name":"+1"})");
    row("a clock is no emoji", "at 10:30:15", R"({"type":"text","text":"at 10:30:15"})");
    row("quote", "&gt; said", R"({"type":"rich_text_quote","elements":[{"type":"text","text":"said"}]})");
    row("list", "\u2022 one\n\u2022 two",
        R"("style":"bullet","indent":0,"elements":[{"type":"rich_text_section")");
    row("numbers", "1. one\n2. two", R"("style":"ordered")");
    row("preformatted", "x ```a &lt; b\n c```",
        R"({"type":"rich_text_preformatted","elements":[{"type":"text","text":"a < b\n c"}]})");
    row("mark without end", "a *b", R"({"type":"text","text":"a *b"})");
    row("angle without end", "a <b", R"({"type":"text","text":"a <b"})");
}

void TestWire::makesRichText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, inside);
    const QByteArray blocks = richTextBlocks(text);
    QVERIFY2(blocks.contains(inside), blocks.constData());
    QVERIFY(blocks.startsWith(R"([{"type":"rich_text","elements":[)"));
}

void TestWire::readsRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("result");
    QTest::addColumn<int>("problem");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, HttpParse result, int problem = 0,
                        const QByteArray &body = {}) {
        QTest::newRow(name) << bytes << static_cast<int>(result) << problem << body;
    };
    using enum HttpParse;
    const QByteArray post = "POST /api/auth.test?a=b HTTP/1.1\r\nHost: x\r\n";
    row("no body", "GET /api/auth.test?a=b HTTP/1.1\r\nHost: x\r\n\r\n", Ready);
    row("length", post + "Content-Length: 3\r\n\r\nabc", Ready, 0, "abc");
    row("too few bytes", post + "Content-Length: 4\r\n\r\nabc", NeedMore);
    row("chunks", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n",
        Ready, 0, "abcde");
    row("half a chunk", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nab", NeedMore);
    row("chunk size is no number", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", Bad, 400);
    row("chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", Bad, 400);
    row("length is no number", post + "Content-Length: many\r\n\r\n", Bad, 400);
    row("negative length", post + "Content-Length: -1\r\n\r\n", Bad, 400);
    row("far too long", post + "Content-Length: 99999999999\r\n\r\n", Bad, 413);
    row("endless head", "GET / HTTP/1.1\r\nX: " + QByteArray(40'000, 'y'), Bad, 431);
    row("not HTTP", "hello there\r\n\r\n", Bad, 400);
    row("HTTP of the future", "GET / HTTP/3.0\r\n\r\n", Bad, 505);
    row("header without colon", "GET / HTTP/1.1\r\nnonsense\r\n\r\n", Bad, 400);
}

void TestWire::readsRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, result);
    QFETCH(int, problem);
    QFETCH(QByteArray, body);
    HttpRequest request;
    int found = 0;
    QCOMPARE(static_cast<int>(parseHttpRequest(bytes, &request, &found)), result);
    if (result == static_cast<int>(HttpParse::Bad))
        QCOMPARE(found, problem);
    if (result != static_cast<int>(HttpParse::Ready))
        return;
    QCOMPARE(request.path, QByteArray("/api/auth.test"));
    QCOMPARE(request.query, QByteArray("a=b"));
    QCOMPARE(request.header("host"), QByteArray("x"));
    QCOMPARE(request.body, body);
    QVERIFY(bytes.isEmpty());
}

void TestWire::readsARequestInAnyPieces()
{
    const QByteArray whole = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (qsizetype cut = 1; cut < whole.size(); ++cut) {
        QByteArray buffer = whole.left(cut);
        HttpRequest request;
        int problem = 0;
        QCOMPARE(static_cast<int>(parseHttpRequest(buffer, &request, &problem)),
                 static_cast<int>(HttpParse::NeedMore));
        buffer += whole.mid(cut) + "GET"; // and the beginning of the next one
        QCOMPARE(static_cast<int>(parseHttpRequest(buffer, &request, &problem)),
                 static_cast<int>(HttpParse::Ready));
        QCOMPARE(request.body, QByteArray("abc"));
        QCOMPARE(buffer, QByteArray("GET"));
    }
}

void TestWire::framesComeBackInAnyPieces()
{
    const QByteArray stream = masked(0x01, "one ") + masked(0x89, "ping") + masked(0x80, "two") +
                              masked(0x81, QByteArray(300, 'x'));
    for (qsizetype step = 1; step < 20; ++step) {
        FrameReader reader(16'384);
        QList<QByteArray> messages;
        for (qsizetype at = 0; at < stream.size(); at += step) {
            reader.feed(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)));
            FrameReader::Message message;
            while (reader.take(&message) == FrameReader::State::Message)
                messages.append(message.payload);
        }
        QCOMPARE(messages, (QList<QByteArray>{"ping", "one two", QByteArray(300, 'x')}));
    }
}

void TestWire::refusesBrokenFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, const QByteArray &bytes, FrameReader::State state) {
        QTest::newRow(name) << bytes << static_cast<int>(state);
    };
    using State = FrameReader::State;
    row("unmasked", webSocketFrame(Opcode::Text, "x"), State::Broken);
    row("reserved bit", masked(0xc1, "x"), State::Broken);
    row("unknown opcode", masked(0x83, "x"), State::Broken);
    row("continuation of nothing", masked(0x80, "x"), State::Broken);
    row("fragmented ping", masked(0x09, "x"), State::Broken);
    row("one byte below the limit", masked(0x81, QByteArray(99, 'x')), State::Message);
    row("at the limit", masked(0x81, QByteArray(100, 'x')), State::TooLong);
    row("pieces that reach it", masked(0x01, QByteArray(60, 'x')) + masked(0x80, QByteArray(40, 'x')),
        State::TooLong);
}

void TestWire::refusesBrokenFrames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, state);
    FrameReader reader(100);
    reader.feed(bytes);
    FrameReader::Message message;
    QCOMPARE(static_cast<int>(reader.take(&message)), state);
}

void TestWire::randomNumbersAreTheSameEverywhere()
{
    Random random(1);
    QCOMPARE(random.next(), 0x910a2dec89025cc1ULL);
    QCOMPARE(Random(7).uuid(), Random(7).uuid());
    QCOMPARE(Random(7).uuid().size(), 36);
}

RTMSCOPE_TEST_MAIN(TestWire)
#include "tst_wire.moc"
