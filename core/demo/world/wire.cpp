// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/wire.h"

#include "core/demo/world/objectwriter.h"

#include <algorithm>

namespace rtmscope::demo {

QByteArray textArray(const QList<QByteArray> &texts)
{
    QByteArray json("[");
    for (const QByteArray &text : texts) {
        if (json.size() > 1)
            json.append(',');
        json.append(json::quoted(std::string_view(text.data(), static_cast<std::size_t>(text.size()))));
    }
    return std::move(json.append(']'));
}

QByteArray rawArray(const QList<QByteArray> &values)
{
    return '[' + values.join(',') + ']';
}

QByteArray tsText(qint64 us)
{
    const QByteArray fraction = QByteArray::number(us % 1'000'000);
    return QByteArray::number(us / 1'000'000).rightJustified(10, '0') + '.' + fraction.rightJustified(6, '0');
}

std::optional<qint64> tsFrom(QByteArrayView text)
{
    const QByteArray bytes = text.toByteArray();
    const qsizetype dot = bytes.indexOf('.');
    const QByteArray whole = bytes.left(dot < 0 ? bytes.size() : dot);
    const QByteArray fraction = dot < 0 ? QByteArray() : bytes.mid(dot + 1);
    const auto digitsOnly = [](const QByteArray &part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (whole.isEmpty() || whole.size() > 12 || !digitsOnly(whole) || !digitsOnly(fraction))
        return std::nullopt;
    return whole.toLongLong() * 1'000'000 + fraction.left(6).leftJustified(6, '0').toLongLong();
}

quint64 Random::next()
{
    // splitmix64: eight lines, no state to warm up, good enough for a stage play
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

int Random::below(int limit)
{
    return static_cast<int>(next() % static_cast<quint64>(limit));
}

QByteArray Random::uuid()
{
    QByteArray hex = QByteArray::number(next(), 16).rightJustified(16, '0') +
                     QByteArray::number(next(), 16).rightJustified(16, '0');
    hex[12] = '4';
    hex[16] = 'a';
    for (const int dash : {20, 16, 12, 8})
        hex.insert(dash, '-');
    return hex;
}

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

QByteArray decoded(QByteArray text)
{
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
}

//! Cuts one line of mrkdwn into the inline elements of a rich_text_section.
class InlineCutter
{
public:
    explicit InlineCutter(QByteArrayView line)
        : m_line(line)
    {
    }

    QList<QByteArray> cut()
    {
        while (m_at < m_line.size()) {
            if (!angle() && !emoji() && !delimiter())
                m_pending.append(m_line[m_at++]);
        }
        flush();
        return std::move(m_elements);
    }

private:
    void flush()
    {
        if (m_pending.isEmpty())
            return;
        add(ObjectWriter().text("type", "text").text("text", decoded(m_pending)));
        m_pending.clear();
    }

    void add(ObjectWriter &element)
    {
        QByteArray style;
        for (const auto &[mark, name] :
             {std::pair{'*', "bold"}, {'_', "italic"}, {'~', "strike"}, {'`', "code"}}) {
            if (m_open.contains(mark))
                style += (style.isEmpty() ? "\"" : ",\"") + QByteArray(name) + "\":true";
        }
        if (!style.isEmpty())
            element.raw("style", '{' + style + '}');
        m_elements.append(element.done());
    }

    bool angle()
    {
        if (m_line[m_at] != '<')
            return false;
        const qsizetype end = m_line.indexOf('>', m_at);
        if (end < 0)
            return false;
        const QByteArray inside = m_line.sliced(m_at + 1, end - m_at - 1).toByteArray();
        flush();
        const qsizetype bar = inside.indexOf('|');
        const QByteArray target = bar < 0 ? inside : inside.left(bar);
        ObjectWriter element;
        if (target.startsWith('@'))
            element.text("type", "user").text("user_id", target.mid(1));
        else if (target.startsWith('#'))
            element.text("type", "channel").text("channel_id", target.mid(1));
        else if (target.startsWith("!subteam^"))
            element.text("type", "usergroup").text("usergroup_id", target.mid(9));
        else if (target.startsWith('!'))
            element.text("type", "broadcast").text("range", target.mid(1));
        else {
            element.text("type", "link").text("url", decoded(target));
            if (bar >= 0)
                element.text("text", decoded(inside.mid(bar + 1)));
        }
        add(element);
        m_at = end + 1;
        return true;
    }

    bool emoji()
    {
        if (m_line[m_at] != ':' || m_open.contains('`'))
            return false;
        qsizetype end = m_at + 1;
        while (end < m_line.size() && (m_line[end] == '_' || m_line[end] == '+' || m_line[end] == '-' ||
                                       isWordCharacter(m_line[end])))
            ++end;
        const QByteArrayView name = m_line.sliced(m_at + 1, end - m_at - 1);
        const bool hasLetter =
            std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const bool inWord = m_at > 0 && isWordCharacter(m_line[m_at - 1]);
        if (end >= m_line.size() || m_line[end] != ':' || inWord ||
            !(hasLetter || name == "+1" || name == "100"))
            return false;
        flush();
        add(ObjectWriter().text("type", "emoji").text("name", name));
        m_at = end + 1;
        return true;
    }

    bool delimiter()
    {
        const char c = m_line[m_at];
        if (c != '*' && c != '_' && c != '~' && c != '`')
            return false;
        if (m_open.contains('`') && c != '`')
            return false;
        if (m_open.contains(c)) {
            if (m_line[m_at - 1] == ' ' && c != '`')
                return false;
            flush();
            m_open.removeOne(c);
            ++m_at;
            return true;
        }
        const bool edgeBefore = m_at == 0 || !isWordCharacter(m_line[m_at - 1]);
        if (!edgeBefore || m_at + 1 >= m_line.size() || m_line[m_at + 1] == ' ' || !closesLater(c))
            return false;
        flush();
        m_open.append(c);
        ++m_at;
        return true;
    }

    bool closesLater(char c) const
    {
        for (qsizetype i = m_at + 2; i < m_line.size(); ++i) {
            const bool edgeAfter = i + 1 == m_line.size() || !isWordCharacter(m_line[i + 1]);
            if (m_line[i] == c && m_line[i - 1] != ' ' && edgeAfter)
                return true;
        }
        return false;
    }

    QByteArrayView m_line;
    qsizetype m_at = 0;
    QByteArray m_pending;
    QList<char> m_open;
    QList<QByteArray> m_elements;
};

enum class LineKind { Plain, Quote, Bullet, Numbered };

LineKind kindOf(const QByteArray &line, qsizetype *prefix)
{
    *prefix = 0;
    if (line.startsWith("&gt; ")) {
        *prefix = 5;
        return LineKind::Quote;
    }
    if (line.startsWith("\u2022 ")) {
        *prefix = static_cast<qsizetype>(sizeof("\u2022 ")) - 1;
        return LineKind::Bullet;
    }
    qsizetype digits = 0;
    while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9')
        ++digits;
    if (digits > 0 && digits < 3 && line.mid(digits, 2) == ". ") {
        *prefix = digits + 2;
        return LineKind::Numbered;
    }
    return LineKind::Plain;
}

QByteArray container(const char *type, const QList<QByteArray> &elements, const char *listStyle = nullptr)
{
    ObjectWriter object;
    object.text("type", type);
    if (listStyle != nullptr)
        object.text("style", listStyle).number("indent", 0);
    return object.raw("elements", rawArray(elements)).done();
}

//! Runs of lines of one kind become one section, quote or list.
QList<QByteArray> partsOfLines(const QByteArray &text)
{
    QList<QByteArray> parts;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype prefix = 0;
        const LineKind kind = kindOf(lines[i], &prefix);
        const bool list = kind == LineKind::Bullet || kind == LineKind::Numbered;
        QList<QByteArray> items;
        QByteArray joined;
        for (; i < lines.size() && kindOf(lines[i], &prefix) == kind; ++i) {
            if (list) {
                const QByteArray item = lines[i].mid(prefix);
                items.append(container("rich_text_section", InlineCutter(item).cut()));
            } else {
                joined += (joined.isEmpty() ? QByteArray() : QByteArray("\n")) + lines[i].mid(prefix);
            }
        }
        if (list)
            parts.append(container("rich_text_list", items, kind == LineKind::Bullet ? "bullet" : "ordered"));
        else if (!joined.isEmpty())
            parts.append(container(kind == LineKind::Quote ? "rich_text_quote" : "rich_text_section",
                                   InlineCutter(joined).cut()));
    }
    return parts;
}

} // namespace

QByteArray richTextBlocks(const QByteArray &text)
{
    QList<QByteArray> parts;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf("```", at);
        const qsizetype close = open < 0 ? -1 : text.indexOf("```", open + 3);
        const QByteArray before = text.mid(at, close < 0 ? -1 : open - at).trimmed();
        if (!before.isEmpty())
            parts.append(partsOfLines(before));
        if (close < 0)
            break;
        QByteArray code = text.mid(open + 3, close - open - 3);
        if (code.startsWith('\n'))
            code.remove(0, 1);
        parts.append(container("rich_text_preformatted",
                               {ObjectWriter().text("type", "text").text("text", decoded(code)).done()}));
        at = close + 3;
    }
    return '[' + ObjectWriter().text("type", "rich_text").raw("elements", rawArray(parts)).done() + ']';
}

QByteArray canonicalText(const QByteArray &text)
{
    QByteArray result;
    bool inAngle = false;
    for (qsizetype i = 0; i < text.size();) {
        const QByteArrayView rest = QByteArrayView(text).sliced(i);
        const bool atWord = i == 0 || !isWordCharacter(text[i - 1]);
        if (!inAngle && atWord && (rest.startsWith("http://") || rest.startsWith("https://"))) {
            qsizetype length = 0;
            while (length < rest.size() && QByteArrayView(" \n\t<>|\"").indexOf(rest[length]) < 0)
                ++length;
            while (length > 8 && QByteArrayView(".,;:!?)'").indexOf(rest[length - 1]) >= 0)
                --length; // the full stop after an address belongs to the sentence
            result += '<' + rest.first(length).toByteArray() + '>';
            i += length;
            continue;
        }
        inAngle = text[i] == '<' || (inAngle && text[i] != '>');
        result += text[i++];
    }
    return result;
}

namespace {

//! The number of the escape \uXXXX at \a at; negative: there is none.
int unicodeEscape(QByteArrayView json, qsizetype at)
{
    constexpr qsizetype length = 6;
    if (at + length > json.size() || json[at] != '\\' || json[at + 1] != 'u')
        return -1;
    bool ok = false;
    const int code = json.sliced(at + 2, 4).toByteArray().toInt(&ok, 16);
    return ok ? code : -1;
}

} // namespace

QByteArray withoutHalfPairs(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        const int code = unicodeEscape(json, at);
        qsizetype length = code >= 0 ? 6 : json[at] == '\\' ? 2 : 1;
        const bool high = code >= 0xD800 && code < 0xDC00;
        const int next = high ? unicodeEscape(json, at + length) : -1;
        const bool pair = next >= 0xDC00 && next < 0xE000;
        if (pair)
            length *= 2;
        if (!pair && code >= 0xD800 && code < 0xE000)
            out.append("\\ufffd");
        else
            out.append(json.mid(at, length));
        at += length;
    }
    return out;
}

QByteArray hexColor(const QByteArray &color)
{
    const QByteArray word = color.trimmed().toLower();
    if (word == "good")
        return "2eb886";
    if (word == "warning")
        return "daa038";
    if (word == "danger")
        return "a30200";
    const QByteArray digits = word.startsWith('#') ? word.mid(1) : word;
    const bool hex = std::all_of(digits.begin(), digits.end(),
                                 [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hex && (digits.size() == 3 || digits.size() == 6) ? digits : QByteArray();
}

} // namespace rtmscope::demo
