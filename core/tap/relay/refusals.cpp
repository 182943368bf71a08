// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/refusals.h"

#include "core/connection/endpoint.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int badRequest = 400;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int notAllowed = 405;
constexpr int misdirected = 421;
constexpr int headTooLarge = 431;
constexpr int notImplemented = 501;

QString tr(const char *text)
{
    return QCoreApplication::translate("Tap", text);
}

Error trouble(const QString &code, const QString &words)
{
    return {Error::Kind::Network, code, words, {}, {}};
}

//! Nobody on the network may use us through a name that leads to this computer.
bool isOurs(const QByteArray &host)
{
    return host.isEmpty() || isLoopback(QString::fromUtf8(http::hostOnly(host)));
}

//! Browsers say for which page they ask, also where the page may not read the answer. Programs say nothing,
//! or what their client takes for the server.
bool isForAPage(const QByteArray &origin)
{
    if (origin.isEmpty())
        return false;
    const QString host = QUrl(QString::fromUtf8(origin)).host();
    const auto isAt = [&host](QLatin1StringView domain) {
        return host == domain || (host.endsWith(domain) && host.at(host.size() - domain.size() - 1) == u'.');
    };
    return !isLoopback(host) && !isAt("slack.com"_L1) && !isAt("slack-gov.com"_L1);
}

Refused otherHost()
{
    return {misdirected, u"other_host"_s,
            tr("This tap takes requests for this computer only (127.0.0.1, ::1, localhost).")};
}

} // namespace

std::variant<QByteArray, Refused> targetOf(const http::Head &request)
{
    if (request.method == "CONNECT")
        return Refused{notAllowed, u"no_proxy"_s,
                       tr("This is no proxy. Give its address to the program as the address of Slack’s Web "
                          "API, in place of https://slack.com/api/.")};
    QByteArray target = request.target;
    if (target.startsWith("http://") || target.startsWith("https://")) {
        const qsizetype begin = target.indexOf("://") + 3;
        const qsizetype slash = target.indexOf('/', begin);
        if (!isOurs(target.mid(begin, slash < 0 ? -1 : slash - begin)))
            return otherHost();
        target = slash < 0 ? QByteArray("/") : target.mid(slash);
    }
    if (!isOurs(request.value("host")))
        return otherHost();
    if (isForAPage(request.value("origin")))
        return Refused{forbidden, u"web_page"_s, tr("Pages in a browser may not speak through the tap.")};
    if (target.startsWith(apiPath) || target.startsWith(socketPath))
        return target;
    return Refused{notFound, u"other_path"_s,
                   tr("The tap passes on what is below /api/. The program’s setting has to end in /api/.")};
}

Refused refusalOf(http::HeadFault fault)
{
    using http::HeadFault;
    switch (fault) {
    case HeadFault::NotHttp:
        return {badRequest, u"not_http"_s,
                tr("This is no HTTP request. If the program speaks TLS here, its address has to begin with "
                   "http://, not https://.")};
    case HeadFault::TooLong:
        return {headTooLarge, u"head_too_large"_s, tr("The head of the request is larger than 64 KB.")};
    case HeadFault::UnknownCoding:
        return {notImplemented, u"unknown_coding"_s,
                tr("The request’s Transfer-Encoding is none that the tap can pass on.")};
    case HeadFault::TwoLengths:
        return {badRequest, u"two_lengths"_s, tr("The request says in two ways where it ends.")};
    case HeadFault::BadLength:
        return {badRequest, u"bad_length"_s, tr("The request’s Content-Length is no number.")};
    case HeadFault::BadHost:
        return {badRequest, u"bad_host"_s, tr("A request has to have one Host header.")};
    default:
        return {badRequest, u"bad_head"_s, tr("The head of the request is not as HTTP has it.")};
    }
}

Refused brokenBody()
{
    return {badRequest, u"bad_chunk"_s, tr("The chunks of the request’s body are broken.")};
}

Refused notASocket()
{
    return {badRequest, u"not_a_socket"_s, tr("At this address a WebSocket is opened, and nothing else.")};
}

Refused unknownSocket()
{
    return {
        notFound, u"unknown_socket"_s,
        tr("This socket’s address is not from this tap, or from long ago. The program has to ask for a new "
           "one.")};
}

Error badAnswer(const QString &host)
{
    return trouble(u"bad_answer"_s,
                   tr("%1 answered in a way that can’t be passed on: it is not as HTTP has it.").arg(host));
}

Error cutAnswer(const QString &host)
{
    return trouble(u"answer_cut"_s, tr("%1 closed the connection before its answer was complete.").arg(host));
}

QString programHungUp()
{
    return tr("The program closed the connection before the answer was complete.");
}

} // namespace rtmscope
