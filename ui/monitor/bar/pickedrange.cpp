// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/bar/pickedrange.h"

#include "ui/monitor/filter/eventfilter.h"

#include <QDateTime>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

void PickedRange::pick(EventFilter &filter, qint64 fromUs, qint64 toUs)
{
    constexpr qint64 secondUs = 1'000'000;
    // Of a short file, or one that is zoomed in to, bars are less than a second.
    const bool isWhole = fromUs % secondUs == 0 && toUs % secondUs == 0;
    const auto moment = [isWhole](qint64 timeUs) {
        return QDateTime::fromMSecsSinceEpoch(timeUs / 1'000)
            .toString(isWhole ? u"\"yyyy-MM-dd HH:mm:ss\""_s : u"\"yyyy-MM-dd HH:mm:ss.zzz\""_s);
    };
    const QString range = u"time >= %1 && time < %2"_s.arg(moment(fromUs), moment(toUs));
    const QString before = std::exchange(m_expression, range);
    const QString text = filter.text();
    if (!before.isEmpty() && text.contains(before))
        filter.setText(QString(text).replace(before, range));
    else
        filter.join(range, FilterJoin::And);
}

bool PickedRange::hasGoneFrom(const QString &text)
{
    if (m_expression.isEmpty() || text.contains(m_expression))
        return false;
    m_expression.clear();
    return true;
}

} // namespace rtmscope
