// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/conversationheading.h"

#include "core/mrkdwn/shorten.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/message/messagelistmodel.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope::heading {

namespace {

constexpr qsizetype mostOfTopic = 1'000; // four times what the service allows

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::ConversationPane", text);
}

//! "# ops" for a heading: the sign stands apart from the name.
QString spacedName(const QString &name)
{
    return name.startsWith(u'#') ? u"# "_s + name.mid(1) : name;
}

QStringList peerDetails(const User &peer)
{
    QStringList parts;
    if (peer.presence != User::Presence::Unknown)
        parts.append(peer.presence == User::Presence::Active ? tr("active") : tr("away"));
    if (!peer.title.isEmpty())
        parts.append(peer.title);
    if (!peer.statusText.isEmpty())
        parts.append(unescapeEntities(peer.statusText));
    return parts;
}

QString topicWords(const Conversation &conversation, const Workspace &workspace)
{
    const QString topic = conversation.topic().isEmpty() ? conversation.purpose() : conversation.topic();
    if (topic.isEmpty())
        return {};
    ShownExtent extent(mostOfTopic);
    const QString shown = words::plain(parseMrkdwn(extent.beginningOf(topic), {}), workspace).simplified();
    return extent.leftOut() > 0 ? shown + u'…' : shown;
}

QString detailOf(const Conversation &conversation, const Workspace &workspace)
{
    QStringList parts;
    const User *peer = workspace.user(conversation.peer());
    if (conversation.kind() == ConversationKind::DirectMessage && peer) {
        parts = peerDetails(*peer);
    } else if (conversation.memberCount() >= 0) {
        const int members = conversation.memberCount();
        parts.append(members == 1 ? tr("1 member") : tr("%1 members").arg(QLocale().toString(members)));
    }
    if (conversation.isArchived())
        parts.append(tr("archived"));
    if (const QString topic = topicWords(conversation, workspace); !topic.isEmpty())
        parts.append(topic);
    return parts.join(u" · "_s);
}

} // namespace

Words ofChannel(const MessageListModel &model)
{
    const Workspace *workspace = model.workspace();
    if (!workspace || !model.channel())
        return {};
    const Conversation *conversation = model.conversation();
    return {spacedName(workspace->conversationName(model.channel())),
            conversation ? detailOf(*conversation, *workspace) : QString()};
}

Words ofThread(const MessageListModel &model)
{
    const Workspace *workspace = model.workspace();
    if (!workspace || !model.channel() || !model.thread())
        return {tr("Thread"), {}};
    QString detail = spacedName(workspace->conversationName(model.channel()));
    if (model.rowCount() > 0 && !model.at(0).message.placeholder) {
        const Message &parent = model.at(0).message;
        detail = tr("%1, %2 %3")
                     .arg(isolatedIfNeeded(detail), isolatedIfNeeded(words::author(parent, *workspace)),
                          words::timeOfDay(parent.timeUs));
    }
    return {tr("Thread"), detail};
}

namespace {

Words ofUnreadCapture(const MessageListModel &model)
{
    return {tr("This capture is still being read"),
            tr("%1 % so far. What it holds appears here as it is found.").arg(model.percent())};
}

} // namespace

Words ofEmptyChannel(const MessageListModel &model, bool loading)
{
    if (!model.workspace())
        return {tr("Nothing to show yet"), tr("Connect a workspace or open a capture.")};
    if (model.percent() < 100)
        return ofUnreadCapture(model);
    if (!model.channel())
        return {tr("No conversation is open"), tr("Choose one from the list.")};
    if (loading)
        return {tr("Loading history…"), {}};
    if (model.isReadOnly())
        return {tr("No messages in this capture"), tr("It holds nothing of this conversation.")};
    const QString name = model.workspace()->conversationName(model.channel());
    return {tr("No messages yet"), tr("What is said in %1 appears here.").arg(isolatedIfNeeded(name))};
}

Words ofEmptyThread(const MessageListModel &model, bool loading)
{
    if (!model.channel() || !model.thread())
        return {tr("No thread is open"), tr("Press R on a message, or click on its replies.")};
    if (model.percent() < 100)
        return ofUnreadCapture(model);
    if (loading)
        return {tr("Loading the thread…"), {}};
    return {tr("This thread is not known here"), tr("Its messages are not in the history so far.")};
}

} // namespace rtmscope::heading
