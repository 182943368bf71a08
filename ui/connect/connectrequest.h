// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/config/profile.h"

namespace rtmscope {

//! What the connect dialog asks for.
struct ConnectRequest
{
    //! Without a name: to be connected once and not remembered. Its proxy may carry a password.
    Profile profile;
    Secret token;             //!< empty: the one at hand
    bool keepSecrets = false; //!< in the keychain; else until the program quits
    bool tokenAtHand = false; //!< one is kept for the profile already, in the keychain or until quit
    Secret appToken = {};     //!< for Socket Mode; empty: the one at hand
    bool appTokenAtHand = false;
};

} // namespace rtmscope
