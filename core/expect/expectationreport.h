// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/expectationrun.h"

//! What came of a run. Pure functions.
namespace rtmscope::expectationreport {

//! What became of one expectation, for people.
struct Line
{
    enum class State : quint8 {
        Waiting, //!< no event has been such yet
        Open,    //!< there was one, and the answer may still come
        Passed,  //!< so far
        Failed,
    };
    int number = 0; //!< of its line in the file, from 1
    QString source;
    State state = State::Waiting;
    QString words; //!< why, and of how many; a line for each failure

    friend bool operator==(const Line &, const Line &) = default;
};
//! In the order of the file. \a isOver: what has not come up by now has failed.
QList<Line> lines(const ExpectationRun &run, bool isOver);

//! Lines for people, with their line ends: each expectation with what became of it, and a sum.
QByteArray text(const ExpectationRun &run);
//! The same as JUnit's XML, a test case for each expectation. \a suite names the run, \a durationUs how long
//! it took.
QByteArray junit(const ExpectationRun &run, const QString &suite, qint64 durationUs);

} // namespace rtmscope::expectationreport
