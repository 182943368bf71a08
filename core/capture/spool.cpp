// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/spool.h"

#include "core/capture/captureline.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <cstring>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype blockSize = 256 * 1024;
constexpr qsizetype windowSize = 256 * 1024;
//! Between two looks whether the file still has its name; a stat per flush would cost more than the flush.
constexpr qint64 presenceCheckMs = 2'000;

constexpr QFile::Permissions ownerOnlyFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerOnlyFolder = ownerOnlyFile | QFile::ExeOwner;

QString tr(const char *text)
{
    return QCoreApplication::translate("Spool", text);
}

Error inputError(const QString &code, const QString &words, const QString &detail = {})
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
}

//! Makes missing folders readable for their owner only: what people write to each other is in there.
bool makeFolder(const QString &path)
{
    if (QDir(path).exists())
        return true;
    const QFileInfo info(path);
    return makeFolder(info.absolutePath()) &&
           QDir(info.absolutePath()).mkdir(info.fileName(), ownerOnlyFolder);
}

Error writeError(const QFile &file)
{
    // QFile tells "no space" (and "over quota") apart from everything else.
    if (file.error() == QFileDevice::ResourceError) {
        return inputError(
            u"disk_full"_s,
            tr("The disk is full, so the recording can't go on in its file. Nothing is lost yet: free "
               "some space and it catches up by itself."),
            file.errorString());
    }
    return inputError(
        u"write_failed"_s,
        tr("The recording can't be written to its file. Nothing is lost yet: what arrives is kept in "
           "memory and writing is tried again."),
        file.errorString());
}

Error goneError()
{
    return inputError(
        u"file_gone"_s,
        tr("The file of this recording was removed or renamed while it was being written. What was "
           "recorded is still here: keep it with \"Save as\"."));
}

} // namespace

struct Spool::Private
{
    QString path;
    std::unique_ptr<QFile> reader = std::make_unique<QFile>();
    QFile writer;         // closed when reading only or in memory
    QByteArray block;     // from `written` on
    qsizetype lineAt = 0; // in block: the line that is being composed
    qint64 written = 0;   // bytes that the system has
    QString failureCode;  // of the last write; empty when it went well
    QString reportedCode; // what flush() has already told
    Error failure;
    bool gone = false; // the file was deleted or moved: writes go on, but to no name
    QElapsedTimer sincePresenceCheck;
    mutable QByteArray window; // a piece of the file around the last read
    mutable qint64 windowAt = 0;

    void write();
    void emptyBlock();
    void fail(const Error &error);
    void checkPresence();
    qsizetype readWritten(qint64 offset, qsizetype length, char *out) const;
    bool fillWindow(qint64 offset) const;
};

void Spool::Private::fail(const Error &error)
{
    failure = error;
    failureCode = error.code;
}

//! Keeps the block's memory for the next lines, unless a huge frame blew it up.
void Spool::Private::emptyBlock()
{
    if (block.capacity() > 8 * blockSize)
        block = QByteArray();
    block.resize(0);
    block.reserve(blockSize + blockSize / 4);
}

void Spool::Private::write()
{
    if (block.isEmpty() || !writer.isOpen())
        return;
    qint64 done = 0;
    do { // once; again only after a short write, to learn why it was short
        done = writer.write(block.constData(), block.size());
        if (done == block.size()) {
            written += done;
            emptyBlock();
        } else if (done > 0) {
            block.remove(0, done);
            written += done;
        }
    } while (done > 0 && !block.isEmpty());
    if (block.isEmpty()) {
        failureCode.clear();
    } else {
        fail(writeError(writer));
        writer.unsetError();
    }
}

void Spool::Private::checkPresence()
{
    if (sincePresenceCheck.isValid() && !sincePresenceCheck.hasExpired(presenceCheckMs))
        return;
    sincePresenceCheck.start();
    gone = !QFile::exists(path);
}

bool Spool::Private::fillWindow(qint64 offset) const
{
    if (offset >= windowAt && offset < windowAt + window.size())
        return true;
    // From a little before: views are as likely to walk up as down.
    windowAt = std::max<qint64>(0, offset - windowSize / 4);
    window.resize(std::min<qint64>(windowSize, written - windowAt));
    const qint64 got = reader->seek(windowAt) ? reader->read(window.data(), window.size()) : -1;
    window.resize(std::max<qint64>(0, got));
    return offset < windowAt + window.size();
}

qsizetype Spool::Private::readWritten(qint64 offset, qsizetype length, char *out) const
{
    if (length > windowSize)
        return reader->seek(offset) ? std::max<qint64>(0, reader->read(out, length)) : 0;
    qsizetype got = 0;
    while (got < length && fillWindow(offset + got)) {
        const qint64 inWindow = offset + got - windowAt;
        const qsizetype piece = std::min<qsizetype>(length - got, window.size() - inWindow);
        std::memcpy(out + got, window.constData() + inWindow, std::size_t(piece));
        got += piece;
    }
    return got;
}

Spool::Spool()
    : d(std::make_unique<Private>())
{
}

Spool::~Spool()
{
    if (d)
        d->write();
}

Spool::Spool(Spool &&) noexcept = default;

Spool &Spool::operator=(Spool &&other) noexcept
{
    d.swap(other.d); // the other one writes what was ours when it goes
    return *this;
}

Result<Spool> Spool::create(const QString &path, const CaptureInfo &info)
{
    const QFileInfo target(path);
    if (target.isDir())
        return inputError(u"is_folder"_s, tr("\"%1\" is a folder. Name a file to record into.").arg(path));
    if (target.exists() && !target.isFile()) {
        return inputError(u"not_a_file"_s,
                          tr("\"%1\" is a pipe or a device. Name a file to record into.").arg(path));
    }
    if (target.size() > 0) {
        return inputError(
            u"file_exists"_s,
            tr("\"%1\" exists already. Name another file: a recording never overwrites one.").arg(path));
    }
    if (!makeFolder(target.absolutePath())) {
        return inputError(
            u"no_permission"_s,
            tr("The folder \"%1\" can't be made. Choose another place.").arg(target.absolutePath()));
    }
    Spool spool;
    spool.d->path = path;
    spool.d->writer.setFileName(path);
    spool.d->reader->setFileName(path);
    constexpr auto mode = QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered;
    if (!spool.d->writer.open(mode, ownerOnlyFile) ||
        !spool.d->reader->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return inputError(
            u"no_permission"_s,
            tr("\"%1\" can't be written. Check the permissions or choose another place.").arg(path),
            spool.d->writer.errorString());
    }
    spool.d->block.reserve(blockSize + blockSize / 4);
    spool.append(captureline::header(info));
    if (const auto flushed = spool.flush(); !flushed)
        return flushed.error();
    return spool;
}

Result<Spool> Spool::openForReading(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return inputError(u"file_not_found"_s, tr("There is no file \"%1\".").arg(path));
    if (file.isDir())
        return inputError(u"is_folder"_s, tr("\"%1\" is a folder. Choose a capture file in it.").arg(path));
    if (!file.isFile()) {
        return inputError(
            u"not_a_file"_s,
            tr("\"%1\" is a pipe or a device, not a file. Save its content to a file first.").arg(path));
    }
    Spool spool;
    spool.d->path = path;
    spool.d->reader->setFileName(path);
    if (!spool.d->reader->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return inputError(u"no_permission"_s, tr("\"%1\" can't be read. Check its permissions.").arg(path),
                          spool.d->reader->errorString());
    }
    spool.d->written = spool.d->reader->size();
    return spool;
}

Spool Spool::overUnpacked(std::unique_ptr<QFile> unpacked, const QString &path)
{
    Spool spool;
    spool.d->path = path;
    spool.d->written = unpacked->size();
    spool.d->reader = std::move(unpacked);
    return spool;
}

qint64 Spool::append(QByteArrayView line)
{
    openLine() += line;
    return closeLine();
}

QByteArray &Spool::openLine()
{
    d->lineAt = d->block.size();
    return d->block;
}

qint64 Spool::closeLine()
{
    const qint64 offset = d->written + d->lineAt;
    d->block += '\n';
    if (d->block.size() >= blockSize && d->failureCode.isEmpty())
        d->write();
    return offset;
}

Result<Done> Spool::flush()
{
    if (!d->writer.isOpen())
        return Done{};
    d->write();
    d->checkPresence();
    if (d->failureCode.isEmpty() && d->gone)
        d->fail(goneError());
    if (d->failureCode == d->reportedCode)
        return Done{};
    d->reportedCode = d->failureCode;
    if (d->failureCode.isEmpty())
        return Done{};
    return d->failure;
}

bool Spool::hasUnwritten() const
{
    return d->writer.isOpen() && !d->block.isEmpty();
}

bool Spool::isFailing() const
{
    return !d->failureCode.isEmpty();
}

qint64 Spool::size() const
{
    return d->written + d->block.size();
}

const QString &Spool::path() const
{
    return d->path;
}

QByteArray Spool::read(qint64 offset, qint64 length) const
{
    const qint64 end = std::min(offset + length, size());
    if (offset < 0 || offset >= end)
        return {};
    if (offset >= d->written)
        return d->block.mid(offset - d->written, end - offset);
    QByteArray out(end - offset, Qt::Uninitialized);
    const qsizetype inFile = std::min(end, d->written) - offset;
    const qsizetype got = d->readWritten(offset, inFile, out.data());
    if (got < inFile) {
        out.resize(got);
        return out;
    }
    // Only after a short write does a line stand in both.
    std::memcpy(out.data() + got, d->block.constData(), std::size_t(out.size() - got));
    return out;
}

} // namespace rtmscope
