// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/inputlog.h"

#include "app/headless/captures/inputstream.h"
#include "app/start/connection.h"
#include "core/log/eventlog.h"
#include "core/marks/marksidecar.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <memory>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("InputLog", text);
}

Error inputError(const QString &code, const QString &words, const QString &detail = {})
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
}

std::unique_ptr<QTemporaryFile> temporaryFile()
{
    auto file = std::make_unique<QTemporaryFile>(temporaryPlace());
    return file->open() ? std::move(file) : nullptr;
}

//! In which line a place of a file is, as editors and grep count; empty if it was unpacked: \a size is that
//! of what was read of it.
QString lineWords(const QString &path, qint64 at, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() != size)
        return {};
    qint64 line = 1;
    for (qint64 left = at; left > 0;) {
        const QByteArray block = file.read(std::min<qint64>(left, 1024 * 1024));
        if (block.isEmpty())
            break;
        line += block.count('\n');
        left -= block.size();
    }
    return tr("That is in line %1.").arg(line);
}

//! Where the window keeps the marks on files that have no place for them.
MarkSidecar marksOf(const QString &file)
{
    return {file, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/marks"_s};
}

//! The marks on a file become entries of it.
void recallMarks(EventLog &log, const QString &file)
{
    for (const QByteArray &note : marksOf(file).read())
        log.annotate(note, true);
}

//! Of several files each is numbered by itself, so that marks on one become entries of a copy of it; nothing
//! if there are none.
Result<std::unique_ptr<QTemporaryFile>> withMarks(const QString &file, const std::atomic_bool &stopped)
{
    if (marksOf(file).path().isEmpty())
        return std::unique_ptr<QTemporaryFile>();
    const auto goesOn = [&stopped](OpenStep, qint64, qint64) { return !stopped; };
    auto log = EventLog::open(CaptureFiles(file), goesOn);
    if (!log)
        return std::unique_ptr<QTemporaryFile>(); // which is told when it is opened with the others
    recallMarks(**log, file);
    auto kept = temporaryFile();
    const auto saved =
        kept ? (*log)->snapshot().saveAs(kept->fileName(), [&stopped](qsizetype) { return !stopped; })
             : Result<Done>(Done{});
    if (!kept || !saved)
        return inputError(
            u"input_failed"_s,
            tr("There is no place for a temporary copy of %1, which its marks are put into.").arg(file));
    return kept;
}

Error noRoom(const QString &name, const QString &detail)
{
    return inputError(
        u"input_failed"_s,
        tr("%1 is kept on disk while it is looked through, and there is no room for it. Free some space.")
            .arg(name),
        detail);
}

//! A stream is kept in a file while it is looked through.
Result<std::unique_ptr<QTemporaryFile>> keptStream(InputStream &from, const std::atomic_bool &stopped)
{
    auto kept = temporaryFile();
    if (!kept) {
        return inputError(u"input_failed"_s,
                          tr("There is no place for a temporary file, which %1 is kept in while it is looked "
                             "through.")
                              .arg(from.name()));
    }
    while (!from.atEnd()) {
        const auto block = from.read(stopped);
        if (!block)
            return block.error();
        if (kept->write(*block) != block->size())
            return noRoom(from.name(), kept->errorString());
    }
    if (!kept->flush())
        return noRoom(from.name(), kept->errorString());
    return kept;
}

} // namespace

QString temporaryPlace()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    const bool hasFolder = QDir().mkpath(folder);
    return (hasFolder ? folder : QDir::tempPath()) + u"/rtmscope-XXXXXX"_s;
}

Result<InputLog> InputLog::open(const QStringList &given, bool leaveOutRepeats,
                                const std::atomic_bool &stopped)
{
    return open(given, leaveOutRepeats, nullptr, stopped);
}

Result<InputLog> InputLog::open(InputStream &stream, const std::atomic_bool &stopped)
{
    return open({stream.given()}, false, &stream, stopped);
}

Result<InputLog> InputLog::open(const QStringList &given, bool leaveOutRepeats, InputStream *begun,
                                const std::atomic_bool &stopped)
{
    CaptureFiles files(given, leaveOutRepeats);
    std::vector<std::unique_ptr<QTemporaryFile>> kept; // until they are open, and read on without a name
    for (qsizetype i = 0; i < given.size(); ++i) {
        files.names << nameOfInput(given.at(i));
        if (!isStream(given.at(i))) {
            auto marked = given.size() > 1 ? withMarks(given.at(i), stopped)
                                           : Result<std::unique_ptr<QTemporaryFile>>(nullptr);
            if (!marked)
                return marked.error();
            if (*marked) {
                files.paths[i] = (*marked)->fileName();
                kept.push_back(std::move(marked).value());
            }
            continue;
        }
        InputStream own(given.at(i));
        if (const auto opened = begun ? Result<Done>(Done{}) : own.open(); !opened)
            return opened.error();
        auto stream = keptStream(begun ? *begun : own, stopped);
        if (!stream)
            return stream.error();
        files.paths[i] = (*stream)->fileName();
        kept.push_back(std::move(stream).value());
    }
    auto log = EventLog::open(files, [&stopped](OpenStep, qint64, qint64) { return !stopped; });
    if (!log) {
        Error error = log.error();
        for (qsizetype i = 0; i < given.size(); ++i)
            error.words.replace(files.paths.at(i), files.names.at(i));
        return error;
    }
    if (given.size() == 1 && !isStream(given.constFirst()))
        recallMarks(**log, given.constFirst());
    InputLog input;
    input.log = (*log)->snapshot();
    input.name = files.names.join(u", "_s);
    input.notice = (*log)->notice();
    input.isDamaged = (*log)->damagedAt() >= 0;
    if (input.isDamaged && given.size() == 1)
        input.notice += u' ' + lineWords(files.paths.constFirst(), (*log)->damagedAt(), (*log)->bytes());
    input.notice = input.notice.trimmed();
    return input;
}

void InputLog::tellNotice(bool quiet) const
{
    if (!notice.isEmpty() && (isDamaged || !quiet))
        printWords(u"%1: %2"_s.arg(name, notice));
}

} // namespace rtmscope
