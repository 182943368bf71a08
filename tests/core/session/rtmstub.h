// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/session/rig.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>
#include <QWebSocketServer>

#include <functional>

namespace rtmscope::testing {

//! An RTM server of which the test decides every step: who gets an address when, which socket says what. For
//! what the demo server, which behaves like one server and not like two sockets, can't do.
class RtmStub : public QObject
{
public:
    RtmStub()
        : m_sockets(QStringLiteral("stub"), QWebSocketServer::NonSecureMode)
    {
        m_http.listen(QHostAddress::LocalHost);
        m_sockets.listen(QHostAddress::LocalHost);
        connect(&m_http, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = m_http.nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { request(client); });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
        connect(&m_sockets, &QWebSocketServer::newConnection, this, [this] { accept(); });
        connect(&m_sockets, &QWebSocketServer::originAuthenticationRequired, this,
                [this](QWebSocketCorsAuthenticator *upgrade) { upgrade->setAllowed(!refuseUpgrades); });
    }

    QUrl apiBase() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(m_http.serverPort())); }
    QString address(const QString &path) const
    {
        return QStringLiteral("ws://127.0.0.1:%1/%2").arg(m_sockets.serverPort()).arg(path);
    }

    bool answers = true; //!< rtm.connect is answered at once; else by answer()
    bool greets = true;  //!< each socket is told hello
    bool pongs = true;   //!< pings are answered
    bool refuseUpgrades = false;
    bool resumes = true;     //!< a socket at another path than /ticket… is told fast_reconnect:true
    bool offersFail = false; //!< a socket at another path than /ticket… is told that its address has expired
    QByteArray firstWord;    //!< said instead of hello
    //! What other methods than rtm.* are answered; without it they are answered as those are.
    std::function<QByteArray(const QByteArray &method)> otherMethods;
    QByteArray connectAnswer; //!< instead of an address
    int connects = 0;         //!< calls of rtm.connect
    QStringList paths;        //!< of the sockets, in order
    QList<QPointer<QWebSocket>> sockets;
    QList<QByteArray> heard; //!< frames from the client, pings left out

    void answer()
    {
        QPointer<QTcpSocket> client;
        while (!client && !m_asking.isEmpty()) // who asked may have given up
            client = m_asking.takeLast();
        if (!client)
            return;
        const QByteArray body =
            !connectAnswer.isEmpty()
                ? connectAnswer
                : R"({"ok":true,"url":")" + address(QStringLiteral("ticket%1").arg(connects)).toUtf8() +
                      R"(","self":{"id":"U0ME","name":"me"},"team":{"id":"T0","name":"Stub","domain":"stub"}})";
        respond(client, body);
    }
    void say(qsizetype socket, const QByteArray &frame)
    {
        if (isOpen(socket))
            sockets.at(socket)->sendTextMessage(QString::fromUtf8(frame));
        else
            qWarning("RtmStub: socket %d is gone, and %s can't be said.", int(socket), frame.constData());
    }
    void hello(qsizetype socket)
    {
        const bool kept = resumes && !isTicket(socket);
        say(socket, kept ? R"({"type":"hello","fast_reconnect":true})" : R"({"type":"hello"})");
    }
    void offer(qsizetype socket, const QString &path)
    {
        say(socket, R"({"type":"reconnect_url","url":")" + address(path).toUtf8() + "\"}");
    }
    bool isTicket(qsizetype socket) const { return paths.at(socket).startsWith(QStringLiteral("/ticket")); }
    void hangUp(qsizetype socket)
    {
        if (isOpen(socket))
            sockets.at(socket)->abort();
    }
    bool isOpen(qsizetype socket) const { return socket < sockets.size() && sockets.at(socket); }

private:
    static void respond(QTcpSocket *client, const QByteArray &body)
    {
        client->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    void request(QTcpSocket *client)
    {
        const QByteArray head = client->peek(client->bytesAvailable());
        const qsizetype end = head.indexOf("\r\n\r\n");
        const qsizetype at = head.toLower().indexOf("content-length:");
        if (end < 0)
            return;
        const qsizetype size =
            at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toInt();
        if (head.size() < end + 4 + size)
            return;
        client->read(end + 4 + size);
        const QByteArray method = head.split(' ').value(1).split('/').constLast();
        if (otherMethods && !method.startsWith("rtm.")) {
            respond(client, otherMethods(method));
            return;
        }
        ++connects;
        m_asking.append(client);
        if (answers)
            answer();
    }
    void accept()
    {
        QWebSocket *socket = m_sockets.nextPendingConnection();
        socket->setParent(this); // the server gives it away; one that is open at the end has nobody else
        const qsizetype number = sockets.size();
        sockets.append(socket);
        paths.append(socket->requestUrl().path());
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QWebSocket::textMessageReceived, this, [this, number](const QString &text) {
            const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
            if (frame.value(QLatin1StringView("type")) != QLatin1StringView("ping"))
                heard.append(text.toUtf8());
            else if (pongs)
                say(number, R"({"type":"pong","reply_to":)" +
                                QByteArray::number(frame.value(QLatin1StringView("id")).toInteger()) + '}');
        });
        if (offersFail && !isTicket(number))
            say(number, R"({"type":"error","error":{"code":1,"msg":"Socket URL has expired"}})");
        else if (!firstWord.isEmpty())
            say(number, firstWord);
        else if (greets)
            hello(number);
    }

    QTcpServer m_http;
    QWebSocketServer m_sockets;
    QList<QPointer<QTcpSocket>> m_asking;
};

} // namespace rtmscope::testing
