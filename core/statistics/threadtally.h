// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/statistics/tallyrun.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <vector>

namespace rtmscope {

//! What became of threads. A value; any thread. Times of messages are the server's.
struct ThreadFigures
{
    struct Row
    {
        QString channel;
        qint64 threadUs = 0;       //!< when it began: with channel, what tells it from others
        QString oddTs;             //!< the ts of its first message where it is not spelled as usual
        quint64 rootSeq = 0;       //!< the entry with its first message; 0: the record has none
        quint64 firstSeq = 0;      //!< the first entry that tells of the thread
        quint64 lastSeq = 0;       //!< the last one with a reply
        qint32 seen = 0;           //!< replies in the record, without those that were deleted
        qint32 claimed = -1;       //!< replies that the server says there are; -1: it did not say
        qint32 people = 0;         //!< who wrote in it
        qint64 firstReplyUs = -1;  //!< from the first message to the first reply by somebody else; -1: none
        qint64 lastReplyUs = 0;    //!< when the last one was written; 0: none is in the record
        bool isUnanswered = false; //!< nobody but who began it has written

        //! Replies that the server told of and the record has not.
        qint32 missing() const { return std::max(0, claimed - seen); }
        //! As the server spells it.
        QString threadTs() const;
    };

    qint64 threads = 0;
    qint64 unanswered = 0;
    qint64 incomplete = 0;          //!< with replies missing
    qint64 medianFirstReplyUs = -1; //!< of those that were answered; -1: none was
    std::vector<Row> rows;          //!< those with the latest replies first
};

//! Finds threads, for TallyRun and tallied(): in messages either way, in what says of a parent how many
//! replies it has (docs/protocol.md, 6.3), and in pages of history. A thread counts if one of its entries is
//! among the chosen rows; what is told of it is that of all entries.
class ThreadTally
{
public:
    struct Options
    {
        std::size_t mostRows = 5'000; //!< listed: more, nobody reads
    };
    using Figures = ThreadFigures;
    static constexpr qsizetype pieceRows = 4 * 1024;

    //! What an entry says of a thread, or of a message that may begin one.
    struct Remark
    {
        enum class What : quint8 { Root, Reply, Claim, Removal, Sent, Acknowledged };
        What what = What::Root;
        bool isChosen = true;
        bool othersWrote = false; //!< Claim: somebody else than who began it
        quint32 row = 0;
        qint32 claimed = 0; //!< Claim
        qint64 threadUs = 0;
        qint64 tsUs = 0; //!< of the message; Claim: of its newest reply, 0 where it does not say
        QString channel = {};
        QString oddTs = {};   //!< of the thread, see ThreadFigures
        QString author = {};  //!< of the message, of a Claim who began the thread
        QString starter = {}; //!< Reply: who began it, where it says so
        QByteArray key = {};  //!< Sent, Acknowledged: what they have in common
    };
    using Piece = std::vector<Remark>;

    static Piece look(const LogReader &log, RowSpan rows, const Options &options, RowChoice &chosen,
                      const std::atomic_bool &cancelled);
    void add(Piece &&piece, const LogReader &log);
    Figures figures(const LogReader &log, const Options &options);

private:
    struct Reply
    {
        qint64 tsUs = 0;
        quint32 author = 0;
        quint32 row = 0;
    };
    struct Thread
    {
        quint32 channel = 0;
        quint32 starter = 0; //!< 0: not known
        qint64 threadUs = 0;
        qint64 rootRow = -1; //!< -1: not found so far
        quint32 firstRow = 0;
        quint32 claimRow = 0;
        qint32 claimed = -1;
        qint64 claimedUntilUs = 0; //!< the newest reply that the claim counts; 0: it does not say
        bool othersWrote = false;
        bool isChosen = false;
        QString oddTs = {};
        std::vector<Reply> replies; //!< by ts
    };
    //! A message that may have begun a thread: of millions nobody knows which did.
    struct Root
    {
        qint64 tsUs = 0;
        quint32 channel = 0;
        quint32 row : 31 = 0;
        quint32 isChosen : 1 = 0;
        friend bool operator<(const Root &a, const Root &b)
        {
            return a.tsUs != b.tsUs ? a.tsUs < b.tsUs : a.channel < b.channel;
        }
    };
    struct Key
    {
        quint32 channel = 0;
        qint64 threadUs = 0;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.channel, key.threadUs);
        }
    };

    quint32 numberOf(QHash<QString, quint32> &names, const QString &name);
    Thread &threadOf(const Remark &remark);
    void take(const Remark &remark, const LogReader &log);
    void takeReply(const Remark &remark);
    void takeClaim(const Remark &remark);
    void takeRemoval(const Remark &remark);
    void addRoot(const Remark &remark);
    void settleRoots();
    void findRoot(Thread &thread, const LogReader &log);
    ThreadFigures::Row rowOf(const Thread &thread, const LogReader &log) const;

    QHash<QString, quint32> m_channels;
    QHash<QString, quint32> m_people;
    std::vector<QString> m_channelNames{QString()}; //!< by number
    QHash<Key, quint32> m_byKey;
    std::vector<Thread> m_threads;
    std::vector<Root> m_roots; //!< sorted
    std::vector<Root> m_late;  //!< out of order, until figures are wanted
    QHash<QByteArray, Remark> m_sent;
    json::Document m_document;
};

} // namespace rtmscope
