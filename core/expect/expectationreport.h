// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/expectationrun.h"

//! What came of a run. Pure functions.
namespace rtmscope::expectationreport {

//! Lines for people, with their line ends: each expectation with what became of it, and a sum.
QByteArray text(const ExpectationRun &run);
//! The same as JUnit's XML, a test case for each expectation. \a suite names the run, \a durationUs how long
//! it took.
QByteArray junit(const ExpectationRun &run, const QString &suite, qint64 durationUs);

} // namespace rtmscope::expectationreport
