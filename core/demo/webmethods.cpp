// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/webmethods.h"

#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::demo {

namespace {

QByteArray percentDecoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

ObjectWriter okAnswer()
{
    ObjectWriter answer;
    answer.flag("ok", true);
    return answer;
}

//! One page of a list, and where the next begins. Cursors look opaque, as Slack's do.
struct Page
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray nextCursor;
};

QByteArray cursorFor(const QByteArray &what)
{
    return what.toBase64();
}

std::optional<qint64> cursorValue(const QByteArray &cursor, const QByteArray &prefix)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !(*decoded).startsWith(prefix))
        return std::nullopt;
    bool ok = false;
    const qint64 value = (*decoded).mid(prefix.size()).toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

//! Cuts a page out of \a total things. Nothing, and \a problem, when limit or cursor make no sense.
std::optional<Page> pageOf(qsizetype total, const Arguments &arguments, int defaultLimit, QByteArray *problem)
{
    const std::optional<int> limit = arguments.number("limit", defaultLimit);
    if (!limit || *limit < 0 || *limit > 1000) {
        *problem = "invalid_limit";
        return std::nullopt;
    }
    Page page;
    if (const QByteArray cursor = arguments.value("cursor"); !cursor.isEmpty()) {
        const std::optional<qint64> begin = cursorValue(cursor, "offset:");
        if (!begin || *begin < 0 || *begin > total) {
            *problem = "invalid_cursor";
            return std::nullopt;
        }
        page.begin = *begin;
    }
    page.end = std::min<qsizetype>(total, page.begin + (*limit == 0 ? defaultLimit : *limit));
    if (page.end < total)
        page.nextCursor = cursorFor("offset:" + QByteArray::number(page.end));
    return page;
}

QByteArray cursorMember(const QByteArray &cursor)
{
    return ObjectWriter().text("next_cursor", cursor).done();
}

qsizetype characterCount(const QByteArray &utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; });
}

bool isJsonArray(const QByteArray &text)
{
    json::Document document;
    return document.parse(text) && document.root().isArray();
}

} // namespace

QByteArray errorAnswer(const QByteArray &code)
{
    return ObjectWriter().flag("ok", false).text("error", code).done();
}

std::optional<Arguments> Arguments::of(const HttpRequest &request)
{
    Arguments arguments;
    arguments.readForm(request.query);
    const QByteArray type = request.header("content-type").toLower();
    if (type.startsWith("application/json")) {
        if (!request.body.isEmpty() && !arguments.readJson(request.body))
            return std::nullopt;
    } else if (type.isEmpty() || type.startsWith("application/x-www-form-urlencoded")) {
        arguments.readForm(request.body);
    } else if (!request.body.isEmpty()) {
        return std::nullopt;
    }
    return arguments;
}

bool Arguments::readJson(const QByteArray &body)
{
    json::Document document;
    if (!document.parse(body) || !document.root().isObject())
        return false;
    for (const auto &[key, value] : document.root().members()) {
        const std::string_view text = value.string();
        m_values.insert(QByteArray(key.data(), static_cast<qsizetype>(key.size())),
                        value.isString() ? QByteArray(text.data(), static_cast<qsizetype>(text.size()))
                                         : value.toJson());
    }
    return true;
}

void Arguments::readForm(const QByteArray &encoded)
{
    for (const QByteArray &pair : encoded.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        m_values.insert(percentDecoded(name),
                        equals < 0 ? QByteArray() : percentDecoded(pair.mid(equals + 1)));
    }
}

bool Arguments::flag(const QByteArray &name, bool fallback) const
{
    const QByteArray text = value(name);
    return text.isEmpty() ? fallback : text == "1" || text == "true";
}

std::optional<int> Arguments::number(const QByteArray &name, int fallback) const
{
    if (value(name).isEmpty())
        return fallback;
    bool ok = false;
    const int number = value(name).toInt(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<qint64> Arguments::ts(const QByteArray &name) const
{
    return value(name).isEmpty() ? std::nullopt : tsFrom(value(name));
}

WebMethods::WebMethods(World &world)
    : m_world(world)
{
}

const QHash<QByteArray, WebMethods::Method> &WebMethods::table()
{
    static const QHash<QByteArray, Method> methods{
        {"api.test", &WebMethods::apiTest},
        {"auth.test", &WebMethods::authTest},
        {"rtm.connect", &WebMethods::rtmConnect},
        {"rtm.start", &WebMethods::rtmStart},
        {"conversations.list", &WebMethods::conversationsList},
        {"conversations.info", &WebMethods::conversationsInfo},
        {"conversations.history", &WebMethods::conversationsHistory},
        {"conversations.replies", &WebMethods::conversationsReplies},
        {"conversations.members", &WebMethods::conversationsMembers},
        {"conversations.open", &WebMethods::conversationsOpen},
        {"conversations.mark", &WebMethods::conversationsMark},
        {"conversations.join", &WebMethods::conversationsJoin},
        {"conversations.leave", &WebMethods::conversationsLeave},
        {"users.list", &WebMethods::usersList},
        {"users.info", &WebMethods::usersInfo},
        {"users.conversations", &WebMethods::usersConversations},
        {"users.getPresence", &WebMethods::usersGetPresence},
        {"chat.postMessage", &WebMethods::chatPostMessage},
        {"chat.meMessage", &WebMethods::chatMeMessage},
        {"chat.update", &WebMethods::chatUpdate},
        {"chat.delete", &WebMethods::chatDelete},
        {"chat.getPermalink", &WebMethods::chatGetPermalink},
        {"reactions.add", &WebMethods::reactionsAdd},
        {"reactions.remove", &WebMethods::reactionsRemove},
        {"emoji.list", &WebMethods::emojiList},
        {"team.info", &WebMethods::teamInfo},
        {"bots.info", &WebMethods::botsInfo},
    };
    return methods;
}

bool WebMethods::knows(const QByteArray &method)
{
    return table().contains(method);
}

QByteArray WebMethods::call(const QByteArray &method, const Arguments &arguments, const Caller &caller)
{
    const auto found = table().constFind(method);
    if (found == table().constEnd())
        return ObjectWriter()
            .flag("ok", false)
            .text("error", "unknown_method")
            .text("req_method", method)
            .done();
    return (this->*found.value())(arguments, caller);
}

QByteArray WebMethods::apiTest(const Arguments &arguments, const Caller &)
{
    if (arguments.has("error"))
        return errorAnswer(arguments.value("error"));
    ObjectWriter echoed;
    if (arguments.has("foo"))
        echoed.text("foo", arguments.value("foo"));
    return okAnswer().raw("args", echoed.done()).done();
}

QByteArray WebMethods::authTest(const Arguments &, const Caller &caller)
{
    const User *user = m_world.user(caller.userId);
    ObjectWriter answer = okAnswer();
    answer.text("url", m_world.baseUrl() + '/').text("team", "Demo workspace").text("user", user->name);
    answer.text("team_id", teamId).text("user_id", user->id).textIfAny("bot_id", user->botId);
    return answer.flag("is_enterprise_install", false).done();
}

QByteArray WebMethods::identity(const Caller &caller, bool verbose)
{
    const User *user = m_world.user(caller.userId);
    ObjectWriter self;
    self.text("id", user->id).text("name", user->name);
    ObjectWriter team;
    team.text("id", teamId).text("name", "Demo workspace").text("domain", "demo");
    if (verbose) {
        self.raw("prefs", "{}").number("created", user->updatedS).text("manual_presence", "active");
        team.text("email_domain", "demo.invalid").raw("icon", "{}").raw("prefs", "{}").text("plan", "std");
    }
    return ObjectWriter()
        .text("url", makeSocketUrl(caller))
        .raw("self", self.done())
        .raw("team", team.done())
        .done();
}

QByteArray WebMethods::rtmConnect(const Arguments &, const Caller &caller)
{
    const QByteArray members = identity(caller, false);
    return okAnswer().members(members.mid(1, members.size() - 2)).done();
}

QByteArray WebMethods::rtmStart(const Arguments &arguments, const Caller &caller)
{
    const bool verbose = arguments.flag("verbose", m_verboseStart);
    const QByteArray members = identity(caller, verbose);
    ObjectWriter answer = okAnswer();
    answer.members(members.mid(1, members.size() - 2));
    if (verbose)
        answer.members(oldStartMembers(caller));
    return answer.done();
}

//! What rtm.start told until 2022: the whole workspace.
QByteArray WebMethods::oldStartMembers(const Caller &caller)
{
    QList<QByteArray> users;
    QList<QByteArray> bots;
    for (const User &user : m_world.users()) {
        users.append(m_world.userJson(user));
        if (!user.botId.isEmpty())
            bots.append(m_world.botJson(user));
    }
    QList<QByteArray> channels;
    QList<QByteArray> groups;
    QList<QByteArray> mpims;
    QList<QByteArray> ims;
    for (const auto &channel : m_world.channels()) {
        if (channel->gone)
            continue;
        const bool member = channel->has(caller.userId);
        if (!member && channel->kind != Channel::Kind::Public)
            continue;
        QList<QByteArray> &list = channel->kind == Channel::Kind::Public    ? channels
                                  : channel->kind == Channel::Kind::Private ? groups
                                  : channel->kind == Channel::Kind::Mpim    ? mpims
                                                                            : ims;
        list.append(m_world.channelJson(*channel, caller.userId, member));
    }
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    ObjectWriter members;
    members.raw("users", rawArray(users)).raw("channels", rawArray(channels)).raw("groups", rawArray(groups));
    members.raw("mpims", rawArray(mpims)).raw("ims", rawArray(ims)).raw("bots", rawArray(bots));
    members.raw("subteams", R"({"self":[],"all":[]})");
    members.raw("dnd",
                R"({"dnd_enabled":false,"next_dnd_start_ts":1,"next_dnd_end_ts":1,"snooze_enabled":false})");
    members.number("cache_ts", nowS).text("cache_version", "v21-demo").text("cache_ts_version", "v3-demo");
    members.text("latest_event_ts", tsText(m_world.nowUs())).raw("read_only_channels", "[]");
    const QByteArray object = members.flag("can_manage_shared_channels", false).done();
    return object.mid(1, object.size() - 2);
}

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
    else if (m_world.user(idOrName) != nullptr) // a user's id means the conversation with that user
        channel = &m_world.directMessage(caller.userId, idOrName);
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

QByteArray WebMethods::listConversations(const Arguments &arguments, const Caller &caller,
                                         const QByteArray &memberOnly)
{
    const QByteArray types = arguments.has("types") ? arguments.value("types") : QByteArray("public_channel");
    QList<const Channel *> matching;
    for (const auto &channel : m_world.channels()) {
        const QByteArray type = channel->kind == Channel::Kind::Public    ? QByteArray("public_channel")
                                : channel->kind == Channel::Kind::Private ? QByteArray("private_channel")
                                                                          : kindWord(*channel);
        bool wanted = false;
        for (const QByteArray &one : types.split(','))
            wanted = wanted || one.trimmed() == type;
        const bool seen =
            !channel->gone && (channel->kind == Channel::Kind::Public || channel->has(caller.userId));
        if (wanted && seen && (memberOnly.isEmpty() || channel->has(memberOnly)))
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
            channels.append(m_world.channelJson(*matching[i], caller.userId));
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

QByteArray WebMethods::usersConversations(const Arguments &arguments, const Caller &caller)
{
    const QByteArray user = arguments.has("user") ? arguments.value("user") : caller.userId;
    if (m_world.user(user) == nullptr)
        return errorAnswer("user_not_found");
    return listConversations(arguments, caller, user);
}

QByteArray WebMethods::conversationsInfo(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    return okAnswer().raw("channel", m_world.channelJson(*channel, caller.userId, true)).done();
}

QByteArray WebMethods::conversationsHistory(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (!channel->has(caller.userId))
        return errorAnswer("not_in_channel");
    const std::optional<int> limit = arguments.number("limit", 100);
    if (!limit || *limit < 0 || *limit > 999)
        return errorAnswer("invalid_limit");
    const bool inclusive = arguments.flag("inclusive");
    const qint64 oldest = arguments.ts("oldest").value_or(0);
    qint64 latest = arguments.ts("latest").value_or(0);
    if (latest == 0)
        latest = std::numeric_limits<qint64>::max();
    bool latestIncluded = inclusive;
    if (const QByteArray cursor = arguments.value("cursor"); !cursor.isEmpty()) {
        const std::optional<qint64> next = cursorValue(cursor, "next_ts:");
        if (!next)
            return errorAnswer("invalid_cursor");
        latest = *next;
        latestIncluded = true;
    }
    QList<QByteArray> messages;
    qint64 next = 0;
    qsizetype pins = 0;
    for (auto message = channel->messages.rbegin(); message != channel->messages.rend(); ++message) {
        pins += message->pinned ? 1 : 0;
        const bool inRange = (message->ts < latest || (latestIncluded && message->ts == latest)) &&
                             (message->ts > oldest || (inclusive && message->ts == oldest));
        if (!inRange || (message->isReply() && !message->broadcast) || next != 0)
            continue;
        if (messages.size() == (*limit == 0 ? 100 : *limit))
            next = message->ts;
        else
            messages.append(m_world.messageJson(*channel, *message, Form::History, caller.userId));
    }
    ObjectWriter answer = okAnswer();
    answer.raw("messages", rawArray(messages)).flag("has_more", next != 0).number("pin_count", pins);
    answer.raw("channel_actions_ts", "null").number("channel_actions_count", 0);
    if (next != 0)
        answer.raw("response_metadata", cursorMember(cursorFor("next_ts:" + QByteArray::number(next))));
    return answer.done();
}

QByteArray WebMethods::conversationsReplies(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (!channel->has(caller.userId))
        return errorAnswer("not_in_channel");
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
    QList<QByteArray> messages{m_world.messageJson(*channel, *parent, Form::History, caller.userId)};
    for (qsizetype i = page->begin; i < page->end; ++i)
        messages.append(m_world.messageJson(*channel, *replies[i], Form::History, caller.userId));
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

//! The conversation with exactly these others: an Im for one of them (\a created: it is new), else the group
//! conversation that exists, if it does. The demo founds no new groups.
Channel *WebMethods::conversationWith(const QList<QByteArray> &others, const Caller &caller, bool *created)
{
    if (others.size() == 1)
        return &m_world.directMessage(caller.userId, others.first(), created);
    for (const auto &candidate : m_world.channels()) {
        const bool everybody = std::all_of(others.begin(), others.end(),
                                           [&](const QByteArray &user) { return candidate->has(user); });
        if (candidate->kind == Channel::Kind::Mpim && candidate->has(caller.userId) && everybody)
            return candidate.get();
    }
    return nullptr;
}

QByteArray WebMethods::conversationsOpen(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem = "users_list_not_supplied";
    Channel *channel = nullptr;
    bool created = false;
    if (arguments.has("channel")) {
        channel = visible(arguments.value("channel"), caller, &problem);
    } else if (!arguments.value("users").isEmpty()) {
        const QList<QByteArray> others = arguments.value("users").replace(" ", "").split(',');
        const bool known = std::all_of(others.begin(), others.end(),
                                       [&](const QByteArray &user) { return m_world.user(user) != nullptr; });
        problem = known ? "restricted_action" : "user_not_found";
        if (known)
            channel = conversationWith(others, caller, &created);
    }
    if (channel == nullptr)
        return errorAnswer(problem);
    if (created)
        announceDirectMessage(*channel, caller);
    ObjectWriter answer = okAnswer();
    if (!created)
        answer.flag("no_op", true).flag("already_open", true);
    const QByteArray whole = arguments.flag("return_im") ? m_world.channelJson(*channel, caller.userId)
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
                     .raw("channel", m_world.channelJson(channel, caller.userId, true))
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
    Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    if (!channel->has(caller.userId))
        return errorAnswer("not_in_channel");
    const std::optional<qint64> ts = arguments.ts("ts");
    if (!ts)
        return errorAnswer("invalid_timestamp");
    m_world.mark(*channel, caller.userId, *ts);
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
    m_world.join(*channel, caller.userId);
    ObjectWriter answer = okAnswer();
    answer.raw("channel", m_world.channelJson(*channel, caller.userId, true));
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
    m_world.leave(*channel, caller.userId);
    return okAnswer().done();
}

QByteArray WebMethods::usersList(const Arguments &arguments, const Caller &)
{
    QByteArray problem;
    const auto total = static_cast<qsizetype>(m_world.users().size());
    const std::optional<Page> page = pageOf(total, arguments, 1000, &problem);
    if (!page)
        return errorAnswer(problem);
    QList<QByteArray> members;
    for (qsizetype i = page->begin; i < page->end; ++i)
        members.append(m_world.userJson(m_world.users()[static_cast<std::size_t>(i)]));
    return okAnswer()
        .raw("members", rawArray(members))
        .number("cache_ts", m_world.nowUs() / 1'000'000)
        .raw("response_metadata", cursorMember(page->nextCursor))
        .done();
}

QByteArray WebMethods::usersInfo(const Arguments &arguments, const Caller &)
{
    const User *user = m_world.user(arguments.value("user"));
    if (user == nullptr)
        return errorAnswer("user_not_found");
    return okAnswer().raw("user", m_world.userJson(*user)).done();
}

QByteArray WebMethods::usersGetPresence(const Arguments &arguments, const Caller &caller)
{
    const QByteArray id = arguments.has("user") ? arguments.value("user") : caller.userId;
    const User *user = m_world.user(id);
    if (user == nullptr)
        return errorAnswer("user_not_found");
    ObjectWriter answer = okAnswer();
    answer.text("presence", user->active ? "active" : "away");
    if (id == caller.userId)
        answer.flag("online", user->active)
            .flag("auto_away", false)
            .flag("manual_away", false)
            .number("connection_count", 1)
            .number("last_activity", m_world.nowUs() / 1'000'000);
    return answer.done();
}

QByteArray WebMethods::chatPostMessage(const Arguments &arguments, const Caller &caller)
{
    return postAs(arguments, caller, {});
}

QByteArray WebMethods::chatMeMessage(const Arguments &arguments, const Caller &caller)
{
    return postAs(arguments, caller, "me_message");
}

QByteArray WebMethods::postAs(const Arguments &arguments, const Caller &caller, const QByteArray &subtype)
{
    QByteArray problem;
    Channel *channel = writable(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    Draft draft;
    draft.user = caller.userId;
    draft.text = canonicalText(arguments.value("text"));
    draft.subtype = subtype;
    for (const char *name : {"blocks", "attachments"}) {
        const QByteArray value = arguments.value(name);
        if (value.isEmpty())
            continue;
        if (!isJsonArray(value))
            return errorAnswer("invalid_" + QByteArray(name));
        draft.members += (draft.members.isEmpty() ? "\"" : ",\"") + QByteArray(name) + "\":" + value;
    }
    if (draft.text.trimmed().isEmpty() && draft.members.isEmpty())
        return errorAnswer("no_text");
    if (characterCount(draft.text) > 40'000)
        return errorAnswer("msg_too_long");
    draft.threadTs = arguments.ts("thread_ts").value_or(0);
    draft.broadcast = draft.threadTs != 0 && arguments.flag("reply_broadcast");
    if (arguments.has("thread_ts") && channel->find(draft.threadTs) == nullptr)
        return errorAnswer("thread_not_found");
    Message *message = m_world.post(*channel, draft);
    if (message == nullptr)
        return errorAnswer("cannot_reply_to_message");
    ObjectWriter answer = okAnswer();
    answer.text("channel", channel->id).text("ts", tsText(message->ts));
    if (subtype.isEmpty())
        answer.raw("message", m_world.messageJson(*channel, *message, Form::History, caller.userId));
    if (posted)
        posted(*channel, *message);
    return answer.done();
}

QByteArray WebMethods::chatUpdate(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = writable(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    Message *message = channel->find(arguments.ts("ts").value_or(0));
    if (message == nullptr)
        return errorAnswer("message_not_found");
    if (message->user != caller.userId || message->isTombstone())
        return errorAnswer("cant_update_message");
    const QByteArray text = canonicalText(arguments.value("text"));
    const QByteArray blocks = arguments.value("blocks");
    if (text.trimmed().isEmpty() && blocks.isEmpty())
        return errorAnswer("no_text");
    if (!blocks.isEmpty() && !isJsonArray(blocks))
        return errorAnswer("invalid_blocks");
    if (characterCount(text) > 4'000)
        return errorAnswer("msg_too_long");
    m_world.edit(*channel, *message, text, caller.userId, blocks.isEmpty() ? blocks : "\"blocks\":" + blocks);
    return okAnswer()
        .text("channel", channel->id)
        .text("ts", tsText(message->ts))
        .text("text", text)
        .raw("message", m_world.messageJson(*channel, *message, Form::History, caller.userId))
        .done();
}

QByteArray WebMethods::chatDelete(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    Channel *channel = writable(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const Message *message = channel->find(arguments.ts("ts").value_or(0));
    if (message == nullptr)
        return errorAnswer("message_not_found");
    if (message->user != caller.userId)
        return errorAnswer("cant_delete_message");
    const qint64 ts = message->ts;
    m_world.remove(*channel, ts);
    return okAnswer().text("channel", channel->id).text("ts", tsText(ts)).done();
}

QByteArray WebMethods::chatGetPermalink(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const Message *message = channel->find(arguments.ts("message_ts").value_or(0));
    if (message == nullptr)
        return errorAnswer("message_not_found");
    QByteArray link =
        m_world.baseUrl() + "/archives/" + channel->id + "/p" + tsText(message->ts).replace(".", "");
    if (message->isReply())
        link += "?thread_ts=" + tsText(message->threadTs) + "&cid=" + channel->id;
    return okAnswer().text("channel", channel->id).text("permalink", link).done();
}

Message *WebMethods::reactable(const Arguments &arguments, const Caller &caller, Channel **channel,
                               QByteArray *problem)
{
    *channel = writable(arguments.value("channel"), caller, problem);
    if (*channel == nullptr)
        return nullptr;
    Message *message = (*channel)->find(arguments.ts("timestamp").value_or(0));
    if (message == nullptr)
        *problem = "message_not_found";
    else if (arguments.value("name").isEmpty() || arguments.value("name").contains(' '))
        *problem = "invalid_name";
    else
        return message;
    return nullptr;
}

QByteArray WebMethods::reactionsAdd(const Arguments &arguments, const Caller &caller)
{
    Channel *channel = nullptr;
    QByteArray problem;
    Message *message = reactable(arguments, caller, &channel, &problem);
    if (message == nullptr)
        return errorAnswer(problem);
    return m_world.react(*channel, *message, arguments.value("name"), caller.userId)
               ? okAnswer().done()
               : errorAnswer("already_reacted");
}

QByteArray WebMethods::reactionsRemove(const Arguments &arguments, const Caller &caller)
{
    Channel *channel = nullptr;
    QByteArray problem;
    Message *message = reactable(arguments, caller, &channel, &problem);
    if (message == nullptr)
        return errorAnswer(problem);
    return m_world.unreact(*channel, *message, arguments.value("name"), caller.userId)
               ? okAnswer().done()
               : errorAnswer("no_reaction");
}

QByteArray WebMethods::emojiList(const Arguments &, const Caller &)
{
    ObjectWriter emoji;
    for (const auto &[name, value] : m_world.emoji())
        emoji.text(std::string_view(name.constData(), static_cast<std::size_t>(name.size())), value);
    return okAnswer().raw("emoji", emoji.done()).text("cache_ts", tsText(m_world.nowUs())).done();
}

QByteArray WebMethods::teamInfo(const Arguments &, const Caller &)
{
    const QByteArray team = ObjectWriter()
                                .text("id", teamId)
                                .text("name", "Demo workspace")
                                .text("domain", "demo")
                                .text("email_domain", "demo.invalid")
                                .raw("icon", R"({"image_default":true})")
                                .done();
    return okAnswer().raw("team", team).done();
}

QByteArray WebMethods::botsInfo(const Arguments &arguments, const Caller &)
{
    for (const User &user : m_world.users()) {
        if (!user.botId.isEmpty() && user.botId == arguments.value("bot"))
            return okAnswer().raw("bot", m_world.botJson(user)).done();
    }
    return errorAnswer("bot_not_found");
}

} // namespace rtmscope::demo
