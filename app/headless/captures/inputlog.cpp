// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/inputlog.h"

#include "app/start/connection.h"
#include "core/log/eventlog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cstdio>
#include <memory>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <poll.h>
#include <unistd.h>
#endif

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

Error cancelled()
{
    return inputError(u"cancelled"_s, tr("Reading was stopped."));
}

std::unique_ptr<QTemporaryFile> temporaryFile()
{
    auto file = std::make_unique<QTemporaryFile>(temporaryPlace());
    return file->open() ? std::move(file) : nullptr;
}

#ifdef Q_OS_UNIX

//! Waits for \a descriptor, but not so long that Ctrl+C would go unheard. False: stopped.
bool waitFor(int descriptor, const std::atomic_bool &stopped)
{
    constexpr int patience = 100; // ms
    pollfd waiting{descriptor, POLLIN, 0};
    while (!stopped) {
        if (::poll(&waiting, 1, patience) != 0)
            return true;
    }
    return false;
}

Result<Done> copy(QFile &from, QFile &to, const QString &name, const std::atomic_bool &stopped)
{
    QByteArray block(256 * 1024, Qt::Uninitialized);
    const int descriptor = from.handle();
    while (waitFor(descriptor, stopped)) {
        const auto count = ::read(descriptor, block.data(), std::size_t(block.size()));
        if (count == 0)
            return Done{};
        if (count < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
            return inputError(u"input_failed"_s,
                              tr("%1 can't be read: %2.").arg(name, qt_error_string(errno)));
        }
        if (count > 0 && to.write(block.constData(), count) != count) {
            return inputError(u"input_failed"_s,
                              tr("%1 is kept on disk while it is looked through, and there is no room for "
                                 "it. Free some space.")
                                  .arg(name),
                              to.errorString());
        }
    }
    return cancelled();
}

#else

Result<Done> copy(QFile &from, QFile &to, const QString &name, const std::atomic_bool &stopped)
{
    while (!stopped) {
        const QByteArray block = from.read(256 * 1024);
        if (block.isEmpty())
            return Done{};
        if (to.write(block) != block.size())
            return inputError(u"input_failed"_s, tr("There is no room on disk for %1.").arg(name));
    }
    return cancelled();
}

#endif

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

//! What is neither a file nor a folder: it has to be read to its end before anything can be found in it.
bool isStream(const QString &given)
{
    const QFileInfo info(given);
    return given == "-"_L1 || (info.exists() && !info.isFile() && !info.isDir());
}

Result<InputLog> openPath(const QString &path, const QString &name, const std::atomic_bool &stopped)
{
    auto log = EventLog::open(path, [&stopped](OpenStep, qint64, qint64) { return !stopped; });
    if (!log) {
        Error error = log.error();
        error.words.replace(path, name);
        return error;
    }
    InputLog input;
    input.log = (*log)->snapshot();
    input.name = name;
    input.notice = (*log)->notice();
    input.isDamaged = (*log)->damagedAt() >= 0;
    if (input.isDamaged)
        input.notice += u' ' + lineWords(path, (*log)->damagedAt(), (*log)->bytes());
    input.notice = input.notice.trimmed();
    return input;
}

} // namespace

QString temporaryPlace()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    const bool hasFolder = QDir().mkpath(folder);
    return (hasFolder ? folder : QDir::tempPath()) + u"/rtmscope-XXXXXX"_s;
}

Result<InputLog> InputLog::open(const QString &given, const std::atomic_bool &stopped)
{
    if (!isStream(given))
        return openPath(given, given, stopped);
    const QString name = given == "-"_L1 ? tr("standard input") : given;
    QFile from(given);
    const bool isOpen = given == "-"_L1 ? from.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered)
                                        : from.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!isOpen)
        return inputError(u"input_failed"_s, tr("%1 can't be read.").arg(name), from.errorString());
    const auto kept = temporaryFile();
    if (!kept) {
        return inputError(u"input_failed"_s,
                          tr("There is no place for a temporary file, which %1 is kept in while it is looked "
                             "through.")
                              .arg(name));
    }
    if (const auto copied = copy(from, *kept, name, stopped); !copied)
        return copied.error();
    if (!kept->flush())
        return inputError(u"input_failed"_s, tr("There is no room on disk for %1.").arg(name));
    return openPath(kept->fileName(), name, stopped); // which reads on when the file has lost its name
}

void InputLog::tellNotice(bool quiet) const
{
    if (!notice.isEmpty() && (isDamaged || !quiet))
        printWords(u"%1: %2"_s.arg(name, notice));
}

} // namespace rtmscope
