// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QPointer>
#include <QTextBrowser>

namespace rtmscope {

class EventLog;
class EventStory;

//! An event explained: what its type means and when it is sent, what this one did to the state, what its
//! members are, which of the promised ones are missing, and what to beware of. Works only while somebody
//! looks. Owned by the inspector; GUI thread.
class ExplainView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit ExplainView(QWidget *parent = nullptr);
    ~ExplainView() override;

    //! The record that the events are from; nullptr: what one did to the state can't be told.
    void setLog(EventLog *log);
    void explain(const Event &event);
    void clearEvent();
    void fitFonts();

Q_SIGNALS:
    //! The user wants to see this member.
    void memberChosen(const QString &path);
    void linkActivated(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void beginIfSeen();
    void write();
    void followLink(const QUrl &url);

    EventStory *m_story;
    QPointer<EventLog> m_log;
    Event m_event;
    bool m_isStale = false; //!< begins when it is seen
};

} // namespace rtmscope
