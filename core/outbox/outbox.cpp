// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/outbox.h"

#include "core/net/errorwords.h"
#include "core/net/notes.h"
#include "core/net/ratelimiter.h"
#include "core/outbox/ownhistory.h"
#include "core/outbox/postmessage.h"
#include "core/outbox/sendqueue.h"
#include "core/outbox/serverclock.h"
#include "core/send/sendstore.h"
#include "core/session/rtmsession.h"

#include <QTimer>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;
using Hold = OutboxItem::Hold;
using State = OutboxItem::State;

constexpr int burst = 5; // protocol 4.1
constexpr auto longestPause = 60s;
constexpr int mostRefusals = 4;    // of "cannot process message", in a row
constexpr int mostSlowDowns = 8;   // of "slow down", in a row
constexpr int mostLooks = 3;       // while the server may still be at it
constexpr int mostFailedLooks = 3; // before "could not be checked"
constexpr auto stillAtIt = 30s;    // a request without an answer may still be worked on for so long
constexpr std::size_t mostDiscarded = 20;

RateLimiter::Pace paceOf(const Outbox::Timings &timings)
{
    return {burst, timings.sendEvery, 0ms};
}

//! \a first, doubled \a times times.
milliseconds doubled(milliseconds first, int times)
{
    return std::min<milliseconds>(first * (1 << std::clamp(times, 0, 16)), longestPause);
}

QStringView holdName(Hold hold)
{
    switch (hold) {
    case Hold::Offline:
        return u"offline";
    case Hold::Observing:
        return u"observing";
    case Hold::Pacing:
        return u"pacing";
    case Hold::SlowDown:
        return u"slow_down";
    case Hold::Order:
        return u"order";
    case Hold::EarlierPart:
        return u"earlier_part";
    case Hold::SameText:
        return u"same_text";
    case Hold::Storage:
        return u"storage";
    case Hold::None:
        break;
    }
    return {};
}

QStringView sourceName(Sighting::Source source)
{
    switch (source) {
    case Sighting::Source::Replay:
        return u"replay";
    case Sighting::Source::History:
        return u"history";
    case Sighting::Source::Echo:
        break;
    }
    return u"echo";
}

//! What is worth keeping of a state: whether it may be on the server.
QString storedState(State state)
{
    switch (state) {
    case State::Queued:
        return u"queued"_s;
    case State::Written:
        return u"written"_s;
    case State::Checking:
    case State::Missing:
    case State::Unknown:
        return u"unconfirmed"_s;
    case State::Failed:
        break;
    }
    return u"failed"_s;
}

State stateFrom(const QString &stored)
{
    if (stored == "queued"_L1)
        return State::Queued;
    return stored == "failed"_L1 ? State::Failed : State::Checking;
}

Error doubt(const QString &words)
{
    return Error{Error::Kind::Network, u"no_ack"_s, words, {}, {}};
}

//! Refused now, but the same message may pass in a moment (protocol 3.3).
bool isPassing(const Error &error)
{
    return error.code == "4"_L1;
}

} // namespace

struct Outbox::Private
{
    struct Discarded
    {
        SendItem item;
        QString before; //!< what came after it
    };

    Private(Outbox *outbox, RtmSession &s, const Clock &c, SendStore *st, QString p)
        : q(outbox)
        , session(s)
        , clock(c)
        , store(st)
        , profile(std::move(p))
        , limiter(std::make_unique<RateLimiter>(c, paceOf(timings)))
        , serverClock(c)
    {
    }

    void connectSession();
    void restore();

    // The way out
    void pump();
    Hold generalHold() const;
    void tellHolds(const QList<SendQueue::Turn> &turns);
    void write(SendItem &item);
    bool writeDown(SendItem &item);
    void writeFrame(const QString &local);
    void post(const QString &local);
    void posted(const QString &local, const Result<ApiAnswer> &answer);

    // Answers
    void settle(SendItem &item, const MessageTs &ts, QStringView by);
    void refused(SendItem &item, const Error &error);
    void again(SendItem &item, milliseconds pause);
    void fail(SendItem &item, const Error &error);
    void unconfirmed(SendItem &item, const QString &words);
    void checkDeadlines();

    // Looking for what was not answered
    void sawMessage(const Event &event);
    void settleSeen();
    void look();
    bool mayLook(const SendItem &item) const;
    void ask(const Place &place, const QStringList &locals);
    void told(const QStringList &locals, const Result<QList<Sighting>> &found);
    void missed(SendItem &item, const Error *gone = nullptr);
    void lookFailed(SendItem &item, const Error &error);
    bool mayStillCome(const SendItem &item) const;
    void startCheck(SendItem &item);

    // The disk and the record
    bool save(const SendItem &item);
    StoredSend stored(const SendItem &item) const;
    void note(const SendItem &item, QStringView step, const Error *error = nullptr);
    notes::Object noteHead(const SendItem &item, QStringView step) const;
    QString author() const;
    void plan();
    void itemsChanged();

    Outbox *q;
    RtmSession &session;
    const Clock &clock;
    SendStore *store;
    QString profile;
    Timings timings;
    std::unique_ptr<RateLimiter> limiter;
    ServerClock serverClock;
    SendQueue queue;
    Sightings sightings;
    std::list<Discarded> discarded;
    QTimer timer; //!< for whatever comes due next
    json::Document document;
    bool pumping = false;
    int lastPending = 0;
};

// --- The record and the disk

notes::Object Outbox::Private::noteHead(const SendItem &item, QStringView step) const
{
    notes::Object note;
    note.text("kind", u"send").text("local", item.local).text("step", step);
    return note;
}

void Outbox::Private::note(const SendItem &item, QStringView step, const Error *error)
{
    notes::Object note = noteHead(item, step);
    if (step == u"queued" || step == u"restored") {
        note.text("channel", item.message.channel.text()).text("text", item.message.text);
        note.textIfAny("thread_ts", item.message.thread.text());
        if (item.message.broadcast)
            note.boolean("broadcast", true);
        note.number("typed_us", item.createdAtUs);
        if (item.parts > 0)
            note.number("part", item.part).number("parts", item.parts);
    } else if (step == u"written" && item.message.route == SendRoute::Rtm) {
        note.number("conn", session.connectionNumber()).number("id", static_cast<qint64>(item.id));
    } else if (step == u"written") {
        note.text("via", routeName(item.message.route));
    }
    if (error)
        note.json("error", notes::error(*error));
    session.record(note.close());
}

StoredSend Outbox::Private::stored(const SendItem &item) const
{
    return {item.local,       item.message, storedState(item.state),
            item.createdAtUs, item.words,   item.firstWrittenUs,
            item.group,       item.part,    item.parts,
            item.author};
}

//! False if it is not on disk, though it should be.
bool Outbox::Private::save(const SendItem &item)
{
    if (!store || !item.onDisk)
        return true;
    const auto saved = store->putSend(profile, stored(item));
    if (!saved)
        Q_EMIT q->storeTroubled(saved.error());
    return saved.ok();
}

//! Who we are: queued messages of one account must not leave by another that took over its profile.
QString Outbox::Private::author() const
{
    const Identity &identity = session.identity();
    return identity.self.isEmpty() ? QString() : identity.team.text() + u'/' + identity.self.text();
}

void Outbox::Private::restore()
{
    if (!store)
        return;
    const auto settled = store->settled(profile);
    const auto kept = store->ownSends(profile);
    if (!settled || !kept) {
        // What was typed is still in the file. Without what was settled, a send in doubt might take the
        // message of another for its own.
        Q_EMIT q->storeTroubled(settled ? kept.error() : settled.error());
        return;
    }
    for (const auto &message : *settled)
        sightings.claim(message.channel, message.ts);
    for (const auto &send : *kept) {
        if (queue.byLocal(send.local))
            continue;
        SendItem restored;
        restored.local = send.local;
        restored.message = send.message;
        restored.state = stateFrom(send.state);
        restored.words = send.failure;
        restored.createdAtUs = send.createdAtUs;
        restored.firstWrittenUs = send.writtenAtUs;
        restored.author = send.author;
        restored.group = send.group;
        restored.part = send.part;
        restored.parts = send.parts;
        SendItem &item = queue.add(std::move(restored));
        note(item, u"queued");
        if (item.state == State::Failed) {
            const Error error{Error::Kind::Rejected,
                              u"failed_earlier"_s,
                              item.words.isEmpty() ? tr("It could not be sent before the last restart.")
                                                   : item.words,
                              {},
                              {}};
            note(item, u"failed", &error);
        } else if (item.state == State::Checking) {
            item.words.clear();
            const Error error = doubt(tr("The program ended before the server answered."));
            note(item, u"unconfirmed", &error);
        }
    }
    itemsChanged();
    pump();
    look();
}

void Outbox::Private::itemsChanged()
{
    plan();
    const int pending = q->pendingCount();
    if (std::exchange(lastPending, pending) != pending)
        Q_EMIT q->pendingCountChanged(pending);
    Q_EMIT q->changed();
}

// --- The way out

Hold Outbox::Private::generalHold() const
{
    if (!session.isArmed())
        return Hold::Observing;
    return session.state() == RtmSession::State::Ready ? Hold::None : Hold::Offline;
}

void Outbox::Private::pump()
{
    if (std::exchange(pumping, true))
        return; // whoever heard of a step came back here
    while (true) {
        const auto turns = queue.turns(clock.monotonicUs(), generalHold(), *limiter);
        const auto next = std::find_if(turns.cbegin(), turns.cend(),
                                       [](const SendQueue::Turn &turn) { return turn.hold == Hold::None; });
        if (next == turns.cend()) {
            tellHolds(turns);
            break;
        }
        write(*next->item);
    }
    pumping = false;
    plan();
}

//! Why a message has not left is part of its life.
void Outbox::Private::tellHolds(const QList<SendQueue::Turn> &turns)
{
    bool any = false;
    for (const SendQueue::Turn &turn : turns) {
        if (std::exchange(turn.item->told, turn.hold) == turn.hold)
            continue;
        any = true;
        notes::Object note = noteHead(*turn.item, u"held");
        note.text("why", holdName(turn.hold));
        if (turn.wait.count() > 0)
            note.number("wait_ms", turn.wait.count());
        session.record(note.close());
    }
    if (any)
        Q_EMIT q->changed();
}

void Outbox::Private::write(SendItem &item)
{
    if (const auto allowed = checkLength(item.message); !allowed)
        return fail(item, allowed.error());
    if (!item.author.isEmpty() && item.author != author())
        return fail(item, {Error::Kind::Input,
                           u"other_account"_s,
                           tr("It was written from another account than the one that is connected now. Copy "
                              "its text if you want to send it from here."),
                           {},
                           {}});
    item.author = author();
    const QString local = item.local;
    if (!writeDown(item))
        return;
    limiter->take();
    item.message.route == SendRoute::Rtm ? writeFrame(local) : post(local);
    itemsChanged();
}

//! On disk and in the record before it is on the wire: a crash in between means that we look for it in vain,
//! but never that it goes twice.
bool Outbox::Private::writeDown(SendItem &item)
{
    item.state = State::Written;
    item.told = Hold::None;
    item.words.clear();
    item.looks = item.failedLooks = 0;
    item.resend = false;
    item.id = item.message.route == SendRoute::Rtm ? session.nextId() : 0;
    item.connection = session.connectionNumber();
    item.writtenUs = clock.monotonicUs();
    const qint64 before = item.firstWrittenUs;
    if (before == 0)
        item.firstWrittenUs = serverClock.nowUs();
    item.unsaved = !save(item);
    if (item.unsaved) {
        item.state = State::Queued;
        item.id = 0;
        item.firstWrittenUs = before;
        item.notBeforeUs = clock.monotonicUs() + std::chrono::microseconds(timings.storeTrouble).count();
        return false;
    }
    note(item, u"written");
    return true;
}

void Outbox::Private::writeFrame(const QString &local)
{
    const SendItem *item = queue.byLocal(local); // whoever sees the note may discard it
    if (!item)
        return;
    const OutgoingMessage message = item->message;
    const auto written =
        session.sendMessage(message.channel, message.text, message.thread, message.broadcast);
    SendItem *still = queue.byLocal(local);
    if (still && still->state == State::Written && !written)
        unconfirmed(*still, written.error().words);
}

void Outbox::Private::post(const QString &local)
{
    const SendItem *item = queue.byLocal(local);
    if (!item)
        return;
    session.web().callOnce(u"chat.postMessage"_s, postArguments(item->message), q,
                           [this, local](const Result<ApiAnswer> &answer) { posted(local, answer); });
}

void Outbox::Private::posted(const QString &local, const Result<ApiAnswer> &answer)
{
    SendItem *item = queue.byLocal(local);
    if (!item || item->state != State::Written)
        return;
    if (answer)
        return settle(*item, MessageTs(answer->root()["ts"].text()), u"answer");
    switch (const Error &error = answer.error(); outcomeOf(error)) {
    case PostOutcome::Refused:
        return fail(*item, error);
    case PostOutcome::NotSent:
        return refused(*item, error);
    case PostOutcome::Unclear:
        return unconfirmed(*item, error.words);
    }
}

// --- Answers

void Outbox::Private::settle(SendItem &item, const MessageTs &ts, QStringView by)
{
    const QString local = item.local;
    notes::Object note = noteHead(item, u"sent");
    note.textIfAny("ts", ts.text()).text("by", by);
    session.record(note.close());
    const auto gone = queue.take(local);
    if (!gone)
        return;
    if (ts)
        sightings.claim(gone->message.channel, ts);
    if (store && gone->onDisk) {
        const auto done = ts ? store->settleSend(profile, local, {gone->message.channel, ts})
                             : store->removeSend(profile, local);
        if (!done) // it will be found in the history after a restart
            Q_EMIT q->storeTroubled(done.error());
    }
    if (ts && (by == u"ack" || by == u"answer"))
        serverClock.heard(ts.toMicroseconds());
    itemsChanged();
    Q_EMIT q->acknowledged(local, ts);
    settleSeen(); // a twin of its may have waited for this one's answer
    pump();
    look();
}

void Outbox::Private::refused(SendItem &item, const Error &error)
{
    item.id = 0;
    const bool slow = isSlowDown(error) || error.kind == Error::Kind::RateLimited;
    const bool never = error.kind == Error::Kind::Network; // it did not leave this computer
    if (!slow && !never && !isPassing(error))
        return fail(item, error);
    if (++item.refusals > (isPassing(error) ? mostRefusals : mostSlowDowns))
        return fail(item, error);
    const milliseconds own = doubled(slow ? timings.slowDown : timings.refused, item.refusals - 1);
    const milliseconds pause = std::max(own, error.retryAfter.value_or(0ms));
    if (slow)
        limiter->pause(pause); // that concerns all of them
    again(item, pause);
}

//! The server has not taken it, so it may go again.
void Outbox::Private::again(SendItem &item, milliseconds pause)
{
    item.state = State::Queued;
    item.notBeforeUs = clock.monotonicUs() + std::chrono::microseconds(pause).count();
    (void)save(item);
    note(item, u"queued");
    itemsChanged();
    pump();
    look();
}

void Outbox::Private::fail(SendItem &item, const Error &error)
{
    item.state = State::Failed;
    item.words = error.words;
    item.firstWrittenUs = 0;
    const QString local = item.local;
    (void)save(item);
    note(item, u"failed", &error);
    itemsChanged();
    Q_EMIT q->failed(local, error);
    pump();
    look();
}

void Outbox::Private::unconfirmed(SendItem &item, const QString &words)
{
    item.state = State::Checking;
    item.words = words;
    item.notBeforeUs = 0;
    (void)save(item); // "written" says the same after a restart
    const Error error = doubt(words);
    note(item, u"unconfirmed", &error);
    itemsChanged();
    settleSeen();
    look();
}

void Outbox::Private::checkDeadlines()
{
    const qint64 oldest =
        clock.monotonicUs() - std::chrono::microseconds(session.config().timings.ackDeadline).count();
    QStringList late;
    for (const SendItem &item : queue.items()) {
        if (item.state == State::Written && item.id != 0 && item.writtenUs <= oldest)
            late.append(item.local);
    }
    for (const QString &local : std::as_const(late)) {
        if (SendItem *item = queue.byLocal(local); item && item->state == State::Written)
            unconfirmed(*item, tr("The server did not acknowledge it within %1.")
                                   .arg(waitWords(session.config().timings.ackDeadline)));
    }
}

// --- Looking for what was not answered

//! Our own messages come by on the stream too: from other sockets, with some servers from this one, and once
//! after a connect as a replay.
void Outbox::Private::sawMessage(const Event &event)
{
    if (event.direction != Direction::In || event.type != "message"_L1 || queue.items().empty())
        return;
    const UserId self = session.identity().self;
    if (self.isEmpty() || event.user != self.text() || !document.parse(event.raw))
        return;
    const json::Value root = document.root();
    if (const auto own = ownMessage(root, ChannelId(root["channel"].text()), self)) {
        sightings.saw(*own);
        settleSeen();
    }
}

//! Settles what was seen. An item on its way waits for its own answer, which knows better; and a twin of such
//! a one waits with it, for what was seen may be either.
void Outbox::Private::settleSeen()
{
    for (bool again = true; std::exchange(again, false);) {
        for (SendItem &item : queue.items()) {
            if (!item.isInDoubt() || queue.hasTwin(item, State::Written))
                continue;
            const auto seen = sightings.find(item.place(), item.message.text, item.firstWrittenUs);
            if (!seen)
                continue;
            settle(item, seen->ts, sourceName(seen->source));
            again = true; // the list has changed under us
            break;
        }
    }
    const bool isOpen = std::any_of(queue.items().cbegin(), queue.items().cend(), [](const SendItem &item) {
        return item.isInDoubt() || item.state == State::Written;
    });
    if (!isOpen)
        sightings.forgetSeen();
}

bool Outbox::Private::mayLook(const SendItem &item) const
{
    return item.state == State::Checking && !item.looking && item.notBeforeUs <= clock.monotonicUs() &&
           !queue.hasTwin(item, State::Written);
}

//! Asks for the history of each place where something is in doubt, once for all that is.
void Outbox::Private::look()
{
    if (session.state() != RtmSession::State::Ready)
        return plan();
    QHash<Place, QStringList> asked;
    for (SendItem &item : queue.items()) {
        if (!mayLook(item))
            continue;
        item.looking = true;
        asked[item.place()].append(item.local);
    }
    for (auto each = asked.cbegin(); each != asked.cend(); ++each)
        ask(each.key(), each.value());
    plan();
}

void Outbox::Private::ask(const Place &place, const QStringList &locals)
{
    qint64 sinceUs = std::numeric_limits<qint64>::max();
    bool foreign = false;
    for (const QString &local : locals) {
        const SendItem *item = queue.byLocal(local);
        if (!item)
            continue;
        note(*item, u"checking");
        sinceUs = std::min(sinceUs, item->firstWrittenUs);
        foreign = foreign || (!item->author.isEmpty() && item->author != author());
    }
    if (foreign || session.identity().self.isEmpty()) {
        const Error error{Error::Kind::Input,
                          u"other_account"_s,
                          foreign ? tr("It was sent from another account than the one that is connected now.")
                                  : tr("The server did not tell who we are."),
                          {},
                          {}};
        QMetaObject::invokeMethod(
            q, [this, locals, error] { told(locals, error); }, Qt::QueuedConnection);
        return;
    }
    askOwnHistory(session.web(), place, session.identity().self, sinceUs, q,
                  [this, locals](const Result<QList<Sighting>> &found) { told(locals, found); });
}

void Outbox::Private::told(const QStringList &locals, const Result<QList<Sighting>> &found)
{
    if (found) {
        for (const Sighting &sighting : *found)
            sightings.saw(sighting);
    }
    for (const QString &local : locals) {
        SendItem *item = queue.byLocal(local);
        // While we asked, a late answer or an echo may have settled it, or somebody discarded it.
        if (!item || !std::exchange(item->looking, false) || item->state != State::Checking)
            continue;
        const auto seen = sightings.find(item->place(), item->message.text, item->firstWrittenUs);
        if (seen && !queue.hasTwin(*item, State::Written))
            settle(*item, seen->ts, sourceName(seen->source));
        else if (!found && found.error().code == "thread_not_found"_L1)
            missed(*item, &found.error());
        else if (!found)
            lookFailed(*item, found.error());
        else if (!queue.hasTwin(*item, State::Written))
            missed(*item);
    }
    pump();
    look();
}

//! Whether the server may still be working at it.
bool Outbox::Private::mayStillCome(const SendItem &item) const
{
    if (item.looks >= mostLooks || item.writtenUs == 0)
        return false;
    if (item.message.route == SendRoute::Rtm)
        return item.connection == session.connectionNumber();
    return clock.monotonicUs() - item.writtenUs < std::chrono::microseconds(stillAtIt).count();
}

//! It is not there. \a gone: nor is the thread that it was for.
void Outbox::Private::missed(SendItem &item, const Error *gone)
{
    item.failedLooks = 0;
    ++item.looks;
    if (mayStillCome(item)) {
        item.notBeforeUs = clock.monotonicUs() +
                           std::chrono::microseconds(doubled(timings.lookAgain, item.looks - 1)).count();
        return;
    }
    note(item, u"missing", gone);
    if (std::exchange(item.resend, false))
        return again(item, 0ms);
    item.state = State::Missing;
    item.words = gone ? gone->words
                      : tr("The server has not got it: it was lost on the way, or never left. Sending it "
                           "again is safe.");
    itemsChanged();
}

void Outbox::Private::lookFailed(SendItem &item, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol;
    const bool isOnline = session.state() == RtmSession::State::Ready;
    if (passes && !isOnline)
        return; // once there is a connection again
    if (passes && ++item.failedLooks < mostFailedLooks) {
        item.notBeforeUs =
            clock.monotonicUs() +
            std::chrono::microseconds(doubled(timings.lookFailed, item.failedLooks - 1)).count();
        return;
    }
    item.state = State::Unknown;
    item.resend = false;
    item.words = error.words;
    note(item, u"unchecked", &error);
    itemsChanged();
}

void Outbox::Private::startCheck(SendItem &item)
{
    item.state = State::Checking;
    item.looks = mostLooks; // the server had its time when we looked before
    item.failedLooks = 0;
    item.notBeforeUs = 0;
    const Error error = doubt(tr("Looking once more whether it has arrived."));
    note(item, u"unconfirmed", &error);
    itemsChanged();
    look();
}

// --- Time

//! Sets the timer for what comes due next; that may be by now, since somebody looked.
void Outbox::Private::plan()
{
    const qint64 nowUs = clock.monotonicUs();
    qint64 dueUs = std::numeric_limits<qint64>::max();
    const qint64 deadlineUs = std::chrono::microseconds(session.config().timings.ackDeadline).count();
    const bool isOnline = session.state() == RtmSession::State::Ready;
    for (const SendItem &item : queue.items()) {
        if (item.state == State::Written && item.id != 0)
            dueUs = std::min(dueUs, item.writtenUs + deadlineUs);
        else if (item.state == State::Checking && isOnline && !item.looking &&
                 (item.notBeforeUs > nowUs || mayLook(item)))
            dueUs = std::min(dueUs, item.notBeforeUs);
    }
    const auto turns = queue.turns(nowUs, generalHold(), *limiter);
    for (const SendQueue::Turn &turn : turns) {
        if (turn.hold == Hold::None || turn.wait.count() > 0)
            dueUs = std::min(dueUs, nowUs + std::chrono::microseconds(turn.wait).count());
    }
    if (dueUs == std::numeric_limits<qint64>::max())
        return timer.stop();
    timer.start(std::max<milliseconds>(1ms, milliseconds((dueUs - nowUs + 999) / 1000)));
}

void Outbox::Private::connectSession()
{
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, q, [this] {
        checkDeadlines();
        pump();
        look();
    });
    const auto go = [this] {
        itemsChanged();
        pump();
        look();
    };
    connect(&session, &RtmSession::stateChanged, q, go);
    connect(&session, &RtmSession::armedChanged, q, go);
    connect(&session, &RtmSession::refused, q, [this](quint64 id, const Error &error) {
        if (SendItem *item = queue.byId(id))
            refused(*item, error);
    });
    connect(&session, &RtmSession::acknowledged, q, [this](quint64 id, const MessageTs &ts) {
        if (SendItem *item = queue.byId(id))
            settle(*item, ts, session.state() == RtmSession::State::Resuming ? u"replay" : u"ack");
    });
    connect(&session, &RtmSession::unanswered, q, [this](const QList<quint64> &ids) {
        for (const quint64 id : ids) {
            if (SendItem *item = queue.byId(id); item && item->state == State::Written)
                unconfirmed(*item, tr("The connection was lost before the server answered."));
        }
    });
    connect(&session, &EventSource::eventReceived, q, [this](const Event &event) { sawMessage(event); });
    connect(&session.web(), &WebApi::finished, q, [this](const ApiCall &call) {
        if (call.serverUs > 0)
            serverClock.heard(call.serverUs);
    });
    // Whoever keeps the record connects after this; a restored message must not pass them by.
    QMetaObject::invokeMethod(
        q, [this] { restore(); }, Qt::QueuedConnection);
}

// --- The public face

Outbox::Outbox(RtmSession &session, SendStore *store, QString profile, QObject *parent)
    : Outbox(session, store, std::move(profile), Clock::system(), parent)
{
}

Outbox::Outbox(RtmSession &session, SendStore *store, QString profile, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, clock, store, std::move(profile)))
{
    d->connectSession();
}

Outbox::~Outbox() = default;

void Outbox::setTimings(const Timings &timings)
{
    d->timings = timings;
    d->limiter = std::make_unique<RateLimiter>(d->clock, paceOf(timings));
}

Result<QString> Outbox::enqueue(const OutgoingMessage &message, Safekeeping safekeeping)
{
    const auto taken = enqueue(QList<OutgoingMessage>{message}, safekeeping);
    return taken ? Result<QString>(taken->constFirst()) : taken.error();
}

Result<QStringList> Outbox::enqueue(const QList<OutgoingMessage> &parts, Safekeeping safekeeping)
{
    const bool isSplit = parts.size() > 1;
    const QString group = isSplit ? QUuid::createUuid().toString(QUuid::Id128) : QString();
    const bool isArmed = d->session.isArmed();
    const Error observing = apiError(u"observing"_s);
    std::list<SendItem> items;
    QList<StoredSend> rows;
    for (const OutgoingMessage &message : parts) {
        SendItem &item = items.emplace_back();
        item.local = QUuid::createUuid().toString(QUuid::WithoutBraces);
        item.message = message;
        item.createdAtUs = d->clock.nowUs();
        item.author = d->author();
        item.group = group;
        item.part = isSplit ? static_cast<int>(items.size()) : 0;
        item.parts = isSplit ? static_cast<int>(parts.size()) : 0;
        item.onDisk = safekeeping == Safekeeping::OnDisk;
        item.state = isArmed ? State::Queued : State::Failed;
        item.words = isArmed ? QString() : observing.words;
        rows.append(d->stored(item));
    }
    if (d->store && safekeeping == Safekeeping::OnDisk) {
        if (const auto saved = d->store->takeSends(d->profile, rows); !saved)
            return saved.error();
    }
    QStringList locals;
    for (SendItem &item : items) {
        locals.append(item.local);
        d->note(d->queue.add(std::move(item)), u"queued");
    }
    if (!isArmed) {
        // The text stays, refused but not lost. Told later, so that the caller knows the ids by then.
        QMetaObject::invokeMethod(
            this,
            [this, locals, observing] {
                for (const QString &local : locals) {
                    if (SendItem *item = d->queue.byLocal(local); item && item->state == State::Failed)
                        d->fail(*item, observing);
                }
            },
            Qt::QueuedConnection);
    }
    d->itemsChanged();
    d->pump();
    return locals;
}

void Outbox::retry(const QString &local)
{
    SendItem *item = d->queue.byLocal(local);
    if (!item)
        return;
    if (item->state == State::Unknown)
        return checkAgain(local);
    if (item->state != State::Failed && item->state != State::Missing)
        return;
    if (!d->session.isArmed() && item->state == State::Failed)
        return d->fail(*item, apiError(u"observing"_s));
    item->refusals = 0;
    if (item->state == State::Failed) {
        item->words.clear();
        return d->again(*item, 0ms);
    }
    item->resend = true;
    d->startCheck(*item);
}

void Outbox::retryAll()
{
    const QStringList locals = d->queue.locals();
    for (const QString &local : locals) {
        if (const SendItem *item = d->queue.byLocal(local);
            item && (item->state == State::Failed || item->state == State::Missing))
            retry(local);
    }
}

void Outbox::checkAgain(const QString &local)
{
    SendItem *item = d->queue.byLocal(local);
    if (item && (item->state == State::Missing || item->state == State::Unknown))
        d->startCheck(*item);
}

void Outbox::sendAnyway(const QString &local)
{
    SendItem *item = d->queue.byLocal(local);
    if (!item || !item->isInDoubt() || item->looking)
        return;
    const Error confirmed{Error::Kind::Input,
                          u"confirmed"_s,
                          tr("Sent again by your decision, though it may have arrived."),
                          {},
                          {}};
    d->note(*item, u"confirmed", &confirmed);
    item->words.clear();
    item->author.clear();
    d->again(*item, 0ms);
}

void Outbox::discard(const QString &local)
{
    const QStringList order = d->queue.locals();
    auto item = d->queue.take(local);
    if (!item)
        return;
    d->note(*item, u"discarded");
    if (d->store && item->onDisk && !d->store->removeSend(d->profile, local))
        qWarning("A discarded message could not be removed from the saved outbox.");
    d->discarded.push_back({std::move(*item), order.value(order.indexOf(local) + 1)});
    if (d->discarded.size() > mostDiscarded)
        d->discarded.pop_front();
    d->itemsChanged();
    d->pump(); // what waited for it goes on
    d->look();
}

QString Outbox::restorableText() const
{
    return d->discarded.empty() ? QString() : d->discarded.back().item.message.text;
}

void Outbox::restoreDiscarded()
{
    if (d->discarded.empty())
        return;
    Private::Discarded last = std::move(d->discarded.back());
    d->discarded.pop_back();
    // What was on its way when it was discarded has to be looked for.
    if (last.item.state == State::Written)
        last.item.state = State::Checking;
    last.item.looking = false;
    last.item.resend = false;
    last.item.told = Hold::None;
    const QString local = last.item.local;
    d->queue.insert(std::move(last.item), last.before);
    SendItem &item = *d->queue.byLocal(local);
    (void)d->save(item);
    if (d->store && item.onDisk)
        (void)d->store->orderSends(d->profile, d->queue.locals());
    d->note(item, u"restored");
    if (item.state != State::Queued) {
        const Error error{Error::Kind::Rejected, u"restored"_s, item.words, {}, {}};
        d->note(item, item.state == State::Failed ? u"failed" : u"unconfirmed", &error);
        if (item.state == State::Missing)
            d->note(item, u"missing");
        else if (item.state == State::Unknown)
            d->note(item, u"unchecked", &error);
    }
    d->itemsChanged();
    d->pump();
    d->look();
}

void Outbox::move(const QString &local, qsizetype index)
{
    if (!d->queue.move(local, index))
        return;
    if (d->store) {
        if (const auto saved = d->store->orderSends(d->profile, d->queue.locals()); !saved)
            Q_EMIT storeTroubled(saved.error());
    }
    d->itemsChanged();
    d->pump();
}

QList<OutboxItem> Outbox::items() const
{
    const qint64 nowUs = d->clock.monotonicUs();
    const qint64 deadlineUs = std::chrono::microseconds(d->session.config().timings.ackDeadline).count();
    QHash<QString, SendQueue::Turn> turns;
    const auto all = d->queue.turns(nowUs, d->generalHold(), *d->limiter);
    for (const SendQueue::Turn &turn : all)
        turns.insert(turn.item->local, turn);
    QList<OutboxItem> out;
    for (const SendItem &item : std::as_const(d->queue).items()) {
        OutboxItem shown;
        shown.local = item.local;
        shown.message = item.message;
        shown.state = item.state;
        shown.words = item.words;
        shown.createdAtUs = item.createdAtUs;
        shown.part = item.part;
        shown.parts = item.parts;
        shown.onDisk = d->store && item.onDisk;
        const SendQueue::Turn turn = turns.value(item.local);
        shown.hold = turn.hold;
        qint64 dueUs = 0;
        if (turn.wait.count() > 0)
            dueUs = nowUs + std::chrono::microseconds(turn.wait).count();
        else if (item.state == State::Written && item.id != 0)
            dueUs = item.writtenUs + deadlineUs;
        else if (item.state == State::Checking && item.notBeforeUs > nowUs)
            dueUs = item.notBeforeUs;
        if (dueUs > 0)
            shown.due = QDeadlineTimer(milliseconds(std::max<qint64>(0, dueUs - nowUs) / 1000));
        out.append(shown);
    }
    return out;
}

int Outbox::pendingCount() const
{
    return static_cast<int>(
        std::count_if(d->queue.items().cbegin(), d->queue.items().cend(),
                      [](const SendItem &item) { return item.state <= State::Checking; }));
}

int Outbox::stuckCount() const
{
    return static_cast<int>(d->queue.items().size()) - pendingCount();
}

} // namespace rtmscope
