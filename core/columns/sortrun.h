// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/cellreader.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace rtmscope {

//! Rows of a log in an order of their own. A value.
struct SortedRows
{
    std::vector<quint32> rows = {};
    std::vector<quint32> places = {}; //!< by row of the log: where it stands in rows, from 1; 0: it does not

    //! -1 if it is not among them.
    qsizetype placeOf(qsizetype logRow) const
    {
        const auto at = std::size_t(logRow);
        return logRow < 0 || at >= places.size() ? -1 : qsizetype(places[at]) - 1;
    }
    //! Puts one that was not among them behind the others.
    void add(qsizetype logRow);
};

//! Sorts rows of a snapshot by a column: keys are made on all processors, then merged in one thread of the
//! pool. Numbers before texts, what has no value last in either direction, equals in the order of arrival.
//! Needs some 40 bytes a row, and what the texts take. Lives in one thread, to which it reports; may be
//! destroyed at any time, which cancels it without waiting.
class SortRun : public QObject
{
    Q_OBJECT
public:
    struct Wish
    {
        std::shared_ptr<const std::vector<quint32>> rows; //!< ascending
        int column = 0;                                   //!< see CellReader
        Qt::SortOrder order = Qt::AscendingOrder;
        CellContext cells = {};
    };
    //! Texts that take more than this are not sorted.
    static constexpr qint64 mostKeyBytes = 512LL * 1024 * 1024;

    //! \a most is there for tests.
    SortRun(LogSnapshot log, Wish wish, qint64 most = mostKeyBytes);
    ~SortRun() override;

    //! Once it is finished. Empty if it was too much.
    SortedRows take();
    //! The texts of so many rows take too much memory.
    bool isTooLarge() const;

Q_SIGNALS:
    //! A few times a second.
    void advanced(int percent);
    void finished();

private:
    struct Block;
    struct Shared;
    struct Work;
    void collect();
    void merge();

    std::shared_ptr<Shared> m_shared; // with threads that may outlive this
    std::unique_ptr<Work> m_work;
    QTimer m_telling;
};

} // namespace rtmscope
