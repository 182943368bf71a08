// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <optional>

//! Reactions, stars and pins (protocol 5.5).
namespace rtmscope {

//! Somebody reacted.
struct ReactionAdded
{
    UserId user;
    QString reaction; //!< without colons, e.g. "eyes"; may carry "::skin-tone-3"
    ItemRef item;     //!< the message or file reacted to
    UserId itemUser;  //!< absent for bot and webhook messages
    MessageTs eventTs;

    static constexpr WireName wire{"reaction_added"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody reacted to a message, a file or a comment with an emoji.");
    static constexpr Fields fields{
        Field{"user", &ReactionAdded::user}, Field{"reaction", &ReactionAdded::reaction},
        Field{"item", &ReactionAdded::item}, Field{"item_user", &ReactionAdded::itemUser},
        Field{"event_ts", &ReactionAdded::eventTs}};
};

//! Somebody took a reaction back.
struct ReactionRemoved
{
    UserId user;
    QString reaction; //!< without colons
    ItemRef item;
    UserId itemUser;
    MessageTs eventTs;

    static constexpr WireName wire{"reaction_removed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody took a reaction back.");
    static constexpr Fields fields{
        Field{"user", &ReactionRemoved::user}, Field{"reaction", &ReactionRemoved::reaction},
        Field{"item", &ReactionRemoved::item}, Field{"item_user", &ReactionRemoved::itemUser},
        Field{"event_ts", &ReactionRemoved::eventTs}};
};

//! We starred something.
struct StarAdded
{
    UserId user;
    ItemRef item;
    MessageTs eventTs;

    static constexpr WireName wire{"star_added"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "You saved something for later, or took it off that list.");
    static constexpr Fields fields{Field{"user", &StarAdded::user}, Field{"item", &StarAdded::item},
                                   Field{"event_ts", &StarAdded::eventTs}};
};

//! We took a star back.
struct StarRemoved
{
    UserId user;
    ItemRef item;
    MessageTs eventTs;

    static constexpr WireName wire{"star_removed"};
    static constexpr auto meaning = StarAdded::meaning;
    static constexpr Fields fields{Field{"user", &StarRemoved::user}, Field{"item", &StarRemoved::item},
                                   Field{"event_ts", &StarRemoved::eventTs}};
};

//! Something was pinned to a conversation.
struct PinAdded
{
    UserId user;
    ChannelId channel;
    ItemRef item;
    UserId itemUser;
    std::optional<int> pinCount;
    PinnedInfo pinnedInfo;
    MessageTs eventTs;

    static constexpr WireName wire{"pin_added"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Something was pinned to a conversation, or taken off.");
    static constexpr Fields fields{
        Field{"user", &PinAdded::user},          Field{"channel_id", &PinAdded::channel},
        Field{"item", &PinAdded::item},          Field{"item_user", &PinAdded::itemUser},
        Field{"pin_count", &PinAdded::pinCount}, Field{"pinned_info", &PinAdded::pinnedInfo},
        Field{"event_ts", &PinAdded::eventTs}};
};

//! Something was unpinned.
struct PinRemoved
{
    UserId user;
    ChannelId channel;
    ItemRef item;
    UserId itemUser;
    std::optional<int> pinCount;
    PinnedInfo pinnedInfo;
    std::optional<bool> hasPins;
    MessageTs eventTs;

    static constexpr WireName wire{"pin_removed"};
    static constexpr auto meaning = PinAdded::meaning;
    static constexpr Fields fields{
        Field{"user", &PinRemoved::user},          Field{"channel_id", &PinRemoved::channel},
        Field{"item", &PinRemoved::item},          Field{"item_user", &PinRemoved::itemUser},
        Field{"pin_count", &PinRemoved::pinCount}, Field{"pinned_info", &PinRemoved::pinnedInfo},
        Field{"has_pins", &PinRemoved::hasPins},   Field{"event_ts", &PinRemoved::eventTs}};
};

} // namespace rtmscope
