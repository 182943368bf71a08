// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/app/appsetupdialog.h"
#include "ui/connect/connectdialog.h"
#include "ui/connect/tokentriage.h"

#include "tests/support/testmain.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using Verdict = TokenReading::Verdict;

namespace {

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

Profile profile(const QString &id, const QString &name)
{
    Profile profile;
    profile.id = id;
    profile.name = name;
    profile.apiBase = QUrl(u"https://mock.example/api/"_s);
    profile.proxy = {ProxySetting::Kind::HttpConnect, u"proxy.example"_s, 3128, u"mira"_s, {}};
    profile.colour = profileColours().constLast();
    profile.arming = Profile::Arming::Armed;
    profile.tokenKept = true;
    return profile;
}

} // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTokens_data();
    void readsTokens();
    void neverTellsTheToken();
    void prefixAloneDoesNotTellClassicFromGranular();
    void masksTheTokenAndShowsItWhileHeld();
    void readsTokensForSocketMode_data();
    void readsTokensForSocketMode();
    void aTokenIsTakenWhereItBelongs_data();
    void aTokenIsTakenWhereItBelongs();
    void assistiveToolsChooseTheWay();
    void eachWayAsksForWhatItTakes_data();
    void eachWayAsksForWhatItTakes();
    void socketModeTakesBothTokens();
    void asksOnceWhetherOthersUseTheApp_data();
    void asksOnceWhetherOthersUseTheApp();
    void aTapTakesNoToken();
    void editsASocketModeProfile();
    void theAppIsAMinuteAway();
    void connectsOnlyWithAUsableToken();
    void handsOverWhatWasEntered();
    void editsAProfile();
    void aKeptTokenServesItsOwnServerOnly();
    void saysWhereTheTokenGoes_data();
    void saysWhereTheTokenGoes();
    void problemsAreToldAtTheirField_data();
    void problemsAreToldAtTheirField();
    void presetsOfTheTwoWorlds();
    void nothingMovesBetweenTheWays_data();
    void nothingMovesBetweenTheWays();
    void unfoldsWhatHasToBeSeen();
    void aPasswordServesItsOwnProxyOnly();
    void testsStepByStep();
    void everyFieldHasANameAndTheKeyboardGoesThrough();
    void eachLetterLeadsToOnePlace_data();
    void eachLetterLeadsToOnePlace();
};

void TestConnectDialog::readsTokens_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("nothing") << QString() << Verdict::Empty << QByteArray() << u"xoxb-"_s;
    QTest::newRow("only spaces") << u"  \n"_s << Verdict::Empty << QByteArray() << u"xoxb-"_s;
    QTest::newRow("bot") << u"xoxb-1-abc"_s << Verdict::Possible << QByteArray("xoxb-1-abc") << u"classic"_s;
    QTest::newRow("user") << u"xoxp-1-abc"_s << Verdict::Possible << QByteArray("xoxp-1-abc") << u"classic"_s;
    QTest::newRow("spaces around") << u"  xoxb-1-abc \n"_s << Verdict::Possible << QByteArray("xoxb-1-abc")
                                   << u"bot token"_s;
    QTest::newRow("quotes around") << u"\"xoxb-1-abc\""_s << Verdict::Possible << QByteArray("xoxb-1-abc")
                                   << u"bot token"_s;
    QTest::newRow("typographic quotes")
        << u"“xoxb-1-abc”"_s << Verdict::Possible << QByteArray("xoxb-1-abc") << u"bot"_s;
    QTest::newRow("bearer") << u"Bearer xoxb-1-abc"_s << Verdict::Possible << QByteArray("xoxb-1-abc")
                            << u"bot"_s;
    QTest::newRow("whole header") << u"Authorization: Bearer xoxb-1-abc"_s << Verdict::Possible
                                  << QByteArray("xoxb-1-abc") << u"bot"_s;
    QTest::newRow("environment line") << u"export SLACK_API_TOKEN='xoxb-1-abc'"_s << Verdict::Possible
                                      << QByteArray("xoxb-1-abc") << u"bot"_s;
    QTest::newRow("zero width space")
        << u"\u200bxoxb-1-abc"_s << Verdict::Possible << QByteArray("xoxb-1-abc") << u"bot"_s;
    QTest::newRow("bare prefix") << u"xoxb-"_s << Verdict::Unusable << QByteArray() << u"beginning"_s;
    QTest::newRow("two words") << u"xoxb-1 abc"_s << Verdict::Unusable << QByteArray() << u"unbroken"_s;
    QTest::newRow("app level") << u"xapp-1-abc"_s << Verdict::Unusable << QByteArray("xapp-1-abc")
                               << u"Socket Mode"_s;
    QTest::newRow("browser session") << u"xoxc-1-abc"_s << Verdict::Unusable << QByteArray("xoxc-1-abc")
                                     << u"browser"_s;
    QTest::newRow("browser cookie") << u"xoxd-1-abc"_s << Verdict::Unusable << QByteArray("xoxd-1-abc")
                                    << u"cookie"_s;
    QTest::newRow("refresh") << u"xoxe-1-abc"_s << Verdict::Unusable << QByteArray("xoxe-1-abc")
                             << u"refresh"_s;
    QTest::newRow("old refresh") << u"xoxr-1-abc"_s << Verdict::Unusable << QByteArray("xoxr-1-abc")
                                 << u"refresh"_s;
    QTest::newRow("rotating bot") << u"xoxe.xoxb-1-abc"_s << Verdict::Unlikely
                                  << QByteArray("xoxe.xoxb-1-abc") << u"12 hours"_s;
    QTest::newRow("rotating user") << u"xoxe.xoxp-1-abc"_s << Verdict::Unlikely
                                   << QByteArray("xoxe.xoxp-1-abc") << u"12 hours"_s;
    QTest::newRow("workspace app") << u"xoxa-2-abc"_s << Verdict::Unlikely << QByteArray("xoxa-2-abc")
                                   << u"2018"_s;
    QTest::newRow("workflow") << u"xwfp-1-abc"_s << Verdict::Unusable << QByteArray("xwfp-1-abc")
                              << u"workflow"_s;
    QTest::newRow("something else") << u"TEST_TOKEN"_s << Verdict::Unlikely << QByteArray("TEST_TOKEN")
                                    << u"test server"_s;
}

void TestConnectDialog::readsTokens()
{
    QFETCH(QString, pasted);
    QFETCH(QString, mentions);
    const TokenReading reading = readToken(pasted);
    QTEST(reading.verdict, "verdict");
    QTEST(reading.token.reveal(), "token");
    QVERIFY2(reading.words.contains(mentions), qPrintable(reading.words));
}

void TestConnectDialog::neverTellsTheToken()
{
    for (const TokenPlace place : {TokenPlace::Rtm, TokenPlace::AppLevel, TokenPlace::WebApi}) {
        for (const QString &prefix :
             {u"xoxb-"_s, u"xoxp-"_s, u"xoxc-"_s, u"xapp-"_s, u"xapp-1-A0-1-"_s, u"odd-"_s})
            QVERIFY(!readToken(prefix + u"s3cr3t"_s, place).words.contains(u"s3cr3t"_s));
    }
}

void TestConnectDialog::readsTokensForSocketMode_data()
{
    using Advice = TokenReading::Advice;
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<TokenPlace>("place");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<Advice>("advice");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *name, const QString &pasted, TokenPlace place, Verdict verdict,
                        Advice advice, const QString &mentions) {
        QTest::newRow(name) << pasted << place << verdict << advice << mentions;
    };
    const auto app = TokenPlace::AppLevel;
    const auto web = TokenPlace::WebApi;
    row("nothing yet", {}, app, Verdict::Empty, Advice::None, u"connections:write"_s);
    row("nothing beside it yet", {}, web, Verdict::Empty, Advice::None, u"xoxb-"_s);
    row("app level", u"xapp-1-A0123-1-f"_s, app, Verdict::Possible, Advice::None, u"the app A0123"_s);
    row("app level, odd form", u"xapp-f"_s, app, Verdict::Possible, Advice::None, u"app-level"_s);
    row("bot", u"xoxb-1-f"_s, web, Verdict::Possible, Advice::None, u"as the bot"_s);
    row("user", u"xoxp-1-f"_s, web, Verdict::Possible, Advice::None, u"under their name"_s);
    row("rotating", u"xoxe.xoxb-1-f"_s, web, Verdict::Unlikely, Advice::None, u"12 hours"_s);
    row("crosswise, bot", u"xoxb-1-f"_s, app, Verdict::Unusable, Advice::OtherField, u"next field"_s);
    row("crosswise, app", u"xapp-1-f"_s, web, Verdict::Unusable, Advice::OtherField, u"field above"_s);
    row("refresh", u"xoxe-1-f"_s, web, Verdict::Unusable, Advice::None, u"refresh token"_s);
    row("browser's", u"xoxc-1-f"_s, web, Verdict::Unusable, Advice::None, u"browser"_s);
    row("workflow", u"xwfp-1-f"_s, web, Verdict::Unusable, Advice::None, u"workflow"_s);
    row("test server's", u"TEST"_s, app, Verdict::Unlikely, Advice::None, u"begin with xapp-"_s);
    const auto rtm = TokenPlace::Rtm;
    row("for RTM, bot", u"xoxb-1-f"_s, rtm, Verdict::Possible, Advice::SocketMode, u"Socket Mode"_s);
    row("for RTM, app level", u"xapp-1-f"_s, rtm, Verdict::Unusable, Advice::SocketMode, u"beside it"_s);
    row("for RTM, rotating", u"xoxe.xoxp-1-f"_s, rtm, Verdict::Unlikely, Advice::SocketMode, u"granular"_s);
}

void TestConnectDialog::readsTokensForSocketMode()
{
    QFETCH(QString, pasted);
    QFETCH(TokenPlace, place);
    QFETCH(QString, mentions);
    const TokenReading reading = readToken(pasted, place);
    QTEST(reading.verdict, "verdict");
    QTEST(reading.advice, "advice");
    QVERIFY2(reading.words.contains(mentions), qPrintable(reading.words));
}

void TestConnectDialog::aTokenIsTakenWhereItBelongs_data()
{
    QTest::addColumn<Profile::Kind>("kind");
    QTest::addColumn<QString>("appField");
    QTest::addColumn<QString>("tokenField");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("app");
    QTest::addColumn<QString>("token");
    const auto rtm = Profile::Kind::Rtm;
    const auto socketMode = Profile::Kind::SocketMode;
    const QString app = u"xapp-1-A0-1-f"_s;
    const QString bot = u"xoxb-1-f"_s;
    QTest::newRow("granular token for RTM")
        << rtm << QString() << bot << u"Use Socket Mode"_s << QString() << bot;
    QTest::newRow("app-level token for RTM")
        << rtm << QString() << app << u"Use Socket Mode"_s << app << QString();
    QTest::newRow("crosswise") << socketMode << bot << app << u"Move it there"_s << app << bot;
    QTest::newRow("bot in the first field")
        << socketMode << bot << QString() << u"Move it there"_s << QString() << bot;
    QTest::newRow("app in the second")
        << socketMode << QString() << app << u"Move it there"_s << app << QString();
}

void TestConnectDialog::aTokenIsTakenWhereItBelongs()
{
    QFETCH(Profile::Kind, kind);
    QFETCH(QString, appField);
    QFETCH(QString, tokenField);
    QFETCH(QString, button);
    ConnectDialog dialog;
    dialog.setKind(kind);
    dialog.show();
    auto *app = named<QLineEdit>(dialog, u"App-level token"_s);
    auto *token = named<QLineEdit>(dialog, u"Token"_s);
    app->setText(appField);
    token->setText(tokenField);
    for (QPushButton *offered : dialog.findChildren<QPushButton *>(Qt::FindChildrenRecursively)) {
        if (offered->text() == button && offered->isVisible()) {
            offered->click();
            break;
        }
    }
    QTEST(app->text(), "app");
    QTEST(token->text(), "token");
    QCOMPARE(dialog.request().profile.kind, Profile::Kind::SocketMode);
    QVERIFY(app->isVisible());
}

//! They toggle a choice, where the mouse clicks it.
void TestConnectDialog::assistiveToolsChooseTheWay()
{
    ConnectDialog dialog;
    dialog.show();
    const auto doTo = [&dialog](const QString &choice) {
        auto *button = named<QAbstractButton>(dialog, choice);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(button);
        accessible->actionInterface()->doAction(accessible->actionInterface()->actionNames().constFirst());
    };
    doTo(u"Tap"_s);
    QCOMPARE(dialog.request().profile.kind, Profile::Kind::Tap);
    doTo(u"Socket Mode"_s);
    QCOMPARE(dialog.request().profile.kind, Profile::Kind::SocketMode);
    QVERIFY(named<QWidget>(dialog, u"App-level token"_s)->isVisible());
}

void TestConnectDialog::eachWayAsksForWhatItTakes_data()
{
    QTest::addColumn<Profile::Kind>("kind");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("RTM") << Profile::Kind::Rtm << QStringList{u"Token"_s};
    QTest::newRow("Socket Mode") << Profile::Kind::SocketMode
                                 << QStringList{u"App-level token"_s, u"Create the Slack app"_s, u"Token"_s};
    QTest::newRow("tap") << Profile::Kind::Tap << QStringList{u"Listen on port"_s};
}

void TestConnectDialog::eachWayAsksForWhatItTakes()
{
    QFETCH(Profile::Kind, kind);
    QFETCH(QStringList, shown);
    ConnectDialog dialog;
    dialog.show();
    dialog.setKind(kind);
    for (const QString &name :
         {u"Token"_s, u"App-level token"_s, u"Create the Slack app"_s, u"Listen on port"_s})
        QVERIFY2(named<QWidget>(dialog, name)->isVisible() == shown.contains(name), qPrintable(name));
    named<QPushButton>(dialog, u"Server, proxy and certificates"_s)->click();
    QVERIFY(named<QLineEdit>(dialog, u"Base URL"_s)->isVisible());
    QCOMPARE(named<QComboBox>(dialog, u"Connect method"_s)->isVisible(), kind == Profile::Kind::Rtm);
    QCOMPARE(named<QComboBox>(dialog, u"At the start"_s)->isVisible(), kind != Profile::Kind::Tap);
    QCOMPARE(named<QCheckBox>(dialog, u"Stay connected though other programs use the app"_s)->isVisible(),
             kind == Profile::Kind::SocketMode);
}

void TestConnectDialog::socketModeTakesBothTokens()
{
    ConnectDialog dialog;
    dialog.setKind(Profile::Kind::SocketMode);
    auto *connectButton = named<QPushButton>(dialog, u"Connect"_s);
    auto *app = named<QLineEdit>(dialog, u"App-level token"_s);
    auto *token = named<QLineEdit>(dialog, u"Token"_s);
    QVERIFY(!connectButton->isEnabled());
    app->setText(u"SLACK_APP_TOKEN=xapp-1-A0-1-f"_s);
    QVERIFY(!connectButton->isEnabled());
    QVERIFY(named<QLabel>(dialog, u"About this token"_s)->text().startsWith(u"Needed:"_s)); // what is missing
    token->setText(u"xoxb-1-f"_s);
    QVERIFY(connectButton->isEnabled());
    QCOMPARE(app->echoMode(), QLineEdit::Password);
    const ConnectRequest request = dialog.request();
    QCOMPARE(request.appToken.reveal(), QByteArray("xapp-1-A0-1-f"));
    QCOMPARE(request.token.reveal(), QByteArray("xoxb-1-f"));
    token->setText(u"xoxe-1-f"_s);
    QVERIFY(!connectButton->isEnabled());
    dialog.setKind(Profile::Kind::Rtm); // what is typed for another way goes nowhere
    QVERIFY(dialog.request().appToken.isEmpty());
}

void TestConnectDialog::asksOnceWhetherOthersUseTheApp_data()
{
    using Others = Profile::OtherPrograms;
    QTest::addColumn<QString>("answer");
    QTest::addColumn<Others>("others");
    QTest::addColumn<bool>("connects");
    QTest::newRow("alone") << u"No, it is mine alone"_s << Others::None << true;
    QTest::newRow("unsure") << u"I don’t know"_s << Others::Unsure << true;
    QTest::newRow("yes") << u"Yes"_s << Others::Some << false;
}

void TestConnectDialog::asksOnceWhetherOthersUseTheApp()
{
    QFETCH(QString, answer);
    QFETCH(Profile::OtherPrograms, others);
    QFETCH(bool, connects);
    ConnectDialog dialog;
    dialog.setKind(Profile::Kind::SocketMode);
    named<QLineEdit>(dialog, u"App-level token"_s)->setText(u"xapp-1-A0-1-f"_s);
    named<QLineEdit>(dialog, u"Token"_s)->setText(u"xoxb-1-f"_s);
    dialog.show();
    QSignalSpy connectsAsked(&dialog, &ConnectDialog::connectRequested);
    QSignalSpy apps(&dialog, &ConnectDialog::appSetupRequested);
    named<QPushButton>(dialog, u"Connect"_s)->click();
    auto *question = dialog.findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(connectsAsked.isEmpty());
    QVERIFY(question->informativeText().contains(u"one of its connections only"_s));
    named<QPushButton>(*question, answer)->click();
    QCOMPARE(connectsAsked.size(), connects ? 1 : 0);
    QCOMPARE(apps.size(), connects ? 0 : 1); // first the way to an app of one's own
    QTRY_VERIFY(!dialog.findChild<QMessageBox *>());
    named<QPushButton>(dialog, u"Connect"_s)->click();
    QVERIFY(!dialog.findChild<QMessageBox *>()); // asked once
    QCOMPARE(connectsAsked.size(), connects ? 2 : 1);
    QCOMPARE(connectsAsked.constLast().constFirst().value<ConnectRequest>().profile.otherPrograms, others);
}

void TestConnectDialog::aTapTakesNoToken()
{
    ConnectDialog dialog;
    dialog.setKind(Profile::Kind::Tap);
    named<QLineEdit>(dialog, u"Token"_s)->setText(u"xoxb-1-f"_s); // left over from another way
    auto *listen = named<QPushButton>(dialog, u"Listen"_s);
    QVERIFY(listen && listen->isEnabled());
    auto *port = named<QLineEdit>(dialog, u"Listen on port"_s);
    port->setText(u"3030"_s);
    QSignalSpy connectsAsked(&dialog, &ConnectDialog::connectRequested);
    listen->click();
    const auto request = connectsAsked.value(0).value(0).value<ConnectRequest>();
    QCOMPARE(request.profile.kind, Profile::Kind::Tap);
    QCOMPARE(request.profile.tapPort, quint16(3030));
    QVERIFY(request.token.isEmpty());
    port->setText(u"70000"_s);
    QVERIFY(!listen->isEnabled());
    port->clear(); // any that is free
    QVERIFY(listen->isEnabled());
    QCOMPARE(dialog.request().profile.tapPort, quint16(0));
}

void TestConnectDialog::editsASocketModeProfile()
{
    Profile mine = profile(u"mine"_s, u"Mine"_s);
    mine.kind = Profile::Kind::SocketMode;
    mine.appTokenKept = true;
    mine.otherPrograms = Profile::OtherPrograms::None;
    mine.sharedAllowed = true;
    ConnectDialog dialog;
    dialog.setRequest({mine, {}, true, true, {}, true});
    dialog.show();
    QCOMPARE(dialog.request().profile, mine);
    QVERIFY(named<QPushButton>(dialog, u"Connect"_s)->isEnabled()); // both are at hand
    QVERIFY(dialog.request().appTokenAtHand);
    named<QLineEdit>(dialog, u"Base URL"_s)->setText(u"https://other.example/api/"_s);
    QVERIFY(!named<QPushButton>(dialog, u"Connect"_s)->isEnabled());
    QVERIFY(!dialog.request().appTokenAtHand);
    ConnectDialog half;
    half.setRequest({mine, {}, true, true}); // moved from RTM: the other one is still needed
    QVERIFY(!named<QPushButton>(half, u"Connect"_s)->isEnabled());
}

void TestConnectDialog::theAppIsAMinuteAway()
{
    AppSetupDialog dialog;
    dialog.show();
    QSignalSpy pages(&dialog, &AppSetupDialog::pageRequested);
    const auto *steps = named<QLabel>(dialog, u"Steps"_s);
    QCOMPARE(steps->text().count(u"\n\n"_s), 5); // six
    QVERIFY(steps->text().contains(u"/invite @rtmscope"_s));
    const auto *manifest = named<QPlainTextEdit>(dialog, u"Manifest"_s);
    QVERIFY(manifest->toPlainText().startsWith(u"display_information:\n  name: Rtmscope"_s));
    named<QPushButton>(dialog, u"Open Slack’s page"_s)->click();
    QCOMPARE(pages.value(0).value(0).toUrl(), appmanifest::creationPage(appmanifest::Kind::Bot));
    named<QPushButton>(dialog, u"Copy the manifest"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), appmanifest::yaml(appmanifest::Kind::Bot));
    named<QAbstractButton>(dialog, u"JSON"_s)->click();
    named<QPushButton>(dialog, u"Copy the manifest"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), appmanifest::json(appmanifest::Kind::Bot));
    named<QAbstractButton>(dialog, u"As myself"_s)->click();
    QVERIFY(steps->text().contains(u"xoxp-"_s));
    QVERIFY(!steps->text().contains(u"/invite"_s));
    named<QPushButton>(dialog, u"Open Slack’s page"_s)->click();
    QCOMPARE(pages.value(1).value(0).toUrl(), appmanifest::creationPage(appmanifest::Kind::Myself));
}

void TestConnectDialog::prefixAloneDoesNotTellClassicFromGranular()
{
    QVERIFY(readToken(u"xoxb-1-abc"_s).words.contains(u"only the server can tell"_s));
}

void TestConnectDialog::masksTheTokenAndShowsItWhileHeld()
{
    ConnectDialog dialog;
    auto *token = named<QLineEdit>(dialog, u"Token"_s);
    auto *show = named<QPushButton>(dialog, u"Show the token while held"_s);
    QVERIFY(token && show);
    dialog.show();
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    QTest::mousePress(show, Qt::LeftButton);
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
    QTest::mouseRelease(show, Qt::LeftButton);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
}

void TestConnectDialog::connectsOnlyWithAUsableToken()
{
    ConnectDialog dialog;
    auto *token = named<QLineEdit>(dialog, u"Token"_s);
    auto *address = named<QLineEdit>(dialog, u"Base URL"_s);
    auto *button = named<QPushButton>(dialog, u"Connect"_s);
    QVERIFY(token && address && button);
    QVERIFY(!button->isEnabled());
    token->setText(u"xoxb-1-abc"_s);
    QVERIFY(button->isEnabled());
    token->setText(u"xapp-1-abc"_s);
    QVERIFY(!button->isEnabled());
    token->setText(u"xoxb-1-abc"_s);
    address->setText(u"http://slack.com/api/"_s);
    QVERIFY(!button->isEnabled());
}

void TestConnectDialog::handsOverWhatWasEntered()
{
    ConnectDialog dialog;
    named<QLineEdit>(dialog, u"Token"_s)->setText(u" 'xoxb-1-abc' "_s);
    named<QLineEdit>(dialog, u"Profile name"_s)->setText(u" Work "_s);
    named<QComboBox>(dialog, u"Profile colour"_s)->setCurrentIndex(1);
    named<QComboBox>(dialog, u"At the start"_s)->setCurrentIndex(1);
    named<QLineEdit>(dialog, u"Base URL"_s)->setText(u"http://127.0.0.1:1234"_s);
    named<QComboBox>(dialog, u"Connect method"_s)->setCurrentIndex(1);
    named<QComboBox>(dialog, u"Proxy"_s)->setCurrentIndex(2);
    named<QLineEdit>(dialog, u"Proxy host"_s)->setText(u"127.0.0.1"_s);
    named<QLineEdit>(dialog, u"Proxy port"_s)->setText(u"1081"_s);
    named<QLineEdit>(dialog, u"Proxy user name"_s)->setText(u"mira"_s);
    named<QLineEdit>(dialog, u"Proxy password"_s)->setText(u" pass word "_s);
    named<QLineEdit>(dialog, u"Extra CA file"_s)->setText(testing::fixture(u"tls/ca.pem"_s));
    named<QCheckBox>(dialog, u"The server says no hello"_s)->setChecked(true);
    QSignalSpy connects(&dialog, &ConnectDialog::connectRequested);
    named<QPushButton>(dialog, u"Connect"_s)->click();
    QCOMPARE(connects.size(), 1);
    const auto request = connects.constFirst().constFirst().value<ConnectRequest>();
    QVERIFY(!request.profile.awaitsHello);
    QCOMPARE(request.token.reveal(), QByteArray("xoxb-1-abc"));
    QVERIFY(request.keepSecrets);
    QVERIFY(!request.tokenAtHand);
    QVERIFY(request.profile.id.isEmpty());
    QCOMPARE(request.profile.name, u"Work"_s);
    QCOMPARE(request.profile.colour, profileColours().constFirst());
    QCOMPARE(request.profile.arming, Profile::Arming::Ask);
    QCOMPARE(request.profile.apiBase, QUrl(u"http://127.0.0.1:1234/api/"_s));
    QCOMPARE(request.profile.connectMethod, ConnectMethod::RtmStart);
    QCOMPARE(request.profile.proxy.text(), u"socks5://mira@127.0.0.1:1081"_s);
    QCOMPARE(request.profile.proxy.password.reveal(), QByteArray(" pass word ")); // as typed
    QCOMPARE(request.profile.caFile, testing::fixture(u"tls/ca.pem"_s));
}

void TestConnectDialog::editsAProfile()
{
    ConnectDialog dialog;
    const Profile work = profile(u"work"_s, u"Work"_s);
    dialog.setProfiles({work, profile(u"play"_s, u"Play"_s)});
    dialog.setRequest({work, {}, true, true});
    QVERIFY(named<QLineEdit>(dialog, u"Token"_s)->text().isEmpty());
    QVERIFY(named<QLineEdit>(dialog, u"Proxy password"_s)->text().isEmpty());
    auto *name = named<QLineEdit>(dialog, u"Profile name"_s);
    auto *save = named<QPushButton>(dialog, u"Save"_s);
    QVERIFY(save->isEnabled());
    QCOMPARE(dialog.request().profile, work); // nothing is lost on the way through the fields
    name->setText(u"play"_s);
    QVERIFY(!save->isEnabled()); // taken
    name->setText(QString());
    QVERIFY(!save->isEnabled());
    name->setText(u"Job"_s);
    QSignalSpy saves(&dialog, &ConnectDialog::saveRequested);
    save->click();
    const auto request = saves.value(0).value(0).value<ConnectRequest>();
    QCOMPARE(request.profile.id, u"work"_s);
    QCOMPARE(request.profile.name, u"Job"_s);
    QVERIFY(request.token.isEmpty());
    QVERIFY(request.tokenAtHand);
}

void TestConnectDialog::aKeptTokenServesItsOwnServerOnly()
{
    ConnectDialog dialog;
    dialog.setRequest({profile(u"work"_s, u"Work"_s), {}, true, true});
    auto *connectButton = named<QPushButton>(dialog, u"Connect"_s);
    auto *address = named<QLineEdit>(dialog, u"Base URL"_s);
    const auto *about = named<QLabel>(dialog, u"About this token"_s);
    QVERIFY(connectButton->isEnabled());
    QVERIFY(about->text().contains(u"kept token is used"_s));
    address->setText(u"https://evil.example/api/"_s);
    QVERIFY(!connectButton->isEnabled());
    QVERIFY2(about->text().contains(u"belongs to mock.example"_s), qPrintable(about->text()));
    QVERIFY(!dialog.request().tokenAtHand);
    named<QLineEdit>(dialog, u"Token"_s)->setText(u"xoxb-1-abc"_s);
    QVERIFY(connectButton->isEnabled());
    address->setText(u"https://mock.example/other/"_s);
    named<QLineEdit>(dialog, u"Token"_s)->clear();
    QVERIFY(connectButton->isEnabled()); // the same server
}

void TestConnectDialog::saysWhereTheTokenGoes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("keeping");
    QTest::addColumn<QString>("mentions");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("once") << QString() << QString() << 0 << u"not written to disk"_s << false;
    QTest::newRow("keychain") << u"Work"_s << QString() << 0 << u"go to the system’s keychain"_s << true;
    QTest::newRow("until quit") << u"Work"_s << QString() << 1 << u"in memory until the program quits"_s
                                << false;
    QTest::newRow("no keychain") << u"Work"_s << u"No keychain runs."_s << 0
                                 << u"No keychain runs. So the token stays in memory"_s << false;
}

void TestConnectDialog::saysWhereTheTokenGoes()
{
    QFETCH(QString, name);
    QFETCH(QString, problem);
    QFETCH(int, keeping);
    QFETCH(QString, mentions);
    ConnectDialog dialog;
    dialog.setKeychainProblem(problem);
    named<QLineEdit>(dialog, u"Profile name"_s)->setText(name);
    auto *choice = named<QComboBox>(dialog, u"Keep the token"_s);
    if (problem.isEmpty())
        choice->setCurrentIndex(keeping);
    QCOMPARE(choice->isEnabled(), problem.isEmpty() && !name.isEmpty());
    const auto *promise = named<QLabel>(dialog, u"Where the token goes"_s);
    QVERIFY2(promise->text().contains(mentions), qPrintable(promise->text()));
    QTEST(dialog.request().keepSecrets, "keeps");
}

void TestConnectDialog::problemsAreToldAtTheirField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("address") << u"Base URL"_s << u"http://slack.com/api/"_s << u"unencrypted"_s;
    QTest::newRow("CA file") << u"Extra CA file"_s << u"/nowhere/ca.pem"_s << u"no such file"_s;
    QTest::newRow("proxy host") << u"Proxy host"_s << u"http://proxy:80"_s << u"name or an address alone"_s;
    QTest::newRow("no proxy host") << u"Proxy host"_s << u" "_s << u"host name"_s;
}

void TestConnectDialog::problemsAreToldAtTheirField()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, mentions);
    ConnectDialog dialog;
    named<QLineEdit>(dialog, u"Token"_s)->setText(u"xoxb-1-abc"_s);
    if (field.startsWith(u"Proxy"_s))
        named<QComboBox>(dialog, u"Proxy"_s)->setCurrentIndex(1);
    named<QLineEdit>(dialog, field)->setText(text);
    bool said = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        said = said || (label->text().contains(mentions) && !label->isHidden());
    QVERIFY(said);
    QVERIFY(!named<QPushButton>(dialog, u"Connect"_s)->isEnabled());
}

void TestConnectDialog::presetsOfTheTwoWorlds()
{
    ConnectDialog dialog;
    auto *address = named<QLineEdit>(dialog, u"Base URL"_s);
    QCOMPARE(address->text(), slackApiBase().toString());
    const auto actions = named<QPushButton>(dialog, u"Known addresses"_s)->menu()->actions();
    QCOMPARE(actions.size(), 2);
    actions.at(1)->trigger();
    QCOMPARE(address->text(), u"https://slack-gov.com/api/"_s);
    actions.at(0)->trigger();
    QCOMPARE(address->text(), u"https://slack.com/api/"_s);
}

void TestConnectDialog::nothingMovesBetweenTheWays_data()
{
    QTest::addColumn<Profile::Kind>("first");
    QTest::newRow("Socket Mode first") << Profile::Kind::SocketMode;
    QTest::newRow("RTM first") << Profile::Kind::Rtm;
    QTest::newRow("tap first") << Profile::Kind::Tap;
}

void TestConnectDialog::nothingMovesBetweenTheWays()
{
    QFETCH(Profile::Kind, first);
    ConnectDialog dialog;
    dialog.setKind(first);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto places = [&dialog] {
        QStringList all{u"%1x%2"_s.arg(dialog.width()).arg(dialog.height())};
        for (const QAbstractButton *button : dialog.findChildren<QAbstractButton *>()) {
            for (const QString &name :
                 {u"Socket Mode"_s, u"Test"_s, u"Connect"_s, u"Listen"_s, u"Save"_s, u"Cancel"_s}) {
                const QPoint place = button->mapTo(&dialog, QPoint());
                if (button->accessibleName() == name && button->isVisible())
                    all << u"%1,%2 %3"_s.arg(place.x()).arg(place.y()).arg(button->width());
            }
        }
        const auto *name = named<QLineEdit>(dialog, u"Profile name"_s);
        return all << QString::number(name->mapTo(&dialog, QPoint()).x()); // the fields' edge
    };
    QTRY_COMPARE(dialog.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
    const QStringList before = places();
    for (const Profile::Kind kind :
         {Profile::Kind::Tap, Profile::Kind::Rtm, Profile::Kind::SocketMode, first}) {
        dialog.setKind(kind);
        QCoreApplication::processEvents();
        QCOMPARE(places(), before);
    }
}

void TestConnectDialog::unfoldsWhatHasToBeSeen()
{
    ConnectDialog dialog;
    dialog.show();
    auto *proxy = named<QComboBox>(dialog, u"Proxy"_s);
    QVERIFY(!proxy->isVisible());
    named<QPushButton>(dialog, u"Server, proxy and certificates"_s)->click();
    QVERIFY(proxy->isVisible());
    QVERIFY(!named<QLineEdit>(dialog, u"Proxy host"_s)->isVisible()); // the system's needs none
    proxy->setCurrentIndex(1);
    QVERIFY(named<QLineEdit>(dialog, u"Proxy host"_s)->isVisible());
    ConnectDialog edited;
    edited.setRequest({profile(u"work"_s, u"Work"_s), {}, true, true});
    edited.show();
    QVERIFY(named<QComboBox>(edited, u"Proxy"_s)->isVisible()); // it is not the usual one
    ConnectDialog asked;
    asked.show();
    asked.focus(ConnectDialog::Field::CaFile);
    QVERIFY(named<QLineEdit>(asked, u"Extra CA file"_s)->isVisible());
}

void TestConnectDialog::aPasswordServesItsOwnProxyOnly()
{
    ConnectDialog dialog;
    Profile work = profile(u"work"_s, u"Work"_s);
    work.proxyPasswordKept = true;
    dialog.setRequest({work, {}, true, true});
    const auto *password = named<QLineEdit>(dialog, u"Proxy password"_s);
    QVERIFY(password->placeholderText().contains(u"kept one"_s));
    named<QLineEdit>(dialog, u"Proxy host"_s)->setText(u"other.example"_s);
    QVERIFY(!password->placeholderText().contains(u"kept one"_s));
}

void TestConnectDialog::testsStepByStep()
{
    ConnectDialog dialog;
    dialog.show();
    QSignalSpy tests(&dialog, &ConnectDialog::testRequested);
    QSignalSpy cancels(&dialog, &ConnectDialog::testCancelled);
    auto *button = named<QPushButton>(dialog, u"Test"_s);
    const auto *list = named<QListWidget>(dialog, u"Test results"_s);
    QVERIFY(!list->isVisible());
    button->click(); // without a token it goes as far as it can
    QCOMPARE(tests.size(), 1);
    QVERIFY(list->isVisible());
    using Outcome = TestStep::Outcome;
    using Stage = TestStep::Stage;
    dialog.showTestStep({Stage::Proxy, Outcome::Skipped, u"No proxy."_s, {}, -1});
    dialog.showTestStep({Stage::Way, Outcome::Running, {}, {}, -1});
    QCOMPARE(list->count(), 2);
    dialog.showTestStep({Stage::Way, Outcome::Failed, u"Nothing answers."_s, {}, 12});
    QCOMPARE(list->count(), 2); // the outcome takes the place of the wait
    QCOMPARE(list->item(1)->text(), u"Way to the server: Nothing answers."_s);
    // Not by colour or sign alone.
    QVERIFY(list->item(1)->data(Qt::AccessibleTextRole).toString().endsWith(u"failed"_s));
    QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().endsWith(u"not tested"_s));
    QCOMPARE(button->text(), u"Stop the t&est"_s);
    dialog.endTest(false);
    QCOMPARE(button->text(), u"T&est"_s);
    QVERIFY(cancels.isEmpty());
    button->click();
    QCOMPARE(list->count(), 0);
    button->click();
    QCOMPARE(cancels.size(), 1);
    dialog.showTestStep({Stage::Way, Outcome::Running, {}, {}, -1});
    QCOMPARE(list->count(), 0); // too late
    button->click();
    dialog.reject();
    QCOMPARE(cancels.size(), 2); // closing stops it
}

void TestConnectDialog::everyFieldHasANameAndTheKeyboardGoesThrough()
{
    ConnectDialog dialog;
    dialog.setRequest({profile(u"work"_s, u"Work"_s), {}, true, true});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    dialog.activateWindow();
    dialog.focus(ConnectDialog::Field::Token);
    QStringList order;
    for (int i = 0; i < 25; ++i) {
        const QWidget *focused = QApplication::focusWidget();
        QVERIFY(focused);
        QVERIFY2(!focused->accessibleName().isEmpty(), focused->metaObject()->className());
        if (order.contains(focused->accessibleName()))
            break;
        order << focused->accessibleName();
        QTest::keyClick(&dialog, Qt::Key_Tab);
    }
    QCOMPARE(order.mid(0, 16),
             (QStringList{u"Token"_s, u"Show the token while held"_s, u"Profile name"_s, u"Profile colour"_s,
                          u"Keep the token"_s, u"At the start"_s, u"Server, proxy and certificates"_s,
                          u"Base URL"_s, u"Known addresses"_s, u"Connect method"_s,
                          u"The server says no hello"_s, u"Proxy"_s, u"Proxy host"_s, u"Proxy port"_s,
                          u"Proxy user name"_s, u"Proxy password"_s}));
    for (const QString &name :
         {u"Extra CA file"_s, u"Browse for a CA file"_s, u"Test"_s, u"Connect"_s, u"Save"_s, u"Cancel"_s})
        QVERIFY2(order.contains(name), qPrintable(name));
}

void TestConnectDialog::eachLetterLeadsToOnePlace_data()
{
    QTest::addColumn<Profile::Kind>("kind");
    QTest::newRow("RTM") << Profile::Kind::Rtm;
    QTest::newRow("Socket Mode") << Profile::Kind::SocketMode;
    QTest::newRow("tap") << Profile::Kind::Tap;
}

void TestConnectDialog::eachLetterLeadsToOnePlace()
{
    QFETCH(const Profile::Kind, kind);
    ConnectDialog dialog;
    dialog.setKind(kind);
    named<QPushButton>(dialog, u"Server, proxy and certificates"_s)->click();
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QHash<QKeySequence, QString> taken;
    const auto take = [&taken](const QString &words) {
        const QKeySequence keys = QKeySequence::mnemonic(words);
        const QString other = keys.isEmpty() ? QString() : std::exchange(taken[keys], words);
        return other.isEmpty() ? QString() : u"%1 and %2 share a letter"_s.arg(words, other);
    };
    for (const QAbstractButton *button : dialog.findChildren<QAbstractButton *>()) {
        const QString shared = button->isVisible() ? take(button->text()) : QString();
        QVERIFY2(shared.isEmpty(), qPrintable(shared));
    }
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        const QKeySequence keys = QKeySequence::mnemonic(label->text());
        if (!label->isVisible() || !label->buddy() || keys.isEmpty())
            continue;
        const QString shared = take(label->text());
        QVERIFY2(shared.isEmpty(), qPrintable(shared));
        QTest::keyClick(&dialog, Qt::Key(keys.toString().back().toUpper().unicode()), Qt::AltModifier);
        const QWidget *wanted = label->buddy();
        while (wanted->focusProxy())
            wanted = wanted->focusProxy();
        QVERIFY2(!wanted->isEnabled() || wanted == dialog.focusWidget(), qPrintable(label->text()));
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
