// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QStringView>

#include <cstddef>
#include <string_view>

//! What the program knows about a type of event without an event at hand: the columns of the lists in
//! eventtypes.h and notekinds.h. What a column asks for is done elsewhere (core/summary, core/fold), each by
//! a table that the compiler checks to be complete. Free functions; any thread.
namespace rtmscope {

//! Event kinds as people tell them apart: by glyph and colour in tables and plots.
enum class EventClass : quint8 {
    Message,
    Change, //!< something in the workspace is another than before
    Reaction,
    Presence, //!< who is there, who types
    Control,  //!< about the connection or this client alone
    Unknown,  //!< a type without a row
    Note,     //!< an entry of our own
};
inline constexpr int eventClassCount = 7;

//! How soon a view leaves entries of a type out.
enum class Noise : quint8 {
    Never,   //!< on no level
    Aside,   //!< where only what people say to each other is wanted
    Chatter, //!< where nobody wants to see typing, presence and read marks
    Ping,    //!< on the first level: signs of life
};

//! Who puts an entry into words. See core/summary/eventsummary.cpp.
enum class Summary : quint8 {
    Members, //!< nobody in particular: its first plain members say enough
    Ack,
    AppGone,
    AppHome,
    AppNotice,
    AppRequest,
    BlockActions,
    CallRejected,
    ChannelNumber,
    ChannelInvite,
    Conversation,
    Dialog,
    Disconnect,
    DoNotDisturb,
    Emoji,
    Entity,
    Error,
    File,
    Goodbye,
    Hello,
    InviteRequest,
    Links,
    Marked,
    MemberJoined,
    MemberLeft,
    Message,
    MessageChanged,
    MessageDeleted,
    MessageReplied,
    Metadata,
    Notification,
    People,
    Person,
    PinAdded,
    PinRemoved,
    Ping,
    Pong,
    Preference,
    Presence,
    RateLimited,
    ReactionAdded,
    ReactionRemoved,
    ReconnectUrl,
    Shortcut,
    SlashCommand,
    StarAdded,
    StarRemoved,
    Subteam,
    Suggestion,
    TeamAccess,
    Thread,
    TokensRevoked,
    Typing,
    View,
    Workflow,
    WorkflowStep,
    // Notes
    ApiNote,
    BackfillNote,
    ControlFrame,
    GapNote,
    SendNote,
    StateNote,
    Note, //!< its text, else its members
};
inline constexpr std::size_t summaryCount = std::size_t(Summary::Note) + 1;

//! What an entry changes in the workspace. See core/fold/reducer.cpp.
enum class Fold : quint8 {
    Nothing,
    Acknowledgement,
    Archived,
    Bot,
    Closed,
    Deleted,
    Described,
    Emoji,
    HistoryChanged,
    Joined,
    Left,
    Marked,
    MemberJoined,
    MemberLeft,
    Mention,
    Message,
    MessageChanged,
    MessageDeleted,
    MessageReplied,
    Opened,
    OwnPresence,
    Presence,
    ReactionAdded,
    ReactionRemoved,
    Renumbered, //!< a conversation has another id
    Subteam,
    SubteamJoined,
    SubteamLeft,
    SubteamMembers,
    TeamDomain,
    TeamName,
    Typing,
    Unarchived,
    Updated,
    User,
    UserInvalidated,
    // Notes
    ApiNote,
    BackfillNote,
    GapNote,
    SendNote,
    StateNote,
};

struct EventTraits
{
    std::string_view type;         //!< of a note its kind; empty for what has no row
    std::string_view subtype = {}; //!< of a message
    EventClass kind = EventClass::Unknown;
    Noise noise = Noise::Aside;
    Summary summary = Summary::Members;
    Fold fold = Fold::Nothing;
    const char *meaning = nullptr; //!< in words, to be translated as "rtmscope::EventMeaning"; nullptr: none
};

//! The place in RTMSCOPE_EVENTS, from 1, of the row for a type; where the subtype has none of its own, of the
//! type's. 0: there is none. It is also the alternative of EventBody.
std::size_t eventRow(std::string_view type, std::string_view subtype);
std::size_t eventRow(QStringView type, QStringView subtype);
//! Of the row at that place; for 0 those of what we have no row for.
const EventTraits &traitsOfRow(std::size_t row);
//! The same for a note.
const EventTraits &traitsOfNote(QStringView kind);
//! By direction, type and subtype of an entry.
const EventTraits &traitsOf(Direction direction, QStringView type, QStringView subtype);
//! The same, without a look at the names where the entry was read before.
const EventTraits &traitsOf(const Event &event);

} // namespace rtmscope
