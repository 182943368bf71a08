// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/replies.h"

#include "core/demo/world/acts.h"
#include "core/demo/world/objectwriter.h"

#include <QRandomGenerator>

#include <algorithm>

namespace rtmscope::demo {

namespace {

constexpr int mostUses = 5; // docs/socket-mode.md 10
constexpr qint64 lifeS = 30 * 60;
constexpr std::size_t mostAsked = 500;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

QByteArray Replies::expect(const QByteArray &userId, const QByteArray &channelId, qint64 ts)
{
    const QByteArray id = QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    m_asked.push_back({id, userId, channelId, ts, m_world.nowUs() / 1'000'000, 0});
    if (m_asked.size() > mostAsked)
        m_asked.pop_front();
    return id;
}

QByteArray Replies::url(const QByteArray &kind, const QByteArray &id) const
{
    return m_world.baseUrl() + '/' + kind + '/' + teamId + '/' + id;
}

bool Replies::isPath(const QByteArray &path)
{
    return path.startsWith("/commands/") || path.startsWith("/actions/");
}

bool Replies::take(const QByteArray &id, const QByteArray &message)
{
    const auto asked =
        std::find_if(m_asked.begin(), m_asked.end(), [&id](const Asked &one) { return one.id == id; });
    if (asked == m_asked.end() || asked->uses >= mostUses ||
        m_world.nowUs() / 1'000'000 - asked->sinceS > lifeS)
        return false;
    ++asked->uses;
    return say(Asked(*asked), message);
}

bool Replies::say(const Asked &asked, const QByteArray &message)
{
    json::Document document;
    Channel *channel = m_world.channel(asked.channelId);
    if (!document.parse(message) || !document.root().isObject() || channel == nullptr)
        return false;
    const json::Value root = document.root();
    Draft draft;
    draft.user = m_world.bot;
    draft.text = canonicalText(bytesOf(root["text"].string()));
    if (root["blocks"].isArray() && root["blocks"].size() > 0)
        draft.members = "\"blocks\":" + root["blocks"].toJson();
    Message *original = asked.ts != 0 ? channel->find(asked.ts) : nullptr;
    if (original != nullptr && root["delete_original"].boolean().value_or(false)) {
        m_world.remove(*channel, asked.ts);
        return true;
    }
    if (draft.text.trimmed().isEmpty() && draft.members.isEmpty())
        return true;
    if (original != nullptr && root["replace_original"].boolean().value_or(false))
        m_world.edit(*channel, *original, draft.text, m_world.bot, draft.members);
    else if (root["response_type"].string() == "in_channel")
        m_world.post(*channel, draft);
    else
        rooms::whisper(m_world, *channel, draft, asked.userId);
    return true;
}

} // namespace rtmscope::demo
