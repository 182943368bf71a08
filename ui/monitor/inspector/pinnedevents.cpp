// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/pinnedevents.h"

#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

//! One event in a window.
class PinnedEvents::Window : public QWidget
{
public:
    Window(const Event &event, const Origin &origin);

    EventInspector *inspector() const { return m_inspector; }
    bool isOf(const EventLog *log) const { return log == m_log; }
    void keepNames();

private:
    EventInspector *m_inspector;
    WorkspaceFeed m_names; //!< once the live one is gone
    QPointer<const WorkspaceFeed> m_live;
    const EventLog *m_log; //!< only to be compared; nullptr: it is gone
};

PinnedEvents::Window::Window(const Event &event, const Origin &origin)
    : QWidget(nullptr, Qt::Window)
    , m_inspector(new EventInspector)
    , m_live(origin.names)
    , m_log(origin.log)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_QuitOnClose, false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_inspector);
    m_inspector->setPinned();
    m_inspector->restoreState(origin.look);
    m_inspector->setFeed(origin.names);
    m_inspector->setLog(origin.log);
    m_inspector->showEvent(event);
    const QString type = event.subtype.isEmpty() ? event.type : event.subtype;
    const QString number = QLocale().toString(event.seq);
    setWindowTitle(type.isEmpty() ? EventInspector::tr("Event %1").arg(number)
                                  : EventInspector::tr("Event %1: %2").arg(number, cleanName(type)));
    connect(m_inspector, &EventInspector::escaped, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
}

void PinnedEvents::Window::keepNames()
{
    m_log = nullptr;
    m_inspector->setLog(nullptr);
    if (!m_live)
        return;
    m_names.reset(m_live->workspace());
    m_inspector->setFeed(&m_names);
    m_live = nullptr;
}

PinnedEvents::PinnedEvents(QObject *parent)
    : QObject(parent)
{
}

PinnedEvents::~PinnedEvents()
{
    for (const QPointer<Window> &window : std::as_const(m_windows))
        delete window;
}

void PinnedEvents::pin(const Event &event, const Origin &origin)
{
    if (event.seq == 0)
        return;
    m_windows.removeIf([](const QPointer<Window> &window) { return !window; });
    for (const QPointer<Window> &window : std::as_const(m_windows)) {
        if (window->isOf(origin.log) && window->inspector()->shownEvent().seq == event.seq) {
            window->raise();
            window->activateWindow();
            return;
        }
    }
    if (m_windows.size() >= mostWindows)
        delete m_windows.takeFirst();
    auto *window = new Window(event, origin);
    connect(window->inspector(), &EventInspector::linkActivated, this, &PinnedEvents::linkActivated);
    const QSize wanted(theme::grid(120), theme::grid(150));
    window->resize(origin.beside ? theme::onScreen(*origin.beside, wanted) : wanted);
    if (origin.beside) {
        window->setWindowIcon(origin.beside->windowIcon());
        const int step = theme::grid(8) * int(1 + m_windows.size() % 8);
        window->move(origin.beside->window()->pos() + QPoint(step, step));
    }
    m_windows.append(window);
    window->show();
    window->inspector()->focusContent();
}

void PinnedEvents::keep()
{
    for (const QPointer<Window> &window : std::as_const(m_windows)) {
        if (window)
            window->keepNames();
    }
}

QList<EventInspector *> PinnedEvents::inspectors() const
{
    QList<EventInspector *> inspectors;
    for (const QPointer<Window> &window : m_windows) {
        if (window)
            inspectors.append(window->inspector());
    }
    return inspectors;
}

} // namespace rtmscope
