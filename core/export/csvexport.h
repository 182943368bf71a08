// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/frameexport.h"

#include <QStringView>

namespace rtmscope {

class Workspace;

//! A table with a row for each entry, as RFC 4180 has it: its line breaks are CR LF, every text is quoted.
void exportCsv(const ExportRows &rows, const Workspace &names, bool byteOrderMark, ExportStream &out);
//! Appends \a text as a cell that no spreadsheet takes for a formula, wherever it cuts the line.
void appendCsvCell(QStringView text, QByteArray &out);

} // namespace rtmscope
