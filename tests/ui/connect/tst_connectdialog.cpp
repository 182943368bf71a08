// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/connectdialog.h"
#include "ui/connect/tokentriage.h"

#include "tests/support/testmain.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>

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
    void connectsOnlyWithAUsableToken();
    void handsOverWhatWasEntered();
    void editsAProfile();
    void aKeptTokenServesItsOwnServerOnly();
    void saysWhereTheTokenGoes_data();
    void saysWhereTheTokenGoes();
    void problemsAreToldAtTheirField_data();
    void problemsAreToldAtTheirField();
    void presetsOfTheTwoWorlds();
    void unfoldsWhatHasToBeSeen();
    void aPasswordServesItsOwnProxyOnly();
    void testsStepByStep();
    void everyFieldHasANameAndTheKeyboardGoesThrough();
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
    for (const QString &prefix : {u"xoxb-"_s, u"xoxp-"_s, u"xoxc-"_s, u"xapp-"_s, u"odd-"_s})
        QVERIFY(!readToken(prefix + u"s3cr3t"_s).words.contains(u"s3cr3t"_s));
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
    QCOMPARE(button->text(), u"Stop the test"_s);
    dialog.endTest(false);
    QCOMPARE(button->text(), u"Test"_s);
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

RTMSCOPE_GUI_TEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
