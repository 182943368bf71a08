// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/tapfaults.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using Kind = TapFault::Kind;
using Way = TapFault::Way;
using std::chrono::milliseconds;

constexpr auto shortestPeriod = 10ms; // a slip such as "every 0s" must not eat the processor
constexpr qsizetype mostSteps = 1000;

bool strikes(const TapFault &fault, Way way)
{
    return fault.way == Way::Both || fault.way == way;
}

bool strikes(const TapFault &fault, const QByteArray &method)
{
    return fault.method == "any" || fault.method == method;
}

//! A part of a script: when, and what.
struct Step
{
    milliseconds first{0};  //!< after the script began
    milliseconds period{0}; //!< zero: once
    TapFault fault;
};

Error problem(int number, const QString &words)
{
    return {Error::Kind::Input,
            u"chaos_script"_s,
            TapFaults::tr("Part %1: %2").arg(QString::number(number), words),
            {},
            {}};
}

//! \a part without its moment, which is put into \a step. \a last: when the part above strikes first.
Result<QByteArray> readMoment(const QByteArray &part, milliseconds last, Step *step)
{
    const QList<QByteArray> words = part.split(' ');
    const QByteArray &when = words.constFirst();
    if (when != "at" && when != "after" && when != "every")
        return part;
    const auto delay = readTapDuration(words.value(1));
    if (!delay || words.size() < 3)
        return Error{Error::Kind::Input,
                     u"chaos_script"_s,
                     TapFaults::tr("“%1” needs a duration such as 500ms, 10s or 2m, and a fault behind it.")
                         .arg(QString::fromLatin1(when)),
                     {},
                     {}};
    step->first = when == "after" ? last + *delay : *delay;
    if (when == "every")
        step->period = std::max<milliseconds>(*delay, shortestPeriod);
    return words.mid(2).join(' ');
}

Result<QList<Step>> readScript(const QByteArray &script)
{
    QList<Step> steps;
    milliseconds last{0};
    int number = 0;
    const QList<QByteArray> lines = script.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split('#').constFirst().split(';');
        for (const QByteArray &raw : parts) {
            const QByteArray part = raw.simplified();
            if (part.isEmpty())
                continue;
            ++number;
            Step step;
            const auto rest = readMoment(part, last, &step);
            const auto fault = rest ? readTapFault(*rest) : Result<TapFault>(rest.error());
            if (!fault)
                return problem(number, fault.error().words);
            step.fault = *fault;
            last = step.first;
            steps.append(step);
            if (steps.size() > mostSteps)
                return problem(number, TapFaults::tr("these are more parts than a script may have."));
        }
    }
    if (steps.isEmpty())
        return problem(1, TapFaults::tr("there is no fault in it."));
    return steps;
}

QByteArray answerBody(const TapFault &fault)
{
    switch (fault.kind) {
    case Kind::RateLimit:
        return R"({"ok":false,"error":"ratelimited"})";
    case Kind::ApiError:
        return R"({"ok":false,"error":")" + fault.choice + R"("})";
    default:
        return "<html><head><title>Error</title></head><body><h1>HTTP " + QByteArray::number(fault.number) +
               "</h1></body></html>";
    }
}

constexpr int statusOk = 200;
constexpr int statusTooManyRequests = 429;

} // namespace

//! A fault that waits for what it strikes, or goes on until its time is over.
struct TapFaults::Order
{
    TapFault fault; //!< its counts are counted down
    QDeadlineTimer until{QDeadlineTimer::Forever};
};

struct TapFaults::Runner
{
    QTimer timer;
};

TapFaults::TapFaults(QObject *parent)
    : QObject(parent)
{
}

TapFaults::~TapFaults() = default;

void TapFaults::strike(const TapFault &fault)
{
    const QString line = QString::fromUtf8(tapFaultText(fault));
    if (findsNothing(fault)) {
        Q_EMIT reported(fault.kind == Kind::Disconnect
                            ? tr("%1: no Socket Mode socket is open, so nothing happened").arg(line)
                        : fault.kind == Kind::Goodbye
                            ? tr("%1: no RTM socket is open, so nothing happened").arg(line)
                            : tr("%1: no socket is open, so nothing happened").arg(line));
        return;
    }
    Q_EMIT reported(line);
    switch (fault.kind) {
    case Kind::Kill:
    case Kind::Close:
    case Kind::Disconnect:
    case Kind::Goodbye:
        Q_EMIT socketsStruck(fault);
        return;
    case Kind::HalfOpen:
        return beginHalfOpen(fault);
    default:
        return order(fault);
    }
}

//! What strikes sockets at once, and there is none. The others wait for what they strike.
bool TapFaults::findsNothing(const TapFault &fault) const
{
    const bool strikesNow = fault.kind == Kind::Kill || fault.kind == Kind::Close ||
                            fault.kind == Kind::Disconnect || fault.kind == Kind::Goodbye;
    return strikesNow && m_struckBy && m_struckBy(fault) == 0;
}

void TapFaults::order(const TapFault &fault)
{
    // A delay without an end would be for ever: the catalogue's own duration then.
    TapFault wanted = fault;
    if (fault.kind == Kind::Delay && fault.lasts.count() == 0)
        wanted.lasts = 30s;
    auto order = std::make_unique<Order>();
    order->fault = wanted;
    if (wanted.lasts.count() > 0) {
        order->until = QDeadlineTimer(wanted.lasts, Qt::PreciseTimer);
        QTimer::singleShot(wanted.lasts, Qt::PreciseTimer, this, &TapFaults::purge);
    }
    m_orders.push_back(std::move(order));
    Q_EMIT changed();
}

//! What is over goes, and what is kept for it goes on its way.
void TapFaults::purge()
{
    QStringList over;
    const auto isOver = [&over](const std::unique_ptr<Order> &order) {
        if (!order->until.hasExpired())
            return false;
        over << TapFaults::tr("%1: over").arg(QString::fromUtf8(tapFaultText(order->fault)));
        return true;
    };
    m_orders.erase(std::remove_if(m_orders.begin(), m_orders.end(), isOver), m_orders.end());
    for (const QString &words : std::as_const(over))
        Q_EMIT reported(words);
    if (!over.isEmpty())
        Q_EMIT changed();
}

void TapFaults::beginHalfOpen(const TapFault &fault)
{
    m_halfOpenEnd = std::make_unique<QTimer>();
    m_halfOpenEnd->setSingleShot(true);
    connect(m_halfOpenEnd.get(), &QTimer::timeout, this, [this] {
        m_halfOpen = false;
        Q_EMIT reported(tr("half-open: over"));
        Q_EMIT changed();
    });
    if (fault.lasts.count() > 0)
        m_halfOpenEnd->start(fault.lasts);
    m_halfOpen = true;
    Q_EMIT changed();
}

Result<Done> TapFaults::check(const QByteArray &script)
{
    const auto steps = readScript(script);
    return steps ? Result<Done>(Done{}) : steps.error();
}

Result<Done> TapFaults::run(const QByteArray &script)
{
    const auto steps = readScript(script);
    if (!steps)
        return steps.error();
    m_runners.clear();
    for (const Step &step : *steps) {
        if (step.first.count() == 0) {
            strike(step.fault);
            continue;
        }
        auto runner = std::make_unique<Runner>();
        runner->timer.setSingleShot(step.period.count() == 0);
        runner->timer.setTimerType(Qt::PreciseTimer);
        connect(&runner->timer, &QTimer::timeout, this, [this, fault = step.fault] { strike(fault); });
        runner->timer.start(step.first);
        m_runners.push_back(std::move(runner));
    }
    return Done{};
}

void TapFaults::endAll()
{
    m_runners.clear();
    m_orders.clear();
    m_halfOpenEnd.reset();
    m_halfOpen = false;
    Q_EMIT changed();
}

bool TapFaults::areUnderWay() const
{
    return m_halfOpen || !m_orders.empty() || !m_runners.empty();
}

bool TapFaults::touchesFrames() const
{
    return m_halfOpen || std::any_of(m_orders.begin(), m_orders.end(), [](const auto &order) {
               const Kind kind = order->fault.kind;
               return kind == Kind::Delay || kind == Kind::Drop || kind == Kind::Duplicate ||
                      kind == Kind::Reorder;
           });
}

TapFaults::FrameFate TapFaults::fateOfFrame(Way way)
{
    FrameFate fate;
    fate.delay = delayOf(way);
    for (const auto &order : m_orders) {
        TapFault &fault = order->fault;
        if (!strikes(fault, way) || order->until.hasExpired())
            continue;
        const bool counted =
            fault.kind == Kind::Drop || fault.kind == Kind::Duplicate || fault.kind == Kind::Reorder;
        if (!counted || fault.number == 0 || fate.drop || fate.duplicate || fate.reorder != 0)
            continue;
        fate.drop = fault.kind == Kind::Drop;
        fate.duplicate = fault.kind == Kind::Duplicate;
        fate.reorder =
            fault.kind == Kind::Reorder ? fault.number : 0; // how many are still to come, this one too
        --fault.number;
    }
    removeSpent();
    return fate;
}

milliseconds TapFaults::delayOf(Way way) const
{
    milliseconds delay{0};
    for (const auto &order : m_orders) {
        const TapFault &fault = order->fault;
        if (fault.kind == Kind::Delay && strikes(fault, way) && !order->until.hasExpired())
            delay = std::max(delay, fault.wait);
    }
    return delay;
}

bool TapFaults::isReordering(Way way) const
{
    return std::any_of(m_orders.begin(), m_orders.end(), [way](const auto &order) {
        return order->fault.kind == Kind::Reorder && strikes(order->fault, way) && !order->until.hasExpired();
    });
}

TapFaults::CallFate TapFaults::fateOfCall(const QByteArray &method)
{
    CallFate fate;
    for (const auto &order : m_orders) {
        TapFault &fault = order->fault;
        const bool answers =
            fault.kind == Kind::RateLimit || fault.kind == Kind::HttpError || fault.kind == Kind::ApiError;
        const bool isOne = answers ? fate.status == 0 : fault.kind == Kind::Slow;
        if (!isOne || !strikes(fault, method) || order->until.hasExpired() || fault.times == 0)
            continue;
        --fault.times;
        fate.fault = tapFaultText(fault).split(' ').constFirst();
        if (!answers) {
            fate.delay = std::max(fate.delay, fault.wait);
            continue;
        }
        fate.status = fault.kind == Kind::RateLimit   ? statusTooManyRequests
                      : fault.kind == Kind::HttpError ? fault.number
                                                      : statusOk;
        if (fault.kind == Kind::RateLimit && fault.wait.count() >= 0)
            fate.retryAfter = QByteArray::number((fault.wait.count() + 999) / 1000);
        fate.body = answerBody(fault);
    }
    removeSpent();
    return fate;
}

int TapFaults::refusedUpgrade()
{
    int status = 0;
    for (const auto &order : m_orders) {
        if (status != 0 || order->fault.kind != Kind::Upgrade || order->until.hasExpired() ||
            order->fault.times == 0)
            continue;
        status = order->fault.number;
        --order->fault.times;
    }
    removeSpent();
    return status;
}

//! Orders that have struck as often as they should.
void TapFaults::removeSpent()
{
    const auto isSpent = [](const std::unique_ptr<Order> &order) {
        const TapFault &fault = order->fault;
        switch (fault.kind) {
        case Kind::Drop:
        case Kind::Duplicate:
        case Kind::Reorder:
            return fault.number == 0;
        case Kind::Delay:
            return false;
        default:
            return fault.times == 0;
        }
    };
    m_orders.erase(std::remove_if(m_orders.begin(), m_orders.end(), isSpent), m_orders.end());
}

} // namespace rtmscope
