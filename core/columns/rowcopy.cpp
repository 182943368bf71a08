// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/rowcopy.h"

#include "core/columns/eventcolumn.h"
#include "core/events/ticketmask.h"
#include "core/export/csvexport.h"
#include "core/export/exportstream.h"
#include "core/export/frameexport.h"
#include "core/export/markdowntext.h"
#include "core/filter/filtertree.h"
#include "core/text/cleantext.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace rtmscope {

namespace {

bool isFigures(int column)
{
    return column == EventColumn::Number || column == EventColumn::Size;
}

class RowWriter
{
public:
    RowWriter(const LogSnapshot &log, const CopyWish &wish, QByteArray &out)
        : m_wish(wish)
        , m_reader(log)
        , m_cells(m_reader, wish.cells)
        , m_out(out)
    {
    }

    void head()
    {
        if (m_wish.format != CopyFormat::Csv && m_wish.format != CopyFormat::Markdown)
            return;
        line([this](std::size_t at) { return m_wish.titles.value(qsizetype(at)); });
        if (m_wish.format != CopyFormat::Markdown)
            return;
        m_out += '|';
        for (const int column : m_wish.columns)
            m_out += isFigures(column) ? " ---: |" : " --- |";
        m_out += '\n';
    }

    void row(qsizetype row)
    {
        if (m_wish.format == CopyFormat::Json) {
            m_out += frameLine(eventWithoutTickets(m_reader, row)) + '\n';
            return;
        }
        line([&](std::size_t at) {
            const int column = m_wish.columns[at];
            return m_wish.format == CopyFormat::Csv ? m_cells.plainText(row, column)
                                                    : m_cells.text(row, column);
        });
    }

private:
    template<typename TextOf>
    void line(const TextOf &textOf)
    {
        for (std::size_t at = 0; at < m_wish.columns.size(); ++at)
            cell(textOf(at), at == 0);
        m_out += m_wish.format == CopyFormat::Csv        ? "\r\n"
                 : m_wish.format == CopyFormat::Markdown ? " |\n"
                                                         : "\n";
    }

    void cell(const QString &text, bool isFirst)
    {
        switch (m_wish.format) {
        case CopyFormat::Csv:
            if (!isFirst)
                m_out += ',';
            // A number below zero begins like a formula and is none.
            if (filter::Number::parse(text) && !text.startsWith(u'+'))
                m_out += text.toUtf8();
            else
                appendCsvCell(text, m_out);
            break;
        case CopyFormat::Markdown:
            m_out += isFirst ? "| " : " | ";
            m_out += markdowntext::escaped(text).toUtf8();
            break;
        default:
            if (!isFirst)
                m_out += '\t';
            m_out += cleanLine(text).toUtf8();
        }
    }

    const CopyWish &m_wish;
    const LogReader m_reader;
    CellReader m_cells;
    QByteArray &m_out;
};

} // namespace

CopiedRows copyRows(const LogSnapshot &log, const CopyWish &wish,
                    const std::function<bool(qsizetype rows)> &goesOn)
{
    QByteArray text;
    ExportStream stream(
        [&text](QByteArray block) -> Result<Done> {
            if (mayHoldTickets(block))
                maskTickets(block, TicketSearch::Thorough);
            text += block;
            return Done{};
        },
        [&goesOn](qsizetype done, qsizetype) { return !goesOn || goesOn(done); });
    CopiedRows copied;
    copied.wanted = std::max(wish.wanted, qsizetype(wish.rows.size()));
    RowWriter writer(log, wish, stream.out());
    writer.head();
    const qsizetype most = std::min(qsizetype(wish.rows.size()), mostCopiedRows);
    while (copied.rows < most && text.size() + stream.out().size() < mostCopiedBytes) {
        writer.row(qsizetype(wish.rows[std::size_t(copied.rows)]));
        ++copied.rows;
        if (!stream.goesOn(copied.rows, most))
            break;
    }
    copied.cancelled = !stream.finish().ok();
    if (copied.cancelled)
        copied.rows = 0;
    else
        copied.text = QString::fromUtf8(text);
    return copied;
}

struct CopyRun::Shared
{
    std::mutex mutex;
    CopyRun *run = nullptr; // until it is destroyed
    std::atomic_bool cancelled = false;
    std::atomic<qsizetype> done = 0;
};

CopyRun::CopyRun(LogSnapshot log, CopyWish wish)
    : m_shared(std::make_shared<Shared>())
{
    constexpr int tellIntervalMs = 100;
    m_shared->run = this;
    const auto all = std::clamp<qsizetype>(qsizetype(wish.rows.size()), 1, mostCopiedRows);
    m_telling.setInterval(tellIntervalMs);
    connect(&m_telling, &QTimer::timeout, this,
            [this, all] { Q_EMIT advanced(int(100 * m_shared->done / all)); });
    m_telling.start();
    QThreadPool::globalInstance()->start(
        [shared = m_shared, snapshot = std::move(log), wanted = std::move(wish)] {
            const CopiedRows copied = copyRows(snapshot, wanted, [&shared](qsizetype rows) {
                shared->done = rows;
                return !shared->cancelled;
            });
            const std::lock_guard lock(shared->mutex);
            if (CopyRun *const run = shared->run)
                QMetaObject::invokeMethod(
                    run,
                    [run, copied] {
                        run->m_telling.stop();
                        Q_EMIT run->finished(copied);
                    },
                    Qt::QueuedConnection);
        });
}

CopyRun::~CopyRun()
{
    m_shared->cancelled = true;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->run = nullptr;
}

} // namespace rtmscope
