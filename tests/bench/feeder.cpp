// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The server side of the benchmark: plain sockets and frames made beforehand, so that it is never what is
// measured.
//   bench_feeder ingest COUNT      after hello and a pause, COUNT frames as fast as the client takes them
//   bench_feeder rate PER_SECOND   after hello, so many per second for ever, none of them twice
//   bench_feeder quiet             hello, then only answers: an ack for each message
//   bench_feeder drop TIMES        after hello, cuts the connection, TIMES times; prints how long until the
//   client has
//                                  logged in again and opened its next socket, in microseconds
// Prints the base URL of its Web API first, which knows the stream's channels and people. Serves one client
// at a time, until killed.
#include "tests/bench/stream.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <memory>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::size_t distinctFrames = 300'000;       // longer streams repeat them: 180 MB are enough
constexpr auto pauseBeforeStream = milliseconds(500); // timers, first calls: start-up is measured by itself
// A connection that dies within its first second is taken for a sick server and retried more slowly.
constexpr auto lifeBeforeDrop = milliseconds(2500);
// Few enough that a client that looks up names soon knows all of them.
constexpr std::size_t peopleAtOnce = 300;
constexpr std::size_t sendPiece = 256 * 1024;
constexpr std::size_t receivePiece = 64 * 1024;

enum class Mode { Ingest, Rate, Quiet, Drop };

std::string webSocketFrame(std::string_view payload, unsigned char opcode = 1)
{
    std::string out(1, static_cast<char>(0x80U | opcode));
    const std::size_t size = payload.size();
    if (size < 126) {
        out += static_cast<char>(size);
    } else if (size < 65536) {
        out += static_cast<char>(126);
        out += static_cast<char>(size >> 8U);
        out += static_cast<char>(size & 0xFFU);
    } else {
        out += static_cast<char>(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            out += static_cast<char>((size >> static_cast<unsigned>(shift)) & 0xFFU);
    }
    return out.append(payload);
}

std::string acceptKey(std::string_view request)
{
    const std::string_view name = "sec-websocket-key:";
    const auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
    const auto at = std::search(request.begin(), request.end(), name.begin(), name.end(), same);
    const auto begin =
        std::find_if(at + std::ptrdiff_t(name.size()), request.end(), [](char c) { return c != ' '; });
    const auto end = std::find(begin, request.end(), '\r');
    const QByteArray key = QByteArray(&*begin, end - begin) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64().toStdString();
}

//! Digits behind "id": in a client's frame; empty if there are none.
std::string idIn(std::string_view frame)
{
    const std::size_t at = frame.find("\"id\":");
    if (at == std::string_view::npos)
        return {};
    std::size_t end = at + 5;
    while (end < frame.size() && frame[end] >= '0' && frame[end] <= '9')
        ++end;
    return std::string(frame.substr(at + 5, end - at - 5));
}

//! The value of \a name in a form body; ids need no decoding.
std::string argumentIn(std::string_view body, std::string_view name)
{
    const std::string key = std::string(name) + '=';
    std::size_t at = body.find(key);
    while (at != std::string_view::npos && at > 0 && body[at - 1] != '&')
        at = body.find(key, at + 1);
    if (at == std::string_view::npos)
        return {};
    at += key.size();
    return std::string(body.substr(at, body.find('&', at) - at));
}

std::string channelObject(const std::string &id)
{
    return R"({"id":")" + id + R"(","name":"room-)" + id.substr(id.size() - 6) +
           R"(","is_channel":true,"is_member":true,"is_archived":false,"topic":{"value":"A bench"}})";
}

std::string userObject(const std::string &id)
{
    return R"({"id":")" + id + R"(","name":"u)" + id +
           R"(","real_name":"Some Body","profile":{"real_name":"Some Body","display_name":"somebody"}})";
}

std::string allChannels()
{
    std::string list;
    for (std::size_t i = 0; i < rtmscope::bench::channelCount; ++i) {
        list += list.empty() ? "" : ",";
        list += channelObject(rtmscope::bench::channelId(i));
    }
    return R"({"ok":true,"channels":[)" + list + R"(],"response_metadata":{"next_cursor":""}})";
}

//! What the Web API says to what a client with views asks.
std::string answerTo(std::string_view head, std::string_view body, const std::string &port)
{
    const auto asks = [&](std::string_view method) { return head.find(method) != std::string_view::npos; };
    if (asks("/users.conversations ") || asks("/conversations.list "))
        return allChannels();
    if (asks("/users.info "))
        return R"({"ok":true,"user":)" + userObject(argumentIn(body, "user")) + '}';
    if (asks("/conversations.info "))
        return R"({"ok":true,"channel":)" + channelObject(argumentIn(body, "channel")) + '}';
    if (asks("/conversations.history ") || asks("/conversations.replies "))
        return R"({"ok":true,"messages":[],"has_more":false})";
    return R"({"ok":true,"url":"ws://127.0.0.1:)" + port +
           R"(/socket","self":{"id":"U0BENCH","name":"bench"},"team":{"id":"T024BE7LD","name":"Bench","domain":"bench"}})";
}

struct Connection
{
    std::string received;
    std::string unsent;
    bool isSocket = false; // upgraded to a WebSocket
};

class Feeder
{
public:
    Feeder(Mode mode, std::size_t count);
    [[noreturn]] void run();

private:
    void accept();
    void read(int fd);
    void close(int fd);
    void takeRequest(int fd, Connection &connection);
    bool takeFrame(int fd, Connection &connection);
    void answerFrame(int fd, Connection &connection, std::string_view payload);
    void write(int fd, Connection &connection);
    void feed(int fd, Connection &connection);
    void feedFresh(int fd, Connection &connection);
    void greet(int fd, Connection &connection);
    int timeoutMs() const;

    Mode m_mode;
    std::size_t m_count;
    int m_listener = -1;
    std::string m_port;
    std::map<int, Connection> m_connections;
    std::string m_stream;            // frames, framed
    std::vector<std::size_t> m_ends; // of each in m_stream
    std::size_t m_sent = 0;          // frames of this run that are on their way
    int m_feeding = -1;              // the socket that gets the stream
    std::unique_ptr<rtmscope::bench::FrameStream> m_fresh;
    Clock::time_point m_feedFrom;
    Clock::time_point m_droppedAt;
    std::size_t m_drops = 0;
};

Feeder::Feeder(Mode mode, std::size_t count)
    : m_mode(mode)
    , m_count(count)
{
    if (mode == Mode::Ingest) {
        for (const std::string &frame : rtmscope::bench::makeFrames(std::min(count, distinctFrames))) {
            m_stream += webSocketFrame(frame);
            m_ends.push_back(m_stream.size());
        }
    }
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), length) != 0 ||
        ::listen(m_listener, 16) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length) != 0) {
        std::perror("bench_feeder");
        std::exit(1);
    }
    m_port = std::to_string(ntohs(address.sin_port));
    std::printf("http://127.0.0.1:%s/api/\n", m_port.c_str());
    std::fflush(stdout);
}

void Feeder::accept()
{
    const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_connections[fd];
}

void Feeder::close(int fd)
{
    ::close(fd);
    m_connections.erase(fd);
    if (fd == m_feeding)
        m_feeding = -1;
}

void Feeder::write(int fd, Connection &connection)
{
    while (!connection.unsent.empty()) {
        const ssize_t done = ::send(fd, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL);
        if (done <= 0)
            return;
        connection.unsent.erase(0, static_cast<std::size_t>(done));
    }
}

void Feeder::greet(int fd, Connection &connection)
{
    connection.unsent += webSocketFrame(R"({"type":"hello","fast_reconnect":false})");
    write(fd, connection);
    m_feeding = fd;
    m_sent = 0;
    m_fresh = std::make_unique<rtmscope::bench::FrameStream>(std::size_t(std::time(nullptr)), m_count,
                                                             peopleAtOnce);
    m_feedFrom = Clock::now() + (m_mode == Mode::Drop ? lifeBeforeDrop : pauseBeforeStream);
    if (m_mode == Mode::Drop && m_drops > 0) {
        std::printf("%lld\n",
                    static_cast<long long>(
                        std::chrono::duration_cast<microseconds>(Clock::now() - m_droppedAt).count()));
        std::fflush(stdout);
        if (m_drops == m_count)
            std::exit(0);
    }
}

void Feeder::takeRequest(int fd, Connection &connection)
{
    const std::size_t headEnd = connection.received.find("\r\n\r\n");
    if (headEnd == std::string::npos)
        return;
    const std::string head = connection.received.substr(0, headEnd + 2);
    std::string lower = head;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const std::size_t lengthAt = lower.find("content-length:");
    const std::size_t body =
        lengthAt == std::string::npos ? 0 : std::strtoul(lower.c_str() + lengthAt + 15, nullptr, 10);
    if (connection.received.size() < headEnd + 4 + body)
        return;
    const std::string form = connection.received.substr(headEnd + 4, body);
    connection.received.erase(0, headEnd + 4 + body);
    if (lower.find("upgrade: websocket") != std::string::npos) {
        connection.isSocket = true;
        connection.unsent +=
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: " +
            acceptKey(head) + "\r\n\r\n";
        greet(fd, connection);
        return;
    }
    const std::string answer = answerTo(head.substr(0, head.find("\r\n")), form, m_port);
    connection.unsent +=
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " +
        std::to_string(answer.size()) + "\r\n\r\n" + answer;
    write(fd, connection);
}

void Feeder::answerFrame(int fd, Connection &connection, std::string_view payload)
{
    if (payload.find("\"type\":\"ping\"") != std::string_view::npos)
        connection.unsent += webSocketFrame(R"({"type":"pong","reply_to":)" + idIn(payload) + '}');
    else if (payload.find("\"type\":\"message\"") != std::string_view::npos)
        connection.unsent += webSocketFrame(R"({"ok":true,"reply_to":)" + idIn(payload) +
                                            R"(,"ts":"1795356131.000100","text":"bench"})");
    write(fd, connection);
}

//! One frame of a client, which is masked. False if it is not all there yet.
bool Feeder::takeFrame(int fd, Connection &connection)
{
    const std::string &in = connection.received;
    if (in.size() < 6)
        return false;
    const auto byte = [&in](std::size_t at) { return static_cast<unsigned char>(in[at]); };
    std::size_t size = byte(1) & 0x7FU;
    std::size_t at = 2;
    if (size == 126) {
        size = (std::size_t(byte(2)) << 8U) | byte(3);
        at = 4;
    } else if (size == 127) {
        return false; // no client of ours sends 64 KB
    }
    if (in.size() < at + 4 + size)
        return false;
    std::string payload = in.substr(at + 4, size);
    for (std::size_t i = 0; i < size; ++i)
        payload[i] = static_cast<char>(payload[i] ^ in[at + i % 4]);
    const unsigned opcode = byte(0) & 0x0FU;
    connection.received.erase(0, at + 4 + size);
    if (opcode == 9) {
        connection.unsent += webSocketFrame(payload, 10);
        write(fd, connection);
    } else if (opcode == 1) {
        answerFrame(fd, connection, payload);
    }
    return true;
}

void Feeder::read(int fd)
{
    std::string piece(receivePiece, '\0');
    const ssize_t got = ::recv(fd, piece.data(), piece.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        close(fd);
        return;
    }
    Connection &connection = m_connections[fd];
    connection.received.append(piece, 0, static_cast<std::size_t>(got));
    if (!connection.isSocket)
        takeRequest(fd, connection);
    while (connection.isSocket && takeFrame(fd, connection)) {
    }
}

//! As much of the stream as fits into one piece.
void Feeder::feed(int fd, Connection &connection)
{
    while (m_sent < m_count && connection.unsent.size() < sendPiece) {
        const std::size_t first = m_sent % m_ends.size();
        const std::size_t begin = first == 0 ? 0 : m_ends[first - 1];
        std::size_t last = first;
        while (last + 1 < m_ends.size() && m_sent + (last + 1 - first) < m_count &&
               m_ends[last] - begin < sendPiece)
            ++last;
        connection.unsent.append(m_stream, begin, m_ends[last] - begin);
        m_sent += last + 1 - first;
        if (m_sent == m_count)
            connection.unsent += webSocketFrame(rtmscope::bench::endFrame);
    }
    write(fd, connection);
}

//! As much as is due by now.
void Feeder::feedFresh(int fd, Connection &connection)
{
    const auto passed = std::chrono::duration_cast<microseconds>(Clock::now() - m_feedFrom).count();
    const std::size_t due = static_cast<std::size_t>(passed) * m_count / 1'000'000;
    for (; m_sent < due && connection.unsent.size() < sendPiece; ++m_sent)
        connection.unsent += webSocketFrame(m_fresh->next());
    write(fd, connection);
}

int Feeder::timeoutMs() const
{
    if (m_feeding < 0 || m_mode == Mode::Quiet)
        return -1;
    const auto left = std::chrono::duration_cast<milliseconds>(m_feedFrom - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) + 1 : m_mode == Mode::Rate ? 1 : -1;
}

void Feeder::run()
{
    for (;;) {
        const bool streaming = m_feeding >= 0 && Clock::now() >= m_feedFrom;
        if (streaming && m_mode == Mode::Drop) {
            m_droppedAt = Clock::now();
            ++m_drops;
            close(m_feeding);
        } else if (streaming && m_mode != Mode::Quiet && (m_mode == Mode::Rate || m_sent < m_count)) {
            m_mode == Mode::Rate ? feedFresh(m_feeding, m_connections[m_feeding])
                                 : feed(m_feeding, m_connections[m_feeding]);
        }
        std::vector<pollfd> polled{{m_listener, POLLIN, 0}};
        for (const auto &[fd, connection] : m_connections)
            polled.push_back(
                {fd, static_cast<short>(connection.unsent.empty() ? POLLIN : POLLIN | POLLOUT), 0});
        const bool moreToSay = streaming && m_feeding >= 0 && m_mode == Mode::Ingest && m_sent < m_count &&
                               m_connections[m_feeding].unsent.empty();
        ::poll(polled.data(), polled.size(), moreToSay ? 0 : timeoutMs());
        if (polled[0].revents != 0)
            accept();
        for (std::size_t i = 1; i < polled.size(); ++i) {
            const int fd = polled[i].fd;
            if ((polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
                read(fd);
            if (const auto found = m_connections.find(fd); found != m_connections.end())
                write(fd, found->second);
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view mode = argc > 1 ? argv[1] : "";
    const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0;
    if (mode == "ingest")
        Feeder(Mode::Ingest, count).run();
    if (mode == "rate")
        Feeder(Mode::Rate, count).run();
    if (mode == "quiet")
        Feeder(Mode::Quiet, 0).run();
    if (mode == "drop")
        Feeder(Mode::Drop, count).run();
    std::fputs("usage: bench_feeder ingest COUNT | rate PER_SECOND | quiet | drop TIMES\n", stderr);
    return 1;
}
