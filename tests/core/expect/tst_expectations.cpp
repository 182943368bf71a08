// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/expect/expectationreader.h"
#include "core/expect/expectationreport.h"
#include "core/expect/expectationrun.h"
#include "tests/support/testmain.h"

#include <QXmlStreamReader>

using namespace rtmscope;
using namespace Qt::StringLiterals;

using State = ExpectationRun::State;

Q_DECLARE_METATYPE(rtmscope::ExpectationRun::State)
Q_DECLARE_METATYPE(rtmscope::BotCue)
Q_DECLARE_METATYPE(rtmscope::BotDeed)

//! The language of expectations, and what becomes of them.
class TestExpectations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsALine();
    void leavesOutCommentsAndCountsLines();
    void refusals_data();
    void refusals();
    void conditions_data();
    void conditions();
    void outcomes_data();
    void outcomes();
    void oneReplyAnswersOneEvent();
    void whatNeverCameUpProvesNothing();
    void anEarlyEndIsNoSuccess();
    void saysWhatCameInstead();
    void tellsTheNextDeadline();
    void manyThatAreOpen();
    void reports();
    void linesSayHowTheyStand();
    void namesTheLineThatIsWrong();
};

namespace {

ExpectationRun runOf(const QByteArray &line)
{
    const auto read = readExpectations(line);
    return {read ? *read : QList<Expectation>(),
            [](const QString &name) { return name == u"@mira"_s ? QStringList{u"U1"_s} : QStringList(); }};
}

BotCue cueOf(const QByteArray &json, qint64 atUs = 1'000'000)
{
    BotCue cue;
    cue.atUs = atUs;
    cue.number = 7;
    cue.json = json;
    cue.deliveries = {"Ev1"};
    return cue;
}

BotDeed deedOf(BotDeed::Kind kind, const QByteArray &json, const QString &method = {},
               qint64 atUs = 1'500'000)
{
    BotDeed deed;
    deed.kind = kind;
    deed.json = json;
    deed.method = method;
    deed.atUs = atUs;
    deed.delivery = kind == BotDeed::Kind::Ack ? "Ev1" : QByteArray();
    return deed;
}

const QByteArray asked = "{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"please deploy "
                         "api\",\"ts\":\"10.000001\"}";

} // namespace

void TestExpectations::readsALine()
{
    const auto read = readExpectations("  after message where text contains \"de \\\"ploy\\\"\" and channel "
                                       "== C1: no reply in thread within 1.5s, "
                                       "text ~ /a\\/b|ok/i and blocks[0].type exists, thread_ts missing");
    QVERIFY2(read, read ? "" : qPrintable(read.error().words));
    QCOMPARE(read->size(), 1);
    const Expectation &line = read->constFirst();
    QCOMPARE(line.line, 1);
    QCOMPARE(line.type, u"message"_s);
    QCOMPARE(line.where.size(), 2);
    QCOMPARE(line.where[0].path, u"text"_s);
    QCOMPARE(line.where[0].value, u"de \"ploy\""_s);
    QVERIFY(line.where[1].test == Condition::Test::Equals);
    QVERIFY(!line.wanted);
    QVERIFY(line.deed == Expectation::Deed::Reply);
    QVERIFY(line.place == Expectation::Place::InThread);
    QCOMPARE(line.within.count(), 1'500);
    QCOMPARE(line.checks.size(), 3);
    QVERIFY(line.checks[0].pattern.match(u"x A/B"_s).hasMatch());
    QVERIFY(!line.checks[0].pattern.match(u"nothing"_s).hasMatch());
    QCOMPARE(line.checks[1].path, u"blocks[0].type"_s);
    QVERIFY(line.checks[2].test == Condition::Test::IsMissing);
}

void TestExpectations::leavesOutCommentsAndCountsLines()
{
    const auto read =
        readExpectations("\x23 a comment\r\n\r\nafter event: ack\r\nafter slash_commands: call views.open\n");
    QVERIFY(read);
    QCOMPARE(read->size(), 2);
    QCOMPARE(read->at(0).line, 3);
    QCOMPARE(read->at(1).method, u"views.open"_s);
    QCOMPARE(read->at(1).within.count(), 3'000);
}

void TestExpectations::refusals_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << QByteArray("\n\n") << QByteArray("after message where");
    QTest::newRow("no after") << QByteArray("reply within 2s") << QByteArray("Line 1: A line begins with");
    QTest::newRow("second line") << QByteArray("after event: ack\nafter") << QByteArray("Line 2: ");
    QTest::newRow("no colon") << QByteArray("after message reply") << QByteArray("A colon is expected");
    QTest::newRow("no deed") << QByteArray("after message:") << QByteArray("the end of the line");
    QTest::newRow("unknown deed") << QByteArray("after message: dance") << QByteArray("dance");
    QTest::newRow("one equals sign") << QByteArray("after message where user = U1: reply")
                                     << QByteArray("“==”");
    QTest::newRow("no test") << QByteArray("after message where text: reply") << QByteArray("contains");
    QTest::newRow("no value") << QByteArray("after message where text ==: reply")
                              << QByteArray("A value is missing");
    QTest::newRow("open text") << QByteArray("after message where text == \"a: reply")
                               << QByteArray("not closed");
    QTest::newRow("open pattern") << QByteArray("after message: reply, text ~ /a")
                                  << QByteArray("not closed");
    QTest::newRow("bad pattern") << QByteArray("after message: reply, text ~ /(a/")
                                 << QByteArray("The pattern");
    QTest::newRow("bad flag") << QByteArray("after message: reply, text ~ /a/x") << QByteArray("“x”");
    QTest::newRow("no pattern") << QByteArray("after message: reply, text ~ ok")
                                << QByteArray("between slashes");
    QTest::newRow("bad time") << QByteArray("after message: reply within two") << QByteArray("500ms");
    QTest::newRow("no unit") << QByteArray("after message: reply within 2") << QByteArray("500ms");
    QTest::newRow("negative time") << QByteArray("after message: reply within -2s") << QByteArray("500ms");
    QTest::newRow("no method") << QByteArray("after message: call within 2s") << QByteArray("views.open");
    QTest::newRow("place") << QByteArray("after message: reply in Rome") << QByteArray("thread or channel");
    QTest::newRow("left over") << QByteArray("after message: reply quickly") << QByteArray("quickly");
    QTest::newRow("not UTF-8") << QByteArray("after \xff: reply") << QByteArray("UTF-8");
}

void TestExpectations::refusals()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, says);
    const auto read = readExpectations(line);
    QVERIFY(!read);
    QVERIFY2(read.error().words.toUtf8().contains(says), qPrintable(read.error().words));
}

void TestExpectations::conditions_data()
{
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *where, bool fits) { QTest::newRow(where) << QByteArray(where) << fits; };
    row("text contains DEPLOY", true);
    row("text lacks deploy", false);
    row("text == \"please deploy api\"", true);
    row("text == \"Please deploy api\"", false);
    row("text != x", true);
    row("text ~ /^please/", true);
    row("text !~ /^please/", false);
    row("user == @mira", true);
    row("user != @mira", false);
    row("user == @nobody", false);
    row("files exists", false);
    row("files missing", true);
    row("a.b[1].c == 2", false);
    row("channel == C1 and user == U2", false);
}

void TestExpectations::conditions()
{
    QFETCH(const QByteArray, where);
    QFETCH(const bool, fits);
    ExpectationRun run = runOf("after message where " + where + ": reply");
    QCOMPARE(run.expectations().size(), 1);
    run.cue(cueOf(asked));
    QCOMPARE(run.nextDeadlineUs().has_value(), fits);
}

void TestExpectations::outcomes_data()
{
    using Kind = BotDeed::Kind;
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<BotCue>("cue");
    QTest::addColumn<BotDeed>("deed");
    QTest::addColumn<State>("state");
    const auto row = [](const char *name, const char *line, const BotDeed &deed, State state,
                        const BotCue &cue = cueOf(asked)) {
        QTest::newRow(name) << QByteArray(line) << cue << deed << state;
    };
    const BotDeed inThread = deedOf(
        Kind::Message,
        "{\"type\":\"message\",\"channel\":\"C1\",\"text\":\"ok, on it\",\"thread_ts\":\"10.000001\"}");
    const BotDeed inChannel =
        deedOf(Kind::Message, "{\"channel\":\"C1\",\"text\":\"ok\"}", u"chat.postMessage"_s);
    BotDeed late = inThread;
    late.atUs = 3'100'000;
    BotDeed refused = inChannel;
    refused.failure = u"not_in_channel"_s;
    BotDeed look = deedOf(Kind::Call, "{}", u"users.info"_s);
    look.isLookUp = true;
    BotDeed otherAck = deedOf(Kind::Ack, {});
    otherAck.delivery = "Ev2";
    BotCue own = cueOf(asked);
    own.own = true;
    const BotCue changed = cueOf("{\"type\":\"message\",\"subtype\":\"message_changed\",\"channel\":\"C1\"}");
    const BotCue command = cueOf("{\"command\":\"/deploy\",\"channel_id\":\"C1\",\"text\":\"api\"}");
    const BotCue reaction =
        cueOf("{\"type\":\"reaction_added\",\"reaction\":\"eyes\",\"user\":\"U1\",\"item\":{\"channel\":"
              "\"C1\",\"ts\":\"10.000001\"}}");

    row("in thread", "after message: reply in thread within 2s, text ~ /^ok/", inThread, State::Passed);
    row("too late", "after message: reply in thread within 2s", late, State::Failed);
    row("in time after all", "after message: reply in thread within 3s", late, State::Passed);
    row("wrong words", "after message: reply in thread, text == no", inThread, State::Failed);
    row("wrong place", "after message: reply in thread", inChannel, State::Failed);
    row("in channel", "after message: reply in channel", inChannel, State::Passed);
    row("not in channel", "after message: reply in channel", inThread, State::Failed);
    row("refused", "after message: reply", refused, State::Failed);
    row("anywhere", "after message: post", deedOf(Kind::Message, "{\"channel\":\"C9\",\"text\":\"x\"}"),
        State::Passed);
    row("elsewhere", "after message: reply", deedOf(Kind::Message, "{\"channel\":\"C9\",\"text\":\"x\"}"),
        State::Failed);
    row("no reply", "after message: no reply", inChannel, State::Failed);
    row("no reply of such words", "after message: no reply, text contains sorry", inChannel, State::Passed);
    row("react", "after message: react, name == eyes",
        deedOf(Kind::Call, "{\"channel\":\"C1\",\"timestamp\":\"10.000001\",\"name\":\"eyes\"}",
               u"reactions.add"_s),
        State::Passed);
    row("react elsewhere", "after message: react",
        deedOf(Kind::Call, "{\"channel\":\"C1\",\"timestamp\":\"11.000001\",\"name\":\"eyes\"}",
               u"reactions.add"_s),
        State::Failed);
    row("call", "after message: call users.info", look, State::Passed);
    row("other call", "after message: call views.open", look, State::Failed);
    row("a look-up is no answer", "after message: answer", look, State::Failed);
    row("answer", "after message: answer", inChannel, State::Passed);
    row("an ack is no answer", "after message: answer", deedOf(Kind::Ack, {}), State::Failed);
    row("an ack that says something is", "after slash_commands: answer, text == done",
        deedOf(Kind::Ack, "{\"text\":\"done\"}"), State::Passed, command);
    row("ack", "after event: ack within 1s", deedOf(Kind::Ack, {}), State::Passed);
    row("of something else", "after event: ack within 1s", otherAck, State::Failed);
    row("own words", "after message: reply", inChannel, State::NeverCameUp, own);
    row("an edit is no message", "after message: reply", inChannel, State::NeverCameUp, changed);
    row("but has a name", "after message_changed: reply", inChannel, State::Passed, changed);
    row("another type", "after reaction_added: reply", inChannel, State::NeverCameUp);
    row("in the thread of what was reacted to",
        "after reaction_added where item.channel == C1: reply in thread", inThread, State::Passed, reaction);
    row("not JSON", "after event: reply", inChannel, State::NeverCameUp, cueOf("nonsense"));
}

void TestExpectations::outcomes()
{
    QFETCH(const QByteArray, line);
    QFETCH(const BotCue, cue);
    QFETCH(const BotDeed, deed);
    ExpectationRun run = runOf(line);
    QCOMPARE(run.expectations().size(), 1);
    run.cue(cue);
    run.deed(deed);
    run.settle(100'000'000);
    QVERIFY(!run.nextDeadlineUs());
    run.end();
    QTEST(run.outcomes().front().state, "state");
    QCOMPARE(run.hasFailed(), run.outcomes().front().state != State::Passed);
}

void TestExpectations::oneReplyAnswersOneEvent()
{
    ExpectationRun run = runOf("after message: reply in channel within 2s");
    run.cue(cueOf(asked, 1'000'000));
    run.cue(cueOf(asked, 1'100'000));
    const BotDeed reply = deedOf(BotDeed::Kind::Message, "{\"channel\":\"C1\",\"text\":\"ok\"}");
    run.deed(reply);
    QVERIFY(run.nextDeadlineUs());
    QCOMPARE(*run.nextDeadlineUs(), 3'100'000); // the first has its answer
    run.deed(reply);
    QVERIFY(!run.nextDeadlineUs());
    QCOMPARE(run.outcomes().front().tried, 2);
    QCOMPARE(run.outcomes().front().longestUs, 500'000);
    QVERIFY(!run.hasFailed());
}

void TestExpectations::whatNeverCameUpProvesNothing()
{
    ExpectationRun run = runOf("after app_mention: reply");
    run.end();
    QVERIFY(run.hasFailed());
    QVERIFY(expectationreport::text(run).contains("nothing was tried"));
}

void TestExpectations::anEarlyEndIsNoSuccess()
{
    ExpectationRun run = runOf("after message: no reply within 1m");
    run.cue(cueOf(asked));
    run.end();
    QVERIFY(run.hasFailed());
    QVERIFY(run.outcomes().front().failures.value(0).contains(u"too early"_s));
}

void TestExpectations::saysWhatCameInstead()
{
    ExpectationRun run = runOf("after message: reply within 2s, text ~ /done/");
    run.cue(cueOf(asked));
    run.deed(deedOf(BotDeed::Kind::Message, "{\"channel\":\"C1\",\"text\":\"what?\"}"));
    run.settle(9'000'000);
    const QString words = run.outcomes().front().failures.value(0);
    for (const QString &part : {u"event 7, message “please deploy api”"_s, u"2.00 s"_s, u"“what?”"_s,
                                u"0.50 s"_s, u"text ~ /done/"_s})
        QVERIFY2(words.contains(part), qPrintable(words));
}

void TestExpectations::tellsTheNextDeadline()
{
    ExpectationRun run = runOf("after message: reply within 5s\nafter message: no post within 1s");
    QVERIFY(!run.nextDeadlineUs());
    run.cue(cueOf(asked));
    QCOMPARE(*run.nextDeadlineUs(), 2'000'000);
    run.settle(2'000'001);
    QCOMPARE(*run.nextDeadlineUs(), 6'000'000);
    QVERIFY(run.outcomes()[1].state == State::Passed);
}

//! Each expectation has its own time, answers take the oldest, and clocks may be set.
void TestExpectations::manyThatAreOpen()
{
    ExpectationRun run = runOf("after message: reply within 60s\nafter message: no post within 1s");
    constexpr int events = 20'000;
    for (int i = 0; i < events; ++i) {
        run.cue(cueOf(asked, 1'000'000 + i));
        QCOMPARE(*run.nextDeadlineUs(), 2'000'000);
    }
    QCOMPARE(run.openOf(0), events);
    QCOMPARE(run.openOf(1), events);
    run.settle(2'000'000 + events / 2);
    QCOMPARE(run.openOf(0), events);
    QCOMPARE(run.openOf(1), events / 2);
    QCOMPARE(*run.nextDeadlineUs(), 2'000'000 + events / 2);
    const QByteArray answer = R"({"channel":"C1","text":"done"})";
    run.deed(deedOf(BotDeed::Kind::Message, answer, u"chat.postMessage"_s, 2'500'000));
    QCOMPARE(run.openOf(0), events - 1);
    QCOMPARE(run.outcomes()[0].longestUs, 1'500'000); // the first event
    run.cue(cueOf(asked, 1'000'500));                 // of a clock that was set back
    run.settle(61'000'500);
    QCOMPARE(run.openOf(0), events - 499); // without the first, those of 499 us, and with the one more
    QVERIFY(run.openOf(1) == 0);
    run.end();
    QCOMPARE(run.outcomes()[0].failed, events);
    QVERIFY(!run.nextDeadlineUs());
}

void TestExpectations::reports()
{
    ExpectationRun run =
        runOf("after message: reply\nafter message where text ~ /<&\"x>/: reply\nafter message: no reply");
    run.cue(cueOf(asked));
    run.deed(deedOf(BotDeed::Kind::Message, "{\"channel\":\"C1\",\"text\":\"\\u0001<ok>\"}"));
    run.settle(9'000'000);
    const QByteArray text = expectationreport::text(run);
    QVERIFY2(text.contains("ok    line 1: after message: reply (1 of them, after 500 ms at most)\n"), text);
    QVERIFY2(text.contains("FAIL  line 2: "), text);
    QVERIFY2(text.contains("FAIL  line 3: after message: no reply\n      After event 7"), text);
    QVERIFY2(text.endsWith("3 expectation(s), 2 failed\n"), text);

    QXmlStreamReader xml(expectationreport::junit(run, u"a <b> & c"_s, 1'500'000));
    QStringList cases;
    int failures = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"testsuite") {
            QCOMPARE(xml.attributes().value(u"tests"_s).toString(), u"3"_s);
            QCOMPARE(xml.attributes().value(u"failures"_s).toString(), u"2"_s);
            QCOMPARE(xml.attributes().value(u"name"_s).toString(), u"a <b> & c"_s);
            QCOMPARE(xml.attributes().value(u"time"_s).toString(), u"1.500"_s);
        } else if (xml.isStartElement() && xml.name() == u"testcase") {
            cases << xml.attributes().value(u"name"_s).toString();
        } else if (xml.isStartElement() && xml.name() == u"failure") {
            ++failures;
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(cases.size(), 3);
    QVERIFY2(cases.at(1).contains(u"/<&\"x>/"_s), qPrintable(cases.at(1)));
    QCOMPARE(failures, 2);
}

//! While it runs: waiting, open, passed, failed, each with why.
void TestExpectations::linesSayHowTheyStand()
{
    using Line = expectationreport::Line;
    ExpectationRun run = runOf("after message: reply within 1s\n# a comment\nafter app_mention: react\n");
    const auto lineAt = [&run](int i, bool isOver = false) {
        return expectationreport::lines(run, isOver).at(i);
    };
    QCOMPARE(lineAt(0).number, 1);
    QCOMPARE(lineAt(1).number, 3);
    QCOMPARE(lineAt(1).source, u"after app_mention: react"_s);
    QCOMPARE(lineAt(0).state, Line::State::Waiting);
    const QByteArray message = R"({"type":"message","channel":"C1","user":"U1","text":"x","ts":"1.1"})";
    run.cue(cueOf(message));
    QCOMPARE(lineAt(0).state, Line::State::Open);
    QCOMPARE(run.openOf(0), 1);
    QVERIFY2(lineAt(0).words.contains(u"may still come"_s), qPrintable(lineAt(0).words));
    run.deed(deedOf(BotDeed::Kind::Message, R"({"channel":"C1","text":"y"})"));
    QCOMPARE(lineAt(0).state, Line::State::Passed);
    QVERIFY2(lineAt(0).words.startsWith(u"1 kept"_s), qPrintable(lineAt(0).words));
    run.cue(cueOf(message, 3'000'000));
    QCOMPARE(lineAt(0).state, Line::State::Passed); // so far
    run.settle(9'000'000);
    QCOMPARE(lineAt(0).state, Line::State::Failed);
    QVERIFY2(lineAt(0).words.contains(u"no such reply"_s), qPrintable(lineAt(0).words));
    QCOMPARE(lineAt(1).state, Line::State::Waiting);
    QCOMPARE(lineAt(1, true).state, Line::State::Failed); // it never came up, which proves nothing
}

void TestExpectations::namesTheLineThatIsWrong()
{
    int line = -1;
    QVERIFY(readExpectations("# x\nafter message: reply\n", &line).ok());
    QCOMPARE(line, 0);
    QVERIFY(!readExpectations("# x\nafter message: reply\nafter: reply\n", &line).ok());
    QCOMPARE(line, 3);
    QVERIFY(!readExpectations("# nothing\n", &line).ok());
    QCOMPARE(line, 0);
}

RTMSCOPE_TEST_MAIN(TestExpectations)
#include "tst_expectations.moc"
