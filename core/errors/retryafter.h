// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>

namespace rtmscope {

//! How long a server asks us to wait, as it said it, and how long we do. A plain value.
struct RetryAfter
{
    std::chrono::milliseconds wait{0}; //!< more than none, and at most longestRetryAfter
    QString said;                      //!< what the server asked for, as a sentence
};

//! Whatever a server asks for, after so long we ask again.
inline constexpr std::chrono::hours longestRetryAfter{7 * 24};

//! Reads the header Retry-After: seconds, or a date by the server's own clock (\a now; invalid: ours). Where
//! proxies have joined several headers ("3, 3") the longest counts. What names no time to come ("-1", "soon",
//! a moment that has passed) is said as it stands, and \a fallback is waited; so it is without the header.
RetryAfter readRetryAfter(const QByteArray &header, const QDateTime &now, std::chrono::milliseconds fallback);
//! The same of a number of seconds in a frame, \a spelled in its digits.
RetryAfter retryAfterSeconds(double seconds, const QString &spelled, std::chrono::milliseconds fallback);

//! The forms of dates in HTTP, and a few that are met instead. In UTC; invalid if it is none.
QDateTime httpDate(const QByteArray &header);

} // namespace rtmscope
