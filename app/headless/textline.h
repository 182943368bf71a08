// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/eventsummary.h"

namespace rtmscope {

//! One readable line per event for `tail --format text`: time, direction, type, where, who, what. Keeps its
//! JSON buffers between calls; one thread.
class TextLine
{
public:
    QByteArray of(const Event &event, const Workspace &workspace);

private:
    EventSummary m_summary;
};

} // namespace rtmscope
