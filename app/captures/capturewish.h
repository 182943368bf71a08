// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/export/exportformat.h"
#include "core/statistics/logstatistics.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

class QCommandLineParser;

namespace rtmscope {

//! When `record` begins another file, and which of the old ones go. A value.
struct RotationLimits
{
    std::optional<qint64> fileBytes;
    std::optional<std::chrono::milliseconds> fileTime;
    std::optional<qint64> keptFiles;                   //!< the newest, the one being written included
    std::optional<qint64> keptBytes;                   //!< likewise
    std::optional<std::chrono::milliseconds> keptTime; //!< since one was written to last
    bool keeps() const { return keptFiles || keptBytes || keptTime; }
    bool rotates() const { return fileBytes || fileTime; }
};

//! What `filter`, `export`, `merge`, `stats` and `record` shall do. A plain value.
struct CaptureWish
{
    QStringList files; //!< to be read; "-" is standard input
    QString filter;    //!< empty: everything
    QString output;    //!< a file to be written; empty: standard output
    bool replace = false;
    bool leaveOutRepeats = false; //!< of events that stand in more than one of the files
    bool countOnly = false;       //!< of filter
    ExportFormat format = ExportFormat::Capture;
    bool incoming = true;
    bool outgoing = false;
    bool redacted = false;
    QStringList keptTexts; //!< conversations that keep their texts, by id or "#name"
    //! What `stats` tells of.
    enum class Figures : quint8 { Counts, Latencies, Threads };
    Figures figures = Figures::Counts;
    StatisticsKey key = StatisticsKey::Type;
    bool json = false; //!< of stats
    RotationLimits rotation;
};

//! Reads what is common to \a command, which is the word itself. An Input error says what would be right.
Result<CaptureWish> readCaptureWish(const QString &command, const QCommandLineParser &parser);

} // namespace rtmscope
