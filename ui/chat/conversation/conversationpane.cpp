// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/conversationpane.h"

#include "core/workspace/workspace.h"
#include "ui/chat/conversation/conversationheading.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/conversation/paneheader.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

QKeySequence closeKeys()
{
    return {Qt::CTRL | Qt::Key_W};
}

bool closes(const QKeyEvent &event)
{
    return QKeySequence(event.keyCombination()) == closeKeys();
}

} // namespace

ConversationPane::ConversationPane(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_header(new PaneHeader(this))
    , m_pane(new MessagePane(kind == Kind::Thread ? tr("Thread") : tr("Messages"), this))
    , m_typing(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_composer(new Composer(kind, this))
    , m_recording(new InkLabel(InkLabel::Size::Body, Colour::Dim, this))
{
    setObjectName(isThread() ? u"threadPane"_s : u"channelPane"_s);
    if (isThread())
        m_header->addClose(tr("Close thread"));
    m_typing->setElideMode(Qt::ElideRight);
    m_typing->setAccessibleName(isThread() ? tr("Typing in thread") : tr("Typing"));
    m_recording->setElideMode(Qt::ElideRight);
    layOut();
    connectPane();
    if (isThread())
        connectThread();
    else
        connectChannel();
    refresh();
}

void ConversationPane::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    // A thread's takes what it needs, up to all: the composer follows the last reply.
    column->addWidget(m_pane, isThread() ? 1000 : 1);
    auto *foot = new QVBoxLayout;
    column->addLayout(foot);
    foot->addWidget(m_typing);
    foot->addWidget(m_composer);
    foot->addWidget(m_recording);
    if (isThread())
        column->addStretch(1);
    updateMargins();
}

void ConversationPane::connectPane()
{
    connect(m_pane, &MessagePane::messageSelected, this, &ConversationPane::messageSelected);
    connect(m_pane, &MessagePane::eventRequested, this, &ConversationPane::eventRequested);
    connect(m_pane, &MessagePane::sendActionRequested, this, &ConversationPane::sendActionRequested);
    connect(m_pane, &MessagePane::linkActivated, this, &ConversationPane::linkActivated);
    connect(m_pane->model(), &MessageListModel::refreshed, this, &ConversationPane::refresh);
    // What we say, we want to see.
    connect(m_composer, &Composer::handedOver, m_pane->view(), &MessageListView::scrollToEnd);
}

void ConversationPane::connectChannel()
{
    connect(m_pane, &MessagePane::threadRequested, this,
            [this](const MessageTs &parent) { Q_EMIT threadRequested(channel(), parent); });
    connect(m_pane, &MessagePane::olderAsked, this, [this] { Q_EMIT olderHistoryRequested(channel()); });
    connect(m_pane->view(), &MessageListView::followingChanged, this, &ConversationPane::checkSeen);
}

void ConversationPane::connectThread()
{
    connect(m_header, &PaneHeader::closeRequested, this, &ConversationPane::closeRequested);
    connect(m_pane, &MessagePane::leaveAsked, this, &ConversationPane::closeRequested);
    connect(m_pane, &MessagePane::threadRequested, this, &ConversationPane::focusComposer);
    connect(m_pane->view(), &MessageListView::contentHeightChanged, this, &ConversationPane::fitPane);
}

void ConversationPane::setFeed(WorkspaceFeed *feed)
{
    m_composer->setTarget({}, {});
    m_composer->setFeed(feed);
    m_pane->model()->show({});
    m_pane->model()->setFeed(feed);
    m_seen = {};
}

void ConversationPane::showTarget(const ConversationTarget &target)
{
    m_composer->setTarget(target.channel, target.thread);
    if (target == this->target())
        return;
    m_seen = {};
    m_opening = !isThread();
    m_pane->model()->show(target.channel, target.thread);
}

ConversationTarget ConversationPane::target() const
{
    return {m_pane->model()->channel(), m_pane->model()->thread()};
}

bool ConversationPane::isOpen() const
{
    return channel() && (thread() || !isThread());
}

void ConversationPane::setReadOnly(const QString &why)
{
    m_readOnly = !why.isEmpty();
    m_recording->setText(why);
    m_pane->model()->setReadOnly(m_readOnly);
    refresh();
}

void ConversationPane::setLoading(bool loading)
{
    m_loading = loading;
    m_pane->model()->setLoading(loading);
    refresh();
}

void ConversationPane::setDense(bool dense)
{
    if (dense == m_dense)
        return;
    m_dense = dense;
    m_header->setDense(dense);
    m_composer->setDense(dense);
    m_pane->view()->setDense(dense);
    updateMargins();
    refresh();
}

bool ConversationPane::selectMessageOfEvent(quint64 seq, Reach reach)
{
    return m_pane->selectEvent(seq, reach);
}

void ConversationPane::select(const MessageTs &ts)
{
    m_pane->select(ts);
}

void ConversationPane::focusMessages()
{
    m_pane->view()->setFocus(Qt::OtherFocusReason);
}

void ConversationPane::focusComposer()
{
    m_composer->focusEdit();
}

bool ConversationPane::askThread()
{
    return m_pane->askThreadOfSelected();
}

void ConversationPane::refresh()
{
    const MessageListModel *model = m_pane->model();
    const Conversation *conversation = model->conversation();
    m_typing->setText(conversation && isOpen() ? words::typing(*conversation, thread(), *model->workspace())
                                               : QString());
    updateHeader();
    updateEmptyWords();
    m_composer->setClosed(conversation ? words::closed(*conversation) : QString());
    m_composer->setVisible(!m_readOnly && isOpen());
    m_typing->setVisible(!m_readOnly && !m_dense && isOpen());
    m_recording->setVisible(m_readOnly && isOpen());
    if (m_opening && model->rowCount() > 0)
        openAtUnread();
    checkSeen();
}

void ConversationPane::updateHeader()
{
    const MessageListModel &model = *m_pane->model();
    const heading::Words words = isThread() ? heading::ofThread(model) : heading::ofChannel(model);
    const bool tellsTyping = m_dense && isOpen() && !m_typing->text().isEmpty();
    m_header->setWords(words.title, tellsTyping ? m_typing->text() : words.detail);
    if (model.workspace() && isOpen())
        m_composer->setTargetName(model.workspace()->conversationName(channel()));
}

void ConversationPane::updateEmptyWords()
{
    const MessageListModel &model = *m_pane->model();
    const heading::Words words =
        isThread() ? heading::ofEmptyThread(model, m_loading) : heading::ofEmptyChannel(model, m_loading);
    m_pane->view()->setEmptyWords(words.title, words.detail);
}

//! The first time rows are there: at the "New" line if more is new than fits, else at the end.
void ConversationPane::openAtUnread()
{
    m_opening = false;
    MessageListView *view = m_pane->view();
    const int row = m_pane->model()->firstUnreadRow();
    if (row >= 0 && view->visualRect(m_pane->model()->index(row)).top() < 0)
        view->scrollTo(m_pane->model()->index(row), QAbstractItemView::PositionAtTop);
}

void ConversationPane::checkSeen()
{
    const Conversation *conversation = m_pane->model()->conversation();
    if (isThread() || !conversation || m_readOnly || !isVisible() || !window()->isActiveWindow() ||
        !m_pane->view()->isFollowing())
        return;
    const MessageTs newest = m_pane->model()->newest();
    if (!newest || newest <= m_seen || newest <= conversation->lastRead())
        return;
    m_seen = newest;
    Q_EMIT seen(channel(), newest);
}

//! As high as its messages, so that nothing empty stands above them; while there are none, room for the
//! words.
void ConversationPane::fitPane(int height)
{
    const int most = m_pane->model()->rowCount() > 0 ? std::max(height, grid(5)) : grid(30);
    m_pane->setMinimumHeight(std::min(most, grid(14))); // a short message stays whole
    m_pane->setMaximumHeight(most);
}

void ConversationPane::updateMargins()
{
    auto *foot = layout()->itemAt(2)->layout();
    const int beside = grid(isThread() ? 3.5 : 4);
    foot->setContentsMargins(beside, 0, beside, grid(m_dense ? 1 : 2.5));
    foot->setSpacing(0);
    m_typing->setFixedHeight(QFontMetrics(theme::secondaryFont()).height() + grid(1));
    m_recording->setFixedHeight(grid(10));
}

void ConversationPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateMargins();
    QWidget::changeEvent(event);
}

bool ConversationPane::event(QEvent *event)
{
    // Who closes what they look at means the thread, not the workspace around it.
    if (event->type() == QEvent::ShortcutOverride && isThread() && closes(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::WindowActivate)
        checkSeen();
    // What comes while nobody looks is new when somebody looks again.
    if (event->type() == QEvent::WindowDeactivate && !isThread() && m_pane->view()->isFollowing())
        m_pane->model()->markAllSeen();
    return QWidget::event(event);
}

void ConversationPane::keyPressEvent(QKeyEvent *event)
{
    if (isThread() && closes(*event))
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

KeyGroup ConversationPane::threadKeyHelp()
{
    return {tr("In a thread"), {{tr("Close the thread"), {closeKeys()}}}};
}

void ConversationPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::colour(Colour::Background));
}

void ConversationPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    checkSeen();
}

} // namespace rtmscope
