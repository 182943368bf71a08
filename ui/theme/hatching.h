// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QBrush>

namespace rtmscope::theme {

//! Diagonal stripes on \a background: time without a connection, wherever it is shown.
QBrush hatching(const QColor &background);

} // namespace rtmscope::theme
