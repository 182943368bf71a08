// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/event.h"

#include "core/events/eventdecoder.h"
#include "core/events/eventtraits.h"

namespace rtmscope {

const EventBody &Event::body() const
{
    if (!m_body)
        m_body = EventDecoder::bodyOf(*this);
    return *m_body;
}

std::size_t Event::row() const
{
    if (m_row == neverRead) {
        const bool readable = direction != Direction::Note && form != FrameForm::Binary;
        m_row = readable ? static_cast<quint16>(eventRow(type, subtype)) : 0;
    }
    return m_row;
}

} // namespace rtmscope
