// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/cellreader.h"

#include "core/columns/eventcolumn.h"
#include "core/columns/naturalorder.h"
#include "core/filter/filtertree.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace rtmscope {

namespace {

constexpr qint64 billion = 1'000'000'000;
constexpr double largestWhole = 9.2e18;

//! Rounded down, so that what is left is never negative.
void setNumber(CellKey &key, const filter::Number &number)
{
    key.kind = CellKey::Kind::Number;
    if (number.isExact) {
        key.whole = number.billionths < 0 ? number.whole - 1 : number.whole;
        key.billionths = number.billionths < 0 ? number.billionths + billion : number.billionths;
        return;
    }
    const double value = number.approximate;
    if (std::abs(value) < largestWhole) {
        const double floor = std::floor(value);
        key.whole = qint64(floor);
        key.billionths = std::min(qint64((value - floor) * double(billion)), billion - 1);
        return;
    }
    // Beyond all others, and among each other by their bits, which ascend with the size.
    const qint64 bits = std::bit_cast<qint64>(std::abs(value));
    key.whole = value < 0 ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
    key.billionths = value < 0 ? -bits : bits;
}

} // namespace

CellKey CellKey::ofNumber(qint64 number)
{
    CellKey key;
    key.kind = Kind::Number;
    key.whole = number;
    return key;
}

CellKey CellKey::ofText(QStringView text, bool mayBeNumber)
{
    CellKey key;
    if (text.isEmpty())
        return key;
    if (const auto number = mayBeNumber ? filter::Number::parse(text) : std::nullopt) {
        setNumber(key, *number);
        return key;
    }
    key.kind = Kind::Text;
    key.text = naturalKey(text);
    return key;
}

CellReader::CellReader(const LogReader &log, const CellContext &context)
    : m_log(log)
    , m_context(context)
{
}

const EventRow &CellReader::built(qsizetype row)
{
    if (m_builtRow != row) {
        m_built = m_builder.build(m_log, row, {names(), m_context.time.dates, m_context.swallows});
        m_builtRow = row;
    }
    return m_built;
}

const PathCell &CellReader::pathCell(qsizetype row, int column)
{
    if (m_pathsRow != row) {
        m_paths = pathCells(m_log, row, m_context.paths);
        m_pathsRow = row;
    }
    static const PathCell none;
    const auto at = std::size_t(column - EventColumn::ColumnCount);
    return at < m_paths.size() ? m_paths[at] : none;
}

qint64 CellReader::previousUs(qsizetype row) const
{
    if (m_context.time.form != TimeForm::SincePrevious || !m_context.shown)
        return 0;
    const std::vector<quint32> &shown = *m_context.shown;
    const auto at = std::lower_bound(shown.begin(), shown.end(), quint32(row));
    return at == shown.begin() ? 0 : m_log.row(qsizetype(*std::prev(at))).timeUs;
}

QString CellReader::text(qsizetype row, int column)
{
    if (column >= EventColumn::ColumnCount)
        return pathCell(row, column).text;
    const qint64 timeUs = m_log.row(row).timeUs;
    if (column == EventColumn::Time && timeUs != 0)
        return m_context.time.text(timeUs, previousUs(row));
    return cellText(built(row), column);
}

QString CellReader::plainText(qsizetype row, int column)
{
    return column == EventColumn::Size ? QString::number(built(row).size) : text(row, column);
}

CellKey CellReader::timeKey(qsizetype row) const
{
    const qint64 timeUs = m_log.row(row).timeUs;
    if (timeUs == 0)
        return {};
    if (m_context.time.form != TimeForm::SincePrevious)
        return CellKey::ofNumber(timeUs);
    const qint64 previous = previousUs(row);
    return previous == 0 ? CellKey() : CellKey::ofNumber(timeUs - previous);
}

//! Of types and channels, which recur: without a look at the entry where another has had the same.
CellKey CellReader::recurringKey(qsizetype row, int column)
{
    if (std::exchange(m_recurringColumn, column) != column)
        m_recurring.clear();
    const LogRow &entry = m_log.row(row);
    const bool isType = column == EventColumn::Type;
    const quint32 number = isType ? entry.type : entry.channel;
    // What has none says something else instead, and so does what shares the last number.
    const bool recurs = (isType || number != 0) && number < (isType ? manyTypes : manySymbols) &&
                        !(entry.flags & (LogRow::NotJson | LogRow::Binary));
    if (const auto known = m_recurring.constFind(number); recurs && known != m_recurring.cend())
        return *known;
    const Event event = m_log.event(row);
    const CellKey key =
        CellKey::ofText(isType ? m_builder.typeText(event) : EventRowBuilder::channelText(event, names()));
    if (recurs && !(isType && event.type.isEmpty() && event.subtype.isEmpty()))
        m_recurring.insert(number, key);
    return key;
}

CellKey CellReader::key(qsizetype row, int column)
{
    switch (column) {
    case EventColumn::Number:
        return CellKey::ofNumber(qint64(m_log.log().seqOf(row)));
    case EventColumn::Time:
        return timeKey(row);
    case EventColumn::Size:
        return CellKey::ofNumber(m_log.borrowedFrame(row).size());
    case EventColumn::Acknowledged: {
        const qint64 us = built(row).acknowledgedUs;
        return us == 0 ? CellKey() : CellKey::ofNumber(us);
    }
    case EventColumn::DirectionColumn: {
        const Event event = m_log.event(row);
        return CellKey::ofText(
            QString(directionText(event.direction) + EventRowBuilder::socketText(m_log, event)));
    }
    case EventColumn::Type:
    case EventColumn::Channel:
        return recurringKey(row, column);
    case EventColumn::User:
        return CellKey::ofText(m_builder.userText(m_log.event(row), names()));
    case EventColumn::Summary:
        return CellKey::ofText(m_builder.summaryText(m_log, row, m_log.event(row), names()));
    default:
        break;
    }
    if (column < EventColumn::ColumnCount)
        return CellKey::ofText(cellText(built(row), column));
    const PathCell &cell = pathCell(row, column);
    return CellKey::ofText(cell.text, cell.isNumber);
}

} // namespace rtmscope
