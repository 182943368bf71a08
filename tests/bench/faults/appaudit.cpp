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
    if (type != "message" || hidden)
        return;
    one.message = channel + ' ' + bytesOf(root["ts"].string());
    one.thread = bytesOf(root["thread_ts"].string());
    one.user = bytesOf(root["user"].string());
    m_wanted[channel].append(eventId);
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

void AppAudit::look(const Holds &holds)
{
    const QMutexLocker lock(&m_mutex);
    for (QList<QByteArray> &ids : m_wanted) {
        ids.removeIf([this, &holds](const QByteArray &id) {
            Made &made = m_made[id];
            const QList<QByteArray> parts = made.message.split(' ');
            made.held = !made.received && holds(QString::fromUtf8(parts[0]), QString::fromUtf8(parts[1]));
            return made.received || made.held;
        });
    }
}

void AppAudit::fetched(const QByteArray &channel, const QSet<QByteArray> &times, const Holds &holds,
                       const Holds &tooOld)
{
    const QMutexLocker lock(&m_mutex);
    const auto ids = m_wanted.find(channel);
    if (ids == m_wanted.end())
        return;
    ids->removeIf([&](const QByteArray &id) {
        Made &made = m_made[id];
        const QByteArray ts = made.message.mid(channel.size() + 1);
        if (!made.received && times.contains(ts)) {
            const QString place = QString::fromUtf8(channel);
            made.held = holds(place, QString::fromUtf8(ts)) || tooOld(place, QString::fromUtf8(ts));
        }
        return made.received || made.held;
    });
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

//! True if it is a message that was missed.
bool AppAudit::judgeOne(const QByteArray &eventId, const Made &made)
{
    if (made.received)
        return false;
    m_totals.givenUp += made.givenUp ? 1 : 0;
    const bool inGap = std::any_of(m_gaps.begin(), m_gaps.end(), [&made](const Gap &gap) {
        return made.atUs >= gap.fromUs - clockRoomUs && made.atUs <= gap.toUs + clockRoomUs;
    });
    if (inGap) {
        ++m_totals.inGaps;
        m_totals.messagesInGaps += made.message.isEmpty() ? 0 : 1;
        return !made.message.isEmpty();
    }
    ++m_totals.unmarked;
    find(u"%1 %2 of %3 µs was not received, and no gap says so"_s.arg(
        QString::fromUtf8(made.type), QString::fromUtf8(eventId), QString::number(made.atUs)));
    return false;
}

void AppAudit::judgeMessage(const Made &made, const Holds &holds)
{
    const QList<QByteArray> parts = made.message.split(' ');
    const QString channel = QString::fromUtf8(parts[0]);
    if (holds(channel, QString::fromUtf8(parts[1]))) {
        ++m_totals.backFilled;
    } else if (isGone(made)) {
        ++m_totals.gone;
    } else if (made.held) {
        ++m_totals.backFilled;
        ++m_totals.letGo;
    } else if (!made.thread.isEmpty() && !holds(channel, QString::fromUtf8(made.thread))) {
        ++m_totals.threadLetGo;
    } else {
        ++m_totals.notBackFilled;
        find(u"%1 by %2%3 was missed and is not in the workspace"_s.arg(
            QString::fromUtf8(made.message), QString::fromUtf8(made.user),
            made.thread.isEmpty() ? QString() : u" in the thread "_s + QString::fromUtf8(made.thread)));
    }
}

void AppAudit::judge(const Holds &holds)
{
    look(holds);
    const QMutexLocker lock(&m_mutex);
    m_totals.made = m_made.size();
    for (auto made = m_made.cbegin(); made != m_made.cend(); ++made) {
        if (judgeOne(made.key(), *made))
            judgeMessage(*made, holds);
    }
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
