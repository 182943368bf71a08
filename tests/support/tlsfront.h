// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/testmain.h"

#include <QFile>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QUrl>

namespace rtmscope::testing {

//! Stands before a server on loopback and speaks TLS with one of the certificates of tests/fixtures/tls, so
//! that https and wss are tested for real.
class TlsFront : public QObject
{
public:
    explicit TlsFront(const QString &certificate)
    {
        use(certificate);
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QSslServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                forward(client);
        });
    }

    //! From the next connection on.
    void use(const QString &certificate)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        const auto chain = QSslCertificate::fromPath(fixture(QStringLiteral("tls/") + certificate));
        tls.setLocalCertificateChain(chain);
        QFile key(fixture(QStringLiteral("tls/server.key")));
        if (key.open(QIODevice::ReadOnly))
            tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        m_server.setSslConfiguration(tls);
    }
    void forwardTo(quint16 port) { m_target = port; }
    quint16 port() const { return m_server.serverPort(); }
    //! "https://localhost:4321"
    QByteArray address() const { return "https://localhost:" + QByteArray::number(port()); }
    QUrl apiBase() const { return QUrl(QString::fromLatin1(address() + "/api/")); }
    int connections() const { return m_connections; } //!< that trusted us
    const QByteArray &received() const { return m_received; }

private:
    void forward(QTcpSocket *client)
    {
        ++m_connections;
        auto *target = new QTcpSocket(client);
        const auto up = [this, client, target = QPointer(target)] {
            const QByteArray bytes = client->readAll();
            m_received += bytes;
            if (target)
                target->write(bytes);
        };
        connect(client, &QTcpSocket::readyRead, this, up);
        connect(target, &QTcpSocket::readyRead, client,
                [client, target] { client->write(target->readAll()); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        target->connectToHost(QHostAddress::LocalHost, m_target);
        up();
    }

    QSslServer m_server;
    quint16 m_target = 0;
    int m_connections = 0;
    QByteArray m_received;
};

} // namespace rtmscope::testing
