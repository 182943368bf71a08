// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/templatescope.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString typeOf(ConversationKind kind)
{
    switch (kind) {
    case ConversationKind::Channel:
        return u"channel"_s;
    case ConversationKind::PrivateChannel:
        return u"group"_s;
    case ConversationKind::DirectMessage:
        return u"im"_s;
    case ConversationKind::GroupMessage:
        return u"mpim"_s;
    }
    return u"channel"_s;
}

//! Where most is said: a person who does not choose will hardly mean an empty one.
const Conversation *busiest(const Workspace &workspace)
{
    const Conversation *found = nullptr;
    for (const Conversation &conversation : workspace.conversations()) {
        if (!found || conversation.messages().size() > found->messages().size())
            found = &conversation;
    }
    return found;
}

//! Somebody else than who is recorded: what oneself says a bot leaves out.
const User *somebody(const Workspace &workspace)
{
    const User *found = nullptr;
    for (const User &user : workspace.users()) {
        const bool isUsual =
            !user.isBot && !user.deleted && user.id != workspace.self() && !user.name.isEmpty();
        if (isUsual || !found)
            found = &user;
        if (isUsual)
            break;
    }
    return found;
}

const Message *newest(const Conversation &conversation)
{
    const QList<const Message *> all = conversation.timeline();
    for (auto message = all.crbegin(); message != all.crend(); ++message) {
        if ((*message)->ts && !(*message)->tombstone && !(*message)->deleted)
            return *message;
    }
    return nullptr;
}

void takeTarget(const Conversation &conversation, const MessageTs &wanted, TemplateScope *scope)
{
    const Message *target = wanted ? conversation.find(wanted) : nullptr;
    if (!target)
        target = newest(conversation);
    if (!target)
        return;
    scope->targetTs = target->ts.text();
    scope->targetUser = target->user.text();
    scope->targetText = target->text;
    scope->targetThread = (target->threadTs ? target->threadTs : target->ts).text();
}

} // namespace

QString tsOf(qint64 timeUs)
{
    constexpr qint64 second = 1'000'000;
    return u"%1.%2"_s.arg(timeUs / second).arg(timeUs % second, 6, 10, QChar(u'0'));
}

TemplateScope TemplateScope::in(const Workspace &workspace, const ChannelId &channel, const UserId &user,
                                const MessageTs &target)
{
    TemplateScope scope;
    if (workspace.self())
        scope.self = workspace.self().text();
    if (!workspace.teamId().text().isEmpty())
        scope.team = workspace.teamId().text();
    if (!workspace.teamDomain().isEmpty())
        scope.teamDomain = workspace.teamDomain();
    const Conversation *place = channel ? workspace.conversation(channel) : nullptr;
    if (!place && !channel)
        place = busiest(workspace);
    if (place) {
        scope.channel = place->id().text();
        scope.channelName = place->name().isEmpty() ? u"directmessage"_s : place->name();
        scope.channelType = typeOf(place->kind());
        takeTarget(*place, target, &scope);
    } else if (channel) {
        scope.channel = channel.text();
    }
    const User *person = user ? workspace.user(user) : somebody(workspace);
    if (person) {
        scope.user = person->id.text();
        if (!person->name.isEmpty())
            scope.userName = person->name;
    } else if (user) {
        scope.user = user.text();
    } else if (const QList<UserId> heard = workspace.unknownUsers(); !heard.isEmpty()) {
        scope.user = heard.constFirst().text(); // nobody is described, but somebody did something
    }
    return scope;
}

} // namespace rtmscope
