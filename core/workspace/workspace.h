// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/chunkedmap.h"
#include "core/events/event.h"
#include "core/workspace/conversation.h"
#include "core/workspace/gap.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace rtmscope {

struct SendLife;

struct User
{
    UserId id;
    QString name; //!< handle
    QString displayName;
    QString realName;
    QString title;
    QString statusEmoji;
    QString statusText;
    bool isBot = false;
    bool deleted = false;
    bool stale = false; //!< user_invalidated, or known by id only: worth a users.info
    enum class Presence : quint8 { Unknown, Active, Away } presence = Presence::Unknown;

    //! display_name, else real_name, else name, else the id (protocol section 8).
    QString shownName() const;
};

//! What is true now: a pure fold over events. No clock, no network, no widget. A copy is a snapshot: it costs
//! a pointer, may be read by another thread, and the first change after it copies chunks, never a whole
//! conversation. The same events always give the same workspace, live, from a capture or in a test. Web API
//! answers and the steps of our own sends enter as notes ("api", "send"), see docs/capture-format.md.
class Workspace
{
public:
    Workspace();
    ~Workspace();
    Workspace(const Workspace &);
    Workspace &operator=(const Workspace &);

    //! Folds one entry in. Anything may come; what does not fit changes nothing. See core/fold.
    void apply(const Event &event);
    //! Drops typing marks older than 6 s. Called by whoever owns a clock.
    void expireTyping(qint64 nowUs);

    TeamId teamId() const;
    QString teamName() const;
    QString teamDomain() const;
    UserId self() const;
    //! Whether we said it: as a person, or as an app that posts by its own or another name.
    bool isOwn(const Message &message) const;

    const ChunkedMap<ChannelId, Conversation> &
    conversations() const;                                       //!< in the order in which they were heard of
    const Conversation *conversation(const ChannelId &id) const; //!< nullptr if unknown
    const User *user(const UserId &id) const;
    const ChunkedMap<UserId, User> &users() const;
    //! Never empty for a non-empty id: falls back to the id, "Slackbot" for USLACKBOT.
    QString userName(const UserId &id) const;
    //! "#ops", "Mira Okafor" for a direct message, else the id.
    QString conversationName(const ChannelId &id) const;
    QString subteamHandle(const SubteamId &id) const; //!< "@handle" or the id
    QString customEmoji(const QString &name) const;   //!< URL, or empty
    //! What a custom emoji is another name for ("alias:"), or \a name itself.
    QString emojiName(const QString &name) const;
    //! The characters of an emoji of any spelling ("wave::skin-tone-3", another name for a standard one);
    //! empty for pictures of the workspace and for what is no emoji at all.
    QString emojiGlyph(const QString &name) const;
    //! \a text with each ":name:" that has a glyph replaced by it: for labels and titles.
    QString withEmoji(const QString &text) const;
    //! Who wrote it, as shown: the message's own name, the user's, the bot's.
    QString authorName(const Message &message) const;
    //! Ids by name, for filters and `send`: "#ops", "ops", "@mira" (handle or display name, any case).
    QList<ChannelId> channelsNamed(const QString &name) const;
    QList<UserId> usersNamed(const QString &name) const;
    //! The steps of one of our own messages, by Message::local; nullptr for what was not sent from here.
    const SendLife *sendLife(const QString &local) const;
    //! Ids seen in events that no answer has described yet, newest need first; cleared by users.info /
    //! conversations.info.
    QList<UserId> unknownUsers() const;
    QList<ChannelId> unknownChannels() const;
    QList<BotId> unknownBots() const; //!< cleared by bots.info
    bool wantsSubteams() const;       //!< a user group without a name was mentioned: ask usergroups.list
    bool wantsEmoji() const;          //!< there are names we do not know, or the list changed: emoji.list

    //! The gap ledger: every outage, oldest first. Of very many the oldest are forgotten.
    const QList<Gap> &gaps() const;
    quint64 gapCount() const; //!< the forgotten ones included
    //! Those in which something may have been said there: all while we were members, oldest first.
    QList<const Gap *> gapsOf(const ChannelId &channel) const;

    quint64 revision() const;      //!< grows with every change but those of typing marks
    quint64 namesRevision() const; //!< grows when a user, channel or subteam name changed: views re-resolve

    quint64 gapsRevision() const; //!< grows when the gap ledger changed

    //! Grows when somebody began or stopped typing. Marks also end by the clock, so this is no part of what
    //! the entries alone decide.
    quint64 typingRevision() const;

    struct Data; //!< core/workspace/state.h; for the reducer only

private:
    CowPtr<Data> d;
};

//! The live Workspace of an account as a QObject. Owned by the account; GUI thread.
class WorkspaceFeed : public QObject
{
    Q_OBJECT
public:
    explicit WorkspaceFeed(QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    //! Connect to EventSource::recorded, after the log.
    void apply(const rtmscope::Event &event);
    void expireTyping(qint64 nowUs);
    //! Replaces the state as a whole: by what the first \a percent of an opened capture make.
    void reset(Workspace workspace, int percent = 100);
    //! Less than 100 while a capture is being read.
    int percent() const { return m_percent; }

Q_SIGNALS:
    //! State changed. Emitted for the first change, and once more for all that follow before the event loop
    //! turns; views compare revisions.
    void changed();
    //! Names changed; emitted at each event that does that.
    void namesChanged();

private:
    struct Revisions
    {
        quint64 all = 0;
        quint64 names = 0;
        quint64 typing = 0;
    };
    Revisions revisions() const;
    void tellChangesSince(const Revisions &before);
    void tell();

    Workspace m_workspace;
    int m_percent = 100;
    QTimer m_pause;
    bool m_untold = false;
};

} // namespace rtmscope
