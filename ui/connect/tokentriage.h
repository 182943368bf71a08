// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QString>

namespace rtmscope {

//! What a pasted token is, told from its prefix alone, before anything is sent (protocol section 9.1).
struct TokenReading
{
    enum class Verdict : quint8 {
        Empty,    //!< nothing there yet
        Possible, //!< of a kind that can use RTM; only the server can tell whether this one may
        Unlikely, //!< may be sent, but will most probably be refused
        Unusable, //!< RTM never accepts this kind: not sent
    };
    Verdict verdict = Verdict::Empty;
    Secret token;  //!< without the spaces, quotes and "Bearer" around it
    QString words; //!< what it is and what that means; never part of the token itself
};
TokenReading readToken(const QString &pasted);

} // namespace rtmscope
