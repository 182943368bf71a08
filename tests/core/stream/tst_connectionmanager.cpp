// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/connectionmanager.h"

#include "tests/core/session/rtmstub.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SessionState;

//! Streams that are got and kept, over real sockets and with a protocol that says nothing but hello and pong:
//! what is asked of whoever speaks on them, in which order, and what the record is told.
class TestConnectionManager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void getsAStream();
    void asksNobodyWithoutUse();
    void framesOfStreamsThatAreGoneChangeNothing();
    void aLostStreamIsAGapAndComesBack();
    void aRefusalStops();
    void replacesAStreamThatWorks();
    void whatTakesItsTimeIsWaitedFor();
    void aReplacementThatIsRefusedIsNotAskedForAgain();
    void aReplacementIsAllThereIsWhenTheStreamBreaks();
    void closesOnRequest_data();
    void closesOnRequest();
    void whoeverHearsMayClose();
    void goesWithoutAWord();
};

namespace {

//! Says what happened, in words: "opened 1", "note gap".
class Protocol final : public StreamProtocol
{
public:
    StreamTraits traits() const override { return kind; }
    QString oldAgeWords() const override { return u"It is old."_s; }
    AddressCall addressCall() override { return {u"rtm.connect"_s, {}, &identity}; }
    void frame(Stream &stream, const QByteArray &bytes, bool) override
    {
        const QJsonObject frame = QJsonDocument::fromJson(bytes).object();
        const QString type = frame.value("type"_L1).toString();
        frames.append(bytes);
        if (type == "hello"_L1)
            manager->helloCame(stream.number, frame.value("fast_reconnect"_L1).toBool());
        else if (type == "pong"_L1)
            manager->pongCame(stream.number, frame.value("reply_to"_L1).toInteger());
    }
    void control(Stream &, const WebSocket::Control &) override {}
    quint64 takeId() override { return ++lastId; }
    void writePing(Stream &stream, quint64 id) override
    {
        stream.link->send(R"({"type":"ping","id":)" + QByteArray::number(id) + '}');
    }
    void connectionChanged(quint32 connection) override { told << u"connection %1"_s.arg(connection); }
    void note(const QByteArray &json) override
    {
        const QJsonObject note = QJsonDocument::fromJson(json).object();
        notes.append(note);
        const QString what = note.value("kind"_L1).toString();
        told << (what == "state"_L1 ? note.value("state"_L1).toString() : u"note "_s + what);
    }
    void addressKnown(const QUrl &address) override { addresses.append(address); }
    void handOverBegan(quint32 old) override { told << u"hand-over of %1"_s.arg(old); }
    void handOverEnded() override { told << u"hand-over over"_s; }
    void socketOpened(quint32 connection) override { told << u"opened %1"_s.arg(connection); }
    void socketGone(quint32 connection) override { told << u"gone %1"_s.arg(connection); }

    QList<QJsonObject> gaps() const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &note : notes) {
            if (note.value("kind"_L1) == "gap"_L1)
                found.append(note);
        }
        return found;
    }

    static Identity identity(const json::Value &answer)
    {
        return {UserId(answer["self"]["id"].text()), {}, {}, {}, {}};
    }

    ConnectionManager *manager = nullptr;
    StreamTraits kind;
    quint64 lastId = 0;
    QStringList told;
    QList<QJsonObject> notes;
    QList<QUrl> addresses;
    QList<QByteArray> frames;
};

struct Bench
{
    explicit Bench(const StreamTraits &traits = {}, const ConnectionTimings &timings = quickTimings())
    {
        settings.token = Secret("xoxb-manager");
        settings.apiBase = stub.apiBase();
        settings.timings = timings;
        protocol.kind = traits;
        web = std::make_unique<WebApi>(settings.apiBase, settings.token, Clock::system());
        manager = std::make_unique<ConnectionManager>(protocol, settings, *web, ledger, Clock::system());
        protocol.manager = manager.get();
        ready = std::make_unique<QSignalSpy>(manager.get(), &ConnectionManager::streamReady);
        failed = std::make_unique<QSignalSpy>(manager.get(), &ConnectionManager::failed);
        unanswered = std::make_unique<QSignalSpy>(manager.get(), &ConnectionManager::unanswered);
    }
    bool open()
    {
        manager->open();
        return isReadyOn(1);
    }
    bool isReadyOn(quint32 connection) const
    {
        return QTest::qWaitFor(
            [&] {
                return manager->isReady() && manager->stream() && manager->stream()->number == connection;
            },
            10'000);
    }
    void write(quint64 id) { ledger.written({id, manager->stream()->number, ChannelId(u"C1"_s), u"hi"_s}); }

    RtmStub stub;
    ConnectionSettings settings;
    Protocol protocol;
    AckLedger ledger;
    std::unique_ptr<WebApi> web;
    std::unique_ptr<ConnectionManager> manager;
    std::unique_ptr<QSignalSpy> ready;
    std::unique_ptr<QSignalSpy> failed;
    std::unique_ptr<QSignalSpy> unanswered;
};

} // namespace

void TestConnectionManager::getsAStream()
{
    Bench bench;
    QCOMPARE(bench.manager->state(), State::Disconnected);
    QVERIFY(bench.open());
    QCOMPARE(bench.protocol.told, QStringList({u"Authenticating"_s, u"Connecting"_s, u"connection 1"_s,
                                               u"opened 1"_s, u"AwaitingHello"_s, u"Ready"_s}));
    QCOMPARE(bench.protocol.addresses, QList{QUrl(bench.stub.address(u"ticket1"_s))});
    QCOMPARE(bench.manager->states().identity.self, UserId(u"U0ME"_s));
    QCOMPARE(bench.ready->size(), 1);
    QVERIFY(bench.manager->isPresent(1) && bench.manager->isGreeted(1));
    QCOMPARE(bench.manager->streamOn(1), bench.manager->stream());
    QVERIFY(!bench.manager->streamOn(2));
    bench.manager->open(); // again changes nothing
    QCOMPARE(bench.stub.connects, 1);
    QCOMPARE(bench.protocol.gaps().size(), 0);
}

void TestConnectionManager::asksNobodyWithoutUse()
{
    Bench bench;
    bench.manager->open(Error{Error::Kind::Input, u"no_token"_s, u"No token."_s, {}, {}});
    QCOMPARE(bench.manager->state(), State::Failed);
    QCOMPARE(bench.manager->states().lastError.code, u"no_token"_s);
    QCOMPARE(bench.failed->size(), 1);
    QCOMPARE(bench.stub.connects, 0);
    // Mended, it goes on.
    QVERIFY(bench.open());
}

void TestConnectionManager::framesOfStreamsThatAreGoneChangeNothing()
{
    Bench bench;
    QVERIFY(bench.open());
    const QStringList before = bench.protocol.told;
    const Error error{Error::Kind::Network, u"x"_s, u"Trouble."_s, {}, {}};
    for (const quint32 gone : {0U, 7U}) {
        bench.manager->helloCame(gone, true);
        bench.manager->pongCame(gone, 1);
        bench.manager->errorCame(gone, error);
        bench.manager->refusedOn(gone, error);
        bench.manager->lifeTold(gone, 1ms);
        bench.manager->moveAsked(gone, u"Why not."_s);
    }
    bench.manager->helloCame(1, true); // said twice
    QTest::qWait(50);
    QCOMPARE(bench.protocol.told, before);
    QCOMPARE(bench.manager->state(), State::Ready);
    QCOMPARE(bench.stub.connects, 1);
}

void TestConnectionManager::aLostStreamIsAGapAndComesBack()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.write(5);
    bench.protocol.told.clear();
    bench.stub.hangUp(0);
    QTRY_COMPARE(bench.unanswered->size(), 1);
    QCOMPARE(bench.unanswered->constFirst().constFirst().value<QList<quint64>>(), QList<quint64>{5});
    // Whether the server has it may show now, so there is a moment of doubt.
    QTRY_COMPARE(bench.manager->state(), State::Resuming);
    bench.manager->settled(u"It was found."_s);
    QVERIFY(bench.isReadyOn(2));
    QCOMPARE(bench.protocol.told.mid(0, 3), QStringList({u"note gap"_s, u"gone 1"_s, u"Backoff"_s}));
    const QList<QJsonObject> gaps = bench.protocol.gaps();
    QCOMPARE(gaps.size(), 2);
    QCOMPARE(gaps[0].value("open"_L1).toBool(), true);
    QCOMPARE(gaps[1].value("from_conn"_L1).toInt(), 1);
    QCOMPARE(gaps[1].value("to_conn"_L1).toInt(), 2);
    QCOMPARE(gaps[1].value("attempts"_L1).toInt(), 1);
    QCOMPARE(bench.ready->size(), 2);
}

void TestConnectionManager::aRefusalStops()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.write(5);
    const Error error{Error::Kind::Rejected, u"shared_app"_s, u"Somebody else is there."_s, {}, {}};
    bench.manager->refusedOn(1, error);
    QCOMPARE(bench.manager->state(), State::Failed);
    QCOMPARE(bench.manager->states().lastError.code, u"shared_app"_s);
    QCOMPARE(bench.unanswered->size(), 1);
    QVERIFY(!bench.manager->stream());
    QTRY_VERIFY(!bench.stub.isOpen(0));
    QTest::qWait(100);
    QCOMPARE(bench.stub.connects, 1);
    bench.manager->retryNow(); // there is nothing to shorten
    QCOMPARE(bench.manager->state(), State::Failed);
}

void TestConnectionManager::replacesAStreamThatWorks()
{
    for (const bool goesOn : {false, true}) {
        auto timings = quickTimings();
        timings.retirement = timings.replacedSilence = 200ms;
        Bench bench({.keepsFromAddress = !goesOn, .replacedGoesOn = goesOn}, timings);
        QVERIFY(bench.open());
        bench.protocol.told.clear();
        bench.manager->moveAsked(1, u"It ends soon."_s);
        bench.manager->moveAsked(1, u"It ends soon."_s); // asked twice
        QVERIFY(bench.manager->liveness().moving);
        QVERIFY(bench.isReadyOn(2));
        QTRY_VERIFY(!bench.stub.isOpen(0));
        QTRY_VERIFY(bench.protocol.told.contains(u"hand-over over"_s));
        QStringList told = bench.protocol.told;
        QCOMPARE(told.takeFirst(), u"Ready"_s); // a note of what begins
        QCOMPARE(told, QStringList({u"hand-over of 1"_s, u"opened 2"_s, u"connection 2"_s, u"Ready"_s,
                                    u"hand-over over"_s, u"gone 1"_s}));
        QCOMPARE(bench.protocol.gaps().size(), 0);
        QCOMPARE(bench.ready->size(), 2);
        QCOMPARE(bench.stub.connects, 2);
        QCOMPARE(bench.manager->state(), State::Ready);
    }
}

//! The old stream is silent, so nothing proves that it brought all.
void TestConnectionManager::whatTakesItsTimeIsWaitedFor()
{
    auto timings = quickTimings();
    timings.retirement = 100ms;
    Bench bench({}, timings);
    QVERIFY(bench.open());
    bench.stub.pongs = false;
    bench.manager->moveAsked(1, u"It ends soon."_s);
    QVERIFY(bench.isReadyOn(2));
    QTRY_COMPARE(bench.protocol.gaps().size(), 1);
    QCOMPARE(bench.protocol.gaps()[0].value("code"_L1).toString(), u"not_drained"_s);
    QCOMPARE(bench.manager->state(), State::Ready);
}

void TestConnectionManager::aReplacementThatIsRefusedIsNotAskedForAgain()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.stub.connectAnswer = R"({"ok":false,"error":"invalid_auth"})";
    bench.manager->moveAsked(1, u"It ends soon."_s);
    QTRY_COMPARE(bench.stub.connects, 2);
    QTRY_VERIFY(!bench.manager->liveness().moving);
    bench.manager->moveAsked(1, u"It ends soon."_s);
    QTest::qWait(100);
    QCOMPARE(bench.stub.connects, 2);
    QCOMPARE(bench.manager->state(), State::Ready); // while it lasts
    QCOMPARE(bench.failed->size(), 0);
}

void TestConnectionManager::aReplacementIsAllThereIsWhenTheStreamBreaks()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.stub.greets = false;
    bench.manager->moveAsked(1, u"It ends soon."_s);
    QTRY_VERIFY(bench.stub.isOpen(1));
    bench.protocol.told.clear();
    bench.stub.hangUp(0);
    QTRY_COMPARE(bench.manager->state(), State::AwaitingHello);
    QVERIFY(bench.protocol.told.contains(u"connection 2"_s));
    QCOMPARE(bench.protocol.gaps().size(), 1);
    bench.stub.hello(1);
    QVERIFY(bench.isReadyOn(2));
    QCOMPARE(bench.stub.connects, 2);
    QTRY_COMPARE(bench.protocol.gaps().size(), 2); // a ping proves what was kept
}

void TestConnectionManager::closesOnRequest_data()
{
    QTest::addColumn<bool>("beginsGap");
    QTest::newRow("for now") << true;
    QTest::newRow("for good") << false;
}

void TestConnectionManager::closesOnRequest()
{
    QFETCH(bool, beginsGap);
    Bench bench;
    QVERIFY(bench.open());
    bench.manager->close(beginsGap);
    QCOMPARE(bench.manager->state(), State::Disconnected);
    QCOMPARE(bench.protocol.gaps().size(), beginsGap ? 1 : 0);
    if (beginsGap)
        QCOMPARE(bench.protocol.gaps()[0].value("code"_L1).toString(), u"on_request"_s);
    QCOMPARE(bench.failed->size(), 0);
    QTRY_VERIFY(!bench.stub.isOpen(0));
    bench.manager->close(beginsGap); // again changes nothing
    QCOMPARE(bench.protocol.gaps().size(), beginsGap ? 1 : 0);
    bench.manager->open();
    QVERIFY(bench.isReadyOn(2));
    QCOMPARE(bench.protocol.gaps().size(), beginsGap ? 2 : 0);
}

//! In whichever state: nothing is touched that is not there any more.
void TestConnectionManager::whoeverHearsMayClose()
{
    for (const State at : {State::Authenticating, State::Connecting, State::AwaitingHello, State::Ready}) {
        Bench bench;
        connect(bench.manager.get(), &ConnectionManager::stateChanged, this, [&](State state) {
            if (state == at)
                bench.manager->close(false);
        });
        bench.manager->open();
        QTRY_VERIFY(bench.protocol.told.contains(stateName(at)));
        QTest::qWait(20);
        QCOMPARE(bench.manager->state(), State::Disconnected);
        QVERIFY(!bench.manager->stream());
    }
}

void TestConnectionManager::goesWithoutAWord()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.write(5);
    QSignalSpy changed(bench.manager.get(), &ConnectionManager::stateChanged);
    bench.manager.reset();
    QCOMPARE(changed.size() + bench.failed->size() + bench.unanswered->size(), 0);
    QTRY_VERIFY(!bench.stub.isOpen(0));
}

RTMSCOPE_TEST_MAIN(TestConnectionManager)
#include "tst_connectionmanager.moc"
