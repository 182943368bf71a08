// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventdecoder.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/events/letterscan.h"
#include "core/events/ticketmask.h"
#include "core/events/types/eventtypes.h"
#include "core/events/types/fielddecode.h"
#include "core/events/types/nametable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("EventDecoder", text);
}

//! The members of a frame that its header is made of, wherever its type keeps them.
struct HeaderValues
{
    json::Value type;
    json::Value subtype;
    json::Value kind;
    json::Value replyTo;
    json::Value ts;
    json::Value eventTs;
    json::Value channel;
    json::Value channelId;
    json::Value user;
    json::Value userId;
    json::Value actorId;
    json::Value item;
    json::Value message;
    json::Value previousMessage;
    json::Value comment;
    json::Value subscription;
    json::Value huddle;
    json::Value newChannelId;
    json::Value container;
    json::Value assistantThread;
    json::Value appRequest;
    json::Value actor;
    json::Value envelopeId;
    json::Value event;
    json::Value payload;

    void take(std::string_view key, json::Value value);
};

void HeaderValues::take(std::string_view key, json::Value value)
{
    // The length is known in each case, so that the compiler compares whole words instead of calling memcmp.
    const auto takeIf = [&]<std::size_t N>(const char(&name)[N], json::Value &into) {
        if (std::memcmp(key.data(), name, N - 1) == 0)
            into = value;
    };
    switch (key.size()) {
    case 2:
        takeIf("ts", ts);
        break;
    case 4:
        takeIf("type", type);
        takeIf("user", user);
        takeIf("kind", kind);
        takeIf("item", item);
        break;
    case 5:
        takeIf("event", event);
        takeIf("actor", actor);
        break;
    case 6:
        takeIf("huddle", huddle);
        break;
    case 7:
        takeIf("channel", channel);
        takeIf("subtype", subtype);
        takeIf("message", message);
        takeIf("user_id", userId);
        takeIf("comment", comment);
        takeIf("payload", payload);
        break;
    case 8:
        takeIf("reply_to", replyTo);
        takeIf("event_ts", eventTs);
        takeIf("actor_id", actorId);
        break;
    case 9:
        takeIf("container", container);
        break;
    case 10:
        takeIf("channel_id", channelId);
        break;
    case 11:
        takeIf("envelope_id", envelopeId);
        takeIf("app_request", appRequest);
        break;
    case 12:
        takeIf("subscription", subscription);
        break;
    case 14:
        takeIf("new_channel_id", newChannelId);
        takeIf("accepting_user", actor);
        takeIf("approving_user", actor);
        takeIf("declining_user", actor);
        break;
    case 16:
        takeIf("previous_message", previousMessage);
        takeIf("assistant_thread", assistantThread);
        break;
    default:
        break;
    }
}

HeaderValues takeMembers(json::Value object, std::vector<json::Value::Member> *members)
{
    HeaderValues values;
    members->clear();
    for (const json::Value::Member member : object.members()) {
        values.take(member.key, member.value);
        members->push_back(member);
    }
    return values;
}

//! An id that is given as such or inside an object; empty if it is neither.
std::string_view idOf(json::Value value)
{
    return value.isObject() ? value["id"].string() : value.string();
}

std::string_view firstId(std::initializer_list<json::Value> candidates)
{
    for (const json::Value &value : candidates) {
        if (const std::string_view id = idOf(value); !id.empty())
            return id;
    }
    return {};
}

std::string_view channelOf(const HeaderValues &values)
{
    if (const std::string_view id = firstId({values.channel, values.channelId, values.newChannelId});
        !id.empty())
        return id;
    for (const json::Value &holder : {values.item, values.subscription}) {
        if (const std::string_view id = idOf(holder["channel"]); !id.empty())
            return id;
    }
    return firstId(
        {values.huddle["channel_id"], values.container["channel_id"], values.assistantThread["channel_id"]});
}

std::string_view userOf(const HeaderValues &values)
{
    if (const std::string_view id = firstId({values.user, values.userId, values.actorId, values.actor});
        !id.empty())
        return id;
    const json::Value &message = values.message;
    return firstId({message["edited"]["user"], message["user"], values.previousMessage["user"],
                    values.comment["user"], values.assistantThread["user_id"], values.appRequest["user"]});
}

//! Bytes that an AnyJson may keep: a view into somebody's mapping would not outlive it.
QByteArray ownedBytes(QByteArray bytes)
{
    const bool owned = bytes.data_ptr().isMutable();
    return owned ? bytes : QByteArray(bytes.constData(), bytes.size());
}

//! Whether the first letters of \a secret, of eight or more, are in \a frame. Each frame is asked for each
//! secret, and the answer is nearly always no.
bool mayHold(const QByteArray &frame, const QByteArray &secret)
{
    return holdsSomewhere(
        frame.constData(), frame.size() - secret.size() + 1, [first = secret.constData()](const char *at) {
            return (at[0] == first[0]) & (at[1] == first[1]) & (at[2] == first[2]) & (at[3] == first[3]);
        });
}

EventDecoder &decoderOfThread()
{
    thread_local EventDecoder decoder;
    return decoder;
}

} // namespace

void EventDecoder::maskTickets(Event &event)
{
    event.masked = rtmscope::maskTickets(
        event.raw, event.direction == Direction::Note ? TicketSearch::Thorough : TicketSearch::Quick);
    // A server may say our own token or ticket back, in an error for example.
    maskOwn(event, m_tokens);
    maskOwn(event, m_tickets);
}

void EventDecoder::maskOwn(Event &event, const std::vector<Secret> &secrets)
{
    for (const Secret &own : secrets) {
        if (!mayHold(event.raw, own.reveal()) || !own.maskIn(event.raw))
            continue;
        if (!event.masked.contains("secret"_L1))
            event.masked.append(u"secret"_s);
    }
}

void EventDecoder::keepToken(const Secret &token)
{
    if (!token.isTrivial() && std::find(m_tokens.begin(), m_tokens.end(), token) == m_tokens.end())
        m_tokens.push_back(token);
}

void EventDecoder::keepSecret(const Secret &secret)
{
    constexpr std::size_t most = 6; // the tickets of this socket, the next and an offered one
    if (secret.isTrivial() || std::find(m_tickets.begin(), m_tickets.end(), secret) != m_tickets.end())
        return;
    if (m_tickets.size() == most)
        m_tickets.erase(m_tickets.begin());
    m_tickets.push_back(secret);
}

void EventDecoder::read(Event &event)
{
    m_members.clear();
    m_row = 0;
    m_moment = {};
    m_hasReplyTo = false;
    event.m_row = 0;
    event.m_parsed.m_document = nullptr;
    m_inner = {};
    if (event.form == FrameForm::Binary) {
        event.problem = words(QT_TRANSLATE_NOOP("EventDecoder", "A binary frame; the protocol has none."));
        return;
    }
    if (!m_document.parse(event.raw)) {
        const json::ParseError &error = m_document.error();
        event.form = FrameForm::Text;
        event.problem = words(QT_TRANSLATE_NOOP("EventDecoder", "Not JSON at byte %1: %2."))
                            .arg(QString::number(error.offset), error.words);
        return;
    }
    if (event.raw.contains('\n')) {
        event.form = FrameForm::Text;
        event.problem = words(QT_TRANSLATE_NOOP(
            "EventDecoder",
            "Valid JSON, but with line breaks, so it is kept as text. It works like any other frame."));
    }
    if (const json::Value root = m_document.root(); root.isObject())
        readObject(event, root);
}

void EventDecoder::readObject(Event &event, json::Value root)
{
    m_inner = root;
    HeaderValues values = takeMembers(root, &m_members);
    std::string_view envelope;
    if (event.direction == Direction::In && mayBeEnvelope(values.type.string())) {
        if (const json::Value inner = eventInside(values.type.string(), values.event, values.payload);
            inner.exists()) {
            envelope = values.type.string();
            m_inner = inner;
            values = takeMembers(inner, &m_members);
        }
    }

    const bool isNote = event.direction == Direction::Note;
    std::string_view type = isNote ? values.kind.string() : values.type.string();
    const std::string_view subtype = isNote ? std::string_view() : values.subtype.string();
    if (!isNote && !values.type.exists()) {
        if (!envelope.empty())
            type = envelope; // a command has no type of its own
        else if (values.replyTo.exists() || values.envelopeId.exists())
            type = Ack::wire.type;
    }
    // Those who fold the event, or read its body, ask the same table for the same ids soon.
    NameTable &names = NameTable::ofThread();
    event.type = names.name(type);
    event.subtype = names.name(subtype);
    event.channel = names.name(channelOf(values));
    event.user = names.name(userOf(values));
    m_hasReplyTo = values.replyTo.exists();
    m_moment = values.eventTs.string();
    if (type == MessagePosted::wire.type && values.ts.isString())
        m_moment = values.ts.string();
    if (!isNote)
        m_row = eventRow(type, subtype);
    event.m_row = static_cast<quint16>(m_row);
}

void EventDecoder::lend(Event &event) const
{
    if (m_inner.exists()) // made in place, as what is assigned has nothing lent
        std::construct_at(&event.m_parsed, m_document, m_inner);
}

template<typename Body>
void EventDecoder::decode(const Event &event, Body *body) const
{
    const QByteArray frame = ownedBytes(event.raw);
    decoding::Context<decoding::Everything> context{frame, NameTable::ofThread()};
    for (const json::Value::Member &member : m_members)
        decoding::fillMember(*body, member.key, member.value, context);
}

#define RTMSCOPE_DECODE(Type, signal, ...) template void EventDecoder::decode(const Event &, Type *) const;
RTMSCOPE_EVENTS(RTMSCOPE_DECODE)
#undef RTMSCOPE_DECODE

void EventDecoder::readHeader(Event *event)
{
    decoderOfThread().read(*event);
}

std::shared_ptr<const EventBody> EventDecoder::bodyOf(const Event &event)
{
    static const auto unknown = std::make_shared<const EventBody>();
    if (event.row() == 0)
        return unknown;
    EventDecoder &decoder = decoderOfThread();
    std::size_t row = event.row();
    json::Value inner = event.m_parsed.inner();
    if (!event.m_parsed.isValid()) {
        // The bytes decide, not the header fields: a copy is read afresh.
        Event fresh;
        fresh.direction = event.direction;
        fresh.raw = event.raw;
        decoder.read(fresh);
        row = decoder.m_row;
        inner = decoder.m_inner;
    }

    using Context = decoding::Context<decoding::Everything>;
    using Make = void (*)(json::Value, Context &, EventVariant &);
#define RTMSCOPE_MAKE(Type, signal, ...)                                                                     \
    [](json::Value from, Context &with, EventVariant &body) {                                                \
        decoding::decode(body.emplace<Type>(), from, with);                                                  \
    },
    static constexpr std::array<Make, eventTypeCount> makers
    {
        [](json::Value, Context &, EventVariant &) {}, RTMSCOPE_EVENTS(RTMSCOPE_MAKE)
    };
#undef RTMSCOPE_MAKE
    const QByteArray frame = ownedBytes(event.raw);
    Context context{frame, NameTable::ofThread()};
    const auto body = std::make_shared<EventBody>();
    makers[row](inner, context, body->value);
    return body;
}

} // namespace rtmscope
