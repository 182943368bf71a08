// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/backfill.h"

#include "core/base/logcategories.h"
#include "core/session/livesession.h"
#include "core/sync/backfillnotes.h"
#include "core/sync/farfuture.h"
#include "core/sync/gapscan.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace rtmscope {

namespace {

//! One method of the server: at most one call at a time, at its pace.
struct MethodQueue
{
    MethodQueue(const QString &name, const Clock &clock, const RateLimiter::Pace &pace)
        : method(name)
        , limiter(clock, pace)
    {
    }
    QString method;
    RateLimiter limiter;
    QTimer timer;
    bool busy = false;
    ConversationRef asking;
};

struct Active
{
    int gap = 0;
    bool listed = false; //!< the conversations of this connection are known
    QSet<ChannelId> planned;
};

} // namespace

struct BackFill::Private
{
    Private(BackFill *backFill, LiveSession &s, WorkspaceFeed &f, WorkspaceFetcher &fetch, const Clock &clock,
            Config c)
        : q(backFill)
        , session(s)
        , feed(f)
        , fetcher(fetch)
        , config(c)
        , scan(f, config)
        , history(u"conversations.history"_s, clock, c.pace)
        , replies(u"conversations.replies"_s, clock, c.pace)
    {
    }

    bool online() const { return session.state() == LiveSession::State::Ready; }
    const Workspace &workspace() const { return feed.workspace(); }

    void recorded(const Event &event);
    void stateChanged(LiveSession::State state);
    void plan();
    void forgetOld();
    void planConversations(Active &active);
    void planRecentThreads(const Gap &gap);
    void addRange(const ChannelId &channel, const Gap &gap);
    void scanThreads(const ChannelId &channel, const MessageTs &from, const QList<int> &gaps);
    //! The conversation's newest page may have changed since a gap that nobody has read it again after.
    void addWindow(const ChannelId &channel)
    {
        if (unreadWindows.contains(channel))
            needs[{channel, {}}].window = true;
    }
    void listed();

    MethodQueue &queueOf(const ConversationRef &ref) { return ref.thread ? replies : history; }
    void work();
    void step(MethodQueue &queue, bool threads);
    QHash<ConversationRef, BackFillNeed>::iterator best(bool threads);
    int rankOf(const ConversationRef &ref) const;
    void ask(MethodQueue &queue, const ConversationRef &ref, const BackFillNeed &need)
    {
        ref.thread ? askReplies(queue, ref, need) : askHistory(queue, ref, need);
    }
    void askHistory(MethodQueue &queue, const ConversationRef &ref, const BackFillNeed &need);
    void askReplies(MethodQueue &queue, const ConversationRef &ref, const BackFillNeed &need);
    void call(MethodQueue &queue, const ConversationRef &ref, const ApiArguments &arguments,
              const BackFillQuery &asked);

    void answered(const ConversationRef &ref, const BackFillQuery &asked, const Result<ApiAnswer> &answer);
    void takeHistory(const ConversationRef &ref, BackFillNeed &need, const BackFillQuery &asked,
                     const BackFillPage &page);
    void takeReplies(const ConversationRef &ref, BackFillNeed &need, const BackFillQuery &asked,
                     const BackFillPage &page);
    void windowRead(const ChannelId &channel, BackFillNeed &need);
    void troubled(const ConversationRef &ref, BackFillNeed &need, const Error &error);
    void giveUp(const ConversationRef &ref, const Error &error);
    void newestPageLoaded(const ChannelId &channel, const MessageTs &oldest, bool complete);
    void rateLimited(const QString &method, milliseconds delay);

    void settle();
    void tell(const ConversationRef &ref, const BackFillRange &range, const BackFillNeed &need,
              const char *state, const Error *error = nullptr, milliseconds retryAfter = {});

    BackFill *q;
    LiveSession &session;
    WorkspaceFeed &feed;
    WorkspaceFetcher &fetcher;
    Config config;
    GapScan scan;
    MethodQueue history;
    MethodQueue replies;
    std::unique_ptr<QObject> connected; //!< calls end with the connection they were made on
    QList<int> fresh;                   //!< gaps that nobody has looked at yet
    QList<Active> active;
    QHash<ConversationRef, BackFillNeed> needs;
    QHash<ChannelId, int> unreadWindows; //!< the first gap since the conversation was last read again
    ChannelId visible;
    ConversationRef openThread;
    QTimer planTimer;
};

// --- What is missing

void BackFill::Private::recorded(const Event &event)
{
    if (event.direction != Direction::Note || event.type != "gap"_L1)
        return;
    const QList<Gap> &gaps = workspace().gaps();
    const auto over = std::find_if(gaps.rbegin(), gaps.rend(),
                                   [&event](const Gap &gap) { return gap.closedSeq == event.seq; });
    if (over == gaps.rend() || over->resumed)
        return;
    fresh.append(over->id);
    planTimer.start(0); // the fetcher hears of the connection at the same time, and goes first
}

void BackFill::Private::stateChanged(LiveSession::State state)
{
    if (state == LiveSession::State::Ready) {
        if (!connected) // one stream may also take over from another, and what was asked goes on
            connected = std::make_unique<QObject>();
        if (!fresh.isEmpty())
            planTimer.start(0);
        else
            work();
        return;
    }
    connected.reset();
    for (MethodQueue *queue : {&history, &replies}) {
        queue->busy = false;
        queue->timer.stop();
    }
}

void BackFill::Private::plan()
{
    if (!online())
        return;
    const QList<int> found = std::exchange(fresh, {});
    for (const int id : found) {
        const Gap *over = scan.gap(id);
        if (!over)
            continue;
        qCDebug(lcSync, "gap %d: looking for what was missed", id);
        session.record(backfillnotes::started(id));
        active.append({id, !fetcher.isListing(), {}});
        planConversations(active.last());
        if (const Gap *still = scan.gap(id))
            planRecentThreads(*still);
    }
    forgetOld();
    addWindow(visible);
    work();
    settle();
}

//! The ledger keeps the newest gaps only. Of what it has forgotten nobody can be told, and a connection that
//! breaks again and again, faster than anything can be fetched, must not pile up work.
void BackFill::Private::forgetOld()
{
    const QList<Gap> &gaps = workspace().gaps();
    const int oldest = gaps.isEmpty() ? 0 : gaps.constFirst().id;
    const auto isOld = [oldest](int id) { return id < oldest; };
    active.removeIf([&isOld](const Active &each) { return isOld(each.gap); });
    for (BackFillNeed &need : needs) {
        for (BackFillRange &range : need.ranges)
            range.gaps.removeIf(isOld); // what it lacks is fetched all the same
    }
}

void BackFill::Private::planConversations(Active &plan)
{
    const Gap *over = scan.gap(plan.gap);
    if (!over)
        return;
    for (const Conversation &conversation : workspace().conversations()) {
        if (!conversation.isOpen() || plan.planned.contains(conversation.id()))
            continue;
        plan.planned.insert(conversation.id());
        addRange(conversation.id(), *over);
        if (!unreadWindows.contains(conversation.id()))
            unreadWindows.insert(conversation.id(), plan.gap);
    }
}

void BackFill::Private::planRecentThreads(const Gap &over)
{
    const QList<ConversationRef> recent = scan.recentThreads(over);
    for (const ConversationRef &thread : recent)
        needs[thread].addReplies(scan.markOf(over, thread.channel), {over.id});
    const Conversation *around = workspace().conversation(openThread.channel);
    if (openThread.thread && around && around->isMember()) {
        BackFillNeed &need = needs[openThread];
        need.addReplies(scan.markOf(over, openThread.channel), {over.id});
        const Message *parent = around->find(openThread.thread);
        need.window = parent && parent->replyCount < config.pageSize;
    }
}

void BackFill::Private::addRange(const ChannelId &channel, const Gap &over)
{
    BackFillNeed &need = needs[{channel, {}}];
    const MessageTs mark = std::max(scan.markOf(over, channel), need.top());
    need.addGap(over.id, scan.readFrom(channel, mark), mark, over.heldUpTo(channel));
}

//! Asks for the threads that have newer replies than we held before the gap.
void BackFill::Private::scanThreads(const ChannelId &channel, const MessageTs &from, const QList<int> &gaps)
{
    const QList<ConversationRef> threads = scan.threadsWithNews(channel, from, gaps);
    for (const ConversationRef &thread : threads)
        needs[thread].addReplies(from, gaps);
}

void BackFill::Private::listed()
{
    for (Active &each : active) {
        planConversations(each);
        each.listed = !fetcher.isListing();
    }
    work();
    settle();
}

// --- Asking

void BackFill::Private::work()
{
    if (!online() || !connected || !fresh.isEmpty()) // what a new gap needs joins what is pending
        return;
    step(history, false);
    step(replies, true);
}

void BackFill::Private::step(MethodQueue &queue, bool threads)
{
    if (queue.busy || queue.timer.isActive())
        return;
    const auto need = best(threads);
    if (need == needs.end())
        return;
    if (const milliseconds wait = queue.limiter.waitTime(); wait.count() > 0) {
        queue.timer.start(wait);
        return;
    }
    queue.limiter.take();
    ask(queue, need.key(), *need);
}

//! The newest need: what is looked at, then where somebody may wait for us, and there what was busy last.
QHash<ConversationRef, BackFillNeed>::iterator BackFill::Private::best(bool threads)
{
    auto chosen = needs.end();
    int chosenRank = 0;
    for (auto need = needs.begin(); need != needs.end(); ++need) {
        if (need.key().thread.isEmpty() == threads)
            continue;
        if (!threads && fetcher.isLoadingHistory(need.key().channel))
            continue; // the same page is on its way
        const int rank = rankOf(need.key());
        const auto isNewer = [&] {
            const MessageTs mine = need->ranges.isEmpty() ? MessageTs() : need->ranges.constFirst().begin;
            const MessageTs other =
                chosen->ranges.isEmpty() ? MessageTs() : chosen->ranges.constFirst().begin;
            return mine != other ? mine > other : need.key().channel < chosen.key().channel;
        };
        if (chosen == needs.end() || rank < chosenRank || (rank == chosenRank && isNewer())) {
            chosen = need;
            chosenRank = rank;
        }
    }
    return chosen;
}

int BackFill::Private::rankOf(const ConversationRef &ref) const
{
    if (ref.thread ? ref == openThread : ref.channel == visible)
        return 0;
    const Conversation *conversation = workspace().conversation(ref.channel);
    if (!conversation)
        return 4;
    const bool isDirect = conversation->kind() == ConversationKind::DirectMessage ||
                          conversation->kind() == ConversationKind::GroupMessage;
    if (isDirect || conversation->mentionCount() > 0 || ref.channel == visible)
        return 1;
    return conversation->unreadCount() > 0 ? 2 : 3;
}

void BackFill::Private::askHistory(MethodQueue &queue, const ConversationRef &ref, const BackFillNeed &need)
{
    ApiArguments arguments{{u"channel"_s, ref.channel.text()}};
    if (need.window) {
        // Without `oldest`: for what changed in messages that we hold. What was missed is in it as well.
        arguments += {{u"limit"_s, QString::number(config.windowSize)}};
        return call(queue, ref, arguments, {true, {}, {}});
    }
    const BackFillRange &range = need.ranges.constFirst();
    arguments += {{u"oldest"_s, range.from.text()},
                  {u"latest"_s, range.below ? range.below.text() : farFuture},
                  {u"inclusive"_s, u"0"_s},
                  {u"limit"_s, QString::number(config.pageSize)}};
    if (!range.cursor.isEmpty())
        arguments += {{u"cursor"_s, range.cursor}};
    call(queue, ref, arguments, {false, range.from, range.below});
}

void BackFill::Private::askReplies(MethodQueue &queue, const ConversationRef &ref, const BackFillNeed &need)
{
    const BackFillRange &range = need.ranges.constFirst();
    ApiArguments arguments{{u"channel"_s, ref.channel.text()}, {u"ts"_s, ref.thread.text()}};
    if (!need.window)
        arguments += {{u"oldest"_s, range.from.text()}, {u"inclusive"_s, u"0"_s}};
    arguments += {{u"limit"_s, QString::number(config.pageSize)}};
    if (!range.cursor.isEmpty())
        arguments += {{u"cursor"_s, range.cursor}};
    call(queue, ref, arguments, {need.window, need.window ? MessageTs() : range.from, {}});
}

void BackFill::Private::call(MethodQueue &queue, const ConversationRef &ref, const ApiArguments &arguments,
                             const BackFillQuery &asked)
{
    queue.busy = true;
    queue.asking = ref;
    session.web().call(queue.method, arguments, connected.get(),
                       [this, &queue, ref, asked](const Result<ApiAnswer> &answer) {
                           queue.busy = false;
                           answered(ref, asked, answer);
                           settle();
                           work();
                       });
}

// --- Answers

void BackFill::Private::answered(const ConversationRef &ref, const BackFillQuery &asked,
                                 const Result<ApiAnswer> &answer)
{
    const auto need = needs.find(ref);
    if (need == needs.end())
        return;
    if (!answer)
        return troubled(ref, *need, answer.error());
    ++need->pages;
    need->tries = 0;
    const BackFillPage page(*answer);
    if (ref.thread)
        takeReplies(ref, *need, asked, page);
    else
        takeHistory(ref, *need, asked, page);
    // Threads that were found may have moved it.
    const auto still = needs.find(ref);
    if (still != needs.end() && still->isMet())
        needs.erase(still);
}

void BackFill::Private::takeHistory(const ConversationRef &ref, BackFillNeed &given,
                                    const BackFillQuery &asked, const BackFillPage &page)
{
    BackFillNeed need = given; // a thread that is found moves what stands in the hash
    if (asked.window)
        windowRead(ref.channel, need);
    const auto range =
        std::find_if(need.ranges.begin(), need.ranges.end(),
                     [&asked](const BackFillRange &each) { return each.below == asked.below; });
    if (range != need.ranges.end()) {
        scanThreads(ref.channel, range->begin, range->gaps);
        switch (range->takeHistory(page, asked, &need.emptyPages)) {
        case BackFillProgress::GoesOn:
            break;
        case BackFillProgress::Done:
            tell(ref, *range, need, "done");
            need.ranges.erase(range);
            break;
        case BackFillProgress::Stuck:
            return giveUp(ref, noProgressError());
        }
    }
    needs.insert(ref, need);
}

void BackFill::Private::takeReplies(const ConversationRef &ref, BackFillNeed &need,
                                    const BackFillQuery &asked, const BackFillPage &page)
{
    need.window = need.window && !asked.window;
    BackFillRange &range = need.ranges.first();
    if (asked.from > range.from)
        return; // an earlier gap joined meanwhile: asked again from there
    switch (range.takeReplies(page, ref.thread, &need.emptyPages)) {
    case BackFillProgress::GoesOn:
        return;
    case BackFillProgress::Done:
        tell(ref, range, need, "done");
        need.ranges.clear();
        return;
    case BackFillProgress::Stuck:
        return giveUp(ref, noProgressError());
    }
}

//! The newest page of a conversation was read again: its parents say which threads went on.
void BackFill::Private::windowRead(const ChannelId &channel, BackFillNeed &need)
{
    need.window = false;
    const Gap *since = scan.gap(unreadWindows.take(channel));
    if (since && need.ranges.isEmpty())
        scanThreads(channel, scan.markOf(*since, channel), {since->id});
}

void BackFill::Private::troubled(const ConversationRef &ref, BackFillNeed &need, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::RateLimited ||
                        error.code == "not_json"_L1;
    if (!passes || ++need.tries >= config.networkTries)
        return giveUp(ref, error);
    queueOf(ref).limiter.pause(config.networkPause);
}

//! Asking again would not help. What is missing stays missing, and the record says so.
void BackFill::Private::giveUp(const ConversationRef &ref, const Error &error)
{
    const BackFillNeed need = needs.take(ref);
    qCInfo(lcSync, "back-filling %s given up: %s", qUtf8Printable(ref.channel.text()),
           qUtf8Printable(error.code));
    for (const BackFillRange &range : need.ranges)
        tell(ref, range, need, "failed", &error);
    if (ref.thread.isEmpty()) {
        unreadWindows.remove(ref.channel);
        fetcher.forgetHistory(ref.channel);
    }
}

//! The fetcher was asked for the same page: nobody asks twice.
void BackFill::Private::newestPageLoaded(const ChannelId &channel, const MessageTs &oldest, bool complete)
{
    const ConversationRef ref{channel, {}};
    const auto found = needs.find(ref);
    if (found == needs.end()) {
        BackFillNeed none;
        windowRead(channel, none);
        return work();
    }
    BackFillNeed need = *found;
    windowRead(channel, need);
    if (!need.ranges.isEmpty() && need.ranges.constFirst().below.isEmpty()) {
        BackFillRange &range = need.ranges.first();
        ++need.pages;
        scanThreads(channel, range.begin, range.gaps);
        if (complete || (oldest && oldest <= range.from)) {
            tell(ref, range, need, "done");
            need.ranges.removeFirst();
        } else {
            range.below = oldest;
        }
    }
    if (need.isMet())
        needs.remove(ref);
    else
        needs.insert(ref, need);
    settle();
    work();
}

void BackFill::Private::rateLimited(const QString &method, milliseconds delay)
{
    for (MethodQueue *queue : {&history, &replies}) {
        if (queue->method != method || !online())
            continue;
        auto need = queue->busy ? needs.find(queue->asking) : best(queue == &replies);
        if (!queue->busy)
            queue->limiter.pause(delay); // somebody else met it; the limit is for all of us
        if (need == needs.end() || need->ranges.isEmpty())
            continue;
        const Error error{Error::Kind::RateLimited,
                          u"ratelimited"_s,
                          BackFill::tr("The server limits how fast history may be asked for."),
                          {},
                          delay};
        tell(need.key(), need->ranges.constFirst(), *need, "waiting", &error, delay);
    }
}

// --- The record

void BackFill::Private::tell(const ConversationRef &ref, const BackFillRange &range, const BackFillNeed &need,
                             const char *state, const Error *error, milliseconds retryAfter)
{
    const QHash<int, int> counts = scan.messagesIn(ref, range);
    for (const int id : range.gaps) {
        session.record(backfillnotes::part(id, ref, counts.value(id), need.pages, state, error, retryAfter));
    }
}

//! Gaps that nothing is missing from any more, as far as the server lets us.
void BackFill::Private::settle()
{
    for (qsizetype i = 0; i < active.size();) {
        const int id = active.at(i).gap;
        const bool pending =
            !active.at(i).listed || std::any_of(needs.cbegin(), needs.cend(),
                                                [id](const BackFillNeed &need) { return need.concerns(id); });
        if (pending) {
            ++i;
            continue;
        }
        active.removeAt(i);
        qCDebug(lcSync, "gap %d is filled, as far as it can be", id);
        session.record(backfillnotes::finished(id, scan.gap(id)));
        Q_EMIT q->finished(id);
    }
}

// --- The public face

BackFill::BackFill(LiveSession &session, WorkspaceFeed &feed, WorkspaceFetcher &fetcher, const Clock &clock,
                   Config config, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, feed, fetcher, clock, config))
{
    fetcher.trustBackFill();
    d->planTimer.setSingleShot(true);
    connect(&d->planTimer, &QTimer::timeout, this, [this] { d->plan(); });
    for (MethodQueue *queue : {&d->history, &d->replies}) {
        queue->timer.setSingleShot(true);
        connect(&queue->timer, &QTimer::timeout, this, [this] { d->work(); });
    }
    connect(&session, &EventSource::recorded, this, [this](const Event &event) { d->recorded(event); });
    connect(&session, &LiveSession::stateChanged, this,
            [this](LiveSession::State state) { d->stateChanged(state); });
    connect(&session.web(), &WebApi::rateLimited, this, [this](const QString &method, const Error &error) {
        d->rateLimited(method, error.retryAfter.value_or(milliseconds(0)));
    });
    connect(&fetcher, &WorkspaceFetcher::listed, this, [this] { d->listed(); });
    connect(&fetcher, &WorkspaceFetcher::loadingChanged, this, [this] { d->work(); });
    connect(&fetcher, &WorkspaceFetcher::newestPageLoaded, this,
            [this](const ChannelId &channel, const MessageTs &oldest, bool complete) {
                d->newestPageLoaded(channel, oldest, complete);
            });
    if (d->online())
        d->connected = std::make_unique<QObject>();
}

BackFill::~BackFill() = default;

void BackFill::setVisible(const ChannelId &channel)
{
    d->visible = channel;
    d->addWindow(channel);
    d->work();
}

void BackFill::setVisibleThread(const ChannelId &channel, const MessageTs &parent)
{
    d->openThread = {channel, parent};
}

bool BackFill::isBusy() const
{
    return !d->active.isEmpty() || !d->fresh.isEmpty();
}

} // namespace rtmscope
