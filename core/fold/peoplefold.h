// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/teamevents.h"
#include "core/events/types/userevents.h"
#include "core/fold/foldcontext.h"

namespace rtmscope {

//! People, apps and user groups by name, who is there, and the workspace itself.
struct PeopleFold
{
    FoldContext &c;

    void user(const json::Value &object);
    //! Somebody is named beside the id, by the handle. Good enough until more is known.
    void named(const UserId &id, const QString &handle);
    void userInvalidated(const UserId &id);
    void presence(const PresenceChange &event);
    void ownPresence(const QString &presence);
    void bot(const BotObject &object);
    void subteam(const SubteamObject &object);
    void subteamMembers(const SubteamMembersChanged &event);
    void subteamJoined(const SubteamId &id);
    void subteamLeft(const SubteamId &id);
    void teamName(const QString &name);
    void teamDomain(const QString &domain);
    void emoji(const EmojiChanged &event);

private:
    void setPresence(const UserId &id, const QString &presence);
    void learnEmoji(const QString &name, const QString &value);
    void renameEmoji(const EmojiChanged &event);
    void removeEmoji(const EmojiChanged &event);
};

} // namespace rtmscope
