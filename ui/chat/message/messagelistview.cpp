// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/messagelistview.h"

#include "ui/access/plaintips.h"
#include "ui/chat/message/messagedelegate.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {
constexpr std::chrono::milliseconds idleBudget{4};
}

MessageListView::MessageListView(QWidget *parent)
    : QListView(parent)
    , m_delegate(new MessageDelegate(this))
{
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setTabKeyNavigation(false);
    setDragEnabled(false);
    setAutoScroll(false); // a click must not move what is read; keys scroll below
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &MessageListView::measureWhenIdle);
    m_minute.setSingleShot(true);
    connect(&m_minute, &QTimer::timeout, this, &MessageListView::refreshRelative);
}

MessageListView::~MessageListView() = default;

void MessageListView::setMessageModel(MessageListModel *model)
{
    m_model = model;
    setModel(model);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    connect(model, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex &, int from, int, const QModelIndex &, int to) { rowsMoved(from, to); });
    connect(model, &MessageListModel::namesChanged, this, &MessageListView::remeasure);
}

// --- geometry ---

//! A line or two: in a low window the composer must not be pushed out.
QSize MessageListView::minimumSizeHint() const
{
    return {theme::grid(40), theme::grid(m_dense ? 6 : 10)};
}

void MessageListView::setDense(bool dense)
{
    m_dense = dense;
    updateGeometry();
}

void MessageListView::reset()
{
    QListView::reset();
    const int rows = model() ? model()->rowCount() : 0;
    m_heights.assign(size_t(rows), theme::grid(12));
    m_measured.assign(size_t(rows), false);
    m_topsStale = true;
    m_anchor = {};
    m_hoverIndex = QPersistentModelIndex();
    m_hoverHit = {};
    m_pressIndex = QPersistentModelIndex();
    setNewBelow(0);
    setFollowing(true);
    settle();
}

void MessageListView::remeasure()
{
    m_delegate->forget();
    std::fill(m_measured.begin(), m_measured.end(), false);
    settle();
}

void MessageListView::rebuildTops()
{
    m_tops.resize(m_heights.size() + 1);
    int top = 0;
    for (size_t row = 0; row < m_heights.size(); ++row) {
        m_tops[row] = top;
        top += m_heights[row];
    }
    m_tops.back() = top + (m_heights.empty() ? 0 : theme::grid(1));
    m_topsStale = false;
}

int MessageListView::topSpace() const
{
    return std::max(0, viewport()->height() - contentHeight());
}

int MessageListView::rowAtY(int contentY) const
{
    if (m_heights.empty())
        return -1;
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), contentY);
    return int(std::clamp<qsizetype>(after - m_tops.begin() - 1, 0, qsizetype(m_heights.size()) - 1));
}

bool MessageListView::measure(int row)
{
    const auto at = size_t(row);
    if (m_measured[at])
        return false;
    m_measured[at] = true;
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, viewport()->width(), 0);
    const int height = m_delegate->sizeHint(option, model()->index(row, 0)).height();
    const bool differs = height != m_heights[at];
    m_heights[at] = height;
    m_topsStale = m_topsStale || differs;
    return differs;
}

bool MessageListView::measureVisible()
{
    if (m_heights.empty())
        return false;
    const int page = viewport()->height();
    const int top = verticalOffset();
    const int first = rowAtY(top - page / 2);
    const int last = rowAtY(top + page + page / 2);
    bool differs = false;
    for (int row = last; row >= first; --row)
        differs = measure(row) || differs;
    return differs;
}

void MessageListView::updateScrollBar()
{
    QScrollBar *bar = verticalScrollBar();
    const int page = viewport()->height();
    const int most = std::max(0, contentHeight() - page);
    bar->setRange(0, most);
    bar->setPageStep(page);
    bar->setSingleStep(theme::grid(10));
    if (m_following || m_anchor.row < 0 || m_anchor.row >= int(m_heights.size()))
        bar->setValue(most);
    else
        bar->setValue(m_tops[size_t(m_anchor.row)] - m_anchor.offset);
}

//! Brings tops, scroll bar and measured heights into agreement. What is measured may move what is visible, so
//! it goes round; it ends because each row is measured once.
void MessageListView::settle()
{
    if (m_settling)
        return;
    m_settling = true;
    do {
        if (m_topsStale)
            rebuildTops();
        updateScrollBar();
    } while (isVisible() && measureVisible());
    m_settling = false;
    if (const int height = contentHeight(); height != m_toldHeight) {
        m_toldHeight = height;
        Q_EMIT contentHeightChanged(height);
    }
    if (std::find(m_measured.begin(), m_measured.end(), false) != m_measured.end() && isVisible())
        m_idle.start(0);
    if (m_delegate->hasRelative() && !m_minute.isActive())
        m_minute.start(std::chrono::seconds(20));
    if (m_hoverIndex.isValid()) // rows moved under a pointer that did not
        updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    viewport()->update();
}

//! Time goes by: what it says is laid out anew.
void MessageListView::refreshRelative()
{
    const QSet<quint64> stale = m_delegate->forgetRelative();
    for (size_t row = 0; row < m_measured.size(); ++row) {
        if (stale.contains(m_model->at(int(row)).message.revision))
            m_measured[row] = false;
    }
    settle();
}

void MessageListView::measureWhenIdle()
{
    QElapsedTimer clock;
    clock.start();
    for (int row = int(m_heights.size()) - 1; row >= 0 && clock.elapsed() < idleBudget.count(); --row)
        measure(row);
    settle();
}

void MessageListView::takeAnchor()
{
    const int top = verticalOffset();
    int row = rowAtY(top);
    if (row < 0) {
        m_anchor = {};
        return;
    }
    // The first row that begins on screen: what grows above it must not push it.
    if (m_tops[size_t(row)] < top && row + 1 < int(m_heights.size()) &&
        m_tops[size_t(row) + 1] < top + viewport()->height())
        ++row;
    m_anchor = {row, m_tops[size_t(row)] - top};
}

void MessageListView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

void MessageListView::updateGeometries()
{
    const bool outer = std::exchange(m_settling, true); // a range that shrinks is nobody scrolling
    if (!m_topsStale)
        updateScrollBar();
    QAbstractItemView::updateGeometries();
    m_settling = outer;
}

int MessageListView::horizontalOffset() const
{
    return 0;
}

int MessageListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect MessageListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= int(m_heights.size()) || m_topsStale)
        return {};
    const auto row = size_t(index.row());
    return {0, m_tops[row] - verticalOffset() + topSpace(), viewport()->width(), m_heights[row]};
}

QModelIndex MessageListView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset() - topSpace();
    if (m_topsStale || m_heights.empty() || y < 0 || y >= m_tops[m_heights.size() - 1] + m_heights.back())
        return {};
    return model()->index(rowAtY(y), 0);
}

void MessageListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= int(m_heights.size()))
        return;
    const bool was = m_following;
    // Measuring may change heights around the row, so place it, settle, and place it again.
    for (int pass = 0; pass < 2; ++pass) {
        if (m_topsStale)
            rebuildTops();
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

void MessageListView::scrollToEnd()
{
    const bool was = m_following;
    m_following = true;
    settle();
    m_following = was;
    setFollowing(true);
}

void MessageListView::selectRow(int row)
{
    const QModelIndex index = model()->index(row, 0);
    if (!visualRect(index).intersects(viewport()->rect()) || visualRect(index).top() < 0)
        scrollTo(index, PositionAtCenter);
    setCurrentIndex(index);
}

void MessageListView::selectVisibleRow(int row)
{
    const QRect rect = row < 0 ? QRect() : visualRect(model()->index(row, 0));
    if (rect.isValid() && viewport()->rect().contains(rect))
        setCurrentIndex(model()->index(row, 0));
    else
        selectNothing();
}

void MessageListView::selectNothing()
{
    setCurrentIndex({});
    selectionModel()->clear();
}

void MessageListView::setFollowing(bool following)
{
    if (m_model)
        m_model->setFollowing(following);
    if (following)
        setNewBelow(0);
    else
        takeAnchor();
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

void MessageListView::setNewBelow(int count)
{
    if (count == m_newBelow)
        return;
    m_newBelow = count;
    Q_EMIT newBelowChanged(count);
}

void MessageListView::scrollContentsBy(int, int)
{
    viewport()->update();
    if (m_settling || m_topsStale)
        return;
    const bool was = m_following;
    m_following = false; // while rows are measured, what the user scrolled to stays put
    takeAnchor();
    settle();
    m_following = was;
    setFollowing(verticalOffset() >= verticalScrollBar()->maximum());
    if (m_model && m_model->older() == MessageListModel::Older::Here &&
        verticalOffset() < viewport()->height())
        Q_EMIT olderAsked();
}

void MessageListView::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    settle();
}

void MessageListView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        std::fill(m_measured.begin(), m_measured.end(), false);
    settle();
}

// --- the model's news ---

void MessageListView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const auto count = size_t(end - start + 1);
    const bool atTail = size_t(start) >= m_heights.size();
    m_heights.insert(m_heights.begin() + start, count, theme::grid(12));
    m_measured.insert(m_measured.begin() + start, count, false);
    m_topsStale = true;
    if (m_anchor.row >= start)
        m_anchor.row += int(count);
    QAbstractItemView::rowsInserted(parent, start, end);
    settle();
    if (!m_following && atTail)
        setNewBelow(m_newBelow + messagesIn(start, end));
}

int MessageListView::messagesIn(int first, int last) const
{
    int messages = 0;
    for (int row = first; m_model && row <= last; ++row)
        messages += m_model->at(row).kind == MessageRow::Kind::Message ? 1 : 0;
    return messages;
}

void MessageListView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // The base class would move on to a neighbour; a message that goes takes the selection with it.
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectNothing();
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void MessageListView::rowsRemoved(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
    m_measured.erase(m_measured.begin() + first, m_measured.begin() + last + 1);
    m_topsStale = true;
    if (m_anchor.row > last)
        m_anchor.row -= last - first + 1;
    else if (m_anchor.row >= first)
        m_anchor.row = std::min(first, int(m_heights.size()) - 1);
    settle();
}

void MessageListView::rowsMoved(int from, int to)
{
    const auto target = size_t(to > from ? to - 1 : to);
    const int height = m_heights[size_t(from)];
    const bool measured = m_measured[size_t(from)];
    m_heights.erase(m_heights.begin() + from);
    m_measured.erase(m_measured.begin() + from);
    m_heights.insert(m_heights.begin() + qsizetype(target), height);
    m_measured.insert(m_measured.begin() + qsizetype(target), measured);
    m_topsStale = true;
    settle();
}

void MessageListView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                  const QList<int> &roles)
{
    for (int row = topLeft.row(); row <= bottomRight.row() && row < int(m_measured.size()); ++row)
        m_measured[size_t(row)] = false;
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    settle();
}

// --- painting ---

void MessageListView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme::colour(theme::Colour::Background));
    if (m_heights.empty()) {
        paintEmpty(painter);
        if (hasFocus())
            theme::paintFocusFrame(painter, viewport()->rect());
        return;
    }
    if (m_topsStale)
        return;
    const int shift = topSpace() - verticalOffset();
    const int first = rowAtY(event->rect().top() - shift);
    const int last = rowAtY(event->rect().bottom() - shift);
    QStyleOptionViewItem option;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = QRect(0, m_tops[size_t(row)] + shift, viewport()->width(), m_heights[size_t(row)]);
        option.state = QStyle::State_Enabled;
        if (selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (hasFocus() && currentIndex() == index)
            option.state |= QStyle::State_HasFocus;
        m_delegate->paint(&painter, option, index);
    }
    if (hasFocus() && !currentIndex().isValid())
        theme::paintFocusFrame(painter, viewport()->rect());
}

void MessageListView::setEmptyWords(const QString &headline, const QString &detail)
{
    if (m_headline == headline && m_detail == detail)
        return;
    m_headline = headline;
    m_detail = detail;
    setAccessibleDescription(m_heights.empty() ? headline + u' ' + detail : QString());
    viewport()->update();
}

void MessageListView::paintEmpty(QPainter &painter)
{
    const int margin = theme::grid(6);
    const QRect rect = viewport()->rect().adjusted(margin, margin, -margin, -margin);
    painter.setFont(theme::headingFont());
    painter.setPen(theme::colour(theme::Colour::Text));
    const QRect head = painter.boundingRect(rect, Qt::AlignCenter | Qt::TextWordWrap, m_headline);
    theme::drawText(painter, head, Qt::AlignCenter | Qt::TextWordWrap, m_headline);
    painter.setFont(theme::bodyFont());
    painter.setPen(theme::colour(theme::Colour::Dim));
    const int top = head.bottom() + theme::grid(1.5);
    theme::drawText(painter, QRect(rect.left(), top, rect.width(), std::max(0, rect.bottom() - top)),
                    Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_detail);
}

void MessageListView::changeEvent(QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::FontChange || type == QEvent::PaletteChange || type == QEvent::StyleChange)
        remeasure();
    QListView::changeEvent(event);
}

// --- mouse ---

Hit MessageListView::hitAt(QPoint position) const
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return {};
    const MessageLayout *layout = m_delegate->layout(index, viewport()->width());
    return layout ? layout->hitTest(position - visualRect(index).topLeft()) : Hit();
}

void MessageListView::updateHover(QPoint position)
{
    const bool isInside = viewport()->rect().contains(position); // a pointer that is gone is at (-1, -1)
    const QModelIndex index = isInside ? indexAt(position) : QModelIndex();
    const Hit hit = isInside ? hitAt(position) : Hit();
    if (m_hoverIndex == index && m_hoverHit == hit)
        return;
    const QModelIndex previous = m_hoverIndex;
    m_hoverIndex = index;
    m_hoverHit = hit;
    m_delegate->setHover(m_hoverIndex, hit);
    viewport()->update(visualRect(previous));
    viewport()->update(visualRect(index));
    const bool older = index.isValid() && m_model &&
                       m_model->at(index.row()).kind == MessageRow::Kind::Older &&
                       m_model->older() != MessageListModel::Older::Gone;
    if (hit.isActive() || older)
        viewport()->setCursor(Qt::PointingHandCursor);
    else
        viewport()->unsetCursor();
}

void MessageListView::mouseMoveEvent(QMouseEvent *event)
{
    updateHover(event->position().toPoint());
    event->accept();
}

void MessageListView::leaveEvent(QEvent *event)
{
    updateHover(QPoint(-1, -1));
    QListView::leaveEvent(event);
}

void MessageListView::mousePressEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    m_pressIndex = indexAt(position);
    m_pressHit = hitAt(position);
    choose(m_pressIndex);
    event->accept();
}

void MessageListView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    event->accept();
    if (event->button() != Qt::LeftButton || !index.isValid() || m_pressIndex != index)
        return;
    if (m_model && m_model->at(index.row()).kind == MessageRow::Kind::Older) {
        Q_EMIT olderAsked();
        return;
    }
    const Hit hit = hitAt(position);
    if (hit.isActive() && hit == m_pressHit)
        activate(index.row(), hit);
}

void MessageListView::activate(int row, const Hit &hit)
{
    if (hit.kind == Hit::Kind::Thread)
        Q_EMIT threadAsked(row);
    else if (hit.kind == Hit::Kind::Event)
        Q_EMIT eventAsked(row);
    else
        Q_EMIT hitActivated(row, hit);
}

void MessageListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = byMouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid() || !m_model || m_model->at(index.row()).kind == MessageRow::Kind::Older)
        return;
    choose(index);
    const QRect rect = visualRect(index);
    const QPoint position = byMouse ? event->pos() : QPoint(rect.left() + theme::grid(15), rect.bottom());
    Q_EMIT menuAsked(index.row(), byMouse ? hitAt(event->pos()) : Hit(), viewport()->mapToGlobal(position));
}

bool MessageListView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        updateHover(QPoint(-1, -1));
    if (event->type() != QEvent::ToolTip)
        return QListView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Hit hit = hitAt(help->pos());
    if (hit.tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), literalTip(hit.tip), viewport());
    return true;
}

// --- keyboard ---

void MessageListView::keyboardSearch(const QString &)
{
    // Letters are commands here.
}

//! To have the keys is not to choose a row, upon which letters would act: QAbstractItemView would take one.
void MessageListView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void MessageListView::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    viewport()->update();
}

//! By a person, of whom the other panes hear.
void MessageListView::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    if (m_model && m_model->at(index.row()).kind != MessageRow::Kind::Older)
        Q_EMIT picked(index.row());
}

void MessageListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
}

void MessageListView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex before = currentIndex();
    if (before.isValid() && handleMessageKey(event, before.row())) {
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT leaveAsked();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_End) {
        scrollToEnd();
        if (!m_heights.empty())
            setCurrentIndex(model()->index(int(m_heights.size()) - 1, 0));
        event->accept();
    } else {
        QListView::keyPressEvent(event);
    }
    if (currentIndex() == before || !currentIndex().isValid())
        return;
    scrollTo(currentIndex());
    Q_EMIT picked(currentIndex().row());
}

bool MessageListView::handleMessageKey(QKeyEvent *event, int row)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyAsked(row);
        return true;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_R:
    case Qt::Key_T:
        if (m_model && m_model->at(row).kind == MessageRow::Kind::Older)
            Q_EMIT olderAsked();
        else if (m_model && m_model->at(row).kind == MessageRow::Kind::Gap)
            Q_EMIT eventAsked(row);
        else
            Q_EMIT threadAsked(row);
        return true;
    case Qt::Key_J:
        Q_EMIT eventAsked(row);
        return true;
    default:
        return false;
    }
}

//! The last row that is on screen as a whole, or the one that fills it.
int MessageListView::lowestVisible() const
{
    const int bottom = verticalOffset() - topSpace() + viewport()->height();
    const int row = std::max(0, rowAtY(bottom - 1));
    const bool isWhole = m_tops[size_t(row)] + m_heights[size_t(row)] <= bottom;
    return isWhole || row == 0 || m_tops[size_t(row)] <= verticalOffset() ? row : row - 1;
}

QModelIndex MessageListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = int(m_heights.size()) - 1;
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
        row = std::min(row - 1, rowAtY(m_tops[size_t(row)] - page));
        break;
    case MovePageDown:
        row = std::max(row + 1, rowAtY(m_tops[size_t(row)] + page));
        break;
    }
    return model()->index(std::clamp(row, 0, last), 0);
}

void MessageListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    if (index.isValid())
        selectionModel()->select(index, command);
}

QRegion MessageListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes())
        region += visualRect(index);
    return region;
}

KeyGroup MessageListView::keyHelp()
{
    return {tr("In messages and threads"),
            {{tr("Previous message"), {Qt::Key_Up, Qt::Key_Left}},
             {tr("Next message"), {Qt::Key_Down, Qt::Key_Right}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("Oldest message shown"), {Qt::Key_Home}},
             {tr("Newest message"), {Qt::Key_End}},
             {tr("Open the thread, load older messages, or show the gap"),
              {Qt::Key_Return, Qt::Key_Enter, Qt::Key_R, Qt::Key_T}},
             {tr("Show its event"), {Qt::Key_J}},
             {tr("Copy the text"), {QKeySequence::Copy}},
             {tr("To the message text"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
