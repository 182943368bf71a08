// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QSaveFile>
#include <QString>

namespace rtmscope {

//! A file that is replaced only once all of it is written. What is no file to be replaced (a device, a pipe,
//! a link to one) is opened as it is and written through: nothing takes its place. One thread.
class SaveFile
{
public:
    explicit SaveFile(const QString &path);

    //! Whether \a path is there, and neither a file nor a folder.
    static bool isWrittenThrough(const QString &path);

    //! See QSaveFile. Of what is written through, nothing is to be seen of what is not asked for: it keeps
    //! its permissions.
    bool open(QIODevice::OpenMode mode = QIODevice::WriteOnly);
    void setDirectWriteFallback(bool enabled) { m_file.setDirectWriteFallback(enabled); }
    void setPermissions(QFile::Permissions permissions);
    qint64 write(const QByteArray &bytes);
    //! All is written. False if some of it could not be: a file is what it was before then.
    bool commit();

    QString fileName() const { return m_file.fileName(); }
    QString errorString() const;
    //! For who writes to any.
    QIODevice &device();

private:
    QSaveFile m_file;
    QFile m_through;
    bool m_isThrough;
    bool m_hasFailed = false;
};

} // namespace rtmscope
