// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/log/eventlog.h"

#include <QString>

namespace rtmscope {

//! What Socket Mode wraps around an event, as the table's columns show it (docs/socket-mode.md). A plain
//! value.
struct Envelope
{
    QByteArray id;
    QString type;            //!< "events_api", "interactive", "slash_commands"; empty: it is none
    qint64 attempt = 0;      //!< of the retries; 0: the first delivery
    qint64 acknowledged = 0; //!< after so many microseconds, from 1; 0: not (yet)

    bool isEnvelope() const { return !type.isEmpty(); }
    //! After so long it is sent again.
    static constexpr qint64 ackLimitUs = 3'000'000;
    //! Nobody waits for an acknowledgement that is older.
    static constexpr qint64 oldUs = 60'000'000;
};

//! The envelope of the entry at \a logRow, which \a event is; of other entries an empty one. \a scratch is
//! parsed over. Log is an EventLog or, in any thread, a LogReader.
template<typename Log>
Envelope envelopeOf(const Log &log, qsizetype logRow, const Event &event, json::Document &scratch);

} // namespace rtmscope
