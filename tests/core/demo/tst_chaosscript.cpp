// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/chaosscript.h"
#include "core/demo/world/wire.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope::demo;
using std::chrono::milliseconds;
using Step = ChaosScript::Step;

Q_DECLARE_METATYPE(rtmscope::demo::Fault)

//! The language in which faults are written.
class TestChaosScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFault_data();
    void readsAFault();
    void everyKindReadsBack();
    void refusesAFault_data();
    void refusesAFault();
    void readsDurations_data();
    void readsDurations();
    void readsAScript();
    void readsMoments_data();
    void readsMoments();
    void namesTheLineThatIsWrong_data();
    void namesTheLineThatIsWrong();
    void readsBackWhatItWrites();
    void survivesNonsense();
    void everyKindHasWords();

private:
    static QList<QByteArray> wordsOf(const QByteArray &line) { return line.split(' '); }
};

void TestChaosScript::readsAFault_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Fault>("expected");
    const auto row = [](const QByteArray &line, Fault::Kind kind,
                        const std::function<void(Fault &)> &adjust) {
        Fault fault = kindOf(kind).fault();
        adjust(fault);
        QTest::newRow(line.constData()) << line << fault;
    };
    using Kind = Fault::Kind;
    row("kill", Kind::Kill, [](Fault &) {});
    row("half-open", Kind::HalfOpen, [](Fault &fault) {
        fault.choice = "old";
        fault.lasts = 60s;
    });
    row("half-open all for 1500ms", Kind::HalfOpen, [](Fault &fault) {
        fault.choice = "all";
        fault.lasts = 1500ms;
    });
    row("acks never for 10s", Kind::Acks, [](Fault &fault) {
        fault.choice = "never";
        fault.lasts = 10s;
    });
    row("acks late by 12s", Kind::Acks, [](Fault &fault) {
        fault.choice = "late";
        fault.wait = 12s;
    });
    row("rate-limit method rtm.connect times 3 retry-after none", Kind::RateLimit, [](Fault &fault) {
        fault.method = "rtm.connect";
        fault.times = 3;
        fault.wait = -1ms;
    });
    row("http-error 500", Kind::HttpError, [](Fault &fault) { fault.number = 500; });
    row("close 4000 saying bye", Kind::Close, [](Fault &fault) {
        fault.number = 4000;
        fault.text = "bye";
    });
    row("error -1 retry-after 2m", Kind::ErrorFrame, [](Fault &fault) {
        fault.number = -1;
        fault.wait = 2min;
    });
    row("reorder 4 for 1h", Kind::Reorder, [](Fault &fault) {
        fault.number = 4;
        fault.lasts = 1h;
    });
}

void TestChaosScript::readsAFault()
{
    QFETCH(QByteArray, line);
    QFETCH(Fault, expected);
    const auto read = readFault(wordsOf(line));
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().words));
    QVERIFY2(*read == expected, scriptText(*read).constData());
}

void TestChaosScript::everyKindReadsBack()
{
    for (const FaultKind &kind : faultKinds()) {
        QList<Fault> faults{kind.fault()};
        for (const QByteArray &choice : kind.choices) {
            faults.append(kind.fault());
            faults.last().choice = choice;
        }
        for (const int number : {kind.lowest, kind.highest}) {
            faults.append(kind.fault());
            faults.last().number = kind.takesNumber() ? number : 0;
        }
        faults.append(kind.fault());
        if (kind.counts)
            faults.last().times = 7;
        if (kind.strikesMethods)
            faults.last().method = "users.list";
        if (kind.speaks)
            faults.last().text = "two; words, \"quoted\" \\ and #more";
        if (kind.waitKey != nullptr)
            faults.last().wait = -1ms;
        if (kind.lasts())
            faults.last().lasts = 61'001ms;
        for (const Fault &fault : std::as_const(faults)) {
            const auto script = readChaosScript(scriptText(fault));
            QVERIFY2(script.ok(), scriptText(fault).constData());
            QCOMPARE(script->steps.size(), 1);
            QVERIFY2(script->steps.first().choices.first() == fault, scriptText(fault).constData());
        }
    }
}

void TestChaosScript::refusesAFault_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("named"); // what the words must mention
    const auto row = [](const QByteArray &line, const QString &named) {
        QTest::newRow(line.constData()) << line << named;
    };
    row("", u"kill"_s); // says what there is
    row("explode", u"explode"_s);
    row("kill now", u"now"_s);
    row("kill for 5s", u"for"_s);
    row("half-open both", u"old|all"_s);
    row("half-open for", u"for"_s);
    row("half-open for 5", u"duration"_s);
    row("half-open for 0s", u"duration"_s);
    row("close 99", u"1000"_s);
    row("close 99999999999", u"99999999999"_s);
    row("upgrade 503 times 0", u"times"_s);
    row("upgrade 503 times many", u"times"_s);
    row("http-error method", u"method"_s);
    row("rate-limit retry-after soon", u"retry-after"_s);
    row("acks perhaps", u"never|late"_s);
    row("drop -3", u"-3"_s);
}

void TestChaosScript::refusesAFault()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, named);
    const auto read = readFault(wordsOf(line));
    QVERIFY(!read.ok());
    QVERIFY2(read.error().words.contains(named), qPrintable(read.error().words));
}

void TestChaosScript::readsDurations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expectedMs"); // -1: none
    QTest::newRow("milliseconds") << QByteArray("250ms") << 250;
    QTest::newRow("seconds") << QByteArray("5s") << 5'000;
    QTest::newRow("a fraction") << QByteArray("1.5m") << 90'000;
    QTest::newRow("hours") << QByteArray("2h") << 7'200'000;
    QTest::newRow("nothing") << QByteArray("0s") << 0;
    QTest::newRow("a day") << QByteArray("24h") << 86'400'000;
    QTest::newRow("too long") << QByteArray("25h") << -1;
    QTest::newRow("far too long") << QByteArray("99999999999999999999h") << -1;
    QTest::newRow("no unit") << QByteArray("5") << -1;
    QTest::newRow("no number") << QByteArray("s") << -1;
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("two points") << QByteArray("1.2.3s") << -1;
    QTest::newRow("a sign") << QByteArray("-5s") << -1;
    QTest::newRow("another unit") << QByteArray("5min") << -1;
}

void TestChaosScript::readsDurations()
{
    QFETCH(QByteArray, text);
    QFETCH(int, expectedMs);
    const auto read = readDuration(text);
    QCOMPARE(read.has_value(), expectedMs >= 0);
    if (read) {
        QCOMPARE(int(read->count()), expectedMs);
        QCOMPARE(readDuration(durationText(*read)), read);
    }
}

void TestChaosScript::readsAScript()
{
    const auto script = readChaosScript("# a rough morning\n"
                                        "seed 7\n"
                                        "\n"
                                        "after 5s kill   # once\n"
                                        "every 20s one of kill, half-open all,goodbye\r\n"
                                        "at 30s acks never for 10s; at 1m any\n"
                                        "close 1001 saying \"moving; house\"");
    QVERIFY2(script.ok(), script.ok() ? "" : qPrintable(script.error().words));
    QCOMPARE(script->seed, std::optional<quint64>(7));
    QCOMPARE(script->steps.size(), 5);
    QCOMPARE(script->steps[0].choices.size(), 1);
    QCOMPARE(script->steps[1].choices.size(), 3);
    QCOMPARE(script->steps[1].choices[1].choice, QByteArray("all"));
    QCOMPARE(script->steps[2].choices[0].choice, QByteArray("never"));
    QVERIFY(script->steps[3].choices.isEmpty()); // any
    QCOMPARE(script->steps[4].choices[0].text, QByteArray("moving; house"));
}

void TestChaosScript::readsMoments_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("when");
    QTest::addColumn<int>("fromMs");
    QTest::addColumn<int>("toMs");
    QTest::addColumn<int>("untilMs");
    const auto row = [](const char *line, Step::When when, int from, int to = 0, int until = 0) {
        QTest::newRow(line) << QByteArray(line) << int(when) << from << to << until;
    };
    row("kill", Step::When::At, 0);
    row("at 3s kill", Step::When::At, 3'000);
    row("after 4s kill", Step::When::After, 4'000);
    row("every 5s kill", Step::When::Every, 5'000, 5'000);
    row("every 5s to 8s kill", Step::When::Every, 5'000, 8'000);
    row("every 5s until 1m kill", Step::When::Every, 5'000, 5'000, 60'000);
}

void TestChaosScript::readsMoments()
{
    QFETCH(QByteArray, line);
    QFETCH(int, when);
    QFETCH(int, fromMs);
    QFETCH(int, toMs);
    QFETCH(int, untilMs);
    const auto script = readChaosScript(line);
    QVERIFY(script.ok());
    const Step &step = script->steps.first();
    QCOMPARE(int(step.when), when);
    QCOMPARE(step.delay, milliseconds(fromMs));
    QCOMPARE(step.delayTo, milliseconds(toMs));
    QCOMPARE(step.until, milliseconds(untilMs));
}

void TestChaosScript::namesTheLineThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("only a comment") << QByteArray("\n# nothing\n") << 1;
    QTest::newRow("no such fault") << QByteArray("kill\n\nexplode") << 3;
    QTest::newRow("behind a semicolon") << QByteArray("kill\nkill; explode") << 2;
    QTest::newRow("no fault") << QByteArray("kill\nafter 5s") << 2;
    QTest::newRow("no duration") << QByteArray("at noon kill") << 1;
    QTest::newRow("no duration at all") << QByteArray("every") << 1;
    QTest::newRow("too often") << QByteArray("kill\nevery 0s kill") << 2;
    QTest::newRow("backwards") << QByteArray("every 9s to 5s kill") << 1;
    QTest::newRow("one of nothing") << QByteArray("every 9s one of") << 1;
    QTest::newRow("one without of") << QByteArray("one kill") << 1;
    QTest::newRow("a comma too many") << QByteArray("one of kill,, goodbye") << 1;
    QTest::newRow("a comma at the end") << QByteArray("one of kill,") << 1;
    QTest::newRow("a list without one of") << QByteArray("kill\nkill, goodbye") << 2;
    QTest::newRow("any with more") << QByteArray("any of them") << 1;
    QTest::newRow("a seed of words") << QByteArray("seed seven\nkill") << 1;
    QTest::newRow("two seeds") << QByteArray("seed 7 8\nkill") << 1;
    QTest::newRow("an open quote") << QByteArray("kill\nclose saying \"by\nkill") << 2;
    QTest::newRow("an open quote at the end") << QByteArray("close saying \"by") << 1;
    QTest::newRow("too long") << QByteArray(70'000, 'x') << 1;
    QTest::newRow("too many") << QByteArray("kill;").repeated(1001) << 1;
}

void TestChaosScript::namesTheLineThatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto script = readChaosScript(text);
    QVERIFY(!script.ok());
    QVERIFY2(script.error().words.startsWith(u"Line %1:"_s.arg(line)), qPrintable(script.error().words));
}

void TestChaosScript::readsBackWhatItWrites()
{
    Random random(11);
    for (int round = 0; round < 300; ++round) {
        ChaosScript script;
        if (random.chance(50))
            script.seed = random.next();
        for (int i = 0; i <= random.below(5); ++i) {
            Step step;
            step.when = static_cast<Step::When>(random.below(3));
            step.delay = milliseconds(10 + random.below(100'000));
            if (step.when == Step::When::Every) {
                step.delayTo = step.delay + milliseconds(random.below(3) * 500);
                step.until = milliseconds(random.below(2) * 77'000);
            }
            for (int faults = random.below(4); faults > 0; --faults)
                step.choices.append(random.pick(faultKinds()).fault());
            script.steps.append(step);
        }
        const QByteArray text = scriptText(script);
        const auto again = readChaosScript(text);
        QVERIFY2(again.ok(), text.constData());
        QVERIFY2(*again == script, text.constData());
    }
}

void TestChaosScript::survivesNonsense()
{
    // Words of the language and bytes of none, in any order: an answer or an error, never anything else.
    QList<QByteArray> pieces{"at",
                             "after",
                             "every",
                             "to",
                             "until",
                             "one",
                             "of",
                             ",",
                             ";",
                             "\n",
                             "\"",
                             "#",
                             "seed",
                             "any",
                             "5s",
                             "10ms",
                             "99999999999999999999",
                             "-1",
                             "for",
                             "times",
                             "method",
                             "saying",
                             "by",
                             "retry-after",
                             "none",
                             "\\",
                             "\xff\xfe",
                             QByteArray(1, '\0'),
                             "5",
                             "0s",
                             "1e9s",
                             "..s"};
    for (const FaultKind &kind : faultKinds())
        pieces.append(kind.name);
    Random random(5);
    int understood = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text;
        for (int i = random.below(12); i >= 0; --i)
            text += random.pick(pieces) + (random.chance(90) ? " " : "");
        const auto script = readChaosScript(text);
        if (!script.ok()) {
            QVERIFY(script.error().words.startsWith("Line "_L1));
            continue;
        }
        ++understood;
        QVERIFY2(*readChaosScript(scriptText(*script)) == *script, text.constData());
    }
    QVERIFY(understood > 100); // else this tries only the first check
}

void TestChaosScript::everyKindHasWords()
{
    QSet<QByteArray> names;
    for (const FaultKind &kind : faultKinds()) {
        names.insert(kind.name);
        QVERIFY(!faultTitle(kind).isEmpty());
        QVERIFY(faultWords(kind).endsWith(u'.'));
        QVERIFY(!groupTitle(kind.group).isEmpty());
        QCOMPARE(kindNamed(kind.name)->kind, kind.kind);
        QCOMPARE(kindOf(kind.kind).name, kind.name);
        for (const int number : kind.likely)
            QVERIFY(number >= kind.lowest && number <= kind.highest);
    }
    QCOMPARE(names.size(), faultKinds().size());
    QCOMPARE(kindNamed("explode"), nullptr);
}

RTMSCOPE_TEST_MAIN(TestChaosScript)
#include "tst_chaosscript.moc"
