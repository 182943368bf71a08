// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/savefile.h"

#include <QFileInfo>

namespace rtmscope {

SaveFile::SaveFile(const QString &path)
    : m_file(path)
    , m_through(path)
    , m_isThrough(isWrittenThrough(path))
{
}

bool SaveFile::isWrittenThrough(const QString &path)
{
    const QFileInfo info(path); // of what a link leads to
    return info.exists() && !info.isFile() && !info.isDir();
}

bool SaveFile::open(QIODevice::OpenMode mode)
{
    // Without a buffer, so that each failure is known at once.
    return m_isThrough ? m_through.open(mode | QIODevice::Unbuffered | QIODevice::ExistingOnly)
                       : m_file.open(mode);
}

void SaveFile::setPermissions(QFile::Permissions permissions)
{
    if (!m_isThrough)
        m_file.setPermissions(permissions);
}

qint64 SaveFile::write(const QByteArray &bytes)
{
    const qint64 written = device().write(bytes);
    m_hasFailed = m_hasFailed || written != bytes.size();
    return written;
}

bool SaveFile::commit()
{
    if (!m_isThrough)
        return m_file.commit();
    const bool isWhole = !m_hasFailed && m_through.error() == QFile::NoError;
    m_through.close();
    return isWhole;
}

QString SaveFile::errorString() const
{
    return m_isThrough ? m_through.errorString() : m_file.errorString();
}

QIODevice &SaveFile::device()
{
    return m_isThrough ? static_cast<QIODevice &>(m_through) : m_file;
}

} // namespace rtmscope
