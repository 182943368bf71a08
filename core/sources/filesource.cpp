// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sources/filesource.h"

#include "core/sources/archivesource.h"
#include "core/sources/collector.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope::filesource {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

// ---- what a file is, by its first bytes

enum class Kind : quint8 { Plain, Utf16, Archive, Foreign };

struct Signature
{
    QByteArrayView bytes;
    qsizetype at;
    Kind kind;
    const char *name;
    const char *unpack; //!< the command that makes something of it that we can open, if there is one
};

constexpr QByteArrayView view(const char *bytes, qsizetype size)
{
    return {bytes, size};
}

const std::array signatures{
    Signature{view("\x1f\x8b", 2), 0, Kind::Archive, "gzip", "gunzip"},
    Signature{view("\x28\xb5\x2f\xfd", 4), 0, Kind::Archive, "Zstandard", "unzstd"},
    Signature{view("PK\x03\x04", 4), 0, Kind::Archive, "zip", "unzip"},
    Signature{view("PK\x05\x06", 4), 0, Kind::Archive, "zip", "unzip"},
    Signature{view("\xfd"
                   "7zXZ\0",
                   6),
              0, Kind::Archive, "xz", "unxz"},
    Signature{view("BZh", 3), 0, Kind::Archive, "bzip2", "bunzip2"},
    Signature{view("ustar", 5), 257, Kind::Archive, "tar", "tar xf"},
    Signature{view("7z\xbc\xaf\x27\x1c", 6), 0, Kind::Foreign, "7-Zip", "7z x"},
    Signature{view("Rar!\x1a\x07", 6), 0, Kind::Foreign, "RAR", "unrar x"},
    Signature{view("\x04\x22\x4d\x18", 4), 0, Kind::Foreign, "LZ4", "unlz4"},
    Signature{view("\x1f\x9d", 2), 0, Kind::Foreign, "compress", "uncompress"},
    Signature{view("MSCF", 4), 0, Kind::Foreign, "Cabinet", "cabextract"},
    Signature{view("!<arch>\n", 8), 0, Kind::Foreign, "ar", "ar x"},
    Signature{view("LZIP", 4), 0, Kind::Foreign, "lzip", "lzip -d"},
    Signature{view("SQLite format 3\0", 16), 0, Kind::Foreign, "SQLite", nullptr},
    Signature{view("\x7f"
                   "ELF",
                   4),
              0, Kind::Foreign, "ELF", nullptr},
    Signature{view("%PDF-", 5), 0, Kind::Foreign, "PDF", nullptr},
    Signature{view("\x89PNG", 4), 0, Kind::Foreign, "PNG", nullptr},
    Signature{view("\xff\xd8\xff", 3), 0, Kind::Foreign, "JPEG", nullptr},
    Signature{view("\x0a\x0d\x0d\x0a", 4), 0, Kind::Foreign, "pcapng", nullptr},
    Signature{view("\xd4\xc3\xb2\xa1", 4), 0, Kind::Foreign, "pcap", nullptr},
};

const Signature *signatureOf(QByteArrayView head)
{
    const auto found = std::find_if(signatures.begin(), signatures.end(), [head](const Signature &each) {
        return head.size() >= each.at + each.bytes.size() &&
               head.sliced(each.at, each.bytes.size()) == each.bytes;
    });
    return found == signatures.end() ? nullptr : &*found;
}

} // namespace

Error cancelled()
{
    return inputError(u"cancelled"_s, tr("Opening was cancelled."));
}

namespace {

Error cantUnpack(const QString &path, const Signature &signature)
{
    const QString what = QString::fromLatin1(signature.name);
    if (!signature.unpack) {
        return inputError(
            u"other_format"_s,
            tr("\"%1\" is a %2 file. Open a capture, a file with JSON frames, an HTTP archive of "
               "a browser, or an export’s folder.")
                .arg(path, what));
    }
    const QString command = QString::fromLatin1(signature.unpack);
    const QString words =
        signature.kind == Kind::Foreign
            ? tr("\"%1\" is packed with %2, which Rtmscope can't read. Unpack it first, for "
                 "example with \"%3\", and open what comes out.")
            : tr("\"%1\" is packed with %2, and this build of Rtmscope can't unpack. Unpack it "
                 "first, for example with \"%3\", and open what comes out.");
    return inputError(u"packed"_s, words.arg(path, what, command));
}

// ---- files and folders

Result<Done> copyInto(Collector &collector, const QString &path, const QString &name, qint64 total,
                      const OpenProgress &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return inputError(u"no_permission"_s, tr("\"%1\" can't be read. Check its permissions.").arg(path),
                          file.errorString());
    }
    collector.beginPart(name);
    for (;;) {
        const QByteArray piece = file.read(pieceSize);
        if (piece.isEmpty())
            return collector.endPart(true);
        if (const auto written = collector.write(piece); !written)
            return written;
        if (progress && !progress(OpenStep::Unpacking, collector.size(), total))
            return cancelled();
    }
}

//! A few files, as of a recording in parts, are read where they are: they may be large. Nothing if one of
//! them has to be put into other bytes first.
std::optional<Source> joinedFiles(const QDir &folder, const QStringList &names)
{
    constexpr qsizetype most = 200; // each stays open
    if (names.size() > most)
        return std::nullopt;
    Source source;
    std::vector<Spool> spools;
    qint64 begin = 0;
    for (const QString &name : names) {
        auto spool = Spool::openForReading(folder.filePath(name));
        if (!spool || wideEncoding(spool->read(0, 4)))
            return std::nullopt;
        source.parts.push_back({name, begin, begin + spool->size()});
        begin += spool->size();
        spools.push_back(std::move(spool).value());
    }
    source.spool = Spool::joined(spools, folder.path());
    return source;
}

Result<Source> copiedFiles(const QDir &folder, const QStringList &names, qint64 size,
                           const OpenProgress &progress)
{
    Collector collector;
    if (const auto begun = collector.begin(); !begun)
        return begun.error();
    if (const auto room = collector.checkRoom(size); !room)
        return room.error();
    for (const QString &name : names) {
        if (const auto copied = copyInto(collector, folder.filePath(name), name, size, progress); !copied)
            return copied.error();
    }
    return collector.finish(folder.path());
}

Result<Source> openFolder(const QString &path, const OpenProgress &progress)
{
    QStringList names;
    int leftOut = 0;
    qint64 size = 0;
    const QDir folder(QFileInfo(path).absoluteFilePath()); // a relative one would leave the names as they are
    QDirIterator files(folder.path(), QDir::Files | QDir::NoSymLinks | QDir::Readable,
                       QDirIterator::Subdirectories);
    while (files.hasNext() && names.size() < mostFiles) {
        files.next();
        if (progress && !progress(OpenStep::Unpacking, 0, 0))
            return cancelled();
        const QString name = folder.relativeFilePath(files.filePath());
        if (isLitter(name) || !files.fileInfo().isFile())
            continue;
        if (!mayHoldFrames(name)) {
            ++leftOut;
            continue;
        }
        names << name;
        size += files.fileInfo().size();
    }
    if (names.isEmpty()) {
        return inputError(
            u"is_folder"_s,
            tr("\"%1\" is a folder, and neither an export nor one with captures: it holds no JSON "
               "files. Choose a file in it.")
                .arg(path));
    }
    sortByName(names);
    auto source = joinedFiles(folder, names);
    if (!source) {
        auto copied = copiedFiles(folder, names, size, progress);
        if (!copied)
            return copied.error();
        source = std::move(copied).value();
    }
    source->isCollection = true;
    source->leftOut = leftOut;
    return *std::move(source);
}

Result<Source> openWide(const QString &path, const OpenProgress &progress)
{
    Collector collector;
    if (const auto begun = collector.begin(); !begun)
        return begun.error();
    const qint64 size = QFileInfo(path).size();
    if (const auto copied = copyInto(collector, path, QFileInfo(path).fileName(), size, progress); !copied)
        return copied.error();
    return collector.finish(path);
}

} // namespace

Result<Source> open(const QString &path, const OpenProgress &progress)
{
    if (QFileInfo(path).isDir())
        return openFolder(path, progress);
    auto spool = Spool::openForReading(path);
    if (!spool)
        return spool.error();
    constexpr qint64 headSize = 512;
    const QByteArray head = spool->read(0, headSize);
    if (const Signature *signature = signatureOf(head)) {
        return signature->kind == Kind::Archive && canUnpack()
                   ? openArchive(path, QString::fromLatin1(signature->name), progress)
                   : Result<Source>(cantUnpack(path, *signature));
    }
    if (wideEncoding(head))
        return openWide(path, progress);
    const qint64 size = spool->size();
    Source source;
    source.spool = std::move(spool).value();
    source.parts.push_back({QFileInfo(path).fileName(), 0, size});
    return source;
}

} // namespace rtmscope::filesource
