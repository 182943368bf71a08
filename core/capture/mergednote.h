// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

//! Notes of a capture that is read behind others, as one record: what they count is counted on. Free
//! functions; any thread.
namespace rtmscope::mergednote {

//! \a note with its gap's and connections' numbers (docs/capture-format.md, "gap", "backfill") so much
//! higher; any other as it is.
QByteArray moved(const QByteArray &note, quint32 connectionsBefore, int gapsBefore);
//! The number of the gap that \a note tells of; 0: of none.
int gapIn(const QByteArray &note);

} // namespace rtmscope::mergednote
