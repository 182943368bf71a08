// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/logexport.h"

#include "core/base/savefile.h"
#include "core/export/csvexport.h"
#include "core/export/frameexport.h"
#include "core/export/harexport.h"
#include "core/export/markdownexport.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

Error writeError(const QString &words, const QString &detail)
{
    return {.kind = Error::Kind::Input, .code = u"save_failed"_s, .words = words, .detail = detail};
}

bool needsNames(ExportFormat format)
{
    return format == ExportFormat::Csv || format == ExportFormat::Markdown;
}

void write(const ExportRows &rows, const ExportWish &wish, ExportStream &out)
{
    switch (wish.format) {
    case ExportFormat::Capture:
        return exportCapture(rows, out);
    case ExportFormat::Ndjson:
        return exportFrames(rows, {wish.incoming, wish.outgoing, false}, out);
    case ExportFormat::Json:
        return exportFrames(rows, {wish.incoming, wish.outgoing, true}, out);
    case ExportFormat::Csv:
        return exportCsv(rows, *wish.names, wish.byteOrderMark, out);
    case ExportFormat::Har:
        return exportHar(rows, out);
    case ExportFormat::Markdown:
        return exportMarkdown(rows, *wish.names, out);
    }
}

} // namespace

std::optional<Workspace> foldedLog(const LogSnapshot &log, const ExportStream::Progress &progress)
{
    constexpr qsizetype rowsPerLook = 256;
    Workspace workspace;
    const LogReader reader(log);
    for (qsizetype row = 0; row < reader.size(); ++row) {
        if (progress && row % rowsPerLook == 0 && !progress(row, reader.size()))
            return std::nullopt;
        workspace.apply(reader.event(row));
    }
    return workspace;
}

Result<Done> exportLog(const LogSnapshot &log, const ExportWish &wish, const ExportStream::Sink &sink,
                       const ExportStream::Progress &progress)
{
    // Names are read from the whole log before a word is written: progress counts both.
    const bool reads = needsNames(wish.format) && !wish.names;
    ExportWish whole = wish;
    if (reads) {
        whole.names = foldedLog(
            log, [&progress](qsizetype done, qsizetype all) { return !progress || progress(done, 2 * all); });
        if (!whole.names)
            return exportCancelled();
    }
    ExportStream out(
        sink, !reads || !progress ? progress : [&progress](qsizetype done, qsizetype all) {
            return progress(all + done, 2 * all);
        });
    write(ExportRows(log, whole.rows), whole, out);
    return out.finish();
}

Result<Done> exportLogTo(const LogSnapshot &log, const ExportWish &wish, const QString &path,
                         const ExportStream::Progress &progress)
{
    SaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(tr("\"%1\" can't be written. Choose another place.").arg(path), file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto notWhole = [&] {
        return writeError(
            tr("\"%1\" could not be written completely, so it was not changed. Is the disk full?").arg(path),
            file.errorString());
    };
    const auto written = exportLog(
        log, wish,
        [&](const QByteArray &block) -> Result<Done> {
            if (file.write(block) == block.size())
                return Done{};
            return notWhole();
        },
        progress);
    if (!written)
        return written.error();
    if (!file.commit())
        return notWhole();
    return Done{};
}

} // namespace rtmscope
