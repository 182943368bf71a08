// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventtypes.h"
#include "core/events/types/field.h"

//! Which fields of events and of the objects in them the workspace has a use for. What is not named here is
//! passed over when an entry is folded; a struct that is not named is read as a whole.
namespace rtmscope {

//! The Purpose (see field.h) of the fold. What it files things by has to be what an entry's header says.
struct Folded
{
    static constexpr bool idsAreStrings = true;
};
//! The Purpose of a line about a message.
struct Outlined
{
    static constexpr bool idsAreStrings = true;
};

template<>
struct Subset<Folded, MessageFields>
    : Only<&MessageFields::subtype, &MessageFields::channel, &MessageFields::channelType,
           &MessageFields::user, &MessageFields::bot, &MessageFields::text, &MessageFields::ts,
           &MessageFields::threadTs, &MessageFields::username, &MessageFields::botProfile,
           &MessageFields::userProfile, &MessageFields::parentUser, &MessageFields::replyCount,
           &MessageFields::replyUsers, &MessageFields::latestReply, &MessageFields::replies,
           &MessageFields::blocks, &MessageFields::attachments, &MessageFields::files,
           &MessageFields::reactions, &MessageFields::edited, &MessageFields::hidden, &MessageFields::replyTo,
           &MessageFields::isEphemeral, &MessageFields::mrkdwn>
{
};
template<>
struct Subset<Outlined, MessageFields>
    : Only<&MessageFields::subtype, &MessageFields::channel, &MessageFields::user, &MessageFields::bot,
           &MessageFields::text, &MessageFields::ts, &MessageFields::threadTs, &MessageFields::username,
           &MessageFields::botProfile, &MessageFields::userProfile, &MessageFields::blocks,
           &MessageFields::attachments, &MessageFields::files, &MessageFields::hidden,
           &MessageFields::isEphemeral, &MessageFields::mrkdwn>
{
};
template<>
struct Subset<Folded, BotProfile> : Only<&BotProfile::name>
{
};
template<>
struct Subset<Outlined, BotProfile> : Only<&BotProfile::name>
{
};
template<>
struct Subset<Folded, EmbeddedProfile>
    : Only<&EmbeddedProfile::name, &EmbeddedProfile::displayName, &EmbeddedProfile::realName>
{
};
template<>
struct Subset<Outlined, EmbeddedProfile>
    : Only<&EmbeddedProfile::name, &EmbeddedProfile::displayName, &EmbeddedProfile::realName>
{
};
template<>
struct Subset<Folded, EditMark> : Only<&EditMark::ts>
{
};

template<>
struct Subset<Folded, ConversationObject>
    : Only<&ConversationObject::id, &ConversationObject::name, &ConversationObject::user,
           &ConversationObject::isChannel, &ConversationObject::isGroup, &ConversationObject::isIm,
           &ConversationObject::isMpim, &ConversationObject::isPrivate, &ConversationObject::isArchived,
           &ConversationObject::isMember, &ConversationObject::isOpen, &ConversationObject::lastRead,
           &ConversationObject::unreadCountDisplay, &ConversationObject::memberCount,
           &ConversationObject::members, &ConversationObject::topic, &ConversationObject::purpose>
{
};
template<>
struct Subset<Folded, TopicText> : Only<&TopicText::value>
{
};
template<>
struct Subset<Folded, ReadMark>
    : Only<&ReadMark::channel, &ReadMark::ts, &ReadMark::unreadCountDisplay, &ReadMark::mentionCountDisplay>
{
};

template<>
struct Subset<Folded, UserObject>
    : Only<&UserObject::id, &UserObject::name, &UserObject::realName, &UserObject::profile,
           &UserObject::isBot, &UserObject::deleted, &UserObject::presence>
{
};
template<>
struct Subset<Folded, UserProfile>
    : Only<&UserProfile::displayName, &UserProfile::realName, &UserProfile::title, &UserProfile::statusText,
           &UserProfile::statusEmoji>
{
};
template<>
struct Subset<Folded, BotObject> : Only<&BotObject::id, &BotObject::name>
{
};
template<>
struct Subset<Folded, SubteamObject>
    : Only<&SubteamObject::id, &SubteamObject::name, &SubteamObject::handle, &SubteamObject::users>
{
};

template<>
struct Subset<Folded, ItemRef> : Only<&ItemRef::channel, &ItemRef::ts>
{
};
template<>
struct Subset<Folded, ReactionAdded>
    : Only<&ReactionAdded::user, &ReactionAdded::reaction, &ReactionAdded::item>
{
};
template<>
struct Subset<Folded, ReactionRemoved>
    : Only<&ReactionRemoved::user, &ReactionRemoved::reaction, &ReactionRemoved::item>
{
};

} // namespace rtmscope
