// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any file may be opened: as a log whose rows can all be read, or refused in words.
#include "core/log/eventlog.h"

#include <QTemporaryFile>

using namespace rtmscope;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static QTemporaryFile file;
    if (!file.open() || !file.resize(0) || file.write(reinterpret_cast<const char *>(data), qint64(size)) < 0)
        qFatal("no temporary file");
    file.close();
    const auto log = EventLog::open(file.fileName());
    if (!log) {
        if (log.error().words.isEmpty())
            qFatal("refused without a word");
        return 0;
    }
    for (qsizetype row = 0; row < (*log)->size(); ++row) {
        const Event event = (*log)->event(row);
        if (event.raw.size() != (*log)->frameSize(row) || event.raw != (*log)->frame(row))
            qFatal("a row that is not its frame");
    }
    return 0;
}
