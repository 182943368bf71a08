// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/scanner.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <cctype>
#include <cmath>
#include <limits>

namespace rtmscope::json {

bool Scanner::fail(const char *why, qsizetype at)
{
    m_error = {QCoreApplication::translate("Json", why), at};
    return false;
}

void Scanner::skipSpace()
{
    while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
        ++m_at;
}

bool Scanner::scan()
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        return fail(QT_TRANSLATE_NOOP("Json", "begins with a byte order mark"), 0);
    for (Expect next = Expect::Value; next != Expect::Nothing;) {
        skipSpace();
        if (atEnd())
            return fail(m_text.isEmpty() ? QT_TRANSLATE_NOOP("Json", "empty")
                                         : QT_TRANSLATE_NOOP("Json", "ends in the middle"),
                        m_at);
        if (!takeNext(next))
            return false;
    }
    skipSpace();
    return atEnd() ? isUtf8() : fail(QT_TRANSLATE_NOOP("Json", "more text follows after the value"), m_at);
}

bool Scanner::takeNext(Expect &next)
{
    const char c = peek();
    switch (next) {
    case Expect::KeyOrEnd:
        return c == '}' ? close(next) : takeKey(next);
    case Expect::Key:
        return takeKey(next);
    case Expect::ValueOrEnd:
        return c == ']' ? close(next) : takeValue(next);
    case Expect::CommaOrEnd:
        return takeCommaOrEnd(next);
    case Expect::Value:
    case Expect::Nothing:
        break;
    }
    return takeValue(next);
}

bool Scanner::takeCommaOrEnd(Expect &next)
{
    const bool inObject = m_open.back() == '{';
    if (peek() == (inObject ? '}' : ']'))
        return close(next);
    if (peek() != ',')
        return fail(QT_TRANSLATE_NOOP("Json", "a comma or closing bracket is missing"), m_at);
    ++m_at;
    next = inObject ? Expect::Key : Expect::Value;
    return true;
}

bool Scanner::close(Expect &next)
{
    ++m_at;
    m_open.pop_back();
    next = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    return true;
}

bool Scanner::takeKey(Expect &next)
{
    if (peek() != '"')
        return fail(QT_TRANSLATE_NOOP("Json", "a member's name in quotes is missing"), m_at);
    if (!takeString())
        return false;
    skipSpace();
    if (peek() != ':')
        return fail(QT_TRANSLATE_NOOP("Json", "a colon is missing after a member's name"), m_at);
    ++m_at;
    next = Expect::Value;
    return true;
}

bool Scanner::takeValue(Expect &next)
{
    const char c = peek();
    if (c == '{' || c == '[') {
        m_open.push_back(c);
        if (m_open.size() > static_cast<std::size_t>(deepest))
            return fail(QT_TRANSLATE_NOOP("Json", "nested deeper than 4,096 levels"), m_at);
        ++m_at;
        next = c == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
        return true;
    }
    next = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    if (c == '"')
        return takeString();
    if (c == '-' || isDigit())
        return takeNumber();
    return takeLiteral();
}

bool Scanner::takeString()
{
    const qsizetype start = m_at++;
    while (!atEnd()) {
        const char c = peek();
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(QT_TRANSLATE_NOOP("Json", "a string holds an unescaped control character"), m_at);
        if (c == '\\') {
            if (!takeEscape())
                return false;
        } else {
            ++m_at;
        }
    }
    return fail(QT_TRANSLATE_NOOP("Json", "a string is not closed"), start);
}

bool Scanner::takeEscape()
{
    const qsizetype start = m_at++;
    const char c = peek();
    ++m_at;
    if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos)
        return true;
    if (c != 'u')
        return fail(QT_TRANSLATE_NOOP("Json", "an unknown escape in a string"), start);
    const std::optional<int> code = takeHex();
    if (!code)
        return fail(QT_TRANSLATE_NOOP("Json", "a \\u escape needs four hexadecimal digits"), start);
    const bool high = *code >= 0xD800 && *code < 0xDC00;
    const bool low = *code >= 0xDC00 && *code < 0xE000;
    const bool pairFollows = high && m_at + 6 <= m_text.size() && m_text[m_at] == '\\' &&
                             m_text[m_at + 1] == 'u' &&
                             (m_text[m_at + 2] == 'd' || m_text[m_at + 2] == 'D') &&
                             std::string_view("cdefCDEF").find(m_text[m_at + 3]) != std::string_view::npos;
    if (low || (high && !pairFollows))
        return fail(QT_TRANSLATE_NOOP("Json", "half of a surrogate pair in a \\u escape"), start);
    if (!high)
        return true;
    m_at += 2;
    return takeHex() || fail(QT_TRANSLATE_NOOP("Json", "a \\u escape needs four hexadecimal digits"), start);
}

//! Four digits of an escape.
std::optional<int> Scanner::takeHex()
{
    int code = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (!std::isxdigit(static_cast<unsigned char>(peek())))
            return std::nullopt;
        code = code * 16 + QByteArray(1, peek()).toInt(nullptr, 16);
    }
    return code;
}

bool Scanner::takeNumber()
{
    constexpr qsizetype safeDigits = 18;
    const qsizetype start = m_at;
    if (peek() == '-')
        ++m_at;
    const qsizetype digits = m_at;
    if (!takeDigits())
        return fail(QT_TRANSLATE_NOOP("Json", "a number without digits"), start);
    if (m_text[digits] == '0' && m_at - digits > 1)
        return fail(QT_TRANSLATE_NOOP("Json", "a number with a leading zero"), start);
    if (peek() == '.') {
        ++m_at;
        if (!takeDigits())
            return fail(QT_TRANSLATE_NOOP("Json", "a number without digits after the point"), start);
    }
    const bool hasExponent = peek() == 'e' || peek() == 'E';
    if (hasExponent) {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!takeDigits())
            return fail(QT_TRANSLATE_NOOP("Json", "a number without digits in its exponent"), start);
    }
    if (hasExponent || m_at - start > safeDigits)
        m_wideNumbers.emplace_back(start, m_at);
    return true;
}

//! As many as follow; false if there are none.
bool Scanner::takeDigits()
{
    const qsizetype start = m_at;
    while (isDigit())
        ++m_at;
    return m_at > start;
}

bool Scanner::takeLiteral()
{
    for (const QByteArrayView literal :
         {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
        if (m_text.sliced(m_at).startsWith(literal)) {
            m_at += literal.size();
            return true;
        }
    }
    return fail(QT_TRANSLATE_NOOP("Json", "a value was expected here"), m_at);
}

bool Scanner::isUtf8()
{
    if (m_text.isValidUtf8())
        return true;
    // Find the first byte that breaks it: halve until one byte is left.
    qsizetype good = 0;
    qsizetype bad = m_text.size();
    while (bad - good > 1) {
        const qsizetype middle = good + (bad - good) / 2;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Default);
        const QString ignored = decoder(m_text.first(middle));
        (decoder.hasError() ? bad : good) = middle;
    }
    // The decoder complains at the byte that should have gone on; what is broken began before it.
    while (!m_text.first(good).isValidUtf8())
        --good;
    return fail(QT_TRANSLATE_NOOP("Json", "not valid UTF-8"), good);
}

QByteArray Scanner::withTamedNumbers() const
{
    QByteArray out;
    qsizetype copied = 0;
    for (const auto &[begin, end] : m_wideNumbers) {
        out.append(m_text.sliced(copied, begin - copied));
        const QByteArray spelled = m_text.sliced(begin, end - begin).toByteArray();
        bool ok = false;
        double value = spelled.toDouble(&ok);
        if (!ok || !std::isfinite(value))
            value = std::copysign(std::numeric_limits<double>::max(), spelled.startsWith('-') ? -1.0 : 1.0);
        out.append(QByteArray::number(value, 'e', std::numeric_limits<double>::max_digits10 - 1));
        copied = end;
    }
    out.append(m_text.sliced(copied));
    return out;
}

} // namespace rtmscope::json
