// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/undated.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr QChar sign = u'#';

bool areDigits(QStringView text)
{
    constexpr qsizetype most = 18; // what fits a 64-bit number for sure
    return text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

bool isReadable(const MessageTs &ts)
{
    const QString &text = ts.text();
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = QStringView(text).first(point < 0 ? text.size() : point);
    return !whole.isEmpty() && areDigits(whole) &&
           (point < 0 || areDigits(QStringView(text).sliced(point + 1)));
}

bool isMadeUp(const MessageTs &ts)
{
    return ts.text().contains(sign);
}

MessageTs madeUpBehind(const MessageTs &neighbour)
{
    const QString &text = neighbour.text();
    const qsizetype at = text.indexOf(sign);
    const quint64 last = at < 0 ? 0 : QStringView(text).sliced(at + 1).toULongLong();
    const QString real = text.isEmpty() ? u"0.0"_s : text.left(at < 0 ? text.size() : at);
    return MessageTs(real + sign + QString::number(last + 1));
}

MessageTs tsOfMoment(qint64 us)
{
    constexpr qint64 second = 1'000'000;
    constexpr int digits = 6;
    return MessageTs(QString::number(us / second) + u'.' +
                     QString::number(us % second).rightJustified(digits, u'0'));
}

} // namespace rtmscope
