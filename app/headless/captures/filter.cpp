// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/captures/chosenrows.h"
#include "app/headless/captures/inputlog.h"
#include "app/headless/captures/outputsink.h"
#include "app/headless/captures/watched.h"
#include "app/headless/textline.h"
#include "app/start/connection.h"
#include "core/capture/captureline.h"
#include "core/export/frameexport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Prints the entries that match, file after file.
class FilterCommand
{
public:
    explicit FilterCommand(const CommandLine &line)
        : m_line(line)
        , m_wish(line.captures)
        , m_stream(m_output.sink())
    {
    }

    int run(const std::atomic_bool &stopped);

private:
    Result<Done> readAll(const std::atomic_bool &stopped);
    Result<Done> readFile(const QString &file, const std::atomic_bool &stopped);
    Result<Done> print(const InputLog &input, const LogFilter &filter, const std::atomic_bool &stopped);
    void put(const LogReader &reader, qsizetype row, const std::optional<Workspace> &names);
    void putCount(const InputLog &input, qint64 count);

    const CommandLine &m_line;
    const CaptureWish &m_wish;
    OutputSink m_output;
    ExportStream m_stream;
    TextLine m_textLine;
    QByteArray m_kept;
    bool m_hasHeader = false;
    bool m_isDamaged = false;
};

void FilterCommand::put(const LogReader &reader, qsizetype row, const std::optional<Workspace> &names)
{
    QByteArray &out = m_stream.out();
    switch (m_line.format) {
    case OutputFormat::Json:
        out += captureLineOf(reader, row, m_kept);
        break;
    case OutputFormat::Raw:
        out += eventWithoutTickets(reader, row).raw;
        break;
    case OutputFormat::Text:
        out += m_textLine.of(eventWithoutTickets(reader, row), *names);
        break;
    case OutputFormat::None:
        return;
    }
    out += '\n';
}

//! Of several files, each count with its name, as grep has it.
void FilterCommand::putCount(const InputLog &input, qint64 count)
{
    if (m_wish.files.size() > 1)
        m_stream.out() += input.name.toUtf8() + ':';
    m_stream.out() += QByteArray::number(count) + '\n';
}

Result<Done> FilterCommand::print(const InputLog &input, const LogFilter &filter,
                                  const std::atomic_bool &stopped)
{
    const LogReader reader(input.log);
    qint64 count = 0;
    const bool isWhole =
        filter.run(input.log, stopped, [&](const std::vector<quint32> &rows, qsizetype until) {
            count += qint64(rows.size());
            if (m_wish.countOnly)
                return true;
            for (const quint32 row : rows) {
                put(reader, row, filter.names());
                if (stopped || !m_stream.goesOn(row, input.log.size()))
                    return false;
            }
            // Who looks on sees what was found, not a full block of it.
            return m_stream.handsOn() && m_stream.goesOn(until, input.log.size());
        });
    if (!isWhole)
        return stopped ? Result<Done>(exportCancelled()) : m_stream.finish();
    if (m_wish.countOnly)
        putCount(input, count);
    filter.tellGivenUp();
    return m_stream.goesOn(0, 1) ? Result<Done>(Done{}) : m_stream.finish();
}

Result<Done> FilterCommand::readFile(const QString &file, const std::atomic_bool &stopped)
{
    const auto input = InputLog::open(file, stopped);
    if (!input)
        return input.error();
    const bool needsNames = m_line.format == OutputFormat::Text && !m_wish.countOnly;
    const auto filter = LogFilter::compile(m_wish.filter, input->log, needsNames, stopped);
    if (!filter)
        return filter.error();
    // A file becomes a capture that opens again; in a pipe there are only lines that match.
    const bool wantsHeader = !m_wish.output.isEmpty() && m_line.format == OutputFormat::Json;
    if (wantsHeader && !std::exchange(m_hasHeader, true))
        m_stream.out() += captureline::header(input->log.info()) + '\n';
    const auto printed = print(*input, *filter, stopped);
    input->tellNotice(m_line.quiet);
    m_isDamaged = m_isDamaged || input->isDamaged;
    return printed;
}

Result<Done> FilterCommand::readAll(const std::atomic_bool &stopped)
{
    if (const auto filter = LogFilter::check(m_wish.filter); !filter)
        return filter.error();
    if (const auto opened = m_output.open(m_wish.output); !opened)
        return opened.error();
    for (const QString &file : m_wish.files) {
        if (const auto read = readFile(file, stopped); !read)
            return read.error();
    }
    if (const auto written = m_stream.finish(); !written)
        return written.error();
    return m_output.finish();
}

int FilterCommand::run(const std::atomic_bool &stopped)
{
    const auto done = readAll(stopped);
    if (!done)
        return endAfterFailure(done.error());
    return m_isDamaged ? ExitDamaged : ExitDone;
}

} // namespace

int runFilter(const CommandLine &line)
{
    return runWatched([&line](const std::atomic_bool &stopped) { return FilterCommand(line).run(stopped); });
}

} // namespace rtmscope
