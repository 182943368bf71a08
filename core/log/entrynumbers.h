// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/growinglist.h"

namespace rtmscope {

//! The entries' numbers by row. They count up by one, except where a capture was cut or filtered: only the
//! jumps are kept. One thread, but for views.
class EntryNumbers
{
    struct Run
    {
        qsizetype row = 0;
        quint64 seq = 0;
    };
    using Runs = GrowingList<Run, 256>;

public:
    class View
    {
    public:
        quint64 seqOf(qsizetype row) const { return EntryNumbers::seqOf(m_runs, row); }
        //! -1 if no row has this number.
        qsizetype rowOf(quint64 seq) const { return EntryNumbers::rowOf(m_runs, m_rows, m_ascending, seq); }

    private:
        friend class EntryNumbers;
        Runs::View m_runs;
        qsizetype m_rows = 0;
        bool m_ascending = true;
    };

    //! The next row's number.
    void push(quint64 seq)
    {
        if (m_rows == 0 || seq != m_last + 1) {
            m_ascending = m_ascending && (m_rows == 0 || seq > m_last);
            m_runs.push({m_rows, seq});
        }
        m_last = seq;
        ++m_rows;
    }
    quint64 seqOf(qsizetype row) const { return seqOf(m_runs, row); }
    qsizetype rowOf(quint64 seq) const { return rowOf(m_runs, m_rows, m_ascending, seq); }
    View view() const
    {
        View view;
        view.m_runs = m_runs.view();
        view.m_rows = m_rows;
        view.m_ascending = m_ascending;
        return view;
    }

private:
    //! The first run that \a isBehind is true of, all behind it being so too.
    template<typename List, typename Is>
    static qsizetype firstRun(const List &runs, Is isBehind)
    {
        qsizetype first = 0;
        for (qsizetype count = runs.size(); count > 0;) {
            const qsizetype half = count / 2;
            if (isBehind(runs[first + half])) {
                count = half;
            } else {
                first += half + 1;
                count -= half + 1;
            }
        }
        return first;
    }
    template<typename List>
    static quint64 seqOf(const List &runs, qsizetype row)
    {
        const Run &run = runs[firstRun(runs, [row](const Run &each) { return each.row > row; }) - 1];
        return run.seq + quint64(row - run.row);
    }
    template<typename List>
    static qsizetype rowOf(const List &runs, qsizetype rows, bool ascending, quint64 seq)
    {
        // Captures that were pasted together: the first that has it.
        qsizetype from = 0;
        if (ascending)
            from = firstRun(runs, [seq](const Run &each) { return each.seq > seq; }) - 1;
        for (qsizetype i = from; i >= 0 && i < runs.size(); ++i) {
            const Run &run = runs[i];
            const qsizetype end = i + 1 == runs.size() ? rows : runs[i + 1].row;
            if (seq >= run.seq && seq - run.seq < quint64(end - run.row))
                return run.row + qsizetype(seq - run.seq);
            if (ascending)
                break;
        }
        return -1;
    }

    Runs m_runs;
    qsizetype m_rows = 0;
    quint64 m_last = 0;
    bool m_ascending = true;
};

} // namespace rtmscope
