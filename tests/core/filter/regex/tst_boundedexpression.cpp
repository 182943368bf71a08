// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/regex/boundedexpression.h"

#include "core/filter/regex/linearexpression.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <functional>

using namespace Qt::StringLiterals;
using namespace rtmscope::filter;

class TestBoundedExpression : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asPerl_data();
    void asPerl();
    void asPerlAtRandom();
    void whatIsLinear_data();
    void whatIsLinear();
    void problems_data();
    void problems();
    void hostile_data();
    void hostile();
    void longTexts();
    void givesUpOnAText();
    void givesUpForGood();
    void anAutomatonCountsItsSteps();
};

namespace {

QStringList texts()
{
    QStringList texts{QString(),
                      u"a"_s,
                      u"ab"_s,
                      u"aab\n"_s,
                      u"error 42: disk full"_s,
                      u"Error\nWarning\nerror\n"_s,
                      u"Straße ÄÖÜ äöü éÉ"_s,
                      u"x\u212Ay k K"_s, // the sign for kelvin
                      u"ΑΒΓ αβγ ς σ Σ"_s,
                      u"tab\there"_s,
                      u"emoji 😀 here 😁"_s,
                      u"1234 ٣٤٥ Ⅷ"_s,
                      u"under_score-dash.dot"_s,
                      u"[brackets] {braces} (parens)"_s,
                      u"aaaaaaaaaaaaaaaaaaaaab"_s,
                      u"foo bar  baz\u00a0qux"_s,
                      u"\\d+ ^$ .*"_s};
    return texts;
}

bool perl(const QString &pattern, const QString &text, bool *valid)
{
    const QRegularExpression expression(pattern, QRegularExpression::UseUnicodePropertiesOption);
    const auto match = expression.match(text);
    *valid = expression.isValid() && match.isValid();
    return match.hasMatch();
}

void compare(const QString &pattern)
{
    const auto linear = LinearExpression::parse(pattern);
    if (!linear)
        return;
    QVERIFY2(QRegularExpression(pattern).isValid(), qPrintable(pattern));
    for (const QString &text : texts()) {
        bool valid = false;
        const bool expected = perl(pattern, text, &valid);
        if (!valid)
            continue;
        const auto outcome = linear->search(text, 1'000'000);
        QVERIFY2(outcome != LinearExpression::Outcome::TooCostly, qPrintable(pattern));
        QVERIFY2((outcome == LinearExpression::Outcome::Yes) == expected,
                 qPrintable(pattern + u" on "_s + text));
    }
}

} // namespace

void TestBoundedExpression::asPerl_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char16_t *pattern : {u"",
                                    u"a",
                                    u"^a",
                                    u"a$",
                                    u"^$",
                                    u"^",
                                    u"$",
                                    u"a|b",
                                    u"^a|b$",
                                    u"(a|b)+",
                                    u"(ab)*",
                                    u"a{2}",
                                    u"a{2,}",
                                    u"a{1,3}b",
                                    u"^a{0,2}$",
                                    u"a??b",
                                    u"a*?b",
                                    u"(?:a+)+$",
                                    u"(a+)+b",
                                    u"\\d+",
                                    u"\\D",
                                    u"^\\d+$",
                                    u"\\w+",
                                    u"^\\w+$",
                                    u"\\W",
                                    u"\\s",
                                    u"\\S+\\s\\S+",
                                    u"[a-c]",
                                    u"[^a-c]",
                                    u"[]]",
                                    u"[^]]",
                                    u"[a-]",
                                    u"[-a]",
                                    u"[\\d.]+",
                                    u"[\\w-]+",
                                    u"[^\\w\\s]",
                                    u"[\\]]",
                                    u"[[a]",
                                    u"\\bfoo\\b",
                                    u"\\Boo",
                                    u"o\\b",
                                    u"\\bÄ",
                                    u"(?i)ERROR",
                                    u"(?i)straSSe",
                                    u"(?i)äöü",
                                    u"(?i)k",
                                    u"(?i)σ",
                                    u"(?i)Γ",
                                    u"(?i)[A-C]b",
                                    u"(?i:e)rror",
                                    u"(?i)error|WARNING",
                                    u"(?m)^error$",
                                    u"(?m)^Warning",
                                    u"error$",
                                    u"\\Aerror",
                                    u"error\\z",
                                    u"error\\Z",
                                    u"(?s)Error.Warning",
                                    u"Error.Warning",
                                    u".",
                                    u"^.$",
                                    u"😀",
                                    u"[😀😁]",
                                    u"[😀-😂]",
                                    u"😀.here",
                                    u"emoji .",
                                    u"\\x41",
                                    u"\\x{1F600}",
                                    u"\\t",
                                    u"\\n",
                                    u"\\.",
                                    u"\\{",
                                    u"{",
                                    u"a{",
                                    u"a{x}",
                                    u"}",
                                    u"]",
                                    u"\\[brackets\\]",
                                    u"\\\\d",
                                    u"\\^\\$",
                                    u"(?<name>a)b",
                                    u"(?P<name>a)b",
                                    u"(?'name'a)b",
                                    u"(a)(b)?",
                                    u"(|a)b",
                                    u"(a|)b",
                                    u"a||b",
                                    u"()",
                                    u"(?:)",
                                    u"(a*)*",
                                    u"(a*)+b",
                                    u"(a?){3}b",
                                    u"((a{1,3}){2}){2}b",
                                    u"x(?i)Y",
                                    u"(?i)x(?-i)Y",
                                    u"((?i)e)rror",
                                    u"((?i)E|R)RROR",
                                    u"(?im)^WARNING$",
                                    u"[\\n]",
                                    u"\\e",
                                    u"[\\b]",
                                    u"[a\\-z]",
                                    u"\\u0041",
                                    u"é",
                                    u"\\ß",
                                    u"[^\\n]+\\n",
                                    u"\\d{2}:",
                                    u"^(?:error|warn) \\d+"}) {
        const QString text = QString::fromUtf16(pattern);
        QTest::newRow(qPrintable(u"/%1/"_s.arg(text))) << text;
    }
}

void TestBoundedExpression::asPerl()
{
    QFETCH(const QString, pattern);
    compare(pattern);
}

//! Whatever can be put together: an automaton that disagreed with Perl would hide events.
void TestBoundedExpression::asPerlAtRandom()
{
    const QStringList pieces{u"a"_s,     u"b"_s,    u"."_s,    u"\\w"_s,   u"\\d"_s,  u"\\s"_s,
                             u"\\b"_s,   u"^"_s,    u"$"_s,    u"|"_s,     u"("_s,    u")"_s,
                             u"(?:"_s,   u"(?i)"_s, u"*"_s,    u"+"_s,     u"?"_s,    u"{2}"_s,
                             u"{1,2}"_s, u"[ab]"_s, u"[^a]"_s, u"E"_s,     u"rror"_s, u" "_s,
                             u"(?m)"_s,  u"(?s)"_s, u"\\n"_s,  u"[\\w]"_s, u"é"_s};
    QRandomGenerator random(20261128);
    int linear = 0;
    for (int i = 0; i < 4000; ++i) {
        QString pattern;
        const int length = 1 + int(random.bounded(9));
        for (int piece = 0; piece < length; ++piece)
            pattern += pieces[qsizetype(random.bounded(quint32(pieces.size())))];
        linear += LinearExpression::parse(pattern) ? 1 : 0;
        compare(pattern);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(linear > 500, qPrintable(QString::number(linear)));
}

void TestBoundedExpression::whatIsLinear_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("isLinear");
    QTest::newRow("words") << u"(?i)error \\d+"_s << true;
    QTest::newRow("counted") << u"a{3,5}"_s << true;
    QTest::newRow("back reference") << u"(a)\\1"_s << false;
    QTest::newRow("look ahead") << u"a(?=b)"_s << false;
    QTest::newRow("look behind") << u"(?<=a)b"_s << false;
    QTest::newRow("possessive") << u"a++b"_s << false;
    QTest::newRow("atomic") << u"(?>a+)b"_s << false;
    QTest::newRow("property") << u"\\p{Lu}"_s << false;
    QTest::newRow("class of others") << u"[[:alpha:]]"_s << false;
    QTest::newRow("recursion") << u"(a(?1)?b)"_s << false;
    QTest::newRow("verb") << u"(*UCP)a"_s << false;
}

void TestBoundedExpression::whatIsLinear()
{
    QFETCH(const QString, pattern);
    QFETCH(const bool, isLinear);
    QString problem;
    const auto expression = BoundedExpression::make(pattern, &problem);
    QVERIFY2(expression, qPrintable(problem));
    QCOMPARE(expression->isLinear(), isLinear);
    for (const QString &text : texts()) { // either way it says what Perl says
        bool valid = false;
        const bool expected = perl(pattern, text, &valid);
        QVERIFY(valid);
        QCOMPARE(expression->matches(text), expected);
    }
    QCOMPARE(expression->givenUp(), 0U);
}

void TestBoundedExpression::problems_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern :
         {"(", ")", "a**", "*a", "[a", "a{2,1}", "(?<a", "\\", "(?z)", "[z-a]", "[==]", "(?<1>a)"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
    QTest::newRow("too long") << QString(5000, u'a');
}

void TestBoundedExpression::problems()
{
    QFETCH(const QString, pattern);
    QString problem;
    QVERIFY(!BoundedExpression::make(pattern, &problem));
    QVERIFY(!problem.isEmpty());
}

void TestBoundedExpression::hostile_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    const QString letters = QString(3000, u'a') + u'!';
    QTest::newRow("nested repeats") << u"(a+)+$"_s << letters;
    QTest::newRow("either of two") << u"(a|aa)+$"_s << letters;
    QTest::newRow("many repeats") << u"a*a*a*a*a*a*a*a*a*b"_s << letters;
    QTest::newRow("counted repeats") << u"((a{0,50}){0,50})x"_s << letters;
    QTest::newRow("counted nothing") << u"(((){1000}){1000}){1000}x"_s << letters;
    QTest::newRow("words and a digit") << u"\\w*\\d"_s << QString(1'000'000, u'a');
    QTest::newRow("looking behind") << u"(a+)+(?<=a)$"_s << letters;
    QTest::newRow("back reference") << u"(a*)*\\1$"_s << letters;
    QTest::newRow("back reference, long") << u"(\\w*)x\\1y"_s << QString(200'000, u'a');
    QTest::newRow("back reference, very long") << u"(\\w*)x\\1y"_s << QString(2'000'000, u'a');
    QTest::newRow("just below the limit") << u"\\w{0,900}(?>\\w*)(?=x)"_s << QString(1000, u'a');
    QTest::newRow("deep") << QString(90, u'(') + u"a"_s + QString(90, u')') + u"*x"_s << letters;
}

//! Nothing takes long, neither to be made nor to be asked; and what is given up is counted.
void TestBoundedExpression::hostile()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    // Of processor time, and generously: what is bounded here would else go on for hours.
    constexpr qint64 longestMs = 3000;
    QElapsedTimer clock;
    clock.start();
    QString problem;
    const auto expression = BoundedExpression::make(pattern, &problem);
    if (!expression)
        return;
    QVERIFY(!expression->matches(text));
    QVERIFY2(clock.elapsed() < longestMs * (expression->isLinear() ? 2 : 1),
             qPrintable(QString::number(clock.elapsed())));
}

//! What is honest is found in the largest text as well.
void TestBoundedExpression::longTexts()
{
    QString problem;
    const QString text =
        QString(u"We deployed it. "_s).repeated(100'000) + u"Then it failed with error 42."_s;
    for (const char16_t *pattern : {u"error \\d+", u"(?i)FAILED", u"\\bThen\\b.*\\d+[.]$", u"^We.*42"}) {
        const auto expression = BoundedExpression::make(QString::fromUtf16(pattern), &problem);
        QVERIFY(expression->matches(text));
        QCOMPARE(expression->givenUp(), 0U);
    }
}

namespace {

//! A clock that goes on by the same time whenever somebody looks at it.
std::function<qint64()> clockOf(qint64 stepUs, int *looks)
{
    return [stepUs, looks] { return stepUs * ++*looks; };
}

//! No automaton can do it, and each place where it may begin takes some steps.
const QString costly = u"(?:x|q){30}(?=z)"_s;
const QString easy = QString(30, u'x') + u'z';
//! Too long to be looked through in one call.
const QString manyBeginnings = QString(5'000, u'x');

} // namespace

//! After the time for one text it is counted as given up, and the next one is tried again.
void TestBoundedExpression::givesUpOnAText()
{
    int looks = 0;
    ExpressionLimits limits;
    limits.nowUs = clockOf(50'000, &looks);
    QString problem;
    const auto expression = BoundedExpression::make(costly, &problem, limits);
    QVERIFY(expression && !expression->isLinear());
    QVERIFY(!expression->matches(manyBeginnings));
    QCOMPARE(expression->givenUp(), 1U);
    const int looksAtOne = looks;
    QVERIFY(looksAtOne < 20); // and not one for each letter
    QVERIFY(!expression->matches(manyBeginnings));
    QCOMPARE(expression->givenUp(), 2U);
    QVERIFY(looks > looksAtOne);
    // What is decided in time costs nothing of it.
    QVERIFY(expression->matches(easy));
    QCOMPARE(expression->givenUp(), 2U);
}

//! After the time for all texts none is tried any more, be it ever so easy.
void TestBoundedExpression::givesUpForGood()
{
    int looks = 0;
    ExpressionLimits limits;
    limits.nowUs = clockOf(1'000'000, &looks);
    QString problem;
    const auto expression = BoundedExpression::make(costly, &problem, limits);
    QVERIFY(expression->matches(easy));
    quint64 texts = 0;
    while (texts < 100 && expression->matches(easy)) {
        expression->matches(manyBeginnings);
        ++texts;
    }
    QVERIFY2(texts >= 2 && texts <= 10, qPrintable(QString::number(texts)));
    const int looksBefore = looks;
    for (int i = 0; i < 50; ++i)
        QVERIFY(!expression->matches(easy));
    QCOMPARE(looks, looksBefore); // nobody even asks for the time
    QCOMPARE(expression->givenUp(), texts + 51);
}

void TestBoundedExpression::anAutomatonCountsItsSteps()
{
    ExpressionLimits limits;
    limits.mostSteps = 1'000;
    QString problem;
    const auto expression = BoundedExpression::make(u"(a|b)+c"_s, &problem, limits);
    QVERIFY(expression->isLinear());
    QVERIFY(expression->matches(u"ababc"_s));
    QCOMPARE(expression->givenUp(), 0U);
    QVERIFY(!expression->matches(QString(10'000, u'a') + u'c'));
    QCOMPARE(expression->givenUp(), 1U);
}

RTMSCOPE_TEST_MAIN(TestBoundedExpression)
#include "tst_boundedexpression.moc"
