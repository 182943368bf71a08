// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QStringList>

namespace rtmscope {

//! How an entry came, in sentences: in which envelope, whether it has to be acknowledged, whether it came
//! before, what was blacked out. Empty where there is nothing to say.
QStringList deliveryWords(const Event &event, json::Value frame);

} // namespace rtmscope
