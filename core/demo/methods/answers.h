// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

#include <QObject>

namespace rtmscope::demo {

//! The people of the demo workspace notice the user: after a moment somebody reacts or types an answer, in
//! the thread if it was said in one. Owned by the server, lives in its thread.
class Answers : public QObject
{
    Q_OBJECT
public:
    //! \a world must outlive it.
    Answers(World &world, quint64 seed, QObject *parent);

    //! Somebody from outside said \a message in \a channel.
    void hear(const Channel &channel, const Message &message);

private:
    struct Heard
    {
        QByteArray channelId;
        qint64 ts = 0;
        qint64 threadTs = 0; //!< 0: said in the channel itself
        QByteArray user;
    };

    void reactLater(const Heard &heard, const QByteArray &who, const QByteArray &emoji);
    void answerLater(const Heard &heard, const QByteArray &who, const QByteArray &text);
    QByteArray somebodyOf(const Channel &channel, const QByteArray &notUser);
    QByteArray words(const QByteArray &who, const QByteArray &text);

    World &m_world;
    Random m_random;
};

} // namespace rtmscope::demo
