// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QObject>

#include <memory>

namespace rtmscope {

class Clock;
class RtmSession;
class StateStore;

//! What a composer asks for.
struct OutgoingMessage
{
    ChannelId channel;
    QString text;     //!< mrkdwn as it goes on the wire: mentions resolved, entities escaped
    MessageTs thread; //!< the parent's ts, or empty
    bool broadcast = false;
};

//! Owns what a person sent until the server has it. Each step is recorded as a "send" note through the
//! session, so the workspace shows queued, written, sent and failed by folding events. Kept in the
//! StateStore: survives a crash. One per account; the session's thread. Pacing: 1 per second with a burst of
//! 5 (protocol 4.1).
class Outbox : public QObject
{
    Q_OBJECT
public:
    //! \a store may be nullptr (tests, command line): then nothing survives a restart. What it holds from an
    //! earlier run is taken up with the next turn of the event loop: unsent messages are queued, unanswered
    //! ones come back as unconfirmed and are never sent again by themselves.
    Outbox(RtmSession &session, StateStore *store, QString profile, QObject *parent = nullptr);
    Outbox(RtmSession &session, StateStore *store, QString profile, const Clock &clock,
           QObject *parent = nullptr);
    ~Outbox() override;

    //! Takes the message; returns its local id. Sends at once when the session is ready. What can't be sent
    //! as it is (observing, too long) stays here as failed and can be retried or discarded: typed text is
    //! never lost.
    QString enqueue(const OutgoingMessage &message);
    void retry(const QString &local);
    void discard(const QString &local);
    int pendingCount() const; //!< queued or written, not yet answered

Q_SIGNALS:
    void acknowledged(const QString &local, const rtmscope::MessageTs &ts);
    void failed(const QString &local, const rtmscope::Error &error);
    void pendingCountChanged(int count);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
