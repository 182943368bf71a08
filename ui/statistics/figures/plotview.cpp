// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/figures/plotview.h"

#include "core/summary/linewords.h"
#include "ui/monitor/timeline/timeaxis.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr int mostLines = 6;
constexpr int dotSize = 4;

QAccessibleInterface *graphicInterface(const QString &className, QObject *object)
{
    if (className != "rtmscope::PlotView"_L1)
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Chart);
}

//! 1, 2 or 5 times a power of ten.
double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

//! What falls on one pixel.
struct Pixel
{
    double lowest = 0;
    double highest = 0;
    bool isUsed = false;
};

} // namespace

PlotView::PlotView(QWidget *parent)
    : QWidget(parent)
    , m_figures(std::make_shared<const PlotFigures>())
{
    static const bool installed = (QAccessible::installFactory(graphicInterface), true);
    Q_UNUSED(installed)
    setAccessibleName(tr("Plot"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PlotView::setFigures(std::shared_ptr<const PlotFigures> figures)
{
    // The numbers before are those after, and more: the keys stay where they are.
    const quint64 seq = m_cursor ? seqOf(*m_cursor) : 0;
    m_figures = std::move(figures);
    m_cursor.reset();
    for (std::size_t i = 0; seq != 0 && i < m_figures->columns.size() && !m_cursor; ++i) {
        const PlotFigures::Column &column = m_figures->columns[i];
        if (column.highestSeq == seq || column.lowestSeq == seq)
            m_cursor = Place{i, column.highestSeq == seq};
    }
    describe();
    update();
}

void PlotView::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    describe();
    update();
}

QSize PlotView::minimumSizeHint() const
{
    return {grid(30), grid(24)};
}

// ---- where things stand
// --------------------------------------------------------------------------------------------------------

PlotView::Scale PlotView::scale() const
{
    Scale scale;
    const QFontMetrics metrics(theme::secondaryFont());
    const double low = m_figures->lowest;
    const double high = m_figures->highest;
    constexpr double most = std::numeric_limits<double>::max();
    // Anything may come from the wire: what lies between the ends of all numbers is more than a number can
    // say, but half of it is not.
    const double least = std::max(1.0, std::abs(high)) * 1e-9 / 2; // nearer, doubles hardly differ
    const double half = high > low ? std::max(high / 2 - low / 2, least) : std::max(0.5, std::abs(high) / 20);
    scale.step = roundStep(half / (mostLines - 1) * 2);
    scale.lowest = std::max(-most, std::floor((high > low ? low : low - half) / scale.step) * scale.step);
    scale.highest = std::min(most, std::ceil((high > low ? high : high + half) / scale.step) * scale.step);
    if (!(scale.highest > scale.lowest))
        scale.highest = scale.lowest + scale.step;
    int wide = 0;
    for (const double line : linesOf(scale))
        wide = std::max(wide, metrics.horizontalAdvance(figures::number(line)));
    scale.room = rect().adjusted(grid(4) + wide + grid(1.5), grid(3), -grid(4), -metrics.height() - grid(3));
    return scale;
}

std::vector<double> PlotView::linesOf(const Scale &scale)
{
    std::vector<double> lines;
    const double end = scale.highest / 2 + scale.step / 4;
    for (int i = 0; i <= 2 * mostLines && scale.lowest / 2 + i * (scale.step / 2) <= end; ++i)
        lines.push_back(std::min(scale.lowest / 2 + i * (scale.step / 2), scale.highest / 2) * 2);
    return lines;
}

qreal PlotView::xOf(const Scale &scale, qint64 timeUs) const
{
    const qint64 lengthUs = m_figures->lastUs - m_figures->firstUs;
    const double part = lengthUs <= 0 ? 0.5 : double(timeUs - m_figures->firstUs) / double(lengthUs);
    const qreal along = part * scale.room.width();
    return isRightToLeft() ? scale.room.right() - along : scale.room.left() + along;
}

qreal PlotView::yOf(const Scale &scale, double value)
{
    const double part = (value / 2 - scale.lowest / 2) / (scale.highest / 2 - scale.lowest / 2);
    return scale.room.bottom() - std::clamp(part, 0.0, 1.0) * scale.room.height();
}

double PlotView::valueOf(const Place &place) const
{
    const PlotFigures::Column &column = m_figures->columns[place.column];
    return place.isHighest ? column.highest : column.lowest;
}

quint64 PlotView::seqOf(const Place &place) const
{
    const PlotFigures::Column &column = m_figures->columns[place.column];
    return place.isHighest ? column.highestSeq : column.lowestSeq;
}

QPointF PlotView::pointOf(const Scale &scale, const Place &place) const
{
    const PlotFigures::Column &column = m_figures->columns[place.column];
    return {xOf(scale, place.isHighest ? column.highestUs : column.lowestUs), yOf(scale, valueOf(place))};
}

std::optional<PlotView::Place> PlotView::nearest(const QPointF &point) const
{
    std::optional<Place> found;
    qreal least = 0;
    const Scale where = scale();
    for (std::size_t i = 0; i < m_figures->columns.size(); ++i) {
        for (const bool isHighest : {true, false}) {
            const Place place{i, isHighest};
            const QPointF away = pointOf(where, place) - point;
            const qreal distance = away.x() * away.x() + away.y() * away.y();
            if (!found || distance < least) {
                found = place;
                least = distance;
            }
        }
    }
    return found;
}

QString PlotView::wordsOf(const Place &place) const
{
    const PlotFigures::Column &column = m_figures->columns[place.column];
    const QString which = tr("%1: %2, event %3")
                              .arg(dateAndTime(place.isHighest ? column.highestUs : column.lowestUs),
                                   figures::number(valueOf(place)), figures::count(qint64(seqOf(place))));
    return column.count == 1 ? which
                             : tr("%1; %2 numbers from %3 to %4")
                                   .arg(which, figures::count(column.count), figures::number(column.lowest),
                                        figures::number(column.highest));
}

// ---- painting
// --------------------------------------------------------------------------------------------------------

void PlotView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour(Colour::Background));
    if (isEmpty()) {
        painter.setPen(theme::colour(Colour::Dim));
        painter.setFont(theme::bodyFont());
        theme::drawText(painter, rect().adjusted(grid(4), grid(4), -grid(4), -grid(4)),
                        int(Qt::AlignCenter) | Qt::TextWordWrap, m_emptyWords);
    } else {
        const Scale where = scale();
        paintLines(painter, where);
        paintTimes(painter, where);
        paintNumbers(painter, where);
        paintMedian(painter, where);
        paintCursor(painter, where);
    }
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::colour(Colour::Accent), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void PlotView::paintLines(QPainter &painter, const Scale &scale) const
{
    painter.setFont(theme::secondaryFont());
    const int high = painter.fontMetrics().height();
    for (const double line : linesOf(scale)) {
        const int y = qRound(yOf(scale, line));
        painter.fillRect(QRect(scale.room.left(), y, scale.room.width(), 1), theme::colour(Colour::Line));
        painter.setPen(theme::colour(Colour::Dim));
        // Numbers stand before the picture, in either direction of reading.
        const QRect words(0, y - high / 2, scale.room.left() - grid(1.5), high);
        theme::drawText(painter, words, int(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter),
                        figures::number(std::abs(line) < scale.step / 2 ? 0 : line));
    }
}

//! Over the numbers, as it may lie in the thick of them.
void PlotView::paintMedian(QPainter &painter, const Scale &scale) const
{
    const int y = qRound(yOf(scale, m_figures->median));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme::colour(Colour::Background), 3));
    painter.drawLine(scale.room.left(), y, scale.room.right(), y);
    painter.setPen(QPen(theme::colour(Colour::Text), 1, Qt::DashLine));
    painter.drawLine(scale.room.left(), y, scale.room.right(), y);
}

void PlotView::paintTimes(QPainter &painter, const Scale &scale) const
{
    const QFontMetrics metrics(theme::secondaryFont());
    const auto measure = [&metrics](const QString &label) { return metrics.horizontalAdvance(label); };
    const auto ticks = TimeAxis::ticks(m_figures->firstUs, m_figures->lastUs, scale.room.width(), measure,
                                       QDateTime::currentMSecsSinceEpoch() * 1000);
    painter.setPen(theme::colour(Colour::Dim));
    for (const TimeAxis::Tick &tick : ticks) {
        const int x = qRound(xOf(scale, tick.timeUs));
        painter.fillRect(QRect(x, scale.room.bottom(), 1, grid(1)), theme::colour(Colour::Dim));
        const int wide = measure(tick.label);
        const QRect words(x - wide / 2, scale.room.bottom() + grid(1), wide + 1, metrics.height());
        if (words.left() >= 0 && words.right() <= width())
            theme::drawText(painter, words, int(Qt::AlignHCenter | Qt::AlignTop), tick.label);
    }
}

void PlotView::paintNumbers(QPainter &painter, const Scale &scale) const
{
    const QColor ink = theme::colour(Colour::Accent);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr std::size_t pixelsPerLinkedDot = 4;
    const std::size_t count = m_figures->columns.size();
    if (const auto wide = std::size_t(scale.room.width()); count <= wide) {
        QPolygonF path;
        for (std::size_t i = 0; i < count; ++i)
            path << pointOf(scale, {i, true});
        if (count * pixelsPerLinkedDot <= wide) { // else lines are all that one would see
            QColor faint = ink;
            faint.setAlphaF(0.4F);
            painter.setPen(QPen(faint, 1));
            painter.drawPolyline(path);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        for (const QPointF &point : std::as_const(path))
            painter.drawEllipse(point, dotSize / 2.0, dotSize / 2.0);
    } else {
        std::vector<Pixel> pixels(std::size_t(width() + 1));
        for (const PlotFigures::Column &column : m_figures->columns) {
            const int x = std::clamp(qRound(xOf(scale, column.timeUs)), 0, width());
            Pixel &pixel = pixels[std::size_t(x)];
            pixel.lowest = pixel.isUsed ? std::min(pixel.lowest, column.lowest) : column.lowest;
            pixel.highest = pixel.isUsed ? std::max(pixel.highest, column.highest) : column.highest;
            pixel.isUsed = true;
        }
        for (std::size_t x = 0; x < pixels.size(); ++x) {
            if (!pixels[x].isUsed)
                continue;
            const qreal top = yOf(scale, pixels[x].highest);
            const qreal bottom = yOf(scale, pixels[x].lowest);
            painter.fillRect(QRectF(qreal(x), top - 1, 1, std::max<qreal>(2, bottom - top + 1)), ink);
        }
    }
}

void PlotView::paintCursor(QPainter &painter, const Scale &scale) const
{
    if (!m_cursor)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme::colour(Colour::Background));
    painter.setPen(QPen(theme::colour(Colour::Text), 2));
    painter.drawEllipse(pointOf(scale, *m_cursor), dotSize, dotSize);
}

// ---- choosing
// --------------------------------------------------------------------------------------------------------

void PlotView::setCursorPlace(std::optional<Place> place)
{
    m_cursor = place;
    describe();
    update();
}

void PlotView::describe()
{
    if (isEmpty())
        return setAccessibleDescription(m_emptyWords);
    if (m_cursor)
        return setAccessibleDescription(wordsOf(*m_cursor));
    setAccessibleDescription(tr("%1 numbers from %2 to %3")
                                 .arg(figures::count(m_figures->count), figures::number(m_figures->lowest),
                                      figures::number(m_figures->highest)));
}

void PlotView::go(std::ptrdiff_t by)
{
    const auto last = std::ptrdiff_t(m_figures->columns.size()) - 1;
    const std::ptrdiff_t to = m_cursor ? std::ptrdiff_t(m_cursor->column) + by : last;
    const bool isHighest = !m_cursor || m_cursor->isHighest;
    setCursorPlace(Place{std::size_t(std::clamp<std::ptrdiff_t>(to, 0, last)), isHighest});
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    constexpr std::ptrdiff_t page = 10;
    if (isEmpty() || (event->modifiers() & ~Qt::KeypadModifier))
        return QWidget::keyPressEvent(event);
    const auto last = std::ptrdiff_t(m_figures->columns.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return go(isRightToLeft() ? 1 : -1);
    case Qt::Key_Right:
        return go(isRightToLeft() ? -1 : 1);
    case Qt::Key_PageUp:
        return go(-page);
    case Qt::Key_PageDown:
        return go(page);
    case Qt::Key_Home:
        return setCursorPlace(Place{0, true});
    case Qt::Key_End:
        return go(last);
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!m_cursor)
            go(0);
        return setCursorPlace(Place{m_cursor->column, event->key() == Qt::Key_Up});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor)
            Q_EMIT eventChosen(seqOf(*m_cursor));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    setCursorPlace(nearest(event->position()));
    Q_EMIT eventChosen(seqOf(*m_cursor));
}

void PlotView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void PlotView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool PlotView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || isEmpty())
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    if (const auto place = nearest(help->pos()))
        QToolTip::showText(help->globalPos(), wordsOf(*place), this);
    return true;
}

KeyGroup PlotView::keyHelp()
{
    return {tr("In the plot"),
            {{tr("To the number before"), {Qt::Key_Left}},
             {tr("To the next number"), {Qt::Key_Right}},
             {tr("Ten numbers back"), {Qt::Key_PageUp}},
             {tr("Ten numbers on"), {Qt::Key_PageDown}},
             {tr("To the first number"), {Qt::Key_Home}},
             {tr("To the last number"), {Qt::Key_End}},
             {tr("The highest there"), {Qt::Key_Up}},
             {tr("The lowest there"), {Qt::Key_Down}},
             {tr("Select its event"), {Qt::Key_Return, Qt::Key_Enter}}}};
}

} // namespace rtmscope
