// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"

namespace rtmscope {

//! What answers of the Web API and the session's own notes teach (docs/protocol.md).
struct AnswerFold
{
    FoldContext &c;

    //! A note of the connection's state.
    void state(const json::Value &root);
    //! A note of a call.
    void answer(const json::Value &root);

private:
    using Handler = void (AnswerFold::*)(const json::Value &args, const json::Value &answer);

    void refused(const json::Value &root);
    void users(const json::Value &, const json::Value &answer);
    void bots(const json::Value &, const json::Value &answer);
    void subteams(const json::Value &, const json::Value &answer);
    void identity(const json::Value &, const json::Value &answer);
    void teamInfo(const json::Value &, const json::Value &answer);
    void emojiList(const json::Value &, const json::Value &answer);
    void start(const json::Value &args, const json::Value &answer);
    void conversationList(const json::Value &, const json::Value &answer);
    void ownConversations(const json::Value &, const json::Value &answer);
    void conversationInfo(const json::Value &, const json::Value &answer);
    void left(const json::Value &args, const json::Value &);
    void closed(const json::Value &args, const json::Value &);
    void mark(const json::Value &args, const json::Value &);
    void page(const json::Value &messages, Conversation::Data &conversation, bool news);
    void history(const json::Value &args, const json::Value &answer);
    void replies(const json::Value &args, const json::Value &answer);
    void posted(const json::Value &args, const json::Value &answer);
    void updated(const json::Value &args, const json::Value &answer);
    void deleted(const json::Value &args, const json::Value &answer);
    void reacted(const json::Value &args, const json::Value &);
    void unreacted(const json::Value &args, const json::Value &);
};

} // namespace rtmscope
