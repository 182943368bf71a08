// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/timeline.h"

#include "core/summary/eventsummary.h"
#include "ui/monitor/table/eventlook.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto refreshInterval = 500ms;
constexpr qint64 secondUs = 1'000'000;

//! Seconds per bar people can reckon with.
constexpr std::array<qint64, 15> roundNumbers{1,   2,   5,    10,   15,   30,    60,   120,
                                              300, 600, 1800, 3600, 7200, 21600, 86400};

//! A second, or less for a file that is so short that it would be a few fat bars.
qint64 bucketFor(const EventLog *log)
{
    constexpr qint64 enoughBars = 200;
    constexpr std::array<qint64, 9> shorter{500'000, 200'000, 100'000, 50'000, 20'000,
                                            10'000,  5'000,   2'000,   1'000};
    if (!log || !log->isReadOnly() || log->earliestUs() == 0)
        return secondUs;
    const qint64 length = log->latestUs() - log->earliestUs();
    qint64 bucketUs = secondUs;
    for (auto next = shorter.begin(); next != shorter.end() && length / bucketUs < enoughBars; ++next)
        bucketUs = *next;
    return bucketUs;
}

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
    m_timer.setSingleShot(true);
    m_timer.setInterval(refreshInterval);
    connect(&m_timer, &QTimer::timeout, this, &Timeline::takeInGrowth);
    describe();
}

void Timeline::setLog(EventLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    m_history = RateHistory(bucketFor(log));
    m_gapsSeen = 0;
    m_gaps.clear();
    m_hits.clear();
    m_markedUs = 0;
    m_cursorUs = 0;
    m_rangeFromUs = m_rangeToUs = 0;
    if (log) {
        connect(log, &EventLog::grew, this, [this] {
            if (!m_timer.isActive())
                m_timer.start();
        });
        connect(log, &EventLog::indexed, this, &Timeline::countAnew); // only now is the file's length known
    }
    takeInGrowth();
    m_timer.start(); // the log's last announcement may lie behind, and what it stood for still come
}

void Timeline::countAnew()
{
    m_history = RateHistory(bucketFor(m_log));
    m_gapsSeen = 0;
    m_gaps.clear();
    takeInGrowth();
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
    if (!m_log || m_picture.bars.empty())
        return;
    for (const quint32 row : m_hits) {
        if (row >= m_log->size() || m_log->row(row).timeUs == 0)
            continue;
        const int place = int(positionOf(m_log->row(row).timeUs));
        if (m_hitPlaces.empty() || m_hitPlaces.back() != place)
            m_hitPlaces.push_back(place);
    }
}

QSize Timeline::sizeHint() const
{
    return {theme::grid(100), theme::grid(7.5)};
}

QSize Timeline::minimumSizeHint() const
{
    return {theme::grid(20), theme::grid(7.5)};
}

// ---- counting
// ---------------------------------------------------------------------------------------------------

void Timeline::takeInGrowth()
{
    json::Document document;
    if (m_log)
        m_history.update(*m_log);
    for (; m_log && m_gapsSeen < m_log->size(); ++m_gapsSeen) {
        const EventLog::Row &row = m_log->row(m_gapsSeen);
        if (row.direction != Direction::Note || m_log->typeName(row.type) != "gap"_L1)
            continue;
        if (document.parse(m_log->frame(m_gapsSeen)))
            takeInOutage(document.root(), row.timeUs);
    }
    layOut();
    if (isAway() && !m_timer.isActive())
        m_timer.start(); // nothing comes, and that is what there is to show
}

//! Told when it begins and when it is over; old captures tell its end only. One that the user asked for is
//! none while nothing came behind it.
void Timeline::takeInOutage(const json::Value &note, qint64 writtenUs)
{
    const bool open = note["open"].boolean() == true && !note["to_us"].exists();
    if (open && note["code"].string() == "on_request")
        return;
    Outage outage;
    outage.id = note["id"].integer().value_or(0);
    outage.fromUs = note["from_us"].integer().value_or(writtenUs);
    outage.toUs = open ? 0 : note["to_us"].integer().value_or(writtenUs);
    // Where the second never came, the next one ends it.
    if (!m_gaps.empty() && m_gaps.back().toUs == 0) {
        if (m_gaps.back().id == outage.id) {
            m_gaps.back() = outage;
            return;
        }
        m_gaps.back().toUs = outage.fromUs;
    }
    m_gaps.push_back(outage);
}

//! Without a connection at this moment; a capture only has a past.
bool Timeline::isAway() const
{
    return m_log && !m_log->isReadOnly() && !m_gaps.empty() && m_gaps.back().toUs == 0;
}

//! Where the picture ends: with the last entry, or now while nothing can come.
qint64 Timeline::endUs() const
{
    const qint64 lastUs = startUs() + qint64(m_history.buckets().size()) * m_history.bucketUs();
    return isAway() ? std::max(lastUs, QDateTime::currentMSecsSinceEpoch() * 1000) : lastUs;
}

int Timeline::barWidth() const
{
    return std::max(2, theme::grid(1));
}

qint64 Timeline::startUs() const
{
    return m_history.buckets().empty() ? 0 : m_history.buckets().front().startUs;
}

//! Sums up as many seconds per bar as it takes for the whole record to fit.
void Timeline::layOut()
{
    const auto &buckets = m_history.buckets();
    const qint64 places = std::max(1, width() / barWidth());
    const qint64 length = (endUs() - startUs() + m_history.bucketUs() - 1) / m_history.bucketUs();
    const qint64 count = std::max<qint64>(1, buckets.empty() ? 1 : length);
    const auto fits = std::find_if(roundNumbers.begin(), roundNumbers.end(),
                                   [&](qint64 perBar) { return perBar * places >= count; });
    const qint64 perBar = fits == roundNumbers.end() ? (count + places - 1) / places : *fits;

    Picture picture;
    picture.bars.resize((buckets.size() + size_t(perBar) - 1) / size_t(perBar));
    for (size_t i = 0; i < buckets.size(); ++i) {
        Bar &bar = picture.bars[i / size_t(perBar)];
        for (const EventClass kind : stacking) {
            bar.counts[size_t(kind)] += buckets[i].counts[size_t(kind)];
            bar.total += buckets[i].counts[size_t(kind)];
        }
        picture.highest = std::max(picture.highest, bar.total);
    }
    picture.startUs = startUs();
    picture.barUs = perBar * m_history.bucketUs();
    // A live record grows from the left; that of a file is all there is, and takes the width it is given.
    const bool fills = m_log && m_log->isReadOnly() && !picture.bars.empty();
    picture.slot =
        fills ? std::max<qreal>(barWidth(), qreal(width()) / qreal(picture.bars.size())) : barWidth();
    picture.outages = m_gaps.size();
    picture.outageEndUs = m_gaps.empty() ? 0 : m_gaps.back().toUs;
    show(std::move(picture));
    if (m_cursorUs == 0)
        describe();
}

//! Most often the newest bar grows, and maybe another follows it.
void Timeline::show(Picture picture)
{
    const Picture before = std::exchange(m_picture, std::move(picture));
    // Outages, the mark and the cursor stand by time: they move with the scale.
    const bool sameScale = before.startUs == m_picture.startUs && before.barUs == m_picture.barUs &&
                           before.slot == m_picture.slot && before.highest == m_picture.highest;
    const bool sameOutages =
        before.outages == m_picture.outages && before.outageEndUs == m_picture.outageEndUs && !isAway();
    if (!sameScale)
        placeHits();
    if (!sameScale || !sameOutages)
        return update();
    const auto [was, is] =
        std::mismatch(before.bars.begin(), before.bars.end(), m_picture.bars.begin(), m_picture.bars.end());
    if (was == before.bars.end() && is == m_picture.bars.end())
        return;
    const int from = qRound(qreal(is - m_picture.bars.begin()) * m_picture.slot);
    update(isRightToLeft() ? QRect(0, 0, width() - from, height()) : rect().adjusted(from, 0, 0, 0));
}

void Timeline::describe()
{
    if (!m_log || m_picture.bars.empty()) {
        setAccessibleDescription(tr("No events yet"));
        return;
    }
    const QLocale locale;
    const qint64 toUs = startUs() + qint64(m_history.buckets().size()) * m_history.bucketUs();
    const QString rate = tr("%1 from %2 to %3, at most %4 in %5 s")
                             .arg(eventsWords(m_log->size()), moment(startUs()), moment(toUs),
                                  locale.toString(m_picture.highest), secondsWords(m_picture.barUs));
    setAccessibleDescription(
        m_gaps.empty() ? rate
                       : tr("%1; %2 without a connection")
                             .arg(rate, m_gaps.size() == 1 ? tr("once") : tr("%1 times").arg(m_gaps.size())));
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
    const bool spansDays = dateAndTime(startUs()).left(date) != dateAndTime(endUs()).left(date);
    const int clock = m_picture.barUs < secondUs ? toSeconds + 4 : toSeconds;
    return spansDays ? dateAndTime(timeUs).left(date + clock) : clockTime(timeUs).left(clock);
}

qint64 Timeline::timeAt(qreal x) const
{
    return startUs() + qint64(x / m_picture.slot * double(m_picture.barUs));
}

qreal Timeline::positionOf(qint64 timeUs) const
{
    return double(timeUs - startUs()) / double(m_picture.barUs) * m_picture.slot;
}

// ---- input
// ------------------------------------------------------------------------------------------------------

void Timeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

qsizetype Timeline::barAt(qint64 timeUs) const
{
    return std::clamp<qsizetype>(qsizetype((timeUs - startUs()) / m_picture.barUs), 0,
                                 qsizetype(m_picture.bars.size()) - 1);
}

//! From bar to bar where something happened. Who starts without a mark starts at the end, where the newest
//! is.
void Timeline::step(qsizetype by)
{
    const qsizetype last = qsizetype(m_picture.bars.size()) - 1;
    const qint64 fromUs = m_cursorUs != 0 ? m_cursorUs : m_markedUs;
    if (fromUs == 0)
        return pickBar(last);
    const qsizetype direction = by < 0 ? -1 : 1;
    qsizetype busy = barAt(fromUs);
    qsizetype left = std::abs(by);
    for (qsizetype bar = busy + direction; bar >= 0 && bar <= last && left > 0; bar += direction) {
        if (m_picture.bars[size_t(bar)].total > 0) {
            busy = bar;
            --left;
        }
    }
    pickBar(busy);
}

void Timeline::pickBar(qsizetype bar)
{
    m_picking = true;
    m_cursorUs = startUs() + bar * m_picture.barUs;
    Q_EMIT timePicked(m_cursorUs);
    m_picking = false;
    // Whoever listens hears the change of the focused widget's description.
    setAccessibleDescription(tipAt(positionOf(m_cursorUs) + 0.5));
    update();
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    constexpr qsizetype page = 10;
    if (!m_picture.bars.empty() && brushKey(*event))
        return;
    if (m_picture.bars.empty() || (event->modifiers() & ~Qt::KeypadModifier))
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
        return pickBar(qsizetype(m_picture.bars.size()) - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

//! Shift takes the far end of the range along.
bool Timeline::brushKey(const QKeyEvent &event)
{
    const bool plain = !(event.modifiers() & ~Qt::KeypadModifier);
    if (plain && m_rangeFromUs != 0 && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)) {
        tellRange();
        return true;
    }
    if (plain && m_rangeFromUs != 0 && event.key() == Qt::Key_Escape) {
        clearRange();
        return true;
    }
    if (event.modifiers() != Qt::ShiftModifier ||
        (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right))
        return false;
    const qint64 beganUs = m_rangeFromUs != 0 ? m_rangeFromUs
                           : m_cursorUs != 0  ? m_cursorUs
                           : m_markedUs != 0  ? m_markedUs
                                              : startUs();
    if (m_rangeFromUs != 0)
        m_cursorUs = m_rangeToUs;
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
    if (m_rangeFromUs == 0)
        return;
    m_rangeFromUs = m_rangeToUs = 0;
    describe();
    update();
}

//! Whole bars: what is drawn as one is chosen as one.
void Timeline::tellRange()
{
    const qint64 fromUs = startUs() + barAt(std::min(m_rangeFromUs, m_rangeToUs)) * m_picture.barUs;
    const qint64 toUs = startUs() + (barAt(std::max(m_rangeFromUs, m_rangeToUs)) + 1) * m_picture.barUs;
    Q_EMIT rangePicked(fromUs, toUs);
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

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_picture.bars.empty())
        return;
    const qint64 timeUs = timeAt(along(event->position().x()));
    m_brushing = event->modifiers() & Qt::ShiftModifier;
    if (m_brushing)
        setRange(timeUs, timeUs);
    else
        Q_EMIT timePicked(timeUs);
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_picture.bars.empty())
        return;
    const qint64 timeUs = timeAt(along(event->position().x()));
    if (m_brushing)
        setRange(m_rangeFromUs, timeUs);
    else
        Q_EMIT timePicked(timeUs);
}

void Timeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_brushing, false) && m_rangeFromUs != 0)
        tellRange();
}

QString Timeline::tipAt(qreal x) const
{
    const qint64 timeUs = timeAt(x);
    for (const Outage &gap : m_gaps) {
        if (timeUs >= gap.fromUs && gap.toUs == 0)
            return tr("No connection since %1").arg(moment(gap.fromUs));
        if (timeUs >= gap.fromUs && timeUs <= gap.toUs)
            return tr("No connection %1 to %2").arg(moment(gap.fromUs), moment(gap.toUs));
    }
    const auto index = qsizetype(x / m_picture.slot);
    if (index < 0 || index >= qsizetype(m_picture.bars.size()))
        return {};
    const qint64 fromUs = startUs() + index * m_picture.barUs;
    return tr("%1, %2 s: %3")
        .arg(moment(fromUs), secondsWords(m_picture.barUs), eventsWords(m_picture.bars[size_t(index)].total));
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
             {tr("Choose a range"),
              {QKeySequence(Qt::SHIFT | Qt::Key_Left), QKeySequence(Qt::SHIFT | Qt::Key_Right)}},
             {tr("Show only the range"), {Qt::Key_Return}}}};
}

} // namespace rtmscope
