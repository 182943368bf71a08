// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

#include <functional>

//! What is replayed, in plain values: whoever reads it from somewhere hands it over like this.
namespace rtmscope::demo {

//! Somebody that the recording tells of. What it does not tell stays empty.
struct RecordedPerson
{
    QByteArray id;
    QByteArray name; //!< the handle
    QByteArray realName;
    QByteArray displayName;
    QByteArray title;
    QByteArray botId; //!< set for bots
    bool deleted = false;
};

struct RecordedRoom
{
    QByteArray id;
    QByteArray name; //!< without '#'
    Channel::Kind kind = Channel::Kind::Public;
    QByteArray topic;
    QByteArray purpose;
    QByteArray peer; //!< of a direct conversation: the other person
    bool archived = false;
};

//! One frame that came from the server once.
struct RecordedFrame
{
    qint64 number = 0; //!< of its entry in the record, which people see; 0: it has none
    qint64 timeUs = 0; //!< since the epoch; 0: not known
    QByteArray bytes;
    QByteArray channel;    //!< the conversation, where the bytes do not say it; else empty
    bool isText = true;    //!< false: it came as a binary frame
    bool repeated = false; //!< the server had delivered it before
};

//! A record of a workspace and what happened in it. The frames are asked for one by one, so that there may be
//! any number of them.
struct Recording
{
    RecordedPerson self; //!< whose stream was recorded: who comes now is that user
    Team team;           //!< an empty id: not known
    QList<RecordedPerson> people;
    QList<RecordedRoom> rooms;
    //! The next frame into *frame; false at the end. Called in the server's thread.
    std::function<bool(RecordedFrame *frame)> next;
};

} // namespace rtmscope::demo
