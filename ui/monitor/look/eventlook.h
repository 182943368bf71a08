// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventtraits.h"
#include "ui/theme/theme.h"

#include <QIcon>

//! How kinds of events look, in the table and in the timeline alike.
namespace rtmscope {

theme::Colour kindColour(EventClass kind);
//! The kind's glyph in its colour; follows the theme.
const QIcon &kindIcon(EventClass kind);

} // namespace rtmscope
