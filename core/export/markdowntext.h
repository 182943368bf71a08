// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

#include <QString>
#include <QStringList>

//! What people wrote as Markdown (CommonMark, GitHub's dialect) that shows the same and does nothing else: no
//! markup, HTML, picture, link or heading comes of it that was not one. Free functions; any thread.
namespace rtmscope::markdowntext {

//! One line of plain text, every sign with a meaning escaped. Line breaks become blanks.
QString escaped(QStringView text);
//! Its lines. \a shown says in plain words what a span shows.
QStringList lines(const RichText &text, const std::function<QString(const Span &)> &shown);

} // namespace rtmscope::markdowntext
