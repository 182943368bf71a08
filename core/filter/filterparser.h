// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterlexer.h"
#include "core/filter/filterquery.h"
#include "core/filter/filtertree.h"

namespace rtmscope::filter {

//! A filter as it was understood.
struct Parsed
{
    Node root = {};
    bool isRelative = false;    //!< it counts back from now
    bool asksForThread = false; //!< "this" is in it
    bool asksForMarks = false;  //!< for what a person noted
};

//! More is a paste gone wrong.
inline constexpr qsizetype longestText = 20'000;

//! Compiles \a text (docs/filters.md). Nothing, with *problem set, if it is no filter. Used by FilterQuery
//! only.
std::optional<Parsed> parse(const QString &text, const FilterQuery::Context &context,
                            FilterQuery::Problem *problem);

//! A word that can only be meant as a value.
bool isValue(const Token &token);
//! Behind such a field only a value can stand.
bool takesWords(Field::Kind kind);
//! "time since", "time on", "time before", "time in last", "time last".
bool isTimeWord(const Token &field, const Token &word, const Token &next);
//! "m", "minutes", "5m".
bool isTimeUnit(QStringView text);

} // namespace rtmscope::filter
