// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/httprequest.h"
#include "core/demo/objectwriter.h"
#include "core/demo/world.h"

#include <QHash>

#include <functional>
#include <optional>

namespace rtmscope::demo {

//! What a Web API call carries, from the query, a form or a JSON body alike. A JSON value that is no string
//! keeps its JSON text.
class Arguments
{
public:
    //! Nothing when the body is not what its content type says.
    static std::optional<Arguments> of(const HttpRequest &request);

    bool has(const QByteArray &name) const { return m_values.contains(name); }
    QByteArray value(const QByteArray &name) const { return m_values.value(name); }
    bool flag(const QByteArray &name, bool fallback = false) const;
    //! Absent: \a fallback. Not a number: nothing.
    std::optional<int> number(const QByteArray &name, int fallback) const;
    std::optional<qint64> ts(const QByteArray &name) const;

private:
    bool readJson(const QByteArray &body);
    void readForm(const QByteArray &encoded);

    QHash<QByteArray, QByteArray> m_values;
};

//! Who calls.
struct Caller
{
    QByteArray userId;
    bool bot = false;
    QByteArray token;
};

//! The Web API of the demo workspace: a table of methods over a World. Knows nothing of sockets.
class WebMethods
{
public:
    //! Both must outlive it.
    explicit WebMethods(World &world);

    //! Makes the single-use wss address for a user; set by the server. The bytes are a query to append, or
    //! empty.
    std::function<QByteArray(const Caller &caller)> makeSocketUrl;
    //! A message that a user posted through the API; for the answers of the scenario.
    std::function<void(Channel &channel, const Message &message)> posted;
    //! rtm.start answers in the old shape, with users and channels, unless asked otherwise.
    void setVerboseStart(bool verbose) { m_verboseStart = verbose; }

    //! The body of the answer; HTTP status 200.
    QByteArray call(const QByteArray &method, const Arguments &arguments, const Caller &caller);
    static bool knows(const QByteArray &method);

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
    QByteArray conversationsMark(const Arguments &, const Caller &);
    QByteArray conversationsJoin(const Arguments &, const Caller &);
    QByteArray conversationsLeave(const Arguments &, const Caller &);
    QByteArray usersList(const Arguments &, const Caller &);
    QByteArray usersInfo(const Arguments &, const Caller &);
    QByteArray usersConversations(const Arguments &, const Caller &);
    QByteArray usersGetPresence(const Arguments &, const Caller &);
    QByteArray chatPostMessage(const Arguments &, const Caller &);
    QByteArray chatMeMessage(const Arguments &, const Caller &);
    QByteArray chatUpdate(const Arguments &, const Caller &);
    QByteArray chatDelete(const Arguments &, const Caller &);
    QByteArray chatGetPermalink(const Arguments &, const Caller &);
    QByteArray reactionsAdd(const Arguments &, const Caller &);
    QByteArray reactionsRemove(const Arguments &, const Caller &);
    QByteArray emojiList(const Arguments &, const Caller &);
    QByteArray teamInfo(const Arguments &, const Caller &);
    QByteArray botsInfo(const Arguments &, const Caller &);

    //! The conversation an argument names and the caller may see, or null and \a problem.
    Channel *visible(const QByteArray &id, const Caller &caller, QByteArray *problem);
    //! The same, and the caller may speak there.
    Channel *writable(const QByteArray &idOrName, const Caller &caller, QByteArray *problem);
    Channel *conversationWith(const QList<QByteArray> &others, const Caller &caller, bool *created);
    void announceDirectMessage(const Channel &channel, const Caller &caller);
    QByteArray listConversations(const Arguments &arguments, const Caller &caller,
                                 const QByteArray &memberOnly);
    QByteArray postAs(const Arguments &arguments, const Caller &caller, const QByteArray &subtype);
    Message *reactable(const Arguments &arguments, const Caller &caller, Channel **channel,
                       QByteArray *problem);
    QByteArray identity(const Caller &caller, bool verbose);
    QByteArray oldStartMembers(const Caller &caller);

    World &m_world;
    bool m_verboseStart = false;
};

QByteArray errorAnswer(const QByteArray &code);

} // namespace rtmscope::demo
