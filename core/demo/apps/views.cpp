// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/views.h"

#include "core/demo/world/objectwriter.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr auto triggerLife = 3s; // docs/socket-mode.md 10
constexpr std::size_t mostKept = 200;
constexpr qsizetype longestView = 250'000;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! What somebody puts into an element of a form.
QByteArray answerTo(const json::Value &element)
{
    ObjectWriter answer;
    const std::string_view type = element["type"].string();
    answer.text("type", bytesOf(type));
    const json::Value options = element["options"];
    if (type.find("text_input") != std::string_view::npos)
        answer.text("value", "Errors since 09:40");
    else if (type == "users_select")
        answer.text("selected_user", "U01MIRA");
    else if (type == "channels_select" || type == "conversations_select")
        answer.text(type == "channels_select" ? "selected_channel" : "selected_conversation", "C0OPS");
    else if (options.size() > 0 && type == "checkboxes")
        answer.raw("selected_options", rawArray({(*options.elements().begin()).toJson()}));
    else if (options.size() > 0)
        answer.raw("selected_option", (*options.elements().begin()).toJson());
    return answer.done();
}

QByteArray quotedKey(std::string_view key)
{
    return json::quoted(key) + ':';
}

} // namespace

QByteArray Views::newTrigger(const QByteArray &appId, const QByteArray &userId)
{
    auto *random = QRandomGenerator::system();
    const QByteArray id = QByteArray::number(m_world.nowUs() / 1000) + '.' +
                          QByteArray::number(random->generate()) + '.' +
                          QByteArray::number(random->generate64(), 16);
    const auto life = std::chrono::microseconds(m_scaled(triggerLife)).count();
    m_triggers.push_back({id, appId, userId, m_clock.monotonicUs() + life, false});
    if (m_triggers.size() > mostKept)
        m_triggers.pop_front();
    return id;
}

Views::Opened Views::open(const QByteArray &trigger, const QByteArray &view)
{
    const auto found = std::find_if(m_triggers.begin(), m_triggers.end(),
                                    [&trigger](const Trigger &one) { return one.id == trigger; });
    if (found == m_triggers.end())
        return {"invalid_trigger_id", {}};
    if (found->used)
        return {"exchanged_trigger_id", {}};
    if (found->untilUs < m_clock.monotonicUs())
        return {"expired_trigger_id", {}};
    found->used = true;
    const QByteArray id = "V0DEMO" + QByteArray::number(++m_number).rightJustified(4, '0');
    return show({id, found->appId, found->userId, {}}, view);
}

Views::Opened Views::update(const QByteArray &viewId, const QByteArray &view)
{
    const std::optional<View> known = find(viewId);
    return known ? show(*known, view) : Opened{"not_found", {}};
}

Views::Opened Views::publish(const QByteArray &appId, const QByteArray &userId, const QByteArray &view)
{
    if (m_world.user(userId) == nullptr)
        return {"invalid_arguments", {}};
    return show({"V0HOME" + userId.mid(1), appId, userId, {}}, view);
}

Views::Opened Views::show(View view, const QByteArray &json)
{
    if (json.size() > longestView)
        return {"view_too_large", {}};
    json::Document document;
    if (!document.parse(json) || !document.root().isObject() || !document.root()["blocks"].isArray())
        return {"invalid_arguments", {}};
    static const QSet<QByteArray> ours{"id",     "team_id", "state",        "hash",
                                       "bot_id", "app_id",  "root_view_id", "previous_view_id"};
    ObjectWriter shown;
    shown.text("id", view.id).text("team_id", teamId);
    for (const auto &[key, value] : document.root().members()) {
        if (!ours.contains(bytesOf(key)))
            shown.members(quotedKey(key) + value.toJson());
    }
    for (const char *text : {"private_metadata", "callback_id", "external_id"}) {
        if (!document.root()[text].exists())
            shown.text(text, "");
    }
    shown.text("hash", QByteArray::number(m_world.nowUs() / 1'000'000) + '.' + view.id);
    shown.raw("previous_view_id", "null").text("root_view_id", view.id).text("app_id", view.appId);
    shown.text("app_installed_team_id", teamId).text("bot_id", "B0RTMSCOPE");
    view.json = shown.done();
    m_views.erase(std::remove_if(m_views.begin(), m_views.end(),
                                 [&view](const View &one) { return one.id == view.id; }),
                  m_views.end());
    m_views.push_back(view);
    if (m_views.size() > mostKept)
        m_views.pop_front();
    view.json = view.json.chopped(1) + ",\"state\":{\"values\":{}}}";
    return {{}, view};
}

std::optional<Views::View> Views::find(const QByteArray &viewId) const
{
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&viewId](const View &one) { return one.id == viewId; });
    return found != m_views.end() ? std::optional(*found) : std::nullopt;
}

QByteArray Views::filledIn(const View &view)
{
    json::Document document;
    ObjectWriter values;
    if (document.parse(view.json)) {
        for (const json::Value block : document.root()["blocks"].elements()) {
            const json::Value element = block["element"];
            if (block["type"].string() != "input" || !element.isObject())
                continue;
            const QByteArray answer = quotedKey(element["action_id"].string()) + answerTo(element);
            values.members(quotedKey(block["block_id"].string()) + '{' + answer + '}');
        }
    }
    return view.json.chopped(1) + ",\"state\":{\"values\":" + values.done() + "}}";
}

} // namespace rtmscope::demo
