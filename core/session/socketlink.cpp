// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/socketlink.h"

#include "core/base/secret.h"
#include "core/session/endpoint.h"
#include "core/session/proxyprobe.h"
#include "core/session/trust.h"
#include "core/text/cleantext.h"

#include <QNetworkRequest>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Messages with large blocks reach hundreds of kilobytes; Qt's own limit depends on its build.
constexpr quint64 mostFrameBytes = 64ULL * 1024 * 1024;

} // namespace

SocketLink::SocketLink(FrameHandler onFrame, QObject *parent)
    : QObject(parent)
    , m_onFrame(std::move(onFrame))
{
    m_socket.setMaxAllowedIncomingMessageSize(mostFrameBytes);
    m_socket.setMaxAllowedIncomingFrameSize(mostFrameBytes);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        Q_EMIT opened();
    });
    connect(&m_socket, &QWebSocket::aboutToClose, this, [this] { m_closing = true; });
    connect(&m_socket, &QWebSocket::disconnected, this, &SocketLink::end);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &SocketLink::fail);
#else
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &SocketLink::fail);
#endif
    // Only listened to: nobody can have these ignored.
    connect(&m_socket, &QWebSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_onFrame(text.toUtf8(), false); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &bytes) { m_onFrame(bytes, true); });
}

SocketLink::~SocketLink()
{
    cut();
}

void SocketLink::open(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls)
{
    m_tickets = ticketsOf(url);
    m_proxy = proxy;
    m_port = static_cast<quint16>(url.port(url.scheme() == "wss"_L1 ? 443 : 80));
    m_route = Route(url.host(), proxy);
    m_socket.setProxy(proxy);
    m_socket.setSslConfiguration(tls);
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", userAgent());
    m_socket.open(request);
}

bool SocketLink::send(const QByteArray &frame)
{
    if (m_over || m_socket.sendTextMessage(QString::fromUtf8(frame)) <= 0)
        return false;
    // Without this the bytes leave with the next turn of the event loop only.
    m_socket.flush();
    return true;
}

void SocketLink::closePolitely()
{
    m_over = m_cut = true;
    m_socket.disconnect(this);
    m_socket.close();
    m_socket.flush();
}

void SocketLink::cut()
{
    m_over = m_cut = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

void SocketLink::fail(QAbstractSocket::SocketError error)
{
    // A closed connection is told by disconnected() too, which comes later and knows the close code.
    if (m_open && error == QAbstractSocket::RemoteHostClosedError)
        return;
    // The system's text may quote the address, which is a ticket.
    const QString text = masked(m_socket.errorString());
    static const QRegularExpression status(u"\\b([1-5]\\d\\d)\\b"_s);
    const auto refused = status.match(text);
    if (!m_open && error == QAbstractSocket::ConnectionRefusedError &&
        text.contains("status"_L1, Qt::CaseInsensitive) && refused.hasMatch())
        return report({Error::Kind::Network,
                       u"upgrade_refused"_s,
                       tr("%1 did not open the stream (HTTP %2). The next attempt asks for a new address.")
                           .arg(m_route.host, refused.captured(1)),
                       text,
                       {}});
    if (!m_open && !m_tlsErrors.isEmpty())
        return report(tlsError(m_route.host, m_tlsErrors));
    report(networkError(error, m_route, text));
}

void SocketLink::end()
{
    // Behind a SOCKS proxy that refuses us this comes before the error itself.
    const QAbstractSocket::SocketError error = m_socket.error();
    if (!m_open && error != QAbstractSocket::UnknownSocketError &&
        error != QAbstractSocket::RemoteHostClosedError)
        return fail(error);
    if (!m_open)
        return report({Error::Kind::Network,
                       u"upgrade_refused"_s,
                       tr("%1 closed the connection before the stream was open.").arg(m_route.host),
                       {},
                       {}});
    const QString reason = cleanName(masked(m_socket.closeReason()));
    const int code = m_socket.closeCode();
    if (!m_closing)
        return report({Error::Kind::Network,
                       u"connection_lost"_s,
                       tr("The connection to %1 broke without a word.").arg(m_route.host),
                       masked(m_socket.errorString()),
                       {}},
                      tr("The connection ended without a close frame."));
    report({Error::Kind::Network,
            u"connection_closed"_s,
            reason.isEmpty()
                ? tr("The server closed the connection (code %1).").arg(code)
                : tr("The server closed the connection: “%1” (code %2).").arg(reason, QString::number(code)),
            reason,
            {}},
           tr("The server sent close code %1.").arg(code), true);
}

QString SocketLink::masked(const QString &text) const
{
    QByteArray bytes = text.toUtf8();
    for (const Secret &ticket : m_tickets)
        ticket.maskIn(bytes);
    return maskSecrets(QString::fromUtf8(bytes));
}

void SocketLink::report(const Error &error, const QString &proof, bool orderly)
{
    if (std::exchange(m_over, true))
        return;
    if (error.code != "proxy_failed"_L1 || m_proxy.type() != QNetworkProxy::HttpProxy) {
        Q_EMIT gone(error, proof.isEmpty() ? error.detail : proof, orderly);
        return;
    }
    explainProxyFailure(m_proxy, m_route.host, m_port, this,
                        [this, error](const std::optional<Error> &better) {
                            if (m_cut)
                                return;
                            const Error told = better.value_or(error);
                            Q_EMIT gone(told, told.detail, false);
                        });
}

} // namespace rtmscope
