// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as a script of faults: understood, or refused with the number of a line; what is understood reads
// back.
#include "core/demo/server/chaosscript.h"

using namespace rtmscope::demo;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto script = readChaosScript(input);
    if (!script) {
        if (!script.error().words.startsWith(QStringLiteral("Line ")))
            qFatal("an error without a line");
        return 0;
    }
    const auto again = readChaosScript(scriptText(*script));
    if (!again || !(*again == *script))
        qFatal("a script that does not read back");
    return 0;
}
