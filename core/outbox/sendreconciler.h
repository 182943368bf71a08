// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/json/json.h"
#include "core/outbox/outbox.h"
#include "core/outbox/ownhistory.h"
#include "core/outbox/sendqueue.h"

namespace rtmscope {

struct Event;

//! Finds out what became of messages that were not answered: among our own messages on the stream, which come
//! from other sockets, as echoes or as replays, and in the server's history. Decides nothing else about them.
//! Owned by an Outbox; its thread; what it is given must outlive it.
class SendReconciler : public QObject
{
    Q_OBJECT
public:
    //! The outbox, which does with an item what was found out.
    class Host
    {
    public:
        Host() = default;
        virtual ~Host() = default;
        Host(const Host &) = delete;
        Host &operator=(const Host &) = delete;
        virtual QString author() const = 0; //!< who we are
        //! A step of \a item, for the record.
        virtual void note(const SendItem &item, QStringView step, const Error *error = nullptr) = 0;
        virtual void settle(SendItem &item, const MessageTs &ts, QStringView by) = 0; //!< it is there
        virtual void sendAgain(SendItem &item) = 0; //!< it is not, and is to go again
        virtual void itemsChanged() = 0;            //!< how an item stands is another
        virtual void reconciled() = 0;              //!< an answer was worked through
    };

    SendReconciler(Host &host, SendQueue &queue, LiveSession &session, const Clock &clock,
                   const Outbox::Timings &timings);

    void eventCame(const Event &event);
    //! Settles what was seen. An item on its way waits for its own answer, which knows better; and a twin of
    //! such a one waits with it, for what was seen may be either.
    void settleSeen();
    //! That message is spoken for.
    void claim(const ChannelId &channel, const MessageTs &ts) { m_matcher.claim(channel, ts); }
    //! Whether history is to be asked about \a item now.
    bool mayLook(const SendItem &item) const;
    //! Asks for the history of each conversation where something is in doubt, once for all that is.
    void look();
    //! Somebody wants to know once more.
    void startCheck(SendItem &item);

private:
    void ask(const ConversationRef &ref, const QStringList &locals);
    void told(const QStringList &locals, const Result<QList<OwnMessage>> &found);
    void missed(SendItem &item, const Error *gone = nullptr);
    void lookFailed(SendItem &item, const Error &error);
    bool mayStillCome(const SendItem &item) const;

    Host &m_host;
    SendQueue &m_queue;
    LiveSession &m_session;
    const Clock &m_clock;
    const Outbox::Timings &m_timings;
    OwnMessageMatcher m_matcher;
    json::Document m_document;
};

} // namespace rtmscope
