// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/textmask.h"

#include "core/json/json.h"
#include "core/redact/idshape.h"
#include "core/redact/urlmask.h"
#include "core/text/emoji.h"

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

//! Appends the letter at \a at, masked; returns where the next one is. Rare letters are two of UTF-16, as
//! emoji are, which stay.
qsizetype addMasked(QStringView text, qsizetype at, QString &out)
{
    const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    if (!isPair) {
        out += maskedLetter(text[at]);
        return at + 1;
    }
    const bool isLetter = QChar::isLetterOrNumber(QChar::surrogateToUcs4(text[at], text[at + 1]));
    out += isLetter ? QStringView(u"\U0001D431") : text.sliced(at, 2); // an x, of as many bytes
    return at + 2;
}

//! The words inside of < and >: a mention, a link, a date.
class Target
{
public:
    Target(QStringView target, Pseudonyms &pseudonyms)
        : m_target(target)
        , m_pseudonyms(pseudonyms)
    {
    }

    QString masked() const
    {
        if (m_target.startsWith(u'@') || m_target.startsWith(u'#'))
            return m_target.first(1).toString() + id(m_target.sliced(1));
        if (m_target.startsWith(u"!subteam^"))
            return m_target.first(9).toString() + id(m_target.sliced(9));
        if (m_target.startsWith(u"!date^"))
            return maskedDate();
        if (m_target == u"!here" || m_target == u"!channel" || m_target == u"!everyone")
            return m_target.toString();
        return m_target.contains(u':') ? maskedUrl(m_target.toString(), m_pseudonyms)
                                       : maskedLetters(m_target);
    }

private:
    QString id(QStringView text) const
    {
        return text.isEmpty() ? QString() : m_pseudonyms.id(text.toString());
    }
    //! <!date^1392734382^{date} at {time}^https://…|fallback>: the moment and its parts stay.
    QString maskedDate() const
    {
        const qsizetype format = m_target.indexOf(u'^', 6);
        if (format < 0 || !looksLikeTime(m_target.sliced(6, format - 6)))
            return m_target.first(6).toString() + maskedLetters(m_target.sliced(6));
        QString out = m_target.first(format).toString();
        for (qsizetype at = format; at < m_target.size();) {
            const qsizetype end = datePartEnd(at);
            out += end > at ? m_target.sliced(at, end - at).toString() : QString();
            at = end > at ? end : addMasked(m_target, at, out);
        }
        return out;
    }
    //! Of "{date_short}" at \a at; other words in braces are anybody's.
    qsizetype datePartEnd(qsizetype at) const
    {
        const qsizetype end = m_target[at] == u'{' ? m_target.indexOf(u'}', at) : -1;
        return end > at && isDatePart(m_target.sliced(at + 1, end - at - 1)) ? end + 1 : at;
    }

    QStringView m_target;
    Pseudonyms &m_pseudonyms;
};

QString maskedControl(const Control &control, Pseudonyms &pseudonyms)
{
    const QString target = maskedTarget(control.target, pseudonyms);
    return control.label.isNull() ? target : target + u'|' + maskedLetters(control.label);
}

//! How the server spells the three signs that mean something.
qsizetype entityEnd(QStringView text, qsizetype at)
{
    for (const QStringView entity : {QStringView(u"&amp;"), QStringView(u"&lt;"), QStringView(u"&gt;")}) {
        if (text.sliced(at).startsWith(entity))
            return at + entity.size();
    }
    return -1;
}

//! Of an emoji that everybody has, which says little.
qsizetype emojiNameEnd(QStringView text, qsizetype at)
{
    const qsizetype end = emojiEnd(text, at);
    return end > at + 2 && isStandardEmoji(text.sliced(at + 1, end - at - 2)) ? end : -1;
}

} // namespace

QChar maskedLetter(QChar letter)
{
    constexpr char16_t twoBytes = 0x80;
    constexpr char16_t threeBytes = 0x800;
    const char16_t code = letter.unicode();
    const bool isEmojiPart =
        (code >= 0xFE00 && code <= 0xFE0F) || code == 0x20E3; // how the sign before looks
    if (letter.isSurrogate() || isEmojiPart)
        return letter;
    if (letter.isDigit() && code < twoBytes)
        return u'0';
    if (!letter.isLetterOrNumber() && !letter.isMark())
        return letter;
    if (code < twoBytes)
        return letter.isUpper() ? u'X' : u'x';
    if (code < threeBytes)
        return letter.isUpper() ? u'\u00d8' : u'\u00f8';
    return u'\u3007';
}

QString maskedLetters(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();)
        at = addMasked(text, at, out);
    return out;
}

QString maskedTarget(QStringView target, Pseudonyms &pseudonyms)
{
    return Target(target, pseudonyms).masked();
}

QString maskedText(const QString &text, Pseudonyms &pseudonyms)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = -1;
        if (text[at] == u'<' && (end = controlEnd(text, at)) >= 0) {
            const QStringView inside = QStringView(text).sliced(at + 1, end - at - 2);
            out += u'<' + maskedControl(controlOf(inside), pseudonyms) + u'>';
        } else if ((text[at] == u'&' && (end = entityEnd(text, at)) >= 0) ||
                   (text[at] == u':' && (end = emojiNameEnd(text, at)) >= 0)) {
            out += text.sliced(at, end - at);
        } else {
            end = addMasked(text, at, out);
        }
        at = end;
    }
    return out;
}

QByteArray respelled(QByteArrayView raw, const QString &original, const QString &changed)
{
    const auto plainly = [&changed] { return json::quoted(changed).chopped(1).sliced(1); };
    if (original.size() != changed.size())
        return plainly();
    QByteArray out;
    out.reserve(raw.size());
    qsizetype letter = 0;
    for (qsizetype at = 0; at < raw.size(); ++letter) {
        if (letter >= changed.size())
            return plainly();
        const bool isEscape = raw[at] == '\\' && at + 1 < raw.size();
        const bool isCode = isEscape && raw[at + 1] == 'u' && at + 6 <= raw.size();
        qsizetype length = isCode ? 6 : isEscape ? 2 : 1;
        while (!isEscape && at + length < raw.size() && (quint8(raw[at + length]) & 0xC0U) == 0x80U)
            ++length;
        const bool isPair = !isEscape && length == 4; // two letters of UTF-16
        const QStringView now = QStringView(changed).sliced(letter, isPair ? 2 : 1);
        if (now == QStringView(original).sliced(letter, now.size()))
            out += raw.sliced(at, length);
        else if (isCode)
            out += "\\u" + QByteArray::number(now.front().unicode(), 16).rightJustified(4, '0');
        else
            out += json::quoted(now).chopped(1).sliced(1);
        letter += isPair ? 1 : 0;
        at += length;
    }
    return letter == changed.size() ? out : plainly();
}

} // namespace rtmscope::redact
