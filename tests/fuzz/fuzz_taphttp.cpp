// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as what a program or a server says to a tap: however the network cuts them, heads and bodies end
// at the same place; what is passed on reads back to the same, and holds no second request.
#include "core/json/json.h"
#include "core/tap/http/bodyreader.h"
#include "core/tap/http/callbody.h"
#include "core/tap/http/head.h"
#include "core/tap/http/socketaddress.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace rtmscope;
using namespace rtmscope::http;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

using Reading = bool (*)(QByteArrayView, Head *, HeadFault *);

//! A head that was taken says the same once it is passed on.
void readsBack(Reading reading, const Head &head)
{
    Head again;
    HeadFault fault{};
    const QByteArray passed = head.bytes();
    check(reading(passed, &again, &fault) && fault == HeadFault::None);
    check(again.size == passed.size() && again.bytes() == passed);
    check(again.framing.kind == head.framing.kind && again.framing.length == head.framing.length);
}

qsizetype bodySize(const Framing &framing, QByteArrayView bytes, qsizetype piece, BodyReader *reader)
{
    *reader = BodyReader(framing, 1000);
    qsizetype at = 0;
    while (at < bytes.size() && !reader->isComplete() && !reader->isBroken())
        at += reader->take(bytes.sliced(at, std::min(piece, bytes.size() - at)));
    return at;
}

void readBody(const Framing &framing, QByteArrayView bytes, qsizetype piece)
{
    BodyReader whole;
    BodyReader cut;
    const qsizetype size = bodySize(framing, bytes, std::max<qsizetype>(1, bytes.size()), &whole);
    const qsizetype cutSize = bodySize(framing, bytes, piece, &cut);
    check(size <= bytes.size());
    check(whole.isComplete() == cut.isComplete() && whole.isBroken() == cut.isBroken());
    check(whole.isBroken() ||
          (size == cutSize && whole.content() == cut.content() && whole.size() == cut.size()));
}

void readStream(Reading reading, QByteArrayView bytes, qsizetype piece)
{
    Head head;
    HeadFault fault{};
    if (!reading(bytes, &head, &fault))
        return;
    if (fault != HeadFault::None)
        return;
    check(head.size > 0 && head.size <= bytes.size());
    // Not earlier with less of it.
    Head part;
    HeadFault partFault{};
    check(!reading(bytes.first(head.size - 1), &part, &partFault));
    readsBack(reading, head);
    Head passed = head;
    removeHopByHop(&passed);
    passed.set("Host", "slack.com");
    readsBack(reading, passed);
    const Framing framing = head.method.isEmpty() ? framingOfAnswer(head, "POST") : head.framing;
    readBody(framing, bytes.sliced(head.size), piece);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const qsizetype piece = 1 + data[0] % 32;
    readStream(&readRequest, bytes, piece);
    readStream(&readAnswer, bytes, piece);

    const QByteArray text = bytes.toByteArray();
    json::Document document;
    for (const char *type :
         {"application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=a"}) {
        check(document.parse(argumentsOf(bytes.first(bytes.size() / 2), type, text)) ||
              document.error().words.size() > 0);
        (void)tokensOf(text, bytes, type, text);
    }
    const bool isJson = document.parse(text);
    check(!isJson || document.parse(withoutSecrets(text)));
    const auto other =
        withOtherAddress(text, [](const SocketAddress &address) { return "ws://tap" + address.rest; });
    frameWithOtherAddress(text, [](const SocketAddress &address) { return "ws://tap" + address.rest; });
    check(!other || document.parse(*other));
    return 0;
}
