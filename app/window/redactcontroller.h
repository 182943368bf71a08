// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/log/logsnapshot.h"
#include "core/redact/redactedsave.h"
#include "ui/share/redactdialog.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace rtmscope {

class EventLog;
class Workspace;

//! Saves what is recorded so far as a capture that can be given away, in a thread of its own, and tells a
//! dialog of it. Owned by the desktop; GUI thread. Destroying it gives up and waits until the thread has
//! noticed.
class RedactController : public QObject
{
    Q_OBJECT
public:
    //! Asks for the file; empty: none.
    using PathQuestion = std::function<QString()>;

    explicit RedactController(PathQuestion askForPath, QObject *parent = nullptr);
    ~RedactController() override;

    //! Opens the dialog over \a window, which owns it. What comes into the log later is left out.
    void open(const EventLog &log, const Workspace &names, QWidget *window);
    //! nullptr: closed.
    RedactDialog *dialog() const { return m_dialog; }

Q_SIGNALS:
    void openRequested(const QString &path);

private:
    void save();
    void tell(RedactionStep step, int percent);
    void finished();
    void end();

    PathQuestion m_askForPath;
    QPointer<RedactDialog> m_dialog;
    LogSnapshot m_log;
    QString m_own;                     //!< path of the log's own file
    QString m_path;                    //!< that is being written
    std::unique_ptr<QThread> m_thread; //!< while it saves
    std::atomic_bool m_givenUp = false;
    std::optional<Result<RedactionReport>> m_result; //!< of the thread, until it has finished
};

} // namespace rtmscope
