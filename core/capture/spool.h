// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/capture/spoolview.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QFile;

namespace rtmscope {

//! What the first line of a capture says. No secrets in it, ever.
struct CaptureInfo
{
    int formatVersion = 1;
    QString program = QStringLiteral("rtmscope " RTMSCOPE_VERSION);
    qint64 startedAtUs = 0; //!< microseconds since the epoch, UTC
    QString teamId;         //!< empty while not known; a later "state" note carries it then
    QString teamName;
    QString selfId;
    QString source; //!< "demo", a profile's name, …
    //! Of a recording in parts, one file after the other: what they have in common. Empty: there are none.
    QString recording;
    int part = 0; //!< then 1, 2, 3 …
    //! Of a capture that was made of several: their names. Its entries say which they come from, from 1.
    QStringList sources;
};

//! The bytes behind an EventLog: an append-only NDJSON file being recorded, which may go on in further files,
//! finished files, or memory.
//! Owned by the log; one thread. Others read what view() gives them.
//! append() collects lines in memory, flush() hands them to the system with one write: after that they
//! survive kill -9 of this process. A full or vanished disk is reported once by flush() and never throws data
//! away: what could not be written stays in memory, readable, and is tried again with the next flush. Lines
//! are complete or, for the very last one after a crash, torn and then ignored. Reading is by pread through a
//! small window, not by a mapping: a file that another program truncates then gives short reads instead of
//! a SIGBUS.
class Spool
{
public:
    //! In memory: append() and read() work, nothing is ever written.
    Spool();
    ~Spool();
    Spool(Spool &&) noexcept;
    Spool &operator=(Spool &&) noexcept;

    //! Begins a file (mode 0600; missing folders are made with 0700) whose header line is on disk on return.
    //! An existing file that is not empty is refused: a recording never overwrites another.
    static Result<Spool> create(const QString &path, const CaptureInfo &info);
    //! An existing file, to read.
    static Result<Spool> openForReading(const QString &path);
    //! What stands in \a unpacked, an open file without a name of its own. \a path is where it came from.
    static Spool overUnpacked(std::unique_ptr<QFile> unpacked, const QString &path);
    //! To be read as if they were one file. Nothing is copied. \a path is where they come from; else the
    //! first one's.
    static Spool joined(const std::vector<Spool> &files, const QString &path = {});

    //! Goes on in another file, as create() makes one; what was appended stays readable under its offsets.
    //! Fails as create() does, and with "unwritten" while the present file has not got all: then nothing has
    //! changed.
    Result<Done> goOn(const QString &path, const CaptureInfo &info);
    //! Of the file that is being written.
    qint64 fileSize() const;

    //! Goes on at the end of a capture that was opened for reading: what is appended goes to its file. False,
    //! and it stays in memory, where that can't be: there is no such file, it can't be written, it ends in
    //! the middle of a line, has grown, is another by now, or somebody records into it.
    bool continueFile();
    //! Appends \a line (without newline); returns the byte offset at which it begins. Writes by itself when a
    //! block is full; an error of that is told by the next flush().
    qint64 append(QByteArrayView line);
    //! The same for a caller that writes the line itself: append it (without newline) to openLine(), then
    //! call closeLine(). Saves a copy of every frame.
    QByteArray &openLine();
    qint64 closeLine();
    //! Each cause of failure is returned once; until it changes or is over, flush() keeps trying silently.
    Result<Done> flush();
    bool hasUnwritten() const; //!< lines that only memory holds
    bool isFailing() const;    //!< the last try to write failed
    //! Those lines, each with its newline; one that is torn in the file, whole.
    QByteArray unwritten() const;
    //! Bytes of all lines so far, flushed or not.
    qint64 size() const;
    const QString &path() const; //!< empty when in memory
    //! Bytes [offset, offset+length) of what was appended; fewer only if the file was cut by somebody else.
    QByteArray read(qint64 offset, qint64 length) const;
    //! What is there at this moment. Costs nothing but, at the next append, a copy of what is not written
    //! yet.
    const SpoolView &view() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
