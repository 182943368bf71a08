// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/jsonescape.h"

#include <QChar>
#include <QStringView>

#include <array>
#include <charconv>
#include <cstring>

namespace rtmscope {

namespace {

constexpr int unitDigits = 4;

//! Four hex digits at \a at; -1 if they are not.
int hexUnit(const char *at, const char *end)
{
    int unit = 0;
    if (end - at < unitDigits || *at == '-')
        return -1;
    const auto [stop, error] = std::from_chars(at, at + unitDigits, unit, 16);
    return error == std::errc() && stop == at + unitDigits ? unit : -1;
}

//! One \uXXXX (or a surrogate pair of them), with \a at behind the u. Returns the bytes eaten, 0 if broken.
qsizetype unescapeUnit(const char *at, const char *end, QByteArray &out)
{
    const int unit = hexUnit(at, end);
    if (unit < 0)
        return 0;
    if (!QChar::isSurrogate(char32_t(unit))) {
        const auto plain = static_cast<char16_t>(unit);
        out += QStringView(&plain, 1).toUtf8();
        return unitDigits;
    }
    const bool paired = end - at >= 2 * unitDigits + 2 && at[unitDigits] == '\\' && at[unitDigits + 1] == 'u';
    const int low = paired ? hexUnit(at + unitDigits + 2, end) : -1;
    if (!QChar::isHighSurrogate(char32_t(unit)) || low < 0 || !QChar::isLowSurrogate(char32_t(low))) {
        out += "\xEF\xBF\xBD";
        return unitDigits;
    }
    const std::array<char16_t, 2> pair{static_cast<char16_t>(unit), static_cast<char16_t>(low)};
    out += QStringView(pair.data(), 2).toUtf8();
    return 2 * unitDigits + 2;
}

char plainEscape(char letter)
{
    switch (letter) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case '"':
    case '\\':
    case '/':
        return letter;
    default:
        return '\0';
    }
}

} // namespace

std::optional<QByteArray> unescaped(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        const auto *escape = static_cast<const char *>(std::memchr(at, '\\', std::size_t(end - at)));
        out.append(at, (escape ? escape : end) - at);
        if (!escape)
            break;
        at = escape + 1;
        if (at == end)
            return std::nullopt;
        const char letter = *at++;
        if (letter == 'u') {
            const qsizetype eaten = unescapeUnit(at, end, out);
            if (eaten == 0)
                return std::nullopt;
            at += eaten;
        } else if (const char plain = plainEscape(letter)) {
            out += plain;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

} // namespace rtmscope
