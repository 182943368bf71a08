// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/sendfold.h"

#include "core/events/event.h"
#include "core/events/types/controlevents.h"
#include "core/fold/messagefold.h"
#include "core/fold/threadfold.h"
#include "core/fold/unreadfold.h"
#include "core/text/sametext.h"

#include <algorithm>

namespace rtmscope {

using json::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEarlyAcks = 64;
constexpr qint64 clockSlackUs = 2'000'000; // as many as server and client may be apart (docs/protocol.md)
// Those still on their way are kept whatever their number; the rest only guards against late repetitions.
constexpr qsizetype mostSends = 1'000;
constexpr qsizetype sendMargin = 200;

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

void SendFold::note(const Value &root)
{
    const QString local = root["local"].text();
    const std::string_view step = root["step"].string();
    if (local.isEmpty())
        return;
    using Kind = SendStep::Kind;
    const QString why = failureWords(root["error"]);
    if (step == "queued") {
        queued(root, local);
        lived(local, {Kind::Queued, c.event.receivedAtUs});
    } else if (step == "restored") {
        restored(root, local);
    } else if (step == "held") {
        lived(local,
              {Kind::Held, c.event.receivedAtUs, root["why"].text(), root["wait_ms"].integer().value_or(0)});
    } else if (step == "written") {
        written(root, local);
    } else if (step == "sent") {
        outcome(root, local, Delivery::Sent);
    } else if (step == "unconfirmed") {
        lived(local, {Kind::Unconfirmed, c.event.receivedAtUs, why});
        outcome(root, local, Delivery::Unconfirmed);
    } else if (step == "checking") {
        lived(local, {Kind::Checking, c.event.receivedAtUs});
    } else if (step == "missing") {
        lived(local, {Kind::Missing, c.event.receivedAtUs});
        fail(local, Delivery::Unconfirmed, {});
    } else if (step == "unchecked") {
        lived(local, {Kind::Unchecked, c.event.receivedAtUs, why});
        fail(local, Delivery::Unconfirmed, why);
    } else if (step == "confirmed") {
        lived(local, {Kind::Confirmed, c.event.receivedAtUs});
    } else if (step == "failed") {
        lived(local, {Kind::Failed, c.event.receivedAtUs, why});
        outcome(root, local, Delivery::Failed);
    } else if (step == "discarded") {
        lived(local, {Kind::Discarded, c.event.receivedAtUs});
        discarded(local);
    }
    bound();
}

//! Views show the life beside the message, so a step of it is a change of the message.
void SendFold::lived(const QString &local, SendStep step)
{
    SendLife &life = c.state.sends[local].life;
    // The frame and the note about it tell the same; so do an answer and its note.
    const bool isTold = (step.kind == SendStep::Kind::Written || step.kind == SendStep::Kind::Acknowledged ||
                         step.kind == SendStep::Kind::Failed) &&
                        !life.steps.isEmpty() && life.steps.constLast().kind == step.kind;
    if (isTold)
        return;
    life.add(std::move(step));
    if (Message *own = ownMessage(local))
        c.changed(*c.known(own->channel), *own);
}

//! The stream shows a message of ours that we know by our own name for it.
void SendFold::echoed(const Message &own)
{
    const auto send = c.state.sends.constFind(own.local);
    if (own.local.isEmpty() || send == c.state.sends.constEnd() || send->life.last(SendStep::Kind::Echoed))
        return;
    lived(own.local, {SendStep::Kind::Echoed, c.event.receivedAtUs});
}

//! Discarded, and wanted back.
void SendFold::restored(const Value &root, const QString &local)
{
    c.state.sends[local].discarded = false;
    lived(local, {SendStep::Kind::Restored, c.event.receivedAtUs});
    queued(root, local);
}

void SendFold::queued(const Value &root, const QString &local)
{
    SendLife &life = c.state.sends[local].life;
    life.typedUs = root["typed_us"].integer().value_or(life.typedUs);
    life.part = static_cast<int>(root["part"].integer().value_or(0));
    life.parts = static_cast<int>(root["parts"].integer().value_or(0));
    if (Message *own = ownMessage(local)) {
        const bool isRetry = own->delivery == Delivery::Failed || own->delivery == Delivery::Unconfirmed;
        if (own->ts.isEmpty() && isRetry) {
            own->delivery = Delivery::Queued;
            own->failure.clear();
            c.changed(*c.known(own->channel), *own);
        }
        return;
    }
    const OwnSend send = c.state.sends.value(local);
    if (send.discarded)
        return;
    create(local, root, send.frame.id ? Delivery::Written : Delivery::Queued);
    checkEarlyAck(send.frame);
}

void SendFold::written(const Value &root, const QString &local)
{
    const FrameKey frame = frameKey(root["conn"].integer().value_or(0), root["id"].integer().value_or(0));
    const QString via = root["via"].text();
    const QString holder = c.state.frames.value(frame);
    if ((frame.id == 0 && via.isEmpty()) || holder == local)
        return;
    if (!holder.isEmpty())
        mergeFrameSend(holder, local); // the frame itself came first
    OwnSend &send = c.state.sends[local];
    send.frame = frame;
    send.writtenUs = c.event.receivedAtUs;
    if (frame.id != 0)
        c.state.frames.insert(frame, local);
    lived(local, {SendStep::Kind::Written, c.event.receivedAtUs, via.isEmpty() ? u"RTM"_s : via});
    if (Message *own = ownMessage(local)) {
        if (own->ts.isEmpty()) {
            own->delivery = Delivery::Written;
            own->failure.clear();
            c.changed(*c.known(own->channel), *own);
        }
    } else if (!send.discarded && root["channel"].isString()) {
        create(local, root, Delivery::Written);
    }
    checkEarlyAck(frame);
}

void SendFold::outcome(const Value &root, const QString &local, Delivery delivery)
{
    if (delivery != Delivery::Sent) {
        fail(local, delivery, failureWords(root["error"]));
        return;
    }
    const MessageTs ts(root["ts"].text());
    const QString by = root["by"].text();
    if (by == "echo"_L1 || by == "replay"_L1 || by == "history"_L1)
        lived(local, {SendStep::Kind::Found, c.event.receivedAtUs, by});
    else
        lived(local, {SendStep::Kind::Acknowledged, c.event.receivedAtUs});
    Message *own = ts ? bind(local, ts) : ownMessage(local);
    if (own && own->delivery != Delivery::Sent) {
        own->delivery = Delivery::Sent;
        own->failure.clear();
        c.changed(*c.known(own->channel), *own);
    }
}

void SendFold::discarded(const QString &local)
{
    c.state.sends[local].discarded = true;
    const Message *own = ownMessage(local);
    if (!own || own->ts)
        return; // it is out: what others see can't be discarded here
    Conversation::Data &conversation = *c.known(own->channel);
    conversation.remove(own);
    c.changed(conversation);
}

//! A frame of ours. The outbox announces its own by a note; a library user's message is first seen here.
void SendFold::outgoing(const Value &root)
{
    const FrameKey frame = frameKey(c.event.connection, root["id"].integer().value_or(0));
    if (!root["channel"].isString())
        return;
    QString local = c.state.frames.value(frame);
    if (local.isEmpty()) {
        local = u"%1:%2"_s.arg(frame.connection).arg(frame.id);
        c.state.frames.insert(frame, local);
        c.state.sends.insert(local, {ChannelId(root["channel"].text()), frame, c.event.receivedAtUs, false});
        lived(local, {SendStep::Kind::Written, c.event.receivedAtUs, u"RTM"_s});
    }
    if (!ownMessage(local) && !c.state.sends.value(local).discarded)
        create(local, root, Delivery::Written);
    checkEarlyAck(frame);
    bound();
}

void SendFold::acknowledged(const Ack &event)
{
    Acknowledgement ack;
    ack.ok = event.ok;
    ack.ts = event.ts;
    ack.text = event.text;
    ack.failure = failureWords(c.body["error"]);
    ack.receivedAtUs = c.event.receivedAtUs;
    if (event.replyTo.value_or(0) != 0)
        acknowledge({c.event.connection, *event.replyTo}, ack);
}

void SendFold::acknowledge(const FrameKey &frame, const Acknowledgement &ack)
{
    const QString local = c.state.frames.value(frame);
    const OwnSend send = c.state.sends.value(local);
    if (local.isEmpty() || (!ownMessage(local) && !send.discarded)) {
        if (c.state.earlyAcks.size() >= mostEarlyAcks)
            c.state.earlyAcks.clear(); // pings and typing of others: nothing waits for these
        c.state.earlyAcks.insert(frame, ack);
        return;
    }
    if (!ack.ok) {
        lived(local, {SendStep::Kind::Failed, ack.receivedAtUs, ack.failure});
        fail(local, Delivery::Failed, ack.failure);
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
    c.changed(*c.known(own->channel), *own);
}

void SendFold::checkEarlyAck(const FrameKey &frame)
{
    if (frame.id != 0 && c.state.earlyAcks.contains(frame))
        acknowledge(frame, c.state.earlyAcks.take(frame));
}

//! \a source is a note or a frame: both name channel, text and thread alike.
void SendFold::create(const QString &local, const Value &source, Delivery delivery)
{
    Message own;
    own.channel = ChannelId(source["channel"].text());
    if (own.channel.isEmpty())
        return;
    own.local = local;
    own.user = c.state.self;
    own.text = source["text"].text();
    own.threadTs = MessageTs(source["thread_ts"].text());
    own.broadcast = own.threadTs && (source["broadcast"].boolean().value_or(false) ||
                                     source["reply_broadcast"].boolean().value_or(false));
    own.timeUs = c.event.receivedAtUs;
    own.delivery = delivery;
    own.firstSeq = c.event.seq;
    c.state.sends[local].channel = own.channel;
    Conversation::Data &conversation = c.conversationOf(own.channel);
    c.changed(conversation, conversation.insert(std::move(own)));
}

Message *SendFold::ownMessage(const QString &local)
{
    const auto send = c.state.sends.constFind(local);
    Conversation::Data *conversation = send == c.state.sends.constEnd() ? nullptr : c.known(send->channel);
    return conversation ? conversation->findLocal(local) : nullptr;
}

void SendFold::fail(const QString &local, Delivery delivery, const QString &failure)
{
    Message *own = ownMessage(local);
    if (!own || own->ts) // it has arrived, whatever somebody fears
        return;
    own->delivery = delivery;
    own->failure = failure;
    c.changed(*c.known(own->channel), *own);
}

//! The server named the message: \a local is the one at \a ts. Returns it, or nullptr where nothing is known
//! of it.
Message *SendFold::bind(const QString &local, const MessageTs &ts)
{
    const auto send = c.state.sends.constFind(local);
    if (send == c.state.sends.constEnd() || send->channel.isEmpty())
        return nullptr;
    Conversation::Data &conversation = c.conversationOf(send->channel);
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
        c.changed(conversation, *own);
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
const Message *SendFold::repeated(Conversation::Data &conversation, Message &first)
{
    Message again;
    again.channel = first.channel;
    again.local = std::exchange(first.local, {});
    again.user = first.user;
    again.text = first.text;
    again.threadTs = first.threadTs;
    again.broadcast = first.broadcast;
    again.firstSeq = c.event.seq;
    first.delivery = Delivery::Received;
    c.changed(conversation, first);
    return &conversation.insert(std::move(again));
}

//! A pending message takes its place among the others.
Message *SendFold::settle(Conversation::Data &conversation, const Message *pending, const MessageTs &ts)
{
    Message message = *pending;
    conversation.remove(pending);
    message.ts = ts;
    message.timeUs = ts.toMicroseconds();
    message.delivery = Delivery::Sent;
    message.failure.clear();
    if (message.isReply())
        ThreadFold{c}.countReply(conversation, message);
    conversation.insert(std::move(message));
    UnreadFold{c}.markRead(conversation, ts);
    Message *settled = conversation.find(ts);
    c.changed(conversation, *settled);
    return settled;
}

//! The frame was seen before the note that names its send: what was made of the frame becomes that send's
//! message.
void SendFold::mergeFrameSend(const QString &frameLocal, const QString &local)
{
    const OwnSend frameSend = c.state.sends.take(frameLocal);
    Conversation::Data *conversation = c.known(frameSend.channel);
    Message *made = conversation ? conversation->findLocal(frameLocal) : nullptr;
    if (!made)
        return;
    if (!ownMessage(local)) {
        made->local = local;
        c.state.sends[local].channel = frameSend.channel;
        c.changed(*conversation, *made);
    } else if (made->ts) {
        made->local.clear();
        bind(local, MessageTs(made->ts));
    } else {
        conversation->remove(made);
        c.changed(*conversation);
    }
}

//! The oldest unanswered message of ours that \a told can be, or nullptr.
const Message *SendFold::pendingLike(const Conversation::Data &conversation, const ToldMessage &told,
                                     Origin origin) const
{
    for (auto at = conversation.messages.unsentBegin(); at != conversation.messages.end(); ++at) {
        const Message &own = *at;
        if (own.delivery == Delivery::Queued || own.delivery == Delivery::Failed)
            continue; // never left
        const qint64 writtenUs = c.state.sends.value(own.local).writtenUs;
        if (origin == Origin::Backfilled && told.message.timeUs < writtenUs - clockSlackUs)
            continue; // the same words on an earlier day
        if (own.threadTs == told.message.threadTs && isSameText(own.text, told.message.text))
            return &own;
    }
    return nullptr;
}

//! An event, a history page or an answer shows a message of ours whose acknowledgement we still wait for.
bool SendFold::adoptEcho(const ToldMessage &told, Conversation::Data &conversation, Origin origin)
{
    if (conversation.messages.unsentCount() == 0 || !c.isOwn(told.message))
        return false;
    const Message *pending = pendingLike(conversation, told, origin);
    if (!pending)
        return false;
    Message &own = *settle(conversation, pending, told.message.ts);
    MessageFold{c}.replaceContent(own, ToldMessage(told));
    if (origin == Origin::Live)
        echoed(own);
    return true;
}

//! On connect the server repeats our last message: news only for a send that never got its answer
//! (docs/protocol.md).
void SendFold::replayed(ToldMessage &&told, Conversation::Data &conversation)
{
    if (told.message.ts.isEmpty() || conversation.find(told.message.ts))
        return;
    const Message *pending = pendingLike(conversation, told, Origin::Live);
    if (pending && c.state.sends.value(pending->local).frame.id == told.replyTo) {
        Message &own = *settle(conversation, pending, told.message.ts);
        MessageFold{c}.replaceContent(own, std::move(told));
    }
}

void SendFold::bound()
{
    if (c.state.sends.size() < mostSends + sendMargin)
        return;
    QList<std::pair<qint64, QString>> settled;
    for (auto send = c.state.sends.cbegin(); send != c.state.sends.cend(); ++send) {
        const Message *own = ownMessage(send.key());
        if (!own || own->ts)
            settled.append({send->writtenUs, send.key()});
    }
    std::sort(settled.begin(), settled.end());
    const qsizetype tooMany = std::min(settled.size(), c.state.sends.size() - mostSends);
    for (qsizetype i = 0; i < tooMany; ++i)
        c.state.sends.remove(settled.at(i).second);
    c.state.frames.removeIf([this](const auto &frame) { return !c.state.sends.contains(frame.value()); });
}

} // namespace rtmscope
