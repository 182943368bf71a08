// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

namespace rtmscope {

//! What the index keeps of an entry: 32 bytes, whatever its size.
struct LogRow
{
    enum Flag : quint8 { NotJson = 1, Binary = 2, UnknownType = 4, Masked = 8, Repeated = 16 };

    qint64 offset = 0;   //!< of the line in the file
    qint64 timeUs = 0;   //!< microseconds since the epoch, UTC; 0 where a foreign file has none, or none
                         //!< that can be read
    quint32 length = 0;  //!< of the line, without newline
    quint32 channel = 0; //!< symbol(), 0 = none
    quint32 user = 0;    //!< symbol(), 0 = none
    quint16 type = 0;    //!< typeName()/subtypeName()
    Direction direction = Direction::In;
    quint8 flags = 0; //!< Flag bits
};

static_assert(sizeof(LogRow) == 32);

//! A stream may name any number of types and ids; what comes after this many shares the last symbol, whose
//! text is not that of its rows. Their real text is in the entry.
inline constexpr quint16 manyTypes = 65'000;
inline constexpr quint32 manySymbols = 2'000'000;

} // namespace rtmscope
