// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/sameevent.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace rtmscope {

namespace {

//! The text of the string member that \a name begins; empty if there is none.
QByteArrayView textBehind(QByteArrayView frame, QByteArrayView name)
{
    const qsizetype at = frame.indexOf(name);
    if (at < 0)
        return {};
    const QByteArrayView rest = frame.sliced(at + name.size());
    return rest.first(std::max<qsizetype>(0, rest.indexOf('"')));
}

quint64 hashOf(QByteArrayView bytes)
{
    constexpr size_t seed = 0x9E37'79B9'7F4A'7C15;
    return quint64(qHash(bytes, seed)) | 1U;
}

quint64 keyOfCopies(const Event &event)
{
    if (event.seq == 0 || event.receivedAtUs == 0)
        return 0;
    return (qHashMulti(0, event.seq, event.receivedAtUs, quint8(event.direction), hashOf(event.raw)) | 3U) -
           1U;
}

} // namespace

quint64 sameEventKey(const Event &event)
{
    if (event.direction != Direction::In || event.form != FrameForm::Json)
        return keyOfCopies(event);
    const QByteArrayView frame(event.raw);
    if (const QByteArrayView id = textBehind(frame, "\"envelope_id\":\""); !id.isEmpty())
        return hashOf(id);
    const bool isDated = frame.contains("\"ts\":") || frame.contains("\"event_ts\":");
    return isDated ? hashOf(frame) : keyOfCopies(event);
}

void OverlapSearch::add(quint64 key, quint16 source, qsizetype row)
{
    if (key != 0)
        m_seen.push_back({key, row, source});
}

std::vector<qsizetype> OverlapSearch::take()
{
    std::vector<Seen> seen = std::exchange(m_seen, {});
    std::sort(seen.begin(), seen.end(), [](const Seen &a, const Seen &b) {
        return std::tie(a.key, a.source, a.row) < std::tie(b.key, b.source, b.row);
    });
    std::vector<qsizetype> again;
    for (auto begin = seen.begin(); begin != seen.end();) {
        const auto end =
            std::find_if(begin, seen.end(), [begin](const Seen &each) { return each.key != begin->key; });
        std::ptrdiff_t most = 0; // that one of the sources before has of it
        for (auto from = begin; from != end;) {
            const auto to =
                std::find_if(from, end, [from](const Seen &each) { return each.source != from->source; });
            for (auto each = from; each != to && each - from < most; ++each)
                again.push_back(each->row);
            most = std::max(most, to - from);
            from = to;
        }
        begin = end;
    }
    std::sort(again.begin(), again.end());
    return again;
}

} // namespace rtmscope
