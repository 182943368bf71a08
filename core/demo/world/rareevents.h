// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/stage.h"

#include <functional>

namespace rtmscope::demo {

//! Everything that happens seldom: each event type and message subtype that an RTM client may meet, one after
//! the other, in little stories that leave the workspace as it was. One row per thing in rareevents.cpp.
class RareEvents
{
public:
    //! All must outlive it.
    RareEvents(World &world, Stage &stage, Random &random)
        : m_world(world)
        , m_stage(stage)
        , m_random(random)
    {
    }

    void playNext();
    static int count(); //!< rows in the table; after so many the stories begin again
    void setFarewell(std::function<void(const QByteArray &frame)> farewell)
    {
        m_farewell = std::move(farewell);
    }

private:
    friend struct RareTable;

    //! Publishes \a frame with its $placeholders filled in, to the members of \a channelId, or to everybody.
    void say(const char *frame, const char *channelId = nullptr);
    //! Only to the one whom the play is for.
    void tell(const char *frame);
    //! A message with a subtype; \a members are further members of it, $placeholders allowed.
    void post(const char *channelId, const char *user, const char *subtype, const char *text,
              const char *members = "");
    void farewell(const char *frame);

    QByteArray filled(QByteArray frame);
    QByteArray meaning(const QByteArray &name);
    Channel &lab();   //!< the public room that is founded, renamed, archived and deleted
    Channel &vault(); //!< its private twin
    Channel &found(const char *id, const char *name, Channel::Kind kind);
    std::pair<Channel *, Message *> recentMessage(bool parent);
    void foundOnCall();
    User &newcomer();
    void statusChange(const char *type);

    World &m_world;
    Stage &m_stage;
    Random &m_random;
    std::function<void(const QByteArray &frame)> m_farewell;
    int m_next = 0;
};

} // namespace rtmscope::demo
