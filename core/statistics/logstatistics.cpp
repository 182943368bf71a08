// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/logstatistics.h"

#include "core/base/orderedwork.h"
#include "core/capture/captureline.h"
#include "core/events/innerevent.h"
#include "core/json/json.h"

#include <QHash>
#include <QThread>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype blockRows = 16 * 1024;
constexpr qint64 secondUs = 1'000'000;

struct Key
{
    QString text = {};
    QString subtype = {};
    Direction direction = Direction::In;

    friend bool operator==(const Key &, const Key &) = default;
    friend size_t qHash(const Key &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.text, key.subtype, int(key.direction));
    }
};

struct Count
{
    qint64 count = 0;
    qint64 bytes = 0;
    qint64 firstUs = 0;
    qint64 lastUs = 0;

    void add(qint64 size, qint64 timeUs)
    {
        ++count;
        bytes += size;
        addTime(timeUs, timeUs);
    }
    void add(const Count &other)
    {
        count += other.count;
        bytes += other.bytes;
        addTime(other.firstUs, other.lastUs);
    }

private:
    void addTime(qint64 from, qint64 to)
    {
        if (to == 0)
            return;
        firstUs = firstUs == 0 ? from : std::min(firstUs, from);
        lastUs = std::max(lastUs, to);
    }
};

struct Block
{
    QHash<Key, Count> counts;
    QHash<qint64, qint64> seconds; //!< entries in each
    qsizetype end = 0;
};

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
    Counter(const LogSnapshot &log, StatisticsKey key)
        : m_reader(log)
        , m_key(key)
    {
    }

    void take(qsizetype row, Block &block)
    {
        const LogRow &at = m_reader.row(row);
        const bool needsEntry = (m_key == StatisticsKey::Channel && at.channel == manySymbols) ||
                                (m_key == StatisticsKey::User && at.user == manySymbols) ||
                                (m_key == StatisticsKey::Type && at.type == manyTypes);
        const Key key = needsEntry ? keyOf(m_reader.event(row)) : keyOf(row, at);
        const qint64 size = m_reader.borrowedFrame(row).size();
        block.counts[key].add(size, at.timeUs);
        if (at.timeUs != 0)
            ++block.seconds[at.timeUs / secondUs];
    }

private:
    Key keyOf(const Event &event) const
    {
        switch (m_key) {
        case StatisticsKey::Channel:
            return {event.channel};
        case StatisticsKey::User:
            return {event.user};
        default:
            return {event.type, event.subtype, event.direction};
        }
    }
    Key keyOf(qsizetype row, const LogRow &at)
    {
        switch (m_key) {
        case StatisticsKey::Type:
            return {m_reader.typeName(at.type), m_reader.subtypeName(at.type), at.direction};
        case StatisticsKey::Channel:
            return {m_reader.symbol(at.channel)};
        case StatisticsKey::User:
            return {m_reader.symbol(at.user)};
        case StatisticsKey::Bot:
            return {bot(row, at)};
        case StatisticsKey::Connection:
            return {QString::number(connection(row))};
        }
        return {};
    }
    QString bot(qsizetype row, const LogRow &at)
    {
        if (at.direction == Direction::Note)
            return {};
        const QByteArray frame = m_reader.borrowedFrame(row);
        // Most frames are nobody's but a person's, and need not be parsed to see that.
        if (!frame.contains("\"bot_id\"") && !frame.contains("\"bot\""))
            return {};
        if (!m_document.parse(frame))
            return {};
        const json::Value root = m_document.root();
        return botOf(mayBeEnvelope(root["type"].string()) ? innerEvent(root) : root);
    }
    quint32 connection(qsizetype row)
    {
        captureline::Parts parts;
        const QByteArray line = m_reader.line(row);
        return captureline::split(line, &parts) ? parts.connection : m_reader.event(row).connection;
    }

    LogReader m_reader;
    StatisticsKey m_key;
    json::Document m_document;
};

LogStatistics sorted(const Block &all)
{
    LogStatistics result;
    Count total;
    for (auto each = all.counts.cbegin(); each != all.counts.cend(); ++each) {
        const Count &count = each.value();
        total.add(count);
        result.rows.push_back({each.key().text, each.key().subtype, each.key().direction, count.count,
                               count.bytes, count.firstUs, count.lastUs});
    }
    std::sort(result.rows.begin(), result.rows.end(),
              [](const LogStatistics::Row &a, const LogStatistics::Row &b) {
                  if (a.count != b.count)
                      return a.count > b.count;
                  return std::tie(a.key, a.subtype, a.direction) < std::tie(b.key, b.subtype, b.direction);
              });
    result.count = total.count;
    result.bytes = total.bytes;
    result.firstUs = total.firstUs;
    result.lastUs = total.lastUs;
    for (auto second = all.seconds.cbegin(); second != all.seconds.cend(); ++second) {
        if (second.value() > result.busiestSecond ||
            (second.value() == result.busiestSecond && second.key() * secondUs < result.busiestUs)) {
            result.busiestSecond = second.value();
            result.busiestUs = second.key() * secondUs;
        }
    }
    return result;
}

} // namespace

double LogStatistics::seconds() const
{
    return std::max(1.0, double(lastUs - firstUs) / double(secondUs));
}

std::optional<LogStatistics> LogStatistics::of(const LogSnapshot &log, StatisticsKey key,
                                               const std::optional<std::vector<quint32>> &rows,
                                               const Progress &progress)
{
    using Piece = std::pair<qsizetype, qsizetype>;
    const qsizetype all = rows ? qsizetype(rows->size()) : log.size();
    const auto next = std::make_shared<qsizetype>(0);
    // Pieces under way outlive a call that was given up.
    const auto chosen = std::make_shared<const std::optional<std::vector<quint32>>>(rows);
    OrderedWork<Piece, Block> work(
        {.next = [next, all]() -> std::optional<Piece> {
             const qsizetype begin = *next;
             *next = std::min(begin + blockRows, all);
             return begin < all ? std::optional(Piece(begin, *next)) : std::nullopt;
         },
         .work =
             [log, key, chosen](const Piece &piece, const std::atomic_bool &cancelled) {
                 Counter counter(log, key);
                 Block block;
                 block.end = piece.second;
                 for (qsizetype at = piece.first; at < piece.second && !cancelled; ++at)
                     counter.take(*chosen ? qsizetype((**chosen)[std::size_t(at)]) : at, block);
                 return block;
             }});
    work.start(QThread::idealThreadCount() - 1);
    bool mayHelp = true;
    Block sum;
    while (!work.isDone()) {
        mayHelp = mayHelp && work.workHere();
        if (!mayHelp)
            work.wait();
        for (const Block &block : work.take()) {
            for (auto each = block.counts.cbegin(); each != block.counts.cend(); ++each)
                sum.counts[each.key()].add(each.value());
            for (auto second = block.seconds.cbegin(); second != block.seconds.cend(); ++second)
                sum.seconds[second.key()] += second.value();
            if (progress && !progress(block.end, all))
                return std::nullopt;
        }
    }
    return sorted(sum);
}

} // namespace rtmscope
