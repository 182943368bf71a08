// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace rtmscope {

//! How much one message holds. Both at least 64.
struct TextRoom
{
    qsizetype characters = 0; //!< code points
    qsizetype bytes = 0;      //!< of UTF-8 as a JSON string, escapes included, quotes not
};

//! How much of its room \a text takes.
TextRoom roomOf(QStringView text);
bool fits(QStringView text, const TextRoom &room);

//! Cuts a message's text (mrkdwn as it goes on the wire) into parts that fit, each as long as can be. It cuts
//! between paragraphs if that leaves a part at least half full, else between lines, else between words, and
//! inside a word only where there is no other way. Never inside <…>, an entity, short `code` or what a reader
//! sees as one character, unless that alone is longer than a part. A ``` block that is cut is closed at the
//! end of one part and opened again in the next. White space at a cut goes; nothing else is lost, and no part
//! is blank. A text that fits comes back alone, as it is. Pure; any thread; linear time.
QStringList splitText(const QString &text, const TextRoom &room);

} // namespace rtmscope
