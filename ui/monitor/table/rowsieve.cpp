// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/rowsieve.h"

#include "core/summary/eventnature.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace rtmscope {

int hiddenFrom(const QString &type, Direction direction)
{
    static const QSet<QString> pings{u"ping"_s, u"pong"_s, u"reconnect_url"_s};
    static const QSet<QString> chatter{u"user_typing"_s,
                                       u"typing"_s,
                                       u"presence_change"_s,
                                       u"manual_presence_change"_s,
                                       u"presence_sub"_s,
                                       u"presence_query"_s,
                                       u"channel_marked"_s,
                                       u"group_marked"_s,
                                       u"im_marked"_s,
                                       u"mpim_marked"_s,
                                       u"thread_marked"_s,
                                       u"update_thread_state"_s,
                                       u"dnd_updated"_s,
                                       u"dnd_updated_user"_s,
                                       u"badge_counts_updated"_s,
                                       u"user_connection"_s,
                                       u"user_huddle_changed"_s,
                                       u"tickle"_s};
    static const QSet<QString> conversation{u"message"_s,   u"reaction_added"_s, u"reaction_removed"_s,
                                            u"pin_added"_s, u"pin_removed"_s,    u"ack"_s,
                                            u"error"_s,     u"goodbye"_s};
    static const QSet<QString> pingNotes{u"ws_ping"_s, u"ws_pong"_s};
    static const QSet<QString> tellingNotes{u"gap"_s, u"mark"_s, u"comment"_s};

    if (direction == Direction::Note) {
        if (type == "api"_L1)
            return int(NoiseLevel::NoPresence);
        if (pingNotes.contains(type))
            return int(NoiseLevel::NoPings);
        return tellingNotes.contains(type) ? noiseLevelCount : int(NoiseLevel::Conversation);
    }
    if (pings.contains(type))
        return int(NoiseLevel::NoPings);
    if (chatter.contains(type))
        return int(NoiseLevel::NoPresence);
    return conversation.contains(type) ? noiseLevelCount : int(NoiseLevel::Conversation);
}

bool RowSieve::isNoise(const EventLog &log, qsizetype number)
{
    const EventLog::Row &row = log.row(number);
    if (m_level == NoiseLevel::Everything || (row.flags & (EventLog::NotJson | EventLog::Binary)))
        return false;
    const size_t slot = 3 * size_t(row.type) + size_t(row.direction);
    if (slot >= m_hiddenFrom.size())
        m_hiddenFrom.resize(slot + 1, -1);
    if (m_hiddenFrom[slot] < 0)
        m_hiddenFrom[slot] = qint8(hiddenFrom(log.typeName(row.type), row.direction));
    const int from = m_hiddenFrom[slot];
    // Calls, and what the back-fill brought, are nothing to read where we asked by ourselves and there was no
    // news.
    const bool mayBeIdle = row.direction == Direction::Note &&
                           (from == int(NoiseLevel::NoPresence) || log.typeName(row.type) == "backfill"_L1);
    if (row.direction != Direction::Note || (from > int(m_level) && !mayBeIdle))
        return from <= int(m_level);
    // Of notes it counts what they tell. They are few: only they are read for it.
    const EventNature nature = natureOf(log.event(number));
    return !nature.trouble && (from <= int(m_level) || nature.lookUp);
}

RowSieve::Verdict RowSieve::judge(const EventLog &log, qsizetype row)
{
    if (isNoise(log, row))
        return Verdict::Noise;
    return m_query.matchesEverything() || m_query.matches(log, row) ? Verdict::Shown : Verdict::Filtered;
}

} // namespace rtmscope
