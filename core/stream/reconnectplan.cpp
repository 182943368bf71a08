// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/reconnectplan.h"

#include "core/errors/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr int burst = 3; // attempts in a row before they are spaced out

qint64 microseconds(milliseconds duration)
{
    return std::chrono::microseconds(duration).count();
}

RateLimiter::Pace paceOf(const ConnectionSettings &settings)
{
    const ConnectionTimings &timings = settings.timings;
    const bool isRtm = settings.kind == StreamKind::Rtm;
    return {burst, isRtm ? timings.connectRefill : timings.socketRefill, timings.connectSpacing};
}

//! Sockets of apps may be opened once a minute: the last call of a burst is for a socket that is to be
//! replaced.
RateLimiter::Pace attemptPaceOf(const ConnectionSettings &settings)
{
    RateLimiter::Pace pace = paceOf(settings);
    pace.burst -= settings.kind == StreamKind::SocketMode ? 1 : 0;
    return pace;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ReconnectPlan", text);
}

} // namespace

ReconnectPlan::ReconnectPlan(const ConnectionSettings &settings, const Clock &clock)
    : m_settings(settings)
    , m_clock(clock)
    , m_backoff(settings.timings.firstBackoff, settings.timings.maxBackoff)
    , m_moveBackoff(settings.timings.firstBackoff, settings.timings.maxBackoff)
    , m_asks(clock, paceOf(settings))
    , m_attempts(clock, attemptPaceOf(settings))
    , m_offers(clock, paceOf(settings))
{
}

milliseconds ReconnectPlan::turnIn() const
{
    return mayUseOffer() ? 0ms : askIn();
}

//! What is left of the pause that the server asked for.
milliseconds ReconnectPlan::demanded() const
{
    return milliseconds((std::max<qint64>(0, m_notBeforeUs - m_clock.monotonicUs()) + 999) / 1000);
}

std::optional<Error> ReconnectPlan::hold() const
{
    const milliseconds asked = demanded();
    const milliseconds paced = turnIn();
    const milliseconds wait = std::max(asked, paced);
    if (wait.count() <= 0)
        return {};
    Error error;
    error.kind = Error::Kind::RateLimited;
    error.code = u"retry_held"_s;
    error.words =
        asked >= paced
            ? tr("Not yet: the server asked for a pause.")
            : tr("Not yet: several attempts were made just now, and too many in a row would be refused.");
    error.retryAfter = wait;
    return error;
}

void ReconnectPlan::offered(const Secret &address)
{
    m_offer = Offer{address, m_clock.monotonicUs()};
}

bool ReconnectPlan::mayUseOffer() const
{
    return m_offer &&
           m_clock.monotonicUs() - m_offer->sinceUs <= microseconds(m_settings.timings.offerLife) &&
           m_offers.waitTime().count() == 0;
}

Secret ReconnectPlan::takeOffer()
{
    m_offers.take();
    return std::exchange(m_offer, std::nullopt)->address;
}

bool ReconnectPlan::givesUpAfter(const Error &error)
{
    ++m_failures;
    const bool tooLong = m_settings.mostWait.count() > 0 && error.retryAfter > m_settings.mostWait;
    return tooLong || (m_settings.networkAttempts > 0 && m_failures >= m_settings.networkAttempts);
}

milliseconds ReconnectPlan::waitAfter(const Error &error)
{
    milliseconds wait;
    if (error.retryAfter) {
        m_notBeforeUs = m_clock.monotonicUs() + microseconds(*error.retryAfter);
        // A little more than asked, so that many clients told the same do not come back in the same instant.
        constexpr int jitterShare = 20;
        const milliseconds mostJitter = std::min(*error.retryAfter / jitterShare, milliseconds(500ms));
        wait = *error.retryAfter + std::min(mostJitter, milliseconds(m_backoff.next().count() % 500));
    } else if (remedyFor(error.code) == Remedy::RetrySlowly) {
        wait = m_settings.timings.slowRetry;
    } else {
        wait = m_backoff.next();
    }
    return std::max(wait, turnIn());
}

milliseconds ReconnectPlan::waitAfterMove(const Error &error)
{
    return std::max({error.retryAfter.value_or(0ms), m_moveBackoff.next(), moveIn()});
}

void ReconnectPlan::reset()
{
    m_backoff.reset();
    m_failures = 0;
}

} // namespace rtmscope
