// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/profilelook.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

struct Row
{
    QLatin1StringView name;
    theme::Colour ink;
    const char *words;
};

constexpr std::array rows{
    Row{"blue"_L1, theme::Colour::Accent, QT_TRANSLATE_NOOP("ProfileLook", "Blue")},
    Row{"green"_L1, theme::Colour::Ok, QT_TRANSLATE_NOOP("ProfileLook", "Green")},
    Row{"violet"_L1, theme::Colour::KindChange, QT_TRANSLATE_NOOP("ProfileLook", "Violet")},
    Row{"amber"_L1, theme::Colour::Warning, QT_TRANSLATE_NOOP("ProfileLook", "Amber")},
    Row{"red"_L1, theme::Colour::Error, QT_TRANSLATE_NOOP("ProfileLook", "Red")},
    Row{"grey"_L1, theme::Colour::Dim, QT_TRANSLATE_NOOP("ProfileLook", "Grey")},
};

const Row *rowFor(const QString &colour)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&colour](const Row &r) { return r.name == colour; });
    return row == rows.end() ? nullptr : &*row;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileLook", text);
}

} // namespace

QString profileKindWords(Profile::Kind kind)
{
    switch (kind) {
    case Profile::Kind::Rtm:
        return tr("RTM");
    case Profile::Kind::SocketMode:
        return tr("Socket Mode");
    case Profile::Kind::Tap:
        break;
    }
    return tr("Tap");
}

QString profileKindMeaning(Profile::Kind kind)
{
    switch (kind) {
    case Profile::Kind::Rtm:
        return tr(
            "For classic apps and legacy tokens, which go on working but can’t be made any more. Takes one "
            "token.");
    case Profile::Kind::SocketMode:
        return tr(
            "For apps with granular permissions, which is every app made today. Takes two tokens of one "
            "app.");
    case Profile::Kind::Tap:
        break;
    }
    return tr(
        "Look into a program that talks to Slack: Rtmscope passes everything on, and back. Takes no token.");
}

std::optional<theme::Colour> profileInk(const QString &colour)
{
    const Row *row = rowFor(colour);
    return row ? std::optional(row->ink) : std::nullopt;
}

QString profileColourWords(const QString &colour)
{
    const Row *row = rowFor(colour);
    return tr(row ? row->words : QT_TRANSLATE_NOOP("ProfileLook", "None"));
}

QIcon profileChip(const QString &colour)
{
    const auto ink = profileInk(colour);
    return ink ? theme::icon(u"dot"_s, *ink) : theme::icon(u"ring"_s, theme::Colour::Dim);
}

} // namespace rtmscope
