// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>

//! What the members of frames and notes are about, by their names and by the objects that they stand in.
namespace rtmscope::redact {

//! What an object describes.
enum class Zone : std::uint8_t {
    Plain, //!< an event, a message, anything else
    Person,
    Conversation,
    Group, //!< a team, an app, a group of people
    File,
    Emoji, //!< names and addresses of emoji
    Free,  //!< what an app put there: its keys may be anything
    Note,  //!< of our own record, by itself
};

enum class Meaning : std::uint8_t {
    Keyword, //!< of the protocol; says nothing of anybody
    Id,
    Time,
    PersonName,
    FirstName,
    LastName,
    ConversationName,
    GroupName,
    FileName,
    EmojiName,
    Said, //!< what somebody said in a conversation: may be kept there
    Text, //!< other words: never kept
    Url,
    Secret,
    OwnWords, //!< of this program: what it says of a connection
};

//! The zone of an object or list by its key in \a around; \a id is its own member "id", \a type its "type".
Zone zoneOf(const QString &key, QStringView id, QStringView type, Zone around);
//! What a string is about that is called \a key (of a list's element: the list's) in an object of that zone.
//! \a value decides where the key does not.
Meaning meaningOf(const QString &key, QStringView value, Zone zone);
//! Whether numbers under \a key are somebody's, such as a phone's.
bool isPersonalNumber(const QString &key, Zone zone);

} // namespace rtmscope::redact
