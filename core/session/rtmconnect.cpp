// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/rtmconnect.h"

#include "core/text/cleantext.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

Identity identityFrom(const json::Value &answer)
{
    const json::Value self = answer["self"];
    const json::Value team = answer["team"];
    return {UserId(self["id"].text()), cleanName(self["name"].text()), TeamId(team["id"].text()),
            cleanName(team["name"].text()), cleanName(team["domain"].text())};
}

} // namespace

AddressCall rtmConnect(ConnectMethod method)
{
    // Booleans as 1: a server has been seen to ignore "true" (protocol 2.1).
    ApiArguments arguments{{u"batch_presence_aware"_s, u"1"_s}, {u"presence_sub"_s, u"1"_s}};
    if (method == ConnectMethod::RtmConnect)
        return {u"rtm.connect"_s, arguments, &identityFrom};
    arguments += {{u"mpim_aware"_s, u"1"_s}, {u"no_latest"_s, u"1"_s}, {u"no_unreads"_s, u"1"_s}};
    return {u"rtm.start"_s, arguments, &identityFrom};
}

} // namespace rtmscope
