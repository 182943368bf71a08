// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/profile.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype longestName = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

} // namespace

QStringList profileColours()
{
    return {u"blue"_s, u"green"_s, u"violet"_s, u"amber"_s, u"red"_s, u"grey"_s};
}

QString problemWithName(const QString &name, const QString &id, const QList<Profile> &others)
{
    const QString wanted = name.trimmed();
    if (wanted.isEmpty())
        return tr("Give the profile a name.");
    if (wanted.size() > longestName)
        return tr("The name is too long: %1 characters at most.").arg(longestName);
    const bool taken = std::any_of(others.begin(), others.end(), [&](const Profile &other) {
        return other.id != id && other.name.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    return taken ? tr("There is a profile of this name already. Choose another name.") : QString();
}

ConnectionSettings configFor(const Profile &profile, const Secret &token, const Secret &appToken)
{
    ConnectionSettings config;
    config.kind = profile.kind == Profile::Kind::SocketMode ? StreamKind::SocketMode : StreamKind::Rtm;
    config.token = token;
    config.appToken = appToken;
    config.sharedAllowed = profile.sharedAllowed;
    config.apiBase = profile.apiBase;
    config.connectMethod = profile.connectMethod;
    config.proxy = profile.proxy;
    config.caFile = profile.caFile;
    config.awaitsHello = profile.awaitsHello;
    return config;
}

} // namespace rtmscope
