// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/openapp.h"

#include "core/demo/apps/apptokens.h"
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/scopes.h"
#include "core/demo/world/objectwriter.h"

#include <variant>

namespace rtmscope::demo {

namespace {

const QByteArray jsonType = "Content-Type: application/json; charset=utf-8";

//! A token that came where this method does not look for one: the real server calls it wrong, not missing.
bool hasStrayToken(const HttpRequest &request)
{
    const std::optional<Arguments> arguments = Arguments::of(request);
    return arguments && arguments->has("token");
}

const QByteArray ownScopes = "connections:write,authorizations:read";

QList<QByteArray> headersFor(const QByteArray &scopes, const QByteArray &needed)
{
    return {jsonType, "x-oauth-scopes: " + scopes, "x-accepted-oauth-scopes: " + needed};
}

//! The app of the token that \a request shows; what is answered otherwise.
std::variant<AppToken, ApiAnswer> authorize(const HttpRequest &request, const QByteArray &needed,
                                            const QByteArray &otherScope)
{
    if (request.method != "POST")
        return ApiAnswer{200, {jsonType}, errorAnswer("insecure_request")};
    const QByteArray header = request.header("authorization");
    const QByteArray token = header.toLower().startsWith("bearer ") ? header.mid(7).trimmed() : QByteArray();
    if (token.isEmpty() && hasStrayToken(request))
        return ApiAnswer{200, {jsonType}, errorAnswer("invalid_auth")};
    const AppToken app = readAppToken(token);
    const QByteArray &failure = app.failure;
    if (failure == "ratelimited")
        return ApiAnswer{429,
                         {jsonType, "Retry-After: " + QByteArray::number(app.retryAfterSeconds)},
                         errorAnswer(failure)};
    if (failure == "missing_scope")
        return ApiAnswer{200, headersFor(otherScope, needed), missingScope(needed, {otherScope})};
    if (!failure.isEmpty())
        return ApiAnswer{200, {jsonType}, errorAnswer(failure)};
    return app;
}

} // namespace

ApiAnswer openAppConnection(SocketApps &apps, const HttpRequest &request)
{
    const QByteArray needed = "connections:write";
    const auto authorized = authorize(request, needed, "authorizations:read");
    const auto *app = std::get_if<AppToken>(&authorized);
    if (app == nullptr)
        return std::get<ApiAnswer>(authorized);
    return {200, headersFor(ownScopes, needed),
            okAnswer().text("url", apps.issueUrl(app->appId, app->socket)).done()};
}

ApiAnswer listAuthorizations(const World &world, const HttpRequest &request)
{
    const QByteArray needed = "authorizations:read";
    const auto authorized = authorize(request, needed, "connections:write");
    const auto *app = std::get_if<AppToken>(&authorized);
    if (app == nullptr)
        return std::get<ApiAnswer>(authorized);
    const auto answer = [&needed](const QByteArray &body) {
        return ApiAnswer{200, headersFor(ownScopes, needed), body};
    };
    const std::optional<Arguments> arguments = Arguments::of(request);
    if (!arguments)
        return answer(errorAnswer("invalid_form_data"));
    const QByteArray appId = appOfContext(arguments->value("event_context"));
    if (appId.isEmpty())
        return answer(errorAnswer("invalid_event_context"));
    if (appId != app->appId)
        return answer(errorAnswer("auth_mismatch"));
    if (!arguments->value("cursor").isEmpty()) // each app is installed once, so there is one page
        return answer(errorAnswer("invalid_cursor"));
    return answer(
        okAnswer().raw("authorizations", rawArray({authorizationOf(viewerOf(appId, world))})).done());
}

std::optional<QByteArray> callViews(SocketApps &apps, const QByteArray &method, const Arguments &arguments)
{
    const QByteArray view = arguments.value("view");
    Views &views = apps.views();
    Views::Opened opened;
    const bool opens = method == "views.open" || method == "views.push";
    if (opens)
        opened = views.open(arguments.value("trigger_id"), view);
    else if (method == "views.update")
        opened = views.update(arguments.value("view_id"), view);
    else if (method == "views.publish")
        opened = views.publish(botAppId, arguments.value("user_id"), view);
    else
        return std::nullopt;
    if (!opened.error.isEmpty())
        return errorAnswer(opened.error);
    if (opens)
        apps.expectSubmission(opened.view);
    return okAnswer().raw("view", opened.view.json).done();
}

} // namespace rtmscope::demo
