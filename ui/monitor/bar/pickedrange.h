// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

class EventFilter;

//! The range of time that was picked last, as a part of the filter's text: the next one takes its place
//! there. A value; GUI thread.
class PickedRange
{
public:
    //! From \a fromUs to \a toUs, which is no part of it.
    void pick(EventFilter &filter, qint64 fromUs, qint64 toUs);
    //! It stands in \a text no longer. Tells that once.
    bool hasGoneFrom(const QString &text);

private:
    QString m_expression;
};

} // namespace rtmscope
