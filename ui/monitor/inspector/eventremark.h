// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/tree.h"

#include <QString>

namespace rtmscope {

//! What one should know of an event before reading on: why it is no JSON and where, what was blacked out.
struct EventRemark
{
    QString words;         //!< a line each; empty: nothing
    bool isBroken = false; //!< it is no JSON
    qsizetype place = -1;  //!< the byte where it stops making sense; -1: none
    QString placeWords;    //!< what is wrong there
};

//! \a tree is that of the event, or why there is none.
EventRemark remarkOn(const Event &event, const json::Tree &tree, bool isExample);

} // namespace rtmscope
