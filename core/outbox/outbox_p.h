// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/ratelimiter.h"
#include "core/outbox/outbox.h"
#include "core/outbox/sendqueue.h"
#include "core/outbox/sendreconciler.h"
#include "core/outbox/serverclock.h"

#include <QTimer>

#include <list>

namespace rtmscope {

class SendStore;

//! The outbox at work: how a message leaves, what an answer makes of it, what is written down. For
//! outbox.cpp, which asks it for what people want, and outbox_p.cpp only.
struct Outbox::Private final : public SendReconciler::Host
{
    struct Discarded
    {
        SendItem item;
        QString before; //!< what came after it
    };

    Private(Outbox *outbox, LiveSession &s, const Clock &c, SendStore *st, QString p)
        : q(outbox)
        , session(s)
        , clock(c)
        , store(st)
        , profile(std::move(p))
        , limiter(std::make_unique<RateLimiter>(c, pace()))
        , serverClock(c)
        , reconciler(*this, queue, s, c, timings)
    {
    }

    void connectSession();
    RateLimiter::Pace pace() const; //!< of all sends
    void restore();

    // The way out
    void pump();
    OutboxItem::Hold generalHold() const;
    void tellHolds(const QList<SendQueue::Turn> &turns);
    void write(SendItem &item);
    bool writeDown(SendItem &item);
    void writeFrame(const QString &local);
    void post(const QString &local);
    void posted(const QString &local, const Result<ApiAnswer> &answer);

    // Answers
    void refused(SendItem &item, const Error &error);
    void again(SendItem &item, std::chrono::milliseconds pause);
    void fail(SendItem &item, const Error &error);
    void unconfirmed(SendItem &item, const QString &words);
    void renumber(const ChannelId &from, const ChannelId &to);
    void checkDeadlines();

    // The disk and the record
    bool save(const SendItem &item);
    void plan();

    // For the reconciler
    QString author() const override;
    void note(const SendItem &item, QStringView step, const Error *error = nullptr) override;
    void settle(SendItem &item, const MessageTs &ts, QStringView by) override;
    void sendAgain(SendItem &item) override { again(item, std::chrono::milliseconds(0)); }
    void itemsChanged() override;
    void reconciled() override { goOn(); }

    //! Whatever may go or be asked now goes.
    void goOn()
    {
        pump();
        look();
    }
    void look()
    {
        reconciler.look();
        plan();
    }

    Outbox *q;
    LiveSession &session;
    const Clock &clock;
    SendStore *store;
    QString profile;
    Timings timings;
    std::unique_ptr<RateLimiter> limiter;
    ServerClock serverClock;
    SendQueue queue;
    SendReconciler reconciler;
    std::list<Discarded> discarded;
    QTimer timer; //!< for whatever comes due next
    bool pumping = false;
    int lastPending = 0;
};

} // namespace rtmscope
