// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/meaning.h"

#include "core/redact/idshape.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

// Keys whose values are words of the protocol. A value that does not look like one is text all the same.
const QSet<QString> &keywordKeys()
{
    static const QSet<QString> keys{u"type"_s,
                                    u"subtype"_s,
                                    u"kind"_s,
                                    u"method"_s,
                                    u"error"_s,
                                    u"warning"_s,
                                    u"warnings"_s,
                                    u"style"_s,
                                    u"presence"_s,
                                    u"manual_presence"_s,
                                    u"channel_type"_s,
                                    u"item_type"_s,
                                    u"filetype"_s,
                                    u"mimetype"_s,
                                    u"pretty_type"_s,
                                    u"mode"_s,
                                    u"external_type"_s,
                                    u"upload_state"_s,
                                    u"media_display_type"_s,
                                    u"visibility"_s,
                                    u"access"_s,
                                    u"color"_s,
                                    u"range"_s,
                                    u"reason"_s,
                                    u"response_type"_s,
                                    u"trigger_type"_s,
                                    u"input_type"_s,
                                    u"border"_s,
                                    u"align"_s,
                                    u"parse"_s,
                                    u"call_family"_s,
                                    u"media_server"_s,
                                    u"needed"_s,
                                    u"provided"_s,
                                    u"scope"_s,
                                    u"scopes"_s,
                                    u"element_type"_s,
                                    u"unicode"_s,
                                    u"mrkdwn_in"_s,
                                    u"subscription_type"_s};
    return keys;
}

// Likewise of this program's own notes.
const QSet<QString> &noteKeys()
{
    static const QSet<QString> keys{u"kind"_s,  u"state"_s,   u"from"_s, u"code"_s,     u"step"_s,
                                    u"why"_s,   u"via"_s,     u"by"_s,   u"method"_s,   u"error"_s,
                                    u"stage"_s, u"skipped"_s, u"what"_s, u"protocol"_s, u"fault"_s,
                                    u"http"_s,  u"dir"_s};
    return keys;
}

const QSet<QString> &idKeys()
{
    static const QSet<QString> keys{u"id"_s,
                                    u"ids"_s,
                                    u"user"_s,
                                    u"users"_s,
                                    u"channel"_s,
                                    u"channels"_s,
                                    u"team"_s,
                                    u"bot"_s,
                                    u"app"_s,
                                    u"file"_s,
                                    u"inviter"_s,
                                    u"creator"_s,
                                    u"reply_users"_s,
                                    u"members"_s,
                                    u"pinned_to"_s,
                                    u"user_team"_s,
                                    u"source_team"_s,
                                    u"recipient"_s,
                                    u"item_user"_s,
                                    u"actor"_s,
                                    u"authed_users"_s,
                                    u"added_by"_s,
                                    u"set_by"_s,
                                    u"created_by"_s,
                                    u"updated_by"_s,
                                    u"deleted_by"_s,
                                    u"local"_s,
                                    u"enterprise"_s,
                                    u"im"_s,
                                    u"group"_s,
                                    u"groups"_s,
                                    u"ims"_s,
                                    u"mpims"_s,
                                    u"subteam"_s,
                                    u"subteams"_s,
                                    u"bots"_s,
                                    u"participants"_s,
                                    u"participant_history"_s,
                                    u"attached_file_ids"_s,
                                    u"self"_s,
                                    u"hash"_s,
                                    u"etag"_s,
                                    u"payload_hex"_s,
                                    u"reason_hex"_s,
                                    u"payload"_s,
                                    u"connection_name"_s,
                                    u"invited_user"_s,
                                    u"command"_s,
                                    u"action"_s,
                                    u"pinned_by"_s,
                                    u"last_editor"_s,
                                    u"purpose_creator"_s,
                                    u"editor"_s,
                                    u"editors"_s,
                                    u"conversations"_s,
                                    u"old_channel"_s,
                                    u"new_channel"_s,
                                    u"function"_s,
                                    u"workflow"_s,
                                    u"parent"_s,
                                    u"leads"_s,
                                    u"owner"_s,
                                    u"owners"_s,
                                    u"requester"_s};
    return keys;
}

const QSet<QString> &timeKeys()
{
    static const QSet<QString> keys{u"ts"_s,           u"latest"_s,  u"oldest"_s,  u"last_read"_s,
                                    u"latest_reply"_s, u"updated"_s, u"created"_s, u"timestamp"_s,
                                    u"time"_s,         u"t"_s,       u"started"_s, u"last_set"_s,
                                    u"date"_s};
    return keys;
}

// What people say, and what stands for it.
const QSet<QString> &saidKeys()
{
    static const QSet<QString> keys{u"text"_s,
                                    u"fallback"_s,
                                    u"pretext"_s,
                                    u"title"_s,
                                    u"value"_s,
                                    u"initial_comment"_s,
                                    u"comment"_s,
                                    u"preview"_s,
                                    u"preview_plain_text"_s,
                                    u"preview_highlight"_s,
                                    u"plain_text"_s,
                                    u"topic"_s,
                                    u"purpose"_s,
                                    u"description"_s,
                                    u"alt_text"_s,
                                    u"footer"_s,
                                    u"label"_s,
                                    u"placeholder"_s,
                                    u"hint"_s,
                                    u"content"_s,
                                    u"old_topic"_s,
                                    u"old_purpose"_s,
                                    u"markdown"_s,
                                    u"alt_txt"_s,
                                    u"initial_value"_s,
                                    u"submit"_s,
                                    u"close"_s,
                                    u"msg"_s,
                                    u"caption"_s};
    return keys;
}

const QSet<QString> &secretKeys()
{
    static const QSet<QString> keys{u"token"_s,
                                    u"bot_access_token"_s,
                                    u"access_token"_s,
                                    u"refresh_token"_s,
                                    u"verification_token"_s,
                                    u"cookie"_s,
                                    u"cookies"_s,
                                    u"client_secret"_s,
                                    u"signing_secret"_s,
                                    u"interactivity_pointer"_s,
                                    u"secret"_s,
                                    u"upload_url"_s,
                                    u"response_url"_s,
                                    u"trigger_id"_s,
                                    u"password"_s,
                                    u"passwd"_s,
                                    u"api_key"_s,
                                    u"authorization"_s,
                                    u"ticket"_s,
                                    u"private_key"_s};
    return keys;
}

const QHash<QString, Meaning> &nameKeys()
{
    static const QHash<QString, Meaning> keys{{u"real_name"_s, Meaning::PersonName},
                                              {u"real_name_normalized"_s, Meaning::PersonName},
                                              {u"display_name"_s, Meaning::PersonName},
                                              {u"display_name_normalized"_s, Meaning::PersonName},
                                              {u"username"_s, Meaning::PersonName},
                                              {u"user_name"_s, Meaning::PersonName},
                                              {u"author_name"_s, Meaning::PersonName},
                                              {u"first_name"_s, Meaning::FirstName},
                                              {u"last_name"_s, Meaning::LastName},
                                              {u"channel_name"_s, Meaning::ConversationName},
                                              {u"name_normalized"_s, Meaning::ConversationName},
                                              {u"previous_names"_s, Meaning::ConversationName},
                                              {u"team_name"_s, Meaning::GroupName},
                                              {u"team_domain"_s, Meaning::GroupName},
                                              {u"domain"_s, Meaning::GroupName},
                                              {u"handle"_s, Meaning::GroupName},
                                              {u"service_name"_s, Meaning::GroupName},
                                              {u"bot_name"_s, Meaning::GroupName},
                                              {u"app_name"_s, Meaning::GroupName},
                                              {u"enterprise_name"_s, Meaning::GroupName},
                                              {u"reaction"_s, Meaning::EmojiName},
                                              {u"emoji"_s, Meaning::EmojiName},
                                              {u"status_emoji"_s, Meaning::EmojiName},
                                              {u"icon_emoji"_s, Meaning::EmojiName}};
    return keys;
}

// Words of notes that this program makes; what a person or a server says in them is said otherwise.
bool isOwnWords(const QString &key)
{
    return key == u"cause" || key == u"proof" || key == u"text" || key == u"reason" || key == u"msg";
}

bool isName(const QString &key)
{
    return key == u"name" || key == u"old_name" || key == u"new_name" || key == u"names";
}

Meaning nameIn(Zone zone)
{
    switch (zone) {
    case Zone::Person:
        return Meaning::PersonName;
    case Zone::Conversation:
        return Meaning::ConversationName;
    case Zone::Group:
        return Meaning::GroupName;
    case Zone::File:
        return Meaning::FileName;
    case Zone::Emoji:
        return Meaning::EmojiName;
    case Zone::Plain: // of a conversation that was renamed, mostly
        return Meaning::ConversationName;
    case Zone::Free:
    case Zone::Note:
        break;
    }
    return Meaning::Text;
}

bool isIdKey(const QString &key)
{
    return idKeys().contains(key) || key.endsWith("_id"_L1) || key.endsWith("_ids"_L1) ||
           key.endsWith("Id"_L1);
}

bool isTimeKey(const QString &key)
{
    return timeKeys().contains(key) || key.endsWith("_ts"_L1) || key.startsWith("date_"_L1) ||
           key.endsWith("_time"_L1) || key.endsWith("_at"_L1);
}

//! What a key says by itself.
struct KeyTraits
{
    bool isSecret = false;
    bool isKeyword = false;
    bool isNoteKeyword = false;
    bool isOwnWords = false;
    bool isPlainName = false; //!< of whatever the object is
    bool isTime = false;
    bool isId = false;
    bool isSaid = false;
    bool isLink = false;
    std::optional<Meaning> name = {};
};

KeyTraits traitsOfKey(const QString &key)
{
    KeyTraits traits;
    traits.isSecret = secretKeys().contains(key) || key.endsWith("_token"_L1) || key.endsWith("_secret"_L1);
    traits.isKeyword = keywordKeys().contains(key);
    traits.isNoteKeyword = noteKeys().contains(key);
    traits.isOwnWords = isOwnWords(key);
    traits.isPlainName = isName(key);
    traits.isTime = isTimeKey(key);
    traits.isId = isIdKey(key);
    traits.isSaid = saidKeys().contains(key);
    traits.isLink =
        key.endsWith("url"_L1) || key.contains("link"_L1) || key == "host"_L1 || key == "address"_L1;
    if (const auto name = nameKeys().constFind(key); name != nameKeys().cend())
        traits.name = *name;
    return traits;
}

//! The same keys come a million times; a hostile stream has new ones in every frame.
const KeyTraits &traitsOf(const QString &key)
{
    constexpr qsizetype most = 4096;
    thread_local QHash<QString, KeyTraits> known;
    const auto found = known.constFind(key);
    if (found != known.cend())
        return *found;
    if (known.size() >= most)
        known.clear();
    return *known.insert(key, traitsOfKey(key));
}

//! Words of the protocol are in small letters, but for the names of file types and our own states.
bool isKeyword(const KeyTraits &traits, const QString &key, QStringView value, Zone zone)
{
    constexpr qsizetype shortest = 3;
    const bool isOwn = zone == Zone::Note && traits.isNoteKeyword;
    if (!(isOwn || traits.isKeyword) || !looksLikeKeyword(value) || looksLikeId(value))
        return false;
    return isOwn || key == "pretty_type"_L1 || value.size() < shortest ||
           std::none_of(value.begin(), value.end(), [](QChar c) { return c.isUpper(); });
}

//! What begins with an address and goes on with words is no address.
bool isUrl(QStringView value)
{
    const bool begins = value.startsWith(u"http://") || value.startsWith(u"https://") ||
                        value.startsWith(u"ws://") || value.startsWith(u"wss://") ||
                        value.startsWith(u"mailto:");
    return begins && std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
}

//! A server's or program's word on why it closes a connection may be anything; these say nothing of anybody.
bool isUsualReason(QStringView reason)
{
    static constexpr QStringView usual[] = {u"bye",
                                            u"goodbye",
                                            u"normal",
                                            u"normal closure",
                                            u"going away",
                                            u"timeout",
                                            u"ping timeout",
                                            u"idle timeout",
                                            u"service restart",
                                            u"server shutdown",
                                            u"shutdown",
                                            u"protocol error",
                                            u"bad gateway",
                                            u"policy violation",
                                            u"message too big",
                                            u"internal error",
                                            u"try again later",
                                            u"unsupported data",
                                            u"too many websockets"};
    return std::any_of(std::begin(usual), std::end(usual),
                       [reason](QStringView each) { return reason.compare(each, Qt::CaseInsensitive) == 0; });
}

Zone zoneOfId(QStringView id)
{
    if (!isIdInPlace(id))
        return Zone::Plain;
    switch (id.front().unicode()) {
    case u'U':
    case u'W':
        return Zone::Person;
    case u'C':
    case u'G':
    case u'D':
        return Zone::Conversation;
    case u'T':
    case u'E':
    case u'B':
    case u'A':
    case u'S':
        return Zone::Group;
    case u'F':
        return Zone::File;
    default:
        return Zone::Plain;
    }
}

Zone zoneOfKey(const QString &key)
{
    static const QHash<QString, Zone> zones = [] {
        QHash<QString, Zone> made;
        const auto add = [&made](Zone zone, std::initializer_list<QStringView> keys) {
            for (const QStringView each : keys)
                made.insert(each.toString(), zone);
        };
        add(Zone::Person,
            {u"user", u"user_profile", u"profile", u"self", u"members", u"users", u"edited_by"});
        add(Zone::Conversation,
            {u"channel", u"channels", u"groups", u"ims", u"mpims", u"conversation", u"group"});
        add(Zone::Group, {u"team", u"teams", u"enterprise", u"bot", u"bot_profile", u"bots", u"subteam",
                          u"usergroup", u"usergroups", u"subteams", u"app", u"apps", u"icons"});
        add(Zone::File, {u"file", u"files"});
        add(Zone::Emoji, {u"reactions", u"emoji"});
        add(Zone::Free, {u"metadata", u"event_payload", u"values", u"private_metadata", u"inputs", u"outputs",
                         u"custom_fields", u"payload_data", u"headers"});
        return made;
    }();
    return zones.value(key, Zone::Plain);
}

} // namespace

Zone zoneOf(const QString &key, QStringView id, QStringView type, Zone around)
{
    if (around == Zone::Free)
        return Zone::Free;
    if (around == Zone::Note && key != u"answer" && key != u"args") {
        const Zone named = zoneOfKey(key);
        return named == Zone::Plain ? Zone::Note : named;
    }
    if (type == u"emoji" || type == u"emoji_changed" || type == u"reaction_added" ||
        type == u"reaction_removed")
        return Zone::Emoji;
    if (const Zone own = zoneOfId(id); own != Zone::Plain)
        return own;
    if (const Zone named = zoneOfKey(key); named != Zone::Plain)
        return named;
    // What stands in a person's or a file's object without a name of its own is still about them.
    const bool isPart = around == Zone::Person || around == Zone::File || around == Zone::Emoji;
    const bool isMessage = key == u"message" || key == u"previous_message" || key == u"event" ||
                           key == u"blocks" || key == u"attachments" || key == u"answer" || key == u"root" ||
                           key == u"item";
    return isPart && !isMessage ? around : Zone::Plain;
}

Meaning meaningOf(const QString &key, QStringView value, Zone zone)
{
    const KeyTraits &traits = traitsOf(key);
    if (traits.isSecret)
        return Meaning::Secret;
    if (zone == Zone::Emoji && value.startsWith(u"alias:"))
        return Meaning::EmojiName;
    if (isUrl(value))
        return Meaning::Url;
    if (zone == Zone::Free)
        return looksLikeId(value) ? Meaning::Id : Meaning::Text;
    if (zone == Zone::Note && traits.isOwnWords) {
        const bool isServers = key == "msg"_L1 || (key == "reason"_L1 && !isUsualReason(value));
        return isServers ? Meaning::Text : Meaning::OwnWords;
    }
    if (traits.name)
        return *traits.name;
    if (traits.isPlainName)
        return nameIn(zone);
    if (traits.isTime && (looksLikeTime(value) || looksLikeIsoTime(value)))
        return Meaning::Time;
    if (isKeyword(traits, key, value, zone))
        return Meaning::Keyword;
    if (traits.isId && !value.contains(u' '))
        return Meaning::Id;
    if (zone == Zone::Person) // a title, a pronoun, a time zone: somebody's
        return looksLikeId(value) ? Meaning::Id : Meaning::Text;
    if (zone == Zone::File && key == "title"_L1)
        return Meaning::FileName;
    if (traits.isSaid)
        return Meaning::Said;
    if (traits.isLink)
        return Meaning::Url;
    if (looksLikeId(value))
        return Meaning::Id;
    constexpr qsizetype secondsAndFraction = 17;
    return looksLikeTime(value) && value.size() == secondsAndFraction && value.contains(u'.') ? Meaning::Time
                                                                                              : Meaning::Text;
}

bool isPersonalNumber(const QString &key, Zone zone)
{
    static constexpr QStringView parts[] = {u"phone", u"mobile", u"fax",    u"latitude", u"longitude",
                                            u"birth", u"postal", u"salary", u"tz_offset"};
    return zone == Zone::Free || std::any_of(std::begin(parts), std::end(parts), [key](QStringView part) {
               return key.contains(part, Qt::CaseInsensitive);
           });
}

} // namespace rtmscope::redact
