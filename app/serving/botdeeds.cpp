// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/botdeeds.h"

#include "core/events/innerevent.h"
#include "core/text/cleantext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr std::size_t mostEnvelopes = 20'000;
constexpr qsizetype longestTold = 200;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

void BotDeeds::envelopeSent(const QByteArray &envelopeId, const QByteArray &delivery)
{
    m_deliveries.insert(envelopeId, delivery.isEmpty() ? envelopeId : delivery);
    m_order.push_back(envelopeId);
    if (m_order.size() > mostEnvelopes) {
        m_deliveries.remove(m_order.front());
        m_order.pop_front();
    }
}

bool BotDeeds::isLookUp(QStringView method)
{
    constexpr std::array whole{"rtm.connect"_L1, "rtm.start"_L1, "apps.connections.open"_L1};
    constexpr std::array ends{".test"_L1,         ".info"_L1,          ".list"_L1,
                              ".history"_L1,      ".replies"_L1,       ".members"_L1,
                              ".get"_L1,          "Info"_L1,           ".getPresence"_L1,
                              ".getPermalink"_L1, ".conversations"_L1, ".lookupByEmail"_L1};
    return std::find(whole.begin(), whole.end(), method) != whole.end() ||
           std::any_of(ends.begin(), ends.end(), [method](auto end) { return method.endsWith(end); });
}

std::optional<BotDeed> BotDeeds::of(const Event &event)
{
    const bool isCall = event.direction == Direction::Note && event.type == "api"_L1;
    if (event.direction != Direction::Out && !isCall)
        return std::nullopt;
    const json::Value root = frameOf(event, m_document);
    if (!root.isObject())
        return std::nullopt;
    return isCall ? ofCall(root) : ofFrame(root, event.raw);
}

QString BotDeeds::said(const BotDeed &deed)
{
    if (deed.json.isEmpty() || !m_document.parse(deed.json))
        return {};
    const json::Value said = m_document.root();
    QStringList parts;
    for (const char *where : {"channel", "thread_ts", "timestamp"}) {
        if (const QString text = said[where].text(); !text.isEmpty())
            parts << text;
    }
    const QString text = said[deed.method == "reactions.add"_L1 ? "name" : "text"].text();
    if (!text.isEmpty())
        parts << u'“' + text + u'”';
    else if (parts.isEmpty() && said.size() > 0)
        parts << QString::fromUtf8(deed.json);
    return shortened(cleanLine(parts.join(u' ')), longestTold);
}

std::optional<BotDeed> BotDeeds::ofFrame(const json::Value &frame, const QByteArray &raw)
{
    BotDeed deed;
    if (const json::Value envelope = frame["envelope_id"]; envelope.isString()) {
        const QByteArray id = bytesOf(envelope.string());
        deed.kind = BotDeed::Kind::Ack;
        deed.delivery = m_deliveries.value(id, id);
        if (const json::Value payload = frame["payload"]; payload.isObject() && payload.size() > 0)
            deed.json = payload.toJson();
        return deed;
    }
    if (frame["type"].string() != "message")
        return std::nullopt; // ping, typing, presence_sub
    deed.kind = BotDeed::Kind::Message;
    deed.json = raw;
    return deed;
}

std::optional<BotDeed> BotDeeds::ofCall(const json::Value &note)
{
    constexpr std::array says{"chat.postMessage"_L1, "chat.meMessage"_L1, "chat.postEphemeral"_L1};
    BotDeed deed;
    deed.method = note["method"].text();
    const bool isMessage = std::find(says.begin(), says.end(), deed.method) != says.end();
    deed.kind = isMessage                          ? BotDeed::Kind::Message
                : deed.method == "response_url"_L1 ? BotDeed::Kind::Response
                                                   : BotDeed::Kind::Call;
    deed.json = note["args"].toJson();
    if (!note["ok"].boolean().value_or(false)) {
        const QString error = note["error"].text();
        deed.failure = error.isEmpty() ? note["status"].text() : error;
    }
    deed.isLookUp = isLookUp(deed.method);
    return deed;
}

} // namespace rtmscope
