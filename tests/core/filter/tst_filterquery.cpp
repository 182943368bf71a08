// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "core/capture/captureline.h"
#include "core/filter/filterquery.h"
#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QScopeGuard>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using rtmscope::testing::entry;

// Before the frames, whose raw strings Qt 6.4's moc does not get past.
class TestFilterQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void envelopes_data();
    void envelopes();
    void problems_data();
    void problems();
    void failedCompileChangesNothing();
    void everything();
    void wordsLongerThanTheFrame();
    void withoutNames();
    void rowsAlone_data();
    void rowsAlone();
    void rowsOfManySymbols();
    void copiesShare();
    void givesUpOnCostlyExpressions_data();
    void givesUpOnCostlyExpressions();
    void expressionsKeepTheirOwnPlace();
    void understood_data();
    void understood();
    void understoodFindsTheSame_data();
    void understoodFindsTheSame();
    void escapes_data();
    void escapes();
    void quotedNames_data();
    void quotedNames();
    void timesOfDaysWithAnotherLength_data();
    void timesOfDaysWithAnotherLength();
    void timesInWords_data();
    void timesInWords();
    void thisThread();
    void emptySubtype();
    void explained_data();
    void explained();
    void terms();
};

namespace {

// One frame of each kind that the rows below ask about; all received at 14:02:11.318204 on 2026-11-22.
constexpr auto plain = "plain";       // a message in a thread, with blocks
constexpr auto edited = "edited";     // message_changed
constexpr auto reaction = "reaction"; // item.channel, item.ts
constexpr auto sent = "sent";         // outgoing
constexpr auto ack = "ack";
constexpr auto novelty = "novelty"; // an unknown type with odd members
constexpr auto note = "note";
constexpr auto garbage = "garbage"; // not JSON

QHash<QByteArray, QByteArray> frames()
{
    return {
        {plain,
         R"({"type":"message","channel":"C1","user":"U1","text":"Deploy of caf\u00e9 is \"done\", see https:\/\/x.y\/z",)"
         R"("ts":"1355517523.000005","thread_ts":"1355517500.000001","reply_count":3,"hidden":false,"bot":null,)"
         R"("blocks":[{"type":"section","text":{"text":"inner"}},{"type":"divider"}],"users":["U7","U8"],"empty":[]})"},
        {edited,
         R"({"type":"message","subtype":"message_changed","channel":"C1","hidden":true,"ts":"1355517530.000001",)"
         R"("message":{"type":"message","user":"U2","text":"Corrected words","ts":"1355517523.000005",)"
         R"("thread_ts":"1355517523.000005","edited":{"user":"U2","ts":"1355517530.000000"}}})"},
        {reaction,
         R"({"type":"reaction_added","user":"U2","reaction":"tada","item":{"type":"message","channel":"C2",)"
         R"("ts":"1355517523.000006"},"event_ts":"1355517531.000000"})"},
        {sent, R"({"id":7,"type":"message","channel":"D1","text":"hi there"})"},
        {ack, R"({"ok":true,"reply_to":7,"ts":"1355517523.000005","text":"hi there"})"},
        {novelty,
         R"({"type":"brand_new","odd key":"x","dup":1,"dup":2,"n":1.50,"huge":123456789012345678901234567890,)"
         R"("neg":-3,"emoji":"\ud83d\ude00","list":[[1,2],[3]],"a-b":1,"deep":{"channel":"C9"}})"},
        {note, R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received"})"},
        {garbage, "<html>502 Bad Gateway</html>"},
    };
}

Event eventOf(const QByteArray &name)
{
    const Direction direction = name == note   ? Direction::Note
                                : name == sent ? Direction::Out
                                               : Direction::In;
    Event event =
        entry(412, frames().value(name), direction, name == garbage ? FrameForm::Text : FrameForm::Json);
    event.receivedAtUs = rtmscope::testing::someTimeUs;
    QByteArray line;
    captureline::write(event, line);
    return *captureline::read(line); // with header fields
}

QStringList lookup(const QString &name)
{
    static const QHash<QString, QStringList> ids{{u"#ops"_s, {u"C1"_s}},
                                                 {u"@mira"_s, {u"U2"_s}},
                                                 {u"@sam"_s, {u"U1"_s, u"U2"_s}},
                                                 {u"@far"_s, {u"U99"_s}}};
    return ids.value(name);
}

const QByteArrayList all{plain, edited, reaction, sent, ack, novelty, note, garbage};

} // namespace

void TestFilterQuery::matches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *filter, const QByteArrayList &expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << expected;
    };
    // our own fields
    row("type == \"message\"", {plain, edited, sent});
    row("type == message", {plain, edited, sent});
    row("type==message", {plain, edited, sent});
    row("type == 'message'", {plain, edited, sent});
    row("\"message\" == type", {plain, edited, sent});
    row("type != message", {reaction, ack, novelty, note});
    row("type == ack", {ack});
    row("type == state", {note});
    row("type exists", {plain, edited, reaction, sent, ack, novelty, note});
    row("!(type exists)", {garbage});
    row("subtype == message_changed", {edited});
    row("subtype exists", {edited});
    row("subtype != message_changed", {});
    row("dir == in", {plain, edited, reaction, ack, novelty, garbage});
    row("dir == out", {sent});
    row("dir == note", {note});
    row("dir != in", {sent, note});
    row("dir in {out, note}", {sent, note});
    row("channel == C1", {plain, edited});
    row("channel == \"C1\"", {plain, edited});
    row("channel == #ops", {plain, edited});
    row("channel == \"#ops\"", {plain, edited});
    row("channel != #ops", {reaction, sent});
    row("channel in {#ops, D1}", {plain, edited, sent});
    row("channel exists", {plain, edited, reaction, sent});
    row("user == @mira", {edited, reaction});
    row("@mira == user", {edited, reaction});
    row("user == @sam", {plain, edited, reaction});
    row("user != @sam", {});
    row("user in {U1}", {plain});
    row("user == @far", {});
    row("thread exists", {plain, edited});
    row("thread == \"1355517500.000001\"", {plain});
    row("thread == 1355517523.000005", {edited});
    row("text contains deploy", {plain});
    row("text contains \"CORRECTED\"", {edited});
    row("text == \"hi there\"", {sent, ack});
    row("text matches \"^hi\\s\"", {sent, ack});
    row("text matches \"(?i)DEPLOY of \\w+ is\"", {plain});
    row("text matches ^Corr", {edited});
    row("text matches \"(?=Corr)Corrected\"", {edited});
    row("type matches \"^(message|ack)$\"", {plain, edited, sent, ack});
    row("frame contains '\"bot\":null'", {plain});
    row("frame matches \"ts...13555175(23|30)[.]\"", {plain, edited, reaction, ack});
    row("[\"frame\"] exists", {});
    row("text contains \"caf\u00e9\"", {plain});
    row("text contains \"CAF\u00c9\"", {plain});
    row("text contains '\"done\"'", {plain});
    row("text contains \"\\\"done\\\"\"", {plain});
    row("text contains \"\"", {plain, edited, sent, ack});
    row("size > 240", {plain, edited});
    row("size <= 28", {garbage});
    row("size == 28", {garbage});
    row("28 == size", {garbage});
    row("240 < size", {plain, edited});
    row("conn == 3", all);
    row("conn in {2, 3}", all);
    row("conn > 3", {});
    row("conn exists", all);
    row("conn == 3 && size > 240 && text contains \"caf\" && conn != 2", {plain});
    // times: all of them came at 14:02:11.318204
    row("time == 14:02", all);
    row("time == 14:02:11", all);
    row("time == 14:02:11.3", all);
    row("time == 14:02:12", {});
    row("time != 14:03", all);
    row("time >= 14:00 && time < 15:00", all);
    row("time > 15:00", {});
    row("time == 2026-11-22", all);
    row("time == \"2026-11-22 14:02\"", all);
    row("time > 2026-11-22T14:02:11Z", all);
    row("time < 2026-11-22T14:02:11.318204Z", {});
    row("time == 2026-11-22T14:02:11.318204Z", all);
    row("time in {13:00, 14:02}", all);
    row("time exists", all);
    // paths
    row("ts exists", {plain, edited, ack});
    row("ts == \"1355517523.000005\"", {plain, ack});
    row("ts == 1355517523.000005", {plain, ack});
    row("ts > 1355517523.000005", {edited});
    row("ts >= 1355517523.000005", {plain, edited, ack});
    row("item.ts > 1355517523.000005", {reaction});
    row("item.ts < 1355517523.000006", {});
    row("item.channel == C2", {reaction});
    row("item.channel == #ops", {});
    row("message.edited.user == U2", {edited});
    row("message.edited exists", {edited});
    row("message.edited == x", {});
    row("thread_ts != ts", {plain});
    row("thread_ts == ts", {});
    row("message.thread_ts == message.ts", {edited});
    row("ts != thread_ts", {plain});
    row("reply_count > 2", {plain});
    row("reply_count > 10", {});
    row("reply_count < \"10\"", {plain});
    row("reply_count == 3.0", {plain});
    row("reply_count == \"3.0\"", {plain});
    row("reply_to == 7", {ack});
    row("reply_to == \"7\"", {ack});
    row("reply_to exists || id exists", {sent, ack});
    row("hidden == true", {edited});
    row("hidden == false", {plain});
    row("hidden != true", {plain});
    row("hidden exists", {plain, edited});
    row("bot == null", {plain});
    row("bot exists", {plain});
    row("bot == \"null\"", {});
    row("bot != null", {});
    row("bot < 5", {});
    row("blocks[0].type == section", {});
    row("blocks[0].type == \"section\"", {plain});
    row("blocks[1].type == \"section\"", {});
    row("blocks[9].type exists", {});
    row("blocks.type == \"divider\"", {plain});
    row("blocks.text.text == \"inner\"", {plain});
    row("users == U8", {plain});
    row("users contains 8", {plain});
    row("users != U8", {});
    row("users[1] == U8", {plain});
    row("empty exists", {plain});
    row("empty == \"\"", {});
    row("[\"odd key\"] == \"x\"", {novelty});
    row("[\"text\"] == \"hi there\"", {sent, ack});
    row("deep[\"channel\"] == C9", {novelty});
    row("deep.channel exists", {novelty});
    row("dup == 2", {novelty});
    row("n == 1.5", {novelty});
    row("n == 1.50", {novelty});
    row("neg < -2.5", {novelty});
    row("neg > -4 && neg < 0", {novelty});
    row("huge > 123456789012345678", {novelty});
    row("list == 3", {novelty});
    row("a-b == 1", {novelty});
    row("missing == 1", {});
    row("missing != 1", {});
    row("!(missing == 1)", all);
    row("missing < other", {});
    row("missing matches x", {});
    row("type.x exists", {});
    row("state == \"Ready\"", {note});
    // lists
    row("type in {message, hello}", {plain, edited, sent});
    row("type in {\"message\"}", {plain, edited, sent});
    row("type in { reaction_added , ack }", {reaction, ack});
    row("reply_count in {1, 2, 3}", {plain});
    // words
    row("deploy", {plain});
    row("DEPLOY", {plain});
    row("\"hi there\"", {sent, ack});
    row("hi there", {sent, ack});
    row("there hi", {sent, ack});
    row("tada", {reaction});
    row("caf\u00e9", {plain});
    row("CAF\u00c9", {plain});
    row("\"\xF0\x9F\x98\x80\"", {novelty});
    row("https://x.y/z", {plain});
    row("'is \"done\"'", {plain});
    row("'\"type\":\"brand_new\"'", {novelty});
    row("gateway", {garbage});
    row("'<html>'", {garbage});
    row("AwaitingHello", {note});
    row("nowhere", {});
    row("@mira", {edited, reaction});
    row("#nowhere", {});
    row("in", {plain, note});
    row("exists", {});
    row("R&D", {});
    // logic
    row("type == message && channel == C1", {plain, edited});
    row("type == message channel == C1", {plain, edited});
    row("type == message && !(subtype exists)", {plain, sent});
    row("type == message !subtype exists", {plain, sent});
    row("!type exists", {garbage});
    row("!!tada", {reaction});
    row("type == ack || type == reaction_added", {reaction, ack});
    row("type == ack || channel == C1 && subtype exists", {edited, ack});
    row("(type == ack || channel == C1) && !(subtype exists)", {plain, ack});
    row("tada || hi && there", {reaction, sent, ack});
    row("((((tada))))", {reaction});
    row("dir == in && (user == U1 || user == U2) && size < 180", {reaction});
}

void TestFilterQuery::matches()
{
    QFETCH(const QString, filter);
    QFETCH(const QByteArrayList, expected);
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compile(filter, lookup, &problem), qPrintable(problem.words));
    QCOMPARE(query.text(), filter);

    // The same answer whether asked of an event, of a log's row, or (where it can tell) of the row alone.
    const auto log = EventLog::inMemory({});
    RowMatcher matcher(query);
    QByteArrayList found;
    for (const QByteArray &name : all) {
        const Event event = eventOf(name);
        const qsizetype row = log->append(event);
        const bool matches = query.matches(event);
        QVERIFY2(query.matches(*log, row) == matches, name.constData());
        QVERIFY2(query.matchesRow(*log, row).value_or(matches) == matches, name.constData());
        QVERIFY2(matcher.matches(*log, row) == matches, name.constData());
        if (matches)
            found += name;
    }
    QCOMPARE(found, expected);
    // And the same of what it has seen before, from another copy and through a snapshot.
    RowMatcher copy(matcher);
    const LogReader reader(log->snapshot());
    for (qsizetype row = 0; row < log->size(); ++row) {
        const bool matches = expected.contains(all[row]);
        QCOMPARE(copy.matches(*log, row), matches);
        QCOMPARE(copy.matches(reader, row), matches);
    }
}

void TestFilterQuery::envelopes_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("expected"); // of message, button, command and RTM message
    const auto row = [](const char *filter, const char *expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromLatin1(expected);
    };
    row("type == message", "mr");
    row("type == events_api", "");
    row("type == block_actions", "b");
    row("type == slash_commands", "c");
    row("type == \"interactive\"", "");
    row("channel == C1", "mbcr");
    row("user == @mira", "mbr");
    row("user == U1", "c");
    row("text == \"hi there\"", "mr");
    row("text contains north", "c");
    row("thread == 1.1", "mr");
    row("ts == 1.2", "mr");
    row("channel_type == \"channel\"", "m");
    row("envelope_type == events_api", "m");
    row("envelope_type in {interactive, slash_commands}", "bc");
    row("envelope_type exists", "mbc");
    row("!(envelope_type exists)", "r");
    row("envelope_id == \"e-1\"", "m");
    row("envelope_id exists", "mbc");
    row("payload.event_id == \"Ev1\"", "m");
    row("payload.event.user == U2", "m");
    row("payload.type == \"block_actions\"", "b");
    row("payload.command == \"/tide\"", "c");
    row("command == \"/tide\"", "c");
    row("actions.action_id == \"go\"", "b");
    row("retry_attempt > 0", "m");
    row("retry_attempt == 1", "m");
    row("[\"type\"] == \"message\"", "mr");
}

//! Bare fields are those of the event inside, what it has not is the envelope's; from a row as from an event.
void TestFilterQuery::envelopes()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, expected);
    const QByteArray said =
        R"({"type":"message","channel":"C1","user":"U2","text":"hi there","ts":"1.2","thread_ts":"1.1")";
    const std::vector<std::pair<QChar, QByteArray>> frames{
        {u'm', R"({"envelope_id":"e-1","payload":{"event":)" + said +
                   R"(,"channel_type":"channel"},"type":"event_callback","event_id":"Ev1"},)" +
                   R"("type":"events_api","retry_attempt":1})"},
        {u'b',
         R"({"envelope_id":"e-2","payload":{"type":"block_actions","user":{"id":"U2"},"channel":{"id":"C1"},)"
         R"("actions":[{"action_id":"go"}]},"type":"interactive"})"},
        {u'c',
         R"({"envelope_id":"e-3","payload":{"command":"/tide","text":"north","user_id":"U1","channel_id":"C1"},)"
         R"("type":"slash_commands"})"},
        {u'r', said + '}'}};
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compile(filter, lookup, &problem), qPrintable(problem.words));
    const auto log = EventLog::inMemory({});
    QString found;
    for (const auto &[letter, frame] : frames) {
        QByteArray line;
        captureline::write(entry(1, frame), line);
        const Event event = *captureline::read(line);
        const qsizetype row = log->append(event);
        const bool matches = query.matches(event);
        QCOMPARE(query.matches(*log, row), matches);
        QCOMPARE(query.matchesRow(*log, row).value_or(matches), matches);
        if (matches)
            found += letter;
    }
    QCOMPARE(found, expected);
}

void TestFilterQuery::problems_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    const auto row = [](const char *filter, int position, int length = 1) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << position << length;
    };
    row("type ==", 7);
    row("type == ", 8);
    row("type == && x", 8, 2);
    row("== message", 0, 2);
    row("< 5", 0);
    row("\"a\" == \"b\"", 0, 3);
    row("5 == 6", 0);
    row("\"no end", 0, 7);
    row("x && \"no end", 5, 7);
    row("'no end\"", 0, 8);
    row("type == message &&", 18);
    row("|| x", 0, 2);
    row("x || ", 5);
    row("!", 1);
    row("(x", 0);
    row("x && (y || z", 5);
    row("x)", 1);
    row("()", 1);
    row("{x}", 0);
    row("x }", 2);
    row("x, y", 1);
    row("type in {message", 8);
    row("type in {message,", 8);
    row("type in {}", 9);
    row("type in {a b}", 11);
    row("type in {a,,b}", 11);
    row("5 in {1}", 0);
    row("channel in (#ops, D1)", 11);
    row("type in (message)", 8);
    row("reply_count in (1, 2)", 15);
    row("type in [message, hello]", 8, 8);
    row("type in message, hello", 8, 7);
    row("text contains", 13);
    row("text contains && x", 14, 2);
    row("deploy contains", 15);
    row("text matches", 12);
    row("text matches \"(\"", 13, 3);
    row("text ~ /a/", 5);
    row("x && text ~/a/", 10, 4);
    row("item..channel == x", 0, 13);
    row("item. == \"x\"", 0, 5);
    row("blocks[x].type == 1", 0, 14);
    row("blocks[-1] == 1", 0, 10);
    row("$%^ == 1", 0, 3);
    row("dir == incoming", 7, 8);
    row("type =", 5);
    row("size > big", 7, 3);
    row("size > \"big\"", 7, 5);
    row("time > soon", 7, 4);
    row("time > 25:00", 7, 5);
    row("time > 2026-13-01", 7, 10);
    row("channel == #nowhere", 11, 8);
    row("user in {@mira, @nobody}", 16, 7);
    row("type == message == x", 16, 2);
    QTest::newRow("nested too deep") << QString(200, u'(') + u"x"_s + QString(200, u')') << 100 << 1;
    QTest::newRow("negated too often") << QString(200, u'!') + u"x"_s << 100 << 1;
    QTest::newRow("too long") << QString(30'000, u'x') << 20'000 << 10'000;
}

void TestFilterQuery::problems()
{
    QFETCH(const QString, filter);
    QFETCH(const int, position);
    QFETCH(const int, length);
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY(!query.compile(filter, lookup, &problem));
    QVERIFY(!problem.words.isEmpty());
    QCOMPARE(problem.position, position);
    QCOMPARE(problem.length, length);
    QVERIFY(!query.compile(filter, lookup, nullptr));
}

void TestFilterQuery::failedCompileChangesNothing()
{
    FilterQuery query;
    QVERIFY(query.compile(u"tada"_s, {}, nullptr));
    FilterQuery::Problem problem;
    QVERIFY(!query.compile(u"type ="_s, {}, &problem));
    QCOMPARE(query.text(), u"tada"_s);
    QVERIFY(query.matches(eventOf(reaction)));
    QVERIFY(!query.matches(eventOf(plain)));
}

void TestFilterQuery::everything()
{
    FilterQuery query;
    QVERIFY(query.matchesEverything());
    QVERIFY(query.compile(u"x"_s, {}, nullptr));
    QVERIFY(!query.matchesEverything());
    QVERIFY(query.compile(u" \t "_s, {}, nullptr));
    QVERIFY(query.matchesEverything());
    for (const QByteArray &name : all)
        QVERIFY(query.matches(eventOf(name)));
}

void TestFilterQuery::wordsLongerThanTheFrame()
{
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY(query.compile(u"abc"_s, {}, &problem));
    Event event;
    for (const QByteArray &frame : {QByteArray(), QByteArray(""), QByteArray("ab"), QByteArray("abd")}) {
        event.raw = frame;
        QVERIFY(!query.matches(event));
    }
    event.raw = "abc";
    QVERIFY(query.matches(event));
}

void TestFilterQuery::withoutNames()
{
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY(!query.compile(u"channel == #ops"_s, {}, &problem));
    QVERIFY(!problem.words.isEmpty());
    QVERIFY(query.compile(u"#ops"_s, {}, &problem)); // then merely a word
}

void TestFilterQuery::rowsAlone_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("tells");
    const auto row = [](const char *filter, bool tells) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << tells;
    };
    row("type == message", true);
    row("subtype exists", true);
    row("channel in {C1, C2} || user == U1", true);
    row("dir == in && time > 14:00", true);
    row("deploy", false);
    row("size > 10", false);
    row("item.channel == C2", false);
    row("text contains x", false);
    row("thread exists", false);
    row("type == nothing && deploy", true);
    row("type == message || deploy", true); // of a message
    row("type == message && deploy", false);
    row("!(type == message) && deploy", true);
    row("user == channel", true);
    row("user == ts", false);
}

void TestFilterQuery::rowsAlone()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, tells);
    FilterQuery query;
    QVERIFY(query.compile(filter, lookup, nullptr));
    const auto log = EventLog::inMemory({});
    log->append(eventOf(plain));
    QCOMPARE(query.matchesRow(*log, 0).has_value(), tells);
}

void TestFilterQuery::rowsOfManySymbols()
{
    const QString endless(300, u'C');
    const auto log = EventLog::inMemory({});
    log->append(rtmscope::testing::message(1, endless, u"U1"_s, "x"));
    FilterQuery query;
    QVERIFY(query.compile(u"channel == \""_s + endless + u'"', {}, nullptr));
    QVERIFY(!query.matchesRow(*log, 0).has_value());
    QVERIFY(query.matches(*log, 0));
    QVERIFY(query.compile(u"!(channel exists)"_s, {}, nullptr));
    QVERIFY(!query.matches(*log, 0));
}

void TestFilterQuery::copiesShare()
{
    FilterQuery first;
    QVERIFY(first.compile(u"tada"_s, {}, nullptr));
    const FilterQuery second = first;
    QVERIFY(first.compile(u"deploy"_s, {}, nullptr));
    QCOMPARE(second.text(), u"tada"_s);
    QVERIFY(second.matches(eventOf(reaction)));
    QVERIFY(first.matches(eventOf(plain)));
}

void TestFilterQuery::givesUpOnCostlyExpressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("givesUp");
    const QString letters = QString(40, u'a') + u'b';
    QTest::newRow("nested repeats") << u"(a+)+(?<=a)$"_s << letters << true;
    QTest::newRow("either of two") << u"(a|aa)+(?<=a)$"_s << letters << true;
    QTest::newRow("below an or") << u"x\" || text matches \"(a|aa)+(?<=a)$"_s << letters << true;
    QTest::newRow("a hundred thousand places to begin at")
        << u"(\\\\w*)x\\\\1y"_s << QString(100'000, u'a') << true;
    QTest::newRow("nested repeats, without looking back") << u"(a+)+$"_s << letters << false;
    QTest::newRow("honest, over a long text") << u"a+b$"_s << QString(100'000, u'a') + u'b' << false;
    QTest::newRow("honest, with words")
        << u"(?i)\\\\bDEPLOY(ed|ing)?\\\\b.*failed"_s
        << QString(u"We deployed it. "_s).repeated(2000) + u"Then it failed."_s << false;
}

//! And says so, instead of going on for years.
void TestFilterQuery::givesUpOnCostlyExpressions()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, text);
    QFETCH(const bool, givesUp);
    FilterQuery query;
    QVERIFY(query.compile(u"text matches \""_s + expression + u'"', lookup, nullptr));
    const FilterQuery copy = query;
    const Event event = entry(1, "{\"type\":\"message\",\"text\":\"" + text.toUtf8() + "\"}");
    constexpr int times = 20;
    const bool holds = !givesUp && !expression.startsWith(u"(a+)+");
    for (int i = 0; i < (givesUp ? times : 1); ++i)
        QCOMPARE(query.matches(event), holds);
    QCOMPARE(query.givenUp(), givesUp ? quint64(times) : 0U);
    QCOMPARE(copy.givenUp(), query.givenUp());
    QVERIFY(query.compile(u"type == message"_s, lookup, nullptr));
    QCOMPARE(query.givenUp(), 0U);
}

//! Whatever is put before a pattern, its mistakes are where the person typed them.
void TestFilterQuery::expressionsKeepTheirOwnPlace()
{
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY(!query.compile(u"text matches \"ab(c\""_s, lookup, &problem));
    QVERIFY2(problem.words.contains(u"character 5"_s), qPrintable(problem.words));
}

//! What people write who know other languages, and how we write it.
void TestFilterQuery::understood_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *filter, const char *expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(expected);
    };
    const auto same = [&row](const char *filter) { row(filter, filter); };
    row("type:message", "type == message");
    row("type: message", "type == message");
    row("type = message", "type == message");
    row("type=message", "type==message");
    row("Type == message", "type == message");
    row("TYPE:message", "type == message");
    row("type:message and channel:#ops", "type == message && channel == #ops");
    row("type == message AND channel == #ops", "type == message && channel == #ops");
    row("type:hello or type:ack", "type == hello || type == ack");
    row("tada or deploy", "tada || deploy");
    row("(tada) and (deploy)", "(tada) && (deploy)");
    row("tada & deploy", "tada && deploy");
    row("tada | deploy", "tada || deploy");
    row("not tada", "!tada");
    row("not (tada or deploy)", "!(tada || deploy)");
    row("type == message and not subtype exists", "type == message && !subtype exists");
    row("not not tada", "!!tada");
    row("text not contains deploy", "!text contains deploy");
    row("Text not contains deploy", "!text contains deploy");
    row("Text not =~ or", "!text matches or");
    row("subtype not exists and tada", "!subtype exists && tada");
    same("not exists");
    row("ts not =~ or", "!ts matches or");
    row("-subtype:message_changed", "!subtype == message_changed");
    row("from:@mira", "user == @mira");
    row("from:mira", "user == @mira");
    row("user = mira", "user == @mira");
    row("user = nobody", "user == \"nobody\"");
    row("in:#ops", "channel == #ops");
    row("in:ops", "channel == #ops");
    row("channel:C1", "channel == C1");
    row("reaction:tada", "reaction == \"tada\"");
    row("reaction = tada", "reaction == \"tada\"");
    row("reply_to:7", "reply_to == 7");
    row("hidden = true", "hidden == true");
    row("text:deploy", "text contains \"deploy\"");
    row("text:\"out of memory\"", "text contains \"out of memory\"");
    row("reaction:\"tada\"", "reaction == \"tada\"");
    row("size:>4000", "size >4000");
    row("size:4000", "size == 4000");
    row("time:2026-11-22", "time == 2026-11-22");
    row("text =~ \"^hi\"", "text matches \"^hi\"");
    row("text=~^hi", "text matches ^hi");
    // left as it is
    same("and");
    same("or");
    same("not");
    same("and tada");
    same("tada and");
    same("\"tada and deploy\"");
    same("\"type:message\"");
    same("text contains and");
    same("text contains \"a = b\"");
    same("type == or");
    same("https://x.y/z");
    same("12:30");
    same("R&D");
    same("type in {message, hello}");
    same("and == 5");
    same("ts != thread_ts");
    same("time since 14:00");
    same("time last \"\"");
    same("text matches \"a|b\"");
    same("[\"a and b\"] == 1");
    same("");
}

void TestFilterQuery::understood()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, expected);
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compile(filter, lookup, &problem), qPrintable(problem.words));
    QCOMPARE(query.understood(), expected);
    QCOMPARE(query.text(), filter);
    FilterQuery again; // it is a filter of its own, which is not understood otherwise
    QVERIFY2(again.compile(expected, lookup, &problem), qPrintable(problem.words));
    QCOMPARE(again.understood(), expected);
}

void TestFilterQuery::understoodFindsTheSame_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *filter, const QByteArrayList &expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << expected;
    };
    row("type:message and not subtype exists", {plain, sent});
    row("from:mira or dir:note", {edited, reaction, note});
    row("text:words", {edited});
    row("reaction = tada", {reaction});
    row("-type:message -type:ack dir:in", {reaction, novelty, garbage});
    row("size:>240", {plain, edited});
}

void TestFilterQuery::understoodFindsTheSame()
{
    QFETCH(const QString, filter);
    QFETCH(const QByteArrayList, expected);
    FilterQuery query;
    QVERIFY(query.compile(filter, lookup, nullptr));
    QByteArrayList found;
    for (const QByteArray &name : all) {
        if (query.matches(eventOf(name)))
            found += name;
    }
    QCOMPARE(found, expected);
}

void TestFilterQuery::escapes_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches"); // a text of two lines with a tab in the second
    const auto row = [](const char *filter, bool matches) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << matches;
    };
    row("text == \"one\\ntwo\\tthree é\"", true);
    row("text == \"one\\u000atwo\\tthree \\u00E9\"", true);
    row("text contains \"e\\nt\"", true);
    row("text in {\"x\", \"one\\ntwo\\tthree é\"}", true);
    row("text matches \"one\\ntwo\\t\"", true);
    row("text matches \"\\w+\\s\\w+\"", true);
    row("text contains \"e\\\\nt\"", false); // a backslash and an n
    row("text contains \"\\u00\"", false);   // no number: as it stands
}

void TestFilterQuery::escapes()
{
    QFETCH(const QString, filter);
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compile(filter, {}, &problem), qPrintable(problem.words));
    const Event event = entry(1, R"({"type":"message","text":"one\ntwo\tthree \u00e9"})");
    QTEST(query.matches(event), "matches");
}

void TestFilterQuery::quotedNames_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *filter, bool matches) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << matches;
    };
    row("[\"a\\\"]b\"] == 1", true);
    row("[\"tab\\there\"] == 2", true);
    row("[\"tab\\u0009here\"] exists && o exists", true);
    row("[\"back\\\\slash\"].x == 3", true);
    row("o[\"a \\\"b\\\"\"] == 4", true);
    row("[\"back\\nslash\"] exists", false);
    row("[\"open] exists", false); // words to look for
}

//! Names of members with the signs that the language itself has a use for.
void TestFilterQuery::quotedNames()
{
    QFETCH(const QString, filter);
    FilterQuery query;
    FilterQuery::Problem problem;
    const bool isFilter = query.compile(filter, {}, &problem);
    const Event event = entry(1, "{\"type\":\"message\",\"a\\\"]b\":1,\"tab\\there\":2,"
                                 "\"back\\\\slash\":{\"x\":3},\"o\":{\"a \\\"b\\\"\":4}}");
    QTEST(isFilter && query.matches(event), "matches");
}

void TestFilterQuery::timesOfDaysWithAnotherLength_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *filter, const char *utc, bool matches) {
        QTest::addRow("%s, %s", filter, utc)
            << QString::fromUtf8(filter) << QString::fromUtf8(utc) << matches;
    };
    row("time == \"2026-03-29 14:02\"", "2026-03-29T12:02:11Z", true);
    row("time == \"2026-03-29 14:02\"", "2026-03-29T13:02:11Z", false);
    row("time == \"2026-03-29 01:30\"", "2026-03-29T00:30:00Z", true);
    row("time == 2026-10-25", "2026-10-25T22:30:00Z", true); // the 25th hour
    row("time == 2026-10-25", "2026-10-25T23:00:00Z", false);
    row("time == 2026-03-29", "2026-03-29T21:59:00Z", true);
    row("time == 2026-03-29", "2026-03-29T22:00:00Z", false);
}

void TestFilterQuery::timesOfDaysWithAnotherLength()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, utc);
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "Europe/Berlin");
    const auto restore = qScopeGuard([&zone] { qputenv("TZ", zone); });
    if (QTimeZone::systemTimeZoneId() != "Europe/Berlin")
        QSKIP("This system does not know the time zone of Berlin.");
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compile(filter, {}, &problem), qPrintable(problem.words));
    Event event = entry(1, R"({"type":"message"})");
    event.receivedAtUs = QDateTime::fromString(utc, Qt::ISODate).toMSecsSinceEpoch() * 1000;
    QTEST(query.matches(event), "matches");
}

void TestFilterQuery::timesInWords_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches"); // what came at 14:02:11, asked at 14:05 of the same day
    QTest::newRow("of the last minutes") << u"time in last 5m"_s << true;
    QTest::newRow("in words") << u"time in last 5 minutes"_s << true;
    QTest::newRow("too few") << u"time in last 2m"_s << false;
    QTest::newRow("seconds") << u"time in last 170s"_s << true;
    QTest::newRow("without in") << u"time last 1h"_s << true;
    QTest::newRow("weeks") << u"time in last 2w"_s << true;
    QTest::newRow("negated") << u"!(time in last 5m)"_s << false;
    QTest::newRow("joined") << u"time in last 5m && type == message"_s << true;
    QTest::newRow("since") << u"time since 14:00"_s << true;
    QTest::newRow("since a later minute") << u"time since 14:03"_s << false;
    QTest::newRow("since what comes again tomorrow") << u"time since 23:00"_s << true;
    QTest::newRow("before") << u"time before 14:03"_s << true;
    QTest::newRow("before an earlier one") << u"time before 14:02"_s << false;
    QTest::newRow("on the day") << u"time on 2026-11-22"_s << true;
    QTest::newRow("on another") << u"time on 2026-11-21"_s << false;
    QTest::newRow("today") << u"time on today"_s << true;
    QTest::newRow("yesterday") << u"time on yesterday"_s << false;
    QTest::newRow("since yesterday") << u"time since yesterday"_s << true;
    QTest::newRow("since a date") << u"time since 2026-11-22"_s << true;
    QTest::newRow("words to look for") << u"time on task"_s << false;
}

void TestFilterQuery::timesInWords()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, matches);
    FilterQuery query;
    FilterQuery::Problem problem;
    const qint64 nowUs = rtmscope::testing::someTimeUs + 170'000'000;
    QVERIFY2(query.compileIn(filter, {lookup, nowUs}, &problem), qPrintable(problem.words));
    QCOMPARE(query.matches(eventOf(plain)), matches);
    QCOMPARE(query.isRelative(), filter.contains(u"last"));
    QVERIFY(!query.compileIn(u"time in last"_s, {lookup, nowUs}, &problem) || !query.isRelative());
    for (const char *wrong : {"time in last x", "time in last 5 parsecs", "time since soon", "time last 5y"})
        QVERIFY2(!query.compileIn(QString::fromLatin1(wrong), {lookup, nowUs}, &problem), wrong);
}

//! It is in the frame, but rows tell it as if it were not.
void TestFilterQuery::emptySubtype()
{
    for (const char *filter : {"subtype == \"\"", "[\"subtype\"] == \"\""}) {
        FilterQuery query;
        QVERIFY(query.compile(QString::fromLatin1(filter), lookup, nullptr));
        QVERIFY(query.matches(entry(1, R"({"type":"message","subtype":"","text":"x"})")));
        QVERIFY(!query.matches(entry(1, R"({"type":"message","text":"x"})")));
        QVERIFY(!query.matches(entry(1, R"({"type":"message","subtype":"bot_message"})")));
    }
    FilterQuery::Problem problem;
    FilterQuery query;
    QVERIFY(!query.compile(u"time > 2026-13-45"_s, lookup, &problem));
    QVERIFY2(problem.words.contains(u"2026-13-45 is no day or time"_s), qPrintable(problem.words));
}

void TestFilterQuery::thisThread()
{
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY(!query.compile(u"thread == this"_s, lookup, &problem));
    QVERIFY(problem.words.contains(u"Select"_s));
    QCOMPARE(problem.position, 10);
    FilterQuery::Context context{lookup};
    context.thread = u"1355517523.000005"_s;
    QVERIFY(query.compileIn(u"thread == this"_s, context, &problem));
    QVERIFY(query.asksForThread());
    QVERIFY(query.matches(eventOf(edited))); // belongs to it
    QVERIFY(query.matches(eventOf(plain)));  // begins it
    QVERIFY(!query.matches(eventOf(reaction)));
    QVERIFY(query.compileIn(u"thread != this && type == message"_s, context, &problem));
    QVERIFY(!query.matches(eventOf(edited)));
    QVERIFY(query.matches(eventOf(sent)));
    QVERIFY(query.compileIn(u"thread == \"this\""_s, context, &problem)); // a text
    QVERIFY(!query.matches(eventOf(edited)));
}

void TestFilterQuery::explained_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *filter, const char *expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(expected);
    };
    row("", "All events");
    row("type == message && channel == #ops && user == @mira && text contains deploy",
        "Messages in #ops by @mira where text contains \u201cdeploy\u201d");
    row("type in {message, hello}", "message or hello events");
    row("time != 14:03", "Events where it is not of 14:03");
    row("type == message subtype == message_changed", "Messages of subtype message_changed");
    row("deploy", "Events where it holds \u201cdeploy\u201d");
    row("deploy && !tada", "Events where it holds \u201cdeploy\u201d and it does not hold \u201ctada\u201d");
    row("!(subtype exists) && !(user == @mira)", "Events where it has no subtype and user is not @mira");
    row("!(a || b)", "Events where not (it holds \u201ca\u201d or it holds \u201cb\u201d)");
    row("dir == out && size > 4000", "Frames that were sent where size is more than 4000");
    row("type == message && dir == in", "Messages from the server");
    row("time in last 5m", "Events of the last 5m");
    row("time since 14:00 && time < 14:05", "Events since 14:00 before 14:05");
    row("thread_ts != ts", "Events where thread_ts is there and is not its ts");
    row("subtype exists", "Events where it has subtype");
    row("text matches \"a+\"", "Events where text matches a+");
    row("(type == ack || deploy) && user == U1",
        "Events by \u201cU1\u201d where (type is \u201cack\u201d or it holds \u201cdeploy\u201d)");
}

void TestFilterQuery::explained()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, expected);
    FilterQuery query;
    QVERIFY(query.compile(filter, lookup, nullptr));
    QCOMPARE(query.explained(), expected);
}

void TestFilterQuery::terms()
{
    FilterQuery query;
    QVERIFY(query.compile(u"tada && (chanel:x || chanel == \"y\" || subtype in {a, b} || user == mira)"_s,
                          lookup, nullptr));
    const auto terms = query.terms();
    QCOMPARE(terms.size(), 3U);
    QCOMPARE(terms[0].field, u"chanel"_s);
    QVERIFY(terms[0].isPath);
    QCOMPARE(terms[0].values.size(), 1U);
    QCOMPARE(query.understood().sliced(terms[0].values[0].at.position, terms[0].values[0].at.length),
             u"\"y\""_s);
    QCOMPARE(query.understood().sliced(terms[0].fieldAt.position, terms[0].fieldAt.length), u"chanel"_s);
    QCOMPARE(terms[1].values.size(), 2U);
    QVERIFY(!terms[1].isPath);
    QCOMPARE(terms[2].otherField->text, u"mira"_s);
}

RTMSCOPE_TEST_MAIN(TestFilterQuery)
#include "tst_filterquery.moc"
