// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/backfill.h"

#include "core/net/notes.h"
#include "core/session/rtmsession.h"
#include "core/sync/directory.h"
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

// With `oldest` alone some servers begin at that end; with both, all begin at this one.
const QString farFuture = u"9999999999.999999"_s;
constexpr int mostEmptyPages = 10;

MessageTs tsOf(qint64 us)
{
    us = std::max<qint64>(1, us);
    return MessageTs(u"%1.%2"_s.arg(us / 1'000'000).arg(us % 1'000'000, 6, 10, QLatin1Char('0')));
}

//! A conversation, or one of its threads.
struct Place
{
    ChannelId channel;
    MessageTs thread;
    friend bool operator==(const Place &, const Place &) = default;
    friend size_t qHash(const Place &place, size_t seed = 0)
    {
        return qHashMulti(seed, place.channel, place.thread);
    }
};

//! Messages that are missing: newer than `from`, older than `below`. A conversation is read from its newest
//! message down, so `below` sinks; a thread from its oldest up, so `from` rises.
struct Range
{
    MessageTs from;
    MessageTs below; //!< empty: up to the newest, nothing was asked yet
    MessageTs begin; //!< what is newer counts as missed
    MessageTs top;   //!< the newest message when it was begun
    MessageTs end;   //!< what is newer belongs to a later range; empty: there is none
    QString cursor;  //!< only after a page without messages, where there is nothing else to go on from
    QList<int> gaps; //!< those it lies in, oldest first
};

struct Need
{
    QList<Range> ranges; //!< newest first
    bool window = false; //!< what is on the screen is to be read again
    int pages = 0;
    int emptyPages = 0;
    int tries = 0;

    bool isMet() const { return ranges.isEmpty() && !window; }
    bool concerns(int gap) const
    {
        return std::any_of(ranges.begin(), ranges.end(),
                           [gap](const Range &range) { return range.gaps.contains(gap); });
    }
};

//! One method of the server: at most one call at a time, at its pace.
struct Lane
{
    Lane(const QString &name, const Clock &clock, const RateLimiter::Pace &pace)
        : method(name)
        , limiter(clock, pace)
    {
    }
    QString method;
    RateLimiter limiter;
    QTimer timer;
    bool busy = false;
    Place asking;
};

struct Active
{
    int gap = 0;
    bool listed = false; //!< the conversations of this connection are known
    QSet<ChannelId> planned;
};

//! What was asked for. While the answer is on its way, further gaps may change the need.
struct Asked
{
    bool window = false;
    MessageTs from;
    MessageTs below;
};

//! What a page says of how to go on.
struct Page
{
    explicit Page(const ApiAnswer &answer)
        : hasMore(answer.root()["has_more"].boolean().value_or(false) || !answer.nextCursor().isEmpty())
        , cursor(answer.nextCursor())
    {
        for (const auto &message : answer.root()["messages"].elements()) {
            const MessageTs ts(message["ts"].text());
            if (ts.isEmpty())
                continue;
            lowest = lowest.isEmpty() ? ts : std::min(lowest, ts);
            highest = std::max(highest, ts);
        }
    }
    MessageTs lowest;
    MessageTs highest;
    bool hasMore;
    QString cursor;
};

Error noProgressError()
{
    return {Error::Kind::Protocol,
            u"no_progress"_s,
            BackFill::tr("The server says that there is more, but sends the same again."),
            {},
            {}};
}

} // namespace

struct BackFill::Private
{
    Private(BackFill *backFill, RtmSession &s, WorkspaceFeed &f, Directory &dir, const Clock &clock, Config c)
        : q(backFill)
        , session(s)
        , feed(f)
        , directory(dir)
        , config(c)
        , history(u"conversations.history"_s, clock, c.pace)
        , replies(u"conversations.replies"_s, clock, c.pace)
    {
    }

    bool online() const { return session.state() == RtmSession::State::Ready; }
    const Workspace &workspace() const { return feed.workspace(); }
    const Gap *gap(int id) const;
    MessageTs markOf(const Gap &gap, const ChannelId &channel) const;
    MessageTs readFrom(const ChannelId &channel, const MessageTs &mark) const;

    void recorded(const Event &event);
    void stateChanged(RtmSession::State state);
    void plan();
    void forgetOld();
    void planConversations(Active &active);
    void planRecentThreads(const Gap &gap);
    void addRange(const ChannelId &channel, const Gap &gap);
    void addThread(const Place &place, const MessageTs &from, const QList<int> &gaps);
    void scanThreads(const ChannelId &channel, const MessageTs &from, const QList<int> &gaps);
    void addWindow(const ChannelId &channel);
    void listed();

    Lane &laneOf(const Place &place) { return place.thread ? replies : history; }
    void work();
    void step(Lane &lane, bool threads);
    QHash<Place, Need>::iterator best(bool threads);
    int rankOf(const Place &place) const;
    void ask(Lane &lane, const Place &place, Need &need);
    void askHistory(Lane &lane, const Place &place, const Need &need);
    void askReplies(Lane &lane, const Place &place, const Need &need);
    void call(Lane &lane, const Place &place, const ApiArguments &arguments, const Asked &asked);

    void answered(const Place &place, const Asked &asked, const Result<ApiAnswer> &answer);
    void takeHistory(const Place &place, Need &need, const Asked &asked, const Page &page);
    void takeReplies(const Place &place, Need &need, const Asked &asked, const Page &page);
    void windowRead(const ChannelId &channel, Need &need);
    void troubled(const Place &place, Need &need, const Error &error);
    void giveUp(const Place &place, const Error &error);
    void newestPageLoaded(const ChannelId &channel, const MessageTs &oldest, bool complete);
    void rateLimited(const QString &method, milliseconds delay);

    void settle();
    QHash<int, int> messagesIn(const Place &place, const Range &range) const;
    void tell(const Place &place, const Range &range, const Need &need, const char *state,
              const Error *error = nullptr, milliseconds retryAfter = {});
    void tellFinished(const Active &active);

    BackFill *q;
    RtmSession &session;
    WorkspaceFeed &feed;
    Directory &directory;
    Config config;
    Lane history;
    Lane replies;
    std::unique_ptr<QObject> connected; //!< calls end with the connection they were made on
    QList<int> fresh;                   //!< gaps that nobody has looked at yet
    QList<Active> active;
    QHash<Place, Need> needs;
    QHash<ChannelId, int> unreadWindows; //!< the first gap since the conversation was last read again
    ChannelId visible;
    Place openThread;
    QTimer planTimer;
};

// --- What is missing

const Gap *BackFill::Private::gap(int id) const
{
    const QList<Gap> &gaps = workspace().gaps();
    const auto it = std::find_if(gaps.rbegin(), gaps.rend(), [id](const Gap &each) { return each.id == id; });
    return it == gaps.rend() ? nullptr : &*it;
}

//! Everything up to here was held before the gap.
MessageTs BackFill::Private::markOf(const Gap &gap, const ChannelId &channel) const
{
    const MessageTs held = gap.heldUpTo(channel);
    if (held.isEmpty())
        return tsOf(gap.fromUs - microseconds(config.clockSlack).count());
    const qint64 us = held.toMicroseconds();
    return us > 0 ? tsOf(us - microseconds(config.overlap).count()) : held;
}

//! Where reading starts so that what is newer than \a mark is complete: some messages further back, for their
//! first replies may be among what was missed, and only the server knows of those.
MessageTs BackFill::Private::readFrom(const ChannelId &channel, const MessageTs &mark) const
{
    const Conversation *conversation = workspace().conversation(channel);
    if (!conversation)
        return mark;
    MessageTs from = mark;
    int left = config.parentsReadAgain;
    const auto &messages = conversation->messages();
    for (auto message = messages.rbegin(); message != messages.rend() && left > 0; ++message) {
        const bool standsInHistory = message->ts && (!message->isReply() || message->broadcast);
        const qint64 us = standsInHistory && message->ts <= mark ? message->ts.toMicroseconds() : 0;
        if (us <= 0)
            continue;
        from = tsOf(us - 1);
        --left;
    }
    return from;
}

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
    planTimer.start(0); // the directory hears of the connection at the same time, and goes first
}

void BackFill::Private::stateChanged(RtmSession::State state)
{
    if (state == RtmSession::State::Ready) {
        if (!connected) // one stream may also take over from another, and what was asked goes on
            connected = std::make_unique<QObject>();
        if (!fresh.isEmpty())
            planTimer.start(0);
        else
            work();
        return;
    }
    connected.reset();
    for (Lane *lane : {&history, &replies}) {
        lane->busy = false;
        lane->timer.stop();
    }
}

void BackFill::Private::plan()
{
    if (!online())
        return;
    const QList<int> found = std::exchange(fresh, {});
    for (const int id : found) {
        const Gap *over = gap(id);
        if (!over)
            continue;
        session.record(
            notes::Object().text("kind", u"backfill").number("gap", id).text("state", u"started").close());
        active.append({id, !directory.isListing(), {}});
        planConversations(active.last());
        if (const Gap *still = gap(id))
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
    for (Need &need : needs) {
        for (Range &range : need.ranges)
            range.gaps.removeIf(isOld); // what it lacks is fetched all the same
    }
}

void BackFill::Private::planConversations(Active &plan)
{
    const Gap *over = gap(plan.gap);
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

//! Parents that are older than what is read again are in none of its pages. The threads people were in just
//! now are asked for anyway.
void BackFill::Private::planRecentThreads(const Gap &over)
{
    const qint64 oldestUs = over.fromUs - microseconds(config.recentThreadAge).count();
    QList<std::pair<qint64, Place>> recent;
    for (const Conversation &conversation : workspace().conversations()) {
        if (!conversation.isOpen())
            continue;
        const MessageTs from = readFrom(conversation.id(), markOf(over, conversation.id()));
        for (const Message &message : conversation.messages()) {
            if (message.ts > from)
                break; // the pages tell of its newest reply
            const qint64 lastUs = message.latestReply.toMicroseconds();
            if (lastUs >= oldestUs && message.ts && !message.isReply())
                recent.append({lastUs, {conversation.id(), message.ts}});
        }
    }
    std::sort(recent.begin(), recent.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second.thread > b.second.thread;
    });
    if (recent.size() > config.recentThreads)
        recent.resize(config.recentThreads);
    for (const auto &[lastUs, place] : std::as_const(recent))
        addThread(place, markOf(over, place.channel), {over.id});
    const Conversation *around = workspace().conversation(openThread.channel);
    if (openThread.thread && around && around->isMember()) {
        addThread(openThread, markOf(over, openThread.channel), {over.id});
        const Message *parent = around->find(openThread.thread);
        needs[openThread].window = parent && parent->replyCount < config.pageSize;
    }
}

void BackFill::Private::addRange(const ChannelId &channel, const Gap &over)
{
    QList<Range> &ranges = needs[{channel, {}}].ranges;
    // What an earlier gap's pages began with is that one's business.
    const MessageTs mark =
        ranges.isEmpty() ? markOf(over, channel) : std::max(markOf(over, channel), ranges.constFirst().top);
    const MessageTs from = readFrom(channel, mark);
    if (!ranges.isEmpty() && ranges.constFirst().below.isEmpty()) { // not begun: one need for both gaps
        Range &range = ranges.first();
        range.from = std::min(range.from, from);
        range.begin = std::min(range.begin, mark);
        range.gaps.append(over.id);
        return;
    }
    // What overlaps with the range of an earlier gap is counted there.
    const MessageTs begin = ranges.isEmpty() ? mark : std::max(mark, over.heldUpTo(channel));
    if (!ranges.isEmpty())
        ranges.first().end = begin;
    ranges.prepend({from, {}, begin, {}, {}, {}, {over.id}});
}

void BackFill::Private::addThread(const Place &place, const MessageTs &from, const QList<int> &gaps)
{
    Need &need = needs[place];
    if (need.ranges.isEmpty()) {
        need.ranges.append({from, {}, from, {}, {}, {}, gaps});
        return;
    }
    Range &range = need.ranges.first();
    for (const int id : gaps) {
        if (range.gaps.contains(id))
            continue;
        range.gaps.append(id);
        range.from = std::min(range.from, from);
        range.begin = std::min(range.begin, from);
    }
}

//! Looks for threads that have newer replies than we held before the gap.
void BackFill::Private::scanThreads(const ChannelId &channel, const MessageTs &from, const QList<int> &gaps)
{
    const Conversation *conversation = workspace().conversation(channel);
    const Gap *newest = gaps.isEmpty() ? nullptr : gap(gaps.constLast());
    if (!conversation || !newest)
        return;
    for (const Message &message : conversation->messages()) {
        MessageTs parent;
        if (message.latestReply > from && !message.isReply())
            parent = message.ts;
        else if (message.broadcast && message.backfilled && message.ts > from)
            parent = message.threadTs; // its parent may be anywhere
        if (parent && !newest->fill(channel, parent))
            addThread({channel, parent}, from, gaps);
    }
}

//! The conversation's newest page may have changed since a gap that nobody has read it again after.
void BackFill::Private::addWindow(const ChannelId &channel)
{
    if (unreadWindows.contains(channel))
        needs[{channel, {}}].window = true;
}

void BackFill::Private::listed()
{
    for (Active &each : active) {
        planConversations(each);
        each.listed = !directory.isListing();
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

void BackFill::Private::step(Lane &lane, bool threads)
{
    if (lane.busy || lane.timer.isActive())
        return;
    const auto need = best(threads);
    if (need == needs.end())
        return;
    if (const milliseconds wait = lane.limiter.waitTime(); wait.count() > 0) {
        lane.timer.start(wait);
        return;
    }
    lane.limiter.take();
    ask(lane, need.key(), *need);
}

//! The newest need: what is looked at, then where somebody may wait for us, and there what was busy last.
QHash<Place, Need>::iterator BackFill::Private::best(bool threads)
{
    auto chosen = needs.end();
    int chosenRank = 0;
    for (auto need = needs.begin(); need != needs.end(); ++need) {
        if (need.key().thread.isEmpty() == threads)
            continue;
        if (!threads && directory.isLoadingHistory(need.key().channel))
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

int BackFill::Private::rankOf(const Place &place) const
{
    if (place.thread ? place == openThread : place.channel == visible)
        return 0;
    const Conversation *conversation = workspace().conversation(place.channel);
    if (!conversation)
        return 4;
    const bool isDirect = conversation->kind() == ConversationKind::DirectMessage ||
                          conversation->kind() == ConversationKind::GroupMessage;
    if (isDirect || conversation->mentionCount() > 0 || place.channel == visible)
        return 1;
    return conversation->unreadCount() > 0 ? 2 : 3;
}

void BackFill::Private::ask(Lane &lane, const Place &place, Need &need)
{
    if (place.thread)
        askReplies(lane, place, need);
    else
        askHistory(lane, place, need);
}

void BackFill::Private::askHistory(Lane &lane, const Place &place, const Need &need)
{
    ApiArguments arguments{{u"channel"_s, place.channel.text()}};
    if (need.window) {
        // Without `oldest`: for what changed in messages that we hold. What was missed is in it as well.
        arguments += {{u"limit"_s, QString::number(config.windowSize)}};
        return call(lane, place, arguments, {true, {}, {}});
    }
    const Range &range = need.ranges.constFirst();
    arguments += {{u"oldest"_s, range.from.text()},
                  {u"latest"_s, range.below ? range.below.text() : farFuture},
                  {u"inclusive"_s, u"0"_s},
                  {u"limit"_s, QString::number(config.pageSize)}};
    if (!range.cursor.isEmpty())
        arguments += {{u"cursor"_s, range.cursor}};
    call(lane, place, arguments, {false, range.from, range.below});
}

void BackFill::Private::askReplies(Lane &lane, const Place &place, const Need &need)
{
    const Range &range = need.ranges.constFirst();
    ApiArguments arguments{{u"channel"_s, place.channel.text()}, {u"ts"_s, place.thread.text()}};
    if (!need.window)
        arguments += {{u"oldest"_s, range.from.text()}, {u"inclusive"_s, u"0"_s}};
    arguments += {{u"limit"_s, QString::number(config.pageSize)}};
    if (!range.cursor.isEmpty())
        arguments += {{u"cursor"_s, range.cursor}};
    call(lane, place, arguments, {need.window, need.window ? MessageTs() : range.from, {}});
}

void BackFill::Private::call(Lane &lane, const Place &place, const ApiArguments &arguments,
                             const Asked &asked)
{
    lane.busy = true;
    lane.asking = place;
    session.web().call(lane.method, arguments, connected.get(),
                       [this, &lane, place, asked](const Result<ApiAnswer> &answer) {
                           lane.busy = false;
                           answered(place, asked, answer);
                           settle();
                           work();
                       });
}

// --- Answers

void BackFill::Private::answered(const Place &place, const Asked &asked, const Result<ApiAnswer> &answer)
{
    const auto need = needs.find(place);
    if (need == needs.end())
        return;
    if (!answer)
        return troubled(place, *need, answer.error());
    ++need->pages;
    need->tries = 0;
    const Page page(*answer);
    if (place.thread)
        takeReplies(place, *need, asked, page);
    else
        takeHistory(place, *need, asked, page);
    // Threads that were found may have moved it.
    const auto still = needs.find(place);
    if (still != needs.end() && still->isMet())
        needs.erase(still);
}

void BackFill::Private::takeHistory(const Place &place, Need &given, const Asked &asked, const Page &page)
{
    Need need = given; // a thread that is found moves what stands in the hash
    if (asked.window)
        windowRead(place.channel, need);
    const auto range = std::find_if(need.ranges.begin(), need.ranges.end(),
                                    [&asked](const Range &each) { return each.below == asked.below; });
    if (range != need.ranges.end()) {
        scanThreads(place.channel, range->begin, range->gaps);
        // An earlier gap may have joined meanwhile: then the page ends too early.
        const bool ended = !page.hasMore && asked.from <= range->from;
        const bool isEmpty = page.lowest.isEmpty();
        if (ended || (!isEmpty && page.lowest <= range->from)) {
            tell(place, *range, need, "done");
            need.ranges.erase(range);
        } else if (page.hasMore && (isEmpty ? page.cursor.isEmpty() || ++need.emptyPages > mostEmptyPages
                                            : range->below && page.lowest >= range->below)) {
            return giveUp(place, noProgressError());
        } else if (isEmpty) {
            range->cursor = page.cursor;
        } else {
            if (range->top.isEmpty())
                range->top = page.highest;
            range->below = page.lowest;
            range->cursor.clear();
            need.emptyPages = 0;
        }
    }
    needs.insert(place, need);
}

void BackFill::Private::takeReplies(const Place &place, Need &need, const Asked &asked, const Page &page)
{
    need.window = need.window && !asked.window;
    Range &range = need.ranges.first();
    if (asked.from > range.from)
        return; // an earlier gap joined meanwhile: asked again from there
    if (!page.hasMore) {
        tell(place, range, need, "done");
        need.ranges.clear();
        return;
    }
    // The parent stands on every page, also on one without a reply.
    const bool isEmpty = page.highest.isEmpty() || page.highest == place.thread;
    if (isEmpty ? page.cursor.isEmpty() || ++need.emptyPages > mostEmptyPages : page.highest <= range.from)
        return giveUp(place, noProgressError());
    range.cursor = isEmpty ? page.cursor : QString();
    if (!isEmpty)
        range.from = page.highest;
}

//! The newest page of a conversation was read again: its parents say which threads went on.
void BackFill::Private::windowRead(const ChannelId &channel, Need &need)
{
    need.window = false;
    const Gap *since = gap(unreadWindows.take(channel));
    if (since && need.ranges.isEmpty())
        scanThreads(channel, markOf(*since, channel), {since->id});
}

void BackFill::Private::troubled(const Place &place, Need &need, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::RateLimited ||
                        error.code == "not_json"_L1;
    if (!passes || ++need.tries >= config.networkTries)
        return giveUp(place, error);
    laneOf(place).limiter.pause(config.networkPause);
}

//! Asking again would not help. What is missing stays missing, and the record says so.
void BackFill::Private::giveUp(const Place &place, const Error &error)
{
    const Need need = needs.take(place);
    for (const Range &range : need.ranges)
        tell(place, range, need, "failed", &error);
    if (place.thread.isEmpty()) {
        unreadWindows.remove(place.channel);
        directory.forgetHistory(place.channel);
    }
}

//! The directory was asked for the same page: nobody asks twice.
void BackFill::Private::newestPageLoaded(const ChannelId &channel, const MessageTs &oldest, bool complete)
{
    const Place place{channel, {}};
    const auto found = needs.find(place);
    if (found == needs.end()) {
        Need none;
        windowRead(channel, none);
        return work();
    }
    Need need = *found;
    windowRead(channel, need);
    if (!need.ranges.isEmpty() && need.ranges.constFirst().below.isEmpty()) {
        Range &range = need.ranges.first();
        ++need.pages;
        scanThreads(channel, range.begin, range.gaps);
        if (complete || (oldest && oldest <= range.from)) {
            tell(place, range, need, "done");
            need.ranges.removeFirst();
        } else {
            range.below = oldest;
        }
    }
    if (need.isMet())
        needs.remove(place);
    else
        needs.insert(place, need);
    settle();
    work();
}

void BackFill::Private::rateLimited(const QString &method, milliseconds delay)
{
    for (Lane *lane : {&history, &replies}) {
        if (lane->method != method || !online())
            continue;
        auto need = lane->busy ? needs.find(lane->asking) : best(lane == &replies);
        if (!lane->busy)
            lane->limiter.pause(delay); // somebody else met it; the limit is for all of us
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

//! How many messages of the range only a back-fill brought, by gap.
QHash<int, int> BackFill::Private::messagesIn(const Place &place, const Range &range) const
{
    QList<const Gap *> gaps;
    for (const int id : range.gaps) {
        if (const Gap *each = gap(id))
            gaps.append(each);
    }
    QHash<int, int> counts;
    const Conversation *conversation = workspace().conversation(place.channel);
    if (!conversation || gaps.isEmpty())
        return counts;
    const auto isOfPlace = [&place](const Message &message) {
        const bool isPlainReply = message.isReply() && !message.broadcast;
        return place.thread ? isPlainReply && message.threadTs == place.thread : !isPlainReply;
    };
    const auto &messages = conversation->messages();
    for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
        if (message->ts && message->ts <= range.begin)
            break;
        if (!message->backfilled || message->firstSeq <= gaps.constFirst()->closedSeq ||
            (range.end && message->ts > range.end) || !isOfPlace(*message))
            continue;
        // It belongs to the last gap before which it was not held. Where nothing came between two, time
        // tells.
        const Gap *owner = gaps.constFirst();
        for (qsizetype i = 1; i < gaps.size(); ++i) {
            const MessageTs mark = gaps.at(i)->heldUpTo(place.channel);
            const bool isLater =
                mark != owner->heldUpTo(place.channel) ? message->ts > mark : message->timeUs > owner->toUs;
            if (isLater)
                owner = gaps.at(i);
        }
        ++counts[owner->id];
    }
    return counts;
}

void BackFill::Private::tell(const Place &place, const Range &range, const Need &need, const char *state,
                             const Error *error, milliseconds retryAfter)
{
    const QHash<int, int> counts = messagesIn(place, range);
    for (const int id : range.gaps) {
        notes::Object note;
        note.text("kind", u"backfill").number("gap", id).text("channel", place.channel.text());
        note.textIfAny("thread_ts", place.thread.text()).text("state", QString::fromLatin1(state));
        note.number("messages", counts.value(id)).number("pages", need.pages);
        if (retryAfter.count() > 0)
            note.number("retry_after_ms", retryAfter.count());
        if (error)
            note.json("error", notes::error(*error));
        session.record(note.close());
    }
}

//! Gaps that nothing is missing from any more, as far as the server lets us.
void BackFill::Private::settle()
{
    for (qsizetype i = 0; i < active.size();) {
        const int id = active.at(i).gap;
        const bool pending =
            !active.at(i).listed ||
            std::any_of(needs.cbegin(), needs.cend(), [id](const Need &need) { return need.concerns(id); });
        if (pending) {
            ++i;
            continue;
        }
        const Active over = active.takeAt(i);
        tellFinished(over);
        Q_EMIT q->finished(id);
    }
}

void BackFill::Private::tellFinished(const Active &over)
{
    notes::Object note;
    note.text("kind", u"backfill").number("gap", over.gap).text("state", u"finished");
    if (const Gap *filled = gap(over.gap)) {
        const auto count = [filled](auto wanted) {
            return std::count_if(filled->fills.begin(), filled->fills.end(), wanted);
        };
        note.number("conversations", count([](const GapFill &fill) { return fill.thread.isEmpty(); }));
        note.number("threads", count([](const GapFill &fill) { return !fill.thread.isEmpty(); }));
        note.number("messages", filled->messages());
        note.number("failed",
                    count([](const GapFill &fill) { return fill.state == GapFill::State::Failed; }));
    }
    session.record(note.close());
}

// --- The public face

BackFill::BackFill(RtmSession &session, WorkspaceFeed &feed, Directory &directory, const Clock &clock,
                   Config config, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, feed, directory, clock, config))
{
    directory.trustBackFill();
    d->planTimer.setSingleShot(true);
    connect(&d->planTimer, &QTimer::timeout, this, [this] { d->plan(); });
    for (Lane *lane : {&d->history, &d->replies}) {
        lane->timer.setSingleShot(true);
        connect(&lane->timer, &QTimer::timeout, this, [this] { d->work(); });
    }
    connect(&session, &EventSource::recorded, this, [this](const Event &event) { d->recorded(event); });
    connect(&session, &RtmSession::stateChanged, this,
            [this](RtmSession::State state) { d->stateChanged(state); });
    connect(&session.web(), &WebApi::rateLimited, this, [this](const QString &method, const Error &error) {
        d->rateLimited(method, error.retryAfter.value_or(milliseconds(0)));
    });
    connect(&directory, &Directory::listed, this, [this] { d->listed(); });
    connect(&directory, &Directory::loadingChanged, this, [this] { d->work(); });
    connect(&directory, &Directory::newestPageLoaded, this,
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
