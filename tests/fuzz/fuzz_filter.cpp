// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The first line is a filter, the rest a frame: compiling points into its text, matching never fails.
#include "core/filter/filterquery.h"

#include <QStringList>

using namespace rtmscope;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype newline = input.indexOf('\n');
    const QString text = QString::fromUtf8(newline < 0 ? input : input.first(newline));
    const auto names = [](const QString &name) {
        return name.size() % 2 ? QStringList() : QStringList{name.mid(1), QStringLiteral("C1")};
    };
    FilterQuery query;
    FilterQuery::Problem problem;
    if (!query.compile(text, names, &problem)) {
        if (problem.words.isEmpty() || problem.position < 0 || problem.position > text.size() ||
            problem.length < 1)
            qFatal("a problem without a place");
        return 0;
    }
    Event event;
    event.receivedAtUs = 1'795'356'131'318'204;
    event.type = QStringLiteral("message");
    event.raw = newline < 0 ? QByteArray() : input.mid(newline + 1);
    (void)query.matches(event);
    return 0;
}
