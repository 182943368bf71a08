// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/socketrelay.h"

#include "core/tap/relay/buffers.h"
#include "core/websocket/framewriter.h"

#include <QRandomGenerator>
#include <QTcpSocket>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using Way = TapFault::Way;

constexpr auto closePatience = 5s;
constexpr quint16 goingAway = 1001;

//! A frame as a server writes it. Short ones only.
QByteArray plainFrame(Opcode opcode, const QByteArray &payload)
{
    constexpr char finalBit = '\x80';
    return QByteArray(1, static_cast<char>(finalBit | static_cast<char>(opcode))) +
           static_cast<char>(payload.size()) + payload;
}

} // namespace

SocketRelay::SocketRelay(quint32 number, Protocol protocol, QTcpSocket *bot, QTcpSocket *server,
                         TapFaults &faults, Handlers handlers, QObject *parent)
    : QObject(parent)
    , m_number(number)
    , m_protocol(protocol)
    , m_bot(bot)
    , m_server(server)
    , m_faults(faults)
    , m_handlers(std::move(handlers))
    , m_in(Way::In, faults, handlersOf(Way::In), this)
    , m_out(Way::Out, faults, handlersOf(Way::Out), this)
{
    m_ending.setSingleShot(true);
    connect(&m_ending, &QTimer::timeout, this, &SocketRelay::finish);
    connect(&faults, &TapFaults::socketsStruck, this, &SocketRelay::strike);
    connect(&faults, &TapFaults::changed, this, [this] {
        m_in.faultsChanged();
        m_out.faultsChanged();
        pump();
    });
    // Not at once: a lane must not lose its relay while it sends.
    for (FrameLane *each : {&m_in, &m_out})
        connect(each, &FrameLane::emptied, this, &SocketRelay::pump, Qt::QueuedConnection);
}

FrameLane::Handlers SocketRelay::handlersOf(Way way)
{
    return {[this, way](QByteArrayView bytes) {
                QTcpSocket *to = target(way);
                if (m_over || to->state() != QAbstractSocket::ConnectedState)
                    return;
                to->write(bytes.data(), bytes.size());
                // Without this the bytes leave with the next turn of the event loop only.
                to->flush();
                m_handlers.passed(way, bytes.size());
            },
            [this, way](const FrameReader::Item &item) { m_handlers.item(way, item); },
            [this, way](const char *fault, qsizetype bytes) { m_handlers.struck(way, fault, bytes); },
            way == Way::In ? m_handlers.replace : nullptr};
}

void SocketRelay::begin(const QByteArray &fromBot, const QByteArray &fromServer)
{
    m_in.take(fromServer);
    m_out.take(fromBot);
    pump();
}

void SocketRelay::pump()
{
    if (m_pumping || m_over)
        return;
    m_pumping = true;
    bool moved = false;
    while (!m_over && !m_faults.isHalfOpen()) {
        const bool in = pumpLane(Way::In);
        const bool out = pumpLane(Way::Out);
        if (!in && !out)
            break;
        moved = true;
    }
    m_pumping = false;
    if (moved)
        m_handlers.batchEnded();
    for (const Way way : {Way::In, Way::Out}) {
        if (m_over || !m_ended[static_cast<int>(way)] || source(way)->bytesAvailable() > 0 ||
            !lane(way).isEmpty() || m_faults.isHalfOpen())
            continue;
        lane(way).sourceEnded();
        // What was written still goes; the other direction is over with it, as TCP has it here.
        if (target(way)->state() == QAbstractSocket::ConnectedState)
            target(way)->disconnectFromHost();
        if (m_ended[0] && m_ended[1])
            return finish();
        if (!m_ending.isActive())
            m_ending.start(closePatience);
    }
}

bool SocketRelay::pumpLane(Way way)
{
    if (!source(way)->isOpen() || target(way)->bytesToWrite() >= mostUnwritten ||
        lane(way).held() >= mostUnwritten)
        return false;
    const QByteArray bytes = source(way)->read(mostAtOnce);
    if (bytes.isEmpty())
        return false;
    lane(way).take(bytes);
    return true;
}

void SocketRelay::stop()
{
    m_over = true;
    m_faults.disconnect(this);
    m_ending.stop();
}

void SocketRelay::sideClosed(Way way)
{
    m_ended[static_cast<int>(way)] = true;
    pump();
}

void SocketRelay::strike(const TapFault &fault)
{
    const auto say = [this](const QByteArray &json) {
        m_in.inject(plainFrame(Opcode::Text, json), true);
        m_handlers.batchEnded();
    };
    switch (fault.kind) {
    case TapFault::Kind::Kill:
        m_bot->abort();
        m_server->abort();
        return;
    case TapFault::Kind::Close:
        return close(static_cast<quint16>(fault.number));
    case TapFault::Kind::Disconnect:
        if (m_protocol != Protocol::Rtm)
            say(R"({"type":"disconnect","reason":")" + fault.choice +
                R"(","debug_info":{"host":"rtmscope-tap"}})");
        return;
    case TapFault::Kind::Goodbye:
        if (m_protocol != Protocol::SocketMode)
            say(R"({"type":"goodbye"})");
        return;
    default:
        return;
    }
}

//! The program gets the code; the server is told that we go.
void SocketRelay::close(quint16 code)
{
    if (m_over)
        return;
    m_in.inject(plainFrame(Opcode::Close, closePayload(code)), true);
    m_out.inject(maskedFrame(Opcode::Close, closePayload(goingAway), QRandomGenerator::system()->generate()),
                 false);
    m_ending.start(closePatience);
    m_handlers.batchEnded();
}

void SocketRelay::finish()
{
    if (std::exchange(m_over, true))
        return;
    Q_EMIT over();
}

} // namespace rtmscope
