// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/threadtally.h"

#include "core/base/ids.h"
#include "core/statistics/rowparts.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Remark = ThreadTally::Remark;
using What = Remark::What;

constexpr qsizetype rowsPerLook = 256;
constexpr qsizetype mostSent = 10'000; // without an answer so far

enum class Type : qint8 { None, Message, Ack, Api };

Type typeOf(const QString &name)
{
    if (name == "message"_L1 || name == "app_mention"_L1)
        return Type::Message;
    if (name == "ack"_L1)
        return Type::Ack;
    return name == "api"_L1 ? Type::Api : Type::None;
}

qint64 usOf(json::Value ts)
{
    return MessageTs(ts.text()).toMicroseconds();
}

//! The ts itself if it is not spelled as Slack does.
QString oddTsOf(json::Value ts)
{
    constexpr std::size_t usualSize = 17;
    constexpr std::size_t dot = 10;
    const std::string_view text = ts.string();
    return text.size() == usualSize && text[dot] == '.' ? QString() : ts.text();
}

//! A person, else an app, else whoever it says it is.
QString authorOf(json::Value message)
{
    for (const char *member : {"user", "bot_id", "username"}) {
        if (QString author = message[member].text(); !author.isEmpty())
            return author;
    }
    return {};
}

bool isPageOfMessages(std::string_view method)
{
    return method.ends_with(".history") || method.ends_with(".replies");
}

//! Finds remarks in some rows of a log.
class Finder
{
public:
    Finder(const LogReader &log, RowChoice &chosen, ThreadTally::Piece &piece)
        : m_log(log)
        , m_chosen(chosen)
        , m_piece(piece)
    {
    }

    void look(qsizetype row)
    {
        const LogRow &at = m_log.row(row);
        const Type type = m_types.of(m_log, at.type, typeOf);
        // What was delivered before says nothing new, and its counts are old.
        if (type == Type::None || (at.flags & LogRow::Repeated) ||
            !m_document.parse(m_log.borrowedFrame(row)))
            return;
        m_remark = {.row = quint32(row)};
        const std::size_t before = m_piece.size();
        if (at.direction == Direction::Note)
            lookAtCall();
        else if (type == Type::Ack)
            lookAtAck(row, at);
        else if (at.direction == Direction::Out)
            lookAtOwn(row);
        else
            lookAtEvent(row, at);
        if (!m_chosen || m_piece.size() == before)
            return;
        const bool isChosen = m_chosen(m_log, row);
        for (auto remark = m_piece.begin() + std::ptrdiff_t(before); remark != m_piece.end(); ++remark)
            remark->isChosen = isChosen;
    }

private:
    void push(What what)
    {
        m_piece.push_back(m_remark);
        m_piece.back().what = what;
    }
    QByteArray keyOf(qsizetype row, json::Value id) const
    {
        return QByteArray::number(rowparts::connectionOf(m_log, row)) + ' ' + id.toJson();
    }
    void lookAtEvent(qsizetype row, const LogRow &at);
    void lookAtMessage(json::Value message);
    void lookAtParent(json::Value message);
    void lookAtOwn(qsizetype row);
    void lookAtAck(qsizetype row, const LogRow &at);
    void lookAtCall();

    const LogReader &m_log;
    RowChoice &m_chosen;
    ThreadTally::Piece &m_piece;
    rowparts::TypeMeanings<Type> m_types;
    json::Document m_document;
    Remark m_remark; // what is common to those of the row
};

void Finder::lookAtEvent(qsizetype row, const LogRow &at)
{
    const json::Value event = rowparts::eventIn(m_document);
    const std::string_view subtype = event["subtype"].string();
    // The index knows it, also where the frame does not say it.
    m_remark.channel = at.channel == manySymbols ? m_log.event(row).channel : m_log.symbol(at.channel);
    if (subtype == "message_changed" || subtype == "message_replied")
        return lookAtParent(event["message"]);
    if (subtype != "message_deleted")
        return lookAtMessage(event);
    m_remark.threadUs = usOf(event["previous_message"]["thread_ts"]);
    m_remark.tsUs = usOf(event["deleted_ts"]);
    if (m_remark.threadUs != 0 && m_remark.tsUs != 0 && m_remark.threadUs != m_remark.tsUs)
        push(What::Removal);
}

void Finder::lookAtMessage(json::Value message)
{
    const qint64 tsUs = usOf(message["ts"]);
    if (tsUs == 0 || message["is_ephemeral"].boolean().value_or(false))
        return;
    const qint64 threadUs = usOf(message["thread_ts"]);
    const bool isReply = threadUs != 0 && threadUs != tsUs;
    m_remark.threadUs = isReply ? threadUs : tsUs;
    m_remark.tsUs = tsUs;
    m_remark.oddTs = oddTsOf(message[isReply ? "thread_ts" : "ts"]);
    m_remark.author = authorOf(message);
    m_remark.starter = isReply ? message["parent_user_id"].text() : QString();
    push(isReply ? What::Reply : What::Root);
    lookAtParent(isReply ? message["root"] : message);
}

//! How many replies a message has, if it says so.
void Finder::lookAtParent(json::Value message)
{
    const std::optional<qint64> count = message["reply_count"].integer();
    const qint64 tsUs = usOf(message["ts"]);
    if (!count || *count < 0 || *count > std::numeric_limits<qint32>::max() || tsUs == 0)
        return;
    m_remark.threadUs = tsUs;
    m_remark.oddTs = oddTsOf(message["ts"]);
    m_remark.tsUs = usOf(message["latest_reply"]);
    m_remark.claimed = qint32(*count);
    m_remark.author = authorOf(message);
    m_remark.othersWrote = false;
    for (const json::Value user : message["reply_users"].elements())
        m_remark.othersWrote = m_remark.othersWrote || user.text() != m_remark.author;
    push(What::Claim);
}

void Finder::lookAtOwn(qsizetype row)
{
    const json::Value frame = m_document.root();
    m_remark.threadUs = usOf(frame["thread_ts"]);
    if (m_remark.threadUs == 0 || !frame["id"].exists())
        return;
    m_remark.oddTs = oddTsOf(frame["thread_ts"]);
    m_remark.channel = frame["channel"].text();
    m_remark.author = m_log.log().info().selfId;
    m_remark.key = keyOf(row, frame["id"]);
    push(What::Sent);
}

void Finder::lookAtAck(qsizetype row, const LogRow &at)
{
    const json::Value frame = m_document.root();
    m_remark.tsUs = usOf(frame["ts"]);
    if (at.direction != Direction::In || m_remark.tsUs == 0 || !frame["reply_to"].exists())
        return;
    m_remark.key = keyOf(row, frame["reply_to"]);
    push(What::Acknowledged);
}

void Finder::lookAtCall()
{
    const json::Value note = m_document.root();
    const json::Value answer = note["answer"];
    const std::string_view method = note["method"].string();
    if (method == "chat.postMessage") {
        m_remark.channel = answer["channel"].text();
        return lookAtMessage(answer["message"]);
    }
    if (!isPageOfMessages(method))
        return;
    m_remark.channel = note["args"]["channel"].text();
    for (const json::Value message : answer["messages"].elements())
        lookAtMessage(message);
}

//! The message object with this ts in an entry.
json::Value messageAt(const json::Document &document, qint64 tsUs)
{
    for (const json::Value message : document.root()["answer"]["messages"].elements()) {
        if (usOf(message["ts"]) == tsUs)
            return message;
    }
    return rowparts::eventIn(document);
}

} // namespace

QString ThreadFigures::Row::threadTs() const
{
    constexpr qint64 secondUs = 1'000'000;
    if (!oddTs.isEmpty())
        return oddTs;
    return u"%1.%2"_s.arg(threadUs / secondUs).arg(threadUs % secondUs, 6, 10, QChar(u'0'));
}

ThreadTally::Piece ThreadTally::look(const LogReader &log, RowSpan rows, const Options &, RowChoice &chosen,
                                     const std::atomic_bool &cancelled)
{
    Piece piece;
    Finder finder(log, chosen, piece);
    for (qsizetype row = rows.first; row < rows.second; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        finder.look(row);
    }
    return piece;
}

// ---- putting together

quint32 ThreadTally::numberOf(QHash<QString, quint32> &names, const QString &name)
{
    if (name.isEmpty())
        return 0;
    const auto known = names.constFind(name);
    if (known != names.cend())
        return *known;
    const auto number = quint32(names.size() + 1);
    names.insert(name, number);
    if (&names == &m_channels)
        m_channelNames.push_back(name);
    return number;
}

void ThreadTally::add(Piece &&piece, const LogReader &log)
{
    for (const Remark &remark : piece)
        take(remark, log);
}

void ThreadTally::take(const Remark &remark, const LogReader &)
{
    switch (remark.what) {
    case What::Root:
        return addRoot(remark);
    case What::Reply:
        return takeReply(remark);
    case What::Claim:
        return takeClaim(remark);
    case What::Removal:
        return takeRemoval(remark);
    case What::Sent:
        if (m_sent.size() < mostSent)
            m_sent.insert(remark.key, remark);
        return;
    case What::Acknowledged:
        if (Remark sent = m_sent.take(remark.key); sent.threadUs != 0) {
            sent.tsUs = remark.tsUs;
            takeReply(sent);
        }
        return;
    }
}

ThreadTally::Thread &ThreadTally::threadOf(const Remark &remark)
{
    const Key key{numberOf(m_channels, remark.channel), remark.threadUs};
    const auto known = m_byKey.constFind(key);
    const std::size_t at = known == m_byKey.cend() ? m_threads.size() : *known;
    if (at == m_threads.size()) {
        m_byKey.insert(key, quint32(at));
        Thread thread;
        thread.channel = key.channel;
        thread.threadUs = key.threadUs;
        thread.firstRow = remark.row;
        thread.oddTs = remark.oddTs;
        m_threads.push_back(std::move(thread));
    }
    m_threads[at].isChosen = m_threads[at].isChosen || remark.isChosen;
    return m_threads[at];
}

void ThreadTally::takeReply(const Remark &remark)
{
    Thread &thread = threadOf(remark);
    if (thread.starter == 0)
        thread.starter = numberOf(m_people, remark.starter);
    const auto place = std::lower_bound(thread.replies.begin(), thread.replies.end(), remark.tsUs,
                                        [](const Reply &reply, qint64 tsUs) { return reply.tsUs < tsUs; });
    if (place != thread.replies.end() && place->tsUs == remark.tsUs)
        return; // told more than once: an app's mention, a page of history
    thread.replies.insert(place, {remark.tsUs, numberOf(m_people, remark.author), remark.row});
}

//! The latest word of the server counts.
void ThreadTally::takeClaim(const Remark &remark)
{
    if (remark.claimed == 0 && !m_byKey.contains({numberOf(m_channels, remark.channel), remark.threadUs}))
        return; // a message that nobody replied to is no thread
    Thread &thread = threadOf(remark);
    if (thread.starter == 0)
        thread.starter = numberOf(m_people, remark.author);
    thread.claimed = remark.claimed;
    thread.claimedUntilUs = remark.tsUs;
    thread.claimRow = remark.row;
    thread.othersWrote = thread.othersWrote || remark.othersWrote;
}

void ThreadTally::takeRemoval(const Remark &remark)
{
    const auto known = m_byKey.constFind({numberOf(m_channels, remark.channel), remark.threadUs});
    if (known == m_byKey.cend())
        return;
    Thread &thread = m_threads[*known];
    const auto gone = std::remove_if(thread.replies.begin(), thread.replies.end(),
                                     [&](const Reply &reply) { return reply.tsUs == remark.tsUs; });
    thread.replies.erase(gone, thread.replies.end());
    // The claim that stands counted it, if it was there by then.
    if (thread.claimed > 0 && (thread.claimedUntilUs == 0 || remark.tsUs <= thread.claimedUntilUs))
        --thread.claimed;
}

void ThreadTally::addRoot(const Remark &remark)
{
    Root root;
    root.tsUs = remark.tsUs;
    root.channel = numberOf(m_channels, remark.channel);
    root.row = remark.row & 0x7FFF'FFFFU;
    root.isChosen = remark.isChosen ? 1 : 0;
    std::vector<Root> &roots = m_roots.empty() || !(root < m_roots.back()) ? m_roots : m_late;
    roots.push_back(root);
}

void ThreadTally::settleRoots()
{
    if (m_late.empty())
        return;
    std::stable_sort(m_late.begin(), m_late.end());
    const auto middle = std::ptrdiff_t(m_roots.size());
    m_roots.insert(m_roots.end(), m_late.begin(), m_late.end());
    std::inplace_merge(m_roots.begin(), m_roots.begin() + middle, m_roots.end());
    m_late.clear();
}

void ThreadTally::findRoot(Thread &thread, const LogReader &log)
{
    Root wanted;
    wanted.tsUs = thread.threadUs;
    wanted.channel = thread.channel;
    const auto found = std::lower_bound(m_roots.begin(), m_roots.end(), wanted);
    if (found == m_roots.end() || wanted < *found)
        return;
    thread.rootRow = found->row;
    thread.isChosen = thread.isChosen || found->isChosen;
    if (thread.starter == 0 && m_document.parse(log.borrowedFrame(thread.rootRow)))
        thread.starter = numberOf(m_people, authorOf(messageAt(m_document, thread.threadUs)));
}

ThreadFigures::Row ThreadTally::rowOf(const Thread &thread, const LogReader &log) const
{
    ThreadFigures::Row row;
    row.channel = m_channelNames[thread.channel];
    row.threadUs = thread.threadUs;
    row.oddTs = thread.oddTs;
    row.rootSeq = thread.rootRow < 0 ? 0 : log.log().seqOf(thread.rootRow);
    row.firstSeq = log.log().seqOf(thread.firstRow);
    row.lastSeq = log.log().seqOf(thread.replies.empty() ? thread.firstRow : thread.replies.back().row);
    row.seen = qint32(thread.replies.size());
    QSet<quint32> people;
    if (thread.starter != 0)
        people.insert(thread.starter);
    qint32 behindClaim = 0;
    for (const Reply &reply : thread.replies) {
        if (reply.author != 0)
            people.insert(reply.author);
        if (row.firstReplyUs < 0 && reply.author != thread.starter)
            row.firstReplyUs = std::max<qint64>(0, reply.tsUs - thread.threadUs);
        const bool isCounted =
            thread.claimedUntilUs != 0 ? reply.tsUs <= thread.claimedUntilUs : reply.row <= thread.claimRow;
        behindClaim += isCounted ? 0 : 1;
    }
    row.people = qint32(people.size());
    row.claimed = thread.claimed < 0 ? -1 : thread.claimed + behindClaim;
    row.lastReplyUs = thread.replies.empty() ? 0 : thread.replies.back().tsUs;
    row.isUnanswered = row.firstReplyUs < 0 && !thread.othersWrote;
    return row;
}

ThreadFigures ThreadTally::figures(const LogReader &log, const Options &options)
{
    settleRoots();
    ThreadFigures figures;
    std::vector<qint64> firstReplies;
    for (Thread &thread : m_threads) {
        if (thread.rootRow < 0)
            findRoot(thread, log);
        if (!thread.isChosen || (thread.replies.empty() && thread.claimed <= 0))
            continue;
        ThreadFigures::Row row = rowOf(thread, log);
        ++figures.threads;
        figures.unanswered += row.isUnanswered ? 1 : 0;
        figures.incomplete += row.missing() > 0 ? 1 : 0;
        if (row.firstReplyUs >= 0)
            firstReplies.push_back(row.firstReplyUs);
        figures.rows.push_back(std::move(row));
    }
    if (!firstReplies.empty()) {
        const auto middle = firstReplies.begin() + std::ptrdiff_t((firstReplies.size() - 1) / 2);
        std::nth_element(firstReplies.begin(), middle, firstReplies.end());
        figures.medianFirstReplyUs = *middle;
    }
    const auto kept = figures.rows.begin() + std::ptrdiff_t(std::min(options.mostRows, figures.rows.size()));
    std::partial_sort(figures.rows.begin(), kept, figures.rows.end(),
                      [](const ThreadFigures::Row &a, const ThreadFigures::Row &b) {
                          return a.lastSeq != b.lastSeq ? a.lastSeq > b.lastSeq : a.threadUs > b.threadUs;
                      });
    figures.rows.erase(kept, figures.rows.end());
    return figures;
}

} // namespace rtmscope
