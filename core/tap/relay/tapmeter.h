// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"
#include "core/tap/relay/relayhost.h"
#include "core/tap/tapfigures.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <vector>

namespace rtmscope {

//! Makes TapFigures of what passes by. Bounded: what it remembers of single frames and calls is for minutes.
//! A value; one thread. All times are of one monotonic clock, in microseconds, but those at the wall clock
//! that TapFigures names so.
class TapMeter
{
public:
    //! Whether an event with that id has passed before; remembers it.
    bool isKnown(const QString &eventId);

    void frameIn(const Event &event, const json::Value &root, qint64 nowUs);
    void frameOut(const Event &event, const json::Value &root, qint64 nowUs);
    void socketOpened(quint32 socket);
    void socketEnded(quint32 socket);
    void callBegan(const TapCall &call, qint64 nowUs);
    void callEnded(const TapCall &call, qint64 nowUs, qint64 wallUs);
    void passed(TapFault::Way way, qsizetype bytes);
    void struck() { ++m_figures.faults; }
    void readdressed() { ++m_figures.addresses; }

    TapFigures figures(qint64 nowUs) const;

private:
    //! The latest thousand durations.
    class Spread
    {
    public:
        void add(qint64 us);
        TapSpread spread() const;

    private:
        std::vector<qint64> m_latest;
        std::size_t m_next = 0;
        TapSpread m_spread;
    };
    //! How often something happened in the last ten seconds, or in the last minute.
    class Rate
    {
    public:
        void add(qint64 nowUs);
        qint64 within(qint64 nowUs, qint64 spanUs) const;

    private:
        std::deque<std::pair<qint64, qint64>> m_seconds; //!< second and count
    };
    struct Envelope
    {
        quint32 socket = 0;
        qint64 atUs = 0;
    };
    struct Happening
    {
        QString channel;
        QString user;
        qint64 atUs = 0;
    };

    void acknowledged(const QString &envelopeId, quint32 socket, qint64 nowUs);
    void noteFailure(const TapCall &call, qint64 wallUs);
    void noteLimit(const TapCall &call, qint64 wallUs);
    void noteScope(const TapCall &call);

    TapFigures m_figures; //!< what only counts
    QSet<QString> m_eventIds;
    std::deque<QString> m_eventOrder;
    QHash<QString, Envelope> m_envelopes;         //!< not acknowledged
    QHash<QPair<quint32, qint64>, qint64> m_sent; //!< RTM: socket and id of a frame, and when
    std::deque<Happening> m_happenings;           //!< that no call has followed yet
    QSet<quint32> m_sockets;
    Spread m_acks;
    Spread m_replies;
    Spread m_calls;
    Spread m_firstCalls;
    Rate m_frameRate;
    Rate m_callRate;
    Rate m_typingRate;
};

} // namespace rtmscope
