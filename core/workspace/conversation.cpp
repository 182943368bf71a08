// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/conversation.h"

#include "core/workspace/state.h"

namespace rtmscope {

namespace {

bool isInTimeline(const Message &message)
{
    return !message.isReply() || message.broadcast;
}

} // namespace

const Message *Conversation::Data::find(const MessageTs &ts) const
{
    return messages.find(ts);
}

Message *Conversation::Data::find(const MessageTs &ts)
{
    return messages.edit(ts);
}

Message *Conversation::Data::findLocal(const QString &local)
{
    return messages.editLocal(local);
}

Message &Conversation::Data::insert(Message &&message)
{
    return messages.insert(std::move(message));
}

void Conversation::Data::remove(const Message *message)
{
    messages.remove(*message);
}

Conversation::Conversation() = default;

Conversation::Conversation(ChannelId id)
{
    d.edit().id = std::move(id);
}

Conversation::~Conversation() = default;
Conversation::Conversation(const Conversation &) = default;
Conversation &Conversation::operator=(const Conversation &) = default;

const ChannelId &Conversation::id() const
{
    return d->id;
}

ConversationKind Conversation::kind() const
{
    return d->kind;
}

QString Conversation::name() const
{
    return d->name;
}

UserId Conversation::peer() const
{
    return d->peer;
}

QString Conversation::topic() const
{
    return d->topic;
}

QString Conversation::purpose() const
{
    return d->purpose;
}

int Conversation::memberCount() const
{
    return d->memberCount;
}

bool Conversation::isArchived() const
{
    return d->archived;
}

bool Conversation::isMember() const
{
    return d->member;
}

bool Conversation::isOpen() const
{
    return d->open;
}

MessageTs Conversation::lastRead() const
{
    return d->lastRead;
}

int Conversation::unreadCount() const
{
    return d->unread;
}

int Conversation::mentionCount() const
{
    return d->mentions;
}

QList<Typing> Conversation::typing() const
{
    return d->typing.list();
}

bool Conversation::historyComplete() const
{
    return d->historyComplete;
}

bool Conversation::historyLoaded() const
{
    return d->historyLoaded;
}

MessageTs Conversation::historyFrom() const
{
    return d->historyFrom;
}

quint64 Conversation::droppedCount() const
{
    return d->dropped;
}

quint64 Conversation::revision() const
{
    return d->revision;
}

const MessageList &Conversation::messages() const
{
    return d->messages;
}

QList<const Message *> Conversation::timeline() const
{
    QList<const Message *> shown;
    shown.reserve(static_cast<qsizetype>(d->messages.size()));
    for (const Message &message : d->messages) {
        if (isInTimeline(message))
            shown.append(&message);
    }
    return shown;
}

QList<const Message *> Conversation::thread(const MessageTs &parent) const
{
    QList<const Message *> shown;
    if (parent.isEmpty())
        return shown;
    // Replies are younger than their parent: nothing before its place belongs to the thread.
    for (auto message = d->messages.notOlder(parent); message != d->messages.end(); ++message) {
        if (message->ts == parent || message->threadTs == parent)
            shown.append(&*message);
    }
    return shown;
}

const Message *Conversation::find(const MessageTs &ts) const
{
    return d->find(ts);
}

const Message *Conversation::findLocal(const QString &local) const
{
    return d->messages.findLocal(local);
}

} // namespace rtmscope
