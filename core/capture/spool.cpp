// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/spool.h"

#include "core/capture/captureline.h"
#include "core/capture/sharedfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype blockSize = 256 * 1024;
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
    SpoolView bytes;
    std::unique_ptr<QFile> writer; // none when reading only or in memory
    qsizetype lineAt = 0;          // in the block: the line that is being composed
    QString failureCode;           // of the last write; empty when it went well
    QString reportedCode;          // what flush() has already told
    Error failure;
    bool gone = false; // the file was deleted or moved: writes go on, but to no name
    QElapsedTimer sincePresenceCheck;
    mutable FileWindow window{FileWindow::Walk::Either};

    Result<Done> begin(const QString &path, const CaptureInfo &info);
    void readFrom(std::unique_ptr<QFile> file);
    void write();
    bool writeOut(QByteArray &block);
    void seal();
    void beginBlock();
    void fail(const Error &error);
    void checkPresence();
};

void Spool::Private::fail(const Error &error)
{
    failure = error;
    failureCode = error.code;
}

//! What \a file has already is readable.
void Spool::Private::readFrom(std::unique_ptr<QFile> file)
{
    const qint64 begin = bytes.m_written;
    bytes.m_written += file->size();
    bytes.m_blockAt = bytes.m_written;
    bytes.m_files.append({std::make_shared<SharedFile>(std::move(file)), begin});
}

//! Keeps the block's memory for the next lines, unless a huge frame blew it up or somebody reads it.
void Spool::Private::beginBlock()
{
    QByteArray &block = bytes.m_block;
    bytes.m_blockAt += block.size();
    if (block.capacity() > 8 * blockSize || !block.isDetached())
        block = QByteArray();
    block.resize(0);
    block.reserve(blockSize + blockSize / 4);
}

//! Sets a full block aside, so that what waits in memory is never copied as a whole.
void Spool::Private::seal()
{
    bytes.m_sealed.append({bytes.m_blockAt, bytes.m_block});
    beginBlock();
}

//! False if something is left of \a block. After a short write it tries again, to learn why it was short.
bool Spool::Private::writeOut(QByteArray &block)
{
    while (!block.isEmpty()) {
        const qint64 done = writer->write(block.constData(), block.size());
        if (done <= 0)
            return false;
        bytes.m_written += done;
        if (done == block.size())
            break;
        block.remove(0, done);
    }
    return true;
}

void Spool::Private::write()
{
    QByteArray &block = bytes.m_block;
    if ((block.isEmpty() && bytes.m_sealed.isEmpty()) || !writer)
        return;
    bool whole = true;
    while (whole && !bytes.m_sealed.isEmpty()) {
        SpoolView::Sealed &first = bytes.m_sealed.first();
        whole = writeOut(first.bytes);
        first.at = bytes.m_written;
        if (whole)
            bytes.m_sealed.removeFirst();
    }
    whole = whole && writeOut(block);
    if (whole) {
        failureCode.clear();
        beginBlock();
    } else {
        fail(writeError(*writer));
        writer->unsetError();
    }
    if (bytes.m_sealed.isEmpty()) // of which a part may be written
        bytes.m_blockAt = bytes.m_written;
}

void Spool::Private::checkPresence()
{
    if (sincePresenceCheck.isValid() && !sincePresenceCheck.hasExpired(presenceCheckMs))
        return;
    sincePresenceCheck.start();
    gone = !QFile::exists(path);
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

Result<Done> Spool::Private::begin(const QString &wanted, const CaptureInfo &info)
{
    const QFileInfo target(wanted);
    if (target.isDir())
        return inputError(u"is_folder"_s, tr("\"%1\" is a folder. Name a file to record into.").arg(wanted));
    if (target.exists() && !target.isFile()) {
        return inputError(u"not_a_file"_s,
                          tr("\"%1\" is a pipe or a device. Name a file to record into.").arg(wanted));
    }
    if (target.size() > 0) {
        return inputError(
            u"file_exists"_s,
            tr("\"%1\" exists already. Name another file: a recording never overwrites one.").arg(wanted));
    }
    if (!makeFolder(target.absolutePath())) {
        return inputError(
            u"no_permission"_s,
            tr("The folder \"%1\" can't be made. Choose another place.").arg(target.absolutePath()));
    }
    auto next = std::make_unique<QFile>(wanted);
    auto reader = std::make_unique<QFile>(wanted);
    constexpr auto mode = QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered;
    if (!next->open(mode, ownerOnlyFile) || !reader->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return inputError(
            u"no_permission"_s,
            tr("\"%1\" can't be written. Check the permissions or choose another place.").arg(wanted),
            next->errorString());
    }
    // Before anything depends on it: a file that takes no header takes nothing else.
    const QByteArray header = captureline::header(info) + '\n';
    if (next->write(header) != header.size()) {
        const Error error = writeError(*next);
        next->remove();
        return error;
    }
    lockForWriting(*next); // so that nobody who has it open adds to it meanwhile
    writer = std::move(next);
    path = wanted;
    readFrom(std::move(reader));
    gone = false;
    sincePresenceCheck.invalidate();
    return Done{};
}

Result<Spool> Spool::create(const QString &path, const CaptureInfo &info)
{
    Spool spool;
    if (const auto begun = spool.d->begin(path, info); !begun)
        return begun.error();
    spool.d->beginBlock();
    return spool;
}

Result<Done> Spool::goOn(const QString &path, const CaptureInfo &info)
{
    d->write();
    if (!d->writer || hasUnwritten())
        return inputError(u"unwritten"_s, tr("The recording still waits for its file."));
    if (const auto begun = d->begin(path, info); !begun)
        return begun.error();
    d->beginBlock();
    return Done{};
}

qint64 Spool::fileSize() const
{
    return d->bytes.m_files.isEmpty() ? size() : size() - d->bytes.m_files.constLast().begin;
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
    auto reader = std::make_unique<QFile>(path);
    if (!reader->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return inputError(u"no_permission"_s, tr("\"%1\" can't be read. Check its permissions.").arg(path),
                          reader->errorString());
    }
    spool.d->readFrom(std::move(reader));
    return spool;
}

Spool Spool::overUnpacked(std::unique_ptr<QFile> unpacked, const QString &path)
{
    Spool spool;
    spool.d->path = path;
    spool.d->readFrom(std::move(unpacked));
    return spool;
}

bool Spool::continueFile()
{
    SpoolView &bytes = d->bytes;
    const bool isUntouched = bytes.m_files.size() == 1 && !d->writer && bytes.size() == bytes.m_written;
    if (!isUntouched || bytes.m_written == 0 || read(bytes.m_written - 1, 1) != "\n")
        return false;
    auto writer = std::make_unique<QFile>(d->path);
    constexpr auto mode =
        QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly | QIODevice::Unbuffered;
    if (!writer->open(mode) || !bytes.m_files.constFirst().file->is(*writer) || !lockForWriting(*writer) ||
        writer->size() != bytes.m_written)
        return false;
    d->writer = std::move(writer);
    d->beginBlock();
    return true;
}

Spool Spool::joined(const std::vector<Spool> &files, const QString &path)
{
    Spool spool;
    SpoolView &bytes = spool.d->bytes;
    for (const Spool &each : files) {
        for (const SpoolView::File &file : each.d->bytes.m_files)
            bytes.m_files.append({file.file, file.begin + bytes.m_written});
        bytes.m_written += each.d->bytes.m_written;
    }
    bytes.m_blockAt = bytes.m_written;
    spool.d->path = path.isEmpty() && !files.empty() ? files.front().path() : path;
    return spool;
}

qint64 Spool::append(QByteArrayView line)
{
    openLine() += line;
    return closeLine();
}

QByteArray &Spool::openLine()
{
    d->lineAt = d->bytes.m_block.size();
    return d->bytes.m_block;
}

qint64 Spool::closeLine()
{
    const qint64 offset = d->bytes.m_blockAt + d->lineAt;
    d->bytes.m_block += '\n';
    if (d->bytes.m_block.size() < blockSize)
        return offset;
    if (d->failureCode.isEmpty())
        d->write();
    if (d->bytes.m_block.size() >= blockSize) // there is no file, or it takes nothing now
        d->seal();
    return offset;
}

Result<Done> Spool::flush()
{
    if (!d->writer)
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
    return d->writer && d->bytes.m_written < d->bytes.size();
}

QByteArray Spool::unwritten() const
{
    if (!hasUnwritten())
        return {};
    qint64 begin = d->bytes.m_written;
    while (begin > 0) {
        const qint64 from = std::max<qint64>(0, begin - blockSize);
        const qsizetype newline = read(from, begin - from).lastIndexOf('\n');
        begin = newline < 0 ? from : from + newline + 1;
        if (newline >= 0)
            break;
    }
    return read(begin, size() - begin);
}

bool Spool::isFailing() const
{
    return !d->failureCode.isEmpty();
}

qint64 Spool::size() const
{
    return d->bytes.size();
}

const QString &Spool::path() const
{
    return d->path;
}

QByteArray Spool::read(qint64 offset, qint64 length) const
{
    return d->bytes.read(d->window, offset, length);
}

const SpoolView &Spool::view() const
{
    return d->bytes;
}

} // namespace rtmscope
