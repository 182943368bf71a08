// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringView>

namespace rtmscope {

//! Characters of a text from \a begin up to \a end.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

//! The emoji in \a text, each sequence by itself: with tone, variation selector and joiner, flags and
//! keycaps. Nothing may be put inside one.
QList<TextRange> emojiSequences(QStringView text);

//! \a at, or the beginning of the emoji that it is inside of: where \a text may be cut.
qsizetype outsideEmoji(QStringView text, qsizetype at);

//! The runs of \a text that are to be drawn as emoji: whole sequences with tone, variation selector and
//! joiner, flags and keycaps, so that no font change falls inside one. Signs of the trade (©, ↔) stay text
//! unless a selector asks. One pass; plain text costs a comparison a character.
QList<TextRange> emojiRuns(QStringView text);

} // namespace rtmscope
