// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/driftcheck.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QDockWidget;

namespace rtmscope {

class DriftPane;
class LiveSession;
class MainWindow;

//! Compares what is shown with the server, when somebody asks for it: the dialog, the check and the pane that
//! lists what came of it. Owned by the desktop; GUI thread.
class DriftController : public QObject
{
    Q_OBJECT
public:
    //! Seats the pane in \a window, which must outlive it.
    explicit DriftController(MainWindow &window, QObject *parent = nullptr);
    ~DriftController() override;

    //! What the page shows is this session's. To be closed before that goes.
    void open(LiveSession &session);
    void close();
    void setConfig(const DriftCheck::Config &config) { m_config = config; }
    DriftPane &pane() const { return *m_pane; }
    //! Begins at once, without a question.
    void compare(const QList<ChannelId> &channels);

private:
    void connectPane();
    void ask();
    void tell();
    void showTool();
    void copy() const;

    MainWindow &m_window;
    DriftPane *m_pane; //!< the window's, as the next
    QDockWidget *m_dock;
    QPointer<LiveSession> m_session;
    DriftCheck::Config m_config;
    std::unique_ptr<WebApi> m_web; //!< of the check alone
    std::unique_ptr<DriftCheck> m_check;
};

} // namespace rtmscope
