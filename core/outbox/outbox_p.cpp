// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/outbox_p.h"

#include "core/base/logcategories.h"
#include "core/errors/errorwords.h"
#include "core/outbox/senditem.h"
#include "core/outbox/sendnotes.h"
#include "core/send/sendstore.h"
#include "core/session/livesession.h"
#include "core/session/postmessage.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;
using Hold = OutboxItem::Hold;
using State = OutboxItem::State;

constexpr int burst = 5;         // protocol 4.1
constexpr int mostRefusals = 4;  // of "cannot process message", in a row
constexpr int mostSlowDowns = 8; // of "slow down", in a row

//! Refused now, but the same message may pass in a moment (protocol 3.3).
bool isPassing(const Error &error)
{
    return error.code == "4"_L1;
}

} // namespace

RateLimiter::Pace Outbox::Private::pace() const
{
    return {burst, timings.sendEvery, 0ms};
}

// --- The record and the disk

void Outbox::Private::note(const SendItem &item, QStringView step, const Error *error)
{
    qCDebug(lcOutbox).noquote() << item.local << step << (error ? error->code : QString());
    session.record(sendnotes::step(item, step, session.connectionNumber(), error));
}

//! False if it is not on disk, though it should be.
bool Outbox::Private::save(const SendItem &item)
{
    if (!store || !item.onDisk)
        return true;
    const auto saved = store->putSend(profile, senditem::toRow(item));
    if (!saved) {
        qCInfo(lcOutbox).noquote() << item.local << "could not be written down";
        Q_EMIT q->storeTroubled(saved.error());
    }
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
        reconciler.claim(message.channel, message.ts);
    for (const auto &send : *kept) {
        if (queue.byLocal(send.local))
            continue;
        SendItem &item = queue.add(senditem::fromRow(send));
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
            const Error error = noAnswer(tr("The program ended before the server answered."));
            note(item, u"unconfirmed", &error);
        }
    }
    itemsChanged();
    goOn();
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
    return session.state() == LiveSession::State::Ready ? Hold::None : Hold::Offline;
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
        session.record(sendnotes::held(*turn.item, turn.hold, turn.wait));
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
    session.web().callOnce(u"chat.postMessage"_s, postArguments(item->message, session.config().kind), q,
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
    session.record(sendnotes::sent(item, ts, by));
    const auto gone = queue.take(local);
    if (!gone)
        return;
    if (ts)
        reconciler.claim(gone->message.channel, ts);
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
    reconciler.settleSeen(); // a twin of its may have waited for this one's answer
    goOn();
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
    goOn();
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
    goOn();
}

void Outbox::Private::unconfirmed(SendItem &item, const QString &words)
{
    item.state = State::Checking;
    item.words = words;
    item.notBeforeUs = 0;
    (void)save(item); // "written" says the same after a restart
    const Error error = noAnswer(words);
    note(item, u"unconfirmed", &error);
    itemsChanged();
    reconciler.settleSeen();
    look();
}

void Outbox::Private::checkDeadlines()
{
    const milliseconds deadline = session.config().timings.ackDeadline;
    const QStringList late =
        queue.writtenUntil(clock.monotonicUs() - std::chrono::microseconds(deadline).count());
    for (const QString &local : late) {
        if (SendItem *item = queue.byLocal(local); item && item->state == State::Written)
            unconfirmed(*item, tr("The server did not acknowledge it within %1.").arg(waitWords(deadline)));
    }
}

//! A conversation has another id: what waits for it goes there.
void Outbox::Private::renumber(const ChannelId &from, const ChannelId &to)
{
    bool moved = false;
    for (SendItem &item : queue.items()) {
        if (item.message.channel != from || to.isEmpty())
            continue;
        item.message.channel = to;
        (void)save(item); // where that fails, the old id is understood as well
        moved = true;
    }
    if (moved)
        itemsChanged();
}

// --- Time

//! Sets the timer for what comes due next; that may be by now, since somebody looked.
void Outbox::Private::plan()
{
    const qint64 nowUs = clock.monotonicUs();
    const qint64 deadlineUs = std::chrono::microseconds(session.config().timings.ackDeadline).count();
    const bool isOnline = session.state() == LiveSession::State::Ready;
    qint64 dueUs = queue.nextTurnUs(nowUs, generalHold(), *limiter);
    for (const SendItem &item : queue.items()) {
        if (item.state == State::Written && item.id != 0)
            dueUs = std::min(dueUs, item.writtenUs + deadlineUs);
        else if (item.state == State::Checking && isOnline && !item.looking &&
                 (item.notBeforeUs > nowUs || reconciler.mayLook(item)))
            dueUs = std::min(dueUs, item.notBeforeUs);
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
        goOn();
    });
    const auto go = [this] {
        itemsChanged();
        goOn();
    };
    connect(&session, &LiveSession::stateChanged, q, go);
    connect(&session, &LiveSession::armedChanged, q, go);
    connect(&session, &LiveSession::refused, q, [this](quint64 id, const Error &error) {
        if (SendItem *item = queue.byId(id))
            refused(*item, error);
    });
    connect(&session, &LiveSession::acknowledged, q, [this](quint64 id, const MessageTs &ts) {
        if (SendItem *item = queue.byId(id))
            settle(*item, ts, session.state() == LiveSession::State::Resuming ? u"replay" : u"ack");
    });
    connect(&session, &LiveSession::unanswered, q, [this](const QList<quint64> &ids) {
        for (const quint64 id : ids) {
            if (SendItem *item = queue.byId(id); item && item->state == State::Written)
                unconfirmed(*item, session.config().kind == StreamKind::Rtm
                                       ? tr("The connection was lost before the server answered.")
                                       : tr("The server gave no clear answer."));
        }
    });
    connect(&session, &EventSource::eventReceived, q,
            [this](const Event &event) { reconciler.eventCame(event); });
    connect(&session, &EventSource::channelIdChanged, q,
            [this](const ChannelIdChanged &event) { renumber(event.oldChannel, event.newChannel); });
    connect(&session.web(), &WebApi::finished, q, [this](const ApiCall &call) {
        if (call.serverUs > 0)
            serverClock.heard(call.serverUs);
    });
    // Whoever keeps the record connects after this; a restored message must not pass them by.
    QMetaObject::invokeMethod(
        q, [this] { restore(); }, Qt::QueuedConnection);
}

} // namespace rtmscope
