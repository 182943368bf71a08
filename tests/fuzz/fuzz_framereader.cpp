// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as the stream of a WebSocket, in either role: however the network cuts them, the reader makes the
// same of them, hands over no more than came, and ends where it says so. The same bytes as the answer to an
// upgrade.
#include "core/websocket/framereader.h"
#include "core/websocket/upgrade.h"
#include "tests/core/websocket/framecases.h"

#include <cstdint>
#include <cstdlib>

using namespace rtmscope;
using namespace rtmscope::testing;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void compare(FrameReader::Role role, QByteArrayView bytes, qsizetype first, qsizetype then)
{
    constexpr qsizetype most = 70'000;
    const auto whole = itemsOf(role, most, bytes, {bytes.size()});
    const auto cut = itemsOf(role, most, bytes, {first, then});
    check(whole.size() == cut.size());
    qsizetype handedOver = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        const FrameReader::Item &item = whole[i];
        check(lineOf(item) == lineOf(cut[i]) && item.violation == cut[i].violation &&
              item.bytes == cut[i].bytes);
        check(item.bytes.size() <= most);
        const bool mustBeLast =
            item.kind == FrameReader::Kind::Close || item.violation != FrameReader::Violation::None;
        check(!mustBeLast || i == whole.size() - 1);
        check(item.kind != FrameReader::Kind::Text ||
              item.bytes.isValidUtf8() == (item.violation == FrameReader::Violation::None));
        handedOver += item.bytes.size();
    }
    check(handedOver <= bytes.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 2, static_cast<qsizetype>(size - 2));
    if (!bytes.isEmpty()) {
        for (const auto role : {FrameReader::Role::Client, FrameReader::Role::Server})
            compare(role, bytes, 1 + data[0], 1 + data[1] % 16);
    }
    upgrade::Answer answer;
    const bool isWhole = upgrade::read(bytes, "dGhlIHNhbXBsZSBub25jZQ==", &answer);
    check(!isWhole || (answer.size > 0 && answer.size <= bytes.size()));
    return 0;
}
