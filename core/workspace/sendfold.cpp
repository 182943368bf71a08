// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/sametext.h"
#include "core/workspace/reducer.h"

#include <algorithm>

//! The life of our own messages: notes of the outbox, the frame that went out, its acknowledgement, the echo
//! that other sockets (and, with some servers, this one) get. They come in any order and mean one message.
//! Protocol section 4.2.
namespace rtmscope {

using json::Value;
using wire::WireMessage;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEarlyAcks = 64;
constexpr qint64 clockSlackUs = 2'000'000; // protocol 4.2 rule 3

QString failureWords(const Value &error)
{
    const QString words = error["msg"].text();
    return words.isEmpty() ? error["code"].text() : words;
}

FrameKey frameKey(qint64 connection, qint64 id)
{
    return {static_cast<quint32>(connection), id};
}

} // namespace

// --- Notes of the outbox

void Reducer::sendNote(const Value &root)
{
    const QString local = root["local"].text();
    const std::string_view step = root["step"].string();
    if (local.isEmpty())
        return;
    using Kind = SendStep::Kind;
    const QString why = failureWords(root["error"]);
    if (step == "queued") {
        sendQueued(root, local);
        lived(local, {Kind::Queued, m_event.receivedAtUs});
    } else if (step == "restored") {
        sendRestored(root, local);
    } else if (step == "held") {
        lived(local,
              {Kind::Held, m_event.receivedAtUs, root["why"].text(), root["wait_ms"].integer().value_or(0)});
    } else if (step == "written") {
        sendWritten(root, local);
    } else if (step == "sent") {
        sendStep(root, local, Delivery::Sent);
    } else if (step == "unconfirmed") {
        lived(local, {Kind::Unconfirmed, m_event.receivedAtUs, why});
        sendStep(root, local, Delivery::Unconfirmed);
    } else if (step == "checking") {
        lived(local, {Kind::Checking, m_event.receivedAtUs});
    } else if (step == "missing") {
        lived(local, {Kind::Missing, m_event.receivedAtUs});
        failOwn(local, Delivery::Unconfirmed, {});
    } else if (step == "unchecked") {
        lived(local, {Kind::Unchecked, m_event.receivedAtUs, why});
        failOwn(local, Delivery::Unconfirmed, why);
    } else if (step == "confirmed") {
        lived(local, {Kind::Confirmed, m_event.receivedAtUs});
    } else if (step == "failed") {
        lived(local, {Kind::Failed, m_event.receivedAtUs, why});
        sendStep(root, local, Delivery::Failed);
    } else if (step == "discarded") {
        lived(local, {Kind::Discarded, m_event.receivedAtUs});
        sendDiscarded(local);
    }
    boundSends();
}

//! Views show the life beside the message, so a step of it is a change of the message.
void Reducer::lived(const QString &local, SendStep step)
{
    SendLife &life = m.sends[local].life;
    // The frame and the note about it tell the same; so do an answer and its note.
    const bool isTold = (step.kind == SendStep::Kind::Written || step.kind == SendStep::Kind::Acknowledged ||
                         step.kind == SendStep::Kind::Failed) &&
                        !life.steps.isEmpty() && life.steps.constLast().kind == step.kind;
    if (isTold)
        return;
    life.add(std::move(step));
    if (Message *own = ownMessage(local))
        changed(*known(own->channel), *own);
}

//! The stream shows a message of ours that we know by our own name for it.
void Reducer::echoed(const Message &own)
{
    const auto send = m.sends.constFind(own.local);
    if (own.local.isEmpty() || send == m.sends.constEnd() || send->life.last(SendStep::Kind::Echoed))
        return;
    lived(own.local, {SendStep::Kind::Echoed, m_event.receivedAtUs});
}

//! Discarded, and wanted back.
void Reducer::sendRestored(const Value &root, const QString &local)
{
    m.sends[local].discarded = false;
    lived(local, {SendStep::Kind::Restored, m_event.receivedAtUs});
    sendQueued(root, local);
}

void Reducer::sendQueued(const Value &root, const QString &local)
{
    SendLife &life = m.sends[local].life;
    life.typedUs = root["typed_us"].integer().value_or(life.typedUs);
    life.part = static_cast<int>(root["part"].integer().value_or(0));
    life.parts = static_cast<int>(root["parts"].integer().value_or(0));
    if (Message *own = ownMessage(local)) {
        const bool isRetry = own->delivery == Delivery::Failed || own->delivery == Delivery::Unconfirmed;
        if (own->ts.isEmpty() && isRetry) {
            own->delivery = Delivery::Queued;
            own->failure.clear();
            changed(*known(own->channel), *own);
        }
        return;
    }
    const OwnSend send = m.sends.value(local);
    if (send.discarded)
        return;
    createOwn(local, root, send.frame.id ? Delivery::Written : Delivery::Queued);
    checkEarlyAck(send.frame);
}

void Reducer::sendWritten(const Value &root, const QString &local)
{
    const FrameKey frame = frameKey(root["conn"].integer().value_or(0), root["id"].integer().value_or(0));
    const QString via = root["via"].text();
    const QString holder = m.frames.value(frame);
    if ((frame.id == 0 && via.isEmpty()) || holder == local)
        return;
    if (!holder.isEmpty())
        mergeFrameSend(holder, local); // the frame itself came first
    OwnSend &send = m.sends[local];
    send.frame = frame;
    send.writtenUs = m_event.receivedAtUs;
    if (frame.id != 0)
        m.frames.insert(frame, local);
    lived(local, {SendStep::Kind::Written, m_event.receivedAtUs, via.isEmpty() ? u"RTM"_s : via});
    if (Message *own = ownMessage(local)) {
        if (own->ts.isEmpty()) {
            own->delivery = Delivery::Written;
            own->failure.clear();
            changed(*known(own->channel), *own);
        }
    } else if (!send.discarded && root["channel"].isString()) {
        createOwn(local, root, Delivery::Written);
    }
    checkEarlyAck(frame);
}

void Reducer::sendStep(const Value &root, const QString &local, Delivery delivery)
{
    if (delivery != Delivery::Sent) {
        failOwn(local, delivery, failureWords(root["error"]));
        return;
    }
    const MessageTs ts(root["ts"].text());
    const QString by = root["by"].text();
    if (by == "echo"_L1 || by == "replay"_L1 || by == "history"_L1)
        lived(local, {SendStep::Kind::Found, m_event.receivedAtUs, by});
    else
        lived(local, {SendStep::Kind::Acknowledged, m_event.receivedAtUs});
    Message *own = ts ? bind(local, ts) : ownMessage(local);
    if (own && own->delivery != Delivery::Sent) {
        own->delivery = Delivery::Sent;
        own->failure.clear();
        changed(*known(own->channel), *own);
    }
}

void Reducer::sendDiscarded(const QString &local)
{
    m.sends[local].discarded = true;
    const Message *own = ownMessage(local);
    if (!own || own->ts)
        return; // it is out: what others see can't be discarded here
    Conversation::Data &conversation = *known(own->channel);
    conversation.remove(own);
    changed(conversation);
}

// --- Frames

//! A frame of ours. The outbox announces its own by a note; a library user's message is first seen here.
void Reducer::outgoingMessage(const Value &root)
{
    const FrameKey frame = frameKey(m_event.connection, root["id"].integer().value_or(0));
    if (!root["channel"].isString())
        return;
    QString local = m.frames.value(frame);
    if (local.isEmpty()) {
        local = u"%1:%2"_s.arg(frame.connection).arg(frame.id);
        m.frames.insert(frame, local);
        m.sends.insert(local, {ChannelId(root["channel"].text()), frame, m_event.receivedAtUs, false});
        lived(local, {SendStep::Kind::Written, m_event.receivedAtUs, u"RTM"_s});
    }
    if (!ownMessage(local) && !m.sends.value(local).discarded)
        createOwn(local, root, Delivery::Written);
    checkEarlyAck(frame);
    boundSends();
}

void Reducer::acknowledgement(const Value &root)
{
    Acknowledgement ack;
    ack.ok = root["ok"].boolean().value_or(false);
    ack.ts = MessageTs(root["ts"].text());
    ack.text = root["text"].text();
    ack.failure = failureWords(root["error"]);
    ack.receivedAtUs = m_event.receivedAtUs;
    if (const auto id = root["reply_to"].integer(); id && *id != 0)
        acknowledge({m_event.connection, *id}, ack);
}

void Reducer::acknowledge(const FrameKey &frame, const Acknowledgement &ack)
{
    const QString local = m.frames.value(frame);
    const OwnSend send = m.sends.value(local);
    if (local.isEmpty() || (!ownMessage(local) && !send.discarded)) {
        if (m.earlyAcks.size() >= mostEarlyAcks)
            m.earlyAcks.clear(); // pings and typing of others: nothing waits for these
        m.earlyAcks.insert(frame, ack);
        return;
    }
    if (!ack.ok) {
        lived(local, {SendStep::Kind::Failed, ack.receivedAtUs, ack.failure});
        failOwn(local, Delivery::Failed, ack.failure);
        return;
    }
    lived(local, {SendStep::Kind::Acknowledged, ack.receivedAtUs});
    Message *own = ack.ts ? bind(local, ack.ts) : ownMessage(local);
    if (!own)
        return;
    own->delivery = Delivery::Sent;
    own->failure.clear();
    own->ackMs = send.writtenUs > 0 ? std::max<qint64>(0, (ack.receivedAtUs - send.writtenUs) / 1000) : -1;
    if (!ack.text.isEmpty() && own->editedTs.isEmpty() && !own->deleted)
        own->text = ack.text; // the server's own form of it
    changed(*known(own->channel), *own);
}

void Reducer::checkEarlyAck(const FrameKey &frame)
{
    if (frame.id != 0 && m.earlyAcks.contains(frame))
        acknowledge(frame, m.earlyAcks.take(frame));
}

// --- One message

//! \a source is a note or a frame: both name channel, text and thread alike.
void Reducer::createOwn(const QString &local, const Value &source, Delivery delivery)
{
    Message own;
    own.channel = ChannelId(source["channel"].text());
    if (own.channel.isEmpty())
        return;
    own.local = local;
    own.user = m.self;
    own.text = source["text"].text();
    own.threadTs = MessageTs(source["thread_ts"].text());
    own.broadcast = own.threadTs && (source["broadcast"].boolean().value_or(false) ||
                                     source["reply_broadcast"].boolean().value_or(false));
    own.timeUs = m_event.receivedAtUs;
    own.delivery = delivery;
    own.firstSeq = m_event.seq;
    m.sends[local].channel = own.channel;
    Conversation::Data &conversation = *conversationOf(own.channel);
    changed(conversation, conversation.insert(std::move(own)));
}

Message *Reducer::ownMessage(const QString &local)
{
    const auto send = m.sends.constFind(local);
    Conversation::Data *conversation = send == m.sends.constEnd() ? nullptr : known(send->channel);
    return conversation ? conversation->findLocal(local) : nullptr;
}

void Reducer::failOwn(const QString &local, Delivery delivery, const QString &failure)
{
    Message *own = ownMessage(local);
    if (!own || own->ts) // it has arrived, whatever somebody fears
        return;
    own->delivery = delivery;
    own->failure = failure;
    changed(*known(own->channel), *own);
}

//! The server named the message: \a local is the one at \a ts. Returns it, or nullptr where nothing is known
//! of it.
Message *Reducer::bind(const QString &local, const MessageTs &ts)
{
    const auto send = m.sends.constFind(local);
    if (send == m.sends.constEnd() || send->channel.isEmpty())
        return nullptr;
    Conversation::Data &conversation = *conversationOf(send->channel);
    Message *own = conversation.findLocal(local);
    Message *held = conversation.find(ts);
    if (own && own == held)
        return own;
    if (!own && !held)
        return nullptr;
    if (!held)
        return settle(conversation, own->ts ? repeated(conversation, *own) : own, ts);
    if (!own) {
        held->local = local;
        return held;
    }
    if (!held->local.isEmpty() || own->ts) {
        // Two sends of the same text: the echo of one was taken for the other's. Swap names; both keep their
        // place.
        std::swap(held->local, own->local);
        changed(conversation, *own);
        return held;
    }
    held->local = local;
    held->firstSeq = own->firstSeq;
    held->backfilled = held->missed = false;
    conversation.remove(own);
    return conversation.find(ts);
}

//! It was tried again though it had arrived, and now has arrived twice: two messages, the later one is the
//! one we know.
const Message *Reducer::repeated(Conversation::Data &conversation, Message &first)
{
    Message again;
    again.channel = first.channel;
    again.local = std::exchange(first.local, {});
    again.user = first.user;
    again.text = first.text;
    again.threadTs = first.threadTs;
    again.broadcast = first.broadcast;
    again.firstSeq = m_event.seq;
    first.delivery = Delivery::Received;
    changed(conversation, first);
    return &conversation.insert(std::move(again));
}

//! A pending message takes its place among the others.
Message *Reducer::settle(Conversation::Data &conversation, const Message *pending, const MessageTs &ts)
{
    Message message = *pending;
    conversation.remove(pending);
    message.ts = ts;
    message.timeUs = ts.toMicroseconds();
    message.delivery = Delivery::Sent;
    message.failure.clear();
    if (message.isReply()) {
        WireMessage reply;
        reply.message = message;
        countReply(conversation, reply);
    }
    conversation.insert(std::move(message));
    markRead(conversation, ts);
    Message *settled = conversation.find(ts);
    changed(conversation, *settled);
    return settled;
}

//! The frame was seen before the note that names its send: what was made of the frame becomes that send's
//! message.
void Reducer::mergeFrameSend(const QString &frameLocal, const QString &local)
{
    const OwnSend frameSend = m.sends.take(frameLocal);
    Conversation::Data *conversation = known(frameSend.channel);
    Message *made = conversation ? conversation->findLocal(frameLocal) : nullptr;
    if (!made)
        return;
    if (!ownMessage(local)) {
        made->local = local;
        m.sends[local].channel = frameSend.channel;
        changed(*conversation, *made);
    } else if (made->ts) {
        made->local.clear();
        bind(local, MessageTs(made->ts));
    } else {
        conversation->remove(made);
        changed(*conversation);
    }
}

// --- The same message, told by somebody else

//! The oldest unanswered message of ours that \a wire can be, or nullptr.
const Message *Reducer::pendingLike(const Conversation::Data &conversation, const WireMessage &wire,
                                    Origin origin) const
{
    for (auto at = conversation.messages.unsentBegin(); at != conversation.messages.end(); ++at) {
        const Message &own = *at;
        if (own.delivery == Delivery::Queued || own.delivery == Delivery::Failed)
            continue; // never left
        const qint64 writtenUs = m.sends.value(own.local).writtenUs;
        if (origin == Origin::Backfilled && wire.message.timeUs < writtenUs - clockSlackUs)
            continue; // the same words on an earlier day
        if (own.threadTs == wire.message.threadTs && isSameText(own.text, wire.message.text))
            return &own;
    }
    return nullptr;
}

//! An event, a history page or an answer shows a message of ours whose acknowledgement we still wait for.
bool Reducer::adoptEcho(const WireMessage &wire, Conversation::Data &conversation, Origin origin)
{
    if (conversation.messages.unsentCount() == 0 || m.self.isEmpty() || wire.message.user != m.self)
        return false;
    const Message *pending = pendingLike(conversation, wire, origin);
    if (!pending)
        return false;
    Message &own = *settle(conversation, pending, wire.message.ts);
    replaceContent(own, WireMessage(wire));
    if (origin == Origin::Live)
        echoed(own);
    return true;
}

//! On connect the server repeats our last message: news only for a send that never got its answer
//! (protocol 3.1).
void Reducer::replayed(const Value &root, const WireMessage &wire, Conversation::Data &conversation)
{
    if (wire.message.ts.isEmpty() || conversation.find(wire.message.ts))
        return;
    const Message *pending = pendingLike(conversation, wire, Origin::Live);
    if (pending && m.sends.value(pending->local).frame.id == root["reply_to"].integer().value_or(0))
        replaceContent(*settle(conversation, pending, wire.message.ts), WireMessage(wire));
}

} // namespace rtmscope
