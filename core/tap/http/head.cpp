// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/head.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rtmscope::http {

namespace {

constexpr int noContent = 204;
constexpr int notModified = 304;

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isSameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

//! One past the blank line that ends a head; -1 if it is not there.
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

//! The lines of a head, the blank one left out. Nothing if one ends or holds what it must not: strictly, only
//! CR LF ends a line.
bool cutLines(QByteArrayView head, bool strictly, QList<QByteArray> *lines)
{
    for (qsizetype begin = 0; begin < head.size();) {
        const qsizetype end = head.indexOf('\n', begin);
        QByteArrayView line = head.sliced(begin, end - begin);
        begin = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        else if (strictly)
            return false;
        if (line.contains('\r') || line.contains('\0'))
            return false;
        if (!line.isEmpty())
            lines->append(line.toByteArray());
    }
    return true;
}

bool readVersion(QByteArrayView text, int *minorVersion)
{
    constexpr QByteArrayView http = "HTTP/1.";
    if (text.size() != http.size() + 1 || !text.startsWith(http))
        return false;
    const char digit = text.back();
    *minorVersion = digit - '0';
    return digit == '0' || digit == '1';
}

bool isTarget(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
    });
}

bool readRequestLine(const QByteArray &line, Head *head)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isToken(words[0]) || !isTarget(words[1]) ||
        !readVersion(words[2], &head->minorVersion))
        return false;
    head->method = words[0];
    head->target = words[1];
    return true;
}

bool readStatusLine(const QByteArray &line, Head *head)
{
    constexpr qsizetype versionSize = 8;
    constexpr qsizetype statusSize = 3;
    if (line.size() < versionSize + 1 + statusSize || line[versionSize] != ' ' ||
        !readVersion(QByteArrayView(line).first(versionSize), &head->minorVersion))
        return false;
    bool ok = false;
    head->status = line.mid(versionSize + 1, statusSize).toInt(&ok);
    const bool ends =
        line.size() == versionSize + 1 + statusSize || line[versionSize + 1 + statusSize] == ' ';
    return ok && ends && head->status >= 100 && head->status <= 999;
}

bool readHeader(const QByteArray &line, Header *header)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return false;
    header->name = line.left(colon);
    header->value = line.mid(colon + 1).trimmed();
    header->line = line;
    return isToken(header->name);
}

bool readNumber(QByteArrayView text, quint64 *number)
{
    constexpr qsizetype mostDigits = 18;
    if (text.isEmpty() || text.size() > mostDigits ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    *number = text.toByteArray().toULongLong();
    return true;
}

//! What Content-Length and Transfer-Encoding say together.
HeadFault readFraming(Head *head)
{
    quint64 length = 0;
    bool hasLength = false;
    const QList<QByteArray> lengths = head->value("content-length").split(',');
    if (head->has("content-length")) {
        for (const QByteArray &each : lengths) {
            quint64 number = 0;
            if (!readNumber(each.trimmed(), &number))
                return HeadFault::BadLength;
            if (hasLength && number != length)
                return HeadFault::TwoLengths;
            length = number;
            hasLength = true;
        }
    }
    if (head->has("transfer-encoding")) {
        if (hasLength)
            return HeadFault::TwoLengths;
        if (head->minorVersion == 0 || !isSameName(head->value("transfer-encoding"), "chunked"))
            return HeadFault::UnknownCoding;
        head->framing = {Framing::Kind::Chunked, 0};
    } else if (hasLength) {
        head->framing = {Framing::Kind::Length, length};
    }
    return HeadFault::None;
}

HeadFault readLines(QByteArrayView bytes, bool isRequest, Head *head)
{
    QList<QByteArray> lines;
    if (!cutLines(bytes, isRequest, &lines))
        return HeadFault::LineEnd;
    if (lines.isEmpty())
        return HeadFault::NotHttp;
    if (lines.size() > mostHeaders)
        return HeadFault::TooLong;
    head->startLine = lines.constFirst();
    if (!(isRequest ? readRequestLine(head->startLine, head) : readStatusLine(head->startLine, head)))
        return HeadFault::NotHttp;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        Header header;
        if (!readHeader(lines[i], &header))
            return HeadFault::BadHeader;
        head->headers.append(header);
    }
    if (isRequest) {
        const auto hosts = std::count_if(head->headers.begin(), head->headers.end(),
                                         [](const Header &each) { return isSameName(each.name, "host"); });
        if (hosts > 1 || (hosts == 0 && head->minorVersion > 0))
            return HeadFault::BadHost;
    }
    return readFraming(head);
}

//! Whether \a bytes can still become what begins with \a start.
bool mayBegin(QByteArrayView bytes, QByteArrayView start)
{
    const qsizetype compared = std::min(bytes.size(), start.size());
    return bytes.first(compared) == start.first(compared);
}

bool read(QByteArrayView bytes, bool isRequest, Head *head, HeadFault *fault)
{
    *head = {};
    *fault = HeadFault::None;
    // What is no HTTP at all, TLS for example, may never have a line end.
    const bool mayBe =
        isRequest ? bytes.isEmpty() || isTokenCharacter(bytes.front()) : mayBegin(bytes, "HTTP/1.");
    if (!mayBe) {
        *fault = HeadFault::NotHttp;
        return true;
    }
    const qsizetype size = endOfHead(bytes);
    if (size > mostHeadBytes || (size < 0 && bytes.size() >= mostHeadBytes)) {
        *fault = HeadFault::TooLong;
        return true;
    }
    if (size < 0)
        return false;
    *fault = readLines(bytes.first(size), isRequest, head);
    head->size = size;
    return true;
}

} // namespace

QByteArray Head::value(QByteArrayView name) const
{
    QByteArray joined;
    bool first = true;
    for (const Header &header : headers) {
        if (!isSameName(header.name, name))
            continue;
        if (!std::exchange(first, false))
            joined += ", ";
        joined += header.value;
    }
    return joined;
}

bool Head::has(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const Header &header) { return isSameName(header.name, name); });
}

bool Head::lists(QByteArrayView name, QByteArrayView token) const
{
    const QList<QByteArray> words = value(name).split(',');
    return std::any_of(words.begin(), words.end(),
                       [token](const QByteArray &word) { return isSameName(word.trimmed(), token); });
}

bool Head::keepsAlive() const
{
    if (lists("connection", "close"))
        return false;
    return minorVersion > 0 || lists("connection", "keep-alive");
}

void Head::remove(QByteArrayView name)
{
    headers.erase(std::remove_if(headers.begin(), headers.end(),
                                 [name](const Header &header) { return isSameName(header.name, name); }),
                  headers.end());
}

void Head::set(QByteArrayView name, const QByteArray &value)
{
    const QByteArray line = name.toByteArray() + ": " + value;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        if (!isSameName(headers[i].name, name))
            continue;
        const QByteArray spelled = headers[i].name;
        const Header replaced{spelled, value, spelled + ": " + value};
        remove(name);
        headers.insert(std::min(i, headers.size()), replaced);
        return;
    }
    headers.append({name.toByteArray(), value, line});
}

QByteArray Head::bytes() const
{
    QByteArray out = startLine + "\r\n";
    for (const Header &header : headers)
        out += header.line + "\r\n";
    return out + "\r\n";
}

bool readRequest(QByteArrayView bytes, Head *head, HeadFault *fault)
{
    return read(bytes, true, head, fault);
}

bool readAnswer(QByteArrayView bytes, Head *head, HeadFault *fault)
{
    return read(bytes, false, head, fault);
}

Framing framingOfAnswer(const Head &answer, QByteArrayView method)
{
    const bool hasNone =
        method == "HEAD" || answer.status < 200 || answer.status == noContent || answer.status == notModified;
    if (hasNone)
        return {};
    if (answer.framing.kind == Framing::Kind::None)
        return {Framing::Kind::UntilClose, 0};
    return answer.framing;
}

void removeHopByHop(Head *head)
{
    const QList<QByteArray> named = head->value("connection").split(',');
    for (const QByteArray &each : named) {
        const QByteArray name = each.trimmed();
        // Somebody who names the framing there would have us lose the end of the body.
        if (!name.isEmpty() && !isSameName(name, "transfer-encoding") &&
            !isSameName(name, "content-length") && !isSameName(name, "host"))
            head->remove(name);
    }
    for (const char *name : {"connection", "keep-alive", "proxy-connection", "proxy-authenticate",
                             "proxy-authorization", "te", "upgrade"})
        head->remove(name);
}

QByteArray hostOnly(const QByteArray &host)
{
    QByteArray name = host.trimmed().toLower();
    if (name.startsWith('['))
        return name.mid(1, name.indexOf(']') - 1);
    const qsizetype colon = name.indexOf(':');
    return colon < 0 ? name : name.left(colon);
}

} // namespace rtmscope::http
