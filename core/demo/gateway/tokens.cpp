// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/tokens.h"

#include "core/demo/world/objectwriter.h"
#include "core/demo/world/world.h"

#include <array>

namespace rtmscope::demo {

namespace {

enum class Reach {
    Everywhere, //!< every method fails
    Rtm,        //!< auth.test works, rtm.connect and rtm.start fail
    StartOnly   //!< only rtm.start fails
};

struct Failure
{
    const char *code;
    Reach reach;
};

// Only the codes that do not reach everywhere need a row; any other code in a token is answered by every
// method.
constexpr std::array partialFailures{
    Failure{"not_allowed_token_type", Reach::Rtm}, Failure{"missing_scope", Reach::Rtm},
    Failure{"no_permission", Reach::Rtm},          Failure{"method_deprecated", Reach::Rtm},
    Failure{"deprecated_endpoint", Reach::Rtm},    Failure{"rtm_connect_required", Reach::StartOnly},
    Failure{"migration_in_progress", Reach::Rtm},  Failure{"org_login_required", Reach::Rtm},
    Failure{"team_added_to_org", Reach::Rtm},
};

struct TokenManner
{
    const char *token;
    SocketManner manner;
};

constexpr std::array socketManners{
    TokenManner{"xoxb-closes-at-once", SocketManner::ClosesAtOnce},
    TokenManner{"xoxb-no-hello", SocketManner::NoHello},
    TokenManner{"xoxb-expired-url", SocketManner::ExpiredUrl},
    TokenManner{"xoxb-refuses-upgrade", SocketManner::RefusesUpgrade},
    TokenManner{"xoxb-goodbye", SocketManner::SaysGoodbye},
};

Reach reachOf(const QByteArray &code)
{
    for (const Failure &failure : partialFailures) {
        if (code == failure.code)
            return failure.reach;
    }
    return Reach::Everywhere;
}

} // namespace

TokenManners mannersOf(const QByteArray &token)
{
    TokenManners manners;
    if (token.isEmpty())
        manners.failure = "not_authed";
    else if (token.startsWith("xapp-")) { // it opens sockets, and can do nothing else
        manners.appLevel = true;
        manners.failure = "not_allowed_token_type";
    } else if (token.startsWith("xoxb-demo-"))
        manners.userId = botUserId;
    else if (token.startsWith("xoxp-demo-"))
        manners.userId = youUserId;
    else if (token.startsWith("xoxb-app-") || token.startsWith("xoxp-app-")) {
        manners.userId = token.startsWith("xoxb-") ? botUserId : youUserId;
        manners.granular = true;
        if (token.mid(9).startsWith("without-"))
            manners.missing = token.mid(17);
    } else if (token == "xoxb-http-500" || token == "xoxb-html")
        manners.failure = token.mid(5);
    else if (token.startsWith("xoxb-fail-") || token.startsWith("xoxp-fail-"))
        manners.failure = token.mid(10);
    for (const TokenManner &known : socketManners) {
        if (token == known.token) {
            manners.userId = botUserId;
            manners.socket = known.manner;
        }
    }
    if (manners.failure.startsWith("ratelimited-")) { // xoxb-fail-ratelimited-5: try again in 5 s
        manners.retryAfterSeconds = manners.failure.mid(12).toInt();
        manners.failure = "ratelimited";
    }
    if (!manners.failure.isEmpty() && manners.failure != "not_authed")
        manners.userId = botUserId;
    if (manners.userId.isEmpty() && manners.failure.isEmpty())
        manners.failure = "invalid_auth";
    return manners;
}

std::optional<TokenRefusal> refusalFor(const TokenManners &manners, const QByteArray &method)
{
    const bool rtm = method == "rtm.connect" || method == "rtm.start";
    const QByteArray failure = manners.granular && rtm ? "not_allowed_token_type" : manners.failure;
    if (failure.isEmpty() || method == "api.test")
        return std::nullopt;
    const Reach reach = manners.appLevel ? Reach::Everywhere : reachOf(failure);
    if (reach == Reach::Rtm && !rtm)
        return std::nullopt;
    if (reach == Reach::StartOnly && method != "rtm.start")
        return std::nullopt;
    if (failure == "http-500")
        return TokenRefusal{
            500, {"Content-Type: text/plain; charset=utf-8"}, "Something is broken on our side.\n"};
    const QByteArray html = "Content-Type: text/html; charset=utf-8";
    if (failure == "html")
        return TokenRefusal{200,
                            {html},
                            "<!DOCTYPE html><title>Guest network</title><p>Please accept the terms of "
                            "this network before you go on.\n"};
    TokenRefusal refusal;
    refusal.headers.append("Content-Type: application/json; charset=utf-8");
    ObjectWriter body;
    body.flag("ok", false).text("error", failure);
    if (failure == "missing_scope")
        body.text("needed", "client").text("provided", "identify,chat:write,channels:read");
    if (failure == "ratelimited") {
        refusal.status = 429;
        refusal.headers.append("Retry-After: " + QByteArray::number(manners.retryAfterSeconds));
    }
    refusal.body = body.done();
    return refusal;
}

} // namespace rtmscope::demo
