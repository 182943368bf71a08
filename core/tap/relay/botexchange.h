// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/relay/botconnection.h"

//! For BotConnection only, whose two halves share it: botconnection.cpp takes what the program says,
//! botanswer.cpp what comes back.
namespace rtmscope {

//! A request and its answer.
struct BotConnection::Exchange
{
    http::Head request;
    QByteArray query;
    http::BodyReader requestBody;
    bool requestDone = false;
    bool isUpgrade = false;
    SocketTarget target;
    bool passesOn = true; //!< false: the chaos desk answers
    TapFaults::CallFate fate;
    QByteArray head; //!< to be written to the server
    bool headSent = false;

    http::Head answer;
    bool answerBegan = false;
    bool rewrites = false;
    http::BodyReader answerBody;
    bool answerDone = false;
    bool keep = false; //!< the connections stay

    TapCall call;
    QList<Secret> tokens; //!< that came with it: what repeats them is masked
    bool began = false;   //!< told to the host
    bool ended = false;   //!< likewise
};

} // namespace rtmscope
