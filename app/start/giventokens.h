// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/connectionwish.h"
#include "core/base/result.h"

class QCommandLineParser;

namespace rtmscope {

//! Reads the tokens that a command was given, from files or the environment, and what is to be spoken with
//! them. \a mayBeSocketMode: the command has the options of Socket Mode. May wait for a file that somebody
//! writes. An Input error says what can't be read or does not fit together.
Result<Done> readTokens(const QCommandLineParser &parser, bool mayBeSocketMode, ConnectionWish *wish);

} // namespace rtmscope
