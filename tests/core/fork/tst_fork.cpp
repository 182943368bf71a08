// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/fork.h"
#include "core/fork/forksave.h"
#include "core/fork/forkworkspace.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>

#include <random>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::messageAt;
using rtmscope::testing::recorded;

//! A fork of a record: what it consists of after each change and its undoing, what its file holds, and who is
//! known where.
class TestFork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatComesBefore_data();
    void keepsWhatComesBefore();
    void insertsEditsAndRemoves();
    void anEditIsUndoneAtOnce();
    void timesAscend();
    void anEditKeepsItsTime();
    void isUndoneToTheLetter();
    void speaksAsTheRecordDoes_data();
    void speaksAsTheRecordDoes();
    void itsFileIsACapture();
    void givesUpWithoutAFile();
    void knowsWhoIsThereByThen();
};

namespace {

//! The bytes of all entries behind the kept ones.
QList<QByteArray> bytesOf(const ForkContent &content)
{
    const LogReader reader(content.source());
    QList<QByteArray> all;
    for (qsizetype i = 0; i < content.size(); ++i)
        all.append(content.entry(reader, i).raw);
    return all;
}

QList<QByteArray> fiveMessages()
{
    QList<QByteArray> frames;
    for (int i = 1; i <= 5; ++i)
        frames.append(messageAt(i, QByteArray("m" + QByteArray::number(i)).constData()));
    return frames;
}

} // namespace

void TestFork::keepsWhatComesBefore_data()
{
    QTest::addColumn<int>("kept");
    QTest::addColumn<bool>("withRest");
    QTest::addColumn<int>("size");
    QTest::newRow("with the rest") << 2 << true << 3;
    QTest::newRow("without") << 2 << false << 0;
    QTest::newRow("all") << 5 << true << 0;
    QTest::newRow("more than all") << 9 << true << 0;
    QTest::newRow("nothing kept") << 0 << true << 5;
}

void TestFork::keepsWhatComesBefore()
{
    QFETCH(const int, kept);
    QFETCH(const bool, withRest);
    QFETCH(const int, size);
    const auto log = recorded(fiveMessages());
    const Fork fork(log->snapshot(), kept, withRest);
    QCOMPARE(fork.content().kept(), std::min(kept, 5));
    QCOMPARE(fork.size(), size);
    QCOMPARE(bytesOf(fork.content()), size > 0 ? fiveMessages().mid(kept) : QList<QByteArray>());
    QVERIFY(!fork.canUndo());
}

void TestFork::insertsEditsAndRemoves()
{
    const auto log = recorded(fiveMessages());
    const QList<QByteArray> five = fiveMessages();
    Fork fork(log->snapshot(), 2, true); // m3 m4 m5
    fork.insert(1, "{\"type\":\"a\"}");
    QCOMPARE(bytesOf(fork.content()), (QList<QByteArray>{five[2], "{\"type\":\"a\"}", five[3], five[4]}));
    QVERIFY(!fork.content().own(0));
    QVERIFY(fork.content().own(1));
    QCOMPARE(fork.content().own(1)->connection, 3U); // as what comes before
    QCOMPARE(fork.content().row(2), 3);
    fork.replace(2, "{\"type\":\"b\"}");
    QCOMPARE(fork.content().own(2)->replaced, 3);
    fork.remove(0, 1);
    QCOMPARE(bytesOf(fork.content()), (QList<QByteArray>{"{\"type\":\"a\"}", "{\"type\":\"b\"}", five[4]}));
    QCOMPARE(fork.content().ownCount(), 2);
    QCOMPARE(fork.undo(), 0);
    QCOMPARE(fork.undo(), 2);
    QCOMPARE(bytesOf(fork.content()), (QList<QByteArray>{five[2], "{\"type\":\"a\"}", five[3], five[4]}));
    QCOMPARE(fork.redo(), 2);
    QCOMPARE(bytesOf(fork.content()).at(2), QByteArray("{\"type\":\"b\"}"));
    fork.insert(4, "{\"type\":\"c\"}"); // a new change: what was undone is gone
    QVERIFY(!fork.canRedo());
    // The record is as it was.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(log->frame(i), five[i]);
}

//! Letter after letter is one edit, until somebody looks at something else.
void TestFork::anEditIsUndoneAtOnce()
{
    const auto log = recorded(fiveMessages());
    Fork fork(log->snapshot(), 4, true);
    for (const char *text : {"{\"t", "{\"ty", "{\"type\":1}"})
        fork.replace(0, text);
    fork.endEdit();
    fork.replace(0, "{\"type\":2}");
    QCOMPARE(bytesOf(fork.content()), QList<QByteArray>{"{\"type\":2}"});
    fork.undo();
    QCOMPARE(bytesOf(fork.content()), QList<QByteArray>{"{\"type\":1}"});
    fork.undo();
    QCOMPARE(bytesOf(fork.content()), QList<QByteArray>{fiveMessages().at(4)});
    QVERIFY(!fork.canUndo());
    fork.replace(0, fiveMessages().at(4)); // nothing is another
    QVERIFY(!fork.canUndo());
}

void TestFork::timesAscend()
{
    const auto log = recorded(fiveMessages());
    Fork fork(log->snapshot(), 2, true);
    const auto timeAt = [&fork](qsizetype index) { return fork.content().own(index)->timeUs; };
    fork.insert(0, "{\"type\":\"presence_change\"}"); // says no time: between the two
    QVERIFY(timeAt(0) > 1'700'000'002'000'000 && timeAt(0) < 1'700'000'003'000'000);
    fork.insert(fork.size(), messageAt(60)); // its own
    QCOMPARE(timeAt(fork.size() - 1), 1'700'000'060'000'000);
    fork.insert(fork.size(), messageAt(10)); // before the entry in front of it: not before that
    QCOMPARE(timeAt(fork.size() - 1), 1'700'000'060'000'000);
    fork.insert(fork.size(), "{}");
    QCOMPARE(timeAt(fork.size() - 1), 1'700'000'061'000'000);
    Fork empty(recorded({})->snapshot(), 0, false);
    empty.insert(0, "{}");
    QCOMPARE(empty.content().own(0)->timeUs, 0);
    QCOMPARE(empty.freeTime(1), 0);
}

void TestFork::anEditKeepsItsTime()
{
    const auto log = recorded(fiveMessages());
    Fork fork(log->snapshot(), 2, true);
    fork.replace(0, messageAt(3, "said otherwise"));
    QCOMPARE(fork.content().own(0)->timeUs, 1'700'000'003'000'000);
    fork.replace(0, messageAt(4, "said later"));
    QCOMPARE(fork.content().own(0)->timeUs, 1'700'000'004'000'000);
    fork.replace(0, "broken");
    QCOMPARE(fork.content().own(0)->timeUs, 1'700'000'004'000'000);
    QCOMPARE(fork.content().own(0)->connection, 3U);
}

//! Hundreds of random changes, compared with a plain list, and all of them undone.
void TestFork::isUndoneToTheLetter()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 40; ++i)
        frames.append(messageAt(i));
    const auto log = recorded(frames);
    Fork fork(log->snapshot(), 10, true);
    QList<QList<QByteArray>> states{frames.mid(10)};
    std::mt19937 random(7);
    const auto below = [&random](qsizetype end) { return static_cast<qsizetype>(random() % quint64(end)); };
    for (int i = 0; i < 300; ++i) {
        QList<QByteArray> plain = states.constLast();
        const QByteArray bytes = "{\"n\":" + QByteArray::number(i) + '}';
        const auto deed = below(3);
        if (deed == 0 || plain.isEmpty()) {
            const qsizetype at = below(plain.size() + 1);
            plain.insert(at, bytes);
            fork.insert(at, bytes);
        } else if (deed == 1) {
            const qsizetype at = below(plain.size());
            plain[at] = bytes;
            fork.endEdit();
            fork.replace(at, bytes);
        } else {
            const qsizetype at = below(plain.size());
            const qsizetype count = std::min<qsizetype>(1 + below(3), plain.size() - at);
            plain.remove(at, count);
            fork.remove(at, count);
        }
        QCOMPARE(bytesOf(fork.content()), plain);
        states.append(plain);
    }
    const auto last = states;
    while (fork.canUndo()) {
        states.removeLast();
        fork.undo();
        QCOMPARE(bytesOf(fork.content()), states.constLast());
    }
    QCOMPARE(states.size(), 1);
    for (qsizetype i = 1; fork.canRedo(); ++i) {
        fork.redo();
        QCOMPARE(bytesOf(fork.content()), last.at(i));
    }
}

void TestFork::speaksAsTheRecordDoes_data()
{
    QTest::addColumn<QList<QByteArray>>("frames");
    QTest::addColumn<bool>("envelopes");
    QTest::newRow("RTM") << fiveMessages() << false;
    QTest::newRow("Socket Mode")
        << QList<QByteArray>{"{\"type\":\"hello\"}",
                             "{\"envelope_id\":\"e1\",\"type\":\"events_api\",\"payload\":{\"event\":" +
                                 messageAt(1) + "}}"}
        << true;
    QTest::newRow("nothing") << QList<QByteArray>() << false;
}

void TestFork::speaksAsTheRecordDoes()
{
    QFETCH(const QList<QByteArray>, frames);
    QFETCH(const bool, envelopes);
    const auto log = recorded(frames);
    QCOMPARE(ForkContent(log->snapshot(), 0, true).hasEnvelopes(), envelopes);
}

void TestFork::itsFileIsACapture()
{
    const QTemporaryDir folder;
    const auto log = recorded(fiveMessages());
    Fork fork(log->snapshot(), 2, true);
    fork.insert(0, messageAt(3, "mine"));
    fork.insert(1, "not JSON\nat all");
    fork.remove(2, 1);
    const QString path = folder.filePath(u"fork.rtmcap"_s);
    int told = 0;
    QVERIFY(forksave::save(fork.content(), path, [&told](qsizetype, qsizetype all) {
                told = static_cast<int>(all);
                return true;
            }).ok());
    QCOMPARE(told, 6);
    const auto opened = EventLog::open(path);
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->notice(), QString());
    QCOMPARE((*opened)->size(), 6);
    const QList<QByteArray> five = fiveMessages();
    const QList<QByteArray> wanted{five[0], five[1], messageAt(3, "mine"), "not JSON\nat all",
                                   five[3], five[4]};
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const Event event = (*opened)->event(i);
        QCOMPARE(event.raw, wanted.at(i));
        QCOMPARE(event.seq, quint64(i + 1));
        QCOMPARE(event.connection, 3U);
    }
    QCOMPARE((*opened)->event(3).form, FrameForm::Text);
    QVERIFY(!forksave::save(fork.content(), folder.filePath(u"no/such/folder.rtmcap"_s)).ok());
}

void TestFork::givesUpWithoutAFile()
{
    const QTemporaryDir folder;
    const auto log = recorded(fiveMessages());
    const Fork fork(log->snapshot(), 2, true);
    const QString path = folder.filePath(u"fork.rtmcap"_s);
    const auto saved = forksave::save(fork.content(), path, [](qsizetype, qsizetype) { return false; });
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().code, u"cancelled"_s);
    QVERIFY(!QFile::exists(path));
}

void TestFork::knowsWhoIsThereByThen()
{
    const auto log = recorded({messageAt(1)});
    Fork fork(log->snapshot(), 1, true);
    ForkWorkspace workspace;
    QVERIFY(!workspace.before(fork.content(), 0)); // nothing is known yet
    Workspace base;
    const qsizetype row = 0;
    base.apply(log->event(row));
    workspace.setBase(base);
    const ChannelId place(u"C1"_s);
    const MessageTs first(u"1700000001.000000"_s);
    const MessageTs second(u"1700000002.000000"_s);
    QVERIFY(workspace.before(fork.content(), 0)->conversation(place)->find(first));
    fork.insert(0, messageAt(2));
    workspace.changed(0);
    QVERIFY(!workspace.before(fork.content(), 0)->conversation(place)->find(second));
    QVERIFY(workspace.before(fork.content(), 1)->conversation(place)->find(second));
    QVERIFY(!workspace.before(fork.content(), 0)->conversation(place)->find(second));
    fork.undo();
    workspace.changed(0);
    QVERIFY(!workspace.before(fork.content(), 1)->conversation(place)->find(second));
}

RTMSCOPE_TEST_MAIN(TestFork)
#include "tst_fork.moc"
