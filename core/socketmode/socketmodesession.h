// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/socketmodevalues.h"
#include "core/session/livesession.h"

#include <QStringList>

namespace rtmscope {

class EventKeyStore;

//! Slack's Socket Mode: apps.connections.open, sockets that bring envelopes, an acknowledgement for each, and
//! chat.postMessage for what is said (docs/socket-mode.md). Thread: its owner's, driven by signals only.
//! Touches no GUI type. Owned by the account or by a library user.
//!
//! Each envelope is acknowledged as soon as whoever keeps the record has it (EventSource::recording and
//! recordDue) and before anybody else learns of it. When others hold sockets of the same app the connection
//! is given up at once, unless the settings allow sharing: each event goes to one of all the sockets only.
class SocketModeSession : public LiveSession
{
    Q_OBJECT
public:
    explicit SocketModeSession(Config config, QObject *parent = nullptr);
    SocketModeSession(Config config, const Clock &clock, QObject *parent = nullptr);
    ~SocketModeSession() override;

    //! Where the keys of events are kept over restarts, under \a profile; before open(). \a store has to
    //! outlive the session.
    void keepKeysIn(EventKeyStore *store, const QString &profile);

    const AppSharing &sharing() const;
    AckFigures ackFigures() const;     //!< of this session, whatever sockets it had
    const QStringList &scopes() const; //!< of the token that is not app-level; empty: not told

    //! By chat.postMessage, as the bot or the person whose token it is.
    Result<quint64> sendMessage(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                                bool broadcast = false) override;
    //! The body of that call.
    QByteArray messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                            bool broadcast) const override;
    Result<quint64> sendTyping(const ChannelId &channel) override;       //!< refused: "typing_impossible"
    Result<Done> subscribePresence(const QList<UserId> &users) override; //!< refused: "presence_impossible"

Q_SIGNALS:
    void sharingChanged(const rtmscope::AppSharing &sharing);
    //! Recorded as a note of kind "hint" too.
    void hinted(const rtmscope::SessionHint &hint);

protected:
    bool isRepeat(const Event &event, const EventDecoder &decoder) override;
    void safeToAnswer(const Event &event) override;
    Result<Done> checkText(const QString &text, qsizetype bytes) const override;

private:
    struct Private;
    Private *d = nullptr; //!< owned by LiveSession
};

} // namespace rtmscope
