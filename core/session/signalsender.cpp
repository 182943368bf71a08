// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/signalsender.h"

#include "core/send/frames.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr auto typingPause = std::chrono::microseconds(3s);   // protocol 4.3
constexpr auto presencePause = std::chrono::microseconds(3s); // rate limited, no number published

Error refusal(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

} // namespace

SignalSender::SignalSender(Writer write, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_write(std::move(write))
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SignalSender::sendPresence);
}

Result<quint64> SignalSender::typing(const ChannelId &channel)
{
    const qint64 now = m_clock.monotonicUs();
    const auto last = m_typingUs.constFind(channel);
    if (last != m_typingUs.cend() && now - *last < typingPause.count()) {
        Error error = refusal(Error::Kind::RateLimited, u"typing_paced"_s, tr("The others know already."));
        error.retryAfter = milliseconds((typingPause.count() - (now - *last)) / 1000 + 1);
        return error;
    }
    const auto id = m_write([&channel](quint64 next) { return frames::typing(next, channel); });
    if (!id)
        return refusal(Error::Kind::Network, u"not_connected"_s, tr("There is no connection right now."));
    m_typingUs.insert(channel, now);
    return *id;
}

void SignalSender::subscribePresence(const QList<UserId> &users)
{
    if (users == m_presence)
        return;
    m_presence = users;
    sendPresence();
}

void SignalSender::streamReady()
{
    m_timer.stop();
    m_presenceDueUs = 0;
    sendPresence();
}

void SignalSender::sendPresence()
{
    if (m_presence.isEmpty() || m_timer.isActive())
        return;
    const qint64 now = m_clock.monotonicUs();
    if (const qint64 earlyUs = m_presenceDueUs - now; earlyUs > 0) {
        m_timer.start(milliseconds(earlyUs / 1000 + 1));
        return;
    }
    if (m_write([this](quint64 id) { return frames::presenceSub(id, m_presence); }))
        m_presenceDueUs = now + presencePause.count();
}

} // namespace rtmscope
