// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/explanation.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using State = ExplainedField::State;

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::Explanation", words);
}

//! Lines of words, each begun with \a indent blanks but for the first.
QString wrapped(const QString &text, int width, int indent = 0)
{
    QString out;
    int column = 0;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const int size = int(word.size());
        if (column > 0 && column + 1 + size > width) {
            out += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > 0) {
            out += u' ';
            ++column;
        }
        out += word;
        column += size + (out.size() == size ? indent : 0);
    }
    return out;
}

QString section(const QString &heading, const QStringList &lines)
{
    return lines.isEmpty() ? QString() : u'\n' + heading + u'\n' + lines.join(u'\n') + u'\n';
}

QString stateWord(State state)
{
    switch (state) {
    case State::Promised:
        return tr("always");
    case State::Optional:
        return tr("sometimes");
    case State::Present:
        return tr("here");
    case State::OtherKind:
        return tr("other kind");
    case State::Missing:
        return tr("missing");
    case State::Unknown:
        break;
    }
    return tr("unexpected");
}

QString fieldLine(const ExplainedField &field, int width)
{
    constexpr int keyWidth = 24;
    QString line = u"  "_s + field.key.leftJustified(keyWidth) + u' ';
    QStringList parts{stateWord(field.state)};
    if (!field.kind.isEmpty())
        parts << field.kind;
    line += parts.join(u", "_s);
    if (!field.value.isEmpty())
        line += u": "_s + field.value;
    return field.words.isEmpty() ? line : line + u"\n      "_s + wrapped(field.words, width, 6);
}

QString quirkLine(const ExplainedQuirk &quirk, int width)
{
    const QString mark = quirk.isHere ? u"! "_s : u"- "_s;
    return u"  "_s + mark +
           wrapped(quirk.words + u" ("_s + quirk.sure + u"; "_s + quirk.place + u')', width, 4);
}

} // namespace

QString toText(const Explanation &explanation, int width)
{
    QString text = explanation.title + u'\n';
    if (!explanation.means.isEmpty())
        text += u'\n' + wrapped(explanation.means, width) + u'\n';
    if (!explanation.when.isEmpty())
        text += u'\n' + wrapped(explanation.when, width) + u'\n';
    if (!explanation.recipients.isEmpty()) {
        QString sent = tr("Sent %1.").arg(explanation.recipients);
        if (!explanation.sure.isEmpty())
            sent += u' ' + tr("That is %1.").arg(explanation.sure);
        text += u'\n' + wrapped(sent, width) + u'\n';
    }
    if (explanation.documentation.isValid())
        text += explanation.documentation.toString() + u'\n';
    QStringList delivery;
    for (const QString &line : explanation.delivery)
        delivery << u"  "_s + wrapped(line, width, 2);
    text += section(tr("How it came"), delivery);
    QStringList fields;
    for (const ExplainedField &field : explanation.fields)
        fields << fieldLine(field, width);
    text += section(tr("Members"), fields);
    if (!explanation.others.isEmpty())
        text += u"  "_s +
                wrapped(tr("It may also have: %1.").arg(explanation.others.join(u", "_s)), width, 2) + u'\n';
    QStringList quirks;
    for (const ExplainedQuirk &quirk : explanation.quirks)
        quirks << quirkLine(quirk, width);
    text += section(tr("Beware"), quirks);
    return text;
}

} // namespace rtmscope
