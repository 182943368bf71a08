// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

#include <QList>

namespace rtmscope {

//! One place where two JSON texts are not the same. Nodes are those of the trees that were compared.
struct JsonDifference
{
    enum class Kind : quint8 { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    int before = -1; //!< -1: added
    int after = -1;  //!< -1: removed
};

struct JsonDiff
{
    QList<JsonDifference> differences; //!< in the order of the later text; what is gone follows its siblings
    bool isComplete = true;            //!< false: there are more than are worth listing
};

//! What became of a value: the same members in another order are no difference, another spelling of a number
//! is one. Elements of arrays are paired by what names them (id, ts, block_id, …) where they have such a
//! member, so that one put in front does not change all that follow. Pure; any thread; time grows with the
//! texts, and with the product of two arrays' lengths up to a bound, beyond which elements are paired by
//! their place.
JsonDiff jsonDiff(const json::Tree &before, int beforeNode, const json::Tree &after, int afterNode);

} // namespace rtmscope
