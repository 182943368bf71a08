// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/tickets.h"

#include <QRandomGenerator>

#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr auto ticketLife = 30s;         // protocol 2.2
constexpr qsizetype heldEvents = 10'000; // between rtm.connect and the socket

} // namespace

qint64 Tickets::expiry() const
{
    return m_clock.monotonicUs() + std::chrono::microseconds(m_scaled(ticketLife)).count();
}

QByteArray Tickets::make(const QByteArray &userId, SocketManner manner, bool batchPresence, bool resumes)
{
    auto ticket = std::make_shared<Ticket>();
    ticket->userId = userId;
    ticket->manner = manner;
    ticket->resumes = resumes;
    ticket->batchPresence = batchPresence;
    ticket->collecting = !resumes;
    ticket->expiresUs = resumes ? std::numeric_limits<qint64>::max() : expiry();
    return keepNew(ticket);
}

QByteArray Tickets::makeForApp(const QByteArray &appId, SocketManner manner)
{
    auto ticket = std::make_shared<Ticket>();
    ticket->appId = appId;
    ticket->manner = manner;
    ticket->collecting = false;
    ticket->expiresUs = expiry();
    return keepNew(ticket);
}

QByteArray Tickets::keepNew(const std::shared_ptr<Ticket> &ticket)
{
    m_tickets.removeIf([this](const auto &entry) { return isExpired(*entry.value()); });
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words); // a secret, so not from the seed
    const QByteArray name = QByteArray(reinterpret_cast<const char *>(words), sizeof(words)).toHex();
    m_tickets.insert(name, ticket);
    return name;
}

void Tickets::collect(const QByteArray &event, const std::function<bool(const QByteArray &userId)> &isFor)
{
    for (const auto &ticket : std::as_const(m_tickets)) {
        if (!ticket->collecting || isExpired(*ticket) || !isFor(ticket->userId))
            continue;
        if (ticket->events.size() < heldEvents) {
            ticket->events.append(event);
            continue;
        }
        // Too much to keep: the client will have missed something and must be told so. A reconnect ticket
        // promises nothing any more, any other one is no longer good.
        ticket->collecting = false;
        ticket->events.clear();
        if (!std::exchange(ticket->resumes, false))
            ticket->expiresUs = 0;
    }
}

void Tickets::keep(const QByteArray &name, const QList<QByteArray> &events)
{
    const std::shared_ptr<Ticket> ticket = m_tickets.value(name);
    if (!ticket)
        return;
    ticket->events += events;
    ticket->collecting = true;
    ticket->expiresUs = expiry();
}

} // namespace rtmscope::demo
