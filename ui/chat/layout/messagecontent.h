// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/attachment.h"
#include "core/mrkdwn/richtext.h"
#include "core/summary/plainwords.h"
#include "core/workspace/message.h"

#include <QList>
#include <QString>

namespace rtmscope {

//! What a message says: its text as a tree and its attachments. Ids are not resolved, nothing is styled.
struct MessageContent
{
    RichText text;
    QList<Attachment> attachments;
    qsizetype leftOut = 0; //!< letters that are too many to be shown; the event has them
};

//! Whole for the clipboard; Shown ends where laying it out would stop the window, and says so.
enum class Extent : quint8 { Shown, Whole };

//! Blocks if there are any, else the text (protocol 7.5); behind a block that can't be drawn the text as
//! well, once. Then attachments. Never without words unless files speak for it.
MessageContent contentOf(const Message &message, Extent extent);

} // namespace rtmscope
