// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"
#include "tests/core/demo/rtmpeer.h"
#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QThread>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;
using rtmscope::testing::RtmPeer;

//! The sockets of the demo server, seen by a client of Qt's own parts.
class TestDemoServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysHelloFirst();
    void listensOnLoopbackOnly();
    void saysWhyItCannotListen();
    void echoesTheExtrasOfAPing();
    void answersAPingWithoutId();
    void acknowledgesAMessage();
    void refusesASend_data();
    void refusesASend();
    void repliesUpdateTheParent();
    void broadcastsAreShownInTheChannel();
    void aReplyToAReplyVanishes();
    void othersHearWhatTheSenderDoesNot();
    void ackPolicies_data();
    void ackPolicies();
    void typingReachesTheOthers();
    void presenceComesToSubscribersOnly();
    void presenceComesInBatchesIfAsked();
    void laxFramesAreUnderstood_data();
    void laxFramesAreUnderstood();
    void anOverlongFrameCostsTheConnection();
    void nonsenseIsAnsweredWithAnError();
    void halfASurrogatePairIsAnswered();
    void aFrameThatIsNotUtf8IsNamed();
    void aTicketWorksOnce();
    void eventsBeforeTheSocketAreDelivered();
    void theLastMessageIsReplayed();
    void aReconnectUrlKeepsWhatWasMissed();
    void tokensMisbehaveAsTheySay_data();
    void tokensMisbehaveAsTheySay();
    void upgradesCanBeRefused();
    void helloCanBeWithheld();
    void silenceCanBeOrdered();
    void mutedSocketsStaySilentWhileNewOnesWork();
    void cutsAndCloses();
    void saysGoodbye();
    void sendsWhateverItIsTold();
    void somebodyAnswersHello();
    void sendsTheExactBytesItAnnounces();
    void theSameSeedSendsTheSameEvents();
    void keepsUpWithAHighRate();
    void aTinyRateIsAlmostSilence();
    void livesInAThreadOfItsOwn();

private:
    static DemoServer::Options quiet()
    {
        DemoServer::Options options;
        options.eventsPerSecond = 0;
        options.answers = false;
        return options;
    }
    void start(const DemoServer::Options &options)
    {
        m_peer.reset();
        m_server = std::make_unique<DemoServer>(options);
        QString problem;
        QVERIFY2(m_server->listen(&problem), qPrintable(problem));
        m_peer = newPeer();
    }
    std::unique_ptr<RtmPeer> newPeer(const QByteArray &token = DemoServer::token()) const
    {
        return std::make_unique<RtmPeer>(m_server->apiBase(), token);
    }
    static QJsonObject message(int id, const QString &text, const QString &threadTs = {},
                               bool broadcast = false)
    {
        QJsonObject frame{
            {u"id"_s, id}, {u"type"_s, u"message"_s}, {u"channel"_s, u"C0OPS"_s}, {u"text"_s, text}};
        if (!threadTs.isEmpty())
            frame.insert(u"thread_ts"_s, threadTs);
        if (broadcast)
            frame.insert(u"reply_broadcast"_s, true);
        return frame;
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
    QCOMPARE(m_peer->loginAnswer().value(u"self"_s).toObject().value(u"id"_s).toString(), u"U0RTMSCOPE"_s);
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestDemoServer::listensOnLoopbackOnly()
{
    QVERIFY(m_server->port() != 0);
    QCOMPARE(m_server->apiBase(), QUrl(u"http://127.0.0.1:%1/api/"_s.arg(m_server->port())));
}

void TestDemoServer::saysWhyItCannotListen()
{
    DemoServer::Options options = quiet();
    options.port = m_server->port();
    DemoServer second(options);
    QString problem;
    QVERIFY(!second.listen(&problem));
    QVERIFY2(problem.contains(QString::number(options.port)), qPrintable(problem));
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

void TestDemoServer::answersAPingWithoutId()
{
    QVERIFY(m_peer->login());
    m_peer->send({{u"type"_s, u"ping"_s}});
    const QJsonObject pong = m_peer->waitFor(u"pong"_s);
    QCOMPARE(pong.size(), 1);
}

void TestDemoServer::acknowledgesAMessage()
{
    QVERIFY(m_peer->login());
    m_peer->send(message(1, u"see https://example.org/a, please &amp; thanks"_s));
    const QJsonObject ack = m_peer->waitForAck(1);
    QVERIFY(ack.value(u"ok"_s).toBool());
    QVERIFY(!ack.contains(u"type"_s));
    QCOMPARE(ack.value(u"text"_s).toString(), u"see <https://example.org/a>, please &amp; thanks"_s);
    const auto history =
        m_peer->call(u"conversations.history"_s, {{u"channel"_s, u"C0OPS"_s}, {u"limit"_s, u"1"_s}});
    QCOMPARE(history.json().value(u"messages"_s).toArray().first().toObject().value(u"ts"_s),
             ack.value(u"ts"_s));
}

void TestDemoServer::refusesASend_data()
{
    QTest::addColumn<QJsonObject>("frame");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &channel, const QJsonValue &text, int code,
                        const QString &words) {
        QJsonObject frame{{u"id"_s, 5}, {u"type"_s, u"message"_s}, {u"channel"_s, channel}};
        if (!text.isUndefined())
            frame.insert(u"text"_s, text);
        QTest::newRow(name) << frame << code << words;
    };
    row("no text", u"C0OPS"_s, QJsonValue::Undefined, 2, u"message text is missing"_s);
    row("white space", u"C0OPS"_s, u" \n"_s, 2, u"message text is missing"_s);
    row("text of another kind", u"C0OPS"_s, 12, 2, u"message text is missing"_s);
    row("no such channel", u"C0NOWHERE"_s, u"x"_s, 3, u"channel_not_found"_s);
    row("a name is no id", u"#ops"_s, u"x"_s, 3, u"channel_not_found"_s);
    row("not a member", u"C0HIRING"_s, u"x"_s, 3, u"not_in_channel"_s);
    row("archived", u"C0OLDSITE"_s, u"x"_s, 3, u"is_archived"_s);
    row("too many characters", u"C0OPS"_s, QString(4001, u'x'), 3, u"msg_too_long"_s);
    QTest::newRow("no such thread") << message(5, u"x"_s, u"1.000001"_s) << 3 << u"thread_not_found"_s;
    QTest::newRow("unknown type") << QJsonObject{{u"id"_s, 5}, {u"type"_s, u"dance"_s}} << 3
                                  << u"unknown message type"_s;
}

void TestDemoServer::refusesASend()
{
    QFETCH(QJsonObject, frame);
    QFETCH(int, code);
    QFETCH(QString, words);
    QVERIFY(m_peer->login());
    m_peer->send(frame);
    const QJsonObject ack = m_peer->waitForAck(5);
    QVERIFY(!ack.isEmpty());
    QVERIFY(!ack.value(u"ok"_s).toBool());
    const QJsonObject error = ack.value(u"error"_s).toObject();
    QCOMPARE(error.value(u"code"_s).toInt(), code);
    QCOMPARE(error.value(u"msg"_s).toString(), words);
}

void TestDemoServer::repliesUpdateTheParent()
{
    QVERIFY(m_peer->login());
    m_peer->send(message(1, u"parent"_s));
    const QString ts = m_peer->waitForAck(1).value(u"ts"_s).toString();
    m_peer->send(message(2, u"reply"_s, ts));
    const QJsonObject ack = m_peer->waitForAck(2);
    const QJsonObject event = m_peer->waitFor(u"message"_s, u"message_replied"_s);
    const QJsonObject parent = event.value(u"message"_s).toObject();
    QVERIFY(event.value(u"hidden"_s).toBool());
    QCOMPARE(parent.value(u"ts"_s).toString(), ts);
    QCOMPARE(parent.value(u"thread_ts"_s).toString(), ts);
    QCOMPARE(parent.value(u"reply_count"_s).toInt(), 1);
    QCOMPARE(parent.value(u"latest_reply"_s), ack.value(u"ts"_s));
}

void TestDemoServer::broadcastsAreShownInTheChannel()
{
    const auto you = newPeer("xoxp-demo-other");
    QVERIFY(m_peer->login());
    QVERIFY(you->login());
    m_peer->send(message(1, u"parent"_s));
    const QString ts = m_peer->waitForAck(1).value(u"ts"_s).toString();
    m_peer->send(message(2, u"everybody"_s, ts, true));
    const QJsonObject event = you->waitFor(u"message"_s, u"thread_broadcast"_s);
    QCOMPARE(event.value(u"thread_ts"_s).toString(), ts);
    QCOMPARE(event.value(u"root"_s).toObject().value(u"text"_s).toString(), u"parent"_s);
}

void TestDemoServer::aReplyToAReplyVanishes()
{
    const auto you = newPeer("xoxp-demo-other");
    QVERIFY(m_peer->login());
    QVERIFY(you->login());
    m_peer->send(message(1, u"parent"_s));
    const QString parent = m_peer->waitForAck(1).value(u"ts"_s).toString();
    m_peer->send(message(2, u"reply"_s, parent));
    const QString reply = m_peer->waitForAck(2).value(u"ts"_s).toString();
    m_peer->send(message(3, u"lost"_s, reply));
    QVERIFY(m_peer->waitForAck(3).value(u"ok"_s).toBool());
    m_peer->send(message(4, u"last"_s));
    QVERIFY(!m_peer->waitForAck(4).isEmpty());
    QTRY_VERIFY(you->frames().last().contains("\"last\""));
    for (const QByteArray &frame : you->frames())
        QVERIFY(!frame.contains("\"lost\""));
}

void TestDemoServer::othersHearWhatTheSenderDoesNot()
{
    const auto same = newPeer();
    const auto you = newPeer("xoxp-demo-other");
    QVERIFY(m_peer->login());
    QVERIFY(same->login());
    QVERIFY(you->login());
    m_peer->send(message(1, u"to all"_s));
    const QJsonObject ack = m_peer->waitForAck(1);
    for (RtmPeer *other : {same.get(), you.get()}) {
        const QJsonObject event = other->waitFor(u"message"_s);
        QCOMPARE(event.value(u"ts"_s), ack.value(u"ts"_s));
        QCOMPARE(event.value(u"user"_s).toString(), u"U0RTMSCOPE"_s);
    }
    m_peer->send({{u"id"_s, 2}, {u"type"_s, u"ping"_s}});
    QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty()); // by now an echo would have come
    for (const QJsonObject &object : m_peer->objects())
        QVERIFY(object.value(u"type"_s) != u"message"_s);
}

void TestDemoServer::ackPolicies_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QStringList>("expected"); // what follows a send, in order
    QTest::newRow("ok") << u"ok"_s << QStringList{u"ack"_s, u"pong"_s};
    QTest::newRow("never") << u"never"_s << QStringList{u"pong"_s};
    QTest::newRow("fail") << u"fail"_s << QStringList{u"error 4"_s, u"pong"_s};
    QTest::newRow("slow-down") << u"slow-down"_s << QStringList{u"error -1"_s, u"pong"_s};
    QTest::newRow("echo-first") << u"echo-first"_s << QStringList{u"message"_s, u"ack"_s, u"pong"_s};
    QTest::newRow("echo-too") << u"echo-too"_s << QStringList{u"ack"_s, u"message"_s, u"pong"_s};
    QTest::newRow("late") << u"late"_s << QStringList{u"pong"_s, u"ack"_s};
}

void TestDemoServer::ackPolicies()
{
    QFETCH(QString, policy);
    QFETCH(QStringList, expected);
    m_server->setAckPolicy(policy);
    QVERIFY(m_peer->login());
    m_peer->clear();
    m_peer->send(message(1, u"x"_s));
    m_peer->send({{u"id"_s, 2}, {u"type"_s, u"ping"_s}});
    const auto seen = [this] {
        QStringList names;
        for (const QJsonObject &object : m_peer->objects()) {
            if (object.value(u"type"_s) == u"reconnect_url"_s)
                continue;
            const QJsonValue code = object.value(u"error"_s).toObject().value(u"code"_s);
            names.append(object.contains(u"type"_s)       ? object.value(u"type"_s).toString()
                         : object.value(u"ok"_s).toBool() ? u"ack"_s
                                                          : u"error %1"_s.arg(code.toInt()));
        }
        return names;
    };
    QTRY_COMPARE(seen(), expected);
}

void TestDemoServer::typingReachesTheOthers()
{
    const auto you = newPeer("xoxp-demo-other");
    QVERIFY(m_peer->login());
    QVERIFY(you->login());
    m_peer->send({{u"id"_s, 1}, {u"type"_s, u"typing"_s}, {u"channel"_s, u"C0OPS"_s}});
    const QJsonObject event = you->waitFor(u"user_typing"_s);
    QCOMPARE(event.value(u"user"_s).toString(), u"U0RTMSCOPE"_s);
    QCOMPARE(event.value(u"channel"_s).toString(), u"C0OPS"_s);
    QCOMPARE(m_peer->frames().size(), 1); // its own typing is not news to it
}

void TestDemoServer::presenceComesInBatchesIfAsked()
{
    const QJsonObject answer = m_peer->call(u"rtm.connect"_s, {{u"batch_presence_aware"_s, u"1"_s}}).json();
    QVERIFY(m_peer->open(QUrl(answer.value(u"url"_s).toString())));
    QVERIFY(!m_peer->waitFor(u"hello"_s).isEmpty());
    const QJsonArray people{u"U01MIRA"_s, u"U02TOMAS"_s, u"U03NOA"_s, u"U04KARIM"_s, u"U0YOU"_s};
    m_peer->send({{u"type"_s, u"presence_sub"_s}, {u"ids"_s, people}});
    QSet<QString> heard;
    const auto events = [&] {
        QList<QJsonObject> found;
        for (const QJsonObject &object : m_peer->objects()) {
            if (object.value(u"type"_s) == u"presence_change"_s)
                found.append(object);
        }
        return found;
    };
    QTRY_COMPARE(events().size(), 2); // one for the active ones, one for the others
    for (const QJsonObject &event : events()) {
        QVERIFY(!event.contains(u"user"_s));
        for (const QJsonValue &user : event.value(u"users"_s).toArray())
            heard.insert(user.toString());
    }
    QCOMPARE(heard.size(), people.size());

    m_peer->clear();
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    QVERIFY(you.call(u"users.setPresence"_s, {{u"presence"_s, u"away"_s}}).ok());
    const QJsonObject change = m_peer->waitFor(u"presence_change"_s);
    QCOMPARE(change.value(u"presence"_s).toString(), u"away"_s);
    QCOMPARE(change.value(u"users"_s).toArray(), QJsonArray{u"U0YOU"_s});
}

void TestDemoServer::laxFramesAreUnderstood_data()
{
    QTest::addColumn<QJsonObject>("extra");
    QTest::addColumn<bool>("inThread");
    QTest::newRow("thread_ts null") << QJsonObject{{u"thread_ts"_s, QJsonValue()}} << false;
    QTest::newRow("thread_ts empty") << QJsonObject{{u"thread_ts"_s, u""_s}} << false;
    QTest::newRow("broadcast in words")
        << QJsonObject{{u"thread_ts"_s, u"$"_s}, {u"reply_broadcast"_s, u"True"_s}} << true;
    QTest::newRow("broadcast as a number")
        << QJsonObject{{u"thread_ts"_s, u"$"_s}, {u"reply_broadcast"_s, 1}} << true;
}

void TestDemoServer::laxFramesAreUnderstood()
{
    QFETCH(QJsonObject, extra);
    QFETCH(bool, inThread);
    QVERIFY(m_peer->login());
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    QVERIFY(you.login());
    m_peer->send(
        {{u"type"_s, u"message"_s}, {u"id"_s, 1}, {u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"parent"_s}});
    const QString parent = m_peer->waitForAck(1).value(u"ts"_s).toString();
    QVERIFY(!parent.isEmpty());
    QJsonObject frame{
        {u"type"_s, u"message"_s}, {u"id"_s, 2}, {u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"second"_s}};
    for (auto member = extra.begin(); member != extra.end(); ++member)
        frame.insert(member.key(), member.value() == u"$"_s ? QJsonValue(parent) : member.value());
    QCOMPARE(you.waitFor(u"message"_s).value(u"ts"_s).toString(), parent);
    you.clear();
    m_peer->send(frame);
    QVERIFY(m_peer->waitForAck(2).value(u"ok"_s).toBool());
    const QJsonObject event = you.waitFor(u"message"_s, inThread ? u"thread_broadcast"_s : QString());
    QCOMPARE(event.value(u"text"_s).toString(), u"second"_s);
    QCOMPARE(event.value(u"thread_ts"_s).toString(), inThread ? parent : QString());
}

void TestDemoServer::presenceComesToSubscribersOnly()
{
    QVERIFY(m_peer->login());
    m_peer->send({{u"type"_s, u"presence_sub"_s}, {u"ids"_s, QJsonArray{u"U01MIRA"_s, u"UNOBODY"_s}}});
    QCOMPARE(m_peer->waitFor(u"presence_change"_s).value(u"user"_s).toString(), u"U01MIRA"_s);
    m_peer->clear();
    // the list replaces the one before: only the newcomer is announced
    m_peer->send({{u"type"_s, u"presence_sub"_s}, {u"ids"_s, QJsonArray{u"U01MIRA"_s, u"U02TOMAS"_s}}});
    QCOMPARE(m_peer->waitFor(u"presence_change"_s).value(u"user"_s).toString(), u"U02TOMAS"_s);
    m_peer->clear();
    m_peer->send({{u"type"_s, u"presence_query"_s}, {u"ids"_s, QJsonArray{u"U03NOA"_s}}});
    QCOMPARE(m_peer->waitFor(u"presence_change"_s).value(u"user"_s).toString(), u"U03NOA"_s);
}

void TestDemoServer::anOverlongFrameCostsTheConnection()
{
    QVERIFY(m_peer->login());
    QSignalSpy disconnected(&m_peer->socket(), &QWebSocket::disconnected);
    m_peer->send({{u"id"_s, 1}, {u"type"_s, u"ping"_s}, {u"x"_s, QString(16'000, u'x')}});
    QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty());
    m_peer->clear();
    m_peer->send({{u"id"_s, 2}, {u"type"_s, u"ping"_s}, {u"x"_s, QString(16'384, u'x')}});
    QVERIFY(disconnected.wait(5000));
    QVERIFY(m_peer->frames().isEmpty()); // and no word about it
}

void TestDemoServer::nonsenseIsAnsweredWithAnError()
{
    QVERIFY(m_peer->login());
    m_peer->socket().sendTextMessage(u"{\"type\":"_s);
    const QJsonObject error = m_peer->waitFor(u"error"_s).value(u"error"_s).toObject();
    QVERIFY2(error.value(u"msg"_s).toString().contains(u"at byte 9"_s), "where it ends to make sense");
}

//! As Python and JavaScript write what they cut in the middle of an emoji.
void TestDemoServer::halfASurrogatePairIsAnswered()
{
    QVERIFY(m_peer->login());
    m_peer->socket().sendTextMessage(
        uR"({"id":7,"type":"message","channel":"C0OPS","text":"a\\ud800 \ud83d\ude00\ud800"})"_s);
    const QJsonObject ack = m_peer->waitForAck(7);
    QVERIFY(ack.value(u"ok"_s).toBool());
    QCOMPARE(ack.value(u"text"_s).toString(), u"a\\ud800 \U0001F600\uFFFD"_s);
}

void TestDemoServer::aFrameThatIsNotUtf8IsNamed()
{
    const QUrl address(m_peer->call(u"rtm.connect"_s).json().value(u"url"_s).toString());
    QTcpSocket socket;
    socket.connectToHost(address.host(), static_cast<quint16>(address.port()));
    socket.write("GET " + address.path().toLatin1() +
                 " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    const QByteArray frame = "{\"id\":9,\"type\":\"ping\",\"x\":\"caf\xe9\"}";
    QByteArray bytes("\x81", 1);
    bytes += static_cast<char>(0x80 | frame.size());
    bytes += QByteArray(4, '\0') + frame; // masked with nothing
    socket.write(bytes);
    QByteArray heard;
    const auto answered = [&] {
        heard += socket.readAll();
        return heard.contains("reply_to");
    };
    QTRY_VERIFY(answered());
    QVERIFY2(heard.contains("\"reply_to\":9") && heard.contains("byte 31 is 0xE9"), heard);
}

void TestDemoServer::aTicketWorksOnce()
{
    QVERIFY(m_peer->login());
    const auto thief = newPeer();
    QVERIFY(thief->open(QUrl(m_peer->loginAnswer().value(u"url"_s).toString())));
    const QJsonObject error = thief->waitFor(u"error"_s).value(u"error"_s).toObject();
    QCOMPARE(error.value(u"code"_s).toInt(), 1);
    QCOMPARE(error.value(u"msg"_s).toString(), u"Socket URL has expired"_s);
    m_server->expireNextUrl();
    const auto late = newPeer();
    QVERIFY(late->login(false));
    QCOMPARE(late->waitFor(u"error"_s).value(u"error"_s).toObject().value(u"code"_s).toInt(), 1);
}

void TestDemoServer::eventsBeforeTheSocketAreDelivered()
{
    const QJsonObject login = m_peer->call(u"rtm.connect"_s).json();
    const auto other = newPeer("xoxp-demo-other");
    QVERIFY(
        other->call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"meanwhile"_s}}).ok());
    QVERIFY(m_peer->open(QUrl(login.value(u"url"_s).toString())));
    QCOMPARE(m_peer->waitFor(u"message"_s).value(u"text"_s).toString(), u"meanwhile"_s);
    QCOMPARE(m_peer->objects().first().value(u"type"_s).toString(), u"hello"_s);
}

void TestDemoServer::theLastMessageIsReplayed()
{
    QVERIFY(m_peer->login());
    m_peer->send(message(9, u"did it arrive?"_s));
    const QJsonObject ack = m_peer->waitForAck(9);
    const auto again = newPeer();
    QVERIFY(again->login());
    const QJsonObject replayed = again->waitFor(u"message"_s);
    QCOMPARE(replayed.value(u"reply_to"_s).toInt(), 9);
    QCOMPARE(replayed.value(u"ts"_s), ack.value(u"ts"_s));
    QVERIFY(!replayed.contains(u"ok"_s));
}

void TestDemoServer::aReconnectUrlKeepsWhatWasMissed()
{
    QVERIFY(m_peer->login());
    const QUrl url(m_peer->waitFor(u"reconnect_url"_s).value(u"url"_s).toString());
    m_server->dropAll();
    QTRY_COMPARE(m_server->connectionCount(), 0);
    const auto other = newPeer("xoxp-demo-other");
    QVERIFY(
        other->call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"in the gap"_s}}).ok());
    const auto again = newPeer();
    QVERIFY(again->open(url));
    QVERIFY(again->waitFor(u"hello"_s).value(u"fast_reconnect"_s).toBool());
    QCOMPARE(again->waitFor(u"message"_s).value(u"text"_s).toString(), u"in the gap"_s);
}

void TestDemoServer::tokensMisbehaveAsTheySay_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("closes at once") << QByteArray("xoxb-closes-at-once") << u"closed"_s;
    QTest::newRow("no hello") << QByteArray("xoxb-no-hello") << u"silence"_s;
    QTest::newRow("expired url") << QByteArray("xoxb-expired-url") << u"error"_s;
    QTest::newRow("refuses the upgrade") << QByteArray("xoxb-refuses-upgrade") << u"refused"_s;
    QTest::newRow("goodbye") << QByteArray("xoxb-goodbye") << u"goodbye"_s;
}

void TestDemoServer::tokensMisbehaveAsTheySay()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, outcome);
    const auto peer = newPeer(token);
    QSignalSpy disconnected(&peer->socket(), &QWebSocket::disconnected);
    const bool opened = peer->login(false);
    QCOMPARE(opened, outcome != u"refused"_s);
    if (outcome == u"closed"_s) {
        QTRY_VERIFY(!disconnected.isEmpty());
        QVERIFY(peer->frames().isEmpty());
    } else if (outcome == u"silence"_s) {
        // The WebSocket's own ping comes behind the frame, so an answer to that would be here before its
        // pong.
        QSignalSpy pong(&peer->socket(), &QWebSocket::pong);
        peer->send({{u"id"_s, 1}, {u"type"_s, u"ping"_s}});
        peer->socket().ping();
        QTRY_VERIFY(!pong.isEmpty());
        QVERIFY(peer->frames().isEmpty());
    } else if (opened) {
        QVERIFY(!peer->waitFor(outcome).isEmpty());
    }
}

void TestDemoServer::upgradesCanBeRefused()
{
    m_server->refuseUpgrades(1, 503);
    QVERIFY(!m_peer->login());
    QVERIFY(newPeer()->login());
}

void TestDemoServer::helloCanBeWithheld()
{
    m_server->withholdHello(true);
    QVERIFY(m_peer->login(false));
    m_peer->send({{u"id"_s, 1}, {u"type"_s, u"ping"_s}});
    QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty());
    QCOMPARE(m_peer->frames().size(), 1);
}

void TestDemoServer::silenceCanBeOrdered()
{
    QVERIFY(m_peer->login());
    m_peer->clear();
    m_server->stopAnswering(true);
    m_server->broadcast("{\"type\":\"lost\"}");
    m_peer->send({{u"id"_s, 1}, {u"type"_s, u"ping"_s}});
    const auto liesUnread = [this] {
        const auto sockets = m_server->findChildren<QTcpSocket *>();
        return std::any_of(sockets.cbegin(), sockets.cend(),
                           [](const QTcpSocket *socket) { return socket->bytesAvailable() > 0; });
    };
    QTRY_VERIFY(liesUnread());
    QVERIFY(m_peer->frames().isEmpty());
    QCOMPARE(m_peer->socket().state(), QAbstractSocket::ConnectedState);
    m_server->stopAnswering(false);
    QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty());
    QCOMPARE(m_peer->objects().constFirst().value(u"type"_s), u"lost"_s); // it waited as well
}

void TestDemoServer::mutedSocketsStaySilentWhileNewOnesWork()
{
    QVERIFY(m_peer->login());
    m_peer->clear();
    m_server->muteSockets();
    const auto next = newPeer();
    QVERIFY(next->login());
    m_server->broadcast("{\"type\":\"news\"}");
    QVERIFY(!next->waitFor(u"news"_s).isEmpty());
    QVERIFY(m_peer->frames().isEmpty());
}

void TestDemoServer::cutsAndCloses()
{
    QVERIFY(m_peer->login());
    QSignalSpy disconnected(&m_peer->socket(), &QWebSocket::disconnected);
    m_server->closeAll(1001, u"moving house"_s);
    QVERIFY(disconnected.wait(5000));
    QCOMPARE(m_peer->socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(m_peer->socket().closeReason(), u"moving house"_s);

    const auto next = newPeer();
    QVERIFY(next->login());
    QSignalSpy cut(&next->socket(), &QWebSocket::disconnected);
    m_server->dropAll();
    QVERIFY(cut.wait(5000));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestDemoServer::saysGoodbye()
{
    QVERIFY(m_peer->login());
    m_server->sayGoodbye();
    QVERIFY(!m_peer->waitFor(u"goodbye"_s).isEmpty());
    QCOMPARE(m_peer->socket().state(), QAbstractSocket::ConnectedState); // time to open the next one first
}

void TestDemoServer::sendsWhateverItIsTold()
{
    QVERIFY(m_peer->login());
    m_peer->clear();
    QSignalSpy binary(&m_peer->socket(), &QWebSocket::binaryMessageReceived);
    const QByteArray odd = "{\"type\" : \"x\",\"x\":1,\"x\":1.50}";
    m_server->broadcast(odd);
    m_server->broadcastFragmented("{\"type\":\"in pieces\"}", 4);
    m_server->broadcastBinary("\x01\x02");
    m_server->broadcast(QByteArray("[") + QByteArray(100'000, ' ') + ']');
    QTRY_COMPARE(m_peer->frames().size(), 3);
    QCOMPARE(m_peer->frames().first(), odd);
    QCOMPARE(m_peer->frames().at(1), QByteArray("{\"type\":\"in pieces\"}"));
    QCOMPARE(m_peer->frames().at(2).size(), 100'002);
    QCOMPARE(binary.size(), 1);
    QSignalSpy disconnected(&m_peer->socket(), &QWebSocket::disconnected);
    m_server->broadcastBytes("\xff\xff\xff\xff");
    QVERIFY(disconnected.wait(5000)); // no frame begins like this
}

void TestDemoServer::somebodyAnswersHello()
{
    DemoServer::Options options = quiet();
    options.answers = true;
    start(options);
    QVERIFY(m_peer->login());
    m_peer->send(message(1, u"Hello, is anybody here?"_s));
    const QString ts = m_peer->waitForAck(1).value(u"ts"_s).toString();
    QVERIFY(!m_peer->waitFor(u"user_typing"_s).isEmpty());
    const QJsonObject greeting = m_peer->waitFor(u"message"_s);
    QVERIFY2(greeting.value(u"text"_s).toString().contains(u"<@U0RTMSCOPE>"),
             m_peer->frames().last().constData());

    m_peer->clear();
    m_peer->send(message(2, u"Hello in the thread"_s, ts));
    QVERIFY(!m_peer->waitForAck(2).isEmpty());
    QCOMPARE(m_peer->waitFor(u"message"_s).value(u"thread_ts"_s).toString(), ts);
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
    QTRY_COMPARE(m_peer->frames(), sent);
    for (const QJsonObject &object : m_peer->objects())
        QVERIFY(!object.isEmpty());
}

void TestDemoServer::theSameSeedSendsTheSameEvents()
{
    const auto typesOfOneRun = [this] {
        DemoServer::Options options = quiet();
        options.eventsPerSecond = 10'000;
        options.limit = 300;
        options.seed = 42;
        start(options);
        QStringList types;
        if (!m_peer->login() || !QTest::qWaitFor([this] { return m_peer->frames().size() >= 301; }, 5000))
            return types;
        for (const QJsonObject &object : m_peer->objects()) {
            types.append(object.value(u"type"_s).toString() + u' ' + object.value(u"user"_s).toString() +
                         u' ' + object.value(u"text"_s).toString());
        }
        types.resize(301);
        return types;
    };
    const QStringList first = typesOfOneRun();
    QCOMPARE(first.size(), 301);
    QCOMPARE(typesOfOneRun(), first);
}

void TestDemoServer::keepsUpWithAHighRate()
{
    DemoServer::Options options = quiet();
    options.eventsPerSecond = 1'000'000;
    options.limit = 30'000;
    start(options);
    QVERIFY(m_peer->login());
    QTRY_VERIFY_WITH_TIMEOUT(m_peer->frames().size() > 30'000, 30'000 * rtmscope::testing::slowdown);
    // and it still answers at once
    m_peer->clear();
    m_peer->send({{u"id"_s, 1}, {u"type"_s, u"ping"_s}});
    QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty());
}

void TestDemoServer::aTinyRateIsAlmostSilence()
{
    DemoServer::Options options = quiet();
    options.eventsPerSecond = 1e-9; // the pause is longer than a timer can be
    start(options);
    QVERIFY(m_peer->login());
    constexpr int pings = 20;
    for (int id = 1; id <= pings; ++id) {
        m_peer->clear();
        m_peer->send({{u"id"_s, id}, {u"type"_s, u"ping"_s}});
        QVERIFY(!m_peer->waitFor(u"pong"_s).isEmpty());
        QCOMPARE(m_peer->frames().size(), 1);
    }
}

void TestDemoServer::livesInAThreadOfItsOwn()
{
    QThread thread;
    DemoServer::Options options = quiet();
    auto *server = new DemoServer(options);
    server->moveToThread(&thread);
    connect(&thread, &QThread::started, server, [server] { server->listen(); });
    connect(&thread, &QThread::finished, server, &QObject::deleteLater);
    thread.start();
    QTRY_VERIFY(server->port() != 0);
    RtmPeer peer(server->apiBase(), DemoServer::token());
    QVERIFY(peer.login());
    server->broadcast("{\"type\":\"from afar\"}"); // from this thread into that one
    QVERIFY(!peer.waitFor(u"from afar"_s).isEmpty());
    thread.quit();
    QVERIFY(thread.wait(5000));
}

RTMSCOPE_TEST_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
