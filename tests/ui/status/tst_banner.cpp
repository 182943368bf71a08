// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/banner.h"
#include "ui/status/statusline.h"
#include "ui/window/topbar.h"

#include "tests/support/testmain.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPushButton>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Look = ConnectionStatus::Look;

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

//! What an assistive tool tells of it.
QString heard(const QWidget *widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

ConnectionStatus waiting(const QString &cause, std::chrono::milliseconds next)
{
    ConnectionStatus status;
    status.look = Look::Waiting;
    status.words = u"Waiting to reconnect"_s;
    status.cause = cause;
    status.nextAttempt = QDeadlineTimer(next);
    return status;
}

} // namespace

//! The small parts that say how the connection stands.
class TestBanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hiddenWhileAllIsWell();
    void tellsCauseAndCountdown();
    void countsDownByItself();
    void workCanBeCancelled();
    void retryIsAnsweredWhileItHasToWait();
    void staysWhileTryingAgain();
    void sharingLasts();
    void anEchoSaysWhatThePageWould();
    void remarkStaysUntilDismissed();
    void topBarNamesTheProfileBesideItsColour();
    void topBarPaintsTheProfilesColour();
    void topBarTellsStatusAndLatency();
    void armedButtonAsksAndWaitsForTheAnswer();
    void clockAndSizeWords();
};

void TestBanner::hiddenWhileAllIsWell()
{
    Banner banner;
    ConnectionStatus good;
    good.look = Look::Good;
    banner.setStatus(good);
    QVERIFY(banner.isHidden());
}

//! In the monitor neither the banner nor the page below it is in view.
void TestBanner::anEchoSaysWhatThePageWould()
{
    Banner banner;
    Banner echo;
    banner.setEcho(&echo);
    QVERIFY(echo.isHidden());
    const auto *words = named<QLabel>(echo, u"Notice"_s);
    banner.setStatus(waiting(u"Ten connections already."_s, 20s));
    banner.setOutageTold(true); // by the page
    QVERIFY(banner.isHidden());
    QVERIFY(!echo.isHidden());
    QVERIFY2(words->text().contains(u"Ten connections already."_s) && words->text().contains(u"20\u00a0s"_s),
             qPrintable(words->text()));
    QSignalSpy retry(&banner, &Banner::retryRequested);
    named<QPushButton>(echo, u"Retry now"_s)->click();
    QCOMPARE(retry.count(), 1);
    ConnectionStatus failed;
    failed.look = Look::Failed;
    failed.words = u"Not listening"_s;
    failed.cause = u"Port 3030 is taken."_s;
    banner.setStatus(failed);
    QVERIFY(banner.isHidden());
    QCOMPARE(words->text(), u"Not listening. Port 3030 is taken."_s);
    QSignalSpy help(&banner, &Banner::helpRequested);
    named<QPushButton>(echo, u"What to do"_s)->click();
    QCOMPARE(help.count(), 1);
    echo.setSilent(true);
    QVERIFY(echo.isHidden());
    ConnectionStatus good;
    good.look = Look::Good;
    banner.setStatus(good);
    banner.setRemark(u"Something else."_s);
    echo.setSilent(false);
    QCOMPARE(words->text(), u"Something else."_s);
    named<QPushButton>(echo, u"Dismiss"_s)->click();
    QVERIFY(echo.isHidden() && banner.isHidden());
    QSignalSpy work(&banner, &Banner::workChanged);
    banner.setWork(u"Opening …"_s);
    banner.setWork(u"Opening … 3 %"_s);
    QVERIFY(banner.isWorking() && !echo.isHidden());
    banner.setWork({});
    QCOMPARE(work.count(), 2);
}

void TestBanner::tellsCauseAndCountdown()
{
    Banner banner;
    banner.setStatus(waiting(u"The server is not reachable."_s, 20s));
    QVERIFY(!banner.isHidden());
    const QString words = named<QLabel>(banner, u"Notice"_s)->text();
    QVERIFY2(words.contains(u"The server is not reachable."_s), qPrintable(words));
    QVERIFY2(words.contains(u"20\u00a0s"_s), qPrintable(words));
    QSignalSpy retry(&banner, &Banner::retryRequested);
    auto *button = named<QPushButton>(banner, u"Retry now"_s);
    QVERIFY(!button->isHidden());
    button->click();
    QCOMPARE(retry.count(), 1);
}

void TestBanner::workCanBeCancelled()
{
    Banner banner;
    banner.setRemark(u"Something else."_s);
    banner.setWork(u"Opening “a.zip” … 40 %"_s);
    QVERIFY(named<QLabel>(banner, u"Notice"_s)->text().contains(u"40 %"_s));
    QVERIFY(named<QPushButton>(banner, u"Dismiss"_s)->isHidden());
    QSignalSpy cancelled(&banner, &Banner::cancelRequested);
    named<QPushButton>(banner, u"Cancel"_s)->click();
    QCOMPARE(cancelled.count(), 1);
    banner.setWork({});
    QVERIFY(named<QPushButton>(banner, u"Cancel"_s)->isHidden());
    QVERIFY(named<QLabel>(banner, u"Notice"_s)->text().contains(u"Something else."_s));
    banner.setRemark({});
    QVERIFY(banner.isHidden());
    banner.setFileNews(u"“day.rtmcap” has grown."_s);
    banner.setRemark(u"Something else."_s);
    QVERIFY(named<QPushButton>(banner, u"Open again"_s)->isHidden());
    named<QPushButton>(banner, u"Dismiss"_s)->click();
    QVERIFY(named<QLabel>(banner, u"Notice"_s)->text().contains(u"has grown"_s));
    QSignalSpy again(&banner, &Banner::openAgainRequested);
    named<QPushButton>(banner, u"Open again"_s)->click();
    QCOMPARE(again.count(), 1);
    named<QPushButton>(banner, u"Dismiss"_s)->click();
    QVERIFY(banner.isHidden());
}

void TestBanner::countsDownByItself()
{
    Banner banner;
    banner.setStatus(waiting(u"Gone."_s, 3s));
    const auto *words = named<QLabel>(banner, u"Notice"_s);
    QVERIFY(words->text().contains(u"3\u00a0s"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!words->text().contains(u"3\u00a0s"_s), 5000);
}

void TestBanner::retryIsAnsweredWhileItHasToWait()
{
    Banner banner;
    ConnectionStatus status = waiting(u"The server asks for a pause."_s, 30s);
    status.rateLimited = true;
    banner.setStatus(status);
    QVERIFY(!named<QPushButton>(banner, u"Retry now"_s)->isHidden());
    banner.setAnswer(u"Not yet: it asked for a pause."_s);
    const auto *words = named<QLabel>(banner, u"Notice"_s);
    QVERIFY2(words->text().endsWith(u"Not yet: it asked for a pause."_s), qPrintable(words->text()));
    QCOMPARE(words->text().count(u"pause"_s), 1); // said once
    QCOMPARE(heard(words), u"Notice: "_s + words->text());
    banner.setStatus(status); // the same wait goes on
    QVERIFY(words->text().contains(u"Not yet"_s));
    status.look = Look::Busy;
    banner.setStatus(status);
    status.look = Look::Waiting;
    banner.setStatus(status); // another one
    QVERIFY(!words->text().contains(u"Not yet"_s));
}

void TestBanner::staysWhileTryingAgain()
{
    Banner banner;
    banner.setElapsed(u"12 s"_s);
    banner.setStatus(waiting(u"Gone."_s, 3s));
    const auto *words = named<QLabel>(banner, u"Notice"_s);
    QVERIFY2(words->text().startsWith(u"Gone. No connection for 12 s. Trying again in "_s),
             qPrintable(words->text()));
    ConnectionStatus status;
    status.look = Look::Busy;
    banner.setStatus(status);
    QVERIFY(!banner.isHidden());
    QCOMPARE(words->text(), u"Connecting again. No connection for 12 s."_s);
    QVERIFY(!named<QPushButton>(banner, u"Retry now"_s)->isHidden());
    status.look = Look::Good;
    banner.setStatus(status);
    banner.setElapsed({});
    QVERIFY(banner.isHidden());
}

void TestBanner::remarkStaysUntilDismissed()
{
    Banner banner;
    banner.setRemark(u"The disk is full."_s);
    banner.setStatus(waiting(u"Gone."_s, 3s));
    QVERIFY(!named<QLabel>(banner, u"Notice"_s)->text().contains(u"disk"_s));
    ConnectionStatus good;
    good.look = Look::Good;
    banner.setStatus(good);
    QCOMPARE(named<QLabel>(banner, u"Notice"_s)->text(), u"The disk is full."_s);
    named<QPushButton>(banner, u"Dismiss"_s)->click();
    QVERIFY(banner.isHidden());
}

void TestBanner::topBarNamesTheProfileBesideItsColour()
{
    TopBar bar;
    const auto *account = bar.findChild<QPushButton *>(); // the first
    bar.setAccountName(u"Acme & Co"_s);
    bar.setProfile(u"Work"_s, u"green"_s);
    QCOMPARE(account->text(), u"Acme && Co · Work"_s);
    QCOMPARE(account->accessibleName(), u"Account: Acme & Co, profile Work"_s);
    QVERIFY(!account->icon().isNull());
    bar.setAccountName(u"Work"_s); // not twice
    QCOMPARE(account->text(), u"Work"_s);
    bar.setProfile({}, {});
    QCOMPARE(account->accessibleName(), u"Account: Work"_s);
    QVERIFY(account->icon().isNull());
}

void TestBanner::topBarPaintsTheProfilesColour()
{
    TopBar bar;
    bar.resize(600, 60);
    const auto edge = [&bar] { return bar.grab().toImage().pixelColor(300, 0); };
    const QColor plain = edge();
    bar.setProfile(u"Work"_s, u"red"_s);
    QCOMPARE(edge(), theme::colour(theme::Colour::Error));
    bar.setProfile(u"Work"_s, u"a colour of later"_s);
    QCOMPARE(edge(), plain);
}

void TestBanner::topBarTellsStatusAndLatency()
{
    TopBar bar;
    ConnectionStatus status;
    status.look = Look::Good;
    status.words = u"Connected"_s;
    bar.setStatus(status);
    const auto *label = named<QLabel>(bar, u"Connection status"_s);
    QCOMPARE(label->text(), u"Connected"_s);
    status.liveness.latency = 42ms;
    bar.setStatus(status);
    QCOMPARE(label->text(), u"Connected, 42 ms"_s);
    QCOMPARE(heard(label), u"Connection status: Connected, 42 ms"_s);
}

void TestBanner::armedButtonAsksAndWaitsForTheAnswer()
{
    TopBar bar;
    bar.setArmed(false, true);
    auto *button = named<QPushButton>(bar, u"Observe or Armed"_s);
    QSignalSpy asked(&bar, &TopBar::armRequested);
    button->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toBool(), true);
    QVERIFY2(!button->isChecked(), "only the account arms");
    bar.setArmed(true, true);
    QVERIFY(button->isChecked());
    QCOMPARE(button->text(), u"Armed"_s);
    bar.setArmed(true, false);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->text(), u"Observe"_s);
}

void TestBanner::clockAndSizeWords()
{
    QCOMPARE(clockWords(862s), u"00:14:22"_s);
    QCOMPARE(clockWords(100h), u"100:00:00"_s);
    QCOMPARE(clockWords(-5s), u"00:00:00"_s);
    QCOMPARE(sizeWords(2'100'000), u"2.1 MB"_s);
}

//! As long as events go elsewhere nobody can wave it away.
void TestBanner::sharingLasts()
{
    Banner banner;
    const auto *words = named<QLabel>(banner, u"Notice"_s);
    const auto *dismiss = named<QPushButton>(banner, u"Dismiss"_s);
    auto *ownApp = named<QPushButton>(banner, u"Make my own app"_s);
    QSignalSpy asked(&banner, &Banner::ownAppRequested);
    ConnectionStatus status;
    status.look = Look::Good;
    status.sharing = u"This app has 2 connections."_s;
    banner.setStatus(status);
    QVERIFY(!banner.isHidden());
    QCOMPARE(words->text(), status.sharing);
    QVERIFY(dismiss->isHidden() && !ownApp->isHidden());
    ownApp->click();
    QCOMPARE(asked.size(), 1);
    banner.setRemark(u"The disk is full."_s);
    QCOMPARE(words->text(), u"The disk is full."_s);
    QVERIFY(!dismiss->isHidden());
    banner.setRemark({});
    QCOMPARE(words->text(), status.sharing); // it is back
    status.sharing.clear();
    banner.setStatus(status);
    QVERIFY(banner.isHidden());
}

RTMSCOPE_GUI_TEST_MAIN(TestBanner)
#include "tst_banner.moc"
