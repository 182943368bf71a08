// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/socketapps.h"

#include "core/demo/apps/appstories.h"
#include "core/demo/apps/apptokens.h"
#include "core/demo/world/objectwriter.h"
#include "core/json/tree.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr qsizetype mostSockets = 10;           // docs/socket-mode.md 6
constexpr qint64 hopelessBacklog = 256LL << 20; // a reader this far behind is cut off
constexpr auto usualLife = 18'060s;             // docs/socket-mode.md 3
constexpr auto shortLife = 360s;                // the same, with debug_reconnects
constexpr auto warningTime = 10s;
constexpr auto refreshTime = 5s; // after that a socket that was told to go is closed
constexpr auto pingPause = 10s;
constexpr auto pressPause = 1200ms;
constexpr int storyEvery = 8; // events
constexpr qsizetype mostRemembered = 1'000;
const QByteArray pingText = "Ping from applink-demo";

} // namespace

struct SocketApps::App
{
    QByteArray id;
    Viewer viewer;
    QList<ClientSocket *> sockets; //!< greeted
    qsizetype turn = 0;
    int told = 0;
    int story = 0;
    QList<Delivery> acknowledged; //!< events, the newest of them
};

SocketApps::SocketApps(World &world, Gateway &gateway, const Clock &clock, double timeScale, quint64 seed,
                       QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_gateway(gateway)
    , m_clock(clock)
    , m_scaled(timeScale)
    , m_random(seed)
    , m_replies(world)
    , m_views(world, clock, m_scaled)
    , m_interactions(world, m_replies, m_views, m_random)
    , m_deliveries(clock, m_scaled, this)
{
    m_deliveries.again = [this](const std::shared_ptr<Delivery> &delivery) {
        deliver(appOf(delivery->appId), delivery);
    };
    m_deliveries.givenUp = [this](const Delivery &delivery) {
        Q_EMIT givenUp(delivery.appId, delivery.eventId);
    };
    auto *pings = new QTimer(this);
    connect(pings, &QTimer::timeout, this, [this] {
        for (const auto &app : m_apps) {
            for (ClientSocket *socket : std::as_const(app->sockets))
                socket->connection().sendFrame(Opcode::Ping, pingText);
        }
    });
    pings->start(m_scaled(pingPause));
}

SocketApps::~SocketApps() = default;

SocketApps::App &SocketApps::appOf(const QByteArray &appId)
{
    for (const auto &app : m_apps) {
        if (app->id == appId)
            return *app;
    }
    m_apps.push_back(std::make_unique<App>());
    App &app = *m_apps.back();
    app.id = appId;
    app.viewer = viewerOf(appId, m_world);
    return app;
}

QByteArray SocketApps::issueUrl(const QByteArray &appId, SocketManner manner)
{
    return m_gateway.issueAppUrl(appOf(appId).id, manner);
}

// --- Sockets

void SocketApps::welcome(ClientSocket &socket, bool shortLived)
{
    App &app = appOf(socket.appId);
    const SocketFaults &faults = m_gateway.faults();
    const qsizetype connections = app.sockets.size() + 1 + faults.otherSockets;
    if (!faults.appRefusal.isEmpty())
        return dismiss(socket, faults.appRefusal);
    if (connections > mostSockets)
        return dismiss(socket, "too_many_websockets");
    const std::chrono::milliseconds life = m_scaled(shortLived ? shortLife : usualLife);
    if (faults.hello == SocketFaults::Hello::Said)
        socket.send(appHelloFrame(
            app.id, static_cast<int>(connections),
            static_cast<int>(std::max<qint64>(1, std::chrono::round<std::chrono::seconds>(life).count()))));
    socket.userId = app.viewer.userId;
    socket.greeted = true;
    app.sockets.append(&socket);
    retire(socket, life);
}

//! After \a life its client is warned, and told to go over to another socket.
void SocketApps::retire(ClientSocket &socket, std::chrono::milliseconds life)
{
    const std::chrono::milliseconds notice = std::min(m_scaled(warningTime), life / 2);
    QTimer::singleShot(life - notice, &socket, [&socket] { socket.send(disconnectFrame("warning")); });
    QTimer::singleShot(life, &socket, [this, &socket] { recycle(socket); });
}

void SocketApps::recycle(ClientSocket &socket)
{
    socket.send(disconnectFrame("refresh_requested"));
    socket.left = true;
    QTimer::singleShot(m_scaled(refreshTime), &socket, [&socket] {
        socket.sendHeldBack();
        socket.connection().close(1000, {});
    });
}

//! For good: it is no longer listened to.
void SocketApps::dismiss(ClientSocket &socket, const QByteArray &reason)
{
    socket.send(disconnectFrame(reason));
    socket.sendHeldBack();
    socket.left = true;
    socket.connection().close(1000, {});
}

void SocketApps::forget(ClientSocket &socket)
{
    appOf(socket.appId).sockets.removeOne(&socket);
}

int SocketApps::socketCount() const
{
    int count = 0;
    for (const auto &app : m_apps)
        count += static_cast<int>(app->sockets.size());
    return count;
}

//! Whose turn it is among the app's sockets, its other programs' included (\a elsewhere). Who was told to go
//! gets something only where nobody else is there. Null: nobody.
ClientSocket *SocketApps::nextSocket(App &app, bool *elsewhere) const
{
    QList<ClientSocket *> open;
    for (ClientSocket *socket : std::as_const(app.sockets)) {
        if (!socket->left)
            open.append(socket);
    }
    if (open.isEmpty())
        open = app.sockets;
    const qsizetype others = m_gateway.faults().otherSockets;
    if (open.isEmpty() && others == 0)
        return nullptr;
    const qsizetype turn = app.turn++ % (open.size() + others);
    *elsewhere = turn >= open.size();
    return *elsewhere ? nullptr : open[turn];
}

void SocketApps::receive(ClientSocket &socket, const QByteArray &text)
{
    const std::optional<Acknowledgement> ack = readAcknowledgement(text, m_document);
    if (!ack || m_gateway.faults().envelopeAcksLost)
        return;
    const std::shared_ptr<Delivery> delivery = m_deliveries.acknowledge(socket.appId, ack->envelopeId);
    if (!delivery)
        return;
    if (delivery->isRetried()) {
        QList<Delivery> &remembered = appOf(socket.appId).acknowledged;
        remembered.append(*delivery);
        if (remembered.size() > mostRemembered)
            remembered.removeFirst();
    }
    Q_EMIT envelopeAcknowledged(socket.appId, ack->envelopeId, delivery->eventId,
                                m_clock.monotonicUs() - delivery->sentUs);
    if (delivery->acceptsPayload && !ack->payload.isEmpty() && !delivery->reply.isEmpty())
        m_replies.take(delivery->reply, ack->payload);
}

// --- Events

int SocketApps::publish(const QByteArray &frame, const Audience &audience)
{
    int count = 0;
    for (std::size_t i = 0; i < m_apps.size(); ++i) {
        App &app = *m_apps[i];
        const QList<InnerEvent> events = innerEvents(frame, audience, app.viewer);
        for (const InnerEvent &event : events)
            tell(app, event);
        if (events.isEmpty() || app.sockets.isEmpty())
            continue;
        ++count;
        if (m_stories && ++app.told % storyEvery == 0)
            tellStory(app);
    }
    return count;
}

//! Unique over all runs of the server, because clients remember them (docs/socket-mode.md 5).
QByteArray SocketApps::newEventId()
{
    m_lastEventNumber = std::max(m_lastEventNumber + 1, m_world.nowUs());
    return "Ev" + QByteArray::number(m_lastEventNumber, 36).toUpper();
}

void SocketApps::tell(App &app, const InnerEvent &event)
{
    const QByteArray eventId = newEventId();
    // What concerns the whole organisation names no team (docs/socket-mode.md 7).
    OuterShape shape;
    shape.withTeam = !event.type.startsWith("team_access_");
    shape.team = m_world.team.id;
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    tellOuter(app, outerEvent(event, app.id, app.viewer, eventId, nowS, shape), eventId, event);
}

void SocketApps::tellOuter(App &app, const QByteArray &payload, const QByteArray &eventId,
                           const InnerEvent &event)
{
    Q_EMIT eventMade(app.id, eventId, event.json);
    deliver(app, std::make_shared<Delivery>(Delivery{app.id, "events_api", payload, eventId}));
}

int SocketApps::repeatRecorded(const QByteArray &type, const QByteArray &payload, const QByteArray &eventId,
                               bool acceptsPayload)
{
    for (std::size_t i = 0; i < m_apps.size(); ++i) {
        App &app = *m_apps[i];
        auto delivery = std::make_shared<Delivery>(Delivery{app.id, type, payload, eventId, acceptsPayload});
        if (delivery->isRetried())
            Q_EMIT eventMade(app.id, eventId, payload);
        else
            revive(*delivery);
        deliver(app, delivery);
    }
    return static_cast<int>(m_apps.size());
}

//! Puts an address that takes answers and a trigger that opens a form where a record has a mask.
void SocketApps::revive(Delivery &delivery)
{
    const json::Tree tree = json::Tree::parse(delivery.payload);
    const auto text = [&tree](const char *path) {
        const int node = tree.find(QString::fromLatin1(path));
        return node < 0 ? QByteArray() : tree.string(node).toUtf8();
    };
    const auto any = [&text](const char *one, const char *other) {
        const QByteArray found = text(one);
        return found.isEmpty() ? text(other) : found;
    };
    const QByteArray user = any("user.id", "user_id");
    delivery.reply = m_replies.expect(user, any("channel.id", "channel_id"),
                                      tsFrom(any("message.ts", "container.message_ts")).value_or(0));
    const QByteArray kind = delivery.type == "slash_commands" ? "commands" : "actions";
    const std::array<std::pair<const char *, QByteArray>, 2> masked{
        {{"response_url", m_replies.url(kind, delivery.reply)},
         {"trigger_id", m_views.newTrigger(delivery.appId, user)}}};
    for (const auto &[member, value] : masked) {
        const json::Tree now = json::Tree::parse(delivery.payload);
        const int node = now.find(QString::fromLatin1(member));
        if (node < 0 || now.string(node) != QLatin1String("***"))
            continue;
        const json::Tree::Node &at = now.node(node);
        delivery.payload.replace(at.begin, at.end - at.begin, '"' + value + '"');
    }
}

//! By turns something of the Events API alone, and somebody who uses the app.
void SocketApps::tellStory(App &app)
{
    const int index = app.story++;
    if (!app.viewer.bot || index % 2 == 0)
        return tell(app, readInnerEvent(appStory(app.viewer.bot ? index / 2 : index, m_world, app.id)));
    const QList<QByteArray> &kinds = Interactions::kinds();
    deliver(app, std::make_shared<Delivery>(m_interactions.make(kinds[(index / 2) % kinds.size()], app.id)));
}

void SocketApps::deliver(App &app, const std::shared_ptr<Delivery> &delivery)
{
    SocketFaults &faults = m_gateway.countedFaults();
    if (delivery->isRetried() && delivery->attempt == 0 && strikes(faults.lateEvents))
        return m_deliveries.await(delivery, {});
    bool elsewhere = false;
    ClientSocket *socket = nextSocket(app, &elsewhere);
    if (elsewhere && faults.othersAcknowledge) {
        delivery->over = true;
        Q_EMIT takenElsewhere(app.id, delivery->eventId);
        return;
    }
    if (socket == nullptr)
        return m_deliveries.await(delivery, {});
    const QByteArray envelopeId = newEnvelopeId();
    delivery->sentUs = m_clock.monotonicUs();
    m_deliveries.await(delivery, envelopeId);
    Q_EMIT envelopeSent(app.id, envelopeId, delivery->eventId, delivery->attempt);
    socket->send(envelopeFrame(*delivery, envelopeId));
    if (socket->connection().unsentBytes() > hopelessBacklog)
        socket->connection().abort();
}

void SocketApps::hear(const Channel &channel, const Message &message)
{
    if (!m_people || message.user != m_world.bot || !message.members.contains("\"button\""))
        return;
    QTimer::singleShot(m_scaled(pressPause), this, [this, id = channel.id, ts = message.ts] {
        const Channel *where = m_world.channel(id);
        const Message *what = where != nullptr ? where->find(ts) : nullptr;
        // The bot's own app, or whichever is there: other ids are other names for the same.
        const auto own = std::find_if(m_apps.begin(), m_apps.end(), [](const auto &app) {
            return app->viewer.bot && !app->sockets.isEmpty() && app->id == botAppId;
        });
        const auto any = std::find_if(m_apps.begin(), m_apps.end(), [](const auto &app) {
            return app->viewer.bot && !app->sockets.isEmpty();
        });
        const auto app = own != m_apps.end() ? own : any;
        if (what == nullptr || app == m_apps.end())
            return;
        if (const std::optional<Delivery> pressed = m_interactions.press(*where, *what, (*app)->id))
            deliver(**app, std::make_shared<Delivery>(*pressed));
    });
}

void SocketApps::expectSubmission(const Views::View &view)
{
    if (!m_people)
        return;
    QTimer::singleShot(m_scaled(pressPause), this, [this, id = view.id] {
        if (const std::optional<Views::View> open = m_views.find(id))
            deliver(appOf(open->appId), std::make_shared<Delivery>(m_interactions.submit(*open)));
    });
}

// --- On command

void SocketApps::disconnectAll(const QByteArray &reason)
{
    for (const auto &app : m_apps) {
        const QList<ClientSocket *> sockets = app->sockets;
        for (ClientSocket *socket : sockets) {
            if (reason == "warning") {
                socket->send(disconnectFrame(reason));
                QTimer::singleShot(m_scaled(warningTime), socket, [this, socket] { recycle(*socket); });
            } else if (reason == "refresh_requested") {
                recycle(*socket);
            } else {
                dismiss(*socket, reason == "none" ? QByteArray() : reason);
            }
        }
    }
}

void SocketApps::repeat(int count, bool asRetry)
{
    for (const auto &app : m_apps) {
        const QList<Delivery> last =
            app->acknowledged.mid(std::max<qsizetype>(0, app->acknowledged.size() - count));
        for (Delivery delivery : last) {
            delivery.attempt = asRetry ? 1 : 0;
            delivery.over = false;
            delivery.envelopeIds.clear();
            deliver(*app, std::make_shared<Delivery>(delivery));
        }
    }
}

const QList<QByteArray> &SocketApps::oddities()
{
    static const QList<QByteArray> list{"no-event",     "rate-limited",    "unwrapped",
                                        "no-team",      "foreign-team",    "unknown-event",
                                        "unknown-type", "app-uninstalled", "tokens-revoked"};
    return list;
}

void SocketApps::tellOdd(const QByteArray &oddity)
{
    if (!m_people)
        return;
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    const QByteArray ts = tsText(m_world.freshTs());
    const auto bare = [&ts](const char *type) {
        return ObjectWriter().text("type", type).text("event_ts", ts);
    };
    for (const auto &app : m_apps) {
        const QByteArray id = newEventId();
        OuterShape shape;
        shape.withEvent = oddity != "no-event";
        shape.withTeam = oddity != "no-team";
        shape.team = oddity == "foreign-team" ? "T0OTHER" : teamId;
        InnerEvent event = readInnerEvent(appStory(0, m_world, app->id));
        if (oddity == "unknown-event")
            event =
                readInnerEvent(bare("never_documented").raw("value", R"({"nested":[1,2.50,null]})").done());
        else if (oddity == "app-uninstalled")
            event = readInnerEvent(bare("app_uninstalled").done());
        else if (oddity == "tokens-revoked")
            event = readInnerEvent(
                bare("tokens_revoked")
                    .raw("tokens",
                         ObjectWriter().raw("oauth", "[]").raw("bot", textArray({botUserId})).done())
                    .done());
        QByteArray payload = outerEvent(event, app->id, app->viewer, id, nowS, shape);
        if (oddity == "unwrapped")
            payload = event.json;
        else if (oddity == "rate-limited")
            payload = ObjectWriter()
                          .text("token", "demo-verification-token")
                          .text("type", "app_rate_limited")
                          .text("team_id", teamId)
                          .number("minute_rate_limited", nowS / 60 * 60)
                          .text("api_app_id", app->id)
                          .done();
        const bool named = payload.contains(id);
        if (oddity == "unknown-type")
            deliver(*app, std::make_shared<Delivery>(Delivery{app->id, "weather_report", payload, id}));
        else
            tellOuter(*app, payload, named ? id : QByteArray(), event);
    }
}

void SocketApps::interact(const QByteArray &kind, const QByteArray &words)
{
    if (!m_people)
        return;
    for (const auto &app : m_apps) {
        if (app->viewer.bot)
            deliver(*app, std::make_shared<Delivery>(m_interactions.make(kind, app->id, words)));
    }
}

} // namespace rtmscope::demo
