// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/richtext.h"
#include "core/workspace/message.h"

#include <QColor>
#include <QList>
#include <QString>

namespace rtmscope {

struct AttachmentField
{
    QString title;
    RichText value;
};

//! A legacy attachment or link preview, as far as it is shown (protocol 7.8).
struct AttachmentContent
{
    QColor bar; //!< invalid: the theme's line colour
    RichText pretext;
    QString author;
    QString title;
    QString titleLink;
    RichText text;
    QList<AttachmentField> fields;
    QString footer;
};

//! What a message says: its text as a tree and its attachments. Ids are not resolved, nothing is styled.
struct MessageContent
{
    RichText text;
    QList<AttachmentContent> attachments;
};

//! Blocks if there are any, else the text (protocol 7.5); then attachments.
MessageContent contentOf(const Message &message);

//! Joins, leaves, topics, pins and the like: one quiet line without an avatar.
bool isSystemLine(const Message &message);

} // namespace rtmscope
