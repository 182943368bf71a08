// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterparser.h"
#include "core/filter/filterquery.h"

namespace rtmscope {

//! Filled by FilterQuery::compileIn().
struct FilterQuery::Private
{
    QString text;
    QString understood;
    filter::Parsed parsed;
    bool hasExpressions = false; //!< regular ones
};

} // namespace rtmscope
