// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturesaver.h"

#include "core/export/logexport.h"
#include "core/filter/judgedrows.h"

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
    save(log, SaveJob{.path = path, .format = exportFormatOf(path).value_or(ExportFormat::Capture)});
}

void CaptureSaver::save(const LogSnapshot &log, const SaveJob &job)
{
    if (m_thread) {
        Q_EMIT failed(tr("“%1” is still being saved. Wait until it is, or cancel that.")
                          .arg(QFileInfo(m_path).fileName()));
        return;
    }
    m_path = job.path;
    m_givenUp = false;
    m_events = -1;
    m_work.begin(tr("Saving “%1” …").arg(QFileInfo(job.path).fileName()));
    m_thread.reset(QThread::create([this, log, job] {
        int told = 0;
        m_result = write(log, job, [&](qsizetype done, qsizetype all) {
            return goOn(int(100 * done / std::max<qsizetype>(1, all)), &told);
        });
    }));
    connect(m_thread.get(), &QThread::finished, this, &CaptureSaver::finished, Qt::QueuedConnection);
    m_thread->start();
}

//! In the thread that saves.
bool CaptureSaver::goOn(int percent, int *told)
{
    if (std::exchange(*told, percent) != percent)
        QMetaObject::invokeMethod(
            this, [this, percent] { tell(percent); }, Qt::QueuedConnection);
    return !m_givenUp;
}

//! In the thread that saves.
Result<Done> CaptureSaver::write(const LogSnapshot &log, SaveJob job, const Progress &progress)
{
    const bool isJudged = job.judge && !job.rows;
    if (isJudged) {
        job.rows =
            shownRows(log, job.judge, [&](qsizetype until) { return progress(until, 2 * log.size()); });
        if (!job.rows)
            return exportCancelled();
    }
    if (!job.rows && job.format == ExportFormat::Capture)
        return log.saveAs(job.path, [&](qsizetype row) { return progress(row, log.size()); });
    if (job.rows) {
        if (job.rows->empty())
            return Error{.kind = Error::Kind::Input,
                         .code = u"nothing_to_save"_s,
                         .words = tr("No event passes the filter: nothing was saved.")};
        m_events = qsizetype(job.rows->size());
    }
    ExportWish wish;
    wish.format = job.format;
    wish.rows = std::move(job.rows);
    wish.incoming = job.incoming;
    wish.outgoing = job.outgoing;
    wish.byteOrderMark = true;
    return exportLogTo(log, wish, job.path, [&](qsizetype done, qsizetype all) {
        return isJudged ? progress(all + done, 2 * all) : progress(done, all);
    });
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
        Q_EMIT saved(m_path, m_events);
    else if (result.error().code == "cancelled"_L1)
        Q_EMIT cancelled(result.error().words);
    else
        Q_EMIT failed(result.error().words);
}

} // namespace rtmscope
