// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Going to moments of a record: bench_history COUNT FILE
// Writes a capture of so many events, looks through it once and then goes to moments all over it, each from
// one far away. Prints one JSON object: milliseconds, and the memory that it takes beyond the open file.
#include "core/events/eventdecoder.h"
#include "core/history/statehistory.h"
#include "core/log/eventlog.h"
#include "tests/bench/stream.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

using namespace rtmscope;

namespace {

//! Processor time, so that a busy machine changes little.
double cpuMs()
{
    return double(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    constexpr double pageKb = 4;
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * pageKb / 1024 : 0;
}

bool write(const QString &path, qsizetype count)
{
    QFile::remove(path);
    auto created = EventLog::create(path, {});
    if (!created)
        return false;
    const auto log = std::move(created).value();
    EventDecoder decoder;
    quint64 seq = 0;
    while (seq < quint64(count)) {
        // Bounded: a million frames need not be in memory at once.
        for (const std::string &frame : bench::makeFrames(std::size_t(std::min<qsizetype>(count, 50'000)))) {
            Event event;
            event.seq = ++seq;
            event.receivedAtUs = 1'795'356'131'318'204 + qint64(seq) * 1'000;
            event.connection = 1;
            event.raw = QByteArray(frame.data(), qsizetype(frame.size()));
            decoder.read(event);
            log->append(event);
            if (seq % 500 == 0)
                log->flush();
            if (seq == quint64(count))
                break;
        }
    }
    log->flush();
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "bench_history COUNT FILE\n");
        return 2;
    }
    const QString path = QString::fromLocal8Bit(argv[2]);
    if (!write(path, QByteArray(argv[1]).toLongLong()))
        return 1;
    auto opened = EventLog::open(path);
    if (!opened)
        return 1;
    const auto log = std::move(opened).value();
    const double before = residentMb();
    StateHistory history;
    history.setLog(log->snapshot());
    const double start = cpuMs();
    while (!history.isComplete())
        history.advance(10'000);
    const double looked = cpuMs() - start;
    const double after = residentMb();

    constexpr int moments = 200;
    std::mt19937_64 random(7);
    std::vector<double> times;
    for (int i = 0; i < moments; ++i) {
        const auto rows = qsizetype(random() % quint64(log->size())) + 1;
        const double asked = cpuMs();
        const Workspace workspace = history.after(rows);
        times.push_back(cpuMs() - asked);
        if (workspace.conversations().isEmpty() && rows > 1'000)
            return 1;
    }
    std::sort(times.begin(), times.end());
    std::printf("{\"events\":%lld,\"look_through_ms\":%.0f,\"seek_median_ms\":%.1f,\"seek_max_ms\":%.1f,"
                "\"memory_mb\":%.0f}\n",
                static_cast<long long>(log->size()), looked, times[times.size() / 2], times.back(),
                after - before);
    return 0;
}
