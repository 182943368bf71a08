// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/sources/filesource.h"

//! Used by core/sources only.
namespace rtmscope::filesource {

//! Whether this build can.
bool canUnpack();
//! Unpacks what is in the archive \a path, which is packed with \a packer, as people call it. Of a damaged
//! one whatever can be: Source::remark says what could not.
Result<Source> openArchive(const QString &path, const QString &packer, const OpenProgress &progress);

} // namespace rtmscope::filesource
