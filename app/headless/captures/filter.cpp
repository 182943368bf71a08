// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/captures/chosenrows.h"
#include "app/headless/captures/inputlog.h"
#include "app/headless/captures/livelines.h"
#include "app/headless/captures/outputsink.h"
#include "app/headless/captures/watched.h"
#include "app/headless/textline.h"
#include "app/start/connection.h"
#include "core/capture/captureline.h"
#include "core/export/frameexport.h"

#include <QCoreApplication>

#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

void count(quint16 source, std::vector<qint64> *counts)
{
    if (source >= counts->size())
        counts->resize(std::size_t(source) + 1);
    ++(*counts)[source];
}

//! Prints the entries that match; of several files in the order of time.
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
    bool isLive() const { return m_wish.files.size() == 1 && isStream(m_wish.files.constFirst()); }
    Result<Done> readStream(const std::atomic_bool &stopped);
    Result<Done> printLive(LiveLines &lines, const std::atomic_bool &stopped);
    void beginFile(const CaptureInfo &info);
    Result<Done> printInput(const InputLog &input, const std::atomic_bool &stopped);
    Result<Done> print(const InputLog &input, const LogFilter &filter, const std::atomic_bool &stopped);
    void put(const LogReader &reader, qsizetype row, const std::optional<Workspace> &names);
    void putCounts(const InputLog &input, const std::vector<qint64> &counts);

    const CommandLine &m_line;
    const CaptureWish &m_wish;
    OutputSink m_output;
    ExportStream m_stream;
    TextLine m_textLine;
    QByteArray m_kept;
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
void FilterCommand::putCounts(const InputLog &input, const std::vector<qint64> &counts)
{
    if (m_wish.files.size() == 1) {
        m_stream.out() += QByteArray::number(std::accumulate(counts.begin(), counts.end(), qint64(0))) + '\n';
        return;
    }
    const QStringList &names = input.log.info().sources;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto at = std::size_t(i) + 1;
        m_stream.out() +=
            names.at(i).toUtf8() + ':' + QByteArray::number(at < counts.size() ? counts[at] : 0) + '\n';
    }
}

Result<Done> FilterCommand::print(const InputLog &input, const LogFilter &filter,
                                  const std::atomic_bool &stopped)
{
    const LogReader reader(input.log);
    std::vector<qint64> counts(1); // by source
    bool isEmpty = true;
    const bool isWhole =
        filter.run(input.log, stopped, [&](const std::vector<quint32> &rows, qsizetype until) {
            isEmpty = isEmpty && rows.empty();
            for (const quint32 row : rows) {
                if (m_wish.countOnly) {
                    count(reader.sourceOf(row), &counts);
                    continue;
                }
                put(reader, row, filter.names());
                if (stopped || !m_stream.goesOn(row, input.log.size()))
                    return false;
            }
            // Who looks on sees what was found, not a full block of it.
            return m_wish.countOnly || (m_stream.handsOn() && m_stream.goesOn(until, input.log.size()));
        });
    if (!isWhole)
        return stopped ? Result<Done>(exportCancelled()) : m_stream.finish();
    if (m_wish.countOnly)
        putCounts(input, counts);
    filter.tellGivenUp();
    if (isEmpty && !m_line.quiet)
        filter.tellNearMiss(input.log, stopped);
    return m_stream.goesOn(0, 1) ? Result<Done>(Done{}) : m_stream.finish();
}

Result<Done> FilterCommand::printInput(const InputLog &input, const std::atomic_bool &stopped)
{
    const bool needsNames = m_line.format == OutputFormat::Text && !m_wish.countOnly;
    const auto filter = LogFilter::compile(m_wish.filter, input.log, needsNames, stopped);
    if (!filter)
        return filter.error();
    beginFile(input.log.info());
    const auto printed = print(input, *filter, stopped);
    input.tellNotice(m_line.quiet);
    m_isDamaged = input.isDamaged;
    return printed;
}

//! A file becomes a capture that opens again; in a pipe there are only lines that match.
void FilterCommand::beginFile(const CaptureInfo &info)
{
    if (!m_wish.output.isEmpty() && m_line.format == OutputFormat::Json)
        m_stream.out() += captureline::header(info) + '\n';
}

//! Whoever looks on sees what matches as it comes.
Result<Done> FilterCommand::printLive(LiveLines &lines, const std::atomic_bool &stopped)
{
    beginFile(lines.info());
    qint64 count = 0;
    const auto read = lines.run(stopped, [&](const LiveLines::Batch &batch) {
        count += qint64(batch.rows.size());
        if (m_wish.countOnly)
            return !stopped;
        const std::optional<Workspace> names(batch.names);
        for (const quint32 row : batch.rows)
            put(batch.reader, row, names);
        return !stopped && m_stream.handsOn() && m_stream.goesOn(0, 1);
    });
    if (!read)
        return read.error();
    if (m_wish.countOnly)
        m_stream.out() += QByteArray::number(count) + '\n';
    if (!lines.damage().isEmpty())
        printWords(u"%1: %2"_s.arg(nameOfInput(m_wish.files.constFirst()), lines.damage()));
    m_isDamaged = !lines.damage().isEmpty();
    LogFilter::tellGivenUp(lines.givenUp());
    return m_stream.goesOn(0, 1) ? Result<Done>(Done{}) : m_stream.finish();
}

Result<Done> FilterCommand::readStream(const std::atomic_bool &stopped)
{
    InputStream stream(m_wish.files.constFirst());
    if (const auto opened = stream.open(); !opened)
        return opened.error();
    LiveLines lines(stream, m_wish.filter, m_line.format == OutputFormat::Text && !m_wish.countOnly);
    const auto isLines = lines.begin(stopped);
    if (!isLines)
        return isLines.error();
    if (*isLines)
        return printLive(lines, stopped);
    const auto input = InputLog::open(stream, stopped);
    return input ? printInput(*input, stopped) : input.error();
}

Result<Done> FilterCommand::readAll(const std::atomic_bool &stopped)
{
    const auto checked = LogFilter::check(m_wish.filter);
    if (!checked)
        return checked.error();
    if (!m_line.quiet)
        checked->tellReading();
    if (const auto opened = m_output.open(m_wish.output); !opened)
        return opened.error();
    if (isLive()) {
        if (const auto printed = readStream(stopped); !printed)
            return printed.error();
    } else {
        const auto input = InputLog::open(m_wish.files, m_wish.leaveOutRepeats, stopped);
        if (!input)
            return input.error();
        if (const auto printed = printInput(*input, stopped); !printed)
            return printed.error();
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
