// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace rtmscope {

//! What the first line of a capture says. No secrets in it, ever.
struct CaptureInfo {
    int formatVersion = 1;
    QString program = QStringLiteral("rtmscope " RTMSCOPE_VERSION);
    qint64 startedAtUs = 0; //!< microseconds since the epoch, UTC
    QString teamId;         //!< empty while not known; a later "state" note carries it then
    QString teamName;
    QString selfId;
    QString source;         //!< "demo", a profile's name, …
};

//! The append-only NDJSON file behind an EventLog. Owned by it; one thread.
//! append() collects lines in memory, flush() hands them to the system with one write: after that they survive
//! kill -9 of this process. A full or vanished disk is reported once by flush() and never throws data away that is
//! still in memory of a view. Lines are complete or, for the very last one after a crash, torn and then ignored.
class Spool
{
public:
    Spool();
    ~Spool();
    Spool(Spool &&) noexcept;
    Spool &operator=(Spool &&) noexcept;

    static Result<Spool> create(const QString &path, const CaptureInfo &info);
    //! Appends \a line (without newline); returns the byte offset at which it begins.
    qint64 append(QByteArrayView line);
    Result<Done> flush();
    //! Bytes of all lines so far, flushed or not.
    qint64 size() const;
    const QString &path() const;
    //! Bytes [offset, offset+length) of what was appended, from the mapping or the unflushed block.
    QByteArray read(qint64 offset, qint64 length) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
