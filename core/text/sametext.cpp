// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/sametext.h"

#include "core/text/emoji.h"

#include <QRegularExpression>

#include <array>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array schemes{"http://"_L1, "https://"_L1, "mailto:"_L1, "tel:"_L1};

QStringView withoutScheme(QStringView address)
{
    for (const QLatin1StringView scheme : schemes) {
        if (address.startsWith(scheme, Qt::CaseInsensitive))
            return address.sliced(scheme.size());
    }
    return address;
}

bool isAddress(QStringView inside)
{
    return withoutScheme(inside).size() != inside.size();
}

//! What stands between < and >: a mention keeps its id, an address what a person would have typed for it.
QString comparableMark(QStringView inside)
{
    const qsizetype bar = inside.indexOf(u'|');
    const QStringView target = bar < 0 ? inside : inside.first(bar);
    const QStringView label = bar < 0 ? QStringView() : inside.sliced(bar + 1);
    if (!isAddress(target))
        return u'<' + target.toString() + u'>';
    const QStringView bare = withoutScheme(target);
    const QStringView bareLabel = withoutScheme(label);
    // The server labels what was typed without a scheme with just that, and may add a slash to the address.
    const bool isNumber = target.startsWith("tel:"_L1); // comes back without the spaces of its label
    const bool isPlain = label.isEmpty() || isNumber || bare == bareLabel ||
                         (bare.endsWith(u'/') && bare.chopped(1) == bareLabel);
    if (!isPlain)
        return u'<' + bare.toString() + u'|' + label.toString() + u'>';
    return (label.isEmpty() ? bare : bareLabel).toString();
}

QString withoutMarks(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'<', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'>', open);
        if (close < 0)
            break;
        plain += QStringView(text).sliced(at, open - at);
        plain += comparableMark(QStringView(text).sliced(open + 1, close - open - 1));
        at = close + 1;
    }
    plain += QStringView(text).sliced(at);
    return plain;
}

QString withGlyphs(const QString &text)
{
    static const QRegularExpression name(u":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):"_s);
    QString out;
    qsizetype done = 0;
    for (auto found = name.match(text); found.hasMatch(); found = name.match(text, done)) {
        const QString glyph = emojiGlyph(found.captured(1));
        // The closing colon of what is no emoji may open the next name: "10:30:tada:".
        const qsizetype end = glyph.isEmpty() ? found.capturedEnd() - 1 : found.capturedEnd();
        out += QStringView(text).sliced(done, found.capturedStart() - done);
        out += glyph.isEmpty() ? text.sliced(found.capturedStart(), end - found.capturedStart()) : glyph;
        done = end;
    }
    out += QStringView(text).sliced(done);
    return out;
}

} // namespace

QString comparableText(const QString &text)
{
    QString plain = withGlyphs(withoutMarks(text));
    for (const QLatin1StringView scheme : schemes)
        plain.remove(scheme, Qt::CaseInsensitive);
    plain.remove(QChar(0xFE0F)); // emoji with and without it look the same and come back either way
    plain.replace("\r\n"_L1, "\n"_L1);
    return plain.trimmed().normalized(QString::NormalizationForm_C);
}

bool isSameText(const QString &ours, const QString &servers)
{
    return ours == servers || comparableText(ours) == comparableText(servers);
}

} // namespace rtmscope
