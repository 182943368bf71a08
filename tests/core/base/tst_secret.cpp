// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/secret.h"
#include "tests/support/testmain.h"

#include <QUrl>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! What keeps secrets out of every text: the type itself, and the last net for texts from outside.
class TestSecret : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsAsStars();
    void forPeople_data();
    void forPeople();
    void exactMask_data();
    void exactMask();
    void tickets_data();
    void tickets();
    void lastNet_data();
    void lastNet();
    void lastNetLeavesTheRest_data();
    void lastNetLeavesTheRest();
};

void TestSecret::printsAsStars()
{
    QString text;
    QDebug(&text) << Secret("xoxb-123-CANARY");
    QCOMPARE(text.trimmed(), u"***"_s);
    QCOMPARE(Secret("xoxb-123-CANARY").reveal(), QByteArray("xoxb-123-CANARY"));
}

void TestSecret::forPeople_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("shown");
    QTest::newRow("none") << QByteArray() << QString();
    QTest::newRow("a token") << QByteArray("xoxb-1234567890-abcdef3f9a") << u"xoxb-…3f9a"_s;
    QTest::newRow("a short one is not told by its tail") << QByteArray("xoxb-1234567890") << u"xoxb-…"_s;
    QTest::newRow("no prefix") << QByteArray("a very long secret of 30 bytes") << u"…ytes"_s;
}

void TestSecret::forPeople()
{
    QFETCH(QByteArray, secret);
    QFETCH(QString, shown);
    QCOMPARE(Secret(secret).masked(), shown);
}

void TestSecret::exactMask_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("masked");
    const QByteArray ticket = "c4N4ry-ticket";
    QTest::newRow("everywhere") << ticket << QByteArray("{\"a\":\"c4N4ry-ticket\",\"b\":\"/c4N4ry-ticket?\"}")
                                << QByteArray(R"({"a":"***","b":"/***?"})");
    QTest::newRow("not there") << ticket << QByteArray("{}") << QByteArray("{}");
    QTest::newRow("too short to be one")
        << QByteArray("true") << QByteArray(R"({"ok":true})") << QByteArray(R"({"ok":true})");
}

void TestSecret::exactMask()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, masked);
    const bool there = bytes != masked;
    QCOMPARE(Secret(secret).maskIn(bytes), there);
    QCOMPARE(bytes, masked);
}

void TestSecret::tickets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArrayList>("tickets");
    QTest::newRow("in the path") << u"wss://host/websocket/0123456789abcdef"_s
                                 << QByteArrayList{"0123456789abcdef"};
    QTest::newRow("in the query") << u"wss://host/ws?ticket=fedcba987654&shard=1"_s
                                  << QByteArrayList{"fedcba987654"};
    QTest::newRow("beside the id of an app, which is none")
        << u"wss://wss-primary.slack.com/link/?ticket=fedcba987654&app_id=A0123456789"_s
        << QByteArrayList{"fedcba987654"};
    QTest::newRow("in both, percent and all")
        << u"wss://host/abc%2Fdef12?gateway=01234567%3D"_s << QByteArrayList{"abc%2Fdef12", "01234567%3D"};
    QTest::newRow("in neither") << u"ws://127.0.0.1:8137/ws"_s << QByteArrayList{};
}

void TestSecret::tickets()
{
    QFETCH(QString, address);
    QFETCH(QByteArrayList, tickets);
    QByteArrayList found;
    for (const Secret &ticket : ticketsOf(QUrl(address)))
        found.append(ticket.reveal());
    QCOMPARE(found, tickets);
}

void TestSecret::lastNet_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("bot token", u"invalid token xoxb-12-34-CANARY given"_s);
    row("user token", u"xoxp-1-CANARY"_s);
    row("rotating token", u"xoxe.xoxb-1-CANARY"_s);
    row("app token", u"xapp-1-A0-CANARY"_s);
    row("in quotes", u"{\"token\":\"xoxb-1-CANARY\"}"_s);
    row("form", u"token=CANARYCANARY&channel=C1"_s);
    row("header", u"Authorization: Bearer CANARYCANARY"_s);
    row("header, small", u"authorization: bearer CANARYCANARY"_s);
    row("socket address", u"opening wss://host/websocket/CANARY failed"_s);
    row("socket address without encryption", u"ws://127.0.0.1:1/CANARY"_s);
    row("ticket", u"GET /ws?a=1&ticket=CANARY HTTP/1.1"_s);
    row("cookie", u"Cookie: d=xoxd-CANARY; x=1"_s);
    row("password of a proxy", u"http://someone:CANARY@proxy:3128 refused"_s);
    row("password without a name", u"socks5://:CANARY@proxy:1080"_s);
}

void TestSecret::lastNet()
{
    QFETCH(QString, text);
    const QString masked = maskSecrets(text);
    QVERIFY2(!masked.contains(u"CANARY"_s), qPrintable(masked));
    QVERIFY2(masked.contains(u"***"_s), qPrintable(masked));
    QCOMPARE(maskSecrets(masked), masked);
}

void TestSecret::lastNetLeavesTheRest_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << u"The server refused this: not_in_channel."_s;
    QTest::newRow("an address") << u"https://slack.com:443/api/auth.test"_s;
    QTest::newRow("a name and a port") << u"someone@host:8080"_s;
    QTest::newRow("a word that begins like one") << u"xoxo, foxb-trot and a box-b"_s;
}

void TestSecret::lastNetLeavesTheRest()
{
    QFETCH(QString, text);
    QCOMPARE(maskSecrets(text), text);
}

RTMSCOPE_TEST_MAIN(TestSecret)
#include "tst_secret.moc"
