// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/outbox.h"

#include "core/base/logcategories.h"
#include "core/errors/errorwords.h"
#include "core/outbox/outbox_p.h"
#include "core/outbox/senditem.h"
#include "core/send/sendstore.h"
#include "core/session/livesession.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Hold = OutboxItem::Hold;
using State = OutboxItem::State;

constexpr std::size_t mostDiscarded = 20;

} // namespace

Outbox::Outbox(LiveSession &session, SendStore *store, QString profile, QObject *parent)
    : Outbox(session, store, std::move(profile), Clock::system(), parent)
{
}

Outbox::Outbox(LiveSession &session, SendStore *store, QString profile, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, clock, store, std::move(profile)))
{
    d->connectSession();
}

Outbox::~Outbox() = default;

void Outbox::setTimings(const Timings &timings)
{
    d->timings = timings;
    d->limiter = std::make_unique<RateLimiter>(d->clock, d->pace());
}

Result<QString> Outbox::enqueue(const OutgoingMessage &message, Safekeeping safekeeping)
{
    const auto taken = enqueue(QList<OutgoingMessage>{message}, safekeeping);
    return taken ? Result<QString>(taken->constFirst()) : taken.error();
}

Result<QStringList> Outbox::enqueue(const QList<OutgoingMessage> &given, Safekeeping safekeeping)
{
    QList<OutgoingMessage> parts = given;
    if (d->session.config().kind != StreamKind::Rtm) {
        for (OutgoingMessage &part : parts)
            part.route = SendRoute::PostMessage; // nothing but acknowledgements goes by the stream
    }
    const bool isArmed = d->session.isArmed();
    const Error observing = apiError(u"observing"_s);
    std::list<SendItem> items = senditem::fromMessages(parts, d->clock.nowUs(), d->author());
    QList<StoredSend> rows;
    for (SendItem &item : items) {
        item.onDisk = safekeeping == Safekeeping::OnDisk;
        item.state = isArmed ? State::Queued : State::Failed;
        item.words = isArmed ? QString() : observing.words;
        rows.append(senditem::toRow(item));
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
        return d->sendAgain(*item);
    }
    item->resend = true;
    d->reconciler.startCheck(*item);
    d->plan();
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
    if (!item || (item->state != State::Missing && item->state != State::Unknown))
        return;
    d->reconciler.startCheck(*item);
    d->plan();
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
    d->sendAgain(*item);
}

void Outbox::discard(const QString &local)
{
    const QStringList order = d->queue.locals();
    auto item = d->queue.take(local);
    if (!item)
        return;
    d->note(*item, u"discarded");
    if (d->store && item->onDisk && !d->store->removeSend(d->profile, local))
        qCWarning(lcOutbox, "A discarded message could not be removed from the saved outbox.");
    d->discarded.push_back({std::move(*item), order.value(order.indexOf(local) + 1)});
    if (d->discarded.size() > mostDiscarded)
        d->discarded.pop_front();
    d->itemsChanged();
    d->goOn(); // what waited for it goes on
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
    d->goOn();
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
        out.append(senditem::shown(item, turns.value(item.local), nowUs, deadlineUs));
        out.last().onDisk = d->store && item.onDisk;
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
