// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/chaos/chaoscontroller.h"

#include "ui/window/mainwindow.h"

#include <QAction>
#include <QDockWidget>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace rtmscope {

ChaosController::ChaosController(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_pane(new ChaosPane(&window))
    , m_dock(window.addTool(tr("Chaos desk"), u"chaos"_s, m_pane, QKeySequence(u"Ctrl+Shift+K"_s)))
{
    connectPane();
    // A stored layout may show it, whatever is open.
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this] {
        if (!m_dock->toggleViewAction()->isEnabled() && !m_dock->isHidden())
            m_dock->hide();
    });
    setAvailable(false);
}

void ChaosController::connectPane()
{
    connect(m_pane, &ChaosPane::lineRequested, this, &ChaosController::cause);
    connect(m_pane, &ChaosPane::randomRequested, this, [this](const QString &period) {
        if (m_desk)
            m_desk->runRandom(period);
    });
    connect(m_pane, &ChaosPane::endRequested, this, [this] {
        if (m_desk)
            m_desk->endAll();
    });
}

void ChaosController::open(ChaosDesk desk)
{
    m_desk = std::move(desk);
    m_pane->setFaults(m_desk->faults);
    setAvailable(true);
}

void ChaosController::report(const QString &words)
{
    m_pane->addReport(words);
}

void ChaosController::cause(const QString &line)
{
    const auto caused = m_desk ? m_desk->cause(line) : Result<Done>(Done{});
    m_pane->setProblem(caused ? QString() : caused.error().words);
}

void ChaosController::setAvailable(bool available)
{
    QAction *toggle = m_dock->toggleViewAction();
    toggle->setVisible(available);
    toggle->setEnabled(available);
    if (!available)
        m_dock->hide();
}

void ChaosController::close()
{
    if (m_desk)
        m_desk->endAll();
    m_desk.reset();
    m_pane->reset();
    setAvailable(false);
}

} // namespace rtmscope
