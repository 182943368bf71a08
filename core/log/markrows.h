// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logrow.h"

#include <QStringView>

#include <algorithm>
#include <vector>

namespace rtmscope {

//! Which rows of a log are what a person noted about others: marks, labels and comments
//! (docs/capture-format.md). They stand in the record, but are no events: nothing counts them, and no list
//! has them that does not ask for them. Remembers what it learned of types; a value for one log and thread.
class MarkRows
{
public:
    static bool isKind(QStringView kind) { return kind == u"mark" || kind == u"comment"; }

    template<typename Log>
    bool has(const Log &log, const LogRow &row)
    {
        if (row.direction != Direction::Note || row.type == manyTypes)
            return false;
        if (row.type >= m_isMark.size())
            m_isMark.resize(std::size_t(row.type) + 1, -1);
        qint8 &known = m_isMark[row.type];
        if (known < 0)
            known = isKind(log.typeName(row.type)) ? 1 : 0;
        return known == 1;
    }
    //! To be called before it is used on another log.
    void forgetLog() { m_isMark.clear(); }

private:
    std::vector<qint8> m_isMark; // by type number; -1: not asked yet
};

//! Counts them in any part of a log that grows. As above; looks at each row once.
class MarkRowCount
{
public:
    //! Among the rows [first, end) of \a log.
    template<typename Log>
    qsizetype in(const Log &log, qsizetype first, qsizetype end)
    {
        for (; m_seen < end; ++m_seen) {
            if (m_marks.has(log, log.row(m_seen)))
                m_rows.push_back(m_seen);
        }
        const auto from = std::lower_bound(m_rows.begin(), m_rows.end(), first);
        return std::max<qsizetype>(0, std::lower_bound(m_rows.begin(), m_rows.end(), end) - from);
    }
    void forgetLog() { *this = {}; }

private:
    MarkRows m_marks;
    std::vector<qsizetype> m_rows;
    qsizetype m_seen = 0;
};

} // namespace rtmscope
