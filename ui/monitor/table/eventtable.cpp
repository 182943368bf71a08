// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtable.h"

#include "core/text/emojiruns.h"
#include "ui/monitor/table/eventlook.h"
#include "ui/theme/hatching.h"
#include "ui/theme/plainheader.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIODevice>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <QVarLengthArray>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Column = EventTableModel::Column;

// Types, channels and people recur; summaries are kept for some screens of rows.
constexpr int cachedTexts = 3000;
// Wider than any column, within what fixed-point layout can count.

//! Widths in digits of the usual text, so that they follow the font.
constexpr std::array<int, EventTableModel::ColumnCount> columnDigits{7, 13, 8, 21, 13, 14, 40, 7};
constexpr int leastSummaryDigits = 16;
constexpr int largeSize = 9'999'999; // what the sizes have room for
constexpr int digitsOfDate = 22;     // "2026-11-22 14:02:11.318": what is no digit is narrower

} // namespace

EventTable::EventTable(QWidget *parent)
    : QTableView(parent)
    , m_texts(cachedTexts)
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
    setSelectionMode(SingleSelection);
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
    layOutColumns();
}

void EventTable::measure()
{
    const QFontMetrics metrics = fontMetrics();
    const int digitBefore = m_digitWidth;
    const int paddingBefore = m_padding;
    m_digitWidth = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        m_digitWidth = std::max(m_digitWidth, metrics.horizontalAdvance(QChar(digit)));
    m_rawFont = QRawFont::fromFont(font());
    for (size_t c = 0; c < m_glyphs.size(); ++c) {
        const QList<quint32> indexes = m_rawFont.glyphIndexesForString(QChar(char16_t(c)));
        m_glyphs[c] = {indexes.value(0), qreal(metrics.horizontalAdvance(QChar(char16_t(c))))};
    }
    m_padding = PlainHeader::padding();
    m_glyphSide = metrics.height() - theme::grid(0.5);
    m_texts.clear();
    m_appendedFrom = -1;
    forgetColours();
    verticalHeader()->setMinimumSectionSize(1);
    const int rowHeight = metrics.height() + theme::grid(1.5);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    m_baseline = (rowHeight - metrics.height()) / 2 + metrics.ascent();
    horizontalHeader()->setFont(theme::secondaryFont());
    horizontalHeader()->setMinimumSectionSize(4 * m_digitWidth);
    if (m_model)
        scaleColumns(digitBefore, paddingBefore);
}

void EventTable::layOutColumns()
{
    for (int column = 0; column < EventTableModel::ColumnCount; ++column)
        setColumnWidth(column, columnDigits[size_t(column)] * m_digitWidth + 2 * m_padding);
    fitNumbers();
    fitTimes();
    horizontalHeader()->setSectionResizeMode(Column::Summary, QHeaderView::Stretch);
}

//! Times with a date are wider.
void EventTable::fitTimes()
{
    const bool dated = m_model && m_model->showsDates();
    setColumnWidth(Column::Time, (dated ? digitsOfDate : columnDigits[size_t(Column::Time)]) * m_digitWidth +
                                     2 * m_padding);
}

//! Columns are as wide as the text that they were made for.
void EventTable::scaleColumns(int digitBefore, int paddingBefore)
{
    if (digitBefore == m_digitWidth && paddingBefore == m_padding)
        return;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        if (column == Column::Summary)
            continue; // takes what is left
        const int digits = std::max(0, columnWidth(column) - 2 * paddingBefore);
        setColumnWidth(column, digits * m_digitWidth / std::max(1, digitBefore) + 2 * m_padding);
    }
    fitNumbers(); // their signs between the digits grow otherwise than digits
}

int EventTable::figuresWidth(const QString &figures) const
{
    qreal width = 0;
    for (const QChar c : figures) {
        const bool known = c.unicode() < m_glyphs.size();
        width += c.isDigit() ? m_digitWidth
                 : known     ? m_glyphs[c.unicode()].advance
                             : fontMetrics().horizontalAdvance(c);
    }
    return int(std::ceil(width));
}

//! Numbers grow with the record; their column is never too narrow for the newest of them. Nor is that of the
//! sizes for any but giants.
void EventTable::fitNumbers()
{
    const auto widen = [this](int column, const QString &figures) {
        const int needed = figuresWidth(figures) + 2 * m_padding;
        if (columnWidth(column) < needed)
            setColumnWidth(column, needed);
    };
    if (m_model && !isColumnHidden(Column::Size))
        widen(Column::Size, QLocale().toString(largeSize));
    if (const int rows = m_model ? m_model->rowCount() : 0; rows > 0)
        widen(Column::Number, QString::number(m_model->log()->seqOf(m_model->logRow(rows - 1))));
}

QByteArray EventTable::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << qint32(m_digitWidth) << qint32(m_padding) << horizontalHeader()->saveState();
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
void EventTable::fitSummary()
{
    if (!m_model)
        return;
    int others = 0;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        if (!isColumnHidden(column) && column != Column::Summary)
            others += columnWidth(column);
    }
    const int least = leastSummaryDigits * m_digitWidth + 2 * m_padding;
    const bool roomy = viewport()->width() - others >= least;
    QHeaderView *header = horizontalHeader();
    const bool wasRoomy = header->sectionResizeMode(Column::Summary) == QHeaderView::Stretch;
    const auto wanted = roomy ? QHeaderView::Stretch : QHeaderView::Interactive;
    if (header->sectionResizeMode(Column::Summary) != wanted)
        header->setSectionResizeMode(Column::Summary, wanted);
    if (!roomy && (wasRoomy || columnWidth(Column::Summary) < least))
        setColumnWidth(Column::Summary, least);
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

QList<EventTable::VisibleColumn> EventTable::visibleColumns(const QRect &dirty) const
{
    QList<VisibleColumn> columns;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        const VisibleColumn visible{column, columnViewportPosition(column), columnWidth(column)};
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
    const QList<VisibleColumn> columns = visibleColumns(dirty);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row)
        paintRow(painter, row, {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)}, columns);
    paintFocus(painter);
}

void EventTable::paintRow(QPainter &painter, int row, const QRect &rect, const QList<VisibleColumn> &columns)
{
    const EventRow &entry = m_model->eventRow(row);
    const bool selected = selectionModel()->isRowSelected(row);
    if (selected) {
        theme::paintSelection(painter, rect);
    } else if (entry.gap) {
        // The pattern scrolls along with its row.
        painter.setBrushOrigin(isRightToLeft() ? horizontalOffset() : -horizontalOffset(), rect.y());
        painter.fillRect(rect, theme::hatching(palette().color(QPalette::Base)));
    }
    for (const VisibleColumn &column : columns) {
        const QRect cell(column.x + m_padding, rect.y(), column.width - 2 * m_padding, rect.height());
        if (cell.width() > 0)
            paintCell(painter, entry, column.logical, cell, selected);
    }
}

void EventTable::paintCell(QPainter &painter, const EventRow &row, int column, const QRect &cell,
                           bool selected)
{
    using theme::Colour;
    const auto ink = [&](Colour token) { return this->ink(token, selected); };
    const bool quiet = column == Column::Number || column == Column::Size ||
                       row.direction == Direction::Note || row.repeated;
    const auto loud = [&](Colour usual) {
        return ink(row.trouble ? Colour::Error : row.gap ? Colour::Warning : usual);
    };
    painter.setPen(row.gap ? ink(Colour::Warning) : ink(quiet ? Colour::Dim : Colour::Text));

    switch (column) {
    case Column::Number:
        return drawFigures(painter, cell, row.number, Qt::AlignRight);
    case Column::Time:
        return drawFigures(painter, cell, row.time, Qt::AlignLeading);
    case Column::Size:
        return drawFigures(painter, cell, row.sizeText, Qt::AlignRight);
    case Column::DirectionColumn:
        return drawText(painter, cell, EventTableModel::directionText(row.direction) + row.socket);
    case Column::Channel:
        return drawText(painter, cell, row.channel);
    case Column::User:
        return drawText(painter, cell, row.user);
    case Column::Type: {
        const QRect sign(cell.x(), cell.y() + (cell.height() - m_glyphSide) / 2, m_glyphSide, m_glyphSide);
        painter.drawPixmap(QStyle::visualRect(layoutDirection(), cell, sign).topLeft(), glyph(row));
        painter.setPen(loud(row.repeated ? Colour::Dim : kindColour(row.kind)));
        const QRect room = cell.adjusted(m_glyphSide + m_padding / 2, 0, 0, 0);
        return drawText(painter, QStyle::visualRect(layoutDirection(), cell, room), row.type);
    }
    default:
        if (row.broken || row.trouble)
            painter.setPen(ink(Colour::Error));
        return drawText(painter, cell, row.summary);
    }
}

const QPixmap &EventTable::glyph(const EventRow &row)
{
    QPixmap &known = m_kindGlyphs[row.trouble ? size_t(eventClassCount) : size_t(row.kind)];
    if (known.isNull() || known.devicePixelRatio() != devicePixelRatioF()) {
        const QIcon icon = row.trouble ? theme::icon(u"error"_s, theme::Colour::Error) : kindIcon(row.kind);
        known = icon.pixmap(QSize(m_glyphSide, m_glyphSide), devicePixelRatioF());
    }
    return known;
}

//! Readable ink on this row's ground. Finding it takes a search for contrast, so the answers are kept.
QColor EventTable::ink(theme::Colour token, bool selected)
{
    QColor &known = m_inks[size_t(selected)][size_t(token)];
    if (!known.isValid())
        known = theme::colourOn(token, selected ? theme::Colour::Selection : theme::Colour::Background);
    return known;
}

void EventTable::drawText(QPainter &painter, const QRect &cell, const QString &text)
{
    if (text.isEmpty() || cell.width() <= 0)
        return;
    const TextKey key{text, cell.width()};
    const theme::ShapedLine *shaped = m_texts.object(key);
    if (!shaped) {
        auto *fresh = new theme::ShapedLine(shape(text, cell.width()));
        m_texts.insert(key, fresh);
        shaped = fresh;
    }
    const qreal left = isRightToLeft() ? cell.right() + 1 - shaped->width : cell.x();
    shaped->draw(painter, {left, qreal(cell.y() + m_baseline)});
}

//! Glyphs placed around the baseline, so that scripts from different fonts stand on one line. Shaping takes
//! time for each letter, and of a long text most can't be seen: its beginning is enough if that fills the
//! cell.
theme::ShapedLine EventTable::shape(const QString &text, int width) const
{
    const Qt::LayoutDirection direction = text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    const auto shaped = [&](qsizetype most) {
        return theme::shapedLine(text.left(outsideEmoji(text, most)), font(), width, Qt::ElideRight,
                                 direction);
    };
    // No letter but those of a few scripts is narrower than a third of a digit: longer text can't fit. Of the
    // units of an emoji up to eight are.
    const int digits = width / std::max(1, m_digitWidth);
    const qsizetype most = 8 * digits + 32;
    const qsizetype likely = 3 * digits / 2 + 16;
    if (outsideEmoji(text, likely) < std::min(most, text.size())) {
        theme::ShapedLine line = shaped(likely);
        if (line.isCut)
            return line;
    }
    return shaped(most);
}

//! Digits in steps of the widest one, so that figures stand under each other in any font; placed by hand,
//! because a number is never the same twice and shaping each would be most of the table's work.
void EventTable::drawFigures(QPainter &painter, const QRect &cell, const QString &figures,
                             Qt::Alignment alignment)
{
    QVarLengthArray<quint32, 24> glyphs;
    QVarLengthArray<QPointF, 24> places;
    qreal x = 0;
    for (const QChar c : figures) {
        const quint32 glyph = c.unicode() < m_glyphs.size() ? m_glyphs[c.unicode()].index : 0;
        if (glyph == 0)
            return drawText(painter, cell, figures);
        glyphs.append(glyph);
        places.append({x, 0});
        x += c.isDigit() ? m_digitWidth : m_glyphs[c.unicode()].advance;
    }
    if (x > cell.width() + 1) // cut short with a sign of it, not over its neighbour
        return drawText(painter, cell, figures);
    QGlyphRun run;
    run.setRawFont(m_rawFont);
    run.setRawData(glyphs.constData(), places.constData(), int(glyphs.size()));
    // Figures end below each other in either direction of reading.
    const bool atRight = alignment & Qt::AlignRight || isRightToLeft();
    const qreal left = atRight ? cell.right() + 1 - x : cell.x();
    painter.drawGlyphRun({left, qreal(cell.y() + m_baseline)}, run);
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

//! Assistive tools select without moving the current cell; here the two are one.
void EventTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.size() == 1 && rows.first().row() != currentIndex().row())
        selectionModel()->setCurrentIndex(rows.first(), QItemSelectionModel::NoUpdate);
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    switch (plain ? event->key() : 0) {
    case Qt::Key_Home:
        goTo(0);
        return;
    case Qt::Key_End:
        goTo(m_model->rowCount() - 1);
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

void EventTable::goTo(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
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
    add(tr("Filter by this value"), !expression.isEmpty(),
        [=, this] { Q_EMIT filterRequested(expression, Join::Replace); });
    add(tr("And this value"), !expression.isEmpty(),
        [=, this] { Q_EMIT filterRequested(expression, Join::And); });
    add(tr("And not this value"), !expression.isEmpty(),
        [=, this] { Q_EMIT filterRequested(expression, Join::AndNot); });
    menu.addSeparator();
    add(tr("Copy cell"), !cellText.isEmpty(), [=, this] { copyToClipboard(cellText); });
    add(tr("Copy row as text"), true, [=, this] { copyToClipboard(rowText); });
    add(tr("Copy the frame"), !frame.isEmpty(), [=, this] { copyToClipboard(QString::fromUtf8(frame)); });
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(cell).bottomLeft()) : event->globalPos());
}

void EventTable::forgetColours()
{
    m_inks = {};
    m_kindGlyphs = {};
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        fitSummary();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        forgetColours();
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
             {tr("To the filter"), {Qt::Key_Slash}},
             {tr("Read the event, and go to its message"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Select nothing"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
