// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/settings.h"

namespace rtmscope {

//! Whether the tokens of \a settings can be what its stream wants, as far as that can be told without asking
//! anybody. An Input error says which is wrong and where the right one is found. What we do not know the look
//! of is for the server to judge. Free function; any thread.
Result<Done> checkedTokens(const ConnectionSettings &settings);
//! The same where nothing but calls of the Web API is wanted, which by Socket Mode one of the two tokens
//! makes.
Result<Done> checkedCallToken(const ConnectionSettings &settings);

} // namespace rtmscope
