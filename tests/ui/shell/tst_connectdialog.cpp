// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/connectdialog.h"
#include "ui/shell/tokentriage.h"

#include "tests/support/testmain.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
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
    void keepsEverythingButTheToken();
    void saysThatTheTokenIsNotStored();
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
    named<QLineEdit>(dialog, u"Base URL"_s)->setText(u"http://127.0.0.1:1234"_s);
    named<QLineEdit>(dialog, u"Proxy"_s)->setText(u"socks5://127.0.0.1:1080"_s);
    named<QComboBox>(dialog, u"Connect method"_s)->setCurrentIndex(1);
    const ConnectRequest request = dialog.request();
    QCOMPARE(request.token.reveal(), QByteArray("xoxb-1-abc"));
    QCOMPARE(request.apiBase, QUrl(u"http://127.0.0.1:1234/api/"_s));
    QCOMPARE(request.proxy.text(), u"socks5://127.0.0.1:1080"_s);
    QVERIFY(request.legacyStart);
}

void TestConnectDialog::keepsEverythingButTheToken()
{
    ConnectDialog dialog;
    dialog.setRequest({Secret(QByteArray("xoxb-1-abc")), QUrl(u"http://127.0.0.1:1/api/"_s), {}, true});
    QVERIFY(named<QLineEdit>(dialog, u"Token"_s)->text().isEmpty());
    QCOMPARE(dialog.request().apiBase, QUrl(u"http://127.0.0.1:1/api/"_s));
    QVERIFY(dialog.request().legacyStart);
}

void TestConnectDialog::saysThatTheTokenIsNotStored()
{
    const ConnectDialog dialog;
    bool said = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        said = said || label->text().contains(u"not written to disk"_s);
    QVERIFY(said);
}

RTMSCOPE_GUI_TEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
