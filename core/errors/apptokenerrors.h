// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace rtmscope {

//! An error of apps.connections.open: there the app-level token was shown, and the usual words speak of
//! another. Free function; any thread.
Error appTokenError(const Error &error);
//! The codes that it has words of its own for.
QStringList knownAppTokenCodes();

} // namespace rtmscope
