// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/event.h"

#include "core/events/eventdecoder.h"

namespace rtmscope {

const EventBody &Event::body() const
{
    if (!m_body)
        m_body = EventDecoder::bodyOf(*this);
    return *m_body;
}

bool Event::isKnown() const
{
    return EventDecoder::alternativeOf(*this) != 0;
}

} // namespace rtmscope
