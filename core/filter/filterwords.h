// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/filter/filtertree.h"

//! A compiled filter in plain words. Used by FilterQuery only.
namespace rtmscope::filter {

//! "Messages in #general by @ada whose text contains “deploy”": what \a root lets through.
QString explained(const Node &root);

//! The comparisons with values in \a root, from left to right.
std::vector<FilterQuery::Term> termsOf(const Node &root);

} // namespace rtmscope::filter
