// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/httprequest.h"

#include <optional>

namespace rtmscope::demo {

namespace {

constexpr qsizetype maxHead = 32 * 1024;
constexpr qsizetype maxBody = 4 * 1024 * 1024;

//! Splits the head into request line and headers. False when it is not HTTP as we know it.
bool readHead(const QByteArray &head, HttpRequest *request, int *problem)
{
    *problem = 400;
    QList<QByteArray> lines = head.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QList<QByteArray> parts = lines.takeFirst().split(' ');
    if (parts.size() != 3 || parts[0].isEmpty() || !parts[1].startsWith('/'))
        return false;
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        *problem = 505;
        return false;
    }
    request->method = parts[0];
    const qsizetype mark = parts[1].indexOf('?');
    request->path = mark < 0 ? parts[1] : parts[1].left(mark);
    request->query = mark < 0 ? QByteArray() : parts[1].mid(mark + 1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.startsWith(' '))
            return false;
        request->headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    const QByteArray connection = request->header("connection").toLower();
    request->keepAlive =
        parts[2] == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive");
    return true;
}

//! Reads a chunked body that starts at \a at. Returns the offset behind it, 0 when more bytes are needed, -1
//! when it is broken.
qsizetype readChunks(const QByteArray &buffer, qsizetype at, QByteArray *body)
{
    while (true) {
        const qsizetype lineEnd = buffer.indexOf("\r\n", at);
        if (lineEnd < 0)
            return buffer.size() - at > 64 ? -1 : 0;
        const QByteArray line = buffer.mid(at, lineEnd - at);
        const qsizetype semicolon = line.indexOf(';');
        bool ok = false;
        const qsizetype size = (semicolon < 0 ? line : line.left(semicolon)).trimmed().toLongLong(&ok, 16);
        if (!ok || size < 0 || body->size() + size > maxBody)
            return -1;
        at = lineEnd + 2;
        if (size == 0)
            break;
        if (buffer.size() < at + size + 2)
            return 0;
        if (buffer.mid(at + size, 2) != "\r\n")
            return -1;
        body->append(buffer.constData() + at, size);
        at += size + 2;
    }
    while (true) { // trailers are skipped, up to the empty line
        const qsizetype lineEnd = buffer.indexOf("\r\n", at);
        if (lineEnd < 0)
            return 0;
        if (lineEnd == at)
            return at + 2;
        at = lineEnd + 2;
    }
}

QByteArray reasonFor(int status)
{
    switch (status) {
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status " + QByteArray::number(status);
    }
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

HttpParse parseHttpRequest(QByteArray &buffer, HttpRequest *request, int *problem)
{
    *request = {};
    while (buffer.startsWith("\r\n")) // allowed between requests on one connection
        buffer.remove(0, 2);
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0 || headEnd > maxHead) {
        *problem = 431;
        return headEnd > maxHead || buffer.size() > maxHead ? HttpParse::Bad : HttpParse::NeedMore;
    }
    if (!readHead(buffer.left(headEnd), request, problem))
        return HttpParse::Bad;

    const qsizetype bodyBegin = headEnd + 4;
    qsizetype end = bodyBegin;
    const QByteArray coding = request->header("transfer-encoding").toLower();
    const QByteArray lengthText = request->header("content-length");
    *problem = 400;
    if (!coding.isEmpty()) {
        if (coding != "chunked" || !lengthText.isEmpty()) // both together is how requests get smuggled
            return HttpParse::Bad;
        end = readChunks(buffer, bodyBegin, &request->body);
        if (end <= 0)
            return end < 0 ? HttpParse::Bad : HttpParse::NeedMore;
    } else if (!lengthText.isEmpty()) {
        bool ok = false;
        const qsizetype length = lengthText.toLongLong(&ok);
        if (!ok || length < 0)
            return HttpParse::Bad;
        if (length > maxBody) {
            *problem = 413;
            return HttpParse::Bad;
        }
        if (buffer.size() < bodyBegin + length)
            return HttpParse::NeedMore;
        request->body = buffer.mid(bodyBegin, length);
        end = bodyBegin + length;
    }
    buffer.remove(0, end);
    return HttpParse::Ready;
}

QByteArray httpResponse(int status, const QList<QByteArray> &headers, const QByteArray &body, bool keepAlive,
                        bool headOnly)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonFor(status) + "\r\n";
    for (const QByteArray &header : headers)
        bytes += header + "\r\n";
    if (status != 101) {
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        bytes += keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    }
    bytes += "\r\n";
    return headOnly ? bytes : bytes + body;
}

} // namespace rtmscope::demo
