// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/send/outgoing.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace rtmscope {

class Clock;
class LiveSession;
class SendStore;

//! Owns what a person sent until the server has it. Each step is recorded as a "send" note through the
//! session, so the workspace shows a message's life by folding events. Kept in the SendStore: safe from
//! kill -9 from the moment enqueue() returns. One per account; the session's thread. See docs/session.md,
//! "A message's way out".
//!
//! Never sends twice by itself what may have arrived: a message without an answer is first looked for, among
//! our own messages on the stream and in the server's history. Only what the server refused, or has never
//! been given, goes again unasked.
class Outbox : public QObject
{
    Q_OBJECT
public:
    struct Timings
    {
        std::chrono::milliseconds sendEvery{1'000};    //!< on average, after a burst of five (protocol 4.1)
        std::chrono::milliseconds slowDown{2'000};     //!< pause after "slow down"; doubles while it goes on
        std::chrono::milliseconds refused{2'000};      //!< before a passing refusal is tried again; doubles
        std::chrono::milliseconds lookAgain{5'000};    //!< while the server may still be at it; doubles
        std::chrono::milliseconds lookFailed{2'000};   //!< before history is asked again; doubles
        std::chrono::milliseconds storeTrouble{5'000}; //!< before a step is written down again
    };

    //! \a store may be nullptr (tests, command line): then nothing survives a restart. What it holds from an
    //! earlier run is taken up with the next turn of the event loop: unsent messages are queued, unanswered
    //! ones are looked for first.
    Outbox(LiveSession &session, SendStore *store, QString profile, QObject *parent = nullptr);
    Outbox(LiveSession &session, SendStore *store, QString profile, const Clock &clock,
           QObject *parent = nullptr);
    ~Outbox() override;
    void setTimings(const Timings &timings); //!< before the first message

    //! Takes the message; returns its local id. It is on disk then, and the draft of its place is gone in the
    //! same stroke. Sends at once when the session is ready. What can't be sent as it is (observing, too
    //! long) stays here as failed. The only error is a disk that takes nothing: then nothing was taken over,
    //! and the text still belongs to the caller.
    Result<QString> enqueue(const OutgoingMessage &message, Safekeeping safekeeping = Safekeeping::OnDisk);
    //! Parts of one long message, in order; all or none. A part goes when those before it have arrived.
    Result<QStringList> enqueue(const QList<OutgoingMessage> &parts,
                                Safekeeping safekeeping = Safekeeping::OnDisk);

    //! Sends again what was refused. What is known to be missing is looked for once more before that, for it
    //! may have come late. What could not be found out is looked for only: see sendAnyway().
    void retry(const QString &local);
    void retryAll(); //!< all that may safely be sent again
    //! Looks once more whether the server has it.
    void checkAgain(const QString &local);
    //! The user has been told that it may arrive twice, and wants it sent.
    void sendAnyway(const QString &local);
    void discard(const QString &local);
    //! Of what was discarded last in this run; empty: nothing was.
    QString restorableText() const;
    void restoreDiscarded(); //!< that one, where it was
    //! Puts a queued message at that index of items(). Parts keep their order.
    void move(const QString &local, qsizetype index);

    QList<OutboxItem> items() const;
    int pendingCount() const; //!< queued, on their way, or being looked for
    int stuckCount() const;   //!< that wait for a decision

Q_SIGNALS:
    void changed(); //!< of items(), in any way
    void acknowledged(const QString &local, const rtmscope::MessageTs &ts);
    void failed(const QString &local, const rtmscope::Error &error);
    void pendingCountChanged(int count);
    //! A step could not be written down; what depends on it waits. In words.
    void storeTroubled(const rtmscope::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
