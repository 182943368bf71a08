// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/sources/filesource.h"

#include <QByteArray>
#include <QString>
#include <QStringDecoder>
#include <QStringList>
#include <QTemporaryFile>

#include <memory>
#include <optional>
#include <vector>

//! Used by core/sources only.
namespace rtmscope::filesource {

Error inputError(const QString &code, const QString &words, const QString &detail = {});
//! The encoding of text in two or four bytes a letter: with its mark, or without where JSON begins as it only
//! can. Nothing for all other.
std::optional<QStringConverter::Encoding> wideEncoding(QByteArrayView head);
//! Files of a folder or archive that can hold frames. Everything else (pictures, pages) is not even read.
bool mayHoldFrames(const QString &name);
//! What file managers leave behind in archives.
bool isLitter(const QString &name);
//! "day-2" before "day-10".
void sortByName(std::vector<Part> &parts);
void sortByName(QStringList &names);

inline constexpr qint64 pieceSize = 1024 * 1024; //!< read at a time
inline constexpr int mostFiles = 500'000;        //!< of a folder or archive

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
    //! Whether \a wanted bytes more leave enough to everybody else.
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

} // namespace rtmscope::filesource
