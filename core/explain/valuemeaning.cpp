// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/valuemeaning.h"

#include "core/mrkdwn/richtext.h"
#include "core/summary/gapwords.h"
#include "core/summary/linewords.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/text/emoji.h"
#include "core/text/localewords.h"
#include "core/workspace/workspace.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using rtmscope::json::Kind;

namespace rtmscope {

namespace {

constexpr qsizetype longestId = 40;
constexpr qsizetype mostSource = 1'000;       // bytes of a text: a row shows less
constexpr qint64 firstSecond = 1'000'000'000; // in 2001: what is less is no time
constexpr qint64 lastSecond = 4'000'000'000;

bool isDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

//! Slack's own form: ten digits of seconds, six of fraction.
bool isTimestamp(QStringView text)
{
    const qsizetype dot = text.indexOf(u'.');
    return (dot == 9 || dot == 10) && text.size() == dot + 7 && isDigits(text.first(dot)) &&
           isDigits(text.sliced(dot + 1));
}

bool isSecondsKey(const QString &key)
{
    return key == "created"_L1 || key == "updated"_L1 || key == "timestamp"_L1 || key == "cache_ts"_L1 ||
           key == "ts"_L1 || key == "event_time"_L1 || key == "last_set"_L1 ||
           key == "minute_rate_limited"_L1 || key == "status_expiration"_L1 || key.startsWith("date_"_L1) ||
           key.endsWith("_ts"_L1) || key.endsWith("_endtime"_L1);
}

QString secondsWords(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

//! Members whose text is mrkdwn: of messages, attachments and blocks.
bool isMrkdwnKey(const QString &key)
{
    return key == "text"_L1 || key == "fallback"_L1 || key == "pretext"_L1 || key == "value"_L1 ||
           key == "title"_L1 || key == "topic"_L1 || key == "purpose"_L1 || key == "bot_link"_L1 ||
           key == "footer"_L1 || key == "comment"_L1 || key == "content"_L1 || key == "msg_text"_L1 ||
           key == "status_text"_L1 || key == "initial_comment"_L1;
}

bool isEmojiKey(const QString &key)
{
    return key == "reaction"_L1 || key == "emoji"_L1 || key == "status_emoji"_L1 || key == "icon_emoji"_L1;
}

//! Nothing of it stands for something else.
bool isPlain(QStringView text)
{
    return !text.contains(u'<') && !text.contains(u'&') && !text.contains(u':') && !text.contains(u'*') &&
           !text.contains(u'_') && !text.contains(u'~') && !text.contains(u'`');
}

//! "1f389-1f3fb": the code points of an emoji.
QString fromCodePoints(const QString &text)
{
    QString glyph;
    for (const QString &part : text.split(u'-')) {
        bool ok = false;
        const uint code = part.toUInt(&ok, 16);
        if (!ok || code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
            return {};
        glyph += QChar::fromUcs4(char32_t(code));
    }
    return cleanLine(glyph);
}

} // namespace

QString ValueMeaning::of(int node) const
{
    switch (m_tree.node(node).kind) {
    case Kind::Number:
        return ofNumber(node);
    case Kind::String:
        return ofText(node);
    default:
        return {};
    }
}

QString ValueMeaning::ofNumber(int node) const
{
    const QString key = m_tree.key(node);
    bool isWhole = false;
    const qint64 value = m_tree.valueText(node).toByteArray().toLongLong(&isWhole);
    if (!isWhole) { // the ts of attachments, by some
        const double seconds = m_tree.valueText(node).toByteArray().toDouble();
        return key == "ts"_L1 && seconds > double(firstSecond) && seconds < double(lastSecond)
                   ? secondsWords(qint64(seconds))
                   : QString();
    }
    if (value > firstSecond && value < lastSecond && isSecondsKey(key))
        return secondsWords(value);
    if (key.endsWith("_us"_L1) && value > firstSecond * 1'000'000 && value < lastSecond * 1'000'000)
        return dateAndTime(value);
    if ((key == "ms"_L1 || key.endsWith("_ms"_L1)) && value >= 1'000 && value < lastSecond * 1'000)
        return GapWords::duration(value * 1'000);
    if ((key == "size"_L1 || key == "bytes"_L1) && value >= 1'000)
        return localSize(value, 2, QLocale::DataSizeIecFormat);
    if (key == "tz_offset"_L1 && std::abs(value) <= 15 * 3'600)
        return u"UTC%1%2:%3"_s.arg(QChar(value < 0 ? u'−' : u'+'))
            .arg(std::abs(value) / 3'600, 2, 10, QChar(u'0'))
            .arg(std::abs(value) / 60 % 60, 2, 10, QChar(u'0'));
    return {};
}

QString ValueMeaning::ofText(int node) const
{
    const json::Tree::Node &entry = m_tree.node(node);
    const QString key = m_tree.key(node);
    if (entry.end - entry.begin <= longestId) {
        const QString text = m_tree.string(node);
        if (isTimestamp(text))
            return dateAndTime(MessageTs(text).toMicroseconds()).left(19);
        if (text.size() == 10 && isDigits(text) && isSecondsKey(key))
            return secondsWords(text.toLongLong());
        if (const QString found = name(text); !found.isEmpty())
            return found;
        if (const QString found = emoji(node, text); !found.isEmpty())
            return found;
    }
    if (!isMrkdwnKey(key) || (key == "value"_L1 && !hasSibling(node, "title"_L1)))
        return {}; // a button's value is data
    return plain(node, m_tree.beginning(node, mostSource));
}

//! Of a person, conversation, bot, user group or workspace that is known.
QString ValueMeaning::name(const QString &id) const
{
    if (!m_workspace || id.isEmpty())
        return {};
    QString name;
    if (m_workspace->user(UserId(id)))
        name = m_workspace->userName(UserId(id));
    else if (m_workspace->conversation(ChannelId(id)))
        name = m_workspace->conversationName(ChannelId(id));
    else if (id == m_workspace->teamId().text())
        name = m_workspace->teamName();
    else if (id.startsWith(u'S'))
        name = m_workspace->subteamHandle(SubteamId(id));
    else if (id.startsWith(u'B')) {
        Message by;
        by.bot = BotId(id);
        name = m_workspace->authorName(by);
    }
    if (name == id) // not known yet
        return {};
    return !name.isEmpty() && id == m_workspace->self().text() ? tr("%1, you").arg(name) : name;
}

QString ValueMeaning::glyph(const QString &name) const
{
    return m_workspace ? m_workspace->emojiGlyph(name) : emojiGlyph(name);
}

QString ValueMeaning::emoji(int node, const QString &text) const
{
    const QString key = m_tree.key(node);
    if (key == "unicode"_L1)
        return fromCodePoints(text);
    const bool isEmoji =
        isEmojiKey(key) ||
        (key == "name"_L1 && (sibling(node, "type"_L1) == "emoji"_L1 ||
                              (hasSibling(node, "count"_L1) && hasSibling(node, "users"_L1))));
    if (!isEmoji || text.isEmpty())
        return {};
    const bool hasColons = text.size() > 2 && text.startsWith(u':') && text.endsWith(u':');
    const QString name = hasColons ? text.sliced(1, text.size() - 2) : text;
    const QString found = glyph(name);
    if (found.isEmpty() && m_workspace && !m_workspace->customEmoji(name).isEmpty())
        return tr("an emoji of the workspace");
    return found;
}

//! Rich text is neither escaped nor mrkdwn (docs/protocol.md, 7.7), and plain text has emoji only.
QString ValueMeaning::plain(int node, const QString &source) const
{
    const QString type = sibling(node, "type"_L1);
    if (isPlain(source) || type == "text"_L1 || type == "link"_L1)
        return {};
    const RichText rich =
        type == "plain_text"_L1 ? parseTyped(source, u"text"_s) : parseMrkdwn(source, u"text"_s);
    QString shown = rich.plain([this](const Span &span) {
        const QString pictured = span.kind == Span::Kind::Emoji ? glyph(span.target) : QString();
        return pictured.isEmpty() ? plainSpan(span, m_workspace) : pictured;
    });
    if (type == "plain_text"_L1 && m_workspace)
        shown = m_workspace->withEmoji(shown);
    shown = oneLine(shown);
    return shown == oneLine(source) ? QString() : shown;
}

QString ValueMeaning::sibling(int node, QLatin1StringView key) const
{
    const int parent = m_tree.node(node).parent;
    if (parent < 0 || m_tree.node(parent).kind != Kind::Object)
        return {};
    int looked = 0;
    for (int at = m_tree.node(parent).firstChild; at >= 0 && looked < 50; at = m_tree.node(at).nextSibling) {
        ++looked;
        if (m_tree.key(at) == key)
            return m_tree.string(at).left(longestId);
    }
    return {};
}

bool ValueMeaning::hasSibling(int node, QLatin1StringView key) const
{
    const int parent = m_tree.node(node).parent;
    if (parent < 0 || m_tree.node(parent).kind != Kind::Object)
        return false;
    int looked = 0;
    for (int at = m_tree.node(parent).firstChild; at >= 0 && looked < 50; at = m_tree.node(at).nextSibling) {
        ++looked;
        if (m_tree.key(at) == key)
            return true;
    }
    return false;
}

} // namespace rtmscope
