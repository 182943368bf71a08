// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tapmeter.h"

#include "core/errors/errorwords.h"
#include "core/errors/retryafter.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TapMeter", text);
}

//! Of a call that is not ours: what is to be done about a token is another matter there.
QString wordsFor(const TapCall &call)
{
    if (!call.words.isEmpty())
        return call.words;
    static const QHash<QString, const char *> own{
        {u"not_authed"_s, QT_TRANSLATE_NOOP("TapMeter", "The program sent no token with the call.")},
        {u"invalid_auth"_s,
         QT_TRANSLATE_NOOP("TapMeter", "The server does not know the token that the program sent.")},
        {u"token_revoked"_s, QT_TRANSLATE_NOOP("TapMeter", "The program's token was revoked.")},
        {u"token_expired"_s, QT_TRANSLATE_NOOP("TapMeter", "The program's token has expired.")},
        {u"account_inactive"_s,
         QT_TRANSLATE_NOOP("TapMeter", "The program's token belongs to somebody who is no longer active.")},
        {u"not_allowed_token_type"_s,
         QT_TRANSLATE_NOOP("TapMeter", "The method does not take this kind of token.")},
    };
    if (const char *words = own.value(call.error))
        return tr(words);
    if (call.error.startsWith("http_"_L1))
        return tr("The server answered with HTTP status %1.").arg(call.error.sliced(5));
    const QString words = apiError(call.error).words;
    if (words.contains("Rtmscope"_L1)) // how we would have to mend it
        return tr("The server does not take what the program sent.");
    return words;
}

constexpr std::size_t mostDurations = 1000;
constexpr std::size_t mostEventIds = 20'000;
constexpr qsizetype mostWaiting = 10'000;
constexpr std::size_t mostHappenings = 1000;
constexpr qsizetype mostRows = 100;
constexpr qint64 second = 1'000'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 rateSpan = 10 * second;

//! What a call is about: the members that name a conversation or a person.
bool concerns(const json::Value &arguments, const QString &channel, const QString &user)
{
    for (const char *name : {"channel", "channel_id", "channels"}) {
        if (!channel.isEmpty() && arguments[name].text() == channel)
            return true;
    }
    for (const char *name : {"user", "user_id", "users"}) {
        if (!user.isEmpty() && arguments[name].text() == user)
            return true;
    }
    return false;
}

//! Calls by which programs connect and look who they are: no event makes them.
bool isOfConnecting(const QByteArray &method)
{
    return http::answersWithSocket(method) || method == "auth.test" || method == "api.test";
}

} // namespace

void TapMeter::Spread::add(qint64 us)
{
    if (m_latest.size() < mostDurations)
        m_latest.push_back(us);
    else
        m_latest[m_next] = us;
    m_next = (m_next + 1) % mostDurations;
    ++m_spread.count;
    m_spread.lastUs = us;
    m_spread.maxUs = std::max(m_spread.maxUs, us);
}

TapSpread TapMeter::Spread::spread() const
{
    TapSpread spread = m_spread;
    if (m_latest.empty())
        return spread;
    std::vector<qint64> sorted = m_latest;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    spread.medianUs = *middle;
    return spread;
}

void TapMeter::Rate::add(qint64 nowUs)
{
    const qint64 now = nowUs / second;
    if (m_seconds.empty() || m_seconds.back().first != now)
        m_seconds.push_back({now, 0});
    ++m_seconds.back().second;
    while (m_seconds.front().first < now - minute / second)
        m_seconds.pop_front();
}

qint64 TapMeter::Rate::within(qint64 nowUs, qint64 spanUs) const
{
    qint64 count = 0;
    for (const auto &[at, times] : m_seconds) {
        if (at > (nowUs - spanUs) / second)
            count += times;
    }
    return count;
}

bool TapMeter::isKnown(const QString &eventId)
{
    if (m_eventIds.contains(eventId))
        return true;
    m_eventIds.insert(eventId);
    m_eventOrder.push_back(eventId);
    if (m_eventOrder.size() > mostEventIds) {
        m_eventIds.remove(m_eventOrder.front());
        m_eventOrder.pop_front();
    }
    return false;
}

void TapMeter::frameIn(const Event &event, const json::Value &root, qint64 nowUs)
{
    ++m_figures.framesIn;
    m_frameRate.add(nowUs);
    if (event.repeated)
        ++m_figures.duplicates;
    if (root["retry_attempt"].integer().value_or(0) > 0)
        ++m_figures.retries;
    const QString envelope = root["envelope_id"].text();
    if (!envelope.isEmpty() && m_envelopes.size() < mostWaiting)
        m_envelopes.insert(envelope, {event.connection, nowUs});
    if (const auto id = root["reply_to"].integer()) {
        const auto sent = m_sent.constFind({event.connection, *id});
        if (sent != m_sent.cend()) {
            m_replies.add(nowUs - *sent);
            m_sent.erase(sent);
        }
        return;
    }
    if (event.repeated || (event.channel.isEmpty() && event.user.isEmpty()))
        return;
    m_happenings.push_back({event.channel, event.user, nowUs});
    while (m_happenings.size() > mostHappenings || m_happenings.front().atUs < nowUs - minute)
        m_happenings.pop_front();
}

void TapMeter::frameOut(const Event &event, const json::Value &root, qint64 nowUs)
{
    ++m_figures.framesOut;
    m_frameRate.add(nowUs);
    if (const QString envelope = root["envelope_id"].text(); !envelope.isEmpty())
        return acknowledged(envelope, event.connection, nowUs);
    if (event.type == "typing"_L1) {
        ++m_figures.typing;
        m_typingRate.add(nowUs);
    }
    if (const auto id = root["id"].integer(); id && m_sent.size() < mostWaiting)
        m_sent.insert({event.connection, *id}, nowUs);
}

void TapMeter::acknowledged(const QString &envelopeId, quint32, qint64 nowUs)
{
    const auto envelope = m_envelopes.constFind(envelopeId);
    if (envelope == m_envelopes.cend())
        return;
    const qint64 took = nowUs - envelope->atUs;
    m_acks.add(took);
    if (took > TapFigures::ackLimitUs)
        ++m_figures.lateAcks;
    m_envelopes.erase(envelope);
}

void TapMeter::socketOpened(quint32 socket)
{
    ++m_figures.sockets;
    m_sockets.insert(socket);
}

void TapMeter::socketEnded(quint32 socket)
{
    m_sockets.remove(socket);
    const qsizetype before = m_envelopes.size();
    m_envelopes.removeIf(
        [socket](QHash<QString, Envelope>::iterator each) { return each.value().socket == socket; });
    m_figures.lostAcks += before - m_envelopes.size();
    m_sent.removeIf([socket](QHash<QPair<quint32, qint64>, qint64>::iterator each) {
        return each.key().first == socket;
    });
}

void TapMeter::callBegan(const TapCall &call, qint64 nowUs)
{
    ++m_figures.calls;
    ++m_figures.callsUnderWay;
    m_callRate.add(nowUs);
    for (TapFigures::Limited &limited : m_figures.limited) {
        if (limited.method.toUtf8() == call.method && nowUs < limited.untilUs)
            ++limited.early;
    }
    json::Document arguments;
    if (isOfConnecting(call.method) || !arguments.parse(call.arguments))
        return;
    // The latest event counts, and with it all before it about the same are answered.
    const auto fits = [&](const Happening &each) {
        return each.atUs >= nowUs - minute && concerns(arguments.root(), each.channel, each.user);
    };
    const auto latest = std::find_if(m_happenings.rbegin(), m_happenings.rend(), fits);
    if (latest == m_happenings.rend())
        return;
    m_firstCalls.add(nowUs - latest->atUs);
    m_happenings.erase(std::remove_if(m_happenings.begin(), m_happenings.end(), fits), m_happenings.end());
}

void TapMeter::callEnded(const TapCall &call, qint64 nowUs, qint64 wallUs)
{
    --m_figures.callsUnderWay;
    m_calls.add(call.durationUs);
    if (call.ok)
        return;
    ++m_figures.callsFailed;
    noteFailure(call, wallUs);
    if (call.status == 429 || call.error == "ratelimited"_L1 || call.error == "rate_limited"_L1)
        noteLimit(call, nowUs);
    if (call.error == "missing_scope"_L1)
        noteScope(call);
}

void TapMeter::noteFailure(const TapCall &call, qint64 wallUs)
{
    const QString method = QString::fromUtf8(call.method);
    auto &rows = m_figures.failures;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const TapFigures::Failure &each) {
        return each.method == method && each.error == call.error;
    });
    if (row == rows.end()) {
        if (rows.size() >= mostRows)
            return;
        rows.append({method, call.error, wordsFor(call), 0, 0, 0});
        row = rows.end() - 1;
    }
    ++row->count;
    row->httpStatus = call.status;
    row->lastAtUs = wallUs;
}

void TapMeter::noteLimit(const TapCall &call, qint64 nowUs)
{
    const QString method = QString::fromUtf8(call.method);
    auto &rows = m_figures.limited;
    const auto old = std::find_if(rows.begin(), rows.end(),
                                  [&](const TapFigures::Limited &each) { return each.method == method; });
    TapFigures::Limited row = old == rows.end() ? TapFigures::Limited{method, 0, -1, -1, 0, 0} : *old;
    if (old != rows.end())
        rows.erase(old);
    ++row.count;
    row.lastWaitMs = -1;
    if (!call.retryAfter.isEmpty())
        row.lastWaitMs = readRetryAfter(call.retryAfter, {}, std::chrono::milliseconds(0)).wait.count();
    row.longestWaitMs = std::max(row.longestWaitMs, row.lastWaitMs);
    row.untilUs = nowUs + std::max<qint64>(0, row.lastWaitMs) * 1000;
    rows.prepend(row);
    if (rows.size() > mostRows)
        rows.removeLast();
}

void TapMeter::noteScope(const TapCall &call)
{
    json::Document document;
    if (!document.parse(call.answer))
        return;
    const QString method = QString::fromUtf8(call.method);
    const QString needed = document.root()["needed"].text();
    auto &rows = m_figures.missingScopes;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const TapFigures::MissingScope &each) {
        return each.method == method && each.needed == needed;
    });
    if (row == rows.end()) {
        if (rows.size() >= mostRows)
            return;
        rows.append({method, needed, {}, 0});
        row = rows.end() - 1;
    }
    row->provided = document.root()["provided"].text();
    ++row->count;
}

void TapMeter::passed(TapFault::Way way, qsizetype bytes)
{
    (way == TapFault::Way::In ? m_figures.bytesIn : m_figures.bytesOut) += bytes;
}

TapFigures TapMeter::figures(qint64 nowUs) const
{
    TapFigures figures = m_figures;
    figures.socketsOpen = static_cast<int>(m_sockets.size());
    figures.eventToAck = m_acks.spread();
    figures.sendToAck = m_replies.spread();
    figures.callTime = m_calls.spread();
    figures.eventToCall = m_firstCalls.spread();
    figures.waitingForAck = m_envelopes.size();
    for (const Envelope &envelope : m_envelopes)
        figures.longestWaitingUs = std::max(figures.longestWaitingUs, nowUs - envelope.atUs);
    constexpr double seconds = double(rateSpan) / second;
    figures.framesPerSecond = double(m_frameRate.within(nowUs, rateSpan)) / seconds;
    figures.callsPerSecond = double(m_callRate.within(nowUs, rateSpan)) / seconds;
    figures.typingPerMinute = double(m_typingRate.within(nowUs, minute));
    std::stable_sort(
        figures.failures.begin(), figures.failures.end(),
        [](const TapFigures::Failure &a, const TapFigures::Failure &b) { return a.count > b.count; });
    return figures;
}

} // namespace rtmscope
