// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Marks the event 2 and waits to be killed: mark_writer record FILE, while it records the file itself, or
// mark_writer annotate FILE, in a file that is there. Prints a line when the mark is safe.
#include "core/log/eventlog.h"
#include "core/marks/marknote.h"
#include "tests/support/sampleevents.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace rtmscope;
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool records = arguments.value(1) == QStringLiteral("record");
    auto log = records ? EventLog::create(arguments.value(2), {}) : EventLog::open(arguments.value(2));
    if (!log)
        return 1;
    MarkNote comment;
    comment.kind = MarkNote::Kind::Comment;
    comment.of = 2;
    comment.text = QStringLiteral("it was here");
    if (records) {
        for (quint64 seq = 1; seq <= 3; ++seq)
            (*log)->append(testing::message(seq));
        (*log)->append(testing::note(4, comment.toJson()));
        (*log)->writeOut();
    } else if ((*log)->annotate(comment.toJson()) != EventLog::Kept::InFile) {
        return 2;
    }
    std::puts("safe");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
