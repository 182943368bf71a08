// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/liveexport.h"

#include "core/capture/captureline.h"
#include "core/export/csvexport.h"
#include "core/export/frameexport.h"

namespace rtmscope {

namespace {

//! What a batch is in a format, put behind those before it.
class LiveWriter
{
public:
    LiveWriter(const CaptureWish &wish, ExportStream &out)
        : m_wish(wish)
        , m_out(out)
    {
    }

    void begin(const CaptureInfo &info);
    void add(const LiveLines::Batch &batch);
    void end();

private:
    QByteArray frames(const ExportRows &rows) const;
    QByteArray table(const ExportRows &rows, const Workspace &names) const;

    const CaptureWish &m_wish;
    ExportStream &m_out;
    bool m_isFirst = true;
};

void LiveWriter::begin(const CaptureInfo &info)
{
    if (m_wish.format == ExportFormat::Capture)
        m_out.out() += captureline::header(info) + '\n';
    else if (m_wish.format == ExportFormat::Json)
        m_out.out() += "[\n";
}

//! Each on a line of its own.
QByteArray LiveWriter::frames(const ExportRows &rows) const
{
    QByteArray lines;
    ExportStream stream([&lines](const QByteArray &block) -> Result<Done> {
        lines += block;
        return Done{};
    });
    exportFrames(rows, {m_wish.incoming, m_wish.outgoing, false}, stream);
    (void)stream.finish();
    return lines;
}

//! With the names of its columns, the first time.
QByteArray LiveWriter::table(const ExportRows &rows, const Workspace &names) const
{
    QByteArray lines;
    ExportStream stream([&lines](const QByteArray &block) -> Result<Done> {
        lines += block;
        return Done{};
    });
    exportCsv(rows, names, m_isFirst && !m_wish.output.isEmpty(), stream);
    (void)stream.finish();
    return m_isFirst ? lines : lines.sliced(lines.indexOf('\n') + 1);
}

void LiveWriter::add(const LiveLines::Batch &batch)
{
    const std::optional<std::vector<quint32>> chosen(batch.rows);
    const ExportRows rows(batch.reader.log(), chosen);
    if (m_wish.format == ExportFormat::Csv) {
        m_out.out() += table(rows, batch.names);
        m_isFirst = false;
    } else if (m_wish.format == ExportFormat::Capture) {
        QByteArray kept;
        for (const quint32 row : batch.rows) {
            m_out.out() += captureLineOf(batch.reader, row, kept);
            m_out.out() += '\n';
        }
    } else {
        QByteArray lines = frames(rows);
        if (m_wish.format == ExportFormat::Json && !lines.isEmpty()) {
            lines.chop(1);
            lines.replace('\n', ",\n"); // inside of a frame there are none
            m_out.out() += m_isFirst ? "" : ",\n";
        }
        m_isFirst = m_isFirst && lines.isEmpty();
        m_out.out() += lines;
    }
}

void LiveWriter::end()
{
    if (m_wish.format == ExportFormat::Json)
        m_out.out() += m_isFirst ? "]\n" : "\n]\n";
}

} // namespace

bool isWrittenAsItComes(ExportFormat format)
{
    return format != ExportFormat::Har && format != ExportFormat::Markdown;
}

Result<Done> exportLive(LiveLines &lines, const CaptureWish &wish, const ExportStream::Sink &sink,
                        const std::atomic_bool &stopped)
{
    ExportStream out(sink);
    LiveWriter writer(wish, out);
    writer.begin(lines.info());
    const auto read = lines.run(stopped, [&](const LiveLines::Batch &batch) {
        writer.add(batch);
        return !stopped && out.handsOn();
    });
    if (!read)
        return read.error();
    writer.end();
    return out.finish();
}

} // namespace rtmscope
