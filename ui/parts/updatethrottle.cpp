// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/updatethrottle.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPointer>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace rtmscope {

namespace {

constexpr milliseconds calmInterval = 33ms; // looks alive
constexpr milliseconds busyInterval = 100ms;
constexpr milliseconds unseenInterval = 250ms; // who listens to announcements still hears them in time

//! False only while all our windows are minimised, covered or on another desktop.
bool canBeSeen()
{
    bool hasWindow = false;
    for (const QWindow *window : QGuiApplication::topLevelWindows()) {
        if (window->isExposed())
            return true;
        hasWindow = hasWindow || window->isVisible();
    }
    return !hasWindow;
}

//! The one that all throttles share.
class UpdateClock : public QObject
{
    Q_OBJECT
public:
    explicit UpdateClock(QObject *parent)
        : QObject(parent)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_sinceTick.start();
            Q_EMIT tick();
        });
    }
    static UpdateClock &instance()
    {
        static QPointer<UpdateClock> clock;
        if (!clock)
            clock = new UpdateClock(QCoreApplication::instance());
        return *clock;
    }
    //! A tick follows when the last one is so long ago.
    void request(milliseconds interval)
    {
        const milliseconds passed{m_sinceTick.isValid() ? m_sinceTick.elapsed() : interval.count()};
        const milliseconds left = std::max(interval - passed, 0ms);
        if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > left)
            m_timer.start(left);
    }

Q_SIGNALS:
    void tick();

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
};

} // namespace

UpdateThrottle::UpdateThrottle(QObject *parent)
    : QObject(parent)
{
    connect(&UpdateClock::instance(), &UpdateClock::tick, this, &UpdateThrottle::tick);
}

void UpdateThrottle::schedule()
{
    ++m_changes;
    if (m_scheduled)
        return;
    m_scheduled = true;
    UpdateClock::instance().request(!canBeSeen() ? unseenInterval : m_busy ? busyInterval : calmInterval);
}

void UpdateThrottle::resume()
{
    m_scheduled = true;
    UpdateClock::instance().request(0ms);
}

void UpdateThrottle::cancel()
{
    m_scheduled = false;
    m_changes = 0;
    m_busy = false;
}

void UpdateThrottle::tick()
{
    if (!m_scheduled)
        return;
    m_scheduled = false;
    m_busy = m_changes > 1;
    m_changes = 0;
    Q_EMIT due();
}

} // namespace rtmscope

#include "updatethrottle.moc"
