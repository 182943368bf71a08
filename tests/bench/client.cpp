// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The client side of the benchmark: a program as a user of the core writes it, without a window.
//   bench_client rtmsession URL FILE   RtmSession, everything recorded into FILE, a handler for messages
//   bench_client workspace URL FILE    the same with the workspace folded, which is what the window keeps
//   bench_client qwebsocket URL          QWebSocket and six fields of each frame, nothing kept: what Qt's
//   socket costs bench_client send URL COUNT          RtmSession; COUNT messages, each sent when the one
//   before is acknowledged bench_client stay URL FILE SECONDS   RtmSession with its record, for so long;
//   prints the CPU it took
// Prints "hello" when the server has said so, and at the end one line of JSON.
#include "core/base/clock.h"
#include "core/json/json.h"
#include "core/log/eventlog.h"
#include "core/session/rtmsession.h"
#include "core/workspace/workspace.h"
#include "tests/bench/stream.h"

#include <QCoreApplication>
#include <QTimer>
#include <QWebSocket>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

using SteadyClock = std::chrono::steady_clock;

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

void sayHello()
{
    std::puts("hello");
    std::fflush(stdout);
}

//! From the first message of the stream, which is its first frame, to the last frame.
class Stopwatch
{
public:
    void startOnce()
    {
        if (m_running)
            return;
        m_running = true;
        m_start = SteadyClock::now();
        m_cpuAtStart = cpuSeconds();
    }
    void finish(qsizetype events, std::size_t messages) const
    {
        std::printf("{\"events\":%lld,\"messages\":%zu,\"seconds\":%.6f,\"cpu\":%.6f}\n",
                    static_cast<long long>(events), messages, secondsSince(m_start),
                    cpuSeconds() - m_cpuAtStart);
        std::fflush(stdout);
    }

private:
    bool m_running = false;
    SteadyClock::time_point m_start;
    double m_cpuAtStart = 0;
};

RtmSession::Config configFor(const QString &url)
{
    RtmSession::Config config;
    config.token = Secret("xoxb-bench");
    config.apiBase = QUrl(url);
    return config;
}

std::unique_ptr<EventLog> recordInto(const QString &path, RtmSession &session)
{
    auto created = EventLog::create(path, {});
    if (!created) {
        std::fputs(qPrintable(created.error().words + u'\n'), stderr);
        std::exit(1);
    }
    std::unique_ptr<EventLog> log = std::move(created).value();
    log->keep(session);
    return log;
}

enum class Keeps { Record, RecordAndWorkspace };

int runRtmSession(const QString &url, const QString &path, Keeps keeps)
{
    RtmSession session(configFor(url));
    const auto log = recordInto(path, session);
    WorkspaceFeed feed;
    QTimer typing;
    if (keeps == Keeps::RecordAndWorkspace) {
        QObject::connect(&session, &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        QObject::connect(&typing, &QTimer::timeout, &feed,
                         [&feed] { feed.expireTyping(Clock::system().nowUs()); });
        typing.start(1000);
    }
    Stopwatch watch;
    std::size_t messages = 0;
    QObject::connect(&session, &RtmSession::helloReceived, &session, &sayHello);
    QObject::connect(&session, &RtmSession::messagePosted, &session, [&](const MessagePosted &posted) {
        watch.startOnce();
        messages += posted.message.channel.isEmpty() ? 0 : 1;
    });
    // To the JavaScript client an edit is a message too.
    QObject::connect(&session, &RtmSession::messageChanged, &session,
                     [&](const MessageChanged &changed) { messages += changed.channel.isEmpty() ? 0 : 1; });
    QObject::connect(&session, &EventSource::unknownEvent, &session, [&](const Event &event) {
        if (event.type != "bench_end"_L1)
            return;
        log->flush();
        watch.finish(log->size(), messages);
        QCoreApplication::quit();
    });
    session.open();
    return QCoreApplication::exec();
}

int runQWebSocket(const QString &url)
{
    QUrl socketUrl(url);
    socketUrl.setScheme(u"ws"_s);
    QWebSocket socket;
    Stopwatch watch;
    json::Document document;
    std::size_t messages = 0;
    qsizetype events = 0;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) {
        const QByteArray frame = text.toUtf8();
        if (!document.parse(frame))
            return;
        const json::Value root = document.root();
        const std::string_view type = root["type"].string();
        if (type == "hello") {
            sayHello();
            return;
        }
        watch.startOnce();
        ++events;
        if (type == "bench_end") {
            watch.finish(events, messages);
            QCoreApplication::quit();
        }
        std::size_t length = 0;
        for (const char *key : {"subtype", "channel", "user", "ts", "text"})
            length += root[key].string().size();
        messages += type == "message" && length > 0 ? 1 : 0;
    });
    socket.open(socketUrl);
    return QCoreApplication::exec();
}

int runSend(const QString &url, std::size_t count)
{
    RtmSession session(configFor(url));
    std::vector<double> times;
    SteadyClock::time_point sentAt;
    const auto send = [&] {
        sentAt = SteadyClock::now();
        if (const auto sent = session.sendMessage(ChannelId(u"C010000000"_s), u"bench"_s); !sent) {
            std::fputs(qPrintable(sent.error().words + u'\n'), stderr);
            QCoreApplication::exit(1);
        }
    };
    QObject::connect(&session, &RtmSession::stateChanged, &session, [&](RtmSession::State state) {
        if (state == RtmSession::State::Ready)
            QTimer::singleShot(500, &session, send);
    });
    QObject::connect(&session, &RtmSession::acknowledged, &session, [&] {
        times.push_back(secondsSince(sentAt));
        if (times.size() < count) {
            send();
            return;
        }
        std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(count / 2), times.end());
        std::printf("{\"p50_us\":%.1f}\n", times[count / 2] * 1e6);
        QCoreApplication::quit();
    });
    session.open();
    return QCoreApplication::exec();
}

int runStay(const QString &url, const QString &path, int seconds)
{
    RtmSession session(configFor(url));
    const auto log = recordInto(path, session);
    std::size_t messages = 0;
    double cpuAtStart = 0;
    QObject::connect(&session, &RtmSession::messagePosted, &session, [&] { ++messages; });
    QObject::connect(&session, &RtmSession::helloReceived, &session, [&] {
        sayHello();
        QTimer::singleShot(1000, &session, [&] {
            cpuAtStart = cpuSeconds();
            const qsizetype before = log->size();
            QTimer::singleShot(seconds * 1000, &session, [&, before] {
                std::printf("{\"events\":%lld,\"cpu\":%.6f}\n", static_cast<long long>(log->size() - before),
                            cpuSeconds() - cpuAtStart);
                QCoreApplication::quit();
            });
        });
    });
    session.open();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString mode = arguments.value(1);
    const QString url = arguments.value(2);
    if (mode == "rtmsession"_L1)
        return runRtmSession(url, arguments.value(3), Keeps::Record);
    if (mode == "workspace"_L1)
        return runRtmSession(url, arguments.value(3), Keeps::RecordAndWorkspace);
    if (mode == "qwebsocket"_L1)
        return runQWebSocket(url);
    if (mode == "send"_L1)
        return runSend(url, arguments.value(3).toULongLong());
    if (mode == "stay"_L1)
        return runStay(url, arguments.value(3), arguments.value(4).toInt());
    std::fputs("usage: bench_client rtmsession URL FILE | workspace URL FILE | qwebsocket URL | send URL "
               "COUNT | stay URL FILE SECONDS\n",
               stderr);
    return 1;
}
