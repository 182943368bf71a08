// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/channelview.h"

#include "core/mrkdwn/shorten.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/conversation/paneheader.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/chat/message/messagewords.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qsizetype mostOfTopic = 1'000; // four times what the service allows

//! "# ops" for a heading: the sign stands apart from the name.
QString headingName(const QString &name)
{
    return name.startsWith(u'#') ? u"# "_s + name.mid(1) : name;
}

QString headerDetail(const Conversation &conversation, const Workspace &workspace)
{
    QStringList parts;
    const User *peer = workspace.user(conversation.peer());
    if (conversation.kind() == ConversationKind::DirectMessage && peer) {
        if (peer->presence != User::Presence::Unknown)
            parts.append(peer->presence == User::Presence::Active ? ChannelView::tr("active")
                                                                  : ChannelView::tr("away"));
        if (!peer->title.isEmpty())
            parts.append(peer->title);
        if (!peer->statusText.isEmpty())
            parts.append(unescapeEntities(peer->statusText));
    } else if (conversation.memberCount() >= 0) {
        const int members = conversation.memberCount();
        parts.append(members == 1 ? ChannelView::tr("1 member")
                                  : ChannelView::tr("%1 members").arg(QLocale().toString(members)));
    }
    if (conversation.isArchived())
        parts.append(ChannelView::tr("archived"));
    const QString topic = conversation.topic().isEmpty() ? conversation.purpose() : conversation.topic();
    if (!topic.isEmpty()) {
        ShownExtent extent(mostOfTopic);
        const QString shown =
            words::plain(parseMrkdwn(extent.beginningOf(topic), {}), workspace).simplified();
        parts.append(extent.leftOut() > 0 ? shown + u'…' : shown);
    }
    return parts.join(u" · "_s);
}

} // namespace

ChannelView::ChannelView(QWidget *parent)
    : QWidget(parent)
    , m_header(new PaneHeader(this))
    , m_pane(new MessagePane(tr("Messages"), this))
    , m_typing(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_composer(new Composer(Composer::Place::Channel, this))
    , m_recording(new InkLabel(InkLabel::Size::Body, Colour::Dim, this))
{
    m_typing->setElideMode(Qt::ElideRight);
    m_typing->setAccessibleName(tr("Typing"));
    m_recording->setText(tr("This is a capture: nothing can be sent from here."));
    m_recording->setElideMode(Qt::ElideRight);
    m_recording->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pane, 1);
    auto *foot = new QVBoxLayout;
    layout->addLayout(foot);
    foot->addWidget(m_typing);
    foot->addWidget(m_composer);
    foot->addWidget(m_recording);
    updateMargins();
    connectPane();
    // What we say, we want to see.
    connect(m_composer, &Composer::handedOver, m_pane->view(), &MessageListView::scrollToEnd);
    connect(m_composer, &Composer::draftChanged, this, &ChannelView::draftChanged);
    connect(m_composer, &Composer::typingHappened, this, &ChannelView::typingHappened);
    connect(m_composer, &Composer::heldBack, this, &ChannelView::heldBack);
    refresh();
}

void ChannelView::connectPane()
{
    connect(m_pane, &MessagePane::messageSelected, this, &ChannelView::messageSelected);
    connect(m_pane, &MessagePane::eventRequested, this, &ChannelView::eventRequested);
    connect(m_pane, &MessagePane::sendActionRequested, this, &ChannelView::sendActionRequested);
    connect(m_pane, &MessagePane::linkActivated, this, &ChannelView::linkActivated);
    connect(m_pane, &MessagePane::threadRequested, this,
            [this](const MessageTs &parent) { Q_EMIT threadRequested(channel(), parent); });
    connect(m_pane, &MessagePane::olderAsked, this, [this] { Q_EMIT olderHistoryRequested(channel()); });
    connect(m_pane->view(), &MessageListView::followingChanged, this, &ChannelView::checkSeen);
    connect(m_pane->model(), &MessageListModel::refreshed, this, &ChannelView::refresh);
}

void ChannelView::setFeed(WorkspaceFeed *feed)
{
    m_composer->setTarget({}, {});
    m_composer->setFeed(feed);
    m_pane->model()->show({});
    m_pane->model()->setFeed(feed);
    m_seen = {};
}

void ChannelView::showChannel(const ChannelId &channel)
{
    m_composer->setTarget(channel, {});
    if (channel == this->channel())
        return;
    m_seen = {};
    m_opening = true;
    m_pane->model()->show(channel);
}

ChannelId ChannelView::channel() const
{
    return m_pane->model()->channel();
}

void ChannelView::setComposerState(const ComposerState &state)
{
    m_composer->setState(state);
}

void ChannelView::setDraft(const QString &text)
{
    m_composer->setDraft(text);
}

void ChannelView::setPreviewer(WirePreviewer previewer)
{
    m_composer->setPreviewer(std::move(previewer));
}

void ChannelView::setSender(MessageSender sender)
{
    m_composer->setSender(std::move(sender));
}

void ChannelView::setReadOnly(bool recording)
{
    m_readOnly = recording;
    m_pane->model()->setReadOnly(recording);
    refresh();
}

void ChannelView::setLoading(bool loading)
{
    m_loading = loading;
    m_pane->model()->setLoading(loading);
    refresh();
}

void ChannelView::setDense(bool dense)
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

bool ChannelView::selectMessageOfEvent(quint64 seq, Reach reach)
{
    return m_pane->selectEvent(seq, reach);
}

QWidget *ChannelView::composer() const
{
    return m_composer;
}

void ChannelView::select(const MessageTs &ts)
{
    m_pane->select(ts);
}

void ChannelView::focusMessages()
{
    m_pane->view()->setFocus(Qt::OtherFocusReason);
}

void ChannelView::focusComposer()
{
    m_composer->focusEdit();
}

void ChannelView::refresh()
{
    const MessageListModel *model = m_pane->model();
    const Conversation *conversation = model->conversation();
    m_typing->setText(conversation ? words::typing(*conversation, {}, *model->workspace()) : QString());
    updateHeader();
    updateEmptyWords();
    m_composer->setClosed(conversation ? words::closed(*conversation) : QString());
    m_composer->setVisible(!m_readOnly && channel());
    m_typing->setVisible(!m_readOnly && !m_dense && channel());
    m_recording->setVisible(m_readOnly && channel());
    if (m_opening && model->rowCount() > 0)
        openAtUnread();
    checkSeen();
}

void ChannelView::updateHeader()
{
    const MessageListModel *model = m_pane->model();
    if (!model->workspace() || !channel()) {
        m_header->setWords({}, {});
        return;
    }
    const Conversation *conversation = model->conversation();
    const QString name = model->workspace()->conversationName(channel());
    QString detail = conversation ? headerDetail(*conversation, *model->workspace()) : QString();
    if (m_dense && !m_typing->text().isEmpty())
        detail = m_typing->text();
    m_header->setWords(headingName(name), detail);
    m_composer->setTargetName(name);
}

void ChannelView::updateEmptyWords()
{
    const MessageListModel *model = m_pane->model();
    MessageListView *view = m_pane->view();
    if (!model->workspace()) {
        view->setEmptyWords(tr("Nothing to show yet"), tr("Connect a workspace or open a capture."));
    } else if (!channel()) {
        view->setEmptyWords(tr("No conversation is open"), tr("Choose one from the list."));
    } else if (m_loading) {
        view->setEmptyWords(tr("Loading history…"), {});
    } else if (m_readOnly) {
        view->setEmptyWords(tr("No messages in this capture"), tr("It holds nothing of this conversation."));
    } else {
        const QString name = model->workspace()->conversationName(channel());
        view->setEmptyWords(tr("No messages yet"),
                            tr("What is said in %1 appears here.").arg(isolatedIfNeeded(name)));
    }
}

//! The first time rows are there: at the "New" line if more is new than fits, else at the end.
void ChannelView::openAtUnread()
{
    m_opening = false;
    MessageListView *view = m_pane->view();
    const int row = m_pane->model()->firstUnreadRow();
    if (row >= 0 && view->visualRect(m_pane->model()->index(row)).top() < 0)
        view->scrollTo(m_pane->model()->index(row), QAbstractItemView::PositionAtTop);
}

void ChannelView::checkSeen()
{
    const Conversation *conversation = m_pane->model()->conversation();
    if (!conversation || m_readOnly || !isVisible() || !window()->isActiveWindow() ||
        !m_pane->view()->isFollowing())
        return;
    const MessageTs newest = m_pane->model()->newest();
    if (!newest || newest <= m_seen || newest <= conversation->lastRead())
        return;
    m_seen = newest;
    Q_EMIT seen(channel(), newest);
}

void ChannelView::updateMargins()
{
    auto *foot = layout()->itemAt(2)->layout();
    foot->setContentsMargins(grid(4), 0, grid(4), grid(m_dense ? 1 : 2.5));
    foot->setSpacing(0);
    m_typing->setFixedHeight(QFontMetrics(theme::secondaryFont()).height() + grid(1));
    m_recording->setFixedHeight(grid(10));
}

void ChannelView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateMargins();
    QWidget::changeEvent(event);
}

bool ChannelView::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        checkSeen();
    // What comes while nobody looks is new when somebody looks again.
    if (event->type() == QEvent::WindowDeactivate && m_pane->view()->isFollowing())
        m_pane->model()->markAllSeen();
    return QWidget::event(event);
}

void ChannelView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::colour(Colour::Background));
}

void ChannelView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    checkSeen();
}

} // namespace rtmscope
