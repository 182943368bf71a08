// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/emojiformat.h"

#include "core/text/emojiruns.h"
#include "ui/theme/theme.h"

namespace rtmscope::theme {

QTextCharFormat emojiFormat()
{
    QTextCharFormat format;
    if (const QStringList families = emojiFamilies(); !families.isEmpty()) {
        format.setFontFamilies(families);
        format.setFontItalic(false);
        format.setFontWeight(QFont::Normal);
    }
    return format;
}

QList<QTextLayout::FormatRange> emojiFormats(const QString &text)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange &run : emojiRuns(text))
        formats.append({int(run.begin), int(run.end - run.begin), emojiFormat()});
    return formats;
}

} // namespace rtmscope::theme
