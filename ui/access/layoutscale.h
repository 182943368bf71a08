// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace rtmscope::theme {

//! Makes margins and spacings of all layouts in \a root \a factor times as large, for who changes the size of
//! the text: they were measured by it once. Steps there and back end where they began. What a widget sets by
//! itself when its font changes is not harmed if this comes before.
void scaleLayouts(QWidget &root, double factor);

} // namespace rtmscope::theme
