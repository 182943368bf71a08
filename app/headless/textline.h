// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/headless/answertimes.h"
#include "core/summary/eventsummary.h"

namespace rtmscope {

//! One readable line per event for `--format text`: time, direction, type, where, who, what. Keeps its JSON
//! buffers between calls; one thread.
class TextLine
{
public:
    //! Every entry of the record, whether or not it gets a line: an answer's says how long it took.
    void hear(const Event &event) { m_times.hear(event); }
    QByteArray of(const Event &event, const Workspace &workspace);

private:
    EventSummary m_summary;
    AnswerTimes m_times;
};

} // namespace rtmscope
