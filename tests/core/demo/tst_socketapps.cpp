// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"
#include "tests/core/demo/apppeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope::demo;
using rtmscope::testing::AppPeer;
using rtmscope::testing::RtmPeer;

//! Socket Mode on the demo server, seen by a client of Qt's own parts.
class TestSocketApps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(quiet()); }
    void cleanup();

    void opensFor_data();
    void opensFor();
    void refusesATokenOutsideTheHeader();
    void refusesAGet();
    void saysWhichScopeIsMissing();
    void tellsWhoSeesAnEvent();
    void helloCountsTheSockets();
    void aTicketWorksOnce();
    void anEventComesInItsEnvelope();
    void theTypeOfAnEnvelopeComesLate();
    void rtmAloneHearsOfTypingAndReading();
    void conversationsNameTheirKind_data();
    void conversationsNameTheirKind();
    void aMentionComesTwice();
    void ownPostsComeBack();
    void aPersonSeesThroughTheirOwnEyes();
    void eachEnvelopeGoesToOneSocketInTurn();
    void appsDoNotDisturbEachOther();
    void acknowledgementsMayLookLike_data();
    void acknowledgementsMayLookLike();
    void whatIsNotAcknowledgedComesAgain();
    void retriesEnd();
    void whatHappensUnheardComesAsARetry();
    void theEleventhSocketIsSentAway();
    void debugReconnectsSendsOnToAnotherSocket();
    void pingsLikeApplink();
    void granularTokensAreRefusedByRtm();
    void granularTokensNeedTheirScope();
    void authTestNamesTheBot();
    void aCommandIsAnsweredInItsAcknowledgement();
    void aButtonIsPressedAndAnswered();
    void aResponseUrlWorksFiveTimes();
    void aFormIsOpenedAndSent();
    void everyInteractionIsAnObjectOfItsKind_data();
    void everyInteractionIsAnObjectOfItsKind();
    void storiesTellOfWhatRtmNeverHas();
    void disconnects_data();
    void disconnects();
    void aDismissalStandsInPlaceOfHello();
    void acknowledgedEventsCanComeAgain();
    void eventsCanComeLate();
    void acknowledgementsCanBeLost();
    void othersTakeTheirShare();
    void oddEnvelopes_data();
    void oddEnvelopes();

private:
    static DemoServer::Options quiet()
    {
        DemoServer::Options options;
        options.eventsPerSecond = 0;
        options.answers = false;
        options.appStories = false;
        options.timeScale = 0.05;
        return options;
    }
    void start(const DemoServer::Options &options)
    {
        m_server = std::make_unique<DemoServer>(options);
        QVERIFY(m_server->listen());
        m_web = std::make_unique<RtmPeer>(m_server->apiBase(), "xoxp-demo-web");
    }
    std::unique_ptr<AppPeer> newApp(const QByteArray &token = "xapp-1-A0RTMSCOPE-test") const
    {
        return std::make_unique<AppPeer>(m_server->apiBase(), token);
    }
    //! Somebody says \a text; returns the ts of it.
    QString say(const QString &text, const QString &channel = u"C0OPS"_s)
    {
        return m_web->call(u"chat.postMessage"_s, {{u"channel"_s, channel}, {u"text"_s, text}})
            .json()
            .value(u"ts"_s)
            .toString();
    }
    void cause(const QByteArray &line)
    {
        const auto script = readChaosScript(line);
        QVERIFY2(script.ok(), line.constData());
        m_server->cause(script->steps.first().choices.first());
    }
    static QStringList textsOf(const AppPeer &app)
    {
        QStringList texts;
        for (const QJsonObject &event : app.events(u"message"_s))
            texts.append(event.value(u"text"_s).toString());
        return texts;
    }

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RtmPeer> m_web;
};

void TestSocketApps::cleanup()
{
    m_web.reset();
    m_server.reset();
}

void TestSocketApps::opensFor_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("error"); // empty: an address is given
    QTest::newRow("app-level") << QByteArray("xapp-1-A0RTMSCOPE-1-abc") << QString();
    QTest::newRow("another app") << QByteArray("xapp-1-A1-1-x") << QString();
    QTest::newRow("none") << QByteArray() << u"not_authed"_s;
    QTest::newRow("bot") << DemoServer::token() << u"not_allowed_token_type"_s;
    QTest::newRow("person") << QByteArray("xoxp-demo-you") << u"not_allowed_token_type"_s;
    QTest::newRow("rotating") << QByteArray("xoxe.xoxb-1-x") << u"not_allowed_token_type"_s;
    QTest::newRow("nonsense") << QByteArray("hello") << u"invalid_auth"_s;
    QTest::newRow("no app in it") << QByteArray("xapp-1-abc") << u"invalid_auth"_s;
    QTest::newRow("any failure") << QByteArray("xapp-fail-forbidden_team") << u"forbidden_team"_s;
    QTest::newRow("rate limit") << QByteArray("xapp-fail-ratelimited-7") << u"ratelimited"_s;
}

void TestSocketApps::opensFor()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, error);
    RtmPeer peer(m_server->apiBase(), token);
    const RtmPeer::Answer answer = peer.call(u"apps.connections.open"_s);
    QCOMPARE(answer.error(), error);
    QCOMPARE(answer.ok(), error.isEmpty());
    QCOMPARE(answer.status, error == u"ratelimited" ? 429 : 200);
    if (answer.ok())
        QCOMPARE(answer.header("x-oauth-scopes"), "connections:write,authorizations:read");
    if (answer.status == 429)
        QCOMPARE(answer.header("retry-after"), "7");
}

void TestSocketApps::refusesATokenOutsideTheHeader()
{
    RtmPeer peer(m_server->apiBase(), {});
    QCOMPARE(peer.call(u"apps.connections.open"_s, {{u"token"_s, u"xapp-1-A1-1-x"_s}}).error(),
             u"invalid_auth"_s);
}

void TestSocketApps::refusesAGet()
{
    QNetworkAccessManager network;
    QNetworkRequest request(m_server->apiBase().resolved(QUrl(u"apps.connections.open"_s)));
    request.setRawHeader("Authorization", "Bearer xapp-1-A1-1-x");
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->readAll().contains("\"insecure_request\""));
}

void TestSocketApps::saysWhichScopeIsMissing()
{
    RtmPeer peer(m_server->apiBase(), "xapp-fail-missing_scope");
    const QJsonObject answer = peer.call(u"apps.connections.open"_s).json();
    QCOMPARE(answer.value(u"error"_s), u"missing_scope"_s);
    QCOMPARE(answer.value(u"needed"_s), u"connections:write"_s);
    QCOMPARE(answer.value(u"provided"_s), u"authorizations:read"_s);
}

//! Which installations of an app see an event is asked with the context that came with it.
void TestSocketApps::tellsWhoSeesAnEvent()
{
    const auto app = newApp();
    const QString method = u"apps.event.authorizations.list"_s;
    QVERIFY(app->connectApp());
    m_web->call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"hello"_s}});
    const QJsonObject payload = app->waitForEnvelope(u"message"_s).value(u"payload"_s).toObject();
    const QString context = payload.value(u"event_context"_s).toString();
    QVERIFY(!context.isEmpty());
    const RtmPeer::Answer answer = app->call(method, {{u"event_context"_s, context}});
    QVERIFY(answer.ok());
    QCOMPARE(answer.header("x-accepted-oauth-scopes"), "authorizations:read");
    QCOMPARE(answer.json().value(u"authorizations"_s), payload.value(u"authorizations"_s));

    QCOMPARE(app->call(method).error(), u"invalid_event_context"_s);
    QCOMPARE(app->call(method, {{u"event_context"_s, u"4-bm9uZQ"_s}}).error(), u"invalid_event_context"_s);
    QCOMPARE(app->call(method, {{u"event_context"_s, context}, {u"cursor"_s, u"x"_s}}).error(),
             u"invalid_cursor"_s);
    RtmPeer other(m_server->apiBase(), "xapp-1-A0OTHER-x");
    QCOMPARE(other.call(method, {{u"event_context"_s, context}}).error(), u"auth_mismatch"_s);
    RtmPeer bot(m_server->apiBase(), "xoxb-app-x");
    QCOMPARE(bot.call(method, {{u"event_context"_s, context}}).error(), u"not_allowed_token_type"_s);
    RtmPeer nobody(m_server->apiBase(), {});
    QCOMPARE(nobody.call(method, {{u"token"_s, u"xapp-1-A1-1-x"_s}}).error(), u"invalid_auth"_s);
    RtmPeer narrow(m_server->apiBase(), "xapp-fail-missing_scope");
    const QJsonObject refused = narrow.call(method, {{u"event_context"_s, context}}).json();
    QCOMPARE(refused.value(u"needed"_s), u"authorizations:read"_s);
    QCOMPARE(refused.value(u"provided"_s), u"connections:write"_s);
}

void TestSocketApps::helloCountsTheSockets()
{
    const auto one = newApp();
    const auto two = newApp();
    QVERIFY(one->connectApp());
    QVERIFY(two->connectApp());
    const QJsonObject hello = one->waitFor(u"hello"_s);
    QCOMPARE(hello.value(u"num_connections"_s).toInt(), 1);
    QCOMPARE(hello.value(u"connection_info"_s).toObject().value(u"app_id"_s), u"A0RTMSCOPE"_s);
    QVERIFY(hello.value(u"debug_info"_s).toObject().value(u"approximate_connection_time"_s).toInt() > 0);
    QCOMPARE(two->waitFor(u"hello"_s).value(u"num_connections"_s).toInt(), 2);
    one->socket().abort();
    QTRY_COMPARE(m_server->connectionCount(), 1);
    const auto three = newApp();
    QVERIFY(three->connectApp());
    QCOMPARE(three->waitFor(u"hello"_s).value(u"num_connections"_s).toInt(), 2);
}

void TestSocketApps::aTicketWorksOnce()
{
    const auto app = newApp();
    const QUrl url(app->call(u"apps.connections.open"_s).json().value(u"url"_s).toString());
    QVERIFY(url.path() == u"/link/" && url.query().contains(u"app_id=A0RTMSCOPE"));
    QVERIFY(app->open(url));
    const auto late = newApp();
    QVERIFY(!late->open(url));
    const QUrl rtm(m_web->call(u"rtm.connect"_s).json().value(u"url"_s).toString());
    QUrl crossed = url;
    crossed.setQuery(u"ticket="_s + rtm.fileName() + u"&app_id=A0RTMSCOPE"_s);
    QVERIFY(!late->open(crossed)); // an address of RTM is none of Socket Mode
}

void TestSocketApps::anEventComesInItsEnvelope()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    const QString ts = say(u"hello there"_s);
    const QJsonObject envelope = app->waitForEnvelope(u"message"_s);
    QCOMPARE(envelope.value(u"type"_s), u"events_api"_s);
    QCOMPARE(envelope.value(u"accepts_response_payload"_s), false);
    QCOMPARE(envelope.value(u"retry_attempt"_s), 0);
    QCOMPARE(envelope.value(u"retry_reason"_s), QString());
    const QJsonObject payload = envelope.value(u"payload"_s).toObject();
    QCOMPARE(payload.value(u"type"_s), u"event_callback"_s);
    QCOMPARE(payload.value(u"team_id"_s), u"T0DEMO"_s);
    QCOMPARE(payload.value(u"api_app_id"_s), u"A0RTMSCOPE"_s);
    QVERIFY(payload.value(u"event_id"_s).toString().startsWith(u"Ev"));
    QVERIFY(payload.value(u"event_time"_s).toInteger() > 1'700'000'000);
    QVERIFY(!payload.value(u"token"_s).toString().isEmpty());
    QVERIFY(!payload.value(u"event_context"_s).toString().isEmpty());
    const QJsonObject authorization = payload.value(u"authorizations"_s).toArray().first().toObject();
    QCOMPARE(authorization.value(u"user_id"_s), u"U0RTMSCOPE"_s);
    QCOMPARE(authorization.value(u"is_bot"_s), true);
    const QJsonObject event = AppPeer::eventOf(envelope);
    QCOMPARE(event.value(u"ts"_s), ts);
    QCOMPARE(event.value(u"channel_type"_s), u"channel"_s);
    QVERIFY(!event.contains(u"suppress_notification"_s));
}

void TestSocketApps::theTypeOfAnEnvelopeComesLate()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    say(u"x"_s);
    QVERIFY(!app->waitForEnvelope(u"message"_s).isEmpty());
    const QByteArray frame = app->frames().last();
    QVERIFY(frame.startsWith("{\"envelope_id\":\""));
    QVERIFY(frame.indexOf("\"payload\":") < frame.indexOf("\"type\":\"events_api\""));
}

void TestSocketApps::rtmAloneHearsOfTypingAndReading()
{
    const auto app = newApp();
    RtmPeer bot(m_server->apiBase(), DemoServer::token());
    QVERIFY(app->connectApp());
    QVERIFY(m_web->login());
    QVERIFY(bot.login());
    m_web->send({{u"id"_s, 1}, {u"type"_s, u"typing"_s}, {u"channel"_s, u"C0OPS"_s}});
    QVERIFY(!bot.waitFor(u"user_typing"_s).isEmpty());
    bot.call(u"conversations.mark"_s, {{u"channel"_s, u"C0OPS"_s}, {u"ts"_s, u"1.000001"_s}});
    QVERIFY(!bot.waitFor(u"channel_marked"_s).isEmpty());
    const QString ts = say(u"first"_s);
    m_web->call(u"chat.postMessage"_s,
                {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"reply"_s}, {u"thread_ts"_s, ts}});
    QVERIFY(!bot.waitFor(u"message"_s, u"message_replied"_s).isEmpty());
    QTRY_COMPARE(textsOf(*app), (QStringList{u"first"_s, u"reply"_s}));
    QCOMPARE(app->envelopes().size(), 2);
}

void TestSocketApps::conversationsNameTheirKind_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("kind");
    QTest::newRow("public") << u"C0OPS"_s << u"channel"_s;
    QTest::newRow("private") << u"C0INC0412"_s << u"group"_s;
    QTest::newRow("several") << u"G0TRIO"_s << u"mpim"_s;
}

void TestSocketApps::conversationsNameTheirKind()
{
    QFETCH(QString, channel);
    QFETCH(QString, kind);
    const auto app = newApp();
    QVERIFY(app->connectApp());
    say(u"x"_s, channel);
    QCOMPARE(AppPeer::eventOf(app->waitForEnvelope(u"message"_s)).value(u"channel_type"_s), kind);
}

void TestSocketApps::aMentionComesTwice()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    const QString ts = say(u"<@U0RTMSCOPE> are you there?"_s);
    const QJsonObject mention = app->waitForEnvelope(u"app_mention"_s);
    const QJsonObject message = app->waitForEnvelope(u"message"_s);
    QCOMPARE(AppPeer::eventOf(mention).value(u"ts"_s), ts);
    QCOMPARE(AppPeer::eventOf(message).value(u"ts"_s), ts);
    QVERIFY(!AppPeer::eventOf(mention).contains(u"channel_type"_s));
    QVERIFY(mention.value(u"payload"_s).toObject().value(u"event_id"_s) !=
            message.value(u"payload"_s).toObject().value(u"event_id"_s));
}

void TestSocketApps::ownPostsComeBack()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    RtmPeer bot(m_server->apiBase(), DemoServer::token());
    const QJsonObject answer =
        bot.call(u"chat.postMessage"_s,
                 {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"from the bot"_s}, {u"team_id"_s, u"T0DEMO"_s}})
            .json();
    const QJsonObject event = AppPeer::eventOf(app->waitForEnvelope(u"message"_s));
    QCOMPARE(event.value(u"ts"_s), answer.value(u"ts"_s));
    QCOMPARE(event.value(u"bot_id"_s), u"B0RTMSCOPE"_s);
    QCOMPARE(event.value(u"app_id"_s), u"A0RTMSCOPE"_s);
    QCOMPARE(event.value(u"user"_s), u"U0RTMSCOPE"_s);
    QVERIFY(!event.contains(u"subtype"_s));
}

void TestSocketApps::aPersonSeesThroughTheirOwnEyes()
{
    const auto person = newApp("xapp-1-A0YOU-test");
    const auto bot = newApp();
    QVERIFY(person->connectApp());
    QVERIFY(bot->connectApp());
    m_web->call(u"dnd.setSnooze"_s, {{u"num_minutes"_s, u"5"_s}});
    const QJsonObject envelope = person->waitForEnvelope(u"dnd_updated"_s);
    const QJsonObject authorization =
        envelope.value(u"payload"_s).toObject().value(u"authorizations"_s).toArray().first().toObject();
    QCOMPARE(authorization.value(u"user_id"_s), u"U0YOU"_s);
    QCOMPARE(authorization.value(u"is_bot"_s), false);
    QVERIFY(!bot->waitForEnvelope(u"dnd_updated_user"_s).isEmpty());
    QVERIFY(bot->events(u"dnd_updated"_s).isEmpty());
}

void TestSocketApps::eachEnvelopeGoesToOneSocketInTurn()
{
    const auto one = newApp();
    const auto two = newApp();
    QVERIFY(one->connectApp());
    QVERIFY(two->connectApp());
    for (int i = 0; i < 6; ++i)
        say(QString::number(i));
    QTRY_COMPARE(textsOf(*one).size() + textsOf(*two).size(), 6);
    QCOMPARE(textsOf(*one), (QStringList{u"0"_s, u"2"_s, u"4"_s}));
    QCOMPARE(textsOf(*two), (QStringList{u"1"_s, u"3"_s, u"5"_s}));
}

void TestSocketApps::appsDoNotDisturbEachOther()
{
    const auto one = newApp();
    const auto other = newApp("xapp-1-A0OTHER-1-x");
    other->acknowledges(false);
    QVERIFY(one->connectApp());
    QVERIFY(other->connectApp());
    QCOMPARE(other->waitFor(u"hello"_s).value(u"num_connections"_s).toInt(), 1);
    say(u"a"_s);
    QTRY_COMPARE(textsOf(*other), (QStringList{u"a"_s, u"a"_s})); // it came again, to that app alone
    QCOMPARE(textsOf(*one), QStringList{u"a"_s});
    const QJsonObject mine = one->envelopes().first().value(u"payload"_s).toObject();
    const QJsonObject theirs = other->envelopes().first().value(u"payload"_s).toObject();
    QCOMPARE(theirs.value(u"api_app_id"_s), u"A0OTHER"_s);
    QVERIFY(mine.value(u"event_id"_s) != theirs.value(u"event_id"_s));
}

void TestSocketApps::acknowledgementsMayLookLike_data()
{
    QTest::addColumn<QByteArray>("ack"); // ID stands for the envelope's
    QTest::addColumn<int>("pieces");
    QTest::addColumn<bool>("counts");
    const QByteArray id = R"("envelope_id":"ID")";
    QTest::newRow("bare") << '{' + id + '}' << 1 << true;
    QTest::newRow("empty payload") << '{' + id + ",\"payload\":{}}" << 1 << true;
    QTest::newRow("blanks") << QByteArray(R"({"envelope_id": "ID", "payload": null})") << 1 << true;
    QTest::newRow("19 KB") << '{' + id + ",\"payload\":{\"text\":\"" + QByteArray(19'000, 'x') + "\"}}" << 1
                           << true;
    QTest::newRow("too long") << '{' + id + ",\"payload\":{\"text\":\"" + QByteArray(20'480, 'x') + "\"}}"
                              << 1 << false;
    QTest::newRow("in pieces") << '{' + id + '}' << 2 << false;
    QTest::newRow("another id") << QByteArray(R"({"envelope_id":"0"})") << 1 << false;
    QTest::newRow("no JSON") << QByteArray("ID") << 1 << false;
    QTest::newRow("a list") << QByteArray(R"(["ID"])") << 1 << false;
}

void TestSocketApps::acknowledgementsMayLookLike()
{
    QFETCH(QByteArray, ack);
    QFETCH(int, pieces);
    QFETCH(bool, counts);
    const auto app = newApp();
    app->acknowledges(false);
    QVERIFY(app->connectApp());
    QSignalSpy acknowledged(m_server.get(), &DemoServer::envelopeAcknowledged);
    say(u"x"_s);
    const QJsonObject envelope = app->waitForEnvelope(u"message"_s);
    ack.replace("ID", envelope.value(u"envelope_id"_s).toString().toUtf8());
    app->socket().setOutgoingFrameSize(static_cast<quint64>(pieces > 1 ? ack.size() / pieces + 1 : 1 << 20));
    app->socket().sendTextMessage(QString::fromUtf8(ack));
    app->socket().setOutgoingFrameSize(1 << 20);
    const QString eventId = envelope.value(u"payload"_s).toObject().value(u"event_id"_s).toString();
    if (counts) {
        QTRY_COMPARE(acknowledged.size(), 1);
        QCOMPARE(acknowledged.first().at(2).toByteArray(), eventId.toUtf8());
        QVERIFY(acknowledged.first().at(3).toLongLong() > 0);
    } else {
        QTRY_COMPARE(app->count(eventId), 2);
        QCOMPARE(acknowledged.size(), 0);
    }
}

void TestSocketApps::whatIsNotAcknowledgedComesAgain()
{
    const auto app = newApp();
    app->acknowledges(false);
    QVERIFY(app->connectApp());
    QSignalSpy acknowledged(m_server.get(), &DemoServer::envelopeAcknowledged);
    say(u"x"_s);
    QTRY_COMPARE(app->envelopes().size(), 2);
    const QJsonObject first = app->envelopes().first();
    const QJsonObject again = app->envelopes().last();
    QCOMPARE(again.value(u"retry_attempt"_s).toInt(), 1);
    QCOMPARE(again.value(u"retry_reason"_s), u"timeout"_s);
    QCOMPARE(again.value(u"payload"_s), first.value(u"payload"_s));
    app->acknowledge(first); // late, but it counts
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestSocketApps::retriesEnd()
{
    DemoServer::Options options = quiet();
    options.timeScale = 0.002; // five minutes are 600 ms
    start(options);
    const auto app = newApp();
    app->acknowledges(false);
    QVERIFY(app->connectApp());
    QSignalSpy givenUp(m_server.get(), &DemoServer::givenUp);
    say(u"x"_s);
    QTRY_COMPARE(givenUp.size(), 1);
    QList<int> attempts;
    for (const QJsonObject &envelope : app->envelopes())
        attempts.append(envelope.value(u"retry_attempt"_s).toInt());
    QCOMPARE(attempts, (QList<int>{0, 1, 2, 3}));
}

void TestSocketApps::whatHappensUnheardComesAsARetry()
{
    auto app = newApp();
    QVERIFY(app->connectApp());
    app->socket().abort();
    QTRY_COMPARE(m_server->connectionCount(), 0);
    say(u"while away"_s);
    app = newApp();
    QVERIFY(app->connectApp());
    const QJsonObject envelope = app->waitForEnvelope(u"message"_s);
    QCOMPARE(AppPeer::eventOf(envelope).value(u"text"_s), u"while away"_s);
    QCOMPARE(envelope.value(u"retry_attempt"_s).toInt(), 1);
}

void TestSocketApps::theEleventhSocketIsSentAway()
{
    std::vector<std::unique_ptr<AppPeer>> apps;
    for (int i = 0; i < 10; ++i) {
        apps.push_back(newApp());
        QVERIFY(apps.back()->connectApp());
    }
    QCOMPARE(apps.back()->waitFor(u"hello"_s).value(u"num_connections"_s).toInt(), 10);
    const auto eleventh = newApp();
    QVERIFY(eleventh->connectApp(false));
    QCOMPARE(eleventh->waitFor(u"disconnect"_s).value(u"reason"_s), u"too_many_websockets"_s);
    QTRY_COMPARE(eleventh->socket().state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(eleventh->frames().size(), 1);          // no hello
    const auto other = newApp("xapp-1-A0OTHER-1-x"); // the limit is the app's
    QVERIFY(other->connectApp());
}

void TestSocketApps::debugReconnectsSendsOnToAnotherSocket()
{
    DemoServer::Options options = quiet();
    options.timeScale = 0.002; // six minutes are 720 ms
    start(options);
    const auto app = newApp();
    QVERIFY(app->connectApp(true, u"&debug_reconnects=true"_s));
    const auto reasons = [&app] {
        QStringList all;
        for (const QJsonObject &frame : app->objects()) {
            if (frame.value(u"type"_s) == u"disconnect"_s)
                all.append(frame.value(u"reason"_s).toString());
        }
        return all;
    };
    QTRY_COMPARE(reasons(), (QStringList{u"warning"_s, u"refresh_requested"_s}));
    QTRY_COMPARE(app->socket().state(), QAbstractSocket::UnconnectedState);
}

void TestSocketApps::pingsLikeApplink()
{
    const auto app = newApp();
    QVERIFY(app->connectApp(false));
    QSignalSpy pongs(&app->socket(), &QWebSocket::pong);
    app->socket().ping("Ping from client (1)");
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(pongs.first().at(1).toByteArray(), "Ping from client (1)");
}

void TestSocketApps::granularTokensAreRefusedByRtm()
{
    RtmPeer bot(m_server->apiBase(), "xoxb-app-x");
    QVERIFY(bot.call(u"auth.test"_s).ok());
    QCOMPARE(bot.call(u"rtm.connect"_s).error(), u"not_allowed_token_type"_s);
    QCOMPARE(bot.call(u"apps.connections.open"_s).error(), u"not_allowed_token_type"_s);
    RtmPeer app(m_server->apiBase(), "xapp-1-A1-1-x");
    QCOMPARE(app.call(u"chat.postMessage"_s).error(), u"not_allowed_token_type"_s);
}

void TestSocketApps::granularTokensNeedTheirScope()
{
    RtmPeer bot(m_server->apiBase(), "xoxb-app-x");
    const RtmPeer::Answer posted =
        bot.call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"x"_s}});
    QVERIFY(posted.ok());
    QVERIFY(posted.header("x-oauth-scopes").split(',').contains("chat:write"));
    QCOMPARE(posted.header("x-accepted-oauth-scopes"), "chat:write");
    RtmPeer mute(m_server->apiBase(), "xoxb-app-without-chat:write");
    const QJsonObject answer =
        mute.call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"x"_s}}).json();
    QCOMPARE(answer.value(u"error"_s), u"missing_scope"_s);
    QCOMPARE(answer.value(u"needed"_s), u"chat:write"_s);
    QVERIFY(answer.value(u"provided"_s).toString().startsWith(u"channels:history,"));
    QVERIFY(!answer.value(u"provided"_s).toString().contains(u"chat:write"));
}

void TestSocketApps::authTestNamesTheBot()
{
    RtmPeer bot(m_server->apiBase(), "xoxb-app-x");
    const QJsonObject who = bot.call(u"auth.test"_s).json();
    QCOMPARE(who.value(u"user_id"_s), u"U0RTMSCOPE"_s);
    QCOMPARE(who.value(u"bot_id"_s), u"B0RTMSCOPE"_s);
    QCOMPARE(who.value(u"team_id"_s), u"T0DEMO"_s);
    const QJsonObject info = bot.call(u"bots.info"_s, {{u"bot"_s, u"B0RTMSCOPE"_s}}).json();
    QCOMPARE(info.value(u"bot"_s).toObject().value(u"app_id"_s), u"A0RTMSCOPE"_s);
}

void TestSocketApps::aCommandIsAnsweredInItsAcknowledgement()
{
    const auto app = newApp();
    app->acknowledges(false);
    QVERIFY(app->connectApp());
    QVERIFY(m_web->login());
    cause("interaction slash_commands saying \"/deploy api now\"");
    const QJsonObject envelope = app->waitForEnvelope(u"slash_commands"_s);
    QCOMPARE(envelope.value(u"accepts_response_payload"_s), true);
    QVERIFY(!envelope.contains(u"retry_attempt"_s));
    const QJsonObject payload = envelope.value(u"payload"_s).toObject();
    QCOMPARE(payload.value(u"command"_s), u"/deploy"_s);
    QCOMPARE(payload.value(u"text"_s), u"api now"_s);
    QCOMPARE(payload.value(u"is_enterprise_install"_s), u"false"_s);
    app->send(
        {{u"envelope_id"_s, envelope.value(u"envelope_id"_s)},
         {u"payload"_s, QJsonObject{{u"text"_s, u"on its way"_s}, {u"response_type"_s, u"in_channel"_s}}}});
    const QJsonObject seen = m_web->waitFor(u"message"_s);
    QCOMPARE(seen.value(u"text"_s), u"on its way"_s);
    QCOMPARE(seen.value(u"bot_id"_s), u"B0RTMSCOPE"_s);
}

void TestSocketApps::aButtonIsPressedAndAnswered()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    RtmPeer bot(m_server->apiBase(), DemoServer::token());
    const QString blocks =
        u"[{\"type\":\"actions\",\"block_id\":\"b1\",\"elements\":[{\"type\":\"button\",\"action_id\":\"go\","
        "\"value\":\"7\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]"_s;
    const QString ts =
        bot.call(u"chat.postMessage"_s,
                 {{u"channel"_s, u"C0OPS"_s}, {u"text"_s, u"shall I?"_s}, {u"blocks"_s, blocks}})
            .json()
            .value(u"ts"_s)
            .toString();
    const QJsonObject payload = app->waitForEnvelope(u"block_actions"_s).value(u"payload"_s).toObject();
    const QJsonObject action = payload.value(u"actions"_s).toArray().first().toObject();
    QCOMPARE(action.value(u"action_id"_s), u"go"_s);
    QCOMPARE(action.value(u"block_id"_s), u"b1"_s);
    QCOMPARE(action.value(u"value"_s), u"7"_s);
    QCOMPARE(payload.value(u"container"_s).toObject().value(u"message_ts"_s), ts);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(payload.value(u"response_url"_s).toString()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> reply(
        network.post(request, QByteArray(R"({"replace_original":true,"text":"done"})")));
    QTRY_VERIFY(reply->isFinished());
    QTRY_VERIFY(!app->events(u"message"_s).isEmpty() &&
                app->events(u"message"_s).last().value(u"subtype"_s) == u"message_changed"_s);
    QCOMPARE(app->events(u"message"_s).last().value(u"message"_s).toObject().value(u"text"_s), u"done"_s);
}

void TestSocketApps::aResponseUrlWorksFiveTimes()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("interaction slash_commands");
    const QJsonObject envelope = app->waitForEnvelope(u"slash_commands"_s);
    const QUrl url(envelope.value(u"payload"_s).toObject().value(u"response_url"_s).toString());
    QNetworkAccessManager network;
    QList<int> statuses;
    for (int i = 0; i < 6; ++i) {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray(R"({"text":"x"})")));
        QTRY_VERIFY(reply->isFinished());
        statuses.append(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    }
    QCOMPARE(statuses, (QList<int>{200, 200, 200, 200, 200, 404}));
}

void TestSocketApps::aFormIsOpenedAndSent()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("interaction shortcut");
    const QJsonObject payload = app->waitForEnvelope(u"shortcut"_s).value(u"payload"_s).toObject();
    RtmPeer bot(m_server->apiBase(), DemoServer::token());
    const QString view =
        u"{\"type\":\"modal\",\"callback_id\":\"why\",\"private_metadata\":\"m\",\"title\":{\"type\":"
        "\"plain_text\",\"text\":\"T\"},\"blocks\":[{\"type\":\"input\",\"block_id\":\"b\",\"element\":"
        "{\"type\":\"plain_text_input\",\"action_id\":\"a\"}},{\"type\":\"divider\"}]}"_s;
    const QString trigger = payload.value(u"trigger_id"_s).toString();
    const QJsonObject opened =
        bot.call(u"views.open"_s, {{u"trigger_id"_s, trigger}, {u"view"_s, view}}).json();
    QVERIFY(opened.value(u"ok"_s).toBool());
    const QString id = opened.value(u"view"_s).toObject().value(u"id"_s).toString();
    const QJsonObject envelope = app->waitForEnvelope(u"view_submission"_s);
    QCOMPARE(envelope.value(u"accepts_response_payload"_s), true);
    const QJsonObject sent = envelope.value(u"payload"_s).toObject().value(u"view"_s).toObject();
    QCOMPARE(sent.value(u"id"_s), id);
    QCOMPARE(sent.value(u"callback_id"_s), u"why"_s);
    QCOMPARE(sent.value(u"private_metadata"_s), u"m"_s);
    const QJsonObject values = sent.value(u"state"_s).toObject().value(u"values"_s).toObject();
    const QJsonObject answer = values.value(u"b"_s).toObject().value(u"a"_s).toObject();
    QVERIFY(!answer.value(u"value"_s).toString().isEmpty());
    QCOMPARE(bot.call(u"views.open"_s, {{u"trigger_id"_s, trigger}, {u"view"_s, view}}).error(),
             u"exchanged_trigger_id"_s);
    QCOMPARE(bot.call(u"views.open"_s, {{u"trigger_id"_s, u"1.2.x"_s}, {u"view"_s, view}}).error(),
             u"invalid_trigger_id"_s);
    QVERIFY(bot.call(u"views.update"_s, {{u"view_id"_s, id}, {u"view"_s, view}}).ok());
    QCOMPARE(bot.call(u"views.update"_s, {{u"view_id"_s, u"V1"_s}, {u"view"_s, view}}).error(),
             u"not_found"_s);
    QCOMPARE(bot.call(u"views.publish"_s, {{u"user_id"_s, u"U01MIRA"_s}, {u"view"_s, u"[]"_s}}).error(),
             u"invalid_arguments"_s);
}

void TestSocketApps::everyInteractionIsAnObjectOfItsKind_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const QByteArray &kind : kindOf(Fault::Kind::Interaction).choices)
        QTest::newRow(kind.constData()) << kind;
}

void TestSocketApps::everyInteractionIsAnObjectOfItsKind()
{
    QFETCH(QByteArray, kind);
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("interaction " + kind);
    const QJsonObject envelope = app->waitForEnvelope(QString::fromUtf8(kind));
    const QJsonObject payload = envelope.value(u"payload"_s).toObject();
    QVERIFY(!payload.isEmpty());
    QVERIFY(!payload.value(u"trigger_id"_s).toString().isEmpty());
    QCOMPARE(payload.value(u"api_app_id"_s), u"A0RTMSCOPE"_s);
    if (kind != "slash_commands")
        QCOMPARE(envelope.value(u"type"_s), u"interactive"_s);
}

void TestSocketApps::storiesTellOfWhatRtmNeverHas()
{
    DemoServer::Options options = quiet();
    options.appStories = true;
    options.eventsPerSecond = 5000;
    start(options);
    const auto app = newApp();
    QSet<QString> types;
    connect(&app->socket(), &QWebSocket::textMessageReceived, this, [&](const QString &text) {
        types.insert(AppPeer::typeOf(QJsonDocument::fromJson(text.toUtf8()).object()));
        app->clear();
    });
    QVERIFY(app->connectApp(false));
    const QSet<QString> wanted{u"function_executed"_s, u"assistant_thread_started"_s,
                               u"link_shared"_s,       u"channel_id_changed"_s,
                               u"app_home_opened"_s,   u"block_actions"_s,
                               u"view_submission"_s,   u"shortcut"_s,
                               u"message"_s,           u"app_mention"_s,
                               u"workflow_deleted"_s,  u"huddle_weather_changed"_s};
    QTRY_VERIFY_WITH_TIMEOUT(QSet<QString>(types).intersect(wanted) == wanted, 30'000);
    for (const char *never :
         {"user_typing", "presence_change", "channel_marked", "hello", "pref_change", "bot_added"})
        QVERIFY2(!types.contains(QString::fromLatin1(never)) || qstrcmp(never, "hello") == 0, never);
}

void TestSocketApps::disconnects_data()
{
    QTest::addColumn<QByteArray>("choice");
    QTest::addColumn<QStringList>("reasons");
    QTest::newRow("warning") << QByteArray("warning") << QStringList{u"warning"_s, u"refresh_requested"_s};
    for (const char *reason :
         {"refresh_requested", "too_many_websockets", "link_disabled", "moved_elsewhere"})
        QTest::newRow(reason) << QByteArray(reason) << QStringList{QString::fromLatin1(reason)};
    QTest::newRow("none") << QByteArray("none") << QStringList{QString()};
}

void TestSocketApps::disconnects()
{
    QFETCH(QByteArray, choice);
    QFETCH(QStringList, reasons);
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("disconnect " + choice);
    QTRY_COMPARE(app->socket().state(), QAbstractSocket::UnconnectedState);
    QStringList seen;
    for (const QJsonObject &frame : app->objects()) {
        if (frame.value(u"type"_s) == u"disconnect"_s)
            seen.append(frame.value(u"reason"_s).toString());
    }
    QCOMPARE(seen, reasons);
}

void TestSocketApps::aDismissalStandsInPlaceOfHello()
{
    cause("app-refused link_disabled for 1h");
    const auto app = newApp();
    QVERIFY(app->connectApp(false));
    QCOMPARE(app->waitFor(u"disconnect"_s).value(u"reason"_s), u"link_disabled"_s);
    QTRY_COMPARE(app->socket().state(), QAbstractSocket::UnconnectedState);
    m_server->endFaults();
    QVERIFY(newApp()->connectApp());
}

void TestSocketApps::acknowledgedEventsCanComeAgain()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    QSignalSpy acknowledged(m_server.get(), &DemoServer::envelopeAcknowledged);
    say(u"a"_s);
    say(u"b"_s);
    QTRY_COMPARE(acknowledged.size(), 2);
    cause("retry acknowledged 1");
    QTRY_COMPARE(textsOf(*app), (QStringList{u"a"_s, u"b"_s, u"b"_s}));
    QCOMPARE(app->envelopes().last().value(u"retry_attempt"_s).toInt(), 1);
    QTRY_COMPARE(acknowledged.size(), 3);
    cause("retry twice 1");
    QTRY_COMPARE(textsOf(*app).size(), 4);
    QCOMPARE(app->envelopes().last().value(u"retry_attempt"_s).toInt(), 0);
    QCOMPARE(
        app->count(app->envelopes().last().value(u"payload"_s).toObject().value(u"event_id"_s).toString()),
        3);
}

void TestSocketApps::eventsCanComeLate()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("retry late 1");
    say(u"late"_s);
    say(u"early"_s);
    QTRY_COMPARE(textsOf(*app), (QStringList{u"early"_s, u"late"_s}));
    QCOMPARE(app->envelopes().last().value(u"retry_attempt"_s).toInt(), 1);
}

void TestSocketApps::acknowledgementsCanBeLost()
{
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("envelope-acks lost for 1h");
    say(u"a"_s);
    QTRY_COMPARE(textsOf(*app), (QStringList{u"a"_s, u"a"_s}));
    cause("envelope-acks ok");
    say(u"b"_s);
    QTRY_COMPARE(textsOf(*app).last(), u"b"_s);
}

void TestSocketApps::othersTakeTheirShare()
{
    cause("others 1 for 1h");
    const auto app = newApp();
    QVERIFY(app->connectApp());
    QCOMPARE(app->waitFor(u"hello"_s).value(u"num_connections"_s).toInt(), 2);
    QSignalSpy elsewhere(m_server.get(), &DemoServer::takenElsewhere);
    for (int i = 0; i < 4; ++i)
        say(QString::number(i));
    QTRY_COMPARE(textsOf(*app).size() + elsewhere.size(), 4);
    QCOMPARE(elsewhere.size(), 2);
    cause("others deaf 1 for 1h");
    say(u"again"_s);
    say(u"and again"_s);
    QTRY_VERIFY(textsOf(*app).contains(u"again"_s) && textsOf(*app).contains(u"and again"_s));
    cause("others 10 for 1h");
    const auto late = newApp();
    QVERIFY(late->connectApp(false));
    QCOMPARE(late->waitFor(u"disconnect"_s).value(u"reason"_s), u"too_many_websockets"_s);
}

void TestSocketApps::oddEnvelopes_data()
{
    QTest::addColumn<QByteArray>("choice");
    QTest::addColumn<QByteArray>("contains");
    QTest::addColumn<QByteArray>("lacks");
    const auto row = [](const char *choice, const char *contains, const char *lacks = "\"nothing\"") {
        QTest::newRow(choice) << QByteArray(choice) << QByteArray(contains) << QByteArray(lacks);
    };
    row("no-event", "\"event_callback\"", "\"event\":");
    row("rate-limited", "\"minute_rate_limited\":", "\"event\":");
    row("unwrapped", "\"payload\":{\"type\":\"app_home_opened\"", "\"event_callback\"");
    row("no-team", "\"event_callback\"", "\"team_id\":\"T0DEMO\",\"context");
    row("foreign-team", "\"team_id\":\"T0OTHER\"");
    row("unknown-event", "\"never_documented\"");
    row("unknown-type", "\"type\":\"weather_report\"");
    row("app-uninstalled", "\"type\":\"app_uninstalled\"");
    row("tokens-revoked", "\"bot\":[\"U0RTMSCOPE\"]");
}

void TestSocketApps::oddEnvelopes()
{
    QFETCH(QByteArray, choice);
    QFETCH(QByteArray, contains);
    QFETCH(QByteArray, lacks);
    const auto app = newApp();
    QVERIFY(app->connectApp());
    cause("envelope " + choice);
    QTRY_COMPARE(app->envelopes().size(), 1);
    QVERIFY2(app->frames().last().contains(contains), app->frames().last());
    QVERIFY2(!app->frames().last().contains(lacks), app->frames().last());
}

RTMSCOPE_TEST_MAIN(TestSocketApps)
#include "tst_socketapps.moc"
