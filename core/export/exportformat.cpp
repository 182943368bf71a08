// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/exportformat.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExportFormat", text);
}

} // namespace

QList<ExportFormatEntry> exportFormats()
{
    return {
        {ExportFormat::Capture, u"rtmcap"_s, u"rtmcap"_s, tr("Capture")},
        {ExportFormat::Ndjson, u"ndjson"_s, u"ndjson"_s, tr("Frames, one a line")},
        {ExportFormat::Json, u"json"_s, u"json"_s, tr("Frames in a list")},
        {ExportFormat::Csv, u"csv"_s, u"csv"_s, tr("Table for spreadsheets")},
        {ExportFormat::Har, u"har"_s, u"har"_s, tr("HTTP archive")},
        {ExportFormat::Markdown, u"markdown"_s, u"md"_s, tr("Transcript of the conversations")},
    };
}

std::optional<ExportFormat> exportFormatNamed(const QString &word)
{
    for (const ExportFormatEntry &entry : exportFormats()) {
        if (word == entry.word || word == entry.suffix)
            return entry.format;
    }
    return std::nullopt;
}

std::optional<ExportFormat> exportFormatOf(const QString &path)
{
    return exportFormatNamed(QFileInfo(path).suffix().toLower());
}

} // namespace rtmscope
