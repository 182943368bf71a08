// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/jsonlayout.h"

#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::jsonlayout {

namespace {

constexpr int step = 2;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

//! One past the string that begins at \a at.
qsizetype stringEnd(const QByteArray &json, qsizetype at)
{
    for (++at; at < json.size() && json.at(at) != '"'; ++at) {
        if (json.at(at) == '\\')
            ++at;
    }
    return at + 1;
}

//! \a json, which is valid, without the blanks between its parts.
QByteArray withoutBlanks(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        if (json.at(at) == '"') {
            const qsizetype end = stringEnd(json, at);
            out += json.sliced(at, end - at);
            at = end;
        } else {
            if (!isBlank(json.at(at)))
                out += json.at(at);
            ++at;
        }
    }
    return out;
}

void breakLine(QByteArray &out, int depth)
{
    constexpr int deepest = 100; // more would be nothing but blanks
    out += '\n';
    out += QByteArray(qsizetype(std::min(depth, deepest)) * step, ' ');
}

bool isValid(const QByteArray &json)
{
    json::Document document;
    return document.parse(json);
}

} // namespace

QByteArray indented(const QByteArray &json)
{
    if (!isValid(json))
        return json;
    const QByteArray flat = withoutBlanks(json);
    QByteArray out;
    int depth = 0;
    for (qsizetype at = 0; at < flat.size();) {
        const char c = flat.at(at);
        if (c == '"') {
            const qsizetype end = stringEnd(flat, at);
            out += flat.sliced(at, end - at);
            at = end;
            continue;
        }
        ++at;
        const bool opens = c == '{' || c == '[';
        const bool closes = c == '}' || c == ']';
        const bool isEmpty = opens && at < flat.size() && (flat.at(at) == '}' || flat.at(at) == ']');
        if (isEmpty) {
            out += c;
            out += flat.at(at++);
            continue;
        }
        if (closes)
            breakLine(out, --depth);
        out += c;
        if (opens)
            breakLine(out, ++depth);
        else if (c == ',')
            breakLine(out, depth);
        else if (c == ':')
            out += ' ';
    }
    return out;
}

QByteArray compact(const QByteArray &json)
{
    return isValid(json) ? withoutBlanks(json) : json.trimmed();
}

} // namespace rtmscope::jsonlayout
