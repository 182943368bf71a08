// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/workspacepage.h"

#include "core/log/eventlog.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/list/mentionwatch.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/findings/findingspane.h"
#include "ui/gaps/gapspane.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/inspector/pinnedevents.h"
#include "ui/monitor/marks/eventmarks.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/sharedselection.h"
#include "ui/page/statisticslink.h"
#include "ui/statistics/statisticspane.h"
#include "ui/status/banner.h"
#include "ui/status/connectionwords.h"
#include "ui/status/ladderpage.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tappane.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// While somebody drags the edge of a column it changes with each pixel.
constexpr std::chrono::milliseconds savingInterval{1000};

using Look = ConnectionStatus::Look;
using Topic = Announcer::Topic;

} // namespace

WorkspacePage::WorkspacePage(QSettings &settings, const QKeySequence &armKeys, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_armKeys(armKeys)
{
    m_panes.conversations = new ConversationList(window);
    m_panes.channel = new ConversationPane(ConversationPane::Kind::Channel, window);
    m_panes.thread = new ConversationPane(ConversationPane::Kind::Thread, window);
    m_panes.events = new EventView(window);
    m_panes.inspector = new EventInspector(window);
    m_panes.gaps = new GapsPane(window);
    m_panes.findings = new FindingsPane(window);
    m_panes.statistics = new StatisticsPane(window);
    m_panes.centre = new CentrePages(m_panes.channel, window);
    m_panes.outbox = new OutboxPane(window);
    m_panes.tap = new TapPane(window);
    m_owned = {m_panes.conversations, m_panes.thread, m_panes.events, m_panes.inspector, m_panes.gaps,
               m_panes.findings,      m_panes.outbox, m_panes.tap,    m_panes.centre,    m_panes.statistics};
    m_selection = new SharedSelection(
        {m_panes.channel, m_panes.thread, m_panes.events, m_panes.inspector, m_panes.gaps}, this);
    m_past = new PastView({m_panes.conversations, m_panes.channel, m_panes.thread, m_panes.events}, window);
    m_marks = new EventMarks(*m_panes.events);
    m_mentions = new MentionWatch(this);
    m_pinned = new PinnedEvents(this);
    connectPanes();
    connectConversations();
    connectSelection();
    linkStatistics(*this);
    connectMarks();
    m_panes.events->addStrip(m_panes.centre->echo(), EventView::Side::Above);
    m_panes.events->restoreState(m_settings.value("window/events"_L1).toByteArray());
    m_panes.inspector->restoreState(m_settings.value("window/inspector"_L1).toByteArray());
    m_saving.setSingleShot(true);
    m_saving.setInterval(savingInterval);
    connect(&m_saving, &QTimer::timeout, this, &WorkspacePage::saveArrangement);
    connect(m_panes.events, &EventView::stateTouched, this, [this] {
        if (!m_saving.isActive())
            m_saving.start();
    });
}

WorkspacePage::~WorkspacePage()
{
    for (const QPointer<QWidget> &pane : std::as_const(m_owned))
        delete pane;
}

void WorkspacePage::connectPanes()
{
    const Banner *banner = m_panes.centre->banner();
    connect(banner, &Banner::retryRequested, this, &WorkspacePage::retryConnection);
    connect(banner, &Banner::helpRequested, this, &WorkspacePage::middleWanted);
    connect(m_panes.centre->ladder(), &LadderPage::cancelRequested, this,
            &WorkspacePage::disconnectRequested);
    connect(m_panes.centre->ladder(), &LadderPage::connectRequested, this,
            &WorkspacePage::reconnectRequested);
    connect(m_panes.centre, &CentrePages::remedyShown, this, &WorkspacePage::middleWanted);
    connect(m_panes.gaps, &GapsPane::elapsedChanged, banner, &Banner::setElapsed);
    connect(m_panes.gaps, &GapsPane::gapSettled, this,
            [this](const QString &words) { Q_EMIT announced(Topic::Gap, words); });
    connect(m_mentions, &MentionWatch::mentioned, this,
            [this](const QString &words) { Q_EMIT announced(Topic::Mention, words); });
    connect(m_panes.events->filterBar(), &FilterBar::shelfChanged, this,
            [this] { m_settings.setValue(filtersKey(), m_panes.events->filterBar()->shelf()); });
    connect(m_panes.outbox, &OutboxPane::restoreRequested, this, &WorkspacePage::restoreRequested);
    connect(m_panes.outbox, &OutboxPane::placeRequested, this,
            [this](const ChannelId &channel, const MessageTs &thread) {
                openChannel(channel);
                if (thread)
                    openThread(channel, thread);
            });
}

void WorkspacePage::connectConversations()
{
    connect(m_panes.conversations, &ConversationList::activated, this, &WorkspacePage::openChannel);
    connect(m_panes.conversations, &ConversationList::refreshed, this, &WorkspacePage::openFirstChannel);
    connect(m_panes.conversations, &ConversationList::refreshed, this, &WorkspacePage::followRenumbered);
    connect(m_panes.conversations, &ConversationList::filterRequested, this,
            [this](const ChannelId &channel, bool leaveOut) {
                showFiltered(
                    (leaveOut ? u"!(channel == \"%1\")"_s : u"channel == \"%1\""_s).arg(channel.text()));
            });
    connect(m_panes.channel, &ConversationPane::threadRequested, this, &WorkspacePage::openThread);
    connect(m_panes.thread, &ConversationPane::closeRequested, this, &WorkspacePage::threadClosed);
    for (const ConversationPane *pane : {m_panes.channel, m_panes.thread}) {
        connect(pane, &ConversationPane::linkActivated, this, &WorkspacePage::linkActivated);
        connect(pane->composer(), &Composer::heldBack, this,
                [this](const QString &why) { Q_EMIT announced(Topic::Answer, why); });
    }
    // Not from the thread: a typing frame names the channel only.
    connect(m_panes.channel->composer(), &Composer::typingHappened, this, [this](const ChannelId &channel) {
        if (m_armed && m_settings.value(tellTyping, false).toBool())
            Q_EMIT typingHappened(channel);
    });
}

void WorkspacePage::connectSelection()
{
    connect(m_panes.findings, &FindingsPane::eventChosen, m_panes.events, &EventView::selectEvent);
    connect(m_panes.findings, &FindingsPane::filterRequested, this, &WorkspacePage::showFiltered);
    connect(m_panes.findings, &FindingsPane::eventRequested, this, [this](quint64 seq) {
        Q_EMIT eventsWanted();
        m_panes.events->selectEvent(seq);
        m_panes.events->focusTable();
    });
    connect(m_selection, &SharedSelection::eventsWanted, this, &WorkspacePage::eventsWanted);
    connect(m_selection, &SharedSelection::inspectorWanted, this, &WorkspacePage::inspectorWanted);
    connect(m_selection, &SharedSelection::messageWanted, this, &WorkspacePage::showMessageOfSelectedEvent);
    connect(m_selection, &SharedSelection::pinWanted, this, &WorkspacePage::pinEvent);
    connect(m_panes.inspector, &EventInspector::linkActivated, this, &WorkspacePage::linkActivated);
    connect(m_pinned, &PinnedEvents::linkActivated, this, &WorkspacePage::linkActivated);
}

//! Rules are about all workspaces alike.
void WorkspacePage::connectMarks()
{
    const QString key = u"marks/rules"_s;
    m_marks->setRules(m_settings.contains(key) ? colourrules::fromJson(m_settings.value(key).toByteArray())
                                               : colourrules::suggested());
    connect(m_marks, &EventMarks::rulesEdited, this, [this, key](const QList<ColourRule> &rules) {
        m_settings.setValue(key, colourrules::toJson(rules));
    });
    connect(m_marks, &EventMarks::noteWanted, this, &WorkspacePage::noteRequested);
}

void WorkspacePage::showColourRules()
{
    m_marks->showRules();
}

// ---- what is open
// -----------------------------------------------------------------------------------------------------------

void WorkspacePage::setAccount(const Identity &identity, WorkspaceFeed *feed, EventLog *log)
{
    open({Content::Live, identity, feed, log});
}

void WorkspacePage::setTap(const Identity &identity, WorkspaceFeed *feed, EventLog *log, const TapWay &way)
{
    open({Content::Tap, identity, feed, log});
    m_panes.tap->setAddress(way);
    m_panes.centre->tapGuide()->setAddress(way);
    Q_EMIT middleWanted(); // what has to be set in the program stands there
    if (!identity.served)  // that has a pane of its own
        Q_EMIT tapWanted();
}

void WorkspacePage::setRecording(const QString &name, WorkspaceFeed *feed, EventLog *log)
{
    open({Content::Recording, {{}, name}, feed, log});
    ConnectionStatus status;
    status.look = Look::Recording;
    status.words = tr("Capture");
    setConnection(status);
    m_panes.centre->banner()->setRemark(log->notice());
    connect(log, &EventLog::indexed, this, [this, log] { // what is wrong at the end of a long file
        if (m_opened.log == log && !log->notice().isEmpty())
            m_panes.centre->banner()->setRemark(log->notice());
    });
}

void WorkspacePage::clear()
{
    open({Content::Nothing, {{}, tr("No workspace")}, nullptr, nullptr});
    ConnectionStatus status;
    status.words = tr("Not connected");
    setConnection(status);
}

void WorkspacePage::open(const Opened &opened)
{
    rememberChannel();
    m_pinned->keep(); // before what they are from goes
    m_opened = opened;
    m_opened.identity.name = cleanLine(opened.identity.name);
    m_opened.identity.profile = cleanLine(opened.identity.profile);
    const bool recording = opened.isRecording();
    const bool readOnly = recording || opened.isTap();
    WorkspaceFeed *feed = opened.feed;
    WorkspaceFeed *live = opened.isLive() ? feed : nullptr;
    m_channel = {};
    m_visited = {};
    m_wasLost = false;
    m_armed = false;
    m_outbox = {};
    m_panes.centre->reset();
    m_past->setPresent({opened.log, feed, whyReadOnly(), recording});
    Q_EMIT threadClosed();
    for (ConversationPane *pane : {m_panes.channel, m_panes.thread}) {
        pane->setFeed(feed);
        pane->setReadOnly(whyReadOnly());
    }
    m_panes.inspector->setFeed(feed);
    m_panes.inspector->setLog(opened.log);
    m_selection->reset(opened.log);
    m_panes.events->filterBar()->setShelf(m_settings.value(filtersKey()).toByteArray());
    m_panes.events->setLog(opened.log, feed); // of a file it knows at once what it can show as an example
    m_marks->setLog(opened.log, feed);
    m_panes.gaps->setFeed(feed, recording);
    m_panes.findings->setLog(opened.log);
    m_panes.statistics->setLog(opened.log, feed);
    m_panes.outbox->setFeed(live);
    m_panes.outbox->setReadOnly(whyReadOnly());
    m_mentions->setFeed(live);
    m_panes.conversations->setArmed(false);
    m_panes.conversations->setDrafted({});
    m_panes.conversations->setReadOnly(readOnly);
    m_panes.tap->setAddress({});
    Q_EMIT contentChanged();
    // The last: it may know at once what to open, and then the others must be ready.
    m_panes.conversations->setFeed(feed);
    openFirstChannel();
    updateComposers();
    updateCentre();
    Q_EMIT changed();
}

QString WorkspacePage::whyReadOnly() const
{
    if (m_opened.isRecording())
        return tr("This is a capture: nothing can be sent from here.");
    if (m_opened.isServed())
        return tr("You are looking on: the program that this is played to is the one that writes.");
    return m_opened.isTap()
               ? tr("You are looking on: the program that goes by the tap is the one that writes.")
               : QString();
}

void WorkspacePage::setName(const QString &name)
{
    m_opened.identity.name = cleanLine(name);
    Q_EMIT changed();
}

void WorkspacePage::setDesk(MessageDesk *desk)
{
    m_panes.channel->composer()->setDesk(desk);
    m_panes.thread->composer()->setDesk(desk);
}

void WorkspacePage::updateCentre()
{
    m_panes.centre->setHolding(
        {m_opened.content != Content::Nothing, m_opened.isLive(), !m_channel.isEmpty(), m_opened.isTap()});
}

void WorkspacePage::saveState() const
{
    rememberChannel();
    saveArrangement();
}

//! At once when it changes, and not at the end only, which a program that is killed does not see.
void WorkspacePage::saveArrangement() const
{
    const auto keep = [this](QLatin1StringView key, const QByteArray &state) {
        if (m_settings.value(key).toByteArray() != state)
            m_settings.setValue(key, state);
    };
    keep("window/events"_L1, m_panes.events->saveState());
    keep("window/inspector"_L1, m_panes.inspector->saveState());
}

// ---- how it stands
// ----------------------------------------------------------------------------------------------------------

void WorkspacePage::setConnection(const ConnectionStatus &status)
{
    const ConnectionStatus before = std::exchange(m_status, status);
    announceConnection(before);
    m_panes.centre->setStatus(status);
    m_panes.gaps->setConnected(status.look == Look::Good);
    m_panes.events->setEmptyWords(connectionwords::emptyStream(status));
    m_panes.events->parts().model->rows().setSwallowing(m_opened.isLive() && status.speaksSocketMode());
    m_panes.tap->setRefusal(m_opened.isTap() && status.look == Look::Failed ? status.cause : QString());
    updateComposers();
    Q_EMIT connectionChanged();
}

void WorkspacePage::setAcks(const AckFigures &acks)
{
    m_status.acks = acks;
    Q_EMIT acksChanged();
}

void WorkspacePage::announceConnection(const ConnectionStatus &before)
{
    if (!m_opened.isLive() || m_status.look == before.look)
        return;
    const QString cause = m_status.cause.isEmpty() ? QString() : u' ' + m_status.cause;
    if (m_status.look == Look::Good) {
        Q_EMIT announced(Topic::Connection, std::exchange(m_wasLost, false)
                                                ? tr("Connected again.")
                                                : tr("Connected to %1.").arg(m_opened.identity.name));
    } else if (m_status.look == Look::Failed) {
        Q_EMIT announced(Topic::Connection, tr("The connection was refused.") + cause);
    } else if (before.look == Look::Good && m_status.look != Look::Off) {
        Q_EMIT announced(Topic::Connection, tr("Connection lost.") + cause);
        m_wasLost = true;
    }
}

void WorkspacePage::setArmed(bool armed)
{
    m_armed = armed;
    m_panes.conversations->setArmed(armed && m_opened.isLive());
    updateComposers();
    Q_EMIT changed();
}

void WorkspacePage::setOutbox(const OutboxCounts &counts)
{
    m_outbox = counts;
    Q_EMIT changed();
}

void WorkspacePage::updateComposers()
{
    ComposerState state;
    state.usual = m_status.speaksSocketMode() ? SendRoute::PostMessage : SendRoute::Rtm;
    state.author = m_status.author;
    state.armed = m_armed;
    state.canSend = m_armed && m_opened.isLive() && m_status.look != Look::Failed;
    if (m_opened.isLive() && !m_armed)
        state.reason = tr("Observe: nothing is sent. Arm the account (%1) to write.")
                           .arg(m_armKeys.toString(QKeySequence::NativeText));
    else if (m_status.look == Look::Failed)
        state.reason = tr("The connection was refused: nothing can be sent.");
    else if (m_status.look != Look::Good)
        state.reason = tr("Not connected: your message waits and goes out when the connection is back.");
    m_panes.channel->composer()->setState(state);
    m_panes.thread->composer()->setState(state);
}

void WorkspacePage::setLoading(const ChannelId &channel, bool loading)
{
    if (channel == m_channel)
        m_panes.channel->setLoading(loading);
    if (channel == m_panes.thread->channel())
        m_panes.thread->setLoading(loading);
}

//! Who presses it and sees nothing happen presses it again.
void WorkspacePage::retryConnection()
{
    switch (m_status.look) {
    case Look::Waiting:
        answerRetry({});
        Q_EMIT retryConnectionRequested(); // what has to wait, somebody tells; the rest is seen
        return;
    case Look::Busy:
        return answerRetry(tr("It is being tried just now."));
    case Look::Failed:
    case Look::Off:
        Q_EMIT reconnectRequested();
        return;
    case Look::Good:
    case Look::Recording:
        return;
    }
}

void WorkspacePage::answerRetry(const QString &words)
{
    m_panes.centre->banner()->setAnswer(words);
    Q_EMIT retryAnswered(words);
    if (!words.isEmpty())
        Q_EMIT announced(Topic::Answer, words);
}

void WorkspacePage::tellStuck(const QString &words)
{
    Q_EMIT announced(Topic::Sending, words);
}

void WorkspacePage::askWhetherToArm()
{
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Observe or Armed"),
                                     tr("Arm the account “%1”?").arg(m_opened.identity.name),
                                     QMessageBox::NoButton, m_panes.centre->window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("Armed, messages you write are sent and what you read is marked as read. While observing, nothing "
           "that others could see leaves this program. You can change it at any time."));
    QPushButton *observe = question->addButton(tr("Observe"), QMessageBox::RejectRole);
    const QPushButton *arm = question->addButton(tr("Arm"), QMessageBox::AcceptRole);
    question->setDefaultButton(observe);
    connect(arm, &QPushButton::clicked, this, [this] { Q_EMIT armRequested(true); });
    question->open();
}

// ---- going places
// -----------------------------------------------------------------------------------------------------------

QString WorkspacePage::memoryKey() const
{
    return "channels/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(m_opened.identity.key));
}

//! Recordings, and what has no profile, share theirs.
QString WorkspacePage::filtersKey() const
{
    const QString &key = m_opened.identity.key;
    return "filters/"_L1 +
           (key.isEmpty() ? u"recordings"_s : QString::fromLatin1(QUrl::toPercentEncoding(key)));
}

void WorkspacePage::rememberChannel() const
{
    if (m_opened.isLive() && !m_channel.isEmpty())
        m_settings.setValue(memoryKey(), m_channel.text());
}

void WorkspacePage::openFirstChannel()
{
    if (!m_opened.feed || !m_channel.isEmpty())
        return;
    const ChannelId last(m_settings.value(memoryKey()).toString());
    const Conversation *known = last.isEmpty() ? nullptr : m_opened.feed->workspace().conversation(last);
    const ChannelId first = known && known->isOpen() ? last : m_panes.conversations->suggestion();
    if (first.isEmpty())
        return;
    openChannel(first);
    Q_EMIT firstChannelOpened();
}

//! What is open may have got another id. Its draft has gone along by now: the list tells of it a little
//! later.
void WorkspacePage::followRenumbered()
{
    const auto idNow = [this](const ChannelId &id) {
        const Conversation *known = m_opened.feed ? m_opened.feed->workspace().conversation(id) : nullptr;
        return known ? known->id() : id;
    };
    openChannel(idNow(m_channel));
    if (const ConversationTarget open = m_panes.thread->target(); idNow(open.channel) != open.channel)
        m_panes.thread->showTarget({idNow(open.channel), open.thread});
}

void WorkspacePage::openChannel(const ChannelId &channel)
{
    if (channel.isEmpty() || channel == m_channel)
        return;
    m_channel = channel;
    m_visited.visit(channel);
    m_panes.conversations->setCurrent(channel);
    m_panes.channel->showTarget({channel});
    m_panes.channel->setLoading(false);
    if (m_opened.isLive() && !m_past->isActive())
        Q_EMIT historyRequested(channel);
    updateCentre();
    Q_EMIT changed();
}

void WorkspacePage::goTo(const ChannelId &channel)
{
    openChannel(channel);
    Q_EMIT focusWanted(); // what is typed next is a message, not a list's keys
}

void WorkspacePage::stepConversation(int step, bool unreadOnly)
{
    openChannel(m_panes.conversations->neighbour(step, unreadOnly));
}

void WorkspacePage::stepHistory(int step)
{
    openChannel(m_visited.step(step));
    Q_EMIT changed();
}

void WorkspacePage::openThread(const ChannelId &channel, const MessageTs &parent)
{
    m_panes.thread->showTarget({channel, parent});
    m_panes.thread->setLoading(false);
    Q_EMIT threadOpened();
    if (m_opened.isLive() && !m_past->isActive()) {
        Q_EMIT threadHistoryRequested(channel, parent);
        m_panes.thread->focusComposer();
    } else {
        m_panes.thread->focusMessages();
    }
}

void WorkspacePage::writeReply(bool threadIsShown)
{
    if (threadIsShown)
        m_panes.thread->focusComposer();
    else if (!m_panes.channel->askThread())
        Q_EMIT passingWords(tr("Select the message to reply to first."));
}

void WorkspacePage::showFiltered(const QString &filter)
{
    Q_EMIT eventsWanted();
    m_panes.events->setFilterText(filter);
    m_panes.events->focusTable();
}

//! Enter or a double click on an event: read it, and go to its message wherever that is.
void WorkspacePage::showMessageOfSelectedEvent()
{
    const ChannelId channel(m_selection->selected().channel);
    if (channel.isEmpty() || !m_opened.feed || !m_opened.feed->workspace().conversation(channel))
        return;
    openChannel(channel);
    m_selection->selectMessageOfEvent();
}

void WorkspacePage::pinEvent()
{
    const EventInspector *inspector = m_panes.inspector;
    m_pinned->pin(inspector->shownEvent(),
                  {m_opened.feed, m_opened.log, inspector->saveState(), m_panes.inspector});
}

} // namespace rtmscope
