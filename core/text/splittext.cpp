// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/splittext.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <vector>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView fence = "```"_L1;
constexpr QLatin1StringView opening = "```\n"_L1; // what a cut block is opened with again
constexpr QLatin1StringView closing = "\n```"_L1;
constexpr TextRoom openingRoom{4, 5};
constexpr TextRoom closingRoom{4, 5};
constexpr qsizetype longestCode = 200; // inline code beyond this may be cut

TextRoom sum(const TextRoom &a, const TextRoom &b)
{
    return {a.characters + b.characters, a.bytes + b.bytes};
}

bool within(const TextRoom &used, const TextRoom &room)
{
    return used.characters <= room.characters && used.bytes <= room.bytes;
}

qsizetype jsonBytes(QChar unit)
{
    switch (const char16_t code = unit.unicode()) {
    case u'"':
    case u'\\':
    case u'\n':
    case u'\r':
    case u'\t':
    case u'\b':
    case u'\f':
        return 2;
    default:
        if (code < 0x20)
            return 6; // \u001f
        if (code < 0x80)
            return 1;
        return code < 0x800 ? 2 : 3;
    }
}

//! What is never cut.
struct Unit
{
    enum class Kind : quint8 { Glyph, Space, Newline, Fence };
    qsizetype begin = 0;
    qsizetype end = 0;
    Kind kind = Kind::Glyph;
    TextRoom room = {};
    bool codeAfter = false; //!< a cut right behind it is inside a block
};

//! Takes a text apart into units.
class Units
{
public:
    Units(QStringView text, const TextRoom &room)
        : m_text(text)
        , m_graphemes(QTextBoundaryFinder::Grapheme, text.data(), text.size())
        // The longest unit must fit with a block opened before and closed behind it.
        , m_most{room.characters - 8, room.bytes - 10}
    {
    }

    std::vector<Unit> take()
    {
        while (m_at < m_text.size()) {
            if (!takeFence() && !takeWhole(markEnd()) && !takeWhole(entityEnd()) && !takeWhole(codeEnd()))
                takeGrapheme();
        }
        dropLoneFence();
        return std::move(m_units);
    }

private:
    void add(qsizetype end, Unit::Kind kind)
    {
        if (kind == Unit::Kind::Fence)
            m_inCode = !m_inCode;
        m_units.push_back({m_at, end, kind, roomOf(m_text.sliced(m_at, end - m_at)), m_inCode});
        m_at = end;
    }

    //! One that is never closed is plain text.
    void dropLoneFence()
    {
        if (!m_inCode)
            return;
        const auto last = std::find_if(m_units.rbegin(), m_units.rend(),
                                       [](const Unit &unit) { return unit.kind == Unit::Kind::Fence; });
        last->kind = Unit::Kind::Glyph;
        std::for_each(m_units.rbegin(), last + 1, [](Unit &unit) { unit.codeAfter = false; });
    }

    bool takeFence()
    {
        if (!m_text.sliced(m_at).startsWith(fence))
            return false;
        add(m_at + fence.size(), Unit::Kind::Fence);
        return true;
    }

    bool takeWhole(qsizetype end)
    {
        if (end <= m_at || !within(roomOf(m_text.sliced(m_at, end - m_at)), m_most))
            return false;
        add(end, Unit::Kind::Glyph);
        return true;
    }

    //! Behind the > of a mention or link that begins here, or 0.
    qsizetype markEnd() const
    {
        if (m_text[m_at] != u'<')
            return 0;
        for (qsizetype at = m_at + 1; at < m_text.size(); ++at) {
            if (m_text[at] == u'>')
                return at + 1;
            if (m_text[at] == u'<' || m_text[at] == u'\n')
                return 0;
        }
        return 0;
    }

    qsizetype entityEnd() const
    {
        constexpr std::array entities{"&amp;"_L1, "&lt;"_L1, "&gt;"_L1};
        const QStringView rest = m_text.sliced(m_at);
        for (const QLatin1StringView entity : entities) {
            if (rest.startsWith(entity))
                return m_at + entity.size();
        }
        return 0;
    }

    bool isLoneTick(qsizetype at) const
    {
        const auto isTick = [this](qsizetype i) { return i >= 0 && i < m_text.size() && m_text[i] == u'`'; };
        return isTick(at) && !isTick(at - 1) && !isTick(at + 1);
    }

    qsizetype codeEnd() const
    {
        // Two ticks in a row are no inline code, and may be the end of a fence.
        if (m_inCode || !isLoneTick(m_at))
            return 0;
        const qsizetype last = std::min(m_text.size(), m_at + longestCode);
        for (qsizetype at = m_at + 1; at < last && m_text[at] != u'\n'; ++at) {
            if (m_text[at] == u'`')
                return isLoneTick(at) ? at + 1 : 0;
        }
        return 0;
    }

    void takeGrapheme()
    {
        m_graphemes.setPosition(m_at);
        qsizetype end = m_graphemes.toNextBoundary();
        if (end <= m_at)
            end = m_text.size();
        const QStringView shown = m_text.sliced(m_at, end - m_at);
        if (!within(roomOf(shown), m_most)) // a letter under a heap of accents
            end = m_at + (shown.size() > 1 && shown[0].isHighSurrogate() ? 2 : 1);
        if (shown.endsWith(u'\n'))
            return add(end, Unit::Kind::Newline);
        // A space may carry a joiner or an accent, which must not go with it.
        const bool isSpace = std::all_of(shown.begin(), shown.end(), [](QChar c) { return c.isSpace(); });
        add(end, isSpace ? Unit::Kind::Space : Unit::Kind::Glyph);
    }

    QStringView m_text;
    QTextBoundaryFinder m_graphemes;
    TextRoom m_most;
    qsizetype m_at = 0;
    bool m_inCode = false;
    std::vector<Unit> m_units;
};

//! How good a place for a cut is, best first.
enum class Border : quint8 { Paragraph, Line, Word, Inside };
constexpr std::size_t borderKinds = 4;

class Splitter
{
public:
    Splitter(const QString &text, const TextRoom &room)
        : m_text(text)
        , m_room(room)
        , m_units(Units(text, room).take())
    {
        findHollow();
    }

    QStringList split()
    {
        std::size_t from = 0;
        while (skipBlank(from)) {
            const std::size_t cut = bestCut(from);
            addPart(from, cut);
            from = cut;
            // The line break at a cut inside code is the one that closing and opening stand for.
            if (isCode(from) && from < m_units.size() && m_units[from].kind == Unit::Kind::Newline)
                ++from;
        }
        return m_parts;
    }

private:
    //! Whether a cut before unit \a at is inside a block.
    bool isCode(std::size_t at) const { return at > 0 && m_units[at - 1].codeAfter; }
    static bool isBlank(const Unit &unit)
    {
        return unit.kind == Unit::Kind::Newline || unit.kind == Unit::Kind::Space;
    }

    //! Marks where a cut would leave an empty block on one side.
    void findHollow()
    {
        m_hollow.assign(m_units.size() + 1, false);
        bool empty = false;
        for (std::size_t at = 0; at < m_units.size(); ++at) { // behind the opening fence
            if (m_units[at].kind == Unit::Kind::Fence)
                empty = m_units[at].codeAfter;
            else if (!isBlank(m_units[at]))
                empty = false;
            m_hollow[at + 1] = empty;
        }
        empty = false;
        for (std::size_t at = m_units.size(); at > 0; --at) { // before the closing one
            if (m_units[at - 1].kind == Unit::Kind::Fence)
                empty = !m_units[at - 1].codeAfter;
            else if (!isBlank(m_units[at - 1]))
                empty = false;
            m_hollow[at - 1] = m_hollow[at - 1] || empty;
        }
    }

    //! False at the end.
    bool skipBlank(std::size_t &from) const
    {
        while (from < m_units.size() && !isCode(from) && isBlank(m_units[from]))
            ++from;
        return from < m_units.size();
    }

    Border borderAt(std::size_t at) const
    {
        const Unit &next = m_units[at];
        if (next.kind == Unit::Kind::Newline) {
            const bool isParagraph =
                !isCode(at) && at + 1 < m_units.size() && m_units[at + 1].kind == Unit::Kind::Newline;
            return isParagraph ? Border::Paragraph : Border::Line;
        }
        const bool besideBlock =
            !isCode(at) && (next.kind == Unit::Kind::Fence || m_units[at - 1].kind == Unit::Kind::Fence);
        if (besideBlock)
            return Border::Line;
        return next.kind == Unit::Kind::Space ? Border::Word : Border::Inside;
    }

    bool isHalfFull(const TextRoom &used) const
    {
        return used.characters * 2 >= m_room.characters || used.bytes * 2 >= m_room.bytes;
    }

    //! The unit before which the part that begins with \a from should end.
    std::size_t bestCut(std::size_t from) const
    {
        std::array<std::size_t, borderKinds> full{}; // the last place of each kind, 0: none
        std::array<std::size_t, borderKinds> early{};
        std::size_t forced = from + 1;
        TextRoom used = isCode(from) ? openingRoom : TextRoom{};
        for (std::size_t at = from + 1; at <= m_units.size(); ++at) {
            used = sum(used, m_units[at - 1].room);
            if (!within(used, m_room))
                break;
            if (!within(isCode(at) ? sum(used, closingRoom) : used, m_room))
                continue;
            if (at == m_units.size())
                return at;
            forced = at;
            if (!m_hollow[at])
                (isHalfFull(used) ? full : early).at(static_cast<std::size_t>(borderAt(at))) = at;
        }
        for (const Border border : {Border::Paragraph, Border::Line, Border::Word}) {
            if (const std::size_t at = full.at(static_cast<std::size_t>(border)))
                return at;
        }
        for (const Border border : {Border::Paragraph, Border::Line, Border::Word}) {
            if (const std::size_t at = early.at(static_cast<std::size_t>(border)))
                return at;
        }
        const std::size_t inside = std::max(full.back(), early.back());
        return inside > 0 ? inside : forced;
    }

    void addPart(std::size_t from, std::size_t cut)
    {
        const qsizetype begin = m_units[from].begin;
        QString part = m_text.sliced(begin, m_units[cut - 1].end - begin);
        if (isCode(from))
            part.prepend(opening);
        if (isCode(cut)) {
            part += closing;
        } else {
            while (!part.isEmpty() && part.back().isSpace())
                part.chop(1);
        }
        m_parts.append(part);
    }

    const QString &m_text;
    TextRoom m_room;
    std::vector<Unit> m_units;
    std::vector<bool> m_hollow; //!< by the unit before which one would cut
    QStringList m_parts;
};

} // namespace

TextRoom roomOf(QStringView text)
{
    TextRoom used;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        used.characters += 1;
        used.bytes += isPair ? 4 : jsonBytes(text[at]);
        at += isPair ? 1 : 0;
    }
    return used;
}

bool fits(QStringView text, const TextRoom &room)
{
    return within(roomOf(text), room);
}

QStringList splitText(const QString &text, const TextRoom &room)
{
    if (fits(text, room))
        return {text};
    return Splitter(text, room).split();
}

} // namespace rtmscope
