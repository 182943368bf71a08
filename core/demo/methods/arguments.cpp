// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/arguments.h"

#include "core/demo/world/wire.h"
#include "core/json/json.h"

#include <algorithm>
#include <limits>

namespace rtmscope::demo {

namespace {

//! What is not UTF-8 is replaced, or our answers would not be JSON any more.
QByteArray wellFormed(const QByteArray &text)
{
    return text.isValidUtf8() ? text : QString::fromUtf8(text).toUtf8();
}

QByteArray percentDecoded(QByteArray text)
{
    return wellFormed(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! users, users[] and users[3] are the same argument: many form libraries mark lists so.
QByteArray plainName(const QByteArray &name)
{
    const qsizetype bracket = name.indexOf('[');
    return bracket > 0 && name.endsWith(']') ? name.left(bracket) : name;
}

//! \a name's value in a header such as: form-data; name="a b"; filename=x
QByteArray parameter(const QByteArray &header, const QByteArray &name)
{
    qsizetype at = header.indexOf(';');
    while (at >= 0 && at < header.size()) {
        const qsizetype equals = header.indexOf('=', at);
        if (equals < 0)
            return {};
        const QByteArray key = header.mid(at + 1, equals - at - 1).trimmed().toLower();
        const bool quoted = equals + 1 < header.size() && header[equals + 1] == '"';
        const qsizetype begin = equals + (quoted ? 2 : 1);
        qsizetype end = header.indexOf(quoted ? '"' : ';', begin);
        if (end < 0)
            end = header.size();
        if (key == name)
            return quoted ? header.mid(begin, end - begin) : header.mid(begin, end - begin).trimmed();
        at = header.indexOf(';', end);
    }
    return {};
}

QByteArray headerOfPart(const QByteArray &head, const QByteArray &lowerCaseName)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == lowerCaseName)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace

std::optional<Arguments> Arguments::of(const HttpRequest &request)
{
    Arguments arguments;
    arguments.readForm(request.query);
    const QByteArray type = request.header("content-type");
    const QByteArray kind = type.toLower();
    if (request.body.isEmpty())
        return arguments;
    bool understood = true;
    if (kind.startsWith("application/json"))
        understood = arguments.readJson(request.body);
    else if (kind.startsWith("multipart/form-data"))
        understood = arguments.readMultipart(type, request.body);
    else if (kind.isEmpty() || kind.startsWith("application/x-www-form-urlencoded"))
        arguments.readForm(request.body);
    else
        understood = false;
    return understood ? std::optional(arguments) : std::nullopt;
}

void Arguments::add(Values *values, const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        m_emptied.insert(name);
    else
        (*values)[name].append(value);
}

//! The body wins over the query.
void Arguments::take(const Values &values)
{
    for (auto entry = values.begin(); entry != values.end(); ++entry)
        m_values.insert(entry.key(), entry.value());
}

bool Arguments::readJson(const QByteArray &body)
{
    json::Document document;
    const bool parsed = document.parse(body) || document.parse(withoutHalfPairs(wellFormed(body)));
    if (!parsed || !document.root().isObject())
        return false;
    Values values;
    for (const auto &[key, value] : document.root().members()) {
        const QByteArray text = value.isString() ? bytesOf(value.string()) : value.toJson();
        if (!value.isNull())
            add(&values, bytesOf(key), text);
    }
    take(values);
    return true;
}

void Arguments::readForm(const QByteArray &encoded)
{
    Values values;
    for (const QByteArray &pair : encoded.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray value = equals < 0 ? QByteArray() : percentDecoded(pair.mid(equals + 1));
        if (!pair.isEmpty())
            add(&values, plainName(percentDecoded(equals < 0 ? pair : pair.left(equals))), value);
    }
    take(values);
}

bool Arguments::readMultipart(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray boundary = parameter(contentType, "boundary");
    if (boundary.isEmpty())
        return false;
    const QByteArray delimiter = "\r\n--" + boundary;
    const QByteArray text = "\r\n" + body; // so that the first delimiter is like the others
    Values values;
    qsizetype at = text.indexOf(delimiter);
    while (at >= 0) {
        const qsizetype begin = at + delimiter.size();
        if (text.mid(begin, 2) == "--") { // the last delimiter
            take(values);
            return true;
        }
        const qsizetype headEnd = text.indexOf("\r\n\r\n", begin);
        const qsizetype end = text.indexOf(delimiter, begin);
        if (headEnd < 0 || end < headEnd)
            return false;
        const QByteArray disposition = headerOfPart(text.mid(begin, headEnd - begin), "content-disposition");
        const QByteArray name = plainName(parameter(disposition, "name"));
        const QByteArray value = text.mid(headEnd + 4, end - headEnd - 4);
        const QByteArray fileName = parameter(disposition, "filename");
        if (!name.isEmpty())
            add(&values, name, fileName.isEmpty() ? wellFormed(value) : value);
        if (!fileName.isEmpty())
            m_fileNames.insert(name, wellFormed(fileName));
        at = end;
    }
    return false;
}

QByteArray Arguments::value(const QByteArray &name) const
{
    const auto found = m_values.constFind(name);
    return found == m_values.constEnd() ? QByteArray() : found->constLast();
}

QList<QByteArray> Arguments::list(const QByteArray &name) const
{
    QList<QByteArray> all;
    const auto add = [&all](const QByteArray &one) {
        if (const QByteArray trimmed = one.trimmed(); !trimmed.isEmpty())
            all.append(trimmed);
    };
    for (const QByteArray &given : m_values.value(name)) {
        json::Document document;
        if (given.trimmed().startsWith('[') && document.parse(given)) {
            for (const json::Value element : document.root().elements())
                add(element.text().toUtf8());
            continue;
        }
        for (const QByteArray &one : given.split(','))
            add(one);
    }
    return all;
}

bool Arguments::flag(const QByteArray &name, bool fallback) const
{
    const QByteArray text = value(name).trimmed().toLower();
    return text.isEmpty() ? fallback : text == "1" || text == "true";
}

std::optional<int> Arguments::number(const QByteArray &name, int fallback) const
{
    const QByteArray text = value(name).trimmed();
    if (text.isEmpty())
        return fallback;
    bool ok = false;
    const int number = text.toInt(&ok);
    if (ok)
        return number;
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional(std::numeric_limits<int>::max()) : std::nullopt;
}

std::optional<qint64> Arguments::ts(const QByteArray &name) const
{
    const QByteArray text = value(name).trimmed();
    return text.isEmpty() ? std::nullopt : tsFrom(text);
}

Arguments Arguments::with(const QByteArray &name, const QByteArray &value) const
{
    Arguments changed = *this;
    if (value.isEmpty())
        changed.m_values.remove(name);
    else
        changed.m_values.insert(name, {value});
    return changed;
}

} // namespace rtmscope::demo
