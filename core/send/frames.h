// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

//! The frames we write (protocol section 4), as raw UTF-8: the server counts bytes, and \\u escapes would
//! inflate other alphabets. Pure functions.
namespace rtmscope::frames {

inline constexpr int mostCharacters = 4000; //!< code points of a message's text
inline constexpr qsizetype mostBytes =
    16384; //!< of a whole frame; beyond it the server just hangs up (trap T13)

QByteArray message(quint64 id, const ChannelId &channel, const QString &text, const MessageTs &thread,
                   bool broadcast);
QByteArray typing(quint64 id, const ChannelId &channel);
QByteArray ping(quint64 id, qint64 monotonicMs);
//! As many of \a users as fit into one frame, from the front.
QByteArray presenceSub(quint64 id, const QList<UserId> &users);

//! Code points, as the server counts characters.
qsizetype characters(QStringView text);
//! An Input error in words if the text is empty or too long, or the frame too large.
Result<Done> checkLimits(const QString &text, qsizetype frameBytes);

} // namespace rtmscope::frames
