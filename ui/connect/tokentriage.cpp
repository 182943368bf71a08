// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/tokentriage.h"

#include "core/connection/endpoint.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Verdict = TokenReading::Verdict;
using Advice = TokenReading::Advice;
using enum TokenKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenTriage", text);
}

//! What is said of a kind of token in one of the fields.
struct Row
{
    TokenKind kind;
    TokenPlace place;
    Verdict verdict;
    Advice advice;
    const char *words;
};

constexpr auto rtm = TokenPlace::Rtm;
constexpr auto appLevel = TokenPlace::AppLevel;
constexpr auto webApi = TokenPlace::WebApi;

constexpr const char *refreshWords =
    QT_TRANSLATE_NOOP("TokenTriage", "A refresh token. It only fetches other tokens and can’t connect. "
                                     "Paste the token that came with it.");
constexpr const char *rotatingForRtm = QT_TRANSLATE_NOOP(
    "TokenTriage", "A rotating token. Only apps with granular permissions have them, and RTM refuses "
                   "those. Socket Mode takes it; it lives for 12 hours.");
constexpr const char *rotatingForWebApi = QT_TRANSLATE_NOOP(
    "TokenTriage", "A rotating token. It works, but lives for 12 hours: after that a new one has to be "
                   "pasted.");
constexpr const char *notAppLevel = QT_TRANSLATE_NOOP(
    "TokenTriage", "This is the bot’s or the person’s token. It belongs into the next field; here goes the "
                   "app-level token, which begins with xapp-.");

constexpr std::array rows{
    Row{Nothing, rtm, Verdict::Empty, Advice::None,
        QT_TRANSLATE_NOOP(
            "TokenTriage",
            "Needed: the token of a classic app, or a legacy one. It begins with xoxb- or xoxp-. "
            "Whether it may use RTM, only the server can tell: press Test.")},
    Row{Nothing, appLevel, Verdict::Empty, Advice::None,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "Needed: the app-level token. It begins with xapp- and is made under Basic "
                          "Information, App-Level Tokens, with the scope connections:write.")},
    Row{Nothing, webApi, Verdict::Empty, Advice::None,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "Needed: the bot’s token (xoxb-), or yours (xoxp-), of the same app. It stands "
                          "under OAuth & Permissions.")},

    Row{Bot, rtm, Verdict::Possible, Advice::SocketMode,
        QT_TRANSLATE_NOOP(
            "TokenTriage",
            "A bot token. It works if it belongs to a classic app with the old “bot” scope. Apps with "
            "granular permissions have the same prefix and need Socket Mode: only the server can tell.")},
    Row{Bot, appLevel, Verdict::Unusable, Advice::OtherField, notAppLevel},
    Row{Bot, webApi, Verdict::Possible, Advice::None,
        QT_TRANSLATE_NOOP("TokenTriage", "A bot token: you see what the bot may see, and write as the bot.")},
    Row{User, rtm, Verdict::Possible, Advice::SocketMode,
        QT_TRANSLATE_NOOP(
            "TokenTriage",
            "A user token. It works if it belongs to a classic app or is a legacy token. Apps with "
            "granular permissions have the same prefix and need Socket Mode: only the server can tell.")},
    Row{User, appLevel, Verdict::Unusable, Advice::OtherField, notAppLevel},
    Row{User, webApi, Verdict::Possible, Advice::None,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "A user token: you see what this person may see, and write under their name.")},

    Row{App, rtm, Verdict::Unusable, Advice::SocketMode,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "An app-level token. It is for Socket Mode, not for RTM; a bot’s or user token "
                          "of the same app is needed beside it.")},
    Row{App, appLevel, Verdict::Possible, Advice::None,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "An app-level token. Whether it has the scope connections:write, only the server "
                          "can tell.")},
    Row{App, webApi, Verdict::Unusable, Advice::OtherField,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "This is the app-level token. It belongs into the field above; here goes the "
                          "bot’s token (xoxb-) or yours (xoxp-).")},

    Row{RotatingBot, rtm, Verdict::Unlikely, Advice::SocketMode, rotatingForRtm},
    Row{RotatingBot, appLevel, Verdict::Unusable, Advice::OtherField, notAppLevel},
    Row{RotatingBot, webApi, Verdict::Unlikely, Advice::None, rotatingForWebApi},
    Row{RotatingUser, rtm, Verdict::Unlikely, Advice::SocketMode, rotatingForRtm},
    Row{RotatingUser, appLevel, Verdict::Unusable, Advice::OtherField, notAppLevel},
    Row{RotatingUser, webApi, Verdict::Unlikely, Advice::None, rotatingForWebApi},
};

//! The same wherever it is pasted.
struct EverywhereRow
{
    TokenKind kind;
    Verdict verdict;
    const char *words;
};
constexpr std::array everywhere{
    EverywhereRow{
        Broken, Verdict::Unusable,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "There is a space or an unusual character inside. A token is one unbroken "
                          "word: copy it again.")},
    EverywhereRow{
        Beginning, Verdict::Unusable,
        QT_TRANSLATE_NOOP("TokenTriage", "Only the beginning of a token is here. Copy the whole of it.")},
    EverywhereRow{Refresh, Verdict::Unusable, refreshWords},
    EverywhereRow{BrowserSession, Verdict::Unusable,
                  QT_TRANSLATE_NOOP(
                      "TokenTriage",
                      "A browser session token. It is not accepted here: it needs the browser’s cookie, and "
                      "using it outside the browser breaks Slack’s terms. Use the token of an app.")},
    EverywhereRow{
        BrowserCookie, Verdict::Unusable,
        QT_TRANSLATE_NOOP("TokenTriage", "This is a browser cookie, not a token. Use the token of an app.")},
    EverywhereRow{
        Workflow, Verdict::Unusable,
        QT_TRANSLATE_NOOP("TokenTriage",
                          "A workflow token. It is for one workflow step and lives for minutes. Use "
                          "the bot’s token of the app.")},
    EverywhereRow{WorkspaceApp, Verdict::Unlikely,
                  QT_TRANSLATE_NOOP("TokenTriage",
                                    "A workspace app token. Slack gave these up in 2018, so it will most "
                                    "probably be refused.")},
};

const char *unknownWords(TokenPlace place)
{
    return place == appLevel
               ? QT_TRANSLATE_NOOP("TokenTriage",
                                   "This does not look like an app-level token: those begin with xapp-. A "
                                   "test server may accept it.")
               : QT_TRANSLATE_NOOP(
                     "TokenTriage",
                     "This does not look like a Slack token: those begin with xoxb- or xoxp-. A "
                     "test server may accept it.");
}

} // namespace

TokenReading readToken(const QString &pasted, TokenPlace place)
{
    const Secret token = cleanedToken(Secret(pasted.toUtf8()));
    const TokenKind kind = tokenKindOf(token);
    const bool isWhole = kind != Broken && kind != Beginning;
    TokenReading reading{Verdict::Unlikely, Advice::None, isWhole ? token : Secret(), {}, kind};
    const auto here = std::find_if(rows.begin(), rows.end(), [kind, place](const Row &row) {
        return row.kind == kind && row.place == place;
    });
    const auto anywhere = std::find_if(everywhere.begin(), everywhere.end(),
                                       [kind](const EverywhereRow &row) { return row.kind == kind; });
    if (here != rows.end()) {
        reading.verdict = here->verdict;
        reading.advice = here->advice;
        reading.words = tr(here->words);
    } else if (anywhere != everywhere.end()) {
        reading.verdict = anywhere->verdict;
        reading.words = tr(anywhere->words);
    } else {
        reading.words = tr(unknownWords(place));
    }
    if (const QString app = appIdIn(token); place == appLevel && !app.isEmpty())
        reading.words =
            tr("An app-level token of the app %1. Whether it has the scope connections:write, only "
               "the server can tell.")
                .arg(app);
    return reading;
}

} // namespace rtmscope
