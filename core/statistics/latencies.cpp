// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/latencies.h"

#include "core/json/json.h"
#include "core/statistics/rowparts.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Trace = LatencyTally::Trace;
using What = LatencyTally::What;

constexpr qsizetype rowsPerLook = 256;
constexpr std::size_t mostOpen = 100'000;
constexpr qint64 echoWithinUs = 300'000'000;

enum class Type : qint8 { None, Message, Ack, Pong, Ping, WsPing, WsPong, Send, Api, Tap };

Type typeOf(const QString &name)
{
    constexpr std::array known{std::pair{"message"_L1, Type::Message}, std::pair{"ack"_L1, Type::Ack},
                               std::pair{"pong"_L1, Type::Pong},       std::pair{"ping"_L1, Type::Ping},
                               std::pair{"ws_ping"_L1, Type::WsPing},  std::pair{"ws_pong"_L1, Type::WsPong},
                               std::pair{"send"_L1, Type::Send},       std::pair{"api"_L1, Type::Api},
                               std::pair{"tap"_L1, Type::Tap}};
    for (const auto &[type, meaning] : known) {
        if (name == type)
            return meaning;
    }
    return Type::None;
}

QByteArray bytesOf(json::Value value)
{
    const std::string_view text = value.string();
    return {text.data(), qsizetype(text.size())};
}

QByteArray placeOf(const QByteArray &channel, const QByteArray &ts)
{
    return channel + ' ' + ts;
}

//! Finds the traces in some rows of a log.
class Tracer
{
public:
    Tracer(const LogReader &log, RowChoice &chosen, LatencyTally::Piece &piece)
        : m_log(log)
        , m_chosen(chosen)
        , m_piece(piece)
    {
    }

    void look(qsizetype row)
    {
        const LogRow &at = m_log.row(row);
        if (at.timeUs == 0)
            return;
        const Type type = m_types.of(m_log, at.type, typeOf);
        m_trace = {.row = quint32(row)};
        switch (at.direction) {
        case Direction::In:
            return lookAtEvent(row, type);
        case Direction::Out:
            return lookAtOwn(row, type);
        case Direction::Note:
            return lookAtNote(row, type);
        }
    }

private:
    bool parse(qsizetype row) { return m_document.parse(m_log.borrowedFrame(row)); }
    QByteArray withConnection(qsizetype row, const QByteArray &key) const
    {
        return QByteArray::number(rowparts::connectionOf(m_log, row)) + ' ' + key;
    }
    void push(What what, const QByteArray &key)
    {
        m_trace.what = what;
        m_trace.key = key;
        m_piece.push_back(m_trace);
    }
    //! Something that is to be answered; last of all, as the choice may read other rows.
    void pushAsked(What what, const QByteArray &key)
    {
        m_trace.isChosen = !m_chosen || m_chosen(m_log, m_trace.row);
        push(what, key);
    }

    void lookAtEvent(qsizetype row, Type type);
    void lookAtOwn(qsizetype row, Type type);
    void lookAtNote(qsizetype row, Type type);
    void lookAtControlFrame(qsizetype row, Type type);
    void lookAtSend();
    void lookAtCall();

    const LogReader &m_log;
    RowChoice &m_chosen;
    LatencyTally::Piece &m_piece;
    rowparts::TypeMeanings<Type> m_types;
    json::Document m_document;
    Trace m_trace; // of the row that is looked at
};

void Tracer::lookAtEvent(qsizetype row, Type type)
{
    if (type == Type::Ack || type == Type::Pong) {
        if (!parse(row))
            return;
        const json::Value root = m_document.root();
        const json::Value id = root["reply_to"];
        if (!id.exists())
            return;
        if (root["ok"].boolean().value_or(true))
            m_trace.ts = bytesOf(root["ts"]);
        push(type == Type::Ack ? What::Acknowledged : What::Pong, withConnection(row, id.toJson()));
        return;
    }
    if (type == Type::Message)
        push(What::Message, {});
    if (!rowparts::mayHold(m_log.borrowedFrame(row), "\"envelope_id\"") || !parse(row))
        return;
    if (const QByteArray id = bytesOf(m_document.root()["envelope_id"]); !id.isEmpty())
        pushAsked(What::Envelope, id);
}

void Tracer::lookAtOwn(qsizetype row, Type type)
{
    if ((type != Type::Ack && type != Type::Ping && type != Type::Message) || !parse(row))
        return;
    const json::Value root = m_document.root();
    if (type == Type::Ack) {
        if (const QByteArray id = bytesOf(root["envelope_id"]); !id.isEmpty())
            push(What::EnvelopeAck, id);
        return;
    }
    const json::Value id = root["id"];
    if (!id.exists())
        return;
    m_trace.channel = bytesOf(root["channel"]);
    pushAsked(type == Type::Ping ? What::Ping : What::Sent, withConnection(row, id.toJson()));
}

void Tracer::lookAtNote(qsizetype row, Type type)
{
    if (type == Type::WsPing || type == Type::WsPong)
        return lookAtControlFrame(row, type);
    if (type == Type::Tap)
        return push(What::Tapped, {});
    if ((type != Type::Send && type != Type::Api) || !parse(row))
        return;
    if (type == Type::Send)
        lookAtSend();
    else
        lookAtCall();
}

//! Those that the client began: what the server asks, our own machine answers at once.
void Tracer::lookAtControlFrame(qsizetype row, Type type)
{
    if (!parse(row))
        return;
    const json::Value root = m_document.root();
    const bool byServer = root["by"].string() == "server";
    if (byServer != (type == Type::WsPong))
        return;
    const QByteArray key =
        withConnection(row, "ws " + root["payload"].toJson() + root["payload_hex"].toJson());
    if (type == Type::WsPing)
        pushAsked(What::Ping, key);
    else
        push(What::Pong, key);
}

//! Only of what goes by the Web API: frames speak for themselves.
void Tracer::lookAtSend()
{
    const json::Value root = m_document.root();
    const QByteArray local = bytesOf(root["local"]);
    const std::string_view step = root["step"].string();
    if (step == "queued" || step == "restored") {
        m_trace.channel = bytesOf(root["channel"]);
        push(What::Queued, local);
    } else if (step == "written" && root["via"].exists()) {
        pushAsked(What::Posted, local);
    } else if (step == "sent" && root["by"].string() == "answer") {
        m_trace.ts = bytesOf(root["ts"]);
        push(What::Settled, local);
    }
}

void Tracer::lookAtCall()
{
    constexpr qint64 msUs = 1'000;
    const json::Value root = m_document.root();
    const std::optional<qint64> us = root["us"].integer();
    const std::optional<qint64> ms = root["ms"].integer();
    if (!us && !ms)
        return;
    m_trace.us = us ? *us : *ms * msUs;
    // Of a program behind a tap; what we post ourselves has notes of its own.
    const json::Value answer = root["answer"];
    if (root["from"].string() == "tap" && root["method"].string() == "chat.postMessage" &&
        answer["ok"].boolean().value_or(false)) {
        m_trace.channel = bytesOf(answer["channel"]);
        m_trace.ts = bytesOf(answer["ts"]);
    }
    if (m_trace.us >= 0)
        pushAsked(What::Call, {});
}

qint64 atRank(std::vector<quint32> &sorted, int percent)
{
    constexpr std::size_t whole = 100;
    const std::size_t rank = (sorted.size() * std::size_t(percent) + whole - 1) / whole;
    const auto place = sorted.begin() + std::ptrdiff_t(rank == 0 ? 0 : rank - 1);
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

} // namespace

std::size_t LatencyFigures::barOf(qint64 us)
{
    return std::size_t(std::upper_bound(edgesUs.begin(), edgesUs.end(), us) - edgesUs.begin());
}

LatencyTally::Piece LatencyTally::look(const LogReader &log, RowSpan rows, const Options &, RowChoice &chosen,
                                       const std::atomic_bool &cancelled)
{
    Piece piece;
    Tracer tracer(log, chosen, piece);
    for (qsizetype row = rows.first; row < rows.second; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        tracer.look(row);
    }
    return piece;
}

// ---- putting together

template<typename Value>
void LatencyTally::Latest<Value>::insert(const QByteArray &key, const Value &value)
{
    if (!m_byKey.contains(key))
        m_order.push_back(key);
    m_byKey.insert(key, value);
    if (m_order.size() > mostOpen) {
        m_byKey.remove(m_order.front());
        m_order.pop_front();
    }
}

template<typename Value>
std::optional<Value> LatencyTally::Latest<Value>::take(const QByteArray &key)
{
    const auto found = m_byKey.find(key);
    if (found == m_byKey.end())
        return std::nullopt;
    std::optional<Value> value(std::move(*found));
    m_byKey.erase(found);
    return value;
}

void LatencyTally::add(Piece &&piece, const LogReader &log)
{
    for (const Trace &trace : piece)
        take(trace, log);
}

void LatencyTally::take(const Trace &trace, const LogReader &log)
{
    const qint64 timeUs = log.row(trace.row).timeUs;
    const auto answerIn = [&](LatencyKind kind, Latest<Asked> &open) {
        std::optional<Asked> asked = open.take(trace.key);
        if (asked)
            answer(kind, *asked, trace.row, timeUs);
        return asked;
    };
    switch (trace.what) {
    case What::Ping:
        return ask(LatencyKind::Pong, m_pings, trace, timeUs);
    case What::Pong:
        answerIn(LatencyKind::Pong, m_pings);
        return;
    case What::Sent:
        m_lastSentUs = timeUs;
        return ask(LatencyKind::Ack, m_sends, trace, timeUs);
    case What::Acknowledged:
        if (const auto sent = answerIn(LatencyKind::Ack, m_sends); sent && !trace.ts.isEmpty())
            awaitEcho(*sent, sent->channel, trace.ts, log);
        return;
    case What::Queued:
        return m_queued.insert(trace.key, trace.channel);
    case What::Posted:
        m_lastSentUs = timeUs;
        return ask(LatencyKind::Ack, m_posts, trace, timeUs);
    case What::Settled:
        if (const auto posted = answerIn(LatencyKind::Ack, m_posts); posted && !trace.ts.isEmpty())
            awaitEcho(*posted, m_queued.take(trace.key).value_or(QByteArray()), trace.ts, log);
        return;
    case What::Tapped:
        m_isTapped = true;
        return;
    case What::Message:
        return takeMessage(trace, log);
    case What::Envelope:
        return ask(LatencyKind::Envelope, m_envelopes, trace, timeUs);
    case What::EnvelopeAck:
        answerIn(LatencyKind::Envelope, m_envelopes);
        return;
    case What::Call:
        if (trace.isChosen) {
            ++of(LatencyKind::Call).asked;
            addTime(LatencyKind::Call, trace.us, trace.row, trace.row);
        }
        if (!trace.ts.isEmpty()) {
            m_lastSentUs = timeUs;
            awaitEcho({timeUs - trace.us, trace.row, trace.isChosen}, trace.channel, trace.ts, log);
        }
        return;
    }
}

//! Delivered twice, it was asked when it first came.
void LatencyTally::ask(LatencyKind kind, Latest<Asked> &open, const Trace &trace, qint64 timeUs)
{
    if (open.contains(trace.key))
        return;
    open.insert(trace.key, {timeUs, trace.row, trace.isChosen, trace.channel});
    of(kind).asked += trace.isChosen ? 1 : 0;
}

void LatencyTally::answer(LatencyKind kind, const Asked &asked, quint32 row, qint64 timeUs)
{
    if (asked.isChosen)
        addTime(kind, std::max<qint64>(0, timeUs - asked.timeUs), asked.row, row); // a clock was set back
}

void LatencyTally::addTime(LatencyKind kind, qint64 us, quint32 asked, quint32 answered)
{
    Sum &sum = of(kind);
    sum.us.push_back(quint32(std::min<qint64>(us, std::numeric_limits<quint32>::max())));
    sum.longestUs = std::max(sum.longestUs, us);
    ++sum.histogram[LatencyFigures::barOf(us)];
    const auto isSlower = [](const Slow &a, const Slow &b) { return a.us > b.us; };
    if (sum.slowest.size() == LatencyFigures::mostSlow) {
        if (us <= sum.slowest.front().us)
            return;
        std::pop_heap(sum.slowest.begin(), sum.slowest.end(), isSlower);
        sum.slowest.pop_back();
    }
    sum.slowest.push_back({us, asked, answered});
    std::push_heap(sum.slowest.begin(), sum.slowest.end(), isSlower);
}

//! The echo may have come before the server said which message it is.
void LatencyTally::awaitEcho(const Asked &asked, const QByteArray &channel, const QByteArray &ts,
                             const LogReader &log)
{
    of(LatencyKind::Echo).asked += asked.isChosen ? 1 : 0;
    const QByteArray place = placeOf(channel, ts);
    if (const auto seen = m_seen.take(place))
        answer(LatencyKind::Echo, asked, *seen, log.row(*seen).timeUs);
    else
        m_awaited.insert(place, asked);
}

//! Read only while it can be the echo of something: most streams are not one's own words.
void LatencyTally::takeMessage(const Trace &trace, const LogReader &log)
{
    const LogRow &at = log.row(trace.row);
    const bool isRecent = m_lastSentUs != 0 && at.timeUs - m_lastSentUs <= echoWithinUs;
    const bool isExpected = !m_sends.isEmpty() || !m_posts.isEmpty() || !m_awaited.isEmpty();
    // A tapped program's call is recorded when it is answered: its echo may stand before.
    if (!m_isTapped && !(isRecent && isExpected))
        return;
    if (!m_document.parse(log.borrowedFrame(trace.row)))
        return;
    const json::Value event = rowparts::eventIn(m_document);
    if (event["reply_to"].exists())
        return; // a repeat of what was sent last (protocol 3.1)
    const QByteArray place = placeOf(bytesOf(event["channel"]), bytesOf(event["ts"]));
    if (const auto asked = m_awaited.take(place))
        answer(LatencyKind::Echo, *asked, trace.row, at.timeUs);
    else
        m_seen.insert(place, trace.row);
}

LatencyFigures::Kind LatencyTally::figuresOf(const Sum &sum, const LogReader &log)
{
    LatencyFigures::Kind kind;
    kind.count = qint64(sum.us.size());
    kind.unanswered = sum.asked - kind.count;
    kind.longestUs = sum.longestUs;
    kind.histogram = sum.histogram;
    if (kind.count == 0)
        return kind;
    std::vector<quint32> times = sum.us;
    kind.medianUs = atRank(times, 50);
    kind.ninetiethUs = atRank(times, 90);
    kind.ninetyNinthUs = atRank(times, 99);
    std::vector<Slow> slowest = sum.slowest;
    std::sort(slowest.begin(), slowest.end(),
              [](const Slow &a, const Slow &b) { return a.us != b.us ? a.us > b.us : a.asked < b.asked; });
    for (const Slow &slow : slowest)
        kind.slowest.push_back({slow.us, log.log().seqOf(slow.asked), log.log().seqOf(slow.answered),
                                log.row(slow.asked).timeUs});
    return kind;
}

LatencyFigures LatencyTally::figures(const LogReader &log, const Options &) const
{
    LatencyFigures figures;
    for (std::size_t kind = 0; kind < latencyKindCount; ++kind)
        figures.kinds[kind] = figuresOf(m_sums[kind], log);
    return figures;
}

} // namespace rtmscope
