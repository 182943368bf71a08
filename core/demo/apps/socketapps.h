// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/deliveries.h"
#include "core/demo/apps/eventsapi.h"
#include "core/demo/apps/interactions.h"
#include "core/demo/gateway/gateway.h"

#include <QSet>

namespace rtmscope::demo {

//! The workspace's apps, as Socket Mode connects them: greets their sockets, gives each envelope to one of
//! them in turn, takes the acknowledgements and sends again what got none. Apps do not disturb each other:
//! each gets a copy of its own. Owned by the server, lives in its thread.
class SocketApps : public QObject, public AppGate
{
    Q_OBJECT
public:
    //! All must outlive it. \a timeScale: what is waited for, times this.
    SocketApps(World &world, Gateway &gateway, const Clock &clock, double timeScale, quint64 seed,
               QObject *parent);
    ~SocketApps() override;

    //! A ws:// address for \a appId, which hears what happens from now on, connected or not.
    QByteArray issueUrl(const QByteArray &appId, SocketManner manner);
    //! Whether events of the Events API alone, and what people do with apps, are mixed in.
    void setStories(bool told) { m_stories = told; }
    //! Whether people press what a bot posts and fill in what it opens. False where only what once happened
    //! happens again; faults that are about people using apps then do nothing.
    void setPeople(bool there) { m_people = there; }
    //! Somebody said \a message by the Web API: people press the buttons of an app's.
    void hear(const Channel &channel, const Message &message);
    Replies &replies() { return m_replies; }
    Views &views() { return m_views; }
    //! A bot has opened \a view for somebody, who fills it in and sends it after a while.
    void expectSubmission(const Views::View &view);

    void welcome(ClientSocket &socket, bool shortLived) override;
    void receive(ClientSocket &socket, const QByteArray &text) override;
    void forget(ClientSocket &socket) override;
    int publish(const QByteArray &frame, const Audience &audience) override;
    //! What an envelope once carried, for all apps: \a payload goes out as it is, but that an address for
    //! answers and a trigger in it that are masked (***) are ones that work. \a eventId: of events_api.
    //! Returns to how many apps it went.
    int repeatRecorded(const QByteArray &type, const QByteArray &payload, const QByteArray &eventId,
                       bool acceptsPayload);
    //! Envelopes that nobody has acknowledged yet, the attempts that they were sent in counted one by one.
    qsizetype unacknowledged() const { return m_deliveries.waiting(); }

    // What the fault desk orders, for all apps.
    int socketCount() const;
    //! "none" leaves the reason out. What is not the beginning of a change of sockets closes them.
    void disconnectAll(const QByteArray &reason);
    //! The last \a count events that were acknowledged come again: as a retry, or just as they came.
    void repeat(int count, bool asRetry);
    static const QList<QByteArray> &oddities();
    void tellOdd(const QByteArray &oddity); //!< one of oddities()
    void interact(const QByteArray &kind, const QByteArray &words);

Q_SIGNALS:
    //! An event came into being for \a appId, whether or not it can be told.
    void eventMade(const QByteArray &appId, const QByteArray &eventId, const QByteArray &event);
    //! \a eventId is empty for what is no event.
    void envelopeSent(const QByteArray &appId, const QByteArray &envelopeId, const QByteArray &eventId,
                      int attempt);
    void envelopeAcknowledged(const QByteArray &appId, const QByteArray &envelopeId,
                              const QByteArray &eventId, qint64 afterUs);
    //! Another program on the same app got it.
    void takenElsewhere(const QByteArray &appId, const QByteArray &eventId);
    //! Nobody ever acknowledged it.
    void givenUp(const QByteArray &appId, const QByteArray &eventId);

private:
    struct App;

    App &appOf(const QByteArray &appId);
    void tell(App &app, const InnerEvent &event);
    void tellOuter(App &app, const QByteArray &payload, const QByteArray &eventId, const InnerEvent &event);
    void tellStory(App &app);
    void deliver(App &app, const std::shared_ptr<Delivery> &delivery);
    void revive(Delivery &delivery);
    ClientSocket *nextSocket(App &app, bool *elsewhere) const;
    void retire(ClientSocket &socket, std::chrono::milliseconds life);
    void recycle(ClientSocket &socket);
    static void dismiss(ClientSocket &socket, const QByteArray &reason);
    QByteArray newEventId();

    World &m_world;
    Gateway &m_gateway;
    const Clock &m_clock;
    TimeScale m_scaled;
    Random m_random;
    Replies m_replies;
    Views m_views;
    Interactions m_interactions;
    Deliveries m_deliveries;
    std::vector<std::unique_ptr<App>> m_apps;
    json::Document m_document;
    qint64 m_lastEventNumber = 0;
    bool m_stories = true;
    bool m_people = true;
};

} // namespace rtmscope::demo
