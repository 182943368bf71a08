// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! `latest` of a page of history or replies that is to begin at the newest message: with `oldest` alone some
//! servers begin at that end; with both, all begin at this one.
inline const QString farFuture = QStringLiteral("9999999999.999999");

} // namespace rtmscope
