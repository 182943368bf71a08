// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/namenotes.h"

#include "core/json/objectbuilder.h"
#include "core/workspace/workspace.h"

namespace rtmscope {

namespace {

//! As users.list would answer.
QByteArray peopleNote(const Workspace &workspace)
{
    QByteArray members;
    for (const User &user : workspace.users()) {
        if (user.name.isEmpty() && user.displayName.isEmpty() && user.realName.isEmpty())
            continue;
        const QByteArray profile = json::ObjectBuilder()
                                       .textIfAny("display_name", user.displayName)
                                       .textIfAny("real_name", user.realName)
                                       .close();
        json::ObjectBuilder member;
        member.text("id", user.id.text()).textIfAny("name", user.name);
        if (user.isBot)
            member.boolean("is_bot", true);
        if (user.deleted)
            member.boolean("deleted", true);
        members += (members.isEmpty() ? "" : ",") + member.json("profile", profile).close();
    }
    return members.isEmpty() ? QByteArray()
                             : R"({"kind":"api","method":"users.list","ok":true,"answer":{"ok":true,)"
                               R"("members":[)" +
                                   members + "]}}";
}

QByteArray kindMember(ConversationKind kind)
{
    switch (kind) {
    case ConversationKind::PrivateChannel:
        return "is_private";
    case ConversationKind::DirectMessage:
        return "is_im";
    case ConversationKind::GroupMessage:
        return "is_mpim";
    case ConversationKind::Channel:
        break;
    }
    return "is_channel";
}

//! As conversations.list would answer.
QByteArray conversationsNote(const Workspace &workspace)
{
    QByteArray channels;
    for (const Conversation &conversation : workspace.conversations()) {
        json::ObjectBuilder channel;
        channel.text("id", conversation.id().text()).textIfAny("name", conversation.name());
        channel.boolean(kindMember(conversation.kind()).constData(), true);
        channel.textIfAny("user", conversation.peer().text());
        if (conversation.isMember())
            channel.boolean("is_member", true);
        if (conversation.isArchived())
            channel.boolean("is_archived", true);
        channels += (channels.isEmpty() ? "" : ",") + channel.close();
    }
    return channels.isEmpty()
               ? QByteArray()
               : R"({"kind":"api","method":"conversations.list","ok":true,"answer":{"ok":true,)"
                 R"("channels":[)" +
                     channels + "]}}";
}

//! Who and where we are, with the connection as it stands.
QByteArray identityNote(const Workspace &workspace)
{
    if (workspace.teamId().isEmpty() && workspace.self().isEmpty())
        return {};
    const QByteArray team = json::ObjectBuilder()
                                .text("id", workspace.teamId().text())
                                .text("name", workspace.teamName())
                                .textIfAny("domain", workspace.teamDomain())
                                .close();
    const QByteArray self = json::ObjectBuilder()
                                .text("id", workspace.self().text())
                                .text("name", workspace.userName(workspace.self()))
                                .close();
    return json::ObjectBuilder()
        .text("kind", u"state")
        .text("state", u"Ready")
        .text("from", u"Ready")
        .text("cause", u"the recording goes on in another file")
        .json("team", team)
        .json("self", self)
        .close();
}

} // namespace

QList<QByteArray> nameNotes(const Workspace &workspace)
{
    QList<QByteArray> notes{identityNote(workspace), peopleNote(workspace), conversationsNote(workspace)};
    notes.removeAll(QByteArray());
    return notes;
}

} // namespace rtmscope
