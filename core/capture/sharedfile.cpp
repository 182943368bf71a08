// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/sharedfile.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <QMutex>
#endif

namespace rtmscope {

SharedFile::SharedFile(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
{
}

SharedFile::~SharedFile() = default;

qint64 SharedFile::readAt(qint64 offset, char *out, qint64 length) const
{
#ifdef Q_OS_UNIX
    const int descriptor = m_file->handle();
    qint64 got = 0;
    while (got < length) {
        const ssize_t piece = ::pread(descriptor, out + got, std::size_t(length - got), off_t(offset + got));
        if (piece < 0 && errno == EINTR)
            continue;
        if (piece <= 0)
            break;
        got += piece;
    }
    return got;
#else
    static QMutex moving; // of any file's position
    const QMutexLocker lock(&moving);
    return m_file->seek(offset) ? std::max<qint64>(0, m_file->read(out, length)) : 0;
#endif
}

bool SharedFile::is(const QFile &file) const
{
#ifdef Q_OS_UNIX
    struct stat ours = {};
    struct stat theirs = {};
    return ::fstat(m_file->handle(), &ours) == 0 && ::fstat(file.handle(), &theirs) == 0 &&
           ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
#else
    return m_file->fileName() == file.fileName();
#endif
}

bool lockForWriting(const QFile &file)
{
#ifdef Q_OS_UNIX
    return ::flock(file.handle(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
#else
    Q_UNUSED(file)
    return true;
#endif
}

} // namespace rtmscope
