// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/capturefold.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace rtmscope {

//! A thread that reads a file into a log, which is shown from the first rows on. Used by CaptureOpening and
//! then by the OpenedCapture that comes of it; GUI thread. Destroying it gives up, and waits until the thread
//! has noticed.
class CaptureReader : public QObject
{
    Q_OBJECT
public:
    explicit CaptureReader(const CaptureFiles &files);
    ~CaptureReader() override;

    void start();
    const QString &name() const { return m_name; } //!< of what it reads
    //! Ends soon: without a log, or with the rows that it has by then.
    void cancel() { m_givenUp = true; }
    //! After ready(). An Input error says in words why the file can't be read.
    Result<std::unique_ptr<EventLog>> take();

Q_SIGNALS:
    void progress(const QString &words); //!< "Unpacking day.zip, 40 %"
    //! There is a log, which may still be filling, or an error.
    void ready();

private:
    void run();
    void tell(OpenStep step, qint64 done, qint64 total);

    const CaptureFiles m_files;
    const QString m_name;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_givenUp = false;
    std::optional<Result<std::unique_ptr<EventLog>>> m_result; // of the thread, until ready()
    QString m_told;                                            // of the thread
};

//! A capture opened for reading: its log, and the workspace folded from it beside the GUI thread. Owned by
//! the desktop; GUI thread.
class OpenedCapture : public QObject
{
    Q_OBJECT
public:
    //! An Input error says in words why the file can't be read.
    static Result<std::unique_ptr<OpenedCapture>> open(const CaptureFiles &files);
    //! \a reader, if there is one, goes on filling \a log.
    explicit OpenedCapture(std::unique_ptr<EventLog> log, std::unique_ptr<CaptureReader> reader = {});

    EventLog *log() const { return m_log.get(); }
    WorkspaceFeed *feed() { return &m_feed; }
    QString name() const; //!< of the file, or of all of several

    //! Begins folding: the feed shows what is folded so far; progress() until finished().
    void read();
    //! The log keeps the rows that it has by now, and says so in its notice.
    void cancelIndexing();

Q_SIGNALS:
    //! The file is still being read: "Opening “day.rtmcap” … 40 %"; empty: all its rows are there.
    void indexing(const QString &words);
    void progress(int percent);
    void finished();

private:
    void foldRows();
    void take(const Workspace &workspace, qsizetype rows);
    void indexed(bool rearranged);

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<CaptureReader> m_reader;
    WorkspaceFeed m_feed;
    qsizetype m_folded = 0; // rows that the feed's workspace is made of
    int m_percent = -1;
    bool m_isReading = false;
    CaptureFold m_fold;
};

//! What files are called together: "day.rtmcap and 2 more".
QString nameOfFiles(const QStringList &paths);

//! Opens files in a thread of its own: what is packed, large or on a slow disk must not stop the window.
//! Owned by the desktop; GUI thread. Destroying it gives up.
class CaptureOpening : public QObject
{
    Q_OBJECT
public:
    explicit CaptureOpening(const CaptureFiles &files);
    ~CaptureOpening() override;

    void start();
    //! finished() follows soon, with nothing opened, unless it was ready already.
    void cancel();
    //! What came of it, once finished() was emitted; an Input error with the code "cancelled" after cancel().
    Result<std::unique_ptr<OpenedCapture>> take();

Q_SIGNALS:
    void progress(const QString &words); //!< "Unpacking day.zip, 40 %"
    void finished();                     //!< the first rows are there, or an error

private:
    std::unique_ptr<CaptureReader> m_reader;
};

} // namespace rtmscope
