// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/endpoint.h"
#include "core/connection/tokenkind.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestTokenKind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsByThePrefix_data();
    void tellsByThePrefix();
    void theAppInAnAppLevelToken_data();
    void theAppInAnAppLevelToken();
    void readsWhatPeopleCopyWithIt_data();
    void readsWhatPeopleCopyWithIt();
};

void TestTokenKind::tellsByThePrefix_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<TokenKind>("kind");
    QTest::newRow("nothing") << QByteArray() << TokenKind::Nothing;
    QTest::newRow("app level") << QByteArray("xapp-1-A0-1-f") << TokenKind::App;
    QTest::newRow("bot") << QByteArray("xoxb-1-f") << TokenKind::Bot;
    QTest::newRow("user") << QByteArray("xoxp-1-f") << TokenKind::User;
    QTest::newRow("rotating bot") << QByteArray("xoxe.xoxb-1-f") << TokenKind::RotatingBot;
    QTest::newRow("rotating user") << QByteArray("xoxe.xoxp-1-f") << TokenKind::RotatingUser;
    QTest::newRow("refresh") << QByteArray("xoxe-1-f") << TokenKind::Refresh;
    QTest::newRow("old refresh") << QByteArray("xoxr-1-f") << TokenKind::Refresh;
    QTest::newRow("browser session") << QByteArray("xoxc-1-f") << TokenKind::BrowserSession;
    QTest::newRow("browser cookie") << QByteArray("xoxd-1-f") << TokenKind::BrowserCookie;
    QTest::newRow("workflow") << QByteArray("xwfp-1-f") << TokenKind::Workflow;
    QTest::newRow("workspace app") << QByteArray("xoxa-2-f") << TokenKind::WorkspaceApp;
    QTest::newRow("bare prefix") << QByteArray("xapp-") << TokenKind::Beginning;
    QTest::newRow("bare long prefix") << QByteArray("xoxe.xoxb-") << TokenKind::Beginning;
    QTest::newRow("space inside") << QByteArray("xoxb-1 f") << TokenKind::Broken;
    QTest::newRow("letter with an accent") << QByteArray("xoxb-\xc3\xa9") << TokenKind::Broken;
    QTest::newRow("a test server's") << QByteArray("TEST_TOKEN") << TokenKind::Unknown;
    QTest::newRow("prefix in capitals") << QByteArray("XOXB-1-f") << TokenKind::Unknown;
}

void TestTokenKind::tellsByThePrefix()
{
    QFETCH(QByteArray, token);
    QFETCH(TokenKind, kind);
    QCOMPARE(int(tokenKindOf(Secret(token))), int(kind));
}

void TestTokenKind::theAppInAnAppLevelToken_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("app");
    QTest::newRow("usual") << QByteArray("xapp-1-A0123456789-42-abcdef") << u"A0123456789"_s;
    QTest::newRow("without") << QByteArray("xapp-abcdef") << QString();
    QTest::newRow("another form") << QByteArray("xapp-2-b0123-x") << QString();
    QTest::newRow("no app-level token") << QByteArray("xoxb-1-A0123-x") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestTokenKind::theAppInAnAppLevelToken()
{
    QFETCH(QByteArray, token);
    QTEST(appIdIn(Secret(token)), "app");
}

void TestTokenKind::readsWhatPeopleCopyWithIt_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("export line") << QByteArray("export SLACK_APP_TOKEN='xapp-1-A0-1-f'\n")
                                 << QByteArray("xapp-1-A0-1-f");
    QTest::newRow("environment file") << QByteArray("SLACK_BOT_TOKEN=xoxb-1-f") << QByteArray("xoxb-1-f");
    QTest::newRow("user") << QByteArray("SLACK_USER_TOKEN=\"xoxp-1-f\"") << QByteArray("xoxp-1-f");
    QTest::newRow("header") << QByteArray("Authorization: Bearer xapp-1-f") << QByteArray("xapp-1-f");
}

void TestTokenKind::readsWhatPeopleCopyWithIt()
{
    QFETCH(QByteArray, pasted);
    QTEST(cleanedToken(Secret(pasted)).reveal(), "token");
}

RTMSCOPE_TEST_MAIN(TestTokenKind)
#include "tst_tokenkind.moc"
