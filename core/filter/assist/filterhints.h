// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/assist/valuecounts.h"
#include "core/filter/filterquery.h"

#include <QStringList>

#include <optional>
#include <vector>

//! Why a filter that is right finds nothing.
namespace rtmscope {

struct FilterHint
{
    QString words;       //!< in plain words, translated
    QString better = {}; //!< the filter with what is probably meant; empty: there is no such guess
};

//! A field that no entry has, or a word without quotes that was read as such. \a observed are the members of
//! the frames (observedFields()).
std::optional<FilterHint> fieldHint(const FilterQuery &query, const FilterQuery::Term &term,
                                    const QStringList &observed);

//! A value that the field never has. \a values are all that it has, the most frequent first.
std::optional<FilterHint> valueHint(const FilterQuery &query, const FilterQuery::Term &term,
                                    const std::vector<ValueCounts::Value> &values);

//! How many letters have to be changed, added or left out; small and capital ones are alike.
int editDistance(const QString &a, const QString &b);

} // namespace rtmscope
