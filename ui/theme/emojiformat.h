// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTextLayout>

namespace rtmscope::theme {

//! The look of emoji, whatever the text around them: from the colour font, neither slanted nor emboldened.
//! Empty where no colour font is installed.
QTextCharFormat emojiFormat();

//! That for each emoji in \a text, for a layout. A font for text may have some of them in black and white.
QList<QTextLayout::FormatRange> emojiFormats(const QString &text);

} // namespace rtmscope::theme
