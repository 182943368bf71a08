// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/envelopes.h"
#include "core/demo/apps/replies.h"
#include "core/demo/apps/views.h"

#include <optional>

namespace rtmscope::demo {

//! What people do with an app: they press its buttons, fill in its forms, type its commands
//! (docs/socket-mode.md 10). Makes deliveries of it. Owned by the apps; server's thread.
class Interactions
{
public:
    //! All must outlive it.
    Interactions(World &world, Replies &replies, Views &views, Random &random)
        : m_world(world)
        , m_replies(replies)
        , m_views(views)
        , m_random(random)
    {
    }

    //! slash_commands, and every type that an interactive payload may have.
    static const QList<QByteArray> &kinds();
    //! \a words of a slash command: "/deploy api"; empty: something usual.
    Delivery make(const QByteArray &kind, const QByteArray &appId, const QByteArray &words = {});
    //! Somebody presses the first button of \a message; nothing if it has none.
    std::optional<Delivery> press(const Channel &channel, const Message &message, const QByteArray &appId);

    //! Somebody sends \a view, filled in.
    Delivery submit(const Views::View &view);

private:
    Delivery slashCommand(const QByteArray &appId, const QByteArray &words);
    QByteArray blockActions(const Channel &channel, const Message &message, const QByteArray &appId,
                            const QByteArray &action, const QByteArray &replyId, const User &user);
    QByteArray members(const QByteArray &kind, const QByteArray &appId, const QByteArray &replyId);
    QByteArray legacyMembers(const QByteArray &kind, const QByteArray &replyId);
    QByteArray interactive(const QByteArray &kind, const QByteArray &appId, const User &user,
                           const QByteArray &members);
    QByteArray view(const QByteArray &appId, const QByteArray &answers) const;
    const User &somebody();
    std::pair<Channel *, Message *> recentMessage();

    World &m_world;
    Replies &m_replies;
    Views &m_views;
    Random &m_random;
};

} // namespace rtmscope::demo
