// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/connection/tokenkind.h"

#include <QString>

namespace rtmscope {

//! What a token in a field is wanted for.
enum class TokenPlace : quint8 {
    Rtm,      //!< to open the stream of RTM, and for the Web API
    AppLevel, //!< to open the sockets of Socket Mode
    WebApi    //!< beside an app-level token: names, history, sending
};

//! What a pasted token is, told from its prefix alone, before anything is sent (docs/protocol.md, section
//! 9.1), and whether it is the one that is wanted there.
struct TokenReading
{
    enum class Verdict : quint8 {
        Empty,    //!< nothing there yet
        Possible, //!< of a kind that is accepted there; only the server can tell whether this one is
        Unlikely, //!< may be sent, but will most probably be refused
        Unusable, //!< never accepted there: not sent
    };
    //! What one click would put right.
    enum class Advice : quint8 {
        None,
        SocketMode, //!< connect by Socket Mode
        OtherField  //!< it belongs into the other token's field
    };
    Verdict verdict = Verdict::Empty;
    Advice advice = Advice::None;
    Secret token;  //!< without the spaces, quotes and "Bearer" around it
    QString words; //!< what it is and what that means; never part of the token itself
    TokenKind kind = TokenKind::Nothing;
};
TokenReading readToken(const QString &pasted, TokenPlace place = TokenPlace::Rtm);

} // namespace rtmscope
