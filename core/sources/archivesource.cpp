// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sources/archivesource.h"

#include "core/sources/collector.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#ifdef RTMSCOPE_ARCHIVES
#include "core/sources/cutstream.h"

#include <archive.h>
#include <archive_entry.h>
#endif

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::filesource {

#ifdef RTMSCOPE_ARCHIVES

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

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
Result<Done> unpackPart(archive *reader, Collector &collector, qint64 readBefore, qint64 packedSize,
                        const OpenProgress &progress, bool *whole)
{
    for (;;) {
        // A block as it was unpacked: larger pieces are lost as a whole where one of their blocks is damaged.
        const void *block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(reader, &block, &size, &offset);
        if (status == ARCHIVE_RETRY)
            continue;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            *whole = status == ARCHIVE_EOF;
            return collector.endPart(*whole);
        }
        const QByteArrayView bytes(static_cast<const char *>(block), qsizetype(size));
        if (const auto written = collector.write(bytes); !written)
            return written;
        const qint64 consumed = readBefore + archive_filter_bytes(reader, -1);
        if (isTooMuch(collector.size(), consumed))
            return tooMuch();
        if (progress && !progress(OpenStep::Unpacking, consumed, packedSize))
            return cancelled();
    }
}

//! Walks through an archive. One that is damaged somewhere is begun anew behind that place, as far as its
//! format allows.
class Unpacking
{
public:
    Unpacking(const QString &path, QString packer, const OpenProgress &progress)
        : m_path(path)
        , m_readPath(path)
        , m_packer(std::move(packer))
        , m_progress(progress)
        , m_packedSize(QFileInfo(path).size())
    {
    }

    Result<Source> run();

private:
    //! What came of a walk.
    enum class Walk : quint8 { Ended, BrokenInside, BrokenBetween };

    Result<Walk> walk();
    Result<Done> walkAll();
    Result<Done> walkWhatIsLeft();
    Result<Done> take(archive *reader, archive_entry *entry, bool *whole);
    Result<Source> outcome();

    QString m_path;
    QString m_readPath; // what is walked through: m_path, or what could be unpacked of it
    QString m_packer;
    const OpenProgress &m_progress;
    qint64 m_packedSize;
    Collector m_collector;
    int m_done = 0;    // entries that need not be looked at again
    qint64 m_read = 0; // of the archive, by walks that ended before its end
    bool m_isWhole = true;
    QStringList m_brokenParts;
    bool m_isLocked = false;
    bool m_hasSeveral = false;
    bool m_hasFiles = false;
    int m_leftOut = 0;
};

//! An entry's file, if it may hold frames.
Result<Done> Unpacking::take(archive *reader, archive_entry *entry, bool *whole)
{
    const bool isRaw = archive_format(reader) == ARCHIVE_FORMAT_RAW;
    const QString name = isRaw ? unpackedName(m_path) : nameOf(entry);
    if (archive_entry_filetype(entry) != AE_IFREG && !isRaw)
        return Done{};
    m_hasSeveral = m_hasSeveral || !isRaw;
    m_hasFiles = true;
    if (archive_entry_is_data_encrypted(entry)) {
        m_isLocked = true;
        return Done{};
    }
    if (!isRaw && (isLitter(name) || !mayHoldFrames(name))) {
        m_leftOut += isLitter(name) ? 0 : 1;
        return Done{};
    }
    const auto promise = checkPromise(entry, m_collector, m_packedSize);
    if (promise)
        m_collector.beginPart(name);
    const auto unpacked =
        promise ? unpackPart(reader, m_collector, m_read, m_packedSize, m_progress, whole) : promise;
    if (!unpacked)
        return inputError(unpacked.error().code, tr("\"%1\": %2").arg(m_path, unpacked.error().words),
                          unpacked.error().detail);
    if (!*whole && !isRaw)
        m_brokenParts << name;
    return Done{};
}

Result<Unpacking::Walk> Unpacking::walk()
{
    const Reader reader = makeReader();
    if (archive_read_open_filename(reader.get(), QFile::encodeName(m_readPath).constData(), pieceSize) !=
        ARCHIVE_OK)
        return Walk::BrokenBetween;
    archive_entry *entry = nullptr;
    for (int count = 0; count < mostFiles; ++count) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_RETRY)
            continue;
        if (status == ARCHIVE_EOF)
            return Walk::Ended;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return Walk::BrokenBetween;
        if (count < m_done)
            continue;
        m_done = count + 1;
        bool whole = true;
        if (const auto taken = take(reader.get(), entry, &whole); !taken)
            return taken.error();
        if (!whole) {
            m_read += archive_filter_bytes(reader.get(), -1);
            return Walk::BrokenInside;
        }
    }
    return Walk::Ended;
}

Result<Done> Unpacking::walkAll()
{
    constexpr int mostBroken = 100; // then the rest is hardly better
    if (const auto begun = m_collector.begin(); !begun)
        return begun.error();
    for (int broken = 0; broken < mostBroken; ++broken) {
        const int before = m_done;
        const auto walked = walk();
        if (!walked)
            return walked.error();
        m_isWhole = m_isWhole && *walked == Walk::Ended;
        if (*walked != Walk::BrokenInside || m_done == before)
            break;
    }
    return Done{};
}

//! A packed file that was cut ends in a block that nothing is told of: it is unpacked in another way, and
//! what comes out is what is read.
Result<Done> Unpacking::walkWhatIsLeft()
{
    const auto left = unpackedAsFarAsItGoes(m_path, m_progress);
    if (!left)
        return left.error();
    if (!*left)
        return Done{};
    m_readPath = (*left)->fileName();
    m_collector = Collector();
    m_done = 0;
    m_read = m_packedSize;
    m_brokenParts.clear();
    m_leftOut = 0;
    return walkAll();
}

Result<Source> Unpacking::run()
{
    if (const auto walked = walkAll(); !walked)
        return walked.error();
    if (!m_isWhole) {
        if (const auto walked = walkWhatIsLeft(); !walked)
            return walked.error();
    }
    return outcome();
}

Result<Source> Unpacking::outcome()
{
    if (m_collector.isEmpty() && m_isLocked) {
        return inputError(
            u"locked_archive"_s,
            tr("\"%1\" is locked with a password. Unpack it first and open what comes out.").arg(m_path));
    }
    if (m_collector.isEmpty() && !m_isWhole) {
        return inputError(
            u"damaged_archive"_s,
            tr("\"%1\" is packed with %2, but damaged: nothing of it can be unpacked. Get it again from "
               "where it came.")
                .arg(m_path, m_packer));
    }
    if (!m_hasFiles) {
        return inputError(
            u"empty_file"_s,
            tr("\"%1\" is packed with %2, and empty: nothing was recorded into it.").arg(m_path, m_packer));
    }
    if (m_collector.isEmpty()) {
        return inputError(
            u"nothing_inside"_s,
            tr("\"%1\" is packed with %2, and holds no JSON files. Open an archive of an export, or of "
               "captures.")
                .arg(m_path, m_packer));
    }
    constexpr qsizetype mostNamed = 3;
    Source source = m_collector.finish(m_path);
    source.isCollection = m_hasSeveral;
    source.leftOut = m_leftOut;
    for (Part &part : source.parts)
        part.whole = part.whole && (m_isWhole || m_hasSeveral);
    if (!m_isWhole && m_brokenParts.isEmpty()) {
        source.remark = tr(
            "The archive was cut, or is damaged: what could be unpacked of it is here, the rest is lost. Get "
            "it again from where it came.");
    } else if (!m_isWhole) {
        const QString more = m_brokenParts.size() > mostNamed ? u", …"_s : QString();
        source.remark =
            tr("The archive was cut, or is damaged in the middle of %1: what could be unpacked is here, the "
               "rest is lost. Get it again from where it came.")
                .arg(m_brokenParts.mid(0, mostNamed).join(u", "_s) + more);
    }
    return source;
}

} // namespace

bool canUnpack()
{
    return true;
}

Result<Source> openArchive(const QString &path, const QString &packer, const OpenProgress &progress)
{
    return Unpacking(path, packer, progress).run();
}

#else

bool canUnpack()
{
    return false;
}

Result<Source> openArchive(const QString &, const QString &, const OpenProgress &)
{
    return cancelled(); // nobody asks
}

#endif

} // namespace rtmscope::filesource
