// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"
#include "core/log/logrow.h"
#include "core/log/logsnapshot.h"
#include "core/sources/capturefiles.h"
#include "core/sources/openprogress.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace rtmscope {

class EventSource;

//! Everything that happened, in order: the spool plus a 32-byte index row per entry. Text is built when asked
//! for. Owned by the account; GUI thread. Row numbers start at 0 and never change.
class EventLog : public QObject
{
    Q_OBJECT
public:
    using Row = LogRow;
    using Flag = LogRow::Flag;
    static constexpr Flag NotJson = LogRow::NotJson;
    static constexpr Flag Binary = LogRow::Binary;
    static constexpr Flag UnknownType = LogRow::UnknownType;
    static constexpr Flag Masked = LogRow::Masked;
    static constexpr Flag Repeated = LogRow::Repeated;
    static constexpr quint16 manyTypes = rtmscope::manyTypes;
    static constexpr quint32 manySymbols = rtmscope::manySymbols;

    //! Starts a recording. The file and its folder are created; the header line is on disk when this returns.
    static Result<std::unique_ptr<EventLog>> create(const QString &path, const CaptureInfo &info);
    //! A log with no file (recording impossible): keeps lines in memory, so that nothing else need care.
    static std::unique_ptr<EventLog> inMemory(const CaptureInfo &info);
    //! Opens a finished or still growing capture, or frames as other programs write them down, be it in a
    //! file, a folder or an archive (docs/capture-format.md, "What else can be opened"), or several of these
    //! as one record in the order of time ("Several captures as one"). Read only. A torn
    //! last line is dropped and told by notice(). May take long; any thread may do it, which then hands the
    //! log to the thread that uses it with moveToThread(). Threads of the global pool help.
    static Result<std::unique_ptr<EventLog>> open(const CaptureFiles &files,
                                                  const OpenProgress &progress = {});
    //! What a stream brought: a log in memory of \a lines, whole ones, each an entry, a frame or what stands
    //! for one. \a isCapture: what is neither counts as damage. Entries without a number are counted from \a
    //! firstNumber on.
    static std::unique_ptr<EventLog> ofLines(QByteArrayView lines, bool isCapture, quint64 firstNumber);
    //! The same for a window that wants to show the first rows at once. \a receive gets the log as soon as
    //! some rows are known, if they are sure to keep their places, and else when all are. It is called in
    //! this thread and hands the log to the one that uses it. There the other rows arrive by themselves, like
    //! those of a live log, while this function goes on reading. It returns when all is read, nothing can be
    //! read, \a progress gave up, or the log was destroyed.
    using Receiver = std::function<void(std::unique_ptr<EventLog>)>;
    static Result<Done> openInSteps(const CaptureFiles &files, const OpenProgress &progress,
                                    const Receiver &receive);
    ~EventLog() override;

    //! When a recording goes on in another file, so that no file grows for ever and the oldest can go while
    //! it runs. Rows, snapshots and what they read are not concerned.
    struct Parts
    {
        qint64 bytes = 0;          //!< of a file; 0: however large
        std::chrono::hours age{0}; //!< likewise
        std::function<QString(qint64 nowUs)> nextPath = {};
    };
    void setParts(const Parts &parts);

    //! Records what \a source delivers from now on, ahead of everybody else who listens to it.
    void keep(const EventSource &source);
    //! Connected to EventSource::recording by keep(). Returns the row.
    qsizetype append(const Event &event);
    //! Where a note stays that annotate() took.
    enum class Kept : quint8 {
        InFile,   //!< it is in the log's file, or will be as soon as the disk takes it
        InMemory, //!< it ends with the log, unless somebody keeps it elsewhere or saves a copy
    };
    //! Adds \a note, an object whose first member is "kind", to what was opened, once all of it is read
    //! (isIndexing()). Its time is that of the last entry: what is noted later makes a recording no longer.
    //! It goes to the end of the file where that is a capture of ours that is whole, can be written and that
    //! nobody records into. \a inMemory: it is kept elsewhere already, and so are those that follow.
    Kept annotate(const QByteArray &note, bool inMemory = false);
    //! Connected to EventSource::batchEnded by keep(). Also runs by itself soon after an append, and once a
    //! second while writing fails.
    void flush();
    //! What was appended goes to the file now, so that it outlives this program; rows are announced as ever.
    void writeOut();

    qsizetype size() const;
    const Row &row(qsizetype row) const;
    //! The whole entry, rebuilt from its line. Cheap enough for one painted row, not for a scan.
    Event event(qsizetype row) const;
    QByteArray line(qsizetype row) const;  //!< the line as it stands in the file, without newline
    QByteArray frame(qsizetype row) const; //!< the frame's exact bytes (a note's JSON for notes)
    qsizetype frameSize(qsizetype row) const;
    qsizetype rowOf(quint64 seq) const; //!< -1 if this log has no such entry
    quint64 seqOf(qsizetype row) const; //!< "n" of the line; row + 1 where a foreign file has no numbers
    //! The number of its socket, without building the entry where that can be.
    quint32 connectionOf(qsizetype row) const;
    //! Which of info().sources the entry comes from, from 1; 0: there is only one.
    quint16 sourceOf(qsizetype row) const;

    QString typeName(quint16 type) const;
    QString subtypeName(quint16 type) const;
    QString symbol(quint32 id) const; //!< a channel or user id's text; empty for 0
    int distinctTypes() const;        //!< type and subtype pairs of frames; notes do not count
    qint64 earliestUs() const;        //!< of all times of rows; 0 if none has one
    qint64 latestUs() const;
    //! The host that a connection went to, where a foreign file says it (an HTTP archive does); else empty.
    QString host(quint32 connection) const;
    qint64 bytes() const;                           //!< of the file, unflushed part included
    qsizetype unknownTypeCount() const;             //!< distinct types we have no struct for
    QHash<QString, qsizetype> unknownTypes() const; //!< and how many rows have each; an empty name: too many

    const CaptureInfo &info() const; //!< the header, completed by the first note that names team and self
    QString path() const;            //!< empty when in memory
    bool isReadOnly() const;
    bool isIndexing() const; //!< opened in steps, and rows are still to come
    //! All that is there now, for other threads.
    LogSnapshot snapshot() const;
    //! The byte of what was read (unpacked, where it was packed) at which the first damaged thing begins: a
    //! torn end, what is no entry in a capture, where a damaged archive breaks off. -1: nothing is damaged.
    qint64 damagedAt() const;
    QString notice() const; //!< plain words about opening ("the last line was torn …"), or empty

    //! snapshot().saveAs(): copies what is recorded so far, whole lines only, while recording goes on. A
    //! foreign file becomes a capture.
    Result<Done> saveAs(const QString &path) const;

Q_SIGNALS:
    //! Rows were appended. Emitted for the first append after a flush(), not for those behind it: half a
    //! million emissions a second would cost more than the log. A model starts its timer and asks size() when
    //! that fires.
    void grew();
    //! isIndexing() is over: all rows are there, and notice() is complete. \a rearranged: rows changed their
    //! places, because the times in the file are not in order; what was built from them has to be built
    //! again.
    void indexed(bool rearranged);
    //! The recording goes on in \a path. What is true all the time (who we are, names) is worth to be
    //! recorded once more, so that the file can be read alone.
    void partBegan(const QString &path);
    //! Writing failed (disk full, folder gone). Entries stay readable from memory; emitted once per cause.
    void writeFailed(const rtmscope::Error &error);
    //! Writing works again, and all that waited in memory is in the file.
    void writeRecovered();

private:
    using QObject::event; // the other one handles Qt's events
    EventLog();
    struct Private;
    struct Incoming;
    void takeIncoming();
    void beginPartIfDue();
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
