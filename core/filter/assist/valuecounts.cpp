// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/valuecounts.h"

#include "core/base/orderedwork.h"
#include "core/filter/rowsubject.h"

#include <QThread>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace rtmscope {

namespace {

using filter::FieldValue;

//! More is nothing to choose from, and a hostile stream must not fill the memory.
constexpr qsizetype mostDistinct = 50'000;
constexpr qsizetype longestText = 200;
//! Some milliseconds' work each.
constexpr qsizetype indexBlock = 256 * 1024;
constexpr qsizetype frameBlock = 2'000;
constexpr qsizetype rowsPerLook = 64;
constexpr int tellIntervalMs = 100;

bool isNumbered(const filter::Field &field)
{
    return field.kind >= filter::Field::Kind::Dir && field.kind <= filter::Field::Kind::User;
}

QString textOf(const LogSnapshot &log, filter::Field::Kind kind, std::size_t number)
{
    switch (kind) {
    case filter::Field::Kind::Dir:
        return filter::directionWord(Direction(number));
    case filter::Field::Kind::Channel:
    case filter::Field::Kind::User:
        return log.symbol(quint32(number));
    case filter::Field::Kind::Subtype:
        return log.subtypeName(quint16(number));
    default:
        return log.typeName(quint16(number));
    }
}

} // namespace

// ---- what was counted

void ValueCounts::count(const Key &key, qsizetype by)
{
    const auto known = m_byText.find(key);
    if (known != m_byText.end())
        *known += by;
    else if (m_byText.size() < mostDistinct)
        m_byText.insert(key, by);
    else
        m_leavesOut = true;
}

void ValueCounts::add(const ValueCounts &others)
{
    if (others.m_byNumber.size() > m_byNumber.size())
        m_byNumber.resize(others.m_byNumber.size());
    for (std::size_t i = 0; i < others.m_byNumber.size(); ++i)
        m_byNumber[i] += others.m_byNumber[i];
    for (auto each = others.m_byText.cbegin(); each != others.m_byText.cend(); ++each)
        count(each.key(), each.value());
    m_until = others.m_until;
    m_leavesOut = m_leavesOut || others.m_leavesOut;
}

qsizetype ValueCounts::distinct() const
{
    const auto used =
        std::count_if(m_byNumber.begin(), m_byNumber.end(), [](qsizetype count) { return count > 0; });
    return qsizetype(used) + m_byText.size();
}

ValueCounts::Listed ValueCounts::list(const LogSnapshot &log, std::size_t most,
                                      const std::function<bool(const QString &text)> &isWanted) const
{
    Listed listed;
    const auto take = [&](const Key &key, qsizetype count) {
        if (!isWanted || isWanted(key.text))
            listed.values.push_back({key.text, key.isText, count});
    };
    for (auto each = m_byText.cbegin(); each != m_byText.cend(); ++each)
        take(each.key(), each.value());
    QHash<QString, qsizetype> sums; // several numbers are one type, with different subtypes
    const auto field = filter::Field::parse(m_field);
    for (std::size_t i = 0; field && i < m_byNumber.size(); ++i) {
        if (m_byNumber[i] > 0)
            sums[textOf(log, field->kind, i)] += m_byNumber[i];
    }
    for (auto each = sums.cbegin(); each != sums.cend(); ++each) {
        if (!each.key().isEmpty())
            take({each.key(), true}, each.value());
    }
    const std::size_t kept = std::min(most, listed.values.size());
    std::partial_sort(listed.values.begin(), listed.values.begin() + std::ptrdiff_t(kept),
                      listed.values.end(), [](const Value &a, const Value &b) {
                          return a.count != b.count ? a.count > b.count : a.text < b.text;
                      });
    listed.more = qsizetype(listed.values.size() - kept);
    listed.values.resize(kept);
    return listed;
}

std::vector<ValueCounts::Value> ValueCounts::values(const LogSnapshot &log) const
{
    return list(log, std::numeric_limits<std::size_t>::max()).values;
}

// ---- counting

struct ValueRun::Private
{
    struct Rows
    {
        qsizetype begin;
        qsizetype end;
    };
    using Work = OrderedWork<Rows, ValueCounts>;

    Private(Work::Task task, ValueRun *run)
        : work(std::move(task))
    {
        pause.setSingleShot(true);
        pause.setInterval(tellIntervalMs);
        QObject::connect(&pause, &QTimer::timeout, run, &ValueRun::take);
    }

    static void countNumbers(ValueCounts &counts, const LogReader &log, const filter::Field &field,
                             const Rows &rows, RowChoice &chosen, const std::atomic_bool &cancelled);
    static void countFrames(ValueCounts &counts, const LogReader &log, const filter::Field &field,
                            const Rows &rows, RowChoice &chosen, const std::atomic_bool &cancelled);
    static void countOne(ValueCounts &counts, std::vector<FieldValue> &values);

    Work work;
    QTimer pause;
    bool isFirst = true; // what is known first is told at once
};

void ValueRun::Private::countNumbers(ValueCounts &counts, const LogReader &log, const filter::Field &field,
                                     const Rows &rows, RowChoice &chosen, const std::atomic_bool &cancelled)
{
    const qsizetype everySoOften = chosen ? rowsPerLook : 64 * rowsPerLook;
    for (qsizetype row = rows.begin; row < rows.end; ++row) {
        if (row % everySoOften == 0 && cancelled.load(std::memory_order_relaxed))
            return;
        if (chosen && !chosen(log, row))
            continue;
        const std::size_t number = filter::numberIn(log.row(row), field.kind);
        if (number >= counts.m_byNumber.size())
            counts.m_byNumber.resize(number + number / 2 + 16);
        ++counts.m_byNumber[number];
    }
    const bool isType = field.kind == filter::Field::Kind::Type || field.kind == filter::Field::Kind::Subtype;
    const std::size_t many = isType ? manyTypes : manySymbols;
    counts.m_leavesOut = counts.m_byNumber.size() > many && counts.m_byNumber[many] > 0;
}

//! An entry counts once for a value, however often it has it.
void ValueRun::Private::countOne(ValueCounts &counts, std::vector<FieldValue> &values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const FieldValue &value = values[i];
        const bool isRepeated = std::any_of(values.begin(), values.begin() + std::ptrdiff_t(i),
                                            [&value](const FieldValue &other) {
                                                return other.text == value.text && other.kind == value.kind;
                                            });
        if (value.text.size() > longestText)
            counts.m_leavesOut = true;
        else if (!isRepeated)
            counts.count({value.text, value.kind == FieldValue::Kind::Text}, 1);
    }
}

void ValueRun::Private::countFrames(ValueCounts &counts, const LogReader &log, const filter::Field &field,
                                    const Rows &rows, RowChoice &chosen, const std::atomic_bool &cancelled)
{
    constexpr std::size_t mostOfOne = 1000; // an array of a million is nothing to choose from
    std::vector<FieldValue> values;
    for (qsizetype row = rows.begin; row < rows.end; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            return;
        if (chosen && !chosen(log, row))
            continue;
        values.clear();
        filter::valuesOf(field, filter::RowSubject(log, row, filter::Reading::IfNeeded), &values);
        if (values.size() > mostOfOne) {
            values.resize(mostOfOne);
            counts.m_leavesOut = true;
        }
        countOne(counts, values);
    }
}

ValueRun::ValueRun(LogSnapshot log, const QString &field, const ValueCounts &known, RowChoice chosen)
    : m_log(std::move(log))
{
    const auto parsed = filter::Field::parse(field);
    if (known.m_field == field)
        m_counts = known;
    m_counts.m_field = parsed ? field : QString();
    if (!parsed || isFinished())
        return;
    const auto at = std::make_shared<qsizetype>(m_counts.until());
    constexpr qsizetype chosenBlock = 64 * 1024;
    const qsizetype block = !isNumbered(*parsed) ? frameBlock : chosen ? chosenBlock : indexBlock;
    Private::Work::Task task;
    task.next = [at, block, end = m_log.size()]() -> std::optional<Private::Rows> {
        if (*at >= end)
            return std::nullopt;
        const qsizetype begin = *at;
        *at = std::min(begin + block, end);
        return Private::Rows{begin, *at};
    };
    task.work = [snapshot = m_log, wanted = *parsed,
                 chosen = std::move(chosen)](const Private::Rows &rows, const std::atomic_bool &cancelled) {
        ValueCounts counts;
        const LogReader reader(snapshot);
        RowChoice own = chosen;
        if (isNumbered(wanted))
            Private::countNumbers(counts, reader, wanted, rows, own, cancelled);
        else
            Private::countFrames(counts, reader, wanted, rows, own, cancelled);
        counts.m_until = rows.end;
        return counts;
    };
    task.ready = [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isFinished())
                    return;
                if (std::exchange(d->isFirst, false) || d->work.isComplete())
                    d->pause.start(0);
                else if (!d->pause.isActive())
                    d->pause.start(tellIntervalMs);
            },
            Qt::QueuedConnection);
    };
    d = std::make_unique<Private>(std::move(task), this);
    d->work.start(QThread::idealThreadCount());
}

ValueRun::~ValueRun() = default;

void ValueRun::take()
{
    for (const ValueCounts &each : d->work.take())
        m_counts.add(each);
    Q_EMIT advanced();
}

} // namespace rtmscope
