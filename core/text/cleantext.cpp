// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/cleantext.h"

#include <algorithm>

namespace rtmscope {

namespace {

enum class Fate : quint8 { Keep, Drop, Blank, Break, Replace };

// So much of a huge name is looked at. More would matter only if nearly all of it were invisible.
constexpr qsizetype enoughOfName = 16 * longestName;
constexpr char32_t blackFlag = 0x1F3F4; // the flags of England and others are spelled with tag letters
constexpr char32_t firstTag = 0xE0020;
constexpr char32_t lastTag = 0xE007F;

bool isTag(char32_t point)
{
    return point >= firstTag && point <= lastTag;
}

//! Embeddings, overrides and isolates: what could reach beyond its own text.
bool isDirectionBracket(char32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool isWeakDirectionMark(char32_t point)
{
    return point == 0x200E || point == 0x200F || point == 0x061C;
}

//! Of the invisible "format" characters those that change how their neighbours look, or are seen themselves.
bool isNeededFormat(char32_t point)
{
    const bool joiner = point == 0x200C || point == 0x200D;
    const bool visible = (point >= 0x0600 && point <= 0x0605) || point == 0x06DD || point == 0x070F ||
                         point == 0x0890 || point == 0x0891 || point == 0x08E2 || point == 0x110BD ||
                         point == 0x110CD;
    return joiner || visible;
}

Fate fateOf(char32_t point, bool inFlag, bool oneLine)
{
    if (point >= 0x20 && point < 0x7F)
        return Fate::Keep;
    if (point == '\t')
        return oneLine ? Fate::Blank : Fate::Keep;
    if (point == '\n' || point == '\r' || point == 0x0B || point == 0x0C || point == 0x85 ||
        point == 0x2028 || point == 0x2029)
        return oneLine ? Fate::Blank : Fate::Break;
    if (isTag(point))
        return inFlag ? Fate::Keep : Fate::Drop;
    switch (QChar::category(point)) {
    case QChar::Other_Control:
        return Fate::Blank;
    case QChar::Other_Surrogate:
        return Fate::Replace;
    case QChar::Other_Format:
        if (isDirectionBracket(point))
            return Fate::Drop;
        if (isWeakDirectionMark(point))
            return oneLine ? Fate::Drop : Fate::Keep;
        return isNeededFormat(point) ? Fate::Keep : Fate::Drop;
    default:
        return Fate::Keep;
    }
}

//! The usual case, quickly: nothing to do.
bool isHarmless(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x20 && u < 0x7F) || (u >= 0xA0 && u < 0x0600 && u != 0xAD);
    });
}

QString cleaned(QStringView text, bool oneLine)
{
    if (isHarmless(text))
        return text.toString();
    QString out;
    out.reserve(text.size());
    bool inFlag = false;
    bool afterControl = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t point = text[at].unicode();
        qsizetype length = 1;
        if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            point = QChar::surrogateToUcs4(text[at], text[at + 1]);
            length = 2;
        }
        const Fate fate = fateOf(point, inFlag, oneLine);
        inFlag = point == blackFlag || (inFlag && isTag(point) && point != lastTag);
        const bool isControl = fate == Fate::Blank || fate == Fate::Break;
        if (fate == Fate::Keep)
            out += text.sliced(at, length);
        else if (fate == Fate::Replace)
            out += QChar(QChar::ReplacementCharacter);
        else if (fate == Fate::Break && !(point == '\n' && at > 0 && text[at - 1] == u'\r'))
            out += u'\n';
        else if (fate == Fate::Blank && !afterControl)
            out += u' ';
        if (fate != Fate::Drop)
            afterControl = isControl;
        at += length - 1;
    }
    return out;
}

} // namespace

QString cleanLine(QStringView text)
{
    return cleaned(text, true);
}

QString cleanLines(QStringView text)
{
    // By far the most texts need nothing but their line breaks.
    const bool harmless = std::all_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x20 && u < 0x7F) || u == u'\n' || u == u'\t' || (u >= 0xA0 && u < 0x0600 && u != 0xAD);
    });
    return harmless ? text.toString() : cleaned(text, false);
}

QString cleanName(QStringView text)
{
    const QStringView name = text.trimmed();
    const QString line = cleanLine(name.left(enoughOfName));
    if (isBlank(line))
        return {};
    const QString shown = shortened(line.trimmed(), longestName);
    return name.size() > enoughOfName && !shown.endsWith(u'…') ? shown + u'…' : shown;
}

QString shortened(QStringView text, qsizetype most)
{
    if (text.size() <= most)
        return text.toString();
    const bool cutsPair = most > 0 && text[most].isLowSurrogate() && text[most - 1].isHighSurrogate();
    return text.first(cutsPair ? most - 1 : most).trimmed().toString() + u'…';
}

bool isBlank(QStringView text)
{
    constexpr char16_t fillers[] = {0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5};
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            const char32_t point = QChar::surrogateToUcs4(c, text[++at]);
            if (QChar::category(point) != QChar::Other_Format && !(point >= 0xE0100 && point <= 0xE01EF))
                return false;
            continue;
        }
        const bool unseen =
            c.isSpace() || c.category() == QChar::Other_Control ||
            (c.category() == QChar::Other_Format &&
             !(c.unicode() >= 0x0600 && c.unicode() < 0x0900 && c.unicode() != 0x061C)) ||
            (c.unicode() >= 0xFE00 && c.unicode() <= 0xFE0F) ||
            std::find(std::begin(fillers), std::end(fillers), c.unicode()) != std::end(fillers);
        if (!unseen)
            return false;
    }
    return true;
}

QString isolated(const QString &name)
{
    return QChar(0x2068) + name + QChar(0x2069);
}

QString isolatedIfNeeded(const QString &name)
{
    for (qsizetype at = 0; at < name.size(); ++at) {
        char32_t point = name[at].unicode();
        if (point < 0x0590)
            continue;
        if (name[at].isHighSurrogate() && at + 1 < name.size())
            point = QChar::surrogateToUcs4(name[at], name[at + 1]);
        const QChar::Direction direction = QChar::direction(point);
        if (direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN)
            return isolated(name);
    }
    return name;
}

} // namespace rtmscope
