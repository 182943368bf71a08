// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/websocket.h"

#include "tests/support/testmain.h"

#include <QAbstractEventDispatcher>
#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSignalSpy>
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
    void whatWaitsLeavesInOrder();
    void endsAreToldOnce_data();
    void endsAreToldOnce();
    void whatCameWithTheEndIsRead();
    void lastWordsArrive();
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

//! Opens the stream for whoever comes, says \a greeting behind the answer, and keeps what it was told then.
class Peer : public QObject
{
public:
    explicit Peer(QByteArray greeting = {})
        : m_greeting(std::move(greeting))
    {
        listens = server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, this, [this] {
            tcp = server.nextPendingConnection();
            connect(tcp, &QIODevice::readyRead, this, &Peer::read);
        });
    }
    QUrl url() const { return QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())); }
    void read()
    {
        if (isPaused)
            return;
        QByteArray bytes = tcp->readAll();
        if (!isOpen) {
            isOpen = true;
            tcp->write(acceptance(bytes) + m_greeting);
            tcp->flush();
            return;
        }
        while (!bytes.isEmpty()) {
            bytes.remove(0, reader.feed(bytes));
            FrameReader::Item item;
            while (reader.next(&item))
                told.append(item);
        }
    }

    QTcpServer server;
    QTcpSocket *tcp = nullptr;
    bool listens = false;
    bool isOpen = false;
    bool isPaused = false;
    FrameReader reader{FrameReader::Role::Server, 4 * 1024 * 1024};
    QList<FrameReader::Item> told;

private:
    QByteArray m_greeting;
};

const QByteArray helloFrame = QByteArray("\x81\x05hello", 7);

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
    WebSocket socket({take, {}}, 2 * frameBytes);
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &socket,
            [&] { inTurn = 0; });
    socket.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(all, frames * frameBytes);
    QVERIFY2(most <= mostInATurn, qPrintable(QString::number(most)));
}

//! Of much more than the system takes at a time, while the other end does not read.
void TestWebSocket::whatWaitsLeavesInOrder()
{
    constexpr int messages = 48;
    constexpr qsizetype size = 1024 * 1024;
    Peer peer;
    QVERIFY(peer.listens);
    WebSocket socket({[](const QByteArray &, bool) {}, {}}, 1024);
    QSignalSpy opened(&socket, &WebSocket::opened);
    socket.open(peer.url(), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(opened.size(), 1);
    peer.isPaused = true;
    peer.tcp->setReadBufferSize(1);
    for (int i = 0; i < messages; ++i)
        QVERIFY(socket.sendText(QByteArray::number(i) + QByteArray(size, 'x')));
    peer.isPaused = false;
    peer.tcp->setReadBufferSize(0);
    peer.read();
    QTRY_COMPARE(peer.told.size(), messages);
    for (int i = 0; i < messages; ++i) {
        const FrameReader::Item &item = peer.told.at(i);
        QCOMPARE(item.kind, FrameReader::Kind::Text);
        QVERIFY2(item.bytes == QByteArray::number(i) + QByteArray(size, 'x'), qPrintable(QString::number(i)));
    }
}

void TestWebSocket::endsAreToldOnce_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("writing");
    QTest::newRow("closed while nothing is said") << false << false;
    QTest::newRow("reset while nothing is said") << true << false;
    QTest::newRow("closed while we write") << false << true;
    QTest::newRow("reset while we write") << true << true;
}

void TestWebSocket::endsAreToldOnce()
{
    QFETCH(const bool, reset);
    QFETCH(const bool, writing);
    Peer peer;
    QVERIFY(peer.listens);
    WebSocket socket({[](const QByteArray &, bool) {}, {}}, 1024);
    QSignalSpy opened(&socket, &WebSocket::opened);
    QSignalSpy lost(&socket, &WebSocket::lost);
    QSignalSpy failed(&socket, &WebSocket::failed);
    socket.open(peer.url(), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(opened.size(), 1);
    if (reset) { // with something unread, the system resets the connection
        peer.isPaused = true;
        peer.tcp->setReadBufferSize(1);
        QVERIFY(socket.sendText(QByteArray(4096, 'x')));
        QTRY_VERIFY(peer.tcp->bytesAvailable() > 0);
    }
    peer.tcp->abort();
    if (writing) { // without a turn of the event loop: only the writing itself can notice
        constexpr int most = 10'000;
        int sent = 0;
        while (sent < most && socket.sendText("more"))
            ++sent;
        QVERIFY(sent < most);
        // Whoever writes is in the midst of something, and must not be called back from there.
        QCOMPARE(lost.size() + failed.size(), 0);
    }
    QTRY_COMPARE(lost.size() + failed.size(), 1);
    QVERIFY(!socket.sendText("into the void"));
    QTest::qWait(0);
    QCOMPARE(lost.size() + failed.size(), 1);
}

//! The answer, a message and the end in one go.
void TestWebSocket::whatCameWithTheEndIsRead()
{
    Peer peer(helloFrame);
    QVERIFY(peer.listens);
    connect(&peer.server, &QTcpServer::newConnection, this, [&peer] {
        connect(peer.tcp, &QIODevice::readyRead, peer.tcp, [&peer] { peer.tcp->disconnectFromHost(); });
    });
    QByteArrayList came;
    WebSocket socket({[&came](const QByteArray &bytes, bool) { came.append(bytes); }, {}}, 1024);
    QSignalSpy lost(&socket, &WebSocket::lost);
    socket.open(peer.url(), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(lost.size(), 1);
    QCOMPARE(came, QByteArrayList{"hello"});
}

//! A server that broke the protocol is told so, also where it goes on saying things that nobody reads.
void TestWebSocket::lastWordsArrive()
{
    const QByteArray reserved = QByteArray("\xf1\x05hello", 7);
    Peer peer(reserved + helloFrame.repeated(20'000));
    QVERIFY(peer.listens);
    WebSocket socket({[](const QByteArray &, bool) {}, {}}, 1024);
    QSignalSpy violated(&socket, &WebSocket::violated);
    socket.open(peer.url(), QNetworkProxy::NoProxy, {}, "test");
    QTRY_COMPARE(violated.size(), 1);
    QTRY_COMPARE(peer.told.size(), 1);
    QCOMPARE(peer.told.constFirst().kind, FrameReader::Kind::Close);
    QCOMPARE(peer.told.constFirst().closeCode, quint16(1002));
}

RTMSCOPE_TEST_MAIN(TestWebSocket)
#include "tst_websocket.moc"
