// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/livesession.h"

namespace rtmscope {

//! The session that speaks what \a config says.
std::unique_ptr<LiveSession> makeSession(const ConnectionSettings &config);

} // namespace rtmscope
