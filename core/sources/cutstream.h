// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/sources/openprogress.h"

#include <QTemporaryFile>

#include <memory>

namespace rtmscope::filesource {

//! What can be unpacked of a packed file that was cut or is damaged, to the last byte before that place; null
//! if that is nothing, or \a path is not packed with gzip, bzip2, xz or zstd. An Input error if there is no
//! room for it, or it was cancelled. Any thread.
//!
//! libarchive unpacks in blocks of its own and throws away the one that can't be filled. But all four formats
//! may be put one behind the other: so many bytes of nothing, packed likewise, are put before the file that
//! what is left of it ends where a block does. How many that are is found by halving.
Result<std::unique_ptr<QTemporaryFile>> unpackedAsFarAsItGoes(const QString &path,
                                                              const OpenProgress &progress);

} // namespace rtmscope::filesource
