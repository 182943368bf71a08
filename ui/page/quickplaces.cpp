// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/quickplaces.h"

#include "core/text/naturalorder.h"
#include "core/workspace/workspace.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/page/workspacepage.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace rtmscope {

namespace {

using Place = QuickSwitcher::Place;

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::QuickSwitcher", text);
}

Place placeOf(const Conversation &conversation, const WorkspacePage &page)
{
    const Workspace &workspace = page.opened().feed->workspace();
    Place place{conversation.id(), workspace.conversationName(conversation.id())};
    place.unread = page.panes().conversations->unreadOf(conversation);
    if (conversation.isArchived())
        place.remark = tr("archived");
    else if (!conversation.isOpen())
        place.remark =
            conversation.kind() == ConversationKind::DirectMessage ? tr("closed") : tr("not a member");
    // Of a capture all can be read that something was said in.
    place.listed =
        place.remark.isEmpty() || (page.opened().isRecording() && !conversation.messages().empty());
    return place;
}

Place placeOf(const User &user, const WorkspacePage &page, const QString &armKeys)
{
    Place place{{}, user.shownName()};
    place.person = user.id;
    place.remark = tr("no conversation yet");
    place.listed = false;
    if (page.opened().isRecording())
        place.refusal = tr("This capture holds no conversation with %1.").arg(place.name);
    else if (!page.isArmed())
        place.refusal = tr("Opening a conversation with %1 tells the server. Arm the account (%2) first.")
                            .arg(place.name, armKeys);
    return place;
}

int rank(const Place &place)
{
    return place.listed ? (place.unread > 0 ? 0 : 1) : place.channel ? 2 : 3;
}

} // namespace

QList<Place> quickPlaces(const WorkspacePage &page, const QString &armKeys)
{
    const Workspace &workspace = page.opened().feed->workspace();
    QList<Place> places;
    QSet<UserId> peers;
    for (const Conversation &conversation : workspace.conversations()) {
        if (workspace.conversation(conversation.id()) != &conversation)
            continue; // another has taken over all it had
        places.append(placeOf(conversation, page));
        peers.insert(conversation.peer());
    }
    for (const User &user : workspace.users()) {
        if (!user.deleted && user.id != workspace.self() && !peers.contains(user.id))
            places.append(placeOf(user, page, armKeys));
    }
    std::sort(places.begin(), places.end(), [](const Place &a, const Place &b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : compareNaturally(a.name, b.name) < 0;
    });
    return places;
}

} // namespace rtmscope
