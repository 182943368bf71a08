// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/recorder.h"

#include "core/base/clock.h"
#include "core/capture/captureline.h"
#include "core/log/captureshelf.h"
#include "core/sync/namenotes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

Recorder::Recorder(QString target, const RotationLimits &limits, QString source, const WorkspaceFeed &names,
                   QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_limits(limits)
    , m_source(std::move(source))
    , m_recording(captureshelf::newRecordingId())
    , m_names(names)
{
    m_age.setSingleShot(true);
    connect(&m_age, &QTimer::timeout, this, [this] {
        m_isOld = true;
        flush();
    });
}

Result<Done> Recorder::begin()
{
    if (!m_limits.rotates() || !QFileInfo(m_target).isFile())
        return beginFile();
    return Error{
        Error::Kind::Input, u"record_file"_s,
        tr("“%1” is a file. With --rotate-size or --rotate-every name a folder, which gets a file for "
           "each part.")
            .arg(m_target)};
}

Result<Done> Recorder::beginFile()
{
    const Workspace &workspace = m_names.workspace();
    CaptureInfo info;
    info.startedAtUs = Clock::system().nowUs();
    info.source = m_source;
    info.recording = m_recording;
    info.part = m_files + 1;
    info.teamId = workspace.teamId().text();
    info.teamName = workspace.teamName();
    info.selfId = workspace.self().text();
    const bool isFolder = m_limits.rotates() || QFileInfo(m_target).isDir();
    const QString path = isFolder ? captureshelf::newPath(m_target, info.startedAtUs) : m_target;
    auto spool = Spool::create(path, info);
    if (!spool) {
        Error error = spool.error();
        error.code = u"record_file"_s;
        return error;
    }
    m_finished = bytes();
    m_spool.emplace(std::move(*spool));
    m_path = path;
    m_seqAtStart = m_seq;
    m_namesBytes = 0;
    ++m_files;
    m_isOld = false;
    if (m_limits.fileTime)
        m_age.start(*m_limits.fileTime);
    prune();
    Q_EMIT fileBegan(path);
    return Done{};
}

void Recorder::prune()
{
    if (!m_limits.keeps())
        return;
    constexpr qint64 noLimit = std::numeric_limits<qint64>::max();
    captureshelf::Limits limits;
    limits.files = m_limits.keptFiles.value_or(noLimit);
    limits.bytes = m_limits.keptBytes.value_or(noLimit);
    if (m_limits.keptTime)
        limits.age = std::chrono::ceil<std::chrono::hours>(*m_limits.keptTime);
    limits.untouched = std::chrono::minutes(0);
    limits.spared = QStringList{m_path};
    QThreadPool::globalInstance()->start(
        [folder = m_target, limits] { captureshelf::prune(folder, limits); });
}

bool Recorder::isFull() const
{
    // The names may be larger than that by themselves: with them each event would begin a file.
    const bool isLarge = m_limits.fileBytes && m_spool->size() - m_namesBytes >= *m_limits.fileBytes;
    return m_limits.rotates() && m_seq > m_seqAtStart && (isLarge || m_isOld);
}

//! Where no other file can be begun, the recording goes on in this one.
void Recorder::rotate()
{
    constexpr auto patience = std::chrono::minutes(1);
    if (const auto flushed = m_spool->flush(); !flushed)
        Q_EMIT troubled(flushed.error());
    const QByteArray rest = m_spool->unwritten(); // a file may be as large as it can be there
    const auto begun = beginFile();
    if (begun) {
        m_trouble.clear();
        if (!rest.isEmpty())
            m_spool->append(QByteArrayView(rest).chopped(1));
        appendNames();
        return;
    }
    m_isOld = false;
    m_age.start(patience);
    if (std::exchange(m_trouble, begun.error().words) != begun.error().words)
        Q_EMIT troubled(begun.error());
}

void Recorder::append(Event event)
{
    event.seq = ++m_seq; // names at the beginning of a file count too
    captureline::write(event, m_spool->openLine());
    m_spool->closeLine();
}

//! So that a file can be read without those before it.
void Recorder::appendNames()
{
    const qint64 before = m_spool->size();
    Event note;
    note.receivedAtUs = Clock::system().nowUs();
    note.direction = Direction::Note;
    for (const QByteArray &each : nameNotes(m_names.workspace())) {
        note.raw = each;
        append(note);
    }
    m_seqAtStart = m_seq;
    m_namesBytes = m_spool->size() - before;
}

void Recorder::take(const Event &event)
{
    if (m_trouble.isEmpty() && isFull())
        rotate();
    append(event);
}

void Recorder::flush()
{
    if (isFull() && (m_isOld || m_trouble.isEmpty()))
        rotate();
    if (const auto flushed = m_spool->flush(); !flushed)
        Q_EMIT troubled(flushed.error());
}

} // namespace rtmscope
