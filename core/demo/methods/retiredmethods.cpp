// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What Slack has retired: the methods before conversations.*, and files.upload. Old clients know nothing
// else.
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/webmethods.h"
#include "core/demo/world/worldobjects.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

constexpr auto antecedents =
    "https://api.slack.com/changelog/2020-01-deprecating-antecedents-to-the-conversations-api";
constexpr auto uploads =
    "https://api.slack.com/changelog/2024-04-a-better-way-to-upload-files-is-here-to-stay";

struct Family
{
    const char *name;
    const char *object;  //!< what its answers call a conversation
    const char *list;    //!< and several
    const char *actions; //!< in blanks
};

constexpr std::array families{
    Family{"channels", "channel", "channels",
           " archive create history info invite join kick leave list mark rename replies setPurpose setTopic "
           "unarchive "},
    Family{"groups", "group", "groups",
           " archive close create createChild history info invite kick leave list mark open rename replies "
           "setPurpose setTopic unarchive "},
    Family{"im", "channel", "ims", " close history list mark open replies "},
    Family{"mpim", "group", "groups", " close history list mark open replies "},
};

struct Split
{
    const Family *family = nullptr; //!< null: no method of these
    QByteArray action;
};

Split split(const QByteArray &method)
{
    const qsizetype dot = method.indexOf('.');
    const QByteArray action = method.mid(dot + 1);
    for (const Family &family : families) {
        if (method.left(dot) == family.name && !action.contains(' ') &&
            QByteArray(family.actions).contains(' ' + action + ' '))
            return {&family, action};
    }
    return {};
}

//! The method that does it today.
QByteArray successor(const QByteArray &action)
{
    return "conversations." + (action == "createChild" ? QByteArray("create") : action);
}

} // namespace

bool WebMethods::isRetired(const QByteArray &method)
{
    return method == "files.upload" || split(method).family != nullptr;
}

QByteArray WebMethods::refuseRetired(const QByteArray &method) const
{
    const bool upload = method == "files.upload";
    QByteArray instead = upload ? QByteArray("files.getUploadURLExternal and files.completeUploadExternal")
                                : successor(split(method).action);
    if (instead == "conversations.list")
        instead += " or users.conversations";
    const QByteArray words = "[ERROR] This method is retired and can no longer be used. Please use " +
                             instead + " instead. Learn more: " + (upload ? uploads : antecedents) + ".";
    return ObjectWriter()
        .flag("ok", false)
        .text("error", "method_deprecated")
        .raw("response_metadata", ObjectWriter().raw("messages", textArray({words})).done())
        .done();
}

//! Today's method does the work, with the arguments and the answer in the words of then.
QByteArray WebMethods::callRetired(const QByteArray &method, const Arguments &arguments, const Caller &caller)
{
    if (method == "files.upload")
        return uploadOldWay(arguments, caller);
    const auto [family, action] = split(method);
    if (action == "list")
        return listOldWay(family->name, arguments, caller);
    Arguments today = arguments;
    if (action == "history" && arguments.has("count"))
        today = arguments.with("limit", arguments.value("count"));
    else if (action == "replies" && arguments.has("thread_ts"))
        today = arguments.with("ts", arguments.value("thread_ts"));
    else if (action == "open" && arguments.has("user"))
        today = arguments.with("users", arguments.value("user"));
    else if (action.startsWith("create") && family->name == QByteArray("groups"))
        today = arguments.with("is_private", "1");
    if (action == "join") { // the only one by name
        const Channel *named = m_world.channelNamed(arguments.value("name"));
        today = arguments.with("channel", named != nullptr ? named->id : arguments.value("name"));
    }
    QByteArray answer;
    if (const Channel *channel = m_world.channel(arguments.value("channel"));
        action == "info" && channel != nullptr) {
        QByteArray problem;
        if (visible(channel->id, caller, &problem) == nullptr)
            return errorAnswer(problem);
        answer = okAnswer().raw("channel", oldChannelJson(m_world, *channel, caller.userId, true)).done();
    } else {
        answer = call(successor(action), today, caller);
    }
    return withRenamedMember(answer, "channel", family->object);
}

QByteArray WebMethods::listOldWay(const QByteArray &family, const Arguments &arguments, const Caller &caller)
{
    const auto belongs = [&family](Channel::Kind kind) {
        switch (kind) {
        case Channel::Kind::Public:
            return family == "channels";
        case Channel::Kind::Private:
            return family == "groups";
        case Channel::Kind::Mpim:
            return family == "groups" || family == "mpim";
        case Channel::Kind::Im:
            return family == "im";
        }
        return false;
    };
    QList<QByteArray> all;
    for (const auto &channel : m_world.channels()) {
        const bool seen =
            !channel->gone && (channel->kind == Channel::Kind::Public || channel->has(caller.userId));
        if (seen && belongs(channel->kind) && !(channel->archived && arguments.flag("exclude_archived")))
            all.append(oldChannelJson(m_world, *channel, caller.userId, false));
    }
    const auto *const known =
        std::find_if(families.begin(), families.end(), [&](const Family &one) { return family == one.name; });
    return okAnswer().raw(known->list, rawArray(all)).done();
}

QByteArray WebMethods::uploadOldWay(const Arguments &arguments, const Caller &caller)
{
    const QByteArray content = arguments.value(arguments.has("file") ? "file" : "content");
    if (content.isEmpty())
        return errorAnswer("no_file_data");
    QByteArray name = arguments.value("filename");
    if (name.isEmpty())
        name = arguments.fileName("file");
    if (name.isEmpty())
        name = "-.txt";
    const QByteArray id = "F0UP" + QByteArray::number(++m_fileNumber).rightJustified(4, '0');
    const File file = makeFile(id, name, arguments.value("title"), content, caller);
    const QList<QByteArray> channels = arguments.list("channels");
    QByteArray problem;
    if (!share({file}, channels.value(0), arguments, caller, &problem))
        return errorAnswer(problem);
    return okAnswer().raw("file", file.json).done();
}

} // namespace rtmscope::demo
