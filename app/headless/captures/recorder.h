// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/captures/capturewish.h"
#include "core/capture/spool.h"
#include "core/events/event.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace rtmscope {

//! Writes what a session delivers into a capture, or into one after the other in a folder, whose oldest ones
//! go by the limits. Each of them stands alone: it begins with who and where we are and what is known by
//! name. Main thread.
class Recorder : public QObject
{
    Q_OBJECT
public:
    //! \a target: the file, or with limits that rotate the folder. \a names must outlive it, and know every
    //! entry before this does.
    Recorder(QString target, const RotationLimits &limits, QString source, const WorkspaceFeed &names,
             QObject *parent = nullptr);

    //! Begins the first file. An Input error with the code "record_file" says why not.
    Result<Done> begin();
    //! For EventSource::recording.
    void take(const Event &event);
    //! For recordDue and batchEnded.
    void flush();

    const QString &path() const { return m_path; } //!< being written
    qint64 entries() const { return qint64(m_seq); }
    //! There is something that the disk has not taken.
    bool hasUnwritten() const { return m_spool && m_spool->hasUnwritten(); }
    QByteArray unwritten() const { return m_spool ? m_spool->unwritten() : QByteArray(); }
    qint64 bytes() const { return m_finished + (m_spool ? m_spool->size() : 0); }
    int files() const { return m_files; }

Q_SIGNALS:
    void fileBegan(const QString &path);
    //! The disk takes nothing for now, or no other file can be begun. Told once per cause.
    void troubled(const rtmscope::Error &error);

private:
    bool isFull() const;
    Result<Done> beginFile();
    void rotate();
    void append(Event event);
    void appendNames();
    void prune();

    const QString m_target;
    const RotationLimits m_limits;
    const QString m_source;
    const QString m_recording; //!< what its files have in common
    const WorkspaceFeed &m_names;
    std::optional<Spool> m_spool; // no log: its index would grow for ever
    QString m_path;
    QTimer m_age;
    bool m_isOld = false;
    QString m_trouble; // code of what rotate() has told
    quint64 m_seq = 0;
    quint64 m_seqAtStart = 0; // of the file
    qint64 m_namesBytes = 0;  // that the file began with
    qint64 m_finished = 0;    // bytes of the files before
    int m_files = 0;
};

} // namespace rtmscope
