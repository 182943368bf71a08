// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/demo/gateway/timescale.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <memory>

namespace rtmscope::demo {

//! What a socket of a token does; tokens of that name ask for it (docs/demo-workspace.md).
enum class SocketManner { Polite, ClosesAtOnce, NoHello, ExpiredUrl, RefusesUpgrade, SaysGoodbye };

//! The right to open one socket, which is the secret part of its address.
struct Ticket
{
    QByteArray userId;
    QByteArray appId = {}; //!< of a Socket Mode address, which is nobody's in particular
    SocketManner manner = SocketManner::Polite;
    qint64 expiresUs = 0;   //!< monotonic
    bool collecting = true; //!< a reconnect ticket starts to, once its socket is gone
    bool resumes = false;   //!< came from reconnect_url: the hello says fast_reconnect
    bool batchPresence = false;
    QList<QByteArray> events; //!< of the time until it is used
};

//! The tickets that were given out and not used. Owned by the gateway; server's thread.
class Tickets
{
public:
    //! \a clock must outlive it.
    Tickets(const Clock &clock, TimeScale scaled)
        : m_clock(clock)
        , m_scaled(scaled)
    {
    }

    //! Returns its name. Good for 30 s; one that \a resumes for ever, until keep().
    QByteArray make(const QByteArray &userId, SocketManner manner, bool batchPresence, bool resumes);
    //! The same for an app: what happens meanwhile is not the ticket's business.
    QByteArray makeForApp(const QByteArray &appId, SocketManner manner);
    std::shared_ptr<Ticket> take(const QByteArray &name) { return m_tickets.take(name); }
    void remove(const QByteArray &name) { m_tickets.remove(name); }
    void clear() { m_tickets.clear(); } //!< addresses given out so far have expired
    bool isExpired(const Ticket &ticket) const { return ticket.expiresUs < m_clock.monotonicUs(); }
    //! \a event goes to those who hold an address and have yet to come, if \a isFor says so of their user.
    void collect(const QByteArray &event, const std::function<bool(const QByteArray &userId)> &isFor);
    //! Its socket is gone: \a name collects from now on, behind \a events, and is good for 30 s more.
    void keep(const QByteArray &name, const QList<QByteArray> &events);

private:
    qint64 expiry() const;
    QByteArray keepNew(const std::shared_ptr<Ticket> &ticket);

    const Clock &m_clock;
    TimeScale m_scaled;
    QHash<QByteArray, std::shared_ptr<Ticket>> m_tickets;
};

} // namespace rtmscope::demo
