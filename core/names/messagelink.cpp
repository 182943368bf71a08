// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/names/messagelink.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

bool isConversation(const QString &text)
{
    static const QRegularExpression id(u"\\A[CGD][A-Z0-9]+\\z"_s);
    return id.match(text).hasMatch();
}

bool isPerson(const QString &text)
{
    static const QRegularExpression id(u"\\A[UW][A-Z0-9]+\\z"_s);
    return id.match(text).hasMatch();
}

//! <https://…|label> as a client writes it.
QString bare(const QString &text)
{
    QString out = text.trimmed();
    if (out.startsWith(u'<') && out.endsWith(u'>'))
        out = out.sliced(1, out.size() - 2).section(u'|', 0, 0);
    return out;
}

//! In a link, which nobody types, a ts may be as short as test servers have it.
std::optional<MessageTs> linkedTs(const QString &text)
{
    static const QRegularExpression point(u"\\A[0-9]+\\.[0-9]+\\z"_s);
    return point.match(text).hasMatch() ? MessageTs(text) : readMessageTs(text);
}

//! The parts of a path behind \a lead: "C0123", "p1700…".
void readParts(const QStringList &parts, MessageLink *link)
{
    for (const QString &part : parts) {
        if (const qsizetype dash = part.indexOf(u'-'); dash > 0 && isConversation(part.left(dash))) {
            if (const auto ts = linkedTs(part.sliced(dash + 1)))
                link->thread = *ts; // …/thread/C0123-1700000000.000100
        } else if (!link->channel && isConversation(part)) {
            link->channel = ChannelId(part);
        } else if (const auto ts = linkedTs(part)) {
            link->ts = *ts;
        }
    }
}

} // namespace

std::optional<MessageTs> readMessageTs(const QString &text)
{
    const QString given = text.trimmed();
    // Ten digits of seconds and six of a fraction; with more or fewer it would be something else.
    static const QRegularExpression form(u"\\A(?:([0-9]{10})\\.|p?([0-9]{10}))([0-9]{6})\\z"_s);
    const auto digits = form.match(given);
    if (!digits.hasMatch())
        return std::nullopt;
    return MessageTs(digits.captured(1) + digits.captured(2) + u'.' + digits.captured(3));
}

std::optional<MessageLink> readMessageLink(const QString &text)
{
    const QUrl url(bare(text), QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || (scheme != "https"_L1 && scheme != "http"_L1 && scheme != "slack"_L1))
        return std::nullopt;
    const QStringList path = url.path().split(u'/', Qt::SkipEmptyParts);
    const QUrlQuery query(url);
    MessageLink link;
    const auto from = [&path](QLatin1StringView lead, qsizetype skip) {
        const qsizetype at = path.indexOf(lead);
        return at < 0 ? QStringList() : path.mid(at + 1 + skip);
    };
    if (const QStringList person = from("team"_L1, 0); person.size() == 1 && isPerson(person.first()))
        link.user = UserId(person.first());
    readParts(from("archives"_L1, 0), &link);
    readParts(from("messages"_L1, 0), &link);
    readParts(from("client"_L1, 1), &link); // behind the workspace
    for (const auto &key : {u"cid"_s, u"channel"_s, u"id"_s}) {
        const QString id = query.queryItemValue(key);
        if (!link.channel && isConversation(id))
            link.channel = ChannelId(id);
        if (!link.channel && !link.user && isPerson(id))
            link.user = UserId(id);
    }
    if (const auto ts = linkedTs(query.queryItemValue(u"message"_s)); ts && !link.ts)
        link.ts = *ts;
    if (const auto thread = linkedTs(query.queryItemValue(u"thread_ts"_s)))
        link.thread = *thread;
    if (!link.channel && !link.user)
        return std::nullopt;
    return link;
}

} // namespace rtmscope
