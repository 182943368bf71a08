// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"

#include "core/base/logcategories.h"
#include "core/config/sqlite.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <functional>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int schemaVersion = 2;
// A message that was settled so long ago is no candidate for anything that was written since.
constexpr qint64 settledLifeUs = 24LL * 3600 * 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("StateStore", text);
}

Error storeError(const QString &words, const QSqlError &error)
{
    qCInfo(lcConfig).noquote() << "saved drafts and sends:" << error.text();
    return Error{Error::Kind::Input, u"state_store"_s, words, error.text(), {}};
}

//! A null string would be stored as NULL.
QString stored(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

//! What brings a file from one version to the next; the first makes a new file version 1.
const QStringList &steps(int version)
{
    static const QStringList first{
        u"CREATE TABLE draft (profile TEXT NOT NULL, channel TEXT NOT NULL, thread TEXT NOT NULL, text TEXT "
        "NOT NULL, PRIMARY KEY (profile, channel, thread)) WITHOUT ROWID"_s,
        u"CREATE TABLE send (number INTEGER PRIMARY KEY, profile TEXT NOT NULL, local TEXT NOT NULL, channel "
        "TEXT NOT NULL, text TEXT NOT NULL, thread TEXT NOT NULL, broadcast INTEGER NOT NULL, state TEXT NOT "
        "NULL, created_at_us INTEGER NOT NULL, failure TEXT NOT NULL, UNIQUE (profile, local))"_s};
    static const QStringList second{
        u"ALTER TABLE send ADD COLUMN position INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE send ADD COLUMN route TEXT NOT NULL DEFAULT 'rtm'"_s,
        u"ALTER TABLE send ADD COLUMN written_at_us INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE send ADD COLUMN split TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE send ADD COLUMN part INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE send ADD COLUMN parts INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE send ADD COLUMN author TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE send ADD COLUMN owner TEXT NOT NULL DEFAULT ''"_s, u"UPDATE send SET position=number"_s,
        // When it was written nobody noted; not before it was typed.
        u"UPDATE send SET written_at_us=created_at_us WHERE state IN ('written', 'unconfirmed')"_s,
        u"CREATE TABLE settled (profile TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, at_us "
        u"INTEGER "
        "NOT NULL, PRIMARY KEY (profile, channel, ts)) WITHOUT ROWID"_s};
    return version == 0 ? first : second;
}

const QString sendColumns =
    u"local, channel, text, thread, broadcast, state, created_at_us, failure, route, written_at_us, split, "
    "part, parts, author"_s;

} // namespace

struct StateStore::Private
{
    ~Private()
    {
        const QString name = database.connectionName();
        database.close();
        database = QSqlDatabase();
        if (!name.isEmpty())
            QSqlDatabase::removeDatabase(name);
    }

    Result<Done> openFile(const QString &path);
    Result<Done> prepareSchema();
    Result<Done> run(const QString &sql, const QVariantList &values = {}) const;
    Result<Done> together(const std::function<Result<Done>()> &work) const;
    QSqlQuery query(const QString &sql, const QVariantList &values = {}) const
    {
        return executed(database, sql, values);
    }

    Result<Done> put(const QString &profile, const StoredSend &send) const;
    Result<QList<StoredSend>> read(const QString &where, const QVariantList &values) const;
    Error unusable(const QSqlError &error) const;
    void takeOver(const QString &profile);
    void forgetOldSettled() const;
    QString lockPath(const QString &ofOwner) const { return path + u'.' + ofOwner + ".lock"_L1; }

    QSqlDatabase database;
    QString path;
    QString owner = QUuid::createUuid().toString(QUuid::Id128); //!< this program, as long as it runs
    std::unique_ptr<QLockFile> lock;                            //!< tells the others that it does
};

Result<Done> StateStore::Private::openFile(const QString &given)
{
    path = given;
    const QFileInfo file(path);
    if (!QDir().mkpath(file.absolutePath()))
        return Error{
            Error::Kind::Input,
            u"state_store"_s,
            tr("The folder %1 can't be made, so drafts and unsent messages would not be kept. Check its "
               "permissions.")
                .arg(file.absolutePath()),
            {},
            {}};
    // One connection per store: SQLite's connections must not cross threads, nor two stores share one.
    database = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    database.setDatabaseName(path);
    if (!database.open())
        return storeError(
            tr("The file %1 with drafts and unsent messages can't be opened. Check its permissions.")
                .arg(path),
            database.lastError());
    // Drafts are private; the umask may not know that.
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (const auto prepared = prepareSchema(); !prepared)
        return prepared;
    lock = std::make_unique<QLockFile>(lockPath(owner));
    lock->setStaleLockTime(0); // it holds as long as the program lives, however long that is
    if (!lock->tryLock(0))
        return Error{Error::Kind::Input,
                     u"state_store"_s,
                     tr("A file beside %1 can't be made. Check the permissions of its folder.").arg(path),
                     {},
                     {}};
    forgetOldSettled();
    return Done{};
}

Result<Done> StateStore::Private::prepareSchema()
{
    // WAL with FULL: a write is on disk when the statement returns, and a reader never blocks it.
    for (const auto &pragma :
         {u"PRAGMA busy_timeout=2000"_s, u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s}) {
        if (const auto done = run(pragma); !done)
            return done;
    }
    const auto version = [this] {
        QSqlQuery found = query(u"PRAGMA user_version"_s, {});
        return found.next() ? found.value(0).toInt() : 0;
    };
    if (version() > schemaVersion)
        return Error{
            Error::Kind::Input,
            u"state_store_newer"_s,
            tr("The file %1 was written by a newer Rtmscope. Use that version, or move the file away.")
                .arg(path),
            {},
            {}};
    if (version() == schemaVersion)
        return Done{};
    return together([&]() -> Result<Done> {
        // Looked at again: another program may have done it while we waited.
        for (int from = version(); from < schemaVersion; ++from) {
            for (const QString &sql : steps(from)) {
                if (const auto done = run(sql); !done)
                    return done;
            }
        }
        return run(u"PRAGMA user_version=%1"_s.arg(schemaVersion));
    });
}

//! All of it or nothing.
Result<Done> StateStore::Private::together(const std::function<Result<Done>()> &work) const
{
    // At once for writing: a transaction that began as a reader could not wait for another writer.
    if (const auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    auto done = work();
    if (done)
        done = run(u"COMMIT"_s);
    if (!done)
        (void)run(u"ROLLBACK"_s);
    return done;
}

Result<Done> StateStore::Private::run(const QString &sql, const QVariantList &values) const
{
    const QSqlQuery done = query(sql, values);
    if (done.lastError().isValid())
        return unusable(done.lastError());
    return Done{};
}

Result<Done> StateStore::Private::put(const QString &profile, const StoredSend &send) const
{
    return run(u"INSERT INTO send (profile, owner, position, "_s + sendColumns +
                   u") VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM send), ?, ?, ?, ?, ?, ?, ?, "
                   "?, ?, ?, ?, ?, ?, ?) ON CONFLICT (profile, local) DO UPDATE SET owner=excluded.owner, "
                   "channel=excluded.channel, text=excluded.text, thread=excluded.thread, "
                   "broadcast=excluded.broadcast, state=excluded.state, failure=excluded.failure, "
                   "route=excluded.route, written_at_us=excluded.written_at_us, author=excluded.author"_s,
               {profile, owner, send.local, send.message.channel.text(), stored(send.message.text),
                stored(send.message.thread.text()), send.message.broadcast, send.state, send.createdAtUs,
                stored(send.failure), send.message.route == SendRoute::Rtm ? u"rtm"_s : u"post"_s,
                send.writtenAtUs, stored(send.group), send.part, send.parts, stored(send.author)});
}

Error StateStore::Private::unusable(const QSqlError &error) const
{
    return storeError(
        tr("The file %1 with drafts and unsent messages can't be used. Is the disk full, or is it "
           "not a file of Rtmscope's?")
            .arg(path),
        error);
}

Result<QList<StoredSend>> StateStore::Private::read(const QString &where, const QVariantList &values) const
{
    QList<StoredSend> out;
    QSqlQuery rows =
        query(u"SELECT "_s + sendColumns + u" FROM send WHERE "_s + where + u" ORDER BY position, number"_s,
              values);
    while (rows.next()) {
        StoredSend send;
        send.local = rows.value(0).toString();
        send.message = {ChannelId(rows.value(1).toString()), rows.value(2).toString(),
                        MessageTs(rows.value(3).toString()), rows.value(4).toBool(),
                        rows.value(8).toString() == "post"_L1 ? SendRoute::PostMessage : SendRoute::Rtm};
        send.state = rows.value(5).toString();
        send.createdAtUs = rows.value(6).toLongLong();
        send.failure = rows.value(7).toString();
        send.writtenAtUs = rows.value(9).toLongLong();
        send.group = rows.value(10).toString();
        send.part = rows.value(11).toInt();
        send.parts = rows.value(12).toInt();
        send.author = rows.value(13).toString();
        out.append(send);
    }
    if (rows.lastError().isValid()) // half of them would look like all
        return unusable(rows.lastError());
    return out;
}

//! What a program that is gone left behind is ours now. One that still runs keeps its own: else both would
//! send it.
void StateStore::Private::takeOver(const QString &profile)
{
    QStringList others;
    QSqlQuery owners =
        query(u"SELECT DISTINCT owner FROM send WHERE profile=? AND owner<>?"_s, {profile, owner});
    while (owners.next())
        others.append(owners.value(0).toString());
    owners.finish();
    for (const QString &other : std::as_const(others)) {
        QLockFile theirs(lockPath(other));
        theirs.setStaleLockTime(0);
        if (!theirs.tryLock(0)) // held by the living; a dead one's is stale and given to us
            continue;
        if (!run(u"UPDATE send SET owner=? WHERE profile=? AND owner=?"_s, {owner, profile, other}))
            qCWarning(lcConfig, "Messages of an earlier run could not be taken over.");
    }
}

void StateStore::Private::forgetOldSettled() const
{
    // Whatever is still open may have to be told apart from what was settled since it was typed.
    (void)run(
        u"DELETE FROM settled WHERE at_us < ? AND at_us < (SELECT COALESCE(MIN(created_at_us), ?) FROM "
        "send)"_s,
        {QDateTime::currentMSecsSinceEpoch() * 1000 - settledLifeUs, std::numeric_limits<qint64>::max()});
}

StateStore::StateStore()
    : d(std::make_unique<Private>())
{
}

StateStore::~StateStore() = default;

Result<std::unique_ptr<StateStore>> StateStore::open(const QString &path)
{
    std::unique_ptr<StateStore> store(new StateStore);
    if (const auto opened = store->d->openFile(path); !opened)
        return opened.error();
    return store;
}

Result<Done> StateStore::saveDraft(const QString &profile, const ChannelId &channel, const MessageTs &thread,
                                   const QString &text)
{
    const QVariantList key{profile, channel.text(), stored(thread.text())};
    // The system has it when this returns, which is all that the death of a program can ask for; waiting for
    // the disk at every key would be felt.
    (void)d->run(u"PRAGMA synchronous=NORMAL"_s);
    const auto saved =
        text.isEmpty() ? d->run(u"DELETE FROM draft WHERE profile=? AND channel=? AND thread=?"_s, key)
                       : d->run(u"INSERT INTO draft (profile, channel, thread, text) VALUES (?, ?, ?, ?) "
                                "ON CONFLICT (profile, channel, thread) DO UPDATE SET text=excluded.text"_s,
                                key + QVariantList{text});
    (void)d->run(u"PRAGMA synchronous=FULL"_s);
    return saved;
}

QSet<ChannelId> StateStore::draftedChannels(const QString &profile) const
{
    QSet<ChannelId> channels;
    QSqlQuery found = d->query(u"SELECT DISTINCT channel FROM draft WHERE profile=?"_s, {profile});
    while (found.next())
        channels.insert(ChannelId(found.value(0).toString()));
    return channels;
}

Result<QString> StateStore::draft(const QString &profile, const ChannelId &channel,
                                  const MessageTs &thread) const
{
    QSqlQuery found = d->query(u"SELECT text FROM draft WHERE profile=? AND channel=? AND thread=?"_s,
                               {profile, channel.text(), stored(thread.text())});
    if (found.next())
        return found.value(0).toString();
    if (found.lastError().isValid()) // would look like no draft, and be written over
        return d->unusable(found.lastError());
    return QString();
}

Result<Done> StateStore::renumberDrafts(const QString &profile, const ChannelId &from, const ChannelId &to)
{
    return d->run(u"UPDATE OR IGNORE draft SET channel=? WHERE profile=? AND channel=?"_s,
                  {to.text(), profile, from.text()});
}

void StateStore::flush()
{
    // A checkpoint waits for the disk before it copies the log.
    (void)d->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

Result<Done> StateStore::takeSends(const QString &profile, const QList<StoredSend> &sends)
{
    return d->together([&]() -> Result<Done> {
        for (const StoredSend &send : sends) {
            if (const auto done = d->put(profile, send); !done)
                return done;
            const auto cleared =
                d->run(u"DELETE FROM draft WHERE profile=? AND channel=? AND thread=?"_s,
                       {profile, send.message.channel.text(), stored(send.message.thread.text())});
            if (!cleared)
                return cleared;
        }
        return Done{};
    });
}

Result<Done> StateStore::putSend(const QString &profile, const StoredSend &send)
{
    return d->put(profile, send);
}

Result<Done> StateStore::removeSend(const QString &profile, const QString &local)
{
    return d->run(u"DELETE FROM send WHERE profile=? AND local=?"_s, {profile, local});
}

Result<Done> StateStore::settleSend(const QString &profile, const QString &local, const SettledSend &message)
{
    return d->together([&]() -> Result<Done> {
        const auto noted = d->run(
            u"INSERT OR IGNORE INTO settled (profile, channel, ts, at_us) VALUES (?, ?, ?, ?)"_s,
            {profile, message.channel.text(), message.ts.text(), QDateTime::currentMSecsSinceEpoch() * 1000});
        return noted ? removeSend(profile, local) : noted;
    });
}

Result<Done> StateStore::orderSends(const QString &profile, const QStringList &locals)
{
    return d->together([&]() -> Result<Done> {
        for (qsizetype position = 0; position < locals.size(); ++position) {
            const auto done = d->run(u"UPDATE send SET position=? WHERE profile=? AND local=?"_s,
                                     {position, profile, locals[position]});
            if (!done)
                return done;
        }
        return Done{};
    });
}

QList<StoredSend> StateStore::sends(const QString &profile) const
{
    const auto all = d->read(u"profile=?"_s, {profile});
    return all ? *all : QList<StoredSend>();
}

Result<QList<StoredSend>> StateStore::ownSends(const QString &profile)
{
    d->takeOver(profile);
    return d->read(u"profile=? AND owner=?"_s, {profile, d->owner});
}

Result<QList<SettledSend>> StateStore::settled(const QString &profile) const
{
    QList<SettledSend> out;
    QSqlQuery rows = d->query(u"SELECT channel, ts FROM settled WHERE profile=?"_s, {profile});
    while (rows.next())
        out.append({ChannelId(rows.value(0).toString()), MessageTs(rows.value(1).toString())});
    if (rows.lastError().isValid())
        return d->unusable(rows.lastError());
    return out;
}

} // namespace rtmscope
