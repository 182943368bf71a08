// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/websocket.h"

#include "core/websocket/framewriter.h"

#include <QRandomGenerator>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// A server that pings but never reads: its answers may not pile up without end.
constexpr qint64 mostUnsent = 1024 * 1024;
// What is read before others of this thread have their turn: some milliseconds of work. The system's own
// buffer may hold twenty times that.
constexpr qint64 mostAtOnce = 4 * upgrade::mostHeadBytes;

} // namespace

WebSocket::WebSocket(Handlers handlers, qsizetype mostBytes, QObject *parent)
    : QObject(parent)
    , m_handlers(std::move(handlers))
    , m_reader(FrameReader::Role::Client, mostBytes)
{
}

WebSocket::~WebSocket()
{
    abort();
}

void WebSocket::open(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls,
                     const QByteArray &userAgent)
{
    m_url = url;
    m_userAgent = userAgent;
    const bool secure = url.scheme() == "wss"_L1;
    m_isUnbuffered = !secure && proxy.type() == QNetworkProxy::NoProxy;
    QSslSocket *ssl = secure ? new QSslSocket(this) : nullptr;
    m_tcp = secure ? ssl : new QTcpSocket(this);
    m_tcp->setProxy(proxy);
    m_tcp->setReadBufferSize(mostAtOnce);
    connect(m_tcp, &QIODevice::readyRead, this, &WebSocket::read);
    connect(m_tcp, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::RemoteHostClosedError)
            read(); // what came with the end
        // The end of an open connection is told by its state, which comes later.
        if (m_over || (m_open && error == QAbstractSocket::RemoteHostClosedError))
            return;
        m_over = true;
        Q_EMIT failed(error);
    });
    connect(m_tcp, &QAbstractSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            end();
    });
    if (!secure) {
        connect(m_tcp, &QAbstractSocket::connected, this, &WebSocket::begin);
        m_tcp->connectToHost(url.host(), static_cast<quint16>(url.port(80)),
                             m_isUnbuffered ? QIODevice::ReadWrite | QIODevice::Unbuffered
                                            : QIODevice::ReadWrite);
        return;
    }
    ssl->setSslConfiguration(tls);
    connect(ssl, &QSslSocket::encrypted, this, &WebSocket::begin);
    connect(ssl, &QSslSocket::sslErrors, this, &WebSocket::tlsErrors);
    ssl->connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
}

void WebSocket::begin()
{
    m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_key = upgrade::newKey();
    write(upgrade::request(m_url, m_key, m_userAgent));
}

void WebSocket::read()
{
    // A handler may run an event loop of its own: what comes meanwhile has to wait until it returns.
    if (m_over || m_reading)
        return;
    m_reading = true;
    if (m_open || readAnswer())
        readFrames();
    m_reading = false;
    if (m_isUnbuffered && m_tcp->state() == QAbstractSocket::UnconnectedState)
        endUnheard(m_tcp->error());
}

//! What is there, or as much as one turn may take: without a buffer of Qt's that is no limit by itself.
void WebSocket::readFrames()
{
    FrameReader::Item item;
    qint64 left = mostAtOnce;
    while (!m_over) {
        while (!m_over && m_reader.next(&item))
            take(item);
        if (m_over || (m_isUnbuffered && left <= 0))
            return; // it asks again
        const std::span<char> space = m_reader.space();
        const qint64 bytes = m_tcp->read(space.data(), static_cast<qint64>(space.size()));
        if (bytes <= 0)
            return;
        m_reader.filled(bytes);
        left -= bytes;
    }
}

//! To the system at once, as far as it takes it; Qt keeps the rest and sends it in order. False if it is too
//! late.
bool WebSocket::write(const QByteArray &bytes)
{
    if (m_writeFailed)
        return false;
    const bool isTaken = m_tcp->write(bytes) >= 0;
    if (!m_isUnbuffered)
        m_tcp->flush(); // without this they leave with the next turn of the event loop only
    // Told later: whoever writes may be about to change because of what it read before.
    if (m_isUnbuffered && !isTaken) {
        m_writeFailed = true;
        QMetaObject::invokeMethod(this, &WebSocket::endAfterWrite, Qt::QueuedConnection);
    }
    return isTaken;
}

//! What came before the end may still be there to be read.
void WebSocket::endAfterWrite()
{
    const QAbstractSocket::SocketError error = m_tcp->error();
    read();
    endUnheard(error);
}

//! A socket without Qt's buffer tells the end by what reading and writing give back, not by a signal.
void WebSocket::endUnheard(QAbstractSocket::SocketError error)
{
    if (std::exchange(m_over, true))
        return;
    m_tcp->abort();
    if (m_open && error == QAbstractSocket::RemoteHostClosedError)
        Q_EMIT lost();
    else
        Q_EMIT failed(error);
}

//! True if the stream is open now.
bool WebSocket::readAnswer()
{
    // Byte by byte is how slow servers send; what lies behind the head stays with the socket.
    upgrade::Answer answer;
    if (!upgrade::read(m_tcp->peek(upgrade::mostHeadBytes), m_key, &answer))
        return false;
    m_tcp->skip(answer.size);
    if (answer.verdict == upgrade::Answer::Verdict::Accepted) {
        m_open = true;
        Q_EMIT opened();
        return !m_over;
    }
    m_over = true;
    Q_EMIT refused(answer);
    return false;
}

void WebSocket::take(const FrameReader::Item &item)
{
    switch (item.kind) {
    case FrameReader::Kind::Text:
    case FrameReader::Kind::Binary:
        m_handlers.message(item.bytes, item.kind == FrameReader::Kind::Binary);
        if (item.violation != FrameReader::Violation::None && !m_over)
            violate(item);
        return;
    case FrameReader::Kind::Ping:
        tell({item.kind, false, 0, item.bytes});
        if (!m_over && m_tcp->bytesToWrite() < mostUnsent)
            sendControl(FrameReader::Kind::Pong, item.bytes);
        return;
    case FrameReader::Kind::Pong:
        return tell({item.kind, false, 0, item.bytes});
    case FrameReader::Kind::Close:
        return closeCame(item);
    case FrameReader::Kind::Broken:
        return violate(item);
    }
}

void WebSocket::closeCame(const FrameReader::Item &item)
{
    tell({FrameReader::Kind::Close, false, item.closeCode, item.bytes});
    if (m_over)
        return;
    const bool proper = item.violation == FrameReader::Violation::None;
    sendControl(FrameReader::Kind::Close, {},
                proper ? item.closeCode : FrameReader::closeCodeFor(item.violation));
    if (std::exchange(m_over, true))
        return;
    hangUp();
    Q_EMIT closed(item.closeCode, item.bytes);
}

void WebSocket::violate(const FrameReader::Item &item)
{
    sendControl(FrameReader::Kind::Close, {}, FrameReader::closeCodeFor(item.violation));
    if (std::exchange(m_over, true))
        return;
    hangUp();
    Q_EMIT violated(item.violation, item.kind == FrameReader::Kind::Broken ? item.bytes : QByteArray());
}

bool WebSocket::sendText(QByteArrayView payload)
{
    if (!m_open || m_over || m_closeSent)
        return false;
    return write(maskedFrame(Opcode::Text, payload, QRandomGenerator::system()->generate())) &&
           m_tcp->state() == QAbstractSocket::ConnectedState;
}

bool WebSocket::sendPing(const QByteArray &payload)
{
    if (!m_open || m_over || m_closeSent)
        return false;
    sendControl(FrameReader::Kind::Ping, payload);
    return !m_over && m_tcp->state() == QAbstractSocket::ConnectedState;
}

//! Recorded before it leaves, like everything of ours.
void WebSocket::sendControl(FrameReader::Kind kind, const QByteArray &payload, quint16 closeCode)
{
    if (m_closeSent)
        return;
    tell({kind, true, closeCode, payload});
    if (m_over)
        return;
    const bool isClose = kind == FrameReader::Kind::Close;
    m_closeSent = isClose;
    const QByteArray bytes = closeCode != 0 ? closePayload(closeCode) : payload;
    const Opcode opcode = isClose                           ? Opcode::Close
                          : kind == FrameReader::Kind::Ping ? Opcode::Ping
                                                            : Opcode::Pong;
    write(maskedFrame(opcode, bytes, QRandomGenerator::system()->generate()));
}

void WebSocket::tell(const Control &control)
{
    if (m_handlers.control)
        m_handlers.control(control);
}

void WebSocket::close()
{
    constexpr quint16 normal = 1000;
    if (m_open && !m_over)
        sendControl(FrameReader::Kind::Close, {}, normal);
    m_over = true;
}

void WebSocket::abort()
{
    m_over = true;
    if (!m_tcp)
        return;
    m_tcp->disconnect(this);
    m_tcp->abort();
}

//! What was written still goes, if the other end takes it.
void WebSocket::hangUp()
{
    // What is left unread makes the system reset the connection, and the other end may lose our last words.
    if (m_isUnbuffered)
        m_tcp->skip(mostAtOnce);
    m_tcp->disconnectFromHost();
}

void WebSocket::end()
{
    read(); // what came with the end
    if (m_over)
        return;
    const QAbstractSocket::SocketError error = m_tcp->error();
    // Behind a SOCKS proxy that refuses us this comes before the error itself.
    if (!m_open && error != QAbstractSocket::UnknownSocketError &&
        error != QAbstractSocket::RemoteHostClosedError) {
        m_over = true;
        Q_EMIT failed(error);
        return;
    }
    m_over = true;
    Q_EMIT lost();
}

QAbstractSocket::SocketError WebSocket::error() const
{
    return m_tcp ? m_tcp->error() : QAbstractSocket::UnknownSocketError;
}

QString WebSocket::errorString() const
{
    return m_tcp ? m_tcp->errorString() : QString();
}

} // namespace rtmscope
