// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/mrkdwn/richtext.h"

//! What blocks and attachments are both made of. For the readers in core/text only.
namespace rtmscope::blockparts {

//! Messages in messages, containers in containers: deeper ones are named only.
inline constexpr int deepestNesting = 3;

QString memberPath(const QString &path, QLatin1StringView member);
QString elementPath(const QString &path, qsizetype index);

//! Whether \a text holds as much as a message may.
bool isFull(const RichText &text);
//! Whether anything in \a block is to be seen.
bool hasText(const TextBlock &block);
TextBlock &startBlock(RichText &out, TextBlock::Kind kind, const QString &path);
//! Appends words of our own, which stand in no member; \a path is that of what they are about.
void appendWords(TextBlock &block, const QString &words, const QString &path, quint8 style = Span::Plain);

//! Appends \a blocks, an array as in Message::blocks.
void appendBlocks(RichText &out, const json::Value &blocks, const QString &path, UnknownBlocks unknown,
                  int depth);

//! A `rich_text` block (protocol 7.7).
void appendRichText(RichText &out, const json::Value &block, const QString &path, UnknownBlocks unknown);
//! A box that names the type of \a block, which we can't draw, and tells the words in it if \a unknown asks
//! for them.
void appendUnsupported(RichText &out, const json::Value &block, const QString &path, UnknownBlocks unknown);

//! A box for what is named and not fetched: \a title, which stands in the member \a titlePath, and below it
//! \a details, quietly. The title leads to \a url where that may be opened.
TextBlock card(TextBlock::Subject subject, const QString &title, const QString &titlePath, const QString &url,
               const QStringList &details, const QString &path);
//! A picture by \a title, else by the name in its address; the address stands below.
TextBlock pictureCard(const QString &title, const QString &titlePath, const QString &url,
                      const QStringList &details, const QString &path);
//! A file object (protocol 7.9).
TextBlock fileCard(const json::Value &file, const QString &path);
//! A button, menu or input of blocks or of old attachments; several where each of its choices is to be seen.
QList<Span> controls(const json::Value &element, const QString &path);
//! An address without its scheme, shortened in the middle.
QString shownAddress(const QString &url);

} // namespace rtmscope::blockparts
