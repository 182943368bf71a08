// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <chrono>

namespace rtmscope {

//! Time, injected. Backoff, pacing, watchdogs and the demo scenario take a Clock so that their tests run at
//! once. The caller owns it and keeps it alive; used from the thread of the object that it is given to.
class Clock
{
public:
    virtual ~Clock() = default;
    //! Wall clock, microseconds since the epoch, UTC. May jump.
    virtual qint64 nowUs() const = 0;
    //! Monotonic, microseconds since some start; never jumps, stops during sleep.
    virtual qint64 monotonicUs() const = 0;

    //! The real one; lives for the whole process, stateless.
    static const Clock &system();
};

//! "2026-11-22T14:02:11.318204Z", the one form of time in captures and machine-readable output.
QByteArray isoUtc(qint64 microseconds);
//! The reverse; false if \a text is not such a time (fractions of 0 to 9 digits are accepted).
bool fromIsoUtc(QByteArrayView text, qint64 *microseconds);

} // namespace rtmscope
