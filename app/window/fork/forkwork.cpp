// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/fork/forkwork.h"

#include "core/export/logexport.h"
#include "core/fork/forksave.h"
#include "core/log/eventlog.h"

#include <algorithm>
#include <utility>

namespace rtmscope {

ForkWork::ForkWork(QObject *parent)
    : QObject(parent)
{
}

ForkWork::~ForkWork()
{
    stopFolding();
    giveUp();
    if (m_saver)
        m_saver->wait();
}

void ForkWork::stopFolding()
{
    m_foldingOver = true;
    if (m_folder)
        m_folder->wait();
    m_folder.reset();
    m_foldingOver = false;
}

void ForkWork::fold(const LogSnapshot &log, qsizetype rows)
{
    constexpr qsizetype askedEvery = 256;
    stopFolding();
    m_folder.reset(QThread::create([this, log, rows] {
        const LogReader reader(log);
        Workspace workspace;
        for (qsizetype row = 0; row < rows; ++row) {
            if (row % askedEvery == 0 && m_foldingOver)
                return;
            workspace.apply(reader.event(row));
        }
        QMetaObject::invokeMethod(
            this, [this, workspace] { Q_EMIT folded(workspace); }, Qt::QueuedConnection);
    }));
    m_folder->start();
}

void ForkWork::giveUp()
{
    m_savingOver = true;
}

void ForkWork::save(const Order &order)
{
    if (m_saver)
        return;
    m_path = order.path;
    m_savingOver = false;
    m_saver.reset(QThread::create([this, order] { m_result = write(order); }));
    connect(m_saver.get(), &QThread::finished, this, &ForkWork::finished, Qt::QueuedConnection);
    m_saver->start();
}

//! In a thread of its own. The log that was read again, where that is wished.
Result<LogSnapshot> ForkWork::write(const Order &order)
{
    int told = -1;
    const auto progress = [this, &told](qsizetype done, qsizetype all) {
        const int percent = static_cast<int>(100 * done / std::max<qsizetype>(1, all));
        if (std::exchange(told, percent) != percent)
            QMetaObject::invokeMethod(
                this, [this, percent] { Q_EMIT this->progress(percent); }, Qt::QueuedConnection);
        return !m_savingOver;
    };
    const ExportFormat format = exportFormatOf(order.path).value_or(ExportFormat::Capture);
    const bool isCapture = format == ExportFormat::Capture;
    const QString capture = isCapture ? order.path : order.capture;
    if (const auto saved = forksave::save(order.content, capture, progress); !saved)
        return saved.error();
    if (isCapture && !order.open)
        return LogSnapshot();
    const auto log = EventLog::open(capture, [this](OpenStep, qint64, qint64) { return !m_savingOver; });
    if (!log)
        return log.error();
    const LogSnapshot opened = (*log)->snapshot();
    if (isCapture)
        return opened;
    ExportWish wish{.format = format};
    wish.byteOrderMark = true;
    if (const auto written = exportLogTo(opened, wish, order.path, progress); !written)
        return written.error();
    return opened;
}

void ForkWork::finished()
{
    m_saver->wait();
    m_saver.reset();
    const Result<LogSnapshot> result = *std::exchange(m_result, std::nullopt);
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    m_opened = *result;
    Q_EMIT saved(m_path);
}

} // namespace rtmscope
