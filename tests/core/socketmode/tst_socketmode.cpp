// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/seenevents.h"
#include "core/errors/apptokenerrors.h"
#include "core/log/eventlog.h"
#include "core/outbox/outbox.h"
#include "core/workspace/workspace.h"
#include "tests/core/socketmode/socketstub.h"
#include "tests/support/testmain.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SessionState;

//! Socket Mode against a server that does what the test says, over real sockets.
class TestSocketMode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithTheAppTokenInTheHeaderOnly();
    void readyOnlyAfterHello();
    void refusalsStopWithARemedy_data();
    void refusalsStopWithARemedy();
    void wrongTokensStopWithoutARequest_data();
    void wrongTokensStopWithoutARequest();
    void troubleIsRetried_data();
    void troubleIsRetried();
    void otherTokenIsCheckedFirst();
    void stagesBearTheNamesOfTheirCalls();

    void envelopesAreAcknowledged_data();
    void envelopesAreAcknowledged();
    void acknowledgedOnTheSocketThatDelivered();
    void acknowledgedOnlyWhenOnDisk();
    void acknowledgedBeforeAnybodyLooks();
    void recordKeepsTheOrder();
    void nothingIsAcknowledgedBeforeHello();
    void figuresAreKept();

    void repeatsAreOnlyRecorded();
    void lateRetriesAreProcessed();
    void keysOutliveTheSession();
    void oddShapes_data();
    void oddShapes();
    void leftOutMinutesAreGaps();

    void refreshLeavesNoGap_data();
    void refreshLeavesNoGap();
    void aCallIsKeptForTheReplacement();
    void oldSocketGoesWhenSilent();
    void toldLifeIsUsed();
    void goneSocketIsAGap();
    void tooManySocketsWaits();
    void switchedOffStops();
    void disconnectWhileConnecting_data();
    void disconnectWhileConnecting();
    void deadSocketIsFound();

    void messagesArePosted();
    void postsThatFail_data();
    void postsThatFail();
    void ownEchoIsTheSameMessage_data();
    void ownEchoIsTheSameMessage();
    void whatIsNotPossibleSaysSo();
    void secretsStayInside();
};

void TestSocketMode::opensWithTheAppTokenInTheHeaderOnly()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    const SocketStub::Call open = rig.stub.lastCall("apps.connections.open");
    QCOMPARE(open.verb, QByteArray("POST"));
    QCOMPARE(open.authorization, QByteArray("Bearer xapp-1-A0STUB-1-abcdef0123456789"));
    QCOMPARE(open.contentLength, QByteArray("0"));
    QCOMPARE(open.body, QByteArray());
    const SocketStub::Call test = rig.stub.lastCall("auth.test");
    QCOMPARE(test.authorization, QByteArray("Bearer xoxb-stub-bot-token"));
    QCOMPARE(rig.session->identity().self, UserId(u"U0BOT"_s));
    QCOMPARE(rig.session->identity().selfName, u"rtmscope"_s);
    QCOMPARE(rig.session->identity().teamName, u"Stub"_s);
    QCOMPARE(rig.session->identity().teamDomain, u"stub"_s);
    QCOMPARE(rig.session->scopes(), QStringList({u"channels:history"_s, u"chat:write"_s}));
}

void TestSocketMode::readyOnlyAfterHello()
{
    SocketRig rig([](ConnectionSettings &config) { config.awaitsHello = false; }); // it alone tells of others
    rig.stub.greets = false;
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::AwaitingHello);
    QTRY_VERIFY(rig.stub.isOpen(0));
    QCOMPARE(rig.session->state(), State::AwaitingHello);
    rig.stub.hello(0);
    QTRY_COMPARE(rig.session->state(), State::Ready);
    // What was asked once is not asked again.
    rig.stub.disconnectFrame(0, "refresh_requested");
    QTRY_COMPARE(rig.stub.callsOf("apps.connections.open"), 2);
    QCOMPARE(rig.stub.callsOf("auth.test"), 1);
}

void TestSocketMode::refusalsStopWithARemedy_data()
{
    QTest::addColumn<QString>("code");
    for (const QString &code : knownAppTokenCodes())
        QTest::newRow(qPrintable(code)) << code;
    for (const auto &code :
         {u"access_denied"_s, u"accesslimited"_s, u"no_permission"_s, u"is_bot"_s, u"ekm_access_denied"_s,
          u"enterprise_is_restricted"_s, u"two_factor_setup_required"_s, u"method_deprecated"_s,
          u"deprecated_endpoint"_s, u"never_heard_of"_s})
        QTest::newRow(qPrintable(code)) << code;
}

void TestSocketMode::refusalsStopWithARemedy()
{
    QFETCH(QString, code);
    SocketRig rig;
    rig.stub.answers["apps.connections.open"] =
        R"({"ok":false,"error":")" + code.toUtf8() +
        R"(","needed":"connections:write","provided":"authorizations:read"})";
    QVERIFY(rig.failed());
    const Error &error = rig.session->lastError();
    QCOMPARE(error.code, code);
    QVERIFY2(error.words.contains(u"connections:write"_s), qPrintable(error.words));
    QVERIFY2(error.words.contains(u"authorizations:read"_s), qPrintable(error.words));
    QVERIFY2(!error.words.contains(u"RTM"_s) || code == "method_deprecated"_L1, qPrintable(error.words));
    QTest::qWait(100);
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 1);
}

void TestSocketMode::wrongTokensStopWithoutARequest_data()
{
    QTest::addColumn<QByteArray>("appToken");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << QByteArray() << QByteArray() << u"no_app_token"_s;
    QTest::newRow("only the bot's") << QByteArray() << QByteArray("xoxb-1-a") << u"no_app_token"_s;
    QTest::newRow("only the app's") << QByteArray("xapp-1-A1-1-x") << QByteArray() << u"not_authed"_s;
    QTest::newRow("swapped") << QByteArray("xoxb-1-a") << QByteArray("xapp-1-A1-1-x") << u"tokens_swapped"_s;
    QTest::newRow("two of bots") << QByteArray("xoxb-1-a") << QByteArray("xoxb-1-a") << u"not_app_token"_s;
    QTest::newRow("two of apps") << QByteArray("xapp-1-A1-1-x") << QByteArray("xapp-1-A1-1-x")
                                 << u"wrong_token_kind"_s;
    QTest::newRow("a refresh token") << QByteArray("xapp-1-A1-1-x") << QByteArray("xoxe-1-abcdef")
                                     << u"wrong_token_kind"_s;
    QTest::newRow("a browser's") << QByteArray("xapp-1-A1-1-x") << QByteArray("xoxc-1-abcdef")
                                 << u"wrong_token_kind"_s;
    QTest::newRow("with spaces inside")
        << QByteArray("xapp-1-A1 1-x") << QByteArray("xoxb-1-abcdef") << u"bad_token"_s;
}

void TestSocketMode::wrongTokensStopWithoutARequest()
{
    QFETCH(QByteArray, appToken);
    QFETCH(QByteArray, token);
    QFETCH(QString, code);
    SocketRig rig([&](ConnectionSettings &config) {
        config.appToken = Secret(appToken);
        config.token = Secret(token);
    });
    QVERIFY(rig.failed());
    QCOMPARE(rig.session->lastError().code, code);
    QCOMPARE(rig.session->lastError().kind, Error::Kind::Input);
    QVERIFY(!rig.session->lastError().words.isEmpty());
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 0);
}

void TestSocketMode::troubleIsRetried_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const char *code : {"fatal_error", "internal_error", "service_unavailable", "request_timeout",
                             "org_login_required", "team_added_to_org"})
        QTest::newRow(code) << QByteArray(R"({"ok":false,"error":")") + code + "\"}";
    QTest::newRow("HTTP 503") << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("HTTP 429") << QByteArray("HTTP/1.1 429 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("nonsense") << QByteArray("<html>");
    QTest::newRow("no address") << QByteArray(R"({"ok":true})");
}

void TestSocketMode::troubleIsRetried()
{
    QFETCH(QByteArray, answer);
    SocketRig rig;
    rig.stub.answers["apps.connections.open"] = answer;
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Backoff);
    rig.stub.answers.clear();
    QTRY_COMPARE(rig.session->state(), State::Ready);
}

//! Where the time went, by the names of the calls that were made.
void TestSocketMode::stagesBearTheNamesOfTheirCalls()
{
    const auto stages = [](const QJsonObject &note) {
        QStringList words;
        const QJsonArray list = note.value("stages"_L1).toArray();
        for (const QJsonValue &stage : list) {
            const bool isTimed = stage["ms"_L1].isDouble() && stage["ms"_L1].toInt() >= 0;
            const QString skipped = stage["skipped"_L1].toString();
            words << stage["stage"_L1].toString() + (isTimed ? QString() : u':' + skipped);
        }
        return words.join(u' ');
    };
    SocketRig rig;
    rig.stub.answers["auth.test"] = R"({"ok":false,"error":"invalid_auth"})";
    QVERIFY(rig.failed());
    QCOMPARE(stages(rig.notes(u"state"_s).constLast()), u"resolve:address tls:plain auth.test:"_s);
    rig.stub.answers.clear();
    rig.stub.answers["apps.connections.open"] = R"({"ok":false,"error":"missing_scope"})";
    QVERIFY(rig.failed());
    QCOMPARE(stages(rig.notes(u"state"_s).constLast()),
             u"resolve:address tls:plain auth.test apps.connections.open:"_s);
    rig.stub.answers.clear();
    QVERIFY(rig.ready());
    QCOMPARE(stages(rig.notes(u"state"_s).constLast()),
             u"resolve:address tls:plain auth.test apps.connections.open socket hello"_s);
    // Who we are is asked for once.
    rig.stub.sockets.at(0)->abort();
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QCOMPARE(stages(rig.notes(u"state"_s).constLast()),
             u"resolve:address tls:plain apps.connections.open socket hello"_s);
}

void TestSocketMode::otherTokenIsCheckedFirst()
{
    SocketRig rig;
    rig.stub.answers["auth.test"] = R"({"ok":false,"error":"invalid_auth"})";
    QVERIFY(rig.failed());
    QCOMPARE(rig.session->lastError().code, u"invalid_auth"_s);
    QVERIFY(rig.session->lastError().words.contains(u"bot's or your own token"_s));
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 0);
    // Mended, it goes on.
    rig.stub.answers.clear();
    QVERIFY(rig.ready());
}

// --- Acknowledgements

void TestSocketMode::envelopesAreAcknowledged_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("ack");
    const QByteArray ack = ackFrame("e-1");
    QTest::newRow("event") << envelopeFrame("e-1", "Ev1", messageEvent("1.1")) << ack;
    QTest::newRow("retry") << envelopeFrame("e-1", "Ev1", messageEvent("1.1"),
                                            R"("retry_attempt":2,"retry_reason":"timeout")")
                           << ack;
    QTest::newRow("interactive, wants an answer")
        << QByteArray(R"({"envelope_id":"e-1","type":"interactive","accepts_response_payload":true,)"
                      R"("payload":{"type":"view_submission"}})")
        << ack;
    QTest::newRow("slash command")
        << QByteArray(R"({"payload":{"command":"/x"},"type":"slash_commands","envelope_id":"e-1"})") << ack;
    QTest::newRow("unknown type") << QByteArray(R"({"type":"from_the_future","envelope_id":"e-1"})") << ack;
    QTest::newRow("no type") << QByteArray(R"({"envelope_id":"e-1"})") << ack;
    QTest::newRow("payload is null") << QByteArray(
                                            R"({"envelope_id":"e-1","type":"events_api","payload":null})")
                                     << ack;
    QTest::newRow("payload is a text")
        << QByteArray(R"({"envelope_id":"e-1","type":"events_api","payload":"x"})") << ack;
    QTest::newRow("line breaks inside")
        << QByteArray("{\n\"envelope_id\":\"e-1\",\n\"type\":\"events_api\"\n}") << ack;
    QTest::newRow("id of other letters") << QByteArray(R"({"envelope_id":"e\"\u00e9\\","type":"x"})")
                                         << QByteArray("{\"envelope_id\":\"e\\\"\xC3\xA9\\\\\"}");
    QTest::newRow("id is a number") << QByteArray(R"({"envelope_id":7,"type":"x"})")
                                    << QByteArray(R"({"envelope_id":7})");
    QTest::newRow("inner event calls itself hello")
        << envelopeFrame("e-1", "Ev1", R"({"type":"hello","num_connections":9})") << ack;
    QTest::newRow("inner event calls itself disconnect")
        << envelopeFrame("e-1", "Ev1", R"({"type":"disconnect","reason":"link_disabled"})") << ack;
}

void TestSocketMode::envelopesAreAcknowledged()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, ack);
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(0, frame);
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ack});
    QTRY_VERIFY(rig.received.constLast().raw.contains("envelope_id"));
    QCOMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.session->ackFigures().received, 1);
    QCOMPARE(rig.session->ackFigures().acknowledged, 1);
}

void TestSocketMode::acknowledgedOnTheSocketThatDelivered()
{
    SocketRig rig([](ConnectionSettings &config) { config.timings.replacedSilence = 20s; });
    QVERIFY(rig.ready());
    rig.stub.disconnectFrame(0, "warning");
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    rig.stub.say(0, envelopeFrame("e-old", "Ev1", messageEvent("1.1")));
    rig.stub.say(1, envelopeFrame("e-new", "Ev2", messageEvent("1.2")));
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e-old")});
    QTRY_COMPARE(rig.stub.acksOn(1), QList{ackFrame("e-new")});
    QCOMPARE(rig.receivedOf(u"message"_s).size(), 2);
}

void TestSocketMode::acknowledgedOnlyWhenOnDisk()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"x.ndjson"_s);
    auto log = EventLog::create(path, {});
    QVERIFY(log.ok());
    SocketRig rig;
    (*log)->keep(*rig.session);
    QList<bool> onDisk;
    rig.stub.onFrame = [&](qsizetype, const QByteArray &ack) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray id =
            QJsonDocument::fromJson(ack).object().value("envelope_id"_L1).toString().toUtf8();
        onDisk.append(file.readAll().contains("\"frame\":{\"envelope_id\":\"" + id + "\",\"payload\""));
    };
    QVERIFY(rig.ready());
    for (int i = 0; i < 20; ++i)
        rig.stub.say(0, envelopeFrame("e-" + QByteArray::number(i), "Ev" + QByteArray::number(i),
                                      messageEvent("1." + QByteArray::number(i))));
    QTRY_COMPARE(rig.stub.heard.size(), 20);
    QCOMPARE(onDisk, QList<bool>(20, true));
}

void TestSocketMode::acknowledgedBeforeAnybodyLooks()
{
    // A view that holds everything up, as one with a dialog does.
    SocketRig rig;
    QList<QByteArray> heardWhileBusy;
    const auto hold = [&] {
        QEventLoop busy;
        QTimer::singleShot(300ms, &busy, &QEventLoop::quit);
        busy.exec();
        heardWhileBusy = rig.stub.acksOn(0);
    };
    connect(rig.session.get(), &EventSource::recorded, this, [&](const Event &event) {
        if (event.direction == Direction::In && event.raw.contains("e-1"))
            hold();
    });
    QVERIFY(rig.ready());
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 1);
    QCOMPARE(heardWhileBusy, QList{ackFrame("e-1")});
    QVERIFY(rig.session->ackFigures().maxUs < 200'000);
}

void TestSocketMode::recordKeepsTheOrder()
{
    // recording(In), recording(ack), then everybody else in the order of the record.
    SocketRig rig;
    QStringList told;
    const auto name = [](const Event &event) {
        return event.direction == Direction::Out ? u"ack"_s : u"event"_s;
    };
    const auto isOurs = [](const Event &event) { return event.raw.contains("e-1"); };
    connect(rig.session.get(), &EventSource::recording, this, [&](const Event &event) {
        if (isOurs(event))
            told << u"recording "_s + name(event);
    });
    connect(rig.session.get(), &EventSource::recordDue, this, [&] { told << u"due"_s; });
    connect(rig.session.get(), &EventSource::recorded, this, [&](const Event &event) {
        if (!isOurs(event))
            return;
        told << u"recorded "_s + name(event);
        if (event.direction == Direction::In) // whoever hears of it may have something to record as well
            rig.session->record(R"({"kind":"comment","text":"e-1"})");
    });
    connect(rig.session.get(), &EventSource::messagePosted, this,
            [&](const MessagePosted &posted) { told << u"typed "_s + posted.message.text; });
    connect(rig.session.get(), &EventSource::eventReceived, this, [&](const Event &event) {
        if (isOurs(event))
            told << u"received"_s;
    });
    QVERIFY(rig.ready());
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1", "hi")));
    QTRY_VERIFY(told.contains(u"received"_s));
    told.removeAll(u"recording event"_s); // of the note and of the event, below
    told.prepend(u"recording event"_s);
    QCOMPARE(told, QStringList({u"recording event"_s, u"due"_s, u"recording ack"_s, u"recorded event"_s,
                                u"recorded ack"_s, u"recorded event"_s, u"typed hi"_s, u"received"_s}));
    quint64 last = 0;
    for (const Event &event : rig.record) {
        if (event.raw.contains("e-1") && event.direction != Direction::Note) {
            QVERIFY(event.seq > last);
            last = event.seq;
        }
    }
}

void TestSocketMode::nothingIsAcknowledgedBeforeHello()
{
    SocketRig rig;
    rig.stub.greets = false;
    rig.session->open();
    QTRY_VERIFY(rig.stub.isOpen(0));
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 1);
    QTest::qWait(50);
    QCOMPARE(rig.stub.acksOn(0), QList<QByteArray>());
    rig.stub.hello(0);
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e-1")});
}

void TestSocketMode::figuresAreKept()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    rig.stub.say(0, envelopeFrame("e-2", "Ev1", messageEvent("1.1"), R"("retry_attempt":1)"));
    rig.stub.say(0, envelopeFrame("e-3", "Ev2", messageEvent("1.2"), R"("retry_attempt":1)"));
    QTRY_COMPARE(rig.stub.heard.size(), 3);
    const AckFigures figures = rig.session->ackFigures();
    QCOMPARE(figures.received, 3);
    QCOMPARE(figures.acknowledged, 3);
    QCOMPARE(figures.retries, 2);
    QCOMPARE(figures.duplicates, 1);
    QCOMPARE(figures.late, 1);
    QVERIFY(figures.medianUs >= 0 && figures.medianUs <= figures.maxUs);
    rig.session->close();
    const QList<QJsonObject> notes = rig.notes(u"acks"_s);
    QCOMPARE(notes.size(), 1);
    QCOMPARE(notes.constFirst().value("acknowledged"_L1).toInt(), 3);
    QCOMPARE(notes.constFirst().value("duplicates"_L1).toInt(), 1);
}

// --- Repeats and shapes

void TestSocketMode::repeatsAreOnlyRecorded()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    // An envelope's id may be another or the same, and retry_attempt may say nothing.
    rig.stub.say(0, envelopeFrame("e-2", "Ev1", messageEvent("1.1")));
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1"), R"("retry_attempt":3)"));
    // The same envelope id and another event is another event.
    rig.stub.say(0, envelopeFrame("e-1", "Ev2", messageEvent("1.2")));
    QTRY_COMPARE(rig.stub.heard.size(), 4);
    QCOMPARE(rig.receivedOf(u"message"_s).size(), 2);
    qsizetype repeated = 0;
    for (const Event &event : rig.record)
        repeated += event.repeated ? 1 : 0;
    QCOMPARE(repeated, 2);
}

void TestSocketMode::lateRetriesAreProcessed()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(
        0, envelopeFrame("e-1", "Ev1", messageEvent("1.1"), R"("retry_attempt":2,"retry_reason":"timeout")"));
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 1);
    QVERIFY(!rig.receivedOf(u"message"_s).constFirst().repeated);
    QCOMPARE(rig.session->ackFigures().late, 1);
    QVERIFY(rig.hints.isEmpty()); // it is of a time when we were not there
}

void TestSocketMode::keysOutliveTheSession()
{
    QTemporaryDir folder;
    for (const bool isFirst : {true, false}) {
        auto store = SeenEvents::open(folder.filePath(u"seen.sqlite"_s));
        QVERIFY(store.ok());
        SocketRig rig;
        rig.session->keepKeysIn(store->get(), u"work"_s);
        QVERIFY(rig.ready());
        rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
        QTRY_COMPARE(rig.stub.heard.size(), 1);
        QCOMPARE(rig.receivedOf(u"message"_s).size(), isFirst ? 1 : 0);
        rig.session.reset();
    }
}

void TestSocketMode::oddShapes_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("type");
    QTest::newRow("event as the payload itself")
        << QByteArray(
               R"({"envelope_id":"e","type":"events_api","payload":{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"}})")
        << u"app_home_opened"_s;
    QTest::newRow("without team_id")
        << QByteArray(
               R"({"envelope_id":"e","type":"events_api","payload":{"type":"event_callback","event_id":"E1","event":{"type":"team_access_granted","team_ids":["T1"]}}})")
        << u"team_access_granted"_s;
    QTest::newRow("null where a team should be")
        << QByteArray(
               R"({"envelope_id":"e","type":"events_api","payload":{"type":"event_callback","event_id":"E1","team_id":null,"authorizations":[{"team_id":null,"user_id":"U1"}],"event":{"type":"user_change","user":{"id":"U1"}}}})")
        << u"user_change"_s;
}

void TestSocketMode::oddShapes()
{
    QFETCH(QByteArray, frame);
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(0, frame);
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e")});
    QTRY_COMPARE(rig.received.constLast().raw, frame);
    QVERIFY(rig.hints.isEmpty());
    QCOMPARE(rig.session->state(), State::Ready);
}

void TestSocketMode::leftOutMinutesAreGaps()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.say(
        0,
        R"({"envelope_id":"e","payload":{"token":"x","team_id":"T0STUB","minute_rate_limited":1795356060,"api_app_id":"A0STUB","type":"app_rate_limited"},"type":"events_api"})");
    QTRY_COMPARE(rig.notes(u"gap"_s).size(), 1);
    const QJsonObject gap = rig.notes(u"gap"_s).constFirst();
    QCOMPARE(gap.value("code"_L1).toString(), u"app_rate_limited"_s);
    QCOMPARE(gap.value("from_us"_L1).toInteger(), 1'795'356'060'000'000);
    QCOMPARE(gap.value("to_us"_L1).toInteger(), 1'795'356'120'000'000);
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e")});
}

// --- Changing sockets

void TestSocketMode::refreshLeavesNoGap_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("warning") << QByteArray(R"({"type":"disconnect","reason":"warning"})");
    QTest::newRow("refresh_requested")
        << QByteArray(R"({"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"x"}})");
    QTest::newRow("unknown") << QByteArray(R"({"type":"disconnect","reason":"because"})");
    QTest::newRow("no reason") << QByteArray(R"({"type":"disconnect"})");
    QTest::newRow("odd reason") << QByteArray(R"({"type":"disconnect","reason":{"a":1}})");
}

void TestSocketMode::refreshLeavesNoGap()
{
    QFETCH(QByteArray, frame);
    SocketRig rig([](ConnectionSettings &config) { config.timings.replacedSilence = 20s; });
    QVERIFY(rig.ready());
    rig.stub.greets = false; // the new socket is open, but not ready
    rig.stub.say(0, frame);
    rig.stub.say(0, frame); // said twice
    QTRY_VERIFY(rig.stub.isOpen(1));
    rig.stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1")));
    QTRY_COMPARE(rig.stub.acksOn(0), QList{ackFrame("e-1")});
    QCOMPARE(rig.session->state(), State::Ready);
    rig.stub.hello(1);
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    // The new one is read before the old one is gone.
    rig.stub.say(1, envelopeFrame("e-2", "Ev2", messageEvent("1.2")));
    rig.stub.say(0, envelopeFrame("e-3", "Ev3", messageEvent("1.3")));
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 3);
    QVERIFY(rig.stub.isOpen(0));
    rig.stub.sockets.at(0)->close();
    QTRY_VERIFY(!rig.stub.isOpen(0));
    rig.stub.say(1, envelopeFrame("e-4", "Ev4", messageEvent("1.4")));
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 4);
    QCOMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.stub.sockets.size(), 2); // and no third
    QCOMPARE(rig.notes(u"gap"_s).size(), 0);
}

//! However often sockets broke just before, one that is to be replaced in time leaves no gap.
void TestSocketMode::aCallIsKeptForTheReplacement()
{
    SocketRig rig([](ConnectionSettings &config) { config.timings.socketRefill = 60s; });
    QVERIFY(rig.ready());
    rig.stub.sockets.at(0)->abort();
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QTRY_COMPARE(rig.session->state(), State::Ready);
    const qsizetype gaps = rig.notes(u"gap"_s).size();
    rig.stub.disconnectFrame(1, "refresh_requested");
    QTRY_COMPARE(rig.session->connectionNumber(), 3U);
    rig.stub.sockets.at(1)->close();
    QTRY_VERIFY(!rig.stub.isOpen(1));
    QCOMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.notes(u"gap"_s).size(), gaps);
    // What is lost now has to wait.
    rig.stub.sockets.at(2)->abort();
    QTRY_COMPARE(rig.session->state(), State::Backoff);
    QVERIFY(rig.session->nextAttemptIn() > 30s);
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 3);
}

void TestSocketMode::oldSocketGoesWhenSilent()
{
    SocketRig rig([](ConnectionSettings &config) { config.timings.replacedSilence = 300ms; });
    QVERIFY(rig.ready());
    rig.stub.disconnectFrame(0, "refresh_requested");
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QElapsedTimer since;
    since.start();
    QTRY_VERIFY(!rig.stub.isOpen(0));
    QVERIFY(since.elapsed() >= 200);
    QCOMPARE(rig.notes(u"gap"_s).size(), 0);
}

void TestSocketMode::toldLifeIsUsed()
{
    SocketRig rig([](ConnectionSettings &config) { config.timings.replaceBefore = 1500ms; });
    rig.stub.life = 2;
    QVERIFY(rig.ready());
    rig.stub.life = 0;
    QElapsedTimer since;
    since.start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->connectionNumber(), 2U, 10'000);
    QVERIFY(since.elapsed() >= 900); // half of it at least
    QCOMPARE(rig.notes(u"gap"_s).size(), 0);
}

void TestSocketMode::goneSocketIsAGap()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.sockets.at(0)->abort();
    QTRY_COMPARE(rig.session->connectionNumber(), 2U);
    QTRY_COMPARE(rig.session->state(), State::Ready);
    QTRY_COMPARE(rig.notes(u"gap"_s).size(), 2); // begun, and over
    QCOMPARE(rig.notes(u"gap"_s).constLast().value("resumed"_L1).toBool(true), false);
}

void TestSocketMode::tooManySocketsWaits()
{
    SocketRig rig([](ConnectionSettings &config) { config.timings.tooManySockets = 400ms; });
    rig.stub.firstWord = R"({"type":"disconnect","reason":"too_many_websockets"})";
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Backoff);
    QCOMPARE(rig.session->lastError().code, u"too_many_websockets"_s);
    QVERIFY(rig.session->nextAttemptIn() > 200ms);
    QVERIFY(rig.session->lastError().words.contains(u"ten"_s));
    // Even who does not want to wait has to.
    QSignalSpy held(rig.session.get(), &LiveSession::retryHeld);
    rig.session->retryNow();
    QCOMPARE(held.size(), 1);
    QTRY_COMPARE(rig.stub.callsOf("apps.connections.open"), 2);
    QTRY_COMPARE(rig.session->state(), State::Backoff);
    QVERIFY(rig.session->nextAttemptIn() > 600ms); // twice as long
    rig.stub.firstWord.clear();
    QTRY_COMPARE(rig.session->state(), State::Ready);
}

void TestSocketMode::switchedOffStops()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    rig.stub.disconnectFrame(0, "link_disabled");
    QTRY_COMPARE(rig.session->state(), State::Failed);
    QCOMPARE(rig.session->lastError().code, u"link_disabled"_s);
    QTRY_VERIFY(!rig.stub.isOpen(0));
    QTest::qWait(100);
    QCOMPARE(rig.stub.callsOf("apps.connections.open"), 1);
}

void TestSocketMode::disconnectWhileConnecting_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<State>("state");
    QTest::newRow("warning") << QByteArray("warning") << State::Ready;
    QTest::newRow("refresh_requested") << QByteArray("refresh_requested") << State::Ready;
    QTest::newRow("unknown") << QByteArray("because") << State::Ready;
    QTest::newRow("link_disabled") << QByteArray("link_disabled") << State::Failed;
}

void TestSocketMode::disconnectWhileConnecting()
{
    QFETCH(QByteArray, reason);
    QFETCH(State, state);
    SocketRig rig;
    rig.stub.firstWord = R"({"type":"disconnect","reason":")" + reason + "\"}";
    rig.session->open();
    QTRY_VERIFY(!rig.stub.sockets.isEmpty()); // there may be a second one already
    rig.stub.firstWord.clear();
    QTRY_COMPARE(rig.session->state(), state);
}

void TestSocketMode::deadSocketIsFound()
{
    // A server that reads nothing, so that our ping gets no pong.
    SocketRig rig([](ConnectionSettings &config) {
        config.timings.quietBeforePing = 50ms;
        config.timings.pongDeadline = 300ms;
    });
    QVERIFY(rig.ready());
    // Pongs are enough to live: nothing else comes.
    QTRY_VERIFY(rig.session->latency() >= 0ms);
    QTest::qWait(800);
    QCOMPARE(rig.session->state(), State::Ready);
    QCOMPARE(rig.session->connectionNumber(), 1U);
    const auto pings = rig.notes(u"ws_ping"_s);
    QVERIFY(std::any_of(pings.cbegin(), pings.cend(), [](const QJsonObject &ping) {
        return ping.value("by"_L1) == "us"_L1 &&
               ping.value("payload"_L1).toString().startsWith("rtmscope-"_L1);
    }));
    rig.stub.sockets.at(0)->disconnect();
    rig.stub.sockets.at(0)->setReadBufferSize(1);
    rig.stub.sockets.at(0)->blockSignals(true);
    for (auto *device : rig.stub.sockets.at(0)->findChildren<QTcpSocket *>())
        device->blockSignals(true); // it hears no more of what comes
    QTRY_COMPARE_WITH_TIMEOUT(rig.session->connectionNumber(), 2U, 10'000);
    QCOMPARE(rig.errors.constFirst().code, u"no_pong"_s);
    QCOMPARE(rig.notes(u"gap"_s).constFirst().value("code"_L1).toString(), u"no_pong"_s);
}

// --- Sending

void TestSocketMode::messagesArePosted()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    QSignalSpy acknowledged(rig.session.get(), &LiveSession::acknowledged);
    const auto id = rig.session->sendMessage(ChannelId(u"C0A"_s), u"a & b"_s, MessageTs(u"1.1"_s), true);
    QVERIFY(id.ok());
    const QByteArray preview =
        rig.session->messageFrame(ChannelId(u"C0A"_s), u"a & b"_s, MessageTs(u"1.1"_s), true);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged.constFirst().at(0).toULongLong(), *id);
    QCOMPARE(acknowledged.constFirst().at(1).value<MessageTs>(), MessageTs(u"1795356000.000101"_s));
    QCOMPARE(acknowledged.constFirst().at(2).toString(), u"canonical"_s);
    const SocketStub::Call call = rig.stub.lastCall("chat.postMessage");
    QCOMPARE(call.body, preview);
    QCOMPARE(call.body, QByteArray("channel=C0A&thread_ts=1.1&reply_broadcast=1&text=a%20%26%20b"));
    QCOMPARE(call.authorization, QByteArray("Bearer xoxb-stub-bot-token"));
    QVERIFY(*rig.session->sendMessage(ChannelId(u"C0A"_s), u"again"_s) > *id);
}

void TestSocketMode::postsThatFail_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code"); // empty: nobody knows what became of it
    QTest::newRow("refused") << QByteArray(R"({"ok":false,"error":"not_in_channel"})") << u"not_in_channel"_s;
    QTest::newRow("too fast, with 429")
        << QByteArray("HTTP/1.1 429 No\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n") << u"ratelimited"_s;
    QTest::newRow("too fast, other spelling")
        << QByteArray(R"({"ok":false,"error":"rate_limited"})") << u"rate_limited"_s;
    for (const char *unclear : {"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
        QTest::newRow(unclear) << QByteArray(R"({"ok":false,"error":")") + unclear + "\"}" << QString();
    QTest::newRow("HTTP 500") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") << QString();
    QTest::newRow("nonsense") << QByteArray("<html>") << QString();
}

void TestSocketMode::postsThatFail()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    SocketRig rig;
    rig.stub.answers["chat.postMessage"] = answer;
    QVERIFY(rig.ready());
    QSignalSpy refused(rig.session.get(), &LiveSession::refused);
    QSignalSpy unanswered(rig.session.get(), &LiveSession::unanswered);
    const auto id = rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s);
    QVERIFY(id.ok());
    QTRY_COMPARE(refused.size() + unanswered.size(), 1);
    if (code.isEmpty()) {
        QCOMPARE(unanswered.size(), 1);
        QCOMPARE(unanswered.constFirst().at(0).value<QList<quint64>>(), QList<quint64>{*id});
        return;
    }
    QCOMPARE(refused.size(), 1);
    const auto error = refused.constFirst().at(1).value<Error>();
    QCOMPARE(error.code, code);
    QCOMPARE(error.kind, code.contains(u"limited"_s) ? Error::Kind::RateLimited : Error::Kind::Rejected);
}

void TestSocketMode::ownEchoIsTheSameMessage_data()
{
    QTest::addColumn<bool>("echoFirst");
    QTest::newRow("echo behind the answer") << false;
    QTest::newRow("echo before the answer") << true;
}

void TestSocketMode::ownEchoIsTheSameMessage()
{
    QFETCH(bool, echoFirst);
    SocketRig rig;
    WorkspaceFeed feed;
    connect(rig.session.get(), &EventSource::recorded, &feed, &WorkspaceFeed::apply);
    Outbox outbox(*rig.session, nullptr, u"p"_s);
    QVERIFY(rig.ready());
    const QByteArray echo = envelopeFrame(
        "e-1", "Ev1",
        R"({"type":"message","channel":"C0A","user":"U0BOT","bot_id":"B0BOT","app_id":"A0STUB","text":"canonical","ts":"1795356000.000101","event_ts":"1795356000.000101"})");
    if (echoFirst)
        rig.stub.held = "chat.postMessage";
    QVERIFY(outbox.enqueue({ChannelId(u"C0A"_s), u"canonical"_s, {}}).ok());
    QTRY_COMPARE(rig.stub.callsOf("chat.postMessage"), 1);
    rig.stub.say(0, echo);
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 1);
    rig.stub.release();
    QTRY_COMPARE(outbox.items().size(), 0);
    const Conversation *conversation = feed.workspace().conversation(ChannelId(u"C0A"_s));
    QVERIFY(conversation);
    QTRY_COMPARE(conversation->messages().size(), std::size_t(1));
}

void TestSocketMode::whatIsNotPossibleSaysSo()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    QCOMPARE(rig.session->sendTyping(ChannelId(u"C0A"_s)).error().code, u"typing_impossible"_s);
    QCOMPARE(rig.session->subscribePresence({UserId(u"U1"_s)}).error().code, u"presence_impossible"_s);
    QCOMPARE(rig.stub.heard.size(), 0);
    rig.session->setArmed(false);
    QCOMPARE(rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s).error().code, u"observing"_s);
    QCOMPARE(rig.session->canSend(ChannelId(u"C0A"_s), u"x"_s).error().code, u"observing"_s);
    rig.session->setArmed(true);
    QVERIFY(rig.session->canSend(ChannelId(u"C0A"_s), QString(5000, u'x')).ok()); // more than a frame of RTM
    QVERIFY(!rig.session->canSend(ChannelId(u"C0A"_s), QString(50'000, u'x')).ok());
    QVERIFY(!rig.session->canSend(ChannelId(u"#general"_s), u"x"_s).ok());
}

void TestSocketMode::secretsStayInside()
{
    SocketRig rig;
    QVERIFY(rig.ready());
    // A server that says them back, in frames, control frames and answers.
    rig.stub.answers["chat.postMessage"] =
        R"({"ok":false,"error":"invalid_auth","context":"xapp-1-A0STUB-1-abcdef0123456789 and xoxb-stub-bot-token"})";
    rig.stub.say(
        0, envelopeFrame(
               "e-1", "Ev1",
               messageEvent("1.1", "xapp-1-A0STUB-1-abcdef0123456789 xoxb-stub-bot-token stubticket1")));
    rig.stub.sockets.at(0)->ping("xoxb-stub-bot-token");
    rig.stub.sockets.at(0)->ping("xapp-1-A0STUB-1-abcdef0123456789");
    QSignalSpy refused(rig.session.get(), &LiveSession::refused);
    QVERIFY(rig.session->sendMessage(ChannelId(u"C0A"_s), u"x"_s).ok());
    QTRY_COMPARE(refused.size(), 1);
    QTRY_COMPARE(rig.receivedOf(u"message"_s).size(), 1);
    QTRY_VERIFY(rig.notes(u"ws_ping"_s).size() >= 2);
    QByteArray all;
    for (const Event &event : rig.record)
        all += event.raw + event.problem.toUtf8();
    for (const Error &error : rig.errors)
        all += (error.words + error.detail).toUtf8();
    const auto error = refused.constFirst().at(1).value<Error>();
    all += (error.words + error.detail).toUtf8();
    for (const QByteArray secret : {"abcdef0123456789", "stub-bot-token", "stubticket1", "verification"})
        QVERIFY2(!all.contains(secret), secret.constData());
}

RTMSCOPE_TEST_MAIN(TestSocketMode)
#include "tst_socketmode.moc"
