// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/ackcounter.h"

#include <algorithm>

namespace rtmscope {

void AckCounter::acknowledged(qint64 afterUs)
{
    constexpr std::size_t mostKept = 1000;
    ++m_figures.acknowledged;
    m_figures.maxUs = std::max(m_figures.maxUs, afterUs);
    if (afterUs > AckFigures::limitUs)
        ++m_figures.overdue;
    if (m_latest.size() < mostKept)
        m_latest.push_back(afterUs);
    else
        m_latest[m_next] = afterUs;
    m_next = (m_next + 1) % mostKept;
}

AckFigures AckCounter::figures() const
{
    AckFigures out = m_figures;
    if (m_latest.empty())
        return out;
    std::vector<qint64> sorted = m_latest;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    out.medianUs = *middle;
    return out;
}

} // namespace rtmscope
