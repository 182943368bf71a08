// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/settings.h"
#include "core/connection/stages.h"
#include "core/connection/state.h"
#include "core/events/eventsource.h"
#include "core/net/webapi.h"

#include <chrono>
#include <functional>
#include <memory>

namespace rtmscope {

//! A connection to a workspace that is kept: events come in, messages go out, and everything about it is
//! delivered as a recorded Event with tickets masked. Base of RtmSession and SocketModeSession, which say
//! what is spoken; outbox, back-fill and accounts work with either. Thread: its owner's, driven by signals
//! only. Touches no GUI type.
class LiveSession : public EventSource
{
    Q_OBJECT
public:
    // Names of the field's own, for whoever writes RtmSession::Config.
    using State = SessionState;
    using Timings = ConnectionTimings;
    using Config = ConnectionSettings;

    enum class Leave : quint8 { ForNow, ForGood };

    ~LiveSession() override;

    void open(); //!< connects and stays connected; any state
    //! Disconnects; unsent messages stay with whoever queued them. For good: the record ends here too, so
    //! that no gap begins.
    void close(Leave leave = Leave::ForNow);
    void retryNow(); //!< ends a Backoff early, as far as the server's wishes allow; else retryHeld()

    //! The network came, changed (\a reachable) or went. Where the system tells, the session hears it by
    //! itself; who knows it otherwise may say so too. A connection is then tested at once, a wait ended.
    void networkChanged(bool reachable);

    State state() const;
    const Identity &identity() const;
    const Error &lastError() const;                  //!< why the state is Backoff or Failed
    std::chrono::milliseconds nextAttemptIn() const; //!< in Backoff
    std::chrono::milliseconds latency() const;       //!< last ping's round trip; negative before the first
    Liveness liveness() const;
    //! Of the attempt under way, else of the last one.
    const Stages &stages() const;
    qint64 lastFrameMonotonicUs() const; //!< when the socket last gave us anything; 0: never
    quint32 connectionNumber() const
    {
        return connection();
    }                       //!< of the present or last socket; 0 before the first
    quint64 nextId() const; //!< of the next message that is sent; never used twice

    //! While not armed nothing that others can see leaves: sends, typing and writing API calls are refused
    //! with code "observing". A library user starts armed.
    void setArmed(bool armed);
    bool isArmed() const;

    //! Whether sendMessage would go out now, and if not why. Checks state, arming and the limits of the way
    //! that messages take here.
    Result<Done> canSend(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                         bool broadcast = false) const;
    //! Sends a message now. Needs Ready and a channel *id*. Returns the message's id in this session; the
    //! answer comes by acknowledged(), refused() or unanswered(). What canSend() refuses is refused.
    virtual Result<quint64> sendMessage(const ChannelId &channel, const QString &text,
                                        const MessageTs &thread = {}, bool broadcast = false) = 0;
    //! The same by "#name" or id: a name is looked up through the Web API first (page by page, remembered).
    void sendMessageTo(const QString &channelNameOrId, const QString &text, const MessageTs &thread,
                       bool broadcast, QObject *context,
                       std::function<void(const Result<quint64> &)> written);
    //! The bytes that sendMessage would write, for a preview: a frame, or the body of a call. An id in it is
    //! the next one.
    virtual QByteArray messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                    bool broadcast) const = 0;
    //! Tells the others that we type, at most as often as the server takes it; refused with a code where it
    //! can't be told.
    virtual Result<quint64> sendTyping(const ChannelId &channel) = 0;
    //! Replaces the list of users whose presence is sent; repeated after each reconnect. An error where
    //! presence is never sent.
    virtual Result<Done> subscribePresence(const QList<UserId> &users) = 0;
    //! Finds the conversation that is meant by "#name", "name", an id, a mention such as <#C0123>, a link, a
    //! person's id or "@name" (the direct conversation, opened if need be).
    void resolveChannel(const QString &nameOrId, QObject *context,
                        std::function<void(const Result<ChannelId> &)> found);

    //! All ids that bear "#name" or "@name": conversations, archived ones too, or people. At least one, or an
    //! Input error with the names that are near.
    void resolveName(const QString &name, QObject *context,
                     std::function<void(const Result<QStringList> &)> found);

    //! Records a step of somebody who works through this session (the outbox): see EventSource::note.
    quint64 record(const QByteArray &noteJson) { return note(noteJson); }

    WebApi &web();
    const Config &config() const;

Q_SIGNALS:
    //! What happens within a state (a hand-over to a new socket while Ready) is recorded, but not told here.
    void stateChanged(rtmscope::SessionState state, const QString &cause);
    //! A connection attempt failed. Kind tells whether it goes on by itself (Network, RateLimited) or not.
    void failed(const rtmscope::Error &error);
    //! retryNow() has to wait: why in words, which do not say how long; for how long now (retryAfter, as
    //! nextAttemptIn() goes on to tell). It goes on by itself then.
    void retryHeld(const rtmscope::Error &error);
    void identityKnown(const rtmscope::Identity &identity);
    void armedChanged(bool armed);
    void acknowledged(quint64 id, const rtmscope::MessageTs &ts, const QString &text);
    void refused(quint64 id, const rtmscope::Error &error);
    //! No answer to these can come any more: they may have arrived or not. Look for them before sending
    //! again.
    void unanswered(const QList<quint64> &ids);
    void latencyMeasured(std::chrono::milliseconds latency);
    //! liveness() or stages() say something new.
    void progressed();

protected:
    struct Core; //!< see core/session/sessioncore.h

    LiveSession(const Clock &clock, QObject *parent);
    void
    setCore(std::unique_ptr<Core> core); //!< once, in the constructor of the class that says what is spoken
    //! An Input error in words if \a text can't go the way that messages take here.
    virtual Result<Done> checkText(const QString &text, qsizetype bytes) const = 0;

private:
    std::unique_ptr<Core> d;
};

} // namespace rtmscope
