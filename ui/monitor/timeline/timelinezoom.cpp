// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timelinezoom.h"

#include <algorithm>

namespace rtmscope {

void TimelineZoom::setRecord(qint64 fromUs, qint64 toUs, qint64 finestUs)
{
    const bool showsEnd = m_isZoomed && m_toUs >= m_recordToUs;
    m_recordFromUs = fromUs;
    m_recordToUs = std::max(fromUs, toUs);
    m_finestUs = std::max<qint64>(1, finestUs);
    if (m_isZoomed)
        setRange(showsEnd ? m_recordToUs - length() : m_fromUs, length());
}

double TimelineZoom::beginsAt() const
{
    const qint64 all = m_recordToUs - m_recordFromUs;
    return all <= 0 ? 0 : double(fromUs() - m_recordFromUs) / double(all);
}

double TimelineZoom::endsAt() const
{
    const qint64 all = m_recordToUs - m_recordFromUs;
    return all <= 0 ? 1 : double(toUs() - m_recordFromUs) / double(all);
}

void TimelineZoom::zoom(double factor, qint64 timeUs)
{
    const qint64 before = length();
    if (before <= 0 || factor <= 0)
        return;
    const qint64 after = std::max(m_finestUs, qint64(double(before) / factor));
    if (factor > 1 && after >= before)
        return; // it is as near as it gets
    const double share = std::clamp(double(timeUs - fromUs()) / double(before), 0.0, 1.0);
    m_isZoomed = true;
    setRange(timeUs - qint64(share * double(after)), after);
}

void TimelineZoom::pan(qint64 byUs)
{
    if (m_isZoomed)
        setRange(m_fromUs + byUs, length());
}

void TimelineZoom::reveal(qint64 timeUs, qint64 lengthUs)
{
    if (!m_isZoomed)
        return;
    if (timeUs < m_fromUs)
        setRange(timeUs, length());
    else if (timeUs + lengthUs > m_toUs)
        setRange(timeUs + lengthUs - length(), length());
}

void TimelineZoom::setRange(qint64 fromUs, qint64 lengthUs)
{
    if (lengthUs >= m_recordToUs - m_recordFromUs) {
        m_isZoomed = false;
        return;
    }
    m_fromUs = std::clamp(fromUs, m_recordFromUs, m_recordToUs - lengthUs);
    m_toUs = m_fromUs + lengthUs;
}

} // namespace rtmscope
