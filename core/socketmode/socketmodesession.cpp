// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/socketmodesession.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/connection/tokenkind.h"
#include "core/errors/apptokenerrors.h"
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/net/notes.h"
#include "core/session/postmessage.h"
#include "core/session/sessioncore.h"
#include "core/socketmode/ackcounter.h"
#include "core/socketmode/deliverywatch.h"
#include "core/socketmode/eventkeys.h"
#include "core/socketmode/sharing.h"
#include "core/socketmode/socketframes.h"
#include "core/socketmode/socketmodewords.h"
#include "core/text/cleantext.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

const QByteArray pingName = "rtmscope-"_ba; // and the ping's number
constexpr qint64 worthAWordUs = std::chrono::microseconds(1s).count();
constexpr qint64 wordEveryUs = std::chrono::microseconds(60s).count();

//! What stands for the app at its server, also where its id is not known: nothing that the token could be
//! made from again.
QString appOf(const Secret &appToken, const QUrl &server)
{
    const QString id = appIdIn(appToken);
    const QString app =
        id.isEmpty() ? QString::fromLatin1(
                           QCryptographicHash::hash(appToken.reveal(), QCryptographicHash::Sha256).toHex())
                     : id;
    return app + u'@' + server.authority(QUrl::FullyEncoded);
}

//! For Socket Mode only its hello says that a socket is ready, and that we may stay: a pong may come from
//! whatever stands before the server, and who else uses the app nobody else tells.
ConnectionSettings adapted(ConnectionSettings config)
{
    config.kind = StreamKind::SocketMode;
    config.awaitsHello = true;
    config.timings.helloGrace = config.timings.helloTimeout;
    return config;
}

//! auth.test: who the token that is not app-level belongs to.
Identity identityIn(const json::Value &answer)
{
    const QUrl address(answer["url"].text());
    return {UserId(answer["user_id"].text()), cleanName(answer["user"].text()),
            TeamId(answer["team_id"].text()), cleanName(answer["team"].text()),
            cleanName(address.host().section(u'.', 0, 0))};
}

} // namespace

//! What is Socket Mode's own: envelopes and their acknowledgements, who else is there, and the checks that
//! two tokens make necessary.
struct SocketModeSession::Private final : public LiveSession::Core
{
    Private(SocketModeSession *session, Config given, const Clock &givenClock);

    // The protocol of the streams
    StreamTraits traits() const override
    {
        return {.keepsFromAddress = false, .replacedGoesOn = true, .controlIsLife = true};
    }
    QString oldAgeWords() const override
    {
        return tr("The time that the server gave this connection is nearly over.");
    }
    AddressCall addressCall() override;
    void frame(Stream &stream, const QByteArray &bytes, bool binary) override
    {
        deliver(stream, bytes, binary);
    }
    void control(Stream &stream, const WebSocket::Control &control) override;
    void writePing(Stream &stream, quint64 id) override;
    void socketOpened(quint32 connection) override { sharing.opened(connection); }
    void socketGone(quint32 connection) override;
    void opening() override;

    // Envelopes
    bool isRepeat(const Event &event);
    void answer(const Event &event);
    void acknowledge(quint32 connection, const QByteArray &ack, qint64 arrivedUs, bool isDelivering);
    void answerWaiting(quint32 connection);
    void envelopeCame(const Event &event, const socketframes::Envelope &envelope);

    // The connection
    void eventCame(const Event &event);
    void helloCame(quint32 connection, const socketframes::Hello &hello);
    void countAgain();
    void disconnectCame(quint32 connection, const socketframes::Disconnect &disconnect);
    void stateCame(State state);

    // Checks
    void checkApp(const QString &app, const QString &whose);
    void askForBot();
    void hint(const SessionHint &what);
    void noteFigures(quint32 connection);

    void posted(quint64 id, const QString &text, const Result<ApiAnswer> &answer);

    //! An acknowledgement of a socket that has yet to say hello: only then it is known whether it may go.
    struct Waiting
    {
        quint32 connection = 0;
        QByteArray ack;
        qint64 arrivedUs = 0;
    };

    SocketModeSession *session;
    Sharing sharing;
    EventKeys keys;
    DeliveryWatch watch;
    AckCounter acks;
    std::map<quint32, AckCounter> acksOf; //!< by connection
    QList<Waiting> waiting;
    json::Document document;
    QStringList scopes;
    BotId bot;
    QString app; //!< what was heard first of the app's id
    bool introduced = false;
    bool askedForBot = false;
    bool isCounted = false;  //!< since a person opened it, a hello said that the app is ours alone, or may be
    bool isDoubtful = false; //!< it may be somebody else's as well
    qint64 takenInDoubt = 0; //!< events that were acknowledged since
    int tooMany = 0;         //!< refusals in a row
    QSet<QString> hinted;
    QSet<QString> teams;
    qint64 lateToldUs = 0;
};

SocketModeSession::Private::Private(SocketModeSession *owner, Config given, const Clock &givenClock)
    : Core(owner, adapted(std::move(given)), givenClock)
    , session(owner)
    , sharing(appOf(cleanedToken(config.appToken), config.apiBase), config.sharedAllowed, clock)
    , keys(clock)
    , watch({config.timings.firstEnvelope, config.timings.echoWait}, clock)
{
    connect(q, &EventSource::eventReceived, q, [this](const Event &event) { eventCame(event); });
    connect(q, &LiveSession::stateChanged, q, [this](State state) { stateCame(state); });
    connect(&web, &WebApi::finished, q, [this](const ApiCall &call) { watch.called(call); });
    connect(&watch, &DeliveryWatch::missed, q, [this](const QString &sign) {
        if (!sharing.now().isShared()) // else it is known
            hint(socketmodewords::otherReceiver(sign));
    });
    connect(&manager.watch(), &LivenessWatch::looking, q, [this] { countAgain(); });
    connect(&watch, &DeliveryWatch::nothingCame, q, [this] { hint(socketmodewords::silent(scopes)); });
    connect(&keys, &EventKeys::storeTroubled, q, [this](const Error &error) {
        hint({error.code, error.words});
    });
}

// --- The way up

AddressCall SocketModeSession::Private::addressCall()
{
    AddressCall call{u"apps.connections.open"_s, {}, nullptr};
    call.explain = [](const QString &method, const Error &error) {
        return method == "auth.test"_L1 ? socketmodewords::introductionError(error) : appTokenError(error);
    };
    if (introduced)
        return call;
    call.introduction = {&web, u"auth.test"_s, [this](const ApiAnswer &answer) {
                             introduced = true;
                             scopes = answer.scopes();
                             bot = BotId(answer.root()["bot_id"].text());
                             return identityIn(answer.root());
                         }};
    return call;
}

void SocketModeSession::Private::opening()
{
    introduced = askedForBot = isCounted = isDoubtful = false;
    takenInDoubt = 0;
    tooMany = 0;
    sharing.forget();
    hinted.clear();
    teams.clear();
    app.clear();
    checkApp(appIdIn(cleanedToken(config.appToken)), tr("the app-level token"));
}

void SocketModeSession::Private::stateCame(State state)
{
    if (state == State::Ready) {
        watch.connected();
        askForBot();
        return;
    }
    watch.disconnected();
    // Calls may hang as dead connections do that were kept for the next one.
    if (state == State::Backoff && manager.states().lastError.code == "no_pong"_L1)
        web.forgetConnections();
}

// --- Signs of life

void SocketModeSession::Private::writePing(Stream &stream, quint64 id)
{
    stream.link->ping(pingName + QByteArray::number(id));
}

void SocketModeSession::Private::control(Stream &stream, const WebSocket::Control &control)
{
    const quint32 connection = stream.number;
    Core::control(stream, control);
    if (leaving || control.sent || control.kind != FrameReader::Kind::Pong ||
        !control.payload.startsWith(pingName))
        return;
    bool isNumber = false;
    const qint64 id = control.payload.mid(pingName.size()).toLongLong(&isNumber);
    if (isNumber)
        manager.pongCame(connection, id);
}

void SocketModeSession::Private::socketGone(quint32 connection)
{
    sharing.closed(connection);
    waiting.removeIf([connection](const Waiting &held) { return held.connection == connection; });
    noteFigures(connection);
}

//! How the acknowledgements of a connection that is over were.
void SocketModeSession::Private::noteFigures(quint32 connection)
{
    const auto found = acksOf.find(connection);
    if (found == acksOf.end())
        return;
    const AckFigures figures = found->second.figures();
    acksOf.erase(found);
    if (leaving)
        return;
    noteOn(connection, notes::Object()
                           .text("kind", u"acks")
                           .number("received", figures.received)
                           .number("acknowledged", figures.acknowledged)
                           .number("retries", figures.retries)
                           .number("duplicates", figures.duplicates)
                           .number("late", figures.late)
                           .number("median_us", figures.medianUs)
                           .number("max_us", figures.maxUs)
                           .close());
}

// --- Envelopes

bool SocketModeSession::Private::isRepeat(const Event &event)
{
    if (!event.parsed().isValid())
        return false;
    const auto envelope = socketframes::readEnvelope(event.parsed().root());
    if (!envelope)
        return false;
    const bool repeated = !envelope->eventId.empty() && keys.insert(envelope->eventId);
    for (AckCounter *counter : {&acks, &acksOf[event.connection]}) {
        counter->received();
        if (envelope->retryAttempt > 0)
            counter->retried();
        if (repeated)
            counter->duplicated();
        else if (envelope->retryAttempt > 0)
            counter->late();
    }
    return repeated;
}

//! The event is with whoever keeps the record, and nobody else knows of it.
void SocketModeSession::Private::answer(const Event &event)
{
    if (!event.parsed().isValid())
        return;
    const auto envelope = socketframes::readEnvelope(event.parsed().root());
    const auto ack = envelope ? socketframes::acknowledgement(*envelope) : std::nullopt;
    if (!ack)
        return;
    // When its burst began to be read: those before it in the burst took their time too.
    const qint64 arrivedUs = manager.watch().lastFrameUs();
    if (manager.isGreeted(event.connection))
        acknowledge(event.connection, *ack, arrivedUs, true);
    else if (manager.streamOn(event.connection))
        waiting.append({event.connection, *ack, arrivedUs});
}

//! Each over the socket that brought its envelope. \a isDelivering: the event is being delivered right now.
void SocketModeSession::Private::acknowledge(quint32 connection, const QByteArray &ack, qint64 arrivedUs,
                                             bool isDelivering)
{
    Q_EMIT q->recordDue();
    isDelivering ? recordAnswer(connection, ack) : recordOut(connection, ack);
    Stream *stream = manager.streamOn(connection); // looked up now: whoever heard of it may have closed us
    if (!stream || !stream->link->send(ack))
        return;
    takenInDoubt += isDoubtful ? 1 : 0;
    const qint64 tookUs = clock.monotonicUs() - arrivedUs;
    acks.acknowledged(tookUs);
    if (const auto counter = acksOf.find(connection); counter != acksOf.end())
        counter->second.acknowledged(tookUs);
    const qint64 nowUs = clock.monotonicUs();
    if (tookUs < worthAWordUs || (lateToldUs != 0 && nowUs - lateToldUs < wordEveryUs))
        return;
    lateToldUs = nowUs;
    const SessionHint late = socketmodewords::lateAck(milliseconds(tookUs / 1000));
    QMetaObject::invokeMethod(
        q,
        [this, late] {
            hinted.remove(late.code); // told each time
            hint(late);
        },
        Qt::QueuedConnection);
}

//! The socket may stay: what it brought before its hello is acknowledged now.
void SocketModeSession::Private::answerWaiting(quint32 connection)
{
    for (const Waiting &held : std::exchange(waiting, {})) {
        if (held.connection == connection)
            acknowledge(connection, held.ack, held.arrivedUs, false);
        else
            waiting.append(held);
    }
}

void SocketModeSession::Private::eventCame(const Event &event)
{
    const json::Value root = frameOf(event, document);
    if (const auto envelope = socketframes::readEnvelope(root))
        envelopeCame(event, *envelope);
    else if (const auto hello = socketframes::readHello(root))
        helloCame(event.connection, *hello);
    else if (const auto disconnect = socketframes::readDisconnect(root))
        disconnectCame(event.connection, *disconnect);
}

void SocketModeSession::Private::envelopeCame(const Event &event, const socketframes::Envelope &envelope)
{
    // What is looked at below may be gone once something is noted.
    const qint64 limitedFromUs = envelope.limitedFromUs;
    const QString team = cleanName(json::fromUtf8(envelope.team));
    const QString appId = cleanName(json::fromUtf8(envelope.app));
    const bool isSwallowed = envelope.isForThePerson() && sharing.now().isShared();
    const QByteArray id = envelope.id.toJson();
    if (event.type == "message"_L1 && !event.channel.isEmpty())
        watch.messageCame(ChannelId(event.channel), MessageTs(innerOf(event, document)["ts"].text()));
    watch.envelopeCame(envelope, event.repeated);
    if (isSwallowed)
        noteOn(event.connection,
               notes::Object()
                   .text("kind", u"sharing")
                   .text("code", u"swallowed")
                   .json("envelope_id", id)
                   .text("text", tr("Swallowed: it was meant for the app's own program. It came here and was "
                                    "acknowledged, so for the person nothing happens."))
                   .close());
    if (limitedFromUs > 0) {
        constexpr qint64 minuteUs = std::chrono::microseconds(60s).count();
        manager.noteGap(limitedFromUs, limitedFromUs + minuteUs,
                        tr("More happened in this minute than Slack sends to an app, so it left events out."),
                        u"app_rate_limited"_s);
    }
    checkApp(appId, tr("the events"));
    const QString own = manager.states().identity.team.text();
    if (team.isEmpty() || own.isEmpty() || team == own || teams.contains(team))
        return;
    teams.insert(team);
    hinted.remove(u"foreign_team"_s);
    const QString &name = manager.states().identity.teamName;
    hint(socketmodewords::foreignTeam(team, name.isEmpty() ? own : name));
}

// --- The connection

void SocketModeSession::Private::helloCame(quint32 connection, const socketframes::Hello &hello)
{
    if (!manager.streamOn(connection))
        return;
    const bool isNews = sharing.told(hello.connections);
    const AppSharing now = sharing.now();
    if (now.isShared() || (isNews && now.connections > 1))
        noteOn(connection, notes::Object()
                               .text("kind", u"sharing")
                               .number("connections", now.connections)
                               .number("others", now.others)
                               .boolean("allowed", now.allowed)
                               .text("text", sharing.words())
                               .close());
    if (isNews)
        Q_EMIT session->sharingChanged(now);
    if (!manager.streamOn(connection)) // whoever heard of it may have closed us
        return;
    if (sharing.isForbidden())
        return manager.refusedOn(connection, sharing.error(takenInDoubt));
    // Who comes anew can wait until it is sure that nobody loses by it; who had been there alone a moment ago
    // had better go on.
    if (sharing.isInDoubt() && !isCounted)
        return manager.errorCame(connection,
                                 socketmodewords::countedLater(now.connections, sharing.doubtFor()));
    isCounted = true;
    if (!sharing.isInDoubt())
        takenInDoubt = 0;
    isDoubtful = sharing.isInDoubt();
    tooMany = 0;
    manager.lifeTold(connection, hello.life);
    manager.helloCame(connection, false);
    answerWaiting(connection);
    checkApp(cleanName(hello.app), tr("the socket"));
}

//! Only a hello tells the number of connections, so it takes a new one. Nothing is missed: the old one is
//! read until the new one is there.
void SocketModeSession::Private::countAgain()
{
    if (!sharing.recountDue() || !manager.isReady())
        return;
    sharing.recounting();
    manager.moveAsked(session->connectionNumber(), tr("The connections of the app are counted again."));
}

void SocketModeSession::Private::disconnectCame(quint32 connection,
                                                const socketframes::Disconnect &disconnect)
{
    switch (disconnect.reason) {
    case socketframes::Reason::LinkDisabled:
        return manager.refusedOn(connection, socketmodewords::linkDisabled());
    case socketframes::Reason::TooManySockets: {
        constexpr std::array minutes{1, 2, 5, 10};
        const auto at = std::min<std::size_t>(static_cast<std::size_t>(tooMany++), minutes.size() - 1);
        return manager.errorCame(
            connection, socketmodewords::tooManySockets(config.timings.tooManySockets * minutes.at(at)));
    }
    case socketframes::Reason::Warning:
    case socketframes::Reason::RefreshRequested:
    case socketframes::Reason::Other:
        break;
    }
    if (manager.isGreeted(connection))
        manager.moveAsked(connection, socketmodewords::moveWords(disconnect));
    else
        manager.errorCame(connection, socketmodewords::turnedAway(disconnect.spelled));
}

// --- Checks

//! Told by the app-level token's text, the socket, the bot and the events: all should name the same app.
void SocketModeSession::Private::checkApp(const QString &id, const QString &whose)
{
    if (id.isEmpty())
        return;
    if (app.isEmpty()) {
        app = id;
        return;
    }
    if (id != app)
        hint(socketmodewords::twoApps(app, whose, id));
}

void SocketModeSession::Private::askForBot()
{
    if (bot.isEmpty() || std::exchange(askedForBot, true))
        return;
    web.callOnce(u"bots.info"_s, {{u"bot"_s, bot.text()}}, q, [this](const Result<ApiAnswer> &answer) {
        if (answer) // else the scope for it is missing, and nothing is known
            checkApp(cleanName(answer->root()["bot"]["app_id"].text()), tr("the bot's token"));
    });
}

//! Once for each code and connection by a person.
void SocketModeSession::Private::hint(const SessionHint &what)
{
    if (hinted.contains(what.code))
        return;
    hinted.insert(what.code);
    qCInfo(lcSession, "hint: %s", qUtf8Printable(what.code));
    q->record(notes::Object().text("kind", u"hint").text("code", what.code).text("text", what.words).close());
    Q_EMIT session->hinted(what);
}

// --- What goes

void SocketModeSession::Private::posted(quint64 id, const QString &text, const Result<ApiAnswer> &answer)
{
    if (answer) {
        const json::Value root = answer->root();
        const json::Value canonical = root["message"]["text"];
        Q_EMIT q->acknowledged(id, MessageTs(root["ts"].text()),
                               canonical.isString() ? canonical.text() : text);
        return;
    }
    if (outcomeOf(answer.error()) == PostOutcome::Unclear)
        Q_EMIT q->unanswered({id});
    else
        Q_EMIT q->refused(id, answer.error());
}

// --- The public face

SocketModeSession::SocketModeSession(Config config, QObject *parent)
    : SocketModeSession(std::move(config), Clock::system(), parent)
{
}

SocketModeSession::SocketModeSession(Config config, const Clock &clock, QObject *parent)
    : LiveSession(clock, parent)
{
    auto core = std::make_unique<Private>(this, std::move(config), clock);
    d = core.get();
    setCore(std::move(core));
}

SocketModeSession::~SocketModeSession() = default;

void SocketModeSession::keepKeysIn(EventKeyStore *store, const QString &profile)
{
    d->keys.keepIn(store, profile);
}

const AppSharing &SocketModeSession::sharing() const
{
    return d->sharing.now();
}

AckFigures SocketModeSession::ackFigures() const
{
    return d->acks.figures();
}

const QStringList &SocketModeSession::scopes() const
{
    return d->scopes;
}

Result<quint64> SocketModeSession::sendMessage(const ChannelId &channel, const QString &text,
                                               const MessageTs &thread, bool broadcast)
{
    if (const auto allowed = canSend(channel, text, thread, broadcast); !allowed)
        return allowed.error();
    const quint64 id = d->takeId();
    const OutgoingMessage message{channel, text, thread, broadcast, SendRoute::PostMessage};
    d->web.callOnce(u"chat.postMessage"_s, postArguments(message, StreamKind::SocketMode), this,
                    [this, id, text](const Result<ApiAnswer> &answer) { d->posted(id, text, answer); });
    return id;
}

QByteArray SocketModeSession::messageFrame(const ChannelId &channel, const QString &text,
                                           const MessageTs &thread, bool broadcast) const
{
    return WebApi::bodyOf(
        postArguments({channel, text, thread, broadcast, SendRoute::PostMessage}, StreamKind::SocketMode));
}

Result<Done> SocketModeSession::checkText(const QString &text, qsizetype) const
{
    return checkLength({{}, text, {}, false, SendRoute::PostMessage});
}

Result<quint64> SocketModeSession::sendTyping(const ChannelId &)
{
    return sessionRefusal(Error::Kind::Input, u"typing_impossible"_s,
                          tr("With Socket Mode nobody can be told that you type."));
}

Result<Done> SocketModeSession::subscribePresence(const QList<UserId> &)
{
    return sessionRefusal(Error::Kind::Input, u"presence_impossible"_s,
                          tr("With Socket Mode the server does not tell who is active."));
}

bool SocketModeSession::isRepeat(const Event &event, const EventDecoder &)
{
    return d->isRepeat(event);
}

void SocketModeSession::safeToAnswer(const Event &event)
{
    d->answer(event);
}

} // namespace rtmscope
