// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/outbox.h"

#include "core/config/statestore.h"
#include "core/session/errorwords.h"
#include "core/session/notes.h"
#include "core/session/ratelimiter.h"
#include "core/session/rtmsession.h"

#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <list>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr RateLimiter::Pace pace{5, 1s, 0ms}; // protocol 4.1
constexpr auto slowDownPause = 2s;            // protocol 3.3, code -1

} // namespace

struct Outbox::Private
{
    enum class Step : quint8 { Queued, Written, Unconfirmed, Failed };
    struct Item
    {
        QString local;
        OutgoingMessage message;
        Step step = Step::Queued;
        quint64 id = 0; //!< on its connection; 0: never written by this program
        qint64 createdAtUs = 0;
        qint64 writtenUs = 0;    //!< monotonic
        bool slowedDown = false; //!< was told to slow down once already
        QString failure;
    };

    Private(Outbox *outbox, RtmSession &s, const Clock &c, StateStore *st, QString p)
        : q(outbox)
        , session(s)
        , clock(c)
        , store(st)
        , profile(std::move(p))
        , limiter(c, pace)
    {
    }

    void restore();
    void announce(const Item &item);
    void pump();
    void writeOne(Item &item);
    void acknowledged(quint64 id, const MessageTs &ts, const QString &text);
    void refused(quint64 id, const Error &error);
    void unconfirmed(Item &item, const QString &words);
    void fail(Item &item, const Error &error);
    void checkDeadlines();
    void planDeadline();

    Item *byLocal(const QString &local);
    Item *byId(quint64 id);
    void remove(const QString &local);
    void save(const Item &item);
    void noteStep(const Item &item, QStringView step, const Error *error = nullptr, const MessageTs &ts = {});
    void countChanged();

    Outbox *q;
    RtmSession &session;
    const Clock &clock;
    StateStore *store;
    QString profile;
    RateLimiter limiter;
    std::list<Item> items; //!< in order of typing; a list, since handlers may add while we look at one
    QTimer paceTimer;
    QTimer deadlineTimer;
    int lastCount = 0;
};

// --- The record and the disk

void Outbox::Private::noteStep(const Item &item, QStringView step, const Error *error, const MessageTs &ts)
{
    notes::Object note;
    note.text("kind", u"send").text("local", item.local).text("step", step);
    if (step == u"queued") {
        note.text("channel", item.message.channel.text()).text("text", item.message.text);
        note.textIfAny("thread_ts", item.message.thread.text());
        if (item.message.broadcast)
            note.boolean("broadcast", true);
    } else if (step == u"written") {
        note.number("conn", session.connectionNumber()).number("id", static_cast<qint64>(item.id));
    }
    note.textIfAny("ts", ts.text());
    if (error)
        note.json("error", notes::error(*error));
    session.record(note.close());
}

void Outbox::Private::save(const Item &item)
{
    if (!store)
        return;
    const auto name = [&item] {
        switch (item.step) {
        case Step::Queued:
            return u"queued"_s;
        case Step::Written:
            return u"written"_s;
        case Step::Unconfirmed:
            return u"unconfirmed"_s;
        case Step::Failed:
            break;
        }
        return u"failed"_s;
    };
    const auto saved =
        store->putSend(profile, {item.local, item.message, name(), item.createdAtUs, item.failure});
    if (!saved)
        qWarning("The outbox could not be saved: %s", qUtf8Printable(saved.error().words));
}

void Outbox::Private::remove(const QString &local)
{
    if (store && !store->removeSend(profile, local))
        qWarning("A message that is done could not be removed from the saved outbox.");
    items.remove_if([&local](const Item &item) { return item.local == local; });
}

void Outbox::Private::restore()
{
    if (!store)
        return;
    const auto stored = store->sends(profile);
    for (const auto &send : stored) {
        if (byLocal(send.local))
            continue;
        Item item;
        item.local = send.local;
        item.message = send.message;
        item.createdAtUs = send.createdAtUs;
        item.failure = send.failure;
        // What was written and not answered when the program ended may have arrived: never sent again
        // unasked.
        if (send.state == "failed"_L1)
            item.step = Step::Failed;
        else if (send.state != "queued"_L1)
            item.step = Step::Unconfirmed;
        items.push_back(item);
        announce(items.back());
    }
    countChanged();
    pump();
}

void Outbox::Private::announce(const Item &item)
{
    noteStep(item, u"queued");
    if (item.step == Step::Failed) {
        const Error error{Error::Kind::Rejected,
                          u"failed_earlier"_s,
                          item.failure.isEmpty() ? tr("It could not be sent before the last restart.")
                                                 : item.failure,
                          {},
                          {}};
        noteStep(item, u"failed", &error);
    } else if (item.step == Step::Unconfirmed) {
        const Error error{
            Error::Kind::Network,
            u"no_ack"_s,
            tr("The program ended before the server answered. The message may have arrived: look "
               "before you send it again."),
            {},
            {}};
        noteStep(item, u"unconfirmed", &error);
    }
}

// --- Sending

void Outbox::Private::pump()
{
    if (session.state() != RtmSession::State::Ready || !session.isArmed())
        return;
    while (true) {
        const auto next = std::find_if(items.begin(), items.end(),
                                       [](const Item &item) { return item.step == Step::Queued; });
        if (next == items.end())
            return;
        if (const milliseconds wait = limiter.waitTime(); wait.count() > 0)
            return paceTimer.start(wait);
        writeOne(*next);
        if (session.state() != RtmSession::State::Ready)
            return;
    }
}

void Outbox::Private::writeOne(Item &item)
{
    const OutgoingMessage message = item.message; // the item may be discarded by whoever sees the frame go
    if (const auto allowed =
            session.canSend(message.channel, message.text, message.thread, message.broadcast);
        !allowed)
        return fail(item, allowed.error());
    limiter.take();
    item.step = Step::Written;
    item.id = session.nextId();
    item.writtenUs = clock.monotonicUs();
    // On disk and in the record before it is on the wire: a crash in between may ask the user once too often,
    // but never sends twice.
    save(item);
    noteStep(item, u"written");
    const QString local = item.local;
    const auto written =
        session.sendMessage(message.channel, message.text, message.thread, message.broadcast);
    Item *still = byLocal(local);
    if (still && !written)
        return unconfirmed(*still, written.error().words);
    planDeadline();
}

void Outbox::Private::acknowledged(quint64 id, const MessageTs &ts, const QString &)
{
    Item *item = byId(id);
    if (!item)
        return;
    const QString local = item->local;
    noteStep(*item, u"sent", nullptr, ts);
    remove(local);
    planDeadline();
    countChanged();
    Q_EMIT q->acknowledged(local, ts);
}

void Outbox::Private::refused(quint64 id, const Error &error)
{
    Item *item = byId(id);
    if (!item)
        return;
    item->id = 0;
    if (!isSlowDown(error) || item->slowedDown)
        return fail(*item, error);
    // The server did not take it: this one may go again, once.
    item->slowedDown = true;
    item->step = Step::Queued;
    save(*item);
    noteStep(*item, u"queued");
    limiter.pause(std::max<milliseconds>(slowDownPause, error.retryAfter.value_or(0ms)));
    countChanged();
    pump();
}

void Outbox::Private::fail(Item &item, const Error &error)
{
    item.step = Step::Failed;
    item.failure = error.words;
    const QString local = item.local;
    save(item);
    noteStep(item, u"failed", &error);
    planDeadline();
    countChanged();
    Q_EMIT q->failed(local, error);
}

void Outbox::Private::unconfirmed(Item &item, const QString &words)
{
    item.step = Step::Unconfirmed;
    item.failure = words;
    const Error error{Error::Kind::Network, u"no_ack"_s, words, {}, {}};
    save(item);
    noteStep(item, u"unconfirmed", &error);
    countChanged();
}

void Outbox::Private::checkDeadlines()
{
    const qint64 oldest =
        clock.monotonicUs() - std::chrono::microseconds(session.config().timings.ackDeadline).count();
    for (Item &item : items) {
        if (item.step == Step::Written && item.writtenUs <= oldest)
            unconfirmed(item,
                        tr("The server did not acknowledge the message within %1. It may have arrived: look "
                           "before you send it again.")
                            .arg(waitWords(session.config().timings.ackDeadline)));
    }
    planDeadline();
}

void Outbox::Private::planDeadline()
{
    const auto waiting = std::find_if(items.cbegin(), items.cend(),
                                      [](const Item &item) { return item.step == Step::Written; });
    if (waiting == items.cend())
        return deadlineTimer.stop();
    // The oldest written one is the first to be due, for all have the same deadline.
    const qint64 sinceUs = clock.monotonicUs() - waiting->writtenUs;
    const milliseconds left = session.config().timings.ackDeadline - milliseconds(sinceUs / 1000);
    deadlineTimer.start(std::max(left, 1ms));
}

// --- Looking up and telling

Outbox::Private::Item *Outbox::Private::byLocal(const QString &local)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item &item) { return item.local == local; });
    return found == items.end() ? nullptr : &*found;
}

Outbox::Private::Item *Outbox::Private::byId(quint64 id)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [id](const Item &item) { return id != 0 && item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

void Outbox::Private::countChanged()
{
    const int count = q->pendingCount();
    if (std::exchange(lastCount, count) != count)
        Q_EMIT q->pendingCountChanged(count);
}

// --- The public face

Outbox::Outbox(RtmSession &session, StateStore *store, QString profile, QObject *parent)
    : Outbox(session, store, std::move(profile), Clock::system(), parent)
{
}

Outbox::Outbox(RtmSession &session, StateStore *store, QString profile, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, clock, store, std::move(profile)))
{
    d->paceTimer.setSingleShot(true);
    d->paceTimer.setTimerType(Qt::PreciseTimer);
    d->deadlineTimer.setSingleShot(true);
    connect(&d->paceTimer, &QTimer::timeout, this, [this] { d->pump(); });
    connect(&d->deadlineTimer, &QTimer::timeout, this, [this] { d->checkDeadlines(); });
    connect(&session, &RtmSession::stateChanged, this, [this] { d->pump(); });
    connect(&session, &RtmSession::armedChanged, this, [this] { d->pump(); });
    connect(&session, &RtmSession::refused, this,
            [this](quint64 id, const Error &error) { d->refused(id, error); });
    connect(&session, &RtmSession::acknowledged, this,
            [this](quint64 id, const MessageTs &ts, const QString &text) { d->acknowledged(id, ts, text); });
    connect(&session, &RtmSession::unanswered, this, [this](const QList<quint64> &ids) {
        for (const quint64 id : ids) {
            if (auto *item = d->byId(id); item && item->step == Private::Step::Written)
                d->unconfirmed(*item,
                               tr("The connection was lost before the server answered. The message may have "
                                  "arrived: look before you send it again."));
        }
        d->planDeadline();
    });
    // Whoever keeps the record connects after this; a restored message must not pass them by.
    QMetaObject::invokeMethod(
        this, [this] { d->restore(); }, Qt::QueuedConnection);
}

Outbox::~Outbox() = default;

QString Outbox::enqueue(const OutgoingMessage &message)
{
    Private::Item item;
    item.local = QUuid::createUuid().toString(QUuid::WithoutBraces);
    item.message = message;
    item.createdAtUs = d->clock.nowUs();
    const QString local = item.local;
    d->items.push_back(item);
    d->noteStep(item, u"queued");
    if (!d->session.isArmed()) {
        d->save(item);
        // The text stays, refused but not lost. Told later, so that the caller knows the id by then.
        QMetaObject::invokeMethod(
            this,
            [this, local] {
                if (auto *refused = d->byLocal(local))
                    d->fail(*refused, apiError(u"observing"_s));
            },
            Qt::QueuedConnection);
        return local;
    }
    d->countChanged();
    d->pump();
    // Written or failed by now, it is on disk as that already; a second write would only cost time.
    if (const auto *waiting = d->byLocal(local); waiting && waiting->step == Private::Step::Queued)
        d->save(*waiting);
    return local;
}

void Outbox::retry(const QString &local)
{
    Private::Item *item = d->byLocal(local);
    if (!item || (item->step != Private::Step::Failed && item->step != Private::Step::Unconfirmed))
        return;
    if (!d->session.isArmed())
        return d->fail(*item, apiError(u"observing"_s));
    item->step = Private::Step::Queued;
    item->id = 0;
    item->slowedDown = false;
    item->failure.clear();
    d->save(*item);
    d->noteStep(*item, u"queued");
    d->countChanged();
    d->pump();
}

void Outbox::discard(const QString &local)
{
    const Private::Item *item = d->byLocal(local);
    if (!item)
        return;
    d->noteStep(*item, u"discarded");
    d->remove(local);
    d->planDeadline();
    d->countChanged();
}

int Outbox::pendingCount() const
{
    return static_cast<int>(std::count_if(d->items.cbegin(), d->items.cend(), [](const Private::Item &item) {
        return item.step == Private::Step::Queued || item.step == Private::Step::Written;
    }));
}

} // namespace rtmscope
