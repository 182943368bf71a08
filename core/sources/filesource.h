// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/capture/spool.h"
#include "core/sources/openprogress.h"

#include <QString>

#include <vector>

//! From what a person opens (a file, a folder, an archive) to bytes that can be read at any place: unpacked,
//! in UTF-8, one file after the other. Used by EventLog::open; free functions, any thread.
namespace rtmscope::filesource {

//! A file in the bytes of a Source.
struct Part
{
    QString name; //!< with its folders, "general/2026-11-22.json"; of a file by itself, its name alone
    qint64 begin = 0;
    qint64 end = 0;
    bool whole = true; //!< false: the archive is damaged in the middle of it
};

struct Source
{
    Spool spool;
    std::vector<Part> parts;   //!< in natural order of their names
    bool isCollection = false; //!< a folder or an archive of several, even if only one could be used
    int leftOut = 0;           //!< files of a collection that can hold no frames by their name
    QString remark;            //!< in words: what could not be read of a damaged archive; else empty
};

//! Opens \a path. What is plain stays where it is and is read there; what is packed, spelled in UTF-16 or a
//! folder is copied into a file without a name, in the user's cache folder, that goes with the Source. An
//! Input error in words says what the file is and how to unpack it, if we can't.
Result<Source> open(const QString &path, const OpenProgress &progress = {});
//! What ends an opening that was given up.
Error cancelled();

//! Unpacking ends with an error once there is this many times more than was read of the archive: no real
//! frames repeat themselves that often, but an archive made to fill the disk does.
inline constexpr qint64 mostUnpackedPerByte = 400;
//! Up to this size the ratio does not matter.
inline constexpr qint64 harmlessSize = 64 * 1024 * 1024;

} // namespace rtmscope::filesource
