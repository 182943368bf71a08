// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/log/logsnapshot.h"
#include "core/redact/redactionreport.h"

#include <QSet>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace rtmscope {

//! How a capture is made ready to be given away. A value.
struct RedactionWish
{
    QSet<QString> keptConversations = {};          //!< ids: what was said there stays
    std::optional<std::vector<quint32>> rows = {}; //!< ascending; nothing: all of them
};

//! What is being done; each step goes from none to all of its entries.
enum class RedactionStep : quint8 { Reading, Writing, Checking };
//! Told now and then; returns false to give up.
using RedactionProgress = std::function<bool(RedactionStep step, qsizetype done, qsizetype all)>;

//! Writes a capture of \a log to \a path in which people, conversations and what they said can't be
//! recognised, though ids, threads, mentions, times and the order still hang together; then opens the file
//! again and looks for what is left. Only then it stands at \a path. Pseudonyms depend on a key that nobody
//! keeps. Any thread. An error leaves what was at \a path as it was; "cancelled" likewise.
Result<RedactionReport> saveRedacted(const LogSnapshot &log, const QString &path, const RedactionWish &wish,
                                     const RedactionProgress &progress = {});

} // namespace rtmscope
