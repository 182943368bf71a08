// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QTextCharFormat>

//! Formats for runs of text in a laid-out message.
namespace rtmscope::formats {

inline QTextCharFormat bold(QTextCharFormat format = {})
{
    format.setFontWeight(QFont::DemiBold);
    return format;
}

inline QTextCharFormat coloured(theme::Colour token, QTextCharFormat format = {})
{
    format.setForeground(theme::colour(token));
    return format;
}

inline QTextCharFormat secondary(theme::Colour token)
{
    QTextCharFormat format;
    format.setFont(theme::secondaryFont());
    return coloured(token, format);
}

} // namespace rtmscope::formats
