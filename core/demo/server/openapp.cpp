// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/openapp.h"

#include "core/demo/apps/apptokens.h"
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/scopes.h"

namespace rtmscope::demo {

namespace {

const QByteArray jsonType = "Content-Type: application/json; charset=utf-8";

//! A token that came where this method does not look for one: the real server calls it wrong, not missing.
bool hasStrayToken(const HttpRequest &request)
{
    const std::optional<Arguments> arguments = Arguments::of(request);
    return arguments && arguments->has("token");
}

} // namespace

ApiAnswer openAppConnection(SocketApps &apps, const HttpRequest &request)
{
    if (request.method != "POST")
        return {200, {jsonType}, errorAnswer("insecure_request")};
    const QByteArray header = request.header("authorization");
    const QByteArray token = header.toLower().startsWith("bearer ") ? header.mid(7).trimmed() : QByteArray();
    if (token.isEmpty() && hasStrayToken(request))
        return {200, {jsonType}, errorAnswer("invalid_auth")};
    const AppToken app = readAppToken(token);
    const QByteArray &failure = app.failure;
    if (failure == "ratelimited")
        return {429,
                {jsonType, "Retry-After: " + QByteArray::number(app.retryAfterSeconds)},
                errorAnswer(failure)};
    if (failure == "missing_scope")
        return {
            200,
            {jsonType, "x-oauth-scopes: authorizations:read", "x-accepted-oauth-scopes: connections:write"},
            missingScope("connections:write", {"authorizations:read"})};
    if (!failure.isEmpty())
        return {200, {jsonType}, errorAnswer(failure)};
    return {200,
            {jsonType, "x-oauth-scopes: connections:write", "x-accepted-oauth-scopes: connections:write"},
            okAnswer().text("url", apps.issueUrl(app.appId, app.socket)).done()};
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
