// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any line may be read; what was read is written and read again without a difference. And any bytes that came
// from a wire come back from their line as they were.
#include "core/capture/captureline.h"

#include <QtGlobal>

using namespace rtmscope;

namespace {

void check(bool holds)
{
    if (!holds)
        qFatal("a capture line did not keep its frame");
}

void writeAndReadBack(const Event &event)
{
    QByteArray line;
    captureline::write(event, line);
    check(!line.contains('\n') && !line.contains('\r'));
    const auto back = captureline::read(line);
    check(back.ok() && back->raw == event.raw && back->form == event.form && back->seq == event.seq &&
          back->direction == event.direction && back->problem == event.problem);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto event = captureline::read(input))
        writeAndReadBack(*event);
    (void)captureline::parseHeader(input);

    Event frame;
    frame.raw = input;
    for (const FrameForm form : {FrameForm::Text, FrameForm::Binary}) {
        frame.form = form;
        writeAndReadBack(frame);
    }
    return 0;
}
