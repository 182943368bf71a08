// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timeline.h"

#include "core/summary/linewords.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr double zoomStep = 1.5;
constexpr int fewestBuckets = 20; // in view: nearer there is nothing more to see

QString eventsWords(qint64 count)
{
    return count == 1 ? Timeline::tr("1 event") : Timeline::tr("%1 events").arg(QLocale().toString(count));
}

QString secondsWords(qint64 us)
{
    return us % secondUs == 0 ? QLocale().toString(us / secondUs) : QLocale().toString(double(us) / secondUs);
}

QAccessibleInterface *graphicInterface(const QString &className, QObject *object)
{
    if (className != "rtmscope::Timeline"_L1)
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Graphic);
}

} // namespace

Timeline::Timeline(QWidget *parent)
    : QWidget(parent)
{
    static const bool installed = (QAccessible::installFactory(graphicInterface), true);
    Q_UNUSED(installed)
    setAccessibleName(tr("Timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    connect(&m_record, &TimelineRecord::changed, this, &Timeline::layOut);
    describe();
}

void Timeline::setLog(EventLog *log)
{
    m_zoom = {};
    m_hits.clear();
    m_markedUs = 0;
    m_cursorUs = 0;
    m_rangeFromUs = m_rangeToUs = 0;
    m_record.setLog(log);
}

void Timeline::setMarked(qint64 timeUs)
{
    if (m_markedUs == timeUs)
        return;
    m_markedUs = timeUs;
    if (!m_picking)
        m_cursorUs = 0; // something else was selected: the keys go on from there
    update();
}

void Timeline::setHits(const std::vector<quint32> &rows)
{
    if (m_hits == rows)
        return;
    m_hits = rows;
    placeHits();
    update();
}

void Timeline::placeHits()
{
    m_hitPlaces.clear();
    const EventLog *log = m_record.log();
    if (!log || m_picture.isEmpty())
        return;
    for (const quint32 row : m_hits) {
        if (row >= log->size() || log->row(row).timeUs == 0)
            continue;
        const qreal place = m_picture.positionOf(log->row(row).timeUs);
        if (place >= 0 && place <= width() && (m_hitPlaces.empty() || m_hitPlaces.back() != int(place)))
            m_hitPlaces.push_back(int(place));
    }
}

QSize Timeline::sizeHint() const
{
    return {theme::grid(100), theme::grid(7.5) + axisHeight()};
}

QSize Timeline::minimumSizeHint() const
{
    return {theme::grid(20), theme::grid(7.5) + axisHeight()};
}

int Timeline::barWidth() const
{
    return std::max(2, theme::grid(1));
}

int Timeline::axisHeight() const
{
    return QFontMetrics(theme::secondaryFont()).height() + 1;
}

//! Most often the newest bar grows, and maybe another follows it.
void Timeline::layOut()
{
    m_zoom.setRecord(m_record.startUs(), m_record.endUs(), fewestBuckets * m_record.history().bucketUs());
    const TimelinePicture before =
        std::exchange(m_picture, TimelinePicture::of(m_record, m_zoom, width(), barWidth()));
    if (m_cursorUs == 0 && !hasRange())
        describe();
    // Outages, the mark and the cursor stand by time: they move with the scale.
    const bool sameScale = m_picture.hasScaleOf(before);
    const bool sameOutages = before.outages == m_picture.outages &&
                             before.outageEndUs == m_picture.outageEndUs && !m_record.isAway();
    if (!sameScale)
        placeHits();
    if (!sameScale || !sameOutages || before.allBars != m_picture.allBars)
        return update();
    const auto [was, is] =
        std::mismatch(before.bars.begin(), before.bars.end(), m_picture.bars.begin(), m_picture.bars.end());
    if (was == before.bars.end() && is == m_picture.bars.end())
        return;
    const qint64 changedUs = m_picture.timeOf(m_picture.firstBar + qsizetype(is - m_picture.bars.begin()));
    const int from = qRound(m_picture.positionOf(changedUs));
    update(isRightToLeft() ? QRect(0, 0, width() - from, height()) : rect().adjusted(from, 0, 0, 0));
}

void Timeline::describe()
{
    if (!m_record.log() || m_picture.isEmpty()) {
        setAccessibleDescription(tr("No events yet"));
        return;
    }
    const QLocale locale;
    QString words = tr("%1 from %2 to %3, at most %4 in %5 s")
                        .arg(eventsWords(m_record.log()->size() - m_record.history().markRows()),
                             moment(m_record.startUs()), moment(m_record.lastUs()),
                             locale.toString(m_picture.highest), secondsWords(m_picture.barUs));
    const std::size_t outages = m_record.outages().size();
    if (outages > 0)
        words = tr("%1; %2 without a connection")
                    .arg(words, outages == 1 ? tr("once") : tr("%1 times").arg(outages));
    if (const qsizetype ahead = m_record.history().farAhead(); ahead > 0)
        words = tr("%1; %2 with a time far ahead at the end").arg(words, locale.toString(ahead));
    if (m_zoom.isZoomed())
        words = tr("In view: %1 to %2. %3").arg(moment(m_zoom.fromUs()), moment(m_zoom.toUs()), words);
    setAccessibleDescription(words);
}

//! From where the timeline begins to \a x in the widget.
qreal Timeline::along(qreal x) const
{
    return isRightToLeft() ? width() - x : x;
}

//! With its date where the record spans more than one, and with the fraction that its bars need.
QString Timeline::moment(qint64 timeUs) const
{
    constexpr int toSeconds = 8;
    constexpr int date = 11;
    const bool spansDays =
        dateAndTime(m_record.startUs()).left(date) != dateAndTime(m_record.endUs()).left(date);
    const int clock = m_picture.barUs < secondUs ? toSeconds + 4 : toSeconds;
    return spansDays ? dateAndTime(timeUs).left(date + clock) : clockTime(timeUs).left(clock);
}

QString Timeline::tipAt(qreal x) const
{
    const qint64 timeUs = m_picture.timeAt(x);
    for (const TimelineRecord::Outage &gap : m_record.outages()) {
        if (timeUs >= gap.fromUs && gap.toUs == 0)
            return tr("No connection since %1").arg(moment(gap.fromUs));
        if (timeUs >= gap.fromUs && timeUs <= gap.toUs)
            return tr("No connection %1 to %2").arg(moment(gap.fromUs), moment(gap.toUs));
    }
    if (timeUs < m_picture.startUs)
        return {};
    const auto number = qsizetype((timeUs - m_picture.startUs) / m_picture.barUs);
    const TimelinePicture::Bar *bar = m_picture.bar(number);
    if (!bar)
        return {};
    return tr("%1, %2 s: %3")
        .arg(moment(m_picture.timeOf(number)), secondsWords(m_picture.barUs), eventsWords(bar->total));
}

// ---- what is in view
// --------------------------------------------------------------------------------------------------------

void Timeline::zoomAt(double factor, qint64 timeUs)
{
    if (m_picture.isEmpty())
        return;
    const bool wasZoomed = m_zoom.isZoomed();
    const qint64 fromUs = m_zoom.fromUs();
    const qint64 lengthUs = m_zoom.length();
    m_zoom.zoom(factor, timeUs);
    if (wasZoomed == m_zoom.isZoomed() && fromUs == m_zoom.fromUs() && lengthUs == m_zoom.length())
        return;
    layOut();
    describe(); // whoever listens hears what is in view now
}

void Timeline::zoom(double factor)
{
    zoomAt(factor, m_cursorUs != 0 ? m_cursorUs : m_markedUs != 0 ? m_markedUs : m_zoom.toUs());
}

void Timeline::showAll()
{
    if (!m_zoom.isZoomed())
        return;
    m_zoom.fit();
    layOut();
    describe();
}

void Timeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void Timeline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        layOut();
    }
}

// ---- keys
// --------------------------------------------------------------------------------------------------------

//! From bar to bar where something happened. Who starts without a mark starts at the end, where the newest
//! is.
void Timeline::step(qsizetype by)
{
    const qint64 fromUs = m_cursorUs != 0 ? m_cursorUs : m_markedUs;
    pickBar(fromUs == 0 ? m_picture.allBars - 1 : m_picture.busyBar(m_record, m_picture.barAt(fromUs), by));
}

void Timeline::pickBar(qsizetype bar)
{
    m_picking = true;
    m_cursorUs = m_picture.timeOf(bar);
    m_zoom.reveal(m_cursorUs, m_picture.barUs);
    layOut();
    Q_EMIT timePicked(m_cursorUs);
    m_picking = false;
    // Whoever listens hears the change of the focused widget's description.
    setAccessibleDescription(tipAt(m_picture.positionOf(m_cursorUs) + 0.5));
    update();
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    constexpr qsizetype page = 10;
    if (!m_picture.isEmpty() && (brushKey(*event) || zoomKey(*event)))
        return;
    if (m_picture.isEmpty() || (event->modifiers() & ~Qt::KeypadModifier))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_PageUp:
        return step(-page);
    case Qt::Key_PageDown:
        return step(page);
    case Qt::Key_Home:
        return pickBar(0);
    case Qt::Key_End:
        return pickBar(m_picture.allBars - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

//! The plus sign is on the shifted equals key of many keyboards; people press it unshifted.
bool Timeline::zoomKey(const QKeyEvent &event)
{
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(zoomStep);
        return true;
    case Qt::Key_Minus:
        zoom(1 / zoomStep);
        return true;
    case Qt::Key_0:
        showAll();
        return true;
    default:
        return false;
    }
}

//! Shift takes the far end of the range along.
bool Timeline::brushKey(const QKeyEvent &event)
{
    const bool plain = !(event.modifiers() & ~Qt::KeypadModifier);
    if (plain && hasRange() && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)) {
        tellRange();
        return true;
    }
    if (plain && hasRange() && event.key() == Qt::Key_Escape) {
        clearRange();
        return true;
    }
    if (event.modifiers() != Qt::ShiftModifier ||
        (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right))
        return false;
    const qint64 beganUs = hasRange()        ? m_rangeFromUs
                           : m_cursorUs != 0 ? m_cursorUs
                           : m_markedUs != 0 ? m_markedUs
                                             : m_zoom.fromUs();
    if (hasRange())
        m_cursorUs = m_rangeToUs;
    else if (m_cursorUs == 0 && m_markedUs == 0)
        m_cursorUs = beganUs;
    step(event.key() == Qt::Key_Left ? -1 : 1);
    setRange(beganUs, m_cursorUs);
    return true;
}

void Timeline::setRange(qint64 fromUs, qint64 toUs)
{
    m_rangeFromUs = fromUs;
    m_rangeToUs = toUs;
    setAccessibleDescription(
        tr("From %1 to %2").arg(moment(std::min(fromUs, toUs)), moment(std::max(fromUs, toUs))));
    update();
}

void Timeline::clearRange()
{
    if (!hasRange())
        return;
    m_rangeFromUs = m_rangeToUs = 0;
    describe();
    update();
}

//! Whole bars: what is drawn as one is chosen as one.
void Timeline::tellRange()
{
    const auto [fromUs, toUs] = std::minmax(m_rangeFromUs, m_rangeToUs);
    Q_EMIT rangePicked(m_picture.timeOf(m_picture.barAt(fromUs)),
                       m_picture.timeOf(m_picture.barAt(toUs) + 1));
}

void Timeline::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void Timeline::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_cursorUs = 0;
    describe();
    update();
}

// ---- the mouse
// --------------------------------------------------------------------------------------------------------

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_picture.isEmpty())
        return;
    m_pressedAt = event->position().toPoint();
    m_pannedFromUs = m_zoom.fromUs();
    m_drag = event->modifiers() & Qt::ShiftModifier ? Drag::Brush : Drag::Point;
    const qint64 timeUs = m_picture.timeAt(along(event->position().x()));
    if (m_drag == Drag::Brush)
        setRange(timeUs, timeUs);
    else if (!m_zoom.isZoomed())
        Q_EMIT timePicked(timeUs);
}

//! What is zoomed goes along with the pointer; else the selection does.
void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_picture.isEmpty() || m_drag == Drag::None)
        return;
    const qint64 timeUs = m_picture.timeAt(along(event->position().x()));
    if (m_drag == Drag::Brush)
        return setRange(m_rangeFromUs, timeUs);
    if (!m_zoom.isZoomed()) {
        Q_EMIT timePicked(timeUs);
        return;
    }
    const int moved = event->position().toPoint().x() - m_pressedAt.x();
    if (m_drag == Drag::Point && std::abs(moved) < QApplication::startDragDistance())
        return;
    m_drag = Drag::Pan;
    setCursor(Qt::ClosedHandCursor);
    const qreal forward = isRightToLeft() ? moved : -moved;
    const auto byUs = qint64(forward / m_picture.slot * double(m_picture.barUs));
    m_zoom.pan(m_pannedFromUs + byUs - m_zoom.fromUs());
    layOut();
}

void Timeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    setCursor(Qt::PointingHandCursor);
    if (drag == Drag::Brush && hasRange())
        tellRange();
    else if (drag == Drag::Point && m_zoom.isZoomed())
        Q_EMIT timePicked(m_picture.timeAt(along(event->position().x())));
}

//! Ctrl zooms where the pointer is; sideways, or with Shift, what is zoomed moves.
void Timeline::wheelEvent(QWheelEvent *event)
{
    constexpr double notch = 120; // eighths of a degree
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAt(std::pow(zoomStep, turned.y() / notch), m_picture.timeAt(along(event->position().x())));
        return event->accept();
    }
    const int sideways = event->modifiers() & Qt::ShiftModifier && turned.x() == 0 ? turned.y() : turned.x();
    if (!m_zoom.isZoomed() || sideways == 0)
        return event->ignore();
    constexpr double share = 0.1; // of what is in view, by a notch
    const double forward = (isRightToLeft() ? sideways : -sideways) / notch;
    m_zoom.pan(qint64(forward * share * double(m_zoom.length())));
    layOut();
    event->accept();
}

void Timeline::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const qint64 timeUs = m_picture.timeAt(along(event->pos().x()));
    QMenu menu(this);
    const auto add = [&](const QString &words, bool possible, auto act) {
        menu.addAction(words, this, act)->setEnabled(possible);
    };
    const auto by = [this, byKey, timeUs](double factor) { byKey ? zoom(factor) : zoomAt(factor, timeUs); };
    add(tr("Zoom in"), !m_picture.isEmpty() && m_zoom.canZoomIn(), [by] { by(2 * zoomStep); });
    add(tr("Zoom out"), m_zoom.isZoomed(), [by] { by(1 / (2 * zoomStep)); });
    add(tr("Show all"), m_zoom.isZoomed(), [this] { showAll(); });
    menu.addSeparator();
    add(tr("Show only the range"), hasRange(), [this] { tellRange(); });
    menu.exec(event->globalPos());
}

bool Timeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), tipAt(along(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

KeyGroup Timeline::keyHelp()
{
    return {tr("In the timeline"),
            {{tr("To the busy moment before"), {Qt::Key_Left}},
             {tr("To the next busy moment"), {Qt::Key_Right}},
             {tr("Ten moments back"), {Qt::Key_PageUp}},
             {tr("Ten moments on"), {Qt::Key_PageDown}},
             {tr("To the beginning"), {Qt::Key_Home}},
             {tr("To the end"), {Qt::Key_End}},
             {tr("Zoom in"), {Qt::Key_Plus}},
             {tr("Zoom out"), {Qt::Key_Minus}},
             {tr("Show all of it"), {Qt::Key_0}},
             {tr("Choose a range"),
              {QKeySequence(Qt::SHIFT | Qt::Key_Left), QKeySequence(Qt::SHIFT | Qt::Key_Right)}},
             {tr("Show only the range"), {Qt::Key_Return}}}};
}

} // namespace rtmscope
