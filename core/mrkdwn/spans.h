// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

//! What the readers of mrkdwn, Markdown, blocks and attachments append to a message. Pure functions; any
//! thread.
namespace rtmscope {

//! A message that a program made to hurt can't hold more than this: what comes after is kept as one plain
//! text.
inline constexpr qsizetype maxSpans = 20'000;
inline constexpr qsizetype maxTextBlocks = 2'000;

//! What is read in a text that has no formatting. Entities are always decoded.
struct PlainRules
{
    bool emoji = true;   //!< ":name:"
    bool angles = false; //!< links, mentions, dates: `<…>`
};
//! Appends one block of \a kind without formatting.
void appendPlain(RichText &out, const QString &source, const QString &path, TextBlock::Kind kind,
                 PlainRules rules);
//! Likewise, to an open block and in one \a style.
void appendPlain(TextBlock &block, const QString &source, const QString &path, PlainRules rules,
                 quint8 style = Span::Plain);
//! Appends \a link, a Link span, with the emoji names in its \a label as emoji that lead where the link does.
//! \a labelBegin: where the label begins in the member. \a escaped: entities are to be decoded.
void appendLink(TextBlock &block, const Span &link, QStringView label, qsizetype labelBegin,
                bool escaped = true);
//! Appends what the characters from \a begin, a `<`, to \a end, behind its `>`, stand for: a link, a mention,
//! a date (protocol 7.2). False where they are none of these; nothing is appended then.
bool appendAngle(TextBlock &block, QStringView source, qsizetype begin, qsizetype end, quint8 style,
                 const QString &path);
//! Appends to an open block. Text that goes on where the last span ended, in the same style, lengthens that
//! span.
void appendText(TextBlock &block, const QString &text, quint8 style, const QString &path, qsizetype begin,
                qsizetype end);
//! The emoji whose name, colons included, stands from \a begin to \a end.
Span emojiSpan(QStringView source, qsizetype begin, qsizetype end, quint8 style, const QString &path);
//! The spans held by all blocks.
qsizetype spanCount(const RichText &text);

} // namespace rtmscope
