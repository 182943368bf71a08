// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

//! Times as other people's recorders write them down. Free functions; any thread.
namespace rtmscope::foreigntime {

//! Microseconds since the epoch, UTC: a number of seconds, milliseconds, microseconds or nanoseconds (told
//! apart by its size), or a date and time in ISO 8601, also with a space or a comma; without a zone it is
//! local. 0 if \a text is none of these, or counts from some other moment than the epoch (a monotonic clock).
qint64 microseconds(QByteArrayView text);

//! The first such time in the words before a frame (a log's prefix); 0 if there is none.
qint64 findIn(QByteArrayView words);

} // namespace rtmscope::foreigntime
