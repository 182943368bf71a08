// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

//! What others wrote, made harmless for a screen or a terminal. The record keeps every byte; what people read
//! must not be able to end a line, move a cursor or turn the words around it. Plain functions; any thread.
namespace rtmscope {

//! One line: line breaks, tabs and other control characters become one blank for each run of them.
//! Direction marks, overrides and isolates, and what has no look of its own (zero width spaces, stray tag
//! letters) go; joiners stay, since Persian and emoji need them. Half a surrogate pair becomes U+FFFD.
QString cleanLine(QStringView text);
//! The same for a text of several lines: line breaks, however they are spelled, become '\n'; tabs stay, and
//! so do the weak direction marks that a writer may need.
QString cleanLines(QStringView text);
//! Far more than the service allows for names, topics and ids; a longer one would take too long to draw.
inline constexpr qsizetype longestName = 255;
//! A name: cleanLine() without blanks around it, shortened() to longestName; empty if nothing of it could be
//! seen.
QString cleanName(QStringView text);
//! \a text, or its first \a most letters with "…" behind them. No pair is cut in two.
QString shortened(QStringView text, qsizetype most);
//! Nothing that could be seen: blanks, control characters, fillers, invisible letters.
bool isBlank(QStringView text);

//! \a name between FSI and PDI, so that its direction does not turn the line around it.
QString isolated(const QString &name);
//! The same only where \a name holds right-to-left letters: for titles and what is looked up by its text.
QString isolatedIfNeeded(const QString &name);

} // namespace rtmscope
