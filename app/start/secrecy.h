// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! Turns on what is to be logged, each line with its time. \a rules as logRules() makes them; empty changes
//! nothing. QT_LOGGING_RULES and QT_MESSAGE_PATTERN have the last word.
void startLogging(const QString &rules);

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
