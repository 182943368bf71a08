// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/serving/captureserver.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "ui/parts/updatethrottle.h"
#include "ui/serve/servevalues.h"
#include "ui/status/connectionstatus.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace rtmscope {

class ServePane;
class TapFaults;
class WorkspacePage;

//! A capture that is played to a bot, the page that shows what passes, and the pane that tells how far it is
//! and what became of what is expected. The page shows nothing when the controller goes. Owned by the
//! desktop; GUI thread, beside which the server plays.
class ServeController : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        CaptureRecording capture;
        ServeRequest request;
        QString name;       //!< of the capture, as shown
        QString path;       //!< of its file, beside which the expectations are kept; empty: there is none
        QString expectFrom; //!< a file beside which they lie, where that one has none; may be empty
        QString back;       //!< what was open before; empty: nothing
        QString dataFolder; //!< for the record
    };

    //! \a page and \a pane must outlive it.
    ServeController(Options options, WorkspacePage &page, ServePane &pane, QObject *parent = nullptr);
    ~ServeController() override;

    //! Listens; opened() follows, or the pane says why not.
    void open();
    bool isInUse() const; //!< a program has a socket open
    TapFaults &faults() const;
    QString captureFolder() const;

Q_SIGNALS:
    //! It listens. The faults() of an earlier opening end when this returns.
    void opened();
    void backRequested();

private:
    //! One playing from the beginning.
    struct Run
    {
        std::unique_ptr<EventLog> log;
        WorkspaceFeed feed;
        std::unique_ptr<CaptureServer> server; //!< the last: it writes to the others
        quint16 port = 0;
    };

    void connectPane();
    void connectServer();
    void start();
    void stop();
    void listening();
    void refused(const Error &error);
    void begun();
    void tellNames();
    void over();
    void finishExpectations();

    void readExpectationFile();
    void setExpectations(const QString &text);
    void saveExpectations();
    void tellFile();

    void showSoon() { m_throttle.schedule(); }
    void show();
    ServeStatus status() const;
    ConnectionStatus connectionStatus() const;
    void tell(const QString &words);

    Options m_options;
    WorkspacePage &m_page;
    ServePane &m_pane;
    std::unique_ptr<Run> m_run;
    std::unique_ptr<Run> m_past;                              //!< until the next one is in view
    ServeStatus::Phase m_phase = ServeStatus::Phase::Nothing; //!< Playing stands for what the server says
    QString m_refusal;
    double m_speed;
    std::optional<std::chrono::milliseconds> m_wait;
    std::deque<QByteArray> m_names; //!< notes that are still to be recorded
    QString m_expectations;         //!< as they stand in the pane
    QString m_savedExpectations;    //!< as they stand in the file
    QString m_fileTrouble;
    bool m_isLate = false; //!< they were changed while it plays: what went out before is not looked at
    QTimer m_typing;       //!< until marks of who types are over
    QTimer m_quiet;        //!< behind the last event, until what is expected is decided
    UpdateThrottle m_throttle;
    ConnectionStatus m_shown;
};

} // namespace rtmscope
