// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/connectionwish.h"

#include "core/config/profilestore.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("ConnectionWish", text);
}

Error unusable(const QString &code, const QString &text)
{
    return Error{Error::Kind::Input, code, text, {}, {}};
}

} // namespace

Result<ConnectionPlan> planConnection(const ConnectionWish &wish, const std::optional<Profile> &stored)
{
    ConnectionPlan plan{stored.value_or(Profile{}), wish.token};
    Profile &profile = plan.profile;
    if (!wish.apiBase.isEmpty())
        profile.apiBase = wish.apiBase;
    if (wish.connectMethod)
        profile.connectMethod = *wish.connectMethod;
    if (wish.proxy) {
        // The password that is kept belongs to the proxy that is stored.
        profile.proxyPasswordKept = profile.proxyPasswordKept && wish.proxy->password.isEmpty() &&
                                    wish.proxy->isSameAccount(profile.proxy);
        profile.proxy = *wish.proxy;
    }
    // A kept token is for the server that it was given for.
    profile.appTokenKept = profile.appTokenKept && wish.appToken.isEmpty() && stored &&
                           isSameServer(profile.apiBase, stored->apiBase);
    profile.awaitsHello = profile.awaitsHello && wish.awaitsHello;
    if (!wish.caFile.isEmpty())
        profile.caFile = wish.caFile;
    if (!stored || !wish.token.isEmpty())
        return plan;
    if (!isSameServer(profile.apiBase, stored->apiBase))
        return unusable(
            u"token_elsewhere"_s,
            words("The token of the profile “%1” is for %2 and is not sent to %3. Give the token for that "
                  "server in SLACK_API_TOKEN or a file for --token-file.")
                .arg(stored->name, stored->apiBase.host(), profile.apiBase.host()));
    if (!stored->tokenKept)
        return unusable(
            u"no_token"_s,
            words("The profile “%1” has no token in the keychain. Put it into SLACK_API_TOKEN or a file for "
                  "--token-file, or keep it in the window: Session > Profiles.")
                .arg(stored->name));
    return plan;
}

QString profileStorePath(const QString &dataFolder)
{
    return dataFolder + "/profiles.sqlite"_L1;
}

Result<std::optional<Profile>> storedProfile(const ConnectionWish &wish, const QString &dataFolder)
{
    const QString path = profileStorePath(dataFolder);
    if (!wish.profileGiven || !QFileInfo::exists(path))
        return std::optional<Profile>();
    const auto store = ProfileStore::open(path);
    if (!store)
        return store.error();
    if (!(*store)->notice().isEmpty())
        return unusable(u"profile_store_damaged"_s, (*store)->notice());
    return (*store)->byName(wish.profile);
}

} // namespace rtmscope
