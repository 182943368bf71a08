// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace rtmscope {

enum class ExportFormat : quint8 {
    Capture,  //!< entries, which Rtmscope opens again as they are
    Ndjson,   //!< frames alone, one a line
    Json,     //!< the same in one array
    Csv,      //!< a table for spreadsheets
    Har,      //!< an HTTP archive, as browsers read and write it
    Markdown, //!< what was said, conversation by conversation
};

//! What the command line and the window say of a format.
struct ExportFormatEntry
{
    ExportFormat format;
    QString word;   //!< of --format
    QString suffix; //!< of files, without the dot
    QString title;  //!< "Spreadsheet (CSV)", translated
};

//! All of them, in the order in which they are offered. Free functions; any thread.
QList<ExportFormatEntry> exportFormats();
std::optional<ExportFormat> exportFormatNamed(const QString &word);
//! By the suffix of a file's name; nothing where that says none.
std::optional<ExportFormat> exportFormatOf(const QString &path);

} // namespace rtmscope
