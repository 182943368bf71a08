// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/history/statehistory.h"

#include <algorithm>
#include <iterator>

namespace rtmscope {

namespace {

// A row takes some microseconds to read and fold, and a person sees an answer after 50 ms as one at once.
constexpr qsizetype smallestSpacing = 1'000;
// What is between two copies is kept by both, so more of them cost little; but each makes the first changes
// after it a little dearer.
constexpr std::size_t mostCopies = 128;

} // namespace

StateHistory::StateHistory()
    : m_spacing(smallestSpacing)
{
}

StateHistory::~StateHistory() = default;

void StateHistory::setLog(const LogSnapshot &log)
{
    const qsizetype last = std::min(m_folded, log.size()) - 1;
    if (log.size() < m_folded || (last >= 0 && log.seqOf(last) != m_log.seqOf(last)))
        clear();
    m_log = log;
    m_reader = std::make_unique<LogReader>(m_log);
}

void StateHistory::clear()
{
    m_workspace = m_last = {};
    m_folded = m_lastRows = 0;
    m_spacing = smallestSpacing;
    m_copies.clear();
}

void StateHistory::advance(qsizetype rows)
{
    const qsizetype end = std::min(size(), m_folded + rows);
    while (m_folded < end) {
        const qsizetype next = std::min(end, (m_folded / m_spacing + 1) * m_spacing);
        foldOn(m_workspace, m_folded, next);
        m_folded = next;
        if (m_folded % m_spacing == 0)
            keep();
    }
}

void StateHistory::keep()
{
    m_copies.emplace_hint(m_copies.end(), m_folded, m_workspace);
    if (m_copies.size() <= mostCopies)
        return;
    m_spacing *= 2;
    std::erase_if(m_copies, [this](const auto &copy) { return copy.first % m_spacing != 0; });
}

void StateHistory::foldOn(Workspace &workspace, qsizetype from, qsizetype to) const
{
    for (qsizetype row = from; row < to; ++row)
        workspace.apply(m_reader->event(row));
}

Workspace StateHistory::after(qsizetype rows)
{
    rows = std::clamp<qsizetype>(rows, 0, m_folded);
    const auto behind = m_copies.upper_bound(rows);
    const qsizetype copied = behind == m_copies.begin() ? 0 : std::prev(behind)->first;
    if (m_lastRows > rows || m_lastRows < copied) {
        m_last = copied == 0 ? Workspace() : std::prev(behind)->second;
        m_lastRows = copied;
    }
    foldOn(m_last, m_lastRows, rows);
    m_lastRows = rows;
    Workspace answer = m_last;
    if (rows > 0)
        answer.expireTyping(m_log.row(rows - 1).timeUs);
    return answer;
}

} // namespace rtmscope
