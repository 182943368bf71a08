// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int schemaVersion = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("StateStore", text);
}

Error storeError(const QString &words, const QSqlError &error)
{
    return Error{Error::Kind::Input, u"state_store"_s, words, error.text(), {}};
}

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
    QSqlQuery query(const QString &sql, const QVariantList &values) const;

    QSqlDatabase database;
    QString path;
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
    return prepareSchema();
}

Result<Done> StateStore::Private::prepareSchema()
{
    // WAL with FULL: a write is on disk when the statement returns, and a reader never blocks it.
    for (const auto &pragma :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA busy_timeout=2000"_s}) {
        if (const auto done = run(pragma); !done)
            return done;
    }
    QSqlQuery version = query(u"PRAGMA user_version"_s, {});
    const int found = version.next() ? version.value(0).toInt() : 0;
    version.finish();
    if (found > schemaVersion)
        return Error{
            Error::Kind::Input,
            u"state_store_newer"_s,
            tr("The file %1 was written by a newer Rtmscope. Use that version, or move the file away.")
                .arg(path),
            {},
            {}};
    if (found == schemaVersion)
        return Done{};

    database.transaction();
    for (const auto &sql :
         {u"CREATE TABLE draft (profile TEXT NOT NULL, channel TEXT NOT NULL, thread TEXT NOT NULL, text "
          u"TEXT NOT "
          "NULL, PRIMARY KEY (profile, channel, thread)) WITHOUT ROWID"_s,
          u"CREATE TABLE send (number INTEGER PRIMARY KEY, profile TEXT NOT NULL, local TEXT NOT NULL, "
          u"channel TEXT "
          "NOT NULL, text TEXT NOT NULL, thread TEXT NOT NULL, broadcast INTEGER NOT NULL, state TEXT NOT "
          "NULL, "
          "created_at_us INTEGER NOT NULL, failure TEXT NOT NULL, UNIQUE (profile, local))"_s,
          u"PRAGMA user_version=%1"_s.arg(schemaVersion)}) {
        if (const auto done = run(sql); !done) {
            database.rollback();
            return done;
        }
    }
    if (!database.commit())
        return storeError(tr("The file %1 can't be written to.").arg(path), database.lastError());
    return Done{};
}

QSqlQuery StateStore::Private::query(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.exec();
    return query;
}

Result<Done> StateStore::Private::run(const QString &sql, const QVariantList &values) const
{
    const QSqlQuery done = query(sql, values);
    if (done.lastError().isValid())
        return storeError(
            tr("The file %1 with drafts and unsent messages can't be used. Is the disk full, or is it "
               "not a file of Rtmscope's?")
                .arg(path),
            done.lastError());
    return Done{};
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

void StateStore::saveDraft(const QString &profile, const ChannelId &channel, const MessageTs &thread,
                           const QString &text)
{
    const QVariantList key{profile, channel.text(), thread.text().isNull() ? u""_s : thread.text()};
    const auto saved = text.isEmpty()
                           ? d->run(u"DELETE FROM draft WHERE profile=? AND channel=? AND thread=?"_s, key)
                           : d->run(u"INSERT INTO draft (profile, channel, thread, text) VALUES (?, ?, ?, ?) "
                                    u"ON CONFLICT (profile, "
                                    "channel, thread) DO UPDATE SET text=excluded.text"_s,
                                    key + QVariantList{text});
    if (!saved)
        qWarning("A draft could not be saved: %s", qUtf8Printable(saved.error().words));
}

QString StateStore::draft(const QString &profile, const ChannelId &channel, const MessageTs &thread) const
{
    QSqlQuery found = d->query(u"SELECT text FROM draft WHERE profile=? AND channel=? AND thread=?"_s,
                               {profile, channel.text(), thread.text().isNull() ? u""_s : thread.text()});
    return found.next() ? found.value(0).toString() : QString();
}

Result<Done> StateStore::putSend(const QString &profile, const StoredSend &send)
{
    // A null string would be stored as NULL.
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    return d->run(
        u"INSERT INTO send (profile, local, channel, text, thread, broadcast, state, created_at_us, failure) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (profile, local) DO UPDATE SET "
        "channel=excluded.channel, text=excluded.text, thread=excluded.thread, "
        "broadcast=excluded.broadcast, state=excluded.state, failure=excluded.failure"_s,
        {profile, send.local, send.message.channel.text(), text(send.message.text),
         text(send.message.thread.text()), send.message.broadcast, send.state, send.createdAtUs,
         text(send.failure)});
}

Result<Done> StateStore::removeSend(const QString &profile, const QString &local)
{
    return d->run(u"DELETE FROM send WHERE profile=? AND local=?"_s, {profile, local});
}

QList<StateStore::StoredSend> StateStore::sends(const QString &profile) const
{
    QList<StoredSend> out;
    QSqlQuery rows =
        d->query(u"SELECT local, channel, text, thread, broadcast, state, created_at_us, failure FROM send "
                 "WHERE profile=? ORDER BY number"_s,
                 {profile});
    while (rows.next()) {
        const OutgoingMessage message{ChannelId(rows.value(1).toString()), rows.value(2).toString(),
                                      MessageTs(rows.value(3).toString()), rows.value(4).toBool()};
        out.append({rows.value(0).toString(), message, rows.value(5).toString(), rows.value(6).toLongLong(),
                    rows.value(7).toString()});
    }
    return out;
}

} // namespace rtmscope
