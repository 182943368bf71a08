// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <algorithm>
#include <iterator>

namespace rtmscope {

//! Of captures that are read as one: which of them stands where in the bytes. A value; copies share.
class SourceRuns
{
public:
    //! One of them.
    struct Run
    {
        qint64 offset = 0;  //!< where it begins
        quint16 before = 0; //!< so many stand before it: its number is the next one
        //! It was made of several itself, and its entries say which: it has the numbers of them all.
        bool isMerged = false;
        //! Its entries stand in the order in which they happened, whatever its clock said.
        bool isInOrder = false;
    };

    void push(const Run &run) { m_runs.append(run); }
    bool isEmpty() const { return m_runs.isEmpty(); }
    //! What the byte at \a offset is a part of; nothing before the first.
    const Run *at(qint64 offset) const
    {
        const auto behind =
            std::upper_bound(m_runs.cbegin(), m_runs.cend(), offset,
                             [](qint64 wanted, const Run &run) { return wanted < run.offset; });
        return behind == m_runs.cbegin() ? nullptr : &*std::prev(behind);
    }
    //! The number of the source of an entry there, from 1; \a own: as its line says. 0: there is only one.
    quint16 numberAt(qint64 offset, quint16 own) const
    {
        const Run *run = at(offset);
        if (!run)
            return own;
        return quint16(run->before + (run->isMerged && own > 0 ? own : 1));
    }

private:
    QList<Run> m_runs; // in the order of the bytes
};

} // namespace rtmscope
