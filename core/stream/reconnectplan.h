// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/connection/settings.h"
#include "core/liveness/backoff.h"
#include "core/net/ratelimiter.h"

#include <algorithm>
#include <optional>

namespace rtmscope {

//! When the next attempt to connect may begin, and whether at an address that the server offered: backoff,
//! the pace at which addresses may be asked for, and what Retry-After demands. Is told what happens and does
//! nothing itself. A value on an injected clock; one thread; settings and clock must outlive it.
class ReconnectPlan
{
public:
    ReconnectPlan(const ConnectionSettings &settings, const Clock &clock);

    // The next attempt
    //! How long it has to wait for its turn, failures aside; zero: now.
    std::chrono::milliseconds turnIn() const;
    //! How long until an address may be asked for.
    std::chrono::milliseconds askIn() const { return std::max(m_asks.waitTime(), m_attempts.waitTime()); }
    void asking() //!< an address is asked for now
    {
        m_asks.take();
        m_attempts.take();
    }
    //! The same to replace a stream that works. Where asking is scarce a call is kept for that: a stream that
    //! was lost has its gap already, and this one must not get one.
    std::chrono::milliseconds moveIn() const { return m_asks.waitTime(); }
    void moving() { m_asks.take(); }
    //! Why even a person's wish to connect at once has to wait, for how long in retryAfter; nothing if it
    //! need not.
    std::optional<Error> hold() const;

    // The server's offer of an address for the next connection
    void offered(const Secret &address);
    void forgetOffer() { m_offer.reset(); }
    bool mayUseOffer() const;
    Secret takeOffer(); //!< it works once, if at all

    // Failures
    //! Counts one. True if it was the last that the settings allow.
    bool givesUpAfter(const Error &error);
    //! How long to wait before the next attempt after \a error.
    std::chrono::milliseconds waitAfter(const Error &error);
    //! The same after an attempt to replace a stream that still works.
    std::chrono::milliseconds waitAfterMove(const Error &error);
    void resetMoveBackoff() { m_moveBackoff.reset(); }
    void connected() { m_failures = 0; } //!< hello came
    //! The stream has proved itself, the computer woke, or the network is another one: the next wait is short
    //! again.
    void resetBackoff() { m_backoff.reset(); }
    void reset(); //!< a person wants to connect: as if nothing had failed before

private:
    //! An address that the server offered for the next connection.
    struct Offer
    {
        Secret address;
        qint64 sinceUs = 0;
    };

    std::chrono::milliseconds demanded() const;

    const ConnectionSettings &m_settings;
    const Clock &m_clock;
    Backoff m_backoff;
    Backoff m_moveBackoff;
    RateLimiter m_asks;     //!< every call for an address
    RateLimiter m_attempts; //!< those of them that are made without a stream
    RateLimiter m_offers;   //!< sockets opened at an offered address; the same pace
    std::optional<Offer> m_offer;
    int m_failures = 0;
    qint64 m_notBeforeUs = 0; //!< Retry-After: even a person's wish does not shorten that
};

} // namespace rtmscope
