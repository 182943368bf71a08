// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sources/cutstream.h"

#include "core/sources/collector.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::filesource {

namespace {

struct ReaderCloser
{
    void operator()(archive *reader) const { archive_read_free(reader); }
};
struct WriterCloser
{
    void operator()(archive *writer) const { archive_write_free(writer); }
};
struct EntryCloser
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

//! The filter that a file is packed with by its first bytes; 0: none of those that may be put one behind the
//! other.
int filterOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray head = file.read(6);
    if (head.startsWith("\x1f\x8b"))
        return ARCHIVE_FILTER_GZIP;
    if (head.startsWith("BZh"))
        return ARCHIVE_FILTER_BZIP2;
    if (head.startsWith("\x28\xb5\x2f\xfd"))
        return ARCHIVE_FILTER_ZSTD;
    return head.startsWith("\xfd"
                           "7zXZ")
               ? ARCHIVE_FILTER_XZ
               : 0;
}

QByteArray packedNothing(qsizetype size, int filter)
{
    if (size == 0)
        return {};
    QByteArray out(size + 64 * 1024, Qt::Uninitialized);
    std::size_t used = 0;
    const std::unique_ptr<archive, WriterCloser> writer(archive_write_new());
    const std::unique_ptr<archive_entry, EntryCloser> entry(archive_entry_new());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_size(entry.get(), size);
    const QByteArray nothing(size, '\0');
    archive *a = writer.get();
    const bool isPacked =
        archive_write_add_filter(a, filter) == ARCHIVE_OK && archive_write_set_format_raw(a) == ARCHIVE_OK &&
        archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
        archive_write_open_memory(a, out.data(), std::size_t(out.size()), &used) == ARCHIVE_OK &&
        archive_write_header(a, entry.get()) == ARCHIVE_OK &&
        archive_write_data(a, nothing.constData(), std::size_t(size)) == size &&
        archive_write_close(a) == ARCHIVE_OK;
    return isPacked ? out.first(qsizetype(used)) : QByteArray();
}

//! A file with something before it, as libarchive reads it.
class Input
{
public:
    Input(const QString &path, QByteArray before)
        : m_before(std::move(before))
        , m_file(path)
    {
    }
    bool open() { return m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    static la_ssize_t read(archive *, void *self, const void **bytes)
    {
        auto *input = static_cast<Input *>(self);
        input->m_piece =
            input->m_before.isEmpty() ? input->m_file.read(pieceSize) : std::exchange(input->m_before, {});
        *bytes = input->m_piece.constData();
        return input->m_piece.size();
    }

private:
    QByteArray m_before;
    QByteArray m_piece;
    QFile m_file;
};

class CutStream
{
public:
    CutStream(QString path, const OpenProgress &progress)
        : m_path(std::move(path))
        , m_filter(filterOf(m_path))
        , m_size(QFile(m_path).size())
        , m_progress(progress)
    {
    }

    int filter() const { return m_filter; }
    Result<qint64> end(qsizetype *before);
    using Sink = std::function<bool(QByteArrayView)>;
    Result<qint64> unpack(qsizetype before, const Sink &sink = {});

private:
    QString m_path;
    int m_filter;
    qint64 m_size;
    const OpenProgress &m_progress;
};

//! So many bytes come behind \a before of nothing, which come too.
Result<qint64> CutStream::unpack(qsizetype before, const Sink &sink)
{
    Input input(m_path, packedNothing(before, m_filter));
    const std::unique_ptr<archive, ReaderCloser> reader(archive_read_new());
    archive *a = reader.get();
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_format_raw(a);
    archive_entry *entry = nullptr;
    qint64 got = 0;
    if (!input.open() || archive_read_open(a, &input, nullptr, Input::read, nullptr) != ARCHIVE_OK ||
        archive_read_next_header(a, &entry) != ARCHIVE_OK)
        return got;
    for (;;) {
        const void *block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(a, &block, &size, &offset);
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN && status != ARCHIVE_RETRY)
            return got;
        const QByteArrayView bytes(static_cast<const char *>(block), qsizetype(size));
        const qsizetype ofNothing = std::min<qint64>(bytes.size(), std::max<qint64>(0, before - got));
        got += bytes.size();
        if (sink && !sink(bytes.sliced(ofNothing)))
            return inputError(
                u"disk_full"_s,
                QCoreApplication::translate("EventLog", "This could not be unpacked. Is the disk full? Free "
                                                        "some space, then open it again."));
        if (got > harmlessSize && got / mostUnpackedPerByte > m_size)
            return got;
        if (m_progress && !m_progress(OpenStep::Unpacking, archive_filter_bytes(a, -1), m_size))
            return cancelled();
    }
}

//! How many bytes of nothing make the last block full, in *before. Returns what comes with them.
Result<qint64> CutStream::end(qsizetype *before)
{
    constexpr qsizetype largestBlock = 128 * 1024; // of the four
    const auto first = unpack(0);
    if (!first)
        return first;
    qsizetype few = 0; // do not fill it
    qsizetype enough = largestBlock;
    while (few + 1 < enough) {
        const qsizetype middle = (few + enough) / 2;
        const auto got = unpack(middle);
        if (!got)
            return got;
        (*got > *first ? enough : few) = middle;
    }
    *before = enough;
    const auto all = unpack(enough);
    return all ? Result<qint64>(std::max<qint64>(0, *all - enough)) : all;
}

std::unique_ptr<QTemporaryFile> temporaryFile()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        folder = QDir::tempPath();
    auto file = std::make_unique<QTemporaryFile>(folder + "/unpacked-XXXXXX"_L1);
    return file->open() ? std::move(file) : nullptr;
}

} // namespace

Result<std::unique_ptr<QTemporaryFile>> unpackedAsFarAsItGoes(const QString &path,
                                                              const OpenProgress &progress)
{
    constexpr qint64 largest = 16 * 1024 * 1024; // it is unpacked some twenty times
    CutStream stream(path, progress);
    if (stream.filter() == 0)
        return std::unique_ptr<QTemporaryFile>();
    qsizetype before = 0;
    if (QFile(path).size() <= largest) {
        const auto found = stream.end(&before);
        if (!found)
            return found.error();
        if (*found == 0)
            return std::unique_ptr<QTemporaryFile>();
    }
    auto file = temporaryFile();
    if (!file)
        return std::unique_ptr<QTemporaryFile>();
    const auto written = stream.unpack(before, [&file](QByteArrayView bytes) {
        return file->write(bytes.data(), bytes.size()) == bytes.size();
    });
    if (!written)
        return written.error();
    return *written > before && file->flush() ? std::move(file) : std::unique_ptr<QTemporaryFile>();
}

} // namespace rtmscope::filesource
