// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"

#include <QObject>

#include <functional>
#include <memory>

namespace rtmscope {

//! Looks for the nearest row behind or before another one that a judge says yes to: in the threads of the
//! pool, block after block, and no further than the first hit. Lives in one thread, to which it reports; it
//! may be destroyed at any time, which cancels it without waiting.
class RowSeek : public QObject
{
    Q_OBJECT
public:
    //! Called in several threads, each with a copy of its own; a copy may remember what it learned of the
    //! log.
    using Judge = std::function<bool(const LogReader &log, qsizetype row)>;

    //! From the row behind \a from up to \a end (not included) if \a direction is 1; from the one before it
    //! down to 0 if it is -1.
    RowSeek(LogSnapshot log, qsizetype from, int direction, qsizetype end, Judge judge);
    ~RowSeek() override;

Q_SIGNALS:
    //! Once; -1: there is none.
    void found(qsizetype row);

private:
    struct Private;
    void take();

    bool m_isOver = false;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
