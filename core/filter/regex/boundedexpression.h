// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/regex/linearexpression.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace rtmscope::filter {

//! How long a regular expression may take.
struct ExpressionLimits
{
    qint64 mostSteps = 50'000'000; //!< of an automaton, on one text: what ten megabytes need with a handful
                                   //!< of places alive
    qint64 longestUs = 200'000;    //!< on one text, where nothing but the clock can tell
    qint64 mostWastedUs = 10'000'000; //!< on all texts that it was given up on: then it is not tried any more
    std::function<qint64()> nowUs = {}; //!< a clock that only goes forward; empty: the system's
};

//! A regular expression of a person, Perl's, that can stall nobody, whatever stands in it and in the text.
//! What an automaton can do (LinearExpression) is done by one and costs as much as the text is long. Back
//! references and look-around take Perl's way, which may explode: they get a limit for each text and one for
//! all texts together, and what they were given up on is counted. Still up to a fifth of a second may pass on
//! a text: not for a thread that paints. Immutable but for the counting; any thread, several at a time.
class BoundedExpression
{
public:
    //! nullptr, with *problem set to words about it, if \a pattern can't be used.
    static std::shared_ptr<const BoundedExpression> make(const QString &pattern, QString *problem,
                                                         const ExpressionLimits &limits = {});
    ~BoundedExpression();
    Q_DISABLE_COPY_MOVE(BoundedExpression)

    //! Whether it matches anywhere. A text that it is given up on does not match.
    bool matches(const QString &text) const;
    const QString &pattern() const { return m_pattern; }
    //! On how many texts it was given up.
    quint64 givenUp() const { return m_givenUp.load(std::memory_order_relaxed); }
    //! One pass over a text is enough for it.
    bool isLinear() const { return m_linear.has_value(); }

private:
    BoundedExpression(const QString &pattern, const ExpressionLimits &limits);

    struct Backtracking;
    std::optional<bool> decide(const QString &text) const;

    QString m_pattern;
    ExpressionLimits m_limits;
    std::optional<LinearExpression> m_linear;
    std::unique_ptr<Backtracking> m_backtracking; // of what is not linear
    mutable std::atomic<quint64> m_givenUp = 0;
    mutable std::atomic<qint64> m_wastedUs = 0;
};

} // namespace rtmscope::filter
