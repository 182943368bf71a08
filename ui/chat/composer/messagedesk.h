// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/send/outgoing.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! Who keeps and sends what is typed in a composer: app/ implements it for each account. Whoever gives one
//! away takes it back before it goes. GUI thread.
class MessageDesk
{
public:
    MessageDesk() = default;
    virtual ~MessageDesk() = default;
    Q_DISABLE_COPY_MOVE(MessageDesk)

    //! What was typed there before; empty: nothing, or it can't be read.
    virtual QString draft(const ChannelId &channel, const MessageTs &thread) = 0;
    //! The bytes that would be sent: a frame, or the body of a call.
    virtual QByteArray preview(const OutgoingMessage &message) const = 0;
    //! Takes all parts of a message over, or none. After success they are safe, and their draft is gone; an
    //! error says why the text has to stay where it is.
    virtual Result<Done> send(const QList<OutgoingMessage> &parts, Safekeeping safekeeping) = 0;
};

} // namespace rtmscope
