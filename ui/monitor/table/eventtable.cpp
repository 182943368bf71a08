// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtable.h"

#include "ui/theme/plainheader.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIODevice>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Of rows that are not part of the moment that is shown: faint, but to be read.
constexpr qreal dimmed = 0.45;

using Column = EventTableModel::Column;

//! Widths in digits of the usual text, so that they follow the font.
constexpr std::array<int, EventTableModel::ColumnCount> columnDigits{7, 13, 6, 19, 13, 14, 40, 7, 14, 14, 8};
constexpr int leastSummaryDigits = 16;
constexpr int summaryBesideEnvelopes = 28; //!< digits
constexpr int largeSize = 9'999'999;       // what the sizes have room for
constexpr int manyRows = 1000;             // of which assistive tools are told together
constexpr int digitsOfDate = 22;           // "2026-11-22 14:02:11.318": what is no digit is narrower

} // namespace

EventTable::EventTable(QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(tr("Events"));
    setHorizontalHeader(new PlainHeader(this));
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
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    measure();

    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] {
        if (verticalScrollBar()->sliderPosition() < verticalScrollBar()->maximum())
            Q_EMIT leftEnd();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, &EventTable::opened);
}

void EventTable::setEventModel(EventTableModel *model)
{
    m_model = model;
    setModel(model);
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first) { rowsComing(first); });
    connect(model, &EventTableModel::datesShown, this, &EventTable::fitTimes);
    connect(model, &EventTableModel::envelopesSeen, this, &EventTable::showEnvelopes);
    layOutColumns();
    showEnvelopes(false);
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
    if (m_model)
        scaleColumns(digitBefore, paddingBefore);
}

void EventTable::layOutColumns()
{
    for (int column = 0; column < EventTableModel::ColumnCount; ++column)
        setColumnWidth(column, columnDigits[size_t(column)] * m_rows.digitWidth() + 2 * m_rows.padding());
    fitNumbers();
    fitTimes();
    horizontalHeader()->setSectionResizeMode(Column::Summary, QHeaderView::Stretch);
}

//! Times with a date are wider.
void EventTable::fitTimes()
{
    const bool dated = m_model && m_model->showsDates();
    setColumnWidth(Column::Time,
                   (dated ? digitsOfDate : columnDigits[size_t(Column::Time)]) * m_rows.digitWidth() +
                       2 * m_rows.padding());
}

//! Columns are as wide as the text that they were made for.
void EventTable::scaleColumns(int digitBefore, int paddingBefore)
{
    if (digitBefore == m_rows.digitWidth() && paddingBefore == m_rows.padding())
        return;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        if (column == Column::Summary)
            continue; // takes what is left
        const int digits = std::max(0, columnWidth(column) - 2 * paddingBefore);
        setColumnWidth(column,
                       digits * m_rows.digitWidth() / std::max(1, digitBefore) + 2 * m_rows.padding());
    }
    fitNumbers(); // their signs between the digits grow otherwise than digits
}

//! Numbers grow with the record; their column is never too narrow for the newest of them. Nor is that of the
//! sizes for any but giants.
void EventTable::fitNumbers()
{
    const auto widen = [this](int column, const QString &figures) {
        const int needed = m_rows.figuresWidth(figures) + 2 * m_rows.padding();
        if (columnWidth(column) < needed)
            setColumnWidth(column, needed);
    };
    if (m_model && !isColumnHidden(Column::Size))
        widen(Column::Size, QLocale().toString(largeSize));
    if (const int rows = m_model ? m_model->rowCount() : 0; rows > 0)
        widen(Column::Number, QString::number(m_model->log()->seqOf(m_model->logRow(rows - 1))));
}

//! What nothing stands in takes no room.
void EventTable::showEnvelopes(bool shown)
{
    m_envelopes = shown;
    fitSummary();
}

QByteArray EventTable::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << qint32(m_rows.digitWidth()) << qint32(m_rows.padding()) << horizontalHeader()->saveState();
    return state;
}

bool EventTable::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    qint32 digit = 0;
    qint32 padding = 0;
    QByteArray header;
    stream >> digit >> padding >> header;
    if (stream.status() != QDataStream::Ok || digit <= 0 || padding < 0 ||
        !horizontalHeader()->restoreState(header))
        return false;
    scaleColumns(digit, padding);
    fitNumbers();
    showEnvelopes(m_envelopes);
    return true;
}

void EventTable::reset()
{
    QTableView::reset();
    m_appendedFrom = -1;
    fitNumbers();
}

//! What waits to be laid out for other reasons is done before, so that nothing but these rows is left to do.
void EventTable::rowsComing(int first)
{
    if (m_appendedFrom >= 0)
        return;
    executeDelayedItemsLayout();
    if (first > 0 && first == m_model->rowCount())
        m_appendedFrom = first;
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
    fitNumbers();
    fitSummary();
}

//! The summary takes what is left over; where that is too little to read, it keeps a width and one scrolls.
//! What Socket Mode adds is shown where it leaves the summary enough.
void EventTable::fitSummary()
{
    if (!m_model)
        return;
    int others = 0;
    for (int column = 0; column < Column::EnvelopeColumn; ++column) {
        if (!isColumnHidden(column) && column != Column::Summary)
            others += columnWidth(column);
    }
    others += fitEnvelopes(viewport()->width() - others - summaryBesideEnvelopes * m_rows.digitWidth());
    const int least = leastSummaryDigits * m_rows.digitWidth() + 2 * m_rows.padding();
    const bool roomy = viewport()->width() - others >= least;
    QHeaderView *header = horizontalHeader();
    const bool wasRoomy = header->sectionResizeMode(Column::Summary) == QHeaderView::Stretch;
    const auto wanted = roomy ? QHeaderView::Stretch : QHeaderView::Interactive;
    if (header->sectionResizeMode(Column::Summary) != wanted)
        header->setSectionResizeMode(Column::Summary, wanted);
    if (!roomy && (wasRoomy || columnWidth(Column::Summary) < least))
        setColumnWidth(Column::Summary, least);
}

//! Shows of their columns what finds \a room, first how soon it was acknowledged. Returns how wide those are
//! that are shown.
int EventTable::fitEnvelopes(int room)
{
    int taken = 0;
    const auto fit = [&](std::initializer_list<int> columns) {
        int wanted = taken;
        for (const int column : columns)
            wanted += columnDigits[size_t(column)] * m_rows.digitWidth() + 2 * m_rows.padding();
        const bool shown = m_envelopes && wanted <= room;
        for (const int column : columns) {
            if (isColumnHidden(column) == shown)
                setColumnHidden(column, !shown);
            taken += shown ? columnWidth(column) : 0;
        }
    };
    fit({Column::Acknowledged});
    fit({Column::EnvelopeColumn, Column::Delivery});
    return taken;
}

void EventTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitSummary();
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

QList<EventRowPainter::Column> EventTable::visibleColumns(const QRect &dirty) const
{
    QList<EventRowPainter::Column> columns;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        const EventRowPainter::Column visible{column, columnViewportPosition(column), columnWidth(column)};
        if (!isColumnHidden(column) && visible.x <= dirty.right() && visible.x + visible.width > dirty.left())
            columns << visible;
    }
    return columns;
}

void EventTable::paintEvent(QPaintEvent *event)
{
    if (!m_model)
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_model->rowCount() == 0) {
        paintEmptyText(painter);
        return paintFocus(painter);
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
    const QList<EventRowPainter::Column> columns = visibleColumns(dirty);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row) {
        look.selected = selectionModel()->isRowSelected(row);
        const EventRow &entry = m_model->eventRow(row);
        painter.setOpacity(m_moment != 0 && entry.seq > m_moment ? dimmed : 1);
        m_rows.paint(painter, entry, {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)},
                     columns, look);
    }
    painter.setOpacity(1);
    paintFocus(painter);
}

void EventTable::setMoment(quint64 seq)
{
    m_moment = seq;
    viewport()->update();
}

void EventTable::paintFocus(QPainter &painter)
{
    if (!hasFocus())
        return;
    if (!currentIndex().isValid())
        return theme::paintFocusFrame(painter, viewport()->rect());
    theme::paintFocusFrame(painter, visualRect(currentIndex()));
}

void EventTable::paintEmptyText(QPainter &painter)
{
    painter.setPen(theme::colour(theme::Colour::Dim));
    const int margin = theme::grid(4);
    theme::drawText(painter, viewport()->rect().adjusted(margin, margin, -margin, -margin),
                    Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

// ---- input
// ------------------------------------------------------------------------------------------------------

void EventTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() != previous.isValid())
        viewport()->update(); // the frame around the whole comes or goes
    if (!m_extending)
        m_anchor = current;
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
    const auto rowsOf = [](const QItemSelection &selection) {
        qsizetype rows = 0;
        for (const QItemSelectionRange &range : selection)
            rows += range.height();
        return rows;
    };
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

std::vector<quint32> EventTable::selectedRows() const
{
    std::vector<quint32> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(quint32(m_model->logRow(row)));
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

//! Selects all rows from the anchor to \a row, which becomes the current one.
void EventTable::extendTo(int row, bool keepOthers)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const int anchor = m_anchor.isValid()         ? m_anchor.row()
                       : currentIndex().isValid() ? currentIndex().row()
                                                  : row;
    m_anchor = m_model->index(anchor, 0);
    const QScopedValueRollback guard(m_extending, true);
    const QItemSelection range(m_model->index(std::min(anchor, row), 0),
                               m_model->index(std::max(anchor, row), m_model->columnCount() - 1));
    selectionModel()->select(range,
                             keepOthers ? QItemSelectionModel::Select : QItemSelectionModel::ClearAndSelect);
    selectionModel()->setCurrentIndex(m_model->index(row, std::max(0, currentIndex().column())),
                                      QItemSelectionModel::NoUpdate);
}

void EventTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex cell = indexAt(event->position().toPoint());
    const bool extends = event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier;
    if (!extends || !cell.isValid())
        return QTableView::mousePressEvent(event);
    extendTo(cell.row(), event->modifiers() & Qt::ControlModifier);
}

//! With Shift the keys that move select what they move over.
bool EventTable::extendByKey(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::ShiftModifier || !currentIndex().isValid())
        return false;
    const auto target = [this](CursorAction action) { return moveCursor(action, Qt::NoModifier).row(); };
    switch (event.key()) {
    case Qt::Key_Up:
        extendTo(target(MoveUp));
        break;
    case Qt::Key_Down:
        extendTo(target(MoveDown));
        break;
    case Qt::Key_PageUp:
        extendTo(target(MovePageUp));
        break;
    case Qt::Key_PageDown:
        extendTo(target(MovePageDown));
        break;
    default:
        return false;
    }
    scrollToRow(currentIndex().row());
    return true;
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (extendByKey(*event))
        return;
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Home:
        goTo(0, extend);
        return;
    case Qt::Key_End:
        goTo(m_model->rowCount() - 1, extend);
        if (!extend)
            Q_EMIT endRequested();
        return;
    case Qt::Key_F:
        Q_EMIT followToggled();
        return;
    case Qt::Key_Space:
        Q_EMIT pauseToggled();
        return;
    case Qt::Key_Slash:
        Q_EMIT filterFocusRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            Q_EMIT opened();
        return;
    case Qt::Key_Escape:
        Q_EMIT escaped();
        return;
    default:
        step(event);
    }
}

//! What the keys choose comes into view; a click leaves everything where it is.
void EventTable::step(QKeyEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex() == before || !currentIndex().isValid())
        return;
    scrollToRow(currentIndex().row());
    if (before.isValid() && currentIndex().column() != before.column())
        scrollTo(currentIndex());
}

void EventTable::goTo(int row, bool extend)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    if (extend)
        extendTo(row);
    else
        setCurrentIndex(m_model->index(row, std::max(0, currentIndex().column())));
    scrollToRow(row);
}

void EventTable::copyToClipboard(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
}

void EventTable::contextMenuEvent(QContextMenuEvent *event)
{
    // The menu key acts on the current cell, the mouse on the one under it.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex cell = byKey ? currentIndex() : indexAt(event->pos());
    if (!cell.isValid())
        return;
    const QString expression = cell.data(EventTableModel::FilterRole).toString();
    const QString cellText = cell.data().toString();
    const QString rowText = m_model->spokenRow(cell.row());
    const QByteArray frame = m_model->log()->frame(m_model->logRow(cell.row()));

    QMenu menu(this);
    const auto add = [&](const QString &text, bool possible, auto act) {
        menu.addAction(text, this, act)->setEnabled(possible);
    };
    addFilterActions(menu, expression, [this](const QString &wanted, FilterJoin join) {
        Q_EMIT filterRequested(wanted, join);
    });
    menu.addSeparator();
    add(tr("Copy cell"), !cellText.isEmpty(), [=, this] { copyToClipboard(cellText); });
    add(tr("Copy row as text"), true, [=, this] { copyToClipboard(rowText); });
    add(tr("Copy the frame"), !frame.isEmpty(), [=, this] { copyToClipboard(QString::fromUtf8(frame)); });
    menu.addSeparator();
    add(tr("Fork from here…"), true, [this, chosen = QPersistentModelIndex(cell)] {
        if (!chosen.isValid())
            return;
        setCurrentIndex(chosen);
        Q_EMIT forkRequested();
    });
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(cell).bottomLeft()) : event->globalPos());
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        fitSummary();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_rows.forgetColours();
}

KeyGroup EventTable::keyHelp()
{
    return {tr("In the event stream"),
            {{tr("Previous event"), {Qt::Key_Up}},
             {tr("Next event"), {Qt::Key_Down}},
             {tr("Previous column"), {Qt::Key_Left}},
             {tr("Next column"), {Qt::Key_Right}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First event"), {Qt::Key_Home}},
             {tr("Newest event, and follow"), {Qt::Key_End}},
             {tr("Follow or not"), {Qt::Key_F}},
             {tr("Pause the display, or go on"), {Qt::Key_Space}},
             {tr("Select more events"),
              {QKeySequence(Qt::SHIFT | Qt::Key_Up), QKeySequence(Qt::SHIFT | Qt::Key_Down)}},
             {tr("Select all events that are shown"), {QKeySequence::SelectAll}},
             {tr("To the filter"), {Qt::Key_Slash}},
             {tr("Search all events"), {QKeySequence::Find}},
             {tr("Read the event, and go to its message"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Show the workspace as of this event"), {Qt::Key_T}},
             {tr("An event back in time"), {Qt::Key_BracketLeft}},
             {tr("An event on in time"), {Qt::Key_BracketRight}},
             {tr("A minute back in time"), {Qt::Key_BraceLeft}},
             {tr("A minute on in time"), {Qt::Key_BraceRight}},
             {tr("Select nothing"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
