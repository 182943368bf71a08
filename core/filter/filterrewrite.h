// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"

//! What people write who know other languages, in ours.
namespace rtmscope::filter {

//! \a text with "and", "or", "not" and "&", "|" between terms as signs, "=" as "==", "=~" as "matches",
//! "field:value" as a comparison and small letters in the names of our fields. Values of "=" and ":" get the
//! quotes or the "@" that they lack. The same text if nothing of that is in it. What people do not mean as an
//! operator stays: what is quoted, values, words without a term beside them.
QString rewritten(const QString &text, const FilterQuery::NameLookup &names);

//! The field that a word before a colon names, in our spelling; empty if it is none that people write so.
QString fieldBeforeColon(QStringView name);

//! \a value as it is written behind "\a field ==".
QString spelledValue(const QString &field, const QString &value, const FilterQuery::NameLookup &names);

} // namespace rtmscope::filter
