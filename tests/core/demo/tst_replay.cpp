// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/replay/replayer.h"
#include "core/demo/server/demoserver.h"
#include "tests/core/demo/apppeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope::demo;
using rtmscope::testing::AppPeer;
using rtmscope::testing::RtmPeer;

//! A recording that the demo server plays again, seen by clients of Qt's own parts.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void readsAFrame_data();
    void readsAFrame();
    void rtmGetsEveryByteInOrder();
    void leavesOutWhatWasOfTheConnection();
    void appsGetRecordedPayloads();
    void appsAreToldOfWhatCameByRtm();
    void rtmGetsTheEventsInEnvelopes();
    void whatIsNotAcknowledgedComesAgain();
    void maskedAddressesWork();
    void theBotIsWhoWasRecorded();
    void knowsWhomItHeard();
    void remembersWhatWasSaid();
    void aReplyToAnOlderThreadFindsItsPlace();
    void aClockAheadOfOursKeepsTheOrder();
    void forgetsTheOldest();
    void silencesAreShortened();
    void aClockSetBackIsNoWait();
    void stepsOnDemand();
    void waitsForAnAnswer();
    void waitsForAcknowledgements();
    void standsStillWhileNobodyListens();
    void anEmptyRecordingEnds();
    void anAppThatNeverAcknowledgesHoldsNothingUpForEver();

private:
    void start(const QList<QByteArray> &frames, const Pacing &pacing = fast());
    static Pacing fast()
    {
        Pacing pacing;
        pacing.speed = 0;
        pacing.grace = 10ms;
        return pacing;
    }
    static RecordedFrame frameOf(const QByteArray &bytes, qint64 timeUs = 0)
    {
        RecordedFrame frame;
        frame.bytes = bytes;
        frame.timeUs = timeUs;
        return frame;
    }
    static QByteArray message(int number, const char *more = "", const char *channel = "C1")
    {
        return "{\"type\":\"message\",\"channel\":\"" + QByteArray(channel) +
               "\",\"user\":\"U1\",\"text\":\"m" + QByteArray::number(number) + "\",\"ts\":\"170000" +
               QByteArray::number(1000 + number) + ".000100\"" + more + "}";
    }
    static QByteArray envelope(const QByteArray &payload, const QByteArray &type = "events_api")
    {
        return "{\"envelope_id\":\"e-1\",\"payload\":" + payload + ",\"type\":\"" + type +
               "\",\"accepts_response_payload\":false,\"retry_attempt\":0,\"retry_reason\":\"\"}";
    }
    static QByteArray payload(int number, const QByteArray &event)
    {
        return "{\"token\":\"***\",\"team_id\":\"T9\", \"event\":" + event +
               ",\"type\":\"event_callback\",\"event_id\":\"EvR" + QByteArray::number(number) + "\"}";
    }
    QList<QByteArray> heard(const RtmPeer &peer) const; //!< without hello
    QByteArray token() const { return DemoServer::token(); }
    Replayer &replayer() const { return *m_server->replayer(); }

    std::shared_ptr<Recording> m_recording = std::make_shared<Recording>();
    std::unique_ptr<DemoServer> m_server;
    double m_timeScale = 1;
};

void TestReplay::cleanup()
{
    m_server.reset();
    m_recording = std::make_shared<Recording>();
    m_timeScale = 1;
}

void TestReplay::start(const QList<QByteArray> &frames, const Pacing &pacing)
{
    if (!m_recording->next) {
        m_recording->next = [frames, at = qsizetype(0)](RecordedFrame *frame) mutable {
            if (at >= frames.size())
                return false;
            *frame = frameOf(frames.at(at++));
            return true;
        };
    }
    DemoServer::Options options;
    options.recording = m_recording;
    options.pacing = pacing;
    options.timeScale = m_timeScale;
    m_server = std::make_unique<DemoServer>(options);
    QVERIFY(m_server->listen());
}

QList<QByteArray> TestReplay::heard(const RtmPeer &peer) const
{
    QList<QByteArray> frames;
    for (const QByteArray &frame : peer.frames()) {
        if (!frame.startsWith("{\"type\":\"hello\""))
            frames.append(frame);
    }
    return frames;
}

void TestReplay::readsAFrame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("leftOut");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("channel");
    const auto row = [](const char *name, const QByteArray &bytes, LeftOut leftOut, const char *type = "",
                        const char *channel = "") {
        QTest::newRow(name) << bytes << static_cast<int>(leftOut) << QByteArray(type) << QByteArray(channel);
    };
    row("message", message(1), LeftOut::No, "message", "C1");
    row("channel object", "{\"type\":\"channel_rename\",\"channel\":{\"id\":\"C2\"}}", LeftOut::No,
        "channel_rename", "C2");
    row("item", "{\"type\":\"reaction_added\",\"item\":{\"channel\":\"C3\"}}", LeftOut::No, "reaction_added",
        "C3");
    row("channel_id", "{\"type\":\"file_shared\",\"channel_id\":\"C4\"}", LeftOut::No, "file_shared", "C4");
    row("envelope", envelope(payload(1, message(1))), LeftOut::No, "message", "C1");
    row("bare callback", payload(1, message(1)), LeftOut::No, "message", "C1");
    row("command", envelope("{\"command\":\"/x\",\"channel_id\":\"C5\"}", "slash_commands"), LeftOut::No,
        "slash_commands", "C5");
    row("press", envelope("{\"type\":\"block_actions\",\"channel\":{\"id\":\"C6\"}}", "interactive"),
        LeftOut::No, "block_actions", "C6");
    row("no JSON", "hello there", LeftOut::NotJson);
    row("cut", message(1).chopped(3), LeftOut::NotJson);
    row("list", "[1]", LeftOut::NotJson);
    row("empty", "", LeftOut::NotJson);
    row("no type", "{\"text\":\"x\"}", LeftOut::NotJson);
    for (const char *type : {"hello", "goodbye", "reconnect_url", "pong", "disconnect", "error"})
        row(type, "{\"type\":\"" + QByteArray(type) + "\"}", LeftOut::OfConnection, type);
    row("ack", "{\"ok\":true,\"reply_to\":1,\"ts\":\"1.2\"}", LeftOut::Answer);
    row("ack of an envelope", "{\"envelope_id\":\"e-1\"}", LeftOut::Answer);
    row("repeated own message", "{\"type\":\"message\",\"reply_to\":1,\"ts\":\"1.2\"}", LeftOut::Answer,
        "message");
    row("retry",
        QByteArray(envelope(payload(1, message(1)))).replace("\"retry_attempt\":0", "\"retry_attempt\":2"),
        LeftOut::Repeated);
}

void TestReplay::readsAFrame()
{
    QFETCH(const QByteArray, bytes);
    rtmscope::json::Document document;
    const PlayedFrame played = readRecorded(frameOf(bytes), document);
    QTEST(static_cast<int>(played.leftOut), "leftOut");
    if (played.leftOut == LeftOut::No) {
        QTEST(played.type, "type");
        QTEST(played.channel, "channel");
    }
}

void TestReplay::rtmGetsEveryByteInOrder()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 3'000; ++i)
        frames.append(message(i, i % 3 == 0 ? ",  \"x\" : 1.50" : "", i % 2 == 0 ? "C1" : "D2"));
    frames.append("{\"type\":\"never_documented\",\"deep\":{\"a\":[1,2,{\"b\":null}]},\"a\":1,\"a\":2}");
    frames.append("{\"type\":\"presence_change\",\"user\":\"U1\",\"presence\":\"away\"}");
    start(frames);
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!ended.isEmpty() || ended.wait(10'000));
    QTRY_COMPARE(heard(peer).size(), frames.size());
    QCOMPARE(heard(peer), frames);
    QCOMPARE(replayer().counts().played, frames.size());
    QCOMPARE(replayer().counts().untold, 0);
}

void TestReplay::leavesOutWhatWasOfTheConnection()
{
    m_recording->next = [at = 0](RecordedFrame *frame) mutable {
        const QList<QByteArray> frames{
            "{\"type\":\"hello\"}",   message(1), "{\"type\":\"pong\",\"reply_to\":3}",           "\x01\x02",
            "{\"type\":\"goodbye\"}", message(1), "{\"type\":\"reconnect_url\",\"url\":\"***\"}", message(2)};
        if (at >= frames.size())
            return false;
        *frame = frameOf(frames.at(at));
        frame->isText = at != 3;
        frame->repeated = at == 5;
        ++at;
        return true;
    };
    start({});
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!ended.isEmpty() || ended.wait());
    QTRY_COMPARE(heard(peer), (QList<QByteArray>{message(1), message(2)}));
    const auto &left = replayer().counts().leftOut;
    QCOMPARE(left[static_cast<std::size_t>(LeftOut::OfConnection)], 3);
    QCOMPARE(left[static_cast<std::size_t>(LeftOut::Answer)], 1);
    QCOMPARE(left[static_cast<std::size_t>(LeftOut::NotJson)], 1);
    QCOMPARE(left[static_cast<std::size_t>(LeftOut::Repeated)], 1);
    QVERIFY(peer.socket().state() == QAbstractSocket::ConnectedState); // no goodbye took it away
}

void TestReplay::appsGetRecordedPayloads()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 700; ++i) // more than may wait for their acknowledgement
        frames.append(envelope(payload(i, message(i))));
    start(frames);
    QSignalSpy ended(&replayer(), &Replayer::ended);
    AppPeer app(m_server->apiBase());
    QVERIFY(app.connectApp());
    QVERIFY(!ended.isEmpty() || ended.wait(10'000));
    QTRY_COMPARE(app.envelopes().size(), 700);
    qsizetype at = 0;
    for (const QByteArray &frame : app.frames()) {
        if (!frame.contains("\"envelope_id\""))
            continue;
        QVERIFY2(frame.contains(
                     "\"payload\":" + payload(static_cast<int>(at), message(static_cast<int>(at))) + ','),
                 frame.constData());
        ++at;
    }
    QCOMPARE(at, 700);
}

void TestReplay::appsAreToldOfWhatCameByRtm()
{
    start({message(1), "{\"type\":\"user_typing\",\"channel\":\"C1\",\"user\":\"U1\"}", message(2)});
    AppPeer app(m_server->apiBase());
    QVERIFY(app.connectApp());
    QTRY_COMPARE(app.events(u"message"_s).size(), 2);
    QCOMPARE(app.events(u"message"_s).at(1).value(u"text"_s).toString(), u"m2"_s);
    QCOMPARE(app.events(u"message"_s).at(1).value(u"channel_type"_s).toString(), u"channel"_s);
    QCOMPARE(app.envelopes().size(), 2);
    QTRY_COMPARE(replayer().counts().untold, 1); // typing
}

void TestReplay::rtmGetsTheEventsInEnvelopes()
{
    const QByteArray spaced = "{ \"type\" : \"message\", \"channel\":\"C1\",\"user\":\"U1\", \"text\":\"é\", "
                              "\"ts\":\"1700000001.000100\" }";
    start({envelope(payload(1, spaced)), envelope("{\"command\":\"/x\"}", "slash_commands"),
           payload(2, message(2))});
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer), (QList<QByteArray>{spaced, message(2)}));
}

void TestReplay::whatIsNotAcknowledgedComesAgain()
{
    m_timeScale = 0.02;
    start({envelope(payload(1, message(1)))});
    AppPeer app(m_server->apiBase());
    app.acknowledges(false);
    QVERIFY(app.connectApp());
    QTRY_VERIFY(app.count(u"EvR1"_s) >= 2);
    QCOMPARE(app.envelopes().at(1).value(u"retry_attempt"_s).toInt(), 1);
    app.acknowledge(app.envelopes().constLast());
}

//! A record has *** in the place of addresses: who answers there has to be heard all the same.
void TestReplay::maskedAddressesWork()
{
    start({message(1), envelope("{\"token\":\"***\",\"command\":\"/"
                                "deploy\",\"text\":\"api\",\"user_id\":\"U1\",\"channel_id\":\"C1\","
                                "\"response_url\":\"***\",\"trigger_id\":\"***\"}",
                                "slash_commands")});
    QSignalSpy answered(m_server.get(), &DemoServer::answeredByUrl);
    AppPeer app(m_server->apiBase());
    QVERIFY(app.connectApp());
    QTRY_COMPARE(app.envelopes().size(), 2);
    const QJsonObject payload = app.envelopes().at(1).value(u"payload"_s).toObject();
    QCOMPARE(payload.value(u"text"_s).toString(), u"api"_s);
    QCOMPARE(payload.value(u"token"_s).toString(), u"***"_s);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(payload.value(u"response_url"_s).toString()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    network.post(request, QByteArray("{\"response_type\":\"in_channel\",\"text\":\"done\"}"));
    QVERIFY(!answered.isEmpty() || answered.wait());
    QCOMPARE(answered.constFirst().at(1).toBool(), true);
    RtmPeer web(m_server->apiBase(), token());
    const RtmPeer::Answer view =
        web.call(u"views.open"_s, {{u"trigger_id"_s, payload.value(u"trigger_id"_s).toString()},
                                   {u"view"_s, u"{\"type\":\"modal\",\"blocks\":[]}"_s}});
    QVERIFY2(view.ok(), view.body);
    const QJsonArray history =
        web.call(u"conversations.history"_s, {{u"channel"_s, u"C1"_s}}).json().value(u"messages"_s).toArray();
    QCOMPARE(history.at(0).toObject().value(u"text"_s).toString(), u"done"_s);
}

void TestReplay::theBotIsWhoWasRecorded()
{
    m_recording->self.id = "U77";
    m_recording->self.name = "helper";
    m_recording->team = {"T77", "Acme", "acme"};
    m_recording->people.append({"U1", "mira", "Mira Okafor", "Mira", "Ops", {}, false});
    m_recording->rooms.append({"C1", "ops", Channel::Kind::Private, "on fire", "", "", false});
    m_recording->rooms.append({"D1", "", Channel::Kind::Im, "", "", "U1", false});
    start({message(1, ",\"x\":\"<@U77>\"")});
    RtmPeer peer(m_server->apiBase(), token());
    const QJsonObject who = peer.call(u"auth.test"_s).json();
    QCOMPARE(who.value(u"user_id"_s).toString(), u"U77"_s);
    QCOMPARE(who.value(u"user"_s).toString(), u"helper"_s);
    QCOMPARE(who.value(u"team_id"_s).toString(), u"T77"_s);
    QCOMPARE(who.value(u"team"_s).toString(), u"Acme"_s);
    QVERIFY(!who.value(u"bot_id"_s).toString().isEmpty());
    QVERIFY(peer.login());
    QCOMPARE(peer.loginAnswer().value(u"self"_s).toObject().value(u"id"_s).toString(), u"U77"_s);
    const QJsonObject user =
        peer.call(u"users.info"_s, {{u"user"_s, u"U1"_s}}).json().value(u"user"_s).toObject();
    QCOMPARE(user.value(u"real_name"_s).toString(), u"Mira Okafor"_s);
    QCOMPARE(user.value(u"team_id"_s).toString(), u"T77"_s);
    const QJsonArray rooms =
        peer.call(u"conversations.list"_s, {{u"types"_s, u"public_channel,private_channel,im"_s}})
            .json()
            .value(u"channels"_s)
            .toArray();
    QCOMPARE(rooms.size(), 2);
    QCOMPARE(rooms.at(0).toObject().value(u"name"_s).toString(), u"ops"_s);
    QCOMPARE(rooms.at(1).toObject().value(u"user"_s).toString(), u"U1"_s);
    AppPeer app(m_server->apiBase());
    QVERIFY(app.connectApp());
}

void TestReplay::knowsWhomItHeard()
{
    start({message(1, ",\"channel_type\":\"group\"", "C8"), message(2, "", "D9"),
           "{\"type\":\"team_join\",\"user\":{\"id\":\"W5\",\"name\":\"lena\",\"profile\":{\"real_name\":"
           "\"Lena\"}}}"});
    RtmPeer peer(m_server->apiBase(), token());
    QCOMPARE(peer.call(u"users.info"_s, {{u"user"_s, u"U1"_s}}).error(),
             u"user_not_found"_s); // not heard yet
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 3);
    QVERIFY(peer.call(u"users.info"_s, {{u"user"_s, u"U1"_s}}).ok());
    const QJsonObject lena =
        peer.call(u"users.info"_s, {{u"user"_s, u"W5"_s}}).json().value(u"user"_s).toObject();
    QCOMPARE(lena.value(u"real_name"_s).toString(), u"Lena"_s);
    const QJsonObject room =
        peer.call(u"conversations.info"_s, {{u"channel"_s, u"C8"_s}}).json().value(u"channel"_s).toObject();
    QVERIFY(room.value(u"is_private"_s).toBool() && room.value(u"is_member"_s).toBool());
    const QJsonObject direct =
        peer.call(u"conversations.open"_s, {{u"users"_s, u"U1"_s}, {u"return_im"_s, u"true"_s}})
            .json()
            .value(u"channel"_s)
            .toObject();
    QCOMPARE(direct.value(u"id"_s).toString(), u"D9"_s);
}

void TestReplay::remembersWhatWasSaid()
{
    start({message(1, ",\"blocks\":[{\"type\":\"divider\"}],\"files\":[{\"id\":\"F1\"}]"), message(2),
           message(3),
           "{\"type\":\"message\",\"subtype\":\"message_changed\",\"channel\":\"C1\",\"message\":{\"type\":"
           "\"message\",\"user\":\"U1\",\"text\":\"better\",\"ts\":\"1700001002.000100\",\"edited\":{"
           "\"user\":\"U1\",\"ts\":\"1700001005.000000\"}}}",
           "{\"type\":\"message\",\"subtype\":\"message_deleted\",\"channel\":\"C1\",\"deleted_ts\":"
           "\"1700001003.000100\"}",
           "{\"type\":\"reaction_added\",\"user\":\"U1\",\"reaction\":\"eyes\",\"item\":{\"type\":"
           "\"message\",\"channel\":\"C1\",\"ts\":\"1700001001.000100\"}}"});
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!ended.isEmpty() || ended.wait());
    const QJsonArray said = peer.call(u"conversations.history"_s, {{u"channel"_s, u"C1"_s}})
                                .json()
                                .value(u"messages"_s)
                                .toArray();
    QCOMPARE(said.size(), 2);
    QCOMPARE(said.at(0).toObject().value(u"text"_s).toString(), u"better"_s);
    QVERIFY(said.at(0).toObject().contains(u"edited"_s));
    const QJsonObject first = said.at(1).toObject();
    QCOMPARE(first.value(u"blocks"_s).toArray().at(0).toObject().value(u"type"_s).toString(), u"divider"_s);
    QCOMPARE(first.value(u"files"_s).toArray().size(), 1);
    QCOMPARE(first.value(u"reactions"_s).toArray().at(0).toObject().value(u"count"_s).toInt(), 1);
    QVERIFY(
        peer.call(u"reactions.add"_s,
                  {{u"channel"_s, u"C1"_s}, {u"timestamp"_s, u"1700001002.000100"_s}, {u"name"_s, u"tada"_s}})
            .ok());
}

void TestReplay::aReplyToAnOlderThreadFindsItsPlace()
{
    start({message(5, ",\"thread_ts\":\"1700000001.000100\",\"parent_user_id\":\"U2\"")});
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 1);
    const RtmPeer::Answer posted = peer.call(
        u"chat.postMessage"_s,
        {{u"channel"_s, u"C1"_s}, {u"text"_s, u"me too"_s}, {u"thread_ts"_s, u"1700000001.000100"_s}});
    QVERIFY2(posted.ok(), posted.body);
    const QJsonArray thread =
        peer.call(u"conversations.replies"_s, {{u"channel"_s, u"C1"_s}, {u"ts"_s, u"1700000001.000100"_s}})
            .json()
            .value(u"messages"_s)
            .toArray();
    QCOMPARE(thread.size(), 3);
    QCOMPARE(thread.at(0).toObject().value(u"user"_s).toString(), u"U2"_s);
    QCOMPARE(thread.at(0).toObject().value(u"reply_count"_s).toInt(), 2);
    QCOMPARE(thread.at(2).toObject().value(u"text"_s).toString(), u"me too"_s);
}

void TestReplay::aClockAheadOfOursKeepsTheOrder()
{
    const QByteArray future = "{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"later\","
                              "\"ts\":\"9990000000.000100\"}";
    start({future, message(1)}); // and the second is older than the first
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 2);
    const RtmPeer::Answer posted =
        peer.call(u"chat.postMessage"_s, {{u"channel"_s, u"C1"_s}, {u"text"_s, u"mine"_s}});
    QVERIFY(posted.ok());
    QCOMPARE(posted.json().value(u"ts"_s).toString(), u"9990000000.000101"_s);
    QVERIFY(peer.call(u"chat.update"_s, {{u"channel"_s, u"C1"_s},
                                         {u"ts"_s, posted.json().value(u"ts"_s).toString()},
                                         {u"text"_s, u"mine, changed"_s}})
                .ok());
    const QJsonArray said = peer.call(u"conversations.history"_s, {{u"channel"_s, u"C1"_s}})
                                .json()
                                .value(u"messages"_s)
                                .toArray();
    QCOMPARE(said.size(), 3);
    QCOMPARE(said.at(0).toObject().value(u"text"_s).toString(), u"mine, changed"_s);
    QCOMPARE(said.at(2).toObject().value(u"text"_s).toString(), u"m1"_s);
}

//! Memory stays flat: of 30,000 messages in 300 rooms the newest are known.
void TestReplay::forgetsTheOldest()
{
    m_recording->next = [at = 0](RecordedFrame *frame) mutable {
        if (at >= 30'000)
            return false;
        *frame = frameOf(message(at, "", "C" + QByteArray::number(at % 300)));
        ++at;
        return true;
    };
    start({});
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!ended.isEmpty() || ended.wait(60'000));
    const auto said = [&peer](const QString &ts) {
        return peer.call(u"reactions.get"_s, {{u"channel"_s, u"C7"_s}, {u"timestamp"_s, ts}}).error();
    };
    QCOMPARE(said(u"1700001007.000100"_s), u"message_not_found"_s);
    QCOMPARE(said(u"17000030707.000100"_s), QString()); // number 29,707
}

void TestReplay::silencesAreShortened()
{
    m_recording->next = [at = 0](RecordedFrame *frame) mutable {
        if (at >= 3)
            return false;
        *frame = frameOf(message(at), 1'700'000'000'000'000 + qint64(at) * 3'600'000'000); // an hour each
        ++at;
        return true;
    };
    Pacing pacing = fast();
    pacing.speed = 2;
    pacing.longestGap = 200ms;
    start({}, pacing);
    QList<qint64> times;
    QElapsedTimer clock;
    clock.start();
    connect(&replayer(), &Replayer::played, this, [&] { times.append(clock.elapsed()); });
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(times.size(), 3);
    QVERIFY2(times[2] - times[0] >= 195, qPrintable(QString::number(times[2] - times[0])));
    QVERIFY2(times[2] - times[0] < 2'000, qPrintable(QString::number(times[2] - times[0])));
}

void TestReplay::aClockSetBackIsNoWait()
{
    m_recording->next = [at = 0](RecordedFrame *frame) mutable {
        if (at >= 3)
            return false;
        *frame = frameOf(message(at), at == 1 ? 1'000'000 : 1'700'000'000'000'000); // and a long way forward
        ++at;
        return true;
    };
    Pacing pacing = fast();
    pacing.speed = 1;
    pacing.longestGap = 50ms;
    start({}, pacing);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 3);
}

void TestReplay::stepsOnDemand()
{
    Pacing pacing = fast();
    pacing.stepping = true;
    start({message(1), message(2), message(3), message(4)}, pacing);
    QSignalSpy played(&replayer(), &Replayer::played);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!played.wait(150));
    replayer().step();
    QVERIFY(!played.isEmpty() || played.wait());
    QVERIFY(!played.wait(100));
    QCOMPARE(played.size(), 1);
    replayer().step();
    replayer().step();
    QTRY_COMPARE(played.size(), 3);
    QVERIFY(!replayer().isOver());
    replayer().resume();
    QTRY_VERIFY(replayer().isOver());
    QTRY_COMPARE(heard(peer).size(), 4);
}

void TestReplay::waitsForAnAnswer()
{
    Pacing pacing = fast();
    pacing.wait = 60s;
    const QByteArray typing = "{\"type\":\"user_typing\",\"channel\":\"C1\",\"user\":\"U2\"}";
    start({typing, message(1), message(2)}, pacing); // typing asks for no answer
    QSignalSpy played(&replayer(), &Replayer::played);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QTRY_COMPARE(played.size(), 2);
    QVERIFY(!played.wait(150));
    replayer().heard();
    QTRY_COMPARE(played.size(), 3);
    QVERIFY(!replayer().isOver());
    replayer().heard();
    QTRY_VERIFY(replayer().isOver());

    cleanup();
    pacing.wait = 100ms; // and no longer than that
    start({message(1), message(2)}, pacing);
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer silent(m_server->apiBase(), token());
    QVERIFY(silent.login());
    QVERIFY(!ended.isEmpty() || ended.wait());
}

void TestReplay::waitsForAcknowledgements()
{
    Pacing pacing = fast();
    pacing.wait = 60s;
    start({envelope(payload(1, message(1))), envelope(payload(2, message(2)))}, pacing);
    QSignalSpy played(&replayer(), &Replayer::played);
    AppPeer app(m_server->apiBase());
    app.acknowledges(false);
    QVERIFY(app.connectApp());
    QTRY_COMPARE(app.envelopes().size(), 1);
    QVERIFY(!played.wait(150) && played.size() == 1);
    app.acknowledge(app.envelopes().constFirst());
    QTRY_COMPARE(app.envelopes().size(), 2);
}

void TestReplay::standsStillWhileNobodyListens()
{
    Pacing pacing = fast();
    pacing.stepping = true;
    start({message(1), message(2)}, pacing);
    QSignalSpy played(&replayer(), &Replayer::played);
    {
        RtmPeer peer(m_server->apiBase(), token());
        QVERIFY(peer.login());
        replayer().step();
        QTRY_COMPARE(heard(peer).size(), 1);
    }
    QTRY_COMPARE(m_server->connectionCount(), 0);
    replayer().resume();
    QVERIFY(!played.wait(150) && played.size() == 1);
    RtmPeer again(m_server->apiBase(), token());
    QVERIFY(again.login());
    QTRY_COMPARE(heard(again).size(), 1);
    QVERIFY(heard(again).constFirst() == message(2));
}

void TestReplay::anEmptyRecordingEnds()
{
    start({});
    QSignalSpy ended(&replayer(), &Replayer::ended);
    RtmPeer peer(m_server->apiBase(), token());
    QVERIFY(peer.login());
    QVERIFY(!ended.isEmpty() || ended.wait());
    QCOMPARE(replayer().counts().played, 0);
}

void TestReplay::anAppThatNeverAcknowledgesHoldsNothingUpForEver()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 600; ++i)
        frames.append(envelope(payload(i, message(i))));
    start(frames);
    QSignalSpy ended(&replayer(), &Replayer::ended);
    AppPeer app(m_server->apiBase());
    app.acknowledges(false);
    QVERIFY(app.connectApp());
    QVERIFY(!ended.isEmpty() || ended.wait(15'000));
}

RTMSCOPE_TEST_MAIN(TestReplay)
#include "tst_replay.moc"
