// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/screenplay.h"
#include "core/demo/world/world.h"

namespace rtmscope::demo {

//! A dialogue being played in a room.
struct Play
{
    const Dialogue *dialogue = nullptr;
    Channel *channel = nullptr;
    qsizetype next = 0;                     //!< beat to come
    bool typing = false;                    //!< its speaker is already typing
    QHash<QByteArray, QByteArray> meanings; //!< what {service} and the like mean this time
    QHash<char, qint64> lastBy;             //!< each speaker's last message
    qint64 first = 0;
    qint64 last = 0;

    bool over() const { return next >= dialogue->beats.size(); }
};

//! Carries out what the screenplay says, in a World: makes messages, files, rollouts, pins.
class Stage
{
public:
    //! Both must outlive it.
    Stage(World &world, Random &random)
        : m_world(world)
        , m_random(random)
    {
    }

    Play begin(const Dialogue &dialogue);
    //! The next small thing of \a play: somebody types, or a beat happens. \a withTyping: false in the past.
    void advance(Play &play, bool withTyping);

    //! A message with a file of that kind ("image", "chart", "snippet"); live, its file events too.
    void shareFile(Channel &channel, const QByteArray &user, const QByteArray &kind, const QByteArray &name,
                   qint64 threadTs = 0);
    //! Metadata of a file, as inside a message.
    QByteArray fileJson(const QByteArray &id, const QByteArray &user, const QByteArray &kind,
                        const QByteArray &name) const;
    void huddle(Channel &channel, const QByteArray &user);

private:
    void perform(Play &play, const Beat &beat);
    void special(Play &play, const Beat &beat, const QByteArray &user);
    void say(Play &play, const Beat &beat, const QByteArray &user);
    void rollout(Play &play, bool finished);
    void failedBuild(Play &play);
    QByteArray filled(Play &play, QByteArray text);
    QByteArray slotValue(Play &play, const QByteArray &name);

    World &m_world;
    Random &m_random;
    int m_fileNumber = 0;
};

} // namespace rtmscope::demo
