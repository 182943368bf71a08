// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/latencies.h"
#include "core/statistics/threadtally.h"

namespace rtmscope {

class Workspace;

//! What `stats` prints besides counts, for people and for programs. Free functions; any thread.
QByteArray latenciesText(const LatencyFigures &figures);
QByteArray latenciesJson(const LatencyFigures &figures, const QString &file);
//! \a log is what they are of: first messages are read from it.
QByteArray threadsText(const ThreadFigures &figures, const LogSnapshot &log, const Workspace &names);
QByteArray threadsJson(const ThreadFigures &figures, const QString &file, const Workspace &names);

} // namespace rtmscope
