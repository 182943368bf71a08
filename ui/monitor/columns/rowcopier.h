// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/rowcopy.h"

#include <QObject>

#include <memory>

namespace rtmscope {

//! Puts rows of a table on the clipboard: a few at once, many when a thread of the pool has written them. GUI
//! thread.
class RowCopier : public QObject
{
    Q_OBJECT
public:
    explicit RowCopier(QObject *parent = nullptr);
    ~RowCopier() override;

    //! Gives up what is still being written.
    void copy(const LogSnapshot &log, const CopyWish &wish);
    void cancel() { m_run.reset(); }

Q_SIGNALS:
    //! How far it is, and in the end what was copied.
    void told(const QString &words);

private:
    void finish(CopyFormat format, const CopiedRows &copied);

    std::unique_ptr<CopyRun> m_run;
};

} // namespace rtmscope
