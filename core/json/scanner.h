// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <optional>
#include <utility>
#include <vector>

namespace rtmscope::json {

//! Nesting beyond this is refused. Whoever walks a tree and calls itself needs little of the stack, or ends
//! sooner.
inline constexpr int deepest = 4096;

//! Walks a text strictly by RFC 8259 to say where it stops being JSON. Used only after simdjson refused. For
//! core/json only. A value; one thread.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    bool scan();
    const ParseError &error() const { return m_error; }
    //! After scan(): the text with numbers that 64 bits can't hold respelled as doubles.
    QByteArray withTamedNumbers() const;

private:
    enum class Expect : quint8 { Value, ValueOrEnd, KeyOrEnd, Key, CommaOrEnd, Nothing };

    bool fail(const char *why, qsizetype at);
    bool takeNext(Expect &next);
    bool takeCommaOrEnd(Expect &next);
    bool takeValue(Expect &next);
    bool takeString();
    bool takeEscape();
    std::optional<int> takeHex();
    bool takeNumber();
    bool takeDigits();
    bool takeLiteral();
    bool takeKey(Expect &next);
    bool close(Expect &next);
    bool isUtf8();
    void skipSpace();
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool isDigit() const { return !atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    std::vector<char> m_open; // '{' or '[' per level
    std::vector<std::pair<qsizetype, qsizetype>> m_wideNumbers;
    ParseError m_error;
};

} // namespace rtmscope::json
