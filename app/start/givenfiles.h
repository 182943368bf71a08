// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

//! What the command line names files for. Free functions; main thread.
namespace rtmscope {

//! The token in \a file, which may have to be waited for, and that is said; without a file, \a otherwise. An
//! Input error in words if there is none, or more than one line.
Result<Secret> readToken(const QString &file, const Secret &otherwise);
//! What stands in the file \a given, or \a given itself where there is none of that name: a script.
Result<QByteArray> readScript(const QString &given);

} // namespace rtmscope
