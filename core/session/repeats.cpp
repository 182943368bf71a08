// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/repeats.h"

#include <algorithm>

namespace rtmscope {

namespace {

constexpr size_t messageSeed = 0x6d657373; // keeps the key of a message apart from a frame's

quint64 messageKey(QStringView channel, std::string_view ts)
{
    return qHash(channel, messageSeed) ^ qHashBits(ts.data(), ts.size(), ~messageSeed);
}

size_t bytesKey(QByteArrayView bytes)
{
    return qHashBits(bytes.data(), static_cast<size_t>(bytes.size()));
}

} // namespace

std::size_t RecentKeys::find(const Table &table, quint64 key)
{
    std::size_t at = key & (slotCount - 1);
    while (table[at] != 0 && table[at] != key)
        at = (at + 1) & (slotCount - 1);
    return at;
}

bool RecentKeys::contains(quint64 key) const
{
    key = std::max<quint64>(key, 1);
    return std::any_of(m_tables.begin(), m_tables.end(), [key](const Table &table) {
        return !table.empty() && table[find(table, key)] == key;
    });
}

bool RecentKeys::insert(quint64 key)
{
    key = std::max<quint64>(key, 1);
    if (m_count == mostKeys) {
        m_current = 1 - m_current;
        m_count = 0;
        m_tables[m_current].clear();
    }
    Table &table = m_tables[m_current];
    if (table.empty())
        table.resize(slotCount);
    const std::size_t at = find(table, key);
    if (table[at] == key)
        return true;
    table[at] = key;
    ++m_count;
    const Table &older = m_tables[1 - m_current];
    return !older.empty() && older[find(older, key)] == key;
}

void RecentKeys::clear()
{
    *this = {};
}

bool Repeats::isRepeat(const Frame &frame)
{
    if (frame.isReplay) {
        const quint64 key = messageKey(frame.channel, frame.moment);
        return m_seen.insert(key) || m_acknowledged.contains(key);
    }
    bool repeat = handingOver() && cameOverTheOther(frame);
    if (!frame.moment.empty())
        repeat |= m_seen.insert(frame.channel.isEmpty() ? bytesKey(frame.bytes)
                                                        : messageKey(frame.channel, frame.moment));
    return repeat;
}

bool Repeats::cameOverTheOther(const Frame &frame)
{
    Copies &copies = m_copies[bytesKey(frame.bytes)];
    if (frame.connection == m_oldConnection)
        return ++copies.old <= copies.fresh;
    return ++copies.fresh <= copies.old;
}

void Repeats::acknowledged(QStringView channel, std::string_view ts)
{
    m_acknowledged.insert(messageKey(channel, ts));
}

void Repeats::beginHandOver(quint32 oldConnection)
{
    m_oldConnection = oldConnection;
    m_copies.clear();
}

void Repeats::endHandOver()
{
    m_oldConnection = 0;
    m_copies = {};
}

void Repeats::forget()
{
    endHandOver();
    m_seen.clear();
    m_acknowledged.clear();
}

} // namespace rtmscope
