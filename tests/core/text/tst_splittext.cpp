// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"
#include "core/text/splittext.h"
#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

const QString fence = u"```"_s;

qsizetype characters(const QString &text)
{
    return std::count_if(text.begin(), text.end(), [](QChar unit) { return !unit.isLowSurrogate(); });
}

//! A text without what a cut may add or take away.
QString essence(QString text)
{
    static const QRegularExpression blank(u"\\s+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.remove(fence).remove(blank);
}

bool isBalanced(const QString &text)
{
    return text.split(fence).size() % 2 != 0;
}

QStringList marksIn(const QString &text)
{
    // Longer ones may not fit into a part with a block opened and closed around them.
    static const QRegularExpression mark(u"<[^<>\\n]{0,54}>|&(?:amp|lt|gt);"_s);
    QStringList found;
    for (auto matches = mark.globalMatch(text); matches.hasNext();)
        found += matches.next().captured();
    return found;
}

//! What holds for every text; returns what does not.
QString broken(const QString &text, const QStringList &parts, const TextRoom &room)
{
    if (parts.isEmpty())
        return text.trimmed().isEmpty() ? QString() : u"no part"_s;
    for (const QString &part : parts) {
        const qsizetype bytes = json::quoted(QStringView(part)).size() - 2;
        if (characters(part) > room.characters || bytes > room.bytes)
            return u"too long: "_s + part;
        if (parts.size() > 1 && part.trimmed().isEmpty())
            return u"blank part"_s;
        if (isBalanced(text) && !isBalanced(part))
            return u"unbalanced: "_s + part;
        if (!part.isValidUtf16() && text.isValidUtf16())
            return u"half a pair: "_s + part;
    }
    const QString joined = parts.join(u'\n');
    if (essence(joined) != essence(text))
        return u"lost: "_s + joined;
    if (marksIn(joined) != marksIn(text))
        return u"a mark was cut: "_s + joined;
    return {};
}

} // namespace

//! Long messages in parts.
class TestSplitText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cuts_data();
    void cuts();
    void counts_data();
    void counts();
    void everyTextSurvives_data();
    void everyTextSurvives();
    void graphemesStayWhole();
    void slacksOwnLimits_data();
    void slacksOwnLimits();
    void longTextsAreFast();
};

void TestSplitText::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    const auto a = [](int count) { return QString(count, u'a'); };
    const auto b = [](int count) { return QString(count, u'b'); };
    const auto row = [](const char *name, const QString &text, const QStringList &parts) {
        QTest::newRow(name) << text << parts;
    };
    row("it fits", u"hello"_s, {u"hello"_s});
    row("exactly full", a(64), {a(64)});
    row("nothing", u""_s, {u""_s});
    row("at a paragraph", a(40) + u"\n\n"_s + b(10) + u"\n"_s + b(30), {a(40), b(10) + u"\n"_s + b(30)});
    row("an early paragraph does not count", a(5) + u"\n\n"_s + b(40) + u"\n"_s + a(40),
        {a(5) + u"\n\n"_s + b(40), a(40)});
    row("at a line", a(50) + u"\n"_s + b(10) + u" "_s + b(30), {a(50), b(10) + u" "_s + b(30)});
    row("at a word", a(50) + u" "_s + b(20), {a(50), b(20)});
    row("an early line is better than inside a word", a(5) + u"\n"_s + b(70), {a(5), b(64), b(6)});
    row("inside a word", a(100), {a(64), a(36)});
    row("blank lines go", a(60) + u"\n\n\n  \n"_s + b(60), {a(60), b(60)});
    row("a mention stays whole", a(60) + u"<@U0123456>"_s + b(10), {a(60), u"<@U0123456>"_s + b(10)});
    row("a link stays whole", a(50) + u"<http://x.org/a b|see here>"_s,
        {a(50), u"<http://x.org/a b|see here>"_s});
    row("a link longer than a part is cut", u"<http://"_s + a(80) + u">"_s,
        {u"<http://"_s + a(56), a(24) + u">"_s});
    row("an entity stays whole", a(62) + u"&amp;"_s + b(5), {a(62), u"&amp;"_s + b(5)});
    row("inline code stays whole", a(50) + u" `two words and more`"_s, {a(50), u"`two words and more`"_s});
    row("a pair stays whole", a(63) + u"\U0001F389\U0001F389"_s, {a(63) + u"\U0001F389"_s, u"\U0001F389"_s});
    row("a family stays whole", a(62) + u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s,
        {a(62), u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s});
    row("a letter stays with its accent", a(63) + u"e\u0301"_s, {a(63), u"e\u0301"_s});
    row("a block is closed and opened", u"```\n"_s + a(40) + u"\n"_s + b(40) + u"\n```"_s,
        {u"```\n"_s + a(40) + u"\n```"_s, u"```\n"_s + b(40) + u"\n```"_s});
    row("indentation in a block stays", u"```\n"_s + a(40) + u"\n    "_s + b(40) + u"\n```"_s,
        {u"```\n"_s + a(40) + u"\n```"_s, u"```\n    "_s + b(40) + u"\n```"_s});
    row("before a block rather than inside", a(40) + u"\n```\n"_s + b(40) + u"\n```"_s,
        {a(40), u"```\n"_s + b(40) + u"\n```"_s});
    row("never right behind the opening", a(30) + u"```"_s + b(50) + u"```"_s,
        {a(30), u"```"_s + b(50) + u"```"_s});
    row("never right before the closing", u"```"_s + a(54) + u"\n\n```"_s + u"\n"_s + b(10),
        {u"```"_s + a(54) + u"\n\n```"_s, b(10)});
    row("a fence that never closes is text", a(60) + u" ```"_s + b(50), {a(60), u"```"_s + b(50)});
    row("two blocks", u"```"_s + a(50) + u"``` ```"_s + b(50) + u"```"_s,
        {u"```"_s + a(50) + u"```"_s, u"```"_s + b(50) + u"```"_s});
}

void TestSplitText::cuts()
{
    QFETCH(QString, text);
    QFETCH(QStringList, parts);
    QCOMPARE(splitText(text, {64, 1024}), parts);
}

void TestSplitText::counts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("letters") << u"plain"_s;
    QTest::newRow("quotes") << u"\"a\\b\""_s;
    QTest::newRow("line breaks") << u"a\n\r\t\b\f"_s;
    QTest::newRow("control characters") << QString(QChar(1)) + QChar(0x1f) + QChar(0x7f);
    QTest::newRow("two bytes") << u"ação"_s;
    QTest::newRow("three bytes") << u"日本語"_s;
    QTest::newRow("four bytes") << u"\U0001F389x\U0001F389"_s;
}

void TestSplitText::counts()
{
    QFETCH(QString, text);
    QCOMPARE(roomOf(text).bytes, json::quoted(QStringView(text)).size() - 2);
}

void TestSplitText::everyTextSurvives_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("prose") << QStringList{u"a"_s, u"word"_s, u"longerword"_s, u" "_s,
                                          u" "_s, u"\n"_s,   u"\n\n"_s};
    QTest::newRow("marks") << QStringList{
        u"<@U012>"_s, u"<http://x.org|see>"_s, u"&amp;"_s, u"&lt;"_s, u"x"_s, u" "_s, u"<"_s, u">"_s};
    QTest::newRow("code") << QStringList{u"```"_s, u"`x y`"_s, u"`"_s,    u"line"_s,
                                         u"\n"_s,  u"    "_s,  u"text "_s};
    QTest::newRow("alphabets") << QStringList{u"日本"_s, u"\U0001F389"_s,           u"e\u0301"_s, u"שלום"_s,
                                              u" "_s,    u"\U0001F1F5\U0001F1F9"_s, u"\u200D"_s,  u"\\"_s,
                                              u"\""_s,   QString(QChar(1))};
    QTest::newRow("everything") << QStringList{u"```"_s, u"\n"_s,         u"<@U1>"_s, u"&gt;"_s, u"word"_s,
                                               u" "_s,   u"\U0001F389"_s, u"`a`"_s,   u"\r\n"_s, u"\u3000"_s};
}

void TestSplitText::everyTextSurvives()
{
    QFETCH(QStringList, words);
    QRandomGenerator random(20261125);
    for (int round = 0; round < 1500; ++round) {
        const TextRoom room{64 + random.bounded(60), 70 + random.bounded(300)};
        QString text;
        const int count = random.bounded(250);
        for (int word = 0; word < count; ++word) {
            const QString &next = words[random.bounded(words.size())];
            text += random.bounded(40) == 0 ? next.repeated(random.bounded(80)) : next;
        }
        const QStringList parts = splitText(text, room);
        const QString problem = broken(text, parts, room);
        QVERIFY2(problem.isEmpty(), qUtf8Printable(u"round %1: %2\nof: %3"_s.arg(round).arg(problem, text)));
    }
}

void TestSplitText::graphemesStayWhole()
{
    QRandomGenerator random(7);
    const QStringList clusters{u"a"_s,
                               u"e\u0301\u0323"_s,
                               u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s,
                               u"\U0001F44B\U0001F3FD"_s,
                               u"\U0001F1F5\U0001F1F9"_s,
                               u"각"_s};
    for (int round = 0; round < 300; ++round) {
        QString text;
        for (int i = 0; i < 150; ++i)
            text += clusters[random.bounded(clusters.size())];
        // No white space: the parts are the text, and each must begin where a cluster does.
        const QStringList parts = splitText(text, {64, 4096});
        QCOMPARE(parts.join(QString()), text);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
        qsizetype at = 0;
        for (const QString &part : parts) {
            finder.setPosition(at);
            QVERIFY(finder.isAtBoundary());
            at += part.size();
        }
    }
}

void TestSplitText::slacksOwnLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("least"); //!< parts that are needed at least
    QTest::newRow("9,000 letters") << QString(9000, u'x') << 3;
    QTest::newRow("4,000 emoji") << u"\U0001F389"_s.repeated(4000) << 1;
    QTest::newRow("4,001 emoji") << u"\U0001F389"_s.repeated(4001) << 2;
    QTest::newRow("4,000 control characters take six bytes each") << QString(4000, QChar(1)) << 2;
    QTest::newRow("a log in a block")
        << u"```\n"_s + u"2026-11-25 ERROR something broke\n"_s.repeated(400) + fence << 4;
}

void TestSplitText::slacksOwnLimits()
{
    QFETCH(QString, text);
    QFETCH(int, least);
    const TextRoom room{4000, 16'200};
    const QStringList parts = splitText(text, room);
    QCOMPARE(broken(text, parts, room), QString());
    QVERIFY(parts.size() >= least);
    QVERIFY2(parts.size() <= least + 1, qPrintable(QString::number(parts.size()))); // filled well
}

void TestSplitText::longTextsAreFast()
{
    const QString text = u"A <@U012345> sentence with `code` &amp; more, and again.\n"_s.repeated(5'000);
    QElapsedTimer time;
    time.start();
    const QStringList parts = splitText(text, {4000, 16'000});
    QVERIFY(parts.size() > 60);
    QVERIFY2(time.elapsed() < 5'000 * testing::slowdown,
             qPrintable(QString::number(time.elapsed()))); // linear, not square
}

RTMSCOPE_TEST_MAIN(TestSplitText)
#include "tst_splittext.moc"
