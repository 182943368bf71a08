// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace rtmscope {

//! The process-wide nets that keep tokens and tickets in: every line of Qt's and our own logging is masked
//! before it reaches stderr, whatever categories somebody turns on, and a crash leaves no core file, which
//! would hold the memory with the token in it. One, made first thing in main() and kept to its end; what is
//! logged after that is dropped.
class SecretsKept
{
public:
    SecretsKept();
    ~SecretsKept();
    SecretsKept(const SecretsKept &) = delete;
    SecretsKept &operator=(const SecretsKept &) = delete;
};

} // namespace rtmscope
