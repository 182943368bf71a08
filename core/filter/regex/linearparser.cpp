// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/regex/linearparser.h"

#include <array>
#include <utility>

namespace rtmscope::filter {

namespace {

constexpr int deepest = 100;
constexpr int mostRepeats = 1000;
constexpr std::size_t mostSteps = 4000;
constexpr char32_t lastCharacter = 0x10ffff;

bool isAsciiLetterOrDigit(QChar character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'z') ||
           (character >= u'A' && character <= u'Z');
}

} // namespace

bool LinearParser::parse()
{
    Part whole;
    return either(&whole) && atEnd() && writePart(whole) && push({.kind = Step::Kind::Found});
}

char32_t LinearParser::takeCharacter()
{
    const QChar first = m_pattern[m_at++];
    if (first.isHighSurrogate() && peek().isLowSurrogate())
        return QChar::surrogateToUcs4(first, m_pattern[m_at++]);
    return first.unicode();
}

LinearParser::Part LinearParser::partOf(Set set)
{
    set.ignoresCase = m_flags.ignoresCase;
    m_expression.m_sets.push_back(std::move(set));
    return {.kind = Part::Kind::Set, .set = quint32(m_expression.m_sets.size() - 1)};
}

LinearParser::Part LinearParser::partOf(char32_t character)
{
    return partOf(Set{.ranges = {{character, character}}});
}

// ---- reading
// ----------------------------------------------------------------------------------------------------

//! Flags that are set inside last to the end of the group.
bool LinearParser::either(Part *out)
{
    if (++m_depth > deepest)
        return false;
    Part whole{.kind = Part::Kind::Either};
    do {
        whole.parts.emplace_back();
        if (!sequence(&whole.parts.back()))
            return false;
    } while (takeIf(u'|'));
    --m_depth;
    *out = whole.parts.size() == 1 ? Part(whole.parts.front()) : std::move(whole);
    return true;
}

bool LinearParser::sequence(Part *out)
{
    out->kind = Part::Kind::Sequence;
    while (!atEnd() && peek() != u'|' && peek() != u')') {
        out->parts.emplace_back();
        if (!repeated(&out->parts.back()))
            return false;
    }
    return true;
}

bool LinearParser::repeated(Part *out)
{
    Part part;
    if (!single(&part))
        return false;
    int least = 0;
    int most = -1;
    bool found = false;
    if (!quantifier(&least, &most, &found))
        return false;
    if (!found) {
        *out = std::move(part);
        return true;
    }
    takeIf(u'?'); // whether it likes more or less does not change whether it matches
    bool another = false;
    int unused = 0;
    if (peek() == u'+' || !quantifier(&unused, &unused, &another) || another ||
        (part.kind == Part::Kind::Check || part.kind == Part::Kind::Nothing))
        return false;
    *out = {.kind = Part::Kind::Repeat, .least = least, .most = most};
    out->parts.push_back(std::move(part));
    return true;
}

bool LinearParser::quantifier(int *least, int *most, bool *found)
{
    *found = true;
    if (takeIf(u'*')) {
        *least = 0;
        *most = -1;
    } else if (takeIf(u'+')) {
        *least = 1;
        *most = -1;
    } else if (takeIf(u'?')) {
        *least = 0;
        *most = 1;
    } else if (peek() == u'{') {
        return braces(least, most, found);
    } else {
        *found = false;
    }
    return true;
}

std::optional<int> LinearParser::number()
{
    const qsizetype begin = m_at;
    while (peek() >= u'0' && peek() <= u'9')
        ++m_at;
    bool ok = false;
    const int value = m_pattern.sliced(begin, m_at - begin).toInt(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

//! What is no quantifier after all are characters of their own. "{,3}" is one thing in some versions of Perl
//! and the other in others.
bool LinearParser::braces(int *least, int *most, bool *found)
{
    const qsizetype begin = m_at;
    takeIf(u'{');
    if (peek() == u',' || peek() == u' ')
        return false;
    const auto first = number();
    auto second = first;
    if (first && takeIf(u','))
        second = peek() == u'}' ? std::optional(-1) : number();
    *found = first && second && takeIf(u'}');
    if (!*found) {
        m_at = begin;
        return true;
    }
    *least = *first;
    *most = *second;
    return *least <= mostRepeats && *most <= mostRepeats && (*most < 0 || *most >= *least);
}

bool LinearParser::single(Part *out)
{
    const QChar next = peek();
    int unused = 0;
    bool repeats = false;
    if (!quantifier(&unused, &unused, &repeats) || repeats)
        return false; // there is nothing to repeat
    if (next == u'(')
        return group(out);
    if (next == u'[')
        return bracket(out);
    if (next == u'\\')
        return escape(out);
    if (next == u'.') {
        ++m_at;
        Set any{.ranges = {{0, lastCharacter}}};
        if (!m_flags.dotAll)
            any = {.ranges = {{u'\n', u'\n'}}, .negated = true};
        *out = partOf(std::move(any));
        return true;
    }
    if (next == u'^' || next == u'$') {
        ++m_at;
        const auto begin = m_flags.lines ? Step::Place::LineBegin : Step::Place::Begin;
        const auto end = m_flags.lines ? Step::Place::LineEnd : Step::Place::LastLineEnd;
        *out = {.kind = Part::Kind::Check, .place = next == u'^' ? begin : end};
        return true;
    }
    *out = partOf(takeCharacter());
    return true;
}

bool LinearParser::group(Part *out)
{
    takeIf(u'(');
    const Flags before = m_flags;
    if (peek() == u'*')
        return false;
    if (takeIf(u'?')) {
        bool opensGroup = true;
        if (peek() == u'<' || peek() == u'P' || peek() == u'\'') {
            if (!groupName())
                return false;
        } else if (!flags(&opensGroup)) {
            return false;
        }
        if (!opensGroup) { // "(?i)": from here on
            out->kind = Part::Kind::Nothing;
            return true;
        }
    }
    if (!either(out) || !takeIf(u')'))
        return false;
    m_flags = before;
    return true;
}

bool LinearParser::groupName()
{
    takeIf(u'P');
    const QChar end = peek() == u'<' ? QChar(u'>') : QChar(u'\'');
    if (!takeIf(u'<') && !takeIf(u'\''))
        return false;
    const qsizetype begin = m_at;
    while (isAsciiLetterOrDigit(peek()) || peek() == u'_')
        ++m_at;
    const bool named = m_at > begin && m_at - begin <= 32 && !m_pattern[begin].isDigit();
    return named && takeIf(end); // "(?<=" and "(?<!" are no names
}

bool LinearParser::flags(bool *opensGroup)
{
    bool on = true;
    for (;; ++m_at) {
        const QChar letter = peek();
        if (letter == u'-' && on)
            on = false;
        else if (letter == u'i')
            m_flags.ignoresCase = on;
        else if (letter == u'm')
            m_flags.lines = on;
        else if (letter == u's')
            m_flags.dotAll = on;
        else
            break;
    }
    *opensGroup = peek() == u':';
    return takeIf(u':') || takeIf(u')');
}

quint8 LinearParser::classOf(QChar letter)
{
    switch (letter.unicode()) {
    case u'd':
        return Set::Digit;
    case u'D':
        return Set::NotDigit;
    case u'w':
        return Set::Word;
    case u'W':
        return Set::NotWord;
    case u's':
        return Set::Space;
    case u'S':
        return Set::NotSpace;
    default:
        return 0;
    }
}

bool LinearParser::escape(Part *out)
{
    takeIf(u'\\');
    if (atEnd())
        return false;
    const QChar letter = peek();
    if (const quint8 classes = classOf(letter)) {
        ++m_at;
        *out = partOf(Set{.classes = classes});
        return true;
    }
    constexpr std::array places{std::pair(u'b', Step::Place::WordEdge),
                                std::pair(u'B', Step::Place::NoWordEdge), std::pair(u'A', Step::Place::Begin),
                                std::pair(u'z', Step::Place::End), std::pair(u'Z', Step::Place::LastLineEnd)};
    for (const auto &[name, place] : places) {
        if (letter == name) {
            ++m_at;
            *out = {.kind = Part::Kind::Check, .place = place};
            return true;
        }
    }
    char32_t character = 0;
    if (!escapedCharacter(letter, &character))
        return false;
    *out = partOf(character);
    return true;
}

//! The character behind a "\". Whatever letter is not known here may be anything.
bool LinearParser::escapedCharacter(QChar letter, char32_t *character)
{
    if (!isAsciiLetterOrDigit(letter)) {
        *character = takeCharacter();
        return true;
    }
    ++m_at;
    switch (letter.unicode()) {
    case u't':
        *character = U'\t';
        return true;
    case u'n':
        *character = U'\n';
        return true;
    case u'r':
        *character = U'\r';
        return true;
    case u'f':
        *character = U'\f';
        return true;
    case u'e':
        *character = 0x1b;
        return true;
    case u'a':
        *character = 0x07;
        return true;
    case u'x':
        return hexadecimal(character);
    default:
        return false;
    }
}

bool LinearParser::hexadecimal(char32_t *character)
{
    const bool braced = takeIf(u'{');
    const qsizetype begin = m_at;
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    while (isHex(peek()) && (braced || m_at < begin + 2))
        ++m_at;
    bool ok = false;
    *character = m_pattern.sliced(begin, m_at - begin).toUInt(&ok, 16);
    return ok && *character <= lastCharacter && !(*character >= 0xd800 && *character < 0xe000) &&
           (!braced || takeIf(u'}'));
}

bool LinearParser::bracket(Part *out)
{
    takeIf(u'[');
    // "[=a=]" is a mistake of its own there; "[.]" is none.
    const qsizetype end = m_pattern.indexOf(u']', m_at);
    if (QStringView(u":.=").contains(peek()) && end > m_at + 1 && m_pattern[end - 1] == peek())
        return false;
    Set set;
    set.negated = takeIf(u'^');
    for (bool isFirst = true; isFirst || peek() != u']'; isFirst = false) {
        std::optional<char32_t> first;
        if (atEnd() || !bracketItem(&set, &first))
            return false;
        if (!first)
            continue;
        std::optional<char32_t> last = first;
        if (peek() == u'-' && peek(1) != u']') {
            ++m_at;
            if (atEnd() || !bracketItem(&set, &last) || !last || *last < *first)
                return false;
        }
        set.ranges.push_back({*first, *last});
    }
    takeIf(u']');
    *out = partOf(std::move(set));
    return true;
}

//! One character, or a class of them, which goes into \a set.
bool LinearParser::bracketItem(Set *set, std::optional<char32_t> *character)
{
    character->reset();
    if (peek() == u'[' && QStringView(u":.=").contains(peek(1)))
        return false;
    if (!takeIf(u'\\')) {
        *character = takeCharacter();
        return true;
    }
    if (atEnd())
        return false;
    if (const quint8 classes = classOf(peek())) {
        ++m_at;
        set->classes |= classes;
        return peek() != u'-' || peek(1) == u']'; // "[\\d-x]": a mistake, or not
    }
    char32_t value = U'\b';
    if (!takeIf(u'b') && !escapedCharacter(peek(), &value))
        return false;
    *character = value;
    return true;
}

// ---- writing
// ----------------------------------------------------------------------------------------------------

bool LinearParser::push(const Step &step)
{
    m_expression.m_steps.push_back(step);
    return m_expression.m_steps.size() <= mostSteps;
}

bool LinearParser::writePart(const Part &part)
{
    switch (part.kind) {
    case Part::Kind::Nothing:
        return true;
    case Part::Kind::Set:
        return push({.kind = Step::Kind::Character, .set = part.set, .next = here() + 1});
    case Part::Kind::Check:
        return push({.kind = Step::Kind::Check, .place = part.place, .next = here() + 1});
    case Part::Kind::Sequence:
        for (const Part &each : part.parts) {
            if (!writePart(each))
                return false;
        }
        return true;
    case Part::Kind::Either:
        return writeEither(part);
    case Part::Kind::Repeat:
        return writeRepeat(part);
    }
    return false;
}

bool LinearParser::writeEither(const Part &part)
{
    std::vector<quint32> ends; // jump behind all of it
    for (std::size_t i = 0; i < part.parts.size(); ++i) {
        const bool isLast = i + 1 == part.parts.size();
        const quint32 split = here();
        if (!isLast && !push({.kind = Step::Kind::Split, .next = split + 1}))
            return false;
        if (!writePart(part.parts[i]))
            return false;
        if (isLast)
            break;
        ends.push_back(here());
        if (!push({.kind = Step::Kind::Go}))
            return false;
        m_expression.m_steps[split].other = here();
    }
    for (const quint32 end : ends)
        m_expression.m_steps[end].next = here();
    return true;
}

bool LinearParser::writeRepeat(const Part &part)
{
    const Part &inner = part.parts.front();
    for (int i = 0; i < part.least; ++i) {
        const quint32 before = here();
        if (!writePart(inner))
            return false;
        if (here() == before)
            return true; // nothing, however often
    }
    if (part.most < 0) {
        const quint32 split = here();
        if (!push({.kind = Step::Kind::Split, .next = split + 1}) || !writePart(inner) ||
            !push({.kind = Step::Kind::Go, .next = split}))
            return false;
        m_expression.m_steps[split].other = here();
        return true;
    }
    std::vector<quint32> splits;
    for (int i = part.least; i < part.most; ++i) {
        splits.push_back(here());
        if (!push({.kind = Step::Kind::Split, .next = here() + 1}) || !writePart(inner))
            return false;
    }
    for (const quint32 split : splits)
        m_expression.m_steps[split].other = here();
    return true;
}

} // namespace rtmscope::filter
