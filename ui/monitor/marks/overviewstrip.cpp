// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/overviewstrip.h"

#include "ui/monitor/look/eventlook.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/theme/markcolours.h"

#include <QDateTime>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Each of more hits is not worth a look of its own: a pixel is looked at for any instead, where rows stand
//! in the order of the log.
constexpr std::size_t fewHits = 20'000;
//! What a pointer can be held on.
constexpr int tipReach = 2;

//! From the beginning of a line: what people say first.
constexpr std::array order{EventClass::Message,  EventClass::Change,  EventClass::Reaction,
                           EventClass::Presence, EventClass::Control, EventClass::Unknown,
                           EventClass::Note};

QString number(qsizetype n)
{
    return QLocale().toString(n);
}

QString kindWords(EventClass kind, qsizetype count)
{
    const auto said = [count](const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(number(count));
    };
    switch (kind) {
    case EventClass::Message:
        return said(OverviewStrip::tr("1 message"), OverviewStrip::tr("%1 messages"));
    case EventClass::Change:
        return said(OverviewStrip::tr("1 change"), OverviewStrip::tr("%1 changes"));
    case EventClass::Reaction:
        return said(OverviewStrip::tr("1 reaction"), OverviewStrip::tr("%1 reactions"));
    case EventClass::Presence:
        return said(OverviewStrip::tr("1 of presence and typing"),
                    OverviewStrip::tr("%1 of presence and typing"));
    case EventClass::Control:
        return said(OverviewStrip::tr("1 about the connection"),
                    OverviewStrip::tr("%1 about the connection"));
    case EventClass::Unknown:
        return said(OverviewStrip::tr("1 of unknown type"), OverviewStrip::tr("%1 of unknown types"));
    case EventClass::Note:
        break;
    }
    return said(OverviewStrip::tr("1 note of Rtmscope"), OverviewStrip::tr("%1 notes of Rtmscope"));
}

QString countedWords(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(number(count));
}

} // namespace

OverviewStrip::OverviewStrip(EventTable &table, EventTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_model(model)
    , m_overview(model, this)
{
    setAccessibleName(tr("Overview of all shown events"));
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
    connect(&m_overview, &Overview::changed, this, &OverviewStrip::renew);
    connect(&model, &QAbstractItemModel::modelReset, this, &OverviewStrip::renew);
    const auto moved = [this] { update(); };
    connect(table.verticalScrollBar(), &QScrollBar::valueChanged, this, moved);
    connect(table.verticalScrollBar(), &QScrollBar::rangeChanged, this, moved);
}

void OverviewStrip::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    renew();
}

void OverviewStrip::setHits(const std::vector<quint32> &rows)
{
    if (m_hits.empty() && rows.empty())
        return;
    m_hits = rows;
    renew();
}

void OverviewStrip::renew()
{
    m_picture = {};
    update();
}

QSize OverviewStrip::sizeHint() const
{
    return {theme::grid(5), theme::grid(20)};
}

// ---- where rows are
// -----------------------------------------------------------------------------------------

//! The rows of the table begin below its header.
int OverviewStrip::top() const
{
    return m_table.horizontalHeader()->isHidden() ? 0 : m_table.horizontalHeader()->height();
}

//! Few rows take no more than they do in the table, so that both stand side by side.
int OverviewStrip::length() const
{
    const qint64 all = qint64(m_model.rowCount()) * m_table.verticalHeader()->defaultSectionSize();
    return int(std::clamp<qint64>(all, 1, std::max(1, m_table.viewport()->height())));
}

std::pair<qsizetype, qsizetype> OverviewStrip::rowsAt(int y, int pixels) const
{
    const qsizetype rows = m_model.rowCount();
    const qsizetype from = std::clamp<qsizetype>(qsizetype(y) * rows / length(), 0, rows);
    const qsizetype to = std::clamp<qsizetype>(qsizetype(y + pixels) * rows / length(), 0, rows);
    return {from, std::min(rows, std::max(to, from + 1))};
}

int OverviewStrip::placeOf(qsizetype row) const
{
    return int(row * length() / std::max(1, m_model.rowCount()));
}

OverviewStrip::Lane OverviewStrip::lane(int number) const
{
    const int edge = 1;
    const int gap = 1;
    const int narrow = std::max(3, (width() - edge) / 4);
    const int wide = width() - edge - 2 * (narrow + gap);
    const std::array<Lane, 3> lanes{
        {{edge, wide}, {edge + wide + gap, narrow}, {edge + wide + narrow + 2 * gap, narrow}}};
    const Lane lane = lanes[std::size_t(number)];
    return isRightToLeft() ? Lane{width() - lane.x - lane.width, lane.width} : lane;
}

//! Where in the strip the rows are that one sees in the table.
QRect OverviewStrip::viewed() const
{
    const int first = m_table.rowAt(0);
    if (first < 0)
        return {};
    const int last = m_table.rowAt(m_table.viewport()->height() - 1);
    const int from = placeOf(first);
    const int to = last < 0 ? length() : placeOf(last + 1);
    return {0, top() + from, width(), std::max(theme::grid(1), to - from)};
}

void OverviewStrip::placeTicks()
{
    m_markTicks.clear();
    for (const Mark &mark : m_marks) {
        if (const int row = m_model.rowOf(mark.row); row >= 0)
            m_markTicks.push_back({row, mark.colour});
    }
    m_hitPlaces.clear();
    if (m_hits.empty() || m_model.rowCount() == 0)
        return;
    std::vector<bool> isHit(std::size_t(length()), false);
    if (m_hits.size() <= fewHits || m_model.isSorted()) {
        for (const quint32 hit : m_hits) {
            if (const int row = m_model.rowOf(hit); row >= 0)
                isHit[std::size_t(placeOf(row))] = true;
        }
    } else {
        for (int y = 0; y < length(); ++y) {
            const auto [from, to] = rowsAt(y, 1);
            const auto first = quint32(m_model.logRow(int(from)));
            const auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), first);
            isHit[std::size_t(y)] = hit != m_hits.end() && *hit <= quint32(m_model.logRow(int(to - 1)));
        }
    }
    for (int y = 0; y < length(); ++y) {
        if (isHit[std::size_t(y)])
            m_hitPlaces.push_back(y);
    }
}

// ---- painting
// -------------------------------------------------------------------------------------------

void OverviewStrip::render()
{
    placeTicks();
    const qreal ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(theme::colour(theme::Colour::Panel));
    QPainter painter(&m_picture);
    painter.fillRect(QRect(isRightToLeft() ? width() - 1 : 0, 0, 1, height()),
                     theme::colour(theme::Colour::Line));
    if (m_model.rowCount() == 0)
        return;
    const Lane odd = lane(1);
    for (int y = 0; y < length(); ++y) {
        const auto [from, to] = rowsAt(y, 1);
        const Overview::Cell cell = m_overview.in(from, to);
        paintKinds(painter, top() + y, cell);
        if (cell.troubles > 0 || cell.gaps > 0) { // a single one among millions is seen as well
            painter.fillRect(
                QRect(odd.x, top() + y, odd.width, 2),
                theme::colour(cell.troubles > 0 ? theme::Colour::Error : theme::Colour::Warning));
        }
    }
    paintTicks(painter);
}

//! A line whose parts are as long as there are events of each kind.
void OverviewStrip::paintKinds(QPainter &painter, int y, const Overview::Cell &cell) const
{
    const double total = cell.total();
    if (total == 0)
        return;
    const Lane room = lane(0);
    double at = 0;
    for (const EventClass kind : order) {
        const quint32 count = cell.kinds[std::size_t(kind)];
        if (count == 0)
            continue;
        const double width = room.width * count / total;
        const double x = isRightToLeft() ? room.x + room.width - at - width : room.x + at;
        painter.fillRect(QRectF(x, y, width, 1), theme::colour(kindColour(kind)));
        at += width;
    }
}

void OverviewStrip::paintTicks(QPainter &painter) const
{
    const Lane room = lane(2);
    for (const int place : m_hitPlaces)
        painter.fillRect(QRect(room.x, top() + place, room.width, 1), theme::colour(theme::Colour::Accent));
    for (const Tick &tick : m_markTicks) {
        const QColor ink =
            tick.colour > 0 ? theme::markColour(tick.colour) : theme::colour(theme::Colour::Accent);
        painter.fillRect(QRect(room.x, top() + placeOf(tick.row), room.width, 3), ink);
    }
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull() || m_picture.size() != size() * devicePixelRatioF())
        render();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const QRect seen = viewed();
    if (seen.isEmpty() || m_model.rowCount() == 0)
        return;
    QColor veil = theme::colour(theme::Colour::Text);
    veil.setAlphaF(0.12F);
    painter.fillRect(seen, veil);
    painter.setPen(theme::colour(theme::Colour::Dim));
    painter.drawRect(seen.adjusted(0, 0, -1, -1));
}

void OverviewStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    renew();
}

void OverviewStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange ||
        event->type() == QEvent::StyleChange)
        renew();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

// ---- input
// ----------------------------------------------------------------------------------------------

void OverviewStrip::pick(int y)
{
    if (m_model.rowCount() == 0)
        return;
    const int at = std::clamp(y - top(), 0, length() - 1);
    Q_EMIT rowPicked(int(rowsAt(at, 1).first));
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        pick(event->position().toPoint().y());
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        pick(event->position().toPoint().y());
}

//! As over the list beside it.
void OverviewStrip::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_table.verticalScrollBar(), event);
}

bool OverviewStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos().y()), this);
        return true;
    }
    return QWidget::event(event);
}

QString OverviewStrip::tipAt(int y) const
{
    const int at = y - top();
    if (m_model.rowCount() == 0 || !m_model.log() || at < 0 || at >= length() + tipReach)
        return {};
    const auto [from, to] = rowsAt(std::max(0, at - tipReach), 2 * tipReach + 1);
    if (from >= m_model.rowCount())
        return {};
    const auto entry = [this](qsizetype row) -> const LogRow & {
        return m_model.log()->row(m_model.logRow(int(row)));
    };
    const auto seq = [this](qsizetype row) { return m_model.log()->seqOf(m_model.logRow(int(row))); };
    const auto time = [](qint64 us) {
        return QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"HH:mm:ss"_s);
    };
    QStringList lines{from + 1 == to ? tr("Event %1").arg(seq(from))
                                     : tr("Events %1 to %2").arg(seq(from)).arg(seq(to - 1))};
    if (entry(from).timeUs > 0 && entry(to - 1).timeUs > 0)
        lines.back() +=
            u", "_s + (from + 1 == to
                           ? time(entry(from).timeUs)
                           : tr("%1 to %2").arg(time(entry(from).timeUs), time(entry(to - 1).timeUs)));
    const Overview::Cell cell = m_overview.in(from, to);
    for (const EventClass kind : order) {
        if (const quint32 count = cell.kinds[std::size_t(kind)]; count > 0)
            lines << kindWords(kind, count);
    }
    if (cell.gaps > 0)
        lines << countedWords(cell.gaps, tr("1 gap"), tr("%1 gaps"));
    if (cell.troubles > 0)
        lines << countedWords(cell.troubles, tr("1 failure"), tr("%1 failures"));
    const auto marks = std::count_if(m_markTicks.begin(), m_markTicks.end(),
                                     [&](const Tick &tick) { return tick.row >= from && tick.row < to; });
    if (marks > 0)
        lines << countedWords(marks, tr("1 mark"), tr("%1 marks"));
    const bool isHit = std::any_of(m_hitPlaces.begin(), m_hitPlaces.end(),
                                   [&](int place) { return std::abs(place - at) <= tipReach; });
    if (isHit)
        lines << tr("found by the search");
    return lines.join(u'\n');
}

} // namespace rtmscope
