// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/upstream.h"

#include "core/base/secret.h"
#include "core/net/trust.h"
#include "core/tap/relay/buffers.h"

#include <QSslSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto patience = 30s; // to have a connection, encryption included

bool isSecure(const QUrl &server)
{
    return server.scheme() == "https"_L1 || server.scheme() == "wss"_L1;
}

} // namespace

Upstream::Upstream(QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(timeoutError(m_route.host, patience)); });
}

Upstream::~Upstream()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
}

void Upstream::dial(const QUrl &server, const UpstreamWay &way)
{
    m_route = Route(server.host());
    const auto proxy = proxyFor(way.proxy, server);
    if (!proxy)
        return fail(proxy.error());
    m_route = Route(server.host(), *proxy);
    const bool secure = isSecure(server);
    auto *ssl = secure ? new QSslSocket(this) : nullptr;
    m_socket = secure ? ssl : new QTcpSocket(this);
    m_socket->setProxy(*proxy);
    m_socket->setReadBufferSize(mostUnread);
    connect(m_socket, &QIODevice::readyRead, this, &Upstream::readable);
    connect(m_socket, &QIODevice::bytesWritten, this, &Upstream::written);
    connect(m_socket, &QAbstractSocket::stateChanged, this, &Upstream::stateChanged);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (m_ready)
            return; // its state tells the end, which comes later
        // Only listened to: nobody can have these ignored.
        fail(m_tlsErrors.isEmpty() ? networkError(error, m_route, maskSecrets(m_socket->errorString()))
                                   : tlsError(m_route.host, m_tlsErrors));
    });
    m_patience.start(patience);
    const auto port = static_cast<quint16>(server.port(secure ? 443 : 80));
    if (!secure) {
        connect(m_socket, &QAbstractSocket::connected, this, &Upstream::becomeReady);
        return m_socket->connectToHost(server.host(), port);
    }
    ssl->setSslConfiguration(way.tls);
    connect(ssl, &QSslSocket::encrypted, this, &Upstream::becomeReady);
    connect(ssl, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    ssl->connectToHostEncrypted(server.host(), port);
}

void Upstream::becomeReady()
{
    if (m_over)
        return;
    m_patience.stop();
    m_ready = true;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    Q_EMIT ready();
}

void Upstream::stateChanged()
{
    if (m_over || m_socket->state() != QAbstractSocket::UnconnectedState)
        return;
    if (!m_ready) {
        const QAbstractSocket::SocketError error = m_socket->error();
        // Behind a SOCKS proxy that refuses us this comes before the error itself.
        if (error != QAbstractSocket::UnknownSocketError)
            fail(m_tlsErrors.isEmpty() ? networkError(error, m_route, maskSecrets(m_socket->errorString()))
                                       : tlsError(m_route.host, m_tlsErrors));
        return;
    }
    m_over = true;
    Q_EMIT closed();
}

void Upstream::fail(const Error &error)
{
    if (std::exchange(m_over, true))
        return;
    m_patience.stop();
    if (m_socket)
        m_socket->abort();
    Q_EMIT failed(error);
}

} // namespace rtmscope
