// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QWidget;

namespace rtmscope {

//! F6 and Shift+F6: moves the focus to the next (\a step 1) or previous (-1) visible one of \a panes, in
//! their order, into its list if it has one. Does nothing when no other pane can take it.
void cyclePanes(const QList<QWidget *> &panes, int step);

//! Not behind another tab, and not squeezed out: what is there Qt keeps outside the window.
bool isOnScreen(const QWidget &widget);

} // namespace rtmscope
