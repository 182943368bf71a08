// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The soak: hours in real time, nothing compressed. Every minute a line, at the end a verdict and status 1 if
// it is bad.
//   bench_soak [--minutes 60] [--rate 200] [--fault-every 20s] [--seed N]
#include "tests/bench/faults/stand.h"
#include "tests/bench/faults/typist.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope;
using namespace rtmscope::bench;

namespace {

constexpr auto typing = 3s;
constexpr auto judging = 5s;
constexpr auto longestFilling = 5min; // after a long outage the pace that servers allow takes longer

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Minute
{
    Footprint footprint;
    qint64 indexKb = 0; //!< the record's index, which grows on purpose
    qint64 held = 0;    //!< messages in the workspace, which has its bound
};

class Soak
{
public:
    Soak(Stand &stand, int minutes)
        : m_stand(stand)
        , m_minutes(minutes)
    {
    }

    bool run();

private:
    void row(int minute);
    bool verdict(const Typist::Result &replies) const;
    static void say(const char *what, qint64 value, bool bad);

    Stand &m_stand;
    int m_minutes;
    std::vector<Minute> m_rows;
    bool m_filled = false; //!< back-fill came to its end
};

void Soak::row(int minute)
{
    const Footprint footprint = Footprint::now();
    const qint64 indexKb =
        static_cast<qint64>(m_stand.log().size() * static_cast<qsizetype>(sizeof(EventLog::Row)) / 1024);
    const qint64 held = m_stand.messagesHeld();
    m_rows.push_back({footprint, indexKb, held});
    const Audit::Totals &totals = m_stand.audit().totals();
    std::printf("%4d min  RSS %7lld KB  heap %7lld KB (index %6lld KB, %6lld messages held)  files %3d  "
                "events %8lld  gaps "
                "%4lld  missed in gaps %6lld  "
                "unmarked %lld  messages not back-filled %lld  outbox %d  CPU %.0f s\n",
                minute, static_cast<long long>(footprint.residentKb),
                static_cast<long long>(footprint.heapKb), static_cast<long long>(indexKb),
                static_cast<long long>(held), footprint.files, static_cast<long long>(totals.live),
                static_cast<long long>(totals.gaps), static_cast<long long>(totals.inGaps),
                static_cast<long long>(totals.unmarked), static_cast<long long>(totals.notBackFilled),
                m_stand.outbox().pendingCount(), cpuSeconds());
    std::fflush(stdout);
}

bool Soak::run()
{
    const auto holds = [this](const QString &channel, const QString &ts) {
        return m_stand.holds(channel, ts);
    };
    Typist typist(m_stand, typing);
    typist.start();
    for (int minute = 1; minute <= m_minutes; ++minute) {
        // Often, for the workspace forgets the oldest messages of a room.
        for (auto left = std::chrono::seconds(1min); left > 0s; left -= judging) {
            m_stand.pause(judging);
            if (m_stand.isReady())
                m_stand.audit().judge(false, holds);
            m_stand.audit().lookAgain(holds);
        }
        row(minute);
    }
    typist.stop();
    m_stand.server().endFaults();
    m_stand.waitFor([this] { return m_stand.isReady(); }, 2min);
    typist.settle(3min);
    m_stand.server().setEventsPerSecond(0);
    m_filled = m_stand.waitFor([this] { return m_stand.isSettled(); }, longestFilling);
    m_stand.pause(2s);
    m_stand.audit().judge(true, holds);
    m_stand.audit().lookAgain(holds);
    row(m_minutes);
    return verdict(typist.check());
}

void Soak::say(const char *what, qint64 value, bool bad)
{
    std::printf("%-52s %8lld%s\n", what, static_cast<long long>(value), bad ? "   BAD" : "");
}

bool Soak::verdict(const Typist::Result &replies) const
{
    // Of what the client holds, but for the index, the second half must not stand above the first.
    constexpr qint64 allowedKb = 8 * 1024;
    constexpr int allowedFiles = 4;
    const auto heap = [](const Minute &minute) { return minute.footprint.heapKb - minute.indexKb; };
    const auto openFiles = [](const Minute &minute) { return minute.footprint.files; };
    const auto messages = [](const Minute &minute) { return minute.held; };
    const auto middle = m_rows.begin() + static_cast<std::ptrdiff_t>(m_rows.size() / 2);
    const auto growthOf = [&](auto value) {
        const auto less = [&value](const Minute &a, const Minute &b) { return value(a) < value(b); };
        return value(*std::max_element(middle, m_rows.end(), less)) -
               value(*std::max_element(m_rows.begin(), middle, less));
    };
    const qint64 growth = growthOf(heap);
    const int files = growthOf(openFiles);
    const Audit::Totals &totals = m_stand.audit().totals();
    std::puts("");
    say("events published", totals.published, false);
    say("received live", totals.live, false);
    say("missed within marked gaps", totals.inGaps, false);
    say("missed, and no gap says so", totals.unmarked, totals.unmarked > 0);
    say("messages missed", totals.messagesInGaps, false);
    say("of these back-filled", totals.backFilled, false);
    say("of these deleted, or their room closed", totals.unreachable, false);
    // What is still to be asked for the ledger says itself.
    say(m_filled ? "of these not there" : "of these still to be asked for, by the ledger",
        totals.notBackFilled, m_filled && totals.notBackFilled > 0);
    say("replies typed", replies.typed, false);
    say("posted twice", replies.twice, replies.twice > 0);
    say("lost", replies.lost, replies.lost > 0);
    say("never left the outbox", replies.waiting, replies.waiting > 0);
    say("dropped by who typed them, for their thread is gone", replies.dropped, false);
    say("second half: heap without the index grew, KB", growth, growth > allowedKb);
    say("second half: more messages held", growthOf(messages), false);
    say("second half: more open files", files, files > allowedFiles);
    const QStringList findings =
        m_stand.audit().findings([this](const QByteArray &room, const QByteArray &thread) {
            return m_stand.givenUp().value({room, thread});
        });
    for (const QString &finding : findings + replies.findings)
        std::printf("- %s\n", qPrintable(finding));
    const bool good = totals.unmarked == 0 && (totals.notBackFilled == 0 || !m_filled) &&
                      replies.twice == 0 && replies.lost == 0 && replies.waiting == 0 &&
                      growth <= allowedKb && files <= allowedFiles;
    std::puts(good ? "\nGood." : "\nNOT good.");
    return good;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"minutes"_s, u"How long."_s, u"N"_s, u"60"_s},
                       {u"rate"_s, u"Events per second."_s, u"R"_s, u"200"_s},
                       {u"fault-every"_s, u"Time between two faults."_s, u"TIME"_s, u"20s"_s},
                       {u"seed"_s, u"Same seed, same faults."_s, u"N"_s, u"1"_s}});
    parser.addHelpOption();
    parser.process(app);
    const QByteArray script = "seed " + parser.value(u"seed"_s).toUtf8() + "\nevery " +
                              parser.value(u"fault-every"_s).toUtf8() + " any";
    const auto chaos = demo::readChaosScript(script);
    if (!chaos) {
        std::fprintf(stderr, "%s\n", qPrintable(chaos.error().words));
        return 1;
    }
    // A room must not forget what was said in an outage before it can be asked for. Every thread costs a
    // call, of which a server allows fifty a minute: after a long outage that takes many minutes.
    constexpr std::size_t keptMessages = 20'000;
    Stand stand({.eventsPerSecond = parser.value(u"rate"_s).toDouble(),
                 .seed = parser.value(u"seed"_s).toULongLong(),
                 .keptMessages = keptMessages});
    QString problem;
    if (!stand.start(&problem)) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    QObject::connect(&stand.server(), &demo::DemoServer::faultReported, &stand,
                     [](const QString &words) { std::fprintf(stderr, "fault: %s\n", qPrintable(words)); });
    stand.server().runChaos(*chaos);
    return Soak(stand, std::max(1, parser.value(u"minutes"_s).toInt())).run() ? 0 : 1;
}
