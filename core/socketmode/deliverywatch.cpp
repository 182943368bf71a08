// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/deliverywatch.h"

#include "core/net/webapi.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Clocks differ, and what happened in the moment of connecting may have gone to nobody.
constexpr qint64 slackUs = std::chrono::microseconds(5s).count();
constexpr qsizetype mostConversations = 10'000;
constexpr std::size_t mostMessages = 20'000;

} // namespace

DeliveryWatch::DeliveryWatch(const Patience &patience, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
    , m_clock(clock)
{
    for (QTimer *timer : {&m_timer, &m_firstTimer})
        timer->setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeliveryWatch::judge);
    connect(&m_firstTimer, &QTimer::timeout, this, &DeliveryWatch::nothingCame);
}

void DeliveryWatch::connected()
{
    m_sinceUs = m_clock.nowUs();
    if (!m_anyCame)
        m_firstTimer.start(m_patience.first);
}

void DeliveryWatch::disconnected()
{
    m_sinceUs = 0;
    m_awaited.clear();
    m_timer.stop();
    m_firstTimer.stop();
}

void DeliveryWatch::envelopeCame(const socketframes::Envelope &envelope, bool repeated)
{
    m_anyCame = true;
    m_firstTimer.stop();
    const bool isLate = envelope.retryAttempt > 0 && !repeated;
    if (isLate && m_sinceUs != 0 && envelope.eventTimeUs >= m_sinceUs + slackUs)
        Q_EMIT missed(tr("An event came here first by a second delivery: whoever got the first one did not "
                         "acknowledge it."));
}

size_t DeliveryWatch::keyOf(const ChannelId &channel, const MessageTs &ts)
{
    return qHashMulti(0, channel.text(), ts.text());
}

bool DeliveryWatch::remember(const ChannelId &channel, const MessageTs &ts)
{
    const size_t key = keyOf(channel, ts);
    if (m_seen.contains(key))
        return true;
    m_seen.insert(key);
    m_order.emplace_back(m_clock.nowUs(), key);
    if (m_order.size() > mostMessages) {
        m_rememberedSinceUs = m_order.front().first;
        m_seen.remove(m_order.front().second);
        m_order.pop_front();
    }
    return false;
}

void DeliveryWatch::messageCame(const ChannelId &channel, const MessageTs &ts)
{
    remember(channel, ts);
    if (m_heard.size() < mostConversations)
        m_heard.insert(channel);
    m_awaited.removeIf(
        [&](const Awaited &message) { return message.channel == channel && message.ts == ts; });
}

void DeliveryWatch::posted(const ChannelId &channel, const MessageTs &ts)
{
    if (m_sinceUs == 0 || ts.isEmpty() || m_seen.contains(keyOf(channel, ts)))
        return;
    m_awaited.append(
        {channel, ts, m_clock.monotonicUs() + std::chrono::microseconds(m_patience.echo).count()});
    plan();
}

void DeliveryWatch::plan()
{
    if (m_awaited.isEmpty())
        return m_timer.stop();
    const qint64 waitUs = m_awaited.constFirst().dueUs - m_clock.monotonicUs();
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(0, waitUs) / 1000 + 1));
}

//! Messages of ours that did not come back in time.
void DeliveryWatch::judge()
{
    const qint64 nowUs = m_clock.monotonicUs();
    while (!m_awaited.isEmpty() && m_awaited.constFirst().dueUs <= nowUs) {
        const Awaited late = m_awaited.takeFirst();
        if (!m_anyCame)
            Q_EMIT nothingCame();
        else if (m_heard.contains(late.channel)) // else its events may not be subscribed to
            Q_EMIT missed(tr("A message that was sent from here did not come back as an event, though others "
                             "of its conversation do."));
    }
    plan();
}

void DeliveryWatch::called(const ApiCall &call)
{
    if (call.method == "chat.postMessage"_L1 && call.ok && m_document.parse(call.answer)) {
        const json::Value root = m_document.root();
        return posted(ChannelId(root["channel"].text()), MessageTs(root["ts"].text()));
    }
    const bool isHistory =
        call.method == "conversations.history"_L1 || call.method == "conversations.replies"_L1;
    if (!isHistory || !call.ok || m_sinceUs == 0 || !m_document.parse(call.answer))
        return;
    const auto channel = std::find_if(call.arguments.cbegin(), call.arguments.cend(),
                                      [](const auto &argument) { return argument.first == "channel"_L1; });
    if (channel == call.arguments.cend() || !m_heard.contains(ChannelId(channel->second)))
        return;
    for (const json::Value message : m_document.root()["messages"].elements())
        lookAt(ChannelId(channel->second), message);
}

void DeliveryWatch::lookAt(const ChannelId &channel, json::Value message)
{
    const MessageTs ts(message["ts"].text());
    const qint64 atUs = ts.toMicroseconds();
    const qint64 dueUs = std::chrono::microseconds(m_patience.echo).count();
    const qint64 fromUs = std::max(m_sinceUs, m_rememberedSinceUs) + slackUs;
    const bool isDue = atUs > fromUs && atUs < m_clock.nowUs() - dueUs;
    if (isDue && !remember(channel, ts)) // once for each
        Q_EMIT missed(
            tr("The server's history has a message of the time that we were connected in, and it did "
               "not come as an event."));
}

} // namespace rtmscope
