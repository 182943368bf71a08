// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/inputstream.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <optional>
#include <utility>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <poll.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype blockSize = 256 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("InputLog", text);
}

Error inputError(const QString &code, const QString &words, const QString &detail = {})
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
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

//! Empty at the end; nothing if it was stopped or can't be read.
std::optional<QByteArray> readSome(QFile &file, const std::atomic_bool &stopped)
{
    QByteArray block(blockSize, Qt::Uninitialized);
    while (waitFor(file.handle(), stopped)) {
        const auto count = ::read(file.handle(), block.data(), std::size_t(block.size()));
        if (count >= 0) {
            block.resize(count);
            return block;
        }
        if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)
            break;
    }
    return std::nullopt;
}

#else

std::optional<QByteArray> readSome(QFile &file, const std::atomic_bool &stopped)
{
    return stopped ? std::nullopt : std::optional(file.read(blockSize));
}

#endif

} // namespace

bool isStream(const QString &given)
{
    const QFileInfo info(given);
    return given == "-"_L1 || (info.exists() && !info.isFile() && !info.isDir());
}

QString nameOfInput(const QString &given)
{
    return given == "-"_L1 ? tr("standard input") : given;
}

InputStream::InputStream(const QString &given)
    : m_given(given)
    , m_file(given)
{
}

Result<Done> InputStream::open()
{
    const bool isOpen = m_given == "-"_L1 ? m_file.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered)
                                          : m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (isOpen)
        return Done{};
    return inputError(u"input_failed"_s, tr("%1 can't be read.").arg(name()), m_file.errorString());
}

Result<QByteArray> InputStream::read(const std::atomic_bool &stopped)
{
    if (!m_ahead.isEmpty())
        return std::exchange(m_ahead, {});
    const auto block = readSome(m_file, stopped);
    if (!block && stopped)
        return inputError(u"cancelled"_s, tr("Reading was stopped."));
    if (!block)
        return inputError(u"input_failed"_s, tr("%1 can't be read: %2.").arg(name(), qt_error_string()));
    m_atEnd = block->isEmpty();
    return *block;
}

} // namespace rtmscope
