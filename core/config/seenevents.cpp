// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/seenevents.h"

#include "core/base/logcategories.h"
#include "core/config/sqlite.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int schemaVersion = 1;

} // namespace

struct SeenEvents::Private
{
    ~Private() { close(); }

    void close();
    bool openFile();
    bool run(const QString &sql, const QVariantList &values = {}) const
    {
        return !executed(database, sql, values).lastError().isValid();
    }
    Error unusable() const;

    QSqlDatabase database;
    QString path;
};

void SeenEvents::Private::close()
{
    const QString name = database.connectionName();
    database.close();
    database = QSqlDatabase();
    if (!name.isEmpty())
        QSqlDatabase::removeDatabase(name);
}

bool SeenEvents::Private::openFile()
{
    database = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    database.setDatabaseName(path);
    if (!database.open())
        return false;
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    // The system has a write when it returns; waiting for the disk would only save keys from a power cut.
    for (const auto &pragma :
         {u"PRAGMA busy_timeout=2000"_s, u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s}) {
        if (!run(pragma))
            return false;
    }
    QSqlQuery version = executed(database, u"PRAGMA user_version"_s);
    if (!version.next())
        return false;
    const int found = version.value(0).toInt();
    version.finish();
    if (found == schemaVersion)
        return !executed(database, u"SELECT at_us FROM seen LIMIT 1"_s).lastError().isValid();
    return found == 0 &&
           run(u"CREATE TABLE IF NOT EXISTS seen (profile TEXT NOT NULL, key BLOB NOT NULL, at_us INTEGER "
               u"NOT "
               "NULL, PRIMARY KEY (profile, key)) WITHOUT ROWID"_s) &&
           run(u"PRAGMA user_version=%1"_s.arg(schemaVersion));
}

Error SeenEvents::Private::unusable() const
{
    return Error{Error::Kind::Input,
                 u"seen_store"_s,
                 QCoreApplication::translate(
                     "SeenEvents",
                     "The file %1, which tells events that are delivered again from new ones, can't be used. "
                     "After a restart some may show as new that are not.")
                     .arg(QDir::toNativeSeparators(path)),
                 database.lastError().text(),
                 {}};
}

SeenEvents::SeenEvents()
    : d(std::make_unique<Private>())
{
}

SeenEvents::~SeenEvents() = default;

Result<std::unique_ptr<SeenEvents>> SeenEvents::open(const QString &path)
{
    std::unique_ptr<SeenEvents> store(new SeenEvents);
    store->d->path = path;
    QDir().mkpath(QFileInfo(path).absolutePath());
    if (store->d->openFile())
        return store;
    qCInfo(lcConfig, "the file of events that were seen is begun anew");
    store->d->close();
    for (const auto *beside : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1StringView(beside));
    if (store->d->openFile())
        return store;
    return store->d->unusable();
}

Result<QList<SeenEvent>> SeenEvents::seenSince(const QString &profile, qint64 sinceUs)
{
    (void)d->run(u"DELETE FROM seen WHERE at_us < ?"_s, {sinceUs});
    QSqlQuery rows =
        executed(d->database, u"SELECT key, at_us FROM seen WHERE profile=? ORDER BY at_us"_s, {profile});
    QList<SeenEvent> out;
    while (rows.next())
        out.append({rows.value(0).toByteArray(), rows.value(1).toLongLong()});
    if (rows.lastError().isValid())
        return d->unusable();
    return out;
}

Result<Done> SeenEvents::addSeen(const QString &profile, const QList<SeenEvent> &events)
{
    if (!d->run(u"BEGIN IMMEDIATE"_s))
        return d->unusable();
    QSqlQuery insert(d->database);
    bool good = insert.prepare(u"INSERT OR IGNORE INTO seen (profile, key, at_us) VALUES (?, ?, ?)"_s);
    for (const SeenEvent &event : events) {
        insert.bindValue(0, profile.isNull() ? u""_s : profile);
        insert.bindValue(1, event.key);
        insert.bindValue(2, event.atUs);
        good = good && insert.exec();
    }
    insert.finish();
    if (good && d->run(u"COMMIT"_s))
        return Done{};
    (void)d->run(u"ROLLBACK"_s);
    return d->unusable();
}

} // namespace rtmscope
