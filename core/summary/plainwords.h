// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"
#include "core/workspace/message.h"

#include <QString>

namespace rtmscope {

class Workspace;

//! The words of what says little by itself: joins, topics, huddles, canvases, files, messages without a text.
//! Window and command line share them. Plain functions over values.

//! Joins, leaves, topics, pins and the like: one quiet line about the conversation rather than somebody's
//! words.
bool isSystemLine(const Message &message);
//! Who did what a line tells of; empty where nobody is named by id.
UserId actorOf(const Message &message);
//! The same by name, never empty: of a person, an app, else "Somebody".
QString actorName(const Message &message, const Workspace &workspace);

//! Something in it can be seen.
bool hasWords(const RichText &text);
//! What stands for a message without text, blocks, attachments and files. Of a system line it is what was
//! done, without who did it.
RichText standIn(const Message &message);
//! \a text, what a system line says, with who did it in front unless it begins with them. The span that was
//! put in front has the path "user".
RichText systemLine(RichText text, const Message &message, const Workspace &workspace);
//! What kind of message it is, where that is neither usual nor told by its words ("list record comment");
//! else empty.
QString kindLabel(const Message &message);

//! A file's title, or why there is none.
QString fileTitle(const FileSummary &file);
//! "file: plan.pdf", "2 files: a.png, b.png"; empty without files.
QString filesWords(const QList<FileSummary> &files);

//! What a span shows on one line of plain text, names resolved where \a workspace is given; emoji by name.
QString plainSpan(const Span &span, const Workspace *workspace);

} // namespace rtmscope
