// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/rowheights.h"

#include <algorithm>

namespace rtmscope {

void RowHeights::reset(int rows, int guess)
{
    m_heights.assign(size_t(rows), guess);
    m_measured.assign(size_t(rows), false);
    m_stale = true;
}

void RowHeights::insert(int row, int count, int guess)
{
    m_heights.insert(m_heights.begin() + row, size_t(count), guess);
    m_measured.insert(m_measured.begin() + row, size_t(count), false);
    m_stale = true;
}

void RowHeights::erase(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
    m_measured.erase(m_measured.begin() + first, m_measured.begin() + last + 1);
    m_stale = true;
}

void RowHeights::move(int from, int to)
{
    const int target = to > from ? to - 1 : to;
    const int height = m_heights[size_t(from)];
    const bool measured = m_measured[size_t(from)];
    erase(from, from);
    m_heights.insert(m_heights.begin() + target, height);
    m_measured.insert(m_measured.begin() + target, measured);
}

void RowHeights::forget()
{
    std::fill(m_measured.begin(), m_measured.end(), false);
}

void RowHeights::forget(int row)
{
    m_measured[size_t(row)] = false;
}

bool RowHeights::allMeasured() const
{
    return std::find(m_measured.begin(), m_measured.end(), false) == m_measured.end();
}

bool RowHeights::setMeasured(int row, int height)
{
    const auto at = size_t(row);
    m_measured[at] = true;
    const bool differs = height != m_heights[at];
    m_heights[at] = height;
    m_stale = m_stale || differs;
    return differs;
}

void RowHeights::place(int below)
{
    m_tops.resize(m_heights.size() + 1);
    int top = 0;
    for (size_t row = 0; row < m_heights.size(); ++row) {
        m_tops[row] = top;
        top += m_heights[row];
    }
    m_tops.back() = top + (m_heights.empty() ? 0 : below);
    m_stale = false;
}

int RowHeights::rowAt(int y) const
{
    if (m_heights.empty())
        return -1;
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return std::clamp(int(after - m_tops.begin()) - 1, 0, count() - 1);
}

} // namespace rtmscope
