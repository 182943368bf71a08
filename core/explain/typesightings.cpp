// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/typesightings.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/explain/facts/fieldshapes.h"
#include "core/text/cleantext.h"

#include <algorithm>
#include <map>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostSamples = 100; // from the whole length of the record
constexpr qsizetype mostFields = 60;
constexpr quint32 largestSample = 1'000'000; // bytes
constexpr qsizetype rowsBetweenLooks = 65'536;

//! What the members of some events of a type are.
class Members
{
public:
    void look(json::Value event);
    QList<TypeSightings::Field> fields() const;

private:
    struct Seen
    {
        qsizetype count = 0;
        QList<json::Kind> kinds = {};
    };
    QStringList m_order;
    std::map<QString, Seen> m_seen;
};

void Members::look(json::Value event)
{
    QStringList counted;
    for (const json::Value::Member member : event.members()) {
        const QString key = cleanName(json::fromUtf8(member.key.substr(0, 300)));
        if (counted.contains(key))
            continue;
        if (!m_seen.contains(key)) {
            if (m_order.size() >= mostFields)
                continue;
            m_order.append(key);
        }
        counted.append(key);
        Seen &seen = m_seen[key];
        ++seen.count;
        if (!seen.kinds.contains(member.value.kind()))
            seen.kinds.append(member.value.kind());
    }
}

QList<TypeSightings::Field> Members::fields() const
{
    QList<TypeSightings::Field> fields;
    for (const QString &key : m_order) {
        const Seen &seen = m_seen.at(key);
        QStringList kinds;
        for (const json::Kind kind : seen.kinds)
            kinds << kindWords(kind);
        fields.append({key, kinds.join(u", "_s), seen.count});
    }
    return fields;
}

} // namespace

TypeSightings typeSightings(const LogReader &log, qsizetype row, const std::atomic_bool &stopped)
{
    TypeSightings sightings;
    const LogRow &wanted = log.row(row);
    std::vector<qsizetype> rows;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (i % rowsBetweenLooks == 0 && stopped)
            return {};
        const LogRow &entry = log.row(i);
        if (entry.type != wanted.type || entry.direction != wanted.direction)
            continue;
        if (sightings.count++ == 0) {
            sightings.firstSeq = log.log().seqOf(i);
            sightings.firstUs = entry.timeUs;
        }
        sightings.lastSeq = log.log().seqOf(i);
        sightings.lastUs = entry.timeUs;
        if (wanted.flags & LogRow::UnknownType)
            rows.push_back(i);
    }
    Members members;
    const std::size_t step = std::max<std::size_t>(1, rows.size() / std::size_t(mostSamples));
    json::Document document;
    for (std::size_t i = 0; i < rows.size() && !stopped; i += step) {
        if (log.row(rows[i]).length > largestSample || !document.parse(log.borrowedFrame(rows[i])))
            continue;
        ++sightings.samples;
        members.look(wanted.direction == Direction::In ? innerEvent(document.root()) : document.root());
    }
    sightings.fields = members.fields();
    return sightings;
}

} // namespace rtmscope
