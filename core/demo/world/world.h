// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/demo/world/wire.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

//! The demo workspace's truth: who is there, what was said. Texts and ids are UTF-8 bytes as on the wire.
namespace rtmscope::demo {

//! Identities that the accepted tokens act as.
inline constexpr auto botUserId = "U0RTMSCOPE"; //!< xoxb-demo-…
inline constexpr auto youUserId = "U0YOU";      //!< xoxp-demo-…
inline constexpr auto teamId = "T0DEMO";

//! The workspace itself.
struct Team
{
    QByteArray id = teamId;
    QByteArray name = "Demo workspace";
    QByteArray domain = "demo";
};

struct User
{
    QByteArray id;
    QByteArray name; //!< the handle
    QByteArray realName;
    QByteArray displayName;
    QByteArray title;
    QByteArray zone; //!< of the IANA list, e.g. "Europe/Lisbon"
    QByteArray zoneLabel;
    int zoneOffsetSeconds = 0;
    QByteArray color; //!< without '#'
    QByteArray statusText;
    QByteArray statusEmoji;
    QByteArray botId; //!< set for bots
    bool admin = false;
    bool guest = false;
    bool deleted = false;
    bool active = true; //!< presence
    qint64 updatedS = 0;
    qint64 snoozedUntilS = 0;                 //!< do not disturb; in the past: not
    QHash<QByteArray, QByteArray> prefs = {}; //!< changed ones: name, JSON value
    QByteArray team = teamId;
};

struct UserGroup
{
    QByteArray id;
    QByteArray name;
    QByteArray handle;
    QByteArray description;
    QList<QByteArray> members;
    QList<QByteArray> channels; //!< that its members are put into
    qint64 createdS = 0;
};

struct File
{
    QByteArray id;
    QByteArray user;
    QByteArray json; //!< what messages carry
    QList<QByteArray> channels;
    QByteArray content; //!< of one that a client uploaded
};

struct Reaction
{
    QByteArray name;
    QList<QByteArray> users;
};

//! What somebody wants to say; World::post() makes a Message of it.
struct Draft
{
    QByteArray user; //!< empty for a bot that posts without a user
    QByteArray text;
    QByteArray subtype;
    QByteArray members; //!< further members as ready JSON: "blocks":[…],"files":[…]
    QByteArray clientMsgId;
    qint64 threadTs = 0;
    bool broadcast = false;
};

struct Message
{
    qint64 ts = 0; //!< microseconds since the epoch; its identity within a channel
    QByteArray user;
    QByteArray text;
    QByteArray subtype;
    QByteArray members;
    QByteArray clientMsgId;
    qint64 threadTs = 0; //!< 0: no thread; equal to ts: a parent
    bool broadcast = false;
    qint64 editedTs = 0;
    QByteArray editedBy;
    std::vector<Reaction> reactions;
    int replyCount = 0;
    QList<QByteArray> replyUsers; //!< in order of their first reply
    qint64 latestReply = 0;
    bool pinned = false;
    QByteArray pinnedBy = {};
    qint64 pinnedS = 0;

    bool isReply() const { return threadTs != 0 && threadTs != ts; }
    bool isTombstone() const { return subtype == "tombstone"; }
    bool hasBlocks() const { return members.contains("\"blocks\":"); }
};

struct Channel
{
    enum class Kind { Public, Private, Mpim, Im };
    QByteArray id;
    QByteArray name; //!< empty for an Im
    Kind kind = Kind::Public;
    QByteArray topic;
    QByteArray purpose;
    QByteArray creator;
    qint64 createdS = 0;
    bool archived = false;
    bool gone = false; //!< deleted, or not yet founded: nobody can see it
    QList<QByteArray> members;
    std::deque<Message>
        messages; //!< ascending, replies included, the newest of them, see World::setKeptMessages()
    QHash<QByteArray, qint64> lastRead;
    QList<QByteArray> formerNames = {}; //!< the oldest first

    bool has(const QByteArray &user) const { return members.contains(user); }
    Message *find(qint64 ts);
    const Message *find(qint64 ts) const { return const_cast<Channel *>(this)->find(ts); }
    const Message *newest() const; //!< that stands in the channel itself; may be null
    QByteArray otherMember(const QByteArray &viewer) const; //!< whom an Im is with
};

//! Whom a frame is for.
struct Audience
{
    const Channel *channel = nullptr; //!< its members; null: everybody
    QByteArray only;                  //!< just this user, if set
    QByteArray except;                //!< all but this user, if set
    QByteArray presenceOf;            //!< only sockets that subscribed to this user, if set

    bool includes(const QByteArray &userId) const; //!< presence aside
};

//! The state: who is there, in which rooms, what was said. What changes a message publishes the events that
//! real Slack sends for it; acts.h has what else people do. Owned by the server, used in its thread only.
class World
{
public:
    //! \a clock must outlive it. \a epochUs: the moment that the seeded past leads up to; 0 means now.
    World(const Clock &clock, qint64 epochUs);

    QByteArray protagonist = botUserId; //!< whom the play is for: the user who said hello last
    QByteArray bot = botUserId;         //!< as whom apps act
    Team team;

    //! Where events go; nothing is sent before it is set, so that the past can be seeded in silence.
    std::function<void(const QByteArray &frame, const Audience &audience)> publish;
    void send(const QByteArray &frame, const Audience &audience = {}) const;

    qint64 epochUs() const { return m_epochUs; }
    qint64 nowUs() const; //!< the wall clock
    qint64 freshTs();     //!< now, and never the same twice
    //! Something happened at \a ts by another clock: what is new here gets a later one.
    void happened(qint64 ts) { m_lastTs = std::max(m_lastTs, ts); }
    //! Seeding only: the next timestamp is this one, then upwards; 0 ends the seeding.
    void setSeedingTime(qint64 us);
    void setKeptMessages(std::size_t count) { m_keptMessages = count; } //!< per channel; at least 1
    void setBaseUrl(const QByteArray &url) { m_baseUrl = url; }
    const QByteArray &baseUrl() const { return m_baseUrl; } //!< http://127.0.0.1:PORT

    User &addUser(const User &user);
    User *user(const QByteArray &id);
    const User *user(const QByteArray &id) const;
    User *userKnownAs(const QByteArray &idOrName); //!< an id, or @ and a handle
    const std::deque<User> &users() const { return m_users; }
    Channel &addChannel(const Channel &channel);
    Channel *channel(const QByteArray &id);
    Channel *channelNamed(const QByteArray &name);      //!< with or without '#'
    Channel *channelFirstNamed(const QByteArray &name); //!< the oldest that was ever founded by that name
    Channel &directMessage(const QByteArray &one, const QByteArray &other, bool *created = nullptr);
    int nextRoomNumber() { return ++m_foundings; } //!< of those founded while the server runs
    const std::deque<std::unique_ptr<Channel>> &channels() const { return m_channels; }
    std::vector<std::pair<QByteArray, QByteArray>> &emoji() { return m_emoji; } //!< custom ones: name, value
    std::vector<UserGroup> &userGroups() { return m_userGroups; }
    const std::vector<UserGroup> &userGroups() const { return m_userGroups; }
    void addFile(const File &file); //!< the newest few hundred are known
    const std::deque<File> &files() const { return m_files; }
    File *file(const QByteArray &id);
    void removeFile(const QByteArray &id);

    //! Posts; for a reply also updates the parent and publishes message_replied. With a thread_ts that names
    //! no parent in \a channel nothing happens and null comes back.
    Message *post(Channel &channel, const Draft &draft);
    void edit(Channel &channel, Message &message, const QByteArray &text, const QByteArray &by,
              const QByteArray &members = {});
    void unfurl(Channel &channel, Message &message,
                const QByteArray &attachments); //!< changed, yet not edited
    void remove(Channel &channel, qint64 ts);   //!< a parent with replies becomes a tombstone
    bool react(Channel &channel, Message &message, const QByteArray &name, const QByteArray &user);
    bool unreact(Channel &channel, Message &message, const QByteArray &name, const QByteArray &user);

private:
    void publishChange(const Channel &channel, const QByteArray &before, const Message &after);
    void publishReaction(const char *type, const Channel &channel, const Message &message,
                         const QByteArray &name, const QByteArray &user);
    void countReply(Channel &channel, Message &parent, const Message &reply);
    void uncountReply(Channel &channel, const Message &reply);

    const Clock &m_clock;
    qint64 m_epochUs;
    std::size_t m_keptMessages = 2000;
    bool m_seeding = false;
    qint64 m_lastTs = 0;
    QByteArray m_baseUrl;
    std::deque<User> m_users;
    QHash<QByteArray, User *> m_userById;
    std::deque<std::unique_ptr<Channel>> m_channels;
    QHash<QByteArray, Channel *> m_channelById;
    std::vector<std::pair<QByteArray, QByteArray>> m_emoji;
    std::vector<UserGroup> m_userGroups;
    std::deque<File> m_files;
    int m_foundings = 0;
};

//! channel, group, im or mpim: how the events and item types of a conversation are named.
QByteArray kindWord(const Channel &channel);
bool kindIsPrivate(const Channel &channel); //!< kinds whose twin events begin with group_, im_ or mpim_

} // namespace rtmscope::demo
