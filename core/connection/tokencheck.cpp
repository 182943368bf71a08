// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/tokencheck.h"

#include "core/connection/endpoint.h"
#include "core/connection/tokenkind.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenCheck", text);
}

//! For the middle of a sentence.
QString kindWords(TokenKind kind)
{
    switch (kind) {
    case TokenKind::App:
        return tr("an app-level token");
    case TokenKind::Bot:
    case TokenKind::RotatingBot:
        return tr("a bot token");
    case TokenKind::User:
    case TokenKind::RotatingUser:
        return tr("a user token");
    case TokenKind::Refresh:
        return tr("a refresh token, which only fetches other tokens");
    case TokenKind::Workflow:
        return tr("the token of a workflow step, which lives for minutes");
    case TokenKind::BrowserSession:
    case TokenKind::BrowserCookie:
        return tr("a token of a browser");
    case TokenKind::WorkspaceApp:
        return tr("a token of a kind that is no longer given out");
    case TokenKind::Beginning:
        return tr("the beginning of a token only");
    case TokenKind::Nothing:
    case TokenKind::Broken:
    case TokenKind::Unknown:
        break;
    }
    return tr("a token of an unknown kind");
}

Error wrongToken(const QString &code, const QString &words)
{
    return Error{Error::Kind::Input, code, words, {}, {}};
}

QString whereAppTokensAre()
{
    return tr("It begins with xapp- and is made on the app's page, under Basic Information > App-Level "
              "Tokens, with the scope connections:write.");
}

//! A broken one is told with better words by the call itself.
bool canCall(TokenKind kind)
{
    return kind == TokenKind::Bot || kind == TokenKind::User || kind == TokenKind::RotatingBot ||
           kind == TokenKind::RotatingUser || kind == TokenKind::Unknown || kind == TokenKind::Broken;
}

Result<Done> checkedAppToken(TokenKind app, TokenKind other)
{
    if (app == TokenKind::App || app == TokenKind::Unknown || app == TokenKind::Broken)
        return Done{};
    if (app == TokenKind::Nothing)
        return wrongToken(u"no_app_token"_s, tr("Socket Mode needs a second token, the app-level token.") +
                                                 u' ' + whereAppTokensAre());
    if (other == TokenKind::App)
        return wrongToken(
            u"tokens_swapped"_s,
            tr("The two tokens are in each other's place: the one that begins with xapp- is the "
               "app-level token."));
    return wrongToken(u"not_app_token"_s,
                      tr("This is %1; the socket needs the app-level token.").arg(kindWords(app)) + u' ' +
                          whereAppTokensAre());
}

//! The token beside the app-level one.
Result<Done> checkedOtherToken(TokenKind other)
{
    if (canCall(other))
        return Done{};
    if (other == TokenKind::Nothing)
        return wrongToken(
            u"not_authed"_s,
            tr("Beside the app-level token Socket Mode needs the bot's token (xoxb-) or your own "
               "(xoxp-), for names, history and sending. It is on the app's page, under OAuth & "
               "Permissions, once the app is installed."));
    return wrongToken(u"wrong_token_kind"_s,
                      tr("This is %1; here the bot's token (xoxb-) or your own (xoxp-) of the same app is "
                         "needed. It is on the app's page, under OAuth & Permissions.")
                          .arg(kindWords(other)));
}

} // namespace

Result<Done> checkedTokens(const ConnectionSettings &settings)
{
    if (settings.kind == StreamKind::Rtm) {
        if (tokenKindOf(cleanedToken(settings.token)) != TokenKind::App)
            return Done{};
        return wrongToken(
            u"app_token_for_rtm"_s,
            tr("This is an app-level token. RTM can't be used with it; Socket Mode can, together "
               "with the bot's or your own token of the same app."));
    }
    const TokenKind app = tokenKindOf(cleanedToken(settings.appToken));
    const TokenKind other = tokenKindOf(cleanedToken(settings.token));
    if (const auto usable = checkedAppToken(app, other); !usable)
        return usable;
    return checkedOtherToken(other);
}

Result<Done> checkedCallToken(const ConnectionSettings &settings)
{
    const bool hasOneOnly =
        settings.kind == StreamKind::SocketMode && cleanedToken(settings.appToken).isEmpty();
    return hasOneOnly ? checkedOtherToken(tokenKindOf(cleanedToken(settings.token)))
                      : checkedTokens(settings);
}

} // namespace rtmscope
