// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"
#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSysInfo>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestStateStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void draftsSurviveReopening();
    void anEmptyDraftIsRemoved();
    void knowsWhereDraftsAre();
    void draftsAreKeptApart_data();
    void draftsAreKeptApart();
    void draftsFollowTheirConversation();
    void sendsSurviveReopeningInOrder();
    void aChangedSendKeepsItsPlace();
    void aRemovedSendIsGone();
    void profilesDoNotSeeEachOther();
    void whatOneConnectionWritesAnotherReads();
    void everythingOfASendIsKept();
    void takingSendsRemovesTheirDraft();
    void takingSendsIsAllOrNothing();
    void settlingRemembersTheMessage();
    void oldSettledMessagesAreForgotten_data();
    void oldSettledMessagesAreForgotten();
    void ordersAreKept();
    void aLivingProgramKeepsItsSends();
    void aDeadProgramsSendsAreTakenOver();
    void draftsAreFast();
    void versionOneIsMigrated();
    void madeFoldersAndPrivateFile();
    void unusablePlacesAreTold_data();
    void unusablePlacesAreTold();
    void whatSqliteSaysIsKept();
    void anUnreadableOutboxSaysSo();
    void anUnreadableDraftSaysSo();
    void aNewerFileIsLeftAlone();

private:
    std::unique_ptr<StateStore> open() { return std::move(StateStore::open(m_path)).value(); }
    //! By a connection of its own, as somebody else would.
    void execute(const QStringList &statements)
    {
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
            raw.setDatabaseName(m_path);
            QVERIFY(raw.open());
            for (const QString &statement : statements) {
                QSqlQuery query(raw);
                QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
            }
        }
        QSqlDatabase::removeDatabase(u"raw"_s);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

static StoredSend send(const QString &local, const QString &text, const QString &state = u"queued"_s)
{
    StoredSend made;
    made.local = local;
    made.message = {ChannelId(u"C1"_s), text, MessageTs(), false};
    made.state = state;
    made.createdAtUs = 1'795'356'000'000'000;
    return made;
}

void TestStateStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"state.sqlite"_s);
}

void TestStateStore::draftsSurviveReopening()
{
    const QString text = u"Line one\nZeile zwei – 三行目 🧵 it's \"quoted\""_s;
    QVERIFY(open()->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), text));
    QCOMPARE(*open()->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), text);
}

void TestStateStore::anEmptyDraftIsRemoved()
{
    const auto store = open();
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), u"half a thou"_s));
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), QString()));
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), QString());
}

void TestStateStore::knowsWhereDraftsAre()
{
    const auto store = open();
    const ChannelId one(u"C1"_s);
    const ChannelId two(u"C2"_s);
    QVERIFY(store->draftedChannels(u"work"_s).isEmpty());
    QVERIFY(store->saveDraft(u"work"_s, one, {}, u"a"_s));
    QVERIFY(store->saveDraft(u"work"_s, one, MessageTs(u"1.2"_s), u"b"_s));
    QVERIFY(store->saveDraft(u"play"_s, two, {}, u"c"_s));
    QCOMPARE(store->draftedChannels(u"work"_s), QSet<ChannelId>{one});
    QVERIFY(store->saveDraft(u"work"_s, one, {}, {}));
    QCOMPARE(store->draftedChannels(u"work"_s), QSet<ChannelId>{one}); // in its thread
    QVERIFY(store->saveDraft(u"work"_s, one, MessageTs(u"1.2"_s), {}));
    QVERIFY(store->draftedChannels(u"work"_s).isEmpty());
}

void TestStateStore::draftsAreKeptApart_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("thread");
    QTest::newRow("other profile") << u"home"_s << u"C1"_s << u""_s;
    QTest::newRow("other channel") << u"work"_s << u"C2"_s << u""_s;
    QTest::newRow("a thread") << u"work"_s << u"C1"_s << u"1795356000.000100"_s;
}

void TestStateStore::draftsAreKeptApart()
{
    QFETCH(QString, profile);
    QFETCH(QString, channel);
    QFETCH(QString, thread);
    const auto store = open();
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), u"first"_s));
    QVERIFY(store->saveDraft(profile, ChannelId(channel), MessageTs(thread), u"second"_s));
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), u"first"_s);
    QCOMPARE(*store->draft(profile, ChannelId(channel), MessageTs(thread)), u"second"_s);
}

//! What was typed by the new id already is not written over, and the other stays where it is.
void TestStateStore::draftsFollowTheirConversation()
{
    const ChannelId from(u"G1"_s);
    const ChannelId to(u"C1"_s);
    const MessageTs thread(u"1.2"_s);
    const auto store = open();
    QVERIFY(store->saveDraft(u"work"_s, from, {}, u"moves"_s));
    QVERIFY(store->saveDraft(u"work"_s, from, thread, u"older"_s));
    QVERIFY(store->saveDraft(u"work"_s, to, thread, u"newer"_s));
    QVERIFY(store->saveDraft(u"home"_s, from, {}, u"another's"_s));
    QVERIFY(store->renumberDrafts(u"work"_s, from, to));
    QCOMPARE(*store->draft(u"work"_s, to, {}), u"moves"_s);
    QCOMPARE(*store->draft(u"work"_s, from, {}), QString());
    QCOMPARE(*store->draft(u"work"_s, to, thread), u"newer"_s);
    QCOMPARE(*store->draft(u"work"_s, from, thread), u"older"_s);
    QCOMPARE(*store->draft(u"home"_s, from, {}), u"another's"_s);
}

void TestStateStore::sendsSurviveReopeningInOrder()
{
    StoredSend full = send(u"b"_s, u"in a thread"_s, u"failed"_s);
    full.message.channel = ChannelId(u"C2"_s);
    full.message.thread = MessageTs(u"1795356000.000100"_s);
    full.message.broadcast = true;
    full.createdAtUs = 42;
    full.failure = u"It was refused."_s;
    {
        const auto store = open();
        QVERIFY(store->putSend(u"work"_s, send(u"z"_s, u"first"_s)));
        QVERIFY(store->putSend(u"work"_s, full));
        QVERIFY(store->putSend(u"work"_s, send(u"a"_s, u"third"_s)));
    }
    const auto sends = open()->sends(u"work"_s);
    QCOMPARE(sends.size(), 3);
    QCOMPARE(sends[0].local, u"z"_s);
    QCOMPARE(sends[0].message.text, u"first"_s);
    QVERIFY(sends[0].message.thread.isEmpty());
    QCOMPARE(sends[1].local, u"b"_s);
    QCOMPARE(sends[1].message.channel, ChannelId(u"C2"_s));
    QCOMPARE(sends[1].message.thread.text(), u"1795356000.000100"_s);
    QVERIFY(sends[1].message.broadcast);
    QCOMPARE(sends[1].state, u"failed"_s);
    QCOMPARE(sends[1].createdAtUs, 42);
    QCOMPARE(sends[1].failure, u"It was refused."_s);
    QCOMPARE(sends[2].local, u"a"_s);
}

void TestStateStore::aChangedSendKeepsItsPlace()
{
    const auto store = open();
    QVERIFY(store->putSend(u"work"_s, send(u"a"_s, u"first"_s)));
    QVERIFY(store->putSend(u"work"_s, send(u"b"_s, u"second"_s)));
    QVERIFY(store->putSend(u"work"_s, send(u"a"_s, u"first"_s, u"written"_s)));
    const auto sends = store->sends(u"work"_s);
    QCOMPARE(sends.size(), 2);
    QCOMPARE(sends[0].local, u"a"_s);
    QCOMPARE(sends[0].state, u"written"_s);
}

void TestStateStore::aRemovedSendIsGone()
{
    QVERIFY(open()->putSend(u"work"_s, send(u"a"_s, u"first"_s)));
    QVERIFY(open()->removeSend(u"work"_s, u"a"_s));
    QVERIFY(open()->sends(u"work"_s).isEmpty());
}

void TestStateStore::profilesDoNotSeeEachOther()
{
    const auto store = open();
    QVERIFY(store->putSend(u"work"_s, send(u"a"_s, u"work's"_s)));
    QVERIFY(store->putSend(u"home"_s, send(u"a"_s, u"home's"_s)));
    QVERIFY(store->removeSend(u"work"_s, u"a"_s));
    QCOMPARE(store->sends(u"home"_s).value(0).message.text, u"home's"_s);
    QVERIFY(store->sends(u"work"_s).isEmpty());
}

void TestStateStore::whatOneConnectionWritesAnotherReads()
{
    // Every call is on disk when it returns: a second connection stands in for the program after a crash.
    const auto writer = open();
    const auto reader = open();
    QVERIFY(writer->putSend(u"work"_s, send(u"a"_s, u"first"_s)));
    QCOMPARE(reader->sends(u"work"_s).size(), 1);
}

void TestStateStore::everythingOfASendIsKept()
{
    StoredSend full = send(u"a"_s, u"part two"_s, u"written"_s);
    full.message.route = SendRoute::PostMessage;
    full.writtenAtUs = 1'795'356'001'000'000;
    full.group = u"long one"_s;
    full.part = 2;
    full.parts = 3;
    full.author = u"T1/U1"_s;
    QVERIFY(open()->putSend(u"work"_s, full));
    const auto kept = open()->sends(u"work"_s).value(0);
    QCOMPARE(kept.message.route, SendRoute::PostMessage);
    QCOMPARE(kept.writtenAtUs, full.writtenAtUs);
    QCOMPARE(kept.group, full.group);
    QCOMPARE(kept.part, 2);
    QCOMPARE(kept.parts, 3);
    QCOMPARE(kept.author, full.author);
}

void TestStateStore::takingSendsRemovesTheirDraft()
{
    const auto store = open();
    const MessageTs thread(u"1795356000.000100"_s);
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), {}, u"a long one"_s));
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), thread, u"another"_s));
    QVERIFY(store->takeSends(u"work"_s, {send(u"a"_s, u"a"_s), send(u"b"_s, u"long one"_s)}));
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), {}), QString());
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), thread), u"another"_s);
    QCOMPARE(store->sends(u"work"_s).size(), 2);
}

void TestStateStore::takingSendsIsAllOrNothing()
{
    const auto store = open();
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), {}, u"a long one"_s));
    execute({u"CREATE TRIGGER full BEFORE INSERT ON send WHEN NEW.local='b' BEGIN SELECT RAISE(ABORT, 'disk "
             "full'); END"_s});
    const auto taken = store->takeSends(u"work"_s, {send(u"a"_s, u"a"_s), send(u"b"_s, u"long one"_s)});
    QVERIFY(!taken);
    QVERIFY(!taken.error().words.isEmpty());
    QVERIFY(store->sends(u"work"_s).isEmpty());
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), {}), u"a long one"_s);
    // The transaction is over: the next one works.
    QVERIFY(store->takeSends(u"work"_s, {send(u"c"_s, u"a long one"_s)}));
}

void TestStateStore::settlingRemembersTheMessage()
{
    const auto store = open();
    QVERIFY(store->putSend(u"work"_s, send(u"a"_s, u"first"_s)));
    QVERIFY(store->settleSend(u"work"_s, u"a"_s, {ChannelId(u"C1"_s), MessageTs(u"1.000001"_s)}));
    QVERIFY(store->sends(u"work"_s).isEmpty());
    const auto settled = open()->settled(u"work"_s);
    QVERIFY(settled);
    QCOMPARE(settled->size(), 1);
    QCOMPARE((*settled)[0].channel, ChannelId(u"C1"_s));
    QCOMPARE((*settled)[0].ts, MessageTs(u"1.000001"_s));
    QVERIFY(store->settled(u"home"_s)->isEmpty());
}

void TestStateStore::oldSettledMessagesAreForgotten_data()
{
    QTest::addColumn<QString>("openSince"); //!< an SQL expression for when an open send was typed, or empty
    QTest::addColumn<int>("left");
    QTest::newRow("nothing is open") << QString() << 0;
    QTest::newRow("a younger one is open") << u"(strftime('%s','now') - 3600) * 1000000"_s << 0;
    QTest::newRow("an older one is open") << u"(strftime('%s','now') - 9 * 86400) * 1000000"_s << 1;
}

void TestStateStore::oldSettledMessagesAreForgotten()
{
    QFETCH(QString, openSince);
    QFETCH(int, left);
    {
        const auto store = open();
        QVERIFY(store->settleSend(u"work"_s, u"a"_s, {ChannelId(u"C1"_s), MessageTs(u"1.000001"_s)}));
        QVERIFY(store->putSend(u"work"_s, send(u"b"_s, u"open"_s)));
    }
    execute({u"UPDATE settled SET at_us=(strftime('%s','now') - 5 * 86400) * 1000000"_s,
             openSince.isEmpty() ? u"DELETE FROM send"_s : u"UPDATE send SET created_at_us="_s + openSince});
    QCOMPARE(open()->settled(u"work"_s)->size(), left);
}

void TestStateStore::ordersAreKept()
{
    {
        const auto store = open();
        for (const QString &local : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(store->putSend(u"work"_s, send(local, local)));
        QVERIFY(store->orderSends(u"work"_s, {u"c"_s, u"a"_s, u"b"_s}));
        QVERIFY(store->putSend(u"work"_s, send(u"d"_s, u"d"_s)));
    }
    QStringList order;
    const auto sends = open()->sends(u"work"_s);
    for (const auto &each : sends)
        order << each.local;
    QCOMPARE(order, (QStringList{u"c"_s, u"a"_s, u"b"_s, u"d"_s}));
}

void TestStateStore::aLivingProgramKeepsItsSends()
{
    const auto first = open();
    const auto second = open();
    QVERIFY(first->putSend(u"work"_s, send(u"a"_s, u"the first one's"_s)));
    QVERIFY(second->putSend(u"work"_s, send(u"b"_s, u"the second one's"_s)));
    QCOMPARE(second->ownSends(u"work"_s)->size(), 1);
    QCOMPARE(second->ownSends(u"work"_s)->constFirst().local, u"b"_s);
    QCOMPARE(first->ownSends(u"work"_s)->size(), 1);
    QCOMPARE(first->sends(u"work"_s).size(), 2);
}

void TestStateStore::aDeadProgramsSendsAreTakenOver()
{
    QVERIFY(open()->putSend(u"work"_s, send(u"a"_s, u"left behind"_s)));
    const auto heir = open();
    const auto late = open();
    QCOMPARE(heir->ownSends(u"work"_s)->size(), 1);
    QVERIFY(late->ownSends(u"work"_s)->isEmpty()); // by one only
    QCOMPARE(heir->ownSends(u"work"_s)->constFirst().message.text, u"left behind"_s);
    // A kill -9 leaves the lock behind: its process is gone, so it counts for nothing.
    execute({u"UPDATE send SET owner='00000000000000000000000000000000'"_s});
    QFile stale(m_path + ".00000000000000000000000000000000.lock"_L1);
    QVERIFY(stale.open(QFile::WriteOnly));
    stale.write("999999999\nrtmscope\n" + QSysInfo::machineHostName().toUtf8() + "\n\n\n");
    stale.close();
    QCOMPARE(late->ownSends(u"work"_s)->size(), 1);
}

//! One per keystroke must not be felt.
void TestStateStore::draftsAreFast()
{
    const auto store = open();
    const QString text = u"A long reply, typed slowly. "_s.repeated(100);
    QElapsedTimer time;
    time.start();
    for (int length = 1; length <= 500; ++length)
        QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C1"_s), {}, text.left(length)));
    QVERIFY2(time.elapsed() < 2500 * testing::slowdown, qPrintable(QString::number(time.elapsed())));
    store->flush();
    QCOMPARE(*open()->draft(u"work"_s, ChannelId(u"C1"_s), {}), text.left(500));
}

void TestStateStore::versionOneIsMigrated()
{
    execute({u"CREATE TABLE draft (profile TEXT NOT NULL, channel TEXT NOT NULL, thread TEXT NOT NULL, text "
             "TEXT NOT NULL, PRIMARY KEY (profile, channel, thread)) WITHOUT ROWID"_s,
             u"CREATE TABLE send (number INTEGER PRIMARY KEY, profile TEXT NOT NULL, local TEXT NOT NULL, "
             "channel TEXT NOT NULL, text TEXT NOT NULL, thread TEXT NOT NULL, broadcast INTEGER NOT NULL, "
             "state TEXT NOT NULL, created_at_us INTEGER NOT NULL, failure TEXT NOT NULL, UNIQUE (profile, "
             "local))"_s,
             u"INSERT INTO draft VALUES ('work', 'C1', '', 'half a thought')"_s,
             u"INSERT INTO send VALUES (1, 'work', 'b', 'C1', 'one', '', 0, 'queued', 41, '')"_s,
             u"INSERT INTO send VALUES (2, 'work', 'a', 'C1', 'two', '7.5', 1, 'written', 42, 'why')"_s,
             u"PRAGMA user_version=1"_s});
    const auto store = open();
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C1"_s), {}), u"half a thought"_s);
    QVERIFY(store->putSend(u"work"_s, send(u"c"_s, u"three"_s)));
    const auto sends = store->ownSends(u"work"_s).value();
    QCOMPARE(sends.size(), 3);
    QCOMPARE(sends[0].local, u"b"_s);
    QCOMPARE(sends[0].writtenAtUs, 0);
    QCOMPARE(sends[0].message.route, SendRoute::Rtm);
    QCOMPARE(sends[1].message.thread.text(), u"7.5"_s);
    QVERIFY(sends[1].message.broadcast);
    QCOMPARE(sends[1].failure, u"why"_s);
    QCOMPARE(sends[1].writtenAtUs, 42); // not before it was typed
    QCOMPARE(sends[2].local, u"c"_s);
    QVERIFY(store->settleSend(u"work"_s, u"a"_s, {ChannelId(u"C1"_s), MessageTs(u"1.000001"_s)}));
}

void TestStateStore::madeFoldersAndPrivateFile()
{
    m_path = m_dir->filePath(u"some/deep/folder/state.sqlite"_s);
    QVERIFY(StateStore::open(m_path).ok());
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(m_path) & others));
}

void TestStateStore::unusablePlacesAreTold_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("detail");
    QTest::newRow("not a database") << u"state.sqlite"_s << QByteArray(4096, 'x')
                                    << u"file is not a database"_s;
    QTest::newRow("a file where a folder should be")
        << u"state.sqlite/inner.sqlite"_s << QByteArray("x") << QString();
}

void TestStateStore::unusablePlacesAreTold()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, content);
    QFETCH(QString, detail);
    QFile file(m_path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
    file.close();
    const auto store = StateStore::open(m_dir->filePath(path));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Input);
    QVERIFY(!store.error().words.isEmpty());
    QVERIFY2(store.error().detail.contains(detail), qPrintable(store.error().detail));
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), content); // never destroyed for not being understood
}

//! Not the "Parameter count mismatch" that follows from it.
void TestStateStore::whatSqliteSaysIsKept()
{
    const auto store = open();
    execute({u"DROP TABLE draft"_s});
    const auto saved = store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), u"half a thou"_s);
    QVERIFY(!saved);
    QVERIFY2(saved.error().detail.contains(u"no such table: draft"_s), qPrintable(saved.error().detail));
}

//! An outbox that can't be read must not look like an empty one.
void TestStateStore::anUnreadableOutboxSaysSo()
{
    const auto store = open();
    QVERIFY(store->ownSends(u"work"_s));
    execute({u"DROP TABLE send"_s});
    const auto sends = store->ownSends(u"work"_s);
    QVERIFY(!sends);
    QVERIFY2(sends.error().words.contains(m_path), qPrintable(sends.error().words));
    QVERIFY2(sends.error().detail.contains(u"no such table: send"_s), qPrintable(sends.error().detail));
}

//! Nor a draft like an empty one, which would be written over.
void TestStateStore::anUnreadableDraftSaysSo()
{
    const auto store = open();
    QVERIFY(store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()));
    execute({u"DROP TABLE draft"_s, u"DROP TABLE settled"_s});
    const auto draft = store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs());
    QVERIFY(!draft);
    QVERIFY2(draft.error().words.contains(m_path), qPrintable(draft.error().words));
    QVERIFY(!store->settled(u"work"_s));
}

void TestStateStore::aNewerFileIsLeftAlone()
{
    open();
    execute({u"PRAGMA user_version=99"_s});
    const auto store = StateStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(store.error().code, u"state_store_newer"_s);
}

RTMSCOPE_TEST_MAIN(TestStateStore)
#include "tst_statestore.moc"
