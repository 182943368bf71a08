// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/framereader.h"

#include "core/websocket/framewriter.h"
#include "tests/core/websocket/framecases.h"

#include <QtTest>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

using Item = FrameReader::Item;
using Kind = FrameReader::Kind;
using Role = FrameReader::Role;
using Violation = FrameReader::Violation;

namespace {

constexpr qsizetype most = 1 << 20;
const QByteArray fourBytes = "\xF0\x9F\xA7\xB5"; // one character, four bytes

QByteArray wire(std::initializer_list<RawFrame> frames)
{
    QByteArray bytes;
    for (const RawFrame &frame : frames)
        bytes += bytesOf(frame);
    return bytes;
}

QByteArray closeBytes(quint16 code, const QByteArray &reason = {})
{
    return closePayload(code, reason);
}

QByteArrayList linesOf(const QList<Item> &items)
{
    QByteArrayList lines;
    for (const Item &item : items)
        lines.append(lineOf(item));
    return lines;
}

Item message(const QByteArray &bytes, Kind kind = Kind::Text, Violation violation = Violation::None)
{
    return {kind, violation, 0, bytes};
}

Item closing(quint16 code, const QByteArray &reason = {}, Violation violation = Violation::None)
{
    return {Kind::Close, violation, code, reason};
}

Item broken(Violation violation)
{
    return {Kind::Broken, violation, 0, {}};
}

} // namespace

class TestFrameReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void sizesAtEachBoundary_data();
    void sizesAtEachBoundary();
    void closeCodes_data();
    void closeCodes();
    void tellsWhichRuleWasBroken_data();
    void tellsWhichRuleWasBroken();
    void readsWhatTheWriterWrites_data();
    void readsWhatTheWriterWrites();
    void takesNoMemoryForWhatIsOnlyAnnounced();
    void aMessageOverManyReads();
    void readsOnWhenNobodyTakes();
};

void TestFrameReader::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<Item>>("items");
    const auto row = [](const char *name, std::initializer_list<RawFrame> frames, const QList<Item> &items) {
        QTest::newRow(name) << wire(frames) << items;
    };
    const QByteArray mark = "\xEF\xBB\xBF";
    row("one message", {{1, "hello"}}, {message("hello")});
    row("two messages", {{1, "hello"}, {2, "\xff\x01"}},
        {message("hello"), message("\xff\x01", Kind::Binary)});
    row("empty", {{1, {}}, {2, {}}}, {message({}), message({}, Kind::Binary)});
    row("a byte order mark first", {{1, mark + "{}"}}, {message(mark + "{}")});
    row("noncharacters and NUL", {{1, QByteArray("\xef\xbf\xbf\xf4\x8f\xbf\xbf\0", 8)}},
        {message(QByteArray("\xef\xbf\xbf\xf4\x8f\xbf\xbf\0", 8))});
    row("in fragments", {{1, "he", false}, {0, "l", false}, {0, {}, false}, {0, "lo"}}, {message("hello")});
    row("in empty fragments", {{2, {}, false}, {0, {}, false}, {0, {}}}, {message({}, Kind::Binary)});
    row("cut inside a character",
        {{1, "a" + fourBytes.left(1), false}, {0, fourBytes.mid(1, 2), false}, {0, fourBytes.mid(3) + "b"}},
        {message("a" + fourBytes + "b")});
    row("a byte a fragment, pings between",
        {{1, fourBytes.left(1), false},
         {9, "1"},
         {0, fourBytes.mid(1, 1), false},
         {10, {}},
         {0, fourBytes.mid(2, 1), false},
         {9, {}},
         {0, fourBytes.mid(3)}},
        {message("1", Kind::Ping), message({}, Kind::Pong), message({}, Kind::Ping), message(fourBytes)});
    row("invalid UTF-8", {{1, "ok"}, {1, "a\xff"}, {1, "never read"}},
        {message("ok"), message("a\xff", Kind::Text, Violation::InvalidUtf8)});
    row("a surrogate", {{1, "\xed\xa0\x80"}}, {message("\xed\xa0\x80", Kind::Text, Violation::InvalidUtf8)});
    row("overlong", {{1, "\xc0\x80"}}, {message("\xc0\x80", Kind::Text, Violation::InvalidUtf8)});
    row("beyond Unicode", {{1, "\xf4\x90\x80\x80"}},
        {message("\xf4\x90\x80\x80", Kind::Text, Violation::InvalidUtf8)});
    row("a character without its end", {{1, fourBytes.left(3), false}, {0, {}}},
        {message(fourBytes.left(3), Kind::Text, Violation::InvalidUtf8)});
    row("any bytes in a ping", {{9, "\xff\xfe"}, {10, QByteArray(125, '\xff')}},
        {message("\xff\xfe", Kind::Ping), message(QByteArray(125, '\xff'), Kind::Pong)});
    row("a close frame ends it", {{1, "a"}, {8, closeBytes(1001, "going")}, {1, "b"}},
        {message("a"), closing(1001, "going")});
    row("a close frame inside a message", {{1, "a", false}, {8, closeBytes(4000)}, {0, "b"}},
        {closing(4000)});
    row("a close frame without a code", {{8, {}}}, {closing(0)});
    row("a longer length field than needed", {{1, "a", true, 0, false, 2}, {1, "b", true, 0, false, 8}},
        {message("a"), message("b")});
}

void TestFrameReader::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<Item>, items);
    const QByteArrayList expected = linesOf(items);
    QCOMPARE(linesOf(itemsOf(Role::Client, most, bytes, {bytes.size()})), expected);
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        QCOMPARE(linesOf(itemsOf(Role::Client, most, bytes, {cut, bytes.size()})), expected);
    for (const qsizetype piece : {1, 2, 3, 7})
        QCOMPARE(linesOf(itemsOf(Role::Client, most, bytes, {piece})), expected);
}

void TestFrameReader::sizesAtEachBoundary_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 125, 126, 127, 65535, 65536, 65537, 1 << 20})
        QTest::addRow("%lld", static_cast<long long>(size)) << size;
}

void TestFrameReader::sizesAtEachBoundary()
{
    QFETCH(qsizetype, size);
    QByteArray payload(size, 'x');
    for (qsizetype i = 0; i < size; i += 7)
        payload[i] = static_cast<char>('a' + i % 26);
    for (const Role role : {Role::Client, Role::Server}) {
        const RawFrame frame{1, payload, true, 0, role == Role::Server};
        for (const qsizetype piece : {qsizetype(1000), qsizetype(65536), size + 14}) {
            const auto items = itemsOf(role, most, bytesOf(frame), {piece});
            QCOMPARE(items.size(), 1);
            QVERIFY(items[0].bytes == payload && items[0].violation == Violation::None);
        }
    }
    // At the limit and one beyond it.
    QCOMPARE(itemsOf(Role::Client, size, bytesOf({1, payload}), {4096}).constFirst().kind, Kind::Text);
    if (size > 0)
        QCOMPARE(itemsOf(Role::Client, size - 1, bytesOf({1, payload}), {4096}).constFirst().violation,
                 Violation::TooLarge);
}

void TestFrameReader::closeCodes_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<bool>("proper");
    const auto row = [](int code, bool proper) {
        QTest::addRow("%d", code) << static_cast<quint16>(code) << proper;
    };
    for (const int code :
         {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
        row(code, true);
    for (const int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
        row(code, false);
}

void TestFrameReader::closeCodes()
{
    QFETCH(quint16, code);
    QFETCH(bool, proper);
    const auto items = itemsOf(Role::Client, most, bytesOf({8, closeBytes(code, "why")}), {1});
    QCOMPARE(items.size(), 1);
    QCOMPARE(items[0].closeCode, code); // as it was sent, in either case
    QCOMPARE(items[0].bytes, QByteArray("why"));
    QCOMPARE(items[0].violation, proper ? Violation::None : Violation::CloseCode);
}

void TestFrameReader::tellsWhichRuleWasBroken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Item>("last");
    QTest::addColumn<quint16>("code");
    const auto row = [](const char *name, std::initializer_list<RawFrame> frames, const Item &last,
                        quint16 code) { QTest::newRow(name) << wire(frames) << last << code; };
    for (const int bits : {1, 2, 4, 7})
        row(qPrintable(u"reserved bits %1"_s.arg(bits)), {{1, "a", true, static_cast<quint8>(bits)}},
            broken(Violation::ReservedBits), 1002);
    for (const int opcode : {3, 7, 11, 15})
        row(qPrintable(u"opcode %1"_s.arg(opcode)), {{static_cast<quint8>(opcode), "a"}},
            broken(Violation::ReservedOpcode), 1002);
    row("masked by a server", {{1, "a", true, 0, true}}, broken(Violation::Masked), 1002);
    row("ping too long", {{9, QByteArray(126, 'a')}}, broken(Violation::ControlTooLong), 1002);
    row("close in pieces", {{8, closeBytes(1000), false}}, broken(Violation::ControlInPieces), 1002);
    row("nothing to continue", {{1, "a"}, {0, "b"}}, broken(Violation::NothingToContinue), 1002);
    row("a message inside another", {{1, "a", false}, {2, "b"}}, broken(Violation::Interrupted), 1002);
    row("too large together", {{2, QByteArray(most - 1, 'a'), false}, {0, "bc"}}, broken(Violation::TooLarge),
        1009);
    row("half a close code", {{8, "\x03"}}, closing(0, "\x03", Violation::CloseTooShort), 1002);
    row("close reason not UTF-8", {{8, closeBytes(4001, "\xff")}},
        closing(4001, "\xff", Violation::CloseReason), 1007);
    QTest::newRow("a length with 64 bits") << QByteArray("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10)
                                           << broken(Violation::TooLarge) << quint16(1009);
}

void TestFrameReader::tellsWhichRuleWasBroken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Item, last);
    QFETCH(quint16, code);
    // What follows is never read.
    const auto items = itemsOf(Role::Client, most, bytes + bytesOf({1, "more"}), {4096});
    QVERIFY(!items.isEmpty());
    QCOMPARE(items.last().kind, last.kind);
    QCOMPARE(items.last().violation, last.violation);
    QCOMPARE(items.last().closeCode, last.closeCode);
    if (last.kind != Kind::Broken)
        QCOMPARE(items.last().bytes, last.bytes);
    QCOMPARE(FrameReader::closeCodeFor(items.last().violation), code);
}

void TestFrameReader::readsWhatTheWriterWrites_data()
{
    sizesAtEachBoundary_data();
}

void TestFrameReader::readsWhatTheWriterWrites()
{
    QFETCH(qsizetype, size);
    const QByteArray payload(size, 'p');
    const QByteArray frame = maskedFrame(Opcode::Text, payload, 0x12345678);
    QVERIFY(size < 4 || !frame.contains("pppp"));
    const auto items = itemsOf(Role::Server, most, frame, {frame.size()});
    QCOMPARE(items.size(), 1);
    QVERIFY(items[0].bytes == payload);
    QCOMPARE(itemsOf(Role::Client, most, frame, {4096}).constLast().violation, Violation::Masked);
}

void TestFrameReader::takesNoMemoryForWhatIsOnlyAnnounced()
{
    constexpr qsizetype limit = qsizetype(1) << 40;
    FrameReader reader(Role::Client, limit);
    const QByteArray head("\x82\x7f\0\0\0\xff\0\0\0\0abc", 13); // a terabyte
    QCOMPARE(reader.feed(head), head.size());
    Item item;
    QVERIFY(!reader.next(&item));
    QCOMPARE(reader.pending(), 3);
}

void TestFrameReader::aMessageOverManyReads()
{
    // Into the reader's own space, as a socket does it, with a small message behind a large one.
    const QByteArray large(300'000, 'l');
    const QByteArray bytes = bytesOf({2, large}) + bytesOf({1, "small"}) + bytesOf({1, "last"});
    FrameReader reader(Role::Client, most);
    QList<Item> items;
    Item item;
    for (qsizetype at = 0; at < bytes.size();) {
        at += reader.feed(QByteArrayView(bytes).sliced(at));
        while (reader.next(&item))
            items.append(item);
    }
    QCOMPARE(items.size(), 3);
    QVERIFY(items[0].bytes == large);
    QCOMPARE(items[1].bytes, QByteArray("small"));
    QCOMPARE(items[2].bytes, QByteArray("last"));
    QCOMPARE(reader.pending(), 0);
}

void TestFrameReader::readsOnWhenNobodyTakes()
{
    FrameReader reader(Role::Client, most);
    const QByteArray one = bytesOf({1, QByteArray(1000, 'a')});
    constexpr int count = 500; // several times what it has space for at first
    for (int i = 0; i < count; ++i) {
        for (qsizetype at = 0; at < one.size();)
            at += reader.feed(QByteArrayView(one).sliced(at));
    }
    Item item;
    int taken = 0;
    while (reader.next(&item) && item.bytes == QByteArray(1000, 'a'))
        ++taken;
    QCOMPARE(taken, count);
}

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_framereader.moc"
