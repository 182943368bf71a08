// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/socketmode/socketstub.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SessionState;

//! Other programs on the same app, tokens that do not belong together, and events that do not come.
class TestSocketGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aloneIsFine();
    void othersMakeItLeave();
    void nothingIsTakenFromThem();
    void aLaterOneMakesItLeaveToo();
    void sharingIsAChoice();
    void ownSocketsAreNotOthers();
    void oneJustClosedIsNotAnother();
    void whoHidesBehindOneIsFound();
    void swallowedIsMarked();
    void twoApps_data();
    void twoApps();
    void anotherWorkspace();
    void anotherReceiver_data();
    void anotherReceiver();
    void quietIsNoReason();
    void silenceIsExplained_data();
    void silenceIsExplained();
};

void TestSocketGuard::aloneIsFine()
{
    SocketRig rig;
    QSignalSpy changed(rig.session.get(), &SocketModeSession::sharingChanged);
    QVERIFY(rig.ready());
    QCOMPARE(rig.session->sharing().connections, 1);
    QVERIFY(!rig.session->sharing().isShared());
    QCOMPARE(rig.notes(u"sharing"_s).size(), 0);
    QCOMPARE(changed.size(), 1); // that it is known now
    QVERIFY(rig.hints.isEmpty());
}

void TestSocketGuard::othersMakeItLeave()
{
    SocketRig rig(
        [](ConnectionSettings &config) { config.appToken = Secret("xapp-1-A0OTHERS-1-abcdef0123456789"); });
    rig.stub.app = "A0OTHERS";
    rig.stub.connections = 3;
    QVERIFY(rig.failed());
    const Error &error = rig.session->lastError();
    QCOMPARE(error.code, u"shared_app"_s);
    QCOMPARE(error.kind, Error::Kind::Rejected);
    QVERIFY2(error.words.contains(u"2 other"_s), qPrintable(error.words));
    QVERIFY2(error.words.contains(u"one event in 3"_s), qPrintable(error.words));
    QTRY_VERIFY(!rig.stub.isOpen(0));
    QTest::qWait(100);
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 1); // and does not come back by itself
    const QJsonObject note = rig.notes(u"sharing"_s).constFirst();
    QCOMPARE(note.value("connections"_L1).toInt(), 3);
    QCOMPARE(note.value("others"_L1).toInt(), 2);
    QCOMPARE(note.value("allowed"_L1).toBool(true), false);
    QCOMPARE(rig.session->sharing().others, 2);
}

void TestSocketGuard::nothingIsTakenFromThem()
{
    SocketRig rig(
        [](ConnectionSettings &config) { config.appToken = Secret("xapp-1-A0THEIRS-1-abcdef0123456789"); });
    rig.stub.app = "A0THEIRS";
    rig.stub.greets = false;
    rig.stub.connections = 2;
    rig.session->open();
    QTRY_VERIFY(rig.stub.isOpen(0));
    // One before hello, and one right behind it.
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    rig.stub.hello(0);
    rig.stub.say(0, envelopeFrame("e-2", "Ev2", messageEvent("1.2")));
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QTRY_VERIFY(!rig.stub.isOpen(0));
    QCOMPARE(rig.stub.heard.size(), 0);
}

void TestSocketGuard::aLaterOneMakesItLeaveToo()
{
    SocketRig rig([](ConnectionSettings &config) {
        config.appToken = Secret("xapp-1-A0LATER-1-abcdef0123456789");
        config.timings.replacedSilence = 20s;
    });
    rig.stub.app = "A0LATER";
    QVERIFY(rig.ready());
    rig.stub.connections = 3; // ours are two then
    rig.stub.disconnectFrame(0, "refresh_requested");
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.session->lastError().code, u"shared_app"_s);
    QCOMPARE(rig.session->sharing().others, 1);
    QTRY_VERIFY(!rig.stub.isOpen(0) && !rig.stub.isOpen(1));
}

void TestSocketGuard::sharingIsAChoice()
{
    SocketRig rig([](ConnectionSettings &config) {
        config.appToken = Secret("xapp-1-A0SHARED-1-abcdef0123456789");
        config.sharedAllowed = true;
    });
    rig.stub.app = "A0SHARED";
    rig.stub.connections = 4;
    QVERIFY(rig.ready());
    QCOMPARE(rig.session->sharing().others, 3);
    QVERIFY(rig.session->sharing().allowed);
    const QJsonObject note = rig.notes(u"sharing"_s).constFirst();
    QCOMPARE(note.value("allowed"_L1).toBool(), true);
    QVERIFY(note.value("text"_L1).toString().contains(u"one event in 4"_s));
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e-1")});
}

void TestSocketGuard::ownSocketsAreNotOthers()
{
    SocketRig rig([](ConnectionSettings &config) {
        config.appToken = Secret("xapp-1-A0OWN-1-abcdef0123456789");
        config.timings.replacedSilence = 20s;
    });
    rig.stub.app = "A0OWN";
    QVERIFY(rig.ready());
    rig.stub.connections = 2;
    rig.stub.disconnectFrame(0, "warning");
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QCOMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.session->sharing().others, 0);
}

//! A socket of ours broke, and another program came at the same time.
void TestSocketGuard::whoHidesBehindOneIsFound()
{
    ManualClock clock;
    SocketRig rig(
        [](ConnectionSettings &config) { config.appToken = Secret("xapp-1-A0HIDDEN-1-abcdef0123456789"); },
        clock);
    rig.stub.app = "A0HIDDEN";
    QVERIFY(rig.ready());
    rig.stub.connections = 2;
    clock.advance(5s); // two addresses need some time between them
    rig.stub.sockets.at(0)->abort();
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.session->sharing().others, 0);
    const QJsonObject note = rig.notes(u"sharing"_s).constLast();
    QVERIFY2(note.value("text"_L1).toString().contains(u"counted again"_s),
             qPrintable(note.value("text"_L1).toString()));
    const int socket = int(rig.stub.sockets.size()) - 1;
    rig.stub.say(socket, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.stub.heard.size(), 1);
    clock.advance(61s);
    rig.stub.connections = 3; // the old one, its successor, the other program
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->state(), State::Failed, 10'000);
    QCOMPARE(rig.session->lastError().code, u"shared_app"_s);
    const QString words = rig.session->lastError().words;
    QVERIFY2(words.contains(u"1 event(s) came here"_s) && words.contains(u"one event in 2"_s),
             qPrintable(words));
}

//! The server may still count it, whichever session it was of; or it counts somebody else. Nothing is taken
//! until that is sure.
void TestSocketGuard::oneJustClosedIsNotAnother()
{
    const auto make = [](ConnectionSettings &config) {
        config.appToken = Secret("xapp-1-A0CLOSED-1-abcdef0123456789");
    };
    SocketRig first(make);
    first.stub.app = "A0CLOSED";
    QVERIFY(first.ready());
    SocketRig rig([&](ConnectionSettings &config) {
        make(config);
        config.apiBase = first.stub.apiBase(); // the same app at the same server
    });
    first.session.reset();
    first.stub.connections = 2;
    rig.session->open();
    QTRY_COMPARE(rig.session->lastError().code, u"counted_later"_s);
    QCOMPARE(rig.session->state(), State::Backoff);
    QVERIFY(rig.session->nextAttemptIn() > 50s && rig.session->nextAttemptIn() < 70s);
    QCOMPARE(rig.session->sharing().others, 0);
    QTRY_VERIFY(!first.stub.isOpen(1));
    QCOMPARE(first.stub.heard.size(), 0);
}

void TestSocketGuard::swallowedIsMarked()
{
    SocketRig rig([](ConnectionSettings &config) {
        config.appToken = Secret("xapp-1-A0SWALLOW-1-abcdef0123456789");
        config.sharedAllowed = true;
    });
    rig.stub.app = "A0SWALLOW";
    rig.stub.connections = 2;
    QVERIFY(rig.ready());
    rig.stub.say(
        0,
        R"({"envelope_id":"e-1","type":"slash_commands","payload":{"command":"/deploy","team_id":"T0STUB"}})");
    rig.stub.say(0, envelopeFrame("e-2", "Ev2", messageEvent("1.2")));
    QTRY_COMPARE(rig.stub.heard.size(), 2);
    QList<QJsonObject> marks;
    for (const QJsonObject &note : rig.notes(u"sharing"_s)) {
        if (note.value("code"_L1) == "swallowed"_L1)
            marks.append(note);
    }
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.constFirst().value("envelope_id"_L1).toString(), u"e-1"_s);
}

void TestSocketGuard::twoApps_data()
{
    QTest::addColumn<QByteArray>("helloApp");
    QTest::addColumn<QByteArray>("botApp");
    QTest::addColumn<QByteArray>("eventApp");
    QTest::addColumn<bool>("told");
    QTest::newRow("all the same") << QByteArray("A0ONE") << QByteArray("A0ONE") << QByteArray("A0ONE")
                                  << false;
    QTest::newRow("nothing is told") << QByteArray() << QByteArray() << QByteArray() << false;
    QTest::newRow("hello names another")
        << QByteArray("A0TWO") << QByteArray("A0ONE") << QByteArray("A0ONE") << true;
    QTest::newRow("the bot is another's")
        << QByteArray("A0ONE") << QByteArray("A0TWO") << QByteArray("A0ONE") << true;
    QTest::newRow("events are another's")
        << QByteArray("A0ONE") << QByteArray() << QByteArray("A0TWO") << true;
}

void TestSocketGuard::twoApps()
{
    QFETCH(QByteArray, helloApp);
    QFETCH(QByteArray, botApp);
    QFETCH(QByteArray, eventApp);
    QFETCH(bool, told);
    SocketRig rig(
        [](ConnectionSettings &config) { config.appToken = Secret("xapp-1-A0ONE-1-abcdef0123456789"); });
    rig.stub.app = helloApp;
    rig.stub.answers["bots.info"] = R"({"ok":true,"bot":{"id":"B0BOT","app_id":")" + botApp + "\"}}";
    QVERIFY(rig.ready());
    QTRY_COMPARE(rig.stub.callsOf("bots.info"), 1);
    rig.stub.say(
        0,
        R"({"envelope_id":"e","type":"events_api","payload":{"type":"event_callback","event_id":"E1","api_app_id":")" +
            eventApp + R"(","event":{"type":"message","channel":"C0A","ts":"1.1","text":"x"}}})");
    QTRY_COMPARE(rig.stub.heard.size(), 1);
    if (told)
        QTRY_COMPARE(rig.hints, QStringList{u"two_apps"_s});
    else
        QVERIFY(rig.hints.isEmpty());
    QCOMPARE(rig.notes(u"hint"_s).size(), told ? 1 : 0);
    QCOMPARE(rig.session->state(), State::Ready);
}

void TestSocketGuard::anotherWorkspace()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    const auto event = [](const QByteArray &id, const QByteArray &teams) {
        return R"({"envelope_id":")" + id +
               R"(","type":"events_api","payload":{"type":"event_callback","event_id":")" + id + R"(",)" +
               teams + R"("event":{"type":"message","channel":"C0A","ts":"1.1","text":"x"}}})";
    };
    // Somebody of another organisation in a channel of ours is no other workspace.
    rig.stub.say(0, event("e-1", R"("team_id":"T0PARTNER","context_team_id":"T0STUB",)"));
    rig.stub.say(0, event("e-2", R"("team_id":"T0PARTNER","authorizations":[{"team_id":"T0STUB"}],)"));
    QTRY_COMPARE(rig.stub.heard.size(), 2);
    QVERIFY(rig.hints.isEmpty());
    rig.stub.say(0, event("e-3", R"("team_id":"T0SECOND",)"));
    rig.stub.say(0, event("e-4", R"("team_id":"T0SECOND",)"));
    rig.stub.say(0, event("e-5", R"("team_id":"T0THIRD",)"));
    QTRY_COMPARE(rig.stub.heard.size(), 5);
    QTRY_COMPARE(rig.hints, QStringList({u"foreign_team"_s, u"foreign_team"_s})); // once for each
}

void TestSocketGuard::anotherReceiver_data()
{
    QTest::addColumn<QString>("sign");
    QTest::newRow("a retry is the first that comes") << u"retry"_s;
    QTest::newRow("what we said does not come back") << u"echo"_s;
    QTest::newRow("history has more") << u"history"_s;
}

void TestSocketGuard::anotherReceiver()
{
    QFETCH(QString, sign);
    ManualClock clock;
    SocketRig rig([](ConnectionSettings &config) { config.timings.echoWait = 100ms; },
                  sign == "echo"_L1 ? Clock::system() : clock);
    const qint64 connectedUs = clock.nowUs();
    const auto seconds = [connectedUs](int later) {
        return QByteArray::number(connectedUs / 1'000'000 + later);
    };
    QVERIFY(rig.ready());
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.stub.heard.size(), 1);
    if (sign == "retry"_L1) {
        rig.stub.say(
            0,
            R"({"envelope_id":"e","type":"events_api","retry_attempt":1,"payload":{"type":"event_callback","event_id":"Ev9","event_time":)" +
                seconds(30) + R"(,"event":{"type":"message","channel":"C0A","ts":"1.2","text":"x"}}})");
    } else if (sign == "echo"_L1) {
        QVERIFY(rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s).ok());
    } else {
        clock.advance(8s);
        rig.stub.answers["conversations.history"] =
            R"({"ok":true,"messages":[{"type":"message","user":"U1","text":"x","ts":")" + seconds(6) +
            R"(.000100"}]})";
        rig.session->web().call(u"conversations.history"_s, {{u"channel"_s, u"C0A"_s}}, this,
                                [](const Result<ApiAnswer> &) {});
    }
    QTRY_COMPARE(rig.hints, QStringList{u"other_receiver"_s});
}

void TestSocketGuard::quietIsNoReason()
{
    // Everything that came came, and a message that nobody subscribes to does not come: no word about either.
    SocketRig rig([](ConnectionSettings &config) {
        config.timings.echoWait = 50ms;
        config.timings.firstEnvelope = 50ms;
    });
    rig.stub.greets = false;
    rig.session->open();
    QTRY_VERIFY(rig.stub.isOpen(0));
    rig.stub.hello(0);
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", R"({"type":"team_join","user":{"id":"U1"}})"));
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QVERIFY(rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s).ok());
    QTest::qWait(300);
    QVERIFY2(rig.hints.isEmpty(), qPrintable(rig.hints.join(u',')));
}

void TestSocketGuard::silenceIsExplained_data()
{
    QTest::addColumn<bool>("bySending");
    QTest::newRow("for a long time") << false;
    QTest::newRow("after a message of ours") << true;
}

void TestSocketGuard::silenceIsExplained()
{
    QFETCH(bool, bySending);
    SocketRig rig([&](ConnectionSettings &config) {
        config.timings.firstEnvelope = bySending ? 60'000ms : 50ms;
        config.timings.echoWait = 50ms;
    });
    QVERIFY(rig.ready());
    if (bySending)
        QVERIFY(rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s).ok());
    QTRY_COMPARE(rig.hints, QStringList{u"silent"_s});
    const QString words = rig.notes(u"hint"_s).constFirst().value("text"_L1).toString();
    for (const auto &word : {u"scope"_s, u"installed"_s, u"invite"_s, u"subscribe"_s})
        QVERIFY2(words.contains(word), qPrintable(words));
    QCOMPARE(rig.session->state(), State::Ready);
}

RTMSCOPE_TEST_MAIN(TestSocketGuard)
#include "tst_socketguard.moc"
