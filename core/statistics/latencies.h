// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/tallyrun.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <deque>
#include <vector>

namespace rtmscope {

//! From what to what a time is measured, by the times of the record.
enum class LatencyKind : quint8 {
    Pong,     //!< a ping of the client, in either protocol, to its pong
    Ack,      //!< a message of the client to the server's answer
    Echo,     //!< the same message to its event on the stream
    Envelope, //!< Socket Mode: an envelope to its acknowledgement by the client
    Call,     //!< a call of the Web API to its answer
};
inline constexpr std::size_t latencyKindCount = 5;

//! How long things took. A value; any thread. Percentiles are by nearest rank: the smallest time that so many
//! do not exceed.
struct LatencyFigures
{
    //! Where the bars of the histogram begin, but for the first, which begins at 0.
    static constexpr std::array<qint64, 18> edgesUs{
        100,     200,     500,     1'000,     2'000,     5'000,     10'000,     20'000,     50'000,
        100'000, 200'000, 500'000, 1'000'000, 2'000'000, 5'000'000, 10'000'000, 20'000'000, 50'000'000};
    using Histogram = std::array<qint64, edgesUs.size() + 1>;
    static std::size_t barOf(qint64 us);

    struct Slow
    {
        qint64 us = 0;
        quint64 askedSeq = 0;
        quint64 answeredSeq = 0; //!< of a call the same
        qint64 timeUs = 0;       //!< when it was asked
    };
    struct Kind
    {
        qint64 count = 0;
        qint64 unanswered = 0;
        qint64 medianUs = 0;
        qint64 ninetiethUs = 0;
        qint64 ninetyNinthUs = 0;
        qint64 longestUs = 0;
        Histogram histogram{};
        std::vector<Slow> slowest; //!< the slowest first; mostSlow at most
    };
    static constexpr std::size_t mostSlow = 100;

    std::array<Kind, latencyKindCount> kinds;
    const Kind &of(LatencyKind kind) const { return kinds[std::size_t(kind)]; }
};

//! Measures latencies, for TallyRun and tallied(). What is asked has to be among the chosen rows; its answer
//! need not. What is still open when a hundred thousand others of its kind have been asked counts as
//! unanswered. An echo is looked for in the five minutes behind the latest message that was sent.
class LatencyTally
{
public:
    struct Options
    {
    };
    using Figures = LatencyFigures;
    static constexpr qsizetype pieceRows = 4 * 1024;

    enum class What : quint8 {
        Ping,
        Pong,
        Sent, //!< a message frame
        Acknowledged,
        Queued,  //!< a note: where a message goes to
        Posted,  //!< a note: it goes by the Web API
        Settled, //!< a note: and is a message now
        Tapped,  //!< a note: what is recorded is another program's
        Message, //!< an event, which may be an echo
        Envelope,
        EnvelopeAck,
        Call,
    };
    //! What an entry has to do with the time something takes.
    struct Trace
    {
        What what = What::Message;
        bool isChosen = true;
        quint32 row = 0;
        QByteArray key = {};     //!< what a question and its answer have in common
        QByteArray channel = {}; //!< of a message that is sent
        QByteArray ts = {};      //!< that the server gave it; empty: it did not
        qint64 us = -1;          //!< Call
    };
    using Piece = std::vector<Trace>;

    static Piece look(const LogReader &log, RowSpan rows, const Options &options, RowChoice &chosen,
                      const std::atomic_bool &cancelled);
    void add(Piece &&piece, const LogReader &log);
    Figures figures(const LogReader &log, const Options &options) const;

private:
    struct Asked
    {
        qint64 timeUs = 0;
        quint32 row = 0;
        bool isChosen = true;
        QByteArray channel = {};
    };
    //! The latest of their kind by what answers them.
    template<typename Value>
    class Latest
    {
    public:
        bool contains(const QByteArray &key) const { return m_byKey.contains(key); }
        bool isEmpty() const { return m_byKey.isEmpty(); }
        void insert(const QByteArray &key, const Value &value);
        std::optional<Value> take(const QByteArray &key);

    private:
        QHash<QByteArray, Value> m_byKey;
        std::deque<QByteArray> m_order;
    };
    struct Slow
    {
        qint64 us = 0;
        quint32 asked = 0;
        quint32 answered = 0;
    };
    struct Sum
    {
        qint64 asked = 0;
        std::vector<quint32> us; //!< what takes longer than an hour is cut off here
        qint64 longestUs = 0;
        LatencyFigures::Histogram histogram{};
        std::vector<Slow> slowest; //!< a heap, the fastest of them in front
    };

    Sum &of(LatencyKind kind) { return m_sums[std::size_t(kind)]; }
    void take(const Trace &trace, const LogReader &log);
    void takeMessage(const Trace &trace, const LogReader &log);
    void ask(LatencyKind kind, Latest<Asked> &open, const Trace &trace, qint64 timeUs);
    void answer(LatencyKind kind, const Asked &asked, quint32 row, qint64 timeUs);
    void addTime(LatencyKind kind, qint64 us, quint32 asked, quint32 answered);
    void awaitEcho(const Asked &asked, const QByteArray &channel, const QByteArray &ts, const LogReader &log);
    static LatencyFigures::Kind figuresOf(const Sum &sum, const LogReader &log);

    std::array<Sum, latencyKindCount> m_sums;
    Latest<Asked> m_pings;
    Latest<Asked> m_sends;
    Latest<Asked> m_posts;
    Latest<QByteArray> m_queued; // channels of messages that may be posted
    Latest<Asked> m_envelopes;
    Latest<Asked> m_awaited; // echoes, by channel and ts
    Latest<quint32> m_seen;  // messages that may turn out to be an echo, by channel and ts
    qint64 m_lastSentUs = 0;
    bool m_isTapped = false;
    json::Document m_document;
};

} // namespace rtmscope
