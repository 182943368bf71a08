// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Anything that a bot may write: an app-level token, an acknowledgement, an answer to a command. It is
// refused, or what comes of it is JSON for everybody else.
#include "core/demo/apps/apptokens.h"
#include "core/demo/apps/envelopes.h"
#include "core/demo/apps/replies.h"
#include "core/demo/world/cast.h"

using namespace rtmscope;
using namespace rtmscope::demo;

namespace {

void expectObject(const QByteArray &json, const char *what)
{
    json::Document document;
    if (!document.parse(json) || !document.root().isObject())
        qFatal("%s is no object", what);
}

//! One for all inputs: it forgets what is old.
World &world()
{
    static World *world = [] {
        auto *made = new World(Clock::system(), 0);
        made->setKeptMessages(50);
        fillCast(*made);
        made->publish = [](const QByteArray &frame, const Audience &) { expectObject(frame, "an event"); };
        return made;
    }();
    return *world;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const AppToken token = readAppToken(input);
    if (token.appId.isEmpty() == token.failure.isEmpty() && !input.startsWith("xapp-fail-"))
        qFatal("a token that is neither good nor bad");
    json::Document document;
    const auto ack = readAcknowledgement(input, document);
    if (ack && !ack->payload.isEmpty())
        expectObject(ack->payload, "a payload");
    Replies replies(world());
    const Channel &room = *world().channel("C0OPS");
    const QByteArray id =
        replies.expect("U01MIRA", room.id, room.messages.empty() ? 0 : room.messages.back().ts);
    (void)replies.take(id, ack ? ack->payload : input);
    (void)replies.takeAt(input, "{\"text\":\"x\"}");
    return 0;
}
