// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/reducer.h"

#include "core/events/innerevent.h"
#include "core/text/cleantext.h"

#include <algorithm>

namespace rtmscope {

using json::Value;
using namespace Qt::StringLiterals;

bool Reducer::concerns(const Event &event)
{
    // A frame with line breaks is kept as text and means the same; what is no JSON at all has no type.
    // What the server delivered twice was folded the first time.
    return event.form != FrameForm::Binary && !event.repeated && handlerOf(event) != nullptr;
}

void Reducer::apply()
{
    // A scratch buffer, kept because a used Document parses without allocating. It holds no state between
    // calls.
    thread_local json::Document document;
    if (m_event.direction == Direction::In)
        m.heardSeq = m_event.seq;
    if (!document.parse(m_event.raw) || !document.root().isObject())
        return;
    if (const Handler handler = handlerOf(m_event))
        (this->*handler)(innerEvent(document.root()));
}

Reducer::Handler Reducer::handlerOf(const Event &event)
{
    static const QHash<QString, Handler> incoming{
        {u"ack"_s, &Reducer::acknowledgement},
        {u"bot_added"_s, &Reducer::botObject},
        {u"bot_changed"_s, &Reducer::botObject},
        {u"channel_archive"_s, &Reducer::conversationArchived},
        {u"channel_created"_s, &Reducer::conversationObject},
        {u"channel_deleted"_s, &Reducer::conversationDeleted},
        {u"channel_history_changed"_s, &Reducer::historyChanged},
        {u"channel_joined"_s, &Reducer::conversationJoined},
        {u"channel_left"_s, &Reducer::conversationLeft},
        {u"channel_marked"_s, &Reducer::conversationMarked},
        {u"channel_rename"_s, &Reducer::conversationObject},
        {u"channel_unarchive"_s, &Reducer::conversationUnarchived},
        {u"channel_updated"_s, &Reducer::conversationUpdated},
        {u"emoji_changed"_s, &Reducer::emojiChanged},
        {u"group_archive"_s, &Reducer::conversationArchived},
        {u"group_close"_s, &Reducer::conversationClosed},
        {u"group_deleted"_s, &Reducer::conversationDeleted},
        {u"group_history_changed"_s, &Reducer::historyChanged},
        {u"group_joined"_s, &Reducer::conversationJoined},
        {u"group_left"_s, &Reducer::conversationLeft},
        {u"group_marked"_s, &Reducer::conversationMarked},
        {u"group_open"_s, &Reducer::conversationOpened},
        {u"group_rename"_s, &Reducer::conversationObject},
        {u"group_unarchive"_s, &Reducer::conversationUnarchived},
        {u"im_close"_s, &Reducer::conversationClosed},
        {u"im_created"_s, &Reducer::conversationOpened},
        {u"im_history_changed"_s, &Reducer::historyChanged},
        {u"im_marked"_s, &Reducer::conversationMarked},
        {u"im_open"_s, &Reducer::conversationOpened},
        {u"manual_presence_change"_s, &Reducer::ownPresence},
        {u"member_joined_channel"_s, &Reducer::memberJoined},
        {u"member_left_channel"_s, &Reducer::memberLeft},
        {u"message"_s, &Reducer::message},
        {u"mpim_close"_s, &Reducer::conversationClosed},
        {u"mpim_history_changed"_s, &Reducer::historyChanged},
        {u"mpim_joined"_s, &Reducer::conversationJoined},
        {u"mpim_marked"_s, &Reducer::conversationMarked},
        {u"mpim_open"_s, &Reducer::conversationOpened},
        {u"presence_change"_s, &Reducer::presenceChange},
        {u"reaction_added"_s, &Reducer::reactionAdded},
        {u"reaction_removed"_s, &Reducer::reactionRemoved},
        {u"subteam_created"_s, &Reducer::subteamObject},
        {u"subteam_members_changed"_s, &Reducer::subteamMembersChanged},
        {u"subteam_self_added"_s, &Reducer::subteamSelfAdded},
        {u"subteam_self_removed"_s, &Reducer::subteamSelfRemoved},
        {u"subteam_updated"_s, &Reducer::subteamObject},
        {u"team_domain_change"_s, &Reducer::teamDomain},
        {u"team_join"_s, &Reducer::userObject},
        {u"team_rename"_s, &Reducer::teamRename},
        {u"user_change"_s, &Reducer::userObject},
        {u"user_huddle_changed"_s, &Reducer::userObject},
        {u"user_invalidated"_s, &Reducer::userInvalidated},
        {u"user_profile_changed"_s, &Reducer::userObject},
        {u"user_status_changed"_s, &Reducer::userObject},
        {u"user_typing"_s, &Reducer::userTyping},
    };
    static const QHash<QString, Handler> notes{
        {u"api"_s, &Reducer::apiNote},     {u"backfill"_s, &Reducer::backfillNote},
        {u"gap"_s, &Reducer::gapNote},     {u"send"_s, &Reducer::sendNote},
        {u"state"_s, &Reducer::stateNote},
    };
    switch (event.direction) {
    case Direction::In:
        return incoming.value(event.type, nullptr);
    case Direction::Note:
        return notes.value(event.type, nullptr);
    case Direction::Out:
        break;
    }
    return event.type == "message"_L1 ? &Reducer::outgoingMessage : nullptr;
}

// --- Channels

//! The conversation an object describes, made if it is new.
Conversation::Data *Reducer::foldConversation(const Value &object)
{
    const ChannelId id(wire::idText(object));
    if (id.isEmpty())
        return nullptr;
    Conversation::Data &conversation = *conversationOf(id);
    if (!object.isObject())
        return &conversation;
    const MessageTs cursor = conversation.lastRead;
    if (wire::readConversation(object, conversation))
        namesChanged();
    conversation.described = true;
    m.unknownChannels.known(id);
    want(conversation.peer);
    if (const auto unread = object["unread_count_display"].integer())
        conversation.unread = static_cast<int>(std::clamp<qint64>(*unread, 0, 1'000'000));
    else if (conversation.lastRead != cursor)
        recountUnread(conversation);
    changed(conversation);
    return &conversation;
}

void Reducer::conversationObject(const Value &root)
{
    foldConversation(root["channel"]);
}

void Reducer::conversationJoined(const Value &root)
{
    if (Conversation::Data *conversation = foldConversation(root["channel"])) {
        conversation->member = true;
        conversation->open = true;
        changed(*conversation);
    }
}

void Reducer::conversationLeft(const Value &root)
{
    if (Conversation::Data *conversation = known(ChannelId(wire::idText(root["channel"])))) {
        conversation->member = false;
        conversation->open = false;
        changed(*conversation);
    }
}

void Reducer::conversationDeleted(const Value &root)
{
    conversationLeft(root); // what was said there stays readable
    conversationArchived(root);
}

void Reducer::conversationArchived(const Value &root)
{
    if (Conversation::Data *conversation = known(ChannelId(wire::idText(root["channel"])))) {
        conversation->archived = true;
        conversation->open = false;
        changed(*conversation);
    }
}

void Reducer::conversationUnarchived(const Value &root)
{
    if (Conversation::Data *conversation = known(ChannelId(wire::idText(root["channel"])))) {
        conversation->archived = false;
        conversation->open = conversation->member;
        changed(*conversation);
    }
}

void Reducer::conversationMarked(const Value &root)
{
    const MessageTs ts(root["ts"].text());
    const ChannelId id(wire::idText(root["channel"]));
    if (ts.isEmpty() || id.isEmpty())
        return;
    Conversation::Data &conversation = *conversationOf(id);
    conversation.lastRead = ts; // may go back: "mark as unread"
    recountUnread(conversation);
    if (const auto unread = root["unread_count_display"].integer())
        conversation.unread = static_cast<int>(std::clamp<qint64>(*unread, 0, 1'000'000));
    if (const auto mentions = root["mention_count_display"].integer())
        conversation.mentions = static_cast<int>(std::clamp<qint64>(*mentions, 0, 1'000'000));
    changed(conversation);
}

void Reducer::conversationOpened(const Value &root)
{
    const Value channel = root["channel"];
    const ChannelId id(wire::idText(channel));
    if (id.isEmpty())
        return;
    Conversation::Data &conversation = channel.isObject() ? *foldConversation(channel) : *conversationOf(id);
    if (const UserId peer(wire::idText(root["user"]));
        conversation.kind == ConversationKind::DirectMessage && conversation.peer.isEmpty() && peer) {
        conversation.peer = peer;
        want(peer);
        namesChanged();
    }
    conversation.member = true;
    conversation.open = true;
    changed(conversation);
}

void Reducer::conversationClosed(const Value &root)
{
    if (Conversation::Data *conversation = known(ChannelId(wire::idText(root["channel"])))) {
        conversation->open = false;
        changed(*conversation);
    }
}

void Reducer::conversationUpdated(const Value &root)
{
    const auto ask = [this](const ChannelId &id) {
        if (known(id)) { // what changed is not documented: ask
            m.unknownChannels.add(id);
            changed();
        }
    };
    ask(ChannelId(wire::idText(root["channel"])));
    for (const Value &channel : root["channels"].elements())
        ask(ChannelId(wire::idText(channel)));
}

//! A bulk change: what we hold up to `latest` is worth nothing any more (protocol 5.3).
void Reducer::historyChanged(const Value &root)
{
    Conversation::Data *conversation = known(ChannelId(wire::idText(root["channel"])));
    const MessageTs latest(root["latest"].text());
    if (!conversation || latest.isEmpty())
        return;
    conversation->messages.removeIf(conversation->sentCount(),
                                    [&latest](const Message &message) { return message.ts <= latest; });
    conversation->historyLoaded = false;
    conversation->historyComplete = false;
    conversation->historyFrom = {};
    recountUnread(*conversation);
    changed(*conversation);
}

void Reducer::memberJoined(const Value &root)
{
    foldMemberCount(root, 1);
}

void Reducer::memberLeft(const Value &root)
{
    foldMemberCount(root, -1);
}

void Reducer::foldMemberCount(const Value &root, int difference)
{
    const ChannelId id(wire::idText(root["channel"]));
    const UserId user(wire::idText(root["user"]));
    if (id.isEmpty() || !m.seen.isNew(m_event.raw))
        return;
    Conversation::Data &conversation = *conversationOf(id);
    want(user);
    if (conversation.memberCount >= 0)
        conversation.memberCount = std::max(0, conversation.memberCount + difference);
    if (user && user == m.self) {
        conversation.member = difference > 0;
        conversation.open = conversation.member && !conversation.archived;
    }
    changed(conversation);
}

void Reducer::userTyping(const Value &root)
{
    const ChannelId id(wire::idText(root["channel"]));
    const UserId user(wire::idText(root["user"]));
    if (id.isEmpty() || user.isEmpty() || user == m.self)
        return;
    Conversation::Data &conversation = *conversationOf(id);
    const MessageTs thread(root["thread_ts"].text());
    want(user);
    QList<Typing> &typing = conversation.typing;
    const qint64 oldestUs = m_event.receivedAtUs - typingLifetimeUs; // nobody may call expireTyping()
    typing.removeIf([&](const Typing &mark) {
        return mark.sinceUs < oldestUs || (mark.user == user && mark.threadTs == thread);
    });
    typing.append({user, thread, m_event.receivedAtUs});
    m.typingIn.insert(id);
    ++m.typingRevision;
}

void Reducer::expireTyping(Workspace::Data &data, qint64 oldestUs)
{
    const QSet<ChannelId> channels = data.typingIn;
    for (const ChannelId &id : channels) {
        auto found = data.conversations.find(id);
        if (!found)
            continue;
        const auto isOld = [oldestUs](const Typing &mark) { return mark.sinceUs < oldestUs; };
        const QList<Typing> &typing = found->d->typing;
        if (std::any_of(typing.begin(), typing.end(), isOld)) {
            found.edit().d.edit().typing.removeIf(isOld);
            ++data.typingRevision;
        }
        if (found->d->typing.isEmpty())
            data.typingIn.remove(id);
    }
}

// --- People, bots, groups, the team

void Reducer::foldUser(const Value &object)
{
    const UserId id(wire::idText(object));
    if (id.isEmpty() || !object.isObject())
        return;
    User &user = m.users.edit(id);
    const bool isNew = user.id.isEmpty();
    user.id = id;
    user.stale = false;
    if (wire::readUser(object, user) || isNew)
        namesChanged();
    m.unknownUsers.known(id);
    changed();
}

void Reducer::userObject(const Value &root)
{
    foldUser(root["user"]);
}

void Reducer::userInvalidated(const Value &root)
{
    auto found = m.users.find(UserId(wire::idText(root["user"])));
    if (!found)
        return;
    found.edit().stale = true;
    m.unknownUsers.add(found->id);
    changed();
}

void Reducer::presenceChange(const Value &root)
{
    const Value presence = root["presence"];
    setPresence(UserId(wire::idText(root["user"])), presence);
    for (const Value &user : root["users"].elements()) // batches (protocol 5.6)
        setPresence(UserId(wire::idText(user)), presence);
}

void Reducer::ownPresence(const Value &root)
{
    setPresence(m.self, root["presence"]);
}

void Reducer::setPresence(const UserId &id, const Value &presence)
{
    if (id.isEmpty() || !presence.isString())
        return;
    const auto now = presence.string() == "active" ? User::Presence::Active : User::Presence::Away;
    if (const User *known = m.users.get(id); known && known->presence == now)
        return;
    User &user = m.users.edit(id);
    if (user.id.isEmpty()) {
        user.id = id;
        user.stale = true; // a name is fetched when somebody asks for it, not for every presence
    }
    user.presence = now;
    changed();
}

void Reducer::foldBot(const Value &object)
{
    const BotId id(object["id"].text());
    const QString name = cleanName(object["name"].text());
    if (id.isEmpty() || name.isEmpty())
        return;
    m.unknownBots.known(id);
    if (m.bots.value(id) == name)
        return;
    m.bots.insert(id, name);
    namesChanged();
}

void Reducer::botObject(const Value &root)
{
    foldBot(root["bot"]);
}

void Reducer::foldSubteam(const Value &object)
{
    const SubteamId id(object["id"].text());
    QString handle = cleanName(object["handle"].text());
    if (handle.isEmpty())
        handle = cleanName(object["name"].text());
    if (id.isEmpty())
        return;
    if (const Value users = object["users"]; users.isArray()) {
        const auto isSelf = [this](const Value &user) { return UserId(wire::idText(user)) == m.self; };
        m.ownSubteams.remove(id);
        for (const Value &user : users.elements()) {
            if (m.self && isSelf(user))
                m.ownSubteams.insert(id);
        }
    }
    m.unknownSubteams.known(id);
    if (handle.isEmpty() || m.subteams.value(id) == u'@' + handle)
        return;
    m.subteams.insert(id, u'@' + handle);
    namesChanged();
}

void Reducer::subteamMembersChanged(const Value &root)
{
    const SubteamId id(root["subteam_id"].text());
    const auto holdsUs = [&](std::string_view list) {
        for (const Value &user : root[list].elements()) {
            if (m.self && UserId(wire::idText(user)) == m.self)
                return true;
        }
        return false;
    };
    if (holdsUs("added_users"))
        m.ownSubteams.insert(id);
    else if (holdsUs("removed_users"))
        m.ownSubteams.remove(id);
}

void Reducer::subteamSelfAdded(const Value &root)
{
    if (const SubteamId id(root["subteam_id"].text()); id)
        m.ownSubteams.insert(id);
}

void Reducer::subteamSelfRemoved(const Value &root)
{
    m.ownSubteams.remove(SubteamId(root["subteam_id"].text()));
}

void Reducer::subteamObject(const Value &root)
{
    foldSubteam(root["subteam"]);
}

void Reducer::teamRename(const Value &root)
{
    if (const QString name = cleanName(root["name"].text()); !name.isEmpty()) {
        m.teamName = name;
        namesChanged();
    }
}

void Reducer::teamDomain(const Value &root)
{
    if (const QString domain = root["domain"].text(); !domain.isEmpty()) {
        m.teamDomain = domain;
        changed();
    }
}

void Reducer::emojiChanged(const Value &root)
{
    const std::string_view subtype = root["subtype"].string();
    const auto learn = [this](const QString &name, const QString &value) {
        if (name.isEmpty())
            return;
        m.emoji.insert(name, value);
        m.unknownEmoji.known(name);
    };
    if (subtype == "add") {
        learn(root["name"].text(), root["value"].text());
    } else if (subtype == "rename") {
        const QString old = root["old_name"].text();
        const QString now = root["new_name"].text();
        const QString held = m.emoji.take(old);
        const QString told = root["value"].text();
        learn(now, told.isEmpty() ? held : told);
        for (QString &value : m.emoji) { // its other names go along
            if (value.startsWith("alias:"_L1) && QStringView(value).sliced(6) == old)
                value = u"alias:"_s + now;
        }
    } else if (subtype == "remove") {
        for (const Value &name : root["names"].elements())
            m.emoji.remove(name.text());
        if (const QString name = root["name"].text(); !name.isEmpty())
            m.emoji.remove(name);
    } else {
        m.emojiChanged = true; // "re-read emoji.list": its answer will tell
        changed();
        return;
    }
    namesChanged();
}

// --- Shared

Conversation::Data *Reducer::known(const ChannelId &id)
{
    auto found = m.conversations.find(id);
    return found ? &found.edit().d.edit() : nullptr;
}

//! Made where it is new: the stream only tells of conversations that concern us. Never nullptr for a
//! non-empty id.
Conversation::Data *Reducer::conversationOf(const ChannelId &id)
{
    if (Conversation::Data *conversation = known(id))
        return conversation;
    Conversation::Data &made = m.conversations.edit(id, Conversation(id)).d.edit();
    // The letter says nothing else for sure (protocol 5.3).
    if (id.text().startsWith(u'D'))
        made.kind = ConversationKind::DirectMessage;
    m.unknownChannels.add(id);
    namesChanged();
    return &made;
}

//! Remembers a user to ask for, unless known by name.
void Reducer::want(const UserId &id)
{
    if (id.isEmpty() || id.text() == "USLACKBOT"_L1 || id.text() == "UREVOKEDU"_L1)
        return;
    const User *known = m.users.get(id);
    if (!known || known->stale)
        m.unknownUsers.add(id);
}

void Reducer::changed()
{
    ++m.revision;
}

void Reducer::changed(Conversation::Data &conversation)
{
    conversation.revision = ++m.revision;
}

void Reducer::changed(Conversation::Data &conversation, Message &message)
{
    changed(conversation);
    message.revision = conversation.revision;
    message.lastSeq = m_event.seq;
}

void Reducer::namesChanged()
{
    m.namesRevision = ++m.revision;
}

} // namespace rtmscope
