// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any file may be opened: as a log whose rows can all be read, or refused in words.
#include "tests/fuzz/openedfile.h"

#include <QTemporaryFile>

using namespace rtmscope;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static QTemporaryFile file;
    if (!file.open() || !file.resize(0) || file.write(reinterpret_cast<const char *>(data), qint64(size)) < 0)
        qFatal("no temporary file");
    file.close();
    openAsLog(file.fileName());
    return 0;
}
