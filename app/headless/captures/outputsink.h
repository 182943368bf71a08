// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/savefile.h"
#include "core/export/exportstream.h"

#include <QString>

#include <memory>

namespace rtmscope {

//! Where a command writes to: standard output, or a file that is only replaced once all is written; a
//! device or pipe is written through. One thread.
class OutputSink
{
public:
    //! \a path: empty stands for standard output. Whether it can be written at all.
    Result<Done> open(const QString &path);
    ExportStream::Sink sink();
    //! All is written.
    Result<Done> finish();

private:
    Error incomplete() const;

    std::unique_ptr<SaveFile> m_file;
};

//! What a command ends with that failed so: says the words, unless the reader of its output just left or
//! Ctrl+C ended it.
int endAfterFailure(const Error &error);

} // namespace rtmscope
