// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/tokentriage.h"

#include <QCoreApplication>
#include <QHostAddress>

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

//! What people paste along with a token: spaces, line breaks, quotes, "token=", "Bearer".
QString unwrapped(QString text)
{
    const auto strip = [&text](QLatin1StringView lead) {
        if (text.startsWith(lead, Qt::CaseInsensitive))
            text = text.mid(lead.size()).trimmed();
    };
    const auto isWrapping = [](QChar character) {
        static const QString wrapping = u"\"'`“”‘’<>;,"_s;
        return wrapping.contains(character) || character.isSpace() ||
               character.category() == QChar::Other_Format;
    };
    const auto peel = [&] {
        while (!text.isEmpty() && isWrapping(text.front()))
            text.remove(0, 1);
        while (!text.isEmpty() && isWrapping(text.back()))
            text.chop(1);
    };
    peel();
    strip("authorization:"_L1);
    strip("bearer "_L1);
    strip("export "_L1);
    strip("slack_api_token="_L1);
    strip("token="_L1);
    peel();
    return text;
}

bool isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

AddressReading problem(const char *words)
{
    return {{}, tr(words)};
}

} // namespace

TokenReading readToken(const QString &pasted)
{
    const QString text = unwrapped(pasted);
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

AddressReading readApiAddress(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return problem(QT_TRANSLATE_NOOP(
            "TokenTriage", "Give the address of the Web API, or put back https://slack.com/api/."));
    if (!text.contains("://"_L1))
        text.prepend("https://"_L1);
    if (!text.endsWith(u'/'))
        text.append(u'/');
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return problem(QT_TRANSLATE_NOOP("TokenTriage",
                                         "This is not an address. It looks like https://slack.com/api/."));
    if (url.path() == "/"_L1)
        url.setPath(u"/api/"_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return problem(
            QT_TRANSLATE_NOOP("TokenTriage", "Leave out the name, password, ? and # parts of the address."));
    if (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url.host())))
        return {url, {}};
    if (url.scheme() == "http"_L1)
        return problem(QT_TRANSLATE_NOOP(
            "TokenTriage",
            "Plain http would show the token to the network. Use https; http is for this computer only."));
    return problem(QT_TRANSLATE_NOOP("TokenTriage", "The address must begin with https://."));
}

AddressReading readProxyAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    const bool known = url.scheme() == "http"_L1 || url.scheme() == "socks5"_L1;
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() <= 0)
        return problem(QT_TRANSLATE_NOOP(
            "TokenTriage", "A proxy looks like http://proxy.example:8080 or socks5://127.0.0.1:1080."));
    return {url, {}};
}

} // namespace rtmscope
