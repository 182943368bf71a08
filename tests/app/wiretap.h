// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

namespace rtmscope::testing {

//! Stands on a wire, keeps every byte of both directions, and passes it on.
class Wiretap : public QObject
{
public:
    struct Line
    {
        QByteArray up;   //!< from the client
        QByteArray down; //!< from the server
    };

    Wiretap()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                forward(client);
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    void forwardTo(quint16 port) { m_target = port; }
    //! Where answers name \a other on this computer, they name us: kept is what came. Both have five digits.
    void standsFor(quint16 other) { m_other = other; }
    const std::vector<std::unique_ptr<Line>> &lines() const { return m_lines; }

private:
    void forward(QTcpSocket *client)
    {
        m_lines.push_back(std::make_unique<Line>());
        Line *line = m_lines.back().get();
        auto *server = new QTcpSocket(client);
        connect(client, &QIODevice::readyRead, this, [client, server, line] {
            const QByteArray bytes = client->readAll();
            line->up += bytes;
            server->write(bytes);
        });
        connect(server, &QIODevice::readyRead, this, [this, client, server, line] {
            const QByteArray bytes = server->readAll();
            line->down += bytes;
            client->write(m_other == 0 ? bytes : QByteArray(bytes).replace(place(m_other), place(port())));
        });
        connect(client, &QAbstractSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QAbstractSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }
    static QByteArray place(quint16 port) { return "ws://127.0.0.1:" + QByteArray::number(port) + '/'; }

    QTcpServer m_server;
    quint16 m_target = 0;
    quint16 m_other = 0;
    std::vector<std::unique_ptr<Line>> m_lines;
};

} // namespace rtmscope::testing
