// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/threadview.h"

#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/conversation/paneheader.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/chat/message/messagewords.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

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

bool closesThread(const QKeyEvent &event)
{
    return QKeySequence(event.keyCombination()) == closeKeys();
}

} // namespace

ThreadView::ThreadView(QWidget *parent)
    : QWidget(parent)
    , m_header(new PaneHeader(this))
    , m_pane(new MessagePane(tr("Thread"), this))
    , m_typing(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_composer(new Composer(Composer::Place::Thread, this))
    , m_recording(new InkLabel(InkLabel::Size::Body, Colour::Dim, this))
{
    m_header->addClose(tr("Close thread"));
    m_typing->setElideMode(Qt::ElideRight);
    m_typing->setAccessibleName(tr("Typing in thread"));
    m_recording->setText(tr("This is a capture: nothing can be sent from here."));
    m_recording->setElideMode(Qt::ElideRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pane, 1000); // takes what it needs; the composer follows the last reply
    auto *foot = new QVBoxLayout;
    layout->addLayout(foot);
    foot->addWidget(m_typing);
    foot->addWidget(m_composer);
    foot->addWidget(m_recording);
    layout->addStretch(1);
    updateMargins();
    connect(m_header, &PaneHeader::closeRequested, this, &ThreadView::closeRequested);
    connect(m_pane, &MessagePane::messageSelected, this, &ThreadView::messageSelected);
    connect(m_pane, &MessagePane::eventRequested, this, &ThreadView::eventRequested);
    connect(m_pane, &MessagePane::sendActionRequested, this, &ThreadView::sendActionRequested);
    connect(m_pane, &MessagePane::linkActivated, this, &ThreadView::linkActivated);
    connect(m_pane, &MessagePane::threadRequested, this, &ThreadView::focusReply);
    connect(m_pane, &MessagePane::leaveAsked, this, &ThreadView::closeRequested);
    connect(m_pane->model(), &MessageListModel::refreshed, this, &ThreadView::refresh);
    connect(m_pane->view(), &MessageListView::contentHeightChanged, this,
            [this](int height) { fitPane(height); });
    connect(m_composer, &Composer::handedOver, m_pane->view(), &MessageListView::scrollToEnd);
    connect(m_composer, &Composer::draftChanged, this, &ThreadView::draftChanged);
    connect(m_composer, &Composer::typingHappened, this, &ThreadView::typingHappened);
    connect(m_composer, &Composer::heldBack, this, &ThreadView::heldBack);
    refresh();
}

void ThreadView::setFeed(WorkspaceFeed *feed)
{
    m_composer->setTarget({}, {});
    m_composer->setFeed(feed);
    m_pane->model()->show({});
    m_pane->model()->setFeed(feed);
}

void ThreadView::showThread(const ChannelId &channel, const MessageTs &parent)
{
    m_composer->setTarget(channel, parent);
    if (channel != this->channel() || parent != parentTs())
        m_pane->model()->show(channel, parent);
}

ChannelId ThreadView::channel() const
{
    return m_pane->model()->channel();
}

MessageTs ThreadView::parentTs() const
{
    return m_pane->model()->thread();
}

void ThreadView::setComposerState(const ComposerState &state)
{
    m_composer->setState(state);
}

void ThreadView::setDraft(const QString &text)
{
    m_composer->setDraft(text);
}

void ThreadView::setPreviewer(WirePreviewer previewer)
{
    m_composer->setPreviewer(std::move(previewer));
}

void ThreadView::setSender(MessageSender sender)
{
    m_composer->setSender(std::move(sender));
}

void ThreadView::setReadOnly(bool recording)
{
    m_readOnly = recording;
    m_pane->model()->setReadOnly(recording);
    refresh();
}

void ThreadView::setLoading(bool loading)
{
    m_loading = loading;
    m_pane->model()->setLoading(loading);
    refresh();
}

bool ThreadView::selectMessageOfEvent(quint64 seq, Reach reach)
{
    return m_pane->selectEvent(seq, reach);
}

QWidget *ThreadView::composer() const
{
    return m_composer;
}

void ThreadView::select(const MessageTs &ts)
{
    m_pane->select(ts);
}

void ThreadView::focusMessages()
{
    m_pane->view()->setFocus(Qt::OtherFocusReason);
}

void ThreadView::focusReply()
{
    m_composer->focusEdit();
}

void ThreadView::refresh()
{
    const MessageListModel *model = m_pane->model();
    const Conversation *conversation = model->conversation();
    const bool open = !channel().isEmpty() && !parentTs().isEmpty();
    updateHeader();
    updateEmptyWords();
    m_typing->setText(conversation && open ? words::typing(*conversation, parentTs(), *model->workspace())
                                           : QString());
    m_composer->setClosed(conversation ? words::closed(*conversation) : QString());
    m_composer->setVisible(!m_readOnly && open);
    m_typing->setVisible(!m_readOnly && open);
    m_recording->setVisible(m_readOnly && open);
}

//! As high as its messages, so that nothing empty stands above them; while there are none, room for the
//! words.
void ThreadView::fitPane(int height)
{
    const int most = m_pane->model()->rowCount() > 0 ? std::max(height, grid(5)) : grid(30);
    m_pane->setMinimumHeight(std::min(most, grid(14))); // a short message stays whole
    m_pane->setMaximumHeight(most);
}

void ThreadView::updateHeader()
{
    const MessageListModel *model = m_pane->model();
    const Workspace *workspace = model->workspace();
    if (!workspace || !channel() || !parentTs()) {
        m_header->setWords(tr("Thread"), {});
        return;
    }
    const QString name = workspace->conversationName(channel());
    QString detail = name.startsWith(u'#') ? u"# "_s + name.mid(1) : name;
    if (model->rowCount() > 0 && !model->at(0).message.placeholder) {
        const Message &parent = model->at(0).message;
        detail = tr("%1, %2 %3")
                     .arg(isolatedIfNeeded(detail), isolatedIfNeeded(words::author(parent, *workspace)),
                          words::timeOfDay(parent.timeUs));
    }
    m_header->setWords(tr("Thread"), detail);
    m_composer->setTargetName(name);
}

void ThreadView::updateEmptyWords()
{
    MessageListView *view = m_pane->view();
    if (!channel() || !parentTs())
        view->setEmptyWords(tr("No thread is open"), tr("Press R on a message, or click on its replies."));
    else if (m_loading)
        view->setEmptyWords(tr("Loading the thread…"), {});
    else
        view->setEmptyWords(tr("This thread is not known here"),
                            tr("Its messages are not in the history so far."));
}

void ThreadView::updateMargins()
{
    auto *foot = layout()->itemAt(2)->layout();
    foot->setContentsMargins(grid(3.5), 0, grid(3.5), grid(2.5));
    foot->setSpacing(0);
    m_typing->setFixedHeight(QFontMetrics(theme::secondaryFont()).height() + grid(1));
    m_recording->setFixedHeight(grid(10));
}

//! Who closes what they look at means the thread, not the workspace around it.
bool ThreadView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && closesThread(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ThreadView::keyPressEvent(QKeyEvent *event)
{
    if (closesThread(*event))
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

KeyGroup ThreadView::keyHelp()
{
    return {tr("In a thread"), {{tr("Close the thread"), {closeKeys()}}}};
}

void ThreadView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateMargins();
    QWidget::changeEvent(event);
}

void ThreadView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::colour(Colour::Background));
}

} // namespace rtmscope
