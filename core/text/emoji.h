// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace rtmscope {

//! The glyphs for a short name as Slack spells it ("tada", "wave::skin-tone-3", "+1"), or empty if there is
//! none.
QString emojiGlyph(QStringView name);
//! Whether everybody has an emoji of this name, tones ("::skin-tone-3") aside.
bool isStandardEmoji(QStringView name);
//! Where the emoji of ":tada:" or ":wave::skin-tone-4:" ends that begins with the colon at \a begin; -1 if
//! there is none. 10:30:45 is a time of day.
qsizetype emojiEnd(QStringView line, qsizetype begin);
//! Short names that begin with \a prefix, for completion; at most \a limit, best first.
QStringList emojiNames(QStringView prefix, int limit);

} // namespace rtmscope
