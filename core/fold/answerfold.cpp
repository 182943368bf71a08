// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/answerfold.h"

#include "core/events/event.h"
#include "core/fold/bounds.h"
#include "core/fold/conversationfold.h"
#include "core/fold/folddecode.h"
#include "core/fold/gapfold.h"
#include "core/fold/messagefold.h"
#include "core/fold/peoplefold.h"
#include "core/fold/unreadfold.h"
#include "core/text/cleantext.h"

#include <algorithm>

namespace rtmscope {

using json::Value;
using namespace Qt::StringLiterals;

void AnswerFold::state(const Value &root)
{
    GapFold{c}.rememberLoss(root);
    const Value team = root["team"];
    const Value self = root["self"];
    if (!team.isObject() && !self.isObject())
        return;
    teamInfo({}, root);
    if (const UserId id(self["id"].text()); id && id != c.state.self) {
        c.state.self = id;
        c.namesChanged();
        c.want(id);
    }
    if (const BotId bot(self["bot_id"].text()); bot)
        c.state.selfBot = bot;
}

void AnswerFold::answer(const Value &root)
{
    static const QHash<QString, Handler> handlers{
        {u"auth.test"_s, &AnswerFold::identity},
        {u"bots.info"_s, &AnswerFold::bots},
        {u"chat.delete"_s, &AnswerFold::deleted},
        {u"chat.meMessage"_s, &AnswerFold::posted},
        {u"chat.postMessage"_s, &AnswerFold::posted},
        {u"chat.update"_s, &AnswerFold::updated},
        {u"conversations.close"_s, &AnswerFold::closed},
        {u"conversations.history"_s, &AnswerFold::history},
        {u"conversations.info"_s, &AnswerFold::conversationInfo},
        {u"conversations.join"_s, &AnswerFold::conversationInfo},
        {u"conversations.leave"_s, &AnswerFold::left},
        {u"conversations.list"_s, &AnswerFold::conversationList},
        {u"conversations.mark"_s, &AnswerFold::mark},
        {u"conversations.open"_s, &AnswerFold::conversationInfo},
        {u"conversations.replies"_s, &AnswerFold::replies},
        {u"emoji.list"_s, &AnswerFold::emojiList},
        {u"reactions.add"_s, &AnswerFold::reacted},
        {u"reactions.remove"_s, &AnswerFold::unreacted},
        {u"rtm.connect"_s, &AnswerFold::start},
        {u"rtm.start"_s, &AnswerFold::start},
        {u"team.info"_s, &AnswerFold::teamInfo},
        {u"usergroups.list"_s, &AnswerFold::subteams},
        {u"users.conversations"_s, &AnswerFold::ownConversations},
        {u"users.info"_s, &AnswerFold::users},
        {u"users.list"_s, &AnswerFold::users},
    };
    const Handler handler = handlers.value(root["method"].text(), nullptr);
    if (!handler)
        return;
    if (!root["ok"].boolean().value_or(false))
        refused(root);
    else
        (this->*handler)(root["args"], root["answer"]);
}

//! Ids that the server does not know, or does not tell us of, are not asked for again.
void AnswerFold::refused(const Value &root)
{
    const QString error = root["error"].text();
    const Value args = root["args"];
    if (error == "user_not_found"_L1 || error == "user_not_visible"_L1 || error == "users_not_found"_L1) {
        c.state.unknownUsers.hopeless(UserId(args["user"].text()));
        c.changed();
    } else if (error == "channel_not_found"_L1 && root["method"].string() == "conversations.info") {
        c.state.unknownChannels.hopeless(ChannelId(args["channel"].text()));
        c.changed();
    } else if (error == "bot_not_found"_L1) {
        c.state.unknownBots.hopeless(BotId(args["bot"].text()));
        c.changed();
    }
    const std::string_view method = root["method"].string();
    const bool isRefusal =
        root["answer"].isObject() && error != "ratelimited"_L1 && error != "rate_limited"_L1;
    if (method == "usergroups.list" && isRefusal) {
        c.state.unknownSubteams.settle();
    } else if (method == "emoji.list" && isRefusal) {
        c.state.unknownEmoji.settle();
        c.state.emojiChanged = false;
    }
}

void AnswerFold::users(const Value &, const Value &answer)
{
    PeopleFold{c}.user(answer["user"]);
    for (const Value &user : answer["members"].elements())
        PeopleFold{c}.user(user);
}

void AnswerFold::bots(const Value &, const Value &answer)
{
    PeopleFold{c}.bot(decoded<BotObject>(answer["bot"]));
}

void AnswerFold::subteams(const Value &, const Value &answer)
{
    for (const Value &group : answer["usergroups"].elements())
        PeopleFold{c}.subteam(decoded<SubteamObject>(group));
    c.state.unknownSubteams.settle();
}

void AnswerFold::identity(const Value &, const Value &answer)
{
    if (const UserId id(answer["user_id"].text()); id && c.state.self.isEmpty()) {
        c.state.self = id;
        c.namesChanged();
    }
    if (const BotId bot(answer["bot_id"].text()); bot && c.state.selfBot.isEmpty())
        c.state.selfBot = bot;
    if (const TeamId id(answer["team_id"].text()); id && c.state.teamId.isEmpty())
        c.state.teamId = id;
    if (const QString name = cleanName(answer["team"].text());
        !name.isEmpty() && c.state.teamName.isEmpty()) {
        c.state.teamName = name;
        c.namesChanged();
    }
}

void AnswerFold::teamInfo(const Value &, const Value &answer)
{
    const Value team = answer["team"];
    if (const TeamId id(team["id"].text()); id && id != c.state.teamId) {
        c.state.teamId = id;
        c.changed();
    }
    if (const QString name = cleanName(team["name"].text()); !name.isEmpty() && name != c.state.teamName) {
        c.state.teamName = name;
        c.namesChanged();
    }
    if (const QString domain = team["domain"].text(); !domain.isEmpty() && domain != c.state.teamDomain) {
        c.state.teamDomain = domain;
        c.changed();
    }
}

void AnswerFold::emojiList(const Value &, const Value &answer)
{
    const Value emoji = answer["emoji"];
    if (!emoji.isObject())
        return;
    c.state.emoji.clear();
    for (const Value::Member entry : emoji.members())
        c.state.emoji.insert(QString::fromUtf8(entry.key.data(), static_cast<qsizetype>(entry.key.size())),
                             entry.value.text());
    for (const QString &name : c.state.unknownEmoji.newestFirst()) {
        if (c.state.emoji.contains(name))
            c.state.unknownEmoji.known(name);
    }
    c.state.unknownEmoji.settle();
    c.state.emojiChanged = false;
    c.namesChanged();
}

//! rtm.connect names team and self; rtm.start's old shape brings users and channels along (docs/protocol.md).
void AnswerFold::start(const Value &args, const Value &answer)
{
    state(answer);
    for (const Value &user : answer["users"].elements())
        PeopleFold{c}.user(user);
    for (const Value &bot : answer["bots"].elements())
        PeopleFold{c}.bot(decoded<BotObject>(bot));
    for (const Value &group : answer["subteams"]["all"].elements())
        PeopleFold{c}.subteam(decoded<SubteamObject>(group));
    for (const Value &own : answer["subteams"]["self"].elements()) {
        if (const auto id = decoded<SubteamId>(own); id)
            c.state.ownSubteams.insert(id);
    }
    conversationList(args, answer);
    for (const std::string_view list : {"groups", "mpims", "ims"}) {
        for (const Value &element : answer[list].elements()) {
            const auto object = decoded<ConversationObject>(element);
            Conversation::Data *conversation = ConversationFold{c}.described(object);
            if (!conversation)
                continue;
            if (list == "ims")
                conversation->kind = ConversationKind::DirectMessage;
            conversation->member = true;
            conversation->open = object.isOpen.value_or(true) && !conversation->archived;
        }
    }
}

void AnswerFold::conversationList(const Value &, const Value &answer)
{
    for (const Value &element : answer["channels"].elements()) {
        const auto object = decoded<ConversationObject>(element);
        if (Conversation::Data *conversation = ConversationFold{c}.described(object)) {
            if (conversation->kind == ConversationKind::DirectMessage && !object.isMember)
                conversation->member = true; // ours by its nature
            conversation->open =
                conversation->member && !conversation->archived && object.isOpen.value_or(true);
        }
    }
}

//! users.conversations lists only what the user has joined, and says so by nothing else.
void AnswerFold::ownConversations(const Value &, const Value &answer)
{
    for (const Value &element : answer["channels"].elements()) {
        const auto object = decoded<ConversationObject>(element);
        if (Conversation::Data *conversation = ConversationFold{c}.described(object)) {
            conversation->member = true;
            conversation->open = !conversation->archived && object.isOpen.value_or(true);
        }
    }
}

void AnswerFold::conversationInfo(const Value &, const Value &answer)
{
    Conversation::Data *conversation =
        ConversationFold{c}.described(decoded<ConversationObject>(answer["channel"]));
    if (!conversation)
        return;
    const bool isDirect = conversation->kind == ConversationKind::DirectMessage;
    conversation->member = conversation->member || isDirect;
    conversation->open = conversation->open || (conversation->member && !conversation->archived);
    c.changed(*conversation);
}

void AnswerFold::left(const Value &args, const Value &)
{
    ConversationFold{c}.left(decoded<ChannelId>(args["channel"]));
}

void AnswerFold::closed(const Value &args, const Value &)
{
    ConversationFold{c}.closed(decoded<ChannelId>(args["channel"]));
}

void AnswerFold::mark(const Value &args, const Value &)
{
    if (Conversation::Data *conversation = c.known(ChannelId(args["channel"].text()))) {
        conversation->lastRead = MessageTs(args["ts"].text());
        UnreadFold{c}.recount(*conversation);
        c.changed(*conversation);
    }
}

//! Folds a page: what is held is compared, what is new goes in at once. \a news: it was said while we were
//! away, so nobody has read it.
void AnswerFold::page(const Value &messages, Conversation::Data &conversation, bool news)
{
    std::vector<Message> fresh;
    QSet<MessageTs> inPage; // a page may repeat the parent of a thread
    for (const Value &object : messages.elements()) {
        ToldMessage told = readMessage(object);
        const MessageTs ts = told.message.ts;
        if (ts.isEmpty() || inPage.contains(ts) || (told.hidden && !told.message.tombstone))
            continue;
        inPage.insert(ts);
        if (conversation.find(ts) || conversation.messages.unsentCount() > 0) {
            MessageFold{c}.posted(std::move(told), conversation, Origin::Backfilled);
            continue;
        }
        MessageFold{c}.noteAuthor(told);
        fresh.push_back(MessageFold{c}.made(told, conversation, Origin::Backfilled));
        fresh.back().lastSeq = c.event.seq;
        fresh.back().revision = ++c.state.revision; // each its own: views tell messages apart by it
    }
    if (news && conversation.lastRead.isEmpty()) {
        for (const Message &message : fresh)
            UnreadFold{c}.count(conversation, message, 1);
    }
    for (Message &message : fresh)
        conversation.insert(std::move(message));
    // The server's own count may reach further back than what we hold: never lowered by a page.
    const int unread = conversation.unread;
    const int mentions = conversation.mentions;
    if (conversation.lastRead) {
        UnreadFold{c}.recount(conversation);
        conversation.unread = std::max(unread, conversation.unread);
        conversation.mentions = std::max(mentions, conversation.mentions);
    }
    c.changed(conversation);
}

void AnswerFold::history(const Value &args, const Value &answer)
{
    const ChannelId channel(args["channel"].text());
    const Value messages = answer["messages"];
    if (channel.isEmpty() || !messages.isArray())
        return;
    Conversation::Data &conversation = c.conversationOf(channel);
    const bool fillsGap = MessageTs(args["oldest"].text()).toMicroseconds() > 0;
    page(messages, conversation, fillsGap);
    conversation.historyLoaded = true;
    if (fillsGap)
        return boundMessages(c, conversation);              // says nothing of the beginning
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
    c.changed(conversation);
}

void AnswerFold::replies(const Value &args, const Value &answer)
{
    const ChannelId channel(args["channel"].text());
    if (channel && answer["messages"].isArray())
        page(answer["messages"], c.conversationOf(channel), false);
}

//! The answer names what the event may not have shown yet. chat.meMessage and some servers leave the message
//! out.
void AnswerFold::posted(const Value &args, const Value &answer)
{
    const ChannelId channel(answer["channel"].text().isEmpty() ? args["channel"].text()
                                                               : answer["channel"].text());
    ToldMessage told = readMessage(answer["message"].isObject() ? answer["message"] : args);
    told.message.ts = MessageTs(answer["ts"].text());
    told.message.timeUs = told.message.ts.toMicroseconds();
    if (told.message.user.isEmpty())
        told.message.user = c.state.self;
    if (channel && told.message.ts)
        MessageFold{c}.posted(std::move(told), c.conversationOf(channel), Origin::Answer);
}

void AnswerFold::updated(const Value &args, const Value &answer)
{
    Conversation::Data *conversation = c.known(ChannelId(answer["channel"].text()));
    const MessageTs ts(answer["ts"].text());
    Message *held = conversation ? conversation->find(ts) : nullptr;
    if (!held || !answer["message"].isObject())
        return; // the event will tell
    ToldMessage told = readMessage(answer["message"]);
    told.message.ts = ts;
    if (told.message.text.isEmpty()) {
        told.message.text = args["text"].text();
        told.references.addText(told.message.text);
    }
    if (!(told.message.editedTs < held->editedTs) && MessageFold{c}.replaceContent(*held, std::move(told)))
        c.changed(*conversation, *held);
}

void AnswerFold::deleted(const Value &args, const Value &answer)
{
    const QString ts = answer["ts"].text().isEmpty() ? args["ts"].text() : answer["ts"].text();
    Conversation::Data *conversation = c.known(ChannelId(args["channel"].text()));
    if (conversation)
        MessageFold{c}.markDeleted(*conversation, MessageTs(ts));
}

void AnswerFold::reacted(const Value &args, const Value &)
{
    MessageFold{c}.setReaction(ChannelId(args["channel"].text()), MessageTs(args["timestamp"].text()),
                               args["name"].text(), c.state.self, true);
}

void AnswerFold::unreacted(const Value &args, const Value &)
{
    MessageFold{c}.setReaction(ChannelId(args["channel"].text()), MessageTs(args["timestamp"].text()),
                               args["name"].text(), c.state.self, false);
}

} // namespace rtmscope
