// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/messagelistview.h"

#include "ui/access/plaintips.h"
#include "ui/chat/message/messagedelegate.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace rtmscope {

MessageListView::MessageListView(QWidget *parent)
    : RowListView(parent)
    , m_delegate(new MessageDelegate(this))
{
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setTabKeyNavigation(false);
    setDragEnabled(false);
    m_minute.setSingleShot(true);
    connect(&m_minute, &QTimer::timeout, this, &MessageListView::refreshRelative);
}

MessageListView::~MessageListView() = default;

void MessageListView::setMessageModel(MessageListModel *model)
{
    m_model = model;
    setModel(model);
    model->setFollowing(isFollowing());
    connect(this, &MessageListView::followingChanged, model, &MessageListModel::setFollowing);
    connect(model, &MessageListModel::namesChanged, this, &MessageListView::remeasure);
}

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
    m_hoverIndex = QPersistentModelIndex();
    m_hoverHit = {};
    m_pressIndex = QPersistentModelIndex();
    RowListView::reset();
}

void MessageListView::remeasure()
{
    m_delegate->forget();
    forgetHeights();
    settle();
}

void MessageListView::settled()
{
    if (m_delegate->hasRelative() && !m_minute.isActive())
        m_minute.start(std::chrono::seconds(20));
    if (m_hoverIndex.isValid()) // rows moved under a pointer that did not
        updateHover(viewport()->mapFromGlobal(QCursor::pos()));
}

void MessageListView::scrolled()
{
    if (m_model && m_model->older() == MessageListModel::Older::Here &&
        verticalOffset() < viewport()->height())
        Q_EMIT olderAsked();
}

int MessageListView::newAmong(int first, int last) const
{
    int messages = 0;
    for (int row = first; m_model && row <= last; ++row)
        messages += m_model->at(row).kind == MessageRow::Kind::Message ? 1 : 0;
    return messages;
}

//! Time goes by: what it says is laid out anew.
void MessageListView::refreshRelative()
{
    const QSet<quint64> stale = m_delegate->forgetRelative();
    for (int row = 0; row < rows(); ++row) {
        if (stale.contains(m_model->at(row).message.revision))
            forgetHeight(row);
    }
    settle();
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

void MessageListView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // The base class would move on to a neighbour; a message that goes takes the selection with it.
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectNothing();
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

// --- painting ---

void MessageListView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme::colour(theme::Colour::Background));
    if (rows() == 0)
        paintEmpty(painter);
    else
        paintRows(painter, event->rect());
    // The current row shows the focus; where there is none, the whole does.
    if (hasFocus() && (rows() == 0 || !currentIndex().isValid()))
        theme::paintFocusFrame(painter, viewport()->rect());
}

void MessageListView::setEmptyWords(const QString &headline, const QString &detail)
{
    if (m_headline == headline && m_detail == detail)
        return;
    m_headline = headline;
    m_detail = detail;
    setAccessibleDescription(rows() == 0 ? headline + u' ' + detail : QString());
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
    RowListView::changeEvent(event);
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
    RowListView::leaveEvent(event);
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
        return RowListView::viewportEvent(event);
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
    RowListView::focusOutEvent(event);
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
    RowListView::currentChanged(current, previous);
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
        if (rows() > 0)
            setCurrentIndex(model()->index(rows() - 1, 0));
        event->accept();
    } else {
        RowListView::keyPressEvent(event);
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
