// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/figures/histogram.h"

#include "ui/statistics/figures/figurewords.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qreal barsHigh = 14; // grid steps

QString edgeWords(std::size_t edge)
{
    const qint64 us = LatencyFigures::edgesUs[edge];
    constexpr qint64 msUs = 1'000;
    constexpr qint64 secondUs = 1'000'000;
    if (us < msUs)
        return Histogram::tr("%1 µs").arg(us);
    return us < secondUs ? Histogram::tr("%1 ms").arg(us / msUs) : Histogram::tr("%1 s").arg(us / secondUs);
}

} // namespace

Histogram::Histogram(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("How often it took how long"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Histogram::setBars(const LatencyFigures::Histogram &bars)
{
    m_bars = bars;
    const auto isFull = [](qint64 count) { return count > 0; };
    const auto first = std::find_if(m_bars.begin(), m_bars.end(), isFull);
    const auto end = std::find_if(m_bars.rbegin(), m_bars.rend(), isFull).base();
    m_first = std::size_t(first - m_bars.begin());
    m_end = first == m_bars.end() ? m_first : std::size_t(end - m_bars.begin());
    // A single bar says little of how wide it is: its neighbours give it a place.
    if (m_end > m_first) {
        m_first -= m_first > 0 ? 1 : 0;
        m_end += m_end < m_bars.size() ? 1 : 0;
    }
    describe();
    update();
}

QString Histogram::wordsOf(std::size_t bar) const
{
    const QString count = figures::count(m_bars[bar]);
    if (bar == 0)
        return tr("less than %1: %2").arg(edgeWords(0), count);
    if (bar == LatencyFigures::edgesUs.size())
        return tr("%1 or more: %2").arg(edgeWords(bar - 1), count);
    return tr("%1 to %2: %3").arg(edgeWords(bar - 1), edgeWords(bar), count);
}

void Histogram::describe()
{
    QStringList parts;
    for (std::size_t bar = m_first; bar < m_end; ++bar) {
        if (m_bars[bar] > 0)
            parts += wordsOf(bar);
    }
    setAccessibleDescription(parts.join(u"; "_s));
}

QSize Histogram::sizeHint() const
{
    return {grid(80), grid(barsHigh) + QFontMetrics(theme::secondaryFont()).height() + grid(2)};
}

QSize Histogram::minimumSizeHint() const
{
    return {grid(20), sizeHint().height()};
}

QRect Histogram::barRoom(std::size_t bar) const
{
    const int side = grid(4);
    const qreal slot = qreal(width() - 2 * side) / qreal(m_end - m_first);
    const int from = side + qRound(qreal(bar - m_first) * slot);
    const int to = side + qRound(qreal(bar - m_first + 1) * slot);
    return QStyle::visualRect(layoutDirection(), rect(), QRect(from, 0, to - from, grid(barsHigh)));
}

void Histogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour(Colour::Background));
    if (m_end <= m_first)
        return;
    const qint64 highest = *std::max_element(m_bars.begin(), m_bars.end());
    const int bottom = grid(barsHigh);
    painter.fillRect(QRect(grid(4), bottom, width() - 2 * grid(4), 1), theme::colour(Colour::Line));
    painter.setFont(theme::secondaryFont());
    painter.setPen(theme::colour(Colour::Dim));
    const QFontMetrics metrics(painter.font());
    int freeFrom = 0;
    for (std::size_t bar = m_first; bar < m_end; ++bar) {
        const QRect room = barRoom(bar);
        const double part = double(m_bars[bar]) / double(highest);
        const int tall = m_bars[bar] == 0 ? 0 : std::max(2, qRound(part * (bottom - grid(2))));
        painter.fillRect(QRect(room.left() + 1, bottom - tall, std::max(1, room.width() - 2), tall),
                         theme::colour(Colour::Accent));
        if (bar == m_first)
            continue;
        // What is as long as this or longer stands behind the mark.
        const QString words = edgeWords(bar - 1);
        const int wide = metrics.horizontalAdvance(words);
        const int mark = isRightToLeft() ? room.right() + 1 : room.left();
        const int place = isRightToLeft() ? width() - mark - wide / 2 : mark - wide / 2;
        painter.fillRect(QRect(mark, bottom, 1, grid(1)), theme::colour(Colour::Dim));
        if (place < freeFrom || place + wide > width())
            continue;
        freeFrom = place + wide + grid(2);
        theme::drawText(painter, QRect(mark - wide / 2, bottom + grid(1), wide + 1, metrics.height()),
                        int(Qt::AlignHCenter | Qt::AlignTop), words);
    }
}

bool Histogram::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_end <= m_first)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    for (std::size_t bar = m_first; bar < m_end; ++bar) {
        if (barRoom(bar).contains(help->pos().x(), 0))
            QToolTip::showText(help->globalPos(), wordsOf(bar), this);
    }
    return true;
}

} // namespace rtmscope
