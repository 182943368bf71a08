// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventtraits.h"
#include "core/log/logsnapshot.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <array>
#include <memory>
#include <vector>

namespace rtmscope {

class EventTableModel;

//! What stands in all rows that a table shows, from the first to the last, in a few hundred to two thousand
//! cells of equally many rows: how many of which kind, gaps, trouble. Counted in a thread of the pool, a
//! piece after the other; rows that come in at the end are added to what is there. Costs nothing at rest.
//! Owned by the strip; GUI thread.
class Overview : public QObject
{
    Q_OBJECT
public:
    struct Cell
    {
        std::array<quint32, eventClassCount> kinds{};
        quint32 gaps = 0;
        quint32 troubles = 0;

        void add(const Cell &other);
        quint32 total() const;
    };
    //! Rows get twice as many per cell, again and again, rather than more cells than these.
    static constexpr int mostCells = 2048;

    explicit Overview(EventTableModel &model, QObject *parent);
    ~Overview() override;

    //! What is in rows [first, end), as far as it is counted; to the cell.
    Cell in(qsizetype first, qsizetype end) const;
    const std::vector<Cell> &cells() const { return m_cells; }
    qsizetype rowsPerCell() const { return m_rowsPerCell; }
    qsizetype counted() const { return m_counted; } //!< rows

Q_SIGNALS:
    void changed();

private:
    struct Piece;
    struct Found;
    struct Counting;

    void restart();
    void rowsAdded(int first);
    void countOn();
    void take();
    static Found count(const LogSnapshot &log, const Piece &piece, const std::atomic_bool &cancelled);

    EventTableModel &m_model;
    std::vector<Cell> m_cells;
    qsizetype m_rowsPerCell = 1;
    qsizetype m_counted = 0;
    std::unique_ptr<Counting> m_counting; // the piece behind what is counted
    QTimer m_pause;                       // so that a busy stream costs no more than a quiet one
};

} // namespace rtmscope
