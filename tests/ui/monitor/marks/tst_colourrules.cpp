// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/colourrule.h"

#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/marks/rulematcher.h"
#include "ui/monitor/marks/rulesdialog.h"
#include "ui/monitor/marks/rulesmodel.h"
#include "ui/theme/markcolours.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Rules as values, whom they match, and the dialog for them.
class TestColourRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void suggestedOnesWorkAndAreOff();
    void settings();
    void settingsOfAnything();
    void mistakes_data();
    void mistakes();
    void firstMatchWins();
    void namesOfTheWorkspace();
    void expressionsAreJudgedElsewhere();
    void hostileExpressionStallsNobody();
    void model();
    void dialogNamesItsParts();
    void dialogChangesRules();
    void dialogSaysWhatIsWrong();

private:
    static QStringList titles(const QList<ColourRule> &rules);
};

namespace {

ColourRule rule(const QString &filter, int colour = 1)
{
    ColourRule made;
    made.filter = filter;
    made.colour = colour;
    return made;
}

} // namespace

QStringList TestColourRules::titles(const QList<ColourRule> &rules)
{
    QStringList titles;
    for (const ColourRule &each : rules)
        titles << each.title();
    return titles;
}

void TestColourRules::suggestedOnesWorkAndAreOff()
{
    QVERIFY(!colourrules::suggested().isEmpty());
    for (const ColourRule &each : colourrules::suggested()) {
        QCOMPARE(colourrules::mistakeIn(each.filter, {}), QString());
        QVERIFY(!each.isOn);
        QVERIFY(!each.name.isEmpty());
        QVERIFY(each.sign != RowDress::Sign::None);
    }
}

void TestColourRules::settings()
{
    QList<ColourRule> rules = colourrules::suggested();
    rules.first().isOn = true;
    rules << ColourRule{u"“odd” \\ name"_s, u"text contains \"a\""_s, 9, RowDress::Sign::Star, true};
    QCOMPARE(colourrules::fromJson(colourrules::toJson(rules)), rules);
    QCOMPARE(colourrules::fromJson(colourrules::toJson({})), QList<ColourRule>());
    for (int sign = 1; sign <= RowDress::signCount; ++sign) {
        ColourRule each = rule(u"hello"_s);
        each.sign = RowDress::Sign(sign);
        QCOMPARE(colourrules::fromJson(colourrules::toJson({each})), QList<ColourRule>{each});
        QVERIFY(!colourrules::signName(each.sign).isEmpty());
    }
}

void TestColourRules::settingsOfAnything()
{
    for (const char *json : {"", "{", "{}", "[]", "[1,null,\"a\"]", R"([{"name":"no filter"}])"})
        QCOMPARE(colourrules::fromJson(json), QList<ColourRule>());
    const QList<ColourRule> odd =
        colourrules::fromJson(R"([{"filter":"a","colour":99,"sign":"heart","on":"maybe"}])");
    QCOMPARE(odd.size(), 1);
    QCOMPARE(odd.first().colour, theme::markColourCount);
    QCOMPARE(odd.first().sign, RowDress::Sign::Dot);
}

void TestColourRules::mistakes_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << u"type == message"_s << QString();
    QTest::newRow("as others write it") << u"type:message"_s << QString();
    QTest::newRow("empty") << u"  "_s << u"Write which"_s;
    QTest::newRow("open") << u"(type == message"_s << u"not closed"_s;
    QTest::newRow("this") << u"thread == this"_s << u"“this”"_s;
    QTest::newRow("marks") << u"mark exists"_s << u"marked"_s;
    QTest::newRow("relative") << u"time in last 5m"_s << u"count back"_s;
}

void TestColourRules::mistakes()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, words);
    const QString mistake = colourrules::mistakeIn(filter, {});
    QCOMPARE(mistake.isEmpty(), words.isEmpty());
    QVERIFY2(mistake.contains(words), qPrintable(mistake));
}

void TestColourRules::firstMatchWins()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1, "alpha beta"));
    log->append(message(2, "beta"));
    log->append(message(3, "gamma"));
    RuleMatcher matcher(nullptr);
    matcher.setLog(log.get());
    QVERIFY(matcher.isIdle());
    QCOMPARE(matcher.match(0), -1);
    QList<ColourRule> rules{rule(u"gamma"_s), rule(u"alpha"_s), rule(u"beta"_s), rule(u"(("_s)};
    rules.first().isOn = false;
    matcher.setRules(rules, {});
    QCOMPARE(matcher.match(0), 1);
    QCOMPARE(matcher.match(1), 2);
    QCOMPARE(matcher.match(2), -1); // its rule is off
    matcher.setLog(nullptr);
    QCOMPARE(matcher.match(0), -1);
}

void TestColourRules::namesOfTheWorkspace()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1, "a", "C1"));
    log->append(message(2, "a", "C2"));
    RuleMatcher matcher(nullptr);
    matcher.setLog(log.get());
    matcher.setRules({rule(u"channel == #ops"_s)}, [](const QString &) { return QStringList(); });
    QVERIFY(matcher.namesMatter());
    QCOMPARE(matcher.match(0), -1); // nobody bears that name here
    matcher.setRules({rule(u"channel == #ops"_s)}, [](const QString &) { return QStringList{u"C1"_s}; });
    QCOMPARE(matcher.match(0), 0);
    QCOMPARE(matcher.match(1), -1);
}

void TestColourRules::expressionsAreJudgedElsewhere()
{
    const auto log = logOf(50);
    RuleMatcher matcher(nullptr);
    QSignalSpy known(&matcher, &RuleMatcher::known);
    matcher.setLog(log.get());
    matcher.setRules({rule(u"text matches \"message [13]$\""_s), rule(u"user exists"_s)}, {});
    for (qsizetype row = 0; row < 50; ++row)
        QCOMPARE(matcher.match(row), -1); // not known yet, whatever the rules behind say
    QVERIFY(known.wait());
    QCOMPARE(matcher.match(0), 0);
    QCOMPARE(matcher.match(1), 1);
    QCOMPARE(matcher.match(2), 0);
    QCOMPARE(known.size(), 1);
    // A rule before them is known at once.
    matcher.setRules({rule(u"\"message 1\""_s), rule(u"text matches \"3$\""_s)}, {});
    QCOMPARE(matcher.match(0), 0);
    QCOMPARE(matcher.match(2), -1);
    matcher.setLog(nullptr); // given up
}

void TestColourRules::hostileExpressionStallsNobody()
{
    const auto log = EventLog::inMemory({});
    for (quint64 seq = 1; seq <= 60; ++seq)
        log->append(message(seq, QByteArray(400, 'a') + "!"));
    RuleMatcher matcher(nullptr);
    matcher.setLog(log.get());
    matcher.setRules({rule(u"text matches \"^(a+)+\\1$\""_s)}, {});
    QElapsedTimer clock;
    clock.start();
    for (qsizetype row = 0; row < 60; ++row)
        matcher.match(row);
    QCoreApplication::processEvents();
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
}

void TestColourRules::model()
{
    RulesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy edited(&model, &RulesModel::edited);
    model.setRules({rule(u"a"_s), rule(u"b"_s), rule(u"c"_s)});
    QCOMPARE(edited.size(), 0);
    QCOMPARE(model.add(rule(u"new"_s)), 0);
    QCOMPARE(titles(model.rules()), (QStringList{u"new"_s, u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(model.move(0, 1), 1);
    QCOMPARE(model.move(3, 1), 3); // it is the last
    QCOMPARE(model.move(0, -1), 0);
    QCOMPARE(model.move(3, -1), 2);
    QCOMPARE(titles(model.rules()), (QStringList{u"a"_s, u"new"_s, u"c"_s, u"b"_s}));
    model.remove(1);
    model.remove(7);
    QCOMPARE(titles(model.rules()), (QStringList{u"a"_s, u"c"_s, u"b"_s}));
    QVERIFY(model.setData(model.index(0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.rules().first().isOn);
    QVERIFY(!model.setData(model.index(0), u"x"_s, Qt::EditRole));
    model.setMistakes({u"wrong"_s, {}, {}});
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().endsWith(u"wrong"_s));
    const auto edits = edited.size();
    model.replace(0, model.rules().first()); // nothing new
    QCOMPARE(edited.size(), edits);
}

void TestColourRules::dialogNamesItsParts()
{
    RulesDialog dialog;
    dialog.setRules(colourrules::suggested(), {});
    dialog.show();
    QCOMPARE(unnamedFocusable(&dialog), QStringList());
}

void TestColourRules::dialogChangesRules()
{
    RulesDialog dialog;
    QSignalSpy changed(&dialog, &RulesDialog::rulesChanged);
    dialog.setRules({rule(u"a"_s), rule(u"b"_s)}, {});
    dialog.show();
    QCOMPARE(changed.size(), 0);
    QTest::mouseClick(named<QPushButton>(&dialog, u"Add a rule"_s), Qt::LeftButton);
    auto *filter = named<FilterEdit>(&dialog, u"Filter of the rule"_s);
    QTest::keyClicks(filter, u"type == hello"_s);
    auto *words = named<QLineEdit>(&dialog, u"Name of the rule"_s);
    QTest::keyClicks(words, u"Hellos"_s);
    named<QComboBox>(&dialog, u"Colour"_s)->setCurrentIndex(4);
    named<QComboBox>(&dialog, u"Sign"_s)->setCurrentIndex(5);
    QCOMPARE(dialog.rules().first(),
             (ColourRule{u"Hellos"_s, u"type == hello"_s, 5, RowDress::Sign::Cross, true}));
    QCOMPARE(changed.last().first().value<QList<ColourRule>>(), dialog.rules());
    QTest::mouseClick(named<QPushButton>(&dialog, u"Let the one behind win over it"_s), Qt::LeftButton);
    QCOMPARE(titles(dialog.rules()), (QStringList{u"a"_s, u"Hellos"_s, u"b"_s}));
    QCOMPARE(words->text(), u"Hellos"_s); // the form stays with its rule
    QTest::mouseClick(named<QPushButton>(&dialog, u"Remove this rule"_s), Qt::LeftButton);
    QCOMPARE(titles(dialog.rules()), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(filter->text(), u"b"_s);
    for (int i = 0; i < 2; ++i)
        QTest::mouseClick(named<QPushButton>(&dialog, u"Remove this rule"_s), Qt::LeftButton);
    QVERIFY(dialog.rules().isEmpty());
    QVERIFY(!filter->isEnabled());
    dialog.add(rule(u"channel == C1"_s));
    QCOMPARE(filter->text(), u"channel == C1"_s);
}

void TestColourRules::dialogSaysWhatIsWrong()
{
    RulesDialog dialog;
    dialog.setRules({rule(u"a"_s)}, {});
    dialog.show();
    auto *mistake = named<QLabel>(&dialog, u"What is wrong with the filter"_s);
    QCOMPARE(mistake->text(), QString());
    auto *filter = named<FilterEdit>(&dialog, u"Filter of the rule"_s);
    filter->setText(u"(a"_s);
    QVERIFY(!mistake->text().isEmpty());
    filter->setText(u"(a)"_s);
    QCOMPARE(mistake->text(), QString());
}

RTMSCOPE_GUI_TEST_MAIN(TestColourRules)
#include "tst_colourrules.moc"
