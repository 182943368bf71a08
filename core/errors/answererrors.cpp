// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/answererrors.h"

#include "core/base/utf8.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AnswerErrors", text);
}

} // namespace

Error httpError(int status, const QString &host)
{
    const QString code = u"http_%1"_s.arg(status);
    QString words;
    if (status >= 300 && status < 400)
        words = tr(
            "%1 sent us on to another address (HTTP %2). Rtmscope does not follow, so that the token stays "
            "with the server it is for. Check the API address, or sign in to the network's portal.");
    else if (status == 404)
        words =
            tr("%1 has nothing at this address (HTTP %2). Check the API address: it usually ends in /api/.");
    else if (status >= 500)
        words = tr("%1 has trouble of its own right now (HTTP %2). Trying again later usually helps.");
    else
        words = tr("%1 turned the request away (HTTP %2). Check the API address and any proxy in between.");
    return Error{Error::Kind::Network, code, words.arg(host).arg(status), {}, {}};
}

Error notJsonError(const QString &host, bool looksLikeHtml, const QString &said)
{
    const QString words =
        looksLikeHtml
            ? tr("%1 answered with a web page instead of data. Check the API address; a login page of the "
                 "network or a "
                 "proxy may stand in between.")
        : said.isEmpty()
            ? tr("%1 answered with something that is not the Web API's JSON. Check the API address.")
            : tr("%1 answered with words instead of data. Something in front of the Web API may say so; "
                 "check the API address.");
    return Error{Error::Kind::Protocol, u"not_json"_s, words.arg(host), said, {}};
}

Error answerCutError(const QString &host, qsizetype bytes)
{
    return Error{Error::Kind::Network,
                 u"answer_cut"_s,
                 tr("The answer of %1 breaks off after %2 bytes, so nothing in it can be used. Trying again "
                    "usually helps; if not, a proxy in between may cut it.")
                     .arg(host, QString::number(bytes)),
                 {},
                 {}};
}

Error notUtf8Error(const QString &host, QByteArrayView answer, qsizetype at)
{
    return Error{
        Error::Kind::Protocol,
        u"not_json"_s,
        tr("%1 answered with data that is not UTF-8: byte %2 of %3 is %4. Something in between may "
           "have changed its encoding.")
            .arg(host, QString::number(at + 1), QString::number(answer.size()), hexByte(answer.at(at))),
        {},
        {}};
}

Error emptyAnswerError(const QString &host)
{
    return Error{Error::Kind::Protocol,
                 u"not_json"_s,
                 tr("%1 answered with nothing at all. Check the API address.").arg(host),
                 {},
                 {}};
}

Error endlessPagesError(const QString &method, int pages, bool isCircle)
{
    const QString words =
        isCircle
            ? tr("The server's pages of %1 go round: after %2 of them it named one that was read already. "
                 "What "
                 "they held is used, the rest is unknown.")
            : tr("The server's pages of %1 do not end: %2 were read. What they held is used, the rest is "
                 "unknown.");
    return Error{Error::Kind::Protocol,
                 isCircle ? u"pages_go_round"_s : u"pages_do_not_end"_s,
                 words.arg(method, QString::number(pages)),
                 {},
                 {}};
}

bool isEndlessPages(const Error &error)
{
    return error.code == "pages_go_round"_L1 || error.code == "pages_do_not_end"_L1;
}

} // namespace rtmscope
