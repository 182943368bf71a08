// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Records counted events as fast as it can, until somebody kills it: crash_writer FILE.
// Prints one line per flush: how many events are then safe.
#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace rtmscope;
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    auto log = EventLog::create(arguments.value(1), {});
    if (!log)
        return 1;
    for (quint64 seq = 1;; ++seq) {
        const QByteArray counter = QByteArray::number(seq);
        const QByteArray padding(qsizetype(seq * 37 % 900), 'x');
        (*log)->append(
            testing::message(seq, QStringLiteral("C1"), QStringLiteral("U1"), counter + ' ' + padding));
        if (seq % 50 == 0) { // as many as one read of a busy socket brings
            (*log)->flush();
            std::printf("%llu\n", static_cast<unsigned long long>(seq));
            std::fflush(stdout);
        }
    }
}
