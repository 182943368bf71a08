// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/nameindex.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

constexpr quint64 hashStart = 0xcbf29ce484222325; // FNV-1a
constexpr qsizetype longestGap = 3;               // signs between two words of a name: "Smith & Co"

quint64 mixed(quint64 hash, char32_t letter)
{
    return (hash ^ letter) * 0x100000001b3;
}

//! A letter of UTF-32 and how many of UTF-16 it takes.
struct Letter
{
    char32_t code;
    qsizetype size;
};

Letter letterAt(QStringView text, qsizetype at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(text[at], text[at + 1]), 2};
    return {text[at].unicode(), 1};
}

bool isWordLetter(char32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return QChar::isLetterOrNumber(code) || QChar::isMark(code);
}

//! Of a script that puts no blanks between words, or hangs endings on names, as Korean does.
bool isOfEndlessScript(char32_t code)
{
    static constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x0E00, 0x109F},   // Thai, Lao, Tibetan, Burmese
        {0x1100, 0x11FF},   // Hangul letters
        {0x1780, 0x17FF},   // Khmer
        {0x2E80, 0x9FFF},   // Han, Kana, Bopomofo, Yi begins behind
        {0xA000, 0xA4CF},   // Yi
        {0xA960, 0xA97F},   // Hangul letters
        {0xAC00, 0xD7FF},   // Hangul
        {0xF900, 0xFAFF},   // Han
        {0xFF66, 0xFFDC},   // narrow Kana and Hangul
        {0x1B000, 0x1B16F}, // Kana
        {0x20000, 0x3FFFF}  // Han
    };
    if (code < ranges[0].first)
        return false;
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [code](const auto &range) { return code >= range.first && code <= range.second; });
}

//! Accents and vowel marks, which people leave out. (Those of Indian scripts are letters in all but name.)
bool isAccent(char32_t code)
{
    return (code >= 0x0300 && code <= 0x036F) || (code >= 0x064B && code <= 0x065F);
}

//! Signs that nobody sees, in the middle of a word too: blanks without width, joiners, soft hyphens,
//! selectors of a letter's form.
bool isInvisible(char32_t code)
{
    static constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x180B, 0x180F}, {0x200B, 0x200F},
        {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}};
    return code >= ranges[0].first &&
           std::any_of(std::begin(ranges), std::end(ranges),
                       [code](const auto &range) { return code >= range.first && code <= range.second; });
}

QString withoutInvisible(QStringView text)
{
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        const Letter letter = letterAt(text, at);
        if (!isInvisible(letter.code))
            out += text.sliced(at, letter.size);
        at += letter.size;
    }
    return out;
}

//! Two letters for one, or one without its stroke.
quint64 mixedPlain(quint64 hash, char32_t code)
{
    switch (code) {
    case 0xDF: // sharp s
        return mixed(mixed(hash, 's'), 's');
    case 0xE6:
        return mixed(mixed(hash, 'a'), 'e');
    case 0x153:
        return mixed(mixed(hash, 'o'), 'e');
    case 0xF8:
        return mixed(hash, 'o');
    case 0x111:
        return mixed(hash, 'd');
    case 0x131:
        return mixed(hash, 'i');
    case 0x142:
        return mixed(hash, 'l');
    default:
        return mixed(hash, code);
    }
}

//! Small, narrow and without accents.
quint64 mixedFolded(quint64 hash, char32_t code)
{
    constexpr char32_t wide = 0xFEE0; // from "A" to its full-width form
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= wide;
    if (code < 0x80)
        return mixed(hash, code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code);
    if (isAccent(code))
        return hash;
    if (isOfEndlessScript(code))
        return mixed(hash, code);
    while (QChar::decompositionTag(code) == QChar::Canonical) {
        const QString parts = QChar::decomposition(code);
        code = letterAt(parts, 0).code;
    }
    return mixedPlain(hash, QChar::toCaseFolded(code));
}

quint64 hashOf(QStringView text)
{
    quint64 hash = hashStart;
    for (qsizetype at = 0; at < text.size();) {
        const Letter letter = letterAt(text, at);
        if (isWordLetter(letter.code) && !isInvisible(letter.code))
            hash = mixedFolded(hash, letter.code);
        at += letter.size;
    }
    return hash;
}

bool hasLetter(QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const Letter letter = letterAt(text, at);
        if (QChar::isLetter(letter.code))
            return true;
        at += letter.size;
    }
    return false;
}

bool isWordLetterAt(QStringView text, qsizetype at)
{
    return at < text.size() && isWordLetter(letterAt(text, at).code);
}

bool isWordLetterBefore(QStringView text, qsizetype at)
{
    const qsizetype size = at > 1 && text[at - 1].isLowSurrogate() ? 2 : 1;
    return at > 0 && isWordLetter(letterAt(text, at - size).code);
}

//! Whether two words with that between them may be one name: not over a mention's end or a quotation's.
bool joins(QStringView gap)
{
    return gap.size() <= longestGap && std::none_of(gap.begin(), gap.end(), [](QChar c) {
               return QStringView(u"\n<>|@#:\"\u201c\u201d").contains(c);
           });
}

//! One sign that parts the words of a name.
bool isHyphen(QStringView gap)
{
    const QString sign = withoutInvisible(gap);
    return sign.size() == 1 && QStringView(u"-\u2010\u2011\u2012\u2013").contains(sign.front());
}

//! "Projekt Quetzalcoatl" for projekt-quetzalcoatl. Of short words in small letters it may be anything: "dev
//! help".
bool isWithBlanks(QStringView written, QStringView name)
{
    constexpr qsizetype longWord = 8;
    const auto isSign = [](QChar c) { return QStringView(u"-_ \u00a0").contains(c); };
    bool hasBlank = false;
    bool isTitle = true;
    qsizetype longest = 0;
    qsizetype word = 0;
    if (written.size() != name.size())
        return false;
    for (qsizetype at = 0; at < name.size(); ++at) {
        const bool parts = isSign(name[at]) && isSign(written[at]);
        if (!parts && name[at].toCaseFolded() != written[at].toCaseFolded())
            return false;
        hasBlank = hasBlank || written[at].isSpace();
        isTitle = isTitle && (parts || word > 0 || written[at].isUpper());
        word = parts ? 0 : word + 1;
        longest = std::max(longest, word);
    }
    return !hasBlank || isTitle || longest >= longWord;
}

//! Letters that stand for others: what was masked before says nothing.
bool saysSomething(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const bool isLetter = c.isLetterOrNumber() || c.isSurrogate();
        return isLetter && !QStringView(u"xX0\u00f8\u00d8\u3007\U0001D431").contains(c);
    });
}

//! Short words that stand in every text, and in names between others; some are first names, too.
bool isSmallWord(const QString &word)
{
    static const QSet<QString> words{
        u"ad"_s,  u"ah"_s,  u"al"_s,  u"am"_s,  u"an"_s,  u"as"_s, u"at"_s, u"av"_s,  u"be"_s,  u"by"_s,
        u"da"_s,  u"de"_s,  u"di"_s,  u"do"_s,  u"du"_s,  u"eh"_s, u"el"_s, u"em"_s,  u"en"_s,  u"er"_s,
        u"es"_s,  u"et"_s,  u"eu"_s,  u"ex"_s,  u"go"_s,  u"ha"_s, u"he"_s, u"hi"_s,  u"hm"_s,  u"id"_s,
        u"if"_s,  u"il"_s,  u"im"_s,  u"in"_s,  u"is"_s,  u"it"_s, u"ja"_s, u"je"_s,  u"la"_s,  u"le"_s,
        u"lo"_s,  u"me"_s,  u"mi"_s,  u"my"_s,  u"na"_s,  u"ne"_s, u"no"_s, u"nu"_s,  u"of"_s,  u"oh"_s,
        u"ok"_s,  u"on"_s,  u"or"_s,  u"os"_s,  u"ou"_s,  u"pm"_s, u"pr"_s, u"qa"_s,  u"re"_s,  u"se"_s,
        u"si"_s,  u"so"_s,  u"su"_s,  u"te"_s,  u"to"_s,  u"tu"_s, u"um"_s, u"un"_s,  u"up"_s,  u"us"_s,
        u"va"_s,  u"vs"_s,  u"we"_s,  u"wo"_s,  u"ya"_s,  u"yo"_s, u"zu"_s, u"bin"_s, u"das"_s, u"del"_s,
        u"den"_s, u"der"_s, u"dos"_s, u"ibn"_s, u"van"_s, u"von"_s};
    return words.contains(word.toLower());
}

//! Words that stand beside a name, and that nobody is called by.
bool isNobodysWord(const QString &word)
{
    static const QSet<QString> words{u"the"_s,  u"and"_s,  u"for"_s,  u"und"_s,  u"via"_s,  u"she"_s,
                                     u"her"_s,  u"hers"_s, u"him"_s,  u"his"_s,  u"they"_s, u"them"_s,
                                     u"ooo"_s,  u"pto"_s,  u"bot"_s,  u"app"_s,  u"team"_s, u"test"_s,
                                     u"away"_s, u"user"_s, u"from"_s, u"with"_s, u"until"_s};
    return words.contains(word.toLower());
}

} // namespace

std::vector<NameIndex::Unit> NameIndex::unitsOf(QStringView text)
{
    std::vector<Unit> units;
    bool isOpen = false; // the last unit is a word that may go on
    for (qsizetype at = 0; at < text.size();) {
        const Letter letter = letterAt(text, at);
        const qsizetype end = at + letter.size;
        if (isInvisible(letter.code)) {
            // as if it were not there
        } else if (!isWordLetter(letter.code)) {
            isOpen = false;
        } else if (isOfEndlessScript(letter.code)) {
            units.push_back({at, end, mixedFolded(hashStart, letter.code), true});
            isOpen = false;
        } else {
            if (!isOpen)
                units.push_back({at, end, hashStart, false});
            units.back().end = end;
            units.back().hash = mixedFolded(units.back().hash, letter.code);
            isOpen = true;
        }
        at = end;
    }
    return units;
}

NameIndex::Where NameIndex::placeOf(Kind kind, const QString &name, const std::vector<Unit> &units)
{
    constexpr qsizetype small = 2;
    if (kind == Kind::Conversation) {
        const bool isPlainWord = std::all_of(
            name.begin(), name.end(), [](QChar c) { return c.isLetter() || c.isMark() || c.isSurrogate(); });
        return isPlainWord || !hasLetter(name) ? Where::BehindNumber : Where::Exactly;
    }
    if (units.size() > 1)
        return Where::Anywhere;
    const Unit &unit = units.front();
    if (unit.isLetter)
        return Where::Alone;
    const QString word = name.sliced(unit.begin, unit.end - unit.begin);
    const bool isEverybodys = isSmallWord(word) || isNobodysWord(word);
    if (word.size() < small || (isEverybodys && word == word.toLower()))
        return Where::BehindAt;
    return isEverybodys ? Where::AsWritten : Where::Anywhere;
}

void NameIndex::add(Kind kind, const QString &name)
{
    constexpr qsizetype fewestOfFile = 8; // letters: "Notes" is a word
    quint64 known = mixed(hashStart, char32_t(kind) + 1);
    for (const QChar c : name)
        known = mixed(known, c.unicode());
    if (m_known.contains(known))
        return;
    m_known.insert(known);
    const std::vector<Unit> units = unitsOf(name);
    const bool isTold = kind == Kind::Conversation || hasLetter(name);
    if (units.empty() || !isTold || !saysSomething(name))
        return;
    if (kind == Kind::File && (units.size() < 2 || name.size() < fewestOfFile))
        return;
    std::vector<quint64> hashes;
    for (const Unit &unit : units)
        hashes.push_back(unit.hash);
    m_names.push_back({std::move(hashes), name, kind, placeOf(kind, name, units), false});
    if (kind == Kind::Person || kind == Kind::Group)
        addShortForms(kind, name, units);
}

void NameIndex::addShortForms(Kind kind, const QString &name, const std::vector<Unit> &units)
{
    constexpr qsizetype shortestJoined = 5;
    if (units.size() < 2)
        return;
    const auto isLetter = [](const Unit &unit) { return unit.isLetter; };
    if (std::none_of(units.begin(), units.end(), isLetter) && name.size() > shortestJoined)
        m_names.push_back({{hashOf(name)}, name, kind, Where::Anywhere, true});
    else if (kind == Kind::Person && std::all_of(units.begin(), units.end(), isLetter))
        addFamilyAndGivenName(name, units);
}

//! Of names in Han and Hangul, which are written as one word, what people are called by: without the family
//! name, or by it alone where both have two letters.
void NameIndex::addFamilyAndGivenName(const QString &name, const std::vector<Unit> &units)
{
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 4;
    if (units.size() < shortest || units.size() > longest)
        return;
    const bool hasBlank = std::adjacent_find(units.begin(), units.end(), [](const Unit &a, const Unit &b) {
                              return a.end != b.begin;
                          }) != units.end();
    const bool hasKana = std::any_of(name.begin(), name.end(),
                                     [](QChar c) { return c.unicode() >= 0x3040 && c.unicode() <= 0x30FF; });
    if (hasBlank || hasKana)
        return;
    const std::size_t given = units.size() - 2;
    m_names.push_back(
        {{units[given].hash, units[given + 1].hash}, name, Kind::Person, Where::Anywhere, true});
    if (units.size() == longest)
        m_names.push_back({{units[0].hash, units[1].hash}, name, Kind::Person, Where::Anywhere, true});
}

void NameIndex::addPart(const QString &word, bool isFirst)
{
    const bool isCalledSo = isFirst && isSmallWord(word) && word.front().isUpper();
    if (isCalledSo || !(isSmallWord(word) || isNobodysWord(word) || word.size() < 2))
        add(Kind::Person, word);
}

void NameIndex::close()
{
    std::stable_sort(m_names.begin(), m_names.end(), [](const Name &a, const Name &b) {
        if (a.units != b.units)
            return a.units < b.units;
        if (a.isShort != b.isShort)
            return b.isShort;
        return a.where == Where::BehindNumber && b.where != Where::BehindNumber;
    });
    m_firsts.clear();
    for (std::size_t begin = 0; begin < m_names.size();) {
        std::size_t end = begin + 1;
        while (end < m_names.size() && m_names[end].units.front() == m_names[begin].units.front())
            ++end;
        m_firsts.insert(m_names[begin].units.front(), {begin, end});
        begin = end;
    }
}

bool NameIndex::isThere(const Name &name, QStringView text, qsizetype begin, qsizetype end)
{
    const QStringView piece = text.sliced(begin, end - begin);
    const auto isBehind = [&](QChar sign) { return begin > 0 && text[begin - 1] == sign; };
    switch (name.where) {
    case Where::Anywhere:
        return true;
    case Where::AsWritten:
        return name.text.contains(piece) || isBehind(u'@');
    case Where::BehindAt:
        return isBehind(u'@');
    case Where::BehindNumber:
        return isBehind(u'#') || isBehind(u'\uff03');
    case Where::Alone:
        return isBehind(u'@') || !(isWordLetterBefore(text, begin) || isWordLetterAt(text, end));
    case Where::Exactly:
        break;
    }
    const QString written = withoutInvisible(piece);
    return written.compare(name.text, Qt::CaseInsensitive) == 0 || isWithBlanks(written, name.text);
}

//! A name of one word that is written with hyphens in it: "featherstone-haugh". The last of its units in
//! *last.
const NameIndex::Name *NameIndex::hyphenated(QStringView text, const std::vector<Unit> &units,
                                             std::size_t first, std::size_t *last) const
{
    constexpr std::size_t most = 4;
    constexpr qsizetype shortest = 6;
    for (std::size_t i = first + 1; i < units.size() && i < first + most; ++i) {
        if (!isHyphen(text.sliced(units[i - 1].end, units[i].begin - units[i - 1].end)))
            break;
        const QStringView written = text.sliced(units[first].begin, units[i].end - units[first].begin);
        const Range range = m_firsts.value(hashOf(written), {0, 0});
        for (std::size_t at = range.begin; at < range.end && m_names[at].units.size() == 1; ++at) {
            const Name &name = m_names[at];
            if (name.where == Where::Anywhere && name.text.size() >= shortest) {
                *last = i;
                return &name;
            }
        }
    }
    return nullptr;
}

//! Those of \a range, which all begin with the same \a depth units, that have \a unit behind them.
NameIndex::Range NameIndex::goingOnWith(Range range, std::size_t depth, quint64 unit) const
{
    const auto begin = m_names.begin() + std::ptrdiff_t(range.begin);
    const auto end = m_names.begin() + std::ptrdiff_t(range.end);
    const auto isBefore = [depth](const Name &name, quint64 wanted) {
        return name.units.size() <= depth || name.units[depth] < wanted;
    };
    const auto isBehind = [depth](quint64 wanted, const Name &name) {
        return name.units.size() > depth && wanted < name.units[depth];
    };
    const auto from = std::lower_bound(begin, end, unit, isBefore);
    const auto to = std::upper_bound(from, end, unit, isBehind);
    return {std::size_t(from - m_names.begin()), std::size_t(to - m_names.begin())};
}

const NameIndex::Name *NameIndex::longest(QStringView text, const std::vector<Unit> &units, std::size_t first,
                                          bool everyPlace) const
{
    const auto found = m_firsts.constFind(units[first].hash);
    if (found == m_firsts.cend())
        return nullptr;
    const Name *best = nullptr;
    Range range = *found;
    for (std::size_t depth = 1; range.begin < range.end; ++depth) {
        const Unit &last = units[first + depth - 1];
        for (std::size_t i = range.begin; i < range.end && m_names[i].units.size() == depth; ++i) {
            if (everyPlace || isThere(m_names[i], text, units[first].begin, last.end)) {
                best = &m_names[i];
                break;
            }
        }
        if (first + depth >= units.size())
            break;
        const Unit &next = units[first + depth];
        if (!joins(text.sliced(last.end, next.begin - last.end)))
            break;
        range = goingOnWith(range, depth, next.hash);
    }
    return best;
}

std::vector<NameIndex::Match> NameIndex::matches(QStringView text) const
{
    std::vector<Match> found;
    if (m_names.empty())
        return found;
    const std::vector<Unit> units = unitsOf(text);
    for (std::size_t first = 0; first < units.size();) {
        std::size_t last = first;
        const Name *name = hyphenated(text, units, first, &last);
        if (!name) {
            name = longest(text, units, first, false);
            last = name ? first + name->units.size() - 1 : first;
        }
        if (!name) {
            ++first;
            continue;
        }
        found.push_back({units[first].begin, units[last].end, name->kind, &name->text});
        first = last + 1;
    }
    return found;
}

bool NameIndex::holds(QStringView text) const
{
    const std::vector<Unit> units = unitsOf(text);
    for (std::size_t first = 0; first < units.size(); ++first) {
        if (longest(text, units, first, true))
            return true;
    }
    return false;
}

} // namespace rtmscope::redact
