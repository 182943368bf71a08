// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"
#include "tests/core/demo/rtmpeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
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
    void opensGroupConversations();
    void startsTheOldWay();
    void startsAsToday();
    void capsLimits_data();
    void capsLimits();
    void historyTurnsPagesUpwards();
    void emptyArgumentsAreAbsent();
    void broadcastsWithACapitalT();
    void tellsManyUsersAtOnce();
    void findsPeopleByEmail();
    void listsUserGroups();
    void keepsPreferences();
    void changesTheProfile();
    void snoozes();
    void roomsAreMadeAndChanged();
    void pinsAndListsPins();
    void whispers();
    void coloursAreHexOnTheWire();
    void speaksUnderAnotherName();
    void tellsOfFiles();
    void takesUploads();
    void retiredMethodsSayWhatToUse_data();
    void retiredMethodsSayWhatToUse();
    void retiredMethodsWorkOnRequest();
    void uploadsTheOldWay();
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
    void serveOldClients();

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

void TestWebMethods::opensGroupConversations()
{
    QVERIFY(m_peer->login());
    const Arguments users{{u"users"_s, u"[\"U03NOA\",\"U04KARIM\"]"_s}};
    const QJsonObject opened = call(u"conversations.open"_s, users).json();
    const QString id = opened.value(u"channel"_s).toObject().value(u"id"_s).toString();
    QVERIFY(id.startsWith(u'G'));
    QVERIFY(!m_peer->waitFor(u"mpim_joined"_s).isEmpty());
    const QJsonObject again = call(u"conversations.open"_s, users).json();
    QVERIFY(again.value(u"already_open"_s).toBool());
    QCOMPARE(again.value(u"channel"_s).toObject().value(u"id"_s).toString(), id);
    // The one that was there from the start, whoever asks and in whatever order.
    for (const char *order : {"U01MIRA,U02TOMAS", "U02TOMAS,U01MIRA", "U02TOMAS,U01MIRA,U02TOMAS"}) {
        for (const char *token : {"xoxb-demo-me", "xoxp-demo-me"}) {
            RtmPeer peer(m_server->apiBase(), token);
            const QJsonObject trio =
                peer.call(u"conversations.open"_s, {{u"users"_s, QString::fromLatin1(order)}}).json();
            QVERIFY(trio.value(u"already_open"_s).toBool());
            QCOMPARE(trio.value(u"channel"_s).toObject().value(u"id"_s).toString(), u"G0TRIO"_s);
        }
    }
    QVERIFY(!call(u"conversations.open"_s, {{u"users"_s, u"U01MIRA,U02TOMAS,U03NOA"_s}})
                 .json()
                 .contains(u"already_open"_s));
    QVERIFY(call(u"chat.postMessage"_s, {{u"channel"_s, id}, {u"text"_s, u"all of you"_s}}).ok());
    QVERIFY(call(u"conversations.close"_s, {{u"channel"_s, id}}).ok());
    QCOMPARE(m_peer->waitFor(u"mpim_close"_s).value(u"channel"_s).toString(), id);
}

//! What clients of the years before 2022 build their whole state from.
void TestWebMethods::startsTheOldWay()
{
    const QJsonObject old = call(u"rtm.start"_s).json();
    QVERIFY(!old.value(u"url"_s).toString().isEmpty());
    QVERIFY(!old.value(u"self"_s).toObject().value(u"prefs"_s).toObject().isEmpty());
    QVERIFY(!old.value(u"team"_s).toObject().value(u"email_domain"_s).toString().isEmpty());
    for (const char *list : {"users", "channels", "groups", "mpims", "ims", "bots"})
        QVERIFY2(!old.value(QLatin1String(list)).toArray().isEmpty(), list);
    const auto named = [](const QJsonArray &list, const QString &key, const QString &value) {
        for (const QJsonValue &one : list) {
            if (one.toObject().value(key) == value)
                return one.toObject();
        }
        return QJsonObject();
    };
    const QJsonObject ops = named(old.value(u"channels"_s).toArray(), u"name"_s, u"ops"_s);
    QVERIFY(ops.value(u"members"_s).toArray().contains(u"U0RTMSCOPE"_s));
    QVERIFY(ops.value(u"latest"_s).isObject());
    QVERIFY(ops.contains(u"unread_count"_s));
    const QJsonObject hiring = named(old.value(u"channels"_s).toArray(), u"name"_s, u"hiring"_s);
    QVERIFY(!hiring.isEmpty() && !hiring.value(u"is_member"_s).toBool());
    QVERIFY(!named(old.value(u"users"_s).toArray(), u"name"_s, u"mira"_s)
                 .value(u"presence"_s)
                 .toString()
                 .isEmpty());
    QVERIFY(!named(old.value(u"ims"_s).toArray(), u"user"_s, u"U01MIRA"_s).isEmpty());

    const QString group = u"G0TRIO"_s;
    QVERIFY(!named(old.value(u"groups"_s).toArray(), u"id"_s, group).isEmpty());
    const QJsonObject aware =
        call(u"rtm.start"_s, {{u"mpim_aware"_s, u"true"_s}, {u"no_latest"_s, u"1"_s}}).json();
    QVERIFY(named(aware.value(u"groups"_s).toArray(), u"id"_s, group).isEmpty());
    QVERIFY(!named(aware.value(u"mpims"_s).toArray(), u"id"_s, group).isEmpty());
    QVERIFY(!named(aware.value(u"channels"_s).toArray(), u"name"_s, u"ops"_s).contains(u"latest"_s));

    QVERIFY(m_peer->open(QUrl(old.value(u"url"_s).toString())));
    QVERIFY(!m_peer->waitFor(u"hello"_s).isEmpty());
}

void TestWebMethods::startsAsToday()
{
    DemoServer::Options options;
    options.eventsPerSecond = 0;
    options.fullStart = false;
    DemoServer server(options);
    QVERIFY(server.listen());
    RtmPeer peer(server.apiBase(), DemoServer::token());
    const QJsonObject answer = peer.call(u"rtm.start"_s).json();
    QVERIFY(answer.contains(u"url"_s));
    QVERIFY(!answer.contains(u"users"_s));
    QVERIFY(!answer.value(u"self"_s).toObject().contains(u"prefs"_s));
}

void TestWebMethods::capsLimits_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("member");
    for (const auto &[method, member] : {std::pair("users.list", "members"),
                                         {"conversations.list", "channels"},
                                         {"users.conversations", "channels"},
                                         {"conversations.members", "members"},
                                         {"conversations.history", "messages"}})
        QTest::newRow(method) << QString::fromLatin1(method) << QString::fromLatin1(member);
}

void TestWebMethods::capsLimits()
{
    QFETCH(QString, method);
    QFETCH(QString, member);
    const std::pair<QString, QString> ops{u"channel"_s, u"C0OPS"_s};
    for (const char *limit : {"1000", "5000", "99999999999"}) {
        const auto answer = call(method, {ops, {u"limit"_s, QString::fromLatin1(limit)}});
        QVERIFY2(answer.ok(), answer.body.constData());
        QVERIFY(answer.json().value(member).toArray().size() > 4);
    }
    QCOMPARE(call(method, {ops, {u"limit"_s, u"-1"_s}}).error(), u"invalid_limit"_s);
}

void TestWebMethods::historyTurnsPagesUpwards()
{
    const QString before = post(u"0"_s);
    for (int i = 1; i <= 7; ++i)
        post(QString::number(i));
    Arguments arguments{{u"channel"_s, u"C0OPS"_s}, {u"oldest"_s, before}, {u"limit"_s, u"3"_s}};
    QStringList pages;
    QString cursor;
    do {
        const QJsonObject answer =
            call(u"conversations.history"_s, arguments + Arguments{{u"cursor"_s, cursor}}).json();
        QStringList page;
        for (const QJsonValue &message : answer.value(u"messages"_s).toArray())
            page.append(message.toObject().value(u"text"_s).toString());
        pages.append(page.join(u' '));
        cursor = answer.value(u"response_metadata"_s).toObject().value(u"next_cursor"_s).toString();
        QCOMPARE(answer.value(u"has_more"_s).toBool(), !cursor.isEmpty());
    } while (!cursor.isEmpty() && pages.size() < 10);
    QCOMPARE(pages, (QStringList{u"3 2 1"_s, u"6 5 4"_s, u"7"_s}));

    // From nothing there is no upwards: that is what clients say that want the newest page.
    arguments[1].second = u"0"_s;
    QCOMPARE(history({{u"oldest"_s, u"0"_s}, {u"limit"_s, u"1"_s}}).value(0).value(u"text"_s).toString(),
             u"7"_s);
}

void TestWebMethods::emptyArgumentsAreAbsent()
{
    const Arguments message{{u"channel"_s, u"C0OPS"_s},    {u"text"_s, u"no thread"_s},
                            {u"thread_ts"_s, u""_s},       {u"attachments"_s, u"[]"_s},
                            {u"blocks"_s, u""_s},          {u"username"_s, u""_s},
                            {u"reply_broadcast"_s, u""_s}, {u"icon_emoji"_s, u""_s}};
    const QJsonObject posted = call(u"chat.postMessage"_s, message).json();
    QVERIFY(posted.value(u"ok"_s).toBool());
    QVERIFY(!posted.value(u"message"_s).toObject().contains(u"thread_ts"_s));
    QVERIFY(call(u"users.list"_s, {{u"cursor"_s, u""_s}, {u"limit"_s, u""_s}}).ok());
    QVERIFY(
        call(u"conversations.list"_s, {{u"types"_s, u""_s}}).json().value(u"channels"_s).toArray().size() >
        4);
    QVERIFY(call(u"conversations.open"_s, {{u"channel"_s, u""_s}, {u"users"_s, u"U01MIRA"_s}}).ok());
    QVERIFY(call(u"users.getPresence"_s, {{u"user"_s, u""_s}}).ok());
    QVERIFY(call(u"api.test"_s, {{u"error"_s, u""_s}}).ok());
    QVERIFY(history({{u"latest"_s, u""_s}, {u"oldest"_s, u""_s}}).size() > 4);
}

void TestWebMethods::broadcastsWithACapitalT()
{
    const QString parent = post(u"parent"_s);
    const QJsonObject reply = call(u"chat.postMessage"_s, {{u"channel"_s, u"C0OPS"_s},
                                                           {u"text"_s, u"for all"_s},
                                                           {u"thread_ts"_s, parent},
                                                           {u"reply_broadcast"_s, u"True"_s}})
                                  .json()
                                  .value(u"message"_s)
                                  .toObject();
    QCOMPARE(reply.value(u"subtype"_s).toString(), u"thread_broadcast"_s);
    QCOMPARE(history({{u"oldest"_s, parent}, {u"inclusive"_s, u"True"_s}}).size(), 2);
}

void TestWebMethods::tellsManyUsersAtOnce()
{
    const QJsonArray users =
        call(u"users.info"_s, {{u"users"_s, u"U01MIRA,U404,U02TOMAS"_s}}).json().value(u"users"_s).toArray();
    QCOMPARE(users.size(), 2);
    QCOMPARE(users[1].toObject().value(u"name"_s).toString(), u"tomas"_s);
    QCOMPARE(call(u"users.info"_s, {{u"users"_s, u"U404"_s}}).error(), u"users_not_found"_s);
    QCOMPARE(call(u"bots.info"_s, {{u"bots"_s, u"B0RTMSCOPE,B0DEPLOY,B0CI"_s}})
                 .json()
                 .value(u"bots"_s)
                 .toArray()
                 .size(),
             3);
}

void TestWebMethods::findsPeopleByEmail()
{
    const QJsonObject user = call(u"users.lookupByEmail"_s, {{u"email"_s, u"Mira@demo.invalid"_s}})
                                 .json()
                                 .value(u"user"_s)
                                 .toObject();
    QCOMPARE(user.value(u"id"_s).toString(), u"U01MIRA"_s);
    QCOMPARE(call(u"users.lookupByEmail"_s, {{u"email"_s, u"x@demo.invalid"_s}}).error(),
             u"users_not_found"_s);
}

void TestWebMethods::listsUserGroups()
{
    const auto groups = [this](const Arguments &arguments) {
        return call(u"usergroups.list"_s, arguments).json().value(u"usergroups"_s).toArray();
    };
    const QJsonObject group = groups({{u"include_users"_s, u"True"_s}}).first().toObject();
    QVERIFY(!group.value(u"handle"_s).toString().isEmpty());
    QVERIFY(!groups({}).first().toObject().contains(u"users"_s));
    const QJsonObject members =
        call(u"usergroups.users.list"_s, {{u"usergroup"_s, group.value(u"id"_s).toString()}}).json();
    QCOMPARE(members.value(u"users"_s).toArray(), group.value(u"users"_s).toArray());
    QCOMPARE(members.value(u"users"_s).toArray().size(), group.value(u"user_count"_s).toInt());
    QCOMPARE(call(u"usergroups.users.list"_s, {{u"usergroup"_s, u"S404"_s}}).error(), u"no_such_subteam"_s);
}

void TestWebMethods::keepsPreferences()
{
    QVERIFY(m_peer->login());
    const auto prefs = [this](const Arguments &arguments) {
        return call(u"users.prefs.get"_s, arguments).json().value(u"prefs"_s).toObject();
    };
    QVERIFY(prefs({}).contains(u"muted_channels"_s));
    const QJsonObject one = prefs({{u"prefs"_s, u"all_notifications_prefs"_s}});
    QCOMPARE(one.size(), 1);
    const QByteArray inner = one.value(u"all_notifications_prefs"_s).toString().toUtf8();
    QVERIFY(QJsonDocument::fromJson(inner).object().contains(u"global"_s));
    QVERIFY(call(u"users.prefs.set"_s, {{u"name"_s, u"muted_channels"_s}, {u"value"_s, u"C0OPS"_s}}).ok());
    QCOMPARE(m_peer->waitFor(u"pref_change"_s).value(u"value"_s).toString(), u"C0OPS"_s);
    QCOMPARE(prefs({}).value(u"muted_channels"_s).toString(), u"C0OPS"_s);
    QCOMPARE(call(u"users.prefs.set"_s).error(), u"invalid_arguments"_s);
}

void TestWebMethods::changesTheProfile()
{
    QVERIFY(m_peer->login());
    QVERIFY(call(u"users.profile.set"_s,
                 {{u"profile"_s, u"{\"status_text\":\"Lunch\",\"status_emoji\":\":bento:\"}"_s}})
                .ok());
    const QJsonObject change = m_peer->waitFor(u"user_change"_s).value(u"user"_s).toObject();
    QCOMPARE(change.value(u"profile"_s).toObject().value(u"status_text"_s).toString(), u"Lunch"_s);
    const QJsonObject profile = call(u"users.profile.get"_s).json().value(u"profile"_s).toObject();
    QCOMPARE(profile.value(u"status_emoji"_s).toString(), u":bento:"_s);
    QCOMPARE(call(u"users.profile.set"_s, {{u"profile"_s, u"[]"_s}}).error(), u"invalid_profile"_s);
}

void TestWebMethods::snoozes()
{
    QVERIFY(m_peer->login());
    QVERIFY(!call(u"dnd.info"_s).json().value(u"snooze_enabled"_s).toBool());
    QCOMPARE(call(u"dnd.endSnooze"_s).error(), u"snooze_not_active"_s);
    QVERIFY(
        call(u"dnd.setSnooze"_s, {{u"num_minutes"_s, u"10"_s}}).json().value(u"snooze_enabled"_s).toBool());
    QVERIFY(!m_peer->waitFor(u"dnd_updated"_s).isEmpty());
    QVERIFY(call(u"dnd.info"_s).json().value(u"snooze_remaining"_s).toInt() > 500);
    const QJsonObject team =
        call(u"dnd.teamInfo"_s, {{u"users"_s, u"U0RTMSCOPE,U01MIRA"_s}}).json().value(u"users"_s).toObject();
    QVERIFY(team.value(u"U0RTMSCOPE"_s).toObject().value(u"dnd_enabled"_s).toBool());
    QVERIFY(!team.value(u"U01MIRA"_s).toObject().value(u"dnd_enabled"_s).toBool());
    QVERIFY(call(u"dnd.endSnooze"_s).ok());
}

void TestWebMethods::roomsAreMadeAndChanged()
{
    QVERIFY(m_peer->login());
    const QJsonObject made = call(u"conversations.create"_s, {{u"name"_s, u"attic"_s}}).json();
    const QString id = made.value(u"channel"_s).toObject().value(u"id"_s).toString();
    QVERIFY(made.value(u"channel"_s).toObject().value(u"is_member"_s).toBool());
    QCOMPARE(m_peer->waitFor(u"channel_created"_s).value(u"channel"_s).toObject().value(u"id"_s).toString(),
             id);
    QVERIFY(!m_peer->waitFor(u"channel_joined"_s).isEmpty());
    const std::pair<QString, QString> attic{u"channel"_s, id};

    QVERIFY(call(u"conversations.invite"_s, {attic, {u"users"_s, u"U01MIRA,U02TOMAS"_s}}).ok());
    QCOMPARE(m_peer->waitFor(u"message"_s, u"channel_join"_s).value(u"channel"_s).toString(), id);
    QVERIFY(call(u"conversations.kick"_s, {attic, {u"user"_s, u"U02TOMAS"_s}}).ok());
    QCOMPARE(m_peer->waitFor(u"member_left_channel"_s).value(u"user"_s).toString(), u"U02TOMAS"_s);
    QVERIFY(call(u"conversations.setTopic"_s, {attic, {u"topic"_s, u"Old things"_s}}).ok());
    QCOMPARE(m_peer->waitFor(u"message"_s, u"channel_topic"_s).value(u"topic"_s).toString(), u"Old things"_s);
    QVERIFY(call(u"conversations.setPurpose"_s, {attic, {u"purpose"_s, u"Keep them"_s}}).ok());
    QCOMPARE(m_peer->waitFor(u"message"_s, u"channel_purpose"_s).value(u"purpose"_s).toString(),
             u"Keep them"_s);
    QVERIFY(call(u"conversations.rename"_s, {attic, {u"name"_s, u"cellar"_s}}).ok());
    const QJsonObject renamed = call(u"conversations.info"_s, {attic}).json().value(u"channel"_s).toObject();
    QCOMPARE(renamed.value(u"previous_names"_s).toArray(), QJsonArray{u"attic"_s});
    QCOMPARE(m_peer->waitFor(u"channel_rename"_s).value(u"channel"_s).toObject().value(u"name"_s).toString(),
             u"cellar"_s);
    QVERIFY(call(u"conversations.archive"_s, {attic}).ok());
    QCOMPARE(m_peer->waitFor(u"channel_archive"_s).value(u"channel"_s).toString(), id);
    QCOMPARE(call(u"conversations.archive"_s, {attic}).error(), u"already_archived"_s);
    QCOMPARE(call(u"chat.postMessage"_s, {attic, {u"text"_s, u"x"_s}}).error(), u"is_archived"_s);
    QVERIFY(call(u"conversations.unarchive"_s, {attic}).ok());

    const QJsonObject room = call(u"conversations.info"_s, {attic}).json().value(u"channel"_s).toObject();
    QCOMPARE(room.value(u"name"_s).toString(), u"cellar"_s);
    QCOMPARE(room.value(u"topic"_s).toObject().value(u"value"_s).toString(), u"Old things"_s);
    QVERIFY(call(u"conversations.setTopic"_s, {attic, {u"topic"_s, u""_s}}).ok()); // cleared
    const auto forgotten = call(u"conversations.setPurpose"_s, {attic});
    QCOMPARE(forgotten.error(), u"invalid_arguments"_s);
    QVERIFY2(forgotten.body.contains("missing required field: purpose"), forgotten.body);
    QCOMPARE(call(u"conversations.create"_s, {{u"name"_s, u"cellar"_s}}).error(), u"name_taken"_s);
    QCOMPARE(call(u"conversations.create"_s, {{u"name"_s, u"No Blanks"_s}}).error(),
             u"invalid_name_specials"_s);
    QCOMPARE(call(u"conversations.setTopic"_s, {attic, {u"topic"_s, QString(251, u'x')}}).error(),
             u"too_long"_s);
}

void TestWebMethods::pinsAndListsPins()
{
    QVERIFY(m_peer->login());
    const QString ts = post(u"keep this"_s);
    const Arguments message{{u"channel"_s, u"C0OPS"_s}, {u"timestamp"_s, ts}};
    QVERIFY(call(u"pins.add"_s, message).ok());
    QCOMPARE(m_peer->waitFor(u"pin_added"_s).value(u"channel_id"_s).toString(), u"C0OPS"_s);
    QCOMPARE(call(u"pins.add"_s, message).error(), u"already_pinned"_s);
    const auto first = [&] {
        return call(u"pins.list"_s, {{u"channel"_s, u"C0OPS"_s}})
            .json()
            .value(u"items"_s)
            .toArray()
            .first()
            .toObject();
    };
    QCOMPARE(first().value(u"message"_s).toObject().value(u"text"_s).toString(), u"keep this"_s);
    QCOMPARE(first().value(u"created_by"_s).toString(), u"U0RTMSCOPE"_s);
    QVERIFY(call(u"pins.remove"_s, message).ok());
    QVERIFY(first().value(u"message"_s).toObject().value(u"ts"_s).toString() != ts);
    QCOMPARE(call(u"pins.remove"_s, message).error(), u"no_pin"_s);
    QVERIFY(call(u"reactions.add"_s, message + Arguments{{u"name"_s, u"eyes"_s}}).ok());
    const QJsonObject reacted = call(u"reactions.get"_s, message).json().value(u"message"_s).toObject();
    QCOMPARE(reacted.value(u"reactions"_s).toArray().size(), 1);
}

void TestWebMethods::whispers()
{
    QVERIFY(m_peer->login());
    RtmPeer you(m_server->apiBase(), "xoxp-demo-me");
    QVERIFY(you.login());
    const Arguments words{{u"channel"_s, u"C0OPS"_s}, {u"user"_s, u"U0YOU"_s}, {u"text"_s, u"psst"_s}};
    const QString ts = call(u"chat.postEphemeral"_s, words).json().value(u"message_ts"_s).toString();
    QJsonObject event;
    QTRY_VERIFY(!(event = you.waitFor(u"message"_s)).isEmpty());
    QCOMPARE(event.value(u"ts"_s).toString(), ts);
    QVERIFY(event.value(u"is_ephemeral"_s).toBool());
    QVERIFY(history().value(0).value(u"ts"_s).toString() != ts);
    QCOMPARE(call(u"chat.postEphemeral"_s, {words[0], words[2], {u"user"_s, u"U13ELENI"_s}}).error(),
             u"user_not_in_channel"_s);
    post(u"for all"_s); // whatever the others were to hear has come by then
    QVERIFY(!you.waitFor(u"message"_s).isEmpty());
    for (const QJsonObject &heard : m_peer->objects())
        QVERIFY(heard.value(u"text"_s) != u"psst"_s);
}

void TestWebMethods::coloursAreHexOnTheWire()
{
    const QJsonObject message =
        call(u"chat.postMessage"_s,
             {{u"channel"_s, u"C0OPS"_s},
              {u"attachments"_s,
               u"[{\"color\":\"danger\",\"text\":\"a\"},{\"color\":\"#36A64F\",\"text\":\"b\"},"
               "{\"color\":\"reddish\",\"text\":\"c\",\"id\":9}]"_s}})
            .json()
            .value(u"message"_s)
            .toObject();
    const QJsonArray attachments = message.value(u"attachments"_s).toArray();
    QCOMPARE(attachments.size(), 3);
    QCOMPARE(attachments[0].toObject().value(u"color"_s).toString(), u"a30200"_s);
    QCOMPARE(attachments[1].toObject().value(u"color"_s).toString(), u"36a64f"_s);
    QVERIFY(!attachments[2].toObject().contains(u"color"_s));
    QCOMPARE(attachments[0].toObject().value(u"id"_s).toInt(), 1);
    QCOMPARE(attachments[2].toObject().value(u"id"_s).toInt(), 9);

    // what the play says as well
    static const QRegularExpression odd(u"\"color\":\"(?![0-9a-f]{3,6}\")"_s);
    for (const QString &room : {u"C0OPS"_s, u"C0DEPLOYS"_s, u"C0SUPPORT"_s, u"C0RANDOM"_s, u"C0DESIGN"_s}) {
        const QByteArray body =
            call(u"conversations.history"_s, {{u"channel"_s, room}, {u"limit"_s, u"999"_s}}).body;
        QVERIFY2(!odd.match(QString::fromUtf8(body)).hasMatch(), qPrintable(room));
    }
}

void TestWebMethods::speaksUnderAnotherName()
{
    const Arguments named{{u"channel"_s, u"C0OPS"_s},
                          {u"text"_s, u"beep"_s},
                          {u"username"_s, u"robot"_s},
                          {u"icon_emoji"_s, u":robot_face:"_s}};
    const QJsonObject message = call(u"chat.postMessage"_s, named).json().value(u"message"_s).toObject();
    QCOMPARE(message.value(u"subtype"_s).toString(), u"bot_message"_s);
    QCOMPARE(message.value(u"username"_s).toString(), u"robot"_s);
    QCOMPARE(message.value(u"bot_id"_s).toString(), u"B0RTMSCOPE"_s);
    QVERIFY(!message.contains(u"user"_s));
    QVERIFY(call(u"chat.delete"_s, {named[0], {u"ts"_s, message.value(u"ts"_s).toString()}}).ok());
    const QJsonObject self = call(u"chat.postMessage"_s, named + Arguments{{u"as_user"_s, u"true"_s}})
                                 .json()
                                 .value(u"message"_s)
                                 .toObject();
    QVERIFY(!self.contains(u"subtype"_s));
    QCOMPARE(self.value(u"user"_s).toString(), u"U0RTMSCOPE"_s);
}

void TestWebMethods::tellsOfFiles()
{
    const QJsonArray files = call(u"files.list"_s).json().value(u"files"_s).toArray();
    QVERIFY(!files.isEmpty());
    const QString id = files.first().toObject().value(u"id"_s).toString();
    const QJsonObject file = call(u"files.info"_s, {{u"file"_s, id}}).json().value(u"file"_s).toObject();
    QCOMPARE(file.value(u"name"_s), files.first().toObject().value(u"name"_s));
    QVERIFY(!file.value(u"channels"_s).toArray().isEmpty());
    QCOMPARE(call(u"files.info"_s, {{u"file"_s, u"F404"_s}}).error(), u"file_not_found"_s);
    QCOMPARE(call(u"files.delete"_s, {{u"file"_s, id}}).error(), u"cant_delete_file"_s);
    const QJsonObject page =
        call(u"files.list"_s, {{u"count"_s, u"1"_s}, {u"page"_s, u"999999999"_s}}).json();
    QVERIFY(page.value(u"files"_s).toArray().isEmpty());
    QCOMPARE(page.value(u"paging"_s).toObject().value(u"total"_s).toInt(), files.size());
}

void TestWebMethods::takesUploads()
{
    QVERIFY(m_peer->login());
    const QJsonObject place =
        call(u"files.getUploadURLExternal"_s, {{u"filename"_s, u"notes.txt"_s}, {u"length"_s, u"5"_s}})
            .json();
    const QUrl address(place.value(u"upload_url"_s).toString());
    const auto post = [this](const QString &path) {
        return exchange("POST " + path.toUtf8() +
                        " HTTP/1.1\r\nConnection: close\r\nContent-Type: application/octet-stream\r\n"
                        "Content-Length: 5\r\n\r\nhello");
    };
    QVERIFY(post(address.path()).contains("OK - 5"));
    QVERIFY(post(u"/upload/v1/F404"_s).startsWith("HTTP/1.1 404"));
    const QString id = place.value(u"file_id"_s).toString();
    const QJsonObject done = call(u"files.completeUploadExternal"_s,
                                  {{u"files"_s, u"[{\"id\":\"%1\",\"title\":\"Notes\"}]"_s.arg(id)},
                                   {u"channel_id"_s, u"C0OPS"_s},
                                   {u"initial_comment"_s, u"As promised"_s}})
                                 .json();
    const QJsonObject file = done.value(u"files"_s).toArray().first().toObject();
    QCOMPARE(file.value(u"size"_s).toInt(), 5);
    QCOMPARE(m_peer->waitFor(u"file_shared"_s).value(u"file_id"_s).toString(), id);
    const QJsonObject message = m_peer->waitFor(u"message"_s);
    QCOMPARE(message.value(u"text"_s).toString(), u"As promised"_s);
    QCOMPARE(message.value(u"files"_s).toArray().first().toObject().value(u"title"_s).toString(), u"Notes"_s);
    const QString path = QUrl(file.value(u"url_private"_s).toString()).path();
    QVERIFY(exchange("GET " + path.toUtf8() + " HTTP/1.1\r\nConnection: close\r\n\r\n").endsWith("hello"));
    QVERIFY(call(u"files.delete"_s, {{u"file"_s, id}}).ok());
    QVERIFY(!m_peer->waitFor(u"file_deleted"_s).isEmpty());
    QCOMPARE(call(u"files.info"_s, {{u"file"_s, id}}).error(), u"file_not_found"_s);
}

void TestWebMethods::retiredMethodsSayWhatToUse_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("instead");
    for (const auto &[method, instead] :
         {std::pair("channels.list", "conversations.list or users.conversations"),
          {"channels.info", "conversations.info"},
          {"groups.list", "conversations.list or users.conversations"},
          {"groups.createChild", "conversations.create"},
          {"im.open", "conversations.open"},
          {"mpim.history", "conversations.history"},
          {"files.upload", "files.completeUploadExternal"}})
        QTest::newRow(method) << QString::fromLatin1(method) << QString::fromLatin1(instead);
}

void TestWebMethods::retiredMethodsSayWhatToUse()
{
    QFETCH(QString, method);
    QFETCH(QString, instead);
    const auto answer = call(method);
    QCOMPARE(answer.error(), u"method_deprecated"_s);
    const QString words = answer.json()
                              .value(u"response_metadata"_s)
                              .toObject()
                              .value(u"messages"_s)
                              .toArray()
                              .first()
                              .toString();
    QVERIFY2(words.contains(instead), qPrintable(words));
    QCOMPARE(call(method.section(u'.', 0, 0) + u".dance"_s).error(), u"unknown_method"_s);
}

void TestWebMethods::serveOldClients()
{
    m_peer.reset();
    DemoServer::Options options;
    options.eventsPerSecond = 0;
    options.answers = false;
    options.retiredMethods = true;
    m_server = std::make_unique<DemoServer>(options);
    QVERIFY(m_server->listen());
    m_peer = std::make_unique<RtmPeer>(m_server->apiBase(), DemoServer::token());
}

void TestWebMethods::retiredMethodsWorkOnRequest()
{
    serveOldClients();
    QVERIFY(m_peer->login());
    for (const auto &[method, member] : {std::pair("channels.list", "channels"),
                                         {"groups.list", "groups"},
                                         {"im.list", "ims"},
                                         {"mpim.list", "groups"}})
        QVERIFY2(!call(QString::fromLatin1(method)).json().value(QLatin1String(member)).toArray().isEmpty(),
                 method);
    const QJsonObject group =
        call(u"groups.info"_s, {{u"channel"_s, u"C0INC0412"_s}}).json().value(u"group"_s).toObject();
    QCOMPARE(group.value(u"name"_s).toString(), u"incident-0412"_s);
    QVERIFY(group.value(u"members"_s).toArray().contains(u"U0RTMSCOPE"_s));
    QCOMPARE(call(u"channels.history"_s, {{u"channel"_s, u"C0OPS"_s}, {u"count"_s, u"3"_s}})
                 .json()
                 .value(u"messages"_s)
                 .toArray()
                 .size(),
             3);
    const QJsonObject im =
        call(u"im.open"_s, {{u"user"_s, u"U11SOFIA"_s}}).json().value(u"channel"_s).toObject();
    QVERIFY(im.value(u"id"_s).toString().startsWith(u'D'));
    const QJsonObject mpim = call(u"mpim.open"_s, {{u"users"_s, u"U11SOFIA,U03NOA"_s}}).json();
    QVERIFY(mpim.value(u"group"_s).toObject().value(u"id"_s).toString().startsWith(u'G'));
    const QJsonObject joined = call(u"channels.join"_s, {{u"name"_s, u"#hiring"_s}}).json();
    QCOMPARE(joined.value(u"channel"_s).toObject().value(u"id"_s).toString(), u"C0HIRING"_s);
    QVERIFY(call(u"channels.setTopic"_s, {{u"channel"_s, u"C0OPS"_s}, {u"topic"_s, u"Calm"_s}}).ok());
    const QJsonObject made = call(u"groups.create"_s, {{u"name"_s, u"secrets"_s}}).json();
    QVERIFY(made.value(u"group"_s).toObject().value(u"is_private"_s).toBool());
    QCOMPARE(call(u"channels.info"_s, {{u"channel"_s, u"C404"_s}}).error(), u"channel_not_found"_s);
}

void TestWebMethods::uploadsTheOldWay()
{
    serveOldClients();
    QVERIFY(m_peer->login());
    const QByteArray body =
        "--b0\r\nContent-Disposition: form-data; name=\"channels\"\r\n\r\nC0OPS\r\n"
        "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
        "1,2\r\n--b0--\r\n";
    const QByteArray answer = exchange(
        "POST /api/files.upload HTTP/1.1\r\nConnection: close\r\nAuthorization: Bearer xoxb-demo-x\r\n"
        "Content-Type: multipart/form-data; boundary=b0\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY2(answer.contains("\"ok\":true"), answer.constData());
    const QJsonObject message = m_peer->waitFor(u"message"_s);
    QCOMPARE(message.value(u"files"_s).toArray().first().toObject().value(u"name"_s).toString(), u"a.csv"_s);
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
