// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QPainter;
class QRect;

namespace rtmscope::theme {

//! The ground of a selected row. The tint alone is too faint for many eyes: lines above and below have the
//! 3:1 that a mark needs, whoever has the focus.
void paintSelection(QPainter &painter, const QRect &row);
//! Around what has the focus, inside \a rect: a row, or a whole list that has none.
void paintFocusFrame(QPainter &painter, const QRect &rect);

} // namespace rtmscope::theme
