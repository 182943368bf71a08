// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/demoserver.h"
#include "tests/core/demo/rtmpeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;
using rtmscope::testing::RtmPeer;

class TestDemoServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysHelloFirst();
    void echoesTheExtrasOfAPing();
    void acknowledgesAMessage();
    void sendsTheExactBytesItAnnounces();

private:
    DemoServer::Options quiet() const
    {
        DemoServer::Options options;
        options.eventsPerSecond = 0;
        options.answers = false;
        return options;
    }
    void start(const DemoServer::Options &options)
    {
        m_server = std::make_unique<DemoServer>(options);
        QString problem;
        QVERIFY2(m_server->listen(&problem), qPrintable(problem));
        m_peer = std::make_unique<RtmPeer>(m_server->apiBase(), DemoServer::token());
    }

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RtmPeer> m_peer;
};

void TestDemoServer::init()
{
    start(quiet());
}

void TestDemoServer::cleanup()
{
    m_peer.reset();
    m_server.reset();
}

void TestDemoServer::saysHelloFirst()
{
    QVERIFY(m_peer->login());
    QCOMPARE(m_peer->objects().first().value(u"type"_s).toString(), u"hello"_s);
    QCOMPARE(m_peer->loginAnswer().value(u"team"_s).toObject().value(u"name"_s).toString(),
             u"Demo workspace"_s);
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestDemoServer::echoesTheExtrasOfAPing()
{
    QVERIFY(m_peer->login());
    m_peer->send({{u"id"_s, 7}, {u"type"_s, u"ping"_s}, {u"time"_s, 1234}, {u"odd"_s, QJsonArray{1}}});
    const QJsonObject pong = m_peer->waitFor(u"pong"_s);
    QCOMPARE(pong.value(u"reply_to"_s).toInt(), 7);
    QCOMPARE(pong.value(u"time"_s).toInt(), 1234);
    QVERIFY(!pong.contains(u"odd"_s));
}

void TestDemoServer::acknowledgesAMessage()
{
    QVERIFY(m_peer->login());
    m_peer->send({{u"id"_s, 1},
                  {u"type"_s, u"message"_s},
                  {u"channel"_s, u"C0OPS"_s},
                  {u"text"_s, u"see https://example.org/a, please &amp; thanks"_s}});
    const QJsonObject ack = m_peer->waitForAck(1);
    QVERIFY(ack.value(u"ok"_s).toBool());
    QCOMPARE(ack.value(u"text"_s).toString(), u"see <https://example.org/a>, please &amp; thanks"_s);
    const auto history =
        m_peer->call(u"conversations.history"_s, {{u"channel"_s, u"C0OPS"_s}, {u"limit"_s, u"1"_s}});
    QCOMPARE(history.json().value(u"messages"_s).toArray().first().toObject().value(u"ts"_s),
             ack.value(u"ts"_s));
}

void TestDemoServer::sendsTheExactBytesItAnnounces()
{
    DemoServer::Options options = quiet();
    options.eventsPerSecond = 5000;
    options.limit = 500;
    start(options);
    QList<QByteArray> sent;
    connect(m_server.get(), &DemoServer::frameSent, this,
            [&](const QByteArray &frame) { sent.append(frame); });
    QVERIFY(m_peer->login());
    QTRY_VERIFY(m_peer->frames().size() >= 501); // hello and the events
    QCOMPARE(m_peer->frames(), sent);
    for (const QJsonObject &object : m_peer->objects())
        QVERIFY(!object.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
