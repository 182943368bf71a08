// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/access/plaintips.h"
#include "ui/theme/flatstyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QScreen>
#include <QStyle>
#include <QStyleFactory>
#include <QTextBoundaryFinder>
#include <QWidget>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;

namespace rtmscope::theme {

namespace {

constexpr int schemeCount = 3;
constexpr qreal readable = 4.5; // WCAG 2, level AA, normal text

struct TokenColours
{
    Colour token;
    std::array<QRgb, schemeCount> rgb; // light, dark, high contrast
};

//! Each pair of text and ground keeps a contrast of 4.5:1 (tst_theme). High contrast drops every tint that
//! only decorates.
constexpr std::array<TokenColours, static_cast<size_t>(Colour::Count)> tokens{{
    {Colour::Background, {0xffffffff, 0xff1b1e23, 0xff000000}},
    {Colour::Side, {0xfff5f6f8, 0xff16181c, 0xff000000}},
    {Colour::Panel, {0xfffafbfc, 0xff1f2328, 0xff000000}},
    {Colour::Line, {0xffe3e6ea, 0xff2e343b, 0xffb8b8b8}},
    {Colour::Text, {0xff1d2228, 0xffe4e8ed, 0xffffffff}},
    {Colour::Dim, {0xff667080, 0xff98a3b0, 0xffdcdcdc}},
    {Colour::Accent, {0xff2f6fde, 0xff6ea1ff, 0xff7cc4ff}},
    {Colour::AccentText, {0xffffffff, 0xff10151c, 0xff000000}},
    {Colour::Selection, {0xffdbe8fc, 0xff2a3f63, 0xff003d7a}},
    {Colour::Ok, {0xff1b7f4d, 0xff5cc48d, 0xff6fe3a2}},
    {Colour::Warning, {0xff9a6200, 0xffe0ad4f, 0xffffd166}},
    {Colour::Error, {0xffb3261e, 0xffff8a80, 0xffff9d94}},
    {Colour::Mention, {0xffe4eefd, 0xff2b3a55, 0xff00305f}},
    {Colour::MentionText, {0xff1d57bd, 0xff9fc0ff, 0xffb5dcff}},
    {Colour::Code, {0xffeef0f3, 0xff2b3138, 0xff262626}},
    {Colour::CodeText, {0xff1d2228, 0xffe4e8ed, 0xffffffff}},
    {Colour::Hover, {0xffeef1f5, 0xff252a31, 0xff1c1c1c}},
    {Colour::GapStripe, {0xfff6e7c8, 0xff3a3018, 0xff4a3a00}},
    {Colour::KindMessage, {0xff2a62c8, 0xff6ea1ff, 0xff7cc4ff}},
    {Colour::KindChange, {0xff7d2ba8, 0xffd59bf6, 0xffe3b8ff}},
    {Colour::KindReaction, {0xffa84a00, 0xfff0a06a, 0xffffb98a}},
    {Colour::KindPresence, {0xff1b7f4d, 0xff5cc48d, 0xff6fe3a2}},
    {Colour::KindControl, {0xff5b6675, 0xffa3adb9, 0xffdcdcdc}},
    {Colour::KindUnknown, {0xffb3261e, 0xffff8a80, 0xffff9d94}},
    {Colour::JsonKey, {0xff7d2ba8, 0xffd59bf6, 0xffe3b8ff}},
    {Colour::JsonString, {0xff1b7f4d, 0xff5cc48d, 0xff6fe3a2}},
    {Colour::JsonNumber, {0xff9a6200, 0xffe0ad4f, 0xffffd166}},
    {Colour::JsonLiteral, {0xff2a62c8, 0xff8ab4ff, 0xff9fd3ff}},
}};

constexpr bool tokensAreInOrder()
{
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].token != static_cast<Colour>(i))
            return false;
    }
    return true;
}
static_assert(tokensAreInOrder(), "colour() finds a token by its position");

//! White initials stand on these, so each keeps 4.5:1 with white; far enough apart to tell people by.
constexpr std::array<QRgb, 10> avatarColours{0xff7a5bc4, 0xff23764f, 0xff3a6fd0, 0xffb4561f, 0xffb0417a,
                                             0xff1d7884, 0xff8a6a12, 0xffa94438, 0xff557a1f, 0xff39708f};

Scheme currentScheme = Scheme::Light;

qreal linear(qreal channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

QColor mix(const QColor &from, const QColor &to, float share)
{
    return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * share,
                            from.greenF() + (to.greenF() - from.greenF()) * share,
                            from.blueF() + (to.blueF() - from.blueF()) * share);
}

void paintDisabled(QPalette &palette)
{
    const QColor faint = mix(colour(Colour::Dim), colour(Colour::Background), 0.25F);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colour(Colour::Hover));
}

QPalette schemePalette()
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, Colour token) {
        palette.setColor(role, colour(token));
    };
    set(QPalette::Window, Colour::Panel);
    set(QPalette::WindowText, Colour::Text);
    set(QPalette::Base, Colour::Background);
    set(QPalette::AlternateBase, Colour::Panel);
    set(QPalette::Text, Colour::Text);
    set(QPalette::Button, Colour::Background);
    set(QPalette::ButtonText, Colour::Text);
    set(QPalette::BrightText, Colour::Error);
    set(QPalette::Highlight, Colour::Selection);
    set(QPalette::HighlightedText, Colour::Text);
    set(QPalette::Link, Colour::Accent);
    set(QPalette::LinkVisited, Colour::Accent);
    set(QPalette::ToolTipBase, Colour::Background);
    set(QPalette::ToolTipText, Colour::Text);
    set(QPalette::PlaceholderText, Colour::Dim);
    // Bevels are made of these; all hairlines, none of them a bevel.
    for (const auto role :
         {QPalette::Light, QPalette::Midlight, QPalette::Mid, QPalette::Dark, QPalette::Shadow})
        set(role, Colour::Line);
    paintDisabled(palette);
    return palette;
}

//! What the desktop asks for. Qt 6.5 says so; before, Fusion's own palette follows the platform's theme.
Scheme systemScheme()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? Scheme::Dark
                                                                                 : Scheme::Light;
#else
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(u"Fusion"_s));
    const QColor window = fusion ? fusion->standardPalette().color(QPalette::Window) : QColor(Qt::white);
    return window.lightness() < 128 ? Scheme::Dark : Scheme::Light;
#endif
}

Scheme chosenScheme(const QString &forced)
{
    if (forced == "light"_L1)
        return Scheme::Light;
    if (forced == "dark"_L1)
        return Scheme::Dark;
    if (forced == "contrast"_L1)
        return Scheme::HighContrast;
    return systemScheme();
}

//! Hears of the system's changes for as long as the application lives; its child.
class SystemFollower : public QObject
{
public:
    explicit SystemFollower(QApplication &application)
        : QObject(&application)
        , m_application(application)
    {
        setObjectName("rtmscope-theme-follower"_L1);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { follow(); });
#else
        application.installEventFilter(this);
#endif
    }

    void choose(const QString &forced)
    {
        m_forced = forced;
        currentScheme = chosenScheme(m_forced);
        m_application.setPalette(schemePalette());
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // Sent to every window when the platform's theme changes; applying our palette does not cause
        // another.
        if (event->type() == QEvent::ThemeChange)
            follow();
        return QObject::eventFilter(watched, event);
    }

private:
    void follow()
    {
        if (m_forced.isEmpty() && systemScheme() != currentScheme)
            choose({});
    }

    QApplication &m_application;
    QString m_forced;
};

//! Relative to the usual 13 px text that the grid was drawn for.
qreal fontScale()
{
    const int pixels = QFontInfo(QApplication::font()).pixelSize();
    return pixels > 0 ? pixels / 13.0 : 1.0;
}

QFont scaledFont(const QFont &font, qreal factor)
{
    QFont scaled = font;
    if (font.pointSizeF() > 0)
        scaled.setPointSizeF(font.pointSizeF() * factor);
    else
        scaled.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    return scaled;
}

//! The colour font of the system, by the names there are.
QString installedEmojiFont()
{
    const QStringList families = QFontDatabase::families();
    for (const auto name :
         {"Noto Color Emoji"_L1, "Apple Color Emoji"_L1, "Segoe UI Emoji"_L1, "Twitter Color Emoji"_L1,
          "Twemoji"_L1, "JoyPixels"_L1, "Blobmoji"_L1, "OpenMoji Color"_L1}) {
        if (families.contains(name))
            return name;
    }
    for (const QString &family : families) {
        if (family.contains("Emoji"_L1) && family.contains("Color"_L1))
            return family;
    }
    return {};
}

//! Whether figures and Latin letters are the font's own. Where the language of the system is written
//! otherwise, what it calls its usual font may hold that writing only, and Qt would take figures from
//! anywhere.
bool writesLatin(const QFont &font)
{
    // Figures alone belong to no writing, so they are looked up by themselves.
    for (const auto writing : {QFontDatabase::Any, QFontDatabase::Latin}) {
        const QRawFont raw = QRawFont::fromFont(font, writing);
        for (const char character : {'0', '9', 'A', 'z', '{'}) {
            if (raw.isValid() && !raw.supportsCharacter(QLatin1Char(character)))
                return false;
        }
    }
    return true;
}

bool isFixed(const QFont &font)
{
    const QFontMetricsF metrics(font);
    return QFontInfo(font).fixedPitch() &&
           qFuzzyCompare(metrics.horizontalAdvance(u"0000"_s), metrics.horizontalAdvance(u"iiii"_s)) &&
           qFuzzyCompare(metrics.horizontalAdvance(u"MMMM"_s), metrics.horizontalAdvance(u"iiii"_s));
}

//! The first family that \a suits, well-known ones before the rest; empty if none does.
template<typename Suits>
QString familyThat(const QStringList &known, Suits suits)
{
    QStringList families = QFontDatabase::families(QFontDatabase::Latin);
    for (const QString &name : known) {
        if (families.removeAll(name) > 0 && suits(name))
            return name;
    }
    const auto found = std::find_if(families.cbegin(), families.cend(), suits);
    return found == families.cend() ? QString() : *found;
}

QString latinFamily()
{
    const QStringList known{u"Noto Sans"_s, u"DejaVu Sans"_s, u"Liberation Sans"_s, u"Open Sans"_s,
                            u"Roboto"_s,    u"Segoe UI"_s,    u"Arial"_s,           u"Helvetica"_s};
    return familyThat(known, [](const QString &family) {
        return QFontDatabase::isSmoothlyScalable(family) && !QFontDatabase::isFixedPitch(family) &&
               writesLatin(QFont(family));
    });
}

//! What to take instead of \a font where that is of no use for what is on the wire; empty: it is of use.
QString fixedFamily(const QFont &font)
{
    if (isFixed(font) && writesLatin(font))
        return {};
    const QStringList known{
        u"DejaVu Sans Mono"_s, u"Noto Sans Mono"_s, u"Liberation Mono"_s, u"Ubuntu Mono"_s,   u"Hack"_s,
        u"Consolas"_s,         u"Menlo"_s,          u"Courier New"_s,     u"Nimbus Mono PS"_s};
    return familyThat(known, [](const QString &family) {
        const QFont candidate(family);
        return QFontDatabase::isFixedPitch(family) && QFontDatabase::isSmoothlyScalable(family) &&
               isFixed(candidate) && writesLatin(candidate);
    });
}

//! The fixed font of the desktop, or, where it has no figures of one width, another one.
QFont fixedFont()
{
    static QHash<QString, QString> better; // by family: the desktop may choose another one at any time
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    auto found = better.constFind(font.family());
    if (found == better.cend())
        found = better.insert(font.family(), fixedFamily(font));
    if (!found->isEmpty())
        font.setFamily(*found);
    return font;
}

//! What the usual font lacks comes from the colour font before any symbol font; but figures, which that has
//! too, from a font for text. Ahead of it stands the font that is really used: the family asked for may be an
//! alias ("Sans"), and the first that exists would take its place.
void chooseSubstitutes()
{
    const QStringList emoji = emojiFamilies();
    for (const QFont &font : {QApplication::font(), wireFont()}) {
        QStringList families{QFontInfo(font).family()};
        if (!writesLatin(font))
            families.append(latinFamily());
        families.append(emoji.mid(0, 1));
        families.removeAll(QString());
        if (families.size() > 1 && !QFont::substitutes(font.family()).contains(families.constLast()))
            QFont::insertSubstitutions(font.family(), families);
    }
}

QStringList words(const QString &name)
{
    QStringList found;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        qsizetype at = 0;
        while (at < word.size() && !word.at(at).isLetterOrNumber() && !word.at(at).isSurrogate())
            ++at;
        if (at < word.size())
            found.append(word.mid(at));
    }
    return found;
}

//! The first \a count characters as people see them: an emoji or a letter with its marks stays whole.
QString firstCharacters(const QString &word, int count)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    for (int i = 0; i < count; ++i) {
        if (finder.toNextBoundary() < 0)
            return word;
    }
    return word.left(finder.position());
}

} // namespace

void apply(QApplication &application, const QString &forced)
{
    auto *follower = static_cast<SystemFollower *>(
        application.findChild<QObject *>("rtmscope-theme-follower"_L1, Qt::FindDirectChildrenOnly));
    if (!follower) {
        QApplication::setStyle(new FlatStyle);
        follower = new SystemFollower(application);
        chooseSubstitutes();
        application.installEventFilter(new PlainTips(&application));
    }
    follower->choose(forced);
}

Scheme scheme()
{
    return currentScheme;
}

QColor colour(Colour token)
{
    return colour(token, currentScheme);
}

QColor colour(Colour token, Scheme scheme)
{
    Q_ASSERT(token < Colour::Count);
    return QColor::fromRgb(tokens[static_cast<size_t>(token)].rgb[static_cast<size_t>(scheme)]);
}

QColor colourOn(Colour token, Colour background)
{
    return colourOn(token, background, currentScheme);
}

QColor colourOn(Colour token, Colour background, Scheme scheme)
{
    const QColor wanted = colour(token, scheme);
    const QColor under = colour(background, scheme);
    const QColor plain = colour(Colour::Text, scheme);
    for (int step = 0; step < 10; ++step) {
        const QColor candidate = mix(wanted, plain, static_cast<float>(step) / 10.0F);
        if (contrast(candidate, under) >= readable)
            return candidate;
    }
    return plain;
}

int grid(qreal steps)
{
    return qRound(4 * steps * fontScale());
}

QFont bodyFont()
{
    return QApplication::font();
}

QFont secondaryFont()
{
    return scaledFont(QApplication::font(), 0.85);
}

QFont headingFont()
{
    QFont font = scaledFont(QApplication::font(), 1.1);
    font.setWeight(QFont::DemiBold);
    return font;
}

QStringList emojiFamilies()
{
    static const QString colourFont = installedEmojiFont();
    return colourFont.isEmpty() ? QStringList() : QStringList{colourFont, QApplication::font().family()};
}

QFont wireFont()
{
    // Fixed fonts look larger than their point size says; a touch smaller sits level with the text around.
    QFont font = fixedFont();
    const QFont body = QApplication::font();
    if (body.pointSizeF() > 0)
        font.setPointSizeF(body.pointSizeF() * 0.95);
    else
        font.setPixelSize(std::max(1, qRound(body.pixelSize() * 0.95)));
    return font;
}

QColor avatarColour(const QString &id)
{
    // Not qHash: it may differ between runs and versions, and people remember colours.
    quint32 hash = 2166136261U;
    for (const QChar character : id)
        hash = (hash ^ character.unicode()) * 16777619U;
    hash ^= hash >> 15U;
    return QColor::fromRgb(avatarColours[hash % avatarColours.size()]);
}

QString initials(const QString &name)
{
    const QStringList parts = words(name);
    if (parts.isEmpty())
        return u"?"_s;
    if (parts.size() == 1)
        return firstCharacters(parts.first(), 2).toUpper();
    return (firstCharacters(parts.first(), 1) + firstCharacters(parts.last(), 1)).toUpper();
}

QColor distinctOn(const QColor &ink, const QColor &ground, qreal ratio)
{
    const QColor plain = colour(Colour::Text);
    for (int step = 0; step < 10; ++step) {
        const QColor candidate = mix(ink, plain, static_cast<float>(step) / 10.0F);
        if (contrast(candidate, ground) >= ratio)
            return candidate;
    }
    return plain;
}

int textFlags(Qt::LayoutDirection window, int flags, const QString &text)
{
    constexpr int sides = int(Qt::AlignHorizontal_Mask | Qt::AlignVertical_Mask);
    const Qt::Alignment placed = QStyle::visualAlignment(window, Qt::Alignment(QFlag(flags & sides)));
    const int order = text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    return int(placed | Qt::AlignAbsolute) | (flags & ~sides) | order;
}

void drawText(QPainter &painter, const QRect &rect, int flags, const QString &text)
{
    painter.drawText(rect, textFlags(painter.layoutDirection(), flags, text), text);
}

QSize onScreen(const QWidget &widget, QSize wanted)
{
    constexpr QSize frame(20, 60); // of a window manager, generously
    const QScreen *screen = widget.screen();
    return screen ? wanted.boundedTo(screen->availableSize() - frame) : wanted;
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace rtmscope::theme
