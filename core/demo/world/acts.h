// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

//! What people do beside writing. Each act changes the world and publishes the events that real Slack sends
//! for it. In the server's thread only, as the world is.
namespace rtmscope::demo {

namespace rooms {

void mark(World &world, Channel &channel, const QByteArray &user, qint64 ts);
void join(World &world, Channel &channel, const QByteArray &user, const QByteArray &inviter = {});
void leave(World &world, Channel &channel, const QByteArray &user);
void pin(World &world, Channel &channel, Message &message, const QByteArray &user);
void unpin(World &world, Channel &channel, Message &message, const QByteArray &user);
void setTopic(World &world, Channel &channel, const QByteArray &topic, const QByteArray &user);
void setPurpose(World &world, Channel &channel, const QByteArray &purpose, const QByteArray &user);
void rename(World &world, Channel &channel, const QByteArray &name, const QByteArray &user);
void archive(World &world, Channel &channel, bool archived, const QByteArray &user);
//! A new room, or (without a name) a group conversation of these; \a founder is in it as well.
Channel &found(World &world, Channel::Kind kind, const QByteArray &name, const QByteArray &founder,
               const QList<QByteArray> &others = {});
//! A message that only \a reader sees and nobody keeps. Returns its ts.
qint64 whisper(World &world, const Channel &channel, const Draft &draft, const QByteArray &reader);
void typing(const World &world, const Channel &channel, const QByteArray &user, qint64 threadTs = 0);

} // namespace rooms

namespace people {

void setPresence(World &world, User &user, bool active);
void snooze(World &world, User &user, qint64 untilS);
void changed(World &world, User &user); //!< tells everybody of a changed profile

} // namespace people

} // namespace rtmscope::demo
