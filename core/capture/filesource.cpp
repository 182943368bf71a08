// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/filesource.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QStringDecoder>
#include <QTemporaryFile>

#ifdef RTMSCOPE_ARCHIVES
#include <archive.h>
#include <archive_entry.h>
#endif

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope::filesource {

namespace {

constexpr qint64 pieceSize = 1024 * 1024;
constexpr int mostFiles = 500'000;
constexpr qint64 spareOnDisk = 256 * 1024 * 1024; // what unpacking leaves to everybody else

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

Error inputError(const QString &code, const QString &words, const QString &detail = {})
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
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

//! With its mark, or without where JSON begins as it only can in two or four bytes a letter.
std::optional<QStringConverter::Encoding> wideEncoding(QByteArrayView head)
{
    if (const auto marked = QStringConverter::encodingForData(head)) {
        return *marked == QStringConverter::Utf8 ? std::nullopt : marked;
    }
    if (head.size() >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0)
        return QStringConverter::Utf16LE;
    if (head.size() >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0)
        return QStringConverter::Utf16BE;
    return std::nullopt;
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

//! Files of a folder or archive that can hold frames. Everything else (pictures, pages) is not even read.
bool mayHoldFrames(const QString &name)
{
    constexpr std::array suffixes{".json"_L1, ".jsonl"_L1, ".ndjson"_L1, ".rtmcap"_L1,
                                  ".har"_L1,  ".log"_L1,   ".txt"_L1};
    return std::any_of(suffixes.begin(), suffixes.end(), [&name](QLatin1StringView suffix) {
        return name.endsWith(suffix, Qt::CaseInsensitive);
    });
}

//! What file managers leave behind in archives.
bool isLitter(const QString &name)
{
    const QString file = name.section(u'/', -1);
    return file.isEmpty() || file.startsWith(u'.') || name.startsWith("__MACOSX/"_L1);
}

// ---- copying into one file

//! The file without a name that everything unpacked goes into, one part behind the other.
class Collector
{
public:
    Result<Done> begin();
    //! A part follows.
    void beginPart(const QString &name);
    Result<Done> write(QByteArrayView bytes);
    Result<Done> endPart(bool whole);

    bool isEmpty() const { return m_parts.empty(); }
    qint64 size() const { return m_size; }
    Result<Done> checkRoom(qint64 wanted) const;
    Source finish(const QString &path);

private:
    Result<Done> put(QByteArrayView bytes);

    std::unique_ptr<QTemporaryFile> m_file;
    std::vector<Part> m_parts;
    QStringDecoder m_decoder;
    QByteArray m_head; // of a part, until its encoding is known
    bool m_knowsEncoding = false;
    qint64 m_size = 0;
};

Result<Done> Collector::begin()
{
    // Not the folder for temporary files: on many systems that is memory.
    QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        folder = QDir::tempPath();
    m_file = std::make_unique<QTemporaryFile>(folder + "/unpacked-XXXXXX"_L1);
    if (!m_file->open()) {
        return inputError(u"no_room_to_unpack"_s,
                          tr("There is no place to unpack this into: \"%1\" can't be written.").arg(folder),
                          m_file->errorString());
    }
    return Done{};
}

void Collector::beginPart(const QString &name)
{
    m_parts.push_back({name, m_size, m_size});
    m_head.clear();
    m_decoder = QStringDecoder();
    m_knowsEncoding = false;
}

Result<Done> Collector::put(QByteArrayView bytes)
{
    m_size += bytes.size();
    if (m_size % (16 * pieceSize) < bytes.size()) {
        if (const auto room = checkRoom(0); !room)
            return room;
    }
    if (m_file->write(bytes.data(), bytes.size()) != bytes.size()) {
        return inputError(
            u"disk_full"_s,
            tr("This could not be unpacked. Is the disk full? Free some space, then open it again."),
            m_file->errorString());
    }
    return Done{};
}

//! Whether \a wanted bytes more leave enough to everybody else.
Result<Done> Collector::checkRoom(qint64 wanted) const
{
    const QString folder = QFileInfo(m_file->fileName()).absolutePath();
    const QStorageInfo disk(folder);
    if (!disk.isValid() || disk.bytesAvailable() - wanted >= spareOnDisk)
        return Done{};
    const QLocale locale;
    return inputError(
        u"disk_full"_s,
        tr("There is not enough room to unpack this: %1 are wanted in \"%2\", and %3 are free. Free "
           "some space, then open it again.")
            .arg(locale.formattedDataSize(wanted + spareOnDisk), folder,
                 locale.formattedDataSize(disk.bytesAvailable())));
}

Result<Done> Collector::write(QByteArrayView bytes)
{
    if (!m_knowsEncoding) {
        m_head += bytes;
        if (m_head.size() < 4)
            return Done{};
        bytes = m_head;
        m_knowsEncoding = true;
        if (const auto encoding = wideEncoding(bytes))
            m_decoder = QStringDecoder(*encoding);
        else if (bytes.startsWith("\xEF\xBB\xBF"))
            bytes = bytes.sliced(3);
    }
    if (!m_decoder.isValid())
        return put(bytes);
    const QString text = m_decoder.decode(bytes);
    return put(text.toUtf8());
}

Result<Done> Collector::endPart(bool whole)
{
    if (!m_knowsEncoding && !m_head.isEmpty()) {
        if (const auto put = this->put(m_head); !put)
            return put;
    }
    m_parts.back().end = m_size;
    m_parts.back().whole = whole;
    return put("\n"); // the next part begins on a line of its own
}

Source Collector::finish(const QString &path)
{
    QCollator order(QLocale::c());
    order.setNumericMode(true);
    std::sort(m_parts.begin(), m_parts.end(), [&order](const Part &a, const Part &b) {
        const int compared = order.compare(a.name, b.name);
        return compared != 0 ? compared < 0 : a.begin < b.begin;
    });
    m_file->flush();
    Source source;
    source.spool = Spool::overUnpacked(std::move(m_file), path);
    source.parts = std::move(m_parts);
    return source;
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
    Collector collector;
    if (const auto begun = collector.begin(); !begun)
        return begun.error();
    if (const auto room = collector.checkRoom(size); !room)
        return room.error();
    for (const QString &name : std::as_const(names)) {
        if (const auto copied = copyInto(collector, folder.filePath(name), name, size, progress); !copied)
            return copied.error();
    }
    Source source = collector.finish(path);
    source.isCollection = true;
    source.leftOut = leftOut;
    return source;
}

// ---- archives

#ifdef RTMSCOPE_ARCHIVES

struct ArchiveCloser
{
    void operator()(archive *reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, ArchiveCloser>;

//! Only the formats that we say we read: a parser that is not there cannot be attacked.
Reader makeReader()
{
    Reader reader(archive_read_new());
    archive *a = reader.get();
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    return reader;
}

QString nameOf(archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    QString text = QString::fromUtf8(name ? name : "?");
    text.replace(u'\\', u'/');
    while (text.startsWith("./"_L1))
        text.remove(0, 2);
    return text;
}

//! "day.json.gz" without what says how it is packed.
QString unpackedName(const QString &path)
{
    QString name = QFileInfo(path).fileName();
    for (const QLatin1StringView suffix : {".gz"_L1, ".zst"_L1, ".xz"_L1, ".bz2"_L1, ".zip"_L1}) {
        if (name.size() > suffix.size() && name.endsWith(suffix, Qt::CaseInsensitive))
            name.chop(suffix.size());
    }
    return name;
}

bool isTooMuch(qint64 unpacked, qint64 packed)
{
    return unpacked > harmlessSize && unpacked / mostUnpackedPerByte > packed;
}

Error tooMuch()
{
    return inputError(u"too_much_unpacked"_s,
                      tr("This archive unpacks to more than %1 times its size, which no capture does: it may "
                         "be made to fill the disk. Unpack it yourself if you trust it.")
                          .arg(mostUnpackedPerByte));
}

//! What the archive says of a file before it is unpacked; it need not be true.
Result<Done> checkPromise(archive_entry *entry, const Collector &collector, qint64 packedSize)
{
    const qint64 promised = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    if (isTooMuch(promised, packedSize))
        return tooMuch();
    return promised > harmlessSize ? collector.checkRoom(promised) : Result<Done>(Done{});
}

//! One file of the archive. False in *whole if it is damaged further on: what came before is kept.
Result<Done> unpackPart(archive *reader, Collector &collector, qint64 packedSize,
                        const OpenProgress &progress, bool *whole)
{
    QByteArray piece(pieceSize, Qt::Uninitialized);
    for (;;) {
        const la_ssize_t got = archive_read_data(reader, piece.data(), std::size_t(piece.size()));
        if (got == ARCHIVE_RETRY)
            continue;
        if (got < 0)
            *whole = false;
        if (got <= 0)
            return collector.endPart(*whole);
        if (const auto written = collector.write(QByteArrayView(piece).first(got)); !written)
            return written;
        const qint64 consumed = archive_filter_bytes(reader, -1);
        if (isTooMuch(collector.size(), consumed))
            return tooMuch();
        if (progress && !progress(OpenStep::Unpacking, consumed, packedSize))
            return cancelled();
    }
}

Error damaged(const QString &path, const Signature &signature, archive *reader)
{
    const char *detail = archive_error_string(reader);
    return inputError(
        u"damaged_archive"_s,
        tr("\"%1\" is packed with %2, but damaged: nothing of it can be unpacked. Get it again from "
           "where it came.")
            .arg(path, QString::fromLatin1(signature.name)),
        QString::fromUtf8(detail ? detail : ""));
}

Result<Source> openArchive(const QString &path, const Signature &signature, const OpenProgress &progress)
{
    const Reader reader = makeReader();
    if (archive_read_open_filename(reader.get(), QFile::encodeName(path).constData(), pieceSize) !=
        ARCHIVE_OK)
        return damaged(path, signature, reader.get());
    Collector collector;
    if (const auto begun = collector.begin(); !begun)
        return begun.error();

    const qint64 packedSize = QFileInfo(path).size();
    bool whole = true;
    QString brokenPart;
    bool locked = false;
    bool several = false;
    bool hasFiles = false;
    int leftOut = 0;
    archive_entry *entry = nullptr;
    int status = ARCHIVE_OK;
    for (int count = 0; whole && count < mostFiles; ++count) {
        status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_RETRY)
            continue;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            break;
        const bool isRaw = archive_format(reader.get()) == ARCHIVE_FORMAT_RAW;
        const QString name = isRaw ? unpackedName(path) : nameOf(entry);
        if (archive_entry_filetype(entry) != AE_IFREG && !isRaw)
            continue;
        several = several || !isRaw;
        hasFiles = true;
        if (archive_entry_is_data_encrypted(entry)) {
            locked = true;
            continue;
        }
        if (!isRaw && (isLitter(name) || !mayHoldFrames(name))) {
            leftOut += isLitter(name) ? 0 : 1;
            continue;
        }
        const auto promise = checkPromise(entry, collector, packedSize);
        if (promise)
            collector.beginPart(name);
        const auto unpacked =
            promise ? unpackPart(reader.get(), collector, packedSize, progress, &whole) : promise;
        if (!unpacked)
            return inputError(unpacked.error().code, tr("\"%1\": %2").arg(path, unpacked.error().words),
                              unpacked.error().detail);
        if (!whole && !isRaw)
            brokenPart = name;
    }
    whole = whole && (status == ARCHIVE_EOF || status == ARCHIVE_OK || status == ARCHIVE_WARN);
    if (collector.isEmpty() && locked) {
        return inputError(
            u"locked_archive"_s,
            tr("\"%1\" is locked with a password. Unpack it first and open what comes out.").arg(path));
    }
    if (collector.isEmpty() && !whole)
        return damaged(path, signature, reader.get());
    if (!hasFiles) {
        return inputError(u"empty_file"_s,
                          tr("\"%1\" is packed with %2, and empty: nothing was recorded into it.")
                              .arg(path, QString::fromLatin1(signature.name)));
    }
    if (collector.isEmpty()) {
        return inputError(
            u"nothing_inside"_s,
            tr("\"%1\" is packed with %2, and holds no JSON files. Open an archive of an export, or of "
               "captures.")
                .arg(path, QString::fromLatin1(signature.name)));
    }
    Source source = collector.finish(path);
    source.isCollection = several;
    source.leftOut = leftOut;
    if (!whole && brokenPart.isEmpty())
        source.remark = tr("The archive is damaged: what could be unpacked of it is here, the rest is lost.");
    else if (!whole)
        source.remark =
            tr("The archive is damaged in the middle of %1: what could be unpacked is here, the rest "
               "is lost.")
                .arg(brokenPart);
    return source;
}

#else

Result<Source> openArchive(const QString &path, const Signature &signature, const OpenProgress &)
{
    return cantUnpack(path, signature);
}

#endif

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
        return signature->kind == Kind::Archive ? openArchive(path, *signature, progress)
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
