// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What a tap costs a program: bench_tap RECORD [SECONDS [FRAMES_PER_SECOND]]. A server and a program of plain
// blocking sockets, in threads of their own, talk directly and through a tap that records to the file RECORD:
// one frame there and one back, one call and its answer, in turns; then the server sends frames at a steady
// rate for so many seconds. Prints one JSON object.
#include "core/tap/relay/tap.h"
#include "core/capture/captureline.h"
#include "core/capture/spool.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int rounds = 4000;
constexpr int warmUp = 200;

//! A blocking socket that reads and writes whole things, or ends the bench.
class Wire
{
public:
    explicit Wire(int descriptor)
        : m_descriptor(descriptor)
    {
        const int on = 1;
        ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Wire() { ::close(m_descriptor); }
    Wire(const Wire &) = delete;
    Wire &operator=(const Wire &) = delete;

    bool write(const std::string &bytes) const
    {
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t written = ::send(m_descriptor, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (written <= 0)
                return false;
            at += static_cast<std::size_t>(written);
        }
        return true;
    }
    bool fill()
    {
        std::array<char, 65536> piece{};
        const ssize_t count = ::recv(m_descriptor, piece.data(), piece.size(), 0);
        if (count <= 0)
            return false;
        m_buffer.append(piece.data(), static_cast<std::size_t>(count));
        return true;
    }
    //! Up to and with \a end; empty at the end of the connection.
    std::string readUntil(const std::string &end)
    {
        std::size_t at = 0;
        while ((at = m_buffer.find(end)) == std::string::npos) {
            if (!fill())
                return {};
        }
        return take(at + end.size());
    }
    std::string read(std::size_t size)
    {
        while (m_buffer.size() < size) {
            if (!fill())
                return {};
        }
        return take(size);
    }

private:
    std::string take(std::size_t size)
    {
        std::string taken = m_buffer.substr(0, size);
        m_buffer.erase(0, size);
        return taken;
    }

    int m_descriptor;
    std::string m_buffer;
};

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int dial(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    return descriptor;
}

std::string frame(const std::string &payload, bool masked)
{
    std::string bytes{'\x81'};
    const char mask = masked ? '\x80' : '\0';
    if (payload.size() < 126) {
        bytes += static_cast<char>(mask | static_cast<char>(payload.size()));
    } else {
        bytes += static_cast<char>(mask | 126);
        bytes += static_cast<char>(payload.size() >> 8);
        bytes += static_cast<char>(payload.size() & 0xff);
    }
    const std::string key = masked ? "\x11\x22\x33\x44" : "";
    bytes += key;
    for (std::size_t i = 0; i < payload.size(); ++i)
        bytes += masked ? static_cast<char>(payload[i] ^ key[i % 4]) : payload[i];
    return bytes;
}

//! An event of the usual size, some 580 bytes.
std::string event(int number)
{
    return R"({"envelope_id":"e)" + std::to_string(number) +
           R"(","type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":"","payload":)"
           R"({"team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":"Ev)" +
           std::to_string(number) +
           R"(","event_time":1795356131,"event":{"type":"message","channel":"C1","user":"U2","text":")" +
           std::string(280, 'x') + R"(","ts":"1795356131.)" + std::to_string(100000 + number % 900000) +
           R"(","channel_type":"channel"}}})";
}

//! Everything that the server says, by what it is asked for.
class Server
{
public:
    Server()
        : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address = loopback(0);
        ::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::listen(m_descriptor, 16);
        socklen_t size = sizeof address;
        ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        std::thread([this] {
            for (int each = ::accept(m_descriptor, nullptr, nullptr); each >= 0;
                 each = ::accept(m_descriptor, nullptr, nullptr))
                std::thread([this, each] { serve(each); }).detach();
        }).detach();
    }
    quint16 port() const { return m_port; }

private:
    void serve(int descriptor) const
    {
        Wire wire(descriptor);
        for (std::string head = wire.readUntil("\r\n\r\n"); !head.empty();
             head = wire.readUntil("\r\n\r\n")) {
            if (head.find("Upgrade: websocket") != std::string::npos)
                return stream(wire, head);
            const bool opens = head.find("connections.open") != std::string::npos;
            const std::string body = opens ? R"({"ok":true,"url":"ws://127.0.0.1:)" + std::to_string(m_port) +
                                                 R"(/link/?ticket=t"})"
                                           : R"({"ok":true,"channel":"C1","ts":"1.2","message":{"text":")" +
                                                 std::string(300, 'y') + R"("}})";
            const std::size_t size = std::stoul(head.substr(head.find("Content-Length: ") + 16));
            wire.read(size);
            wire.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                       std::to_string(body.size()) + "\r\n\r\n" + body);
        }
    }

    static void stream(Wire &wire, const std::string &head)
    {
        wire.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: x\r\n\r\n");
        const std::size_t rate = head.find("rate=");
        if (rate == std::string::npos) { // one there, one back
            const std::string ask = frame(R"({"envelope_id":"e0"})", true);
            for (int i = 0; !wire.read(ask.size()).empty(); ++i)
                wire.write(frame(event(i), false));
            return;
        }
        const int perSecond = std::stoi(head.substr(rate + 5));
        const int seconds = std::stoi(head.substr(head.find("seconds=") + 8));
        const auto start = SteadyClock::now();
        constexpr int bursts = 100; // a second
        for (int burst = 0; burst < seconds * bursts; ++burst) {
            std::string bytes;
            for (int i = 0; i < perSecond / bursts; ++i)
                bytes += frame(event(burst * (perSecond / bursts) + i), false);
            if (!wire.write(bytes))
                return;
            std::this_thread::sleep_until(start + std::chrono::milliseconds(1000 / bursts) * (burst + 1));
        }
        wire.read(1); // the program hangs up
    }

    int m_descriptor;
    quint16 m_port = 0;
};

std::size_t readFrame(Wire &wire)
{
    const std::string head = wire.read(2);
    if (head.empty())
        return 0;
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size == 126) {
        const std::string length = wire.read(2);
        size = static_cast<std::size_t>(static_cast<unsigned char>(length[0])) << 8 |
               static_cast<unsigned char>(length[1]);
    }
    return wire.read(size).size();
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

double microseconds(SteadyClock::time_point from)
{
    return std::chrono::duration<double, std::micro>(SteadyClock::now() - from).count();
}

//! A program that knows one address.
class Program
{
public:
    explicit Program(quint16 port)
        : m_port(port)
    {
    }

    //! A socket, its upgrade done.
    std::unique_ptr<Wire> open(const std::string &query) const
    {
        Wire api(dial(m_port));
        api.write(call("apps.connections.open"));
        const std::string head = api.readUntil("\r\n\r\n");
        const std::string body = api.read(std::stoul(head.substr(head.find("Content-Length: ") + 16)));
        const std::size_t host = body.find("ws://127.0.0.1:") + 15;
        const auto port = static_cast<quint16>(std::stoi(body.substr(host)));
        const std::size_t path = body.find('/', host);
        auto wire = std::make_unique<Wire>(dial(port));
        wire->write("GET " + body.substr(path, body.find('"', path) - path) + query +
                    " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n");
        wire->readUntil("\r\n\r\n");
        return wire;
    }

    //! Microseconds for one frame there and one back.
    std::vector<double> frames() const
    {
        const auto wire = open({});
        const std::string ask = frame(R"({"envelope_id":"e0"})", true);
        std::vector<double> times;
        for (int i = 0; i < warmUp + rounds; ++i) {
            const auto begun = SteadyClock::now();
            wire->write(ask);
            readFrame(*wire);
            if (i >= warmUp)
                times.push_back(microseconds(begun));
        }
        return times;
    }

    //! Microseconds for one call, on a connection that is kept.
    std::vector<double> calls() const
    {
        Wire wire(dial(m_port));
        const std::string ask = call("chat.postMessage");
        std::vector<double> times;
        for (int i = 0; i < warmUp + rounds; ++i) {
            const auto begun = SteadyClock::now();
            wire.write(ask);
            const std::string head = wire.readUntil("\r\n\r\n");
            wire.read(std::stoul(head.substr(head.find("Content-Length: ") + 16)));
            if (i >= warmUp)
                times.push_back(microseconds(begun));
        }
        return times;
    }

private:
    static std::string call(const std::string &method)
    {
        const std::string body = "channel=C1&text=hello+world&token=xoxb-not-a-token";
        return "POST /api/" + method +
               " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
               "application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    quint16 m_port;
};

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

struct Flow
{
    int frames = 0;
    double tenthMb = 0; //!< resident after a tenth of the time
    double endMb = 0;
};

Flow flow(const Program &program, int seconds, int perSecond)
{
    const auto wire =
        program.open("&rate=" + std::to_string(perSecond) + "&seconds=" + std::to_string(seconds));
    Flow flow;
    const int all = perSecond / 100 * 100 * seconds;
    const std::string ack = frame(R"({"envelope_id":"e0"})", true);
    while (flow.frames < all && readFrame(*wire) > 0) {
        ++flow.frames;
        if (flow.frames == all / 10)
            flow.tenthMb = residentMb();
    }
    flow.endMb = residentMb();
    return flow;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.value(2, u"10"_s).toInt();
    const int perSecond = arguments.value(3, u"5000"_s).toInt();
    const Server server;
    TapSettings settings;
    settings.upstream = QUrl(u"http://127.0.0.1:%1/api/"_s.arg(server.port()));
    Tap tap(settings);
    auto record = Spool::create(arguments.value(1), {});
    qint64 recorded = 0;
    if (!record) {
        std::fprintf(stderr, "%s\n", qPrintable(record.error().words));
        return 1;
    }
    // As "rtmscope tap --record" does it.
    QObject::connect(&tap, &Tap::recorded, &application, [&](const Event &event) {
        captureline::write(event, record->openLine());
        record->closeLine();
        ++recorded;
    });
    QObject::connect(&tap, &Tap::batchEnded, &application, [&] { (void)record->flush(); });
    if (!tap.listen())
        return 1;
    const auto port = static_cast<quint16>(tap.apiBase().port());

    std::thread work([&] {
        const Program direct(server.port());
        const Program tapped(port);
        std::array<std::vector<double>, 4> medians;
        for (int turn = 0; turn < 5; ++turn) {
            medians[0].push_back(median(direct.frames()));
            medians[1].push_back(median(tapped.frames()));
            medians[2].push_back(median(direct.calls()));
            medians[3].push_back(median(tapped.calls()));
        }
        const Flow steady = flow(tapped, seconds, perSecond);
        // Two frames went by in each round.
        std::printf("{\"frame_direct_us\":%.1f,\"frame_tapped_us\":%.1f,\"frame_added_us\":%.1f,"
                    "\"call_direct_us\":%.1f,\"call_tapped_us\":%.1f,\"call_added_us\":%.1f,"
                    "\"flow_frames\":%d,\"flow_wanted\":%d,\"flow_seconds\":%d,\"flow_tenth_mb\":%.1f,"
                    "\"flow_end_mb\":%.1f",
                    median(medians[0]) / 2, median(medians[1]) / 2,
                    (median(medians[1]) - median(medians[0])) / 2, median(medians[2]), median(medians[3]),
                    median(medians[3]) - median(medians[2]), steady.frames, perSecond * seconds, seconds,
                    steady.tenthMb, steady.endMb);
        QMetaObject::invokeMethod(
            &application, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    work.join();
    std::printf(",\"recorded\":%lld,\"tap_cpu_s\":%.1f}\n", static_cast<long long>(recorded),
                cpuSeconds(CLOCK_THREAD_CPUTIME_ID));
    return 0;
}
