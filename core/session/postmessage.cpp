// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/postmessage.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

ApiArguments postArguments(const OutgoingMessage &message, StreamKind kind)
{
    ApiArguments arguments{{u"channel"_s, message.channel.text()}};
    if (message.thread) {
        arguments.append({u"thread_ts"_s, message.thread.text()});
        if (message.broadcast)
            arguments.append({u"reply_broadcast"_s, u"1"_s});
    }
    // Without as_user a classic bot's message would carry a name instead of a user, and nobody could tell
    // that it is ours. Granular tokens know no such argument.
    if (kind == StreamKind::Rtm)
        arguments.append({u"as_user"_s, u"1"_s});
    arguments.append({u"text"_s, message.text});
    return arguments;
}

PostOutcome outcomeOf(const Error &error)
{
    // Slack says of these that a part of the work may have been done.
    constexpr std::array halfDone{"fatal_error"_L1, "internal_error"_L1, "request_timeout"_L1,
                                  "service_unavailable"_L1};
    // The connection was never there, so no byte of the message went over it.
    constexpr std::array notReached{"connection_refused"_L1, "host_not_found"_L1, "tls_failed"_L1,
                                    "proxy_auth"_L1};
    const auto isOneOf = [&error](const auto &codes) {
        return std::any_of(codes.begin(), codes.end(),
                           [&error](QLatin1StringView code) { return error.code == code; });
    };
    if (error.kind == Error::Kind::RateLimited || isOneOf(notReached))
        return PostOutcome::NotSent;
    if (error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol || isOneOf(halfDone))
        return PostOutcome::Unclear;
    return PostOutcome::Refused;
}

} // namespace rtmscope
