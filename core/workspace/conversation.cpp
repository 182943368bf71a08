// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/conversation.h"

#include "core/workspace/state.h"

#include <algorithm>
#include <iterator>

namespace rtmscope {

namespace {

static_assert(std::is_nothrow_move_constructible_v<Message>, "else a growing vector copies every message");

bool isOlder(const Message &a, const Message &b)
{
    return a.ts < b.ts;
}

//! Index of the first sent message that is not older than \a ts. The newest one is asked first.
std::size_t placeOf(const std::vector<Message> &messages, std::size_t count, const MessageTs &ts)
{
    if (count == 0 || messages[count - 1].ts < ts)
        return count;
    const auto end = messages.begin() + static_cast<std::ptrdiff_t>(count);
    const auto it =
        std::lower_bound(messages.begin(), end, ts,
                         [](const Message &message, const MessageTs &wanted) { return message.ts < wanted; });
    return static_cast<std::size_t>(it - messages.begin());
}

bool isInTimeline(const Message &message)
{
    return !message.isReply() || message.broadcast;
}

} // namespace

const Message *Conversation::Data::find(const MessageTs &ts) const
{
    if (ts.isEmpty())
        return nullptr;
    const std::size_t at = placeOf(messages, sentCount(), ts);
    return at < sentCount() && messages[at].ts == ts ? &messages[at] : nullptr;
}

Message *Conversation::Data::find(const MessageTs &ts)
{
    return const_cast<Message *>(std::as_const(*this).find(ts));
}

const Message *Conversation::Data::findLocal(const QString &local) const
{
    if (local.isEmpty())
        return nullptr;
    // From the end: what we wrote ourselves and still ask for is recent.
    const auto it = std::find_if(messages.rbegin(), messages.rend(),
                                 [&local](const Message &message) { return message.local == local; });
    return it == messages.rend() ? nullptr : &*it;
}

Message *Conversation::Data::findLocal(const QString &local)
{
    return const_cast<Message *>(std::as_const(*this).findLocal(local));
}

Message &Conversation::Data::insert(Message &&message)
{
    if (message.ts.isEmpty()) {
        messages.push_back(std::move(message));
        ++unsent;
        return messages.back();
    }
    const std::size_t at = placeOf(messages, sentCount(), message.ts);
    return *messages.insert(messages.begin() + static_cast<std::ptrdiff_t>(at), std::move(message));
}

void Conversation::Data::remove(const Message *message)
{
    if (message->ts.isEmpty())
        --unsent;
    messages.erase(messages.begin() + (message - messages.data()));
}

void Conversation::Data::insertMany(std::vector<Message> page)
{
    std::sort(page.begin(), page.end(), isOlder);
    const std::size_t known = sentCount();
    std::vector<Message> merged;
    merged.reserve(messages.size() + page.size());
    const auto sentEnd = messages.begin() + static_cast<std::ptrdiff_t>(known);
    std::merge(std::make_move_iterator(messages.begin()), std::make_move_iterator(sentEnd),
               std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()),
               std::back_inserter(merged), isOlder);
    std::move(sentEnd, messages.end(), std::back_inserter(merged));
    messages = std::move(merged);
}

Conversation::Conversation()
    : d(new Data)
{
}

Conversation::Conversation(ChannelId id)
    : d(new Data)
{
    d->id = std::move(id);
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
    return d->typing;
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

const std::vector<Message> &Conversation::messages() const
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
    for (std::size_t at = placeOf(d->messages, d->sentCount(), parent); at < d->messages.size(); ++at) {
        const Message &message = d->messages[at];
        if (message.ts == parent || message.threadTs == parent)
            shown.append(&message);
    }
    return shown;
}

const Message *Conversation::find(const MessageTs &ts) const
{
    return d->find(ts);
}

const Message *Conversation::findLocal(const QString &local) const
{
    return d->findLocal(local);
}

} // namespace rtmscope
