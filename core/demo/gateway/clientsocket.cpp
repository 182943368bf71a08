// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/clientsocket.h"

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr std::size_t mostUnproven = 10'000;
constexpr auto longestHeldBack = 1000ms;

} // namespace

ClientSocket::ClientSocket(Connection &connection, SocketFaults &faults, TimeScale scaled)
    : m_connection(connection)
    , m_faults(faults)
    , m_scaled(scaled)
{
    connect(&connection, &Connection::pongReceived, this, &ClientSocket::prove);
}

void ClientSocket::sendEvent(const QByteArray &event)
{
    m_unproven.emplace_back(++m_eventNumber, event);
    if (m_unproven.size() > mostUnproven) {
        m_unproven.pop_front();
        m_forgetful = true;
    }
    send(event);
}

void ClientSocket::probe()
{
    if (!m_heldBack.isEmpty())
        return; // the ping would overtake events that it vouches for
    m_connection.sendFrame(Opcode::Ping, QByteArray::number(m_eventNumber));
}

void ClientSocket::prove(const QByteArray &payload)
{
    bool ok = false;
    const quint64 number = payload.toULongLong(&ok);
    if (!ok || number > m_eventNumber)
        return;
    while (!m_unproven.empty() && m_unproven.front().first <= number)
        m_unproven.pop_front();
    if (m_unproven.empty() || m_unproven.front().first == number + 1)
        m_forgetful = false;
}

QList<QByteArray> ClientSocket::unprovenEvents() const
{
    QList<QByteArray> events;
    for (const auto &[number, event] : m_unproven)
        events.append(event);
    return events;
}

void ClientSocket::send(const QByteArray &frame)
{
    if (!greeted)
        return write(frame);
    if (strikes(m_faults.drops)) {
        Q_EMIT frameDropped(frame);
        return;
    }
    if (!strikes(m_faults.reorders)) {
        sendHeldBack();
        return write(frame);
    }
    if (m_heldBack.isEmpty()) // the frames to come may never come
        QTimer::singleShot(m_scaled(longestHeldBack), this, &ClientSocket::sendHeldBack);
    m_heldBack.append(frame);
    if (m_faults.reorders == 0)
        sendHeldBack();
}

void ClientSocket::sendHeldBack()
{
    const QList<QByteArray> frames = std::exchange(m_heldBack, {});
    for (auto frame = frames.crbegin(); frame != frames.crend(); ++frame)
        write(*frame);
}

void ClientSocket::write(const QByteArray &frame)
{
    const int copies = greeted && strikes(m_faults.duplicates) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
        m_connection.sendFrame(Opcode::Text, frame);
        Q_EMIT frameSent(frame);
    }
}

} // namespace rtmscope::demo
