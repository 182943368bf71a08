// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/upgrade.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::upgrade {

namespace {

//! The headers that decide. Several of one name are one list.
struct Headers
{
    QByteArray upgrade;
    QByteArray connection;
    QByteArray accept;
    QByteArray protocol;
    QByteArray retryAfter;
    QByteArray date;

    QByteArray *find(const QByteArray &name)
    {
        if (name == "upgrade")
            return &upgrade;
        if (name == "connection")
            return &connection;
        if (name == "sec-websocket-accept")
            return &accept;
        if (name == "sec-websocket-protocol")
            return &protocol;
        if (name == "date")
            return &date;
        return name == "retry-after" ? &retryAfter : nullptr;
    }
};

//! One past the blank line that ends a head; -1 if it is not there. Lines may end in a lone line feed.
qsizetype endOfHead(QByteArrayView bytes)
{
    for (qsizetype at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) {
        const QByteArrayView next = bytes.sliced(at + 1);
        if (next.startsWith('\n'))
            return at + 2;
        if (next.startsWith("\r\n"))
            return at + 3;
    }
    return -1;
}

Headers headersOf(const QList<QByteArray> &lines)
{
    Headers headers;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        QByteArray *value = colon > 0 ? headers.find(lines[i].left(colon).trimmed().toLower()) : nullptr;
        if (!value)
            continue;
        if (!value->isEmpty())
            *value += ", ";
        *value += lines[i].mid(colon + 1).trimmed();
    }
    return headers;
}

bool lists(const QByteArray &header, QByteArrayView token)
{
    const QList<QByteArray> tokens = header.toLower().split(',');
    return std::any_of(tokens.begin(), tokens.end(),
                       [token](const QByteArray &each) { return each.trimmed() == token; });
}

Answer judged(int status, const Headers &headers, const QByteArray &key)
{
    const auto refused = [status](Answer::Verdict verdict, const QByteArray &said) {
        return Answer{verdict, status, QString::fromUtf8(said), {}, {}, 0};
    };
    if (!lists(headers.upgrade, "websocket"))
        return refused(Answer::Verdict::NoUpgrade, "Upgrade: " + headers.upgrade);
    if (!lists(headers.connection, "upgrade"))
        return refused(Answer::Verdict::NoConnection, "Connection: " + headers.connection);
    if (headers.accept != acceptFor(key))
        return refused(Answer::Verdict::WrongKey, "Sec-WebSocket-Accept: " + headers.accept);
    if (!headers.protocol.isEmpty())
        return refused(Answer::Verdict::StrangeProtocol, "Sec-WebSocket-Protocol: " + headers.protocol);
    return {Answer::Verdict::Accepted, status, {}, {}, 0};
}

} // namespace

QByteArray newKey()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toBase64();
}

QByteArray acceptFor(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

QByteArray request(const QUrl &url, const QByteArray &key, const QByteArray &userAgent)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toUtf8();
    if (!target.startsWith('/'))
        target.prepend('/');
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toUtf8();
    QByteArray host = url.host(QUrl::FullyEncoded).toUtf8();
    if (host.contains(':'))
        host = '[' + host + ']';
    const int usualPort = url.scheme() == "wss"_L1 ? 443 : 80;
    if (url.port(usualPort) != usualPort)
        host += ':' + QByteArray::number(url.port());
    return "GET " + target + " HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key +
           "\r\nSec-WebSocket-Version: 13\r\nUser-Agent: " + userAgent + "\r\n\r\n";
}

bool read(QByteArrayView bytes, const QByteArray &key, Answer *answer)
{
    constexpr QByteArrayView http = "HTTP/1.";
    constexpr int switching = 101;
    for (qsizetype begin = 0;;) {
        const QByteArrayView rest = bytes.sliced(begin);
        const qsizetype compared = std::min(rest.size(), http.size());
        if (rest.first(compared) != http.first(compared)) {
            const qsizetype line = rest.indexOf('\n');
            *answer = {Answer::Verdict::NotHttp,
                       0,
                       QString::fromUtf8(rest.first(line < 0 ? rest.size() : line)),
                       {},
                       {},
                       bytes.size()};
            return true;
        }
        const qsizetype size = endOfHead(rest);
        if (size < 0 && bytes.size() < mostHeadBytes)
            return false;
        if (size < 0) {
            *answer = {Answer::Verdict::TooLong, 0, {}, {}, {}, bytes.size()};
            return true;
        }
        begin += size;
        const QList<QByteArray> lines = rest.first(size).toByteArray().split('\n');
        const QByteArray statusLine = lines.constFirst().trimmed();
        const int status = statusLine.split(' ').value(1).toInt();
        if (status >= 100 && status < 200 && status != switching)
            continue;
        const Headers headers = headersOf(lines);
        *answer =
            status == switching
                ? judged(status, headers, key)
                : Answer{Answer::Verdict::OtherStatus, status, QString::fromUtf8(statusLine), {}, {}, 0};
        answer->retryAfter = headers.retryAfter;
        answer->date = headers.date;
        answer->size = begin;
        return true;
    }
}

} // namespace rtmscope::upgrade
