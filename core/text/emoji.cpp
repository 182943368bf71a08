// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/emoji.h"

#include <QFile>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

// The macro declares a function, so it must stand outside every namespace. Without the call the linker leaves
// the resources of a static library behind.
static void loadCoreResources()
{
    Q_INIT_RESOURCE(rtmscope_core);
}

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 100; // the longest name of the table has 46 characters

bool isEmojiNameChar(QChar c)
{
    const char16_t u = c.unicode();
    if (u < 0x80)
        return (u >= u'a' && u <= u'z') || (u >= u'0' && u <= u'9') || u == u'_' || u == u'\'' || u == u'+' ||
               u == u'-';
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

//! A line of resources/emoji.txt, cut into views of the table's text.
struct Entry
{
    std::string_view name;
    std::string_view points;
    std::string_view pairPattern; //!< code points with A and B for the two tones; empty for most
    bool takesTone = false;
    int rank = 0; //!< line in the table: the order of completion
};

//! Read at the first look-up, not at start.
class EmojiTable
{
public:
    static const EmojiTable &instance()
    {
        static const EmojiTable table;
        return table;
    }

    const Entry *find(std::string_view name) const
    {
        const auto it = std::lower_bound(m_entries.begin(), m_entries.end(), name, &EmojiTable::isBefore);
        return it != m_entries.end() && it->name == name ? &*it : nullptr;
    }

    std::vector<const Entry *> startingWith(std::string_view prefix) const
    {
        std::vector<const Entry *> found;
        auto it = std::lower_bound(m_entries.begin(), m_entries.end(), prefix, &EmojiTable::isBefore);
        for (; it != m_entries.end() && it->name.substr(0, prefix.size()) == prefix; ++it)
            found.push_back(&*it);
        return found;
    }

private:
    EmojiTable()
    {
        loadCoreResources();
        QFile file(u":/rtmscope/emoji.txt"_s);
        if (!file.open(QIODevice::ReadOnly))
            return;
        m_text = file.readAll();
        std::string_view rest(m_text.constData(), static_cast<std::size_t>(m_text.size()));
        m_entries.reserve(2048);
        while (!rest.empty())
            addLine(takeUntil(rest, '\n'));
        std::sort(m_entries.begin(), m_entries.end(),
                  [](const Entry &a, const Entry &b) { return a.name < b.name; });
    }

    static bool isBefore(const Entry &entry, std::string_view name) { return entry.name < name; }

    static std::string_view takeUntil(std::string_view &rest, char separator)
    {
        const std::size_t at = rest.find(separator);
        const std::string_view part = rest.substr(0, at);
        rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
        return part;
    }

    void addLine(std::string_view line)
    {
        Entry entry;
        entry.name = takeUntil(line, ' ');
        entry.points = takeUntil(line, ' ');
        entry.pairPattern = line;
        entry.rank = static_cast<int>(m_entries.size());
        const char mark = entry.name.empty() ? '\0' : entry.name.back();
        entry.takesTone = mark == '+' || mark == '*';
        if (entry.takesTone || mark == '=')
            entry.name.remove_suffix(1);
        if (!entry.name.empty() && !entry.points.empty())
            m_entries.push_back(entry);
    }

    QByteArray m_text;
    std::vector<Entry> m_entries;
};

//! The tones of "skin-tone-3" or "skin-tone-2-5"; zeros where there are none.
struct Tones
{
    char32_t first = 0;
    char32_t second = 0;
};

char32_t toneOf(char digit)
{
    return digit >= '2' && digit <= '6' ? U'\U0001F3FB' + static_cast<char32_t>(digit - '2') : 0;
}

Tones parseTones(std::string_view suffix)
{
    constexpr std::string_view word = "skin-tone-";
    if (suffix.substr(0, word.size()) != word)
        return {};
    suffix.remove_prefix(word.size());
    if (suffix.size() == 1)
        return {toneOf(suffix[0]), 0};
    if (suffix.size() == 3 && suffix[1] == '-')
        return {toneOf(suffix[0]), toneOf(suffix[2])};
    return {};
}

void appendPoint(QString &glyph, char32_t point)
{
    glyph += QStringView(QChar::fromUcs4(point));
}

QString glyphOf(std::string_view points, Tones tones, bool isPattern)
{
    QString glyph;
    bool toned = isPattern;
    while (!points.empty()) {
        const std::size_t dash = points.find('-');
        const std::string_view word = points.substr(0, dash);
        points.remove_prefix(dash == std::string_view::npos ? points.size() : dash + 1);
        std::uint32_t value = 0;
        std::from_chars(word.data(), word.data() + word.size(), value, 16);
        if (isPattern && word == "A")
            value = tones.first;
        else if (isPattern && word == "B")
            value = tones.second;
        appendPoint(glyph, value);
        if (!toned && tones.first) {
            toned = true;
            appendPoint(glyph, tones.first);
            // The tone takes the place of the variation selector behind the first code point.
            if (points.substr(0, 4) == "FE0F")
                points.remove_prefix(std::min<std::size_t>(points.size(), 5));
        }
    }
    return glyph;
}

QString glyphOf(const Entry &entry, Tones tones)
{
    if (tones.first && !entry.pairPattern.empty() && (tones.second || !entry.takesTone))
        return glyphOf(entry.pairPattern, {tones.first, tones.second ? tones.second : tones.first}, true);
    return glyphOf(entry.points, entry.takesTone ? Tones{tones.first, 0} : Tones{}, false);
}

} // namespace

//! The entry of \a name and what stands behind its "::".
static const Entry *lookUp(QStringView name, Tones &tones)
{
    if (name.isEmpty() || name.size() > longestName)
        return nullptr;
    const QByteArray latin = name.toLatin1(); // other characters become '?', which no name of the table has
    const std::string_view whole(latin.constData(), static_cast<std::size_t>(latin.size()));
    const std::size_t colons = whole.find("::");
    const Entry *entry = EmojiTable::instance().find(whole.substr(0, colons));
    if (entry && colons != std::string_view::npos)
        tones = parseTones(whole.substr(colons + 2));
    return entry;
}

QString emojiGlyph(QStringView name)
{
    Tones tones;
    const Entry *entry = lookUp(name, tones);
    return entry ? glyphOf(*entry, tones) : QString();
}

bool isStandardEmoji(QStringView name)
{
    Tones tones;
    return lookUp(name, tones) != nullptr;
}

qsizetype emojiEnd(QStringView line, qsizetype begin)
{
    qsizetype at = begin + 1;
    bool onlyDigits = true;
    while (at < line.size() && at - begin <= longestName && isEmojiNameChar(line[at])) {
        onlyDigits = onlyDigits && line[at].isDigit();
        ++at;
    }
    if (at >= line.size() || line[at] != u':' || at == begin + 1)
        return -1;
    const qsizetype end = at + 1;
    // 10:30:45 is a time of day.
    if (onlyDigits &&
        ((begin > 0 && line[begin - 1].isDigit()) || (end < line.size() && line[end].isDigit())))
        return -1;
    if (const QStringView rest = line.sliced(end); rest.startsWith(":skin-tone-"_L1)) {
        const qsizetype close = rest.left(16).indexOf(u':', 11); // one tone, or two as in "2-5"
        if (close > 11)
            return end + close + 1;
    }
    return end;
}

QStringList emojiNames(QStringView prefix, int limit)
{
    const QByteArray latin = prefix.left(longestName).toString().toLower().toLatin1();
    const std::string_view wanted(latin.constData(), static_cast<std::size_t>(latin.size()));
    std::vector<const Entry *> found = EmojiTable::instance().startingWith(wanted);
    std::sort(found.begin(), found.end(), [wanted](const Entry *a, const Entry *b) {
        const bool aExact = a->name == wanted;
        const bool bExact = b->name == wanted;
        return aExact != bExact ? aExact : a->rank < b->rank;
    });
    QStringList names;
    for (const Entry *entry : found) {
        if (names.size() >= limit)
            break;
        names += QString::fromLatin1(entry->name.data(), static_cast<qsizetype>(entry->name.size()));
    }
    return names;
}

} // namespace rtmscope
