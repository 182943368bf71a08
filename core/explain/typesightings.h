// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"

#include <QStringList>

#include <atomic>

namespace rtmscope {

//! How often a record has entries of the type of one of its entries, since when, and what those look like:
//! all that can be known of a type that nobody documents. A value.
struct TypeSightings
{
    struct Field
    {
        QString key;
        QString kinds;       //!< "text", "text or number"
        qsizetype count = 0; //!< of the samples, how many have it
    };

    qsizetype count = 0;
    quint64 firstSeq = 0;
    qint64 firstUs = 0; //!< microseconds since the epoch, UTC; 0: not known
    quint64 lastSeq = 0;
    qint64 lastUs = 0;
    qsizetype samples = 0; //!< that were looked at for the members; 0 for types that have a struct
    QList<Field> fields;   //!< in the order in which they were met; the first ones of very many
};

//! Of the entries with the type, subtype and direction of row \a row. Stops soon after \a stopped is set.
TypeSightings typeSightings(const LogReader &log, qsizetype row, const std::atomic_bool &stopped);

} // namespace rtmscope
