// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The floor for send to ack: one blocking socket, one masked frame out, one frame in.
//   bench_rawclient PORT COUNT     prints one line of JSON
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

bool sendAll(int fd, const std::string &bytes)
{
    return ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

//! Reads until \a wanted has come.
bool receiveUntil(int fd, std::string_view wanted)
{
    std::string received;
    std::array<char, 4096> piece{};
    while (received.find(wanted) == std::string::npos) {
        const ssize_t got = ::recv(fd, piece.data(), piece.size(), 0);
        if (got <= 0)
            return false;
        received.append(piece.data(), static_cast<std::size_t>(got));
    }
    return true;
}

std::string maskedFrame(const std::string &payload)
{
    constexpr std::array<char, 4> mask{0x12, 0x34, 0x56, 0x78};
    std::string frame(1, static_cast<char>(0x81));
    frame += static_cast<char>(0x80U | payload.size());
    frame.append(mask.data(), mask.size());
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return frame;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3) {
        std::fputs("usage: bench_rawclient PORT COUNT\n", stderr);
        return 1;
    }
    const std::size_t count = std::strtoul(argv[2], nullptr, 10);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
        !sendAll(fd,
                 "GET /socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Key: YmVuY2htYXJrIGJlbmNobQ==\r\nSec-WebSocket-Version: 13\r\n\r\n") ||
        !receiveUntil(fd, "hello"))
        return 1;

    ::usleep(500'000); // as the other clients: start-up is measured by itself
    std::vector<double> times;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string id = std::to_string(i);
        const auto sentAt = std::chrono::steady_clock::now();
        if (!sendAll(fd, maskedFrame(R"({"id":)" + id +
                                     R"(,"type":"message","channel":"C010000000","text":"bench"})")) ||
            !receiveUntil(fd, "\"reply_to\":" + id + ','))
            return 1;
        times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - sentAt).count());
    }
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(count / 2), times.end());
    std::printf("{\"p50_us\":%.1f}\n", times[count / 2] * 1e6);
}
