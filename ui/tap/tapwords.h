// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/tapfigures.h"
#include "ui/tap/tapway.h"

//! A tap's figures in words. Free functions over values; any thread.
namespace rtmscope::tapwords {

//! What a program has to be told, and where it goes then.
QString intro(const TapWay &way);

//! One line of the pane: what it is, what was measured, and what is wrong with that.
struct Line
{
    QString caption;
    QString value;
    QString worry = {}; //!< in words; empty: nothing
};

//! "12 ms, longest 4.2 s".
QString spread(const TapSpread &spread);
//! What can be told of this program, in order. What its kind does not have is left out.
QList<Line> lines(const TapFigures &figures);

//! What went wrong with calls, the gravest first.
struct Trouble
{
    QString words;
    bool isError = false; //!< else a worry
};
//! \a nowUs: Clock's, for pauses that are not over.
QList<Trouble> troubles(const TapFigures &figures, qint64 nowUs);

} // namespace rtmscope::tapwords
