// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/inputlog.h"

#include "app/headless/captures/inputstream.h"
#include "app/start/connection.h"
#include "core/log/eventlog.h"

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
        if (!isStream(given.at(i)))
            continue;
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
