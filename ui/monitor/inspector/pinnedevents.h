// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace rtmscope {

class EventInspector;
class EventLog;
class WorkspaceFeed;

//! Events in windows of their own, as many as one likes, to be read beside others. Each is held by value: it
//! stays when the record goes on, when another account is opened, and when there is none. The windows close
//! with their owner, and do not keep the program running. GUI thread.
class PinnedEvents : public QObject
{
    Q_OBJECT
public:
    //! More windows than anybody keeps apart: then the oldest goes.
    static constexpr qsizetype mostWindows = 20;

    explicit PinnedEvents(QObject *parent = nullptr);
    ~PinnedEvents() override;

    //! Where an event comes from, and how it was looked at.
    struct Origin
    {
        const WorkspaceFeed *names = nullptr;
        EventLog *log = nullptr;
        QByteArray look;           //!< EventInspector::saveState()
        QWidget *beside = nullptr; //!< the windows open a little off that of this
    };
    //! A window for \a event; one that has it already comes to the front.
    void pin(const Event &event, const Origin &origin);
    //! The record and the names are about to go: what is shown of them stays as it is.
    void keep();
    //! From the oldest to the newest.
    QList<EventInspector *> inspectors() const;

Q_SIGNALS:
    void linkActivated(const QUrl &url);

private:
    class Window;

    QList<QPointer<Window>> m_windows;
};

} // namespace rtmscope
