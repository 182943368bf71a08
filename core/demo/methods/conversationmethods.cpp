// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// conversations.*
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/webmethods.h"
#include "core/demo/world/acts.h"
#include "core/demo/world/worldobjects.h"

#include <algorithm>
#include <limits>

namespace rtmscope::demo {

Channel *WebMethods::visible(const QByteArray &id, const Caller &caller, QByteArray *problem)
{
    Channel *channel = m_world.channel(id);
    // what one is not in and may not see does not exist
    if (channel == nullptr || (channel->kind != Channel::Kind::Public && !channel->has(caller.userId))) {
        *problem = "channel_not_found";
        return nullptr;
    }
    return channel;
}

Channel *WebMethods::writable(const QByteArray &idOrName, const Caller &caller, QByteArray *problem)
{
    Channel *channel = nullptr;
    if (Channel *named = m_world.channelNamed(idOrName); named != nullptr)
        channel = visible(named->id, caller, problem);
    else if (const User *user = m_world.userKnownAs(idOrName)) // means the conversation with that user
        channel = &m_world.directMessage(caller.userId, user->id);
    else
        channel = visible(idOrName, caller, problem);
    if (channel == nullptr)
        return nullptr;
    if (!channel->has(caller.userId))
        *problem = "not_in_channel";
    else if (channel->archived)
        *problem = "is_archived";
    else
        return channel;
    return nullptr;
}

//! The conversation that the call is about: one of the caller's.
Channel *WebMethods::readable(const Arguments &arguments, const Caller &caller, QByteArray *problem)
{
    Channel *channel = visible(arguments.value("channel"), caller, problem);
    if (channel == nullptr || channel->has(caller.userId))
        return channel;
    *problem = "not_in_channel";
    return nullptr;
}

QByteArray WebMethods::listConversations(const Arguments &arguments, const Caller &caller,
                                         const QByteArray &memberOnly)
{
    const QList<QByteArray> types =
        arguments.has("types") ? arguments.list("types") : QList<QByteArray>{"public_channel"};
    QList<const Channel *> matching;
    for (const auto &channel : m_world.channels()) {
        const QByteArray type = channel->kind == Channel::Kind::Public    ? QByteArray("public_channel")
                                : channel->kind == Channel::Kind::Private ? QByteArray("private_channel")
                                                                          : kindWord(*channel);
        const bool seen =
            !channel->gone && (channel->kind == Channel::Kind::Public || channel->has(caller.userId));
        if (types.contains(type) && seen && (memberOnly.isEmpty() || channel->has(memberOnly)))
            matching.append(channel.get());
    }
    QByteArray problem;
    const std::optional<Page> page = pageOf(matching.size(), arguments, 100, &problem);
    if (!page)
        return errorAnswer(problem);
    QList<QByteArray> channels;
    for (qsizetype i = page->begin; i < page->end; ++i) {
        // filtered after the cut, as by the real server: a page may be short without being the last
        if (!(matching[i]->archived && arguments.flag("exclude_archived")))
            channels.append(channelJson(m_world, *matching[i], caller.userId));
    }
    return okAnswer()
        .raw("channels", rawArray(channels))
        .raw("response_metadata", cursorMember(page->nextCursor))
        .done();
}

QByteArray WebMethods::conversationsList(const Arguments &arguments, const Caller &caller)
{
    return listConversations(arguments, caller, {});
}

QByteArray WebMethods::conversationsInfo(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    return okAnswer().raw("channel", channelJson(m_world, *channel, caller.userId, true)).done();
}

namespace {

//! Which messages of a conversation are asked for.
struct HistoryRange
{
    qint64 oldest = 0;
    qint64 latest = std::numeric_limits<qint64>::max();
    bool oldestIncluded = false;
    bool latestIncluded = false;
    //! Pages are turned from the newest down, but from the oldest up where only that end is named.
    bool upwards = false;

    bool holds(qint64 ts) const
    {
        return (ts < latest || (latestIncluded && ts == latest)) &&
               (ts > oldest || (oldestIncluded && ts == oldest));
    }
};

//! Nothing: the cursor is none of ours.
std::optional<HistoryRange> historyRange(const Arguments &arguments)
{
    HistoryRange range;
    range.oldest = arguments.ts("oldest").value_or(0);
    const qint64 latest = arguments.ts("latest").value_or(0);
    if (latest != 0)
        range.latest = latest;
    range.upwards = range.oldest != 0 && latest == 0;
    range.oldestIncluded = range.latestIncluded = arguments.flag("inclusive");
    const QByteArray cursor = arguments.value("cursor");
    if (cursor.isEmpty())
        return range;
    if (const std::optional<qint64> up = cursorValue(cursor, "after_ts:")) {
        range.oldest = *up;
        range.oldestIncluded = range.upwards = true;
    } else if (const std::optional<qint64> down = cursorValue(cursor, "next_ts:")) {
        range.latest = *down;
        range.latestIncluded = true;
        range.upwards = false;
    } else {
        return std::nullopt;
    }
    return range;
}

//! Leaves \a limit of \a messages, which ascend. Returns what the next page's cursor says; empty: there is
//! none.
QByteArray cutToPage(QList<const Message *> &messages, int limit, bool upwards)
{
    if (messages.size() <= limit)
        return {};
    if (upwards) {
        const QByteArray next = "after_ts:" + QByteArray::number(messages[limit]->ts);
        messages.resize(limit);
        return next;
    }
    const qsizetype tooMany = messages.size() - limit;
    const QByteArray next = "next_ts:" + QByteArray::number(messages[tooMany - 1]->ts);
    messages.remove(0, tooMany);
    return next;
}

} // namespace

QByteArray WebMethods::conversationsHistory(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = readable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const std::optional<int> limit = limitOf(arguments, 100, 999);
    if (!limit)
        return errorAnswer("invalid_limit");
    const std::optional<HistoryRange> range = historyRange(arguments);
    if (!range)
        return errorAnswer("invalid_cursor");
    QList<const Message *> matching;
    qsizetype pins = 0;
    for (const Message &message : channel->messages) {
        pins += message.pinned ? 1 : 0;
        if (range->holds(message.ts) && (!message.isReply() || message.broadcast))
            matching.append(&message);
    }
    const QByteArray next = cutToPage(matching, *limit, range->upwards);
    QList<QByteArray> messages;
    for (auto message = matching.crbegin(); message != matching.crend(); ++message)
        messages.append(messageJson(m_world, *channel, **message, Form::History, caller.userId));
    ObjectWriter answer = okAnswer();
    answer.raw("messages", rawArray(messages)).flag("has_more", !next.isEmpty()).number("pin_count", pins);
    answer.raw("channel_actions_ts", "null").number("channel_actions_count", 0);
    if (!next.isEmpty())
        answer.raw("response_metadata", cursorMember(cursorFor(next)));
    return answer.done();
}

QByteArray WebMethods::conversationsReplies(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = readable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const Message *named = channel->find(arguments.ts("ts").value_or(0));
    const Message *parent = named != nullptr && named->isReply() ? channel->find(named->threadTs) : named;
    if (parent == nullptr)
        return errorAnswer("thread_not_found");
    const bool inclusive = arguments.flag("inclusive");
    const qint64 oldest = arguments.ts("oldest").value_or(0);
    const qint64 latest = arguments.ts("latest").value_or(std::numeric_limits<qint64>::max());
    QList<const Message *> replies;
    for (const Message &message : channel->messages) {
        const bool inRange = (message.ts > oldest && message.ts < latest) ||
                             (inclusive && (message.ts == oldest || message.ts == latest));
        if (message.isReply() && message.threadTs == parent->ts && inRange)
            replies.append(&message);
    }
    const std::optional<Page> page = pageOf(replies.size(), arguments, 200, &problem);
    if (!page)
        return errorAnswer(problem);
    QList<QByteArray> messages{messageJson(m_world, *channel, *parent, Form::History, caller.userId)};
    for (qsizetype i = page->begin; i < page->end; ++i)
        messages.append(messageJson(m_world, *channel, *replies[i], Form::History, caller.userId));
    ObjectWriter answer = okAnswer();
    answer.raw("messages", rawArray(messages)).flag("has_more", !page->nextCursor.isEmpty());
    if (!page->nextCursor.isEmpty())
        answer.raw("response_metadata", cursorMember(page->nextCursor));
    return answer.done();
}

QByteArray WebMethods::conversationsMembers(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    const std::optional<Page> page =
        channel == nullptr ? std::nullopt : pageOf(channel->members.size(), arguments, 100, &problem);
    if (!page)
        return errorAnswer(problem);
    return okAnswer()
        .raw("members", textArray(channel->members.mid(page->begin, page->end - page->begin)))
        .raw("response_metadata", cursorMember(page->nextCursor))
        .done();
}

//! The members but for the account that tries this out. Its two tokens, a bot's and a person's, share one
//! seat: a group of the cast that has both is the same group to either.
static QList<QByteArray> withoutTheAccount(QList<QByteArray> members)
{
    members.removeAll(botUserId);
    members.removeAll(youUserId);
    std::sort(members.begin(), members.end());
    return members;
}

//! The conversation with exactly these others, one more in the world if there is none (\a created).
Channel &WebMethods::conversationWith(const QList<QByteArray> &others, const Caller &caller, bool *created)
{
    if (others.size() == 1)
        return m_world.directMessage(caller.userId, others.first(), created);
    for (const auto &candidate : m_world.channels()) {
        const bool everybody = std::all_of(others.begin(), others.end(),
                                           [&](const QByteArray &user) { return candidate->has(user); });
        if (candidate->kind == Channel::Kind::Mpim && candidate->has(caller.userId) && everybody &&
            withoutTheAccount(candidate->members) == withoutTheAccount(others))
            return *candidate;
    }
    *created = true;
    return rooms::found(m_world, Channel::Kind::Mpim, {}, caller.userId, others);
}

QByteArray WebMethods::conversationsOpen(const Arguments &arguments, const Caller &caller)
{
    constexpr qsizetype mostInGroup = 8;
    QByteArray problem = "users_list_not_supplied";
    Channel *channel = nullptr;
    bool created = false;
    if (arguments.has("channel")) {
        channel = visible(arguments.value("channel"), caller, &problem);
    } else if (QList<QByteArray> others = arguments.list("users"); !others.isEmpty()) {
        const bool known = std::all_of(others.begin(), others.end(),
                                       [&](const QByteArray &user) { return m_world.user(user) != nullptr; });
        if (others.size() > 1)
            others.removeAll(caller.userId);
        std::sort(others.begin(), others.end());
        others.erase(std::unique(others.begin(), others.end()), others.end());
        problem = known ? "too_many_users" : "user_not_found";
        if (known && others.size() <= mostInGroup)
            channel = &conversationWith(others, caller, &created);
    }
    if (channel == nullptr)
        return errorAnswer(problem);
    if (created && channel->kind == Channel::Kind::Im)
        announceDirectMessage(*channel, caller);
    ObjectWriter answer = okAnswer();
    if (!created)
        answer.flag("no_op", true).flag("already_open", true);
    const QByteArray whole = arguments.flag("return_im") ? channelJson(m_world, *channel, caller.userId)
                                                         : ObjectWriter().text("id", channel->id).done();
    return answer.raw("channel", whole).done();
}

void WebMethods::announceDirectMessage(const Channel &channel, const Caller &caller)
{
    const Audience onlyCaller{nullptr, caller.userId, {}, {}};
    const QByteArray other = channel.otherMember(caller.userId);
    m_world.send(ObjectWriter()
                     .text("type", "im_created")
                     .text("user", other)
                     .raw("channel", channelJson(m_world, channel, caller.userId, true))
                     .done(),
                 onlyCaller);
    m_world.send(ObjectWriter()
                     .text("type", "im_open")
                     .text("user", other)
                     .text("channel", channel.id)
                     .text("event_ts", tsText(m_world.freshTs()))
                     .done(),
                 onlyCaller);
}

QByteArray WebMethods::conversationsMark(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = readable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const std::optional<qint64> ts = arguments.ts("ts");
    if (!ts)
        return errorAnswer("invalid_timestamp");
    rooms::mark(m_world, *channel, caller.userId, *ts);
    return okAnswer().done();
}

QByteArray WebMethods::conversationsJoin(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (channel->archived)
        return errorAnswer("is_archived");
    const bool already = channel->has(caller.userId);
    rooms::join(m_world, *channel, caller.userId);
    ObjectWriter answer = okAnswer();
    answer.raw("channel", channelJson(m_world, *channel, caller.userId, true));
    if (already)
        answer.text("warning", "already_in_channel")
            .raw("response_metadata", R"({"warnings":["already_in_channel"]})");
    return answer.done();
}

QByteArray WebMethods::conversationsLeave(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (channel->name == "general")
        return errorAnswer("cant_leave_general");
    if (!channel->has(caller.userId))
        return okAnswer().flag("not_in_channel", true).done();
    rooms::leave(m_world, *channel, caller.userId);
    return okAnswer().done();
}

//! A conversation that the caller is in and may change: no direct one.
Channel *WebMethods::changeable(const Arguments &arguments, const Caller &caller, QByteArray *problem)
{
    Channel *channel = visible(arguments.value("channel"), caller, problem);
    if (channel == nullptr)
        return nullptr;
    if (channel->kind == Channel::Kind::Im || channel->kind == Channel::Kind::Mpim)
        *problem = "method_not_supported_for_channel_type";
    else if (!channel->has(caller.userId))
        *problem = "not_in_channel";
    else
        return channel;
    return nullptr;
}

QByteArray WebMethods::conversationAnswer(const Channel &channel, const Caller &caller)
{
    return okAnswer().raw("channel", channelJson(m_world, channel, caller.userId)).done();
}

//! Lower case, no blanks, nothing but letters, digits, - and _ below 128, as Slack has it. Empty: cannot be.
QByteArray WebMethods::roomName(const Arguments &arguments, QByteArray *problem)
{
    const QByteArray given = arguments.value("name");
    const QByteArray name = given.startsWith('#') ? given.mid(1) : given;
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80) != 0;
    });
    if (name.isEmpty())
        *problem = "invalid_name_required";
    else if (!fits)
        *problem = "invalid_name_specials";
    else if (characterCount(name) > 80)
        *problem = "invalid_name_maxlength";
    else if (m_world.channelNamed(name) != nullptr)
        *problem = "name_taken";
    else
        return name;
    return {};
}

QByteArray WebMethods::conversationsCreate(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const QByteArray name = roomName(arguments, &problem);
    if (name.isEmpty())
        return errorAnswer(problem);
    const auto kind = arguments.flag("is_private") ? Channel::Kind::Private : Channel::Kind::Public;
    return conversationAnswer(rooms::found(m_world, kind, name, caller.userId), caller);
}

QByteArray WebMethods::conversationsRename(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = changeable(arguments, caller, &problem);
    const QByteArray name = channel != nullptr ? roomName(arguments, &problem) : QByteArray();
    if (name.isEmpty())
        return errorAnswer(problem);
    rooms::rename(m_world, *channel, name, caller.userId);
    return conversationAnswer(*channel, caller);
}

QByteArray WebMethods::conversationsSetTopic(const Arguments &arguments, const Caller &caller)
{
    return describe(arguments, caller, "topic", &rooms::setTopic);
}

QByteArray WebMethods::conversationsSetPurpose(const Arguments &arguments, const Caller &caller)
{
    return describe(arguments, caller, "purpose", &rooms::setPurpose);
}

QByteArray WebMethods::describe(const Arguments &arguments, const Caller &caller, const char *what,
                                void (*set)(World &, Channel &, const QByteArray &, const QByteArray &))
{
    constexpr qsizetype longest = 250;
    QByteArray problem;
    Channel *channel = readable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (!arguments.isGiven(what)) // given empty it empties what was there
        return missingArgument(what);
    const QByteArray words = arguments.value(what);
    if (channel->archived)
        return errorAnswer("is_archived");
    if (channel->kind == Channel::Kind::Im)
        return errorAnswer("method_not_supported_for_channel_type");
    if (characterCount(words) > longest)
        return errorAnswer("too_long");
    set(m_world, *channel, words, caller.userId);
    return okAnswer().text(what, words).raw("channel", channelJson(m_world, *channel, caller.userId)).done();
}

QByteArray WebMethods::conversationsArchive(const Arguments &arguments, const Caller &caller)
{
    return setArchived(arguments, caller, true);
}

QByteArray WebMethods::conversationsUnarchive(const Arguments &arguments, const Caller &caller)
{
    return setArchived(arguments, caller, false);
}

QByteArray WebMethods::setArchived(const Arguments &arguments, const Caller &caller, bool archived)
{
    QByteArray problem;
    Channel *channel = changeable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (channel->name == "general")
        return errorAnswer("cant_archive_general");
    if (channel->archived == archived)
        return errorAnswer(archived ? "already_archived" : "not_archived");
    rooms::archive(m_world, *channel, archived, caller.userId);
    return okAnswer().done();
}

QByteArray WebMethods::conversationsInvite(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = changeable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (channel->archived)
        return errorAnswer("is_archived");
    // "user" is how the methods before conversations.* called it
    const QList<QByteArray> users = arguments.list(arguments.has("users") ? "users" : "user");
    if (users.isEmpty())
        return errorAnswer("no_user");
    for (const QByteArray &user : users) {
        if (m_world.user(user) == nullptr)
            return errorAnswer("user_not_found");
        if (user == caller.userId)
            return errorAnswer("cant_invite_self");
        if (channel->has(user))
            return errorAnswer("already_in_channel");
    }
    for (const QByteArray &user : users)
        rooms::join(m_world, *channel, user, caller.userId);
    return conversationAnswer(*channel, caller);
}

QByteArray WebMethods::conversationsKick(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = changeable(arguments, caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const QByteArray user = arguments.value("user");
    if (m_world.user(user) == nullptr)
        return errorAnswer("user_not_found");
    if (user == caller.userId)
        return errorAnswer("cant_kick_self");
    if (channel->name == "general")
        return errorAnswer("cant_kick_from_general");
    if (!channel->has(user))
        return errorAnswer("not_in_channel");
    rooms::leave(m_world, *channel, user);
    return okAnswer().done();
}

QByteArray WebMethods::conversationsClose(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (channel->kind != Channel::Kind::Im && channel->kind != Channel::Kind::Mpim)
        return errorAnswer("method_not_supported_for_channel_type");
    ObjectWriter event;
    event.text("type", kindWord(*channel) + "_close");
    event.text("user",
               channel->kind == Channel::Kind::Im ? channel->otherMember(caller.userId) : caller.userId);
    event.text("channel", channel->id).text("event_ts", tsText(m_world.freshTs()));
    m_world.send(event.done(), {nullptr, caller.userId, {}, {}});
    return okAnswer().done();
}

} // namespace rtmscope::demo
