// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/look/eventlook.h"

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString iconName(EventClass kind)
{
    switch (kind) {
    case EventClass::Message:
        return u"message"_s;
    case EventClass::Change:
        return u"change"_s;
    case EventClass::Reaction:
        return u"reaction"_s;
    case EventClass::Presence:
        return u"presence"_s;
    case EventClass::Control:
        return u"control"_s;
    case EventClass::Unknown:
        return u"unknown"_s;
    case EventClass::Note:
        break;
    }
    return u"note"_s;
}

} // namespace

theme::Colour kindColour(EventClass kind)
{
    switch (kind) {
    case EventClass::Message:
        return theme::Colour::KindMessage;
    case EventClass::Change:
        return theme::Colour::KindChange;
    case EventClass::Reaction:
        return theme::Colour::KindReaction;
    case EventClass::Presence:
        return theme::Colour::KindPresence;
    case EventClass::Control:
        return theme::Colour::KindControl;
    case EventClass::Unknown:
        return theme::Colour::KindUnknown;
    case EventClass::Note:
        break;
    }
    return theme::Colour::Dim;
}

const QIcon &kindIcon(EventClass kind)
{
    static const std::array<QIcon, eventClassCount> icons = [] {
        std::array<QIcon, eventClassCount> all;
        for (int i = 0; i < eventClassCount; ++i)
            all[size_t(i)] = theme::icon(iconName(EventClass(i)), kindColour(EventClass(i)));
        return all;
    }();
    return icons[size_t(kind)];
}

} // namespace rtmscope
