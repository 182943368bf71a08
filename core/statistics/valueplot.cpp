// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/valueplot.h"

#include "core/filter/rowsubject.h"
#include "core/statistics/rowparts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace rtmscope {

namespace {

using filter::FieldValue;

constexpr qsizetype rowsPerLook = 64;
constexpr std::size_t mostOfOne = 1'000; // numbers in one entry

std::optional<double> numberIn(const FieldValue &value)
{
    if (value.kind != FieldValue::Kind::Number && value.kind != FieldValue::Kind::Text)
        return std::nullopt;
    // "inf" and "nan" are words.
    if (value.text.isEmpty() || !(value.text.front().isDigit() || value.text.front() == u'-'))
        return std::nullopt;
    bool ok = false;
    const double number = value.text.toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

//! What every frame that has the field holds, as long as its keys are spelled plainly; empty: nothing.
QByteArray markOf(const filter::Field &field)
{
    if (field.kind != filter::Field::Kind::Path)
        return {};
    for (auto step = field.path.rbegin(); step != field.path.rend(); ++step) {
        if (!step->index)
            return '"' + step->key + '"';
    }
    return {};
}

void add(PlotFigures::Column &column, double value, quint32 row, const LogReader &log)
{
    const qint64 timeUs = log.row(row).timeUs;
    const bool isFirst = column.count == 0;
    if (isFirst || timeUs < column.timeUs)
        column.timeUs = timeUs;
    if (isFirst || value < column.lowest) {
        column.lowest = value;
        column.lowestSeq = log.log().seqOf(row);
        column.lowestUs = timeUs;
    }
    if (isFirst || value > column.highest) {
        column.highest = value;
        column.highestSeq = log.log().seqOf(row);
        column.highestUs = timeUs;
    }
    ++column.count;
}

} // namespace

ValuePlot::Piece ValuePlot::look(const LogReader &log, RowSpan rows, const Options &options,
                                 RowChoice &chosen, const std::atomic_bool &cancelled)
{
    Piece piece;
    const auto field = filter::Field::parse(options.field);
    if (!field)
        return piece;
    const QByteArray mark = markOf(*field);
    std::vector<FieldValue> values;
    for (qsizetype row = rows.first; row < rows.second; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        if (log.row(row).timeUs == 0 || (chosen && !chosen(log, row)))
            continue;
        if (!mark.isEmpty()) {
            const QByteArray frame = log.borrowedFrame(row);
            if (!rowparts::mayHold(frame, mark) && !rowparts::mayHold(frame, "\\u"))
                continue;
        }
        values.clear();
        filter::valuesOf(*field, filter::RowSubject(log, row, filter::Reading::IfNeeded), &values);
        const std::size_t before = piece.values.size();
        for (std::size_t i = 0; i < std::min(values.size(), mostOfOne); ++i) {
            if (const auto number = numberIn(values[i])) {
                piece.values.push_back(*number);
                piece.rows.push_back(quint32(row));
            }
        }
        piece.entries += piece.values.size() > before ? 1 : 0;
        piece.otherKind += !values.empty() && piece.values.size() == before ? 1 : 0;
    }
    return piece;
}

void ValuePlot::add(Piece &&piece, const LogReader &)
{
    m_sum.values.insert(m_sum.values.end(), piece.values.begin(), piece.values.end());
    m_sum.rows.insert(m_sum.rows.end(), piece.rows.begin(), piece.rows.end());
    m_sum.entries += piece.entries;
    m_sum.otherKind += piece.otherKind;
}

void ValuePlot::fillColumns(const LogReader &log, Figures &figures) const
{
    const bool isFew = m_sum.values.size() <= PlotFigures::mostColumns;
    figures.columns.resize(isFew ? m_sum.values.size() : PlotFigures::mostColumns);
    const double length = double(figures.lastUs - figures.firstUs);
    const double perUs = length > 0 ? double(PlotFigures::mostColumns - 1) / length : 0;
    for (std::size_t i = 0; i < m_sum.values.size(); ++i) {
        const qint64 sinceUs = log.row(m_sum.rows[i]).timeUs - figures.firstUs;
        const std::size_t at = isFew ? i : std::size_t(double(sinceUs) * perUs);
        rtmscope::add(figures.columns[at], m_sum.values[i], m_sum.rows[i], log);
    }
    std::erase_if(figures.columns, [](const PlotFigures::Column &column) { return column.count == 0; });
    if (isFew) // the entries of a file are not always in the order of their times
        std::stable_sort(
            figures.columns.begin(), figures.columns.end(),
            [](const PlotFigures::Column &a, const PlotFigures::Column &b) { return a.timeUs < b.timeUs; });
}

PlotFigures ValuePlot::figures(const LogReader &log, const Options &) const
{
    Figures figures;
    figures.count = qint64(m_sum.values.size());
    figures.entries = m_sum.entries;
    figures.otherKind = m_sum.otherKind;
    if (figures.count == 0)
        return figures;
    figures.firstUs = std::numeric_limits<qint64>::max();
    for (const quint32 row : m_sum.rows) {
        figures.firstUs = std::min(figures.firstUs, log.row(row).timeUs);
        figures.lastUs = std::max(figures.lastUs, log.row(row).timeUs);
    }
    const auto [lowest, highest] = std::minmax_element(m_sum.values.begin(), m_sum.values.end());
    figures.lowest = *lowest;
    figures.highest = *highest;
    std::vector<double> values = m_sum.values;
    const auto middle = values.begin() + std::ptrdiff_t((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    figures.median = *middle;
    fillColumns(log, figures);
    return figures;
}

} // namespace rtmscope
