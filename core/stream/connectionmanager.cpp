// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/connectionmanager.h"

#include "core/base/logcategories.h"
#include "core/errors/errorwords.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

//! The other end went silent, by whichever way we asked: packets may vanish on the way to it.
bool isSilence(const Error &error)
{
    return error.code == "no_pong"_L1 || error.code == "no_hello"_L1 || error.code == "timeout"_L1;
}

} // namespace

ConnectionManager::ConnectionManager(StreamProtocol &protocol, const ConnectionSettings &settings,
                                     WebApi &web, AckLedger &ledger, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_protocol(protocol)
    , m_settings(settings)
    , m_web(web)
    , m_ledger(ledger)
    , m_clock(clock)
    , m_plan(settings, clock)
    , m_streams([&protocol](const QByteArray &note) { protocol.note(note); }, ledger)
    , m_watch(protocol, settings, clock)
{
    const auto prepare = [this](QTimer &timer, void (ConnectionManager::*then)()) {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, this, then);
    };
    prepare(m_stateTimer, &ConnectionManager::stateTimeout);
    prepare(m_moveTimer, &ConnectionManager::tryMove);
    prepare(m_retireTimer, &ConnectionManager::retireTimeout);
    connect(&m_watch, &LivenessWatch::slept, this, &ConnectionManager::woke);
    connect(&m_watch, &LivenessWatch::networkChanged, this, &ConnectionManager::networkChanged);
    connect(&m_watch, &LivenessWatch::looking, this, &ConnectionManager::checkStream);
    connect(&m_watch, &LivenessWatch::looked, this, &ConnectionManager::updateLiveness);
    connect(&m_watch, &LivenessWatch::died, this,
            [this](const Error &error, const QString &proof) { streamEnded(error, proof, false); });
}

bool ConnectionManager::passes(const Error &error)
{
    return error.kind != Error::Kind::Rejected && error.kind != Error::Kind::Input;
}

ConnectionManager::~ConnectionManager()
{
    if (stream())
        stream()->link->closePolitely();
    (void)dropStreams();
}

// --- The way up

void ConnectionManager::open(const Result<Done> &usable)
{
    m_plan.reset();
    m_states.lastError = {};
    if (!usable) {
        if (fire(Trigger::OpenAsked, tr("Connecting.")))
            refuse(usable.error());
        return;
    }
    m_watch.start();
    const milliseconds wait = m_plan.askIn();
    if (wait.count() == 0) {
        if (fire(Trigger::OpenAsked, tr("Connecting.")))
            authenticate();
        return;
    }
    waitFor(wait);
    fire(Trigger::TooSoon,
         tr("Connecting in %1, so as not to ask the server too often.").arg(waitWords(wait)));
}

//! Ends a Backoff, at the address that the server offered or else by asking for one.
void ConnectionManager::beginAttempt(Trigger otherwise, const QString &cause, const QString &causeOfOffer)
{
    if (!m_plan.mayUseOffer()) {
        if (fire(otherwise, cause))
            authenticate();
        return;
    }
    // Whoever hears of the new state may close us.
    if (!fire(Trigger::OfferTaken, causeOfOffer) || !m_states.is(State::Connecting))
        return;
    const Secret address = m_plan.takeOffer();
    startAttempt();
    m_attempt->openAt(address);
}

void ConnectionManager::authenticate()
{
    if (!m_states.is(State::Authenticating)) // whoever heard of the new state may have closed us
        return;
    m_plan.asking();
    startAttempt();
    m_attempt->ask();
}

void ConnectionManager::startAttempt()
{
    m_streams.tried();
    m_attempt = new Attempt(
        m_settings, m_protocol.addressCall(), m_web, m_clock,
        [this](Stream &from, const QByteArray &bytes, bool binary) {
            m_watch.frameCame(from);
            m_protocol.frame(from, bytes, binary);
        },
        // What answers a WebSocket's ping may stand before a server that has long stopped working, unless
        // the protocol knows better.
        [this](Stream &from, const WebSocket::Control &control) {
            m_watch.beginBurst();
            if (!control.sent && m_protocol.traits().controlIsLife)
                m_watch.signOfLife(from);
            m_protocol.control(from, control);
        },
        this);
    connect(m_attempt, &Attempt::identified, this, [this](const Identity &known) {
        m_states.identity = known;
        Q_EMIT identityKnown(m_states.identity);
    });
    connect(m_attempt, &Attempt::stageBegan, this, &ConnectionManager::progressed);
    connect(m_attempt, &Attempt::addressGiven, this, &ConnectionManager::addressGiven);
    connect(m_attempt, &Attempt::opened, this, [this] {
        m_protocol.socketOpened(m_attempt->connection());
        m_attempt->stream()->gone = [this](quint32 connection) { m_protocol.socketGone(connection); };
        if (!stream())
            fire(Trigger::SocketOpened, tr("The stream is open; hello has yet to come."));
    });
    connect(m_attempt, &Attempt::helloWaived, this,
            [this] { greeted(tr("The stream is open; no hello is waited for."), false); });
    connect(m_attempt, &Attempt::helloOverdue, this, [this] { m_watch.ping(*m_attempt->stream()); });
    connect(m_attempt, &Attempt::failed, this, &ConnectionManager::attemptFailed);
}

void ConnectionManager::addressGiven(const QUrl &address)
{
    m_protocol.addressKnown(address);
    m_streams.addressGiven(m_clock.nowUs());
    const bool known = stream() || m_attempt->isByOffer();
    if (!known && !fire(Trigger::AddressGiven, tr("The server let us in.")))
        return;
    if (!m_attempt) // whoever heard of the new state may have closed us
        return;
    m_attempt->setConnection(++m_lastConnection);
    if (stream() && m_protocol.traits().keepsFromAddress)
        m_streams.drainsBy(m_watch.ping(*stream()));
    else if (!stream())
        m_protocol.connectionChanged(m_lastConnection);
}

void ConnectionManager::helloCame(quint32 connection, bool kept)
{
    if (m_attempt && m_attempt->isOn(connection))
        greeted(tr("Hello came."), kept);
}

//! The attempt's stream is one that works.
void ConnectionManager::greeted(const QString &cause, bool kept)
{
    const bool keeps = m_protocol.traits().keepsFromAddress;
    const bool eventsKept = m_attempt->isByOffer() ? kept : m_attempt->isCovered() && keeps;
    std::unique_ptr<Stream> next = m_attempt->takeStream();
    endAttempt();
    if (stream())
        return replaceBy(std::move(next));
    const bool toProve = m_streams.begin(std::move(next), m_clock.nowUs(), eventsKept);
    takeOver();
    m_plan.connected();
    if (toProve)
        m_streams.provesKept(m_watch.ping(*stream()));
    // What the old stream delivered last may come again; what is older than that can't.
    if (m_handingOver)
        m_retireTimer.start(retirement());
    if (m_ledger.isEmpty())
        return ready(Trigger::HelloCame, cause);
    m_stateTimer.start(m_settings.timings.resumeWindow);
    fire(Trigger::HelloWithDoubt, tr("%1 Waiting whether the server has our last message.").arg(cause));
}

//! The main stream is a new one.
void ConnectionManager::takeOver()
{
    connect(stream()->link.get(), &SocketLink::gone, this,
            [this, ended = stream()](const Error &error, const QString &proof, bool orderly) {
                if (ended == stream())
                    return streamEnded(ended->farewell.value_or(error), proof, orderly);
                m_streams.retiringEnded(orderly);
                retire();
            });
    m_moveRefused = false;
    m_watch.watch(*stream());
}

void ConnectionManager::ready(Trigger trigger, const QString &cause)
{
    m_stateTimer.stop();
    m_ledger.forgetDoubts();
    m_states.lastError = {};
    if (fire(trigger, cause) && isReady())
        Q_EMIT streamReady();
}

// --- The way down

void ConnectionManager::attemptFailed(const Error &error)
{
    if (stream())
        return moveFailed(error);
    const bool byOffer = m_attempt->isByOffer();
    if (!byOffer || m_plan.askIn().count() > 0 || error.retryAfter)
        return passes(error) ? lost(error) : refuse(error);
    qCDebug(lcStream, "the offered address failed (%s), asking for another", qUtf8Printable(error.code));
    endAttempt();
    if (fire(Trigger::OfferFailed, tr("%1 Asking for a new address.").arg(error.words)))
        authenticate();
    Q_EMIT failed(error);
}

void ConnectionManager::errorCame(quint32 connection, Error error)
{
    if (error.kind == Error::Kind::Rejected)
        error.kind = Error::Kind::Network; // of a connection: a new one may fare better
    if (m_attempt && m_attempt->isOn(connection))
        return attemptFailed(error);
    if (!isPresent(connection))
        return; // we are leaving this connection already
    if (isExpiredUrl(error))
        return streamEnded(error, error.detail, false);
    stream()->farewell = error;
}

void ConnectionManager::refusedOn(quint32 connection, const Error &error)
{
    if (!streamOn(connection))
        return;
    // The server counts them until it hears of their end.
    for (Stream *open : {m_attempt ? m_attempt->stream() : nullptr, m_streams.retiring(), stream()}) {
        if (open)
            open->link->closePolitely();
    }
    refuse(error);
}

Stream *ConnectionManager::streamOn(quint32 connection) const
{
    return m_attempt && m_attempt->isOn(connection) ? m_attempt->stream() : m_streams.on(connection);
}

void ConnectionManager::lifeTold(quint32 connection, milliseconds life)
{
    Stream *told = streamOn(connection);
    if (told && life.count() > 0)
        told->life = std::max(life - m_settings.timings.replaceBefore, life / 2);
}

void ConnectionManager::beginGap(const Error &error, const QString &proof)
{
    if (m_states.isStreaming())
        m_streams.beginGap(error.words, error.code, proof.isEmpty() ? error.detail : proof);
}

void ConnectionManager::lost(Error error, const QString &proof)
{
    if (!m_states.allows(Trigger::Lost))
        return;
    if (m_plan.givesUpAfter(error)) {
        error.kind = Error::Kind::Network;
        return refuse(error);
    }
    beginGap(error, proof);
    if (isSilence(error))
        m_web.forgetConnections();
    const QList<quint64> doubtful = dropStreams();
    m_states.lastError = error;
    const milliseconds delay = m_plan.waitAfter(error);
    qCDebug(lcStream, "lost (%s), next attempt in %lld ms, server asked for %lld ms",
            qUtf8Printable(error.code), static_cast<long long>(delay.count()),
            static_cast<long long>(error.retryAfter.value_or(0ms).count()));
    waitFor(delay);
    fire(Trigger::Lost, delay.count() == 0 ? tr("%1 Trying again at once.").arg(error.words)
                                           : tr("%1 Trying again in %2.").arg(error.words, waitWords(delay)));
    tellUnanswered(doubtful);
    Q_EMIT failed(error);
}

void ConnectionManager::refuse(const Error &error)
{
    if (!m_states.allows(Trigger::Refused))
        return;
    qCInfo(lcStream, "giving up: %s", qUtf8Printable(error.code));
    beginGap(error, {});
    m_stateTimer.stop();
    const QList<quint64> doubtful = dropStreams();
    m_states.lastError = error;
    m_watch.stop();
    fire(Trigger::Refused, error.words);
    tellUnanswered(doubtful);
    Q_EMIT failed(error);
}

//! The main stream is over by itself.
void ConnectionManager::streamEnded(const Error &error, const QString &proof, bool orderly)
{
    if (m_attempt)
        promoteAttempt(error, proof, orderly);
    else
        lost(error, proof);
}

//! The new stream was to replace a working one; now it is all we have.
void ConnectionManager::promoteAttempt(const Error &error, const QString &proof, bool orderly)
{
    if (m_streams.livedPast(m_attempt->addressGivenUs(), orderly))
        m_attempt->setCovered();
    beginGap(error, proof);
    m_streams.tried();
    m_stateTimer.stop();
    m_watch.watchNone();
    const QList<quint64> doubtful = m_streams.dropMain();
    m_states.lastError = error;
    const QString cause = tr("%1 A new connection is on its way already.").arg(error.words);
    if (m_attempt->step() != Attempt::Step::Asking)
        m_protocol.connectionChanged(m_attempt->connection());
    switch (m_attempt->step()) {
    case Attempt::Step::Asking:
        fire(Trigger::LostAsking, cause);
        break;
    case Attempt::Step::Opening:
        fire(Trigger::LostOpening, cause);
        break;
    case Attempt::Step::AwaitingHello:
        fire(Trigger::LostGreeting, cause);
        break;
    }
    tellUnanswered(doubtful);
    Q_EMIT failed(error);
}

void ConnectionManager::close(bool beginsGap)
{
    if (!m_states.allows(Trigger::CloseAsked))
        return;
    const QString cause = tr("Disconnected on request.");
    if (beginsGap && m_states.isStreaming())
        m_streams.beginGap(cause, u"on_request"_s, {});
    m_stateTimer.stop();
    m_plan.forgetOffer();
    if (stream())
        stream()->link->closePolitely();
    const QList<quint64> doubtful = dropStreams();
    m_states.lastError = {};
    m_watch.stop();
    fire(Trigger::CloseAsked, cause);
    tellUnanswered(doubtful);
}

void ConnectionManager::endAttempt()
{
    Attempt *over = std::exchange(m_attempt, nullptr);
    if (!over)
        return;
    m_states.attemptOver(over->stages());
    over->drop();
}

//! Everything that is open or being opened goes. Returns the ids of messages whose answer can't come any
//! more.
QList<quint64> ConnectionManager::dropStreams()
{
    m_moveTimer.stop();
    m_retireTimer.stop();
    endAttempt();
    endHandOver();
    m_watch.watchNone();
    return m_streams.dropAll();
}

// --- Time

void ConnectionManager::stateTimeout()
{
    if (m_states.is(State::Resuming))
        return ready(Trigger::DoubtSettled, tr("The server did not repeat our last message."));
    if (!m_states.is(State::Backoff))
        return;
    if (const milliseconds wait = m_plan.turnIn(); wait.count() > 0) {
        waitFor(wait);
        Q_EMIT progressed(); // later than told
        return;
    }
    beginAttempt(Trigger::WaitOver, tr("Connecting again."),
                 tr("Connecting again, at the address that the server offered."));
}

milliseconds ConnectionManager::nextAttemptIn() const
{
    if (!m_states.is(State::Backoff))
        return 0ms;
    return milliseconds((std::max<qint64>(0, m_attemptDueUs - m_clock.monotonicUs()) + 999) / 1000);
}

void ConnectionManager::retryNow()
{
    if (!m_states.is(State::Backoff))
        return;
    const auto held = m_plan.hold();
    retryEarly(tr("Connecting again, as asked."));
    if (!held)
        return;
    Q_EMIT progressed(); // the wait may be shorter now
    Q_EMIT retryHeld(*held);
}

//! Ends a Backoff, as far as the server's wishes allow.
void ConnectionManager::retryEarly(const QString &cause)
{
    if (const auto held = m_plan.hold())
        return waitFor(*held->retryAfter);
    m_stateTimer.stop();
    beginAttempt(Trigger::OpenAsked, cause, cause);
}

//! Deadlines of the stream other than its heartbeat's.
void ConnectionManager::checkStream()
{
    const qint64 nowUs = m_clock.monotonicUs();
    const qint64 readyForUs = nowUs - m_watch.watchedSinceUs();
    if (readyForUs >= std::chrono::microseconds(m_settings.timings.healthy).count())
        m_plan.resetBackoff();
    const milliseconds life = stream()->life.count() > 0 ? stream()->life : m_settings.timings.socketAge;
    if (nowUs - stream()->openedUs >= std::chrono::microseconds(life).count())
        move(m_protocol.oldAgeWords());
    if (m_streams.isProving() &&
        readyForUs >= std::chrono::microseconds(m_settings.timings.pongDeadline).count()) {
        m_streams.proofFailed();
        if (isReady())
            m_streams.endGap();
    }
}

void ConnectionManager::woke()
{
    m_plan.resetBackoff();
    m_plan.resetMoveBackoff();
    switch (state()) {
    case State::Resuming:
    case State::Ready:
        return m_watch.doubt();
    case State::Backoff:
        return retryEarly(tr("The computer slept. Connecting again."));
    case State::Authenticating:
    case State::Connecting:
    case State::AwaitingHello:
        // Whatever was on its way went to a server that has long given us up.
        return lost(Error{Error::Kind::Network,
                          u"woke_up"_s,
                          tr("The computer slept while the connection was being made."),
                          {},
                          {}});
    case State::Disconnected:
    case State::Failed:
        return;
    }
}

void ConnectionManager::networkChanged(bool reachable, bool cameBack)
{
    if (reachable)
        m_plan.resetBackoff();
    if (m_states.is(State::Backoff) && reachable)
        retryEarly(cameBack ? tr("The network is back. Connecting again.")
                            : tr("The network has changed. Connecting again."));
    else
        m_watch.doubt();
    updateLiveness();
}

Liveness ConnectionManager::liveness() const
{
    Liveness out = m_watch.liveness();
    out.moving = out.kind != Liveness::Kind::None && (m_attempt || m_moveTimer.isActive());
    return out;
}

void ConnectionManager::updateLiveness()
{
    const Liveness before = std::exchange(m_shownLiveness, liveness());
    if (before.kind != m_shownLiveness.kind || before.networkGone != m_shownLiveness.networkGone ||
        before.moving != m_shownLiveness.moving || before.lastPongUs != m_shownLiveness.lastPongUs)
        Q_EMIT progressed();
}

void ConnectionManager::pongCame(quint32 connection, std::optional<qint64> replyTo)
{
    if (m_attempt && m_attempt->isOn(connection) && m_attempt->askedWithoutHello())
        greeted(tr("The server sent no hello, but it answers."), false);
    Stream *from = m_streams.on(connection);
    if (!from)
        return;
    const auto pinged = static_cast<qint64>(from->heartbeat.pingId());
    const auto roundTrip = m_watch.pongCame(*from, replyTo);
    // An answer to a later ping proves it as well.
    const bool kept = m_streams.answered(*from, replyTo.value_or(roundTrip ? pinged : 0));
    if (from != stream())
        return retireIfDone();
    if (kept && isReady())
        m_streams.endGap();
    if (!roundTrip)
        return;
    Q_EMIT latencyMeasured(*roundTrip);
    updateLiveness();
}

// --- States

bool ConnectionManager::fire(Trigger trigger, const QString &cause)
{
    const StateMachine::Change change = m_states.fire(trigger, cause);
    if (!change.happened)
        return false;
    m_protocol.note(change.note);
    m_shownLiveness = liveness();
    if (isReady())
        m_streams.endGap();
    if (change.isOther)
        Q_EMIT stateChanged(state(), cause);
    else
        Q_EMIT progressed();
    return true;
}

} // namespace rtmscope
