// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/endpoint.h"

#include "core/errors/errorwords.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Endpoint", text);
}

Error unusable(const QString &code, const QString &words)
{
    return Error{Error::Kind::Input, code, words, {}, {}};
}

Result<Done> checkedScheme(const QUrl &url, QLatin1StringView secure, QLatin1StringView plain)
{
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty() || (scheme != secure && scheme != plain))
        return unusable(u"bad_url"_s,
                        tr("This is not an address Rtmscope can connect to. It should look like "
                           "https://slack.com/api/."));
    if (scheme == plain && !isLoopback(url.host()))
        return unusable(
            u"insecure_url"_s,
            tr("Rtmscope does not send a token unencrypted over the network. Use %1 for %2; plain %3 "
               "works for this computer only (127.0.0.1, ::1, localhost).")
                .arg(secure, url.host(), plain));
    return Done{};
}

//! What comes along when a token is copied from a chat, a document or a shell script.
bool isWrapping(QChar character)
{
    static const QString wrapping = u"\"'`“”‘’<>;,"_s;
    return wrapping.contains(character) || character.isSpace() || character.category() == QChar::Other_Format;
}

} // namespace

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

QUrl slackApiBase()
{
    return QUrl(u"https://slack.com/api/"_s);
}

QUrl govSlackApiBase()
{
    return QUrl(u"https://slack-gov.com/api/"_s);
}

bool isSameServer(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

Result<QUrl> readApiBase(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return unusable(u"bad_url"_s,
                        tr("Give the address of the Web API. Slack’s own is https://slack.com/api/."));
    if (!text.contains("://"_L1))
        text.prepend("https://"_L1);
    QUrl url(text, QUrl::StrictMode);
    if (url.isValid() && (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()))
        return unusable(u"bad_url"_s, tr("Leave out the name, password, ? and # parts of the address."));
    if (url.path().isEmpty() || url.path() == "/"_L1)
        url.setPath(u"/api/"_s);
    return checkedApiBase(url);
}

Result<QUrl> checkedApiBase(const QUrl &base)
{
    if (const auto scheme = checkedScheme(base, "https"_L1, "http"_L1); !scheme)
        return scheme.error();
    QUrl url = base.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    return url;
}

Result<QUrl> checkedSocketUrl(const QUrl &url)
{
    if (const auto scheme = checkedScheme(url, "wss"_L1, "ws"_L1); !scheme) {
        Error error = scheme.error();
        // The user did not choose this address, so it is the server's fault.
        error.kind = Error::Kind::Protocol;
        if (error.code == "bad_url"_L1)
            error.words = tr("The server gave no usable address for the stream.");
        return error;
    }
    return url;
}

Secret cleanedToken(const Secret &token)
{
    QString text = QString::fromUtf8(token.reveal());
    const auto peel = [&text] {
        while (!text.isEmpty() && isWrapping(text.front()))
            text.remove(0, 1);
        while (!text.isEmpty() && isWrapping(text.back()))
            text.chop(1);
    };
    const auto strip = [&text](QLatin1StringView lead) {
        if (text.startsWith(lead, Qt::CaseInsensitive))
            text = text.mid(lead.size()).trimmed();
    };
    peel();
    for (const auto lead :
         {"authorization:"_L1, "bearer "_L1, "export "_L1, "slack_api_token="_L1, "slack_app_token="_L1,
          "slack_bot_token="_L1, "slack_user_token="_L1, "token="_L1})
        strip(lead);
    peel();
    return Secret(text.toUtf8());
}

Result<Done> checkedToken(const Secret &token)
{
    if (token.isEmpty())
        return apiError(u"not_authed"_s);
    const QByteArray &bytes = token.reveal();
    const bool clean =
        std::all_of(bytes.cbegin(), bytes.cend(), [](char byte) { return byte > ' ' && byte < 0x7f; });
    if (!clean)
        return unusable(u"bad_token"_s,
                        tr("The token has spaces or special characters inside. Copy it again, as one "
                           "piece."));
    return Done{};
}

QByteArray userAgent()
{
    return QByteArrayLiteral("rtmscope/" RTMSCOPE_VERSION);
}

} // namespace rtmscope
