// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/urlmask.h"

#include "core/redact/idshape.h"
#include "core/redact/textmask.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

constexpr std::array serviceHosts{QStringView(u"slack.com"), QStringView(u"slack-edge.com"),
                                  QStringView(u"slack-files.com"), QStringView(u"slack-gov.com")};
// Of paths and queries of the service.
constexpr std::array serviceWords{
    QStringView(u"archives"),     QStringView(u"files"),     QStringView(u"team"), QStringView(u"client"),
    QStringView(u"docs"),         QStringView(u"thread_ts"), QStringView(u"cid"),  QStringView(u"channel"),
    QStringView(u"app_redirect"), QStringView(u"messages"),  QStringView(u"api")};

QString maskedPart(QStringView word, bool isService, Pseudonyms &pseudonyms)
{
    if (!isService)
        return looksLikeId(word) ? pseudonyms.id(word.toString()) : maskedLetters(word);
    if (isServicePart(word))
        return word.toString();
    if (!areIds(word))
        return maskedLetters(word);
    QStringList ids; // "T024BE7LD-F024BERPE"
    for (const QStringView id : word.split(u'-'))
        ids << pseudonyms.id(id.toString());
    return ids.join(u'-');
}

} // namespace

bool areIds(QStringView word)
{
    const QList<QStringView> words = word.split(u'-');
    return std::all_of(words.begin(), words.end(), isIdInPlace);
}

bool isServicePart(QStringView word)
{
    constexpr qsizetype placeLength = 17; // "p1795356131000200": which message a link is to
    const bool isPlace = word.size() == placeLength && word.front() == u'p' && looksLikeTime(word.sliced(1));
    const bool isTime = word.contains(u'.') && looksLikeTime(word);
    return isPlace || isTime ||
           std::find(serviceWords.begin(), serviceWords.end(), word) != serviceWords.end();
}

qsizetype serviceHost(QStringView host)
{
    for (const QStringView known : serviceHosts) {
        const bool ends = host.endsWith(known) &&
                          (host.size() == known.size() || host[host.size() - known.size() - 1] == u'.');
        if (ends)
            return known.size();
    }
    return 0;
}

QString maskedUrl(const QString &url, Pseudonyms &pseudonyms)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const qsizetype hostAt = scheme < 0 ? url.startsWith("mailto:"_L1) ? 7 : 0 : scheme + 3;
    qsizetype hostEnd = hostAt;
    while (hostEnd < url.size() && !QStringView(u"/?#:").contains(url[hostEnd]))
        ++hostEnd;
    const QStringView host = QStringView(url).sliced(hostAt, hostEnd - hostAt);
    const qsizetype kept = host.contains(u'@') ? 0 : serviceHost(host);
    static constexpr std::array schemes{QStringView(u"http"), QStringView(u"https"), QStringView(u"slack")};
    const QStringView schemeName = QStringView(url).first(std::max<qsizetype>(scheme, 0));
    const bool isKnown = std::find(schemes.begin(), schemes.end(), schemeName) != schemes.end();
    QString out = isKnown || scheme < 0 ? url.left(hostAt) : maskedLetters(QStringView(url).first(hostAt));
    out += maskedLetters(host.chopped(kept)) + host.last(kept).toString();
    const auto isInside = [](QChar c) { return !QStringView(u"/?#&=:;,").contains(c); };
    const QStringView rest = QStringView(url).sliced(hostEnd);
    qsizetype copied = 0;
    eachRun(rest, isInside, [&](qsizetype begin, qsizetype end) {
        out += rest.sliced(copied, begin - copied).toString();
        out += maskedPart(rest.sliced(begin, end - begin), kept > 0, pseudonyms);
        copied = end;
    });
    return out + rest.sliced(copied).toString();
}

} // namespace rtmscope::redact
