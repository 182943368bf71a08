// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/filter/filtertree.h"

namespace rtmscope::filter {

//! Compiles \a text (docs/filters.md). Nothing, with *problem set, if it is no filter. Used by FilterQuery
//! only.
std::optional<Node> parse(const QString &text, const FilterQuery::NameLookup &names,
                          FilterQuery::Problem *problem);

} // namespace rtmscope::filter
