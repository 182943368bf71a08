// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/replay/recordedframe.h"

#include "core/json/tree.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

//! About a connection that is over. A client that heard them again would reconnect, or give up.
constexpr std::array ofConnection{"hello",         "goodbye",          "pong",     "ping",
                                  "reconnect_url", "disconnect",       "error",    "team_migration_started",
                                  "server_pong",   "connection_error", "slow_down"};

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! The exact bytes of the value at \a path; empty if there is none.
QByteArray slice(const json::Tree &tree, const char *path)
{
    const int node = tree.find(QString::fromLatin1(path));
    return node < 0 ? QByteArray() : tree.valueText(node).toByteArray();
}

//! Wherever this type keeps the id of its \a what.
QByteArray idOf(const json::Value &event, std::string_view what)
{
    const json::Value value = event[what];
    if (value.isString())
        return bytesOf(value.string());
    if (value.isObject())
        return bytesOf(value["id"].string());
    if (const json::Value flat = event[std::string(what) + "_id"]; flat.isString())
        return bytesOf(flat.string());
    return bytesOf(event["item"][what].string());
}

void readEvent(const json::Value &event, PlayedFrame *played)
{
    played->type = bytesOf(event["type"].string());
    played->subtype = bytesOf(event["subtype"].string());
    played->channel = idOf(event, "channel");
    played->user = idOf(event, "user");
}

//! The envelope of Socket Mode, or the bare payload that the Events API posts.
bool takeEnvelope(const QByteArray &bytes, const json::Value &root, std::string_view type,
                  PlayedFrame *played)
{
    const bool bare = type == "event_callback" && root["event"].isObject();
    if (!bare && !(root["envelope_id"].isString() && root["payload"].isObject()))
        return false;
    const json::Tree tree = json::Tree::parse(bytes);
    played->payload = bare ? bytes : slice(tree, "payload");
    const json::Value payload = bare ? root : root["payload"];
    played->envelopeType = bare ? QByteArray("events_api") : bytesOf(type);
    played->acceptsPayload = root["accepts_response_payload"].boolean().value_or(false);
    played->eventId = bytesOf(payload["event_id"].string());
    if (payload["event"].isObject()) {
        played->event = played->rtm = slice(tree, bare ? "event" : "payload.event");
        readEvent(payload["event"], played);
    } else {
        played->event = played->payload;
        readEvent(payload, played);
        if (played->type.isEmpty()) // a command names none
            played->type = played->envelopeType;
    }
    return true;
}

//! A message of a page of history or an export says not where it stands.
QByteArray withChannel(QByteArray bytes, const QByteArray &channel)
{
    const qsizetype end = bytes.lastIndexOf('}');
    return bytes.insert(end, ",\"channel\":" +
                                 json::quoted(std::string_view(channel.constData(),
                                                               static_cast<std::size_t>(channel.size()))));
}

} // namespace

PlayedFrame readRecorded(const RecordedFrame &frame, json::Document &document)
{
    PlayedFrame played;
    played.timeUs = frame.timeUs;
    played.number = frame.number;
    if (!frame.isText || !document.parse(frame.bytes) || !document.root().isObject()) {
        played.leftOut = LeftOut::NotJson;
        return played;
    }
    const json::Value root = document.root();
    const std::string_view type = root["type"].string();
    if (root["reply_to"].exists() || (type.empty() && (root["ok"].exists() || root["envelope_id"].exists())))
        played.leftOut = LeftOut::Answer;
    else if (std::find(ofConnection.begin(), ofConnection.end(), type) != ofConnection.end())
        played.leftOut = LeftOut::OfConnection;
    else if (frame.repeated || root["retry_attempt"].integer().value_or(0) > 0)
        played.leftOut = LeftOut::Repeated;
    else if (type.empty())
        played.leftOut = LeftOut::NotJson;
    if (played.leftOut != LeftOut::No || takeEnvelope(frame.bytes, root, type, &played))
        return played;
    played.rtm = frame.channel.isEmpty() ? frame.bytes : withChannel(frame.bytes, frame.channel);
    played.event = played.rtm;
    readEvent(root, &played);
    if (!frame.channel.isEmpty())
        played.channel = frame.channel;
    return played;
}

} // namespace rtmscope::demo
