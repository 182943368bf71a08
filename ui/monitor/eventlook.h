// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/ratehistory.h"
#include "ui/theme/theme.h"

#include <QBrush>
#include <QPixmap>

//! How kinds of events look, in the table and in the timeline alike.
namespace rtmscope {

theme::Colour kindColour(EventClass kind);
//! The kind's glyph, \a side logical pixels square. Drawn rather than taken from a font, whose dingbats are
//! missing on one system and coloured emoji on the next. Cached.
QPixmap kindGlyph(EventClass kind, const QColor &colour, int side, qreal devicePixelRatio);
//! Diagonal stripes: time without a connection.
QBrush gapBrush(const QColor &background);

} // namespace rtmscope
