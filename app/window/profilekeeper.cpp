// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/profilekeeper.h"

#include "ui/connect/profiledesk.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

Error noToken(const Profile &profile)
{
    return Error{
        Error::Kind::Input,
        u"no_token"_s,
        profile.kind == Profile::Kind::SocketMode
            ? ProfileKeeper::tr("Socket Mode takes two tokens, and not both are here yet. Paste them.")
            : ProfileKeeper::tr("There is no token for this yet. Paste it."),
        {},
        {}};
}

Opening wantedBy(const ConnectRequest &request)
{
    return {request.profile, request.token, request.appToken};
}

} // namespace

ProfileKeeper::ProfileKeeper(ProfileDesk &desk, QString dataFolder, std::unique_ptr<Keychain> keychain,
                             QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_dataFolder(std::move(dataFolder))
    , m_secrets(std::move(keychain))
{
    connect(&desk, &ProfileDesk::connectRequested, this, &ProfileKeeper::connectAsked);
    connect(&desk, &ProfileDesk::saveRequested, this, &ProfileKeeper::saveAsked);
    connect(&desk, &ProfileDesk::openRequested, this, &ProfileKeeper::openStored);
    connect(&desk, &ProfileDesk::duplicateRequested, this, &ProfileKeeper::duplicateAsked);
    connect(&desk, &ProfileDesk::deleteRequested, this, &ProfileKeeper::deleteAsked);
    connect(&desk, &ProfileDesk::testRequested, this, &ProfileKeeper::testAsked);
    connect(&desk, &ProfileDesk::testCancelled, this, [this] { m_test.reset(); });
    connect(&desk, &ProfileDesk::keychainWanted, this, &ProfileKeeper::probeKeychain);
}

ProfileKeeper::~ProfileKeeper() = default;

// --- the list

void ProfileKeeper::load()
{
    // Nobody needs a file of profiles before there is one.
    if (QFileInfo::exists(profileStorePath(m_dataFolder)))
        store();
    refresh();
}

ProfileStore *ProfileKeeper::store()
{
    if (m_store)
        return m_store.get();
    auto opened = ProfileStore::open(profileStorePath(m_dataFolder));
    if (!opened) {
        Q_EMIT remark(opened.error().words);
        return nullptr;
    }
    m_store = std::move(opened).value();
    if (!m_store->notice().isEmpty())
        Q_EMIT remark(m_store->notice());
    return m_store.get();
}

void ProfileKeeper::refresh()
{
    const QList<Profile> profiles = m_store ? m_store->profiles() : QList<Profile>();
    QStringList atHand;
    for (const Profile &profile : profiles) {
        if (hasSecrets(profile))
            atHand << profile.id;
    }
    m_desk.setProfiles(profiles, atHand);
}

void ProfileKeeper::duplicateAsked(const QString &id)
{
    const auto original = m_store ? m_store->byId(id) : std::nullopt;
    if (!original)
        return;
    Profile copy = *original;
    copy.id.clear();
    copy.tokenKept = copy.appTokenKept = copy.proxyPasswordKept = false; // secrets stay where they are
    copy.name = tr("%1 (copy)").arg(original->name);
    for (int i = 2; m_store->byName(copy.name); ++i)
        copy.name = tr("%1 (copy %2)").arg(original->name).arg(i);
    const auto stored = m_store->put(copy);
    refresh();
    if (stored)
        m_desk.saved(stored->id);
    else
        m_desk.showProblem(stored.error().words);
}

void ProfileKeeper::deleteAsked(const QString &id)
{
    const auto profile = m_store ? m_store->byId(id) : std::nullopt;
    if (!profile)
        return;
    if (const auto removed = m_store->remove(id); !removed)
        return m_desk.showProblem(removed.error().words);
    for (const auto &[key, kept] : {std::pair(profile->tokenKey(), profile->tokenKept),
                                    std::pair(profile->appTokenKey(), profile->appTokenKept),
                                    std::pair(profile->proxyPasswordKey(), profile->proxyPasswordKept)}) {
        if (!kept && !m_secrets.isInMemory(key))
            continue; // a keychain may ask the person, so it is not bothered in vain
        m_secrets.forget(key, this, [this, wasKept = kept](const Result<Done> &gone) {
            if (!gone && wasKept)
                Q_EMIT remark(
                    tr("The token could not be removed from the keychain. %1").arg(gone.error().words));
        });
    }
    refresh();
}

// --- secrets

//! Tells the desk whether there is somebody to keep secrets.
void ProfileKeeper::probeKeychain()
{
    m_secrets.get(u"probe"_s, this, [this](const Result<Secret> &answer) {
        m_desk.setKeychainProblem(answer ? QString() : answer.error().words);
    });
}

//! Brings one secret where it belongs: \a fresh or the one at hand into the keychain or out of it. \a forget:
//! the one at hand must not serve any more. \a done hears whether it is in the keychain now.
void ProfileKeeper::keepSecret(const QString &key, const Secret &fresh, bool hadKept, bool keep, bool forget,
                               std::function<void(bool)> done)
{
    const auto put = [this, key, keep, done](const Secret &secret) {
        m_secrets.put(key, secret, keep, this, [this, keep, done](const Result<Done> &kept) {
            if (!kept)
                Q_EMIT remark(tr("Not kept in the keychain, so it has to be entered again after quitting. %1")
                                  .arg(kept.error().words));
            done(keep && kept.ok());
        });
    };
    if (fresh.isEmpty() && !hadKept && !m_secrets.isInMemory(key))
        return;
    const bool leaves = hadKept && (!keep || (forget && fresh.isEmpty()));
    if (leaves || (forget && fresh.isEmpty())) {
        const Secret held = fresh;
        if (fresh.isEmpty() && !forget) {
            // Out of the keychain, but it still serves until quit.
            m_secrets.get(key, this, [this, key, put](const Result<Secret> &secret) {
                m_secrets.forget(key, this, [put, secret](const Result<Done> &) {
                    if (secret)
                        put(*secret);
                });
            });
            return;
        }
        m_secrets.forget(
            key, this, [put, held, done](const Result<Done> &) { held.isEmpty() ? done(false) : put(held); });
        return;
    }
    if (!fresh.isEmpty())
        return put(fresh);
    if (keep && !hadKept && m_secrets.isInMemory(key)) {
        m_secrets.get(key, this, [put](const Result<Secret> &secret) {
            if (secret)
                put(*secret);
        });
    }
}

void ProfileKeeper::setKept(const QString &id, bool Profile::*flag, bool kept)
{
    auto profile = m_store ? m_store->byId(id) : std::nullopt;
    if (!profile || (*profile).*flag == kept)
        return refresh();
    (*profile).*flag = kept;
    if (const auto stored = m_store->put(*profile); !stored)
        Q_EMIT remark(stored.error().words);
    refresh();
}

void ProfileKeeper::settleSecrets(const Profile &before, const Profile &profile,
                                  const ConnectRequest &request)
{
    const QString id = profile.id;
    const bool otherServer = !isSameServer(before.apiBase, profile.apiBase);
    const bool otherProxy = !profile.proxy.isSameAccount(before.proxy) || profile.proxy.user.isEmpty();
    keepSecret(profile.tokenKey(), request.token, before.tokenKept, request.keepSecrets, otherServer,
               [this, id](bool kept) { setKept(id, &Profile::tokenKept, kept); });
    keepSecret(profile.appTokenKey(), request.appToken, before.appTokenKept, request.keepSecrets, otherServer,
               [this, id](bool kept) { setKept(id, &Profile::appTokenKept, kept); });
    keepSecret(profile.proxyPasswordKey(), request.profile.proxy.password, before.proxyPasswordKept,
               request.keepSecrets, otherProxy,
               [this, id](bool kept) { setKept(id, &Profile::proxyPasswordKept, kept); });
}

//! The profile as it stood before it was edited: what the secrets at hand are for.
Profile ProfileKeeper::before(const Profile &profile) const
{
    if (profile.id.isEmpty())
        return m_once;
    const auto stored = m_store ? m_store->byId(profile.id) : std::nullopt;
    return stored.value_or(profile);
}

// --- saving and opening

//! Stores what the editor says; nothing, with a word at the desk, if that fails.
std::optional<Profile> ProfileKeeper::remember(const ConnectRequest &request)
{
    if (!store()) {
        m_desk.showProblem(tr("Profiles can’t be kept. Leave the name empty to connect without one."));
        return {};
    }
    const Profile old = before(request.profile);
    Profile next = request.profile;
    // In the same step as the new address, so that not even a crash can leave a secret beside a server or
    // proxy that it was not given for.
    next.tokenKept = next.tokenKept && isSameServer(old.apiBase, next.apiBase);
    next.appTokenKept = next.appTokenKept && isSameServer(old.apiBase, next.apiBase);
    next.proxyPasswordKept = next.proxyPasswordKept && next.proxy.isSameAccount(old.proxy);
    const auto stored = m_store->put(next);
    if (!stored) {
        m_desk.showProblem(stored.error().words);
        return {};
    }
    // A new profile may take over what was connected without one: its token is given anew then.
    settleSecrets(request.profile.id.isEmpty() ? *stored : old, *stored, request);
    refresh();
    return *stored;
}

void ProfileKeeper::saveAsked(const ConnectRequest &request)
{
    if (const auto stored = remember(request))
        m_desk.saved(stored->id);
}

void ProfileKeeper::connectAsked(const ConnectRequest &asked)
{
    ConnectRequest request = asked;
    Profile profile = request.profile;
    if (!profile.name.isEmpty()) {
        // The tokens of a connection without a name serve the profile that it becomes.
        const bool takesOver = (request.token.isEmpty() && request.tokenAtHand) ||
                               (request.appToken.isEmpty() && request.appTokenAtHand);
        if (profile.id.isEmpty() && takesOver) {
            withSecrets(wantedBy(request), this, [this, request](const Result<Opening> &opening) {
                if (!opening)
                    return m_desk.showProblem(opening.error().words);
                ConnectRequest complete = request;
                complete.tokenAtHand = complete.appTokenAtHand = false;
                complete.token = opening->token;
                complete.appToken = opening->appToken;
                complete.profile.proxy.password = opening->profile.proxy.password;
                connectAsked(complete);
            });
            return;
        }
        const auto stored = remember(request);
        if (!stored)
            return;
        profile = *stored;
        profile.proxy.password = request.profile.proxy.password;
    }
    withSecrets({profile, request.token, request.appToken}, this, [this](const Result<Opening> &opening) {
        if (!opening)
            return m_desk.showProblem(opening.error().words);
        m_desk.connecting();
        start(*opening);
    });
}

bool ProfileKeeper::openStored(const QString &id)
{
    const auto profile = m_store ? m_store->byId(id) : std::nullopt;
    if (!profile)
        return false;
    withSecrets({*profile, {}, {}}, this, [this, id](const Result<Opening> &opening) {
        if (opening) {
            m_desk.connecting();
            return start(*opening);
        }
        m_desk.askForTokenOf(id);
        if (opening.error().code != "no_token"_L1)
            m_desk.showProblem(opening.error().words);
    });
    return true;
}

bool ProfileKeeper::openWish(const ConnectionWish &wish)
{
    const auto stored = wish.profileGiven && m_store ? m_store->byName(wish.profile) : std::nullopt;
    if (!stored && wish.token.isEmpty())
        return false;
    const auto ask = [this, stored](const Error &error) {
        stored ? m_desk.askForTokenOf(stored->id) : m_desk.askForToken();
        if (error.code != "no_token"_L1)
            m_desk.showProblem(error.words);
    };
    const auto plan = planConnection(wish, stored);
    if (!plan)
        ask(plan.error());
    else
        withSecrets({plan->profile, plan->token, {}}, this, [this, ask](const Result<Opening> &opening) {
            opening ? start(*opening) : ask(opening.error());
        });
    return true;
}

bool ProfileKeeper::hasSecrets(const Profile &profile) const
{
    const bool hasToken = profile.tokenKept || m_secrets.isInMemory(profile.tokenKey());
    switch (profile.kind) {
    case Profile::Kind::Rtm:
        return hasToken;
    case Profile::Kind::SocketMode:
        return hasToken && (profile.appTokenKept || m_secrets.isInMemory(profile.appTokenKey()));
    case Profile::Kind::Tap:
        break;
    }
    return true;
}

//! One that is at hand: from memory or the keychain, for the server that it was given for and no other.
void ProfileKeeper::withSecret(const Profile &profile, const QString &key, bool kept, QObject *context,
                               TokenHandler found)
{
    const bool mayServe = isSameServer(profile.apiBase, before(profile).apiBase);
    if (!mayServe || (!kept && !m_secrets.isInMemory(key)))
        return found(noToken(profile));
    m_secrets.get(key, context, [profile, found = std::move(found)](const Result<Secret> &secret) {
        found(secret && secret->isEmpty() ? Result<Secret>(noToken(profile)) : secret);
    });
}

//! Completes what is \a wanted by the secrets at hand.
void ProfileKeeper::withSecrets(const Opening &wanted, QObject *context, OpeningHandler ready)
{
    if (!wanted.token.isEmpty() || wanted.profile.kind == Profile::Kind::Tap)
        return withAppToken(wanted, context, std::move(ready));
    withSecret(wanted.profile, wanted.profile.tokenKey(), wanted.profile.tokenKept, context,
               [this, wanted, context, ready = std::move(ready)](const Result<Secret> &token) {
                   if (!token)
                       return ready(token.error());
                   withAppToken({wanted.profile, *token, wanted.appToken}, context, ready);
               });
}

void ProfileKeeper::withAppToken(const Opening &wanted, QObject *context, OpeningHandler ready)
{
    if (!wanted.appToken.isEmpty() || wanted.profile.kind != Profile::Kind::SocketMode)
        return withProxyPassword(wanted, context, std::move(ready));
    withSecret(wanted.profile, wanted.profile.appTokenKey(), wanted.profile.appTokenKept, context,
               [this, wanted, context, ready = std::move(ready)](const Result<Secret> &token) {
                   if (!token)
                       return ready(token.error());
                   withProxyPassword({wanted.profile, wanted.token, *token}, context, ready);
               });
}

void ProfileKeeper::withProxyPassword(const Opening &wanted, QObject *context, OpeningHandler ready)
{
    const Profile &profile = wanted.profile;
    const QString key = profile.proxyPasswordKey();
    const bool needed = profile.proxy.isExplicit() && !profile.proxy.user.isEmpty() &&
                        profile.proxy.password.isEmpty() &&
                        profile.proxy.isSameAccount(before(profile).proxy);
    if (!needed || (!profile.proxyPasswordKept && !m_secrets.isInMemory(key)))
        return ready(wanted);
    m_secrets.get(key, context, [wanted, ready = std::move(ready)](const Result<Secret> &found) {
        if (!found)
            return ready(found.error());
        Opening opening = wanted;
        opening.profile.proxy.password = *found;
        ready(opening);
    });
}

void ProfileKeeper::start(const Opening &opening)
{
    const bool remembered = !opening.profile.name.isEmpty();
    if (!remembered) {
        // Both serve the next attempt, whatever the person changes about the way.
        m_once = opening.profile;
        m_once.proxy.password = {};
        const auto nothing = [](const Result<Done> &) {};
        m_secrets.put(m_once.tokenKey(), opening.token, false, this, nothing);
        m_secrets.put(m_once.appTokenKey(), opening.appToken, false, this, nothing);
        if (!opening.profile.proxy.password.isEmpty())
            m_secrets.put(m_once.proxyPasswordKey(), opening.profile.proxy.password, false, this, nothing);
    }
    ConnectRequest current;
    current.profile = opening.profile;
    current.profile.proxy.password = {};
    current.profile.proxyPasswordKept = !opening.profile.proxy.password.isEmpty();
    current.tokenAtHand = !opening.token.isEmpty();
    current.appTokenAtHand = !opening.appToken.isEmpty();
    current.keepSecrets = opening.profile.tokenKept;
    m_desk.setCurrent(current);
    Q_EMIT open(opening);
}

// --- testing

void ProfileKeeper::testAsked(const ConnectRequest &request)
{
    m_test.reset();
    const auto run = [this](const Opening &opening) {
        m_test =
            std::make_unique<ConnectionTest>(configFor(opening.profile, opening.token, opening.appToken));
        connect(m_test.get(), &ConnectionTest::step, &m_desk, &ProfileDesk::showTestStep);
        connect(m_test.get(), &ConnectionTest::finished, &m_desk, &ProfileDesk::endTest);
        m_test->start();
    };
    const Opening wanted = wantedBy(request);
    withSecrets(wanted, this, [run, wanted](const Result<Opening> &opening) {
        // Without a token it is still worth to know how far the way goes.
        run(opening ? *opening : wanted);
    });
}

} // namespace rtmscope
