// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/websocket.h"

#include "tests/support/testmain.h"

#include <QAbstractEventDispatcher>
#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestWebSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void floodsLeaveTurnsToOthers();
};

namespace {

QByteArray acceptance(const QByteArray &request)
{
    static const QRegularExpression key(u"Sec-WebSocket-Key: (\\S+)"_s);
    const QByteArray named = key.match(QString::fromLatin1(request)).captured(1).toLatin1();
    const QByteArray proof =
        QCryptographicHash::hash(named + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           proof.toBase64() + "\r\n\r\n";
}

} // namespace

//! However much has come: input and painting must not wait until all of it is handled.
void TestWebSocket::floodsLeaveTurnsToOthers()
{
    constexpr qsizetype frameBytes = 1024;
    constexpr qsizetype frames = 16 * 1024;
    constexpr qsizetype mostInATurn = 512 * 1024;
    const QByteArray frame = QByteArray("\x82\x7e\x04\x00", 4) + QByteArray(frameBytes, 'x');
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *peer = server.nextPendingConnection();
        connect(peer, &QIODevice::readyRead, this, [&frame, peer] {
            if (const QByteArray request = peer->readAll(); request.startsWith("GET "))
                peer->write(acceptance(request) + frame.repeated(frames));
        });
    });
    qsizetype all = 0;
    qsizetype inTurn = 0;
    qsizetype most = 0;
    const auto take = [&](const QByteArray &bytes, bool) {
        all += bytes.size();
        inTurn += bytes.size();
        most = std::max(most, inTurn);
    };
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
            [&] { inTurn = 0; });
    WebSocket socket({take, {}}, 2 * frameBytes);
    socket.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(all, frames * frameBytes);
    QVERIFY2(most <= mostInATurn, qPrintable(QString::number(most)));
}

RTMSCOPE_TEST_MAIN(TestWebSocket)
#include "tst_websocket.moc"
