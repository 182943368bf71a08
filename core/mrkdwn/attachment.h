// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

namespace rtmscope {

//! A legacy attachment, link preview or forwarded message (protocol 7.8), as it is to be shown: \a pretext
//! above, the rest beside a bar.
struct Attachment
{
    QString colour; //!< "#rrggbb"; empty: none was given, or no colour
    RichText pretext;
    RichText body; //!< author, title, text or blocks, fields, pictures, files, buttons, footer
};

//! \a attachmentsJson as in Message::attachments. An element that says nothing becomes a box that says so.
QList<Attachment> parseAttachments(const QByteArray &attachmentsJson, const QString &path);

} // namespace rtmscope
