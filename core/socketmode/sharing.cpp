// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/sharing.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// So long a server may count a socket that is gone (trap S3).
constexpr qint64 countedForUs = std::chrono::microseconds(60s).count();

//! The sockets of this program that were closed lately, by app. Sessions may live in several threads.
class ClosedSockets
{
public:
    void add(const QString &app, qint64 nowUs)
    {
        const std::lock_guard lock(m_mutex);
        m_closed[app].append(nowUs);
    }
    int count(const QString &app, qint64 nowUs)
    {
        const std::lock_guard lock(m_mutex);
        QList<qint64> &closed = m_closed[app];
        closed.removeIf([nowUs](qint64 atUs) { return nowUs - atUs >= countedForUs; });
        return static_cast<int>(closed.size());
    }
    static ClosedSockets &ofProgram()
    {
        static ClosedSockets sockets;
        return sockets;
    }

private:
    std::mutex m_mutex;
    QHash<QString, QList<qint64>> m_closed;
};

QString tr(const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("Sharing", text, comment, n);
}

} // namespace

Sharing::Sharing(QString app, bool allowed, const Clock &clock)
    : m_app(std::move(app))
    , m_clock(clock)
    , m_now{0, 0, allowed}
{
}

Sharing::~Sharing()
{
    for (qsizetype i = 0; i < m_open.size(); ++i)
        ClosedSockets::ofProgram().add(m_app, m_clock.monotonicUs());
}

void Sharing::opened(quint32 connection)
{
    m_open.insert(connection, true);
}

void Sharing::closed(quint32 connection)
{
    if (m_open.remove(connection))
        ClosedSockets::ofProgram().add(m_app, m_clock.monotonicUs());
}

bool Sharing::told(int connections)
{
    const int open = static_cast<int>(m_open.size());
    const int ours = open + ClosedSockets::ofProgram().count(m_app, m_clock.monotonicUs());
    const AppSharing before = std::exchange(
        m_now, AppSharing{connections, std::max(0, connections - std::max(1, ours)), m_now.allowed});
    return m_now != before;
}

Error Sharing::error() const
{
    const QString words =
        tr("%n other connection(s) of this Slack app are open. Slack gives each event to one connection "
           "only, "
           "so Rtmscope would take about one event in %1 away from the program that has them, unseen. It has "
           "closed its own again and acknowledged nothing, so nothing is lost to the other.",
           nullptr, m_now.others)
            .arg(m_now.connections) +
        u' ' +
        tr("Make an app of your own for watching, or allow sharing. If the other program has just been "
           "ended, try again in a minute: Slack counts its connection for a while.");
    return Error{Error::Kind::Rejected, u"shared_app"_s, words, {}, {}};
}

QString Sharing::words(const AppSharing &sharing)
{
    return tr("This app has %1 connections, and %n of them are not ours: about one event in %1 comes here "
              "and "
              "does not reach the other program.",
              nullptr, sharing.others)
        .arg(sharing.connections);
}

} // namespace rtmscope
