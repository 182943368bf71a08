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

QString tr(const char *text, int number = -1)
{
    return QCoreApplication::translate("Sharing", text, nullptr, number);
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
    // Nobody is accused where a person has allowed it, and a banner that hides the others would be worse.
    const int lately = m_now.allowed ? 0 : ClosedSockets::ofProgram().count(m_app, m_clock.monotonicUs());
    const int ours = open + lately;
    const AppSharing before = std::exchange(
        m_now, AppSharing{connections, std::max(0, connections - std::max(1, ours)), m_now.allowed});
    const bool isExplainedByClosed = !m_now.isShared() && connections > std::max(1, open);
    m_countAgainUs = isExplainedByClosed ? m_clock.monotonicUs() + countedForUs : 0;
    return m_now != before;
}

std::chrono::milliseconds Sharing::doubtFor() const
{
    // Longer by what it takes to close the one that was just told of: that is one of ours, too.
    constexpr auto closing = 1s;
    return std::chrono::milliseconds(std::max<qint64>(0, m_countAgainUs - m_clock.monotonicUs()) / 1000) +
           closing;
}

Error Sharing::error(qint64 taken) const
{
    const QString closed =
        taken == 0
            ? tr("It has closed its own again and acknowledged nothing, so nothing is lost to the other.")
            : tr("It has closed its own. Until that was sure, %n event(s) came here and were "
                 "acknowledged; the other program did not get those.",
                 static_cast<int>(taken));
    const QString words =
        (m_now.others == 1 ? tr("Another connection of this Slack app is open.")
                           : tr("%1 other connections of this Slack app are open.").arg(m_now.others)) +
        u' ' +
        tr("Slack gives each event to one connection only, so Rtmscope would take about one event in %1 away "
           "from the program that has the rest, unseen.")
            .arg(m_now.others + 1) +
        u' ' + closed + u' ' +
        tr("Make an app of your own for watching, or allow sharing. If the other program has just been "
           "ended, try again in a minute: Slack counts its connection for a while.");
    return Error{Error::Kind::Rejected, u"shared_app"_s, words, {}, {}};
}

QString Sharing::words() const
{
    if (m_now.isShared())
        return words(m_now);
    return isInDoubt()
               ? tr("More connections of this app are counted than are open here. They may be ours that "
                    "have just ended; they are counted again in a minute.")
               : tr("All connections of this app are ours.");
}

QString Sharing::words(const AppSharing &sharing)
{
    const QString count =
        sharing.others == 1
            ? tr("This app has %1 connections, and one of them is not ours.").arg(sharing.connections)
            : tr("This app has %1 connections, and %2 of them are not ours.")
                  .arg(sharing.connections)
                  .arg(sharing.others);
    return count + u' ' +
           tr("About one event in %1 comes here and does not reach the other program.")
               .arg(sharing.others + 1);
}

} // namespace rtmscope
