// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// chat.*, reactions.*, pins.*, subscriptions.thread.*
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/webmethods.h"
#include "core/demo/world/acts.h"
#include "core/demo/world/worldobjects.h"

namespace rtmscope::demo {

QByteArray WebMethods::chatPostMessage(const Arguments &arguments, const Caller &caller)
{
    return postAs(arguments, caller, {});
}

QByteArray WebMethods::chatMeMessage(const Arguments &arguments, const Caller &caller)
{
    return postAs(arguments, caller, "me_message");
}

//! Blocks and attachments of a message that is to be said. False, and \a problem, when they are no lists.
bool WebMethods::takeExtras(const Arguments &arguments, QByteArray *members, QByteArray *problem)
{
    ObjectWriter extras;
    QByteArray array;
    *problem = "invalid_blocks";
    if (!takeArray(arguments, "blocks", &array))
        return false;
    if (!array.isEmpty())
        extras.raw("blocks", array);
    *problem = "invalid_attachments";
    if (!takeArray(arguments, "attachments", &array))
        return false;
    if (!array.isEmpty())
        extras.raw("attachments", wireAttachments(array));
    const QByteArray object = extras.done();
    *members = object.mid(1, object.size() - 2);
    return true;
}

//! Classic apps may speak under another name; such a message is of no user (but still theirs to change).
void WebMethods::pose(const Arguments &arguments, Draft *draft)
{
    const bool named = arguments.has("username") || arguments.has("icon_emoji") || arguments.has("icon_url");
    if (!named || arguments.flag("as_user") || !draft->subtype.isEmpty())
        return;
    const User *user = m_world.user(draft->user);
    draft->subtype = "bot_message";
    ObjectWriter mask;
    mask.text("username", arguments.has("username") ? arguments.value("username") : user->realName);
    if (arguments.has("icon_emoji"))
        mask.raw("icons", ObjectWriter().text("emoji", arguments.value("icon_emoji")).done());
    else if (arguments.has("icon_url"))
        mask.raw("icons", ObjectWriter().text("image_48", arguments.value("icon_url")).done());
    const QByteArray object = mask.done();
    draft->members += (draft->members.isEmpty() ? "" : ",") + object.mid(1, object.size() - 2);
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
    if (!takeExtras(arguments, &draft.members, &problem))
        return errorAnswer(problem);
    if (draft.text.trimmed().isEmpty() && draft.members.isEmpty())
        return errorAnswer("no_text");
    if (characterCount(draft.text) > 40'000)
        return errorAnswer("msg_too_long");
    pose(arguments, &draft);
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
        answer.raw("message", messageJson(m_world, *channel, *message, Form::History, caller.userId));
    if (posted)
        posted(*channel, *message);
    return answer.done();
}

QByteArray WebMethods::chatPostEphemeral(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = writable(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const User *reader = m_world.user(arguments.value("user"));
    if (reader == nullptr || !channel->has(reader->id))
        return errorAnswer("user_not_in_channel");
    Draft draft;
    draft.user = caller.userId;
    draft.text = canonicalText(arguments.value("text"));
    draft.threadTs = arguments.ts("thread_ts").value_or(0);
    if (!takeExtras(arguments, &draft.members, &problem))
        return errorAnswer(problem);
    if (draft.text.trimmed().isEmpty() && draft.members.isEmpty())
        return errorAnswer("no_text");
    return okAnswer().text("message_ts", tsText(rooms::whisper(m_world, *channel, draft, reader->id))).done();
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
    QByteArray extras;
    if (!takeExtras(arguments, &extras, &problem))
        return errorAnswer(problem);
    if (text.trimmed().isEmpty() && extras.isEmpty())
        return errorAnswer("no_text");
    if (characterCount(text) > 4'000)
        return errorAnswer("msg_too_long");
    m_world.edit(*channel, *message, text, caller.userId, extras);
    return okAnswer()
        .text("channel", channel->id)
        .text("ts", tsText(message->ts))
        .text("text", text)
        .raw("message", messageJson(m_world, *channel, *message, Form::History, caller.userId))
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

QByteArray WebMethods::reactionsGet(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const Message *message = channel->find(arguments.ts("timestamp").value_or(0));
    if (message == nullptr)
        return errorAnswer("message_not_found");
    return okAnswer()
        .text("type", "message")
        .text("channel", channel->id)
        .raw("message", messageJson(m_world, *channel, *message, Form::History, caller.userId))
        .done();
}

QByteArray WebMethods::pinsAdd(const Arguments &arguments, const Caller &caller)
{
    return setPinned(arguments, caller, true);
}

QByteArray WebMethods::pinsRemove(const Arguments &arguments, const Caller &caller)
{
    return setPinned(arguments, caller, false);
}

QByteArray WebMethods::setPinned(const Arguments &arguments, const Caller &caller, bool pinned)
{
    QByteArray problem;
    Channel *channel = writable(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    Message *message = channel->find(arguments.ts("timestamp").value_or(0));
    if (message == nullptr)
        return errorAnswer("message_not_found");
    if (message->pinned == pinned)
        return errorAnswer(pinned ? "already_pinned" : "no_pin");
    if (pinned)
        rooms::pin(m_world, *channel, *message, caller.userId);
    else
        rooms::unpin(m_world, *channel, *message, caller.userId);
    return okAnswer().done();
}

QByteArray WebMethods::pinsList(const Arguments &arguments, const Caller &caller)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    QList<QByteArray> items;
    for (auto message = channel->messages.rbegin(); message != channel->messages.rend(); ++message) {
        if (message->pinned)
            items.append(pinJson(m_world, *channel, *message));
    }
    return okAnswer().raw("items", rawArray(items)).done();
}

QByteArray WebMethods::threadAdd(const Arguments &arguments, const Caller &caller)
{
    return tellSubscription(arguments, caller, "thread_subscribed", true);
}

QByteArray WebMethods::threadRemove(const Arguments &arguments, const Caller &caller)
{
    return tellSubscription(arguments, caller, "thread_unsubscribed", false);
}

QByteArray WebMethods::threadMark(const Arguments &arguments, const Caller &caller)
{
    return tellSubscription(arguments, caller, "thread_marked", true);
}

//! What clients with a session token do with threads, and their other sockets hear of.
QByteArray WebMethods::tellSubscription(const Arguments &arguments, const Caller &caller, const char *type,
                                        bool active)
{
    QByteArray problem;
    const Channel *channel = visible(arguments.value("channel"), caller, &problem);
    if (channel == nullptr)
        return errorAnswer(problem);
    const Message *parent = channel->find(arguments.ts("thread_ts").value_or(0));
    if (parent == nullptr)
        return errorAnswer("thread_not_found");
    const qint64 read = arguments.ts(arguments.has("ts") ? "ts" : "last_read").value_or(parent->latestReply);
    const QByteArray subscription = ObjectWriter()
                                        .text("type", "thread")
                                        .text("channel", channel->id)
                                        .text("thread_ts", tsText(parent->ts))
                                        .number("date_create", parent->ts / 1'000'000)
                                        .flag("active", active)
                                        .text("last_read", tsText(read))
                                        .done();
    m_world.send(ObjectWriter()
                     .text("type", type)
                     .raw("subscription", subscription)
                     .text("event_ts", tsText(m_world.freshTs()))
                     .done(),
                 {nullptr, caller.userId, {}, {}});
    return okAnswer().done();
}

} // namespace rtmscope::demo
