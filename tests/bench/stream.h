// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rtmscope::bench {

//! A busy workspace's frames, always the same ones: 45 % messages with blocks, 30 % typing and presence,
//! 10 % reactions, 5 % message_changed, 10 % others; 200 channels, 2,000 users; 154 to 2,875 bytes, median
//! about 558.
std::vector<std::string> makeFrames(std::size_t count);

//! The last frame of a stream: by it a client knows that it has seen all.
inline constexpr auto endFrame = R"({"type":"bench_end"})";

} // namespace rtmscope::bench
