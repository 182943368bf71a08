// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"
#include "core/session/outbox.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! What a person sent, until the server has it: over real sockets, with a real file behind it.
class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aMessageIsQueuedWrittenAndSent();
    void writtenIsRecordedBeforeTheFrame();
    void threadAndBroadcastGoAlong();
    void waitsForTheConnection();
    void keepsTheOrderOfTyping();
    void pacesAfterABurst();
    void refusedMessagesFailWithWords_data();
    void refusedMessagesFailWithWords();
    void slowDownIsTriedAgainOnce();
    void observingKeepsTheTextAsFailed();
    void withoutAnswerUnconfirmedThenSentIfItComes();
    void aLostConnectionMakesUnconfirmed();
    void theReplayedMessageConfirms();
    void retryAndDiscard();
    void queuedSurvivesARestart();
    void writtenComesBackUnconfirmedAndIsNotSentAgain();
    void failedComesBackFailed();
    void sentIsForgotten();

private:
    OutgoingMessage general(const QString &text) const
    {
        return {ChannelId(u"C0GENERAL"_s), text, {}, false};
    }
    std::unique_ptr<StateStore> openStore() const { return std::move(StateStore::open(m_path)).value(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

//! The steps of one message, in order.
static QStringList steps(const Rig &rig, const QString &local)
{
    QStringList out;
    for (const QJsonObject &note : rig.notes(u"send"_s)) {
        if (note["local"_L1] == local)
            out << note["step"_L1].toString();
    }
    return out;
}

static QStringList sentTexts(const Rig &rig)
{
    QStringList out;
    for (const QByteArray &frame : rig.frames(Direction::Out)) {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        if (object["type"_L1] == u"message"_s)
            out << object["text"_L1].toString();
    }
    return out;
}

void TestOutbox::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"state.sqlite"_s);
}

void TestOutbox::aMessageIsQueuedWrittenAndSent()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy counts(&outbox, &Outbox::pendingCountChanged);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(u"Hello"_s));
    QCOMPARE(outbox.pendingCount(), 1);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][0].toString(), local);
    QVERIFY(acknowledged[0][1].value<MessageTs>());
    QCOMPARE(outbox.pendingCount(), 0);
    QCOMPARE(counts.size(), 2);
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"sent"_s}));
    const auto notes = rig.notes(u"send"_s);
    QCOMPARE(notes[0]["channel"_L1], u"C0GENERAL"_s);
    QCOMPARE(notes[0]["text"_L1], u"Hello"_s);
    QVERIFY(!notes[0].contains("thread_ts"_L1));
    QCOMPARE(notes[2]["ts"_L1].toString(), acknowledged[0][1].value<MessageTs>().text());
    QCOMPARE(notes[1]["conn"_L1], 1);
    QCOMPARE(notes[1]["id"_L1], 1);
}

void TestOutbox::writtenIsRecordedBeforeTheFrame()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QVERIFY(rig.ready());
    outbox.enqueue(general(u"Hello"_s));
    const auto isWritten = [](const Event &e) { return e.raw.contains(R"("step":"written")"); };
    const auto isFrame = [](const Event &e) { return e.direction == Direction::Out; };
    const auto written = std::find_if(rig.record.cbegin(), rig.record.cend(), isWritten);
    const auto frame = std::find_if(rig.record.cbegin(), rig.record.cend(), isFrame);
    QVERIFY(written != rig.record.cend() && frame != rig.record.cend());
    QCOMPARE(frame - written, 1);
}

void TestOutbox::threadAndBroadcastGoAlong()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    outbox.enqueue(general(u"Parent"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
    const auto parent = acknowledged[0][1].value<MessageTs>();
    outbox.enqueue({ChannelId(u"C0GENERAL"_s), u"Reply"_s, parent, true});
    QTRY_COMPARE(acknowledged.size(), 2);
    const QJsonObject frame = QJsonDocument::fromJson(rig.frames(Direction::Out).last()).object();
    QCOMPARE(frame["thread_ts"_L1].toString(), parent.text());
    QCOMPARE(frame["reply_broadcast"_L1], true);
    const auto queued = rig.notes(u"send"_s)[3];
    QCOMPARE(queued["thread_ts"_L1].toString(), parent.text());
    QCOMPARE(queued["broadcast"_L1], true);
}

void TestOutbox::waitsForTheConnection()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    outbox.enqueue(general(u"Early"_s));
    QCOMPARE(outbox.pendingCount(), 1);
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::keepsTheOrderOfTyping()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QStringList texts;
    for (int i = 0; i < 5; ++i) {
        texts << u"Message %1"_s.arg(i);
        outbox.enqueue(general(texts.last()));
    }
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 5);
    QCOMPARE(sentTexts(rig), texts);
}

void TestOutbox::pacesAfterABurst()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 6; ++i)
        outbox.enqueue(general(u"Message %1"_s.arg(i)));
    QVERIFY(sentTexts(rig).size() >= 5); // the burst goes at once
    QTRY_COMPARE(acknowledged.size(), 6);
    QVERIFY(time.elapsed() >= 950); // the sixth a second later
}

void TestOutbox::refusedMessagesFailWithWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("code");
    QTest::newRow("refused by the server") << u"Hello"_s << u"fail"_s << u"4"_s;
    QTest::newRow("too long") << QString(4001, u'a') << u"ok"_s << u"msg_too_long"_s;
    QTest::newRow("no text") << u"  "_s << u"ok"_s << u"no_text"_s;
}

void TestOutbox::refusedMessagesFailWithWords()
{
    QFETCH(QString, text);
    QFETCH(QString, policy);
    QFETCH(QString, code);
    Rig rig;
    rig.server.setAckPolicy(policy);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(text));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), local);
    QCOMPARE(failed[0][1].value<Error>().code, code);
    QCOMPARE(outbox.pendingCount(), 0);
    const QJsonObject note = rig.notes(u"send"_s).last();
    QCOMPARE(note["step"_L1], u"failed"_s);
    QCOMPARE(note["error"_L1]["code"_L1], code);
    QVERIFY(!note["error"_L1]["msg"_L1].toString().isEmpty());
}

void TestOutbox::slowDownIsTriedAgainOnce()
{
    Rig rig;
    rig.server.setAckPolicy(u"slow-down"_s);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(u"Hello"_s));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(steps(rig, local),
             (QStringList{u"queued"_s, u"written"_s, u"queued"_s, u"written"_s, u"failed"_s}));
}

void TestOutbox::observingKeepsTheTextAsFailed()
{
    Rig rig;
    rig.session->setArmed(false);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(u"Hello"_s));
    QVERIFY(failed.isEmpty()); // the caller has the id first
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Error>().code, u"observing"_s);
    QVERIFY(sentTexts(rig).isEmpty());
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"failed"_s);
    outbox.retry(local);
    QCOMPARE(failed.size(), 2);
    rig.session->setArmed(true);
    QVERIFY(sentTexts(rig).isEmpty()); // arming sends nothing that was refused before
    outbox.retry(local);
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::withoutAnswerUnconfirmedThenSentIfItComes()
{
    auto timings = quickTimings();
    timings.ackDeadline = 50ms;
    Rig rig(demo::DemoServer::token(), timings);
    rig.server.setAckPolicy(u"late"_s);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(u"Hello"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s, u"sent"_s}));
}

void TestOutbox::aLostConnectionMakesUnconfirmed()
{
    auto timings = quickTimings();
    timings.resumeWindow = 30ms;
    Rig rig(demo::DemoServer::token(), timings);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(rig.ready());
    rig.server.muteSockets();
    const QString local = outbox.enqueue(general(u"Hello"_s));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"written"_s);
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s}));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"unconfirmed"_s);
    QCOMPARE(sentTexts(rig).size(), 1); // never sent again by itself
}

void TestOutbox::theReplayedMessageConfirms()
{
    Rig rig;
    rig.server.setAckPolicy(u"never"_s);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
    QVERIFY(rig.ready());
    const QString local = outbox.enqueue(general(u"Did you get this? https://example.org/"_s));
    QTRY_COMPARE(received.size(), 1);
    rig.server.dropAll();
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s, u"sent"_s}));
}

void TestOutbox::retryAndDiscard()
{
    Rig rig;
    rig.server.setAckPolicy(u"fail"_s);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString first = outbox.enqueue(general(u"First"_s));
    const QString second = outbox.enqueue(general(u"Second"_s));
    QTRY_COMPARE(failed.size(), 2);
    rig.server.setAckPolicy(u"ok"_s);
    outbox.discard(first);
    outbox.retry(second);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, first).last(), u"discarded"_s);
    QCOMPARE(steps(rig, second),
             (QStringList{u"queued"_s, u"written"_s, u"failed"_s, u"queued"_s, u"written"_s, u"sent"_s}));
    QVERIFY(store->sends(u"work"_s).isEmpty());
    outbox.retry(u"no such message"_s);
    outbox.discard(u"no such message"_s);
    QCOMPARE(acknowledged.size(), 1);
}

void TestOutbox::queuedSurvivesARestart()
{
    {
        Rig offline;
        const auto store = openStore();
        Outbox outbox(*offline.session, store.get(), u"work"_s);
        outbox.enqueue(general(u"One"_s));
        outbox.enqueue({ChannelId(u"C0GENERAL"_s), u"Two"_s, MessageTs(u"1.5"_s), true});
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(outbox.pendingCount(), 2);
    const auto queued = rig.notes(u"send"_s);
    QCOMPARE(queued.size(), 2);
    QCOMPARE(queued[0]["text"_L1], u"One"_s);
    QCOMPARE(queued[1]["thread_ts"_L1], u"1.5"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(sentTexts(rig), (QStringList{u"One"_s, u"Two"_s}));
}

void TestOutbox::writtenComesBackUnconfirmedAndIsNotSentAgain()
{
    QString local;
    {
        Rig rig;
        rig.server.setAckPolicy(u"never"_s);
        const auto store = openStore();
        Outbox outbox(*rig.session, store.get(), u"work"_s);
        QVERIFY(rig.ready());
        local = outbox.enqueue(general(u"Hello"_s));
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(steps(rig, local), (QStringList{u"queued"_s, u"unconfirmed"_s}));
    QCOMPARE(outbox.pendingCount(), 0);
    QVERIFY(sentTexts(rig).isEmpty());
    outbox.retry(local); // a person may
    QCOMPARE(sentTexts(rig), QStringList{u"Hello"_s});
}

void TestOutbox::failedComesBackFailed()
{
    QString local;
    {
        Rig rig;
        rig.server.setAckPolicy(u"fail"_s);
        const auto store = openStore();
        Outbox outbox(*rig.session, store.get(), u"work"_s);
        QSignalSpy failed(&outbox, &Outbox::failed);
        QVERIFY(rig.ready());
        local = outbox.enqueue(general(u"Hello"_s));
        QTRY_COMPARE(failed.size(), 1);
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(steps(rig, local), (QStringList{u"queued"_s, u"failed"_s}));
    QVERIFY(rig.notes(u"send"_s)[1]["error"_L1]["msg"_L1].toString().contains(u"cannot process message"_s));
}

void TestOutbox::sentIsForgotten()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    outbox.enqueue(general(u"Hello"_s));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"written"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
    QVERIFY(store->sends(u"work"_s).isEmpty());
}

RTMSCOPE_TEST_MAIN(TestOutbox)
#include "tst_outbox.moc"
