// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/livesession.h"

namespace rtmscope {

//! Slack's RTM stream: rtm.connect, the socket, keep-alive, reconnects, sends (docs/protocol.md, sections 2
//! to 4). Thread: its owner's, driven by signals only. Touches no GUI type. Owned by the account or by a
//! library user. Everything that goes in or out is also delivered as a recorded Event, tickets masked.
class RtmSession : public LiveSession
{
    Q_OBJECT
public:
    explicit RtmSession(Config config, QObject *parent = nullptr);
    RtmSession(Config config, const Clock &clock, QObject *parent = nullptr);
    ~RtmSession() override;

    //! Writes a message frame. Texts over 4,000 characters and frames over 16 KB are refused.
    Result<quint64> sendMessage(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                                bool broadcast = false) override;
    QByteArray messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                            bool broadcast) const override;
    //! At most every 3 s per channel (protocol 4.3), in between code "typing_paced".
    Result<quint64> sendTyping(const ChannelId &channel) override;
    //! Written at most every 3 s; the server takes about a thousand ids, further ones are left out.
    Result<Done> subscribePresence(const QList<UserId> &users) override;

protected:
    bool isRepeat(const Event &event, const EventDecoder &decoder) override;
    Result<Done> checkText(const QString &text, qsizetype bytes) const override;

private:
    struct Private;
    Private *d = nullptr; //!< owned by LiveSession
};

} // namespace rtmscope
