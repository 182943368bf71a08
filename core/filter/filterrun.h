// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace rtmscope {

//! Decides which rows of a snapshot are shown: on all processors, in blocks, and tells in the order of the
//! rows as it gets on. What came into the log later is for the next run. Lives in one thread, to which it
//! reports; it may be destroyed at any time, which cancels it without waiting.
class FilterRun : public QObject
{
    Q_OBJECT
public:
    //! Adds what is shown of the rows [begin, end) to \a shown and returns how many of them are noise. Called
    //! in several threads, each with a copy of its own; a copy may remember what it learned of the log.
    using Judge = std::function<qsizetype(const LogReader &log, qsizetype begin, qsizetype end,
                                          std::vector<quint32> &shown)>;

    //! Begins with rows [from, to).
    FilterRun(LogSnapshot log, qsizetype from, qsizetype to, Judge judge);
    ~FilterRun() override;

    struct Results
    {
        std::vector<quint32> shown; //!< rows, ascending
        qsizetype noise = 0;
        qsizetype until = 0; //!< all rows before this one are decided
    };
    //! What was decided since the last call.
    Results take();
    //! All was decided and taken.
    bool isFinished() const;
    qsizetype end() const { return m_end; }

Q_SIGNALS:
    //! There is something to take(): the first at once, more as often as a view can show it.
    void advanced();

private:
    struct Block;
    struct Private;
    void tell();

    qsizetype m_end;
    qsizetype m_until; // taken
    QTimer m_pause;    // until more is told
    bool m_hasMore = false;
    bool m_isOver = false; // all was taken: there is nothing more to tell
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
