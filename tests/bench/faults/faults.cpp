// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The fault bench: a whole account against the demo server over real sockets, and random faults one after the
// other.
//   bench_faults [--socket-mode] [--faults N] [--seed N] [--speed X] [--rate R] [--only NAMES] [--record
//   FILE]
//     Random faults; a table, and status 1 if a zero is not one.
//   bench_faults --reconnects N
//     N cut connections; memory and open files.
#include "tests/bench/faults/elsewhere.h"
#include "tests/bench/faults/faultrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope;
using namespace rtmscope::bench;

namespace {

int runFaults(const FaultRun::Options &options)
{
    const FaultRun::Report report = FaultRun(options).run();
    std::fputs(qPrintable(reportText(report)), stdout);
    bool good = report.good();
    std::puts("\n| elsewhere | attempts | last error |\n| --- | ---: | --- |");
    for (const Elsewhere &one : tryElsewhere()) {
        std::printf("| %s | %d | %s |\n", qPrintable(one.name), one.attempts, qPrintable(one.code));
        for (const QString &problem : one.problems)
            std::printf("- %s\n", qPrintable(problem));
        good = good && one.problems.isEmpty();
    }
    std::puts(good ? "\nAll zeros hold." : "\nNOT all zeros hold.");
    return good ? 0 : 1;
}

//! Nothing but connections that are cut as soon as they are ready, without the limit on rtm.connect.
int runReconnects(int reconnects)
{
    constexpr int perRow = 1'000;
    // A few hundred KB are the allocator's; a leak of one object per reconnect shows as megabytes.
    constexpr qint64 allowedKb = 3 * 1024;
    Stand stand({.limitConnects = false});
    QString problem;
    if (!stand.start(&problem)) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    std::puts("| reconnects | RSS, KB | of that the record's index, KB | open files |\n| ---: | ---: | ---: "
              "| ---: |");
    const auto indexKb = [&stand] {
        return static_cast<qint64>(stand.log().size() * static_cast<qsizetype>(sizeof(EventLog::Row)) / 1024);
    };
    Footprint first;
    qint64 firstIndexKb = 0;
    Footprint last;
    for (int number = 1; number <= reconnects; ++number) {
        const quint32 connection = stand.session().connectionNumber();
        stand.server().cause({.kind = demo::Fault::Kind::Kill});
        const bool back = stand.waitFor(
            [&] { return stand.session().connectionNumber() > connection && stand.isReady(); }, 20s);
        if (!back) {
            std::fprintf(stderr, "reconnect %d did not come back\n", number);
            return 1;
        }
        if (number % perRow != 0 && number != reconnects)
            continue;
        last = Footprint::now();
        if (number == perRow) {
            first = last;
            firstIndexKb = indexKb();
        }
        std::printf("| %d | %lld | %lld | %d |\n", number, static_cast<long long>(last.residentKb),
                    static_cast<long long>(indexKb()), last.files);
        std::fflush(stdout);
    }
    const qint64 growthKb = last.residentKb - first.residentKb - (indexKb() - firstIndexKb);
    const bool flat = reconnects <= perRow || (growthKb < allowedKb && last.files <= first.files + 2);
    std::printf("\nGrowth beyond the index: %lld KB. %s\n", static_cast<long long>(growthKb),
                flat ? "Flat." : "NOT flat.");
    return flat ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"socket-mode"_s, u"By Socket Mode in place of RTM."_s},
                       {u"faults"_s, u"How many."_s, u"N"_s, u"1000"_s},
                       {u"seed"_s, u"Same seed, same faults."_s, u"N"_s, u"1"_s},
                       {u"speed"_s, u"How many times faster than real all waiting is."_s, u"X"_s, u"25"_s},
                       {u"rate"_s, u"Events per second."_s, u"R"_s, u"60"_s},
                       {u"only"_s, u"Kinds of faults, with commas, or sleep."_s, u"NAMES"_s},
                       {u"record"_s, u"Keep the record as a capture, to look into it."_s, u"FILE"_s},
                       {u"reconnects"_s, u"Count reconnects instead."_s, u"N"_s}});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(u"reconnects"_s))
        return runReconnects(parser.value(u"reconnects"_s).toInt());
    FaultRun::Options options;
    options.socketMode = parser.isSet(u"socket-mode"_s);
    options.faults = parser.value(u"faults"_s).toInt();
    options.seed = parser.value(u"seed"_s).toULongLong();
    options.speed = parser.value(u"speed"_s).toDouble();
    options.eventsPerSecond = parser.value(u"rate"_s).toDouble();
    options.only = parser.value(u"only"_s).split(u',', Qt::SkipEmptyParts);
    options.recordTo = parser.value(u"record"_s);
    return runFaults(options);
}
