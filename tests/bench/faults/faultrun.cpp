// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/faultrun.h"

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::bench {

namespace {

using demo::Fault;
using demo::FaultGroup;
using FaultKind = Fault::Kind;
using std::chrono::milliseconds;

// The longest way back: a fault of a minute, the longest backoff, a Retry-After, what is missing of each.
constexpr auto longestWayBack = 5min;
// Sockets are opened once a minute, and after "too many" later and later.
constexpr auto longestWayBackOfApps = 15min;
constexpr auto betweenOpens = 61s;           // of apps.connections.open, when the first few are used up
constexpr auto wholeSecond = 1s;             // a Retry-After is no shorter, however fast the clock
constexpr std::size_t keptMessages = 20'000; // of a room: nothing is forgotten while it is looked for
constexpr auto typing = 1050ms;              // real: the outbox sends one a second

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double highest(const std::vector<double> &values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

QString seconds(double ms)
{
    return QString::number(ms / 1000, 'f', 1);
}

//! Whether a fault strikes only who connects anew, or calls a method.
bool needsNewConnection(const Fault &fault)
{
    const FaultGroup group = demo::kindOf(fault.kind).group;
    return group == FaultGroup::Connecting || group == FaultGroup::Api || fault.kind == FaultKind::AppRefused;
}

} // namespace

double FaultRun::Report::bytesPerMessage() const
{
    constexpr qint64 enough = 1'000;
    const qint64 messages = lastHeld - firstHeld;
    if (first.heapKb == 0 || messages < enough)
        return 0;
    return static_cast<double>(last.heapKb - first.heapKb - indexKb) * 1024 / static_cast<double>(messages);
}

//! What grows on purpose is the record's index and the messages, until there are as many as are kept.
bool FaultRun::Report::isFlat() const
{
    constexpr double mostPerMessage = 4'096; // a message with blocks, reactions and its thread
    constexpr int allowedFiles = 12;         // both ends of the six connections that Qt keeps for calls
    return bytesPerMessage() <= mostPerMessage && last.files <= first.files + allowedFiles;
}

bool FaultRun::Report::nothingLost() const
{
    if (!socketMode)
        return events.unmarked == 0 && events.notBackFilled == 0;
    return appEvents.unmarked == 0 && appEvents.notBackFilled == 0 && appEvents.doubled == 0 &&
           appEvents.ackedLate == 0 && appEvents.unacknowledged == 0 && gapsOfRefreshes == 0;
}

bool FaultRun::Report::good() const
{
    return came && problems.isEmpty() && replies.lost == 0 && replies.twice == 0 && replies.waiting == 0 &&
           nothingLost() && callsTooSoon == 0 && callsUntold == 0 && isFlat();
}

FaultRun::FaultRun(const Options &options)
    : m_options(options)
    , m_random(options.seed)
{
}

FaultRun::Strike FaultRun::draw()
{
    Strike strike = drawAny();
    const auto wanted = [this, &strike] {
        return m_options.only.isEmpty() || m_options.only.contains(strike.name.section(u' ', 0, 0));
    };
    while (!wanted())
        strike = drawAny();
    return strike;
}

//! By Socket Mode odd envelopes come as well, but none that ends the app.
Fault FaultRun::drawFault()
{
    using Stream = demo::FaultKind::Stream;
    constexpr int oddEnvelopes = 5; // of a hundred
    if (!m_options.socketMode)
        return demo::anyFault(m_random, Stream::Rtm);
    if (!m_random.chance(oddEnvelopes))
        return demo::anyFault(m_random, Stream::Apps);
    Fault odd = demo::kindOf(FaultKind::Envelope).fault();
    const QList<QByteArray> ends{"app-uninstalled", "tokens-revoked"};
    do {
        odd.choice = m_random.pick(demo::kindOf(FaultKind::Envelope).choices);
    } while (ends.contains(odd.choice));
    return odd;
}

FaultRun::Strike FaultRun::drawAny()
{
    constexpr int sleepsPerHundred = 3;
    constexpr auto detection = 35s; // ten seconds of silence, twenty for the pong, and some
    Strike strike;
    if (m_random.chance(sleepsPerHundred)) {
        strike.name = u"sleep"_s;
        strike.sleep = true;
        strike.patience = detection;
        return strike;
    }
    const Fault fault = drawFault();
    strike.refreshes = fault.kind == FaultKind::Disconnect &&
                       (fault.choice == "warning" || fault.choice == "refresh_requested");
    strike.name = QString::fromUtf8(demo::kindOf(fault.kind).name);
    if (!fault.choice.isEmpty())
        strike.name += u' ' + QString::fromUtf8(fault.choice);
    strike.faults.append(fault);
    if (needsNewConnection(fault) && fault.kind != FaultKind::Storm) {
        Fault push;
        push.kind = m_random.chance(70) ? FaultKind::Kill : FaultKind::Close;
        push.number = 1001;
        strike.faults.append(push);
    }
    switch (fault.kind) {
    case FaultKind::HalfOpen:
    case FaultKind::StallPongs:
    case FaultKind::Drip:
        strike.patience = detection;
        break;
    case FaultKind::Goodbye:
        strike.patience = 6s;
        break;
    case FaultKind::Disconnect:
        strike.patience = 17s; // a warning, the refresh, the close
        break;
    default:
        strike.patience = 2s;
    }
    return strike;
}

bool FaultRun::strike(const Strike &strike, Stand &stand, Report &report)
{
    FaultRun::Kind &kind = report.kinds[strike.name];
    ++kind.count;
    if (strike.refreshes) // sockets live for hours: the next one may be opened at once
        stand.pause(stand.scaled(betweenOpens));
    const quint32 connection = stand.session().connectionNumber();
    const qint64 gaps = stand.appAudit().totals().gaps;
    QElapsedTimer since;
    since.start();
    for (const Fault &fault : strike.faults)
        stand.server().cause(fault);
    if (strike.sleep) {
        stand.server().muteSockets();
        stand.clock().jump(10min);
    }
    const auto disturbed = [&] {
        return !stand.isReady() || stand.session().connectionNumber() != connection;
    };
    stand.waitFor(disturbed, stand.scaled(strike.patience));
    const bool noticed = !stand.isReady();
    kind.handedOver += !noticed && stand.session().connectionNumber() != connection ? 1 : 0;
    if (noticed)
        kind.noticed.push_back(uncompressed(static_cast<double>(since.elapsed())));
    if (!stand.waitFor([&stand] { return stand.isReady(); },
                       stand.scaled(m_options.socketMode ? longestWayBackOfApps : longestWayBack) +
                           20 * wholeSecond)) {
        report.problems.append(u"after %1 the session did not come back: %2"_s.arg(
            strike.name, stand.session().lastError().words));
        return false;
    }
    if (strike.refreshes && stand.appAudit().totals().gaps > gaps)
        ++report.gapsOfRefreshes;
    if (noticed)
        kind.back.push_back(uncompressed(static_cast<double>(since.elapsed())));
    return true;
}

int FaultRun::tooSoon(const QList<qint64> &calls, milliseconds room, double *worstMs) const
{
    // The rule as a bucket of its own: bursts of three, then one per ten seconds.
    constexpr double burst = 3;
    const auto refill = m_options.socketMode ? ConnectionTimings().socketRefill : milliseconds(10s);
    const double refillUs = std::chrono::duration<double, std::micro>(refill).count() / m_options.speed;
    const double roomUs = std::chrono::duration<double, std::micro>(room).count();
    double tokens = burst;
    double worstUs = 0;
    int count = 0;
    for (qsizetype i = 0; i < calls.size(); ++i) {
        const auto sinceUs = static_cast<double>(i == 0 ? 0 : calls[i] - calls[i - 1]);
        tokens = std::min(burst, tokens + sinceUs / refillUs) - 1;
        const double earlyUs = -tokens * refillUs;
        worstUs = std::max(worstUs, earlyUs);
        count += earlyUs > roomUs ? 1 : 0;
    }
    *worstMs = uncompressed(worstUs / 1000);
    return count;
}

void FaultRun::settle(Stand &stand, Typist &typist, Report &report)
{
    typist.stop();
    stand.server().endFaults();
    if (!stand.waitFor([&stand] { return stand.isReady(); }, 30s))
        report.problems.append(u"the session was not ready at the end"_s);
    typist.settle(120s);
    stand.server().setEventsPerSecond(0);
    stand.waitFor([&stand] { return stand.isSettled(); }, 120s);
    // Until the last event is in: none for a while.
    qint64 seen = 0;
    stand.waitFor(
        [&] {
            const qint64 now = stand.audit().totals().live + stand.appAudit().totals().envelopes;
            const bool quiet = now == seen;
            seen = now;
            if (!quiet)
                stand.pause(300ms);
            return quiet && stand.appAudit().pending() == 0;
        },
        30s);
    const auto holds = [&stand](const QString &channel, const QString &ts) {
        return stand.holds(channel, ts);
    };
    if (m_options.socketMode)
        return stand.appAudit().judge(holds);
    stand.audit().judge(true, holds);
    stand.audit().lookAgain(holds);
}

FaultRun::Report FaultRun::run()
{
    Report report;
    QElapsedTimer since;
    since.start();
    Stand stand({.timeScale = 1.0 / m_options.speed,
                 .eventsPerSecond = m_options.eventsPerSecond,
                 .seed = m_options.seed,
                 .keptMessages = keptMessages,
                 .recordTo = m_options.recordTo,
                 .socketMode = m_options.socketMode});
    QString problem;
    if (!stand.start(&problem)) {
        report.problems.append(problem);
        return report;
    }
    Typist typist(stand, typing);
    typist.start();
    const auto holds = [&stand](const QString &channel, const QString &ts) {
        return stand.holds(channel, ts);
    };
    const int warm = std::max(1, m_options.faults / 10);
    qsizetype rowsWhenWarm = 0;
    report.came = true;
    for (int number = 1; number <= m_options.faults && report.came; ++number) {
        const Strike next = draw();
        report.came = strike(next, stand, report);
        // Some peace, or none: the next fault may strike a connection that has just begun.
        stand.pause(stand.scaled(milliseconds(m_random.below(4'000))));
        if (stand.isReady() && !m_options.socketMode)
            stand.audit().judge(false, holds);
        stand.audit().lookAgain(holds);
        stand.appAudit().look(holds);
        if (number == warm) {
            report.first = Footprint::now();
            rowsWhenWarm = stand.log().size();
            report.firstHeld = stand.messagesHeld();
        }
        if (m_options.talk && number % 50 == 0) {
            std::fprintf(
                stderr, "%d faults, %.0f s, %d replies, %lld events, RSS %lld KB, %d files\n", number,
                static_cast<double>(since.elapsed()) / 1000, typist.check().typed,
                static_cast<long long>(stand.audit().totals().live + stand.appAudit().totals().received),
                static_cast<long long>(Footprint::now().residentKb), Footprint::now().files);
        }
    }
    settle(stand, typist, report);
    report.last = Footprint::now();
    report.lastHeld = stand.messagesHeld();
    for (const QString &code : stand.givenUp())
        ++report.givenUp[code];
    report.indexKb = static_cast<qint64>(stand.log().size() - rowsWhenWarm) *
                     static_cast<qint64>(sizeof(EventLog::Row)) / 1024;
    report.socketMode = m_options.socketMode;
    report.events = stand.audit().totals();
    report.appEvents = stand.appAudit().totals();
    report.reopened = stand.reopened();
    report.findings = stand.audit().findings([&stand](const QByteArray &room, const QByteArray &thread) {
        return stand.givenUp().value({room, thread});
    });
    report.findings += stand.appAudit().findings();
    report.replies = typist.check();
    const QList<qint64> calls = stand.ownConnectCalls();
    report.connectCalls = static_cast<int>(calls.size());
    report.callsUntold = static_cast<int>(std::max<qsizetype>(0, stand.connectCalls().size() - calls.size()));
    // Stamps and timers are to a millisecond. Where the limit is reached all the time, as with one call a
    // minute, all that follow a call which was stamped late seem early by as much.
    const milliseconds room = m_options.socketMode ? 10ms : 3ms;
    report.callsTooSoon = tooSoon(calls, room, &report.earliestMs);
    tooSoon(stand.connectCalls(), 0ms, &report.earliestThereMs);
    report.seconds = static_cast<double>(since.elapsed()) / 1000;
    return report;
}

namespace {

using Row = std::function<void(const QString &name, const QString &value)>;

QString number(qint64 value)
{
    return QString::number(value);
}

void tellRtmEvents(const Audit::Totals &events, const Row &row)
{
    row(u"events published"_s, number(events.published));
    row(u"received live"_s, number(events.live));
    row(u"received again"_s, number(events.repeated));
    row(u"missed within marked gaps"_s, number(events.inGaps));
    row(u"missed, and no gap says so"_s, number(events.unmarked));
    row(u"gaps (of these the server kept everything)"_s, u"%1 (%2)"_s.arg(events.gaps).arg(events.resumed));
    row(u"messages missed"_s, number(events.messagesInGaps));
    row(u"of these back-filled"_s, number(events.backFilled));
    row(u"of these deleted, or their room closed"_s, number(events.unreachable));
    row(u"of these not there"_s, number(events.notBackFilled));
}

void tellAppEvents(const FaultRun::Report &report, const Row &row)
{
    const AppAudit::Totals &events = report.appEvents;
    row(u"events made for the app"_s, number(events.made));
    row(u"received"_s, number(events.received));
    row(u"received again, and marked so"_s, number(events.repeated));
    row(u"doubled"_s, number(events.doubled));
    row(u"given up by the server"_s, number(events.givenUp));
    row(u"missed within marked gaps"_s, number(events.inGaps));
    row(u"missed, and no gap says so"_s, number(events.unmarked));
    row(u"gaps"_s, number(events.gaps));
    row(u"of these where the socket was to be replaced in time"_s, number(report.gapsOfRefreshes));
    row(u"messages missed"_s, number(events.messagesInGaps));
    row(u"of these back-filled"_s, number(events.backFilled));
    row(u"and let go again, as more came than a workspace keeps"_s, number(events.letGo));
    row(u"in threads whose beginning was let go before"_s, number(events.threadLetGo));
    row(u"of these deleted, or their room closed or rewritten"_s, number(events.gone));
    row(u"of these not there"_s, number(events.notBackFilled));
    row(u"envelopes received"_s, number(events.envelopes));
    row(u"acknowledged"_s, number(events.acknowledged));
    row(u"acknowledged later than 3 s"_s, number(events.ackedLate));
    row(u"not acknowledged, though the socket lived"_s, number(events.unacknowledged));
    row(u"median and longest, ms"_s,
        u"%1, %2"_s.arg(static_cast<double>(events.medianAckUs) / 1000, 0, 'f', 3)
            .arg(static_cast<double>(events.worstAckUs) / 1000, 0, 'f', 1));
    row(u"connected by hand, Socket Mode being switched off"_s, number(report.reopened));
}

} // namespace

QString reportText(const FaultRun::Report &report)
{
    QString text =
        u"| fault | struck | handed over | noticed | median s | most s | Ready again, median s | most s |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"_s;
    int count = 0;
    for (const auto &[name, kind] : report.kinds) {
        count += kind.count;
        text += u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 | %8 |\n"_s.arg(name)
                    .arg(kind.count)
                    .arg(kind.handedOver)
                    .arg(kind.noticed.size())
                    .arg(seconds(median(kind.noticed)), seconds(highest(kind.noticed)),
                         seconds(median(kind.back)), seconds(highest(kind.back)));
    }
    const auto row = [&text](const QString &name, const QString &value) {
        text += u"| %1 | %2 |\n"_s.arg(name, value);
    };
    text += u"\n| | |\n| --- | ---: |\n"_s;
    row(u"faults"_s, number(count));
    row(u"seconds"_s, QString::number(report.seconds, 'f', 0));
    row(u"replies typed"_s, number(report.replies.typed));
    row(u"lost"_s, number(report.replies.lost));
    row(u"posted twice"_s, number(report.replies.twice));
    row(u"never left the outbox"_s, number(report.replies.waiting));
    row(u"dropped by who typed them, for their thread is gone"_s, number(report.replies.dropped));
    row(u"in doubt for a while"_s, number(report.replies.doubtful));
    row(u"in doubt at the end, though posted"_s, number(report.replies.leftInDoubt));
    row(u"sent again by hand"_s, number(report.replies.retried));
    if (report.socketMode)
        tellAppEvents(report, row);
    else
        tellRtmEvents(report.events, row);
    for (auto code = report.givenUp.cbegin(); code != report.givenUp.cend(); ++code)
        row(u"back-fills given up: "_s + code.key(), number(code.value()));
    row(u"calls that open sockets"_s, number(report.connectCalls));
    row(u"of these too soon"_s, number(report.callsTooSoon));
    row(u"the server knows of more"_s, number(report.callsUntold));
    row(u"earliest by the session's clock, s too soon"_s, seconds(report.earliestMs));
    row(u"earliest by the server's clock, s too soon"_s, seconds(report.earliestThereMs));
    row(u"memory with the server's, KB"_s,
        u"%1 → %2"_s.arg(report.first.residentKb).arg(report.last.residentKb));
    row(u"heap of the client, KB"_s, u"%1 → %2"_s.arg(report.first.heapKb).arg(report.last.heapKb));
    row(u"of the growth, the record's index"_s, number(report.indexKb));
    row(u"messages held in the workspace"_s, u"%1 → %2"_s.arg(report.firstHeld).arg(report.lastHeld));
    row(u"bytes of the rest for each of them"_s, QString::number(report.bytesPerMessage(), 'f', 0));
    row(u"open files"_s, u"%1 → %2"_s.arg(report.first.files).arg(report.last.files));
    for (const QString &finding : report.problems + report.findings + report.replies.findings)
        text += u"- %1\n"_s.arg(finding);
    return text;
}

} // namespace rtmscope::bench
