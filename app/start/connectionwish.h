// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"

#include <QString>

#include <optional>

namespace rtmscope {

//! Where to connect, as far as the command line and the environment say; what they leave open, a stored
//! profile or the usual decides. A plain value.
struct ConnectionWish
{
    //! What is to be spoken; not said: what the profile says, or RTM.
    std::optional<StreamKind> kind;
    Secret token;               //!< from --token-file or the environment, never from an argument
    Secret appToken;            //!< of Socket Mode; likewise
    bool sharedAllowed = false; //!< see ConnectionSettings
    QUrl apiBase;               //!< empty: not said
    std::optional<ConnectMethod> connectMethod;
    std::optional<ProxySetting> proxy;
    QString caFile;
    bool awaitsHello = true; //!< false wins over the profile; see ConnectionSettings
    //! Names recordings and drafts, and the stored profile if there is one of that name.
    QString profile = QStringLiteral("default");
    bool profileGiven = false;
};

//! A wish joined with what is stored.
struct ConnectionPlan
{
    Profile profile; //!< without id and name if it is not a stored one
    Secret token;    //!< empty: to be had from the keychain, if profile.tokenKept
};

//! \a stored is the profile of the wish's name, if there is one. An Input error if its token would go to a
//! server that it was not given for, or if it has none.
Result<ConnectionPlan> planConnection(const ConnectionWish &wish, const std::optional<Profile> &stored);

//! The stored profile that \a wish names, looked up without creating anything in \a dataFolder. An Input
//! error if the file can't be read.
Result<std::optional<Profile>> storedProfile(const ConnectionWish &wish, const QString &dataFolder);

//! Where profiles are kept.
QString profileStorePath(const QString &dataFolder);

} // namespace rtmscope
