// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/json/json.h"
#include "core/socketmode/socketframes.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace rtmscope {

struct ApiCall;

//! Watches whether what ought to come does come: nothing at all (a scope is missing, the app was not
//! installed again, the bot was not invited), or not all of it (somebody else receives a part). Judges by
//! what is said to have happened and by our own messages, never by the quiet of a workspace alone. Owned by a
//! session; its thread; the clock must outlive it.
class DeliveryWatch : public QObject
{
    Q_OBJECT
public:
    struct Patience
    {
        std::chrono::milliseconds first{120'000}; //!< for the first event of a session
        std::chrono::milliseconds echo{20'000};   //!< for a message that is known to be there
    };
    DeliveryWatch(const Patience &patience, const Clock &clock, QObject *parent = nullptr);

    void connected();    //!< ready, after a time without a connection
    void disconnected(); //!< what happens from here on may come late or never
    void envelopeCame(const socketframes::Envelope &envelope, bool repeated);
    //! The event in an envelope is a message of its own.
    void messageCame(const ChannelId &channel, const MessageTs &ts);
    void called(const ApiCall &call); //!< answers tell what there is: history, and what we said

Q_SIGNALS:
    void nothingCame();
    //! It is known to have happened while we were connected, and did not come. \a sign: what showed it, in
    //! words.
    void missed(const QString &sign);

private:
    struct Awaited
    {
        ChannelId channel;
        MessageTs ts;
        qint64 dueUs = 0;
    };

    static size_t keyOf(const ChannelId &channel, const MessageTs &ts);
    bool remember(const ChannelId &channel, const MessageTs &ts); //!< true if it was known
    void posted(const ChannelId &channel, const MessageTs &ts);
    void judge();
    void lookAt(const ChannelId &channel, json::Value message);
    void plan();

    Patience m_patience;
    const Clock &m_clock;
    json::Document m_document;
    //! What came last, and from which moment on that is all.
    std::deque<std::pair<qint64, size_t>> m_order;
    QSet<size_t> m_seen;
    qint64 m_rememberedSinceUs = 0;
    QSet<ChannelId> m_heard;  //!< conversations whose messages come here
    QList<Awaited> m_awaited; //!< our own messages
    QTimer m_timer;
    QTimer m_firstTimer;
    qint64 m_sinceUs = 0; //!< wall clock, connected without a break; 0: not connected
    bool m_anyCame = false;
};

} // namespace rtmscope
