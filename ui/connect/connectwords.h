// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"

#include <QString>

//! Longer words of the connect dialog. Free functions over values.
namespace rtmscope::connectwords {

//! What decides where a token is kept.
struct Keeping
{
    bool named = false;      //!< as a profile
    bool forever = false;    //!< in the keychain, if there is one
    QString keychainProblem; //!< why there is none, in words
};

//! Where the token goes, and what is written to disk.
QString promise(Profile::Kind kind, const Keeping &keeping);
//! What this way is like, beyond what its name and its fields say; empty: they say it all.
QString remark(Profile::Kind kind);

} // namespace rtmscope::connectwords
