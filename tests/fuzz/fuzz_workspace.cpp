// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Lines of a record, any bytes: '<' a frame from the server, '>' one of ours, else a note. The messages stay
// sorted, those without a ts last.
#include "core/events/eventdecoder.h"
#include "core/workspace/workspace.h"

using namespace rtmscope;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    Workspace workspace;
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QByteArrayList lines = input.split('\n');
    for (const QByteArray &line : lines) {
        Event event;
        event.seq = workspace.revision() + 1;
        event.receivedAtUs = qint64(event.seq) * 1'000'000;
        event.connection = 1;
        event.direction = line.startsWith('<')   ? Direction::In
                          : line.startsWith('>') ? Direction::Out
                                                 : Direction::Note;
        event.raw = line.mid(1);
        EventDecoder::readHeader(&event);
        workspace.apply(event);
    }
    workspace.expireTyping(1'000'000'000'000);
    for (const Conversation &conversation : workspace.conversations()) {
        const Message *previous = nullptr;
        for (const Message &message : conversation.messages()) {
            const bool isAfter =
                !previous || message.ts.isEmpty() || (previous->ts && previous->ts < message.ts);
            if (!isAfter)
                qFatal("out of order: %s after %s", qPrintable(message.ts.text()),
                       qPrintable(previous->ts.text()));
            previous = &message;
        }
        (void)conversation.timeline();
        (void)workspace.conversationName(conversation.id());
    }
    return 0;
}
