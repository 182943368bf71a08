// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QHash>

#include <array>
#include <string_view>
#include <vector>

namespace rtmscope {

//! The last few thousand of many numbers. Two tables take turns: when one is full, the older one is emptied.
//! A value; one thread.
class RecentKeys
{
public:
    bool contains(quint64 key) const;
    bool insert(quint64 key); //!< true if it was there already
    void clear();

private:
    static constexpr std::size_t slotCount =
        4'096; // a power of two, twice as many as are used; both tables stay in a cache
    static constexpr std::size_t mostKeys = slotCount / 2;
    using Table = std::vector<quint64>; // 0: a free slot

    static std::size_t find(const Table &table, quint64 key);

    std::array<Table, 2> m_tables;
    std::size_t m_current = 0;
    std::size_t m_count = 0;
};

//! Tells events that came for the first time from those that the server delivers again, so that nobody acts
//! twice (protocol 3.6, traps T9 and T10).
//!
//! Anything that carries the time of its event is known by that: a plain message by channel and ts, all else
//! by its bytes. What carries none (typing, presence) may come any number of times and is a repeat only while
//! two sockets of one hand-over are open, where the same stream comes twice: there the copies that came over
//! each are counted. A value; one thread.
class Repeats
{
public:
    //! What the judgement needs to know of a frame from the server.
    struct Frame
    {
        std::string_view moment;  //!< event_ts, or ts of a message; empty: it has none
        QStringView channel = {}; //!< of a plain message, which has no subtype; else empty
        QByteArrayView bytes;
        quint32 connection = 0;
        bool isReplay = false; //!< a message with reply_to: our last one, said again
    };

    bool isRepeat(const Frame &frame);
    //! The server named \a ts for a message of ours: its replay is nothing new.
    void acknowledged(QStringView channel, std::string_view ts);

    //! From now on events may come over \a oldConnection and over any other.
    void beginHandOver(quint32 oldConnection);
    void endHandOver();
    bool handingOver() const { return m_oldConnection != 0; }
    //! A fresh start: whatever comes now is new.
    void forget();

private:
    struct Copies
    {
        int old = 0;
        int fresh = 0;
    };

    bool cameOverTheOther(const Frame &frame);

    RecentKeys m_seen;
    RecentKeys m_acknowledged;
    quint32 m_oldConnection = 0;
    QHash<size_t, Copies> m_copies;
};

} // namespace rtmscope
