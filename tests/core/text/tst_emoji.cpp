// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/emoji.h"
#include "core/text/emojiruns.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestEmoji : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void glyphs_data();
    void glyphs();
    void everyNameHasAGlyph();
    void completion();
    void runs_data();
    void runs();
    void everyGlyphIsOneRun();
    void textsAreCutOutsideOfEmoji();
};

void TestEmoji::glyphs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("glyph");
    QTest::newRow("tada") << u"tada"_s << u"\U0001F389"_s;
    QTest::newRow("plus one") << u"+1"_s << u"\U0001F44D"_s;
    QTest::newRow("alias") << u"thumbsup"_s << u"\U0001F44D"_s;
    QTest::newRow("a name of old") << u"simple_smile"_s << u"\U0001F642"_s;
    QTest::newRow("variation selector") << u"heart"_s << u"\u2764\uFE0F"_s;
    QTest::newRow("keycap") << u"hash"_s << u"#\uFE0F\u20E3"_s;
    QTest::newRow("flag") << u"flag-de"_s << u"\U0001F1E9\U0001F1EA"_s;
    QTest::newRow("tone") << u"wave::skin-tone-4"_s << u"\U0001F44B\U0001F3FD"_s;
    QTest::newRow("darkest tone") << u"+1::skin-tone-6"_s << u"\U0001F44D\U0001F3FF"_s;
    QTest::newRow("tone replaces the selector") << u"point_up::skin-tone-2"_s << u"\u261D\U0001F3FB"_s;
    QTest::newRow("tone inside a sequence")
        << u"woman-running::skin-tone-3"_s << u"\U0001F3C3\U0001F3FC\u200D\u2640\uFE0F"_s;
    QTest::newRow("tones of two") << u"handshake::skin-tone-2-5"_s
                                  << u"\U0001FAF1\U0001F3FB\u200D\U0001FAF2\U0001F3FE"_s;
    QTest::newRow("one tone for two") << u"people_holding_hands::skin-tone-3"_s
                                      << u"\U0001F9D1\U0001F3FC\u200D\U0001F91D\u200D\U0001F9D1\U0001F3FC"_s;
    QTest::newRow("takes no tone") << u"tada::skin-tone-4"_s << u"\U0001F389"_s;
    QTest::newRow("no such tone") << u"wave::skin-tone-9"_s << u"\U0001F44B"_s;
    QTest::newRow("the tone itself") << u"skin-tone-2"_s << u"\U0001F3FB"_s;
    QTest::newRow("unknown") << u"party-parrot"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("only a tone") << u"::skin-tone-2"_s << QString();
    QTest::newRow("not ASCII") << u"schön"_s << QString();
    QTest::newRow("colons are not part of it") << u":tada:"_s << QString();
    QTest::newRow("far too long") << QString(100'000, u'a') << QString();
}

void TestEmoji::glyphs()
{
    QFETCH(const QString, name);
    QTEST(emojiGlyph(name), "glyph");
}

void TestEmoji::everyNameHasAGlyph()
{
    const QStringList names = emojiNames(u"", 100'000);
    QVERIFY2(names.size() > 1'900, "the table is there");
    for (const QString &name : names) {
        const QString glyph = emojiGlyph(name);
        QVERIFY2(!glyph.isEmpty(), qUtf8Printable(name));
        QVERIFY2(glyph.isValidUtf16() && !glyph.contains(QChar::Null), qUtf8Printable(name));
    }
}

void TestEmoji::completion()
{
    QCOMPARE(emojiNames(u"tad", 5), (QStringList{u"tada"_s}));
    QCOMPARE(emojiNames(u"heart", 3).value(0), u"heart"_s); // the exact name before heart_eyes
    QCOMPARE(emojiNames(u"THUMBS", 5), (QStringList{u"thumbsup"_s, u"thumbsdown"_s}));
    QCOMPARE(emojiNames(u"s", 4).size(), 4);
    QCOMPARE(emojiNames(u"s", 0).size(), 0);
    QCOMPARE(emojiNames(u"no such thing", 5), QStringList());
}

void TestEmoji::runs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << u"a 10 #1 * \u00a9 \u2194 \u2713 \u2192 \u05d0 \u4e2d"_s << QStringList();
    QTest::newRow("one") << u"a\U0001F389b"_s << QStringList{u"\U0001F389"_s};
    QTest::newRow("no selector") << u"\u2764 \u2600"_s << QStringList{u"\u2764"_s, u"\u2600"_s};
    QTest::newRow("selector") << u"\u2764\uFE0F!"_s << QStringList{u"\u2764\uFE0F"_s};
    QTest::newRow("asked for as text") << u"\u231A\uFE0E"_s << QStringList();
    QTest::newRow("tone") << u"x \U0001F44B\U0001F3FD y"_s << QStringList{u"\U0001F44B\U0001F3FD"_s};
    QTest::newRow("tone on what is text") << u"\u261D\U0001F3FB"_s << QStringList{u"\u261D\U0001F3FB"_s};
    QTest::newRow("keycap") << u"1\uFE0F\u20E3 2"_s << QStringList{u"1\uFE0F\u20E3"_s};
    QTest::newRow("joined") << u"\U0001F468\u200D\U0001F469\u200D\U0001F467."_s
                            << QStringList{u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s};
    QTest::newRow("two in a row") << u"\U0001F389\U0001F1E9\U0001F1EA"_s
                                  << QStringList{u"\U0001F389\U0001F1E9\U0001F1EA"_s};
    QTest::newRow("broken surrogate") << QString(QChar(0xD83D)) << QStringList();
}

void TestEmoji::runs()
{
    QFETCH(const QString, text);
    QStringList found;
    for (const TextRange &run : emojiRuns(text))
        found += text.sliced(run.begin, run.end - run.begin);
    QTEST(found, "expected");
}

//! A font change inside one would take it apart.
void TestEmoji::everyGlyphIsOneRun()
{
    for (const QString &name : emojiNames(u"", 100'000)) {
        for (const QString &glyph : {emojiGlyph(name), emojiGlyph(name + u"::skin-tone-4"_s)}) {
            const QList<TextRange> runs = emojiRuns(u"a "_s + glyph + u" b"_s);
            if (runs.isEmpty() && glyph.size() == 1)
                continue; // text on its own: drawn as an emoji because it was written as a name
            QVERIFY2(runs == QList<TextRange>({{2, 2 + glyph.size()}}), qUtf8Printable(name));
        }
    }
}

void TestEmoji::textsAreCutOutsideOfEmoji()
{
    const QString flag = u"\U0001F1EB\U0001F1EE"_s;
    const QString tone = u"\U0001F44B\U0001F3FD"_s;
    const QString text = u"ab"_s + flag + flag + tone + u"c"_s;
    QCOMPARE(emojiSequences(text), QList<TextRange>({{2, 6}, {6, 10}, {10, 14}}));
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const qsizetype cut = at <= 2 || at >= 14 ? at : 2 + (at - 2) / 4 * 4;
        QCOMPARE(outsideEmoji(text, at), cut);
    }
    QCOMPARE(outsideEmoji(flag.repeated(1'000), 3'002), 3'000);
}

RTMSCOPE_TEST_MAIN(TestEmoji)
#include "tst_emoji.moc"
