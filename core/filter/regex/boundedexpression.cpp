// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/regex/boundedexpression.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <chrono>
#include <mutex>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

//! What a person writes is shorter; making a machine of more would take long.
constexpr qsizetype longestPattern = 2000;

//! PCRE counts its steps anew at each place of a text where a match may begin, and a step may look at the
//! rest of the text: so the more text, the fewer steps.
struct Limit
{
    qsizetype longestText;
    int steps;
};
//! For all beginnings in one call ...
constexpr std::array whole{Limit{128, 10'000}, Limit{512, 800}, Limit{1024, 200}, Limit{4096, 12}};
//! ... and for one beginning at a time.
constexpr std::array single{Limit{4096, 25'000}, Limit{65'536, 1500}, Limit{1'048'576, 100}};

QString tr(const char *text)
{
    return QCoreApplication::translate("FilterQuery", text);
}

qint64 systemUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

QString prefix(int steps)
{
    return u"(*LIMIT_MATCH=%1)"_s.arg(steps);
}

} // namespace

struct BoundedExpression::Backtracking
{
    struct Made
    {
        std::once_flag once;
        QRegularExpression expression;
    };

    //! The expression that goes with the first of \a limits that is enough for \a length; nullptr if none is.
    template<std::size_t count>
    const QRegularExpression *forText(qsizetype length, const std::array<Limit, count> &limits,
                                      std::array<Made, count> &made) const
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (length > limits[i].longestText)
                continue;
            std::call_once(made[i].once, [&] {
                made[i].expression = QRegularExpression(prefix(limits[i].steps) + pattern, options);
                made[i].expression.optimize(); // now, not in several threads at once
            });
            return &made[i].expression;
        }
        return nullptr;
    }
    std::optional<bool> beginningsOneByOne(const QString &text, const ExpressionLimits &limits) const;

    static constexpr auto options = QRegularExpression::UseUnicodePropertiesOption;
    QString pattern;
    mutable std::array<Made, whole.size()> forWhole;
    mutable std::array<Made, single.size()> forSingle;
};

//! Between two of them there is time to look at the clock.
std::optional<bool> BoundedExpression::Backtracking::beginningsOneByOne(const QString &text,
                                                                        const ExpressionLimits &limits) const
{
    const QRegularExpression *expression = forText(text.size(), single, forSingle);
    if (!expression)
        return std::nullopt;
    const qint64 endUs = limits.nowUs() + limits.longestUs;
    for (qsizetype at = 0; at <= text.size() && limits.nowUs() < endUs; ++at) {
        if (at > 0 && at < text.size() && text[at].isLowSurrogate() && text[at - 1].isHighSurrogate())
            continue;
        const auto match = expression->match(text, at, QRegularExpression::NormalMatch,
                                             QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.isValid())
            return std::nullopt;
        if (match.hasMatch())
            return true;
        if (at == text.size())
            return false;
    }
    return std::nullopt;
}

BoundedExpression::BoundedExpression(const QString &pattern, const ExpressionLimits &limits)
    : m_pattern(pattern)
    , m_limits(limits)
    , m_linear(LinearExpression::parse(pattern))
{
    if (!m_limits.nowUs)
        m_limits.nowUs = &systemUs;
}

BoundedExpression::~BoundedExpression() = default;

std::shared_ptr<const BoundedExpression> BoundedExpression::make(const QString &pattern, QString *problem,
                                                                 const ExpressionLimits &limits)
{
    if (pattern.size() > longestPattern) {
        *problem = tr("This regular expression is too long.");
        return nullptr;
    }
    std::shared_ptr<BoundedExpression> made(new BoundedExpression(pattern, limits));
    if (made->isLinear())
        return made;
    const QString limit = prefix(whole.front().steps);
    const QRegularExpression tried(limit + pattern, Backtracking::options);
    if (!tried.isValid()) {
        *problem = tr("This regular expression can't be used: %1 (at its character %2).")
                       .arg(tried.errorString())
                       .arg(tried.patternErrorOffset() + 1 - limit.size());
        return nullptr;
    }
    made->m_backtracking = std::make_unique<Backtracking>();
    made->m_backtracking->pattern = pattern;
    return made;
}

//! Nothing if it would take too long.
std::optional<bool> BoundedExpression::decide(const QString &text) const
{
    if (m_linear) {
        const auto outcome = m_linear->search(text, m_limits.mostSteps);
        if (outcome == LinearExpression::Outcome::TooCostly)
            return std::nullopt;
        return outcome == LinearExpression::Outcome::Yes;
    }
    if (const auto *expression = m_backtracking->forText(text.size(), whole, m_backtracking->forWhole)) {
        const auto match = expression->match(text);
        if (match.isValid())
            return match.hasMatch();
    }
    return m_backtracking->beginningsOneByOne(text, m_limits);
}

bool BoundedExpression::matches(const QString &text) const
{
    if (m_wastedUs.load(std::memory_order_relaxed) < m_limits.mostWastedUs) {
        const qint64 beganUs = m_limits.nowUs();
        if (const auto decided = decide(text))
            return *decided;
        m_wastedUs.fetch_add(m_limits.nowUs() - beganUs, std::memory_order_relaxed);
    }
    m_givenUp.fetch_add(1, std::memory_order_relaxed);
    return false;
}

} // namespace rtmscope::filter
