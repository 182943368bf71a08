// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/rtmsession.h"

#include "core/session/ackledger.h"
#include "core/session/backoff.h"
#include "core/session/channelnames.h"
#include "core/session/endpoint.h"
#include "core/session/errorwords.h"
#include "core/session/frames.h"
#include "core/session/heartbeat.h"
#include "core/session/notes.h"
#include "core/session/ratelimiter.h"
#include "core/session/socketlink.h"
#include "core/session/transitions.h"

#include <QMetaEnum>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr auto typingPause = 3s;   // protocol 4.3
constexpr auto presencePause = 3s; // protocol 4: rate limited, no number published
constexpr int connectBurst = 3;

qint64 microseconds(milliseconds duration)
{
    return std::chrono::microseconds(duration).count();
}

QString stateName(RtmSession::State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<RtmSession::State>().valueToKey(static_cast<int>(state)));
}

Identity identityFrom(const json::Value &answer)
{
    const json::Value self = answer["self"];
    const json::Value team = answer["team"];
    return {UserId(self["id"].text()), self["name"].text(), TeamId(team["id"].text()), team["name"].text(),
            team["domain"].text()};
}

ApiArguments connectArguments(ConnectMethod method)
{
    // Booleans as 1: a server has been seen to ignore "true" (protocol 2.1).
    ApiArguments arguments{{u"batch_presence_aware"_s, u"1"_s}, {u"presence_sub"_s, u"1"_s}};
    if (method == ConnectMethod::RtmStart)
        arguments += {{u"mpim_aware"_s, u"1"_s}, {u"no_latest"_s, u"1"_s}, {u"no_unreads"_s, u"1"_s}};
    return arguments;
}

Error refusal(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

} // namespace

struct RtmSession::Private
{
    struct Gap
    {
        qint64 fromUs = 0;
        QString cause;
    };

    Private(RtmSession *session, Config given, const Clock &givenClock);

    // The way up
    void open(const QString &cause);
    void authenticate();
    void authenticated(const Result<ApiAnswer> &answer);
    void openStream(const QUrl &url, const QNetworkProxy &proxy);
    void streamOpened();
    void helloCame(const QString &cause);
    void askWithoutHello();
    void ready(Trigger trigger, const QString &cause);

    // The way down
    void trouble(const Error &error);
    void lost(Error error);
    void refuse(const Error &error);
    void move(const QString &cause);
    void close();
    QList<quint64> dropLink();
    milliseconds delayAfter(const Error &error);

    // Time
    void stateTimeout();
    void watch();
    milliseconds watchInterval() const;

    // Frames
    void frame(const QByteArray &bytes, bool binary);
    void control(const Event &event);
    void acknowledgement(const Event &event);
    void errorFrame(const Event &event);
    void pong(const Event &event);
    void replayedMessage(const Event &event);
    bool write(const QByteArray &bytes);
    void sendPresence();

    bool fire(Trigger trigger, const QString &cause);
    QByteArray stateNote(State from, const QString &cause) const;
    void noteGapEnd();
    bool streaming() const { return state == State::Ready || state == State::Resuming; }
    qint64 now() const { return clock.monotonicUs(); }

    RtmSession *q;
    Config config;
    const Clock &clock;
    WebApi web;
    ChannelNames names;
    Backoff backoff;
    RateLimiter connects;
    Heartbeat heartbeat;
    AckLedger ledger;

    State state = State::Disconnected;
    Identity identity;
    Error lastError;
    std::optional<Error> farewell; //!< an error frame that may explain why the socket closes next
    std::optional<Gap> gap;
    int networkFailures = 0;
    quint64 attempt = 0; //!< answers to earlier attempts are ignored
    qint64 attemptDueUs = 0;
    qint64 notBeforeUs = 0; //!< Retry-After: even a person's wish does not shorten that
    qint64 readySinceUs = 0;
    qint64 lastFrameWallUs = 0; //!< 0: never heard anything
    milliseconds latency{-1};

    std::unique_ptr<SocketLink> link;
    bool askedWithoutHello = false;
    bool bursting = false;
    bool armed = true;
    quint64 lastId = 0;
    QHash<ChannelId, qint64> typingUs;
    QList<UserId> presence;
    qint64 presenceDueUs = 0;
    QTimer stateTimer; //!< what it means depends on the state: see stateTimeout()
    QTimer watchTimer;
    QTimer presenceTimer;
    json::Document document;
};

RtmSession::Private::Private(RtmSession *session, Config given, const Clock &givenClock)
    : q(session)
    , config(std::move(given))
    , clock(givenClock)
    , web(config.apiBase, config.token, clock)
    , names(web)
    , backoff(config.timings.firstBackoff, config.timings.maxBackoff)
    , connects(clock, {connectBurst, config.timings.connectRefill, config.timings.connectSpacing})
    , heartbeat(config.timings.quietBeforePing, config.timings.pongDeadline)
{
    q->keepSecret(cleanedToken(config.token));
    web.setRequestTimeout(config.timings.requestTimeout);
    web.setRetryAfterFallback(config.timings.missingRetryAfter);
    // What can't be used is told by the first call: it is refused with the same words.
    (void)web.setProxy(config.proxy);
    (void)web.setCaFile(config.caFile);
    connect(&web, &WebApi::finished, q, [this](const ApiCall &call) { q->note(notes::api(call)); });
    connect(q, &EventSource::eventReceived, q, [this](const Event &event) { control(event); });
    stateTimer.setSingleShot(true);
    stateTimer.setTimerType(Qt::PreciseTimer);
    connect(&stateTimer, &QTimer::timeout, q, [this] { stateTimeout(); });
    watchTimer.setInterval(watchInterval());
    connect(&watchTimer, &QTimer::timeout, q, [this] { watch(); });
    presenceTimer.setSingleShot(true);
    connect(&presenceTimer, &QTimer::timeout, q, [this] { sendPresence(); });
}

// --- The way up

void RtmSession::Private::open(const QString &cause)
{
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
    const QString method =
        config.connectMethod == ConnectMethod::RtmStart ? u"rtm.start"_s : u"rtm.connect"_s;
    const quint64 mine = ++attempt;
    web.callOnce(method, connectArguments(config.connectMethod), q,
                 [this, mine](const Result<ApiAnswer> &answer) {
                     if (mine == attempt && state == State::Authenticating)
                         authenticated(answer);
                 });
}

void RtmSession::Private::authenticated(const Result<ApiAnswer> &answer)
{
    if (!answer)
        return trouble(answer.error());
    const json::Value root = answer->root();
    const auto url = checkedSocketUrl(QUrl(root["url"].text()));
    if (!url)
        return trouble(url.error());
    const auto proxy = proxyFor(config.proxy, *url);
    if (!proxy)
        return trouble(proxy.error());
    identity = identityFrom(root);
    Q_EMIT q->identityKnown(identity);
    if (fire(Trigger::AddressGiven, tr("The server let us in.")) && state == State::Connecting)
        openStream(*url, *proxy);
}

void RtmSession::Private::openStream(const QUrl &url, const QNetworkProxy &proxy)
{
    // After a goodbye the old socket was read until now: what happens from here on, the server keeps for the
    // new one.
    const QList<quint64> doubtful = dropLink();
    q->setConnection(q->connection() + 1);
    farewell.reset();
    link = std::make_unique<SocketLink>(
        [this](const QByteArray &bytes, bool binary) { frame(bytes, binary); }, q);
    connect(link.get(), &SocketLink::opened, q, [this] { streamOpened(); });
    connect(link.get(), &SocketLink::gone, q, [this](const Error &error) {
        // While moving, the old socket may go: that is what the server announced.
        if (state != State::Authenticating)
            return lost(farewell.value_or(error));
        if (const QList<quint64> ids = dropLink(); !ids.isEmpty())
            Q_EMIT q->unanswered(ids);
    });
    for (const Secret &ticket : ticketsOf(url))
        q->keepSecret(ticket);
    stateTimer.start(config.timings.helloTimeout);
    link->open(url, proxy, web.tls());
    if (!doubtful.isEmpty())
        Q_EMIT q->unanswered(doubtful);
}

void RtmSession::Private::streamOpened()
{
    heartbeat.start(now());
    askedWithoutHello = false;
    stateTimer.start(std::min(config.timings.helloGrace, config.timings.helloTimeout));
    fire(Trigger::SocketOpened, tr("The stream is open; hello has yet to come."));
}

void RtmSession::Private::askWithoutHello()
{
    askedWithoutHello = true;
    stateTimer.start(config.timings.helloTimeout - config.timings.helloGrace);
    heartbeat.pinged(++lastId, now());
    write(frames::ping(lastId, now() / 1000));
}

void RtmSession::Private::helloCame(const QString &cause)
{
    if (state != State::AwaitingHello)
        return;
    networkFailures = 0;
    readySinceUs = now();
    heartbeat.start(readySinceUs);
    watchTimer.start();
    if (!ledger.inDoubt())
        return ready(Trigger::HelloCame, cause);
    stateTimer.start(config.timings.resumeWindow);
    fire(Trigger::HelloWithDoubt, tr("%1 Waiting whether the server has our last message.").arg(cause));
}

void RtmSession::Private::ready(Trigger trigger, const QString &cause)
{
    stateTimer.stop();
    ledger.forgetDoubts();
    lastError = {};
    presenceDueUs = 0; // a new socket knows nothing of earlier subscriptions
    if (fire(trigger, cause) && state == State::Ready)
        sendPresence();
}

// --- The way down

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

void RtmSession::Private::lost(Error error)
{
    if (!nextState(state, Trigger::Lost))
        return;
    ++networkFailures;
    if (config.networkAttempts > 0 && networkFailures >= config.networkAttempts &&
        error.kind != Error::Kind::RateLimited) {
        error.kind = Error::Kind::Network;
        return refuse(error);
    }
    if (streaming() && !gap)
        gap = Gap{lastFrameWallUs, error.words};
    ++attempt;
    const QList<quint64> doubtful = dropLink();
    lastError = error;
    const milliseconds delay = std::max(delayAfter(error), connects.waitTime());
    attemptDueUs = now() + microseconds(delay);
    stateTimer.start(delay);
    fire(Trigger::Lost, delay.count() == 0 ? tr("%1 Trying again at once.").arg(error.words)
                                           : tr("%1 Trying again in %2.").arg(error.words, waitWords(delay)));
    if (!doubtful.isEmpty())
        Q_EMIT q->unanswered(doubtful);
    Q_EMIT q->failed(error);
}

void RtmSession::Private::refuse(const Error &error)
{
    if (!nextState(state, Trigger::Refused))
        return;
    if (streaming() && !gap)
        gap = Gap{lastFrameWallUs, error.words};
    ++attempt;
    stateTimer.stop();
    const QList<quint64> doubtful = dropLink();
    lastError = error;
    fire(Trigger::Refused, error.words);
    if (!doubtful.isEmpty())
        Q_EMIT q->unanswered(doubtful);
    Q_EMIT q->failed(error);
}

void RtmSession::Private::move(const QString &cause)
{
    if (!nextState(state, Trigger::MoveAsked))
        return;
    const milliseconds wait = connects.waitTime();
    if (wait.count() > 0) {
        // The old socket still works: better to stay on it than to sit outside until the next call is
        // allowed.
        QTimer::singleShot(wait, link.get(), [this, cause] { move(cause); });
        return;
    }
    if (!gap)
        gap = Gap{clock.nowUs(), cause};
    stateTimer.stop();
    if (fire(Trigger::MoveAsked, cause))
        authenticate();
}

void RtmSession::Private::close()
{
    if (!nextState(state, Trigger::CloseAsked))
        return;
    const QString cause = tr("Disconnected on request.");
    if (streaming() && !gap)
        gap = Gap{lastFrameWallUs, cause};
    ++attempt;
    stateTimer.stop();
    if (link)
        link->closePolitely();
    const QList<quint64> doubtful = dropLink();
    lastError = {};
    fire(Trigger::CloseAsked, cause);
    if (!doubtful.isEmpty())
        Q_EMIT q->unanswered(doubtful);
}

QList<quint64> RtmSession::Private::dropLink()
{
    watchTimer.stop();
    presenceTimer.stop();
    if (!link)
        return {};
    link->disconnect(q);
    link->cut();
    // It may be the sender of the signal we are in.
    link.release()->deleteLater();
    return ledger.connectionLost();
}

// --- Time

void RtmSession::Private::stateTimeout()
{
    switch (state) {
    case State::Connecting:
        return lost(
            refusal(Error::Kind::Network, u"timeout"_s,
                    tr("The stream did not open within %1.").arg(waitWords(config.timings.helloTimeout))));
    case State::AwaitingHello:
        if (!askedWithoutHello && config.timings.helloGrace < config.timings.helloTimeout)
            return askWithoutHello();
        return lost(refusal(Error::Kind::Network, u"no_hello"_s,
                            tr("The server opened the stream but sent no hello within %1.")
                                .arg(waitWords(config.timings.helloTimeout))));
    case State::Resuming:
        return ready(Trigger::DoubtSettled, tr("The server did not repeat our last message."));
    case State::Backoff:
        if (const milliseconds wait = connects.waitTime(); wait.count() > 0)
            return stateTimer.start(wait);
        if (fire(Trigger::WaitOver, tr("Connecting again.")))
            authenticate();
        return;
    default:
        return;
    }
}

milliseconds RtmSession::Private::watchInterval() const
{
    // A second is fine enough for deadlines of ten; tests with short deadlines need finer steps.
    constexpr int stepsPerDeadline = 4;
    const milliseconds step =
        std::min(config.timings.quietBeforePing, config.timings.pongDeadline) / stepsPerDeadline;
    return std::clamp(step, milliseconds(5ms), milliseconds(1s));
}

void RtmSession::Private::watch()
{
    if (!streaming())
        return;
    const qint64 nowUs = now();
    if (nowUs - readySinceUs >= microseconds(config.timings.healthy))
        backoff.reset();
    switch (heartbeat.check(nowUs)) {
    case Heartbeat::Verdict::Fine:
        return;
    case Heartbeat::Verdict::WantsPing:
        heartbeat.pinged(++lastId, nowUs);
        write(frames::ping(lastId, nowUs / 1000));
        return;
    case Heartbeat::Verdict::Dead:
        return lost(refusal(Error::Kind::Network, u"no_pong"_s,
                            tr("Nothing came for %1 and our ping was not answered: the connection is dead.")
                                .arg(waitWords(milliseconds((nowUs - heartbeat.lastFrameUs()) / 1000)))));
    }
}

// --- Frames

void RtmSession::Private::frame(const QByteArray &bytes, bool binary)
{
    // The first of a burst pays for all: two clocks read and one call queued per socket read, not per frame.
    if (!bursting) {
        bursting = true;
        heartbeat.frame(now());
        lastFrameWallUs = clock.nowUs();
        QMetaObject::invokeMethod(
            q,
            [this] {
                bursting = false;
                Q_EMIT q->batchEnded();
            },
            Qt::QueuedConnection);
    }
    q->deliver(Direction::In, bytes, binary);
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
        if (event.type == "pong"_L1) {
            if (askedWithoutHello)
                helloCame(tr("The server sent no hello, but it answers."));
            pong(event);
        }
        return;
    case 5:
        if (event.type == "hello"_L1)
            helloCame(tr("Hello came."));
        else if (event.type == "error"_L1)
            errorFrame(event);
        return;
    case 7:
        if (event.type == "goodbye"_L1)
            move(tr("The server said goodbye and asks for a new connection."));
        else if (state == State::Resuming && event.type == "message"_L1)
            replayedMessage(event);
        return;
    case 22:
        if (event.type == "team_migration_started"_L1)
            move(tr("The workspace moves to another server."));
        return;
    default:
        return;
    }
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
    if (!accepted) {
        Q_EMIT q->refused(entry->id, frameError(root["error"]));
        return;
    }
    // The server's text is the canonical one: it wraps addresses, for example.
    const json::Value text = root["text"];
    Q_EMIT q->acknowledged(entry->id, MessageTs(root["ts"].text()),
                           text.isString() ? text.text() : entry->text);
}

void RtmSession::Private::errorFrame(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    Error error = frameError(root["error"]);
    if (const auto entry = ledger.answered(static_cast<quint64>(root["reply_to"].integer().value_or(0)))) {
        Q_EMIT q->refused(entry->id, error);
        return;
    }
    if (state == State::Authenticating)
        return; // we are leaving this connection already
    if (error.kind == Error::Kind::Rejected)
        error.kind = Error::Kind::Network; // of a connection: a new one may fare better
    if (state == State::AwaitingHello || isExpiredUrl(error))
        return lost(error);
    farewell = error;
}

void RtmSession::Private::pong(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const auto roundTrip = heartbeat.pong(document.root()["reply_to"].integer(), now());
    if (!roundTrip)
        return;
    latency = *roundTrip;
    Q_EMIT q->latencyMeasured(latency);
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
    const auto entry =
        ledger.replayed(static_cast<quint64>(*replyTo), ChannelId(root["channel"].text()), text);
    if (!entry)
        return;
    Q_EMIT q->acknowledged(entry->id, ts, text);
    // The server repeats one message only, the last: there is nothing more to wait for.
    if (state == State::Resuming)
        ready(Trigger::DoubtSettled, tr("The server has our last message."));
}

bool RtmSession::Private::write(const QByteArray &bytes)
{
    // Recorded before it leaves: after a crash the record must not know less than the server.
    q->deliver(Direction::Out, bytes);
    return link && link->send(bytes);
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
    q->note(stateNote(from, cause));
    if (state == State::Ready)
        noteGapEnd();
    Q_EMIT q->stateChanged(state, cause);
    return true;
}

QByteArray RtmSession::Private::stateNote(State from, const QString &cause) const
{
    notes::Object note;
    note.text("kind", u"state")
        .text("state", stateName(state))
        .text("from", stateName(from))
        .text("cause", cause);
    if (!lastError.code.isEmpty() && (state == State::Backoff || state == State::Failed))
        note.json("error", notes::error(lastError));
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

void RtmSession::Private::noteGapEnd()
{
    if (const auto over = std::exchange(gap, std::nullopt))
        q->note(notes::gap(over->fromUs, clock.nowUs(), over->cause));
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
    if (d->link) {
        d->link->closePolitely();
        d->link.reset();
    }
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
    d->open(tr("Connecting."));
}

void RtmSession::close()
{
    d->close();
}

void RtmSession::retryNow()
{
    if (d->state != State::Backoff)
        return;
    const qint64 forcedUs = std::max<qint64>(0, d->notBeforeUs - d->now());
    const milliseconds forced = std::max(milliseconds((forcedUs + 999) / 1000), d->connects.waitTime());
    if (forced.count() > 0) {
        d->attemptDueUs = std::min(d->attemptDueUs, d->now() + microseconds(forced));
        d->stateTimer.start(nextAttemptIn());
        return;
    }
    d->stateTimer.stop();
    if (d->fire(Trigger::OpenAsked, tr("Connecting again, as asked.")))
        d->authenticate();
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

qint64 RtmSession::lastFrameMonotonicUs() const
{
    return d->lastFrameWallUs == 0 ? 0 : d->heartbeat.lastFrameUs();
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
    d->ledger.written({id, channel, text});
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
