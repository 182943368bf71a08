// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"
#include "core/workspace/messageobject.h"

namespace rtmscope {

struct Ack;

//! The life of our own messages: notes of the outbox, the frame that went out, its acknowledgement, the echo
//! that other sockets (and, with some servers, this one) get. They come in any order and mean one message
//! (docs/protocol.md).
struct SendFold
{
    FoldContext &c;

    //! A note of the outbox.
    void note(const json::Value &root);
    //! A frame of ours. The outbox announces its own by a note; a library user's message is first seen here.
    void outgoing(const json::Value &root);
    void acknowledged(const Ack &event);
    //! The stream shows a message of ours that we know by our own name for it.
    void echoed(const Message &own);
    //! An event, a history page or an answer shows a message of ours whose acknowledgement we still wait for.
    bool adoptEcho(const ToldMessage &told, Conversation::Data &conversation, Origin origin);
    //! On connect the server repeats our last message.
    void replayed(ToldMessage &&told, Conversation::Data &conversation);

private:
    void lived(const QString &local, SendStep step);
    void restored(const json::Value &root, const QString &local);
    void queued(const json::Value &root, const QString &local);
    void written(const json::Value &root, const QString &local);
    void outcome(const json::Value &root, const QString &local, Delivery delivery);
    void discarded(const QString &local);
    void acknowledge(const FrameKey &frame, const Acknowledgement &ack);
    void checkEarlyAck(const FrameKey &frame);
    void create(const QString &local, const json::Value &source, Delivery delivery);
    Message *ownMessage(const QString &local);
    void fail(const QString &local, Delivery delivery, const QString &failure);
    Message *bind(const QString &local, const MessageTs &ts);
    const Message *repeated(Conversation::Data &conversation, Message &first);
    Message *settle(Conversation::Data &conversation, const Message *pending, const MessageTs &ts);
    void mergeFrameSend(const QString &frameLocal, const QString &local);
    const Message *pendingLike(const Conversation::Data &conversation, const ToldMessage &told,
                               Origin origin) const;
    void bound();
};

} // namespace rtmscope
