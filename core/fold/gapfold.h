// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"

namespace rtmscope {

//! The gap ledger: outages and what was asked for after them, from the notes that tell of them.
struct GapFold
{
    FoldContext &c;

    void note(const json::Value &root);
    void backfill(const json::Value &root);
    //! A note of the connection's state.
    void rememberLoss(const json::Value &root);
    //! Whether a message that the Web API tells of is news from a gap, and not just history.
    bool wasMissed(const Message &message, const Conversation::Data &conversation) const;

private:
    QHash<ChannelId, MessageTs> newestHeld() const;
    Gap *entryFor(int id, qint64 fromUs, qint64 toUs);
    bool fill(Gap &gap, const ChannelId &channel, const json::Value &root);
};

} // namespace rtmscope
