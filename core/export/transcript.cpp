// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/transcript.h"

#include "core/base/ids.h"
#include "core/events/innerevent.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

qint64 microseconds(json::Value ts)
{
    return MessageTs(ts.text()).toMicroseconds();
}

bool isMessagePage(const QString &method)
{
    return method == "conversations.history"_L1 || method == "conversations.replies"_L1;
}

//! Bookkeeping that carries no message of its own.
bool isSilent(const QString &subtype)
{
    return subtype == "message_replied"_L1;
}

} // namespace

quint32 Transcript::number(const QString &channel)
{
    const auto known = m_numbers.constFind(channel);
    if (known != m_numbers.cend())
        return *known;
    const auto fresh = quint32(m_channels.size());
    m_numbers.insert(channel, fresh);
    m_channels.push_back(channel);
    return fresh;
}

void Transcript::takeMessage(Line line, const QString &channel, json::Value message)
{
    line.tsUs = microseconds(message["ts"]);
    if (line.tsUs == 0 || channel.isEmpty())
        return;
    const qint64 thread = microseconds(message["thread_ts"]);
    line.rootUs = thread != 0 ? thread : line.tsUs;
    line.channel = number(channel);
    line.isDeleted = line.isDeleted || message["subtype"].string() == "tombstone";
    m_lines.push_back(line);
}

//! What it said before it was deleted stands in the row that said it; without one there is nothing to show.
void Transcript::takeDeleted(Line line, const QString &channel, json::Value event)
{
    line.tsUs = microseconds(event["deleted_ts"]);
    line.isDeleted = true;
    if (line.tsUs == 0 || channel.isEmpty())
        return;
    const qint64 thread = microseconds(event["previous_message"]["thread_ts"]);
    line.rootUs = thread != 0 ? thread : line.tsUs;
    line.channel = number(channel);
    line.element = -2;
    m_lines.push_back(line);
}

void Transcript::takeAnswer(quint32 row, json::Value note)
{
    if (!isMessagePage(note["method"].text()) || !note["answer"]["messages"].isArray())
        return;
    const QString channel = note["args"]["channel"].text();
    qint32 element = 0;
    for (const json::Value message : note["answer"]["messages"].elements())
        takeMessage({.row = row, .element = element++}, channel, message);
}

void Transcript::takeSent(quint32 row, const Event &event, json::Value frame)
{
    const std::optional<qint64> id = frame["id"].integer();
    if (id && frame["type"].string() == "message")
        m_sent.insert({event.connection, *id}, {row, event.channel, microseconds(frame["thread_ts"])});
}

void Transcript::takeAck(const Event &event, json::Value ack)
{
    const std::optional<qint64> id = ack["reply_to"].integer();
    if (!id || ack["ok"].boolean() != true)
        return;
    const auto sent = m_sent.find({event.connection, *id});
    if (sent == m_sent.end())
        return;
    const qint64 ts = microseconds(ack["ts"]);
    if (ts != 0 && !sent->channel.isEmpty())
        m_lines.push_back({.rootUs = sent->rootUs != 0 ? sent->rootUs : ts,
                           .tsUs = ts,
                           .row = sent->row,
                           .channel = number(sent->channel)});
    m_sent.erase(sent);
}

void Transcript::take(quint32 row, const Event &event)
{
    const bool isNote = event.direction == Direction::Note;
    const bool isPage = isNote && event.type == "api"_L1;
    const bool isMessage = !isNote && (event.type == "message"_L1 || event.type == "app_mention"_L1);
    const bool isAck = event.direction == Direction::In && event.type == "ack"_L1;
    if ((!isPage && !isMessage && !isAck) || isSilent(event.subtype))
        return;
    const json::Value inner = innerOf(event, m_document);
    const Line line{.row = row};
    if (isPage)
        takeAnswer(row, inner);
    else if (isAck)
        takeAck(event, inner);
    else if (event.direction == Direction::Out)
        takeSent(row, event, inner);
    else if (event.subtype == "message_deleted"_L1)
        takeDeleted(line, event.channel, inner);
    else if (event.subtype == "message_changed"_L1)
        takeMessage(line, event.channel, inner["message"]); // a link preview makes such an event too
    else
        takeMessage(line, event.channel, inner);
}

//! Of all that is told of a message, the last words, and whether it was edited or deleted.
void Transcript::settle()
{
    constexpr qint32 deletion = -2;
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const Line &a, const Line &b) {
        return std::tie(a.channel, a.tsUs, a.row) < std::tie(b.channel, b.tsUs, b.row);
    });
    std::vector<Line> settled;
    for (const Line &line : m_lines) {
        Line *same = settled.empty() ? nullptr : &settled.back();
        if (!same || same->channel != line.channel || same->tsUs != line.tsUs) {
            settled.push_back(line);
            continue;
        }
        const Line before = *same;
        if (line.element != deletion || before.element == deletion)
            *same = line;
        same->isDeleted = before.isDeleted || line.isDeleted;
        if (same->rootUs == same->tsUs)
            same->rootUs = before.rootUs != before.tsUs ? before.rootUs : line.rootUs;
    }
    settled.erase(std::remove_if(settled.begin(), settled.end(),
                                 [](const Line &line) { return line.element == deletion; }),
                  settled.end());
    m_lines = std::move(settled);
    std::sort(m_lines.begin(), m_lines.end(), [](const Line &a, const Line &b) {
        return std::tie(a.channel, a.rootUs, a.tsUs) < std::tie(b.channel, b.rootUs, b.tsUs);
    });
}

bool Transcript::read(const ExportRows &rows, ExportStream &stream)
{
    for (qsizetype at = 0; at < rows.size(); ++at) {
        take(quint32(rows.row(at)), rows.event(at));
        if (!stream.goesOn(at / 2, rows.size()))
            return false;
    }
    settle();
    return true;
}

} // namespace rtmscope
