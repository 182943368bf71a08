// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"
#include "tests/support/testmain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
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
    void draftsAreKeptApart_data();
    void draftsAreKeptApart();
    void sendsSurviveReopeningInOrder();
    void aChangedSendKeepsItsPlace();
    void aRemovedSendIsGone();
    void profilesDoNotSeeEachOther();
    void whatOneConnectionWritesAnotherReads();
    void madeFoldersAndPrivateFile();
    void unusablePlacesAreTold_data();
    void unusablePlacesAreTold();
    void aNewerFileIsLeftAlone();

private:
    std::unique_ptr<StateStore> open() { return std::move(StateStore::open(m_path)).value(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

static StateStore::StoredSend send(const QString &local, const QString &text,
                                   const QString &state = u"queued"_s)
{
    return {local, {ChannelId(u"C1"_s), text, MessageTs(), false}, state, 1'795'356'000'000'000, {}};
}

void TestStateStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"state.sqlite"_s);
}

void TestStateStore::draftsSurviveReopening()
{
    const QString text = u"Line one\nZeile zwei – 三行目 🧵 it's \"quoted\""_s;
    open()->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), text);
    QCOMPARE(open()->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), text);
}

void TestStateStore::anEmptyDraftIsRemoved()
{
    const auto store = open();
    store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), u"half a thou"_s);
    store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), QString());
    QCOMPARE(store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), QString());
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
    store->saveDraft(u"work"_s, ChannelId(u"C1"_s), MessageTs(), u"first"_s);
    store->saveDraft(profile, ChannelId(channel), MessageTs(thread), u"second"_s);
    QCOMPARE(store->draft(u"work"_s, ChannelId(u"C1"_s), MessageTs()), u"first"_s);
    QCOMPARE(store->draft(profile, ChannelId(channel), MessageTs(thread)), u"second"_s);
}

void TestStateStore::sendsSurviveReopeningInOrder()
{
    StateStore::StoredSend full{
        u"b"_s,
        {ChannelId(u"C2"_s), u"in a thread"_s, MessageTs(u"1795356000.000100"_s), true},
        u"failed"_s,
        42,
        u"It was refused."_s};
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
    QTest::newRow("not a database") << u"state.sqlite"_s << QByteArray(4096, 'x');
    QTest::newRow("a file where a folder should be") << u"state.sqlite/inner.sqlite"_s << QByteArray("x");
}

void TestStateStore::unusablePlacesAreTold()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, content);
    QFile file(m_path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
    file.close();
    const auto store = StateStore::open(m_dir->filePath(path));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Input);
    QVERIFY(!store.error().words.isEmpty());
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), content); // never destroyed for not being understood
}

void TestStateStore::aNewerFileIsLeftAlone()
{
    open();
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        raw.setDatabaseName(m_path);
        QVERIFY(raw.open());
        QSqlQuery(raw).exec(u"PRAGMA user_version=99"_s);
    }
    QSqlDatabase::removeDatabase(u"raw"_s);
    const auto store = StateStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(store.error().code, u"state_store_newer"_s);
}

RTMSCOPE_TEST_MAIN(TestStateStore)
#include "tst_statestore.moc"
