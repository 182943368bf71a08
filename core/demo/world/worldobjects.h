// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

//! How users, conversations and messages are written out on the wire. Pure functions.
namespace rtmscope::demo {

//! How a message is written out.
enum class Form {
    Live,    //!< as the event: with channel and event_ts
    History, //!< as in conversations.history and inside message_changed
};

QByteArray userJson(const User &user);
QByteArray profileJson(const User &user);
QByteArray botJson(const User &bot);
QByteArray userGroupJson(const UserGroup &group, bool withMembers);
//! \a own: a user sees more of the own one.
QByteArray dndJson(const World &world, const User &user, bool own);
//! The preferences that clients ask for, and those that were set; \a only names the wanted ones.
QByteArray prefsJson(const User &user, const QList<QByteArray> &only = {});
//! \a detailed: as conversations.info, with the read cursor and the counts of unread messages.
QByteArray channelJson(const World &world, const Channel &channel, const QByteArray &viewer,
                       bool detailed = false);
//! As the API before conversations.* wrote it: with the members of a conversation that \a viewer is in.
QByteArray oldChannelJson(const World &world, const Channel &channel, const QByteArray &viewer,
                          bool detailed);
QByteArray messageJson(const World &world, const Channel &channel, const Message &message, Form form,
                       const QByteArray &viewer = {});
//! As pins.list and the events have it.
QByteArray pinJson(const World &world, const Channel &channel, const Message &message);
int unreadCount(const Channel &channel, const QByteArray &viewer);

} // namespace rtmscope::demo
