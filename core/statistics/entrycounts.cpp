// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/entrycounts.h"

#include "core/events/innerevent.h"
#include "core/json/json.h"
#include "core/log/markrows.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace rtmscope {

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr quint64 directions = 4; // type numbers times this, plus the direction
constexpr qsizetype rowsPerLook = 256;

//! The app that an entry is about.
QString botOf(json::Value event)
{
    for (const json::Value &place : {event, event["message"], event["previous_message"]}) {
        if (QString id = place["bot_id"].text(); !id.isEmpty())
            return id;
    }
    const json::Value bot = event["bot"];
    return bot.isObject() ? bot["id"].text() : QString();
}

class Counter
{
public:
    Counter(const LogReader &log, const EntryCounts::Options &options, EntryCounts::Piece &piece)
        : m_log(log)
        , m_options(options)
        , m_piece(piece)
    {
    }

    void take(qsizetype row)
    {
        const LogRow &at = m_log.row(row);
        const qint64 size = m_log.borrowedFrame(row).size();
        m_piece.all.add(size, at.timeUs);
        if (m_options.busiestSecond && at.timeUs != 0)
            ++m_piece.seconds[at.timeUs / secondUs];
        m_event.reset();
        if (wants(StatisticsKey::Type))
            type(row, at).add(size, at.timeUs);
        if (wants(StatisticsKey::Channel))
            symbol(row, StatisticsKey::Channel, at.channel).add(size, at.timeUs);
        if (wants(StatisticsKey::User))
            symbol(row, StatisticsKey::User, at.user).add(size, at.timeUs);
        if (wants(StatisticsKey::Bot))
            table(StatisticsKey::Bot).byName[{bot(row, at)}].add(size, at.timeUs);
        if (wants(StatisticsKey::Connection))
            table(StatisticsKey::Connection).byNumber[connection(row)].add(size, at.timeUs);
    }

private:
    bool wants(StatisticsKey key) const { return m_options.keys[std::size_t(key)]; }
    EntryCounts::Table &table(StatisticsKey key) { return m_piece.tables[std::size_t(key)]; }
    const Event &event(qsizetype row)
    {
        if (!m_event)
            m_event = m_log.event(row);
        return *m_event;
    }
    EntryCounts::Count &type(qsizetype row, const LogRow &at)
    {
        EntryCounts::Table &types = table(StatisticsKey::Type);
        if (at.type != manyTypes)
            return types.byNumber[at.type * directions + quint64(at.direction)];
        const Event &entry = event(row);
        return types.byName[{entry.type, entry.subtype, entry.direction}];
    }
    EntryCounts::Count &symbol(qsizetype row, StatisticsKey key, quint32 number)
    {
        if (number != manySymbols)
            return table(key).byNumber[number];
        return table(key).byName[{key == StatisticsKey::Channel ? event(row).channel : event(row).user}];
    }
    QString bot(qsizetype row, const LogRow &at)
    {
        if (at.direction == Direction::Note)
            return {};
        const QByteArray frame = m_log.borrowedFrame(row);
        // Most frames are nobody's but a person's, and need not be parsed to see that.
        if (!frame.contains("\"bot_id\"") && !frame.contains("\"bot\""))
            return {};
        if (!m_document.parse(frame))
            return {};
        const json::Value root = m_document.root();
        return botOf(mayBeEnvelope(root["type"].string()) ? innerEvent(root) : root);
    }
    quint32 connection(qsizetype row) const { return m_log.connectionOf(row); }

    const LogReader &m_log;
    const EntryCounts::Options &m_options;
    EntryCounts::Piece &m_piece;
    std::optional<Event> m_event; // of the row that is taken, where the index does not say enough
    json::Document m_document;
};

LogStatistics::Row rowOf(StatisticsKey key, quint64 number, const LogReader &log)
{
    switch (key) {
    case StatisticsKey::Type: {
        const auto type = quint16(number / directions);
        return {.key = log.typeName(type),
                .subtype = log.subtypeName(type),
                .direction = Direction(number % directions)};
    }
    case StatisticsKey::Channel:
    case StatisticsKey::User:
        return {.key = log.symbol(quint32(number))};
    case StatisticsKey::Connection:
        return {.key = QString::number(number)};
    case StatisticsKey::Bot:
        break;
    }
    return {};
}

void fill(LogStatistics::Row &row, const EntryCounts::Count &count)
{
    row.count = count.count;
    row.bytes = count.bytes;
    row.firstUs = count.firstUs;
    row.lastUs = count.lastUs;
}

bool isBefore(const LogStatistics::Row &a, const LogStatistics::Row &b)
{
    if (a.count != b.count)
        return a.count > b.count;
    return std::tie(a.key, a.subtype, a.direction) < std::tie(b.key, b.subtype, b.direction);
}

//! How often what is listed occurs at least: texts are made of those only.
qint64 leastListed(const EntryCounts::Table &table, std::size_t most)
{
    std::vector<qint64> counts;
    counts.reserve(std::size_t(table.byNumber.size() + table.byName.size()));
    for (const EntryCounts::Count &count : table.byNumber)
        counts.push_back(count.count);
    for (const EntryCounts::Count &count : table.byName)
        counts.push_back(count.count);
    if (counts.size() <= most)
        return 0;
    const auto last = counts.begin() + std::ptrdiff_t(most) - 1;
    std::nth_element(counts.begin(), last, counts.end(), std::greater<>());
    return *last;
}

void list(StatisticsKey key, const EntryCounts::Table &table, const LogReader &log, std::size_t most,
          LogStatistics &figures)
{
    const qint64 least = leastListed(table, most);
    const auto add = [&](LogStatistics::Row &&row, const EntryCounts::Count &count) {
        fill(row, count);
        figures.rows.push_back(std::move(row));
    };
    for (auto each = table.byNumber.cbegin(); each != table.byNumber.cend(); ++each) {
        if (each->count >= least)
            add(rowOf(key, each.key(), log), *each);
    }
    for (auto each = table.byName.cbegin(); each != table.byName.cend(); ++each) {
        if (each->count >= least)
            add({.key = each.key().text, .subtype = each.key().subtype, .direction = each.key().direction},
                *each);
    }
    std::sort(figures.rows.begin(), figures.rows.end(), isBefore);
    if (figures.rows.size() > most)
        figures.rows.resize(most);
    qint64 listed = 0;
    for (const LogStatistics::Row &row : figures.rows)
        listed += row.count;
    figures.others = table.byNumber.size() + table.byName.size() - qint64(figures.rows.size());
    figures.othersCount = figures.count - listed;
}

} // namespace

void EntryCounts::Count::add(qint64 size, qint64 timeUs)
{
    add(Count{1, size, timeUs, timeUs});
}

void EntryCounts::Count::add(const Count &other)
{
    count += other.count;
    bytes += other.bytes;
    if (other.lastUs == 0)
        return;
    firstUs = firstUs == 0 ? other.firstUs : std::min(firstUs, other.firstUs);
    lastUs = std::max(lastUs, other.lastUs);
}

void EntryCounts::Table::add(const Table &other)
{
    for (auto each = other.byNumber.cbegin(); each != other.byNumber.cend(); ++each)
        byNumber[each.key()].add(*each);
    for (auto each = other.byName.cbegin(); each != other.byName.cend(); ++each)
        byName[each.key()].add(*each);
}

EntryCounts::Piece EntryCounts::look(const LogReader &log, RowSpan rows, const Options &options,
                                     RowChoice &chosen, const std::atomic_bool &cancelled)
{
    Piece piece;
    Counter counter(log, options, piece);
    MarkRows marks;
    for (qsizetype row = rows.first; row < rows.second; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        if (chosen ? chosen(log, row) : !marks.has(log, log.row(row)))
            counter.take(row);
    }
    return piece;
}

void EntryCounts::add(Piece &&piece, const LogReader &)
{
    m_sum.all.add(piece.all);
    for (std::size_t i = 0; i < m_sum.tables.size(); ++i)
        m_sum.tables[i].add(piece.tables[i]);
    for (auto second = piece.seconds.cbegin(); second != piece.seconds.cend(); ++second)
        m_sum.seconds[second.key()] += *second;
}

EntryCounts::Figures EntryCounts::figures(const LogReader &log, const Options &options) const
{
    LogStatistics common;
    common.count = m_sum.all.count;
    common.bytes = m_sum.all.bytes;
    common.firstUs = m_sum.all.firstUs;
    common.lastUs = m_sum.all.lastUs;
    for (auto second = m_sum.seconds.cbegin(); second != m_sum.seconds.cend(); ++second) {
        if (*second > common.busiestSecond ||
            (*second == common.busiestSecond && second.key() * secondUs < common.busiestUs)) {
            common.busiestSecond = *second;
            common.busiestUs = second.key() * secondUs;
        }
    }
    Figures figures;
    for (std::size_t key = 0; key < figures.size(); ++key) {
        figures[key] = common;
        if (options.keys[key])
            list(StatisticsKey(key), m_sum.tables[key], log, options.mostRows, figures[key]);
    }
    return figures;
}

} // namespace rtmscope
