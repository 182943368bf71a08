// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/appaudit.h"

#include "core/json/json.h"

#include <QMutexLocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::bench {

namespace {

constexpr qint64 longestAckUs = 3'000'000;
constexpr qint64 clockRoomUs = 1'000'000; // between making an event and the client's stamps on a busy machine
constexpr qsizetype mostFindings = 20;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

void AppAudit::made(const QByteArray &eventId, const QByteArray &event, qint64 atUs)
{
    static thread_local json::Document document;
    if (eventId.isEmpty() || !document.parse(event))
        return;
    const json::Value root = document.root();
    const QByteArray type = bytesOf(root["type"].string());
    const QByteArray channel = bytesOf(root["channel"].string());
    const std::string_view subtype = root["subtype"].string();
    const bool hidden = root["hidden"].boolean().value_or(false) || subtype.substr(0, 8) == "message_";
    const QMutexLocker lock(&m_mutex);
    if (subtype == "message_deleted")
        m_goneMessages.insert(channel + ' ' + bytesOf(root["deleted_ts"].string()));
    static const QSet<QByteArray> closing{"channel_deleted", "group_deleted", "channel_left", "group_left"};
    if (closing.contains(type) || type.endsWith("_history_changed"))
        m_goneRooms.insert(channel, atUs);
    Made &one = m_made[eventId];
    one.atUs = atUs;
    one.type = type;
    if (type == "message" && !hidden)
        one.message = channel + ' ' + bytesOf(root["ts"].string());
}

void AppAudit::givenUp(const QByteArray &eventId)
{
    const QMutexLocker lock(&m_mutex);
    if (const auto found = m_made.find(eventId); found != m_made.end())
        found->givenUp = true;
}

void AppAudit::recorded(const Event &event, qint64 monotonicUs)
{
    if (event.direction == Direction::In)
        frame(event, monotonicUs);
    else if (event.direction == Direction::Out)
        acknowledgement(event, monotonicUs);
    else if (event.type == "gap"_L1)
        gapNote(event.raw);
}

void AppAudit::frame(const Event &event, qint64 monotonicUs)
{
    static thread_local json::Document document;
    m_lastOf[event.connection] = monotonicUs;
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    const QByteArray envelopeId = bytesOf(root["envelope_id"].string());
    if (envelopeId.isEmpty())
        return;
    ++m_totals.envelopes;
    m_envelopes.insert(envelopeId, {monotonicUs, event.connection, false});
    const QByteArray eventId = bytesOf(root["payload"]["event_id"].string());
    const QMutexLocker lock(&m_mutex);
    const auto found = m_made.find(eventId);
    if (found == m_made.end())
        return;
    if (!std::exchange(found->received, true))
        ++m_totals.received;
    else if (event.repeated)
        ++m_totals.repeated;
    else
        ++m_totals.doubled, find(u"%1 %2 came again unmarked"_s.arg(QString::fromUtf8(found->type),
                                                                    QString::fromUtf8(eventId)));
}

void AppAudit::acknowledgement(const Event &event, qint64 monotonicUs)
{
    static thread_local json::Document document;
    if (!document.parse(event.raw))
        return;
    const auto found = m_envelopes.find(bytesOf(document.root()["envelope_id"].string()));
    if (found == m_envelopes.end())
        return;
    if (std::exchange(found->acknowledged, true)) {
        ++m_totals.ackedTwice;
        return;
    }
    ++m_totals.acknowledged;
    const qint64 took = monotonicUs - found->atUs;
    m_totals.ackedLate += took > longestAckUs ? 1 : 0;
    m_ackUs.push_back(took);
}

void AppAudit::gapNote(const QByteArray &note)
{
    json::Document document;
    if (!document.parse(note) || document.root()["open"].boolean().value_or(false))
        return;
    const json::Value root = document.root();
    ++m_totals.gaps;
    m_gaps.append({root["from_us"].integer().value_or(0), root["to_us"].integer().value_or(0)});
}

qint64 AppAudit::pending()
{
    const QMutexLocker lock(&m_mutex);
    return std::count_if(m_made.cbegin(), m_made.cend(),
                         [](const Made &made) { return !made.received && !made.givenUp; });
}

void AppAudit::find(const QString &words)
{
    if (m_findings.size() < mostFindings)
        m_findings.append(words);
}

bool AppAudit::isGone(const Made &made) const
{
    const auto room = m_goneRooms.constFind(made.message.left(made.message.indexOf(' ')));
    return m_goneMessages.contains(made.message) || (room != m_goneRooms.cend() && made.atUs <= *room);
}

void AppAudit::judgeOne(const QByteArray &eventId, const Made &made, const Holds &holds)
{
    if (made.received)
        return;
    m_totals.givenUp += made.givenUp ? 1 : 0;
    const bool inGap = std::any_of(m_gaps.begin(), m_gaps.end(), [&made](const Gap &gap) {
        return made.atUs >= gap.fromUs - clockRoomUs && made.atUs <= gap.toUs + clockRoomUs;
    });
    if (!inGap) {
        ++m_totals.unmarked;
        find(u"%1 %2 of %3 µs was not received, and no gap says so"_s.arg(
            QString::fromUtf8(made.type), QString::fromUtf8(eventId), QString::number(made.atUs)));
        return;
    }
    ++m_totals.inGaps;
    if (made.message.isEmpty())
        return;
    ++m_totals.messagesInGaps;
    const QList<QByteArray> parts = made.message.split(' ');
    if (holds(QString::fromUtf8(parts[0]), QString::fromUtf8(parts[1]))) {
        ++m_totals.backFilled;
        return;
    }
    if (isGone(made)) {
        ++m_totals.gone;
        return;
    }
    ++m_totals.notBackFilled;
    find(u"%1 was missed and is not in the workspace"_s.arg(QString::fromUtf8(made.message)));
}

void AppAudit::judge(const Holds &holds)
{
    const QMutexLocker lock(&m_mutex);
    m_totals.made = m_made.size();
    for (auto made = m_made.cbegin(); made != m_made.cend(); ++made)
        judgeOne(made.key(), *made, holds);
    for (auto envelope = m_envelopes.cbegin(); envelope != m_envelopes.cend(); ++envelope) {
        // A socket that was cut can't be written to; one that spoke three seconds later could.
        if (envelope->acknowledged || m_lastOf.value(envelope->connection) < envelope->atUs + longestAckUs)
            continue;
        ++m_totals.unacknowledged;
        find(u"envelope %1 was not acknowledged"_s.arg(QString::fromUtf8(envelope.key())));
    }
    if (m_ackUs.empty())
        return;
    std::sort(m_ackUs.begin(), m_ackUs.end());
    m_totals.medianAckUs = m_ackUs[m_ackUs.size() / 2];
    m_totals.worstAckUs = m_ackUs.back();
}

} // namespace rtmscope::bench
