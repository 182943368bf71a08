// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/naturalorder.h"

#include <algorithm>

namespace rtmscope {

namespace {

//! The letters that count: without accents, all small, other scripts' digits as ours.
QString folded(QStringView text)
{
    const QString parts = text.toString().normalized(QString::NormalizationForm_KD);
    QString kept;
    kept.reserve(parts.size());
    for (const QChar c : parts) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        const int digit = c.digitValue();
        kept += digit >= 0 ? QChar(u'0' + digit) : c;
    }
    return kept.toCaseFolded();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! A run of digits as '0', which all of them stand at, how many they are, and the digits: more digits are
//! more.
void appendNumber(QByteArray &key, QByteArrayView digits)
{
    while (digits.size() > 1 && digits.front() == '0')
        digits = digits.sliced(1);
    constexpr qsizetype most = 255;
    key += '0';
    key += char(std::min(digits.size(), most));
    key += digits;
}

} // namespace

QByteArray naturalKey(QStringView text)
{
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QByteArray letters = isPlain ? text.toLatin1().toLower() : folded(text).toUtf8();
    QByteArray key;
    key.reserve(letters.size() + 4);
    for (qsizetype at = 0; at < letters.size();) {
        qsizetype end = at;
        while (end < letters.size() && isDigit(letters[end]))
            ++end;
        if (end > at)
            appendNumber(key, QByteArrayView(letters).sliced(at, end - at));
        else
            key += letters[end++];
        at = end;
    }
    return key;
}

} // namespace rtmscope
