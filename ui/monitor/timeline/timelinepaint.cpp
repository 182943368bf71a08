// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/look/eventlook.h"
#include "ui/monitor/timeline/timeaxis.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/theme/hatching.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rtmscope {

namespace {

constexpr int widestBar = 4; // times the usual width

using theme::Colour;
using theme::colour;

//! Bars of a picture, \a bottom pixels high.
class BarPainter
{
public:
    BarPainter(QPainter &painter, const TimelinePicture &picture, int barWidth, int bottom)
        : m_painter(painter)
        , m_picture(picture)
        , m_barWidth(barWidth)
        , m_bottom(bottom)
    {
    }

    void paint(qsizetype number) const
    {
        const TimelinePicture::Bar *bar = m_picture.bar(number);
        if (!bar || bar->total == 0)
            return;
        const int gridLine = std::max(1, m_barWidth / 4);
        const int slotAt = qRound(m_picture.positionOf(m_picture.timeOf(number)));
        const int slotEnd = qRound(m_picture.positionOf(m_picture.timeOf(number + 1)));
        const int slotWide = std::max(1, slotEnd - slotAt - gridLine);
        // A file of a single moment has one slot for all its width: that is no reason for a bar like a wall.
        const int wide = std::min(slotWide, widestBar * m_barWidth);
        const int x = slotAt + (slotWide - wide) / 2;
        const double room = m_bottom - theme::grid(1) - 1;
        double bottom = m_bottom - 1;
        for (const EventClass kind : TimelinePicture::stacking) {
            const quint32 count = bar->counts[std::size_t(kind)];
            if (count == 0)
                continue;
            const double tall = room * count / m_picture.highest;
            const int top = int(std::floor(bottom - tall)); // a single event in a busy record still shows
            m_painter.fillRect(QRect(x, top, wide, int(bottom) - top), colour(kindColour(kind)));
            bottom -= tall;
        }
    }

private:
    QPainter &m_painter;
    const TimelinePicture &m_picture;
    int m_barWidth;
    int m_bottom;
};

void paintOutages(QPainter &painter, const TimelineRecord &record, const TimelinePicture &picture,
                  const QRect &room, int narrowest)
{
    for (const TimelineRecord::Outage &gap : record.outages()) {
        const qreal from = picture.positionOf(gap.fromUs);
        const qreal to = picture.positionOf(gap.toUs == 0 ? record.endUs() : gap.toUs);
        const QRectF band(from, 0, std::max<qreal>(narrowest, to - from), room.height());
        painter.fillRect(band.intersected(room), theme::hatching(colour(Colour::Panel)));
    }
}

} // namespace

void Timeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Panel));
    painter.save();
    if (isRightToLeft()) { // time runs as one reads
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    paintBars(painter, event->rect());
    paintOver(painter);
    painter.restore();
    paintAxis(painter);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Colour::Line));
    if (!hasFocus())
        return;
    painter.setPen(QPen(colour(Colour::Accent), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void Timeline::paintBars(QPainter &painter, const QRect &dirty) const
{
    paintOutages(painter, m_record, m_picture, QRect(0, 0, width(), barsBottom()), barWidth() / 2);
    if (m_picture.isEmpty())
        return;
    const int from = isRightToLeft() ? width() - dirty.right() - 1 : dirty.left();
    const BarPainter bars(painter, m_picture, barWidth(), barsBottom());
    const qsizetype end = m_picture.barAt(m_picture.timeAt(from + dirty.width())) + 1;
    for (qsizetype bar = std::max<qsizetype>(0, m_picture.barAt(m_picture.timeAt(from)) - 1); bar <= end;
         ++bar)
        bars.paint(bar);
}

//! What lies over the bars: hits of a search, the range, the mark, the cursor.
void Timeline::paintOver(QPainter &painter) const
{
    const QColor accent = colour(Colour::Accent);
    const int bottom = barsBottom();
    // Ticks that hang from the top, so that they are told from bars without their colour.
    for (const int place : m_hitPlaces)
        painter.fillRect(QRect(place, 0, std::max(1, barWidth() / 2), theme::grid(1.5)), accent);
    if (m_picture.isEmpty())
        return;
    if (hasRange()) { // what is left out is faint; a line at either end, as the difference may be small
        const qreal from = m_picture.positionOf(std::min(m_rangeFromUs, m_rangeToUs));
        const qreal to = std::max(from + 2, m_picture.positionOf(std::max(m_rangeFromUs, m_rangeToUs)));
        QColor veil = colour(Colour::Panel);
        veil.setAlphaF(0.7F);
        painter.fillRect(QRectF(0, 0, from, bottom), veil);
        painter.fillRect(QRectF(to, 0, width() - to, bottom), veil);
        for (const qreal end : {from, to})
            painter.fillRect(QRectF(end - 1, 0, 2, bottom), accent);
    }
    if (m_markedUs != 0)
        painter.fillRect(QRect(int(m_picture.positionOf(m_markedUs)), 0, 2, bottom), accent);
    if (hasFocus() && m_cursorUs != 0)
        painter.fillRect(QRect(int(m_picture.positionOf(m_cursorUs)), 0, barWidth(), bottom), accent);
    if (m_zoom.isZoomed()) { // which part of all this is
        const qreal from = m_zoom.beginsAt() * width();
        const qreal to = m_zoom.endsAt() * width();
        painter.fillRect(QRectF(0, bottom - 1, width(), 1), colour(Colour::Line));
        painter.fillRect(QRectF(from, bottom - 2, std::max<qreal>(theme::grid(2), to - from), 3), accent);
    }
}

void Timeline::paintAxis(QPainter &painter) const
{
    const int top = barsBottom();
    if (!m_zoom.isZoomed())
        painter.fillRect(QRect(0, top, width(), 1), colour(Colour::Line));
    if (m_picture.isEmpty())
        return;
    const QFont font = theme::secondaryFont();
    const QFontMetrics metrics(font);
    const auto measure = [&metrics](const QString &label) { return metrics.horizontalAdvance(label); };
    const std::vector<TimeAxis::Tick> ticks =
        TimeAxis::ticks(m_picture.fromUs, m_picture.timeAt(width()), width(), measure,
                        QDateTime::currentMSecsSinceEpoch() * 1000);
    painter.setFont(font);
    painter.setPen(theme::colourOn(Colour::Dim, Colour::Panel));
    const int gap = theme::grid(0.75);
    for (const TimeAxis::Tick &tick : ticks) {
        const int at = int(m_picture.positionOf(tick.timeUs));
        const int x = isRightToLeft() ? width() - at - 1 : at;
        painter.fillRect(QRect(x, top, 1, tick.isDay ? axisHeight() : theme::grid(1)),
                         theme::colourOn(Colour::Dim, Colour::Panel));
        const int wide = measure(tick.label);
        const QRect room(isRightToLeft() ? x - gap - wide : x + gap, top, wide + 1, axisHeight());
        if (rect().contains(room.adjusted(0, 0, -1, -1)))
            theme::drawText(painter, room, int(Qt::AlignLeft | Qt::AlignVCenter), tick.label);
    }
}

} // namespace rtmscope
