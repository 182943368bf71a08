// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/apptokens.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

struct Manner
{
    const char *token;
    SocketManner manner;
};

constexpr std::array manners{
    Manner{"xapp-closes-at-once", SocketManner::ClosesAtOnce},
    Manner{"xapp-no-hello", SocketManner::NoHello},
    Manner{"xapp-expired-url", SocketManner::ExpiredUrl},
    Manner{"xapp-refuses-upgrade", SocketManner::RefusesUpgrade},
};

bool isAppId(const QByteArray &text)
{
    return text.size() > 1 && text.size() <= 20 && text.startsWith('A') &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

} // namespace

AppToken readAppToken(const QByteArray &token)
{
    AppToken read;
    for (const Manner &known : manners) {
        if (token == known.token) {
            read.appId = botAppId;
            read.socket = known.manner;
            return read;
        }
    }
    if (token.startsWith("xapp-fail-")) {
        read.failure = token.mid(10);
        if (read.failure.startsWith("ratelimited-")) { // xapp-fail-ratelimited-5: try again in 5 s
            read.retryAfterSeconds = read.failure.mid(12).toInt();
            read.failure = "ratelimited";
        }
        return read;
    }
    const QList<QByteArray> parts = token.split('-'); // xapp, a number, the app, and what is secret
    if (parts.size() >= 4 && parts[0] == "xapp" && isAppId(parts[2]))
        read.appId = parts[2];
    else if (token.startsWith("xoxb-") || token.startsWith("xoxp-") || token.startsWith("xoxe."))
        read.failure = "not_allowed_token_type";
    else
        read.failure = token.isEmpty() ? "not_authed" : "invalid_auth";
    return read;
}

} // namespace rtmscope::demo
