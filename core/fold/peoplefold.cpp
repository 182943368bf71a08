// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/peoplefold.h"

#include "core/fold/folddecode.h"
#include "core/text/cleantext.h"

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

//! \a target takes a name that was told; false where it stays as it was.
bool takeName(QString &target, const QString &told)
{
    return !told.isNull() && told != target && assign(target, cleanName(told));
}

User::Presence presenceOf(const QString &word)
{
    return word == "active"_L1 ? User::Presence::Active : User::Presence::Away;
}

//! True if a name changed.
bool takeObject(const UserObject &object, User &user)
{
    const UserProfile &profile = object.profile;
    bool renamed = takeName(user.name, object.name);
    renamed |= takeName(user.realName, object.realName);
    renamed |= takeName(user.realName, profile.realName);
    renamed |= takeName(user.displayName, profile.displayName);
    takeName(user.title, profile.title);
    takeName(user.statusEmoji, profile.statusEmoji);
    takeName(user.statusText, profile.statusText);
    user.isBot = object.isBot.value_or(user.isBot);
    user.deleted = object.deleted.value_or(user.deleted);
    if (!object.presence.isNull())
        user.presence = presenceOf(object.presence);
    return renamed;
}

} // namespace

// --- People

void PeopleFold::user(const json::Value &object)
{
    if (!object.isObject()) // an id says nothing of anybody
        return;
    const auto told = decoded<UserObject>(object);
    if (told.id.isEmpty())
        return;
    User &user = c.state.users.edit(told.id);
    const bool isNew = user.id.isEmpty();
    user.id = told.id;
    user.stale = false;
    if (takeObject(told, user) || isNew)
        c.namesChanged();
    c.state.unknownUsers.known(told.id);
    c.changed();
}

void PeopleFold::named(const UserId &id, const QString &handle)
{
    const QString name = cleanName(handle);
    if (id.isEmpty() || name.isEmpty())
        return;
    const User *known = c.state.users.get(id);
    if (!known || known->shownName() == cleanName(id.text())) {
        User &user = c.state.users.edit(id);
        user.stale = user.stale || !known;
        user.id = id;
        user.name = name;
        c.namesChanged();
    }
    c.want(id);
}

void PeopleFold::userInvalidated(const UserId &id)
{
    auto found = c.state.users.find(id);
    if (!found)
        return;
    found.edit().stale = true;
    c.state.unknownUsers.add(found->id);
    c.changed();
}

void PeopleFold::presence(const PresenceChange &event)
{
    setPresence(event.user, event.presence);
    for (const UserId &user : event.users) // batches (docs/protocol.md)
        setPresence(user, event.presence);
}

void PeopleFold::ownPresence(const QString &presence)
{
    setPresence(c.state.self, presence);
}

void PeopleFold::setPresence(const UserId &id, const QString &presence)
{
    if (id.isEmpty() || presence.isNull())
        return;
    const User::Presence now = presenceOf(presence);
    if (const User *known = c.state.users.get(id); known && known->presence == now)
        return;
    User &user = c.state.users.edit(id);
    if (user.id.isEmpty()) {
        user.id = id;
        user.stale = true; // a name is fetched when somebody asks for it, not for every presence
    }
    user.presence = now;
    c.changed();
}

void PeopleFold::bot(const BotObject &object)
{
    const QString name = cleanName(object.name);
    if (object.id.isEmpty() || name.isEmpty())
        return;
    c.state.unknownBots.known(object.id);
    if (c.state.bots.value(object.id) == name)
        return;
    c.state.bots.insert(object.id, name);
    c.namesChanged();
}

// --- User groups

void PeopleFold::subteam(const SubteamObject &object)
{
    const UserId &self = c.state.self;
    QString handle = cleanName(object.handle);
    if (handle.isEmpty())
        handle = cleanName(object.name);
    if (object.id.isEmpty())
        return;
    if (object.users) {
        if (self && object.users->contains(self))
            c.state.ownSubteams.insert(object.id);
        else
            c.state.ownSubteams.remove(object.id);
    }
    c.state.unknownSubteams.known(object.id);
    if (handle.isEmpty() || c.state.subteams.value(object.id) == u'@' + handle)
        return;
    c.state.subteams.insert(object.id, u'@' + handle);
    c.namesChanged();
}

void PeopleFold::subteamMembers(const SubteamMembersChanged &event)
{
    const UserId &self = c.state.self;
    if (self && event.addedUsers.contains(self))
        c.state.ownSubteams.insert(event.subteam);
    else if (self && event.removedUsers.contains(self))
        c.state.ownSubteams.remove(event.subteam);
}

void PeopleFold::subteamJoined(const SubteamId &id)
{
    if (id)
        c.state.ownSubteams.insert(id);
}

void PeopleFold::subteamLeft(const SubteamId &id)
{
    c.state.ownSubteams.remove(id);
}

// --- The workspace

void PeopleFold::teamName(const QString &name)
{
    if (QString clean = cleanName(name); !clean.isEmpty()) {
        c.state.teamName = std::move(clean);
        c.namesChanged();
    }
}

void PeopleFold::teamDomain(const QString &domain)
{
    if (!domain.isEmpty()) {
        c.state.teamDomain = domain;
        c.changed();
    }
}

void PeopleFold::emoji(const EmojiChanged &event)
{
    if (event.subtype == "add"_L1) {
        learnEmoji(event.name, event.value);
    } else if (event.subtype == "rename"_L1) {
        renameEmoji(event);
    } else if (event.subtype == "remove"_L1) {
        removeEmoji(event);
    } else {
        c.state.emojiChanged = true; // "re-read emoji.list": its answer will tell
        c.changed();
        return;
    }
    c.namesChanged();
}

void PeopleFold::learnEmoji(const QString &name, const QString &value)
{
    if (name.isEmpty())
        return;
    c.state.emoji.insert(name, value);
    c.state.unknownEmoji.known(name);
}

void PeopleFold::renameEmoji(const EmojiChanged &event)
{
    const QString held = c.state.emoji.take(event.oldName);
    learnEmoji(event.newName, event.value.isEmpty() ? held : event.value);
    for (QString &value : c.state.emoji) { // its other names go along
        if (value.startsWith("alias:"_L1) && QStringView(value).sliced(6) == event.oldName)
            value = u"alias:"_s + event.newName;
    }
}

void PeopleFold::removeEmoji(const EmojiChanged &event)
{
    for (const QString &name : event.names)
        c.state.emoji.remove(name);
    if (!event.name.isEmpty())
        c.state.emoji.remove(event.name);
}

} // namespace rtmscope
