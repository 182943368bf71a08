// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/profilestore.h"

#include "core/base/logcategories.h"
#include "core/base/words.h"
#include "core/config/sqlite.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int schemaVersion = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileStore", text);
}

Error storeError(const QString &code, const QString &words, const QString &detail = {})
{
    qCInfo(lcConfig).noquote() << "profiles:" << code << detail;
    return Error{Error::Kind::Input, code, words, detail, {}};
}

// The words that are stored; what an older or newer version wrote otherwise becomes the first.
constexpr std::array proxyWords{
    Word{ProxySetting::Kind::System, "system"_L1}, Word{ProxySetting::Kind::None, "none"_L1},
    Word{ProxySetting::Kind::HttpConnect, "http"_L1}, Word{ProxySetting::Kind::Socks5, "socks5"_L1}};
constexpr std::array armingWords{Word{Profile::Arming::Observe, "observe"_L1},
                                 Word{Profile::Arming::Armed, "armed"_L1},
                                 Word{Profile::Arming::Ask, "ask"_L1}};
constexpr std::array kindWords{Word{Profile::Kind::Rtm, "rtm"_L1},
                               Word{Profile::Kind::SocketMode, "socket_mode"_L1},
                               Word{Profile::Kind::Tap, "tap"_L1}};
constexpr std::array otherProgramsWords{
    Word{Profile::OtherPrograms::NotAsked, "not_asked"_L1}, Word{Profile::OtherPrograms::None, "none"_L1},
    Word{Profile::OtherPrograms::Some, "some"_L1}, Word{Profile::OtherPrograms::Unsure, "unsure"_L1}};
constexpr std::array methodWords{Word{ConnectMethod::RtmConnect, "rtm.connect"_L1},
                                 Word{ConnectMethod::RtmStart, "rtm.start"_L1}};

template<typename Words>
auto valueFor(const Words &words, const QString &word)
{
    return valueOf(words, word).value_or(words.front().value);
}

//! A null string would be stored as NULL.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

const QString columns =
    u"id, name, api_base, method, proxy, proxy_host, proxy_port, proxy_user, ca_file, colour, "
    "arming, token_kept, proxy_password_kept, awaits_hello, kind, app_token_kept, other_programs, "
    "shared_allowed, tap_port"_s;

//! What a version of the schema has beyond the one before; what older profiles get in it is what they were.
struct LaterColumn
{
    int since;
    QLatin1StringView declaration;
};
constexpr std::array laterColumns{
    LaterColumn{2, "awaits_hello INTEGER NOT NULL DEFAULT 1"_L1},
    LaterColumn{3, "kind TEXT NOT NULL DEFAULT 'rtm'"_L1},
    LaterColumn{3, "app_token_kept INTEGER NOT NULL DEFAULT 0"_L1},
    LaterColumn{3, "other_programs TEXT NOT NULL DEFAULT 'not_asked'"_L1},
    LaterColumn{3, "shared_allowed INTEGER NOT NULL DEFAULT 0"_L1},
    LaterColumn{3, "tap_port INTEGER NOT NULL DEFAULT 0"_L1},
};

Profile profileFrom(const QSqlQuery &row)
{
    Profile profile;
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    profile.id = next().toString();
    profile.name = next().toString();
    profile.apiBase = QUrl(next().toString());
    profile.connectMethod = valueFor(methodWords, next().toString());
    profile.proxy.kind = valueFor(proxyWords, next().toString());
    profile.proxy.host = next().toString();
    profile.proxy.port = static_cast<quint16>(next().toUInt());
    profile.proxy.user = next().toString();
    profile.caFile = next().toString();
    profile.colour = next().toString();
    profile.arming = valueFor(armingWords, next().toString());
    profile.tokenKept = next().toBool();
    profile.proxyPasswordKept = next().toBool();
    profile.awaitsHello = next().toBool();
    profile.kind = valueFor(kindWords, next().toString());
    profile.appTokenKept = next().toBool();
    profile.otherPrograms = valueFor(otherProgramsWords, next().toString());
    profile.sharedAllowed = next().toBool();
    profile.tapPort = static_cast<quint16>(next().toUInt());
    return profile;
}

QVariantList valuesOf(const Profile &profile)
{
    return {profile.id,
            profile.name,
            profile.apiBase.toString(),
            QString(wordOf(methodWords, profile.connectMethod)),
            QString(wordOf(proxyWords, profile.proxy.kind)),
            text(profile.proxy.host),
            profile.proxy.port,
            text(profile.proxy.user),
            text(profile.caFile),
            text(profile.colour),
            QString(wordOf(armingWords, profile.arming)),
            profile.tokenKept,
            profile.proxyPasswordKept,
            profile.awaitsHello,
            QString(wordOf(kindWords, profile.kind)),
            profile.appTokenKept,
            QString(wordOf(otherProgramsWords, profile.otherPrograms)),
            profile.sharedAllowed,
            profile.tapPort};
}

} // namespace

struct ProfileStore::Private
{
    ~Private() { close(); }

    void close();
    Result<Done> openFile();
    Result<Done> prepareSchema();
    Result<Done> putAside();
    QSqlQuery query(const QString &sql, const QVariantList &values = {}) const
    {
        return executed(database, sql, values);
    }
    Result<Done> run(const QString &sql, const QVariantList &values = {}) const;
    QString freeId(const QString &name) const;

    QSqlDatabase database;
    QString path;
    QString notice;
};

void ProfileStore::Private::close()
{
    const QString name = database.connectionName();
    database.close();
    database = QSqlDatabase();
    if (!name.isEmpty())
        QSqlDatabase::removeDatabase(name);
}

Result<Done> ProfileStore::Private::openFile()
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return storeError(u"profile_store"_s,
                          tr("The folder %1 can't be made, so profiles can't be kept. Check its permissions.")
                              .arg(QFileInfo(path).absolutePath()));
    // A connection of its own: SQLite's must not cross threads, nor two stores share one.
    database = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    database.setDatabaseName(path);
    if (!database.open())
        return storeError(
            u"profile_store"_s,
            tr("The file %1 with the profiles can't be opened. Check its permissions.").arg(path),
            database.lastError().text());
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return prepareSchema();
}

Result<Done> ProfileStore::Private::prepareSchema()
{
    for (const auto &pragma : {u"PRAGMA busy_timeout=2000"_s, u"PRAGMA synchronous=FULL"_s}) {
        if (const auto done = run(pragma); !done)
            return done;
    }
    QSqlQuery version = query(u"PRAGMA user_version"_s);
    if (!version.next())
        return storeError(u"profile_store_damaged"_s, tr("The file %1 is damaged.").arg(path),
                          version.lastError().text());
    const int found = version.value(0).toInt();
    version.finish();
    if (found > schemaVersion)
        return storeError(
            u"profile_store_newer"_s,
            tr("The file %1 with the profiles was written by a newer Rtmscope. Use that version, or "
               "move the file away.")
                .arg(path));
    if (found == schemaVersion) {
        // A torn page shows only when it is read.
        QSqlQuery check = query(u"PRAGMA quick_check"_s);
        if (check.next() && check.value(0).toString() == "ok"_L1 &&
            !query(u"SELECT %1 FROM profile"_s.arg(columns)).lastError().isValid())
            return Done{};
        return storeError(u"profile_store_damaged"_s, tr("The file %1 is damaged.").arg(path),
                          check.lastError().text());
    }
    const QStringList create{
        u"CREATE TABLE profile (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, "
        "api_base TEXT NOT NULL, method TEXT NOT NULL, proxy TEXT NOT NULL, proxy_host TEXT NOT NULL, "
        "proxy_port INTEGER NOT NULL, proxy_user TEXT NOT NULL, ca_file TEXT NOT NULL, "
        "colour TEXT NOT NULL, arming TEXT NOT NULL, token_kept INTEGER NOT NULL, "
        "proxy_password_kept INTEGER NOT NULL) WITHOUT ROWID"_s};
    database.transaction();
    QStringList steps = found == 0 ? create : QStringList();
    for (const auto &[since, column] : laterColumns) {
        if (found < since)
            steps << u"ALTER TABLE profile ADD COLUMN "_s + column;
    }
    steps << u"PRAGMA user_version=%1"_s.arg(schemaVersion);
    for (const QString &sql : steps) {
        if (const auto done = run(sql); !done) {
            database.rollback();
            return done;
        }
    }
    if (!database.commit())
        return storeError(u"profile_store"_s, tr("The file %1 can't be written to.").arg(path),
                          database.lastError().text());
    return Done{};
}

//! Moves a damaged file, which some tool or person may still mend, out of the way of a new one.
Result<Done> ProfileStore::Private::putAside()
{
    close();
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd'T'HH-mm-ss'Z'"_s);
    QString aside = u"%1.damaged-%2"_s.arg(path, stamp);
    for (int i = 2; QFileInfo::exists(aside); ++i)
        aside = u"%1.damaged-%2-%3"_s.arg(path, stamp).arg(i);
    if (!QFile::rename(path, aside))
        return storeError(u"profile_store"_s,
                          tr("The file %1 with the profiles is damaged and can't be moved away. Check its "
                             "permissions.")
                              .arg(path));
    notice =
        tr("The file with the profiles was damaged. It is kept as %1; the profiles have to be entered again. "
           "Recordings, drafts and the tokens in the keychain are not touched.")
            .arg(QDir::toNativeSeparators(aside));
    return openFile();
}

Result<Done> ProfileStore::Private::run(const QString &sql, const QVariantList &values) const
{
    const QSqlQuery done = query(sql, values);
    if (!done.lastError().isValid())
        return Done{};
    // SQLITE_CORRUPT and SQLITE_NOTADB; all else may pass or be mended without a new file.
    const QString native = done.lastError().nativeErrorCode();
    const bool damaged = native == "11"_L1 || native == "26"_L1;
    return storeError(
        damaged ? u"profile_store_damaged"_s : u"profile_store"_s,
        tr("The file %1 with the profiles can't be written to. Is the disk full, or is the file in use?")
            .arg(path),
        done.lastError().text());
}

//! The name itself where possible, so that what was recorded under --profile NAME before is found again.
QString ProfileStore::Private::freeId(const QString &name) const
{
    const auto taken = [this](const QString &id) {
        // The demo's recordings, and those of connections and taps without a profile, are their own.
        return id == "demo"_L1 || id == "default"_L1 || id == "tap"_L1 ||
               query(u"SELECT 1 FROM profile WHERE id=?"_s, {id}).next();
    };
    QString id = name;
    for (int i = 2; taken(id); ++i)
        id = u"%1-%2"_s.arg(name).arg(i);
    return id;
}

ProfileStore::ProfileStore()
    : d(std::make_unique<Private>())
{
}

ProfileStore::~ProfileStore() = default;

Result<std::unique_ptr<ProfileStore>> ProfileStore::open(const QString &path)
{
    std::unique_ptr<ProfileStore> store(new ProfileStore);
    store->d->path = path;
    auto opened = store->d->openFile();
    if (!opened && opened.error().code == "profile_store_damaged"_L1)
        opened = store->d->putAside();
    if (!opened)
        return opened.error();
    return store;
}

const QString &ProfileStore::notice() const
{
    return d->notice;
}

QList<Profile> ProfileStore::profiles() const
{
    QList<Profile> out;
    QSqlQuery rows = d->query(u"SELECT %1 FROM profile"_s.arg(columns));
    while (rows.next())
        out.append(profileFrom(rows));
    std::sort(out.begin(), out.end(),
              [](const Profile &a, const Profile &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return out;
}

std::optional<Profile> ProfileStore::byId(const QString &id) const
{
    QSqlQuery row = d->query(u"SELECT %1 FROM profile WHERE id=?"_s.arg(columns), {id});
    return row.next() ? std::optional(profileFrom(row)) : std::nullopt;
}

std::optional<Profile> ProfileStore::byName(const QString &name) const
{
    const QList<Profile> all = profiles();
    const auto found = std::find_if(all.begin(), all.end(), [&name](const Profile &profile) {
        return profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? byId(name) : std::optional(*found);
}

Result<Profile> ProfileStore::put(const Profile &profile)
{
    Profile stored = profile;
    stored.name = profile.name.trimmed();
    stored.proxy.password = {}; // as it will be read
    d->database.transaction();
    // Looked at inside the transaction: another window may have taken the name a moment ago.
    if (const QString problem = problemWithName(stored.name, stored.id, profiles()); !problem.isEmpty()) {
        d->database.rollback();
        return storeError(u"profile_name"_s, problem);
    }
    if (stored.id.isEmpty())
        stored.id = d->freeId(stored.name);
    const QVariantList values = valuesOf(stored);
    auto done = d->run(u"DELETE FROM profile WHERE id=?"_s, {stored.id});
    if (done)
        done = d->run(u"INSERT INTO profile (%1) VALUES (%2)"_s.arg(
                          columns, QStringList(values.size(), u"?"_s).join(u", "_s)),
                      values);
    if (!done) {
        d->database.rollback();
        return done.error();
    }
    if (!d->database.commit())
        return storeError(u"profile_store"_s, tr("The file %1 can't be written to.").arg(d->path),
                          d->database.lastError().text());
    return stored;
}

Result<Done> ProfileStore::remove(const QString &id)
{
    return d->run(u"DELETE FROM profile WHERE id=?"_s, {id});
}

} // namespace rtmscope
