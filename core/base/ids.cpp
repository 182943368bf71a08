// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/ids.h"

namespace rtmscope {

namespace {

struct Halves {
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

//! Ten digits, a dot, six digits.
bool hasUsualShape(const QString &text)
{
    constexpr qsizetype usualSize = 17;
    constexpr qsizetype dot = 10;
    if (text.size() != usualSize || text[dot] != u'.')
        return false;
    const QChar *c = text.constData();
    for (qsizetype at = 0; at < usualSize; ++at) {
        if (at != dot && (c[at] < u'0' || c[at] > u'9'))
            return false;
    }
    return true;
}

} // namespace

qint64 MessageTs::toMicroseconds() const
{
    // Servers of others, and tools that write frames down, count in smaller units: no clock of seconds gets
    // this far.
    constexpr qint64 farthestSeconds = 100'000'000'000; // the year 5138
    constexpr qint64 farthestMillis = farthestSeconds * 1'000;
    constexpr qint64 farthestMicros = farthestMillis * 1'000;
    const Halves halves = split(m_text);
    const qint64 size = halves.seconds < 0 ? -(halves.seconds + 1) : halves.seconds;
    if (!halves.valid || halves.behind != 0 || qAbs(halves.micros) >= farthestMicros)
        return 0;
    if (size < farthestSeconds)
        return halves.seconds * 1'000'000 + halves.micros;
    if (size < farthestMillis)
        return halves.seconds * 1'000;
    if (size < farthestMicros)
        return halves.seconds;
    constexpr qint64 farthestNanos = 5'000'000'000'000'000'000; // 64 bits end soon after
    return size < farthestNanos ? halves.seconds / 1'000 : 0;
}

std::strong_ordering MessageTs::compare(const MessageTs &a, const MessageTs &b)
{
    // The usual shape sorts as text; only odd ones are taken apart. What is no timestamp at all stands first, so that
    // any mixture has one order: sorting relies on it, and the wire may carry anything.
    if (!hasUsualShape(a.m_text) || !hasUsualShape(b.m_text)) {
        const Halves left = split(a.m_text);
        const Halves right = split(b.m_text);
        if (left.valid != right.valid)
            return left.valid <=> right.valid;
        if (const auto order = left.seconds <=> right.seconds; left.valid && order != 0)
            return order;
        if (const auto order = left.micros <=> right.micros; left.valid && order != 0)
            return order;
        if (const auto order = left.behind <=> right.behind; left.valid && order != 0)
            return order;
    }
    return a.m_text.compare(b.m_text) <=> 0;
}

} // namespace rtmscope
