// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/demoserver.h"
#include "tests/core/demo/rtmpeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;
using rtmscope::testing::RtmPeer;

using Arguments = QList<std::pair<QString, QString>>;
Q_DECLARE_METATYPE(Arguments)

//! The Web API of the demo server, over real HTTP.
class TestWebMethods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsWhoOneIs();
    void refusesByToken_data();
    void refusesByToken();
    void someRefusalsConcernRtmOnly();
    void answersErrors_data();
    void answersErrors();
    void pagesThroughLists_data();
    void pagesThroughLists();
    void pagesMayBeShort();
    void historyIsNewestFirst();
    void historyRespectsItsBounds();
    void repliesBeginWithTheParent();
    void oneCanEditDeleteAndReact();
    void aDeletedParentLeavesATombstone();
    void markingMovesTheCursor();
    void joiningAndLeaving();
    void opensDirectMessages();
    void startsTheOldWay();
    void limitsAndFailsOnRequest();
    void speaksHttp_data();
    void speaksHttp();
    void keepsTheConnection();

private:
    RtmPeer::Answer call(const QString &method, const Arguments &arguments = {})
    {
        return m_peer->call(method, arguments);
    }
    QString post(const QString &text, const QString &threadTs = {})
    {
        Arguments arguments{{u"channel"_s, u"C0OPS"_s}, {u"text"_s, text}};
        if (!threadTs.isEmpty())
            arguments.append({u"thread_ts"_s, threadTs});
        return call(u"chat.postMessage"_s, arguments).json().value(u"ts"_s).toString();
    }
    QList<QJsonObject> history(Arguments arguments = {})
    {
        arguments.append({u"channel"_s, u"C0OPS"_s});
        QList<QJsonObject> messages;
        for (const QJsonValue &value :
             call(u"conversations.history"_s, arguments).json().value(u"messages"_s).toArray())
            messages.append(value.toObject());
        return messages;
    }
    QByteArray exchange(const QByteArray &request);

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RtmPeer> m_peer;
};

void TestWebMethods::init()
{
    DemoServer::Options options;
    options.eventsPerSecond = 0;
    options.answers = false;
    m_server = std::make_unique<DemoServer>(options);
    QVERIFY(m_server->listen());
    m_peer = std::make_unique<RtmPeer>(m_server->apiBase(), DemoServer::token());
}

void TestWebMethods::cleanup()
{
    m_peer.reset();
    m_server.reset();
}

void TestWebMethods::tellsWhoOneIs()
{
    QSignalSpy called(m_server.get(), &DemoServer::apiCalled);
    const QJsonObject bot = call(u"auth.test"_s).json();
    QCOMPARE(bot.value(u"user_id"_s).toString(), u"U0RTMSCOPE"_s);
    QCOMPARE(bot.value(u"bot_id"_s).toString(), u"B0RTMSCOPE"_s);
    QCOMPARE(called.first(), (QVariantList{u"auth.test"_s, 200}));
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    const auto answer = you.call(u"auth.test"_s);
    QCOMPARE(answer.json().value(u"user_id"_s).toString(), u"U0YOU"_s);
    QVERIFY(!answer.json().contains(u"bot_id"_s));
    QVERIFY(!answer.header("x-slack-req-id").isEmpty());
}

void TestWebMethods::refusesByToken_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("none") << QByteArray() << 200 << u"not_authed"_s;
    QTest::newRow("unknown") << QByteArray("xoxb-123") << 200 << u"invalid_auth"_s;
    const char *codes =
        "not_authed invalid_auth account_inactive token_revoked token_expired user_removed_from_team "
        "team_disabled "
        "not_allowed_token_type missing_scope no_permission is_bot access_denied accesslimited "
        "ekm_access_denied "
        "two_factor_setup_required enterprise_is_restricted team_access_not_granted method_deprecated "
        "deprecated_endpoint org_login_required team_added_to_org migration_in_progress fatal_error "
        "internal_error "
        "service_unavailable request_timeout unknown_method invalid_arguments";
    for (const QByteArray &code : QByteArray(codes).split(' '))
        QTest::newRow(code.constData()) << QByteArray("xoxb-fail-" + code) << 200 << QString::fromUtf8(code);
    QTest::newRow("ratelimited") << QByteArray("xoxb-fail-ratelimited") << 429 << u"ratelimited"_s;
    QTest::newRow("http-500") << QByteArray("xoxb-http-500") << 500 << QString();
    QTest::newRow("html") << QByteArray("xoxb-html") << 200 << QString();
}

void TestWebMethods::refusesByToken()
{
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QString, error);
    RtmPeer peer(m_server->apiBase(), token);
    const auto answer = peer.call(u"rtm.connect"_s);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error(), error);
    if (status == 429)
        QCOMPARE(answer.header("Retry-After"), QByteArray("30"));
    if (error == u"missing_scope"_s)
        QVERIFY(answer.json().contains(u"needed"_s) && answer.json().contains(u"provided"_s));
    if (token == "xoxb-html")
        QVERIFY(answer.header("Content-Type").startsWith("text/html"));
}

void TestWebMethods::someRefusalsConcernRtmOnly()
{
    RtmPeer granular(m_server->apiBase(), "xoxb-fail-not_allowed_token_type");
    QVERIFY(granular.call(u"auth.test"_s).ok());
    QCOMPARE(granular.call(u"rtm.start"_s).error(), u"not_allowed_token_type"_s);
    RtmPeer modern(m_server->apiBase(), "xoxb-fail-rtm_connect_required");
    QVERIFY(modern.call(u"rtm.connect"_s).ok());
    QCOMPARE(modern.call(u"rtm.start"_s).error(), u"rtm_connect_required"_s);
    RtmPeer revoked(m_server->apiBase(), "xoxb-fail-token_revoked");
    QCOMPARE(revoked.call(u"auth.test"_s).error(), u"token_revoked"_s);
    RtmPeer hasty(m_server->apiBase(), "xoxb-fail-ratelimited-2");
    QCOMPARE(hasty.call(u"rtm.connect"_s).header("Retry-After"), QByteArray("2"));
}

void TestWebMethods::answersErrors_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<Arguments>("arguments");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QString &method, const Arguments &arguments,
                        const QString &error) { QTest::newRow(name) << method << arguments << error; };
    const std::pair<QString, QString> ops{u"channel"_s, u"C0OPS"_s};
    const std::pair<QString, QString> text{u"text"_s, u"x"_s};
    const std::pair<QString, QString> nowhen{u"ts"_s, u"1.000001"_s};
    row("unknown method", u"dance.start"_s, {}, u"unknown_method"_s);
    row("no channel", u"conversations.info"_s, {}, u"channel_not_found"_s);
    row("history of nothing", u"conversations.history"_s, {{u"channel"_s, u"C0NO"_s}},
        u"channel_not_found"_s);
    row("history from outside", u"conversations.history"_s, {{u"channel"_s, u"C0HIRING"_s}},
        u"not_in_channel"_s);
    row("bad cursor", u"conversations.history"_s, {ops, {u"cursor"_s, u"!!"_s}}, u"invalid_cursor"_s);
    row("cursor of another method", u"users.list"_s, {{u"cursor"_s, u"bmV4dF90czox"_s}}, u"invalid_cursor"_s);
    row("bad limit", u"users.list"_s, {{u"limit"_s, u"many"_s}}, u"invalid_limit"_s);
    row("no thread", u"conversations.replies"_s, {ops, nowhen}, u"thread_not_found"_s);
    row("no user", u"users.info"_s, {{u"user"_s, u"U404"_s}}, u"user_not_found"_s);
    row("no bot", u"bots.info"_s, {{u"bot"_s, u"B404"_s}}, u"bot_not_found"_s);
    row("nothing to say", u"chat.postMessage"_s, {ops}, u"no_text"_s);
    row("too much to say", u"chat.postMessage"_s, {ops, {u"text"_s, QString(40'001, u'x')}},
        u"msg_too_long"_s);
    row("post from outside", u"chat.postMessage"_s, {{u"channel"_s, u"hiring"_s}, text}, u"not_in_channel"_s);
    row("post into the archive", u"chat.postMessage"_s, {{u"channel"_s, u"#old-website"_s}, text},
        u"is_archived"_s);
    row("post into no thread", u"chat.postMessage"_s, {ops, text, {u"thread_ts"_s, u"1.000001"_s}},
        u"thread_not_found"_s);
    row("odd blocks", u"chat.postMessage"_s, {ops, {u"blocks"_s, u"{}"_s}}, u"invalid_blocks"_s);
    row("update nothing", u"chat.update"_s, {ops, text, nowhen}, u"message_not_found"_s);
    row("delete nothing", u"chat.delete"_s, {ops, nowhen}, u"message_not_found"_s);
    row("react to nothing", u"reactions.add"_s, {ops, {u"name"_s, u"eyes"_s}, {u"timestamp"_s, u"1.0"_s}},
        u"message_not_found"_s);
    row("link to nothing", u"chat.getPermalink"_s, {ops, {u"message_ts"_s, u"1.0"_s}},
        u"message_not_found"_s);
    row("mark at no time", u"conversations.mark"_s, {ops, {u"ts"_s, u"noon"_s}}, u"invalid_timestamp"_s);
    row("open with nobody", u"conversations.open"_s, {{u"users"_s, u"U404"_s}}, u"user_not_found"_s);
    row("leave general", u"conversations.leave"_s, {{u"channel"_s, u"C0GENERAL"_s}}, u"cant_leave_general"_s);
    row("as asked", u"api.test"_s, {{u"error"_s, u"my_error"_s}}, u"my_error"_s);
}

void TestWebMethods::answersErrors()
{
    QFETCH(QString, method);
    QFETCH(Arguments, arguments);
    QFETCH(QString, error);
    const auto answer = call(method, arguments);
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error(), error);
}

void TestWebMethods::pagesThroughLists_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("member");
    QTest::addColumn<Arguments>("arguments");
    QTest::newRow("users.list") << u"users.list"_s << u"members"_s << Arguments{};
    QTest::newRow("conversations.list") << u"conversations.list"_s << u"channels"_s << Arguments{};
    QTest::newRow("users.conversations")
        << u"users.conversations"_s << u"channels"_s
        << Arguments{{u"types"_s, u"public_channel,private_channel,im,mpim"_s}};
    QTest::newRow("conversations.members")
        << u"conversations.members"_s << u"members"_s << Arguments{{u"channel"_s, u"C0GENERAL"_s}};
    QTest::newRow("conversations.history")
        << u"conversations.history"_s << u"messages"_s << Arguments{{u"channel"_s, u"C0OPS"_s}};
}

void TestWebMethods::pagesThroughLists()
{
    QFETCH(QString, method);
    QFETCH(QString, member);
    QFETCH(Arguments, arguments);
    const QJsonArray whole = call(method, arguments).json().value(member).toArray();
    QVERIFY(whole.size() > 4);
    QJsonArray pieced;
    QString cursor;
    int pages = 0;
    do {
        Arguments page = arguments;
        page.append({{u"limit"_s, u"4"_s}, {u"cursor"_s, cursor}});
        const QJsonObject answer = call(method, page).json();
        QVERIFY(answer.value(u"ok"_s).toBool());
        for (const QJsonValue &value : answer.value(member).toArray())
            pieced.append(value);
        cursor = answer.value(u"response_metadata"_s).toObject().value(u"next_cursor"_s).toString();
        ++pages;
    } while (!cursor.isEmpty() && pages < 100);
    QCOMPARE(pages, (whole.size() + 3) / 4);
    QCOMPARE(pieced, whole);
}

void TestWebMethods::pagesMayBeShort()
{
    const Arguments all{{u"exclude_archived"_s, u"1"_s}, {u"limit"_s, u"9"_s}};
    const QJsonObject answer = call(u"conversations.list"_s, all).json();
    const QJsonArray channels = answer.value(u"channels"_s).toArray();
    QVERIFY(channels.size() < 9);
    for (const QJsonValue &channel : channels)
        QVERIFY(!channel.toObject().value(u"is_archived"_s).toBool());
}

void TestWebMethods::historyIsNewestFirst()
{
    const QList<QJsonObject> messages = history();
    for (qsizetype i = 1; i < messages.size(); ++i)
        QVERIFY(messages[i].value(u"ts"_s).toString() < messages[i - 1].value(u"ts"_s).toString());
    bool parents = false;
    for (const QJsonObject &message : messages) {
        const bool reply =
            message.contains(u"thread_ts"_s) && message.value(u"thread_ts"_s) != message.value(u"ts"_s);
        QVERIFY(!reply || message.value(u"subtype"_s) == u"thread_broadcast"_s);
        parents = parents || message.value(u"reply_count"_s).toInt() > 0;
        QVERIFY(!message.contains(u"channel"_s));
    }
    QVERIFY(parents);
}

void TestWebMethods::historyRespectsItsBounds()
{
    const QString one = post(u"one"_s);
    const QString two = post(u"two"_s);
    const QString three = post(u"three"_s);
    const auto texts = [this](const Arguments &arguments) {
        QStringList found;
        for (const QJsonObject &message : history(arguments))
            found.append(message.value(u"text"_s).toString());
        return found;
    };
    QCOMPARE(texts({{u"oldest"_s, one}}), (QStringList{u"three"_s, u"two"_s}));
    QCOMPARE(texts({{u"oldest"_s, one}, {u"latest"_s, three}}), QStringList{u"two"_s});
    QCOMPARE(texts({{u"oldest"_s, one}, {u"latest"_s, two}, {u"inclusive"_s, u"1"_s}}),
             (QStringList{u"two"_s, u"one"_s}));
}

void TestWebMethods::repliesBeginWithTheParent()
{
    const QString parent = post(u"parent"_s);
    QString last;
    for (int i = 0; i < 5; ++i)
        last = post(QString::number(i), parent);
    QStringList texts;
    QString cursor;
    do {
        const QJsonObject page =
            call(u"conversations.replies"_s,
                 {{u"channel"_s, u"C0OPS"_s}, {u"ts"_s, last}, {u"limit"_s, u"2"_s}, {u"cursor"_s, cursor}})
                .json();
        const QJsonArray messages = page.value(u"messages"_s).toArray();
        QCOMPARE(messages.first().toObject().value(u"text"_s).toString(), u"parent"_s);
        for (qsizetype i = 1; i < messages.size(); ++i)
            texts.append(messages[i].toObject().value(u"text"_s).toString());
        cursor = page.value(u"response_metadata"_s).toObject().value(u"next_cursor"_s).toString();
        QCOMPARE(page.value(u"has_more"_s).toBool(), !cursor.isEmpty());
    } while (!cursor.isEmpty());
    QCOMPARE(texts.join(QString()), u"01234"_s);
}

void TestWebMethods::oneCanEditDeleteAndReact()
{
    QVERIFY(m_peer->login());
    const QString ts = post(u"first"_s);
    const Arguments it{{u"channel"_s, u"C0OPS"_s}, {u"ts"_s, ts}};
    QVERIFY(call(u"chat.update"_s, it + Arguments{{u"text"_s, u"second"_s}}).ok());
    const QJsonObject changed = m_peer->waitFor(u"message"_s, u"message_changed"_s);
    QCOMPARE(changed.value(u"message"_s).toObject().value(u"text"_s).toString(), u"second"_s);
    QCOMPARE(changed.value(u"previous_message"_s).toObject().value(u"text"_s).toString(), u"first"_s);
    QVERIFY(changed.value(u"message"_s).toObject().contains(u"edited"_s));

    const Arguments reaction{{u"channel"_s, u"C0OPS"_s}, {u"timestamp"_s, ts}, {u"name"_s, u"eyes"_s}};
    QVERIFY(call(u"reactions.add"_s, reaction).ok());
    QCOMPARE(call(u"reactions.add"_s, reaction).error(), u"already_reacted"_s);
    QCOMPARE(m_peer->waitFor(u"reaction_added"_s).value(u"item"_s).toObject().value(u"ts"_s).toString(), ts);
    QVERIFY(call(u"reactions.remove"_s, reaction).ok());
    QCOMPARE(call(u"reactions.remove"_s, reaction).error(), u"no_reaction"_s);
    QVERIFY(!m_peer->waitFor(u"reaction_removed"_s).isEmpty());

    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    QCOMPARE(you.call(u"chat.update"_s, it + Arguments{{u"text"_s, u"mine"_s}}).error(),
             u"cant_update_message"_s);
    QCOMPARE(you.call(u"chat.delete"_s, it).error(), u"cant_delete_message"_s);
    QVERIFY(call(u"chat.delete"_s, it).ok());
    QCOMPARE(m_peer->waitFor(u"message"_s, u"message_deleted"_s).value(u"deleted_ts"_s).toString(), ts);
}

void TestWebMethods::aDeletedParentLeavesATombstone()
{
    QVERIFY(m_peer->login());
    const QString parent = post(u"parent"_s);
    const QString reply = post(u"reply"_s, parent);
    m_peer->clear();
    QVERIFY(call(u"chat.delete"_s, {{u"channel"_s, u"C0OPS"_s}, {u"ts"_s, parent}}).ok());
    const QJsonObject message =
        m_peer->waitFor(u"message"_s, u"message_changed"_s).value(u"message"_s).toObject();
    QCOMPARE(message.value(u"subtype"_s).toString(), u"tombstone"_s);
    QCOMPARE(message.value(u"reply_count"_s).toInt(), 1);
    QVERIFY(call(u"chat.delete"_s, {{u"channel"_s, u"C0OPS"_s}, {u"ts"_s, reply}}).ok());
    QVERIFY(!m_peer->waitFor(u"message"_s, u"message_deleted"_s).isEmpty());
}

void TestWebMethods::markingMovesTheCursor()
{
    QVERIFY(m_peer->login());
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    const Arguments ops{{u"channel"_s, u"C0OPS"_s}};
    const QString ts = you.call(u"chat.postMessage"_s, ops + Arguments{{u"text"_s, u"unread"_s}})
                           .json()
                           .value(u"ts"_s)
                           .toString();
    const auto unread = [&] {
        return call(u"conversations.info"_s, ops)
            .json()
            .value(u"channel"_s)
            .toObject()
            .value(u"unread_count"_s)
            .toInt();
    };
    QVERIFY(unread() >= 1);
    QVERIFY(call(u"conversations.mark"_s, ops + Arguments{{u"ts"_s, ts}}).ok());
    QCOMPARE(unread(), 0);
    QCOMPARE(m_peer->waitFor(u"channel_marked"_s).value(u"ts"_s).toString(), ts);
}

void TestWebMethods::joiningAndLeaving()
{
    QVERIFY(m_peer->login());
    const Arguments hiring{{u"channel"_s, u"C0HIRING"_s}};
    QVERIFY(call(u"conversations.join"_s, hiring).ok());
    QVERIFY(!m_peer->waitFor(u"channel_joined"_s).isEmpty());
    QVERIFY(!m_peer->waitFor(u"member_joined_channel"_s).isEmpty());
    QCOMPARE(call(u"conversations.join"_s, hiring).json().value(u"warning"_s).toString(),
             u"already_in_channel"_s);
    QVERIFY(call(u"conversations.leave"_s, hiring).ok());
    QVERIFY(!m_peer->waitFor(u"channel_left"_s).isEmpty());
    QVERIFY(call(u"conversations.leave"_s, hiring).json().value(u"not_in_channel"_s).toBool());
}

void TestWebMethods::opensDirectMessages()
{
    QVERIFY(m_peer->login());
    const QJsonObject opened = call(u"conversations.open"_s, {{u"users"_s, u"U11SOFIA"_s}}).json();
    const QString id = opened.value(u"channel"_s).toObject().value(u"id"_s).toString();
    QVERIFY(id.startsWith(u'D'));
    QVERIFY(!m_peer->waitFor(u"im_created"_s).isEmpty());
    QVERIFY(call(u"conversations.open"_s, {{u"users"_s, u"U11SOFIA"_s}})
                .json()
                .value(u"already_open"_s)
                .toBool());
    QVERIFY(call(u"chat.postMessage"_s, {{u"channel"_s, u"U11SOFIA"_s}, {u"text"_s, u"hi"_s}}).ok());
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    QCOMPARE(you.call(u"conversations.info"_s, {{u"channel"_s, id}}).error(), u"channel_not_found"_s);
}

void TestWebMethods::startsTheOldWay()
{
    const QJsonObject modern = call(u"rtm.start"_s).json();
    QVERIFY(modern.contains(u"url"_s));
    QVERIFY(!modern.contains(u"users"_s));
    const QJsonObject old = call(u"rtm.start"_s, {{u"verbose"_s, u"1"_s}}).json();
    for (const char *list : {"users", "channels", "groups", "mpims", "ims", "bots"})
        QVERIFY2(!old.value(QLatin1String(list)).toArray().isEmpty(), list);
}

void TestWebMethods::limitsAndFailsOnRequest()
{
    m_server->rateLimitNext(u"users.info"_s, 2, 3);
    m_server->failNext(u"*"_s, 1, 502, "<html>bad gateway</html>");
    const Arguments mira{{u"user"_s, u"U01MIRA"_s}};
    const auto limited = call(u"users.info"_s, mira);
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.header("Retry-After"), QByteArray("3"));
    QCOMPARE(call(u"auth.test"_s).status, 502);
    QCOMPARE(call(u"users.info"_s, mira).status, 429);
    QVERIFY(call(u"users.info"_s, mira).ok());
    m_server->rateLimitNext(u"auth.test"_s, 1, -1);
    QVERIFY(call(u"auth.test"_s).header("Retry-After").isEmpty());
}

//! Sends \a request as it is and returns what comes back until the server closes or falls silent.
QByteArray TestWebMethods::exchange(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }))
        return {};
    socket.write(request);
    (void)QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 5000);
    return answer;
}

void TestWebMethods::speaksHttp_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("contains");
    const QByteArray close = "Connection: close\r\n";
    const QByteArray bearer = "Authorization: Bearer xoxb-demo-x\r\n" + close;
    const auto row = [](const char *name, const QByteArray &request, const char *begins,
                        const char *contains) {
        QTest::newRow(name) << request << QByteArray(begins) << QByteArray(contains);
    };
    row("GET", "GET /api/auth.test HTTP/1.1\r\n" + bearer + "\r\n", "HTTP/1.1 200 OK", "\"ok\":true");
    row("token in a form",
        "POST /api/auth.test HTTP/1.1\r\n" + close +
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\ntoken=xoxb-demo-x",
        "HTTP/1.1 200 OK", "\"ok\":true");
    row("JSON body",
        "POST /api/users.info HTTP/1.1\r\n" + bearer +
            "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
            "18\r\n\r\n{\"user\":\"U01MIRA\"}",
        "HTTP/1.1 200 OK", "Mira Okafor");
    row("JSON body that is none",
        "POST /api/users.info HTTP/1.1\r\n" + bearer +
            "Content-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"use",
        "HTTP/1.1 200 OK", "invalid_form_data");
    row("chunks",
        "POST /api/users.info HTTP/1.1\r\n" + bearer +
            "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
            "5\r\nuser=\r\n7\r\nU01MIRA\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK", "Mira Okafor");
    row("HEAD", "HEAD /api/auth.test HTTP/1.1\r\n" + bearer + "\r\n", "HTTP/1.1 200 OK", "Content-Length: ");
    row("nothing there", "GET /nowhere HTTP/1.1\r\n" + close + "\r\n", "HTTP/1.1 404 Not Found", "text/html");
    row("a greeting", "GET / HTTP/1.1\r\n" + close + "\r\n", "HTTP/1.1 200 OK", "demo workspace");
    row("PUT", "PUT /api/auth.test HTTP/1.1\r\n" + close + "\r\n", "HTTP/1.1 405 ", "Allow: GET, HEAD, POST");
    row("no HTTP", "good morning\r\n\r\n", "HTTP/1.1 400 Bad Request", "Connection: close");
    row("HTTP/1.0", "GET /api/api.test HTTP/1.0\r\n\r\n", "HTTP/1.1 200 OK", "Connection: close");
    row("no handshake", "GET /websocket/x HTTP/1.1\r\n" + close + "\r\n", "HTTP/1.1 400 Bad Request",
        "handshake");
    row("old handshake",
        "GET /websocket/x HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 8\r\n\r\n",
        "HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13");
}

void TestWebMethods::speaksHttp()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, begins);
    QFETCH(QByteArray, contains);
    const QByteArray answer = exchange(request);
    QVERIFY2(answer.startsWith(begins), answer.constData());
    QVERIFY2(answer.contains(contains), answer.constData());
    if (request.startsWith("HEAD"))
        QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestWebMethods::keepsTheConnection()
{
    const QByteArray answer = exchange("GET /api/api.test HTTP/1.1\r\n\r\nGET /api/api.test HTTP/1.1\r\n\r\n"
                                       "GET /api/api.test HTTP/1.1\r\nConnection: close\r\n\r\n");
    QCOMPARE(answer.count("HTTP/1.1 200 OK"), 3);
    QCOMPARE(answer.count("\"ok\":true"), 3);
}

RTMSCOPE_TEST_MAIN(TestWebMethods)
#include "tst_webmethods.moc"
