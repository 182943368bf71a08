// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <utility>

class QWidget;

namespace rtmscope {

//! A line of a form with several fields, each with its stretch. Owned by \a parent.
QWidget *inARow(std::initializer_list<std::pair<QWidget *, int>> fields, QWidget *parent);

} // namespace rtmscope
