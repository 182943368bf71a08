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

//! Appends \a blocks, an array as in Message::blocks.
void appendBlocks(RichText &out, const json::Value &blocks, const QString &path, UnknownBlocks unknown,
                  int depth);

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
