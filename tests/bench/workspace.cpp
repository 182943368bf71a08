// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What the workspace costs by itself: bench_workspace COUNT
// Folds a stream at honest times (ten milliseconds between events) and prints ns of processor time per event,
// for all and by type, and for frames as they are delivered; then what a snapshot costs, and the first change
// after it, in a workspace of many conversations and in one conversation of many messages.
#include "core/workspace/workspace.h"
#include "core/base/clock.h"
#include "core/events/eventdecoder.h"
#include "core/events/eventsource.h"
#include "tests/bench/stream.h"

#include <QCoreApplication>
#include <QMap>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

constexpr qint64 stepUs = 10'000;
constexpr qint64 beginUs = 1'795'356'131'000'000;

qint64 cpuNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

Event incoming(QByteArray frame, quint64 seq)
{
    Event event;
    event.seq = seq;
    event.receivedAtUs = beginUs + static_cast<qint64>(seq) * stepUs;
    event.connection = 1;
    event.raw = std::move(frame);
    EventDecoder::readHeader(&event);
    return event;
}

std::vector<Event> stream(std::size_t count)
{
    std::vector<Event> events;
    events.reserve(count);
    for (const std::string &frame : bench::makeFrames(count))
        events.push_back(incoming(QByteArray::fromStdString(frame), events.size() + 1));
    return events;
}

QByteArray saidIn(const QByteArray &channel, int nth)
{
    return R"({"type":"message","channel":")" + channel + R"(","user":"U)" + QByteArray::number(nth % 500) +
           R"(","text":"some words of some length","ts":")" + QByteArray::number(1'600'000'000 + nth) +
           R"(.000100"})";
}

void foldByType(const std::vector<Event> &events)
{
    struct Sum
    {
        qint64 ns = 0;
        qint64 count = 0;
    };
    QMap<QString, Sum> sums;
    Workspace workspace;
    const qint64 clock = [] { // what asking the clock costs, to be taken off
        const qint64 begin = cpuNs();
        for (int i = 0; i < 10'000; ++i)
            cpuNs();
        return (cpuNs() - begin) / 10'000;
    }();
    for (const Event &event : events) {
        const qint64 begin = cpuNs();
        workspace.apply(event);
        const qint64 taken = cpuNs() - begin - clock;
        for (const QString &name : {u"all"_s, event.subtype.isEmpty() ? event.type : event.subtype}) {
            sums[name].ns += taken;
            ++sums[name].count;
        }
    }
    for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum)
        std::printf("fold %-20s %8lld ns of %lld\n", qPrintable(sum.key()),
                    static_cast<long long>(sum->ns / sum->count), static_cast<long long>(sum->count));
}

void fold(const std::vector<Event> &events)
{
    Workspace workspace;
    const qint64 begin = cpuNs();
    for (const Event &event : events)
        workspace.apply(event);
    std::printf("fold in one run %14lld ns an event\n",
                static_cast<long long>((cpuNs() - begin) / qint64(events.size())));
}

class Source : public EventSource
{
public:
    Source()
        : EventSource(Clock::system())
    {
    }
    using EventSource::deliverAt;
};

//! As it happens live: the fold gets what the source has parsed.
void foldWhatIsDelivered(const std::vector<Event> &events)
{
    const auto run = [&events](bool folded) {
        std::vector<QByteArray> frames; // afresh: a frame of a socket is nobody else's yet
        for (const Event &event : events)
            frames.emplace_back(event.raw.constData(), event.raw.size());
        Source source;
        Workspace workspace;
        if (folded)
            QObject::connect(&source, &EventSource::recorded, &source,
                             [&workspace](const Event &event) { workspace.apply(event); });
        const qint64 begin = cpuNs();
        for (std::size_t i = 0; i < frames.size(); ++i)
            source.deliverAt(events[i].receivedAtUs, Direction::In, frames[i]);
        return (cpuNs() - begin) / qint64(frames.size());
    };
    const qint64 bare = run(false);
    const qint64 folded = run(true);
    std::printf("deliver %22lld ns an event, with the fold %lld, so the fold %lld\n",
                static_cast<long long>(bare), static_cast<long long>(folded),
                static_cast<long long>(folded - bare));
}

//! The median of what the first and second message to each of some conversations cost after a copy.
void changeAfterCopy(const char *name, Workspace &workspace, const QByteArrayList &channels, int from)
{
    std::vector<qint64> copies;
    std::vector<qint64> firsts;
    std::vector<qint64> seconds;
    quint64 seq = 1'000'000;
    for (int round = 0; round < 200; ++round) {
        const QByteArray &channel = channels.at(round % channels.size());
        const Event first = incoming(saidIn(channel, from + 2 * round), ++seq);
        const Event second = incoming(saidIn(channel, from + 2 * round + 1), ++seq);
        const qint64 begin = cpuNs();
        const Workspace copy = workspace;
        const qint64 copied = cpuNs();
        workspace.apply(first);
        const qint64 changed = cpuNs();
        workspace.apply(second);
        const qint64 end = cpuNs();
        copies.push_back(copied - begin);
        firsts.push_back(changed - copied);
        seconds.push_back(end - changed);
    }
    const auto median = [](std::vector<qint64> &times) {
        std::sort(times.begin(), times.end());
        return static_cast<long long>(times[times.size() / 2]);
    };
    std::printf("%-44s copy %lld, first message %lld, next %lld ns\n", name, median(copies), median(firsts),
                median(seconds));
}

void manyConversations()
{
    Workspace workspace;
    QByteArrayList channels;
    quint64 seq = 0;
    for (int i = 0; i < 200; ++i)
        channels.append("C" + QByteArray::number(i));
    for (int i = 0; i < 30'000; ++i)
        workspace.apply(incoming(saidIn(channels.at(i % 200), i), ++seq));
    changeAfterCopy("30,000 messages in 200 conversations", workspace, channels, 40'000);
}

void oneConversation()
{
    Workspace workspace;
    quint64 seq = 0;
    for (int i = 0; i < 10'000; ++i)
        workspace.apply(incoming(saidIn("C1", i), ++seq));
    changeAfterCopy("10,000 messages in one conversation", workspace, {"C1"}, 40'000);
}

void manyPeople()
{
    Workspace workspace;
    quint64 seq = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray id = "U" + QByteArray::number(i);
        workspace.apply(incoming(R"({"type":"team_join","user":{"id":")" + id + R"(","name":"n)" + id +
                                     R"(","profile":{"display_name":"Some Body","title":"Of something"}}})",
                                 ++seq));
    }
    std::vector<qint64> times;
    for (int i = 0; i < 200; ++i) {
        const Event event = incoming(R"({"type":"presence_change","presence":"active","user":"U)" +
                                         QByteArray::number(i * 97) + R"("})",
                                     ++seq);
        const Workspace copy = workspace;
        const qint64 begin = cpuNs();
        workspace.apply(event);
        times.push_back(cpuNs() - begin);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s first presence after a copy %lld ns\n", "20,000 people",
                static_cast<long long>(times[times.size() / 2]));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 0;
    if (count < 1) {
        std::fprintf(stderr, "bench_workspace COUNT\n");
        return 2;
    }
    const std::vector<Event> events = stream(static_cast<std::size_t>(count));
    foldByType(events);
    for (int run = 0; run < 3; ++run)
        fold(events);
    for (int run = 0; run < 3; ++run)
        foldWhatIsDelivered(events);
    manyConversations();
    oneConversation();
    manyPeople();
    return 0;
}
