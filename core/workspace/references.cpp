// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/references.h"

#include "core/text/emoji.h"

namespace rtmscope {

using json::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAngle = 200; // of what could be an id with its label
constexpr qsizetype most = 5'000;       // of each kind
constexpr qsizetype mostEmoji = 200;
constexpr int deepest = 16;
constexpr int mostVisited = 50'000; // values of one message

//! The id in front of a label.
QStringView idPart(QStringView inside)
{
    const qsizetype bar = inside.indexOf(u'|');
    return bar < 0 ? inside : inside.first(bar);
}

bool holdsValues(const Value &value)
{
    const json::Kind kind = value.kind();
    return kind == json::Kind::Object || kind == json::Kind::Array;
}

} // namespace

//! What an element of a block may say, looked at once.
struct References::Element
{
    Value type;
    Value text;
    Value userId;
    Value usergroupId;
    Value channelId;
    Value unicode;
    Value name;
    bool holdsMore = false;

    void take(const Value::Member &member);
};

void References::Element::take(const Value::Member &member)
{
    const auto takeIf = [&member](std::string_view key, Value &into) {
        if (member.key == key)
            into = member.value;
    };
    holdsMore |= holdsValues(member.value);
    switch (member.key.size()) {
    case 4:
        takeIf("type", type);
        takeIf("text", text);
        takeIf("name", name);
        break;
    case 7:
        takeIf("user_id", userId);
        takeIf("unicode", unicode);
        break;
    case 10:
        takeIf("channel_id", channelId);
        break;
    case 12:
        takeIf("usergroup_id", usergroupId);
        break;
    default:
        break;
    }
}

template<typename IdType>
void References::add(QList<IdType> &list, const QString &id)
{
    const IdType made(id);
    if (made && list.size() < most && (list.isEmpty() || list.constLast() != made))
        list.append(made);
}

template<typename IdType>
void References::add(QList<IdType> &list, const Value &id)
{
    if (id.isString())
        add(list, id.text());
}

void References::addText(QStringView mrkdwn)
{
    for (qsizetype at = mrkdwn.indexOf(u'<'); at >= 0; at = mrkdwn.indexOf(u'<', at + 1)) {
        const QStringView rest = mrkdwn.sliced(at + 1).left(longestAngle);
        if (const qsizetype end = rest.indexOf(u'>'); end > 1)
            addAngle(rest.first(end));
    }
    for (qsizetype at = mrkdwn.indexOf(u':'); at >= 0; at = mrkdwn.indexOf(u':', at)) {
        const qsizetype end = emojiEnd(mrkdwn, at);
        if (end > at + 2)
            addEmoji(mrkdwn.sliced(at + 1, end - at - 2));
        at = end > at ? end : at + 1;
    }
}

void References::addAngle(QStringView inside)
{
    const QStringView id = idPart(inside);
    const bool hasLabel = inside.size() > id.size() + 1;
    const QStringView bare = id.sliced(1);
    switch (id.front().unicode()) {
    case u'@':
        if (bare.startsWith(u'B')) // bots are no users
            add(bots, bare.toString());
        else
            add(mentioned, bare.toString());
        break;
    case u'#':
        if (!hasLabel)
            add(channels, bare.toString());
        break;
    case u'!':
        if (bare.startsWith("subteam^"_L1))
            add(subteams, bare.sliced(8).toString());
        else
            everybody |=
                bare == "here"_L1 || bare == "channel"_L1 || bare == "everyone"_L1 || bare == "group"_L1;
        break;
    default:
        break;
    }
}

void References::addEmoji(QStringView name)
{
    const qsizetype tone = name.indexOf("::"_L1);
    const QStringView bare = tone < 0 ? name : name.first(tone);
    if (!bare.isEmpty() && emoji.size() < mostEmoji && !isStandardEmoji(bare) && !emoji.contains(bare))
        emoji.append(bare.toString());
}

//! A text that may hold markup. Most hold none, and need not be copied to see that.
void References::addString(const Value &value)
{
    const std::string_view text = value.string();
    if (text.find_first_of("<:") != std::string_view::npos)
        addText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

void References::addBlocks(const Value &blocks)
{
    walk(blocks, 0);
}

//! Texts and inline elements wherever a block keeps them, also in blocks that we do not know.
void References::walk(const Value &value, int depth)
{
    const json::Kind kind = value.kind();
    if (depth > deepest || ++m_visited > mostVisited)
        return;
    if (kind == json::Kind::Array) {
        for (const Value &element : value.elements())
            walk(element, depth + 1);
    } else if (kind == json::Kind::Object) {
        Element element;
        for (const Value::Member member : value.members())
            element.take(member);
        addElement(element);
        if (!element.holdsMore)
            return;
        for (const Value::Member member : value.members()) {
            if (holdsValues(member.value))
                walk(member.value, depth + 1);
        }
    }
}

void References::addElement(const Element &element)
{
    const std::string_view type = element.type.string();
    if (type == "text")
        return;
    if (type == "user") {
        add(mentioned, element.userId);
    } else if (type == "usergroup") {
        add(subteams, element.usergroupId);
    } else if (type == "channel") {
        add(channels, element.channelId);
    } else if (type == "broadcast") {
        everybody = true;
    } else if (type == "emoji") {
        if (element.unicode.string().empty())
            addEmoji(element.name.text());
    } else if (type == "plain_text" || type == "link") {
        References inside; // no mentions there, but emoji
        inside.addString(element.text);
        for (const QString &name : std::as_const(inside.emoji))
            addEmoji(name);
    } else {
        addString(element.text);
    }
}

void References::addAttachments(const Value &attachments)
{
    for (const Value &attachment : attachments.elements()) {
        if (++m_visited > mostVisited)
            return;
        bool speaks = false;
        for (const std::string_view key :
             {"pretext", "text", "title", "footer", "author_name", "service_name"}) {
            const Value text = attachment[key];
            addString(text);
            speaks |= !text.string().empty();
        }
        for (const Value &field : attachment["fields"].elements()) {
            addString(field["title"]);
            addString(field["value"]);
            speaks = true;
        }
        for (const std::string_view key : {"blocks", "message_blocks"}) {
            walk(attachment[key], 0);
            speaks |= attachment[key].size() > 0;
        }
        if (!speaks)
            addString(attachment["fallback"]);
        add(seen, attachment["author_id"]);
        if (attachment["channel_name"].string().empty())
            add(channels, attachment["channel_id"]);
    }
}

} // namespace rtmscope
