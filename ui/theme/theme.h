// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;
class QPainter;
class QRect;
class QWidget;

//! The one place for colours, sizes and icons: named tokens, so that a scheme is one table and contrast can
//! be tested. Sizes are multiples of a grid that follows the font.
namespace rtmscope::theme {

enum class Scheme : quint8 { Light, Dark, HighContrast };

enum class Colour : quint8 {
    Background,
    Side,
    Panel,
    Line,
    Text,
    Dim,
    Accent,
    AccentText,
    Selection,
    Ok,
    Warning,
    Error,
    Mention,
    MentionText,
    Code,
    CodeText,
    Hover,
    GapStripe,
    KindMessage,
    KindChange,
    KindReaction,
    KindPresence,
    KindControl,
    KindUnknown,
    JsonKey,
    JsonString,
    JsonNumber,
    JsonLiteral,
    Count
};

//! Fusion with our palettes. Follows the system's light or dark unless \a forced says otherwise ("light",
//! "dark", "contrast"; empty follows). Call once after QApplication, again when the setting changes:
//! everything updates live.
void apply(QApplication &application, const QString &forced = {});
Scheme scheme();
QColor colour(Colour token);
//! The table behind colour(), for the contrast test.
QColor colour(Colour token, Scheme scheme);
//! \a token as a text colour on \a background, moved towards the plain text colour just far enough to
//! keep 4.5:1. For dim, accent and kind colours on selected or hovered rows, where the bare token would be
//! too faint.
QColor colourOn(Colour token, Colour background);
QColor colourOn(Colour token, Colour background, Scheme scheme);

//! The 4 px grid, scaled with the application font: grid(1) is 4 px at the usual size.
int grid(qreal steps);
QFont bodyFont();
QFont secondaryFont(); //!< 85 %
QFont headingFont();   //!< 110 %, semi-bold
QFont wireFont();      //!< monospace, for what is on the wire only
//! The families for runs of emoji: the colour font first, then the usual ones. Empty where no colour font is
//! installed.
QStringList emojiFamilies();

//! resources/icons/NAME.svg drawn in \a token's colour, at any size; follows theme changes by itself at the
//! next paint. The SVG's ink is "currentColor". Empty for an unknown name.
QIcon icon(const QString &name, Colour token = Colour::Text);
//! A steady colour for an avatar or name, derived from an id; white text on it keeps 4.5:1.
QColor avatarColour(const QString &id);
QString initials(const QString &name); //!< "MO" for "Mira Okafor"; works for any script

//! \a ink moved towards the text colour just far enough to be told from \a ground: for bars, hairlines and
//! outlines.
QColor distinctOn(const QColor &ink, const QColor &ground, qreal ratio);

//! QPainter::drawText(), with the sides of the window that \a painter paints in, but the order of the words'
//! own language: a number stays in front and the dots behind. As high as plain text is measured.
void drawText(QPainter &painter, const QRect &rect, int flags, const QString &text);
//! The flags for that in a window that reads in direction \a window, for who has to pass them on.
int textFlags(Qt::LayoutDirection window, int flags, const QString &text);

//! \a wanted for a window of its own, but no more than the screen of \a widget has room for, frame included.
QSize onScreen(const QWidget &widget, QSize wanted);

//! For tests: contrast ratio per WCAG 2.
qreal contrast(const QColor &a, const QColor &b);

} // namespace rtmscope::theme
