// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/connection.h"

#include <QPointer>
#include <QTcpSocket>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr qsizetype mostWaiting = 8 << 20;
constexpr auto dripPause = 1ms;

} // namespace

Connection::Connection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_dripTimer(this)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(256 * 1024);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::read);
    // Queued, so that the list of connections does not change while it is looped over.
    connect(m_socket, &QTcpSocket::disconnected, this, &Connection::finish, Qt::QueuedConnection);
    m_dripTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_dripTimer, &QTimer::timeout, this, &Connection::drip);
}

Connection::~Connection()
{
    m_socket->disconnect(this); // its destructor closes, which must not call back into a half-gone object
}

void Connection::read()
{
    if (m_muted || m_closing || m_finished) // closed() is emitted once
        return;
    if (m_webSocket)
        readWebSocket();
    else
        readHttp();
}

void Connection::readHttp()
{
    m_buffer += m_socket->readAll();
    while (!m_answering && !m_webSocket && !m_closing && !m_buffer.isEmpty()) {
        int problem = 400;
        switch (parseHttpRequest(m_buffer, &m_request, &problem)) {
        case HttpParse::NeedMore:
            return;
        case HttpParse::Bad:
            m_request.keepAlive = false;
            m_answering = true;
            respond(problem, {"Content-Type: text/plain; charset=utf-8"},
                    "This is not a request I can read.\n");
            return;
        case HttpParse::Ready:
            m_answering = true;
            Q_EMIT requestReceived(m_request);
        }
    }
}

void Connection::respond(int status, const QList<QByteArray> &headers, const QByteArray &body, bool last)
{
    if (!m_answering)
        return;
    m_answering = false;
    m_request.keepAlive = m_request.keepAlive && !last;
    write(httpResponse(status, headers, body, m_request.keepAlive, m_request.method == "HEAD"));
    m_socket->flush();
    if (!m_request.keepAlive)
        end();
}

void Connection::upgrade(const QByteArray &key, qsizetype limitBytes)
{
    m_answering = false;
    m_webSocket = true;
    m_reader = FrameReader(limitBytes);
    m_reader.feed(m_buffer);
    m_buffer.clear();
    write(httpResponse(
        101, {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: " + webSocketAccept(key)},
        {}, true));
    // An eager client's first frames may have come with its handshake, before anybody listens to them.
    QMetaObject::invokeMethod(this, &Connection::read, Qt::QueuedConnection);
}

void Connection::readWebSocket()
{
    m_reader.feed(m_socket->readAll());
    const QPointer<Connection> alive(this);
    while (alive && !m_muted && !m_closing) {
        FrameReader::Message message;
        switch (m_reader.take(&message)) {
        case FrameReader::State::NeedMore:
            m_socket->flush();
            return;
        case FrameReader::State::Broken:
            close(1002, "protocol error");
            return;
        case FrameReader::State::TooLong:
            end();
            return;
        case FrameReader::State::Message:
            if (!handle(message))
                return;
        }
    }
}

//! False when the connection is on its way out.
bool Connection::handle(const FrameReader::Message &message)
{
    switch (message.opcode) {
    case Opcode::Text:
        if (!message.inPieces || !m_losesFragmented)
            Q_EMIT textReceived(message.payload);
        return true;
    case Opcode::Ping:
        if (m_answersPings)
            sendFrame(Opcode::Pong, message.payload);
        return true;
    case Opcode::Close:
        sendFrame(Opcode::Close,
                  QByteArrayView(message.payload).first(qMin<qsizetype>(2, message.payload.size())));
        end();
        return false;
    case Opcode::Binary:
        close(1003, "text frames only");
        return false;
    case Opcode::Pong:
        Q_EMIT pongReceived(message.payload);
        return true;
    case Opcode::Continuation:
        return true;
    }
    return true;
}

void Connection::sendFrame(Opcode opcode, QByteArrayView payload, bool final)
{
    if (m_closing)
        return;
    QByteArray header;
    appendFrameHeader(header, opcode, payload.size(), final);
    write(header);
    write(payload);
}

void Connection::sendBytes(const QByteArray &bytes)
{
    if (!m_closing)
        write(bytes);
}

void Connection::write(QByteArrayView bytes)
{
    if (!m_muted && !m_dripTimer.isActive()) {
        m_socket->write(bytes.data(), bytes.size());
        return;
    }
    m_hopeless = m_hopeless || m_waiting.size() + bytes.size() > mostWaiting;
    if (!m_hopeless)
        m_waiting.append(bytes);
}

qint64 Connection::unsentBytes() const
{
    return m_socket->bytesToWrite() + m_waiting.size();
}

//! What waited may go, if nothing holds it back any more.
void Connection::release()
{
    if (m_muted || m_dripTimer.isActive() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_hopeless)
        return abort();
    m_socket->write(std::exchange(m_waiting, {}));
    if (m_ending)
        end();
}

void Connection::setDripping(bool dripping)
{
    if (dripping == m_dripTimer.isActive())
        return;
    if (dripping)
        return m_dripTimer.start(dripPause);
    m_dripTimer.stop();
    release();
}

void Connection::drip()
{
    if (m_muted || m_waiting.isEmpty() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(m_waiting.constData(), 1);
    m_socket->flush();
    m_waiting.remove(0, 1);
    if (m_waiting.isEmpty() && m_hopeless)
        abort();
    else if (m_waiting.isEmpty() && m_ending)
        end();
}

void Connection::setAnsweringPings(bool answering)
{
    m_answersPings = answering;
}

void Connection::flush()
{
    m_socket->flush();
}

void Connection::close(quint16 code, const QByteArray &reason)
{
    sendFrame(Opcode::Close, closePayload(code, reason));
    end();
}

//! Lets what is written go out, but does not wait for ever for a peer that no longer reads.
void Connection::end()
{
    m_closing = m_ending = true;
    if (m_muted || !m_waiting.isEmpty())
        return;
    m_socket->disconnectFromHost();
    QTimer::singleShot(5s, m_socket, &QTcpSocket::abort);
}

void Connection::abort()
{
    m_closing = true;
    m_waiting.clear();
    m_socket->abort();
    QMetaObject::invokeMethod(this, &Connection::finish, Qt::QueuedConnection);
}

void Connection::setMuted(bool muted)
{
    if (std::exchange(m_muted, muted) == muted || muted)
        return;
    release();
    QMetaObject::invokeMethod(this, &Connection::read, Qt::QueuedConnection);
}

void Connection::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT closed();
    deleteLater();
}

} // namespace rtmscope::demo
