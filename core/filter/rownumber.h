// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filtertree.h"
#include "core/log/logrow.h"

namespace rtmscope::filter {

//! The number by which an index row knows what a field of \a kind asks for. Only for the kinds from Dir to
//! User.
inline std::size_t numberIn(const LogRow &row, Field::Kind kind)
{
    switch (kind) {
    case Field::Kind::Dir:
        return std::size_t(row.direction);
    case Field::Kind::Channel:
        return row.channel;
    case Field::Kind::User:
        return row.user;
    default:
        return row.type;
    }
}

} // namespace rtmscope::filter
