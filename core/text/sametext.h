// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! \a text without what a server changes about a message on its way: bare addresses get wrapped and some get
//! a label, mentions get the name as a label, emoji become :names:, white space at the ends goes. Two texts
//! with the same comparable form are the same message as its writer sees it. Pure; any thread.
QString comparableText(const QString &text);

//! Whether \a servers is what a server makes of \a ours: for matching a send with its echo, its replay or a
//! page of history (protocol 4.2).
bool isSameText(const QString &ours, const QString &servers);

} // namespace rtmscope
