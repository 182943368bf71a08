// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/regex/linearexpression.h"

#include "core/filter/regex/linearparser.h"

#include <QChar>

#include <algorithm>
#include <utility>

namespace rtmscope::filter {

namespace {

using Step = LinearExpression::Step;

bool isDigit(char32_t character)
{
    return QChar::isDigit(character);
}

bool isWord(char32_t character)
{
    return QChar::isLetterOrNumber(character) || character == U'_';
}

bool isSpace(char32_t character)
{
    return QChar::isSpace(character) || character == 0x180e;
}

//! The character at \a at and how many units it takes. Halves of pairs stand for themselves.
char32_t characterAt(QStringView text, qsizetype at, qsizetype *units)
{
    const QChar first = text[at];
    *units = 1;
    if (first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        *units = 2;
        return QChar::surrogateToUcs4(first, text[at + 1]);
    }
    return first.unicode();
}

bool isWordAt(QStringView text, qsizetype at)
{
    if (at < 0 || at >= text.size())
        return false;
    if (text[at].isLowSurrogate() && at > 0 && text[at - 1].isHighSurrogate())
        --at;
    qsizetype units = 1;
    return isWord(characterAt(text, at, &units));
}

bool holdsAt(Step::Place place, QStringView text, qsizetype at)
{
    switch (place) {
    case Step::Place::Begin:
        return at == 0;
    case Step::Place::LineBegin: // not behind a line's end that ends the text
        return at == 0 || (text[at - 1] == u'\n' && at < text.size());
    case Step::Place::End:
        return at == text.size();
    case Step::Place::LastLineEnd:
        return at == text.size() || (at + 1 == text.size() && text[at] == u'\n');
    case Step::Place::LineEnd:
        return at == text.size() || text[at] == u'\n';
    case Step::Place::WordEdge:
        return isWordAt(text, at - 1) != isWordAt(text, at);
    case Step::Place::NoWordEdge:
        return isWordAt(text, at - 1) == isWordAt(text, at);
    }
    return false;
}

} // namespace

// ---- sets of characters

bool LinearExpression::Set::has(char32_t character) const
{
    if (classes != 0 &&
        (((classes & Digit) && isDigit(character)) || ((classes & Word) && isWord(character)) ||
         ((classes & Space) && isSpace(character)) || ((classes & NotDigit) && !isDigit(character)) ||
         ((classes & NotWord) && !isWord(character)) || ((classes & NotSpace) && !isSpace(character))))
        return true;
    return std::any_of(ranges.begin(), ranges.end(), [character](const Range &range) {
        return character >= range.first && character <= range.last;
    });
}

bool LinearExpression::Set::looks(char32_t character) const
{
    bool found = has(character);
    if (!found && ignoresCase) {
        const char32_t folded = QChar::toCaseFolded(character);
        found = has(folded) || has(QChar::toLower(character)) || has(QChar::toUpper(character)) ||
                has(QChar::toUpper(folded)) ||
                std::any_of(ranges.begin(), ranges.end(), [folded](const Range &range) {
                    return range.first == range.last && QChar::toCaseFolded(range.first) == folded;
                });
    }
    return found != negated;
}

void LinearExpression::Set::finish()
{
    for (char32_t character = 0; character < 128; ++character)
        ascii[character] = looks(character);
}

// ---- running

//! The places of the automaton that are alive, each once, and the walk through a text.
class LinearExpression::Run
{
public:
    Run(const LinearExpression &expression, QStringView text, qint64 steps)
        : m_expression(expression)
        , m_text(text)
        , m_left(steps)
        , m_marks(expression.m_steps.size(), -1)
    {
    }

    Outcome run()
    {
        for (qsizetype at = 0;;) {
            if (m_alive.empty() && m_expression.m_skips)
                at = skipped(at);
            if (mayBeginAt(at) && reach(0, at))
                return Outcome::Yes;
            if (m_left < 0)
                return Outcome::TooCostly;
            if (at >= m_text.size())
                return Outcome::No;
            qsizetype units = 1;
            const char32_t character = characterAt(m_text, at, &units);
            at += units;
            if (advance(character, at))
                return Outcome::Yes;
        }
    }

private:
    bool mayBeginAt(qsizetype at) const
    {
        if (!m_expression.m_skips)
            return true;
        return at < m_text.size() &&
               (m_text[at].unicode() >= 128 || m_expression.m_first[m_text[at].unicode()]);
    }

    //! From \a at on, the first place where a match can begin.
    qsizetype skipped(qsizetype at) const
    {
        while (at < m_text.size() && !mayBeginAt(at))
            ++at;
        return at;
    }

    bool advance(char32_t character, qsizetype at)
    {
        m_before.swap(m_alive);
        m_alive.clear();
        m_left -= qint64(m_before.size());
        for (const quint32 number : m_before) {
            const Step &step = m_expression.m_steps[number];
            if (m_expression.m_sets[step.set].holds(character) && reach(step.next, at))
                return true;
        }
        --m_left;
        return false;
    }

    //! Everything that can be reached from step \a from without reading on. True if that is the end.
    bool reach(quint32 from, qsizetype at)
    {
        m_open.push_back(from);
        while (!m_open.empty()) {
            const quint32 number = m_open.back();
            m_open.pop_back();
            if (std::exchange(m_marks[number], at) == at)
                continue;
            --m_left;
            const Step &step = m_expression.m_steps[number];
            switch (step.kind) {
            case Step::Kind::Found:
                return true;
            case Step::Kind::Character:
                m_alive.push_back(number);
                break;
            case Step::Kind::Split:
                m_open.push_back(step.other);
                m_open.push_back(step.next);
                break;
            case Step::Kind::Go:
                m_open.push_back(step.next);
                break;
            case Step::Kind::Check:
                if (holdsAt(step.place, m_text, at))
                    m_open.push_back(step.next);
                break;
            }
        }
        return false;
    }

    const LinearExpression &m_expression;
    QStringView m_text;
    qint64 m_left;
    std::vector<quint32> m_alive; // steps that read a character next
    std::vector<quint32> m_before;
    std::vector<quint32> m_open;
    std::vector<qsizetype> m_marks; // where each step was reached last
};

LinearExpression::Outcome LinearExpression::search(QStringView text, qint64 steps) const
{
    return Run(*this, text, steps).run();
}

//! What a match can begin with.
void LinearExpression::finish()
{
    for (Set &set : m_sets)
        set.finish();
    std::vector<bool> seen(m_steps.size());
    std::vector<quint32> open{0};
    m_skips = true;
    while (!open.empty()) {
        const quint32 number = open.back();
        open.pop_back();
        if (seen[number])
            continue;
        seen[number] = true;
        const Step &step = m_steps[number];
        if (step.kind == Step::Kind::Found)
            m_skips = false;
        else if (step.kind == Step::Kind::Character)
            m_first |= m_sets[step.set].ascii;
        else
            open.push_back(step.next);
        if (step.kind == Step::Kind::Split)
            open.push_back(step.other);
    }
}

std::optional<LinearExpression> LinearExpression::parse(QStringView pattern)
{
    LinearExpression expression;
    if (!LinearParser(pattern, &expression).parse())
        return std::nullopt;
    expression.finish();
    return expression;
}

} // namespace rtmscope::filter
