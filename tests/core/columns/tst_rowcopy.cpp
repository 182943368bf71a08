// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/rowcopy.h"

#include "core/columns/eventcolumn.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Rows of a table for other programs.
class TestRowCopy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void text();
    void json();
    void csv();
    void csvHoldsNoFormula_data();
    void csvHoldsNoFormula();
    void markdown();
    void inTheOrderOfTheTable();
    void secretsStayOut_data();
    void secretsStayOut();
    void tooManyRows();
    void tooManyBytes();
    void elsewhere();
    void givenUp();

private:
    CopyWish wish(CopyFormat format) const;

    std::unique_ptr<EventLog> m_log;
};

void TestRowCopy::init()
{
    m_log = EventLog::inMemory({});
    m_log->append(message(1, "one | two"));
    m_log->append(
        entry(2, R"({"type":"message","channel":"C1","user":"U1","text":"say \"hi\", all\tof you"})"));
    m_log->append(note(3, R"({"kind":"state","state":"Ready"})"));
    m_log->append(entry(4, "{\"type\":\"hello\",\n\"n\":-1}"));
}

CopyWish TestRowCopy::wish(CopyFormat format) const
{
    CopyWish wish;
    wish.format = format;
    for (qsizetype row = 0; row < m_log->size(); ++row)
        wish.rows.push_back(quint32(row));
    wish.columns = {EventColumn::Number, EventColumn::Type, EventColumn::ColumnCount,
                    EventColumn::ColumnCount + 1};
    wish.titles = {u"No."_s, u"Type"_s, u"text"_s, u"n"_s};
    wish.cells.paths = {*ColumnPath::parse(u"text"_s), *ColumnPath::parse(u"n"_s)};
    return wish;
}

void TestRowCopy::text()
{
    const CopiedRows copied = copyRows(m_log->snapshot(), wish(CopyFormat::Text));
    QCOMPARE(copied.text, u"1\tmessage\tone | two\t\n"
                          "2\tmessage\tsay \"hi\", all of you\t\n"
                          "3\tstate\t\t\n"
                          "4\thello\t\t-1\n"_s);
    QCOMPARE(copied.rows, 4);
    QCOMPARE(copied.wanted, 4);
}

void TestRowCopy::json()
{
    const CopiedRows copied = copyRows(m_log->snapshot(), wish(CopyFormat::Json));
    const QStringList lines = copied.text.split(u'\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0].toUtf8(), m_log->frame(0));
    QCOMPARE(lines[1].toUtf8(), m_log->frame(1));
    QCOMPARE(lines[2].toUtf8(), m_log->frame(2)); // a note's own JSON
    QCOMPARE(lines[3], u"{\"type\":\"hello\", \"n\":-1}"_s);
    QCOMPARE(lines[4], QString());
}

void TestRowCopy::csv()
{
    CopyWish wanted = wish(CopyFormat::Csv);
    wanted.columns.push_back(EventColumn::Size);
    wanted.titles.append(u"Size"_s);
    const CopiedRows copied = copyRows(m_log->snapshot(), wanted);
    const QString expected = u"\"No.\",\"Type\",\"text\",\"n\",\"Size\"\r\n"
                             "1,\"message\",\"one | two\",,%1\r\n"
                             "2,\"message\",\"say \"\"hi\"\", all of you\",,%2\r\n"
                             "3,\"state\",,,%3\r\n"
                             "4,\"hello\",,-1,%4\r\n"_s;
    QCOMPARE(copied.text, expected.arg(m_log->frame(0).size())
                              .arg(m_log->frame(1).size())
                              .arg(m_log->frame(2).size())
                              .arg(m_log->frame(3).size()));
}

void TestRowCopy::csvHoldsNoFormula_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("cell");
    QTest::newRow("equals") << QByteArray("=1+1") << u"\"'=1+1\""_s;
    QTest::newRow("at") << QByteArray("@SUM(A1)") << u"\"'@SUM(A1)\""_s;
    QTest::newRow("minus") << QByteArray("-1+1") << u"\"'-1+1\""_s;
    QTest::newRow("number") << QByteArray("-1.5") << u"-1.5"_s;
    QTest::newRow("plus and a number") << QByteArray("+15") << u"\"'+15\""_s;
}

void TestRowCopy::csvHoldsNoFormula()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, cell);
    const auto log = EventLog::inMemory({});
    log->append(entry(1, R"({"a":")" + value + R"("})"));
    CopyWish wanted;
    wanted.format = CopyFormat::Csv;
    wanted.rows = {0};
    wanted.columns = {EventColumn::ColumnCount};
    wanted.titles = {u"a"_s};
    wanted.cells.paths = {*ColumnPath::parse(u"a"_s)};
    QCOMPARE(copyRows(log->snapshot(), wanted).text, u"\"a\"\r\n"_s + cell + u"\r\n"_s);
}

void TestRowCopy::markdown()
{
    const CopiedRows copied = copyRows(m_log->snapshot(), wish(CopyFormat::Markdown));
    QCOMPARE(copied.text, u"| No. | Type | text | n |\n"
                          "| ---: | --- | --- | --- |\n"
                          "| 1 | message | one \\| two |  |\n"
                          "| 2 | message | say \"hi\", all of you |  |\n"
                          "| 3 | state |  |  |\n"
                          "| 4 | hello |  | -1 |\n"_s);
}

void TestRowCopy::inTheOrderOfTheTable()
{
    CopyWish wanted = wish(CopyFormat::Text);
    wanted.rows = {2, 0};
    wanted.columns = {EventColumn::Type, EventColumn::Number};
    QCOMPARE(copyRows(m_log->snapshot(), wanted).text, u"state\t3\nmessage\t1\n"_s);
}

void TestRowCopy::secretsStayOut_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::newRow("text") << CopyFormat::Text;
    QTest::newRow("JSON") << CopyFormat::Json;
    QTest::newRow("CSV") << CopyFormat::Csv;
    QTest::newRow("Markdown") << CopyFormat::Markdown;
}

void TestRowCopy::secretsStayOut()
{
    QFETCH(CopyFormat, format);
    const QByteArray token =
        "xoxb-" + QByteArray("1234567890-1234567890123-") + QByteArray("AbCdEfGhIjKlMnOpQrStUvWx");
    const QByteArray ticket = "wss://wss-primary.slack.com/link/?ticket=8a7d2c1f-hidden";
    m_log->append(message(5, "my token is " + token));
    m_log->append(entry(6, R"({"type":"reconnect_url","text":"x","url":")" + ticket + R"("})"));
    CopyWish wanted = wish(format);
    wanted.cells.paths[1] = *ColumnPath::parse(u"url"_s);
    const QString text = copyRows(m_log->snapshot(), wanted).text;
    QVERIFY(!text.contains(QString::fromLatin1(token)));
    QVERIFY2(!text.contains("8a7d2c1f"_L1), qPrintable(text));
    QVERIFY(text.contains("my token is"_L1));
}

void TestRowCopy::tooManyRows()
{
    const auto log = logOf(3);
    CopyWish wanted;
    wanted.rows.assign(std::size_t(mostCopiedRows) + 5, 1);
    wanted.columns = {EventColumn::Number};
    const CopiedRows copied = copyRows(log->snapshot(), wanted);
    QCOMPARE(copied.rows, mostCopiedRows);
    QCOMPARE(copied.wanted, mostCopiedRows + 5);
    QCOMPARE(copied.text.count(u'\n'), mostCopiedRows);
    wanted.rows = {1, 2}; // only the first of a million were looked for
    wanted.wanted = 1'000'000;
    QCOMPARE(copyRows(log->snapshot(), wanted).rows, 2);
    QCOMPARE(copyRows(log->snapshot(), wanted).wanted, 1'000'000);
}

void TestRowCopy::tooManyBytes()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1, QByteArray(4 * 1024 * 1024, 'x')));
    CopyWish wanted;
    wanted.format = CopyFormat::Json;
    wanted.rows.assign(30, 0);
    const CopiedRows copied = copyRows(log->snapshot(), wanted);
    QCOMPARE(copied.rows, 16);
    QVERIFY(copied.text.endsWith(u"}\n"_s));
}

void TestRowCopy::elsewhere()
{
    CopyRun run(m_log->snapshot(), wish(CopyFormat::Text));
    QSignalSpy finished(&run, &CopyRun::finished);
    QVERIFY(finished.wait());
    QCOMPARE(finished[0][0].value<CopiedRows>().text,
             copyRows(m_log->snapshot(), wish(CopyFormat::Text)).text);
}

void TestRowCopy::givenUp()
{
    CopyWish wanted = wish(CopyFormat::Text);
    wanted.rows.assign(50'000, 0);
    for (int i = 0; i < 10; ++i)
        const CopyRun run(m_log->snapshot(), wanted);
    int asked = 0;
    const CopiedRows copied =
        copyRows(m_log->snapshot(), wanted, [&asked](qsizetype) { return ++asked < 3; });
    QVERIFY(copied.cancelled);
    QCOMPARE(copied.rows, 0);
    QVERIFY(copied.text.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestRowCopy)
#include "tst_rowcopy.moc"
