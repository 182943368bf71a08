// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QString>

namespace rtmscope {

enum class HandlerLanguage : quint8 { Python, JavaScript, Go, Java, Cpp };

//! A few lines for a bot that shall react to frames as \a frame is one, to be pasted where its other handlers
//! are: with the type, the subtype, and of what people press or submit its name. In the vendor's libraries
//! (slack_sdk and Bolt, @slack/rtm-api), slack-go, or our own. Frames of RTM get the libraries of RTM,
//! envelopes those of Socket Mode. Empty where no program handles it: acknowledgements, and what has no type.
QString handlerCode(json::Value frame, HandlerLanguage language);

} // namespace rtmscope
