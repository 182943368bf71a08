// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/markcolours.h"

#include <QCoreApplication>

#include <array>

namespace rtmscope::theme {

namespace {

constexpr float tintShare = 0.13F;

//! Light, dark, high contrast. Each keeps 4.5:1 with the background (tst_theme).
constexpr std::array<std::array<QRgb, 3>, markColourCount> inks{{
    {0xffb3261e, 0xffff8a80, 0xffff9d94},
    {0xffa84a00, 0xfff0a06a, 0xffffb98a},
    {0xff7a6000, 0xffe3c04f, 0xffffe066},
    {0xff1b7f4d, 0xff5cc48d, 0xff6fe3a2},
    {0xff0b7480, 0xff4fc4d3, 0xff6fe6f5},
    {0xff2a62c8, 0xff6ea1ff, 0xff7cc4ff},
    {0xff7d2ba8, 0xffd59bf6, 0xffe3b8ff},
    {0xffad1f6b, 0xfff58bc0, 0xffffa8d6},
    {0xff5b6675, 0xffa3adb9, 0xffdcdcdc},
}};

constexpr std::array<const char *, markColourCount> names{
    QT_TRANSLATE_NOOP("MarkColours", "Red"),    QT_TRANSLATE_NOOP("MarkColours", "Orange"),
    QT_TRANSLATE_NOOP("MarkColours", "Yellow"), QT_TRANSLATE_NOOP("MarkColours", "Green"),
    QT_TRANSLATE_NOOP("MarkColours", "Teal"),   QT_TRANSLATE_NOOP("MarkColours", "Blue"),
    QT_TRANSLATE_NOOP("MarkColours", "Violet"), QT_TRANSLATE_NOOP("MarkColours", "Pink"),
    QT_TRANSLATE_NOOP("MarkColours", "Grey"),
};

bool isThere(int number)
{
    return number >= 1 && number <= markColourCount;
}

float between(float from, float to)
{
    return from + (to - from) * tintShare;
}

} // namespace

QColor markColour(int number, Scheme scheme)
{
    return isThere(number) ? QColor::fromRgb(inks[std::size_t(number - 1)][std::size_t(scheme)]) : QColor();
}

QColor markColour(int number)
{
    return markColour(number, scheme());
}

QString markColourName(int number)
{
    return isThere(number) ? QCoreApplication::translate("MarkColours", names[std::size_t(number - 1)])
                           : QString();
}

QColor markGround(int number, Scheme scheme)
{
    const QColor background = colour(Colour::Background, scheme);
    if (!isThere(number) || scheme == Scheme::HighContrast)
        return background;
    const QColor ink = markColour(number, scheme);
    return QColor::fromRgbF(between(background.redF(), ink.redF()),
                            between(background.greenF(), ink.greenF()),
                            between(background.blueF(), ink.blueF()));
}

QColor markGround(int number)
{
    return markGround(number, scheme());
}

} // namespace rtmscope::theme
