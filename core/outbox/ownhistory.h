// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/webapi.h"
#include "core/outbox/ownmessagematcher.h"

#include <functional>

namespace rtmscope {

//! Reads an object as a message of \a self's that stands in its own right; nothing for anything else.
std::optional<OwnMessage> ownMessage(const json::Value &message, const ChannelId &channel,
                                     const UserId &self);

//! Asks the server for every message of \a self's in \a ref since \a sinceUs on the server's clock, all
//! pages. \a told runs in \a context's thread, once, unless \a context dies first. A 429 is waited out.
void askOwnHistory(WebApi &web, const ConversationRef &ref, const UserId &self, qint64 sinceUs,
                   QObject *context, std::function<void(const Result<QList<OwnMessage>> &)> told);

} // namespace rtmscope
