// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/ids.h"

namespace rtmscope {

namespace {

struct Halves {
    qint64 seconds = 0;
    qint64 micros = 0;
    bool valid = false;
};

Halves split(const QString &text)
{
    Halves out;
    const qsizetype dot = text.indexOf(u'.');
    bool okSeconds = false;
    out.seconds = QStringView(text).left(dot < 0 ? text.size() : dot).toLongLong(&okSeconds);
    bool okMicros = true;
    if (dot >= 0 && dot + 1 < text.size())
        out.micros = QStringView(text).mid(dot + 1).toLongLong(&okMicros);
    out.valid = okSeconds && okMicros;
    return out;
}

} // namespace

qint64 MessageTs::toMicroseconds() const
{
    const Halves halves = split(m_text);
    return halves.valid ? halves.seconds * 1'000'000 + halves.micros : 0;
}

std::strong_ordering MessageTs::compare(const MessageTs &a, const MessageTs &b)
{
    // The usual shape, 10 digits, dot, 6 digits, sorts as text; only odd ones are taken apart.
    constexpr qsizetype usualSize = 17;
    if (a.m_text.size() != usualSize || b.m_text.size() != usualSize) {
        const Halves left = split(a.m_text);
        const Halves right = split(b.m_text);
        if (left.valid && right.valid) {
            if (const auto order = left.seconds <=> right.seconds; order != 0)
                return order;
            if (const auto order = left.micros <=> right.micros; order != 0)
                return order;
        }
    }
    return a.m_text.compare(b.m_text) <=> 0;
}

} // namespace rtmscope
