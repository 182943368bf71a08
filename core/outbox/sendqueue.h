// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/outbox/ownmessagematcher.h"
#include "core/send/outgoing.h"

#include <chrono>
#include <functional>
#include <list>

namespace rtmscope {

class RateLimiter;

//! \a first, doubled \a times times, a minute at most: how long to wait before something is tried again.
std::chrono::milliseconds doubled(std::chrono::milliseconds first, int times);
//! Nobody knows whether it arrived.
Error noAnswer(const QString &words);

//! One message on its way, as the outbox knows it.
struct SendItem
{
    QString local;
    OutgoingMessage message;
    OutboxItem::State state = OutboxItem::State::Queued;
    QString words;          //!< why it failed, what a check said
    qint64 createdAtUs = 0; //!< wall clock
    QString author;         //!< who sends it; empty: anybody
    QString group;          //!< of the parts of one long message
    int part = 0;
    int parts = 0;
    bool onDisk = true; //!< its row is in the store, or there is no store to have one

    quint64 id = 0;            //!< of its last frame; 0: none written by this program
    quint32 connection = 0;    //!< that carried it
    qint64 firstWrittenUs = 0; //!< the server's clock; 0: never
    qint64 writtenUs = 0;      //!< monotonic, of the last time
    qint64 notBeforeUs = 0;    //!< monotonic: while queued not sent, while checking not looked for earlier
    int refusals = 0;          //!< in a row, of the kind that passes
    int looks = 0;             //!< at the server's history, since it was written last
    int failedLooks = 0;
    bool looking = false; //!< an answer is under way
    bool resend = false;  //!< once it is known to be missing
    bool unsaved = false; //!< its step could not be written down; so it stays

    OutboxItem::Hold told = OutboxItem::Hold::None; //!< the reason to wait that the record has

    ConversationRef conversation() const { return {message.channel, message.thread}; }
    bool isInDoubt() const
    {
        return state == OutboxItem::State::Checking || state == OutboxItem::State::Missing ||
               state == OutboxItem::State::Unknown;
    }
};

//! The messages in the order in which they leave, and the rules of that order: one place's messages keep
//! their order, a part waits for the parts before it, and a text whose fate is unknown is not said again
//! until that is settled. Pure; one thread. A list, so that an item stays where it is while others go.
class SendQueue
{
public:
    //! Why a queued item is not on its way, and for how long if time alone ends that.
    struct Turn
    {
        SendItem *item = nullptr;
        OutboxItem::Hold hold = OutboxItem::Hold::None;
        std::chrono::milliseconds wait{0};
    };

    SendItem &add(SendItem item);
    void insert(SendItem item, const QString &before); //!< at the end if \a before is not there
    std::optional<SendItem> take(const QString &local);
    SendItem *byLocal(const QString &local);
    SendItem *byId(quint64 id); //!< nullptr for 0
    //! Puts \a local where \a index is now; queued items only, and parts stay in their order. False if
    //! nothing changed.
    bool move(const QString &local, qsizetype index);
    std::list<SendItem> &items() { return m_items; }
    const std::list<SendItem> &items() const { return m_items; }
    QStringList locals() const;

    //! What each queued item waits for, in order. \a general is what holds all of them.
    QList<Turn> turns(qint64 nowUs, OutboxItem::Hold general, const RateLimiter &limiter);
    //! When the next queued item may go, monotonic; the largest number: nothing goes by time alone.
    qint64 nextTurnUs(qint64 nowUs, OutboxItem::Hold general, const RateLimiter &limiter);
    //! Those whose frame was written at \a us or before, and that are not answered.
    QStringList writtenUntil(qint64 us) const;
    //! Whether another item of the same text to the same place is in that state.
    bool hasTwin(const SendItem &item, OutboxItem::State state) const;

private:
    OutboxItem::Hold holdOf(const SendItem &item, qint64 nowUs) const;
    const SendItem *earlierPart(const SendItem &item) const;
    bool keepsParts() const;

    std::list<SendItem> m_items;
};

} // namespace rtmscope
