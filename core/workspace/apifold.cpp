// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/cleantext.h"
#include "core/workspace/reducer.h"

#include <algorithm>

//! What answers of the Web API and the session's own notes teach. Protocol sections 2.3 and 9.
namespace rtmscope {

using json::Value;
using wire::WireMessage;
using namespace Qt::StringLiterals;

void Reducer::stateNote(const Value &root)
{
    rememberLoss(root);
    const Value team = root["team"];
    const Value self = root["self"];
    if (!team.isObject() && !self.isObject())
        return;
    apiTeam({}, root);
    if (const UserId id(self["id"].text()); id && id != m.self) {
        m.self = id;
        namesChanged();
        want(id);
    }
}

void Reducer::apiNote(const Value &root)
{
    static const QHash<QString, ApiHandler> handlers{
        {u"auth.test"_s, &Reducer::apiIdentity},
        {u"bots.info"_s, &Reducer::apiBots},
        {u"chat.delete"_s, &Reducer::apiDeleted},
        {u"chat.meMessage"_s, &Reducer::apiPosted},
        {u"chat.postMessage"_s, &Reducer::apiPosted},
        {u"chat.update"_s, &Reducer::apiUpdated},
        {u"conversations.close"_s, &Reducer::apiClosed},
        {u"conversations.history"_s, &Reducer::apiHistory},
        {u"conversations.info"_s, &Reducer::apiConversation},
        {u"conversations.join"_s, &Reducer::apiConversation},
        {u"conversations.leave"_s, &Reducer::apiLeft},
        {u"conversations.list"_s, &Reducer::apiConversations},
        {u"conversations.mark"_s, &Reducer::apiMark},
        {u"conversations.open"_s, &Reducer::apiConversation},
        {u"conversations.replies"_s, &Reducer::apiReplies},
        {u"emoji.list"_s, &Reducer::apiEmoji},
        {u"reactions.add"_s, &Reducer::apiReacted},
        {u"reactions.remove"_s, &Reducer::apiUnreacted},
        {u"rtm.connect"_s, &Reducer::apiStart},
        {u"rtm.start"_s, &Reducer::apiStart},
        {u"team.info"_s, &Reducer::apiTeam},
        {u"usergroups.list"_s, &Reducer::apiSubteams},
        {u"users.conversations"_s, &Reducer::apiJoinedConversations},
        {u"users.info"_s, &Reducer::apiUsers},
        {u"users.list"_s, &Reducer::apiUsers},
    };
    const ApiHandler handler = handlers.value(root["method"].text(), nullptr);
    if (!handler)
        return;
    if (!root["ok"].boolean().value_or(false))
        apiRefused(root);
    else
        (this->*handler)(root["args"], root["answer"]);
}

//! Ids that the server does not know, or does not tell us of, are not asked for again.
void Reducer::apiRefused(const Value &root)
{
    const QString error = root["error"].text();
    const Value args = root["args"];
    if (error == "user_not_found"_L1 || error == "user_not_visible"_L1 || error == "users_not_found"_L1) {
        m.unknownUsers.hopeless(UserId(args["user"].text()));
        changed();
    } else if (error == "channel_not_found"_L1 && root["method"].string() == "conversations.info") {
        m.unknownChannels.hopeless(ChannelId(args["channel"].text()));
        changed();
    } else if (error == "bot_not_found"_L1) {
        m.unknownBots.hopeless(BotId(args["bot"].text()));
        changed();
    }
    const std::string_view method = root["method"].string();
    const bool isRefusal = root["answer"].isObject() && error != "ratelimited"_L1;
    if (method == "usergroups.list" && isRefusal) {
        m.unknownSubteams.settle();
    } else if (method == "emoji.list" && isRefusal) {
        m.unknownEmoji.settle();
        m.emojiChanged = false;
    }
}

// --- People and the team

void Reducer::apiUsers(const Value &, const Value &answer)
{
    foldUser(answer["user"]);
    for (const Value &user : answer["members"].elements())
        foldUser(user);
}

void Reducer::apiBots(const Value &, const Value &answer)
{
    foldBot(answer["bot"]);
}

void Reducer::apiSubteams(const Value &, const Value &answer)
{
    for (const Value &group : answer["usergroups"].elements())
        foldSubteam(group);
    m.unknownSubteams.settle();
}

void Reducer::apiIdentity(const Value &, const Value &answer)
{
    if (const UserId id(answer["user_id"].text()); id && m.self.isEmpty()) {
        m.self = id;
        namesChanged();
    }
    if (const TeamId id(answer["team_id"].text()); id && m.teamId.isEmpty())
        m.teamId = id;
    if (const QString name = cleanName(answer["team"].text()); !name.isEmpty() && m.teamName.isEmpty()) {
        m.teamName = name;
        namesChanged();
    }
}

void Reducer::apiTeam(const Value &, const Value &answer)
{
    const Value team = answer["team"];
    if (const TeamId id(team["id"].text()); id && id != m.teamId) {
        m.teamId = id;
        changed();
    }
    if (const QString name = cleanName(team["name"].text()); !name.isEmpty() && name != m.teamName) {
        m.teamName = name;
        namesChanged();
    }
    if (const QString domain = team["domain"].text(); !domain.isEmpty() && domain != m.teamDomain) {
        m.teamDomain = domain;
        changed();
    }
}

void Reducer::apiEmoji(const Value &, const Value &answer)
{
    const Value emoji = answer["emoji"];
    if (!emoji.isObject())
        return;
    m.emoji.clear();
    for (const Value::Member entry : emoji.members())
        m.emoji.insert(QString::fromUtf8(entry.key.data(), static_cast<qsizetype>(entry.key.size())),
                       entry.value.text());
    for (const QString &name : m.unknownEmoji.newestFirst()) {
        if (m.emoji.contains(name))
            m.unknownEmoji.known(name);
    }
    m.unknownEmoji.settle();
    m.emojiChanged = false;
    namesChanged();
}

//! rtm.connect names team and self; rtm.start's old shape brings users and channels along (protocol 2.3).
void Reducer::apiStart(const Value &args, const Value &answer)
{
    stateNote(answer);
    for (const Value &user : answer["users"].elements())
        foldUser(user);
    for (const Value &bot : answer["bots"].elements())
        foldBot(bot);
    for (const Value &group : answer["subteams"]["all"].elements())
        foldSubteam(group);
    for (const Value &own : answer["subteams"]["self"].elements()) {
        if (const SubteamId id(wire::idText(own)); id)
            m.ownSubteams.insert(id);
    }
    apiConversations(args, answer);
    for (const std::string_view list : {"groups", "mpims", "ims"}) {
        for (const Value &object : answer[list].elements()) {
            Conversation::Data *conversation = foldConversation(object);
            if (!conversation)
                continue;
            if (list == "ims")
                conversation->kind = ConversationKind::DirectMessage;
            conversation->member = true;
            conversation->open = object["is_open"].boolean().value_or(true) && !conversation->archived;
        }
    }
}

// --- Conversations

void Reducer::apiConversations(const Value &, const Value &answer)
{
    for (const Value &object : answer["channels"].elements()) {
        if (Conversation::Data *conversation = foldConversation(object)) {
            if (conversation->kind == ConversationKind::DirectMessage && !object["is_member"].exists())
                conversation->member = true; // ours by its nature
            conversation->open =
                conversation->member && !conversation->archived && object["is_open"].boolean().value_or(true);
        }
    }
}

//! users.conversations lists only what the user has joined, and says so by nothing else.
void Reducer::apiJoinedConversations(const Value &, const Value &answer)
{
    for (const Value &object : answer["channels"].elements()) {
        if (Conversation::Data *conversation = foldConversation(object)) {
            conversation->member = true;
            conversation->open = !conversation->archived && object["is_open"].boolean().value_or(true);
        }
    }
}

void Reducer::apiConversation(const Value &, const Value &answer)
{
    Conversation::Data *conversation = foldConversation(answer["channel"]);
    if (!conversation)
        return;
    const bool isDirect = conversation->kind == ConversationKind::DirectMessage;
    conversation->member = conversation->member || isDirect;
    conversation->open = conversation->open || (conversation->member && !conversation->archived);
    changed(*conversation);
}

void Reducer::apiLeft(const Value &args, const Value &)
{
    conversationLeft(args);
}

void Reducer::apiClosed(const Value &args, const Value &)
{
    conversationClosed(args);
}

void Reducer::apiMark(const Value &args, const Value &)
{
    if (Conversation::Data *conversation = known(ChannelId(args["channel"].text()))) {
        conversation->lastRead = MessageTs(args["ts"].text());
        recountUnread(*conversation);
        changed(*conversation);
    }
}

// --- Messages

//! Folds a page: what is held is compared, what is new goes in at once. \a news: it was said while we were
//! away, so nobody has read it.
void Reducer::foldPage(const Value &messages, Conversation::Data &conversation, bool news)
{
    std::vector<Message> fresh;
    QSet<MessageTs> inPage; // a page may repeat the parent of a thread
    for (const Value &object : messages.elements()) {
        WireMessage wire = wire::readMessage(object);
        const MessageTs ts = wire.message.ts;
        if (ts.isEmpty() || inPage.contains(ts) || (wire.hidden && !wire.message.tombstone))
            continue;
        inPage.insert(ts);
        if (conversation.find(ts) || conversation.messages.unsentCount() > 0) {
            posted(std::move(wire), conversation, Origin::Backfilled);
            continue;
        }
        noteAuthor(wire);
        fresh.push_back(newMessage(wire, conversation, Origin::Backfilled));
        fresh.back().lastSeq = m_event.seq;
        fresh.back().revision = ++m.revision; // each its own: views tell messages apart by it
    }
    if (news && conversation.lastRead.isEmpty()) {
        for (const Message &message : fresh)
            countUnread(conversation, message, 1);
    }
    for (Message &message : fresh)
        conversation.insert(std::move(message));
    // The server's own count may reach further back than what we hold: never lowered by a page.
    const int unread = conversation.unread;
    const int mentions = conversation.mentions;
    if (conversation.lastRead) {
        recountUnread(conversation);
        conversation.unread = std::max(unread, conversation.unread);
        conversation.mentions = std::max(mentions, conversation.mentions);
    }
    changed(conversation);
}

void Reducer::apiHistory(const Value &args, const Value &answer)
{
    const ChannelId channel(args["channel"].text());
    const Value messages = answer["messages"];
    if (channel.isEmpty() || !messages.isArray())
        return;
    Conversation::Data &conversation = *conversationOf(channel);
    const bool fillsGap = MessageTs(args["oldest"].text()).toMicroseconds() > 0;
    foldPage(messages, conversation, fillsGap);
    conversation.historyLoaded = true;
    if (fillsGap)
        return boundMessages(conversation);                 // says nothing of the beginning
    if (args["latest"].exists() || args["cursor"].exists()) // somebody reads back: that stays
        conversation.keep = std::max(conversation.keep, conversation.messages.size());
    for (const Value &object : messages.elements()) {
        const MessageTs ts(object["ts"].text());
        if (ts && (conversation.historyFrom.isEmpty() || ts < conversation.historyFrom))
            conversation.historyFrom = ts;
    }
    const bool hasMore = answer["has_more"].boolean().value_or(false) ||
                         !answer["response_metadata"]["next_cursor"].string().empty();
    conversation.historyComplete = conversation.historyComplete || !hasMore;
    changed(conversation);
}

void Reducer::apiReplies(const Value &args, const Value &answer)
{
    const ChannelId channel(args["channel"].text());
    if (channel && answer["messages"].isArray())
        foldPage(answer["messages"], *conversationOf(channel));
}

//! The answer names what the event may not have shown yet. chat.meMessage and some servers leave the message
//! out.
void Reducer::apiPosted(const Value &args, const Value &answer)
{
    const ChannelId channel(answer["channel"].text().isEmpty() ? args["channel"].text()
                                                               : answer["channel"].text());
    WireMessage wire = wire::readMessage(answer["message"].isObject() ? answer["message"] : args);
    wire.message.ts = MessageTs(answer["ts"].text());
    wire.message.timeUs = wire.message.ts.toMicroseconds();
    if (wire.message.user.isEmpty())
        wire.message.user = m.self;
    if (channel && wire.message.ts)
        posted(std::move(wire), *conversationOf(channel), Origin::Answer);
}

void Reducer::apiUpdated(const Value &args, const Value &answer)
{
    Conversation::Data *conversation = known(ChannelId(answer["channel"].text()));
    const MessageTs ts(answer["ts"].text());
    Message *held = conversation ? conversation->find(ts) : nullptr;
    if (!held || !answer["message"].isObject())
        return; // the event will tell
    WireMessage wire = wire::readMessage(answer["message"]);
    wire.message.ts = ts;
    if (wire.message.text.isEmpty()) {
        wire.message.text = args["text"].text();
        wire.references.addText(wire.message.text);
    }
    if (!(wire.message.editedTs < held->editedTs) && replaceContent(*held, std::move(wire)))
        changed(*conversation, *held);
}

void Reducer::apiDeleted(const Value &args, const Value &answer)
{
    const QString ts = answer["ts"].text().isEmpty() ? args["ts"].text() : answer["ts"].text();
    Conversation::Data *conversation = known(ChannelId(args["channel"].text()));
    if (conversation)
        markDeleted(*conversation, MessageTs(ts));
}

void Reducer::apiReacted(const Value &args, const Value &)
{
    foldReaction(ChannelId(args["channel"].text()), MessageTs(args["timestamp"].text()), args["name"].text(),
                 m.self, true);
}

void Reducer::apiUnreacted(const Value &args, const Value &)
{
    foldReaction(ChannelId(args["channel"].text()), MessageTs(args["timestamp"].text()), args["name"].text(),
                 m.self, false);
}

} // namespace rtmscope
