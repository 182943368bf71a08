// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/columns/rowcopier.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace rtmscope {

namespace {

// What is written while one looks on takes no more than a moment.
constexpr qsizetype mostRowsAtOnce = 100;
constexpr qint64 mostBytesAtOnce = 256 * 1024;

bool isSmall(const LogSnapshot &log, const CopyWish &wish)
{
    if (qsizetype(wish.rows.size()) > mostRowsAtOnce)
        return false;
    qint64 bytes = 0;
    for (const quint32 row : wish.rows)
        bytes += log.row(qsizetype(row)).length;
    return bytes <= mostBytesAtOnce;
}

QString formatWords(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return RowCopier::tr("text");
    case CopyFormat::Json:
        return RowCopier::tr("JSON");
    case CopyFormat::Csv:
        return RowCopier::tr("CSV");
    case CopyFormat::Markdown:
        break;
    }
    return RowCopier::tr("Markdown");
}

} // namespace

RowCopier::RowCopier(QObject *parent)
    : QObject(parent)
{
}

RowCopier::~RowCopier() = default;

void RowCopier::copy(const LogSnapshot &log, const CopyWish &wish)
{
    m_run.reset();
    if (wish.rows.empty())
        return;
    if (isSmall(log, wish))
        return finish(wish.format, copyRows(log, wish));
    m_run = std::make_unique<CopyRun>(log, wish);
    connect(m_run.get(), &CopyRun::advanced, this,
            [this](int percent) { Q_EMIT told(tr("copying, %1 %").arg(percent)); });
    connect(m_run.get(), &CopyRun::finished, this, [this, format = wish.format](const CopiedRows &copied) {
        m_run.release()->deleteLater(); // who just told this
        finish(format, copied);
    });
}

void RowCopier::finish(CopyFormat format, const CopiedRows &copied)
{
    if (copied.cancelled)
        return;
    QGuiApplication::clipboard()->setText(copied.text);
    const QLocale locale;
    const QString rows = locale.toString(copied.rows);
    const QString words = formatWords(format);
    if (copied.rows < copied.wanted)
        Q_EMIT told(tr("only the first %1 of %2 events copied as %3: no more go to the clipboard, save them "
                       "to a file instead")
                        .arg(rows, locale.toString(copied.wanted), words));
    else
        Q_EMIT told(copied.rows == 1 ? tr("1 event copied as %1").arg(words)
                                     : tr("%1 events copied as %2").arg(rows, words));
}

} // namespace rtmscope
