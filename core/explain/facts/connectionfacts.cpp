// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QtGlobal>

//! The stream's own frames, what clients send, and the notes of the record (docs/protocol.md, 3, 4 and 11;
//! docs/capture-format.md).
namespace rtmscope::facts {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::TypeFacts", text)

using enum Recipients;
using enum Sure;

constexpr std::string_view rtm = "/legacy/legacy-rtm-api";
constexpr std::string_view socketMode = "/apis/events-api/using-socket-mode";

constexpr TypeFacts table[] = {
    {"hello", "", Both, Doc, "",
     WORDS("Sent first on each connection; before it a connection proves nothing. By Socket Mode it says how "
           "many connections the app has and about how long this one will last. By RTM, fast_reconnect says "
           "that the server kept the events since the last connection.")},
    {"disconnect", "", SocketMode, Doc, "",
     WORDS("Sent when a connection of Socket Mode is about to end, or in place of hello when the app has ten "
           "already. On warning or refresh_requested open the next one first; on link_disabled do not come "
           "back."),
     socketMode},
    {"goodbye", "", Rtm, Doc, "",
     WORDS("Sent some seconds before the server ends the connection: it is eight hours old, or the workspace "
           "was quiet for long. Open the next one first. Many connections end without it.")},
    {"error", "", Rtm, Doc, "error",
     WORDS("Sent in place of hello when the address was used twice or too late, and later when a frame of "
           "yours could not be taken. The codes are published nowhere."),
     rtm},
    {"pong", "", Rtm, Doc, "",
     WORDS("Sent in answer to each ping, with its id in reply_to and every plain member that the ping "
           "had."),
     rtm},
    {"ack", "", Both, Doc, "",
     WORDS("Sent by the server in answer to a message by RTM: reply_to is that frame's id, ts is what the "
           "message is called from now on. By Socket Mode it goes the other way: the client names each "
           "envelope that has arrived. It has no type on the wire."),
     rtm},
    {"reconnect_url", "", Rtm, Doc, "url",
     WORDS("Sent some seconds after hello and every three minutes from then on: an address that works once "
           "in place of rtm.connect. Documented as an experiment; never needed.")},
    {"team_migration_started", "", Rtm, Doc, "",
     WORDS("Sent when the workspace moves to another server. The connection ends at once; connecting may be "
           "refused with migration_in_progress for some seconds.")},
    {"accounts_changed", "", Rtm, Doc, "",
     WORDS("Sent to a person's own clients when they sign in to another account or out of one. Others may "
           "ignore it.")},
    {"pref_change", "", Rtm, Doc, "name value",
     WORDS("Sent to all of a person's clients when one of them changes a setting. The value can be of any "
           "kind, JSON in a text included.")},
    {"ping", "", Clients, Doc, "id",
     WORDS("Sent by a client that has heard nothing for some seconds. The answer is a pong; if none comes, "
           "the connection is dead, whatever the socket says."),
     rtm},
    {"typing", "", Clients, Doc, "id channel",
     WORDS("Sent by a client while its user types, at most every three seconds. The others get "
           "user_typing."),
     rtm},
    {"presence_sub", "", Clients, Doc, "ids",
     WORDS("Sent by a client to name all whose presence it wants to know. Each list replaces the one before, "
           "and it is forgotten with the connection."),
     "/reference/events/presence_sub"},
    {"presence_query", "", Clients, Doc, "ids",
     WORDS("Sent by a client to ask once whether people are active, 500 at most. The answers are "
           "presence_change."),
     "/reference/events/presence_query"},
    {"tickle", "", Clients, Seen, "",
     WORDS("Sent by people's own clients while somebody sits in front of them, so that they count as "
           "active.")},
};

constexpr TypeFacts outgoingTable[] = {
    {"message", "", Clients, Doc, "id channel text",
     WORDS("Sent by a client to write in a conversation. The answer is an acknowledgement with the same "
           "number. Of formatting, only mrkdwn in the text counts; the whole frame stays below 16 KB."),
     rtm, "thread_ts reply_broadcast user"},
    {"user_typing",
     "",
     Clients,
     Seen,
     "channel",
     WORDS("Sent by people's own clients in place of typing, when they type in a thread."),
     {},
     "id thread_ts"},
    {"ack", "", Clients, Doc, "envelope_id",
     WORDS("Sent within three seconds for each envelope of Socket Mode, by its envelope_id. An answer may "
           "come along in payload where accepts_response_payload allowed it."),
     socketMode, "payload"},
};

constexpr TypeFacts notesTable[] = {
    {"state", "", Record, Doc, "state",
     WORDS(
         "Written when the connection goes from one state to the next. A note that ends an attempt says how "
         "long each stage of it took.")},
    {"api", "", Record, Doc, "method",
     WORDS("Written when a call of the Web API is over, by Rtmscope itself or, behind a tap, by the tapped "
           "program. Names and histories of the workspace come from such answers.")},
    {"send", "", Record, Doc, "local step",
     WORDS("Written at each step of a message that is sent from here; local is the same in all of them. "
           "queued, written and sent is the usual way; unconfirmed means that it may have arrived.")},
    {"gap", "", Record, Doc, "from_us",
     WORDS("Written when the stream is lost, with open, and again when it is back. Neither RTM nor Socket "
           "Mode repeats what was missed, unless resumed says so.")},
    {"backfill", "", Record, Doc, "gap state",
     WORDS("Written as what was missed in a gap is fetched, place by place and in all. Messages can be "
           "fetched; edits, deletions and reactions of that time can't.")},
    {"wake", "", Record, Doc, "slept_ms",
     WORDS("Written when the clock jumps: the computer slept, or somebody set it. The connection is tried at "
           "once, as it may be dead and not know.")},
    {"network", "", Record, Doc, "reachable",
     WORDS("Written when the system reports another network, or none. The connection is tried at once.")},
    {"ws_ping", "", Record, Doc, "by",
     WORDS(
         "Written for each ping frame of the WebSocket. An answer to it may come from a machine in front of "
         "the server, so it proves less than a pong of RTM.")},
    {"ws_pong", "", Record, Doc, "by",
     WORDS("Written for each pong frame of the WebSocket, which carries what the ping carried.")},
    {"ws_close", "", Record, Doc, "by",
     WORDS("Written for each close frame of the WebSocket. Slack documents no codes of its own: each close "
           "means the same, to connect again.")},
    {"tap", "", Record, Doc, "what",
     WORDS("Written when something happens at the tap itself: a socket opened or ended, a broken frame was "
           "passed on, a fault struck.")},
    {"sharing", "", Record, Doc, "",
     WORDS("Written when the app turns out to have connections that are not ours. Each event goes to one of "
           "all connections only, so none of them sees everything.")},
    {"hint", "", Record, Doc, "code",
     WORDS("Written when something looks wrong though the connection works, such as an app without any "
           "subscription.")},
    {"acks", "", Record, Doc, "received acknowledged",
     WORDS("Written when a connection of Socket Mode is over: how many envelopes it brought, and how fast "
           "they were acknowledged.")},
    {"trouble", "", Record, Doc, "code text",
     WORDS("Written when something was given up, such as a list of the server whose pages never end. What "
           "there was of it is used.")},
    {"mark", "", Record, Doc, "",
     WORDS("Written when somebody marks or labels another entry (of is its number), labels a whole "
           "conversation, thread or person, gives a label a name, or takes that away. A later one wins.")},
    {"comment", "", Record, Doc, "of text",
     WORDS("Written when somebody comments on another entry; of is its number. Without text, the "
           "comment is taken away.")},
};

} // namespace

std::span<const TypeFacts> connection()
{
    return table;
}

std::span<const TypeFacts> outgoing()
{
    return outgoingTable;
}

std::span<const TypeFacts> notes()
{
    return notesTable;
}

} // namespace rtmscope::facts
