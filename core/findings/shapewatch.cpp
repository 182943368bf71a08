// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/findings/shapewatch.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/findings/knownfields.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using json::Kind;

// A server that invents names must not fill the memory.
constexpr qsizetype mostFindings = 2'000;
constexpr qsizetype mostTypes = 2'000;
constexpr qsizetype mostPaths = 5'000; // of a type
constexpr int deepest = 12;            // rich text lists in lists are deep; what is deeper says nothing new
constexpr qsizetype mostName = 200;

// docs/protocol.md, 7: what is drawn, and what Slack documents beside it.
constexpr std::array<std::string_view, 65> knownBlocks{"actions",
                                                       "alert",
                                                       "broadcast",
                                                       "button",
                                                       "call",
                                                       "card",
                                                       "carousel",
                                                       "channel",
                                                       "channels_select",
                                                       "chart",
                                                       "checkboxes",
                                                       "color",
                                                       "container",
                                                       "context",
                                                       "context_actions",
                                                       "conversations_select",
                                                       "data_table",
                                                       "date",
                                                       "datepicker",
                                                       "datetimepicker",
                                                       "divider",
                                                       "email_text_input",
                                                       "emoji",
                                                       "external_select",
                                                       "feedback_buttons",
                                                       "file",
                                                       "file_input",
                                                       "header",
                                                       "icon_button",
                                                       "image",
                                                       "input",
                                                       "link",
                                                       "markdown",
                                                       "message",
                                                       "mrkdwn",
                                                       "multi_channels_select",
                                                       "multi_conversations_select",
                                                       "multi_external_select",
                                                       "multi_static_select",
                                                       "multi_users_select",
                                                       "number_input",
                                                       "overflow",
                                                       "plain_text",
                                                       "plain_text_input",
                                                       "plan",
                                                       "radio_buttons",
                                                       "rich_text",
                                                       "rich_text_list",
                                                       "rich_text_preformatted",
                                                       "rich_text_quote",
                                                       "rich_text_section",
                                                       "section",
                                                       "share_shortcut",
                                                       "static_select",
                                                       "table",
                                                       "task_card",
                                                       "team",
                                                       "text",
                                                       "timepicker",
                                                       "url_text_input",
                                                       "user",
                                                       "usergroup",
                                                       "users_select",
                                                       "video",
                                                       "workflow_button"};

bool isKnownBlock(std::string_view type)
{
    return std::find(knownBlocks.begin(), knownBlocks.end(), type) != knownBlocks.end();
}

//! Members whose names are data: ids, timestamps, numbers, names of emoji.
bool isData(std::string_view key)
{
    const auto isUpperOrDigit = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    if (key.empty() || key.size() > 60)
        return true;
    if (std::all_of(key.begin(), key.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }))
        return true;
    return key.size() >= 7 && std::all_of(key.begin(), key.end(), isUpperOrDigit);
}

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Null:
        return u"null"_s;
    case Kind::Bool:
        return u"true or false"_s;
    case Kind::Number:
        return u"number"_s;
    case Kind::String:
        return u"string"_s;
    case Kind::Array:
        return u"array"_s;
    case Kind::Object:
        return u"object"_s;
    }
    return {};
}

QString textOf(std::string_view utf8)
{
    return json::fromUtf8(utf8.substr(0, std::size_t(mostName)));
}

} // namespace

void ShapeWatch::look(const LogReader &log, qsizetype from, qsizetype to)
{
    for (qsizetype row = from; row < to; ++row) {
        if (log.row(row).direction == Direction::In)
            look(log.log().seqOf(row), log.borrowedFrame(row));
    }
}

void ShapeWatch::look(quint64 seq, const QByteArray &frame)
{
    m_counted.clear();
    if (!m_document.parse(frame))
        return keep(Finding::Kind::NotJson, seq, {}, {}, m_document.error().words);
    const json::Value event = innerEvent(m_document.root());
    if (!event.isObject())
        return;
    Type &type = typeOf(event);
    const Place place{&type, seq, 0};
    if (!type.isKnown)
        found(Finding::Kind::NewType, place, {}, {});
    walk(place, event, {});
}

ShapeWatch::Type &ShapeWatch::typeOf(json::Value event)
{
    const std::string_view name = event["type"].string();
    const std::string_view subtype = event["subtype"].string();
    QByteArray key(name.data(), qsizetype(std::min(name.size(), std::size_t(mostName))));
    if (!subtype.empty())
        key += '/' + QByteArray(subtype.data(), qsizetype(std::min(subtype.size(), std::size_t(mostName))));
    const auto known = m_types.find(key);
    if (known != m_types.end())
        return *known;
    if (m_types.size() >= mostTypes)
        key = "…";
    Type &type = m_types[key];
    type.name = QString::fromUtf8(key);
    const std::size_t row = eventRow(name, subtype);
    // An acknowledgement has no type.
    type.isKnown = row != 0 || name.empty();
    for (const std::string_view field : knownFields(row))
        type.fields.insert(QByteArray(field.data(), qsizetype(field.size())));
    return type;
}

void ShapeWatch::walk(const Place &place, json::Value value, const QByteArray &path)
{
    if (place.depth > deepest)
        return;
    lookAtKind(place, value, path);
    if (value.isObject()) {
        lookAtBlock(place, value, path);
        walkMembers(place, value, path);
    } else if (value.isArray()) {
        const Place inside{place.type, place.seq, place.depth + 1};
        for (const json::Value element : value.elements())
            walk(inside, element, path + "[]");
    }
}

void ShapeWatch::walkMembers(const Place &place, json::Value object, const QByteArray &path)
{
    const Place inside{place.type, place.seq, place.depth + 1};
    std::vector<std::string_view> keys;
    for (const json::Value::Member member : object.members()) {
        const QByteArray name = isData(member.key)
                                    ? QByteArray("*")
                                    : QByteArray(member.key.data(), qsizetype(member.key.size()));
        const QByteArray below = path.isEmpty() ? name : path + '.' + name;
        const bool isNew = place.depth == 0 && place.type->isKnown && !place.type->fields.isEmpty() &&
                           !place.type->fields.contains(name) && name != "type" && name != "subtype";
        if (isNew)
            found(Finding::Kind::NewField, inside, below, kindName(member.value.kind()));
        keys.push_back(member.key);
        walk(inside, member.value, below);
    }
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    if (twice != keys.end())
        found(Finding::Kind::RepeatedKey, place, path, textOf(*twice));
}

//! null stands for any kind.
void ShapeWatch::lookAtKind(const Place &place, json::Value value, const QByteArray &path)
{
    const Kind kind = value.kind();
    if (kind == Kind::Null || path.isEmpty())
        return;
    QHash<QByteArray, Kind> &kinds = place.type->kinds;
    const auto known = kinds.constFind(path);
    if (known != kinds.constEnd()) {
        if (*known != kind)
            found(Finding::Kind::OtherKind, place, path, kindName(*known) + u" → "_s + kindName(kind));
    } else if (kinds.size() < mostPaths) {
        kinds.insert(path, kind);
    }
}

void ShapeWatch::lookAtBlock(const Place &place, json::Value value, const QByteArray &path)
{
    if (!path.endsWith("blocks[]") && !path.endsWith("elements[]") && !path.endsWith(".accessory"))
        return;
    const std::string_view type = value["type"].string();
    if (!type.empty() && !isKnownBlock(type))
        found(Finding::Kind::NewBlock, place, path, textOf(type));
}

void ShapeWatch::found(Finding::Kind kind, const Place &place, const QByteArray &path, const QString &detail)
{
    keep(kind, place.seq, place.type->name, textOf({path.constData(), std::size_t(path.size())}), detail);
}

void ShapeWatch::keep(Finding::Kind kind, quint64 seq, const QString &type, const QString &path,
                      const QString &detail)
{
    const QByteArray key =
        QByteArray::number(int(kind)) + '\n' + type.toUtf8() + '\n' + path.toUtf8() + '\n' + detail.toUtf8();
    auto at = m_places.constFind(key);
    if (at == m_places.constEnd()) {
        if (m_findings.size() >= mostFindings) {
            m_isFull = true;
            return;
        }
        m_findings.append({kind, type, path, detail, seq, 0});
        at = m_places.insert(key, m_findings.size() - 1);
    }
    if (m_counted.contains(*at))
        return; // once for each event
    m_counted.insert(*at);
    ++m_findings[*at].count;
}

} // namespace rtmscope
