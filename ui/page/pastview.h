// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QAction;
class QBoxLayout;

namespace rtmscope {

class ConversationList;
class ConversationPane;
class EventView;
class TimeBar;

//! Lets the chats of a page show the workspace as it was after some entry of the record: entries behind it
//! are dim in the event stream, and nothing can be written until one returns. Which state that was it asks by
//! momentWanted(), and is told by show(). Owned by its page, as the panes are; the window seats the bar. GUI
//! thread.
class PastView : public QObject
{
    Q_OBJECT
public:
    struct Panes
    {
        ConversationList *conversations = nullptr;
        ConversationPane *channel = nullptr;
        ConversationPane *thread = nullptr;
        EventView *events = nullptr;
    };
    //! What the panes show otherwise.
    struct Present
    {
        QPointer<EventLog> log;
        QPointer<WorkspaceFeed> feed;
        QString whyReadOnly; //!< empty: one can write
        bool isRecording = false;
    };
    PastView(const Panes &panes, QWidget *parent);

    //! Another account or capture; the page has attached its panes to it, or is about to.
    void setPresent(const Present &present);
    //! The bar appears at the end of \a column; \a action goes to the past and back.
    void seat(QBoxLayout &column, QAction &action);
    EventLog *log() const { return m_present.log; }
    bool isActive() const { return m_row >= 0; }

    //! As of the event that is selected, else of the newest.
    void goToSelected();
    //! Among the entries that the event stream shows.
    void step(int entries);
    void stepTime(qint64 us);
    //! Back to what is true now.
    void leave();

    //! After the first \a rows of the log the workspace was that.
    void show(const Workspace &workspace, qsizetype rows);
    //! How much of the record has been looked through; until it is all, answers may take longer.
    void setProgress(int percent);

Q_SIGNALS:
    //! The state after so many rows of log() is wished.
    void momentWanted(qsizetype rows);
    void activeChanged(bool active);
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeKeys(QWidget *window);
    void watchKeys(bool watched);
    void goTo(qsizetype row);
    void attach();
    void detach();
    void showFeed(WorkspaceFeed *feed, const QString &whyReadOnly, bool readOnly);
    void sayWhatIsShown();
    QString waitingWords() const;
    void tell();

    const Panes m_panes;
    TimeBar *m_bar;
    Present m_present;
    WorkspaceFeed m_feed;
    qsizetype m_row = -1; //!< the moment is after this; -1: the present is shown
    qsizetype m_shownRow = -1;
    int m_percent = 100;
    QTimer m_patience; //!< runs while a moment that was asked for may come at once
};

} // namespace rtmscope
