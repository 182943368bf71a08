// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/drift/driftcontroller.h"

#include "core/drift/driftwords.h"
#include "core/log/eventlog.h"
#include "core/net/webapi.h"
#include "core/session/livesession.h"
#include "core/workspace/workspace.h"
#include "ui/drift/driftdialog.h"
#include "ui/drift/driftpane.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/window/mainwindow.h"

#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace rtmscope {

DriftController::DriftController(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_pane(new DriftPane(&window))
    , m_dock(window.addTool(tr("Differences from the server"), u"drift"_s, m_pane, {}))
{
    connectPane();
    close();
}

DriftController::~DriftController() = default;

void DriftController::connectPane()
{
    connect(&m_window, &MainWindow::compareRequested, this, &DriftController::ask);
    connect(m_pane, &DriftPane::compareRequested, this, &DriftController::ask);
    connect(m_pane, &DriftPane::cancelRequested, this, [this] {
        if (m_check)
            m_check->cancel();
    });
    connect(m_pane, &DriftPane::copyRequested, this, &DriftController::copy);
    EventView *events = m_window.page().panes().events;
    connect(m_pane, &DriftPane::eventChosen, events, &EventView::selectEvent);
    connect(m_pane, &DriftPane::eventRequested, this, [this, events](quint64 seq) {
        Q_EMIT m_window.page().eventsWanted();
        events->selectEvent(seq);
        events->focusTable();
    });
}

void DriftController::open(LiveSession &session)
{
    close();
    m_session = &session;
    m_pane->reset({});
}

void DriftController::close()
{
    m_check.reset();
    m_web.reset();
    m_session.clear();
    m_pane->reset(tr("There is no server to compare with. Open a workspace, or the demo."));
}

void DriftController::ask()
{
    const WorkspacePage &page = m_window.page();
    if (!m_session || !page.opened().feed || (m_check && m_check->isRunning()))
        return showTool();
    const Workspace &workspace = page.opened().feed->workspace();
    QList<DriftDialog::Place> places;
    for (const Conversation &conversation : workspace.conversations()) {
        if (conversation.isOpen() && !conversation.isArchived())
            places.append({conversation.id(), workspace.conversationName(conversation.id())});
    }
    auto *dialog = new DriftDialog(std::move(places), page.currentChannel(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DriftDialog::compareRequested, this, &DriftController::compare);
    dialog->open();
}

//! By an API of its own: what the session's own answers say is folded into what is to be compared.
void DriftController::compare(const QList<ChannelId> &channels)
{
    const WorkspacePage::Opened &opened = m_window.page().opened();
    if (!m_session || !opened.feed || !opened.log)
        return;
    m_check.reset();
    const LiveSession::Config &config = m_session->config();
    m_web = std::make_unique<WebApi>(config.apiBase, config.token, Clock::system());
    m_web->setReadOnly(true);
    m_web->setRequestTimeout(config.timings.requestTimeout);
    m_web->setRetryAfterFallback(config.timings.missingRetryAfter);
    (void)m_web->setProxy(config.proxy); // its calls then say what is wrong
    (void)m_web->setCaFile(config.caFile);
    m_check = std::make_unique<DriftCheck>(
        *m_web, *opened.feed, [log = opened.log] { return log ? log->snapshot() : LogSnapshot(); },
        Clock::system(), m_config);
    connect(m_check.get(), &DriftCheck::advanced, this, &DriftController::tell);
    connect(m_check.get(), &DriftCheck::finished, this, [this, feed = opened.feed] {
        if (feed)
            m_pane->showReport(m_check->report(), feed->workspace());
    });
    showTool();
    m_pane->showProgress(tr("Comparing …"));
    m_check->start(channels);
}

void DriftController::tell()
{
    if (!m_check || !m_check->isRunning())
        return;
    const DriftCheck::Progress &progress = m_check->progress();
    QString words = tr("Comparing, %1 of %2").arg(progress.done).arg(progress.all);
    if (!progress.words.isEmpty())
        words = tr("%1: %2").arg(words, progress.words);
    m_pane->showProgress(words + u" …"_s);
}

void DriftController::showTool()
{
    m_dock->show();
    m_dock->raise();
}

void DriftController::copy() const
{
    const QPointer<WorkspaceFeed> &feed = m_window.page().opened().feed;
    if (m_check && feed)
        QGuiApplication::clipboard()->setText(DriftWords::whole(m_check->report(), feed->workspace()));
}

} // namespace rtmscope
