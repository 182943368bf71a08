// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sources/collector.h"

#include "core/text/naturalorder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QStorageInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::filesource {

namespace {

constexpr qint64 spareOnDisk = 256 * 1024 * 1024; // what unpacking leaves to everybody else

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

} // namespace

Error inputError(const QString &code, const QString &words, const QString &detail)
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
}

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

bool mayHoldFrames(const QString &name)
{
    constexpr std::array suffixes{".json"_L1, ".jsonl"_L1, ".ndjson"_L1, ".rtmcap"_L1,
                                  ".har"_L1,  ".log"_L1,   ".txt"_L1};
    return std::any_of(suffixes.begin(), suffixes.end(), [&name](QLatin1StringView suffix) {
        return name.endsWith(suffix, Qt::CaseInsensitive);
    });
}

bool isLitter(const QString &name)
{
    const QString file = name.section(u'/', -1);
    return file.isEmpty() || file.startsWith(u'.') || name.startsWith("__MACOSX/"_L1);
}

void sortByName(QStringList &names)
{
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        const int compared = compareNaturally(a, b);
        return compared != 0 ? compared < 0 : a < b;
    });
}

void sortByName(std::vector<Part> &parts)
{
    std::sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) {
        const int compared = compareNaturally(a.name, b.name);
        return compared != 0 ? compared < 0 : a.begin < b.begin;
    });
}

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
    sortByName(m_parts);
    m_file->flush();
    Source source;
    source.spool = Spool::overUnpacked(std::move(m_file), path);
    source.parts = std::move(m_parts);
    return source;
}

} // namespace rtmscope::filesource
