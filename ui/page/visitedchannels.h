// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QList>

namespace rtmscope {

//! Back and forward through the conversations that were open, as a browser does it. A plain value.
class VisitedChannels
{
public:
    //! It is open now. What lay ahead is forgotten, unless this is where step() led.
    void visit(const ChannelId &channel)
    {
        if (m_at >= 0 && m_channels.at(m_at) == channel)
            return;
        m_channels.resize(m_at + 1);
        m_channels.append(channel);
        m_at = m_channels.size() - 1;
    }
    bool canStep(int step) const { return m_at + step >= 0 && m_at + step < m_channels.size(); }
    //! Where \a step leads, -1 being back; empty: nowhere.
    ChannelId step(int step)
    {
        if (!canStep(step))
            return {};
        m_at += step;
        return m_channels.at(m_at);
    }

private:
    QList<ChannelId> m_channels;
    qsizetype m_at = -1;
};

} // namespace rtmscope
