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
//! device or pipe is written through. Where a folder takes no new files it is written in place, and what is
//! broken off is said to be. One thread.
class OutputSink
{
public:
    OutputSink() = default;
    ~OutputSink();
    OutputSink(const OutputSink &) = delete;
    OutputSink &operator=(const OutputSink &) = delete;

    //! \a path: empty stands for standard output. Whether it can be written at all.
    Result<Done> open(const QString &path);
    ExportStream::Sink sink();
    //! All is written.
    Result<Done> finish();

private:
    Error incomplete() const;

    std::unique_ptr<SaveFile> m_file;
    bool m_isInPlace = false; //!< what was there is gone since open()
};

//! What a command ends with that failed so: says the words, unless the reader of its output just left or
//! Ctrl+C ended it.
int endAfterFailure(const Error &error);

} // namespace rtmscope
