// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/serving/servedesk.h"

#include "core/log/eventlog.h"
#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/filter/rowfilter.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/serve/servepane.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

#include <QAction>
#include <QDockWidget>
#include <QKeySequence>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

ServeDesk::ServeDesk(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_pane(new ServePane(&window))
    , m_dock(window.addTool(tr("Served capture"), u"serve"_s, m_pane, QKeySequence(u"Ctrl+Shift+U"_s)))
{
    connect(window.windowActions().serveCapture, &QAction::triggered, this, [this] { ask(); });
}

ServeDesk::~ServeDesk()
{
    end();
    delete m_dialog;
}

void ServeDesk::end()
{
    m_givenUp = true;
    if (m_thread)
        m_thread->wait();
}

void ServeDesk::showPane()
{
    m_dock->show();
    m_dock->raise();
}

//! The record as it is now; what comes later is not played.
ServeDesk::Source ServeDesk::opened() const
{
    const WorkspacePage::Opened &opened = m_window.page().opened();
    const EventView &events = *m_window.page().panes().events;
    Source source;
    if (!opened.log)
        return source;
    source.log = opened.log->snapshot();
    source.name = opened.identity.name;
    source.path = opened.log->path();
    const FilterQuery query = events.filterBar()->filter()->query();
    if (!query.matchesEverything()) {
        source.filter = query.text();
        source.choice = [filter = RowFilter(query, events.noiseLevel())](const LogReader &log,
                                                                         qsizetype row) mutable {
            return filter.judge(log, row) == RowVerdict::Shown;
        };
    }
    if (opened.isLive())
        source.ending =
            tr("The connection to “%1” ends meanwhile; “Back” opens it again.").arg(opened.identity.name);
    else if (opened.isTap() && !opened.isServed())
        source.ending = tr("The tap ends meanwhile; “Back” opens it again.");
    else if (opened.log->isIndexing())
        source.ending = tr("The file is still being read: what is there by now is played.");
    return source;
}

void ServeDesk::ask()
{
    if (m_window.page().opened().log)
        ask(opened());
}

void ServeDesk::ask(Source source)
{
    if (m_dialog)
        return m_dialog->raise();
    m_source = std::move(source);
    ServeSubject subject;
    subject.name = m_source.name;
    subject.entries = m_source.log.size();
    subject.filter = m_source.filter;
    subject.ending = m_source.ending;
    m_dialog = new ServeDialog(subject, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setRequest(m_last);
    connect(m_dialog, &ServeDialog::serveRequested, this, &ServeDesk::read);
    connect(m_dialog, &ServeDialog::cancelRequested, this, [this] { m_givenUp = true; });
    m_dialog->open();
}

void ServeDesk::read()
{
    if (m_thread)
        return;
    m_last = m_dialog->request();
    m_givenUp = false;
    m_dialog->showProgress(0);
    m_thread.reset(QThread::create([this, source = m_source, request = m_last] {
        int told = 0;
        m_result = CaptureRecording::of(
            source.log, u'“' + source.name + u'”', request.longestGap,
            request.filteredOnly ? source.choice : CaptureRecording::Choice(), [&](qsizetype rows) {
                const auto percent = static_cast<int>(100 * rows / std::max<qsizetype>(1, source.log.size()));
                if (std::exchange(told, percent) != percent)
                    QMetaObject::invokeMethod(
                        this,
                        [this, percent] {
                            if (m_dialog && m_thread)
                                m_dialog->showProgress(percent);
                        },
                        Qt::QueuedConnection);
                return !m_givenUp;
            });
    }));
    connect(m_thread.get(), &QThread::finished, this, &ServeDesk::finished, Qt::QueuedConnection);
    m_thread->start();
}

void ServeDesk::finished()
{
    m_thread->wait();
    m_thread.reset();
    Result<CaptureRecording> result = *std::exchange(m_result, std::nullopt);
    if (!m_dialog)
        return;
    if (!result) {
        m_dialog->showFailure(result.error().code == "cancelled"_L1 ? QString() : result.error().words);
        return;
    }
    ServeController::Options options;
    options.capture = std::move(result).value();
    options.request = m_last;
    options.name = m_source.name;
    options.path = m_source.path;
    options.expectFrom = m_source.expectFrom;
    m_made = std::move(options);
    m_source = {};
    m_dialog->accept();
    Q_EMIT ready();
}

} // namespace rtmscope
