// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QString>

namespace rtmscope {

class MessageListModel;

//! What a conversation pane says above its messages, and in their place while there are none. Plain words
//! from what the model shows; no state. GUI thread.
namespace heading {

struct Words
{
    QString title;
    QString detail;
};

//! "# ops" and "14 members · Incidents and deploys".
Words ofChannel(const MessageListModel &model);
//! "Thread" and "# ops, Mira Okafor 14:00".
Words ofThread(const MessageListModel &model);
//! In place of the messages of a channel.
Words ofEmptyChannel(const MessageListModel &model, bool loading);
//! In place of those of a thread.
Words ofEmptyThread(const MessageListModel &model, bool loading);

} // namespace heading
} // namespace rtmscope
