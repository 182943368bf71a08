// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/envelope.h"

#include "core/text/cleantext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostAhead = 500; //!< rows that are searched for an acknowledgement

//! Acknowledgements follow soon, but in a tap a program may take its time.
template<typename Log>
qint64 acknowledgedAfter(const Log &log, qsizetype logRow, const QByteArray &id)
{
    const qint64 sentUs = log.row(logRow).timeUs;
    const qsizetype end = std::min(log.size(), logRow + mostAhead);
    for (qsizetype row = logRow + 1; row < end; ++row) {
        const LogRow &entry = log.row(row);
        if (entry.direction != Direction::Out)
            continue;
        const QString type = log.typeName(entry.type);
        if ((type.isEmpty() || type == "ack"_L1) && log.frame(row).contains(id))
            return std::max<qint64>(1, entry.timeUs - sentUs);
    }
    return 0;
}

} // namespace

template<typename Log>
Envelope envelopeOf(const Log &log, qsizetype logRow, const Event &event, json::Document &scratch)
{
    Envelope envelope;
    if (event.direction != Direction::In || !event.raw.contains("\"envelope_id\"") ||
        !scratch.parse(event.raw))
        return envelope;
    const json::Value root = scratch.root();
    const std::string_view id = root["envelope_id"].string();
    if (id.empty())
        return envelope;
    envelope.id = QByteArray(id.data(), static_cast<qsizetype>(id.size()));
    envelope.type = cleanName(root["type"].text());
    envelope.attempt = root["retry_attempt"].integer().value_or(0);
    envelope.acknowledged = acknowledgedAfter(log, logRow, envelope.id);
    return envelope;
}

template Envelope envelopeOf(const EventLog &, qsizetype, const Event &, json::Document &);
template Envelope envelopeOf(const LogReader &, qsizetype, const Event &, json::Document &);

} // namespace rtmscope
