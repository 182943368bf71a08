// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/richtext.h"

namespace rtmscope {

//! A message that a program made to hurt can't hold more than this: what comes after is kept as one plain
//! text.
inline constexpr qsizetype maxSpans = 20'000;
inline constexpr qsizetype maxTextBlocks = 2'000;

//! Appends \a source as mrkdwn (protocol sections 7.1 to 7.4). Linear in the length of the source, whatever
//! it holds.
void appendMrkdwn(RichText &out, const QString &source, const QString &path);
//! Appends one block of \a kind without formatting: entities decoded, ":name:" made emoji where \a emoji says
//! so.
void appendPlain(RichText &out, const QString &source, const QString &path, TextBlock::Kind kind, bool emoji);
//! Appends to an open block. Text that goes on where the last span ended, in the same style, lengthens that
//! span.
void appendText(TextBlock &block, const QString &text, quint8 style, const QString &path, qsizetype begin,
                qsizetype end);
//! The spans held by all blocks.
qsizetype spanCount(const RichText &text);

} // namespace rtmscope
