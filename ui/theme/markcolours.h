// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

//! The colours that a person gives to events, by a label or a rule. They never stand alone: a digit or a sign
//! goes with each.
namespace rtmscope::theme {

inline constexpr int markColourCount = 9;

//! Colour \a number, from 1, as ink on the background; what is written in the background's colour on it keeps
//! the same 4.5:1. An invalid colour for any other number.
QColor markColour(int number);
QColor markColour(int number, Scheme scheme);
//! "red", "orange", …: what it is called in a menu.
QString markColourName(int number);
//! The ground of a row that has that colour: a tint of the background on which text stays readable. With high
//! contrast it is the background itself.
QColor markGround(int number);
QColor markGround(int number, Scheme scheme);

} // namespace rtmscope::theme
