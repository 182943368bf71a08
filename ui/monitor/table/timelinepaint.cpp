// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/timeline.h"

#include "ui/monitor/table/eventlook.h"
#include "ui/theme/hatching.h"
#include "ui/theme/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rtmscope {

namespace {

constexpr int widestBar = 4; // times the usual width

} // namespace

void Timeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour(theme::Colour::Panel));
    if (isRightToLeft()) { // time runs as one reads
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    paintGaps(painter);
    const auto [first, end] = barsIn(event->rect());
    for (size_t i = first; i < end; ++i)
        paintBar(painter, i);
    paintHits(painter);
    paintRange(painter);
    if (m_markedUs != 0 && !m_picture.bars.empty()) {
        const int x = int(positionOf(m_markedUs));
        painter.fillRect(QRect(x, 0, 2, height()), theme::colour(theme::Colour::Accent));
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::colour(theme::Colour::Line));
    if (!hasFocus())
        return;
    if (m_cursorUs != 0 && !m_picture.bars.empty())
        painter.fillRect(QRect(int(positionOf(m_cursorUs)), 0, barWidth(), height()),
                         theme::colour(theme::Colour::Accent));
    painter.setPen(QPen(theme::colour(theme::Colour::Accent), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

//! What is left out is faint; a line at either end, as the difference may be small.
void Timeline::paintRange(QPainter &painter) const
{
    if (m_rangeFromUs == 0 || m_picture.bars.empty())
        return;
    const qreal from = positionOf(std::min(m_rangeFromUs, m_rangeToUs));
    const qreal to = std::max(from + 2, positionOf(std::max(m_rangeFromUs, m_rangeToUs)));
    QColor veil = theme::colour(theme::Colour::Panel);
    veil.setAlphaF(0.7F);
    painter.fillRect(QRectF(0, 0, from, height()), veil);
    painter.fillRect(QRectF(to, 0, width() - to, height()), veil);
    for (const qreal end : {from, to})
        painter.fillRect(QRectF(end - 1, 0, 2, height()), theme::colour(theme::Colour::Accent));
}

//! Those that \a dirty cuts, and the one past the last of them.
std::pair<size_t, size_t> Timeline::barsIn(const QRect &dirty) const
{
    const int from = isRightToLeft() ? width() - dirty.right() - 1 : dirty.left();
    const size_t first = size_t(std::max(0, int(from / m_picture.slot) - 1));
    const size_t end = size_t(std::max(0, int((from + dirty.width()) / m_picture.slot) + 2));
    return {std::min(first, m_picture.bars.size()), std::min(end, m_picture.bars.size())};
}

void Timeline::paintGaps(QPainter &painter) const
{
    for (const Outage &gap : m_gaps) {
        const qreal from = positionOf(gap.fromUs);
        const qreal width =
            std::max<qreal>(barWidth() / 2.0, positionOf(gap.toUs == 0 ? endUs() : gap.toUs) - from);
        painter.fillRect(QRectF(from, 0, width, height()),
                         theme::hatching(theme::colour(theme::Colour::Panel)));
    }
}

//! Ticks that hang from the top, so that they are told from bars without their colour.
void Timeline::paintHits(QPainter &painter) const
{
    const QColor ink = theme::colour(theme::Colour::Accent);
    const int wide = std::max(1, barWidth() / 2);
    for (const int place : m_hitPlaces)
        painter.fillRect(QRect(place, 0, wide, theme::grid(1.5)), ink);
}

void Timeline::paintBar(QPainter &painter, size_t index) const
{
    const Bar &bar = m_picture.bars[index];
    if (bar.total == 0)
        return;
    const int gridLine = std::max(1, barWidth() / 4);
    const int slotAt = qRound(qreal(index) * m_picture.slot);
    const int slotWide = std::max(1, qRound(qreal(index + 1) * m_picture.slot) - slotAt - gridLine);
    // A file of a single moment has one slot for all its width: that is no reason for a bar like a wall.
    const int wide = std::min(slotWide, widestBar * barWidth());
    const int x = slotAt + (slotWide - wide) / 2;
    const double room = height() - theme::grid(1) - 1;
    double bottom = height() - 1;
    for (const EventClass kind : stacking) {
        const quint32 count = bar.counts[size_t(kind)];
        if (count == 0)
            continue;
        const double tall = room * count / m_picture.highest;
        const int top = int(std::floor(bottom - tall)); // a single event in a busy record still shows
        painter.fillRect(QRect(x, top, wide, int(bottom) - top), theme::colour(kindColour(kind)));
        bottom -= tall;
    }
}

} // namespace rtmscope
