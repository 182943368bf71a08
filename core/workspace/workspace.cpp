// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/workspace.h"

#include "core/text/cleantext.h"
#include "core/text/emoji.h"
#include "core/workspace/state.h"

#include <QCoreApplication>

#include <algorithm>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestAliasChain = 32;

//! The people of "mpdm-mira--bo--ada-1".
QStringList groupHandles(const QString &name)
{
    if (!name.startsWith("mpdm-"_L1))
        return {};
    const qsizetype last = name.lastIndexOf(u'-');
    return name.sliced(5, qMax<qsizetype>(0, last - 5)).split("--"_L1, Qt::SkipEmptyParts);
}

bool isSameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

QString User::shownName() const
{
    for (const QString *candidate : {&displayName, &realName, &name}) {
        if (!candidate->isEmpty())
            return *candidate;
    }
    return cleanName(id.text());
}

Workspace::Workspace() = default;
Workspace::~Workspace() = default;
Workspace::Workspace(const Workspace &) = default;
Workspace &Workspace::operator=(const Workspace &) = default;

TeamId Workspace::teamId() const
{
    return d->teamId;
}

QString Workspace::teamName() const
{
    return d->teamName;
}

QString Workspace::teamDomain() const
{
    return d->teamDomain;
}

UserId Workspace::self() const
{
    return d->self;
}

bool Workspace::isOwn(const Message &message) const
{
    if (message.user)
        return message.user == d->self;
    return !message.local.isEmpty() || (message.bot && message.bot == d->selfBot);
}

const ChunkedMap<ChannelId, Conversation> &Workspace::conversations() const
{
    return d->conversations;
}

const Conversation *Workspace::conversation(const ChannelId &id) const
{
    return d->conversations.get(id);
}

const User *Workspace::user(const UserId &id) const
{
    return d->users.get(id);
}

const ChunkedMap<UserId, User> &Workspace::users() const
{
    return d->users;
}

QString Workspace::userName(const UserId &id) const
{
    const QString shownId = cleanName(id.text());
    if (const User *known = user(id); known && known->shownName() != shownId)
        return known->shownName();
    // These two may not resolve (protocol section 8).
    if (id.text() == "USLACKBOT"_L1)
        return u"Slackbot"_s;
    if (id.text() == "UREVOKEDU"_L1)
        return QCoreApplication::translate("Workspace", "Withheld");
    const QString bot = d->bots.value(BotId(id.text())); // <@B…> stands in texts, though seldom
    return bot.isEmpty() ? shownId : bot;
}

QString Workspace::conversationName(const ChannelId &id) const
{
    const Conversation *known = conversation(id);
    const QString shownId = cleanName(id.text());
    if (!known)
        return shownId;
    switch (known->kind()) {
    case ConversationKind::DirectMessage:
        return known->peer() ? userName(known->peer()) : shownId;
    case ConversationKind::GroupMessage: {
        QStringList people;
        const QStringList handles = groupHandles(known->name());
        for (const QString &handle : handles) {
            const QList<UserId> ids = usersNamed(handle);
            if (ids.value(0) != self() || ids.isEmpty())
                people += ids.size() == 1 ? userName(ids.first()) : handle;
        }
        if (!people.isEmpty())
            return people.join(u", "_s);
        return known->name().isEmpty() ? shownId : known->name();
    }
    case ConversationKind::Channel:
    case ConversationKind::PrivateChannel:
        break;
    }
    return known->name().isEmpty() ? shownId : u'#' + known->name();
}

QString Workspace::subteamHandle(const SubteamId &id) const
{
    return d->subteams.value(id, cleanName(id.text()));
}

QString Workspace::emojiName(const QString &name) const
{
    QString current = name;
    for (int hop = 0; hop < longestAliasChain; ++hop) { // aliases may form a ring
        const QString target = d->emoji.value(current);
        if (!target.startsWith("alias:"_L1))
            return current;
        current = target.sliced(6);
    }
    return name;
}

QString Workspace::emojiGlyph(const QString &name) const
{
    if (QString glyph = rtmscope::emojiGlyph(name); !glyph.isEmpty())
        return glyph;
    const qsizetype tone = name.indexOf("::"_L1);
    const QString bare = tone < 0 ? name : name.first(tone);
    const QString meant = emojiName(bare);
    if (meant == bare)
        return {};
    // The tone of the one who wrote it wins over one that the alias has.
    return rtmscope::emojiGlyph(tone < 0 ? meant : meant.section(u"::"_s, 0, 0) + name.sliced(tone));
}

QString Workspace::withEmoji(const QString &text) const
{
    QString out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u':'); at >= 0; at = text.indexOf(u':', at)) {
        const qsizetype end = emojiEnd(text, at);
        const QString glyph = end < 0 ? QString() : emojiGlyph(text.sliced(at + 1, end - at - 2));
        if (glyph.isEmpty()) {
            ++at; // its last colon may begin another
            continue;
        }
        out += QStringView(text).sliced(done, at - done);
        out += glyph;
        done = at = end;
    }
    return done == 0 ? text : out.append(QStringView(text).sliced(done));
}

QString Workspace::customEmoji(const QString &name) const
{
    const QString target = d->emoji.value(emojiName(name));
    return target.startsWith("alias:"_L1) ? QString() : target;
}

QString Workspace::authorName(const Message &message) const
{
    if (!message.authorName.isEmpty())
        return message.authorName;
    if (message.user)
        return userName(message.user);
    const QString bot = d->bots.value(message.bot);
    return bot.isEmpty() ? cleanName(message.bot.text()) : bot;
}

QList<ChannelId> Workspace::channelsNamed(const QString &name) const
{
    const QString wanted = name.startsWith(u'#') ? name.sliced(1) : name;
    QList<ChannelId> found;
    if (wanted.isEmpty())
        return found;
    for (const Conversation &conversation : d->conversations) {
        if (isSameName(conversation.name(), wanted))
            found.append(conversation.id());
    }
    std::sort(found.begin(), found.end());
    return found;
}

QList<UserId> Workspace::usersNamed(const QString &name) const
{
    const QString wanted = name.startsWith(u'@') ? name.sliced(1) : name;
    QList<UserId> handles;
    QList<UserId> others;
    if (wanted.isEmpty())
        return handles;
    for (const User &user : d->users) {
        if (isSameName(user.name, wanted))
            handles.append(user.id);
        else if (isSameName(user.displayName, wanted) || isSameName(user.realName, wanted))
            others.append(user.id);
    }
    // A handle is unique; names are not, and one may equal somebody else's handle.
    QList<UserId> &found = handles.isEmpty() ? others : handles;
    std::sort(found.begin(), found.end());
    return found;
}

const SendLife *Workspace::sendLife(const QString &local) const
{
    const auto send = d->sends.constFind(local);
    return local.isEmpty() || send == d->sends.constEnd() ? nullptr : &send->life;
}

QList<UserId> Workspace::unknownUsers() const
{
    return d->unknownUsers.newestFirst();
}

QList<ChannelId> Workspace::unknownChannels() const
{
    return d->unknownChannels.newestFirst();
}

QList<BotId> Workspace::unknownBots() const
{
    return d->unknownBots.newestFirst();
}

bool Workspace::wantsSubteams() const
{
    return !d->unknownSubteams.isEmpty();
}

bool Workspace::wantsEmoji() const
{
    return d->emojiChanged || !d->unknownEmoji.isEmpty();
}

quint64 Workspace::revision() const
{
    return d->revision;
}

quint64 Workspace::namesRevision() const
{
    return d->namesRevision;
}

const QList<Gap> &Workspace::gaps() const
{
    return d->gaps;
}

quint64 Workspace::gapCount() const
{
    return d->gapCount;
}

QList<const Gap *> Workspace::gapsOf(const ChannelId &channel) const
{
    QList<const Gap *> found;
    const Conversation *known = conversation(channel);
    for (const Gap &gap : d->gaps) {
        if ((known && known->isMember()) || gap.fill(channel))
            found.append(&gap);
    }
    return found;
}

quint64 Workspace::gapsRevision() const
{
    return d->gapsRevision;
}

quint64 Workspace::typingRevision() const
{
    return d->typingRevision;
}

WorkspaceFeed::WorkspaceFeed(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(0);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_untold)
            tell();
    });
}

void WorkspaceFeed::apply(const Event &event)
{
    const Revisions before = revisions();
    m_workspace.apply(event);
    tellChangesSince(before);
}

void WorkspaceFeed::expireTyping(qint64 nowUs)
{
    const Revisions before = revisions();
    m_workspace.expireTyping(nowUs);
    tellChangesSince(before);
}

void WorkspaceFeed::reset(Workspace workspace, int percent)
{
    m_workspace = std::move(workspace);
    m_percent = percent;
    Q_EMIT namesChanged();
    tell();
}

WorkspaceFeed::Revisions WorkspaceFeed::revisions() const
{
    return {m_workspace.revision(), m_workspace.namesRevision(), m_workspace.typingRevision()};
}

//! A dozen receivers that all wait for a timer anyway cost more than folding a small event.
void WorkspaceFeed::tellChangesSince(const Revisions &before)
{
    const Revisions now = revisions();
    if (now.all == before.all && now.typing == before.typing)
        return;
    if (now.names != before.names)
        Q_EMIT namesChanged();
    m_untold = true;
    if (m_pause.isActive())
        return;
    m_pause.start();
    tell();
}

void WorkspaceFeed::tell()
{
    m_untold = false;
    Q_EMIT changed();
}

} // namespace rtmscope
