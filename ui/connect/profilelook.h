// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"
#include "ui/theme/theme.h"

#include <QIcon>
#include <QString>

#include <optional>

//! How a profile's kind is called, how its colour looks and what that is called. The name always stands
//! beside it: no meaning hangs on the colour alone.
namespace rtmscope {

QString profileKindWords(Profile::Kind kind);   //!< "Socket Mode"
QString profileKindMeaning(Profile::Kind kind); //!< what it is for, and what it takes
//! \a colour as in Profile::colour; nothing for none and for what this version does not know.
std::optional<theme::Colour> profileInk(const QString &colour);
QString profileColourWords(const QString &colour); //!< "Blue"; "None"
QIcon profileChip(const QString &colour);          //!< a dot in that colour; a ring for none

} // namespace rtmscope
