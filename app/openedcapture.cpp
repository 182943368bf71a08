// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/openedcapture.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace rtmscope {

namespace {

constexpr qint64 sliceMs = 8; // leaves half a frame of 60 Hz to the window

} // namespace

Result<std::unique_ptr<OpenedCapture>> OpenedCapture::open(const QString &path)
{
    auto log = EventLog::open(path);
    if (!log)
        return log.error();
    return std::unique_ptr<OpenedCapture>(new OpenedCapture(std::move(log).value()));
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

} // namespace rtmscope
