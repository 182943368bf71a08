// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/proxyprobe.h"

#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"

#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto patience = 5s;
constexpr qsizetype mostHeadBytes = 16 * 1024;

//! One question to a proxy and its answer. Deletes itself when it is done; dies with its context otherwise.
class ProxyProbe : public QObject
{
public:
    using Handler = std::function<void(const std::optional<Error> &)>;

    ProxyProbe(const QNetworkProxy &proxy, const QString &host, quint16 port, QObject *context, Handler done)
        : QObject(context)
        , m_proxy(proxy)
        , m_route(host, proxy)
        , m_target(host.toUtf8() + ':' + QByteArray::number(port))
        , m_done(std::move(done))
    {
        if (host.contains(u':'))
            m_target = '[' + host.toUtf8() + "]:" + QByteArray::number(port);
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QTcpSocket::connected, this, [this] { m_socket.write(request()); });
        connect(&m_socket, &QTcpSocket::readyRead, this, &ProxyProbe::read);
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { finish({}); });
        QTimer::singleShot(patience, this, [this] { finish({}); });
        m_socket.connectToHost(proxy.hostName(), proxy.port());
    }

private:
    QByteArray request() const
    {
        QByteArray head = "CONNECT " + m_target + " HTTP/1.1\r\nHost: " + m_target +
                          "\r\nUser-Agent: " + userAgent() + "\r\n";
        if (!m_proxy.user().isEmpty())
            head += "Proxy-Authorization: Basic " +
                    (m_proxy.user() + u':' + m_proxy.password()).toUtf8().toBase64() + "\r\n";
        return head + "\r\n";
    }
    void read()
    {
        m_answer += m_socket.readAll();
        const qsizetype end = m_answer.indexOf("\r\n\r\n");
        if (end >= 0)
            finish(errorFrom(m_answer.left(end)));
        else if (m_answer.size() > mostHeadBytes)
            finish({});
    }
    std::optional<Error> errorFrom(const QByteArray &head) const
    {
        const QByteArray statusLine = head.split('\r').constFirst();
        const int status = statusLine.split(' ').value(1).toInt();
        if (!statusLine.startsWith("HTTP/") || status < 300)
            return {};
        // Only Basic was tried here; what Qt made of another scheme is not contradicted.
        const bool basic = head.toLower().contains("proxy-authenticate: basic");
        if (status == 407 && !m_proxy.user().isEmpty() && !basic)
            return {};
        return proxyStatusError(status, m_route, QString::fromUtf8(statusLine));
    }
    void finish(const std::optional<Error> &error)
    {
        if (!m_done)
            return;
        const Handler done = std::exchange(m_done, {});
        m_socket.abort();
        deleteLater();
        done(error);
    }

    QNetworkProxy m_proxy;
    Route m_route;
    QByteArray m_target;
    Handler m_done;
    QTcpSocket m_socket;
    QByteArray m_answer;
};

} // namespace

void explainProxyFailure(const QNetworkProxy &proxy, const QString &host, quint16 port, QObject *context,
                         std::function<void(const std::optional<Error> &)> done)
{
    new ProxyProbe(proxy, host, port, context, std::move(done));
}

} // namespace rtmscope
