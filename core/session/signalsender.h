// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QTimer>

#include <functional>
#include <optional>

namespace rtmscope {

//! Writes what is no message: that we type, and whose presence we want to know. Each at the pace that the
//! server takes. Owned by a session; its thread; the clock must outlive it.
class SignalSender : public QObject
{
    Q_OBJECT
public:
    //! Writes the frame that \a make builds with the next id and returns that id; nothing while there is no
    //! stream that is ready.
    using Writer = std::function<std::optional<quint64>(const std::function<QByteArray(quint64 id)> &make)>;

    SignalSender(Writer write, const Clock &clock, QObject *parent = nullptr);

    //! "typing"; at most every 3 s per channel, in between refused with code "typing_paced".
    Result<quint64> typing(const ChannelId &channel);
    void messageSent(const ChannelId &channel)
    {
        m_typingUs.remove(channel);
    } //!< the others see no more typing
    //! Replaces the list; written at most every 3 s.
    void subscribePresence(const QList<UserId> &users);
    //! A new stream, which knows nothing of earlier subscriptions.
    void streamReady();

private:
    void sendPresence();

    Writer m_write;
    const Clock &m_clock;
    QHash<ChannelId, qint64> m_typingUs; //!< when we told last, monotonic
    QList<UserId> m_presence;
    qint64 m_presenceDueUs = 0;
    QTimer m_timer;
};

} // namespace rtmscope
