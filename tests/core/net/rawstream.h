// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/websocket/framereader.h"
#include "core/websocket/upgrade.h"
#include "tests/core/websocket/framecases.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace rtmscope::testing {

//! An RTM server on loopback of which the test decides every byte, from the answer to the upgrade on.
class RawStream : public QObject
{
public:
    RawStream()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QUrl apiBase() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(m_server.serverPort()));
    }
    static QByteArray usualAnswer(const QByteArray &key)
    {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               upgrade::acceptFor(key) + "\r\n\r\n";
    }
    static QByteArray hello() { return bytesOf({1, R"({"type":"hello"})"}); }

    //! The answer to the upgrade; what stands behind it leaves in the same write.
    std::function<QByteArray(const QByteArray &key)> answer = [](const QByteArray &key) {
        return usualAnswer(key) + hello();
    };
    QByteArray ticket = "t1cketinthepath"; //!< last part of the stream's address
    QPointer<QTcpSocket> stream;           //!< of the last upgrade
    int upgrades = 0;
    QList<FrameReader::Item> heard; //!< from the client, on all streams

    void say(const QByteArray &bytes)
    {
        stream->write(bytes);
        stream->flush();
    }
    //! The items of one kind that were heard.
    QList<FrameReader::Item> heardOf(FrameReader::Kind kind) const
    {
        QList<FrameReader::Item> out;
        for (const FrameReader::Item &item : heard) {
            if (item.kind == kind)
                out.append(item);
        }
        return out;
    }

private:
    void read(QTcpSocket *socket)
    {
        if (socket == stream)
            return hear();
        const QByteArray head = socket->peek(socket->bytesAvailable());
        const qsizetype end = head.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket->skip(end + 4);
        if (head.startsWith("GET /link/"))
            return open(socket, head);
        socket->readAll(); // the arguments of rtm.connect
        const QByteArray body =
            R"({"ok":true,"url":"ws://127.0.0.1:)" + QByteArray::number(m_server.serverPort()) + "/link/" +
            ticket + R"(","self":{"id":"U0ME","name":"me"},"team":{"id":"T0","name":"Raw","domain":"raw"}})";
        socket->write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket->disconnectFromHost();
    }
    void open(QTcpSocket *socket, const QByteArray &head)
    {
        QByteArray key;
        for (const QByteArray &line : head.split('\n')) {
            if (line.startsWith("Sec-WebSocket-Key:"))
                key = line.mid(18).trimmed();
        }
        ++upgrades;
        stream = socket;
        m_reader = FrameReader(FrameReader::Role::Server, 1 << 20);
        say(answer(key));
        hear();
    }
    void hear()
    {
        FrameReader::Item item;
        const QByteArray bytes = stream->readAll();
        for (qsizetype at = 0; at < bytes.size();) {
            at += m_reader.feed(QByteArrayView(bytes).sliced(at));
            while (m_reader.next(&item))
                heard.append(item);
        }
    }

    QTcpServer m_server;
    FrameReader m_reader{FrameReader::Role::Server, 1 << 20};
};

} // namespace rtmscope::testing
