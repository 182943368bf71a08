// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/captures/chosenrows.h"
#include "app/headless/captures/inputlog.h"
#include "app/headless/captures/liveexport.h"
#include "app/headless/captures/outputsink.h"
#include "app/headless/captures/watched.h"
#include "app/start/connection.h"
#include "core/export/logexport.h"
#include "core/log/eventlog.h"
#include "core/names/nearnames.h"
#include "core/redact/redactedsave.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

Result<Done> exportPlain(const InputLog &input, const CaptureWish &wish, const std::atomic_bool &stopped)
{
    const auto filter = LogFilter::compile(wish.filter, input.log, false, stopped);
    if (!filter)
        return filter.error();
    OutputSink output;
    if (const auto opened = output.open(wish.output); !opened)
        return opened.error();
    ExportWish what;
    what.format = wish.format;
    what.incoming = wish.incoming;
    what.outgoing = wish.outgoing;
    what.byteOrderMark = !wish.output.isEmpty();
    what.rows = filter->rows(input.log, stopped);
    if (stopped)
        return exportCancelled(); // what was found by then is not what was asked for
    what.names = filter->names();
    const auto written =
        exportLog(input.log, what, output.sink(), [&stopped](qsizetype, qsizetype) { return !stopped; });
    filter->tellGivenUp();
    if (!written)
        return written.error();
    return output.finish();
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ExportCommand", text);
}

//! Whom --keep-text means, by id. An error with the code "usage" names who is near.
Result<QSet<QString>> keptConversations(const QStringList &given, const Workspace &workspace)
{
    QSet<QString> ids;
    for (const QString &name : given) {
        if (workspace.conversation(ChannelId(name))) {
            ids.insert(name);
            continue;
        }
        const QList<ChannelId> named = workspace.channelsNamed(name);
        for (const ChannelId &id : named)
            ids.insert(id.text());
        if (!named.isEmpty())
            continue;
        QStringList known;
        for (const Conversation &conversation : workspace.conversations())
            known << u'#' + conversation.name();
        const QStringList near = nearNames(name, known);
        QString words = tr("--keep-text: there is no conversation %1 in this file.").arg(name);
        if (!near.isEmpty())
            words += u' ' + tr("Similar: %1.").arg(near.join(u", "_s));
        return Error{.kind = Error::Kind::Input, .code = u"usage"_s, .words = words};
    }
    return ids;
}

void tellReport(const RedactionReport &report, bool quiet)
{
    const QLocale locale;
    if (!quiet) {
        printWords(tr("%1 entries: %2 IDs and %3 names replaced, %4 texts masked, %5 secrets taken out.")
                       .arg(locale.toString(report.entries), locale.toString(report.idsReplaced),
                            locale.toString(report.namesReplaced), locale.toString(report.textsMasked),
                            locale.toString(report.secretsRemoved)));
    }
    for (const RedactionReport::Kept &kept : report.kept) {
        printWords(tr("Kept as they were said: %1 texts in %2 (%3 in the file).")
                       .arg(locale.toString(kept.texts), kept.name, kept.id));
    }
    if (report.isClean()) {
        if (!quiet)
            printWords(tr("The file was read again: nothing of the original was found."));
        return;
    }
    printWords(tr("The file was read again, and this is left in it:"));
    for (const auto &[risk, count] : report.counts)
        printWords(u"  "_s + riskWords(risk, count));
    constexpr qsizetype mostPlaces = 20;
    for (const RedactionReport::Finding &finding :
         report.findings.first(std::min(mostPlaces, report.findings.size())))
        printWords(u"    "_s + findingWords(finding));
}

//! A capture is written first, whatever is wanted of it then: so is what is searched for leaks.
Result<RedactionReport> exportRedacted(const InputLog &input, const CaptureWish &wish,
                                       const std::atomic_bool &stopped)
{
    const bool needsNames = !wish.keptTexts.isEmpty();
    const auto filter = LogFilter::compile(wish.filter, input.log, needsNames, stopped);
    if (!filter)
        return filter.error();
    RedactionWish what;
    what.rows = filter->rows(input.log, stopped);
    if (needsNames) {
        const auto kept = keptConversations(wish.keptTexts, *filter->names());
        if (!kept)
            return kept.error();
        what.keptConversations = *kept;
    }
    OutputSink output;
    if (const auto opened = output.open(wish.output); !opened)
        return opened.error();
    const QTemporaryDir folder(temporaryPlace());
    const QString path = folder.filePath(u"redacted.rtmcap"_s);
    const auto report = saveRedacted(input.log, path, what,
                                     [&stopped](RedactionStep, qsizetype, qsizetype) { return !stopped; });
    if (!report)
        return report.error();
    const auto log = EventLog::open(path);
    if (!log)
        return log.error();
    ExportWish plain;
    plain.format = wish.format;
    plain.incoming = wish.incoming;
    plain.outgoing = wish.outgoing;
    plain.byteOrderMark = !wish.output.isEmpty();
    const auto written = exportLog((*log)->snapshot(), plain, output.sink(),
                                   [&stopped](qsizetype, qsizetype) { return !stopped; });
    if (!written)
        return written.error();
    if (const auto finished = output.finish(); !finished)
        return finished.error();
    return report;
}

int exportInput(const Result<InputLog> &input, const CommandLine &line, const std::atomic_bool &stopped)
{
    const CaptureWish &wish = line.captures;
    if (!input)
        return endAfterFailure(input.error());
    bool isClean = true;
    if (wish.redacted) {
        const auto report = exportRedacted(*input, wish, stopped);
        if (!report)
            return endAfterFailure(report.error());
        tellReport(*report, line.quiet);
        isClean = report->isClean();
    } else if (const auto done = exportPlain(*input, wish, stopped); !done) {
        input->tellNotice(line.quiet);
        return endAfterFailure(done.error());
    }
    input->tellNotice(line.quiet);
    if (!isClean)
        return ExitRisky;
    return input->isDamaged ? ExitDamaged : ExitDone;
}

//! What is still coming is passed on as it comes.
int exportPipe(LiveLines &lines, const CaptureWish &wish, const std::atomic_bool &stopped)
{
    OutputSink output;
    if (const auto opened = output.open(wish.output); !opened)
        return endAfterFailure(opened.error());
    if (const auto written = exportLive(lines, wish, output.sink(), stopped); !written)
        return endAfterFailure(written.error());
    LogFilter::tellGivenUp(lines.givenUp());
    if (!lines.damage().isEmpty())
        printWords(u"%1: %2"_s.arg(nameOfInput(wish.files.constFirst()), lines.damage()));
    if (const auto finished = output.finish(); !finished)
        return endAfterFailure(finished.error());
    return lines.damage().isEmpty() ? ExitDone : ExitDamaged;
}

int exportFile(const CommandLine &line, const std::atomic_bool &stopped)
{
    const CaptureWish &wish = line.captures;
    const auto filter = LogFilter::check(wish.filter);
    if (!filter)
        return endAfterFailure(filter.error());
    if (!line.quiet)
        filter->tellReading();
    const bool isPipe = wish.files.size() == 1 && isStream(wish.files.constFirst());
    if (!isPipe)
        return exportInput(InputLog::open(wish.files, wish.leaveOutRepeats, stopped), line, stopped);
    InputStream stream(wish.files.constFirst());
    if (const auto opened = stream.open(); !opened)
        return endAfterFailure(opened.error());
    if (!wish.redacted && isWrittenAsItComes(wish.format)) {
        LiveLines lines(stream, wish.filter, wish.format == ExportFormat::Csv);
        const auto isLines = lines.begin(stopped);
        if (!isLines)
            return endAfterFailure(isLines.error());
        if (*isLines)
            return exportPipe(lines, wish, stopped);
    }
    return exportInput(InputLog::open(stream, stopped), line, stopped);
}

} // namespace

//! Exports a capture: what several are as one record.
int runMerge(const CommandLine &line)
{
    CommandLine merging = line;
    merging.captures.format = ExportFormat::Capture;
    return runExport(merging);
}

int runExport(const CommandLine &line)
{
    return runWatched([&line](const std::atomic_bool &stopped) { return exportFile(line, stopped); });
}

} // namespace rtmscope
