// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/filewatch.h"
#include "app/window/longwork.h"
#include "app/window/openedcapture.h"
#include "core/marks/marksidecar.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace rtmscope {

class WorkspacePage;

//! An opened capture and the page that shows it: the page shows nothing when the controller goes. Owned by
//! the desktop, one for each capture that is open; GUI thread.
class CaptureController : public QObject
{
    Q_OBJECT
public:
    //! \a page must outlive it. Marks on a file that takes none itself are kept beside it, or where nothing
    //! can be written there, in \a dataFolder.
    CaptureController(std::unique_ptr<OpenedCapture> capture, WorkspacePage &page, const QString &dataFolder,
                      QObject *parent = nullptr);
    ~CaptureController() override;

    //! The rows that are listed by now stay, and no more come.
    void cancelIndexing() { m_capture->cancelIndexing(); }
    //! From now on the banner says if the files that it was read from are others on disk.
    void watch(const QStringList &paths);

Q_SIGNALS:
    //! Rows are listed already, but not all: "Opening “day.rtmcap” … 40 %"; empty: it is over.
    void working(const QString &words);
    void openAgainRequested(); //!< the files, as they are now

private:
    void recallMarks();
    void keepNote(const QByteArray &note);

    WorkspacePage &m_page;
    std::unique_ptr<OpenedCapture> m_capture;
    MarkSidecar m_sidecar;
    bool m_toldWhere = false; //!< where marks are
    LongWork m_indexing;
    std::unique_ptr<FileWatch> m_watch;
};

//! Opens one file after the other, each in place of the one before, and says in the banner what takes long.
//! Owned by the desktop; GUI thread.
class CaptureOpener : public QObject
{
    Q_OBJECT
public:
    explicit CaptureOpener(QObject *parent = nullptr);
    ~CaptureOpener() override;

    //! Several: as one record.
    void open(const QStringList &paths);
    //! finished() or failed() follows soon.
    void cancel();
    //! Something else is wished now: nothing follows.
    void giveUp();
    //! After opened().
    std::unique_ptr<OpenedCapture> take() { return std::move(m_opened); }
    //! That were asked for last.
    const QStringList &paths() const { return m_paths; }

Q_SIGNALS:
    //! "Opening “day.zip” … 40 %"; empty: it is over. Nothing is said of what opens at once.
    void working(const QString &words);
    void opened();
    void cancelled(const QString &words);
    //! \a isGone: there is no such file any more.
    void failed(const QString &words, bool isGone);

private:
    void finished();

    std::unique_ptr<CaptureOpening> m_opening; //!< of the file that is to come
    std::unique_ptr<OpenedCapture> m_opened;
    QStringList m_paths;
    LongWork m_work;
};

} // namespace rtmscope
