// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/openedcapture.h"

#include "core/log/logsnapshot.h"

#include <QFileInfo>
#include <QLocale>
#include <QThreadPool>

#include <algorithm>
#include <memory>
#include <utility>

namespace rtmscope {

QString nameOfFiles(const QStringList &paths)
{
    const QString first = QFileInfo(paths.value(0)).fileName();
    return paths.size() < 2 ? first
                            : OpenedCapture::tr("%1 and %2 more", "captures that are shown as one")
                                  .arg(first, QLocale().toString(paths.size() - 1));
}

Result<std::unique_ptr<OpenedCapture>> OpenedCapture::open(const CaptureFiles &files)
{
    auto log = EventLog::open(files);
    if (!log)
        return log.error();
    return std::make_unique<OpenedCapture>(std::move(log).value());
}

OpenedCapture::OpenedCapture(std::unique_ptr<EventLog> log, std::unique_ptr<CaptureReader> reader)
    : m_log(std::move(log))
    , m_reader(std::move(reader))
{
    connect(&m_fold, &CaptureFold::reached, this, &OpenedCapture::take);
    connect(m_log.get(), &EventLog::indexed, this, &OpenedCapture::indexed);
    connect(m_log.get(), &EventLog::grew, this, &OpenedCapture::foldRows);
    if (m_reader)
        connect(m_reader.get(), &CaptureReader::progress, this, [this](const QString &words) {
            if (m_log->isIndexing())
                Q_EMIT indexing(words);
        });
}

QString OpenedCapture::name() const
{
    return m_reader ? m_reader->name() : QFileInfo(m_log->path()).fileName();
}

void OpenedCapture::read()
{
    m_isReading = true;
    m_feed.reset({}, 0);
    foldRows();
}

void OpenedCapture::cancelIndexing()
{
    if (m_reader)
        m_reader->cancel();
}

void OpenedCapture::indexed(bool rearranged)
{
    if (rearranged) { // what was folded stood in another order
        m_fold.clear();
        m_folded = 0;
    }
    foldRows();
    Q_EMIT indexing({});
}

void OpenedCapture::foldRows()
{
    if (!m_isReading)
        return;
    if (m_log->size() == m_folded) {
        if (!m_log->isIndexing())
            take(m_feed.workspace(), m_folded);
        return;
    }
    m_fold.fold({m_log->size(), [log = m_log->snapshot()] {
                     const auto reader = std::make_shared<const LogReader>(log);
                     return [reader](qsizetype row) { return reader->event(row); };
                 }});
}

void OpenedCapture::take(const Workspace &workspace, qsizetype rows)
{
    m_folded = rows;
    const bool isAll = !m_log->isIndexing() && rows == m_log->size();
    const int percent = isAll ? 100 : std::min(99, static_cast<int>(100 * rows / m_log->size()));
    auto before = std::make_shared<const Workspace>(m_feed.workspace());
    m_feed.reset(workspace, percent);
    // Most of its messages may have gone meanwhile, and end with it: thousands.
    QThreadPool::globalInstance()->start([before = std::move(before)] {});
    if (isAll) {
        m_isReading = false;
        Q_EMIT finished();
        return;
    }
    if (std::exchange(m_percent, percent) != percent)
        Q_EMIT progress(percent);
    foldRows(); // some may have come since
}

CaptureReader::CaptureReader(const CaptureFiles &files)
    : m_files(files)
    , m_name(nameOfFiles(files.paths))
{
}

CaptureReader::~CaptureReader()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CaptureReader::start()
{
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->start();
}

void CaptureReader::run()
{
    const auto tellReady = [this](Result<std::unique_ptr<EventLog>> result) {
        m_result = std::move(result);
        QMetaObject::invokeMethod(this, &CaptureReader::ready, Qt::QueuedConnection);
    };
    bool isShown = false;
    const auto read = EventLog::openInSteps(
        m_files,
        [this](OpenStep step, qint64 done, qint64 total) {
            tell(step, done, total);
            return !m_givenUp;
        },
        [&](std::unique_ptr<EventLog> log) {
            log->moveToThread(thread());
            isShown = true;
            tellReady(std::move(log));
        });
    if (!isShown)
        tellReady(read.error());
}

void CaptureReader::tell(OpenStep step, qint64 done, qint64 total)
{
    const QString percent =
        total > 0 ? QString::number(std::min<qint64>(100, 100 * done / total)) : QString();
    QString words =
        step == OpenStep::Unpacking ? tr("Unpacking “%1” …").arg(m_name) : tr("Opening “%1” …").arg(m_name);
    if (!percent.isEmpty())
        words += u' ' + tr("%1 %").arg(percent);
    if (words == m_told)
        return;
    m_told = words;
    QMetaObject::invokeMethod(
        this, [this, words] { Q_EMIT progress(words); }, Qt::QueuedConnection);
}

Result<std::unique_ptr<EventLog>> CaptureReader::take()
{
    return *std::move(m_result);
}

CaptureOpening::CaptureOpening(const CaptureFiles &files)
    : m_reader(std::make_unique<CaptureReader>(files))
{
    connect(m_reader.get(), &CaptureReader::progress, this, &CaptureOpening::progress);
    connect(m_reader.get(), &CaptureReader::ready, this, &CaptureOpening::finished);
}

CaptureOpening::~CaptureOpening() = default;

void CaptureOpening::start()
{
    m_reader->start();
}

void CaptureOpening::cancel()
{
    m_reader->cancel();
}

Result<std::unique_ptr<OpenedCapture>> CaptureOpening::take()
{
    m_reader->disconnect(this);
    auto log = m_reader->take();
    if (!log)
        return log.error();
    return std::make_unique<OpenedCapture>(std::move(log).value(), std::move(m_reader));
}

} // namespace rtmscope
