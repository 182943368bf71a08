// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtable.h"

#include "ui/monitor/columns/columnheader.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtablemenu.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Of rows that are not part of the moment that is shown: faint, but to be read.
constexpr qreal dimmed = 0.45;

constexpr int manyRows = 1000; // of which assistive tools are told together

QList<EventRowPainter::Column> visibleColumns(const QTableView &table, const QRect &dirty)
{
    QList<EventRowPainter::Column> columns;
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        const EventRowPainter::Column visible{column, table.columnViewportPosition(column),
                                              table.columnWidth(column)};
        if (!table.isColumnHidden(column) && visible.x <= dirty.right() &&
            visible.x + visible.width > dirty.left())
            columns << visible;
    }
    return columns;
}

void paintFocus(QPainter &painter, const QTableView &table)
{
    if (!table.hasFocus())
        return;
    if (!table.currentIndex().isValid())
        return theme::paintFocusFrame(painter, table.viewport()->rect());
    theme::paintFocusFrame(painter, table.visualRect(table.currentIndex()));
}

void paintEmptyText(QPainter &painter, const QRect &room, const QString &text)
{
    painter.setPen(theme::colour(theme::Colour::Dim));
    const int margin = theme::grid(4);
    theme::drawText(painter, room.adjusted(margin, margin, -margin, -margin),
                    Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace

EventTable::EventTable(QWidget *parent)
    : QTableView(parent)
    , m_anchor(*this)
    , m_head(new ColumnHeader(this))
    , m_columns(new ColumnLayout(*this, m_rows))
{
    setAccessibleName(tr("Events"));
    setHorizontalHeader(m_head);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setAutoScroll(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    measure();

    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] {
        if (verticalScrollBar()->sliderPosition() < verticalScrollBar()->maximum())
            Q_EMIT leftEnd();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this] { Q_EMIT commanded(Command::Open); });
    connect(m_head, &QHeaderView::sectionClicked, this, &EventTable::sortRequested);
    connect(m_head, &ColumnHeader::menuRequested, this,
            [this](int column, const QPoint &at) { tablemenu::execForHead(*this, column, at); });
}

void EventTable::setEventModel(EventTableModel *model)
{
    m_model = model;
    setModel(model);
    // What waits to be laid out for other reasons is done before, so that nothing but these rows is left to
    // do.
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first) {
        if (m_appendedFrom >= 0)
            return;
        executeDelayedItemsLayout();
        if (first > 0 && first == m_model->rowCount())
            m_appendedFrom = first;
    });
    m_columns->setModel(model);
}

void EventTable::measure()
{
    const int digitBefore = m_rows.digitWidth();
    const int paddingBefore = m_rows.padding();
    m_rows.measure(font());
    m_appendedFrom = -1;
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(m_rows.rowHeight());
    horizontalHeader()->setFont(theme::secondaryFont());
    horizontalHeader()->setMinimumSectionSize(4 * m_rows.digitWidth());
    m_columns->scale(digitBefore, paddingBefore);
}

void EventTable::reset()
{
    QTableView::reset();
    m_appendedFrom = -1;
    m_columns->fitNumbers();
}

//! The base class repaints all rows when some were added; those above are where they were.
void EventTable::doItemsLayout()
{
    const int appendedFrom = std::exchange(m_appendedFrom, -1);
    if (appendedFrom < 0 || viewport()->testAttribute(Qt::WA_UpdatesDisabled))
        return QTableView::doItemsLayout();
    const QPoint offset(horizontalOffset(), verticalOffset());
    viewport()->setAttribute(Qt::WA_UpdatesDisabled);
    QTableView::doItemsLayout();
    viewport()->setAttribute(Qt::WA_UpdatesDisabled, false);
    if (offset != QPoint(horizontalOffset(), verticalOffset()))
        viewport()->update();
    else
        viewport()->update(viewport()->rect().adjusted(0, rowViewportPosition(appendedFrom), 0, 0));
}

//! The frame around the whole does not move along.
void EventTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (hasFocus() && !currentIndex().isValid())
        viewport()->update();
}

void EventTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    if (last + 1 != m_model->rowCount())
        m_appendedFrom = -1; // in between: what is below moves
    QTableView::rowsInserted(parent, first, last);
    m_columns->fitNumbers();
    m_columns->fit();
}

void EventTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->fit();
}

void EventTable::setEmptyText(const QString &text)
{
    if (m_emptyText == text)
        return;
    m_emptyText = text;
    if (m_model && m_model->rowCount() == 0)
        viewport()->update();
}

bool EventTable::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

int EventTable::topRow() const
{
    const int row = rowAt(0);
    return row >= 0 && rowViewportPosition(row) < 0 && row + 1 < m_model->rowCount() ? row + 1 : row;
}

void EventTable::putRowAtTop(int row)
{
    verticalScrollBar()->setValue(row * verticalHeader()->defaultSectionSize());
}

void EventTable::bringIntoView(int row)
{
    // Rows that were added a moment ago are not in the scroll bar's range yet.
    updateGeometries();
    const int y = rowViewportPosition(row);
    if (y < 0 || y + rowHeight(row) > viewport()->height())
        scrollTo(m_model->index(row, std::max(0, currentIndex().column())), PositionAtCenter);
}

void EventTable::scrollToRow(int row)
{
    updateGeometries(); // as above
    const int top = rowViewportPosition(row);
    const int below = top + rowHeight(row) - viewport()->height();
    if (top < 0 || below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (top < 0 ? top : below));
}

// ---- painting
// ---------------------------------------------------------------------------------------------------

void EventTable::paintEvent(QPaintEvent *event)
{
    if (!m_model)
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_model->rowCount() == 0) {
        paintEmptyText(painter, viewport()->rect(), m_emptyText);
        return paintFocus(painter, *this);
    }
    const QRect dirty = event->rect();
    const int first = rowAt(dirty.top());
    if (first < 0)
        return;
    const int last = rowAt(dirty.bottom());
    EventRowPainter::Look look{.direction = layoutDirection(),
                               .base = palette().color(QPalette::Base),
                               .hatchingX = isRightToLeft() ? horizontalOffset() : -horizontalOffset(),
                               .pixelRatio = devicePixelRatioF()};
    const QList<EventRowPainter::Column> columns = visibleColumns(*this, dirty);
    EventRows &rows = m_model->rows();
    const bool saysMore = rows.saysMoreBeside();
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row) {
        look.selected = selectionModel()->isRowSelected(row);
        const EventRows::Beside beside = saysMore ? rows.beside(m_model->logRow(row)) : EventRows::Beside();
        look.beside = saysMore ? &beside : nullptr;
        const DressedRow &entry = m_model->eventRow(row);
        painter.setOpacity(m_moment != 0 && entry.seq > m_moment ? dimmed : 1);
        m_rows.paint(painter, entry, {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)},
                     columns, look);
    }
    painter.setOpacity(1);
    paintFocus(painter, *this);
}

void EventTable::setMoment(quint64 seq)
{
    m_moment = seq;
    viewport()->update();
}

// ---- input
// ------------------------------------------------------------------------------------------------------

void EventTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() != previous.isValid())
        viewport()->update(); // the frame around the whole comes or goes
    m_anchor.currentChanged(current);
    if (current.isValid())
        Q_EMIT leftEnd();
}

//! To have the keys is not to choose a row: QAbstractItemView would take the first one, the oldest.
void EventTable::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

//! Without a row to start from, the keys begin where one looks.
QModelIndex EventTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = m_model ? m_model->rowCount() : 0;
    if (currentIndex().isValid() || rows == 0)
        return QTableView::moveCursor(action, modifiers);
    const int bottom = rowAt(viewport()->height() - 1);
    if (bottom < 0)
        return m_model->index(rows - 1, 0);
    const bool whole = rowViewportPosition(bottom) + rowHeight(bottom) <= viewport()->height();
    return m_model->index(whole ? bottom : std::max(0, bottom - 1), 0);
}

//! Assistive tools select without moving the current cell; here the last row that was selected is the current
//! one.
void EventTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    using tableselection::rowsOf;
    if (rowsOf(selected) + rowsOf(deselected) > manyRows) {
        // QTableView would list every cell of them for assistive tools.
        QAbstractItemView::selectionChanged(selected, deselected);
        QAccessibleEvent event(this, QAccessible::SelectionWithin);
        QAccessible::updateAccessibility(&event);
        return;
    }
    QTableView::selectionChanged(selected, deselected);
    const QItemSelection &one = selected.isEmpty() ? selectionModel()->selection() : selected;
    if (rowsOf(one) == 1 && one.first().top() != currentIndex().row())
        selectionModel()->setCurrentIndex(m_model->index(one.first().top(), 0),
                                          QItemSelectionModel::NoUpdate);
}

void EventTable::selectAll()
{
    QTableView::selectAll();
    Q_EMIT leftEnd();
}

void EventTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex cell = indexAt(event->position().toPoint());
    const bool extends = event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier;
    if (!extends || !cell.isValid())
        return QTableView::mousePressEvent(event);
    m_anchor.extendTo(cell.row(), event->modifiers() & Qt::ControlModifier);
}

void EventTable::contextMenuEvent(QContextMenuEvent *event)
{
    // The menu key acts on the current cell, the mouse on the one under it.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex cell = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint below = cell.isValid() ? visualRect(cell).bottomLeft() : QPoint();
    const QPoint at = byKey ? viewport()->mapToGlobal(below) : event->globalPos();
    if (cell.isValid())
        tablemenu::execForCell(*this, cell, at);
    else
        tablemenu::execForHead(*this, -1, at);
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        m_columns->fit();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_rows.forgetColours();
}

} // namespace rtmscope
