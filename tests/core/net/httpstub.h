// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace rtmscope::testing {

//! What a client sent.
struct HttpRequest
{
    QByteArray target; //!< "/api/auth.test"
    QByteArray head;   //!< request line and headers
    QByteArray body;
    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
};

inline QByteArray httpAnswer(int status, const QByteArray &body, const QByteArray &type = "application/json",
                             const QByteArray &moreHeaders = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
}

//! An HTTP server on loopback whose every byte the test decides; for what a well-behaved demo server can't
//! do.
class HttpStub : public QObject
{
public:
    //! Returns the bytes to answer with; nothing: stay silent; "CLOSE": hang up, behind bytes or without any.
    using Script = std::function<QByteArray(const HttpRequest &)>;

    explicit HttpStub(Script script)
        : m_script(std::move(script))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++m_connections;
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QUrl apiBase() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(m_server.serverPort()));
    }
    quint16 port() const { return m_server.serverPort(); }
    int connections() const { return m_connections; } //!< so far, whether they said anything or not
    QList<HttpRequest> requests;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        HttpRequest request;
        request.head = buffer.left(headEnd);
        const qsizetype size = request.header("content-length").toLongLong();
        if (buffer.size() < headEnd + 4 + size)
            return;
        request.body = buffer.mid(headEnd + 4, size);
        request.target = request.head.split(' ').value(1);
        buffer.remove(0, headEnd + 4 + size);
        requests.append(request);
        const QByteArray answer = m_script(request);
        if (answer == "CLOSE")
            return socket->abort();
        const bool hangsUp = answer.endsWith("CLOSE");
        socket->write(hangsUp ? answer.chopped(5) : answer);
        if (hangsUp)
            socket->disconnectFromHost();
    }

    Script m_script;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    int m_connections = 0;
};

} // namespace rtmscope::testing
