// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/rtmsession.h"

#include "core/events/eventdecoder.h"
#include "core/liveness/backoff.h"
#include "core/liveness/networkwatch.h"
#include "core/liveness/wakewatch.h"
#include "core/names/channelnames.h"
#include "core/names/peoplenames.h"
#include "core/net/endpoint.h"
#include "core/net/errorwords.h"
#include "core/net/notes.h"
#include "core/net/ratelimiter.h"
#include "core/send/frames.h"
#include "core/session/ackledger.h"
#include "core/session/attempt.h"
#include "core/session/gapnotes.h"
#include "core/session/repeats.h"
#include "core/session/stream.h"
#include "core/session/transitions.h"

#include <QMetaEnum>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr auto typingPause = 3s;   // protocol 4.3
constexpr auto presencePause = 3s; // protocol 4: rate limited, no number published
constexpr int connectBurst = 3;
constexpr milliseconds watchTick = 1s; // fine enough for what people see; deadlines are met exactly

qint64 microseconds(milliseconds duration)
{
    return std::chrono::microseconds(duration).count();
}

QString stateName(RtmSession::State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<RtmSession::State>().valueToKey(static_cast<int>(state)));
}

//! Frames about the connection itself: each socket has its own, however alike they look.
bool isControl(const QString &type)
{
    constexpr std::array names{"ack"_L1,
                               "pong"_L1,
                               "hello"_L1,
                               "error"_L1,
                               "goodbye"_L1,
                               "reconnect_url"_L1,
                               "team_migration_started"_L1};
    return std::any_of(names.begin(), names.end(), [&type](QLatin1StringView name) { return type == name; });
}

//! The other end went silent, by whichever way we asked: packets may vanish on the way to it.
bool isSilence(const Error &error)
{
    return error.code == "no_pong"_L1 || error.code == "no_hello"_L1 || error.code == "timeout"_L1;
}

Error refusal(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

} // namespace

struct RtmSession::Private
{
    //! An address that the server offered for the next connection.
    struct Offer
    {
        Secret address;
        qint64 sinceUs = 0;
    };

    Private(RtmSession *session, Config given, const Clock &givenClock);

    // The way up
    void open(const QString &cause);
    void authenticate();
    void takeOffer();
    bool hasOffer() const;
    milliseconds connectWait() const;
    void startAttempt();
    void keepTickets(const QUrl &address);
    void addressGiven(const QUrl &address);
    void helloCame(Stream &stream, const QString &cause, bool kept);
    void takeOver();
    void askWithoutHello();
    void ready(Trigger trigger, const QString &cause);

    // The way down
    void attemptFailed(const Error &error);
    void trouble(const Error &error);
    void lost(Error error, const QString &proof = {});
    void refuse(const Error &error);
    void streamEnded(const Error &error, const QString &proof, bool orderly);
    void promoteAttempt(const Error &error, const QString &proof, bool orderly);
    void close(Leave leave);
    void beginGap(const QString &cause, const QString &code, const QString &proof);
    void endAttempt();
    QList<quint64> dropStreams();
    void tellUnanswered(const QList<quint64> &ids);
    milliseconds delayAfter(const Error &error);

    // Make before break
    void move(const QString &cause);
    void tryMove();
    void moveFailed(const Error &error);
    void handOver(std::unique_ptr<Stream> next);
    void drainOld();
    void retireIfDone();
    void retire();

    // Time
    void stateTimeout();
    std::optional<Error> retryHold() const;
    void retryEarly(const QString &cause);
    void watch();
    void watchStream();
    void planWatch();
    void woke(milliseconds slept);
    void doubt();
    void networkChanged(bool reachable);
    void updateLiveness();

    // Frames
    void beginBurst();
    void frame(Stream &stream, const QByteArray &bytes, bool binary);
    void controlFrame(Stream &stream, WebSocket::Control control);
    void control(const Event &event);
    void acknowledgement(const Event &event);
    void errorFrame(const Event &event);
    void pong(const Event &event);
    void hello(const Event &event);
    void replayedMessage(const Event &event);
    void offered();
    bool isRepeat(const Event &event, const EventDecoder &decoder);
    bool isOnMain(const Event &event) const { return main && event.connection == main->number; }
    bool isOnAttempt(const Event &event) const;
    bool write(Stream &stream, const QByteArray &bytes);
    bool write(const QByteArray &bytes);
    quint64 ping(Stream &stream);
    void sendPresence();

    bool fire(Trigger trigger, const QString &cause);
    QByteArray stateNote(State from, const QString &cause, bool withStages) const;
    void noteGap(const QByteArray &json);
    void endGap();
    //! It never answered a ping, and nobody expects it to.
    bool maySayNothing(const Stream &stream) const
    {
        return !config.awaitsHello && stream.heartbeat.lastPongUs() == 0;
    }
    bool streaming() const { return state == State::Ready || state == State::Resuming; }
    qint64 now() const { return clock.monotonicUs(); }

    RtmSession *q;
    Config config;
    const Clock &clock;
    WebApi web;
    PeopleNames people;
    ChannelNames names;
    Backoff backoff;
    Backoff moveBackoff;
    RateLimiter connects;
    RateLimiter offers; //!< sockets opened at an offered address; the same pace as rtm.connect
    AckLedger ledger;
    Repeats repeats;
    GapNotes gap;

    State state = State::Disconnected;
    Identity identity;
    Error lastError;
    int networkFailures = 0;
    qint64 attemptDueUs = 0;
    qint64 notBeforeUs = 0; //!< Retry-After: even a person's wish does not shorten that
    qint64 readySinceUs = 0;
    qint64 lastFrameUs = 0; //!< monotonic; 0: never heard anything
    milliseconds latency{-1};

    std::unique_ptr<Stream> main;     //!< the one that is read and written; in Resuming and Ready
    std::unique_ptr<Stream> retiring; //!< the one before, in a hand-over
    Attempt *attempt = nullptr;       //!< behind main, or what the state shows; child of q, deletes itself
    std::optional<Offer> offer;
    qint64 handOverWallUs = 0; //!< from here on the server keeps events for the next stream
    quint32 lastConnection = 0;
    Stages stages;             //!< of the last attempt that is over
    bool stagesUntold = false; //!< no state note has them yet
    QString moveCause;
    bool moveRefused = false; //!< of this stream: asking again would be answered the same

    WakeWatch wake{watchTick};
    std::unique_ptr<NetworkWatch> network;
    Liveness shownLiveness;
    bool networkGone = false;
    quint64 framesIn = 0;
    quint64 pongsIn = 0;
    quint64 eventsSeen = 0; //!< framesIn without pongsIn, when watch() looked last
    qint64 lastEventUs = 0;

    quint64 burst = 0;
    bool bursting = false;
    bool leaving = false;                 //!< being destroyed
    const QByteArray *arriving = nullptr; //!< the frame being delivered, its tickets still in it
    bool armed = true;
    quint64 lastId = 0;
    QHash<ChannelId, qint64> typingUs;
    QList<UserId> presence;
    qint64 presenceDueUs = 0;
    QTimer stateTimer; //!< what it means depends on the state: see stateTimeout()
    QTimer watchTimer;
    QTimer presenceTimer;
    QTimer moveTimer;   //!< until the next try to make a new stream
    QTimer retireTimer; //!< until the old one is let go
    json::Document document;
};

RtmSession::Private::Private(RtmSession *session, Config given, const Clock &givenClock)
    : q(session)
    , config(std::move(given))
    , clock(givenClock)
    , web(config.apiBase, config.token, clock)
    , people(web)
    , names(web, people)
    , backoff(config.timings.firstBackoff, config.timings.maxBackoff)
    , moveBackoff(config.timings.firstBackoff, config.timings.maxBackoff)
    , connects(clock, {connectBurst, config.timings.connectRefill, config.timings.connectSpacing})
    , offers(clock, {connectBurst, config.timings.connectRefill, config.timings.connectSpacing})
{
    q->keepSecret(cleanedToken(config.token));
    web.setRequestTimeout(config.timings.requestTimeout);
    web.setRetryAfterFallback(config.timings.missingRetryAfter);
    web.setPatience(config.networkAttempts, config.mostWait);
    // What can't be used is told by the first call: it is refused with the same words.
    (void)web.setProxy(config.proxy);
    (void)web.setCaFile(config.caFile);
    connect(&web, &WebApi::finished, q, [this](const ApiCall &call) { q->note(notes::api(call)); });
    connect(&web, &WebApi::pagesGaveUp, q, [this](const QString &, const Error &error) {
        q->note(notes::Object()
                    .text("kind", u"trouble")
                    .text("code", error.code)
                    .text("text", error.words)
                    .close());
    });
    connect(q, &EventSource::eventReceived, q, [this](const Event &event) { control(event); });
    const auto prepare = [this](QTimer &timer, void (Private::*then)()) {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, q, [this, then] { (this->*then)(); });
    };
    prepare(stateTimer, &Private::stateTimeout);
    prepare(presenceTimer, &Private::sendPresence);
    prepare(moveTimer, &Private::tryMove);
    prepare(retireTimer, &Private::retire);
    prepare(watchTimer, &Private::watch);
}

// --- The way up

void RtmSession::Private::open(const QString &cause)
{
    // Loopback needs no network.
    if (!network && !isLoopback(config.apiBase.host())) {
        network = std::make_unique<NetworkWatch>();
        connect(network.get(), &NetworkWatch::changed, q,
                [this](bool reachable) { networkChanged(reachable); });
    }
    wake.start(clock.nowUs(), now());
    planWatch();
    const milliseconds wait = connects.waitTime();
    if (wait.count() == 0) {
        if (fire(Trigger::OpenAsked, cause))
            authenticate();
        return;
    }
    attemptDueUs = now() + microseconds(wait);
    stateTimer.start(wait);
    fire(Trigger::TooSoon,
         tr("Connecting in %1, so as not to ask the server too often.").arg(waitWords(wait)));
}

void RtmSession::Private::authenticate()
{
    if (state != State::Authenticating) // whoever heard of the new state may have closed us
        return;
    connects.take();
    startAttempt();
    attempt->ask();
}

bool RtmSession::Private::hasOffer() const
{
    return offer && now() - offer->sinceUs <= microseconds(config.timings.offerLife);
}

//! How long the next attempt has to wait for its turn.
milliseconds RtmSession::Private::connectWait() const
{
    const bool atOnce = hasOffer() && offers.waitTime().count() == 0;
    return atOnce ? 0ms : connects.waitTime();
}

void RtmSession::Private::takeOffer()
{
    if (state != State::Connecting)
        return;
    offers.take();
    const Secret address = std::exchange(offer, std::nullopt)->address; // it works once, if at all
    startAttempt();
    attempt->openAt(address);
}

void RtmSession::Private::startAttempt()
{
    gap.attempted();
    attempt = new Attempt(
        config, web, clock,
        [this](Stream &stream, const QByteArray &bytes, bool binary) { frame(stream, bytes, binary); },
        [this](Stream &stream, const WebSocket::Control &control) { controlFrame(stream, control); }, q);
    connect(attempt, &Attempt::identified, q, [this](const Identity &known) {
        identity = known;
        Q_EMIT q->identityKnown(identity);
    });
    connect(attempt, &Attempt::stageBegan, q, &RtmSession::progressed);
    connect(attempt, &Attempt::addressGiven, q, [this](const QUrl &address) { addressGiven(address); });
    connect(attempt, &Attempt::opened, q, [this] {
        if (!main)
            fire(Trigger::SocketOpened, tr("The stream is open; hello has yet to come."));
    });
    connect(attempt, &Attempt::helloWaived, q, [this] {
        helloCame(*attempt->stream(), tr("The stream is open; no hello is waited for."), false);
    });
    connect(attempt, &Attempt::helloOverdue, q, [this] { askWithoutHello(); });
    connect(attempt, &Attempt::failed, q, [this](const Error &error) { attemptFailed(error); });
}

void RtmSession::Private::keepTickets(const QUrl &address)
{
    for (const Secret &ticket : ticketsOf(address))
        q->keepSecret(ticket);
}

void RtmSession::Private::addressGiven(const QUrl &address)
{
    keepTickets(address);
    handOverWallUs = clock.nowUs();
    const bool known = main || attempt->isByOffer();
    if (!known && !fire(Trigger::AddressGiven, tr("The server let us in.")))
        return;
    if (!attempt) // whoever heard of the new state may have closed us
        return;
    attempt->setConnection(++lastConnection);
    if (main)
        drainOld();
    else
        q->setConnection(lastConnection);
}

void RtmSession::Private::askWithoutHello()
{
    ping(*attempt->stream());
}

void RtmSession::Private::helloCame(Stream &stream, const QString &cause, bool kept)
{
    if (!attempt || attempt->stream() != &stream)
        return;
    const bool eventsKept = attempt->isByOffer() ? kept : attempt->isCovered();
    std::unique_ptr<Stream> greeted = attempt->takeStream();
    endAttempt();
    if (main)
        return handOver(std::move(greeted));
    main = std::move(greeted);
    takeOver();
    networkFailures = 0;
    gap.connected(clock.nowUs(), main->number, eventsKept);
    // What was kept comes behind the hello, and the answer to a ping behind that.
    if (eventsKept && gap.isOpen())
        main->provingPing = ping(*main);
    // What the old stream delivered last may come again; what is older than that can't.
    if (repeats.handingOver())
        retireTimer.start(config.timings.retirement);
    if (ledger.isEmpty())
        return ready(Trigger::HelloCame, cause);
    stateTimer.start(config.timings.resumeWindow);
    fire(Trigger::HelloWithDoubt, tr("%1 Waiting whether the server has our last message.").arg(cause));
}

//! The main stream is a new one.
void RtmSession::Private::takeOver()
{
    connect(main->link.get(), &SocketLink::gone, q,
            [this, stream = main.get()](const Error &error, const QString &proof, bool orderly) {
                if (stream == main.get())
                    return streamEnded(main->farewell.value_or(error), proof, orderly);
                retiring->drained |= orderly;
                retire();
            });
    moveRefused = false;
    readySinceUs = now();
    main->heartbeat.start(readySinceUs);
    main->heartbeat.frame(readySinceUs);
    latency = milliseconds(-1);
    lastEventUs = readySinceUs;
    eventsSeen = framesIn - pongsIn;
    planWatch();
    presenceTimer.stop();
    presenceDueUs = 0; // a new socket knows nothing of earlier subscriptions
}

void RtmSession::Private::ready(Trigger trigger, const QString &cause)
{
    stateTimer.stop();
    ledger.forgetDoubts();
    lastError = {};
    if (fire(trigger, cause) && state == State::Ready)
        sendPresence();
}

// --- The way down

void RtmSession::Private::attemptFailed(const Error &error)
{
    if (main)
        return moveFailed(error);
    const bool byOffer = attempt->isByOffer();
    if (!byOffer || connects.waitTime().count() > 0 || error.retryAfter)
        return trouble(error);
    endAttempt();
    if (fire(Trigger::OfferFailed, tr("%1 Asking for a new address.").arg(error.words)))
        authenticate();
    Q_EMIT q->failed(error);
}

void RtmSession::Private::trouble(const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::RateLimited ||
                        error.kind == Error::Kind::Protocol;
    passes ? lost(error) : refuse(error);
}

milliseconds RtmSession::Private::delayAfter(const Error &error)
{
    if (error.retryAfter) {
        notBeforeUs = now() + microseconds(*error.retryAfter);
        // A little more than asked, so that many clients told the same do not come back in the same instant.
        constexpr int jitterShare = 20;
        const milliseconds mostJitter = std::min(*error.retryAfter / jitterShare, milliseconds(500ms));
        return *error.retryAfter + std::min(mostJitter, milliseconds(backoff.next().count() % 500));
    }
    if (remedyFor(error.code) == Remedy::RetrySlowly)
        return config.timings.slowRetry;
    return backoff.next();
}

void RtmSession::Private::beginGap(const QString &cause, const QString &code, const QString &proof)
{
    if (!main || !streaming())
        return;
    if (main->provingPing != 0)
        gap.doubtKept(); // and goes on
    noteGap(gap.begin({main->lastFrameWallUs, cause, code, proof, main->number}));
}

void RtmSession::Private::lost(Error error, const QString &proof)
{
    if (!nextState(state, Trigger::Lost))
        return;
    ++networkFailures;
    const bool tooLong = config.mostWait.count() > 0 && error.retryAfter > config.mostWait;
    if (tooLong || (config.networkAttempts > 0 && networkFailures >= config.networkAttempts)) {
        error.kind = Error::Kind::Network;
        return refuse(error);
    }
    beginGap(error.words, error.code, proof.isEmpty() ? error.detail : proof);
    if (isSilence(error))
        web.forgetConnections();
    const QList<quint64> doubtful = dropStreams();
    lastError = error;
    const milliseconds delay = std::max(delayAfter(error), connectWait());
    attemptDueUs = now() + microseconds(delay);
    stateTimer.start(delay);
    fire(Trigger::Lost, delay.count() == 0 ? tr("%1 Trying again at once.").arg(error.words)
                                           : tr("%1 Trying again in %2.").arg(error.words, waitWords(delay)));
    tellUnanswered(doubtful);
    Q_EMIT q->failed(error);
}

void RtmSession::Private::refuse(const Error &error)
{
    if (!nextState(state, Trigger::Refused))
        return;
    beginGap(error.words, error.code, error.detail);
    stateTimer.stop();
    const QList<quint64> doubtful = dropStreams();
    lastError = error;
    fire(Trigger::Refused, error.words);
    tellUnanswered(doubtful);
    Q_EMIT q->failed(error);
}

//! The main stream is over by itself.
void RtmSession::Private::streamEnded(const Error &error, const QString &proof, bool orderly)
{
    if (attempt)
        promoteAttempt(error, proof, orderly);
    else
        lost(error, proof);
}

//! The new stream was to replace a working one; now it is all we have.
void RtmSession::Private::promoteAttempt(const Error &error, const QString &proof, bool orderly)
{
    const qint64 keptSinceUs = attempt->addressGivenUs();
    if (keptSinceUs != 0 && (orderly || main->drained || main->heartbeat.lastFrameUs() >= keptSinceUs))
        attempt->setCovered();
    beginGap(error.words, error.code, proof);
    gap.attempted();
    presenceTimer.stop();
    stateTimer.stop();
    const QList<quint64> doubtful = ledger.connectionLost(main->number);
    main.reset();
    lastError = error;
    const QString cause = tr("%1 A new connection is on its way already.").arg(error.words);
    switch (attempt->step()) {
    case Attempt::Step::Asking:
        fire(Trigger::LostAsking, cause);
        break;
    case Attempt::Step::Opening:
        q->setConnection(attempt->connection());
        fire(Trigger::LostOpening, cause);
        break;
    case Attempt::Step::AwaitingHello:
        q->setConnection(attempt->connection());
        fire(Trigger::LostGreeting, cause);
        break;
    }
    tellUnanswered(doubtful);
    Q_EMIT q->failed(error);
}

void RtmSession::Private::close(Leave leave)
{
    if (!nextState(state, Trigger::CloseAsked))
        return;
    const QString cause = tr("Disconnected on request.");
    if (leave == Leave::ForNow)
        beginGap(cause, u"on_request"_s, {});
    stateTimer.stop();
    offer.reset();
    if (main)
        main->link->closePolitely();
    const QList<quint64> doubtful = dropStreams();
    lastError = {};
    fire(Trigger::CloseAsked, cause);
    tellUnanswered(doubtful);
}

void RtmSession::Private::endAttempt()
{
    Attempt *over = std::exchange(attempt, nullptr);
    if (!over)
        return;
    stages = over->stages();
    stagesUntold = true;
    over->drop();
}

//! Everything that is open or being opened goes. Returns the ids of messages whose answer can't come any
//! more.
QList<quint64> RtmSession::Private::dropStreams()
{
    presenceTimer.stop();
    moveTimer.stop();
    retireTimer.stop();
    endAttempt();
    repeats.endHandOver();
    QList<quint64> doubtful;
    for (std::unique_ptr<Stream> *stream : {&retiring, &main}) {
        if (const auto over = std::exchange(*stream, nullptr))
            doubtful += ledger.connectionLost(over->number);
    }
    return doubtful;
}

void RtmSession::Private::tellUnanswered(const QList<quint64> &ids)
{
    if (!ids.isEmpty())
        Q_EMIT q->unanswered(ids);
}

// --- Make before break

void RtmSession::Private::move(const QString &cause)
{
    if (!streaming() || attempt || moveTimer.isActive() || moveRefused)
        return;
    moveCause = cause;
    moveBackoff.reset();
    // Reconnecting here, in the middle of a frame of the old stream, would surprise whoever else handles it.
    moveTimer.start(connects.waitTime());
    fire(Trigger::MoveAsked, tr("%1 Making a new connection beside this one.").arg(cause));
}

void RtmSession::Private::tryMove()
{
    if (!streaming() || attempt)
        return;
    if (const milliseconds wait = connects.waitTime(); wait.count() > 0)
        return moveTimer.start(wait);
    retire();
    connects.take();
    main->drained = false;
    main->drainPing = 0;
    repeats.beginHandOver(main->number);
    startAttempt();
    attempt->ask();
}

void RtmSession::Private::moveFailed(const Error &error)
{
    endAttempt();
    repeats.endHandOver();
    const bool passes = error.kind != Error::Kind::Rejected && error.kind != Error::Kind::Input;
    if (!passes) {
        moveRefused = true;
        // Asking again would be answered the same. What works is kept for as long as it works.
        fire(Trigger::MoveFailed, tr("%1 Staying on this connection while it lasts.").arg(error.words));
        return;
    }
    const milliseconds delay =
        std::max({error.retryAfter.value_or(0ms), moveBackoff.next(), connects.waitTime()});
    moveTimer.start(delay);
    fire(Trigger::MoveFailed,
         tr("%1 Staying on this connection; trying again in %2.").arg(error.words, waitWords(delay)));
}

void RtmSession::Private::handOver(std::unique_ptr<Stream> next)
{
    retiring = std::exchange(main, std::move(next));
    if (retiring->provingPing != 0)
        gap.doubtKept();
    q->setConnection(main->number);
    offer.reset(); // it was for what the old stream missed
    takeOver();
    retireTimer.start(config.timings.retirement);
    fire(Trigger::HandedOver, tr("%1 The new connection has taken over.").arg(moveCause));
    sendPresence();
    retireIfDone();
}

//! The new stream begins about now. A ping to the old one: its answer comes behind everything that was sent
//! there before, and so proves that nothing fell in between.
void RtmSession::Private::drainOld()
{
    main->drainPing = ping(*main);
}

void RtmSession::Private::retireIfDone()
{
    if (retiring && retiring->drained && !ledger.isWaitingOn(retiring->number))
        retire();
}

//! Lets the old stream of a hand-over go.
void RtmSession::Private::retire()
{
    retireTimer.stop();
    repeats.endHandOver();
    const std::unique_ptr<Stream> old = std::exchange(retiring, nullptr);
    if (!old)
        return;
    if (!old->drained && old->lastFrameWallUs < handOverWallUs && main)
        noteGap(gap.whole({old->lastFrameWallUs,
                           tr("The old connection gave no more sign of life before the new one began."),
                           u"not_drained"_s,
                           tr("Ping %1 was not answered within %2.")
                               .arg(QString::number(old->drainPing), waitWords(config.timings.retirement)),
                           old->number},
                          handOverWallUs, main->number));
    tellUnanswered(ledger.connectionLost(old->number));
}

// --- Time

void RtmSession::Private::stateTimeout()
{
    switch (state) {
    case State::Resuming:
        return ready(Trigger::DoubtSettled, tr("The server did not repeat our last message."));
    case State::Backoff:
        if (const milliseconds wait = connectWait(); wait.count() > 0) {
            attemptDueUs = now() + microseconds(wait);
            stateTimer.start(wait);
            Q_EMIT q->progressed(); // later than told
            return;
        }
        if (hasOffer() && offers.waitTime().count() == 0) {
            if (fire(Trigger::OfferTaken, tr("Connecting again, at the address that the server offered.")))
                takeOffer();
        } else if (fire(Trigger::WaitOver, tr("Connecting again."))) {
            authenticate();
        }
        return;
    default:
        return;
    }
}

//! Why even a person's wish to connect at once has to wait; nothing if it need not.
std::optional<Error> RtmSession::Private::retryHold() const
{
    const milliseconds asked((std::max<qint64>(0, notBeforeUs - now()) + 999) / 1000);
    const milliseconds paced = connectWait();
    const milliseconds wait = std::max(asked, paced);
    if (wait.count() <= 0)
        return {};
    Error error;
    error.kind = Error::Kind::RateLimited;
    error.code = u"retry_held"_s;
    error.words =
        asked >= paced
            ? tr("Not yet: the server asked for a pause.")
            : tr("Not yet: several attempts were made just now, and too many in a row would be refused.");
    error.retryAfter = wait;
    return error;
}

//! Ends a Backoff, as far as the server's wishes allow.
void RtmSession::Private::retryEarly(const QString &cause)
{
    const qint64 forcedUs = std::max<qint64>(0, notBeforeUs - now());
    const milliseconds forced = std::max(milliseconds((forcedUs + 999) / 1000), connectWait());
    if (forced.count() > 0) {
        attemptDueUs = now() + microseconds(forced);
        stateTimer.start(q->nextAttemptIn());
        return;
    }
    stateTimer.stop();
    if (hasOffer() && offers.waitTime().count() == 0) {
        if (fire(Trigger::OfferTaken, cause))
            takeOffer();
    } else if (fire(Trigger::OpenAsked, cause)) {
        authenticate();
    }
}

//! The next look: a second from now, or when the heartbeat wants something.
void RtmSession::Private::planWatch()
{
    milliseconds next = watchTick;
    if (main && streaming()) {
        const qint64 dueUs = main->heartbeat.dueUs() - now();
        next = std::clamp(milliseconds((dueUs + 999) / 1000), 1ms, watchTick);
    }
    watchTimer.start(next);
}

void RtmSession::Private::watch()
{
    if (const auto slept = wake.check(clock.nowUs(), now()))
        woke(*slept);
    if (main && streaming())
        watchStream();
    if (state == State::Disconnected || state == State::Failed)
        return;
    updateLiveness();
    planWatch();
}

void RtmSession::Private::watchStream()
{
    const qint64 nowUs = now();
    if (const quint64 events = framesIn - pongsIn; std::exchange(eventsSeen, events) != events)
        lastEventUs = nowUs;
    if (nowUs - readySinceUs >= microseconds(config.timings.healthy))
        backoff.reset();
    if (nowUs - main->openedUs >= microseconds(config.timings.socketAge))
        move(tr("Servers end a connection after eight hours."));
    if (main->provingPing != 0 && nowUs - readySinceUs >= microseconds(config.timings.pongDeadline)) {
        main->provingPing = 0; // frames come, but no answer
        gap.doubtKept();
        if (state == State::Ready)
            endGap();
    }
    const Heartbeat &heart = main->heartbeat;
    switch (heart.check(nowUs)) {
    case Heartbeat::Verdict::Fine:
        return;
    case Heartbeat::Verdict::WantsPing:
        ping(*main);
        return;
    case Heartbeat::Verdict::Dead:
        if (maySayNothing(*main))
            return main->heartbeat.excuse();
        const milliseconds quiet((nowUs - heart.lastFrameUs()) / 1000);
        const milliseconds waited((nowUs - heart.pingedUs()) / 1000);
        return streamEnded(
            refusal(Error::Kind::Network, u"no_pong"_s,
                    tr("Nothing came for %1 and our ping was not answered: the connection is dead.")
                        .arg(waitWords(quiet))),
            tr("Ping %1 was not answered for %2; the last frame had come %3 before.")
                .arg(QString::number(heart.pingId()), waitWords(waited), waitWords(quiet)),
            false);
    }
}

//! What was true of the network a moment ago may not be so any more.
void RtmSession::Private::doubt()
{
    if (!main || !streaming())
        return;
    const quint64 id = ++lastId;
    main->heartbeat.pingedInDoubt(id, now());
    write(frames::ping(id, now() / 1000));
}

void RtmSession::Private::woke(milliseconds slept)
{
    q->note(notes::Object().text("kind", u"wake").number("slept_ms", slept.count()).close());
    backoff.reset();
    moveBackoff.reset();
    switch (state) {
    case State::Resuming:
    case State::Ready:
        return doubt();
    case State::Backoff:
        return retryEarly(tr("The computer slept. Connecting again."));
    case State::Authenticating:
    case State::Connecting:
    case State::AwaitingHello:
        // Whatever was on its way went to a server that has long given us up.
        return lost(refusal(Error::Kind::Network, u"woke_up"_s,
                            tr("The computer slept while the connection was being made.")));
    case State::Disconnected:
    case State::Failed:
        return;
    }
}

void RtmSession::Private::networkChanged(bool reachable)
{
    const bool came = std::exchange(networkGone, !reachable) && reachable;
    q->note(notes::Object().text("kind", u"network").boolean("reachable", reachable).close());
    if (reachable)
        backoff.reset();
    if (state == State::Backoff && reachable)
        retryEarly(came ? tr("The network is back. Connecting again.")
                        : tr("The network has changed. Connecting again."));
    else
        doubt();
    updateLiveness();
}

void RtmSession::Private::updateLiveness()
{
    const Liveness before = std::exchange(shownLiveness, q->liveness());
    if (before.kind != shownLiveness.kind || before.networkGone != shownLiveness.networkGone ||
        before.moving != shownLiveness.moving || before.lastPongUs != shownLiveness.lastPongUs)
        Q_EMIT q->progressed();
}

// --- Frames

//! The first of a burst pays for all: two clocks read and one call queued per socket read, not per frame.
void RtmSession::Private::beginBurst()
{
    if (bursting)
        return;
    bursting = true;
    ++burst;
    QMetaObject::invokeMethod(
        q,
        [this] {
            bursting = false;
            Q_EMIT q->batchEnded();
        },
        Qt::QueuedConnection);
}

//! Recorded, and no more: what answers a ping may stand before a server that has long stopped working.
void RtmSession::Private::controlFrame(Stream &stream, WebSocket::Control control)
{
    if (leaving)
        return;
    if (const Secret token = cleanedToken(config.token); !token.isTrivial())
        token.maskIn(control.payload);
    beginBurst();
    q->deliverOn(stream.number, Direction::Note, notes::control(control));
}

void RtmSession::Private::frame(Stream &stream, const QByteArray &bytes, bool binary)
{
    beginBurst();
    if (stream.burst != burst) {
        stream.burst = burst;
        lastFrameUs = now();
        stream.heartbeat.frame(lastFrameUs);
        stream.lastFrameWallUs = clock.nowUs();
    }
    ++framesIn;
    arriving = &bytes;
    q->deliverOn(stream.number, Direction::In, bytes, binary);
    arriving = nullptr;
}

bool RtmSession::Private::isRepeat(const Event &event, const EventDecoder &decoder)
{
    const bool isMessage = event.type == "message"_L1;
    const bool isReplay = isMessage && decoder.hasReplyTo();
    Repeats::Frame frame{
        .moment = decoder.moment(), .bytes = event.raw, .connection = event.connection, .isReplay = isReplay};
    if (isMessage && event.subtype.isEmpty())
        frame.channel = event.channel;
    // A replay may tell what became of a message of ours, even if another socket had the message before.
    return repeats.isRepeat(frame) && !(isReplay && !ledger.isEmpty());
}

bool RtmSession::Private::isOnAttempt(const Event &event) const
{
    return attempt && attempt->stream() && event.connection == attempt->connection();
}

void RtmSession::Private::control(const Event &event)
{
    // Nearly every frame leaves here after one look at a length.
    switch (event.type.size()) {
    case 3:
        if (event.type == "ack"_L1)
            acknowledgement(event);
        return;
    case 4:
        if (event.type == "pong"_L1)
            pong(event);
        return;
    case 5:
        if (event.type == "hello"_L1)
            hello(event);
        else if (event.type == "error"_L1)
            errorFrame(event);
        return;
    case 7:
        if (event.type == "goodbye"_L1 && isOnMain(event))
            move(tr("The server said goodbye."));
        else if (event.type == "message"_L1 && !ledger.isEmpty())
            replayedMessage(event);
        return;
    case 13:
        if (event.type == "reconnect_url"_L1 && isOnMain(event))
            offered();
        return;
    case 22:
        if (event.type == "team_migration_started"_L1 && isOnMain(event))
            move(tr("The workspace moves to another server."));
        return;
    default:
        return;
    }
}

void RtmSession::Private::hello(const Event &event)
{
    if (!isOnAttempt(event))
        return;
    const bool kept = document.parse(event.raw) && document.root()["fast_reconnect"].boolean() == true;
    helloCame(*attempt->stream(), tr("Hello came."), kept);
}

//! reconnect_url. The record has *** in its place; what it was is kept here only.
void RtmSession::Private::offered()
{
    if (!arriving || !document.parse(*arriving))
        return;
    const QUrl url(document.root()["url"].text());
    if (!checkedSocketUrl(url))
        return;
    keepTickets(url);
    offer = Offer{Secret(url.toEncoded()), now()};
}

void RtmSession::Private::acknowledgement(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    const auto entry = ledger.answered(static_cast<quint64>(root["reply_to"].integer().value_or(0)));
    if (!entry)
        return;
    const json::Value ok = root["ok"];
    const bool accepted = ok.exists() ? ok.boolean().value_or(false) : !root["error"].exists();
    if (accepted) {
        const MessageTs ts(root["ts"].text());
        repeats.acknowledged(entry->channel.text(), root["ts"].string());
        // The server's text is the canonical one: it wraps addresses, for example.
        const json::Value text = root["text"];
        Q_EMIT q->acknowledged(entry->id, ts, text.isString() ? text.text() : entry->text);
    } else {
        Q_EMIT q->refused(entry->id, errorInFrame(root));
    }
    retireIfDone();
}

void RtmSession::Private::errorFrame(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    Error error = errorInFrame(root);
    if (const auto entry = ledger.answered(static_cast<quint64>(root["reply_to"].integer().value_or(0)))) {
        Q_EMIT q->refused(entry->id, error);
        return retireIfDone();
    }
    if (error.kind == Error::Kind::Rejected)
        error.kind = Error::Kind::Network; // of a connection: a new one may fare better
    if (isOnAttempt(event))
        return attemptFailed(error);
    if (!isOnMain(event))
        return; // we are leaving this connection already
    if (isExpiredUrl(error))
        return streamEnded(error, error.detail, false);
    main->farewell = error;
}

void RtmSession::Private::pong(const Event &event)
{
    if (isOnAttempt(event) && attempt->askedWithoutHello())
        helloCame(*attempt->stream(), tr("The server sent no hello, but it answers."), false);
    Stream *stream = isOnMain(event)                                    ? main.get()
                     : retiring && event.connection == retiring->number ? retiring.get()
                                                                        : nullptr;
    if (!stream || !document.parse(event.raw))
        return;
    const auto replyTo = document.root()["reply_to"].integer();
    const auto roundTrip = stream->heartbeat.pong(replyTo, now());
    // An answer to a later ping proves it as well.
    const qint64 answered = replyTo.value_or(roundTrip ? static_cast<qint64>(stream->heartbeat.pingId()) : 0);
    if (stream->drainPing != 0 && answered >= static_cast<qint64>(stream->drainPing))
        stream->drained = true;
    if (stream == retiring.get())
        return retireIfDone();
    if (stream->provingPing != 0 && answered >= static_cast<qint64>(stream->provingPing)) {
        stream->provingPing = 0;
        if (state == State::Ready)
            endGap();
    }
    ++pongsIn;
    if (!roundTrip)
        return;
    latency = *roundTrip;
    Q_EMIT q->latencyMeasured(latency);
    updateLiveness();
    planWatch(); // no longer for the deadline, but for the next quiet
}

void RtmSession::Private::replayedMessage(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    const auto replyTo = root["reply_to"].integer();
    if (!replyTo)
        return;
    const MessageTs ts(root["ts"].text());
    const QString text = root["text"].text();
    const auto entry = ledger.replayed(static_cast<quint64>(*replyTo), ChannelId(root["channel"].text()),
                                       text, event.connection);
    if (!entry)
        return;
    Q_EMIT q->acknowledged(entry->id, ts, text);
    retireIfDone();
    // The server repeats one message only, the last: there is nothing more to wait for.
    if (state == State::Resuming)
        ready(Trigger::DoubtSettled, tr("The server has our last message."));
}

bool RtmSession::Private::write(Stream &stream, const QByteArray &bytes)
{
    // Recorded before it leaves: after a crash the record must not know less than the server.
    SocketLink *link = stream.link.get();
    const QPointer<SocketLink> alive(link);
    q->deliverOn(stream.number, Direction::Out, bytes);
    return alive && alive->send(bytes);
}

bool RtmSession::Private::write(const QByteArray &bytes)
{
    return main && write(*main, bytes);
}

quint64 RtmSession::Private::ping(Stream &stream)
{
    const quint64 id = ++lastId;
    stream.heartbeat.pinged(id, now());
    write(stream, frames::ping(id, now() / 1000));
    return id;
}

void RtmSession::Private::sendPresence()
{
    if (state != State::Ready || presence.isEmpty() || presenceTimer.isActive())
        return;
    if (const qint64 earlyUs = presenceDueUs - now(); earlyUs > 0) {
        presenceTimer.start(milliseconds(earlyUs / 1000 + 1));
        return;
    }
    presenceDueUs = now() + microseconds(presencePause);
    write(frames::presenceSub(++lastId, presence));
}

// --- States

bool RtmSession::Private::fire(Trigger trigger, const QString &cause)
{
    const auto next = nextState(state, trigger);
    if (!next)
        return false;
    const State from = std::exchange(state, *next);
    const bool attemptOver = state == State::Backoff || state == State::Failed || state == State::Ready ||
                             trigger == Trigger::OfferFailed;
    const bool tellStages =
        attemptOver && trigger != Trigger::MoveAsked && std::exchange(stagesUntold, false);
    q->note(stateNote(from, cause, tellStages));
    shownLiveness = q->liveness();
    if (state == State::Ready)
        endGap();
    if (state != from)
        Q_EMIT q->stateChanged(state, cause);
    else
        Q_EMIT q->progressed();
    return true;
}

QByteArray RtmSession::Private::stateNote(State from, const QString &cause, bool withStages) const
{
    notes::Object note;
    note.text("kind", u"state")
        .text("state", stateName(state))
        .text("from", stateName(from))
        .text("cause", cause);
    if (!lastError.code.isEmpty() && (state == State::Backoff || state == State::Failed))
        note.json("error", notes::error(lastError));
    if (withStages && !stages.isEmpty())
        note.json("stages", stages.json());
    if (state == State::Connecting) {
        note.json("team", notes::Object()
                              .text("id", identity.team.text())
                              .text("name", identity.teamName)
                              .text("domain", identity.teamDomain)
                              .close());
        note.json("self",
                  notes::Object().text("id", identity.self.text()).text("name", identity.selfName).close());
    }
    return note.close();
}

//! That the server kept everything is said only when everything has come.
void RtmSession::Private::endGap()
{
    if (!main || main->provingPing == 0)
        noteGap(gap.end());
}

void RtmSession::Private::noteGap(const QByteArray &json)
{
    if (!json.isEmpty())
        q->note(json);
}

// --- The public face

RtmSession::RtmSession(Config config, QObject *parent)
    : RtmSession(std::move(config), Clock::system(), parent)
{
}

RtmSession::RtmSession(Config config, const Clock &clock, QObject *parent)
    : EventSource(clock, parent)
    , d(std::make_unique<Private>(this, std::move(config), clock))
{
}

RtmSession::~RtmSession()
{
    // Nobody hears of this end: whoever listens may be gone too.
    d->leaving = true;
    if (d->main)
        d->main->link->closePolitely();
    (void)d->dropStreams();
}

void RtmSession::open()
{
    if (d->state == State::Backoff)
        return retryNow();
    if (d->state != State::Disconnected && d->state != State::Failed)
        return;
    d->backoff.reset();
    d->networkFailures = 0;
    d->lastError = {};
    d->repeats.forget(); // a person who connects anew, to whatever server, wants to see everything
    d->open(tr("Connecting."));
}

void RtmSession::close(Leave leave)
{
    d->close(leave);
}

void RtmSession::retryNow()
{
    if (d->state != State::Backoff)
        return;
    const auto held = d->retryHold();
    d->retryEarly(tr("Connecting again, as asked."));
    if (!held)
        return;
    Q_EMIT progressed(); // the wait may be shorter now
    Q_EMIT retryHeld(*held);
}

void RtmSession::networkChanged(bool reachable)
{
    d->networkChanged(reachable);
}

RtmSession::State RtmSession::state() const
{
    return d->state;
}

const Identity &RtmSession::identity() const
{
    return d->identity;
}

const Error &RtmSession::lastError() const
{
    return d->lastError;
}

std::chrono::milliseconds RtmSession::nextAttemptIn() const
{
    if (d->state != State::Backoff)
        return 0ms;
    return milliseconds((std::max<qint64>(0, d->attemptDueUs - d->now()) + 999) / 1000);
}

std::chrono::milliseconds RtmSession::latency() const
{
    return d->latency;
}

RtmSession::Liveness RtmSession::liveness() const
{
    Liveness out;
    out.networkGone = d->networkGone;
    if (!d->main || !d->streaming())
        return out;
    const Heartbeat &heart = d->main->heartbeat;
    const qint64 now = d->now();
    out.latency = d->latency;
    out.lastPongUs = heart.lastPongUs();
    out.lastEventUs = d->lastEventUs;
    out.moving = d->attempt || d->moveTimer.isActive();
    if (heart.isWaiting() && !d->maySayNothing(*d->main) &&
        now - heart.pingedUs() >= microseconds(d->config.timings.noticeable)) {
        out.kind = Liveness::Kind::Unanswered;
        out.pingedUs = heart.pingedUs();
        out.deadAtUs = heart.deadAtUs();
    } else {
        const bool quiet = now - d->lastEventUs >= microseconds(d->config.timings.quietBeforePing);
        out.kind = quiet ? Liveness::Kind::Quiet : Liveness::Kind::Lively;
    }
    return out;
}

const Stages &RtmSession::stages() const
{
    return d->attempt ? d->attempt->stages() : d->stages;
}

qint64 RtmSession::lastFrameMonotonicUs() const
{
    return d->lastFrameUs;
}

quint64 RtmSession::nextId() const
{
    return d->lastId + 1;
}

void RtmSession::setArmed(bool armed)
{
    if (std::exchange(d->armed, armed) == armed)
        return;
    d->web.setReadOnly(!armed);
    Q_EMIT armedChanged(armed);
}

bool RtmSession::isArmed() const
{
    return d->armed;
}

Result<Done> RtmSession::canSend(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                 bool broadcast) const
{
    if (!d->armed)
        return apiError(u"observing"_s);
    if (!channel || channel.text().startsWith(u'#'))
        return refusal(Error::Kind::Input, u"no_channel"_s,
                       tr("The stream takes a conversation's id, such as C0123, not its name."));
    if (const auto limits = frames::checkLimits(text, messageFrame(channel, text, thread, broadcast).size());
        !limits)
        return limits;
    if (d->state != State::Ready)
        return refusal(Error::Kind::Network, u"not_connected"_s,
                       tr("There is no connection right now (%1).").arg(stateWords(d->state)));
    return Done{};
}

Result<quint64> RtmSession::sendMessage(const ChannelId &channel, const QString &text,
                                        const MessageTs &thread, bool broadcast)
{
    if (const auto allowed = canSend(channel, text, thread, broadcast); !allowed)
        return allowed.error();
    const QByteArray frame = messageFrame(channel, text, thread, broadcast);
    const quint64 id = ++d->lastId;
    d->typingUs.remove(channel);
    d->ledger.written({id, d->main->number, channel, text});
    if (!d->write(frame)) {
        (void)d->ledger.answered(id);
        return refusal(Error::Kind::Network, u"not_connected"_s, tr("The connection broke while sending."));
    }
    return id;
}

void RtmSession::sendMessageTo(const QString &channelNameOrId, const QString &text, const MessageTs &thread,
                               bool broadcast, QObject *context,
                               std::function<void(const Result<quint64> &)> written)
{
    resolveChannel(
        channelNameOrId, context,
        [this, text, thread, broadcast, written = std::move(written)](const Result<ChannelId> &channel) {
            if (channel)
                written(sendMessage(*channel, text, thread, broadcast));
            else
                written(channel.error());
        });
}

QByteArray RtmSession::messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                    bool broadcast) const
{
    return frames::message(nextId(), channel, text, thread, broadcast);
}

Result<quint64> RtmSession::sendTyping(const ChannelId &channel)
{
    if (!d->armed)
        return apiError(u"observing"_s);
    if (d->state != State::Ready)
        return refusal(Error::Kind::Network, u"not_connected"_s, tr("There is no connection right now."));
    const qint64 now = d->now();
    const auto last = d->typingUs.constFind(channel);
    if (last != d->typingUs.cend() && now - *last < microseconds(typingPause)) {
        Error error = refusal(Error::Kind::RateLimited, u"typing_paced"_s, tr("The others know already."));
        error.retryAfter = milliseconds((microseconds(typingPause) - (now - *last)) / 1000 + 1);
        return error;
    }
    d->typingUs.insert(channel, now);
    const quint64 id = ++d->lastId;
    d->write(frames::typing(id, channel));
    return id;
}

void RtmSession::subscribePresence(const QList<UserId> &users)
{
    if (users == d->presence)
        return;
    d->presence = users;
    d->sendPresence();
}

void RtmSession::resolveChannel(const QString &nameOrId, QObject *context,
                                std::function<void(const Result<ChannelId> &)> found)
{
    d->names.resolve(nameOrId, context, std::move(found));
}

void RtmSession::resolveName(const QString &name, QObject *context,
                             std::function<void(const Result<QStringList> &)> found)
{
    const auto texts = [found = std::move(found)](const auto &ids) {
        if (!ids)
            return found(ids.error());
        QStringList out;
        for (const auto &id : *ids)
            out << id.text();
        found(out);
    };
    if (name.startsWith(u'@'))
        d->people.resolve(name, context, texts);
    else
        d->names.resolveAll(name, context, texts);
}

bool RtmSession::isRepeat(const Event &event, const EventDecoder &decoder)
{
    if (decoder.moment().empty() && !d->repeats.handingOver())
        return false;
    return !isControl(event.type) && d->isRepeat(event, decoder);
}

WebApi &RtmSession::web()
{
    return d->web;
}

const RtmSession::Config &RtmSession::config() const
{
    return d->config;
}

QString RtmSession::stateWords(State state)
{
    switch (state) {
    case State::Disconnected:
        return tr("Not connected");
    case State::Authenticating:
        return tr("Signing in");
    case State::Connecting:
        return tr("Opening the stream");
    case State::AwaitingHello:
        return tr("Waiting for hello");
    case State::Resuming:
        return tr("Checking the last message");
    case State::Ready:
        return tr("Connected");
    case State::Backoff:
        return tr("Waiting to reconnect");
    case State::Failed:
        return tr("Stopped");
    }
    return {};
}

} // namespace rtmscope
