// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

namespace rtmscope {

//! A message that a program made to hurt can't hold more than this: what comes after is kept as one plain
//! text.
inline constexpr qsizetype maxSpans = 20'000;
inline constexpr qsizetype maxTextBlocks = 2'000;

//! Appends \a source as mrkdwn (protocol sections 7.1 to 7.4). Linear in the length of the source, whatever
//! it holds.
void appendMrkdwn(RichText &out, const QString &source, const QString &path);
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
//! Appends to an open block. Text that goes on where the last span ended, in the same style, lengthens that
//! span.
void appendText(TextBlock &block, const QString &text, quint8 style, const QString &path, qsizetype begin,
                qsizetype end);
//! The spans held by all blocks.
qsizetype spanCount(const RichText &text);

} // namespace rtmscope
