// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/captureshelf.h"
#include "core/log/eventlog.h"
#include "core/tap/relay/tap.h"
#include "core/workspace/workspace.h"
#include "ui/status/connectionstatus.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rtmscope {

class WorkspacePage;

//! A tap and the page that shows what passes: record and workspace of another program's traffic. The page
//! shows nothing when the controller goes. Owned by the desktop; GUI thread.
class TapController : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString profile; //!< names the recordings
        QString name;    //!< what to call it until the program has told who it is
        QString colour;
        QString profileName; //!< empty: none
        QString dataFolder;
        captureshelf::Keeping keeping = {}; //!< of the recordings
        TapSettings tap;
    };

    //! \a page must outlive it.
    TapController(Options options, WorkspacePage &page, QObject *parent = nullptr);
    ~TapController() override;

    //! Listens, or says on the page why it can't; then it is tried again when somebody wants it.
    void open();
    bool isInUse() const; //!< a program has a socket open by it
    TapFaults &faults() { return m_tap->faults(); }
    QString captureFolder() const;
    //! So many recordings stay from now on.
    void setKeeping(const captureshelf::Keeping &keeping);

private:
    void connectTap();
    void showFigures();
    void showStatus();
    ConnectionStatus passing() const;
    ConnectionStatus refused() const;
    ConnectionStatus unchanging() const;
    void tell(const QString &words);

    Options m_options;
    WorkspacePage &m_page;
    WorkspaceFeed m_feed;
    ConnectionStatus m_status;
    QString m_trouble;               //!< on the way to the upstream; empty: none
    std::optional<Error> m_refusal;  //!< why it does not listen
    std::unique_ptr<EventLog> m_log; //!< before the tap, which writes to it
    std::unique_ptr<Tap> m_tap;
};

} // namespace rtmscope
