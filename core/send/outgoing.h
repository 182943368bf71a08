// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QDeadlineTimer>
#include <QList>
#include <QString>

//! Values around sending that the windows know too; what does the work is core/outbox/outbox.h.
namespace rtmscope {

//! By which door a message leaves.
enum class SendRoute : quint8 {
    Rtm,         //!< a frame on the stream: up to 4,000 characters and 16 KB
    PostMessage, //!< the Web API's chat.postMessage: up to 40,000 characters
};

//! What a composer asks for.
struct OutgoingMessage
{
    ChannelId channel;
    QString text;     //!< mrkdwn as it goes on the wire: mentions resolved, entities escaped
    MessageTs thread; //!< the parent's ts, or empty
    bool broadcast = false;
    SendRoute route = SendRoute::Rtm;
};

inline constexpr int mostPostCharacters = 40'000; //!< of chat.postMessage; the server cuts off the rest

//! Whether \a message can go by its route as it is; else an Input error in words. The stream's byte limit
//! counts the frame around the text as well.
Result<Done> checkLength(const OutgoingMessage &message);
//! The same message in parts that each fit a frame of the stream; alone if it fits as it is.
QList<OutgoingMessage> splitMessage(const OutgoingMessage &message);
//! "RTM" or "chat.postMessage": the route's name on the wire, not translated.
QString routeName(SendRoute route);

//! Whether a message must be on disk before it counts as taken.
enum class Safekeeping : quint8 {
    OnDisk,
    MemoryOnly, //!< the user was told that it can't be saved, and wants it sent all the same
};

//! One message of the outbox as a list shows it. A snapshot.
struct OutboxItem
{
    enum class State : quint8 {
        Queued,
        Written,  //!< on its way, no answer yet
        Checking, //!< no answer came: looking whether the server has it
        Missing,  //!< the server has not got it: safe to send again
        Unknown,  //!< it could not be found out
        Failed,   //!< refused; words say why
    };
    //! Why a queued one is not on its way.
    enum class Hold : quint8 {
        None,
        Offline,
        Observing,
        Pacing,   //!< its turn comes at due
        SlowDown, //!< the server asked for a pause, until due
        Order,    //!< one before it, to the same place, has to go first
        EarlierPart,
        SameText, //!< the fate of one with the same text is being looked into
        Storage,  //!< that it leaves could not be written down, so it stays
    };

    QString local;
    OutgoingMessage message;
    State state = State::Queued;
    Hold hold = Hold::None;
    QString words; //!< why it failed or what the check said; may be empty
    qint64 createdAtUs = 0;
    QDeadlineTimer due{QDeadlineTimer::Forever}; //!< when time alone brings the next step
    int part = 0;                                //!< from 1; 0: not split
    int parts = 0;
    bool onDisk = true;

    bool isWaiting() const { return state <= State::Checking; }
    bool maySendAgain() const { return state == State::Missing || state == State::Failed; }
};

} // namespace rtmscope
