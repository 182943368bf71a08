// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/audit.h"

#include "core/demo/world/wire.h"
#include "core/json/json.h"

#include <QMutexLocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::bench {

namespace {

constexpr qint64 reorderRoom = 64;        // events; the fault "reorder" moves an event no further
constexpr qint64 clockRoomUs = 1'000'000; // between publishing and the client's own stamp on a busy machine
constexpr qsizetype mostFindings = 20;
constexpr qsizetype mostGaps = 2'000;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! What tells an event from all others; nothing if it has no time of its own.
struct Name
{
    quint64 key = 0;
    QByteArray type;
    QByteArray message;
    QByteArray deleted;
    QByteArray author;
    QByteArray closedRoom; //!< its channel is deleted or closed, or we are out of it: nobody asks for it from
                           //!< here on
};

std::optional<Name> nameOf(json::Document &document, const QByteArray &frame)
{
    if (!document.parse(frame))
        return std::nullopt;
    const json::Value root = document.root();
    const std::string_view eventTs = root["event_ts"].string();
    const std::string_view ts = root["ts"].string();
    const QByteArray time = bytesOf(eventTs.empty() ? ts : eventTs);
    if (time.isEmpty() || root["reply_to"].exists())
        return std::nullopt;
    Name name;
    const QByteArray subtype = bytesOf(root["subtype"].string());
    const QByteArray channel = bytesOf(root["channel"].string());
    name.type = bytesOf(root["type"].string());
    const QByteArray whole = name.type + '\n' + subtype + '\n' + channel + '\n' + time + '\n' +
                             bytesOf(root["item"]["ts"].string()) + bytesOf(root["user"].string());
    name.key = qHash(whole, 0x5eed);
    static const QSet<QByteArray> closing{"channel_deleted", "group_deleted", "channel_left", "group_left",
                                          "im_close",        "mpim_close",    "group_close"};
    // A history that is another now is thrown away, what back-fill brought included.
    if (closing.contains(name.type) || name.type.endsWith("_history_changed"))
        name.closedRoom = channel;
    if (name.type != "message")
        return name;
    name.type += '.' + subtype;
    if (subtype == "message_deleted")
        name.deleted = channel + ' ' + bytesOf(root["deleted_ts"].string());
    // What only tells of other messages is no message of its own, and no history gives it.
    const bool hidden = root["hidden"].boolean().value_or(false) || subtype.startsWith("message_");
    if (!hidden)
        name.message = channel + ' ' + bytesOf(ts) + ' ' + bytesOf(root["thread_ts"].string());
    if (subtype.isEmpty() || subtype == "thread_broadcast")
        name.author = bytesOf(root["user"].string());
    return name;
}

} // namespace

Audit::Audit(QByteArray userId)
    : m_userId(std::move(userId))
{
}

void Audit::published(const QByteArray &frame, qint64 atUs)
{
    static thread_local json::Document document;
    const std::optional<Name> name = nameOf(document, frame);
    if (!name)
        return;
    const QMutexLocker lock(&m_mutex);
    if (!name->deleted.isEmpty())
        m_goneIncoming.insert(name->deleted);
    if (!name->closedRoom.isEmpty())
        m_closedRooms.insert(name->closedRoom, atUs);
    // A sending socket does not hear itself; what it said is the posts' business.
    if (name->author == m_userId)
        return;
    m_incoming.push_back({name->key, atUs, name->message, false, false, name->type});
}

void Audit::dropped(const QByteArray &frame)
{
    static thread_local json::Document document;
    const std::optional<Name> name = nameOf(document, frame);
    const QMutexLocker lock(&m_mutex);
    if (name)
        m_incomingDropped.insert(name->key);
}

void Audit::mergePublished()
{
    const QMutexLocker lock(&m_mutex);
    for (Entry &entry : m_incoming) {
        const qint64 index = m_firstIndex + static_cast<qint64>(m_entries.size());
        if (m_index.contains(entry.key))
            continue; // of the same name as one before: neither can be judged
        m_index.insert(entry.key, index);
        ++m_totals.published;
        m_totals.messages += entry.message.isEmpty() ? 0 : 1;
        m_entries.push_back(std::move(entry));
    }
    m_incoming.clear();
    for (const quint64 key : std::as_const(m_incomingDropped)) {
        if (const auto found = m_index.constFind(key); found != m_index.cend() && *found >= m_firstIndex)
            m_entries[static_cast<std::size_t>(*found - m_firstIndex)].dropped = true;
    }
    m_incomingDropped.clear();
    m_gone.unite(m_goneIncoming);
    m_goneIncoming.clear();
}

void Audit::recorded(const Event &event)
{
    if (event.direction == Direction::In)
        frame(event);
    else if (event.direction == Direction::Note && event.type == "gap"_L1)
        gapNote(event.raw);
}

void Audit::frame(const Event &event)
{
    static thread_local json::Document document;
    const std::optional<Name> name = nameOf(document, event.raw);
    if (!name)
        return;
    m_lastReceivedUs = event.receivedAtUs;
    auto found = m_index.constFind(name->key);
    if (found == m_index.cend()) {
        mergePublished();
        found = m_index.constFind(name->key);
    }
    if (found == m_index.cend() || *found < m_firstIndex)
        return;
    const qint64 index = *found;
    Entry &entry = m_entries[static_cast<std::size_t>(index - m_firstIndex)];
    if (std::exchange(entry.received, true)) {
        ++m_totals.repeated;
        return;
    }
    ++m_totals.live;
    m_newest = std::max(m_newest, index);
    Span &span = m_spans[event.connection];
    span.first = span.first < 0 ? index : std::min(span.first, index);
    span.last = std::max(span.last, index);
}

void Audit::gapNote(const QByteArray &note)
{
    json::Document document;
    if (!document.parse(note) || document.root()["open"].boolean().value_or(false))
        return;
    const json::Value root = document.root();
    const Gap gap{root["from_us"].integer().value_or(0), root["to_us"].integer().value_or(0),
                  root["resumed"].boolean().value_or(false)};
    ++m_totals.gaps;
    m_totals.resumed += gap.resumed ? 1 : 0;
    m_gaps.append(gap);
    if (m_gaps.size() > mostGaps)
        m_gaps.removeFirst();
}

bool Audit::liesInGap(const Entry &entry, qint64 index) const
{
    // Within what one connection delivered nothing may be missing, whatever a gap says.
    for (const auto &[connection, span] : m_spans) {
        if (index > span.first && index < span.last - reorderRoom)
            return false;
    }
    return std::any_of(m_gaps.begin(), m_gaps.end(), [&entry](const Gap &gap) {
        return !gap.resumed && entry.atUs >= gap.fromUs - clockRoomUs && entry.atUs <= gap.toUs + clockRoomUs;
    });
}

bool Audit::holdsOrGone(const QByteArray &message, const Holds &holds)
{
    const QList<QByteArray> parts = message.split(' '); // channel, ts, thread_ts
    if (holds(QString::fromUtf8(parts[0]), QString::fromUtf8(parts[1]))) {
        ++m_totals.backFilled;
        return true;
    }
    const QMutexLocker lock(&m_mutex);
    const auto closed = m_closedRooms.constFind(parts[0]);
    const std::optional<qint64> ts = demo::tsFrom(parts[1]);
    const bool inClosedRoom = closed != m_closedRooms.cend() && ts && *ts <= *closed;
    if (!inClosedRoom && !m_gone.contains(parts[0] + ' ' + parts[1]))
        return false;
    ++m_totals.unreachable;
    return true;
}

void Audit::judgeOne(const Entry &entry, qint64 index, const Holds &holds)
{
    m_totals.dropped += entry.dropped && !entry.received ? 1 : 0;
    if (entry.received || entry.dropped)
        return;
    if (!liesInGap(entry, index)) {
        ++m_totals.unmarked;
        if (m_findings.size() < mostFindings)
            m_findings.append(u"%1 %2 of %3 µs was not received, and no gap says so"_s.arg(
                QString::fromUtf8(entry.type), QString::fromUtf8(entry.message),
                QString::number(entry.atUs)));
        return;
    }
    ++m_totals.inGaps;
    if (entry.message.isEmpty())
        return;
    ++m_totals.messagesInGaps;
    if (holdsOrGone(entry.message, holds))
        return;
    ++m_totals.notBackFilled;
    m_missing.push_back(entry.message);
}

void Audit::judge(bool all, const Holds &holds)
{
    mergePublished();
    const qint64 upTo =
        all ? m_firstIndex + static_cast<qint64>(m_entries.size()) : m_newest - 2 * reorderRoom;
    while (m_firstIndex < upTo && !m_entries.empty()) {
        const Entry &entry = m_entries.front();
        judgeOne(entry, m_firstIndex, holds);
        m_index.remove(entry.key);
        m_entries.pop_front();
        ++m_firstIndex;
    }
    // Connections whose every event is judged have nothing more to say.
    for (auto span = m_spans.begin(); span != m_spans.end();)
        span = span->second.last < m_firstIndex - reorderRoom ? m_spans.erase(span) : std::next(span);
}

void Audit::lookAgain(const Holds &holds)
{
    mergePublished();
    std::vector<QByteArray> missing;
    missing.swap(m_missing);
    for (const QByteArray &message : missing) {
        if (holdsOrGone(message, holds))
            --m_totals.notBackFilled;
        else
            m_missing.push_back(message);
    }
}

QStringList Audit::findings(const std::function<QString(const QByteArray &, const QByteArray &)> &why) const
{
    QStringList all = m_findings;
    for (const QByteArray &message : m_missing) {
        if (all.size() >= mostFindings)
            break;
        const QList<QByteArray> parts = message.split(' '); // channel, ts, thread_ts
        const QString reason = why(parts[0], parts[2]);
        all.append(u"%1 was missed and is not in the workspace (%2)"_s.arg(
            QString::fromUtf8(message), reason.isEmpty() ? u"nobody gave it up"_s : reason));
    }
    return all;
}

} // namespace rtmscope::bench
