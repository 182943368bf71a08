// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/naturalorder.h"

#include <QCollator>

namespace rtmscope {

namespace {

//! The run of digits, or of anything else, that begins at \a from.
QStringView runAt(const QString &text, qsizetype from)
{
    qsizetype end = from;
    const bool digits = from < text.size() && text[from].isDigit();
    while (end < text.size() && text[end].isDigit() == digits)
        ++end;
    return QStringView(text).sliced(from, end - from);
}

int compareNumbers(QStringView a, QStringView b)
{
    const auto strip = [](QStringView number) {
        while (number.size() > 1 && number.front().digitValue() == 0)
            number = number.sliced(1);
        return number;
    };
    a = strip(a);
    b = strip(b);
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i].digitValue() != b[i].digitValue())
            return a[i].digitValue() < b[i].digitValue() ? -1 : 1;
    }
    return 0;
}

//! Its own handling of numbers works in some locales only: never in "C", which many servers run in.
const QCollator &collator()
{
    thread_local const QCollator made = [] {
        QCollator fresh;
        fresh.setCaseSensitivity(Qt::CaseInsensitive);
        return fresh;
    }();
    return made;
}

} // namespace

int compareNaturally(const QString &a, const QString &b)
{
    qsizetype atA = 0;
    qsizetype atB = 0;
    while (atA < a.size() && atB < b.size()) {
        const QStringView runA = runAt(a, atA);
        const QStringView runB = runAt(b, atB);
        const bool numbers = runA.front().isDigit() && runB.front().isDigit();
        if (const int order = numbers ? compareNumbers(runA, runB) : collator().compare(runA, runB))
            return order;
        atA += runA.size();
        atB += runB.size();
    }
    if (const bool aEnds = atA == a.size(); aEnds != (atB == b.size()))
        return aEnds ? -1 : 1;
    return a.compare(b);
}

} // namespace rtmscope
