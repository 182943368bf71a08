// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/wiretext.h"

#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestWireText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void samples();
    void samples_data();
    void positionsAgreeWithPlainDecoding();
    void longLinesAreBroken();
    void breaksStandForNoByte();
    void limitCutsNoCharacter();
    void dearLinesAreShort_data();
    void dearLinesAreShort();
};

void TestWireText::samples_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("ascii") << QByteArray(R"({"type":"message"})") << uR"({"type":"message"})"_s;
    QTest::newRow("hebrew") << QByteArray("\"נועה\" x") << u"\"נועה\" x"_s;
    QTest::newRow("emoji") << QByteArray("a🎉b🎉🎉c") << u"a🎉b🎉🎉c"_s;
    QTest::newRow("all widths") << QByteArray("aé€🎉é€🎉a") << u"aé€🎉é€🎉a"_s;
    QTest::newRow("lone continuation") << QByteArray("a\x80z") << u"a\uFFFDz"_s;
    QTest::newRow("cut at the end") << QByteArray("a\xe2\x82") << u"a\uFFFD\uFFFD"_s;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf!") << u"\uFFFD\uFFFD!"_s;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << u"\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("above unicode") << QByteArray("\xf5\x80\x80\x80") << u"\uFFFD\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("controls") << QByteArray("a\r\n\tb\0c", 7) << u"a\u240d\n\tb\u2400c"_s;
    QTest::newRow("paragraph separator") << QByteArray("a\u2029b") << u"a\u2424b"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << u"\uFEFF{}"_s;
}

//! Every character's first byte and position lead to each other, and a copy is the bytes themselves.
void TestWireText::samples()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const WireText wire(bytes, bytes.size());
    QCOMPARE(wire.text(), text);
    QCOMPARE(wire.byteCount(), bytes.size());
    QCOMPARE(wire.source(0, text.size()), bytes);
    qsizetype lastByte = -1;
    for (qsizetype position = 0; position < text.size(); ++position) {
        if (text[position].isLowSurrogate())
            continue;
        const qsizetype byte = wire.byteAt(position);
        QVERIFY(byte > lastByte);
        QCOMPARE(wire.positionOf(byte), position);
        lastByte = byte;
    }
    QCOMPARE(wire.positionOf(bytes.size()), text.size());
    QCOMPARE(wire.byteAt(text.size()), bytes.size());
}

void TestWireText::positionsAgreeWithPlainDecoding()
{
    const QByteArray bytes = "{\"text\":\"שלום 🎉 done é\",\"ts\":\"1.2\"}";
    const WireText wire(bytes, bytes.size());
    for (const char *needle : {"text", "ts", "done", "1.2"}) {
        const qsizetype byte = bytes.indexOf(needle);
        QCOMPARE(wire.positionOf(byte), QString::fromUtf8(bytes.first(byte)).size());
    }
}

void TestWireText::longLinesAreBroken()
{
    const QByteArray bytes = QByteArray(3 * WireText::maxLine + 5, 'x') + "\nshort";
    const WireText wire(bytes, bytes.size());
    qsizetype longest = 0;
    for (const QString &line : wire.text().split(u'\n'))
        longest = std::max(longest, line.size());
    QCOMPARE(longest, WireText::maxLine);
    QCOMPARE(wire.text().count(u'\n'), 4);
    QCOMPARE(wire.source(0, wire.text().size()), bytes);
}

void TestWireText::breaksStandForNoByte()
{
    const QByteArray bytes(WireText::maxLine + 10, 'x');
    const WireText wire(bytes, bytes.size());
    QCOMPARE(wire.text()[WireText::maxLine], u'\n');
    QCOMPARE(wire.byteAt(WireText::maxLine), WireText::maxLine);
    QCOMPARE(wire.byteAt(WireText::maxLine + 1), WireText::maxLine);
    QCOMPARE(wire.positionOf(WireText::maxLine), WireText::maxLine + 1);
}

void TestWireText::limitCutsNoCharacter()
{
    const QByteArray bytes = "ab€cd";
    const WireText wire(bytes, 4);
    QCOMPARE(wire.text(), u"ab"_s);
    QCOMPARE(wire.byteCount(), 2);
    QCOMPARE(wire.positionOf(5), 2);
}

//! Stacks of marks and walls of pictures take long to lay out; few of them stay as they are.
void TestWireText::dearLinesAreShort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("longest");
    QTest::newRow("marks") << QString(u'e' + QString(1'000, QChar(0x0301)))
                           << qsizetype(WireText::maxStack + 1);
    QTest::newRow("joiners") << QString(u'e' + QString(1'000, QChar(0x200D)))
                             << qsizetype(WireText::maxStack + 1);
    QTest::newRow("syllables without end")
        << QString(1'000, QChar(0x1100)) << qsizetype(WireText::maxStack + 1);
    QTest::newRow("pictures") << u"\U0001F600"_s.repeated(1'000) << qsizetype(2 * WireText::maxPictures);
    QTest::newRow("some pictures") << u"\U0001F600"_s.repeated(100) << qsizetype(200);
    QTest::newRow("stacked letters") << u"e\u0301\u0302"_s.repeated(100) << qsizetype(300);
    QTest::newRow("Hangul") << u"안녕하세요"_s.repeated(100) << qsizetype(500);
}

void TestWireText::dearLinesAreShort()
{
    QFETCH(const QString, text);
    QFETCH(const qsizetype, longest);
    const QByteArray bytes = text.toUtf8();
    const WireText wire(bytes, bytes.size());
    qsizetype found = 0;
    for (const QString &line : wire.text().split(u'\n'))
        found = std::max(found, line.size());
    QCOMPARE(found, longest);
    QCOMPARE(wire.source(0, wire.text().size()), bytes);
}

RTMSCOPE_TEST_MAIN(TestWireText)
#include "tst_wiretext.moc"
