// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/marknote.h"

#include "core/json/json.h"
#include "core/json/objectbuilder.h"
#include "core/log/markrows.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr auto commentKind = "comment"_L1;

quint64 positive(json::Value value)
{
    return quint64(std::max<qint64>(0, value.integer().value_or(0)));
}

} // namespace

bool MarkNote::isKind(QStringView kind)
{
    return MarkRows::isKind(kind);
}

QByteArray MarkNote::toJson() const
{
    json::ObjectBuilder note;
    note.text("kind", kind == Kind::Comment ? u"comment"_s : u"mark"_s);
    if (of > 0)
        note.number("of", qint64(of));
    if (ofUs > 0)
        note.number("of_us", ofUs);
    if (label > 0)
        note.number("label", label);
    note.textIfAny("channel", channel).textIfAny("user", user).textIfAny("thread_ts", thread);
    if (kind == Kind::Comment)
        note.text("text", text);
    else if (kind == Kind::LabelName)
        note.text("name", text);
    else if (!isSet)
        note.boolean("set", false);
    return note.close();
}

std::optional<MarkNote> MarkNote::from(const Event &event)
{
    json::Document document;
    if (event.direction != Direction::Note || !isKind(event.type) || !document.parse(event.raw))
        return std::nullopt;
    const json::Value root = document.root();
    MarkNote note;
    note.of = positive(root["of"]);
    note.ofUs = qint64(positive(root["of_us"]));
    if (event.type == commentKind) {
        note.kind = Kind::Comment;
        note.text = root["text"].text();
        return note.of > 0 ? std::optional(note) : std::nullopt;
    }
    note.isSet = root["set"].boolean().value_or(true);
    if (!root["label"].exists())
        return note.of > 0 ? std::optional(note) : std::nullopt;
    const qint64 label = root["label"].integer().value_or(0);
    if (label < 1 || label > labelCount)
        return std::nullopt;
    note.label = int(label);
    note.kind = root["name"].exists() ? Kind::LabelName : Kind::Label;
    note.text = root["name"].text();
    if (note.kind == Kind::LabelName || note.of > 0)
        return note;
    note.channel = root["channel"].text();
    note.user = root["user"].text();
    note.thread = root["thread_ts"].text();
    return note.isAboutMany() ? std::optional(note) : std::nullopt;
}

} // namespace rtmscope
