// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/replay/recordedframe.h"

#include <deque>

namespace rtmscope::demo {

//! Lets the world know what a recording tells: its people and rooms from the beginning, and what was said as
//! soon as it is played. So a bot may ask about any id that it has just heard. Owned by the server; its
//! thread.
class RecordMemory
{
public:
    //! \a world must outlive it; it is empty, and gets the people and rooms of \a recording.
    RecordMemory(World &world, const Recording &recording);

    //! \a played is about to go out. Returns its conversation, null if it is about none.
    const Channel *learn(const PlayedFrame &played);

private:
    void meet(const RecordedPerson &person);
    Channel *meetRoom(const QByteArray &id, const QByteArray &type = {});
    void meetUser(const QByteArray &id);
    void join(Channel &channel, const QByteArray &user);
    void learnMessage(Channel &channel, const json::Value &event);
    void insert(Channel &channel, const json::Value &message);
    void replaceText(Channel &channel, const json::Value &message);
    Message &place(Channel &channel, qint64 ts);
    void remove(Channel &channel, qint64 ts);
    void countReply(Channel &channel, const Message &reply, const QByteArray &parentUser);
    void learnReaction(Channel *channel, const json::Value &event, bool added);
    void learnPerson(const json::Value &user);
    void forgetOldest();

    World &m_world;
    json::Document m_document;
    std::deque<std::pair<Channel *, qint64>> m_order; //!< messages as they were learned
    int m_met = 0;                                    //!< people and rooms that only their ids told of
};

} // namespace rtmscope::demo
