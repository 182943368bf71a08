// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <string_view>

namespace rtmscope {

//! The members that the struct of a row (see eventRow()) has fields for, in its order; those of what is
//! flattened in, too. Empty for 0.
QList<std::string_view> knownFields(std::size_t row);

} // namespace rtmscope
