// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QtEndian>

namespace rtmscope::testing {

//! Just enough of a SOCKS 5 proxy (RFC 1928: no authentication, CONNECT to an IPv4 address) to see who comes
//! by.
class SocksProxy : public QObject
{
public:
    SocksProxy()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = m_server.nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { talk(client); });
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("socks5://127.0.0.1:%1").arg(m_server.serverPort())); }
    int connections() const { return m_connections; }

private:
    void talk(QTcpSocket *client)
    {
        constexpr qsizetype requestSize = 10; // version, command, reserved, address type, IPv4 address, port
        const QByteArray bytes = client->peek(requestSize);
        if (bytes.size() < requestSize) {
            client->readAll();
            client->write(QByteArray("\x05\x00", 2));
            return;
        }
        client->read(requestSize);
        client->disconnect(this);
        ++m_connections;
        auto *target = new QTcpSocket(client);
        connect(target, &QTcpSocket::connected, client,
                [client] { client->write(QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10)); });
        connect(client, &QTcpSocket::readyRead, target,
                [client, target] { target->write(client->readAll()); });
        connect(target, &QTcpSocket::readyRead, client,
                [client, target] { client->write(target->readAll()); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        target->connectToHost(QHostAddress(qFromBigEndian<quint32>(bytes.constData() + 4)),
                              qFromBigEndian<quint16>(bytes.constData() + 8));
    }

    QTcpServer m_server;
    int m_connections = 0;
};

} // namespace rtmscope::testing
