// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/apptokenerrors.h"

#include "core/errors/errorwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SocketModeWords", text);
}

struct Row
{
    const char *code;
    const char *words;
};

constexpr const char *unknownToken = QT_TRANSLATE_NOOP(
    "SocketModeWords",
    "The server does not know the app-level token, or does not take it from this network. Copy it again from "
    "the app's page, Basic Information > App-Level Tokens, or make a new one there with the scope "
    "connections:write.");
constexpr const char *goneToken = QT_TRANSLATE_NOOP(
    "SocketModeWords",
    "The app-level token was revoked, or its app is gone. Make a new one on the app's page, "
    "Basic Information > App-Level Tokens, with the scope connections:write.");
constexpr const char *switchedOff = QT_TRANSLATE_NOOP(
    "SocketModeWords",
    "Socket Mode is switched off for this app. Switch it on on the app's page, Settings > "
    "Socket Mode, and connect again. Know that the app then gets its events by sockets only: "
    "a program that takes them by HTTP would get none any more.");

constexpr std::array rows{
    Row{"invalid_auth", unknownToken},
    Row{"not_authed", unknownToken},
    Row{"missing_args", unknownToken},
    Row{"token_revoked", goneToken},
    Row{"account_inactive", goneToken},
    Row{"token_expired", goneToken},
    Row{"not_allowed_token_type",
        QT_TRANSLATE_NOOP(
            "SocketModeWords",
            "The server does not take this token for a socket: it wants the app-level token that "
            "begins with xapp-, from the app's page, Basic Information > App-Level Tokens.")},
    Row{"missing_scope",
        QT_TRANSLATE_NOOP(
            "SocketModeWords",
            "The app-level token may not open sockets. Its scopes can't be changed: make another "
            "on the app's page, Basic Information > App-Level Tokens, with the scope "
            "connections:write.")},
    Row{"forbidden_team",
        QT_TRANSLATE_NOOP("SocketModeWords",
                          "This workspace may not use Socket Mode. Ask its administrator, or make the app in "
                          "another workspace.")},
    Row{"socket_mode_not_enabled", switchedOff},
    Row{"socket_mode_disabled", switchedOff},
    Row{"link_disabled", switchedOff},
    Row{"insecure_request",
        QT_TRANSLATE_NOOP(
            "SocketModeWords",
            "The server says that the request came in an insecure way. Check the API address and "
            "any proxy in between, which may have changed it.")},
};

const Row *rowFor(const QString &code)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&code](const Row &row) { return code == QLatin1StringView(row.code); });
    return found == rows.end() ? nullptr : &*found;
}

//! What the server says beside its code (needed scopes, a context) stands behind the usual words.
QString withWhatWasSaid(const QString &words, const Error &error)
{
    const QString usual = apiError(error.code).words;
    return error.words.startsWith(usual) ? words + error.words.mid(usual.size()) : words;
}

} // namespace

Error appTokenError(const Error &error)
{
    const Row *row = rowFor(error.code);
    if (!row || error.kind == Error::Kind::Input)
        return error;
    Error out = error;
    out.words = withWhatWasSaid(tr(row->words), error);
    return out;
}

QStringList knownAppTokenCodes()
{
    QStringList codes;
    for (const Row &row : rows)
        codes.append(QLatin1StringView(row.code));
    return codes;
}

} // namespace rtmscope
