// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace rtmscope {

//! Which part of a record is in view: all of it, or a range that stays where it is, and goes on with a record
//! whose end it shows. A value. Times are microseconds.
class TimelineZoom
{
public:
    //! The record is so long now; \a finestUs is the shortest range worth looking at.
    void setRecord(qint64 fromUs, qint64 toUs, qint64 finestUs);

    bool isZoomed() const { return m_isZoomed; }
    bool canZoomIn() const { return length() > m_finestUs; }
    qint64 fromUs() const { return m_isZoomed ? m_fromUs : m_recordFromUs; }
    qint64 toUs() const { return m_isZoomed ? m_toUs : m_recordToUs; }
    qint64 length() const { return toUs() - fromUs(); }
    //! Where the view lies in the record, from 0 to 1.
    double beginsAt() const;
    double endsAt() const;

    //! \a factor times as near, with \a timeUs where it is. What would show more than all shows all.
    void zoom(double factor, qint64 timeUs);
    void pan(qint64 byUs);
    //! Pans no further than it takes to see \a timeUs and \a lengthUs behind it.
    void reveal(qint64 timeUs, qint64 lengthUs);
    void fit() { m_isZoomed = false; }

private:
    void setRange(qint64 fromUs, qint64 lengthUs);

    qint64 m_recordFromUs = 0;
    qint64 m_recordToUs = 0;
    qint64 m_finestUs = 1;
    qint64 m_fromUs = 0; // while zoomed
    qint64 m_toUs = 0;
    bool m_isZoomed = false;
};

} // namespace rtmscope
