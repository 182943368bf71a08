// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/outbox/outboxpane.h"

#include "core/mrkdwn/richtext.h"
#include "ui/chat/outbox/outboxmodel.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/emptywords.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

using State = OutboxItem::State;

Colour inkOf(State state)
{
    switch (state) {
    case State::Failed:
        return Colour::Error;
    case State::Unknown:
    case State::Missing:
        return Colour::Warning;
    case State::Queued:
    case State::Written:
    case State::Checking:
        break;
    }
    return Colour::Dim;
}

//! Three lines: the state and its age, the text, where it goes and what it waits for. What it waits for may
//! need more than one.
class OutboxDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int width = option.rect.width() > 0 ? option.rect.width() : grid(80);
        const int small = QFontMetrics(theme::secondaryFont()).height();
        const int text = QFontMetrics(theme::bodyFont()).height();
        return {width, grid(3) + small + text + small + nextHeight(index, width - left() - grid(4))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            theme::paintSelection(*painter, option.rect);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colour(Colour::Hover));
        if (selected && (option.state & QStyle::State_HasFocus))
            painter->fillRect(
                QStyle::visualRect(option.direction, option.rect,
                                   QRect(option.rect.topLeft(), QSize(grid(0.75), option.rect.height()))),
                colour(Colour::Accent));
        const Colour ground = selected ? Colour::Selection : Colour::Background;
        const auto state = State(index.data(OutboxModel::StateRole).toInt());
        const QRect icon(option.rect.left() + grid(3), option.rect.top() + grid(1.5), grid(4), grid(4));
        theme::icon(OutboxModel::iconName(state), inkOf(state))
            .paint(painter, QStyle::visualRect(option.direction, option.rect, icon));
        const QRect words = option.rect.adjusted(left(), grid(1.5), -grid(4), 0);
        paintWords(*painter, QStyle::visualRect(option.direction, option.rect, words), ground, index, state);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          colour(Colour::Line));
        painter->restore();
    }

private:
    static int left() { return grid(9); }

    static int nextHeight(const QModelIndex &index, int width)
    {
        const QString next = index.data(OutboxModel::NextRole).toString();
        if (next.isEmpty())
            return 0;
        return QFontMetrics(theme::secondaryFont())
            .boundingRect(QRect(0, 0, std::max(width, grid(20)), grid(200)), Qt::TextWordWrap, next)
            .height();
    }

    static void paintWords(QPainter &painter, QRect rect, Colour ground, const QModelIndex &index,
                           State state)
    {
        QFont font = theme::secondaryFont();
        const QFontMetrics small(font);
        painter.setFont(font);
        painter.setPen(theme::colourOn(Colour::Dim, ground));
        const QString age = index.data(OutboxModel::AgeRole).toString();
        theme::drawText(painter, rect, Qt::AlignRight | Qt::AlignTop, age);
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(theme::colourOn(inkOf(state), ground));
        const int room = rect.width() - small.horizontalAdvance(age) - grid(2);
        theme::drawText(painter, rect, Qt::AlignLeft | Qt::AlignTop,
                        QFontMetrics(font).elidedText(index.data(OutboxModel::StateWords).toString(),
                                                      Qt::ElideRight, room));
        rect.setTop(rect.top() + small.height());
        const QFontMetrics body(theme::bodyFont());
        painter.setFont(theme::bodyFont());
        painter.setPen(colour(Colour::Text));
        theme::drawText(
            painter, rect, Qt::AlignLeft | Qt::AlignTop,
            body.elidedText(index.data(OutboxModel::TextRole).toString(), Qt::ElideRight, rect.width()));
        rect.setTop(rect.top() + body.height());
        painter.setFont(theme::secondaryFont());
        painter.setPen(theme::colourOn(Colour::Dim, ground));
        theme::drawText(
            painter, rect, Qt::AlignLeft | Qt::AlignTop,
            small.elidedText(index.data(OutboxModel::PlaceRole).toString(), Qt::ElideRight, rect.width()));
        rect.setTop(rect.top() + small.height());
        theme::drawText(painter, rect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                        index.data(OutboxModel::NextRole).toString());
    }
};

} // namespace

OutboxPane::OutboxPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new OutboxModel(this))
    , m_view(new WithEmptyWords<QListView>(this))
    , m_summary(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_actions(new QWidget(this))
    , m_sendAll(new QPushButton(tr("Send all"), this))
    , m_undo(new QWidget(this))
    , m_undoWords(new InkLabel(InkLabel::Size::Secondary, Colour::Text, m_undo))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new OutboxDelegate(m_view));
    m_view->setAccessibleName(tr("Outbox"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setMouseTracking(true);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    setFocusProxy(m_view);
    m_summary->setAccessibleName(tr("What waits"));
    m_summary->setElideMode(Qt::ElideRight);
    m_sendAll->setAutoDefault(false);
    m_sendAll->setAccessibleName(m_sendAll->text());
    m_sendAll->setToolTip(tr("Send again everything that may safely be sent again"));
    buildActions();
    auto *undo = new QPushButton(tr("Undo"), m_undo);
    undo->setAutoDefault(false);
    undo->setAccessibleName(tr("Bring the discarded message back"));
    m_undoWords->setElideMode(Qt::ElideRight);
    auto *undoRow = new QHBoxLayout(m_undo);
    undoRow->addWidget(m_undoWords, 1);
    undoRow->addWidget(undo);
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_sendAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    column->addWidget(m_undo);
    column->addWidget(m_actions);
    m_undo->hide();
    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, m_model, &OutboxModel::tick);
    connect(m_model, &OutboxModel::moveRequested, this, &OutboxPane::moveRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutboxPane::refresh);
    connect(m_view, &QListView::customContextMenuRequested, this, &OutboxPane::showMenu);
    connect(m_view, &QListView::activated, this, [this] {
        if (const OutboxItem *item = current())
            Q_EMIT placeRequested(item->message.channel, item->message.thread);
    });
    connect(m_sendAll, &QPushButton::clicked, this, &OutboxPane::sendAllRequested);
    connect(undo, &QPushButton::clicked, this, &OutboxPane::restoreRequested);
    updateFonts();
    setReadOnly({});
}

QPushButton *OutboxPane::addButton(const QString &words, const QString &tip)
{
    auto *button = new QPushButton(words, m_actions);
    button->setAutoDefault(false);
    button->setAccessibleName(words);
    button->setToolTip(tip);
    m_actions->layout()->addWidget(button);
    return button;
}

void OutboxPane::buildActions()
{
    auto *row = new QHBoxLayout(m_actions);
    row->setSpacing(grid(1.5));
    m_retry = addButton(tr("Retry"), tr("Send it again"));
    m_check = addButton(tr("Check again"), tr("Look once more whether the server has it"));
    m_anyway = addButton(tr("Send anyway…"), tr("Send it though it may arrive twice"));
    m_up = addButton(tr("Earlier"), tr("Send it before the one above (Alt+Up)"));
    m_down = addButton(tr("Later"), tr("Send it after the one below (Alt+Down)"));
    m_copy = addButton(tr("Copy"), tr("Copy its text (Ctrl+C)"));
    m_discard = addButton(tr("Discard"), tr("Forget it; Undo brings it back (Del)"));
    row->addStretch(1);
    connect(m_retry, &QPushButton::clicked, this, [this] { act(SendAction::Retry); });
    connect(m_check, &QPushButton::clicked, this, [this] { act(SendAction::CheckAgain); });
    connect(m_anyway, &QPushButton::clicked, this, [this] { act(SendAction::SendAnyway); });
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_copy, &QPushButton::clicked, this, &OutboxPane::copy);
    connect(m_discard, &QPushButton::clicked, this, [this] { act(SendAction::Discard); });
}

void OutboxPane::setFeed(WorkspaceFeed *feed)
{
    m_model->setFeed(feed);
    if (!feed) {
        m_model->setItems({});
        setDiscarded({});
        refresh();
    }
}

void OutboxPane::setReadOnly(const QString &why)
{
    m_emptyWords =
        why.isEmpty() ? tr("Nothing is waiting.\nWhat you send stays here until the server has it.") : why;
    m_view->setEmptyWords(m_emptyWords);
    refresh();
}

void OutboxPane::setItems(const QList<OutboxItem> &items)
{
    m_model->setItems(items);
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0));
    refresh();
}

void OutboxPane::setDiscarded(const QString &text)
{
    m_undoWords->setText(tr("Discarded: %1").arg(unescapeEntities(text).simplified()));
    m_undoWords->setAccessibleName(m_undoWords->text());
    m_undo->setVisible(!text.isEmpty());
}

//! The buttons that make sense for the chosen row, the words above, and what an empty outbox says.
void OutboxPane::refresh()
{
    int waiting = 0;
    int safe = 0;
    const int count = m_model->rowCount();
    for (int row = 0; row < count; ++row) {
        waiting += m_model->at(row).isWaiting() ? 1 : 0;
        safe += m_model->at(row).maySendAgain() ? 1 : 0;
    }
    const int stuck = count - waiting;
    QStringList parts;
    if (waiting > 0)
        parts.append(tr("%1 waiting").arg(waiting));
    if (stuck > 0)
        parts.append(stuck == 1 ? tr("1 needs you") : tr("%1 need you").arg(stuck));
    m_summary->setText(parts.join(u" · "_s));
    m_view->setAccessibleDescription(count > 0 ? QString() : m_emptyWords);
    m_summary->setVisible(count > 0);
    m_sendAll->setVisible(safe > 0);
    const OutboxItem *item = current();
    m_actions->setVisible(item);
    if (item) {
        m_retry->setVisible(item->maySendAgain());
        m_check->setVisible(item->state == State::Missing || item->state == State::Unknown);
        m_anyway->setVisible(item->state == State::Unknown);
        m_up->setVisible(item->state == State::Queued && count > 1);
        m_down->setVisible(item->state == State::Queued && count > 1);
        m_up->setEnabled(m_view->currentIndex().row() > 0);
        m_down->setEnabled(m_view->currentIndex().row() + 1 < count);
        m_discard->setEnabled(item->state != State::Written);
    }
    updateTimer();
}

void OutboxPane::updateTimer()
{
    if (isVisible() && m_model->isTimed())
        m_tick.start();
    else
        m_tick.stop();
}

const OutboxItem *OutboxPane::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void OutboxPane::act(SendAction action)
{
    const OutboxItem *item = current();
    if (!item)
        return;
    const QString local = item->local; // the list may change while we ask
    if (action != SendAction::SendAnyway || confirmSendAnyway(this))
        Q_EMIT actionRequested(action, local);
}

void OutboxPane::copy()
{
    if (const OutboxItem *item = current())
        QGuiApplication::clipboard()->setText(unescapeEntities(item->message.text));
}

void OutboxPane::move(int step)
{
    const OutboxItem *item = current();
    const int to = m_view->currentIndex().row() + step;
    if (item && item->state == State::Queued && to >= 0 && to < m_model->rowCount())
        Q_EMIT moveRequested(item->local, to);
}

bool OutboxPane::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    const auto plain = modifiers & ~Qt::KeypadModifier;
    if (plain == Qt::AltModifier && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        move(key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (plain == Qt::ControlModifier && key == Qt::Key_C) {
        copy();
        return true;
    }
    if (plain == Qt::NoModifier && key == Qt::Key_Delete) {
        if (m_discard->isEnabled())
            act(SendAction::Discard);
        return true;
    }
    return false;
}

bool OutboxPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = event->type() == QEvent::KeyPress;
    if (watched != m_view || !(pressed || event->type() == QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    // Alt+Up and Alt+Down belong to the window; while a row is chosen they move it.
    if (!pressed && key->modifiers() == Qt::AltModifier &&
        (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        event->accept();
        return true;
    }
    if (pressed && handleKey(key->key(), key->modifiers()))
        return true;
    return QWidget::eventFilter(watched, event);
}

void OutboxPane::showMenu(const QPoint &position)
{
    if (!current())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton *button : {m_retry, m_check, m_anyway, m_up, m_down, m_copy, m_discard}) {
        if (button->isHidden())
            continue;
        QAction *action = menu->addAction(button->text());
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, button, &QPushButton::click);
    }
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void OutboxPane::updateFonts()
{
    auto *head = layout()->itemAt(0)->layout();
    head->setContentsMargins(grid(4), grid(1.5), grid(2), grid(1));
    m_undo->layout()->setContentsMargins(grid(4), grid(1), grid(2), grid(1));
    m_actions->layout()->setContentsMargins(grid(3), grid(1.5), grid(2), grid(1.5));
    m_view->doItemsLayout();
}

void OutboxPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateFonts();
    QWidget::changeEvent(event);
}

void OutboxPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->tick();
    updateTimer();
}

void OutboxPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colour(Colour::Background));
}

KeyGroup OutboxPane::keyHelp()
{
    return {tr("In the outbox"),
            {{tr("Previous message"), {Qt::Key_Up, Qt::Key_Left}},
             {tr("Next message"), {Qt::Key_Down, Qt::Key_Right}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First message"), {Qt::Key_Home}},
             {tr("Last message"), {Qt::Key_End}},
             {tr("Go to its conversation"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Send it earlier"), {Qt::ALT | Qt::Key_Up}},
             {tr("Send it later"), {Qt::ALT | Qt::Key_Down}},
             {tr("Copy its text"), {QKeySequence::Copy}},
             {tr("Discard it"), {Qt::Key_Delete}}}};
}

} // namespace rtmscope
