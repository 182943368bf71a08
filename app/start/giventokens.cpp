// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/giventokens.h"

#include "app/start/givenfiles.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return {Error::Kind::Input, u"usage"_s, text, {}, {}};
}

//! The first of \a variables that holds something.
Secret environmentToken(std::initializer_list<const char *> variables)
{
    for (const char *variable : variables) {
        if (const QByteArray value = qgetenv(variable).trimmed(); !value.isEmpty())
            return Secret(value);
    }
    return {};
}

} // namespace

Result<Done> readTokens(const QCommandLineParser &parser, bool mayBeSocketMode, ConnectionWish *wish)
{
    const bool isSocketMode = mayBeSocketMode && parser.isSet(u"socket-mode"_s);
    const Secret given = isSocketMode
                             ? environmentToken({"SLACK_BOT_TOKEN", "SLACK_USER_TOKEN", "SLACK_API_TOKEN"})
                             : environmentToken({"SLACK_API_TOKEN"});
    const Result<Secret> token = readToken(parser.value(u"token-file"_s), given);
    if (!token)
        return token.error();
    wish->token = *token;
    if (!isSocketMode) {
        for (const auto &option : {u"app-token-file"_s, u"share-app"_s}) {
            if (mayBeSocketMode && parser.isSet(option))
                return usage(words("--%1 only makes sense with --socket-mode.").arg(option));
        }
        return Done{};
    }
    const Result<Secret> appToken =
        readToken(parser.value(u"app-token-file"_s), environmentToken({"SLACK_APP_TOKEN"}));
    if (!appToken)
        return appToken.error();
    wish->kind = StreamKind::SocketMode;
    wish->appToken = *appToken;
    wish->sharedAllowed = parser.isSet(u"share-app"_s);
    if (parser.isSet(u"connect-method"_s))
        return usage(words("--connect-method is for RTM; --socket-mode has one way only."));
    return Done{};
}

} // namespace rtmscope
