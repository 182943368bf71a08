// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/ids.h"

#include <limits>
#include <optional>

namespace rtmscope {

namespace {

struct Halves
{
    qint64 seconds = 0;
    qint64 micros = 0;
    qint64 behind = 0; // of a made-up one: the how manyth behind the real one
    bool valid = false;
};

Halves split(const QString &text)
{
    Halves out;
    const qsizetype sign = text.indexOf(u'#');
    const QStringView real = QStringView(text).left(sign < 0 ? text.size() : sign);
    const qsizetype dot = real.indexOf(u'.');
    bool okSeconds = false;
    out.seconds = real.left(dot < 0 ? real.size() : dot).toLongLong(&okSeconds);
    bool okMicros = true;
    if (dot >= 0 && dot + 1 < real.size())
        out.micros = real.mid(dot + 1).toLongLong(&okMicros);
    bool okBehind = true;
    if (sign >= 0)
        out.behind = QStringView(text).mid(sign + 1).toLongLong(&okBehind);
    out.valid = okSeconds && okMicros && okBehind;
    return out;
}

//! Microseconds; nothing where no unit makes a time of it.
std::optional<qint64> understood(const Halves &halves)
{
    // Servers of others, and tools that write frames down, count in smaller units: no clock of seconds gets
    // this far.
    constexpr qint64 farthestSeconds = 100'000'000'000; // the year 5138
    constexpr qint64 farthestMillis = farthestSeconds * 1'000;
    constexpr qint64 farthestMicros = farthestMillis * 1'000;
    constexpr qint64 farthestNanos = 5'000'000'000'000'000'000; // 64 bits end soon after
    const qint64 size = halves.seconds < 0 ? -(halves.seconds + 1) : halves.seconds;
    if (!halves.valid || qAbs(halves.micros) >= farthestMicros || size >= farthestNanos)
        return {};
    if (size < farthestSeconds)
        return halves.seconds * 1'000'000 + halves.micros;
    if (size < farthestMillis)
        return halves.seconds * 1'000;
    return size < farthestMicros ? halves.seconds : halves.seconds / 1'000;
}

//! What is no time stands before all times, what is too far away behind them.
std::strong_ordering orderOf(const Halves &a, const Halves &b)
{
    if (a.valid != b.valid || !a.valid)
        return a.valid <=> b.valid;
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    if (const auto order = understood(a).value_or(never) <=> understood(b).value_or(never); order != 0)
        return order;
    if (const auto order = a.seconds <=> b.seconds; order != 0)
        return order;
    if (const auto order = a.micros <=> b.micros; order != 0)
        return order;
    return a.behind <=> b.behind;
}

//! Microseconds of ten digits, a dot, six digits; -1 for all else.
qint64 usualMicroseconds(const QString &text)
{
    constexpr qsizetype usualSize = 17;
    constexpr qsizetype dot = 10;
    if (text.size() != usualSize || text[dot] != u'.')
        return -1;
    const QChar *c = text.constData();
    qint64 sum = 0;
    for (qsizetype at = 0; at < usualSize; ++at) {
        if (at == dot)
            continue;
        if (c[at] < u'0' || c[at] > u'9')
            return -1;
        sum = sum * 10 + (c[at].unicode() - u'0');
    }
    return sum;
}

} // namespace

qint64 MessageTs::order() const
{
    if (const qint64 us = usualMicroseconds(m_text); us >= 0)
        return us;
    const Halves halves = split(m_text);
    return halves.valid ? understood(halves).value_or(std::numeric_limits<qint64>::max())
                        : std::numeric_limits<qint64>::min();
}

qint64 MessageTs::toMicroseconds() const
{
    if (const qint64 us = usualMicroseconds(m_text); us >= 0)
        return us;
    const Halves halves = split(m_text);
    return halves.behind == 0 ? understood(halves).value_or(0) : 0;
}

std::strong_ordering MessageTs::compare(const MessageTs &a, const MessageTs &b)
{
    if (a.isEmpty() || b.isEmpty())
        return b.isEmpty() <=> a.isEmpty();
    const qint64 usualA = usualMicroseconds(a.m_text);
    const qint64 usualB = usualMicroseconds(b.m_text);
    if (usualA >= 0 && usualB >= 0)
        return usualA <=> usualB;
    // Only odd ones are taken apart. What is no timestamp stands first, so that any mixture has one order:
    // sorting relies on it, and the wire may carry anything.
    if (const auto order = orderOf(split(a.m_text), split(b.m_text)); order != 0)
        return order;
    return a.m_text.compare(b.m_text) <=> 0;
}

} // namespace rtmscope
