// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/sharedselection.h"

#include "core/log/eventlog.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/gaps/gapspane.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/monitor/table/tabledesk.h"

#include <QShortcut>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

SharedSelection::SharedSelection(const Panes &panes, QObject *parent)
    : QObject(parent)
    , m_panes(panes)
{
    connectConversation(*m_panes.channel);
    connectConversation(*m_panes.thread);
    connectEvents();
    connect(m_panes.gaps, &GapsPane::gapSelected, this, [this](quint64 seq) {
        if (!m_selecting)
            m_panes.events->selectEvent(seq);
    });
    connect(m_panes.gaps, &GapsPane::eventRequested, this, [this](quint64 seq) {
        Q_EMIT eventsWanted();
        m_panes.events->selectEvent(seq);
        m_panes.events->focusTable();
    });
    connectInspector();
}

//! Its keys work in the list of events too.
void SharedSelection::connectInspector()
{
    connect(m_panes.inspector, &EventInspector::filterRequested, m_panes.events->filterBar()->filter(),
            &EventFilter::join);
    connect(m_panes.inspector, &EventInspector::columnRequested, this, [this](const QString &path) {
        Q_EMIT eventsWanted();
        m_panes.events->desk().addColumn(path);
    });
    connect(m_panes.inspector, &EventInspector::escaped, m_panes.events, &EventView::focusTable);
    connect(m_panes.inspector, &EventInspector::pinRequested, this, &SharedSelection::pinWanted);
    for (QWidget *pane :
         {static_cast<QWidget *>(m_panes.inspector), static_cast<QWidget *>(m_panes.events)}) {
        auto *compare = new QShortcut(Qt::Key_D, pane);
        compare->setContext(Qt::WidgetWithChildrenShortcut);
        connect(compare, &QShortcut::activated, this, [this] {
            Q_EMIT inspectorWanted();
            m_panes.inspector->toggleComparing();
        });
        auto *explain = new QShortcut(Qt::Key_E, pane);
        explain->setContext(Qt::WidgetWithChildrenShortcut);
        connect(explain, &QShortcut::activated, this, [this] {
            Q_EMIT inspectorWanted();
            m_panes.inspector->toggleExplaining();
        });
        auto *pin = new QShortcut(Qt::Key_P, pane);
        pin->setContext(Qt::WidgetWithChildrenShortcut);
        connect(pin, &QShortcut::activated, this, &SharedSelection::pinWanted);
    }
}

void SharedSelection::connectConversation(const ConversationPane &pane)
{
    connect(&pane, &ConversationPane::messageSelected, this, &SharedSelection::messageSelected);
    connect(&pane, &ConversationPane::eventRequested, this, [this](quint64 seq) {
        selectEvent(seq);
        Q_EMIT inspectorWanted();
        m_panes.inspector->focusContent();
    });
}

void SharedSelection::connectEvents()
{
    connect(m_panes.events, &EventView::eventSelected, this, &SharedSelection::eventSelected);
    connect(m_panes.events, &EventView::counted, this, &SharedSelection::showExample);
    connect(m_panes.events, &EventView::inspectorRequested, this, [this] {
        Q_EMIT inspectorWanted();
        Q_EMIT messageWanted();
    });
}

void SharedSelection::reset(EventLog *log)
{
    m_log = log;
    m_event = {};
    m_exampleShown = false;
    m_exampleRow = 0;
    m_panes.inspector->clear();
}

void SharedSelection::messageSelected(quint64 seq, const MessageTs &ts)
{
    if (m_selecting)
        return;
    if (seq == 0) // it has no event of its own
        return forgetExample();
    selectEvent(seq);
    m_panes.inspector->selectListedMessage(ts.text());
}

void SharedSelection::selectEvent(quint64 seq)
{
    m_selecting = true;
    m_panes.events->selectEvent(seq);
    m_selecting = false;
}

void SharedSelection::eventSelected(const Event &event)
{
    m_event = event;
    m_panes.inspector->showEvent(event);
    m_panes.gaps->selectGapOfEvent(event.seq);
    if (m_selecting)
        return; // a message asked for its event: it is selected already
    // What is no message of the stream, such as the answer with a page of history, moves nothing.
    const Reach reach = event.direction == Direction::Note ? Reach::Screen : Reach::Anywhere;
    m_selecting = true;
    m_panes.channel->selectMessageOfEvent(event.seq, reach);
    if (m_panes.thread->thread())
        m_panes.thread->selectMessageOfEvent(event.seq, reach);
    m_selecting = false;
}

void SharedSelection::selectMessageOfEvent()
{
    m_selecting = true;
    m_panes.channel->selectMessageOfEvent(m_event.seq);
    m_selecting = false;
}

//! A message was chosen: what the inspector shows is not it.
void SharedSelection::forgetExample()
{
    if (m_event.seq == 0 && m_exampleShown)
        m_panes.inspector->clear();
}

//! As long as nobody has chosen an event, the first message tells what there is to see.
void SharedSelection::showExample()
{
    constexpr qsizetype farthest = 20'000; // a file may hold no message at all
    constexpr quint32 largest = 1'000'000; // as an example nobody wants to wait for
    if (!m_log || m_event.seq != 0 || m_exampleShown)
        return;
    for (const qsizetype end = std::min(m_log->size(), farthest); m_exampleRow < end; ++m_exampleRow) {
        const EventLog::Row &row = m_log->row(m_exampleRow);
        if (row.direction != Direction::In || row.length > largest ||
            m_log->typeName(row.type) != "message"_L1)
            continue;
        m_panes.inspector->showExample(m_log->event(m_exampleRow));
        m_exampleShown = true;
        return;
    }
}

} // namespace rtmscope
