// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/config/statestore.h"
#include "core/demo/server/demoserver.h"
#include "core/json/json.h"
#include "core/log/eventlog.h"
#include "core/outbox/outbox.h"
#include "core/session/livesession.h"
#include "core/sync/backfill.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"
#include "tests/bench/faults/appaudit.h"
#include "tests/bench/faults/audit.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>

namespace rtmscope::bench {

//! The system's clock, but its wall clock can jump, as after a sleep. Any thread.
class JumpClock final : public Clock
{
public:
    qint64 nowUs() const override { return Clock::system().nowUs() + m_jumpUs; }
    qint64 monotonicUs() const override { return Clock::system().monotonicUs(); }
    void jump(std::chrono::microseconds by) { m_jumpUs += by.count(); }

private:
    std::atomic<qint64> m_jumpUs = 0;
};

//! Every waiting time of a session, times \a scale.
ConnectionTimings scaled(const ConnectionTimings &timings, double scale);

//! What this process holds.
struct Footprint
{
    qint64 residentKb = 0; //!< the demo server's included
    //! Given out to the main thread, which is the client's, but for blocks so large that they are mapped; 0
    //! where that can't be told. Unlike the resident memory it knows neither the server's part nor what an
    //! allocator keeps for later.
    qint64 heapKb = 0;
    int files = 0;
    static Footprint now();
};

//! A whole account without a window, and the demo server in a thread of its own, with real sockets between
//! them: what the benches of faults run on. GUI-free; the main thread's.
class Stand : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        double timeScale = 1.0; //!< of the server and of the session alike
        double eventsPerSecond = 0;
        quint64 seed = 1;
        std::size_t keptMessages = 2000;
        QString recordTo{};        //!< a file for the record; empty: one that goes with the stand
        bool socketMode = false;   //!< else RTM
        bool limitConnects = true; //!< false: rtm.connect as often as one likes; for counting reconnects only
    };

    explicit Stand(const Options &options);
    ~Stand() override;

    //! Serves and connects; false: \a problem says why.
    bool start(QString *problem);
    //! Runs the event loop until \a done or for so long. What it waits for is looked at whenever the session
    //! tells something, and every few milliseconds.
    bool waitFor(const std::function<bool()> &done, std::chrono::milliseconds longest);
    void pause(std::chrono::milliseconds duration);
    bool isReady() const { return m_session->state() == SessionState::Ready; }
    std::chrono::milliseconds scaled(std::chrono::milliseconds duration) const;

    LiveSession &session() { return *m_session; }
    Outbox &outbox() { return *m_outbox; }
    StateStore &store() { return *m_store; }
    EventLog &log() { return *m_log; }
    WorkspaceFeed &feed() { return m_feed; }
    demo::DemoServer &server() { return *m_server; }
    Audit &audit() { return m_audit; }
    AppAudit &appAudit() { return m_appAudit; } //!< by Socket Mode, in place of the other
    JumpClock &clock() { return m_clock; }
    const Options &options() const { return m_options; }
    static QString profile() { return QStringLiteral("bench"); }

    //! For Audit: what the workspace holds by now.
    bool holds(const QString &channel, const QString &ts) const;
    //! More messages came than a workspace keeps, and that one is among the oldest.
    bool isTooOld(const QString &channel, const QString &ts) const;
    qint64 messagesHeld() const; //!< in the workspace
    //! The newest messages of #ops that stand in the channel itself, as parents for replies.
    QList<MessageTs> parents() const;
    //! How often the server took a message with this text.
    int posts(const QString &text) const;
    //! Rooms and threads in them of which a back-fill was given up, with the code of the error.
    const QHash<std::pair<QByteArray, QByteArray>, QString> &givenUp() const { return m_givenUp; }
    //! The method that opens sockets here.
    QString connectMethod() const;
    //! How often the session ended for good (Socket Mode was switched off) and a person connected it again.
    int reopened() const { return m_reopened; }
    //! When the server noted a call of that method, in monotonic microseconds, in order. Late when it is
    //! busy.
    QList<qint64> connectCalls() const;
    //! When the session made its calls of it that came to an end, to a millisecond, in order.
    QList<qint64> ownConnectCalls() const;
    //! Back-fill is not under way.
    bool isSettled() const { return !m_backFill->isBusy(); }

private:
    void observeServer();
    void observeApps();
    std::unique_ptr<LiveSession> newSession();
    void openAgain();
    void noteBackFill(const QByteArray &note);
    void noteCall(const QByteArray &note);
    void lookAtAnswer(const json::Value &note);

    Options m_options;
    JumpClock m_clock;
    QTemporaryDir m_folder;
    Audit m_audit;
    AppAudit m_appAudit;
    int m_reopened = 0;
    QThread m_thread;
    demo::DemoServer *m_server = nullptr; //!< lives in m_thread, dies with it
    mutable QMutex m_mutex;
    QHash<QByteArray, int> m_posts; //!< guarded by m_mutex, as the next
    QList<qint64> m_connectCalls;
    QList<qint64> m_ownConnectCalls;
    QHash<std::pair<QByteArray, QByteArray>, QString> m_givenUp;
    WorkspaceFeed m_feed;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<StateStore> m_store;
    std::unique_ptr<LiveSession> m_session;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<WorkspaceFetcher> m_directory;
    std::unique_ptr<BackFill> m_backFill;
};

} // namespace rtmscope::bench
