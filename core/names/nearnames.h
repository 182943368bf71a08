// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace rtmscope {

//! Of \a names the few that somebody who wrote \a wanted may have meant, the likeliest first: a slip of one
//! or two letters, a part of the other, or the same beginning. Pure; any thread.
QStringList nearNames(const QString &wanted, const QStringList &names);

} // namespace rtmscope
