// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "tests/support/testmain.h"
#include "ui/parts/emojilabel.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/emojiformat.h"
#include "ui/theme/markcolours.h"

#include <QApplication>
#include <QGlyphRun>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRawFont>
#include <QSet>
#include <QStyleOptionButton>
#include <QTextLayout>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using theme::Colour;
using theme::Scheme;

namespace {

struct Named
{
    const char *name;
    Colour colour;
};
struct NamedScheme
{
    const char *name;
    Scheme scheme;
};

constexpr NamedScheme schemes[] = {
    {"light", Scheme::Light}, {"dark", Scheme::Dark}, {"contrast", Scheme::HighContrast}};
constexpr Named surfaces[] = {{"background", Colour::Background},
                              {"side", Colour::Side},
                              {"panel", Colour::Panel},
                              {"hover", Colour::Hover},
                              {"selection", Colour::Selection}};
constexpr Named inks[] = {{"text", Colour::Text},
                          {"dim", Colour::Dim},
                          {"accent", Colour::Accent},
                          {"ok", Colour::Ok},
                          {"warning", Colour::Warning},
                          {"error", Colour::Error},
                          {"kind message", Colour::KindMessage},
                          {"kind change", Colour::KindChange},
                          {"kind reaction", Colour::KindReaction},
                          {"kind presence", Colour::KindPresence},
                          {"kind control", Colour::KindControl},
                          {"kind unknown", Colour::KindUnknown},
                          {"json key", Colour::JsonKey},
                          {"json string", Colour::JsonString},
                          {"json number", Colour::JsonNumber},
                          {"json literal", Colour::JsonLiteral}};

constexpr qreal readable = 4.5;

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsWcag();
    void tokensAsDesigned_data();
    void tokensAsDesigned();
    void textPairsAreReadable_data();
    void textPairsAreReadable();
    void inksAreReadableOnEverySurface_data();
    void inksAreReadableOnEverySurface();
    void markColoursAreReadable();
    void avatarsCarryWhiteInitials();
    void avatarColourIsSteady();
    void initials_data();
    void initials();
    void forcedSchemeChangesEverythingLive();
    void focusIsSeenOnButtons_data();
    void focusIsSeenOnButtons();
    void iconsTakeTheirColour();
    void unknownIconIsEmpty();
    void fontsScaleTogether();
    void figuresAreOfATextFont_data();
    void figuresAreOfATextFont();
    void wrappedLabelsHaveRoom_data();
    void wrappedLabelsHaveRoom();
    void labelsStandAtTheWindowsSide();
    void linesAreCutOutsideOfEmoji_data();
    void linesAreCutOutsideOfEmoji();
    void headlinesHaveEmojiOfTheColourFont();
};

void TestTheme::contrastIsWcag()
{
    QCOMPARE(qRound(theme::contrast(Qt::black, Qt::white) * 100), 2100);
    QCOMPARE(qRound(theme::contrast(Qt::white, Qt::white) * 100), 100);
    // #767676 on white is WCAG's own example of just enough.
    QCOMPARE(qRound(theme::contrast(QColor(0x76, 0x76, 0x76), Qt::white) * 100), 454);
}

void TestTheme::tokensAsDesigned_data()
{
    QTest::addColumn<Colour>("token");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("dark");
    QTest::newRow("background") << Colour::Background << u"#ffffff"_s << u"#1b1e23"_s;
    QTest::newRow("side") << Colour::Side << u"#f5f6f8"_s << u"#16181c"_s;
    QTest::newRow("panel") << Colour::Panel << u"#fafbfc"_s << u"#1f2328"_s;
    QTest::newRow("line") << Colour::Line << u"#e3e6ea"_s << u"#2e343b"_s;
    QTest::newRow("text") << Colour::Text << u"#1d2228"_s << u"#e4e8ed"_s;
    QTest::newRow("dim") << Colour::Dim << u"#667080"_s << u"#98a3b0"_s;
    QTest::newRow("accent") << Colour::Accent << u"#2f6fde"_s << u"#6ea1ff"_s;
    QTest::newRow("selection") << Colour::Selection << u"#dbe8fc"_s << u"#2a3f63"_s;
    QTest::newRow("ok") << Colour::Ok << u"#1b7f4d"_s << u"#5cc48d"_s;
    QTest::newRow("warning") << Colour::Warning << u"#9a6200"_s << u"#e0ad4f"_s;
    QTest::newRow("error") << Colour::Error << u"#b3261e"_s << u"#ff8a80"_s;
}

void TestTheme::tokensAsDesigned()
{
    QFETCH(Colour, token);
    QTEST(theme::colour(token, Scheme::Light).name(), "light");
    QTEST(theme::colour(token, Scheme::Dark).name(), "dark");
}

void TestTheme::textPairsAreReadable_data()
{
    QTest::addColumn<Colour>("ink");
    QTest::addColumn<Colour>("surface");
    for (const Named &surface : surfaces)
        QTest::addRow("text on %s", surface.name) << Colour::Text << surface.colour;
    for (const Named &ink : inks) {
        QTest::addRow("%s on background", ink.name) << ink.colour << Colour::Background;
        QTest::addRow("%s on panel", ink.name) << ink.colour << Colour::Panel;
    }
    QTest::newRow("dim on side") << Colour::Dim << Colour::Side;
    QTest::newRow("ok on side") << Colour::Ok << Colour::Side;
    QTest::newRow("warning on side") << Colour::Warning << Colour::Side;
    QTest::newRow("error on side") << Colour::Error << Colour::Side;
    QTest::newRow("accent text on accent") << Colour::AccentText << Colour::Accent;
    QTest::newRow("mention") << Colour::MentionText << Colour::Mention;
    QTest::newRow("code") << Colour::CodeText << Colour::Code;
    QTest::newRow("text on gap stripe") << Colour::Text << Colour::GapStripe;
}

void TestTheme::textPairsAreReadable()
{
    QFETCH(Colour, ink);
    QFETCH(Colour, surface);
    for (const NamedScheme &scheme : schemes) {
        const qreal ratio =
            theme::contrast(theme::colour(ink, scheme.scheme), theme::colour(surface, scheme.scheme));
        QVERIFY2(ratio >= readable,
                 qPrintable(u"%1: only %2:1"_s.arg(QLatin1StringView(scheme.name)).arg(ratio)));
    }
}

void TestTheme::inksAreReadableOnEverySurface_data()
{
    QTest::addColumn<Colour>("ink");
    for (const Named &ink : inks)
        QTest::newRow(ink.name) << ink.colour;
}

void TestTheme::inksAreReadableOnEverySurface()
{
    QFETCH(Colour, ink);
    constexpr Colour moreSurfaces[] = {Colour::Mention, Colour::Code, Colour::GapStripe};
    QList<Colour> all(std::begin(moreSurfaces), std::end(moreSurfaces));
    for (const Named &surface : surfaces)
        all.append(surface.colour);
    for (const NamedScheme &scheme : schemes) {
        for (const Colour surface : std::as_const(all)) {
            const QColor shown = theme::colourOn(ink, surface, scheme.scheme);
            const qreal ratio = theme::contrast(shown, theme::colour(surface, scheme.scheme));
            QVERIFY2(ratio >= readable, scheme.name);
            // Nothing is repainted that was readable as it stood.
            const QColor bare = theme::colour(ink, scheme.scheme);
            if (theme::contrast(bare, theme::colour(surface, scheme.scheme)) >= readable)
                QCOMPARE(shown.name(), bare.name());
        }
    }
}

//! A colour that a person gave is ink on the background, ground of a digit, and ground of a whole row.
void TestTheme::markColoursAreReadable()
{
    for (const NamedScheme &scheme : schemes) {
        const QColor background = theme::colour(Colour::Background, scheme.scheme);
        QSet<QRgb> seen;
        for (int number = 1; number <= theme::markColourCount; ++number) {
            const QColor ink = theme::markColour(number, scheme.scheme);
            seen.insert(ink.rgb());
            const QString where = u"%1 %2"_s.arg(QLatin1StringView(scheme.name)).arg(number);
            QVERIFY2(theme::contrast(ink, background) >= readable, qPrintable(where));
            const QColor ground = theme::markGround(number, scheme.scheme);
            QVERIFY2(theme::contrast(theme::colour(Colour::Text, scheme.scheme), ground) >= readable,
                     qPrintable(where));
            QCOMPARE(ground == background, scheme.scheme == Scheme::HighContrast);
            QVERIFY(!theme::markColourName(number).isEmpty());
        }
        QCOMPARE(seen.size(), theme::markColourCount);
    }
    QVERIFY(!theme::markColour(0).isValid());
    QVERIFY(!theme::markColour(theme::markColourCount + 1).isValid());
}

void TestTheme::avatarsCarryWhiteInitials()
{
    QSet<QRgb> seen;
    for (int i = 0; i < 500; ++i) {
        const QColor colour = theme::avatarColour(u"U%1"_s.arg(i));
        seen.insert(colour.rgb());
        QVERIFY(theme::contrast(colour, Qt::white) >= readable);
    }
    QVERIFY2(seen.size() >= 8, "people would look alike");
}

void TestTheme::avatarColourIsSteady()
{
    // Fixed values: the colour of a person must not change from one start or version to the next.
    QCOMPARE(theme::avatarColour(u"U02TOMAS"_s).name(), u"#23764f"_s);
    QCOMPARE(theme::avatarColour(u"U01MIRA"_s).name(), u"#557a1f"_s);
}

void TestTheme::initials_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two words") << u"Mira Okafor"_s << u"MO"_s;
    QTest::newRow("three words") << u"Ana de Souza"_s << u"AS"_s;
    QTest::newRow("one word") << u"deploybot"_s << u"DE"_s;
    QTest::newRow("one letter") << u"x"_s << u"X"_s;
    QTest::newRow("accents") << u"Élodie Ångström"_s << u"ÉÅ"_s;
    QTest::newRow("hebrew") << u"נועה לוי"_s << u"נל"_s;
    QTest::newRow("combining mark stays") << u"e\u0301a"_s << u"E\u0301A"_s;
    QTest::newRow("sigils skipped") << u"@mira (ops)"_s << u"MO"_s;
    QTest::newRow("empty") << QString() << u"?"_s;
    QTest::newRow("punctuation only") << u"--"_s << u"?"_s;
}

void TestTheme::initials()
{
    QFETCH(QString, name);
    QTEST(theme::initials(name), "expected");
}

void TestTheme::forcedSchemeChangesEverythingLive()
{
    QPushButton button(u"Send"_s);
    button.show();
    theme::apply(*qApp, u"dark"_s);
    QCOMPARE(theme::scheme(), Scheme::Dark);
    // Qt hands a new palette to living widgets by way of the event loop.
    QTRY_COMPARE(button.palette().color(QPalette::Base), theme::colour(Colour::Background, Scheme::Dark));
    theme::apply(*qApp, u"light"_s);
    QCOMPARE(theme::scheme(), Scheme::Light);
    QTRY_COMPARE(button.palette().color(QPalette::Base), theme::colour(Colour::Background, Scheme::Light));
    theme::apply(*qApp, u"contrast"_s);
    QCOMPARE(theme::scheme(), Scheme::HighContrast);
    theme::apply(*qApp, u"light"_s);
}

void TestTheme::focusIsSeenOnButtons_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("filled");
    for (const char *scheme : {"light", "dark", "contrast"}) {
        for (const bool filled : {false, true})
            QTest::addRow("%s, %s", scheme, filled ? "filled" : "plain")
                << QString::fromLatin1(scheme) << filled;
    }
}

void TestTheme::focusIsSeenOnButtons()
{
    QFETCH(QString, scheme);
    QFETCH(bool, filled);
    theme::apply(*qApp, scheme);
    QPushButton button(u"Send"_s);
    QStyleOptionButton option;
    option.initFrom(&button);
    option.rect = QRect(0, 0, 80, 28);
    option.state = QStyle::State_Enabled | QStyle::State_Raised;
    option.features.setFlag(QStyleOptionButton::DefaultButton, filled);
    const auto paint = [&] {
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(theme::colour(Colour::Background));
        QPainter painter(&image);
        QApplication::style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, &button);
        return image;
    };
    const QImage without = paint();
    option.state |= QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
    const QImage with = paint();
    // Along the whole edge something stands out by 3:1 from what was there, and from its neighbours.
    int seen = 0;
    for (int x = 10; x < 70; ++x) {
        qreal most = 1;
        for (int y = 0; y < 8; ++y)
            most = std::max(most, theme::contrast(with.pixelColor(x, y), without.pixelColor(x, y)));
        seen += most >= 3;
    }
    QCOMPARE(seen, 60);
}

void TestTheme::iconsTakeTheirColour()
{
    const auto hasInk = [](const QIcon &icon, const QColor &ink) {
        const QImage image = icon.pixmap(QSize(64, 64), 1.0).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == ink)
                    return true;
            }
        }
        return false;
    };
    theme::apply(*qApp, u"light"_s);
    const QIcon close = theme::icon(u"close"_s, Colour::Accent);
    QVERIFY(!close.isNull());
    QVERIFY(hasInk(close, theme::colour(Colour::Accent, Scheme::Light)));
    theme::apply(*qApp, u"dark"_s);
    QVERIFY2(hasInk(close, theme::colour(Colour::Accent, Scheme::Dark)),
             "an icon follows the theme by itself");
    theme::apply(*qApp, u"light"_s);
}

void TestTheme::unknownIconIsEmpty()
{
    QVERIFY(theme::icon(u"no-such-icon"_s).isNull());
}

void TestTheme::fontsScaleTogether()
{
    const QFont before = QApplication::font();
    const int usual = theme::grid(10);
    QFont twice = before;
    twice.setPointSizeF(before.pointSizeF() * 2);
    QApplication::setFont(twice);
    QVERIFY(std::abs(theme::grid(10) - 2 * usual) <= 4);
    QCOMPARE_GT(theme::headingFont().pointSizeF(), theme::bodyFont().pointSizeF());
    QCOMPARE_LT(theme::secondaryFont().pointSizeF(), theme::bodyFont().pointSizeF());
    QVERIFY(QFontInfo(theme::wireFont()).fixedPitch());
    QApplication::setFont(before);
}

namespace {

//! The families that \a text is drawn with.
QStringList familiesOf(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QStringList families;
    for (const QGlyphRun &run : layout.glyphRuns())
        families.append(run.rawFont().familyName());
    families.removeDuplicates();
    return families;
}

//! Of the rows and columns of \a widget that are painted on.
QRect inkOf(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != image.pixel(0, 0))
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

} // namespace

//! Runs once more where the fonts of the system are those of another writing (tests/ui/theme/CMakeLists.txt).
void TestTheme::figuresAreOfATextFont_data()
{
    theme::apply(*qApp, u"light"_s);
    QTest::addColumn<QFont>("font");
    QTest::newRow("body") << theme::bodyFont();
    QTest::newRow("wire") << theme::wireFont();
}

void TestTheme::figuresAreOfATextFont()
{
    QFETCH(QFont, font);
    const QStringList families = familiesOf(u"1795861589.373159"_s, font);
    QCOMPARE(families.size(), 1);
    QVERIFY2(!families[0].contains(u"Emoji"_s), qPrintable(families[0]));
    const QFontMetricsF metrics(theme::wireFont());
    QCOMPARE(metrics.horizontalAdvance(u"0179"_s), metrics.horizontalAdvance(u"iWm{"_s));
}

//! In every direction, with fonts that lack the signs of direction, too.
void TestTheme::wrappedLabelsHaveRoom_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<QString>("family");
    for (const auto &family : {QString(), u"DejaVu Sans"_s}) {
        const QByteArray name = family.isEmpty() ? "usual font" : family.toLatin1();
        QTest::newRow(name + ", from the left") << Qt::LeftToRight << family;
        QTest::newRow(name + ", from the right") << Qt::RightToLeft << family;
    }
}

void TestTheme::wrappedLabelsHaveRoom()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(QString, family);
    const QFont before = QApplication::font();
    QGuiApplication::setLayoutDirection(direction);
    if (!family.isEmpty())
        QApplication::setFont(QFont(family, int(before.pointSizeF())));
    theme::apply(*qApp, u"light"_s);
    InkLabel ink(InkLabel::Size::Body);
    QLabel plain;
    for (QLabel *label : {static_cast<QLabel *>(&ink), &plain}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setText(
            u"Gypsies jump quickly, and they only stop to type (gently) what anybody says, jugglingly."_s);
        label->resize(200, label->heightForWidth(200));
        label->ensurePolished();
        const QRect fitting = inkOf(*label);
        label->resize(200, label->height() + 100);
        QCOMPARE(fitting, inkOf(*label));
        QVERIFY(fitting.height() > 2 * QFontMetrics(label->font()).height());
    }
    QApplication::setFont(before);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

//! Whatever the language of their words: a column of labels has one edge.
void TestTheme::labelsStandAtTheWindowsSide()
{
    theme::apply(*qApp, u"light"_s);
    const auto sideOf = [](const QString &words) {
        QLabel label(words);
        label.resize(300, 30);
        label.ensurePolished();
        return inkOf(label).center().x() < 150 ? Qt::LeftEdge : Qt::RightEdge;
    };
    const QString hebrew = u"\u05e0\u05d5\u05e2\u05d4"_s;
    QCOMPARE(sideOf(u"Noa"_s), Qt::LeftEdge);
    QCOMPARE(sideOf(hebrew), Qt::LeftEdge);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const Qt::Edge english = sideOf(u"Noa"_s);
    const Qt::Edge own = sideOf(hebrew);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(english, Qt::RightEdge);
    QCOMPARE(own, Qt::RightEdge);
}

void TestTheme::linesAreCutOutsideOfEmoji_data()
{
    QTest::addColumn<QString>("emoji");
    QTest::newRow("flag") << u"\U0001F1E9\U0001F1EA"_s;
    QTest::newRow("flag of tags")
        << u"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_s;
    QTest::newRow("tone") << u"\U0001F44D\U0001F3FD"_s;
    QTest::newRow("keycap") << u"1\uFE0F\u20E3"_s;
    QTest::newRow("family") << u"\U0001F468\u200d\U0001F469\u200d\U0001F467"_s;
    QTest::newRow("heart") << u"\u2764\uFE0F"_s;
}

//! Each emoji is one glyph of the colour font, in a line that has room and in one that has not.
void TestTheme::linesAreCutOutsideOfEmoji()
{
    if (theme::emojiFamilies().isEmpty())
        QSKIP("no colour font on this machine");
    QFETCH(const QString, emoji);
    const QFont font = theme::bodyFont();
    const auto shaped = [&](int count, qreal room, Qt::TextElideMode elide) {
        return theme::shapedLine(emoji.repeated(count), font, room, elide, Qt::LeftToRight);
    };
    const auto coloured = [](const theme::ShapedLine &line) {
        qsizetype glyphs = 0;
        for (const QGlyphRun &run : line.runs) {
            if (theme::emojiFamilies().constFirst() == run.rawFont().familyName())
                glyphs += run.glyphIndexes().size();
        }
        return glyphs;
    };
    const theme::ShapedLine one = shaped(1, 1'000, Qt::ElideRight);
    const qsizetype glyphs = coloured(one);
    QVERIFY(glyphs > 0);
    QCOMPARE(coloured(shaped(20, 10'000, Qt::ElideRight)), 20 * glyphs);
    for (const Qt::TextElideMode elide : {Qt::ElideRight, Qt::ElideMiddle}) {
        for (int room = int(one.width); room < int(6 * one.width); ++room) {
            const theme::ShapedLine line = shaped(20, room, elide);
            QVERIFY2(coloured(line) % glyphs == 0 && coloured(line) < 6 * glyphs,
                     qPrintable(QString::number(room)));
            QVERIFY(line.width <= room + 1);
        }
    }
}

void TestTheme::headlinesHaveEmojiOfTheColourFont()
{
    if (theme::emojiFamilies().isEmpty())
        QSKIP("no colour font on this machine");
    theme::apply(*qApp, u"light"_s);
    EmojiLabel label;
    label.setText(u"\u2764 \u263A"_s);
    label.resize(300, label.heightForWidth(300));
    label.ensurePolished();
    const QImage image = label.grab().toImage();
    int colourful = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colourful += image.pixelColor(x, y).hsvSaturation() > 100;
    }
    QVERIFY(colourful > 20);
    label.setText(u"\u2764 "_s.repeated(60));
    QVERIFY2(label.heightForWidth(100) > 2 * label.heightForWidth(10'000), "it wraps");
}

RTMSCOPE_GUI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"
