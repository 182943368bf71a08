// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logsnapshot.h"

#include "core/base/savefile.h"
#include "core/capture/captureline.h"
#include "core/events/ticketmask.h"
#include "core/log/logsnapshotdata.h"
#include "core/sources/filesource.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 pieceSize = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

Error saveError(const QString &words, const QString &detail = {}, const QString &code = u"save_failed"_s)
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
}

Error givenUp()
{
    return saveError(tr("Saving was cancelled."), {}, u"cancelled"_s);
}

bool goesOn(const LogSnapshot::SaveProgress &progress, qsizetype row)
{
    return !progress || progress(row);
}

//! Takes the whole lines out of \a bytes, without the tokens that people pasted into texts: a saved capture
//! is made to be given away.
QByteArray takeLines(QByteArray &bytes, bool isEnd)
{
    const qsizetype size = isEnd ? bytes.size() : bytes.lastIndexOf('\n') + 1;
    QByteArray lines = bytes.first(size);
    bytes.remove(0, size);
    maskPastedTokens(lines);
    return lines;
}

qint64 endOf(const LogRow &row)
{
    return row.offset + row.length;
}

//! Bytes from \a at to \a end, which is where a line ends.
Result<Done> copyBytes(const LogSnapshot &log, const SpoolReader &bytes, qint64 at, qint64 end, QIODevice &to,
                       const LogSnapshot::SaveProgress &progress)
{
    QByteArray pending; // a line may lie in two pieces
    while (at < end) {
        if (!goesOn(progress, qsizetype(double(log.size()) * double(at) / double(end))))
            return givenUp();
        const QByteArray piece = bytes.read(at, std::min(pieceSize, end - at));
        if (piece.isEmpty())
            return saveError(
                tr("The recording could not be read back completely. Its file seems to have been cut."));
        at += piece.size();
        pending += piece;
        to.write(takeLines(pending, at >= end));
    }
    to.write("\n");
    return Done{};
}

//! The lines as they stand, from the header to the last entry: a torn end is left behind, also where marks
//! were added to what is in the file. Those are the rows from \a notedFrom on; -1: there are none.
Result<Done> copyLines(const LogSnapshot &log, qsizetype notedFrom, const SpoolReader &bytes, QIODevice &to,
                       const LogSnapshot::SaveProgress &progress)
{
    const qsizetype rows = log.size();
    const qsizetype inFile = notedFrom < 0 ? rows : notedFrom;
    if (inFile == 0)
        to.write(captureline::header(log.info()));
    const auto copied = copyBytes(log, bytes, 0, inFile == 0 ? 0 : endOf(log.row(inFile - 1)), to, progress);
    if (!copied || inFile == rows)
        return copied;
    return copyBytes(log, bytes, log.row(inFile).offset, endOf(log.row(rows - 1)), to, progress);
}

Result<Done> writeCapture(const LogReader &reader, QIODevice &to, const LogSnapshot::SaveProgress &progress)
{
    QByteArray out = captureline::header(reader.log().info()) + '\n';
    for (qsizetype row = 0; row < reader.size(); ++row) {
        captureline::write(reader.event(row), out, nullptr, reader.sourceOf(row));
        out += '\n';
        if (out.size() >= pieceSize || row + 1 == reader.size()) {
            if (!goesOn(progress, row))
                return givenUp();
            maskPastedTokens(out);
            to.write(out);
            out.resize(0);
        }
    }
    return Done{};
}

} // namespace

LogSnapshot::LogSnapshot() = default;
LogSnapshot::LogSnapshot(std::shared_ptr<const Data> data)
    : d(std::move(data))
{
}
LogSnapshot::~LogSnapshot() = default;
LogSnapshot::LogSnapshot(const LogSnapshot &) = default;
LogSnapshot::LogSnapshot(LogSnapshot &&) noexcept = default;
LogSnapshot &LogSnapshot::operator=(const LogSnapshot &) = default;
LogSnapshot &LogSnapshot::operator=(LogSnapshot &&) noexcept = default;

qsizetype LogSnapshot::size() const
{
    return d ? d->index.rows.size() : 0;
}

const LogRow &LogSnapshot::row(qsizetype row) const
{
    return d->index.rows[row];
}

std::span<const LogRow> LogSnapshot::neighbours(qsizetype row) const
{
    return d->index.rows.neighbours(row);
}

quint64 LogSnapshot::seqOf(qsizetype row) const
{
    return d->index.numbers.seqOf(row);
}

qsizetype LogSnapshot::rowOf(quint64 seq) const
{
    return size() == 0 ? -1 : d->index.numbers.rowOf(seq);
}

QString LogSnapshot::typeName(quint16 type) const
{
    return d->index.types.entry(type).type;
}

QString LogSnapshot::subtypeName(quint16 type) const
{
    return d->index.types.entry(type).subtype;
}

QString LogSnapshot::symbol(quint32 id) const
{
    return d->index.symbols.text(id);
}

QString LogSnapshot::host(quint32 connection) const
{
    return d ? d->index.hosts.value(connection) : QString();
}

const CaptureInfo &LogSnapshot::info() const
{
    static const CaptureInfo none;
    return d ? d->info : none;
}

bool LogSnapshot::isMerged() const
{
    return d && !d->index.sources.isEmpty();
}

Result<Done> LogSnapshot::saveAs(const QString &path, const SaveProgress &progress) const
{
    if (!d)
        return saveError(tr("There is nothing to save."));
    const QString own = QFileInfo(d->path).canonicalFilePath();
    if (!own.isEmpty() && QFileInfo(path).canonicalFilePath() == own)
        return saveError(tr("This is the very file that is open. Choose another name."));
    SaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return saveError(tr("\"%1\" can't be written. Choose another place.").arg(path), file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto written =
        d->isCapture ? copyLines(*this, d->notedFrom, SpoolReader(d->bytes, FileWindow::Walk::Forward),
                                 file.device(), progress)
                     : writeCapture(LogReader(*this), file.device(), progress);
    if (!written)
        return written.error();
    if (!file.commit()) {
        return saveError(
            tr("\"%1\" could not be written completely, so it was not changed. Is the disk full?").arg(path),
            file.errorString());
    }
    return Done{};
}

LogReader::LogReader(LogSnapshot log, FileWindow::Walk walk)
    : m_log(std::move(log))
    , m_bytes(m_log.d ? m_log.d->bytes : SpoolView(), walk)
{
}

LogReader::~LogReader() = default;

QByteArray LogReader::line(qsizetype row) const
{
    const LogRow &at = m_log.row(row);
    const int before = m_log.d->index.contexts.at(at.offset).nth; // several rows of one record
    return m_bytes.read(at.offset - before, qint64(at.length) + before);
}

Event LogReader::event(qsizetype row) const
{
    const LogRow &at = m_log.row(row);
    Event event =
        capturereader::entry(line(row), m_log.d->index.contexts.at(at.offset), m_log.seqOf(row), at.timeUs);
    event.repeated = event.repeated || (at.flags & LogRow::Repeated); // by another of several files
    return event;
}

quint32 LogReader::connectionOf(qsizetype row) const
{
    const LogRow &at = m_log.row(row);
    const capturereader::Context &context = m_log.d->index.contexts.at(at.offset);
    captureline::Parts parts;
    if (!captureline::split(line(row), &parts))
        return event(row).connection;
    return parts.connection == 0 ? 0 : parts.connection + context.connectionsBefore;
}

quint16 LogReader::sourceOf(qsizetype row) const
{
    if (m_log.info().sources.isEmpty())
        return 0;
    const SourceRuns &sources = m_log.d->index.sources;
    const qint64 offset = m_log.row(row).offset;
    captureline::Parts parts;
    const SourceRuns::Run *run = sources.at(offset);
    if (!run || run->isMerged)
        captureline::split(line(row), &parts);
    return sources.numberAt(offset, parts.source);
}

QByteArray LogReader::borrowedFrame(qsizetype row) const
{
    const LogRow &at = m_log.row(row);
    const capturereader::Context &context = m_log.d->index.contexts.at(at.offset);
    const bool isLine = context.socket == 0 && context.method.isEmpty() && context.nth == 0;
    captureline::Parts parts;
    if (isLine && captureline::split(m_bytes.view(at.offset, at.length), &parts) &&
        parts.kind == captureline::Parts::Payload::Frame)
        return QByteArray::fromRawData(parts.payload.data(), parts.payload.size());
    return frame(row);
}

QByteArrayView LogReader::lines(qsizetype first, qsizetype end) const
{
    if (!m_log.d || !m_log.d->isCapture || first >= end)
        return {};
    const LogRow &last = m_log.row(end - 1);
    const qint64 begin = m_log.row(first).offset;
    return m_bytes.view(begin, last.offset + qint64(last.length) - begin);
}

QByteArray LogReader::frame(qsizetype row) const
{
    return capturereader::frame(line(row), m_log.d->index.contexts.at(m_log.row(row).offset));
}

} // namespace rtmscope
