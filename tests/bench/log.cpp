// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What the log costs by itself, without a socket: bench_log COUNT FILE
// Prints one line per step: processor time per event, so that a busy machine changes little, and wall time of
// it all.
#include "core/capture/captureline.h"
#include "core/events/eventdecoder.h"
#include "core/filter/assist/valuecounts.h"
#include "core/filter/filterquery.h"
#include "core/filter/filterrun.h"
#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"
#include "core/log/ratehistory.h"
#include "tests/bench/stream.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

constexpr std::size_t distinctFrames = 20'000;
constexpr std::size_t batch = 50; // events of one read of a busy socket

struct Cpu
{
    double user = 0;
    double kernel = 0;

    static Cpu now()
    {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval &time) {
            return double(time.tv_sec) + double(time.tv_usec) / 1e6;
        };
        return {seconds(usage.ru_utime), seconds(usage.ru_stime)};
    }
};

template<typename Work>
void measure(const char *name, std::size_t count, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    const Cpu before = Cpu::now();
    work();
    const Cpu after = Cpu::now();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const double scale = 1e6 / double(count);
    std::printf("%-44s %7.3f + %.3f us/event %9.1f ms\n", name, (after.user - before.user) * scale,
                (after.kernel - before.kernel) * scale, taken.count() * 1e3);
}

std::vector<Event> makeEvents()
{
    EventDecoder decoder;
    std::vector<Event> events;
    for (const std::string &frame : bench::makeFrames(distinctFrames)) {
        Event event;
        event.receivedAtUs = 1'795'356'131'318'204;
        event.connection = 1;
        event.raw = QByteArray(frame.data(), qsizetype(frame.size()));
        decoder.read(event);
        events.push_back(event);
    }
    return events;
}

void measureFilter(const EventLog &log, const char *text)
{
    FilterQuery query;
    if (!query.compile(QString::fromLatin1(text), {}, nullptr))
        return;
    qsizetype found = 0;
    measure(text, std::size_t(log.size()), [&] {
        for (qsizetype row = 0; row < log.size(); ++row)
            found += query.matches(log, row) ? 1 : 0;
    });
    std::printf("%44s %lld rows\n", "", static_cast<long long>(found));
}

//! As the window does it: in the threads of the pool, until all is decided.
void measureRun(const EventLog &log, const char *text)
{
    FilterQuery query;
    if (!query.compile(QString::fromLatin1(text), {}, nullptr))
        return;
    qsizetype found = 0;
    measure((QByteArray(text) + ", all threads").constData(), std::size_t(log.size()), [&] {
        FilterRun run(log.snapshot(), 0, log.size(),
                      [matcher = RowMatcher(query)](const LogReader &reader, qsizetype begin, qsizetype end,
                                                    std::vector<quint32> &rows) mutable {
                          matcher.collect(reader, begin, end, rows);
                          return qsizetype(0);
                      });
        QEventLoop loop;
        QObject::connect(&run, &FilterRun::advanced, &loop, [&] {
            found += qsizetype(run.take().shown.size());
            if (run.isFinished())
                loop.quit();
        });
        loop.exec();
    });
    std::printf("%44s %lld rows\n", "", static_cast<long long>(found));
}

void measureValues(const EventLog &log, const char *field)
{
    qsizetype values = 0;
    measure((QByteArray("values of ") + field).constData(), std::size_t(log.size()), [&] {
        ValueRun run(log.snapshot(), QString::fromLatin1(field));
        QEventLoop loop;
        QObject::connect(&run, &ValueRun::advanced, &loop, [&] {
            if (run.isFinished())
                loop.quit();
        });
        loop.exec();
        values = qsizetype(run.counts().values(run.log()).size());
    });
    std::printf("%44s %lld values\n", "", static_cast<long long>(values));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto count = std::size_t(arguments.value(1).toULongLong());
    const QString path = arguments.value(2);
    if (count == 0 || path.isEmpty()) {
        std::fputs("usage: bench_log COUNT FILE\n", stderr);
        return 1;
    }
    std::vector<Event> events = makeEvents();
    const auto next = [&events](std::size_t i) -> const Event & {
        Event &event = events[i % distinctFrames];
        event.seq = i + 1;
        event.receivedAtUs += 20'000;
        return event;
    };

    QByteArray line;
    measure("copy of the bytes", count, [&] {
        for (std::size_t i = 0; i < count; ++i) {
            line.resize(0);
            line += next(i).raw;
        }
    });
    measure("capture line", count, [&] {
        for (std::size_t i = 0; i < count; ++i) {
            line.resize(0);
            captureline::write(next(i), line);
        }
    });
    auto created = EventLog::create(path, {});
    if (!created) {
        std::fputs(qPrintable(created.error().words + u'\n'), stderr);
        return 1;
    }
    EventLog &log = **created;
    measure("append, flushed every 50", count, [&] {
        for (std::size_t i = 0; i < count; ++i) {
            log.append(next(i));
            if (i % batch == batch - 1)
                log.flush();
        }
        log.flush();
    });

    std::unique_ptr<EventLog> opened;
    measure("open", count, [&] {
        auto result = EventLog::open(path);
        if (result)
            opened = std::move(result).value();
    });
    if (!opened)
        return 1;
    measure("event(row), each", count, [&] {
        for (qsizetype row = 0; row < opened->size(); ++row)
            (void)opened->event(row);
    });
    measureFilter(*opened, "type == message && channel == C010126704");
    measureFilter(*opened, "rollback");
    measureFilter(*opened, "zebra");
    measureFilter(*opened, "message.edited.user == U022116070");
    for (const char *text : {"type == message && channel == C010126704", "rollback", "zebra",
                             "message.edited.user == U022116070", "text matches \"rollback.*deploy\""})
        measureRun(*opened, text);
    for (const char *field : {"subtype", "channel", "user", "message.edited.user", "blocks.type"})
        measureValues(*opened, field);
    RateHistory history;
    measure("rate history", count, [&] { history.update(*opened); });
}
