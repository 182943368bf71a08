// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/driftcheck.h"

#include "core/base/logcategories.h"
#include "core/drift/driftcompare.h"
#include "core/drift/driftorigin.h"
#include "core/json/json.h"
#include "core/net/webapi.h"
#include "core/sync/farfuture.h"
#include "core/workspace/workspace.h"

#include <QLocale>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <deque>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace rtmscope {

namespace {

//! A conversation or thread that is to be read.
struct Place
{
    drift::ServerRange range;
    bool isAgain = false;            //!< the second time
    QList<DriftFinding> before = {}; //!< what differed the first time
    qint64 notBeforeUs = 0;          //!< by the monotonic clock
    QString cursor = {};
    MessageTs below = {}; //!< of a conversation: the oldest that came
    int pages = 0;
    int tries = 0;
};

MessageTs tsAt(qint64 us)
{
    return MessageTs(u"%1.%2"_s.arg(QString::number(us / 1'000'000),
                                    QString::number(us % 1'000'000).rightJustified(6, u'0')));
}

//! From when on the stream was heard; 0: never.
qint64 beginOfStream(const LogSnapshot &log)
{
    const LogReader reader(log);
    for (qsizetype row = 0; row < reader.size(); ++row) {
        const LogRow &entry = reader.row(row);
        if (entry.direction == Direction::Note && reader.typeName(entry.type) == "state"_L1 &&
            reader.frame(row).contains(R"("state":"Ready")"))
            return entry.timeUs;
    }
    return 0;
}

} // namespace

struct DriftCheck::Private
{
    Private(DriftCheck *check, WebApi &api, const WorkspaceFeed &f, Record r, const Clock &c, Config given)
        : q(check)
        , web(api)
        , feed(f)
        , record(std::move(r))
        , clock(c)
        , config(given)
        , history(c, given.pace)
        , replies(c, given.pace)
    {
    }

    void plan(const QList<ChannelId> &channels);
    void work();
    bool waitsFor(const Place &place);
    void ask(Place place);
    void answered(Place place, const Result<ApiAnswer> &answer);
    void troubled(Place place, const Error &error);
    bool takePage(Place &place, const ApiAnswer &answer);
    void compare(Place place);
    void settle(const Place &place, const QList<DriftFinding> &now);
    void addThreads(const Place &place);
    void omit(const ConversationRef &place, const QString &words);
    void say(const QString &words);
    void findOrigins();
    void finish(bool isComplete);
    const Workspace &workspace() const { return feed.workspace(); }
    QString nameOf(const ConversationRef &place) const;

    DriftCheck *q;
    WebApi &web;
    const WorkspaceFeed &feed;
    Record record;
    const Clock &clock;
    Config config;
    RateLimiter history;
    RateLimiter replies;
    std::deque<Place> places;
    std::deque<Place> again; //!< those in which something differed
    QTimer wake;
    qint64 streamUs = 0;
    DriftReport report;
    Progress progress;
    int moving = 0; //!< differences that were others the second time
    bool isRunning = false;
    std::unique_ptr<QObject> asking; //!< answers come to it; it goes when nobody wants them
    std::unique_ptr<QThread> thread; //!< looks for the origins
    std::atomic_bool cancelled = false;
    QList<DriftFinding> located; //!< of the thread, until it has finished
};

// --- What is to be read

void DriftCheck::Private::plan(const QList<ChannelId> &channels)
{
    streamUs = beginOfStream(record());
    for (const ChannelId &id : channels) {
        const Conversation *conversation = workspace().conversation(id);
        if (!conversation)
            continue;
        if (!conversation->isMember() && conversation->kind() == ConversationKind::Channel) {
            omit({id, {}}, DriftCheck::tr("We are not in it, so that the stream says nothing of it."));
            continue;
        }
        Place place;
        place.range.place = {id, {}};
        if (conversation->historyFrom())
            place.range.claimFrom = conversation->historyFrom();
        else if (streamUs > 0)
            place.range.claimFrom = tsAt(streamUs + microseconds(config.beginning).count());
        if (conversation->droppedCount() > 0 && !conversation->messages().empty())
            place.range.claimFrom = std::max(place.range.claimFrom, conversation->messages().front().ts);
        if (place.range.claimFrom.isEmpty()) {
            omit({id, {}}, DriftCheck::tr("Nothing of it is held, so that there is nothing to compare."));
            continue;
        }
        place.range.from = place.range.claimFrom;
        places.push_back(std::move(place));
    }
    progress.all = int(places.size());
}

void DriftCheck::Private::omit(const ConversationRef &place, const QString &words)
{
    report.omissions.append({place, words});
}

//! Threads whose replies we hold, or should.
void DriftCheck::Private::addThreads(const Place &place)
{
    const Conversation *conversation = workspace().conversation(place.range.place.channel);
    if (!conversation)
        return;
    const MessageTs claim =
        streamUs > 0 ? tsAt(streamUs + microseconds(config.beginning).count()) : MessageTs(farFuture);
    std::vector<std::pair<MessageTs, MessageTs>> found; // by the latest reply
    for (const auto &[ts, told] : place.range.messages) {
        const bool isHeld = conversation->thread(ts).size() > 1;
        if (told.message.replyCount > 0 && (isHeld || told.message.latestReply >= claim))
            found.emplace_back(told.message.latestReply, ts);
    }
    std::sort(found.rbegin(), found.rend());
    const auto most = std::size_t(config.mostThreads);
    if (found.size() > most) {
        omit(place.range.place, DriftCheck::tr("%1 of its threads, those with the oldest replies.")
                                    .arg(QLocale().toString(qsizetype(found.size() - most))));
        found.resize(most);
    }
    for (const auto &[latest, ts] : found) {
        Place next;
        next.range.place = {place.range.place.channel, ts};
        next.range.claimFrom = claim;
        next.range.from = ts;
        places.push_back(std::move(next));
    }
    progress.all += int(found.size());
}

// --- Asking

QString DriftCheck::Private::nameOf(const ConversationRef &place) const
{
    const QString name = workspace().conversationName(place.channel);
    return place.thread ? DriftCheck::tr("a thread in %1").arg(name) : name;
}

void DriftCheck::Private::say(const QString &words)
{
    if (std::exchange(progress.words, words) != words)
        Q_EMIT q->advanced();
}

//! True: a timer was started, and it is tried again then.
bool DriftCheck::Private::waitsFor(const Place &place)
{
    const RateLimiter &limiter = place.range.place.thread ? replies : history;
    const auto settling =
        std::chrono::ceil<milliseconds>(microseconds(place.notBeforeUs - clock.monotonicUs()));
    const milliseconds wait = std::max(limiter.waitTime(), settling);
    if (wait.count() <= 0)
        return false;
    wake.start(wait);
    return true;
}

void DriftCheck::Private::work()
{
    if (!isRunning || asking)
        return;
    std::deque<Place> &queue = places.empty() ? again : places;
    if (queue.empty())
        return findOrigins();
    if (waitsFor(queue.front()))
        return;
    Place place = std::move(queue.front());
    queue.pop_front();
    (place.range.place.thread ? replies : history).take();
    ask(std::move(place));
}

void DriftCheck::Private::ask(Place place)
{
    const ConversationRef &where = place.range.place;
    say(place.isAgain ? DriftCheck::tr("%1, once more").arg(nameOf(where)) : nameOf(where));
    ApiArguments arguments{{u"channel"_s, where.channel.text()}};
    if (where.thread) {
        arguments += {{u"ts"_s, where.thread.text()}};
    } else {
        arguments += {{u"oldest"_s, place.range.from.text()},
                      {u"latest"_s, place.below ? place.below.text() : farFuture},
                      {u"inclusive"_s, u"1"_s}};
    }
    arguments += {{u"limit"_s, QString::number(config.pageSize)}};
    if (!place.cursor.isEmpty())
        arguments += {{u"cursor"_s, place.cursor}};
    asking = std::make_unique<QObject>();
    const QString method = where.thread ? u"conversations.replies"_s : u"conversations.history"_s;
    web.call(method, arguments, asking.get(),
             [this, kept = std::make_shared<Place>(std::move(place))](const Result<ApiAnswer> &answer) {
                 asking.release()->deleteLater(); // it is being told just now
                 answered(std::move(*kept), answer);
                 work();
             });
}

// --- Answers

void DriftCheck::Private::answered(Place place, const Result<ApiAnswer> &answer)
{
    if (!answer)
        return troubled(std::move(place), answer.error());
    place.tries = 0;
    ++place.pages;
    if (takePage(place, *answer)) {
        std::deque<Place> &queue = place.isAgain ? again : places;
        queue.push_front(std::move(place));
        return;
    }
    compare(std::move(place));
}

//! True: there is more to be read.
bool DriftCheck::Private::takePage(Place &place, const ApiAnswer &answer)
{
    drift::ServerRange &range = place.range;
    const std::size_t before = range.messages.size();
    MessageTs lowest;
    MessageTs highest;
    for (const json::Value object : answer.root()["messages"].elements()) {
        ToldMessage told = readMessage(object);
        const MessageTs ts = told.message.ts;
        if (ts.isEmpty())
            continue;
        lowest = lowest.isEmpty() ? ts : std::min(lowest, ts);
        highest = std::max(highest, ts);
        told.message.channel = range.place.channel;
        range.messages.insert_or_assign(ts, std::move(told));
    }
    const bool hasMore =
        answer.root()["has_more"].boolean().value_or(false) || !answer.nextCursor().isEmpty();
    if (!hasMore)
        return false;
    const bool goesOn = range.messages.size() > before || !answer.nextCursor().isEmpty();
    if (goesOn && place.pages < config.mostPages) {
        // Histories go on below what came, as back-fill reads them; replies by the server's cursor.
        place.cursor = range.place.thread || lowest.isEmpty() ? answer.nextCursor() : QString();
        place.below = lowest.isEmpty() ? place.below : lowest;
        if (!place.cursor.isEmpty() || (!range.place.thread && range.messages.size() > before))
            return true;
    }
    // Cut short: what was read is compared all the same.
    if (range.place.thread)
        range.upTo = highest;
    else if (!range.messages.empty())
        range.from = range.messages.begin()->first;
    if (!place.isAgain)
        omit(range.place, DriftCheck::tr("What lies beyond the %1 messages that were read.")
                              .arg(QLocale().toString(qsizetype(range.messages.size()))));
    return false;
}

//! Asking again may help; else the place is left out.
void DriftCheck::Private::troubled(Place place, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::RateLimited;
    if (passes && ++place.tries < config.networkTries) {
        place.notBeforeUs = clock.monotonicUs() + microseconds(config.networkPause).count();
        std::deque<Place> &queue = place.isAgain ? again : places;
        queue.push_front(std::move(place));
        return;
    }
    omit(place.range.place, error.words);
    ++progress.done;
    Q_EMIT q->advanced();
}

void DriftCheck::Private::compare(Place place)
{
    const QList<DriftFinding> found = drift::differences(place.range, workspace());
    if (place.isAgain) {
        settle(place, found);
    } else {
        ++(place.range.place.thread ? report.threads : report.conversations);
        report.messages += int(place.range.messages.size());
        if (!place.range.place.thread)
            addThreads(place);
    }
    if (place.isAgain || found.isEmpty()) {
        ++progress.done;
    } else {
        Place second;
        second.range.place = place.range.place;
        second.range.claimFrom = place.range.claimFrom;
        second.range.from = place.range.from;
        second.isAgain = true;
        second.before = found;
        second.notBeforeUs = clock.monotonicUs() + microseconds(config.settling).count();
        again.push_back(std::move(second));
    }
    Q_EMIT q->advanced();
}

//! What differs as it did the first time is no matter of moments.
void DriftCheck::Private::settle(const Place &place, const QList<DriftFinding> &now)
{
    for (const DriftFinding &finding : now) {
        const auto before = std::find_if(place.before.cbegin(), place.before.cend(),
                                         [&](const DriftFinding &each) { return each.isSame(finding); });
        if (before == place.before.cend())
            continue;
        if (before->thereValue == finding.thereValue && before->here == finding.here)
            report.findings.append(finding);
        else
            ++moving;
    }
}

// --- The end

void DriftCheck::Private::findOrigins()
{
    if (thread)
        return;
    if (report.findings.isEmpty())
        return finish(true);
    say(DriftCheck::tr("looking for where they come from"));
    located = report.findings;
    thread.reset(QThread::create([this, log = record(), gaps = workspace().gaps()] {
        drift::findOrigins(log, gaps, &located, cancelled);
    }));
    QObject::connect(
        thread.get(), &QThread::finished, q,
        [this] {
            report.findings = located;
            finish(true);
        },
        Qt::QueuedConnection);
    thread->start();
}

void DriftCheck::Private::finish(bool isComplete)
{
    if (!std::exchange(isRunning, false))
        return;
    wake.stop();
    asking.reset();
    if (moving > 0)
        omit({}, DriftCheck::tr("%1 messages that changed while they were compared.").arg(moving));
    report.isComplete = isComplete;
    progress.words.clear();
    qCDebug(lcSync, "compared %d messages with the server: %d differences", report.messages,
            int(report.findings.size()));
    Q_EMIT q->advanced();
    Q_EMIT q->finished();
}

// --- The public face

DriftCheck::DriftCheck(WebApi &web, const WorkspaceFeed &feed, Record record, const Clock &clock,
                       Config config, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, web, feed, std::move(record), clock, config))
{
    d->wake.setSingleShot(true);
    connect(&d->wake, &QTimer::timeout, this, [this] { d->work(); });
    connect(&web, &WebApi::rateLimited, this, [this](const QString &, const Error &error) {
        const auto seconds =
            std::chrono::ceil<std::chrono::seconds>(error.retryAfter.value_or(milliseconds(0)));
        d->say(tr("the server asked for a pause of %1 s").arg(seconds.count()));
    });
}

DriftCheck::~DriftCheck()
{
    d->cancelled = true;
    if (d->thread)
        d->thread->wait();
}

void DriftCheck::start(const QList<ChannelId> &channels)
{
    d->isRunning = true;
    d->plan(channels);
    // Later, so that whoever started it can listen.
    QMetaObject::invokeMethod(
        this, [this] { d->work(); }, Qt::QueuedConnection);
}

void DriftCheck::cancel()
{
    d->cancelled = true;
    if (d->thread) {
        d->thread->wait();
        d->report.findings = d->located;
    }
    d->finish(false);
}

bool DriftCheck::isRunning() const
{
    return d->isRunning;
}

const DriftReport &DriftCheck::report() const
{
    return d->report;
}

const DriftCheck::Progress &DriftCheck::progress() const
{
    return d->progress;
}

} // namespace rtmscope
