// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/clientframes.h"

#include "core/base/utf8.h"
#include "core/demo/world/acts.h"
#include "core/demo/world/objectwriter.h"

#include <algorithm>

namespace rtmscope::demo {

namespace {

constexpr qsizetype charactersOfMessage = 4'000; // protocol 4.1
constexpr qsizetype queriedIds = 500;            // protocol 4
constexpr qint64 farFromAnyId = 1'000'000'000;   // of an acknowledgement of no message

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! A truth as clients write it: true, 1, "1", "true" in any case.
bool isTrue(const json::Value &value)
{
    const QString text = value.text().trimmed().toLower();
    return text == QLatin1String("true") || text == QLatin1String("1");
}

//! An id or timestamp; null and an empty one are as good as none.
QByteArray textOrNumber(const json::Value &value)
{
    return value.isString() || value.isNumber() ? value.text().toUtf8() : QByteArray();
}

} // namespace

QByteArray errorFrame(int code, const QByteArray &words)
{
    const QByteArray error = ObjectWriter().number("code", code).text("msg", words).done();
    return ObjectWriter().text("type", "error").raw("error", error).done();
}

ClientFrames::ClientFrames(World &world, const SocketFaults &faults, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_faults(faults)
{
}

bool ClientFrames::takeBehindAck(const ClientSocket &socket, const QByteArray &event)
{
    if (&socket != m_speaker)
        return false;
    m_held.append(event);
    return true;
}

void ClientFrames::forget(const ClientSocket &socket)
{
    if (&socket == m_speaker)
        m_speaker = nullptr;
}

void ClientFrames::receive(ClientSocket &socket, const QByteArray &text)
{
    const QByteArray objected = parsed(text);
    const json::Value frame = m_document.root();
    if (!objected.isEmpty() && frame.isObject())
        return refuse(socket, frame, 3, objected);
    if (!objected.isEmpty())
        return socket.send(errorFrame(3, objected));
    const std::string_view type = frame["type"].string();
    if (type == "message")
        receiveMessage(socket, frame);
    else if (type == "ping")
        receivePing(socket, frame);
    else if (type == "typing" || type == "user_typing")
        receiveTyping(socket, frame);
    else if (type == "presence_sub" || type == "presence_query")
        receivePresence(socket, frame, type == "presence_sub");
    else if (type != "tickle")
        refuse(socket, frame, 3, "unknown message type");
}

//! Reads \a text into m_document; returns what there is to object to. Some libraries write half a surrogate
//! pair, which is taken for U+FFFD; who sends what is no UTF-8 is told so, by the id of the frame if it has
//! one.
QByteArray ClientFrames::parsed(const QByteArray &text)
{
    if (const qsizetype at = badUtf8Byte(text); at >= 0) {
        (void)m_document.parse(withoutHalfPairs(QString::fromUtf8(text).toUtf8()));
        return "that frame is not UTF-8: byte " + QByteArray::number(at + 1) + " is " +
               hexByte(text.at(at)).toLatin1();
    }
    if (!m_document.parse(text) && !m_document.parse(withoutHalfPairs(text)))
        return "that frame is not one JSON object: " + m_document.error().words.toUtf8() + " at byte " +
               QByteArray::number(m_document.error().offset + 1);
    return m_document.root().isObject() ? QByteArray() : QByteArray("that frame is not one JSON object");
}

void ClientFrames::receivePing(ClientSocket &socket, const json::Value &frame)
{
    if (m_faults.withholdPongs)
        return;
    ObjectWriter pong;
    pong.text("type", "pong");
    if (frame["id"].exists())
        pong.raw("reply_to", frame["id"].toJson());
    for (const auto &[key, value] : frame.members()) {
        if (key != "id" && key != "type" && !value.isObject() && !value.isArray())
            pong.members(json::quoted(key) + ':' + value.toJson());
    }
    socket.send(pong.done());
}

void ClientFrames::receiveTyping(ClientSocket &socket, const json::Value &frame)
{
    const Channel *channel = m_world.channel(bytesOf(frame["channel"].string()));
    if (channel == nullptr || !channel->has(socket.userId))
        refuse(socket, frame, 3, "channel_not_found");
    else
        rooms::typing(m_world, *channel, socket.userId, tsFrom(textOrNumber(frame["thread_ts"])).value_or(0));
}

void ClientFrames::receivePresence(ClientSocket &socket, const json::Value &frame, bool subscribe)
{
    QList<QByteArray> asked;
    QSet<QByteArray> ids;
    for (const json::Value id : frame["ids"].elements()) {
        const QByteArray user = bytesOf(id.string());
        if (m_world.user(user) == nullptr || ids.contains(user))
            continue;
        ids.insert(user);
        if (!subscribe || !socket.presence.contains(user))
            asked.append(user);
    }
    if (!subscribe && asked.size() > queriedIds)
        asked.resize(queriedIds);
    if (subscribe)
        socket.presence = ids; // each list replaces the one before
    tellPresence(socket, asked);
}

void ClientFrames::tellPresence(ClientSocket &socket, const QList<QByteArray> &users)
{
    const auto event = [](bool active) {
        ObjectWriter started;
        started.text("type", "presence_change").text("presence", active ? "active" : "away");
        return started;
    };
    QList<QByteArray> batches[2];
    for (const QByteArray &user : users) {
        const bool active = m_world.user(user)->active;
        if (socket.batchPresence)
            batches[active ? 1 : 0].append(user);
        else
            socket.send(event(active).text("user", user).done());
    }
    for (const bool active : {true, false}) {
        const QList<QByteArray> &batch = batches[active ? 1 : 0];
        if (!batch.isEmpty())
            socket.send(event(active).raw("users", textArray(batch)).done());
    }
}

void ClientFrames::refuse(ClientSocket &socket, const json::Value &frame, int code, const QByteArray &words)
{
    ObjectWriter ack;
    ack.flag("ok", false);
    if (frame["id"].exists())
        ack.raw("reply_to", frame["id"].toJson());
    ack.raw("error", ObjectWriter().number("code", code).text("msg", words).done());
    socket.send(ack.done());
}

//! Why a message is refused, as code and words; nothing when it may go ahead.
std::optional<ClientFrames::Objection> ClientFrames::objection(const QByteArray &userId,
                                                               const Channel *channel, const QByteArray &text,
                                                               const QByteArray &threadTs) const
{
    if (m_faults.acks == "fail")
        return Objection(4, "cannot process message");
    if (m_faults.acks == "slow-down")
        return Objection(-1, "slow down, too many messages...");
    if (text.trimmed().isEmpty())
        return Objection(2, "message text is missing");
    if (channel == nullptr || (channel->kind != Channel::Kind::Public && !channel->has(userId)))
        return Objection(3, "channel_not_found");
    if (!channel->has(userId))
        return Objection(3, "not_in_channel");
    if (channel->archived)
        return Objection(3, "is_archived");
    if (std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }) >
        charactersOfMessage)
        return Objection(3, "msg_too_long");
    if (!threadTs.isEmpty() && channel->find(tsFrom(threadTs).value_or(0)) == nullptr)
        return Objection(3, "thread_not_found");
    return std::nullopt;
}

void ClientFrames::receiveMessage(ClientSocket &socket, const json::Value &frame)
{
    Channel *channel = m_world.channel(bytesOf(frame["channel"].string()));
    Draft draft;
    draft.user = socket.userId;
    draft.text = canonicalText(bytesOf(frame["text"].string()));
    const QByteArray threadTs = textOrNumber(frame["thread_ts"]);
    draft.threadTs = tsFrom(threadTs).value_or(0);
    draft.broadcast = draft.threadTs != 0 && isTrue(frame["reply_broadcast"]);
    if (const auto objected = objection(socket.userId, channel, draft.text, threadTs))
        return refuse(socket, frame, objected->first, objected->second);

    m_held.clear();
    m_speaker = &socket;
    const Message *message = m_world.post(*channel, draft);
    m_speaker = nullptr;
    const QList<QByteArray> held = std::exchange(m_held, {});

    // A thread_ts that names a reply is accepted, and the message is never seen again (protocol T25).
    const QByteArray ts = tsText(message != nullptr ? message->ts : m_world.freshTs());
    const QByteArray id = frame["id"].exists() ? frame["id"].toJson() : QByteArray();
    ObjectWriter ack;
    ack.flag("ok", true);
    if (m_faults.acks == "unknown")
        ack.number("reply_to", frame["id"].integer().value_or(0) + farFromAnyId);
    else if (!id.isEmpty())
        ack.raw("reply_to", id);
    acknowledge(socket, ack.text("ts", ts).text("text", draft.text).done(), held);
    if (message == nullptr)
        return;
    if (!id.isEmpty())
        keepForReplay(*channel, *message, id);
    Q_EMIT messageSent(channel, *message);
}

void ClientFrames::keepForReplay(const Channel &channel, const Message &message, const QByteArray &id)
{
    ObjectWriter replay;
    replay.text("type", "message").text("channel", channel.id).text("user", message.user);
    replay.text("text", message.text);
    if (message.threadTs != 0)
        replay.text("thread_ts", tsText(message.threadTs));
    m_lastSent[message.user] = replay.text("ts", tsText(message.ts)).raw("reply_to", id).done();
}

//! \a withheld: what the world published for this socket during the send, the message's own event first.
void ClientFrames::acknowledge(ClientSocket &socket, const QByteArray &ack, const QList<QByteArray> &withheld)
{
    const QByteArray &acks = m_faults.acks;
    if (acks == "echo-first" && !withheld.isEmpty())
        socket.send(withheld.first());
    if (acks == "late") {
        QTimer::singleShot(m_faults.ackDelay, &socket, [&socket, ack] { socket.send(ack); });
    } else if (acks == "malformed") {
        socket.send(ack.chopped(2)); // Slack's own page once showed one cut like this
    } else if (acks != "never") {
        socket.send(ack);
        if (acks == "twice")
            socket.send(ack);
    }
    if (acks == "echo-too" && !withheld.isEmpty())
        socket.send(withheld.first());
    for (const QByteArray &frame : withheld.mid(1))
        socket.sendEvent(frame);
}

} // namespace rtmscope::demo
