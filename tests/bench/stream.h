// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace rtmscope::bench {

inline constexpr std::size_t channelCount = 200;
inline constexpr std::size_t userCount = 2000;

std::string channelId(std::size_t number);
std::string userId(std::size_t number);

//! A busy workspace's frames, always the same ones: 45 % messages with blocks, 30 % typing and presence,
//! 10 % reactions, 5 % message_changed, 10 % others; 200 channels, 2,000 users; 154 to 2,875 bytes, median
//! about 558.
class FrameStream
{
public:
    //! The first is of \a startS, in seconds since 1970; so many follow in each second, by so many people.
    explicit FrameStream(std::size_t startS = 1'795'356'131, std::size_t perSecond = 100,
                         std::size_t people = userCount);
    ~FrameStream();
    std::string next();

private:
    std::unique_ptr<class FrameMaker> m_maker;
};

std::vector<std::string> makeFrames(std::size_t count);

//! The last frame of a stream: by it a client knows that it has seen all.
inline constexpr auto endFrame = R"({"type":"bench_end"})";

} // namespace rtmscope::bench
