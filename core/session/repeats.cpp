// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/repeats.h"

#include <algorithm>
#include <cstring>

namespace rtmscope {

namespace {

// Not zero: with that Qt hashes bytes without the processor's help.
constexpr size_t frameSeed = 0x66726d65;

//! For the short texts that name a message: a fraction of what a call of a general hash costs, for every
//! message.
quint64 mixed(quint64 key, const void *data, size_t size)
{
    constexpr quint64 odd = 0x9E37'79B9'7F4A'7C15; // 2^64 / golden ratio: spreads the bits upwards
    constexpr size_t wide = sizeof(quint64);
    const auto *bytes = static_cast<const char *>(data);
    quint64 word = 0;
    const auto take = [&key, &word] {
        key = (key ^ word) * odd;
        key ^= key >> 32;
    };
    for (size_t at = 0; at + wide <= size; at += wide) {
        std::memcpy(&word, bytes + at, wide); // of a length the compiler knows, so that it is one load
        take();
    }
    if (size >= wide)
        std::memcpy(&word, bytes + size - wide, wide); // the rest, and some of it again
    else if (size > 0)                                 // else there may be no bytes to point to
        std::memcpy(&word, bytes, size);
    take();
    return key;
}

quint64 messageKey(QStringView channel, std::string_view ts)
{
    const quint64 key = mixed(ts.size(), ts.data(), ts.size());
    return mixed(key, channel.data(), static_cast<size_t>(channel.size()) * sizeof(QChar));
}

size_t bytesKey(QByteArrayView bytes)
{
    return qHashBits(bytes.data(), static_cast<size_t>(bytes.size()), frameSeed);
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
