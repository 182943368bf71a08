// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/openedcapture.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace rtmscope {

namespace {

constexpr qint64 sliceMs = 8; // leaves half a frame of 60 Hz to the window

} // namespace

Result<std::unique_ptr<OpenedCapture>> OpenedCapture::open(const QString &path)
{
    auto log = EventLog::open(path);
    if (!log)
        return log.error();
    return std::make_unique<OpenedCapture>(std::move(log).value());
}

OpenedCapture::OpenedCapture(std::unique_ptr<EventLog> log)
    : m_log(std::move(log))
{
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &OpenedCapture::readSlice);
}

QString OpenedCapture::name() const
{
    return QFileInfo(m_log->path()).fileName();
}

void OpenedCapture::read()
{
    m_slice.start();
}

void OpenedCapture::readSlice()
{
    QElapsedTimer time;
    time.start();
    while (m_next < m_log->size() && time.elapsed() < sliceMs)
        m_workspace.apply(m_log->event(m_next++));
    if (m_next < m_log->size()) {
        const int percent = static_cast<int>(100 * m_next / m_log->size());
        if (percent != m_percent)
            Q_EMIT progress(m_percent = percent);
        return;
    }
    m_slice.stop();
    m_feed.reset(std::move(m_workspace));
    Q_EMIT finished();
}

CaptureOpening::CaptureOpening(const QString &path)
    : m_path(path)
    , m_name(QFileInfo(path).fileName())
{
}

CaptureOpening::~CaptureOpening()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CaptureOpening::start()
{
    m_thread.reset(QThread::create([this] { run(); }));
    connect(m_thread.get(), &QThread::finished, this, &CaptureOpening::finished);
    m_thread->start();
}

void CaptureOpening::run()
{
    m_result = EventLog::open(m_path, [this](OpenStep step, qint64 done, qint64 total) {
        tell(step, done, total);
        return !m_givenUp;
    });
    if (m_result->ok())
        m_result->value()->moveToThread(thread());
}

void CaptureOpening::tell(OpenStep step, qint64 done, qint64 total)
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

Result<std::unique_ptr<OpenedCapture>> CaptureOpening::take()
{
    m_thread->wait();
    auto log = std::move(*m_result);
    if (!log)
        return log.error();
    return std::make_unique<OpenedCapture>(std::move(log).value());
}

} // namespace rtmscope
