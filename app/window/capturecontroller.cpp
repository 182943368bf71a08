// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturecontroller.h"

#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace rtmscope {

CaptureController::CaptureController(std::unique_ptr<OpenedCapture> capture, WorkspacePage &page,
                                     const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_capture(std::move(capture))
    , m_sidecar(m_capture->log()->path(), dataFolder.isEmpty() ? QString() : dataFolder + "/marks"_L1)
{
    connect(m_capture.get(), &OpenedCapture::progress, this, [this](int percent) {
        Q_EMIT m_page.progressWords(tr("Reading the capture, %1 %").arg(percent));
    });
    connect(m_capture.get(), &OpenedCapture::finished, this, [this] { Q_EMIT m_page.progressWords({}); });
    connect(m_capture.get(), &OpenedCapture::indexing, &m_indexing, &LongWork::tell);
    connect(&m_indexing, &LongWork::changed, this, &CaptureController::working);
    EventLog *log = m_capture->log();
    connect(&m_page, &WorkspacePage::noteRequested, this, &CaptureController::keepNote);
    connect(log, &EventLog::writeFailed, this,
            [this](const Error &error) { m_page.panes().centre->banner()->setRemark(error.words); });
    if (log->isIndexing())
        connect(log, &EventLog::indexed, this, &CaptureController::recallMarks);
    else
        recallMarks();
    m_page.setRecording(m_capture->name(), m_capture->feed(), log);
    m_capture->read();
}

void CaptureController::watch(const QStringList &paths)
{
    Banner *banner = m_page.panes().centre->banner();
    m_watch = std::make_unique<FileWatch>(paths);
    m_watch->setOwnSize([this] { return m_capture->log()->bytes(); });
    connect(m_watch.get(), &FileWatch::changed, banner, &Banner::setFileNews);
    connect(banner, &Banner::openAgainRequested, this, &CaptureController::openAgainRequested);
}

//! They become rows of the log, as those are that stand in the file.
void CaptureController::recallMarks()
{
    for (const QByteArray &note : m_sidecar.read())
        m_capture->log()->annotate(note, true);
}

void CaptureController::keepNote(const QByteArray &note)
{
    if (m_capture->log()->isIndexing() || m_capture->log()->annotate(note) == EventLog::Kept::InFile)
        return;
    const auto kept = m_sidecar.append(note);
    if (!kept)
        m_page.panes().centre->banner()->setRemark(kept.error().words);
    else if (!std::exchange(m_toldWhere, true))
        Q_EMIT m_page.passingWords(tr("Marks on this file are kept in %1; “Save as” takes them along")
                                       .arg(QDir::toNativeSeparators(m_sidecar.path())));
}

CaptureController::~CaptureController()
{
    m_page.clear(); // it reads the stores until then
    Q_EMIT m_page.progressWords({});
    m_indexing.end();
}

CaptureOpener::CaptureOpener(QObject *parent)
    : QObject(parent)
{
    connect(&m_work, &LongWork::changed, this, &CaptureOpener::working);
}

CaptureOpener::~CaptureOpener() = default;

void CaptureOpener::open(const QStringList &paths)
{
    m_paths = paths;
    m_opening = std::make_unique<CaptureOpening>(CaptureFiles(paths));
    connect(m_opening.get(), &CaptureOpening::finished, this, &CaptureOpener::finished, Qt::QueuedConnection);
    connect(m_opening.get(), &CaptureOpening::progress, &m_work, &LongWork::tell);
    m_work.begin(tr("Opening “%1” …").arg(nameOfFiles(paths)));
    m_opening->start();
}

void CaptureOpener::cancel()
{
    if (m_opening)
        m_opening->cancel();
}

void CaptureOpener::giveUp()
{
    m_opening.reset();
    m_work.end();
}

void CaptureOpener::finished()
{
    if (!m_opening)
        return; // something else was opened meanwhile
    auto result = m_opening->take();
    giveUp();
    if (!result && result.error().code == "cancelled"_L1) {
        Q_EMIT cancelled(result.error().words);
    } else if (!result) {
        Q_EMIT failed(result.error().words, result.error().code == "file_not_found"_L1);
    } else {
        m_opened = std::move(result).value();
        Q_EMIT opened();
    }
}

} // namespace rtmscope
