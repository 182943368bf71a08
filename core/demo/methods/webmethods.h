// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/methods/arguments.h"
#include "core/demo/world/world.h"

#include <QHash>

#include <deque>
#include <functional>

namespace rtmscope::demo {

//! Who calls.
struct Caller
{
    QByteArray userId;
    bool bot = false;
    QByteArray token;
};

//! The Web API of the demo workspace: a table of methods over a World. Knows nothing of sockets. What belongs
//! to a family stands in conversationmethods.cpp, usermethods.cpp, chatmethods.cpp, filemethods.cpp; what
//! Slack has retired in retiredmethods.cpp.
class WebMethods
{
public:
    //! Both must outlive it.
    explicit WebMethods(World &world);

    //! Makes the single-use ws address for a user; set by the server. \a batchPresence: the client wants
    //! presence_change with users[].
    std::function<QByteArray(const Caller &caller, bool batchPresence)> makeSocketUrl;
    //! A message that a user posted through the API; for the answers of the scenario.
    std::function<void(Channel &channel, const Message &message)> posted;
    //! rtm.start answers as it did until 2022, with users and channels; false: as rtm.connect.
    void setFullStart(bool full) { m_fullStart = full; }
    //! channels.list and the others that Slack has retired work; false: method_deprecated, as from Slack.
    void setRetiredWork(bool work) { m_retiredWork = work; }

    //! The body of the answer; HTTP status 200.
    QByteArray call(const QByteArray &method, const Arguments &arguments, const Caller &caller);
    //! What a client sent to the address of files.getUploadURLExternal. False: that address was not given
    //! out.
    bool takeUpload(const QByteArray &id, const QByteArray &content);

private:
    using Method = QByteArray (WebMethods::*)(const Arguments &, const Caller &);
    static const QHash<QByteArray, Method> &table();

    QByteArray apiTest(const Arguments &, const Caller &);
    QByteArray authTest(const Arguments &, const Caller &);
    QByteArray rtmConnect(const Arguments &, const Caller &);
    QByteArray rtmStart(const Arguments &, const Caller &);

    QByteArray conversationsList(const Arguments &, const Caller &);
    QByteArray conversationsInfo(const Arguments &, const Caller &);
    QByteArray conversationsHistory(const Arguments &, const Caller &);
    QByteArray conversationsReplies(const Arguments &, const Caller &);
    QByteArray conversationsMembers(const Arguments &, const Caller &);
    QByteArray conversationsOpen(const Arguments &, const Caller &);
    QByteArray conversationsClose(const Arguments &, const Caller &);
    QByteArray conversationsMark(const Arguments &, const Caller &);
    QByteArray conversationsJoin(const Arguments &, const Caller &);
    QByteArray conversationsLeave(const Arguments &, const Caller &);
    QByteArray conversationsCreate(const Arguments &, const Caller &);
    QByteArray conversationsRename(const Arguments &, const Caller &);
    QByteArray conversationsArchive(const Arguments &, const Caller &);
    QByteArray conversationsUnarchive(const Arguments &, const Caller &);
    QByteArray conversationsInvite(const Arguments &, const Caller &);
    QByteArray conversationsKick(const Arguments &, const Caller &);
    QByteArray conversationsSetTopic(const Arguments &, const Caller &);
    QByteArray conversationsSetPurpose(const Arguments &, const Caller &);

    QByteArray usersList(const Arguments &, const Caller &);
    QByteArray usersInfo(const Arguments &, const Caller &);
    QByteArray usersLookupByEmail(const Arguments &, const Caller &);
    QByteArray usersConversations(const Arguments &, const Caller &);
    QByteArray usersGetPresence(const Arguments &, const Caller &);
    QByteArray usersSetPresence(const Arguments &, const Caller &);
    QByteArray usersSetActive(const Arguments &, const Caller &);
    QByteArray usersProfileGet(const Arguments &, const Caller &);
    QByteArray usersProfileSet(const Arguments &, const Caller &);
    QByteArray usersPrefsGet(const Arguments &, const Caller &);
    QByteArray usersPrefsSet(const Arguments &, const Caller &);
    QByteArray userGroupsList(const Arguments &, const Caller &);
    QByteArray userGroupsUsersList(const Arguments &, const Caller &);
    QByteArray dndInfo(const Arguments &, const Caller &);
    QByteArray dndTeamInfo(const Arguments &, const Caller &);
    QByteArray dndSetSnooze(const Arguments &, const Caller &);
    QByteArray dndEndSnooze(const Arguments &, const Caller &);
    QByteArray dndEndDnd(const Arguments &, const Caller &);

    QByteArray chatPostMessage(const Arguments &, const Caller &);
    QByteArray chatPostEphemeral(const Arguments &, const Caller &);
    QByteArray chatMeMessage(const Arguments &, const Caller &);
    QByteArray chatUpdate(const Arguments &, const Caller &);
    QByteArray chatDelete(const Arguments &, const Caller &);
    QByteArray chatGetPermalink(const Arguments &, const Caller &);
    QByteArray reactionsAdd(const Arguments &, const Caller &);
    QByteArray reactionsRemove(const Arguments &, const Caller &);
    QByteArray reactionsGet(const Arguments &, const Caller &);
    QByteArray pinsAdd(const Arguments &, const Caller &);
    QByteArray pinsRemove(const Arguments &, const Caller &);
    QByteArray pinsList(const Arguments &, const Caller &);
    QByteArray threadAdd(const Arguments &, const Caller &);
    QByteArray threadRemove(const Arguments &, const Caller &);
    QByteArray threadMark(const Arguments &, const Caller &);

    QByteArray filesInfo(const Arguments &, const Caller &);
    QByteArray filesList(const Arguments &, const Caller &);
    QByteArray filesDelete(const Arguments &, const Caller &);
    QByteArray filesGetUploadUrl(const Arguments &, const Caller &);
    QByteArray filesCompleteUpload(const Arguments &, const Caller &);

    QByteArray emojiList(const Arguments &, const Caller &);
    QByteArray teamInfo(const Arguments &, const Caller &);
    QByteArray teamProfileGet(const Arguments &, const Caller &);
    QByteArray botsInfo(const Arguments &, const Caller &);

    //! The conversation an argument names and the caller may see, or null and \a problem.
    Channel *visible(const QByteArray &id, const Caller &caller, QByteArray *problem);
    //! The same, and the caller may speak there.
    Channel *writable(const QByteArray &idOrName, const Caller &caller, QByteArray *problem);
    Channel *readable(const Arguments &arguments, const Caller &caller, QByteArray *problem);
    Channel *changeable(const Arguments &arguments, const Caller &caller, QByteArray *problem);
    Channel &conversationWith(const QList<QByteArray> &others, const Caller &caller, bool *created);
    void announceDirectMessage(const Channel &channel, const Caller &caller);
    QByteArray conversationAnswer(const Channel &channel, const Caller &caller);
    QByteArray listConversations(const Arguments &arguments, const Caller &caller,
                                 const QByteArray &memberOnly);
    QByteArray roomName(const Arguments &arguments, QByteArray *problem);
    QByteArray describe(const Arguments &arguments, const Caller &caller, const char *what,
                        void (*set)(World &, Channel &, const QByteArray &, const QByteArray &));
    QByteArray setArchived(const Arguments &arguments, const Caller &caller, bool archived);
    bool takeExtras(const Arguments &arguments, QByteArray *members, QByteArray *problem);
    void pose(const Arguments &arguments, Draft *draft);
    QByteArray postAs(const Arguments &arguments, const Caller &caller, const QByteArray &subtype);
    Message *reactable(const Arguments &arguments, const Caller &caller, Channel **channel,
                       QByteArray *problem);
    QByteArray setPinned(const Arguments &arguments, const Caller &caller, bool pinned);
    QByteArray tellSubscription(const Arguments &arguments, const Caller &caller, const char *type,
                                bool active);
    QByteArray identity(const Arguments &arguments, const Caller &caller, bool full);
    QByteArray oldStartMembers(const Arguments &arguments, const Caller &caller);

    static bool isRetired(const QByteArray &method);
    QByteArray refuseRetired(const QByteArray &method) const;
    QByteArray callRetired(const QByteArray &method, const Arguments &arguments, const Caller &caller);
    QByteArray listOldWay(const QByteArray &family, const Arguments &arguments, const Caller &caller);
    QByteArray uploadOldWay(const Arguments &arguments, const Caller &caller);
    File makeFile(const QByteArray &id, const QByteArray &name, const QByteArray &title,
                  const QByteArray &content, const Caller &caller);
    //! Says them in a conversation, if one is named. False, and \a problem, when that may not be.
    bool share(const QList<File> &files, const QByteArray &channelId, const Arguments &arguments,
               const Caller &caller, QByteArray *problem);

    struct Upload
    {
        QByteArray id;
        QByteArray name;
        QByteArray content;
    };

    World &m_world;
    std::deque<Upload> m_uploads; //!< that were announced, the newest of them
    int m_fileNumber = 0;
    bool m_fullStart = true;
    bool m_retiredWork = false;
};

} // namespace rtmscope::demo
