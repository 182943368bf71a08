// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/fork/fork.h"

#include <functional>

//! A fork as a file. Free functions; any thread.
namespace rtmscope::forksave {

//! Told how many of the entries are written; returns false to give up.
using Progress = std::function<bool(qsizetype done, qsizetype all)>;

//! Writes a capture of all that \a content consists of, numbered anew; the file is only replaced once all is
//! written. An Input error in words, with the code "cancelled" after \a progress gave up.
Result<Done> save(const ForkContent &content, const QString &path, const Progress &progress = {});

} // namespace rtmscope::forksave
