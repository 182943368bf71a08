// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/events/event.h"

#include <QObject>
#include <QPointer>

namespace rtmscope {

class ConversationPane;
class EventInspector;
class EventLog;
class EventView;
class GapsPane;

//! The one selection of a workspace's page: a message chosen in a conversation is the event chosen in the
//! stream, the entry in the inspector and the gap in the list, and the other way round. Owned by its page, as
//! the panes are. GUI thread.
class SharedSelection : public QObject
{
    Q_OBJECT
public:
    struct Panes
    {
        ConversationPane *channel = nullptr;
        ConversationPane *thread = nullptr;
        EventView *events = nullptr;
        EventInspector *inspector = nullptr;
        GapsPane *gaps = nullptr;
    };
    explicit SharedSelection(const Panes &panes, QObject *parent = nullptr);

    //! Nothing is selected; \a log is where an example comes from. nullptr: nothing is open.
    void reset(EventLog *log);
    //! Selects in the conversation that is open the message which the selected event made, wherever it is.
    void selectMessageOfEvent();
    const Event &selected() const { return m_event; }

Q_SIGNALS:
    void inspectorWanted();
    void eventsWanted();
    //! What the inspector shows is wanted in a window of its own.
    void pinWanted();
    //! The user wants to read the selected event, and to see its message: in that channel, if it is in one.
    void messageWanted();

private:
    void connectConversation(const ConversationPane &pane);
    void connectEvents();
    void connectInspector();
    void selectEvent(quint64 seq);
    void messageSelected(quint64 seq, const MessageTs &ts);
    void eventSelected(const Event &event);
    void showExample();
    void forgetExample();

    const Panes m_panes;
    QPointer<EventLog> m_log;
    Event m_event; //!< the selected one
    bool m_exampleShown = false;
    qsizetype m_exampleRow = 0; //!< no message stands before
    bool m_selecting = false;   //!< one pane follows another: nobody answers back
};

} // namespace rtmscope
