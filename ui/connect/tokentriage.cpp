// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/tokentriage.h"

#include "core/connection/endpoint.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Verdict = TokenReading::Verdict;

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenTriage", text);
}

struct Kind
{
    QLatin1StringView prefix;
    Verdict verdict;
    const char *words;
};

//! Longer prefixes stand before the shorter ones they begin with.
constexpr std::array kinds{
    Kind{"xoxb-"_L1, Verdict::Possible,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A bot token. It works if it belongs to a classic app with the old “bot” scope. Apps with "
             "granular permissions have the same prefix and are refused: only the server can tell.")},
    Kind{"xoxp-"_L1, Verdict::Possible,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A user token. It works if it belongs to a classic app or is a legacy token. Apps with "
             "granular permissions have the same prefix and are refused: only the server can tell.")},
    Kind{"xoxc-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A browser session token. It is not accepted here: it needs the browser’s cookie, and using "
             "it outside the browser breaks Slack’s terms. Use the token of a classic app.")},
    Kind{"xoxd-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP("TokenTriage",
                           "This is a browser cookie, not a token. Use the token of a classic app.")},
    Kind{"xapp-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "An app-level token. It is for Socket Mode, not for RTM. Use the bot token of a classic "
             "app.")},
    Kind{"xoxe.xoxb-"_L1, Verdict::Unlikely,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A rotating bot token. It lives for 12 hours, and only apps with granular permissions have "
             "them, which RTM refuses.")},
    Kind{"xoxe.xoxp-"_L1, Verdict::Unlikely,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A rotating user token. It lives for 12 hours, and only apps with granular permissions have "
             "them, which RTM refuses.")},
    Kind{"xoxe-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A refresh token. It only fetches other tokens and can’t connect. Use the bot token of a "
             "classic app.")},
    Kind{"xoxr-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A refresh token. It only fetches other tokens and can’t connect. Use the bot token of a "
             "classic app.")},
    Kind{"xoxa-"_L1, Verdict::Unlikely,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A workspace app token. Slack gave these up in 2018, so it will most probably be refused.")},
    Kind{"xwfp-"_L1, Verdict::Unusable,
         QT_TRANSLATE_NOOP(
             "TokenTriage",
             "A workflow token. It is for workflow steps, not for RTM. Use the bot token of a classic "
             "app.")},
};

} // namespace

TokenReading readToken(const QString &pasted)
{
    const QString text = QString::fromUtf8(cleanedToken(Secret(pasted.toUtf8())).reveal());
    if (text.isEmpty())
        return {Verdict::Empty, {}, tr("Paste a token. It begins with xoxb- or xoxp-.")};
    for (const QChar character : text) {
        if (character.unicode() <= 0x20 || character.unicode() >= 0x7f)
            return {Verdict::Unusable,
                    {},
                    tr("There is a space or an unusual character inside. A token is one unbroken word: copy "
                       "it again.")};
    }
    const Secret token(text.toLatin1());
    for (const Kind &kind : kinds) {
        if (text.startsWith(kind.prefix)) {
            if (text.size() == kind.prefix.size())
                return {Verdict::Unusable,
                        {},
                        tr("Only the beginning of a token is here. Copy the whole of it.")};
            return {kind.verdict, token, tr(kind.words)};
        }
    }
    return {Verdict::Unlikely, token,
            tr("This does not look like a Slack token: those begin with xoxb- or xoxp-. A test server may "
               "accept it.")};
}

} // namespace rtmscope
