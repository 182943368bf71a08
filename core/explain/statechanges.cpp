// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/statechanges.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/explain/messagechanges.h"
#include "core/json/json.h"
#include "core/summary/gapwords.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostLines = 30;
constexpr qsizetype mostLetters = 60; // of a name or text in a sentence

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::StateChanges", words);
}

QString inShort(const QString &text)
{
    return shortened(cleanLine(text), mostLetters);
}

QString quotedShort(const QString &text)
{
    return text.isEmpty() ? tr("nothing") : u'“' + inShort(text) + u'”';
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

//! Collects sentences.
class Teller
{
public:
    Teller(const Workspace &before, const Workspace &after, const Event &event)
        : m_before(before)
        , m_after(after)
        , m_event(event)
    {
    }

    QStringList told();

private:
    void add(const QString &line);
    void conversations();
    void conversation(const Conversation *was, const Conversation &now);
    void counts(const QString &place, const Conversation &was, const Conversation &now);
    void membership(const QString &place, const Conversation &was, const Conversation &now);
    void messages(const QString &place, const Conversation *was, const Conversation &now);
    void typing(const QString &place, const Conversation *was, const Conversation &now);
    void people();
    void tellNew(const User &now);
    void tellPresence(const User &now);
    void person(const User *was, const User &now);
    void workspace();
    void gaps();
    QString nothing() const;
    MessageTs newerEdit() const;

    const Workspace &m_before;
    const Workspace &m_after;
    const Event &m_event;
    QStringList m_lines;
    qsizetype m_more = 0;
};

void Teller::add(const QString &line)
{
    if (m_lines.size() < mostLines)
        m_lines.append(line);
    else
        ++m_more;
}

QStringList Teller::told()
{
    conversations();
    people();
    workspace();
    gaps();
    if (m_more > 0)
        m_lines.append(tr("… and %1 changes more.").arg(number(m_more)));
    if (m_lines.isEmpty())
        m_lines.append(nothing());
    return m_lines;
}

void Teller::conversations()
{
    for (const Conversation &now : m_after.conversations()) {
        const Conversation *was = m_before.conversation(now.id());
        if (!was || was->revision() != now.revision())
            conversation(was, now);
        typing(inShort(m_after.conversationName(now.id())), was, now);
    }
}

void Teller::conversation(const Conversation *was, const Conversation &now)
{
    const QString place = inShort(m_after.conversationName(now.id()));
    if (!was)
        add(tr("%1 is known from now on.").arg(place));
    const Conversation fresh(now.id());
    const Conversation &old = was ? *was : fresh;
    if (was && old.id() != now.id())
        add(tr("%1 has another id: %2 → %3.").arg(place, inShort(old.id().text()), inShort(now.id().text())));
    if (old.name() != now.name() && !(old.name().isEmpty() && !was))
        add(tr("%1: name %2 → %3.").arg(place, quotedShort(old.name()), quotedShort(now.name())));
    if (old.topic() != now.topic())
        add(tr("%1: topic %2 → %3.").arg(place, quotedShort(old.topic()), quotedShort(now.topic())));
    if (old.purpose() != now.purpose())
        add(tr("%1: purpose %2 → %3.").arg(place, quotedShort(old.purpose()), quotedShort(now.purpose())));
    membership(place, old, now);
    messages(place, was, now);
    counts(place, old, now);
}

void Teller::membership(const QString &place, const Conversation &was, const Conversation &now)
{
    if (was.isMember() != now.isMember())
        add(now.isMember() ? tr("%1: you are in it now.").arg(place)
                           : tr("%1: you are not in it any more.").arg(place));
    if (was.isOpen() != now.isOpen())
        add(now.isOpen() ? tr("%1 is on the list of conversations now.").arg(place)
                         : tr("%1 is no longer on the list of conversations.").arg(place));
    if (was.isArchived() != now.isArchived())
        add(now.isArchived() ? tr("%1 is archived now.").arg(place) : tr("%1 is in use again.").arg(place));
    if (was.memberCount() != now.memberCount() && now.memberCount() >= 0)
        add(was.memberCount() < 0 ? tr("%1: %2 members.").arg(place, number(now.memberCount()))
                                  : tr("%1: members %2 → %3.")
                                        .arg(place, number(was.memberCount()), number(now.memberCount())));
}

void Teller::counts(const QString &place, const Conversation &was, const Conversation &now)
{
    if (was.lastRead() != now.lastRead())
        add(tr("%1: read up to %2.").arg(place, messageTime(now.lastRead())));
    if (was.unreadCount() != now.unreadCount())
        add(tr("%1: unread %2 → %3.").arg(place, number(was.unreadCount()), number(now.unreadCount())));
    if (was.mentionCount() != now.mentionCount())
        add(tr("%1: mentions of you %2 → %3.")
                .arg(place, number(was.mentionCount()), number(now.mentionCount())));
}

void Teller::messages(const QString &place, const Conversation *was, const Conversation &now)
{
    const MessageChanges changes(m_after, place, m_event.seq);
    qsizetype backfilled = 0;
    for (const Message &message : now.messages()) {
        const Message *old = !was ? nullptr : message.ts ? was->find(message.ts) : nullptr;
        if (!old && was && !message.local.isEmpty())
            old = was->findLocal(message.local);
        if (old && old->revision == message.revision)
            continue;
        if (!old && message.backfilled) {
            ++backfilled;
            continue;
        }
        for (const QString &line : changes.of(old, message))
            add(line);
    }
    if (backfilled > 0)
        add(tr("%1: %2 of its history.").arg(place, GapWords::messages(backfilled)));
    const qint64 gone = was ? qint64(was->messages().size()) - qint64(now.messages().size()) : 0;
    if (gone > 0)
        add(tr("%1: %2 not held any more.").arg(place, GapWords::messages(gone)));
    if (was && !was->historyComplete() && now.historyComplete())
        add(tr("%1: its history is held to the beginning.").arg(place));
}

void Teller::typing(const QString &place, const Conversation *was, const Conversation &now)
{
    const auto isIn = [](const QList<Typing> &list, const UserId &user) {
        return std::any_of(list.begin(), list.end(), [&user](const Typing &t) { return t.user == user; });
    };
    const QList<Typing> old = was ? was->typing() : QList<Typing>();
    const QList<Typing> fresh = now.typing();
    for (const Typing &one : fresh) {
        if (!isIn(old, one.user))
            add(tr("%1: %2 is typing.").arg(place, inShort(m_after.userName(one.user))));
    }
    for (const Typing &one : old) {
        if (!isIn(fresh, one.user))
            add(tr("%1: %2 is not typing any more.").arg(place, inShort(m_after.userName(one.user))));
    }
}

void Teller::people()
{
    if (m_before.revision() == m_after.revision())
        return;
    for (const User &now : m_after.users())
        person(m_before.user(now.id), now);
}

//! Whom a message names may have been met elsewhere; only what is about people tells of new ones.
void Teller::tellNew(const User &now)
{
    const Fold fold = traitsOf(m_event).fold;
    if (fold == Fold::User || fold == Fold::ApiNote || fold == Fold::StateNote)
        add(tr("%1 is known from now on.").arg(inShort(now.shownName())));
    tellPresence(now);
}

void Teller::tellPresence(const User &now)
{
    const QString name = inShort(now.shownName());
    if (now.presence == User::Presence::Active)
        add(tr("%1 is active.").arg(name));
    else if (now.presence == User::Presence::Away)
        add(tr("%1 is away.").arg(name));
}

void Teller::person(const User *was, const User &now)
{
    const QString name = inShort(now.shownName());
    if (!was) {
        tellNew(now);
        return;
    }
    if (was->shownName() != now.shownName())
        add(tr("%1 is shown as %2 now.").arg(inShort(was->shownName()), quotedShort(now.shownName())));
    if (was->title != now.title)
        add(tr("%1: title %2 → %3.").arg(name, quotedShort(was->title), quotedShort(now.title)));
    if (was->statusText != now.statusText || was->statusEmoji != now.statusEmoji) {
        const auto status = [](const User &user) {
            return quotedShort((user.statusEmoji + u' ' + user.statusText).trimmed());
        };
        add(tr("%1: status %2 → %3.").arg(name, status(*was), status(now)));
    }
    if (was->presence != now.presence)
        tellPresence(now);
    if (was->deleted != now.deleted)
        add(now.deleted ? tr("%1 is deactivated.").arg(name) : tr("%1 is active again.").arg(name));
    if (!was->stale && now.stale)
        add(tr("What is known of %1 is out of date and will be asked for.").arg(name));
}

void Teller::workspace()
{
    if (m_before.self() != m_after.self())
        add(tr("You are %1.").arg(inShort(m_after.userName(m_after.self()))));
    if (m_before.teamName() != m_after.teamName())
        add(tr("The workspace is called %1.").arg(quotedShort(m_after.teamName())));
    if (m_before.teamDomain() != m_after.teamDomain())
        add(tr("The workspace's address is %1 now.").arg(inShort(m_after.teamDomain())));
    if (!m_before.wantsEmoji() && m_after.wantsEmoji())
        add(tr("The workspace's own emoji will be asked for."));
    if (!m_before.wantsSubteams() && m_after.wantsSubteams())
        add(tr("The user groups will be asked for."));
    // Handles and emoji are not listed: that names changed is told by the number.
    const bool namesChanged = m_before.namesRevision() != m_after.namesRevision();
    const Fold fold = traitsOf(m_event).fold;
    if (namesChanged && m_lines.isEmpty() && fold == Fold::Subteam)
        add(tr("The user group's mention is known."));
    if (namesChanged && m_lines.isEmpty() && fold == Fold::Emoji)
        add(tr("The workspace's own emoji are others now."));
    if (namesChanged && m_lines.isEmpty() && fold == Fold::Bot)
        add(tr("The integration is known by its name."));
}

void Teller::gaps()
{
    if (m_before.gapsRevision() == m_after.gapsRevision())
        return;
    const auto old = [this](const Gap &gap) -> const Gap * {
        const auto found = std::find_if(m_before.gaps().begin(), m_before.gaps().end(),
                                        [&gap](const Gap &g) { return g.id == gap.id; });
        return found == m_before.gaps().end() ? nullptr : &*found;
    };
    for (const Gap &gap : m_after.gaps()) {
        const Gap *was = old(gap);
        if (was && was->revision == gap.revision)
            continue;
        if (!was)
            add(tr("Gap %1 is entered in the list of gaps.").arg(number(gap.id)));
        else if (was->isOpen() && !gap.isOpen())
            add(tr("Gap %1 is closed, after %2.")
                    .arg(number(gap.id), GapWords::duration(gap.toUs - gap.fromUs)));
        else
            add(tr("Gap %1: %2.").arg(number(gap.id), GapWords::outcome(gap)));
    }
}

QString Teller::nothing() const
{
    if (m_event.repeated)
        return tr("Nothing: it had been delivered before, and was done then.");
    if (m_event.form == FrameForm::Binary || (m_event.form == FrameForm::Text && m_event.type.isEmpty()))
        return tr("Nothing: it can't be read.");
    if (m_event.direction == Direction::Out)
        return tr("Nothing yet: what becomes of it is told by the answer.");
    if (traitsOf(m_event).fold == Fold::Nothing)
        return m_event.direction == Direction::Note
                   ? tr("Nothing: it tells of the connection, not of the workspace.")
                   : tr("Nothing: Rtmscope keeps no state of what this type tells.");
    if (const MessageTs edited = newerEdit(); !edited.isEmpty())
        return tr("Nothing: it came late. A newer edit of the message is known, of %1.")
            .arg(messageTime(edited));
    return tr("Nothing: what it says was known already.");
}

//! When the message that the event is about was edited last, if that was after what the event tells of: as
//! MessageFold decides it.
MessageTs Teller::newerEdit() const
{
    json::Document document;
    if (traitsOf(m_event).fold != Fold::MessageChanged || !document.parse(m_event.raw))
        return {};
    const json::Value root = document.root();
    const json::Value event = mayBeEnvelope(root["type"].string()) ? innerEvent(root) : root;
    const json::Value message = event["message"];
    const Conversation *conversation = m_after.conversation(ChannelId(m_event.channel));
    const Message *held = conversation ? conversation->find(MessageTs(message["ts"].text())) : nullptr;
    const MessageTs edited(message["edited"]["ts"].text());
    const MessageTs told = edited.isEmpty() ? MessageTs(event["event_ts"].text()) : edited;
    return held && !told.isEmpty() && told < held->editedTs ? held->editedTs : MessageTs();
}

} // namespace

QStringList stateChanges(const Workspace &before, const Workspace &after, const Event &event)
{
    return Teller(before, after, event).told();
}

} // namespace rtmscope
