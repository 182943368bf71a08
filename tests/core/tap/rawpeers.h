// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

namespace rtmscope::testing {

//! A server on loopback that says and hears bytes, nothing else. The test is its protocol.
class RawServer : public QObject
{
public:
    RawServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                socket->setReadBufferSize(reads ? 0 : 1);
                sockets.append(socket);
                received.append(QByteArray());
                connect(socket, &QIODevice::readyRead, this, [this, socket] {
                    if (reads)
                        received[sockets.indexOf(socket)] += socket->readAll();
                });
            }
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    QUrl apiBase() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(port())); }
    QByteArray origin() const { return "ws://127.0.0.1:" + QByteArray::number(port()); }
    void say(const QByteArray &bytes, qsizetype connection = -1)
    {
        QTcpSocket *socket = sockets.at(connection < 0 ? sockets.size() - 1 : connection);
        socket->write(bytes);
        socket->flush();
    }
    void hangUp() { sockets.constLast()->disconnectFromHost(); }
    void stop() { m_server.close(); }

    QList<QTcpSocket *> sockets;
    QList<QByteArray> received; //!< by connection
    bool reads = true;          //!< false: what it is told waits in the system's buffers

private:
    QTcpServer m_server;
};

//! A client likewise.
class RawClient : public QObject
{
public:
    explicit RawClient(quint16 port)
    {
        connect(&socket, &QIODevice::readyRead, this, [this] {
            if (reads)
                received += socket.readAll();
        });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        socket.waitForConnected(5000);
    }
    explicit RawClient(const QUrl &apiBase)
        : RawClient(static_cast<quint16>(apiBase.port()))
    {
    }
    void say(const QByteArray &bytes)
    {
        socket.write(bytes);
        socket.flush();
    }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
    bool reads = true;
};

inline QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {},
                       const QByteArray &type = "application/x-www-form-urlencoded")
{
    return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline QByteArray answer(const QByteArray &body, const QByteArray &headers = {},
                         const QByteArray &status = "200 OK")
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json; charset=utf-8\r\n" +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace rtmscope::testing
