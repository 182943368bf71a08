// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace rtmscope {

//! The glyphs for a short name as Slack spells it ("tada", "wave::skin-tone-3", "+1"), or empty if there is none.
QString emojiGlyph(QStringView name);
//! Short names that begin with \a prefix, for completion; at most \a limit, best first.
QStringList emojiNames(QStringView prefix, int limit);

} // namespace rtmscope
