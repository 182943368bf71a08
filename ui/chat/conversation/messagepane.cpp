// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/messagepane.h"

#include "core/workspace/workspace.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/chat/message/sendlifedialog.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

MessagePane::MessagePane(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_model(new MessageListModel(this))
    , m_view(new MessageListView(this))
    , m_reading(new InkLabel(InkLabel::Size::Secondary, theme::Colour::Dim, this))
    , m_pill(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout; // takes no room while its line is hidden
    top->setContentsMargins(theme::grid(4), theme::grid(1), theme::grid(4), theme::grid(1));
    top->addWidget(m_reading);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    m_reading->setElideMode(Qt::ElideRight);
    m_reading->setAccessibleName(tr("Reading"));
    m_reading->hide();
    connect(m_model, &MessageListModel::refreshed, this, &MessagePane::updateReading);
    m_view->setAccessibleName(accessibleName);
    m_view->setMessageModel(m_model);
    setFocusProxy(m_view);
    m_pill->setDefault(true);
    m_pill->setAutoDefault(false);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, m_view, &MessageListView::scrollToEnd);
    connect(m_view, &MessageListView::newBelowChanged, this, &MessagePane::updatePill);
    connect(m_view, &MessageListView::picked, this,
            [this](int row) { Q_EMIT messageSelected(message(row).firstSeq, message(row).ts); });
    connect(m_view, &MessageListView::eventAsked, this, [this](int row) {
        if (message(row).firstSeq > 0)
            Q_EMIT eventRequested(message(row).firstSeq);
    });
    connect(m_view, &MessageListView::threadAsked, this, &MessagePane::askThread);
    connect(m_view, &MessageListView::copyAsked, this, &MessagePane::copy);
    connect(m_view, &MessageListView::olderAsked, this, &MessagePane::showOlder);
    connect(m_view, &MessageListView::hitActivated, this, &MessagePane::activate);
    connect(m_view, &MessageListView::menuAsked, this, &MessagePane::showMenu);
    connect(m_view, &MessageListView::leaveAsked, this, &MessagePane::leaveAsked);
}

void MessagePane::updateReading()
{
    const int percent = m_model->percent();
    m_reading->setVisible(percent < 100);
    if (percent < 100)
        m_reading->setText(tr("Reading the capture: %1 %").arg(percent));
}

const Message &MessagePane::message(int row) const
{
    return m_model->at(row).message;
}

bool MessagePane::selectEvent(quint64 seq, Reach reach)
{
    if (reach == Reach::Screen) {
        m_view->selectVisibleRow(m_model->rowOfEvent(seq));
        return m_view->currentIndex().isValid();
    }
    const int row = m_model->reveal(seq);
    if (row >= 0)
        m_view->selectRow(row);
    else
        m_view->selectNothing();
    return row >= 0;
}

bool MessagePane::select(const MessageTs &ts)
{
    const int row = m_model->reveal(ts);
    if (row >= 0)
        m_view->selectRow(row);
    return row >= 0;
}

void MessagePane::showOlder()
{
    if (m_model->older() == MessageListModel::Older::Here)
        m_model->showOlder();
    else if (m_model->older() == MessageListModel::Older::Ask)
        Q_EMIT olderAsked();
}

void MessagePane::askThread(int row)
{
    const Message &asked = message(row);
    const MessageTs parent = asked.isReply() ? asked.threadTs : asked.ts;
    if (parent)
        Q_EMIT threadRequested(parent);
}

bool MessagePane::askThreadOfSelected()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid() || !m_view->selectionModel()->isSelected(current))
        return false;
    const MessageRow &row = m_model->at(current.row());
    if (row.kind != MessageRow::Kind::Message || row.message.ts.isEmpty())
        return false;
    askThread(current.row());
    return true;
}

void MessagePane::activate(int row, const Hit &hit)
{
    switch (hit.kind) {
    case Hit::Kind::Link:
        if (isOpenableLink(hit.target))
            Q_EMIT linkActivated(QUrl(hit.target));
        return;
    case Hit::Kind::Retry:
        return act(SendAction::Retry, hit.target);
    case Hit::Kind::CheckAgain:
        return act(SendAction::CheckAgain, hit.target);
    case Hit::Kind::SendAnyway:
        return act(SendAction::SendAnyway, hit.target);
    case Hit::Kind::Discard:
        return act(SendAction::Discard, hit.target);
    case Hit::Kind::Life:
        return showLife(message(row));
    case Hit::Kind::Copy:
        copy(row);
        return;
    default:
        return;
    }
}

void MessagePane::act(SendAction action, const QString &local)
{
    if (action != SendAction::SendAnyway || confirmSendAnyway(this))
        Q_EMIT sendActionRequested(action, local);
}

void MessagePane::showLife(const Message &message)
{
    const Workspace *workspace = m_model->workspace();
    const SendLife *life = workspace ? workspace->sendLife(message.local) : nullptr;
    if (!life)
        return;
    auto *dialog = new SendLifeDialog(*life, words::plain(message, *workspace).simplified(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MessagePane::copy(int row)
{
    QGuiApplication::clipboard()->setText(m_model->index(row).data().toString());
}

void MessagePane::showMenu(int row, const Hit &hit, const QPoint &position)
{
    const Message chosen = message(row); // a copy: rows may change while the menu is open
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, bool enabled, auto act) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    if (m_model->at(row).kind == MessageRow::Kind::Gap) {
        add(tr("Copy text"), true, [words = m_model->index(row).data().toString()] {
            QGuiApplication::clipboard()->setText(words);
        });
        add(tr("Show event"), chosen.firstSeq > 0,
            [this, chosen] { Q_EMIT eventRequested(chosen.firstSeq); });
        return menu->popup(position);
    }
    const MessageTs parent = chosen.isReply() ? chosen.threadTs : chosen.ts;
    add(tr("Reply in thread"), !parent.isEmpty(), [this, parent] { Q_EMIT threadRequested(parent); });
    menu->addSeparator();
    add(tr("Copy text"), true, [this, chosen] {
        if (const Workspace *workspace = m_model->workspace())
            QGuiApplication::clipboard()->setText(words::plain(chosen, *workspace));
    });
    if (hit.kind == Hit::Kind::Link)
        add(tr("Copy link"), true, [target = hit.target] { QGuiApplication::clipboard()->setText(target); });
    add(tr("Show event"), chosen.firstSeq > 0, [this, chosen] { Q_EMIT eventRequested(chosen.firstSeq); });
    addSendActions(*menu, chosen);
    menu->popup(position);
}

//! What can be done about a message of ours, and what became of it.
void MessagePane::addSendActions(QMenu &menu, const Message &message)
{
    const Workspace *workspace = m_model->workspace();
    const SendLife *life = workspace ? workspace->sendLife(message.local) : nullptr;
    if (!life)
        return;
    menu.addSeparator();
    connect(menu.addAction(tr("Sending details…")), &QAction::triggered, this,
            [this, message] { showLife(message); });
    const auto add = [&](const QString &text, SendAction action) {
        connect(menu.addAction(text), &QAction::triggered, this,
                [this, action, local = message.local] { act(action, local); });
    };
    if (m_model->isReadOnly())
        return; // below the list stands why
    const bool isUnsure = message.delivery == Delivery::Unconfirmed;
    const SendLife::Doubt doubt = life->doubt();
    if (message.delivery == Delivery::Failed || (isUnsure && doubt == SendLife::Doubt::Missing))
        add(tr("Retry"), SendAction::Retry);
    if (isUnsure && doubt != SendLife::Doubt::Checking)
        add(tr("Check again"), SendAction::CheckAgain);
    if (isUnsure && doubt == SendLife::Doubt::Unchecked)
        add(tr("Send anyway…"), SendAction::SendAnyway);
    if (isUnsure || message.delivery == Delivery::Failed || message.delivery == Delivery::Queued)
        add(tr("Discard"), SendAction::Discard);
}

void MessagePane::updatePill(int count)
{
    m_pill->setVisible(count > 0);
    if (count <= 0)
        return;
    m_pill->setText(tr("%1 new").arg(QLocale().toString(count)));
    m_pill->setAccessibleName(tr("%1 new messages below, go to the end").arg(count));
    m_pill->setIcon(theme::icon(u"chevron-down"_s, theme::Colour::AccentText));
    placePill();
}

void MessagePane::placePill()
{
    m_pill->adjustSize();
    m_pill->move((width() - m_pill->width()) / 2, height() - m_pill->height() - theme::grid(2));
    m_pill->raise();
}

void MessagePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePill();
}

void MessagePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        updatePill(m_view->newBelow());
    QWidget::changeEvent(event);
}

} // namespace rtmscope
