// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/summaryscope.h"

namespace rtmscope {

//! Puts notes into words: entries of the record that are no frames.
struct NoteSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    explicit NoteSummary(const SummaryScope &scope)
        : s(scope)
    {
    }

    QString stateNote() const;
    QString apiNote() const;
    QString sendNote() const;
    QString gapNote() const;
    QString controlFrame() const;
    QString backfillNote() const;
    QString otherNote() const;

private:
    QString backfillOfPlace() const;
    QString markNote() const;

    const SummaryScope &s;
};

} // namespace rtmscope
