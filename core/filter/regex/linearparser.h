// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/regex/linearexpression.h"

#include <memory>

//! Makes the automaton of a pattern. Used by LinearExpression only.
namespace rtmscope::filter {

class LinearParser
{
public:
    LinearParser(QStringView pattern, LinearExpression *expression)
        : m_pattern(pattern)
        , m_expression(*expression)
    {
    }

    //! False if it is wrong, unknown here or too large; the expression is of no use then.
    bool parse();

private:
    using Step = LinearExpression::Step;
    using Set = LinearExpression::Set;

    //! What a piece of the pattern says.
    struct Part
    {
        enum class Kind : quint8 { Nothing, Set, Check, Sequence, Either, Repeat };
        Kind kind = Kind::Nothing;
        quint32 set = 0;
        Step::Place place = Step::Place::Begin;
        int least = 0;
        int most = -1; //!< -1: any number
        std::vector<Part> parts = {};
    };
    struct Flags
    {
        bool ignoresCase = false;
        bool lines = false;  //!< ^ and $ at the ends of lines
        bool dotAll = false; //!< the dot is any character
    };

    bool either(Part *out);
    bool sequence(Part *out);
    bool repeated(Part *out);
    bool single(Part *out);
    bool group(Part *out);
    bool flags(bool *opensGroup);
    bool groupName();
    bool quantifier(int *least, int *most, bool *found);
    bool braces(int *least, int *most, bool *found);
    std::optional<int> number();
    bool escape(Part *out);
    bool bracket(Part *out);
    bool bracketItem(Set *set, std::optional<char32_t> *character);
    bool escapedCharacter(QChar letter, char32_t *character);
    bool hexadecimal(char32_t *character);
    static quint8 classOf(QChar letter);

    bool writePart(const Part &part);
    bool writeEither(const Part &part);
    bool writeRepeat(const Part &part);
    quint32 here() const { return quint32(m_expression.m_steps.size()); }
    bool push(const Step &step);

    Part partOf(Set set);
    Part partOf(char32_t character);
    bool atEnd() const { return m_at >= m_pattern.size(); }
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : QChar();
    }
    bool takeIf(QChar character)
    {
        const bool is = !atEnd() && peek() == character;
        m_at += is ? 1 : 0;
        return is;
    }
    char32_t takeCharacter();

    QStringView m_pattern;
    LinearExpression &m_expression;
    qsizetype m_at = 0;
    int m_depth = 0;
    Flags m_flags;
};

} // namespace rtmscope::filter
