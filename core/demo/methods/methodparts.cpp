// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/methodparts.h"

#include "core/demo/world/wire.h"
#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::demo {

QByteArray errorAnswer(const QByteArray &code)
{
    return ObjectWriter().flag("ok", false).text("error", code).done();
}

QByteArray missingArgument(const QByteArray &name)
{
    const QByteArray words = "[ERROR] missing required field: " + name;
    return ObjectWriter()
        .flag("ok", false)
        .text("error", "invalid_arguments")
        .raw("response_metadata", ObjectWriter().raw("messages", textArray({words})).done())
        .done();
}

ObjectWriter okAnswer()
{
    ObjectWriter answer;
    answer.flag("ok", true);
    return answer;
}

QByteArray cursorFor(const QByteArray &what)
{
    return what.toBase64();
}

std::optional<qint64> cursorValue(const QByteArray &cursor, const QByteArray &prefix)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !(*decoded).startsWith(prefix))
        return std::nullopt;
    bool ok = false;
    const qint64 value = (*decoded).mid(prefix.size()).toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<int> limitOf(const Arguments &arguments, int fallback, int most)
{
    const std::optional<int> limit = arguments.number("limit", fallback);
    if (!limit || *limit < 0)
        return std::nullopt;
    return *limit == 0 ? fallback : std::min(*limit, most);
}

std::optional<Page> pageOf(qsizetype total, const Arguments &arguments, int defaultLimit, QByteArray *problem,
                           int most)
{
    const std::optional<int> limit = limitOf(arguments, defaultLimit, most);
    if (!limit) {
        *problem = "invalid_limit";
        return std::nullopt;
    }
    Page page;
    if (const QByteArray cursor = arguments.value("cursor"); !cursor.isEmpty()) {
        const std::optional<qint64> begin = cursorValue(cursor, "offset:");
        if (!begin || *begin < 0 || *begin > total) {
            *problem = "invalid_cursor";
            return std::nullopt;
        }
        page.begin = *begin;
    }
    page.end = std::min<qsizetype>(total, page.begin + *limit);
    if (page.end < total)
        page.nextCursor = cursorFor("offset:" + QByteArray::number(page.end));
    return page;
}

QByteArray cursorMember(const QByteArray &cursor)
{
    return ObjectWriter().text("next_cursor", cursor).done();
}

qsizetype characterCount(const QByteArray &utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; });
}

bool takeArray(const Arguments &arguments, const QByteArray &name, QByteArray *array)
{
    array->clear();
    const QByteArray given = arguments.value(name);
    if (given.isEmpty())
        return true;
    json::Document document;
    if (!document.parse(given) || !document.root().isArray())
        return false;
    if (document.root().size() > 0)
        *array = given;
    return true;
}

QByteArray wireAttachments(const QByteArray &array)
{
    json::Document document;
    if (!document.parse(array))
        return "[]";
    QList<QByteArray> attachments;
    for (const json::Value given : document.root().elements()) {
        ObjectWriter attachment;
        if (!given["id"].exists())
            attachment.number("id", attachments.size() + 1);
        if (!given["fallback"].exists())
            attachment.text("fallback", "[no preview available]");
        for (const auto &[key, value] : given.members()) {
            if (key != "color") {
                attachment.members(json::quoted(key) + ':' + value.toJson());
                continue;
            }
            const std::string_view color = value.string();
            attachment.textIfAny("color", hexColor({color.data(), static_cast<qsizetype>(color.size())}));
        }
        attachments.append(attachment.done());
    }
    return rawArray(attachments);
}

QByteArray withRenamedMember(const QByteArray &answer, std::string_view from, std::string_view to)
{
    json::Document document;
    if (!document.parse(answer))
        return answer;
    ObjectWriter renamed;
    for (const auto &[key, value] : document.root().members())
        renamed.members(json::quoted(key == from ? to : key) + ':' + value.toJson());
    return renamed.done();
}

} // namespace rtmscope::demo
