// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/settings.h"
#include "core/connection/stages.h"
#include "core/connection/state.h"
#include "core/events/eventsource.h"
#include "core/net/webapi.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace rtmscope {

//! Slack's RTM stream: rtm.connect, the socket, keep-alive, reconnects, sends (docs/protocol.md, sections 2
//! to 4). Thread: its owner's, driven by signals only. Touches no GUI type. Owned by the account or by a
//! library user. Everything that goes in or out is also delivered as a recorded Event, tickets masked.
class RtmSession : public EventSource
{
    Q_OBJECT
public:
    // Names of the field's own, for whoever writes RtmSession::Config.
    using State = SessionState;
    using Timings = ConnectionTimings;
    using Config = ConnectionSettings;

    enum class Leave : quint8 { ForNow, ForGood };

    explicit RtmSession(Config config, QObject *parent = nullptr);
    RtmSession(Config config, const Clock &clock, QObject *parent = nullptr);
    ~RtmSession() override;

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
    quint64 nextId() const; //!< of the next frame that is sent; never used twice

    //! While not armed nothing that others can see leaves: sends, typing and writing API calls are refused
    //! with code "observing". A library user starts armed.
    void setArmed(bool armed);
    bool isArmed() const;

    //! Whether sendMessage would go out now, and if not why. Checks state, arming and the limits of 4,000
    //! characters and 16,384 bytes.
    Result<Done> canSend(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                         bool broadcast = false) const;
    //! Writes a message frame now. Needs Ready and a channel *id*. Returns the frame's id on this connection;
    //! the answer comes by acknowledged() or refused(). Texts over 4,000 characters and frames over 16 KB are
    //! refused.
    Result<quint64> sendMessage(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                                bool broadcast = false);
    //! The same by "#name" or id: a name is looked up through the Web API first (page by page, remembered).
    void sendMessageTo(const QString &channelNameOrId, const QString &text, const MessageTs &thread,
                       bool broadcast, QObject *context,
                       std::function<void(const Result<quint64> &)> written);
    //! The bytes that sendMessage would write, for a preview. The id is the next one.
    QByteArray messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                            bool broadcast) const;
    //! Tells the others that we type; at most every 3 s per channel (protocol 4.3), in between code
    //! "typing_paced".
    Result<quint64> sendTyping(const ChannelId &channel);
    //! Replaces the list of users whose presence is sent; repeated after each reconnect. Written at most
    //! every 3 s; the server takes about a thousand ids, further ones are left out.
    void subscribePresence(const QList<UserId> &users);
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
    //! Answers to these ids will never come: their connection is gone.
    void unanswered(const QList<quint64> &ids);
    void latencyMeasured(std::chrono::milliseconds latency);
    //! liveness() or stages() say something new.
    void progressed();

protected:
    bool isRepeat(const Event &event, const EventDecoder &decoder) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
