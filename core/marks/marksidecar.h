// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! Where marks, labels and comments on a file are kept that can't take them itself, because it is no capture
//! of ours, is packed, damaged, read-only, or still being recorded: a small file of capture lines beside it,
//! "day.zip.marks", or in \a folder where there is no writing beside it. Belongs to who has the file open;
//! one thread.
class MarkSidecar
{
public:
    MarkSidecar(QString file, QString folder);

    //! The notes that were kept, in order, as JSON objects. A torn last line is left out.
    QList<QByteArray> read() const;
    //! Adds \a note, which survives this program from then on. An Input error in words if it can't be
    //! written in either place.
    Result<Done> append(const QByteArray &note);
    //! Where the notes are; empty as long as there are none.
    QString path() const;

private:
    QString beside() const;
    QString elsewhere() const;
    Result<Done> appendTo(const QString &path, const QByteArray &note) const;

    QString m_file;
    QString m_folder;
    qint64 m_count = -1; //!< notes that it has; -1: not known yet
};

} // namespace rtmscope
