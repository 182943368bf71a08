// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QIcon>
#include <QString>

#include <optional>

//! How a profile's colour looks and what it is called. The name always stands beside it: no meaning hangs on
//! the colour alone.
namespace rtmscope {

//! \a colour as in Profile::colour; nothing for none and for what this version does not know.
std::optional<theme::Colour> profileInk(const QString &colour);
QString profileColourWords(const QString &colour); //!< "Blue"; "None"
QIcon profileChip(const QString &colour);          //!< a dot in that colour; a ring for none

} // namespace rtmscope
