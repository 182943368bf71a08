// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/rowlistview.h"

#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStyleOptionViewItem>

#include <algorithm>
#include <chrono>
#include <utility>

namespace rtmscope {

namespace {

constexpr std::chrono::milliseconds idleBudget{4};

//! Of a row that nobody has measured.
int guessedHeight()
{
    return theme::grid(12);
}

} // namespace

RowListView::RowListView(QWidget *parent)
    : QListView(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAutoScroll(false); // a click must not move what is read; keys scroll by scrollTo()
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &RowListView::measureWhenIdle);
}

void RowListView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    connect(model, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex &, int from, int, const QModelIndex &, int to) { rowsMoved(from, to); });
}

void RowListView::reset()
{
    QListView::reset();
    m_rows.reset(model() ? model()->rowCount() : 0, guessedHeight());
    m_anchor = {};
    setNewBelow(0);
    setFollowing(true);
    settle();
}

// --- heights

bool RowListView::measure(int row)
{
    if (m_rows.isMeasured(row))
        return false;
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, viewport()->width(), 0);
    return m_rows.setMeasured(row, itemDelegate()->sizeHint(option, model()->index(row, 0)).height());
}

bool RowListView::measureVisible()
{
    if (m_rows.isEmpty())
        return false;
    const int page = viewport()->height();
    const int top = verticalOffset();
    const int first = m_rows.rowAt(top - page / 2);
    const int last = m_rows.rowAt(top + page + page / 2);
    bool differs = false;
    for (int row = last; row >= first; --row)
        differs = measure(row) || differs;
    return differs;
}

void RowListView::measureWhenIdle()
{
    QElapsedTimer clock;
    clock.start();
    for (int row = rows() - 1; row >= 0 && clock.elapsed() < idleBudget.count(); --row)
        measure(row);
    settle();
}

//! What is measured may move what is visible, so it goes round; it ends because each row is measured once.
void RowListView::settle()
{
    if (m_settling)
        return;
    m_settling = true;
    do {
        if (m_rows.isStale())
            m_rows.place(theme::grid(1));
        updateScrollBar();
    } while (isVisible() && measureVisible());
    m_settling = false;
    if (const int height = m_rows.total(); height != m_toldHeight) {
        m_toldHeight = height;
        Q_EMIT contentHeightChanged(height);
    }
    if (isVisible() && !m_rows.allMeasured())
        m_idle.start(0);
    settled();
    viewport()->update();
}

void RowListView::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    settle();
}

void RowListView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        m_rows.forget();
    settle();
}

// --- places

int RowListView::topSpace() const
{
    return std::max(0, viewport()->height() - m_rows.total());
}

void RowListView::updateScrollBar()
{
    QScrollBar *bar = verticalScrollBar();
    const int page = viewport()->height();
    const int most = std::max(0, m_rows.total() - page);
    bar->setRange(0, most);
    bar->setPageStep(page);
    bar->setSingleStep(theme::grid(10));
    if (m_following || m_anchor.row < 0 || m_anchor.row >= rows())
        bar->setValue(most);
    else
        bar->setValue(m_rows.topOf(m_anchor.row) - m_anchor.offset);
}

void RowListView::takeAnchor()
{
    const int top = verticalOffset();
    int row = m_rows.rowAt(top);
    if (row < 0) {
        m_anchor = {};
        return;
    }
    // The first row that begins on screen: what grows above it must not push it.
    if (m_rows.topOf(row) < top && row + 1 < rows() && m_rows.topOf(row + 1) < top + viewport()->height())
        ++row;
    m_anchor = {row, m_rows.topOf(row) - top};
}

void RowListView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

void RowListView::updateGeometries()
{
    const bool outer = std::exchange(m_settling, true); // a range that shrinks is nobody scrolling
    if (!m_rows.isStale())
        updateScrollBar();
    QAbstractItemView::updateGeometries();
    m_settling = outer;
}

int RowListView::horizontalOffset() const
{
    return 0;
}

int RowListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect RowListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rows() || m_rows.isStale())
        return {};
    return {0, m_rows.topOf(index.row()) - verticalOffset() + topSpace(), viewport()->width(),
            m_rows.heightOf(index.row())};
}

QModelIndex RowListView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset() - topSpace();
    if (m_rows.isStale() || m_rows.isEmpty() || y < 0 || y >= m_rows.bottomOf(rows() - 1))
        return {};
    return model()->index(m_rows.rowAt(y), 0);
}

void RowListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= rows())
        return;
    const bool was = m_following;
    // Measuring may change heights around the row, so place it, settle, and place it again.
    for (int pass = 0; pass < 2; ++pass) {
        if (m_rows.isStale())
            m_rows.place(theme::grid(1));
        const QRect rect = visualRect(index);
        const int page = viewport()->height();
        int offset = 0;
        if (hint == PositionAtCenter)
            offset = std::max(0, (page - rect.height()) / 2);
        else if (hint == PositionAtBottom || (hint == EnsureVisible && rect.bottom() >= page))
            offset = std::max(0, page - rect.height());
        else if (hint == EnsureVisible && rect.top() >= 0)
            break;
        m_following = false;
        m_anchor = {index.row(), offset};
        settle();
    }
    m_following = was;
    setFollowing(verticalOffset() >= verticalScrollBar()->maximum());
}

void RowListView::scrollToEnd()
{
    const bool was = m_following;
    m_following = true;
    settle();
    m_following = was;
    setFollowing(true);
}

void RowListView::setFollowing(bool following)
{
    if (following)
        setNewBelow(0);
    else
        takeAnchor();
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

void RowListView::setNewBelow(int count)
{
    if (count == m_newBelow)
        return;
    m_newBelow = count;
    Q_EMIT newBelowChanged(count);
}

void RowListView::scrollContentsBy(int, int)
{
    viewport()->update();
    if (m_settling || m_rows.isStale())
        return;
    const bool was = m_following;
    m_following = false; // while rows are measured, what the user scrolled to stays put
    takeAnchor();
    settle();
    m_following = was;
    setFollowing(verticalOffset() >= verticalScrollBar()->maximum());
    scrolled();
}

void RowListView::paintRows(QPainter &painter, const QRect &area)
{
    if (m_rows.isStale() || m_rows.isEmpty())
        return;
    const int shift = topSpace() - verticalOffset();
    const int last = m_rows.rowAt(area.bottom() - shift);
    QStyleOptionViewItem option;
    for (int row = m_rows.rowAt(area.top() - shift); row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = QRect(0, m_rows.topOf(row) + shift, viewport()->width(), m_rows.heightOf(row));
        option.state = QStyle::State_Enabled;
        if (selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (hasFocus() && currentIndex() == index)
            option.state |= QStyle::State_HasFocus;
        itemDelegate()->paint(&painter, option, index);
    }
}

// --- the model's news

void RowListView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int count = end - start + 1;
    const bool atTail = start >= rows();
    m_rows.insert(start, count, guessedHeight());
    if (m_anchor.row >= start)
        m_anchor.row += count;
    QAbstractItemView::rowsInserted(parent, start, end);
    settle();
    if (!m_following && atTail)
        setNewBelow(m_newBelow + newAmong(start, end));
}

void RowListView::rowsRemoved(int first, int last)
{
    m_rows.erase(first, last);
    if (m_anchor.row > last)
        m_anchor.row -= last - first + 1;
    else if (m_anchor.row >= first)
        m_anchor.row = std::min(first, rows() - 1);
    settle();
}

void RowListView::rowsMoved(int from, int to)
{
    m_rows.move(from, to);
    settle();
}

void RowListView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                              const QList<int> &roles)
{
    for (int row = topLeft.row(); row <= bottomRight.row() && row < rows(); ++row)
        m_rows.forget(row);
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    settle();
}

// --- the keyboard's way

//! The last row that is on screen as a whole, or the one that fills it.
int RowListView::lowestVisible() const
{
    const int bottom = verticalOffset() - topSpace() + viewport()->height();
    const int row = std::max(0, m_rows.rowAt(bottom - 1));
    const bool isWhole = m_rows.topOf(row) + m_rows.heightOf(row) <= bottom;
    return isWhole || row == 0 || m_rows.topOf(row) <= verticalOffset() ? row : row - 1;
}

QModelIndex RowListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rows() - 1;
    if (last < 0)
        return {};
    const int page = viewport()->height();
    int row = currentIndex().isValid() ? currentIndex().row() : -1;
    if (row < 0 && action != MoveHome && action != MoveEnd)
        return model()->index(lowestVisible(), 0); // the keys begin where one looks
    switch (action) {
    case MoveUp:
    case MoveLeft:
    case MovePrevious:
        row -= 1;
        break;
    case MoveDown:
    case MoveRight:
    case MoveNext:
        row += 1;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MovePageUp:
        row = std::min(row - 1, m_rows.rowAt(m_rows.topOf(row) - page));
        break;
    case MovePageDown:
        row = std::max(row + 1, m_rows.rowAt(m_rows.topOf(row) + page));
        break;
    }
    return model()->index(std::clamp(row, 0, last), 0);
}

void RowListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    if (index.isValid())
        selectionModel()->select(index, command);
}

QRegion RowListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes())
        region += visualRect(index);
    return region;
}

} // namespace rtmscope
