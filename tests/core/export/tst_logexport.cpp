// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/logexport.h"

#include "core/export/csvexport.h"
#include "core/export/markdowntext.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Entries as other programs read them.
class TestLogExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formatsByName_data();
    void formatsByName();
    void framesOneALine();
    void framesInAList();
    void framesThatAreNoJson();
    void directions_data();
    void directions();
    void onlyChosenRows();
    void captureOpensAgain();
    void archiveOpensAgain();
    void archiveIsJson();
    void archiveOfEndlessCalls();
    void cells_data();
    void cells();
    void tableHasNames();
    void transcript();
    void transcriptKeepsLines();
    void brokenFramesAreValidJson();
    void transcriptOfAnswersAndOwn();
    void transcriptOfBlocks();
    void markdownCantInject_data();
    void markdownCantInject();
    void ticketsAndTokensStayOut_data();
    void ticketsAndTokensStayOut();
    void endsWhenNobodyWantsIt();
    void failsAsTheSinkDoes();
    void fileIsReplacedAsAWholeOnly();
    void suspectFilesOfOthers();

private:
    static QByteArray exported(const EventLog &log, const ExportWish &wish);
    static QByteArray exported(const EventLog &log, ExportFormat format)
    {
        return exported(log, {.format = format});
    }
    static std::unique_ptr<EventLog> mixedLog();
    std::unique_ptr<EventLog> opened(const QString &name, const QByteArray &content);

    QTemporaryDir m_folder;
};

QByteArray TestLogExport::exported(const EventLog &log, const ExportWish &wish)
{
    QByteArray out;
    const auto done = exportLog(log.snapshot(), wish, [&out](const QByteArray &block) -> Result<Done> {
        out += block;
        return Done{};
    });
    return done ? out : "failed: " + done.error().words.toUtf8();
}

std::unique_ptr<EventLog> TestLogExport::opened(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return nullptr;
    file.close();
    auto log = EventLog::open(path);
    return log ? std::move(log).value() : nullptr;
}

std::unique_ptr<EventLog> TestLogExport::mixedLog()
{
    auto log = EventLog::inMemory({});
    log->append(note(1, R"({"kind":"api","method":"users.list","ok":true,"ms":12,"status":200,"args":{},)"
                        R"("answer":{"ok":true,"members":[{"id":"U02TOMAS","name":"tomas",)"
                        R"("profile":{"display_name":"Tomas Rey"}}]}})"));
    log->append(note(2,
                     R"({"kind":"api","method":"conversations.list","ok":true,)"
                     R"("answer":{"ok":true,"channels":[{"id":"C0OPS","name":"ops","is_channel":true}]}})"));
    log->append(entry(3, R"({"type":"hello"})"));
    log->append(message(4, "h\u00e9llo"));
    log->append(entry(5, R"({"id":1,"type":"ping"})", Direction::Out));
    Event text = entry(6, "no json at all");
    text.form = FrameForm::Text;
    text.problem = u"no JSON"_s;
    log->append(text);
    log->append(binary(7, QByteArray("\0\1\xff", 3)));
    return log;
}

void TestLogExport::formatsByName_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("format");
    QTest::newRow("capture") << u"a.rtmcap"_s << int(ExportFormat::Capture);
    QTest::newRow("capitals") << u"a.b.CSV"_s << int(ExportFormat::Csv);
    QTest::newRow("markdown") << u"/x/a.md"_s << int(ExportFormat::Markdown);
    QTest::newRow("none") << u"a"_s << -1;
    QTest::newRow("unknown") << u"a.pdf"_s << -1;
}

void TestLogExport::formatsByName()
{
    QFETCH(QString, path);
    const auto format = exportFormatOf(path);
    QTEST(format ? int(*format) : -1, "format");
    for (const ExportFormatEntry &entry : exportFormats()) {
        QCOMPARE(exportFormatNamed(entry.word), entry.format);
        QCOMPARE(exportFormatOf(u"x."_s + entry.suffix), entry.format);
    }
}

void TestLogExport::framesOneALine()
{
    auto log = EventLog::inMemory({});
    // Spelled as the wire had it, line breaks apart.
    log->append(entry(1, R"({ "b":1.50, "a":"\u00e9", "a":2 })"));
    log->append(entry(2, "{\"type\":\n\"hello\"\r\n}"));
    QCOMPARE(exported(*log, ExportFormat::Ndjson), "{ \"b\":1.50, \"a\":\"\\u00e9\", \"a\":2 }\n"
                                                   "{\"type\": \"hello\"  }\n");
}

void TestLogExport::framesInAList()
{
    const QByteArray json = exported(*mixedLog(), ExportFormat::Json);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isArray());
    QCOMPARE(document.array().size(), 4);
    QCOMPARE(document.array().at(1).toObject().value(u"text"_s).toString(), u"h\u00e9llo"_s);
    const auto empty = EventLog::inMemory({});
    QCOMPARE(exported(*empty, ExportFormat::Json), "[\n]\n");
    QCOMPARE(exported(*empty, ExportFormat::Ndjson), "");
}

void TestLogExport::framesThatAreNoJson()
{
    const QList<QByteArray> lines = exported(*mixedLog(), ExportFormat::Ndjson).split('\n');
    QCOMPARE(lines.at(2), "\"no json at all\"");
    QCOMPARE(lines.at(3), R"({"base64":"AAH/"})");
}

void TestLogExport::directions_data()
{
    QTest::addColumn<bool>("incoming");
    QTest::addColumn<bool>("outgoing");
    QTest::addColumn<int>("lines");
    QTest::newRow("in") << true << false << 4;
    QTest::newRow("out") << false << true << 1;
    QTest::newRow("both") << true << true << 5;
}

void TestLogExport::directions()
{
    QFETCH(bool, incoming);
    QFETCH(bool, outgoing);
    ExportWish wish{.format = ExportFormat::Ndjson};
    wish.incoming = incoming;
    wish.outgoing = outgoing;
    QTEST(int(exported(*mixedLog(), wish).count('\n')), "lines");
}

void TestLogExport::onlyChosenRows()
{
    ExportWish wish{.format = ExportFormat::Ndjson};
    wish.rows = std::vector<quint32>{2};
    QCOMPARE(exported(*mixedLog(), wish), "{\"type\":\"hello\"}\n");
    wish.rows = std::vector<quint32>{};
    QCOMPARE(exported(*mixedLog(), wish), "");
}

void TestLogExport::captureOpensAgain()
{
    const auto log = mixedLog();
    const auto again = opened(u"again.rtmcap"_s, exported(*log, ExportFormat::Capture));
    QVERIFY(again);
    QCOMPARE(again->notice(), QString());
    QCOMPARE(again->size(), log->size());
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(again->frame(row), log->frame(row));
        QCOMPARE(again->row(row).timeUs, log->row(row).timeUs);
        QCOMPARE(again->seqOf(row), log->seqOf(row));
    }
}

void TestLogExport::archiveOpensAgain()
{
    const auto log = mixedLog();
    const auto again = opened(u"again.har"_s, exported(*log, ExportFormat::Har));
    QVERIFY(again);
    QList<QByteArray> frames;
    QList<qint64> times;
    for (qsizetype row = 0; row < again->size(); ++row) {
        if (again->row(row).direction != Direction::Note) {
            frames << again->frame(row);
            times << again->row(row).timeUs;
        }
    }
    QCOMPARE(frames.size(), 5);
    for (qsizetype i = 0; i < frames.size(); ++i) {
        QCOMPARE(frames[i], log->frame(i + 2));
        QCOMPARE(times[i], log->row(i + 2).timeUs);
    }
    QCOMPARE(again->event(again->size() - 1).form, FrameForm::Binary);
}

void TestLogExport::archiveIsJson()
{
    const QJsonObject log =
        QJsonDocument::fromJson(exported(*mixedLog(), ExportFormat::Har)).object().value(u"log"_s).toObject();
    QCOMPARE(log.value(u"version"_s).toString(), u"1.2"_s);
    const QJsonArray entries = log.value(u"entries"_s).toArray();
    QCOMPARE(entries.size(), 3); // a socket and two calls
    QCOMPARE(entries.at(0).toObject().value(u"_webSocketMessages"_s).toArray().size(), 5);
    const QJsonObject call = entries.at(1).toObject();
    QCOMPARE(call.value(u"time"_s).toInt(), 12);
    QCOMPARE(call.value(u"request"_s).toObject().value(u"url"_s).toString(),
             u"https://slack.com/api/users.list"_s);
    QVERIFY(QJsonDocument::fromJson(exported(*EventLog::inMemory({}), ExportFormat::Har)).isObject());
}

//! How long a call took is what the file says, and that may be anything.
void TestLogExport::archiveOfEndlessCalls()
{
    for (const char *ms : {"9000000000000000000", "-9000000000000000000", "1e300", "\"x\""}) {
        const auto log = EventLog::inMemory({});
        log->append(note(1, "{\"kind\":\"api\",\"method\":\"users.list\",\"ok\":true,\"ms\":" +
                                QByteArray(ms) + ",\"answer\":{\"ok\":true}}"));
        const QJsonObject har = QJsonDocument::fromJson(exported(*log, ExportFormat::Har)).object();
        const QJsonObject call =
            har.value(u"log"_s).toObject().value(u"entries"_s).toArray().at(0).toObject();
        const QDateTime began =
            QDateTime::fromString(call.value(u"startedDateTime"_s).toString(), Qt::ISODateWithMs);
        QVERIFY2(began.isValid() && began.date().year() >= 1970, ms);
        QVERIFY(began.toMSecsSinceEpoch() <= log->row(0).timeUs / 1000);
        QVERIFY(call.value(u"time"_s).toDouble() >= 0);
    }
}

void TestLogExport::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << u"a b"_s << QByteArray("\"a b\"");
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("quote") << u"say \"a\", b"_s << QByteArray("\"say \"\"a\"\", b\"");
    QTest::newRow("line break") << u"a\r\nb"_s << QByteArray("\"a\nb\"");
    QTest::newRow("formula") << u"=1+1"_s << QByteArray("\"'=1+1\"");
    QTest::newRow("call") << u"=HYPERLINK(\"http://x\")"_s << QByteArray("\"'=HYPERLINK(\"\"http://x\"\")\"");
    QTest::newRow("plus") << u"+1"_s << QByteArray("\"'+1\"");
    QTest::newRow("minus") << u"-2"_s << QByteArray("\"'-2\"");
    QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("\"'@SUM(A1)\"");
    QTest::newRow("blank before") << u"  =1"_s << QByteArray("\"'  =1\"");
    QTest::newRow("tab before") << u"\t=1"_s << QByteArray("\"'\t=1\"");
    QTest::newRow("wide") << u"\uFF1D1"_s << QByteArray("\"'\uFF1D1\"");
    QTest::newRow("inside") << u"a=1"_s << QByteArray("\"a=1\"");
    QTest::newRow("behind a semicolon") << u"a;=1"_s << QByteArray("\"a;=1\"");
    QTest::newRow("turned round") << u"\u202E=1"_s << QByteArray("\"'=1\"");
}

void TestLogExport::cells()
{
    QFETCH(QString, text);
    QByteArray out;
    appendCsvCell(text, out);
    QTEST(out, "cell");
}

void TestLogExport::tableHasNames()
{
    ExportWish wish{.format = ExportFormat::Csv};
    wish.byteOrderMark = true;
    const QList<QByteArray> lines = exported(*mixedLog(), wish).split('\n');
    QVERIFY(lines.first().startsWith("\xEF\xBB\xBFn,time,direction,"));
    QVERIFY(lines.first().endsWith("\r"));
    QVERIFY2(lines.at(4).startsWith(
                 "4,2026-11-22T14:04:15.318000Z,in,1,\"message\",,\"C0OPS\",\"#ops\",\"U02TOMAS\","
                 "\"Tomas Rey\",\"1795356214.000412\",,"),
             lines.at(4).constData());
    QVERIFY(lines.at(4).contains("\"h\u00e9llo\""));
    // A frame over several lines is one as well.
    const auto laidOut = EventLog::inMemory({});
    Event event = entry(1, "{\n\"type\":\"message\",\n\"ts\":\"1.2\",\"text\":\"over lines\"}");
    event.form = FrameForm::Text;
    laidOut->append(event);
    const QByteArray table = exported(*laidOut, ExportFormat::Csv);
    QVERIFY2(table.contains("\"1.2\"") && table.count("\"over lines\"") >= 1, table.constData());
}

//! Also of frames that were taken for JSON, with bytes in them that JSON can't hold.
void TestLogExport::brokenFramesAreValidJson()
{
    const QByteArrayList raws{"{\"type\":\"message\",\"text\":\"\xff\xfe\"}",
                              "{\"type\":\"message\",\"text\":\"a\x01z\"}", "{\"type\":\t\"message\"}",
                              "{\"type\":\"hello\"}"};
    const auto log = EventLog::inMemory({});
    for (qsizetype i = 0; i < raws.size(); ++i)
        log->append(entry(quint64(i) + 1, raws.at(i)));
    const QByteArray list = exported(*log, ExportFormat::Json);
    const QJsonDocument document = QJsonDocument::fromJson(list);
    QVERIFY2(document.array().size() == raws.size(), list.constData());
    QCOMPARE(QByteArray::fromBase64(document.array().at(0)[u"base64"_s].toString().toLatin1()), raws.at(0));
    QCOMPARE(document.array().at(1).toString().toUtf8(), raws.at(1));
    QVERIFY(document.array().at(2).isObject() && document.array().at(3).isObject());
    const QByteArrayList lines = exported(*log, ExportFormat::Capture).split('\n');
    for (const QByteArray &line : lines)
        QVERIFY2(line.isEmpty() || QJsonDocument::fromJson(line).isObject(), line.constData());
    // The bytes are those that came.
    QFile file(m_folder.filePath(u"broken.rtmcap"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines.join('\n')) > 0);
    file.close();
    const auto again = EventLog::open(file.fileName());
    QVERIFY(again.ok());
    for (qsizetype i = 0; i < raws.size(); ++i)
        QCOMPARE((*again)->event(i).raw, raws.at(i));
}

//! Of texts, lists and code, whatever stands in them.
void TestLogExport::transcriptKeepsLines()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(
        1, R"({"type":"message","channel":"C0OPS","user":"U1","ts":"1795356000.000100",)"
           R"("text":"a\nb\n\n\u2022 x\n\u2022 y\n- z\n# no heading\n```if (a) {\n  b();\n}``` after"})"));
    log->append(entry(
        2,
        R"({"type":"message","channel":"C0OPS","user":"U1","ts":"1795356001.000100","blocks":[)"
        R"({"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one\ntwo "},)"
        R"({"type":"text","text":"three\nfour","style":{"bold":true}}]},)"
        R"({"type":"rich_text_preformatted","elements":[{"type":"text","text":"x = 1\n\n  y"}]}]}]})"));
    const QByteArray out = exported(*log, ExportFormat::Markdown);
    QVERIFY2(out.contains("\na\\\nb\n\n\u2022 x\\\n\u2022 y\\\n\\- z\\\n\\# no heading\n"), out.constData());
    QVERIFY2(out.contains("\n```\nif (a) {\n  b();\n}\n```\n"), out.constData());
    QVERIFY2(out.contains("\none\\\ntwo **three**\\\n**four**\n"), out.constData());
    QVERIFY2(out.contains("\n```\nx = 1\n\n  y\n```\n"), out.constData());
}

void TestLogExport::transcript()
{
    const auto log = EventLog::inMemory({});
    const auto say = [&log](quint64 seq, const QByteArray &members) {
        log->append(entry(seq, R"({"type":"message","channel":"C0OPS",)" + members + '}'));
    };
    say(1, R"("user":"U1","text":"root","ts":"1795356000.000100")");
    say(2, R"("user":"U2","text":"later","ts":"1795356100.000100")");
    say(3, R"("user":"U2","text":"reply","ts":"1795356050.000100","thread_ts":"1795356000.000100")");
    say(4,
        R"("subtype":"message_changed","message":{"user":"U1","text":"root *two*","ts":"1795356000.000100",)"
        R"("edited":{"user":"U1","ts":"1.1"}},"ts":"1795356110.000100")");
    say(5, R"("subtype":"message_deleted","deleted_ts":"1795356100.000100","ts":"1795356120.000100")");
    say(6, R"("user":"U3","text":"orphan","ts":"1795356130.000100","thread_ts":"1795355000.000100")");
    log->append(
        entry(7, R"({"type":"message","channel":"D1","user":"U1","text":"psst","ts":"1795356140.000100"})"));
    QCOMPARE(exported(*log, ExportFormat::Markdown),
             "# Transcript\n"
             "\n"
             "Times are local (UTC).\n"
             "\n"
             "## C0OPS\n"
             "\n"
             "### 2026-11-22\n"
             "\n"
             "(a thread whose first message, of 13:43:20, is not in the record)\n"
             "\n"
             "> **U3** 14:02:10\n"
             ">\n"
             "> orphan\n"
             "\n"
             "**U1** 14:00:00 (edited)\n"
             "\n"
             "root **two**\n"
             "\n"
             "> **U2** 14:00:50\n"
             ">\n"
             "> reply\n"
             "\n"
             "**U2** 14:01:40 (deleted)\n"
             "\n"
             "later\n"
             "\n"
             "## D1\n"
             "\n"
             "### 2026-11-22\n"
             "\n"
             "**U1** 14:02:20\n"
             "\n"
             "psst\n");
}

//! A preview that comes later is no edit; headlines, numbered lists and reactions are Markdown too.
void TestLogExport::transcriptOfBlocks()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(
        1,
        R"({"type":"message","subtype":"message_changed","channel":"C1","ts":"1795356110.000100","message":)"
        R"({"type":"message","user":"U1","text":"x","ts":"1795356000.000100","reactions":)"
        R"([{"name":"tada","count":3,"users":["U1","U2","U3"]},{"name":"eyes","count":1,"users":["U2"]}],)"
        R"("blocks":[{"type":"header","text":{"type":"plain_text","text":"Deploy"}},)"
        R"({"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","indent":0,"elements":)"
        R"([{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},)"
        R"({"type":"rich_text_section","elements":[{"type":"text","text":"two"}]}]}]}]}})"));
    const QByteArray text = exported(*log, ExportFormat::Markdown);
    QVERIFY2(text.contains("**U1** 14:00:00\n"), text.constData());
    QVERIFY2(text.contains("\n**Deploy**\n"), text.constData());
    QVERIFY2(text.contains("\n1. one\n") && text.contains("\n2. two\n"), text.constData());
    QVERIFY2(text.contains("\n:tada: 3  :eyes: 1\n"), text.constData());
}

//! A page of history brings messages, and ours are told by their acknowledgement only.
void TestLogExport::transcriptOfAnswersAndOwn()
{
    auto log = EventLog::inMemory({});
    log->append(note(
        1,
        R"({"kind":"state","state":"Connecting","from":"Authenticating","team":{"id":"T1","name":"A_Team*"},)"
        R"("self":{"id":"U9","name":"me"}})"));
    log->append(note(
        2,
        R"({"kind":"api","method":"conversations.history","args":{"channel":"C0OPS"},"ok":true,)"
        R"("answer":{"ok":true,"messages":[{"type":"message","user":"U2","text":"second","ts":"1795356002.000100"},)"
        R"({"type":"message","user":"U1","text":"first","ts":"1795356001.000100"}]}})"));
    log->append(entry(3, R"({"id":7,"type":"message","channel":"C0OPS","text":"mine"})", Direction::Out));
    log->append(entry(4, R"({"ok":true,"reply_to":7,"ts":"1795356003.000100","text":"mine"})"));
    log->append(entry(5, R"({"id":8,"type":"message","channel":"C0OPS","text":"refused"})", Direction::Out));
    log->append(entry(6, R"({"ok":false,"reply_to":8,"error":{"code":2,"msg":"no"}})"));
    const QString text = QString::fromUtf8(exported(*log, ExportFormat::Markdown));
    QVERIFY(text.startsWith(u"# Transcript of A_Team\\*\n"_s));
    QVERIFY(text.indexOf(u"first"_s) < text.indexOf(u"second"_s));
    QVERIFY2(text.contains(u"**U9** 14:00:03\n\nmine\n"_s), qPrintable(text));
    QVERIFY(!text.contains(u"refused"_s));
}

void TestLogExport::markdownCantInject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("heading") << u"# big"_s << u"\\# big"_s;
    QTest::newRow("rule") << u"---"_s << u"\\---"_s;
    QTest::newRow("underline") << u"==="_s << u"\\==="_s;
    QTest::newRow("list") << u"- a"_s << u"\\- a"_s;
    QTest::newRow("number") << u"1. a"_s << u"1\\. a"_s;
    QTest::newRow("html") << u"&lt;script&gt;x&lt;/script&gt;"_s << u"&lt;script&gt;x&lt;/script&gt;"_s;
    QTest::newRow("picture") << u"![a](http://x/y.png)"_s << u"\\!\\[a\\](http://x/y.png)"_s;
    QTest::newRow("entity") << u"&amp;lt;"_s << u"&amp;lt;"_s;
    QTest::newRow("table") << u"a|b"_s << u"a\\|b"_s;
    QTest::newRow("tick") << u"a \u0060 b"_s << u"a \\\u0060 b"_s;
    QTest::newRow("backslash") << u"a\\*b"_s << u"a\\\\\\*b"_s;
    QTest::newRow("code block") << u"    four"_s << u"\u00a0\u00a0 \u00a0four"_s;
    QTest::newRow("plain words") << u"It's a_name, at 10:30."_s << u"It's a_name, at 10:30."_s;
    QTest::newRow("link") << u"<https://a.example|the plan>"_s << u"the plan (https://a.example)"_s;
    QTest::newRow("emoji in a link") << u"*<https://a.example|fix :bug: it>*"_s
                                     << u"**fix :bug: it (https://a.example)**"_s;
    QTest::newRow("looks side by side") << u"*a* _b_ c"_s << u"**a** *b* c"_s;
    QTest::newRow("emphasis") << u"_a*b*_"_s << u"*a\\*b\\**"_s;
}

void TestLogExport::markdownCantInject()
{
    QFETCH(QString, text);
    const auto shown = [](const Span &span) { return span.text; };
    QTEST(markdowntext::lines(parseMrkdwn(text, u"text"_s), shown).join(u'\n'), "line");
}

void TestLogExport::ticketsAndTokensStayOut_data()
{
    QTest::addColumn<int>("format");
    for (const ExportFormatEntry &entry : exportFormats())
        QTest::newRow(qPrintable(entry.word)) << int(entry.format);
}

//! What nobody has masked yet: lines that another program wrote.
void TestLogExport::ticketsAndTokensStayOut()
{
    QFETCH(int, format);
    const auto log = opened(
        u"edited.rtmcap"_s,
        R"({"rtmcap":1,"program":"x","started":"2026-11-22T14:00:00.000000Z"})"
        "\n"
        R"({"n":1,"t":"2026-11-22T14:00:00.000000Z","dir":"in","conn":1,"frame":{"type":"reconnect_url","url":"wss://x/SECRET1"}})"
        "\n"
        R"({"n":2,"t":"2026-11-22T14:00:00.000000Z","dir":"in","conn":1,"frame":{"type":"message","channel":"C1","user":"U1","ts":"1.2","text":"my key is xoxb-1234567890-SECRET2 ok","response_url":"https://x/SECRET3"}})"
        "\n"
        R"({"n":3,"t":"2026-11-22T14:00:00.000000Z","dir":"note","note":{"kind":"x","client_secret":"SECRET4"}})"
        "\n"
        R"({"n":4,"t":"2026-11-22T14:00:00.000000Z","dir":"note","note":{"kind":"api","method":"oauth.access","args":{"client_secret":"SECRET5"}}})"
        "\n"
        R"({"n":5,"t":"2026-11-22T14:00:00.000000Z","dir":"note","note":{"kind":"y","harmless":1.50}})"
        "\n");
    QVERIFY(log);
    const QByteArray out = exported(*log, static_cast<ExportFormat>(format));
    QVERIFY(out.size() > 50);
    if (static_cast<ExportFormat>(format) == ExportFormat::Capture)
        QVERIFY2(out.contains(R"("note":{"kind":"y","harmless":1.50})"), out.constData()); // as it was
    QVERIFY2(!out.contains("SECRET"), out.constData());
}

void TestLogExport::endsWhenNobodyWantsIt()
{
    const auto log = logOf(20'000);
    for (const ExportFormatEntry &entry : exportFormats()) {
        int asked = 0;
        const auto done = exportLog(
            log->snapshot(), {.format = entry.format},
            [](const QByteArray &) -> Result<Done> { return Done{}; },
            [&asked](qsizetype at, qsizetype all) { return at <= all && ++asked < 5; });
        QVERIFY(!done);
        QCOMPARE(done.error().code, u"cancelled"_s);
        QCOMPARE(asked, 5);
    }
}

void TestLogExport::failsAsTheSinkDoes()
{
    const auto log = logOf(20'000);
    int blocks = 0;
    const auto done = exportLog(log->snapshot(), {.format = ExportFormat::Ndjson},
                                [&blocks](const QByteArray &) -> Result<Done> {
                                    ++blocks;
                                    return Error{Error::Kind::Input, u"full"_s, u"full"_s, {}, {}};
                                });
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"full"_s);
    QCOMPARE(blocks, 1);
}

void TestLogExport::fileIsReplacedAsAWholeOnly()
{
    const auto log = logOf(20'000);
    const QString path = m_folder.filePath(u"out.ndjson"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before");
    file.close();
    const ExportWish wish{.format = ExportFormat::Ndjson};
    QVERIFY(
        !exportLogTo(log->snapshot(), wish, path, [](qsizetype at, qsizetype) { return at < 9000; }).ok());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "before");
    file.close();
    QVERIFY(exportLogTo(log->snapshot(), wish, path).ok());
    QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 20'000);
    QVERIFY(!exportLogTo(log->snapshot(), wish, m_folder.filePath(u"no/such/x"_s)).ok());
}

//! Whatever a line holds, every format can be written, and what claims to be JSON is.
void TestLogExport::suspectFilesOfOthers()
{
    const auto log = opened(
        u"odd.ndjson"_s,
        "{\"type\":\"message\",\"ts\":\"1.1\",\"channel\":\"C1\",\"blocks\":7,\"text\":null}\n"
        "{\"type\":\"message\",\"channel\":{\"id\":5},\"ts\":[],\"message\":3}\n"
        "nothing\n\xff\xfe\n{\"type\":\"message\",\"subtype\":\"message_changed\"}\n"
        "{\"type\":\"message\",\"channel\":\"C1\",\"ts\":\"1.2\",\"attachments\":[[]],\"files\":[1]}\n");
    QVERIFY(log);
    for (const ExportFormatEntry &entry : exportFormats())
        QVERIFY(!exported(*log, entry.format).startsWith("failed"));
    QVERIFY(QJsonDocument::fromJson(exported(*log, ExportFormat::Json)).isArray());
    QVERIFY(QJsonDocument::fromJson(exported(*log, ExportFormat::Har)).isObject());
}

RTMSCOPE_TEST_MAIN(TestLogExport)
#include "tst_logexport.moc"
