// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "tests/support/testmain.h"
#include "ui/status/connectionwords.h"
#include "ui/status/ladderpage.h"
#include "ui/status/statusline.h"
#include "ui/window/topbar.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Look = ConnectionStatus::Look;
using Kind = Liveness::Kind;
using Stage = Stages::Stage;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 nowUs = 1'000 * second;

ConnectionStatus connected(Kind liveness)
{
    ConnectionStatus status;
    status.look = Look::Good;
    status.words = u"Connected"_s;
    status.place = u"Acme"_s;
    status.liveness.kind = liveness;
    status.liveness.latency = 42ms;
    status.liveness.lastPongUs = nowUs - 3 * second;
    status.liveness.pingedUs = nowUs - 6 * second;
    status.liveness.deadAtUs = nowUs + 14 * second;
    status.connection = 4;
    return status;
}

QString labelled(const QWidget &widget, const QString &name)
{
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->accessibleName() == name)
            return label->text();
    }
    return {};
}

QStringList rungs(const LadderPage &page)
{
    QStringList out;
    for (const QLabel *label : page.findChildren<QLabel *>())
        out << label->text();
    return out.mid(1); // the title
}

} // namespace

//! What the window says about the connection.
class TestConnectionWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void brief_data();
    void brief();
    void countsChangeInTheSameMoment();
    void detailsNameTheSteps();
    void barAndLineCountSeconds();
    void theLineSaysWhyItWaits();
    void kindAndPlaceAreTold_data();
    void kindAndPlaceAreTold();
    void anEmptyStreamSaysWhy_data();
    void anEmptyStreamSaysWhy();
    void acknowledgementsAreMeasured();
    void whoGaveUpCanConnectAgain();
    void ladderShowsEachStep();
    void ladderShowsWhereItFailed();
};

void TestConnectionWords::brief_data()
{
    QTest::addColumn<ConnectionStatus>("status");
    QTest::addColumn<QString>("words");
    QTest::addColumn<Look>("look");
    QTest::addColumn<bool>("counting");
    const auto row = [](const char *name, const ConnectionStatus &status, const QString &words, Look look,
                        bool counting) { QTest::newRow(name) << status << words << look << counting; };
    row("lively", connected(Kind::Lively), u"Connected, 42 ms"_s, Look::Good, false);
    row("idle", connected(Kind::Quiet), u"Idle, last pong 3 s ago"_s, Look::Good, true);
    row("no answer", connected(Kind::Unanswered), u"No answer for 6 s, will reconnect at 20 s"_s,
        Look::Waiting, true);
    ConnectionStatus status = connected(Kind::Lively);
    status.liveness.latency = -1ms;
    row("not measured", status, u"Connected"_s, Look::Good, false);
    status.liveness.moving = true;
    row("moving", status, u"Connected, moving to a new connection"_s, Look::Good, false);
    status.liveness.networkGone = true;
    ConnectionStatus waiting;
    waiting.look = Look::Waiting;
    waiting.words = u"Waiting to reconnect"_s;
    waiting.nextAttempt = QDeadlineTimer(QDeadlineTimer::Forever);
    row("waiting for whatever", waiting, u"Waiting to reconnect"_s, Look::Waiting, false);
    waiting.nextAttempt = QDeadlineTimer(1h);
    row("waiting so long", waiting, u"Waiting to reconnect, 3600 s"_s, Look::Waiting, true);
    waiting.nextAttempt = QDeadlineTimer(0ms);
    row("waited", waiting, u"Waiting to reconnect"_s, Look::Waiting, true);
    row("no network", status, u"Connected, but the system reports no network"_s, Look::Waiting, false);
    status = connected(Kind::Quiet);
    status.liveness.lastPongUs = 0;
    status.liveness.latency = -1ms;
    row("idle, never measured", status, u"Connected"_s, Look::Good, false);
    status.look = Look::Busy;
    status.words = u"Signing in"_s;
    row("on the way", status, u"Signing in"_s, Look::Busy, false);
}

void TestConnectionWords::brief()
{
    QFETCH(ConnectionStatus, status);
    QTEST(connectionwords::brief(status, nowUs), "words");
    QTEST(connectionwords::look(status), "look");
    QTEST(connectionwords::isCounting(status), "counting");
}

//! Bar, banner and line count down on their own: they agree if each looks when the number changes.
void TestConnectionWords::countsChangeInTheSameMoment()
{
    ConnectionStatus status;
    status.look = Look::Waiting;
    status.words = u"Waiting"_s;
    for (const std::chrono::milliseconds left : {90'000ms, 2'999ms, 1'500ms, 700ms}) {
        status.nextAttempt = QDeadlineTimer(left);
        const QString before = connectionwords::brief(status, 0);
        const auto until = connectionwords::untilNextCount(status);
        QVERIFY(until > 0ms && until <= 1'000ms);
        status.nextAttempt =
            QDeadlineTimer(std::chrono::milliseconds(status.nextAttempt.remainingTime()) - until);
        QVERIFY2(connectionwords::brief(status, 0) != before, qPrintable(before));
    }
    status.nextAttempt = QDeadlineTimer(0);
    QCOMPARE(connectionwords::untilNextCount(status), 1'000ms);
}

void TestConnectionWords::detailsNameTheSteps()
{
    ConnectionStatus status = connected(Kind::Lively);
    status.stages.skip(Stage::Resolve, Stages::Reason::Address);
    status.stages.set(Stage::Answer, 80ms);
    const QString details = connectionwords::details(status);
    for (const QString &part : {u"Acme, socket 4"_s, u"last ping: 42 ms"_s, u"Find the server: not needed"_s,
                                u"Sign in (rtm.connect): 80 ms"_s})
        QVERIFY2(details.contains(part), qPrintable(details));
    QVERIFY(!details.contains(u"hello"_s)); // which has not begun
}

void TestConnectionWords::barAndLineCountSeconds()
{
    TopBar bar;
    StatusLine line;
    ConnectionStatus status = connected(Kind::Unanswered);
    const qint64 now = Clock::system().monotonicUs();
    status.liveness.pingedUs = now - 5 * second - second / 2;
    status.liveness.deadAtUs = status.liveness.pingedUs + 20 * second;
    bar.setStatus(status);
    line.setStatus(status);
    const QString name = u"Connection status"_s;
    QCOMPARE(labelled(bar, name), u"No answer for 5 s, will reconnect at 20 s"_s);
    QCOMPARE(labelled(line, u"Connection details"_s), u"Acme: No answer for 5 s, will reconnect at 20 s"_s);
    QTRY_VERIFY(labelled(bar, name).contains(u"for 6 s"_s));
    bar.setStatus(connected(Kind::Lively));
    line.setStatus(connected(Kind::Lively));
    QCOMPARE(labelled(bar, name), u"Connected, 42 ms"_s);
    QCOMPARE(labelled(line, u"Connection details"_s), u"Connected to Acme"_s);
}

//! Without a tool tip: in the monitor nothing else tells.
void TestConnectionWords::theLineSaysWhyItWaits()
{
    StatusLine line;
    ConnectionStatus status;
    status.look = Look::Waiting;
    status.words = u"Waiting to reconnect"_s;
    status.place = u"Acme"_s;
    status.cause = u"This app has ten connections already. End what is not needed."_s;
    status.nextAttempt = QDeadlineTimer(1h);
    line.setStatus(status);
    QCOMPARE(labelled(line, u"Connection details"_s),
             u"Acme: Waiting to reconnect, 3600 s. This app has ten connections already."_s);
    line.setAnswer(u"Not yet."_s);
    QVERIFY(labelled(line, u"Connection details"_s).endsWith(u"already. Not yet."_s));
}

void TestConnectionWords::kindAndPlaceAreTold_data()
{
    using Stream = ConnectionStatus::Stream;
    QTest::addColumn<Stream>("stream");
    QTest::addColumn<bool>("demo");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("line");
    QTest::newRow("RTM") << Stream::Rtm << false << u"RTM"_s << u"Connected to Acme by RTM"_s;
    QTest::newRow("demo") << Stream::Rtm << true << u"Demo by RTM"_s << u"Connected to Acme by RTM"_s;
    QTest::newRow("Socket Mode") << Stream::SocketMode << false << u"Socket Mode"_s
                                 << u"Connected to Acme by Socket Mode"_s;
    QTest::newRow("demo by Socket Mode")
        << Stream::SocketMode << true << u"Demo by Socket Mode"_s << u"Connected to Acme by Socket Mode"_s;
    QTest::newRow("tap") << Stream::Tap << false << u"Tap"_s << u"Connected, 42 ms: Acme"_s;
    QTest::newRow("nothing") << Stream::None << false << QString() << u"Connected to Acme"_s;
}

void TestConnectionWords::kindAndPlaceAreTold()
{
    QFETCH(ConnectionStatus::Stream, stream);
    QFETCH(bool, demo);
    ConnectionStatus status = connected(Kind::Lively);
    status.stream = stream;
    status.demo = demo;
    QTEST(connectionwords::kind(status), "kind");
    StatusLine line;
    line.setStatus(status);
    QTEST(labelled(line, u"Connection details"_s), "line");
    QVERIFY(connectionwords::details(status).contains(connectionwords::kind(status)));
}

void TestConnectionWords::anEmptyStreamSaysWhy_data()
{
    using Stream = ConnectionStatus::Stream;
    QTest::addColumn<Look>("look");
    QTest::addColumn<Stream>("stream");
    QTest::addColumn<QStringList>("says");
    const QString cause = u"Port 3030 is taken."_s;
    QTest::newRow("connected") << Look::Good << Stream::Rtm << QStringList{u"Listening."_s};
    QTest::newRow("on the way") << Look::Busy << Stream::Rtm << QStringList{u"Connecting."_s};
    QTest::newRow("waits") << Look::Waiting << Stream::SocketMode
                           << QStringList{u"Not connected"_s, cause, u"tried again by itself"_s};
    QTest::newRow("refused") << Look::Failed << Stream::Rtm
                             << QStringList{u"Not connected"_s, cause, u"Chat and Debug"_s};
    QTest::newRow("given up") << Look::Off << Stream::Rtm << QStringList{u"Not connected"_s, u"Reconnect"_s};
    QTest::newRow("tap") << Look::Busy << Stream::Tap << QStringList{u"Listening."_s, u"address"_s};
    QTest::newRow("tap without a port")
        << Look::Failed << Stream::Tap << QStringList{u"Not listening"_s, cause, u"Chat and Debug"_s};
    QTest::newRow("file") << Look::Recording << Stream::None << QStringList{u"no event in this file"_s};
}

void TestConnectionWords::anEmptyStreamSaysWhy()
{
    QFETCH(Look, look);
    QFETCH(ConnectionStatus::Stream, stream);
    QFETCH(QStringList, says);
    ConnectionStatus status;
    status.look = look;
    status.stream = stream;
    if (look == Look::Waiting || look == Look::Failed)
        status.cause = u"Port 3030 is taken."_s;
    const QString words = connectionwords::emptyStream(status);
    for (const QString &part : says)
        QVERIFY2(words.contains(part), qPrintable(words));
}

void TestConnectionWords::acknowledgementsAreMeasured()
{
    StatusLine line;
    ConnectionStatus status = connected(Kind::Lively);
    status.stream = ConnectionStatus::Stream::SocketMode;
    line.setStatus(status);
    const QString name = u"Acknowledgements"_s;
    QCOMPARE(labelled(line, name), QString()); // none came
    status.acks.received = 12;
    status.acks.acknowledged = 11;
    status.acks.medianUs = 380;
    status.acks.maxUs = 12'000;
    line.setStatus(status);
    QCOMPARE(labelled(line, name), u"Acks 380 µs, longest 12 ms"_s);
    const QString details = connectionwords::details(status);
    QVERIFY2(details.contains(u"median 380 µs, longest 12 ms; 11 of 12 acknowledged. None took"_s),
             qPrintable(details));
    status.acks.overdue = 2;
    status.acks.maxUs = 4'200'000;
    status.acks.retries = 2;
    status.acks.late = 1;
    line.setStatus(status);
    QCOMPARE(labelled(line, name), u"Acks 380 µs, longest 4.2 s, 2 too late"_s);
    QVERIFY2(
        connectionwords::details(status).contains(u"More than 3 s, so that they are delivered again: 2."_s),
        qPrintable(connectionwords::details(status)));
    QVERIFY(connectionwords::details(status).contains(u"Retries: 2, new here (late): 1."_s));
}

void TestConnectionWords::whoGaveUpCanConnectAgain()
{
    LadderPage page;
    ConnectionStatus status;
    status.look = Look::Busy;
    page.setStatus(status);
    auto *button = page.findChild<QPushButton *>();
    QSignalSpy cancelled(&page, &LadderPage::cancelRequested);
    QSignalSpy wanted(&page, &LadderPage::connectRequested);
    button->click();
    QCOMPARE(cancelled.size(), 1);
    status.look = Look::Off;
    page.setStatus(status);
    button->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(button->accessibleName(), u"Connect again"_s);
}

void TestConnectionWords::ladderShowsEachStep()
{
    LadderPage page;
    ConnectionStatus status;
    status.look = Look::Busy;
    page.setStatus(status);
    QCOMPARE(rungs(page).size(), Stages::count);
    for (const QString &rung : rungs(page))
        QVERIFY(rung.startsWith(u'○'));
    status.stages.set(Stage::Resolve, 3ms);
    status.stages.skip(Stage::Tls, Stages::Reason::KeptOpen);
    status.stages.begin(Stage::Answer, 0);
    page.setStatus(status);
    QCOMPARE(rungs(page).mid(0, 3), (QStringList{u"✓ Find the server, 3 ms"_s,
                                                 u"– Connect and encrypt (TLS): still open from before"_s,
                                                 u"→ Sign in (rtm.connect)…"_s}));
    status.stages.begin(Stage::Socket, 80'000);
    page.setStatus(status);
    QCOMPARE(rungs(page)[2], u"✓ Sign in (rtm.connect), 80 ms"_s);
}

void TestConnectionWords::ladderShowsWhereItFailed()
{
    LadderPage page;
    ConnectionStatus status;
    status.look = Look::Waiting;
    status.stages.set(Stage::Answer, 80ms);
    status.stages.begin(Stage::Socket, 0);
    page.setStatus(status);
    QCOMPARE(rungs(page)[3], u"✗ Open the socket: failed here"_s);
}

RTMSCOPE_GUI_TEST_MAIN(TestConnectionWords)
#include "tst_connectionwords.moc"
