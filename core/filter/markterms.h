// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/log/markrows.h"

#include <algorithm>
#include <vector>

namespace rtmscope {

//! Whether \a query asks for the notes themselves by which a person marks events: `type == mark`, `type ==
//! comment`. Others don't find them, whatever they say of channels and texts. Any thread.
inline bool asksForMarkRows(const FilterQuery &query)
{
    if (query.matchesEverything())
        return false;
    const std::vector<FilterQuery::Term> terms = query.terms();
    return std::any_of(terms.begin(), terms.end(), [](const FilterQuery::Term &term) {
        return term.field == QLatin1StringView(term.isPath ? "kind" : "type") &&
               std::any_of(term.values.begin(), term.values.end(),
                           [](const FilterQuery::Value &value) { return MarkRows::isKind(value.text); });
    });
}

//! Takes them out of \a rows, from place \a first on.
inline void dropMarkRows(const LogReader &log, MarkRows &marks, std::vector<quint32> &rows, std::size_t first)
{
    const auto isMark = [&](quint32 row) { return marks.has(log, log.row(row)); };
    rows.erase(std::remove_if(rows.begin() + std::ptrdiff_t(first), rows.end(), isMark), rows.end());
}

} // namespace rtmscope
