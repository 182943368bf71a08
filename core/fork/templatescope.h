// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QString>

namespace rtmscope {

//! What a template is filled with: where, by whom, about which message, and when. A plain value.
struct TemplateScope
{
    QString channel = QStringLiteral("C0NEW");
    QString channelName = QStringLiteral("general");
    QString channelType = QStringLiteral("channel"); //!< channel, group, im, mpim
    QString user = QStringLiteral("U0NEW");
    QString userName = QStringLiteral("somebody"); //!< the handle
    QString self = QStringLiteral("U0RTMSCOPE");   //!< whom the record is of: the bot
    QString team = QStringLiteral("T0NEW");
    QString teamDomain = QStringLiteral("acme");
    QString app = QStringLiteral("A0NEW");
    QString targetTs;   //!< of the message that it is about; empty: there is none, and one is made up
    QString targetUser; //!< its author
    QString targetText;
    QString targetThread;   //!< the thread that it is in, or would begin
    qint64 timeUs = 0;      //!< of the event; unique in the fork
    bool envelopes = false; //!< the record is of Socket Mode: events come in envelopes

    //! Where \a channel is empty or unknown: the busiest that we are in; likewise for the others. The target
    //! is \a target, else the newest message of the channel.
    static TemplateScope in(const Workspace &workspace, const ChannelId &channel, const UserId &user,
                            const MessageTs &target);
};

//! "1764338400.000100": a moment as messages have it.
QString tsOf(qint64 timeUs);

} // namespace rtmscope
