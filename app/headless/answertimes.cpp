// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/answertimes.h"

#include "core/events/innerevent.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr std::size_t mostRemembered = 10'000; // a minute of a very busy workspace

//! An envelope may be acknowledged on another socket; frames are counted on each.
QByteArray keyOf(const Event &event, json::Value id, bool isEnvelope)
{
    return id.exists() ? QByteArray::number(isEnvelope ? 0 : event.connection) + ' ' + id.toJson()
                       : QByteArray();
}

//! What may be answered: an envelope of the server, a frame of ours.
QByteArray askedBy(const Event &event, json::Value frame)
{
    if (event.direction == Direction::In)
        return keyOf(event, frame["envelope_id"], true);
    return keyOf(event, frame["id"], false);
}

} // namespace

void AnswerTimes::hear(const Event &event)
{
    if (event.direction == Direction::Note)
        return;
    const QByteArray key = askedBy(event, frameOf(event, m_document));
    if (key.isEmpty())
        return;
    if (!m_times.contains(key))
        m_order.push_back(key);
    m_times.insert(key, event.receivedAtUs);
    if (m_order.size() > mostRemembered) {
        m_times.remove(m_order.front());
        m_order.pop_front();
    }
}

qint64 AnswerTimes::answeredUs(const Event &event)
{
    const bool mayAnswer = event.type == "ack"_L1 || event.type == "pong"_L1;
    if (!mayAnswer || event.direction == Direction::Note)
        return 0;
    const json::Value frame = frameOf(event, m_document);
    const bool isEnvelope = event.direction == Direction::Out;
    return m_times.value(keyOf(event, frame[isEnvelope ? "envelope_id" : "reply_to"], isEnvelope));
}

} // namespace rtmscope
