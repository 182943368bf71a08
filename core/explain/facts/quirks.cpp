// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/quirks.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::Quirks", text)

using enum Sure;
using Sample = Quirk::Sample;

bool isEscaped(std::string_view text)
{
    return text.find("&amp;") != text.npos || text.find("&lt;") != text.npos ||
           text.find("&gt;") != text.npos;
}

bool isAnyReactionShort(json::Value message)
{
    for (const json::Value reaction : message["reactions"].elements()) {
        if (reaction["count"].integer().value_or(0) > reaction["users"].size())
            return true;
    }
    return false;
}

bool hasFileOfMode(json::Value message)
{
    for (const json::Value file : message["files"].elements()) {
        const std::string_view mode = file["mode"].string();
        if (mode == "tombstone" || mode == "hidden_by_limit")
            return true;
    }
    return false;
}

bool isReply(json::Value message)
{
    const std::string_view thread = message["thread_ts"].string();
    return !thread.empty() && thread != message["ts"].string();
}

bool isEnveloped(const Sample &sample)
{
    return sample.frame["envelope_id"].exists();
}

bool holdsJson(json::Value value)
{
    const std::string_view text = value.string();
    return text.starts_with('{') || text.starts_with('[');
}

bool isTwice(const Sample &s)
{
    return s.event.repeated || s.frame["retry_attempt"].integer().value_or(0) > 0;
}

constexpr Quirk table[] = {
    // Messages
    {"message message/bot_message message/file_share app_mention", Told, "T14",
     WORDS("user or text may be missing: posts of apps, messages with files and what they were before an "
           "edit often have neither."),
     [](const Sample &s) {
         return s.event.direction == Direction::In && !s.body["message"].exists() &&
                (!s.body["user"].exists() || !s.body["text"].exists());
     }},
    {"message message/bot_message app_mention", Told, "T15",
     WORDS("Posts of bots lost the subtype bot_message in 2020 and got bot_id and bot_profile. Both forms "
           "are sent; look at bot_id."),
     [](const Sample &s) { return s.body["bot_profile"].exists() && !s.body["subtype"].exists(); }},
    {"message/message_changed", Told, "T26",
     WORDS("It is an edit by a person only where message.edited is there. Previews of links, new blocks and "
           "counts of replies come in the same way."),
     [](const Sample &s) { return !s.body["message"]["edited"].exists(); }},
    {"message/message_changed", Seen, "6.5",
     WORDS("A deleted first message of a thread comes as a change to a tombstone, as its thread stays."),
     [](const Sample &s) { return s.body["message"]["subtype"].string() == "tombstone"; }},
    {"message/message_changed message/message_deleted message/message_replied", Doc, "3.6",
     WORDS("Its own ts is the time of the event. The message is named by message.ts or deleted_ts.")},
    {"message message/message_changed", Seen, "6.1",
     WORDS("Apps may write a message bit by bit: then many changes of it come in a second."),
     [](const Sample &s) {
         return s.body["streaming_state"].exists() || s.body["message"]["streaming_state"].exists();
     }},
    {"message", Doc, "T9",
     WORDS("The last message that you sent is repeated after each connect, with reply_to and without ok. "
           "Taken for new it is there twice."),
     [](const Sample &s) { return s.body["reply_to"].exists(); }},
    {"message", Told, "T8",
     WORDS("Your own message may come back on the connection that sent it, before or after its "
           "acknowledgement; with some tokens it always does.")},
    {"message", Doc, "6.2",
     WORDS("The Events API forgets the subtype of message_replied: a message that only wraps another one is "
           "taken for that."),
     [](const Sample &s) { return s.body["message"].isObject() && !s.body["subtype"].exists(); }},
    {"message message/thread_broadcast message/bot_message app_mention", Told, "T25",
     WORDS("To answer in the thread take its thread_ts. A reply under the ts of another reply vanishes."),
     [](const Sample &s) { return isReply(s.body); }},
    {"message message/bot_message message/me_message app_mention message/message_changed", Doc, "7.1",
     WORDS("&, < and > are escaped in text, also in code. Decode them once, after mentions and links were "
           "found."),
     [](const Sample &s) {
         return isEscaped(s.body["text"].string()) || isEscaped(s.body["message"]["text"].string());
     }},
    {"message message/message_changed message/bot_message", Doc, "7.5",
     WORDS("Where there are blocks, text is only a summary for notifications."),
     [](const Sample &s) { return s.body["blocks"].size() > 0 || s.body["message"]["blocks"].size() > 0; }},
    {"message message/message_changed", Seen, "6.1",
     WORDS("A reaction may name fewer people than it counts."),
     [](const Sample &s) { return isAnyReactionShort(s.body) || isAnyReactionShort(s.body["message"]); }},
    {"message message/file_share message/message_changed", Seen, "7.9",
     WORDS("A file that was deleted or is older than the plan shows has hardly any members."),
     [](const Sample &s) { return hasFileOfMode(s.body) || hasFileOfMode(s.body["message"]); }},
    {"message message/message_changed message/message_deleted message/message_replied message/unpinned_item",
     Doc, "6.4",
     WORDS("hidden says that it is bookkeeping: to be applied but never shown, counted or marked unread."),
     [](const Sample &s) { return s.body["hidden"].boolean() == true; }},
    {"message message/message_changed message/message_deleted message/message_replied "
     "message/thread_broadcast message/bot_message app_mention reaction_added reaction_removed "
     "channel_marked",
     Doc, "T31",
     WORDS("A ts is a name, not a number: as a double it loses its last digits, and threads and edits go to "
           "nowhere.")},
    {"message app_mention", Doc, "11.2",
     WORDS("A message that mentions the app comes twice, as message and as app_mention, in either order and "
           "with different event_id. Channel and ts are the same.")},
    {"user_typing", Seen, "4.3", WORDS("Nothing says when somebody stops.")},
    {"desktop_notification mobile_in_app_notification", Seen, "5.2",
     WORDS("Counted as a message it is there twice: the message comes by itself.")},
    // Conversations and items
    {"mpim_joined mpim_open mpim_close mpim_marked group_joined group_open group_close group_marked", Seen,
     "5.3",
     WORDS("A direct message of several people often tells of one act by two events, mpim_… and group_…: the "
           "second must change nothing.")},
    {"channel_joined group_joined channel_created group_rename channel_rename", Seen, "5.3",
     WORDS("The first letter of an id does not tell the kind of a conversation: private channels begin with "
           "C since 2021.")},
    {"channel_left channel_deleted channel_archive channel_unarchive group_left group_deleted group_archive "
     "group_unarchive im_open im_close group_open group_close channel_marked group_marked im_marked",
     Seen, "5", WORDS("channel is mostly an id, but an object with the id in some of these events."),
     [](const Sample &s) { return s.body["channel"].isObject(); }},
    {"channel_created channel_joined channel_rename group_joined group_rename im_created mpim_joined", Seen,
     "5", WORDS("channel is mostly an object, but its id alone in some of these events."),
     [](const Sample &s) { return s.body["channel"].isString(); }},
    {"channel_joined member_joined_channel", Doc, "11.2",
     WORDS("Apps are not told by channel_joined that they were invited, but by member_joined_channel with "
           "their own user.")},
    {"channel_marked group_marked im_marked mpim_marked", Doc, "5.3",
     WORDS("It also comes when another client of the same person has read on.")},
    {"channel_id_changed", Doc, "11.2",
     WORDS("Messages, drafts and settings under the old id have to move along; the old id may still turn "
           "up.")},
    {"reaction_added reaction_removed", Seen, "5.5",
     WORDS("The name may have a skin tone behind ::, such as wave::skin-tone-4."),
     [](const Sample &s) { return s.body["reaction"].string().find("::") != std::string_view::npos; }},
    {"reaction_added reaction_removed pin_added pin_removed", Doc, "5.5",
     WORDS("item_user is missing where the item has no author, as messages of webhooks have none."),
     [](const Sample &s) { return !s.body["item_user"].exists(); }},
    {"file_created file_change file_public file_shared file_unshared file_deleted", Doc, "5.5",
     WORDS("It brings the id alone. files.info tells the rest, and the message with the file does.")},
    {"thread_marked thread_subscribed thread_unsubscribed update_thread_state", Seen, "5.4",
     WORDS("Documented nowhere: tokens of people get it, those of bots do not.")},
    // People and the workspace
    {"presence_change", Told, "T19",
     WORDS("Without presence_sub none comes, and after each connect it has to be sent again. The first one "
           "for each person may come twice.")},
    {"presence_change", Doc, "5.6", WORDS("Both forms occur: user for one person, users for several."),
     [](const Sample &s) { return s.body["users"].exists(); }},
    {"user_change user_profile_changed user_status_changed user_huddle_changed", Seen, "5.6",
     WORDS("One change is told by user_change and again by one of the others, with the same content.")},
    {"user_invalidated", Seen, "5.6", WORDS("It has only the id: what is kept of the person is stale.")},
    {"emoji_changed", Doc, "5.7",
     WORDS("Without a subtype it does not say what changed: emoji.list has to be read again."),
     [](const Sample &s) { return !s.body["subtype"].exists(); }},
    {"team_profile_delete", Seen, "5.7", WORDS("The fields are ids, where team_profile_change has objects.")},
    {"pref_change team_pref_change", Seen, "3.2",
     WORDS("The value can be text, a number, true or false, an object, or JSON inside a text."),
     [](const Sample &s) { return s.body["value"].isObject() || holdsJson(s.body["value"]); }},
    // The stream
    {"hello", Told, "T1",
     WORDS("It proves that the connection works now, not that it will: connections go silent for hours "
           "without an error. Only pings with a deadline find that.")},
    {"hello", Told, "T17",
     WORDS("A program that is slow with an event loses others: record first, act "
           "later.")},
    {"hello", Doc, "11.1",
     WORDS("Where the app has several connections, each event goes to one of them only."),
     [](const Sample &s) { return s.body["num_connections"].integer().value_or(0) > 1; }},
    {"goodbye", Told, "T4",
     WORDS("Every connection ends after eight hours at most, with this or without a word.")},
    {"disconnect", Seen, "11.1", WORDS("The reason may be missing."),
     [](const Sample &s) { return !s.body["reason"].exists(); }},
    {"reconnect_url", Seen, "3.2",
     WORDS("It works once, and only for a while. When it is refused, rtm.connect is asked again.")},
    {"error", Doc, "3.3", WORDS("Code 1 says that the address had expired: ask rtm.connect for another one."),
     [](const Sample &s) { return s.body["error"]["code"].integer() == 1; }},
    {"ack", Told, "T11",
     WORDS("It may never come, or say ok for a message that is nowhere: after ten seconds a message is in "
           "doubt, not failed.")},
    {"ack", Told, "4.2",
     WORDS("It may come before or after other events, in another order than the messages, and with a number "
           "that nobody sent.")},
    {"pong", Told, "T30",
     WORDS("A quiet workspace is no dead connection: judge by any frame, pongs included, not by events.")},
    {"ack", Doc, "11.1",
     WORDS("An envelope that is not acknowledged within three seconds comes again: nearly at once, after a "
           "minute, after five."),
     [](const Sample &s) { return s.body["envelope_id"].exists(); }},
    // Apps
    {"app_rate_limited", Doc, "11.2",
     WORDS("What is missing is not sent later; histories have the messages of it.")},
    {"tokens_revoked app_uninstalled", Doc, "11.2",
     WORDS("Both come when an app is removed, in either order. Neither has a token in it.")},
    {"slash_commands", Seen, "11.3",
     WORDS("All of its members are texts, is_enterprise_install too: \"false\" is not false."),
     [](const Sample &s) { return s.body["is_enterprise_install"].isString(); }},
    {"block_actions view_submission view_closed shortcut message_action block_suggestion", Seen, "11.3",
     WORDS("team or channel may be null: in apps of an organisation, in forms and in the home."),
     [](const Sample &s) {
         const auto isNull = [&s](std::string_view key) {
             return s.body[key].exists() && s.body[key].isNull();
         };
         return isNull("team") || isNull("channel");
     }},
    // Any
    {"*", Told, "T10",
     WORDS("Events come again after reconnects and outages, and commands then run twice. Tell repeats by "
           "event_id, or by type and event_ts."),
     &isTwice},
    {"*", Seen, "T32",
     WORDS("Numbers come as text and text as numbers: a member is of another kind than usual here."),
     [](const Sample &s) { return s.hasOtherKinds; }},
    {"*", Doc, "11.1",
     WORDS("It came in an envelope, which is acknowledged within three seconds by its envelope_id."),
     &isEnveloped},
};

constexpr Quirk outgoingTable[] = {
    {"message", Doc, "T13", WORDS("A frame of 16,384 bytes or more ends the connection without an error."),
     [](const Sample &s) { return s.event.raw.size() > 15'000; }},
    {"message", Told, "T21",
     WORDS("By RTM, links with a label and formatting options do nothing; chat.postMessage takes them."),
     [](const Sample &s) {
         const std::string_view text = s.body["text"].string();
         return text.find("<http") != text.npos && text.find('|') != text.npos;
     }},
    {"message", Told, "T12",
     WORDS("Written to a dead connection it vanishes without an error, so it is kept until it is "
           "acknowledged.")},
    {"message", Told, "T25",
     WORDS("thread_ts must be that of the thread's first message. Under the ts of a reply the message "
           "vanishes."),
     [](const Sample &s) { return s.body["thread_ts"].exists(); }},
    {"presence_sub", Told, "T19",
     WORDS("Each list replaces the one before, and the next connection knows of none.")},
    {"ping", Told, "T1", WORDS("Without pings with a deadline a dead connection goes unnoticed for hours.")},
    {"ack", Doc, "11.1", WORDS("Sent later than three seconds it is of no use: the envelope comes again.")},
};

constexpr Quirk noteTable[] = {
    {"gap", Told, "T3",
     WORDS("What happened meanwhile is lost to most clients, and nobody says so. Here it is asked for, as "
           "far as histories have it.")},
    {"state", Told, "T5",
     WORDS("A network error while connecting is never final; clients that take it for that stay away after a "
           "short outage.")},
    {"state", Told, "T16",
     WORDS("not_allowed_token_type says that the token is good, but its app has granular permissions and may "
           "not use RTM: Socket Mode is the way. It is the most frequent question of all."),
     [](const Sample &s) { return s.body["code"].string() == "not_allowed_token_type"; }},
    {"state", Told, "T28",
     WORDS("Making the connection may be refused with 404, 408, 429 or 503 for a while: another address, a "
           "little later."),
     [](const Sample &s) { return s.body["code"].string().starts_with("http_"); }},
    {"state", Told, "T22",
     WORDS("In other clients the proxy is used for calls but not for the socket; here one setting holds for "
           "both."),
     [](const Sample &s) { return s.body["code"].string().starts_with("proxy"); }},
    {"api", Told, "T7", WORDS("Connecting again without pauses ends in a 429 that lasts for minutes."),
     [](const Sample &s) { return s.body["status"].integer() == 429; }},
    {"api", Told, "T20",
     WORDS("Loading all people and conversations at the start takes minutes on a large workspace, and has "
           "cost tokens."),
     [](const Sample &s) {
         const std::string_view method = s.body["method"].string();
         return method == "users.list" || method == "conversations.list";
     }},
    {"api", Doc, "2.1", WORDS("The status is 200 for nearly every refusal: ok and error count."),
     [](const Sample &s) { return s.body["status"].integer() == 200 && s.body["ok"].boolean() == false; }},
    {"send", Told, "T11",
     WORDS("unconfirmed says that it was written and nothing came back: it may have arrived. Sent again it "
           "may be there twice."),
     [](const Sample &s) { return s.body["step"].string() == "unconfirmed"; }},
    {"send", Told, "T12",
     WORDS("What is written to a dead connection is lost without a word in other clients; here it waits "
           "until it is settled.")},
    {"wake", Told, "T2",
     WORDS("After a sleep the socket still says that it is open, though the other side is long gone.")},
    {"network", Told, "T2", WORDS("A connection over the network before does not notice that it is gone.")},
    {"ws_close", Seen, "T29",
     WORDS("Waiting for the other side's part of closing can take half a minute when it is gone; the "
           "connection is dropped instead.")},
    {"ws_ping", Open, "3.4",
     WORDS("A pong may come from a balancer in front of a dead server, so it is no sign of life here.")},
    {"ws_pong", Open, "3.4",
     WORDS("A pong may come from a balancer in front of a dead server, so it is no sign of life here.")},
    {"acks", Told, "T17", WORDS("Handlers that are slow or too few lose events.")},
    {"sharing", Doc, "11.1",
     WORDS("Events go to one connection of the app, whichever it is: a monitor beside a bot takes from it.")},
};

bool names(std::string_view types, std::string_view name)
{
    for (std::size_t at = 0; at <= types.size();) {
        const std::size_t end = std::min(types.find(' ', at), types.size());
        if (types.substr(at, end - at) == name)
            return true;
        at = end + 1;
    }
    return false;
}

std::span<const Quirk> tableOf(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return table;
    case Direction::Out:
        return outgoingTable;
    case Direction::Note:
        break;
    }
    return noteTable;
}

} // namespace

QList<const Quirk *> quirksOf(Direction direction, QStringView type, QStringView subtype)
{
    const QByteArray name =
        (subtype.isEmpty() ? type.toString() : type.toString() + u'/' + subtype.toString()).toUtf8();
    QList<const Quirk *> found;
    for (const Quirk &quirk : tableOf(direction)) {
        if (quirk.types == "*" || names(quirk.types, {name.constData(), std::size_t(name.size())}))
            found.append(&quirk);
    }
    return found;
}

std::span<const Quirk> allQuirks()
{
    static const std::vector<Quirk> all = [] {
        std::vector<Quirk> quirks;
        for (const Direction direction : {Direction::In, Direction::Out, Direction::Note}) {
            const auto each = tableOf(direction);
            quirks.insert(quirks.end(), each.begin(), each.end());
        }
        return quirks;
    }();
    return all;
}

QString quirkWords(const Quirk &quirk)
{
    return QCoreApplication::translate("rtmscope::Quirks", quirk.words);
}

QString sureWords(Sure sure)
{
    switch (sure) {
    case Sure::Doc:
        return QCoreApplication::translate("rtmscope::Quirks", "documented");
    case Sure::Seen:
        return QCoreApplication::translate("rtmscope::Quirks", "seen in traffic");
    case Sure::Told:
        return QCoreApplication::translate("rtmscope::Quirks", "reported by others");
    case Sure::Open:
        break;
    }
    return QCoreApplication::translate("rtmscope::Quirks", "not certain");
}

} // namespace rtmscope
