// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/chaoscontroller.h"

#include "app/start/demohost.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QDockWidget>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! As the pane lists it: every choice, and every number worth one, is a variant.
ChaosFault listed(const demo::FaultKind &kind)
{
    ChaosFault entry{demo::groupTitle(kind.group), demo::faultTitle(kind), demo::faultWords(kind), {}, {}};
    demo::Fault fault = kind.fault();
    fault.lasts = std::chrono::milliseconds(0); // the pane asks for how long
    const auto addLine = [&] { entry.lines << QString::fromUtf8(demo::scriptText(fault)); };
    addLine();
    for (const QByteArray &choice : kind.choices) {
        fault.choice = choice;
        addLine();
    }
    for (const int number : kind.likely) {
        fault.number = number;
        addLine();
    }
    entry.lines.removeDuplicates();
    if (kind.lasts())
        entry.lasts = QString::fromUtf8(demo::durationText(kind.usuallyLasts));
    return entry;
}

QList<ChaosFault> catalogue()
{
    QList<ChaosFault> faults;
    for (const demo::FaultKind &kind : demo::faultKinds())
        faults.append(listed(kind));
    return faults;
}

} // namespace

ChaosController::ChaosController(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_pane(new ChaosPane(&window))
    , m_dock(window.addTool(tr("Chaos desk"), u"chaos"_s, m_pane, QKeySequence(u"Ctrl+Shift+K"_s)))
{
    m_pane->setFaults(catalogue());
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
    connect(m_pane, &ChaosPane::randomRequested, this, &ChaosController::runRandom);
    connect(m_pane, &ChaosPane::endRequested, this, [this] {
        if (m_demo)
            m_demo->endFaults();
    });
}

void ChaosController::setDemo(DemoHost *demo)
{
    m_demo = demo;
    if (demo)
        connect(demo, &DemoHost::faultReported, m_pane, &ChaosPane::addReport);
}

void ChaosController::cause(const QString &line)
{
    const auto caused = m_demo ? m_demo->cause(line) : Result<Done>(Done{});
    m_pane->setProblem(caused ? QString() : caused.error().words);
}

//! A fault from time to time; an empty \a period stops it.
void ChaosController::runRandom(const QString &period)
{
    if (!m_demo)
        return;
    if (period.isEmpty())
        return m_demo->stopChaos();
    if (const auto script = demo::readChaosScript("every " + period.toUtf8() + " any"))
        m_demo->runChaos(*script);
}

void ChaosController::setAvailable(bool available)
{
    QAction *toggle = m_dock->toggleViewAction();
    toggle->setVisible(available);
    toggle->setEnabled(available);
    if (!available)
        m_dock->hide();
}

void ChaosController::endAll()
{
    if (m_demo)
        m_demo->endFaults();
    m_pane->reset();
    setAvailable(false);
}

} // namespace rtmscope
