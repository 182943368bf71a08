// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/workspace/message.h"

#include <QDate>
#include <QString>

namespace rtmscope {

class Workspace;
class Conversation;

//! The words of messages: for clipboards, screen readers, tool tips and the marks beside a message.
//! Plain functions over values; times are shown in the local time zone.
namespace words {

using rtmscope::isolated;
QString timeOfDay(qint64 us); //!< "14:02"; "?" where it is not known
QString moment(qint64 us);    //!< "Sunday 22 November 2026, 14:02:11.318"
QDate localDate(qint64 us);
QString day(QDate date, QDate today); //!< "Sunday 22 November", with the year when it is not this year's

//! Who wrote it, as shown: "You" for ourselves, never empty.
QString author(const Message &message, const Workspace &workspace);
bool isOwn(const Message &message, const Workspace &workspace);
bool isApp(const Message &message, const Workspace &workspace);

//! What a span shows: names resolved, emoji as glyphs.
QString span(const Span &span, const Workspace &workspace);
QString plain(const RichText &text, const Workspace &workspace);
//! ":tada:", what it is another name of, or why there is no picture of it.
QString emojiTip(const QString &name, const Workspace &workspace);
//! What only some messages are: "Only visible to you", "list record comment".
QStringList peculiarities(const Message &message);
//! The text of a message with its files and attachments, for the clipboard.
QString plain(const Message &message, const Workspace &workspace);
//! What stands below a message of which \a letters are too many to be shown.
QString leftOut(qsizetype letters);
//! Stands below a table of which the first rows are shown.
QString moreRows(qsizetype rows);
//! "Mira Okafor, 14:02, Deploy is done. 2 replies. Edited."
QString accessible(const Message &message, const Workspace &workspace, bool recorded);

QString replies(int count); //!< "2 replies"
//! "✓ acknowledged in 61 ms", "queued", "sending…"; empty for what needs no mark.
QString delivery(const Message &message, const Workspace &workspace, bool recorded = false);
//! Why it failed or may have, and what is known of it; empty otherwise. \a recorded: nothing goes on, nothing
//! can be done.
QString trouble(const Message &message, const Workspace &workspace, bool recorded = false);
QString fileDetails(const FileSummary &file); //!< "PDF · 2.1 MB"
using rtmscope::fileTitle;
//! ":eyes: from Mira Okafor, Tomás Rey and 2 others"
QString reaction(const Reaction &reaction, const Workspace &workspace);
//! "Mira Okafor is typing…"; empty when nobody but us does.
QString typing(const Conversation &conversation, const MessageTs &thread, const Workspace &workspace);
//! Why nobody can write there any more; empty: one can.
QString closed(const Conversation &conversation);

} // namespace words
} // namespace rtmscope
