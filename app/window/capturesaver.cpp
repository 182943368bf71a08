// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturesaver.h"

#include "core/export/logexport.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

CaptureSaver::CaptureSaver(QObject *parent)
    : QObject(parent)
{
    connect(&m_work, &LongWork::changed, this, &CaptureSaver::working);
}

CaptureSaver::~CaptureSaver()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CaptureSaver::save(const LogSnapshot &log, const QString &path)
{
    if (m_thread) {
        Q_EMIT failed(tr("“%1” is still being saved. Wait until it is, or cancel that.")
                          .arg(QFileInfo(m_path).fileName()));
        return;
    }
    m_path = path;
    m_givenUp = false;
    m_work.begin(tr("Saving “%1” …").arg(QFileInfo(path).fileName()));
    m_thread.reset(QThread::create([this, log, path] {
        int told = 0;
        const auto progress = [&](qsizetype done, qsizetype all) {
            const int percent = static_cast<int>(100 * done / std::max<qsizetype>(1, all));
            if (std::exchange(told, percent) != percent)
                QMetaObject::invokeMethod(
                    this, [this, percent] { tell(percent); }, Qt::QueuedConnection);
            return !m_givenUp;
        };
        ExportWish wish{.format = exportFormatOf(path).value_or(ExportFormat::Capture)};
        wish.byteOrderMark = true;
        m_result = wish.format == ExportFormat::Capture
                       ? log.saveAs(path, [&](qsizetype row) { return progress(row, log.size()); })
                       : exportLogTo(log, wish, path, progress);
    }));
    connect(m_thread.get(), &QThread::finished, this, &CaptureSaver::finished, Qt::QueuedConnection);
    m_thread->start();
}

void CaptureSaver::tell(int percent)
{
    if (m_thread)
        m_work.tell(tr("Saving “%1” …").arg(QFileInfo(m_path).fileName()) + u' ' + tr("%1 %").arg(percent));
}

void CaptureSaver::finished()
{
    m_thread->wait();
    m_thread.reset();
    m_work.end();
    const Result<Done> result = *std::exchange(m_result, std::nullopt);
    if (result)
        Q_EMIT saved(m_path);
    else if (result.error().code == "cancelled"_L1)
        Q_EMIT cancelled(result.error().words);
    else
        Q_EMIT failed(result.error().words);
}

} // namespace rtmscope
