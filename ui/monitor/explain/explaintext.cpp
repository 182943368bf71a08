// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/explain/explaintext.h"

#include "core/explain/eventstory.h"
#include "core/summary/linewords.h"
#include "core/text/cleantext.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QTextDocument>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using State = ExplainedField::State;
using theme::Colour;

constexpr int plainWidth = 100; // of the lines in the clipboard

QString memberLink(const QString &path)
{
    return QString(ExplainText::memberScheme) + u':' + QString::fromLatin1(QUrl::toPercentEncoding(path));
}

//! What a sign says who can't see it.
QString stateSign(State state)
{
    switch (state) {
    case State::Promised:
    case State::Present:
        return u"✓"_s;
    case State::OtherKind:
        return u"≠"_s;
    case State::Missing:
        return u"✗"_s;
    case State::Optional:
        return u"·"_s;
    case State::Unknown:
        break;
    }
    return u"?"_s;
}

} // namespace

ExplainText::ExplainText(QTextDocument *document)
    : m_document(document)
    , m_cursor(document)
{
}

QTextCharFormat ExplainText::format(Ink ink)
{
    QTextCharFormat format;
    Colour token = Colour::Text;
    switch (ink) {
    case Ink::Plain:
        break;
    case Ink::Strong:
        format.setFontWeight(QFont::DemiBold);
        break;
    case Ink::Dim:
        token = Colour::Dim;
        break;
    case Ink::Wire:
        token = Colour::JsonKey;
        format.setFont(theme::wireFont());
        break;
    case Ink::Value:
        token = Colour::JsonString;
        format.setFont(theme::wireFont());
        break;
    case Ink::Bad:
        token = Colour::Error;
        break;
    case Ink::Good:
        token = Colour::Ok;
        break;
    }
    format.setForeground(theme::colour(token));
    return format;
}

void ExplainText::paragraph(int indent, int gap)
{
    QTextBlockFormat block;
    block.setTopMargin(theme::grid(gap));
    block.setLeftMargin(theme::grid(4 * indent));
    block.setLineHeight(115, QTextBlockFormat::ProportionalHeight);
    if (std::exchange(m_isEmpty, false))
        m_cursor.setBlockFormat(block);
    else
        m_cursor.insertBlock(block);
}

void ExplainText::heading(const QString &words)
{
    QTextBlockFormat block;
    block.setTopMargin(m_isEmpty ? 0 : theme::grid(4));
    block.setHeadingLevel(2);
    if (std::exchange(m_isEmpty, false))
        m_cursor.setBlockFormat(block);
    else
        m_cursor.insertBlock(block);
    QTextCharFormat format;
    format.setFont(theme::bodyFont());
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(theme::colour(Colour::Text));
    m_cursor.insertText(words, format);
}

void ExplainText::put(const QString &words, Ink ink)
{
    m_cursor.insertText(words, format(ink));
}

void ExplainText::putLink(const QString &words, const QString &target, Ink ink)
{
    QTextCharFormat link = format(ink);
    link.setAnchor(true);
    link.setAnchorHref(target);
    link.setFontUnderline(true);
    if (ink == Ink::Plain)
        link.setForeground(theme::colour(Colour::Accent));
    m_cursor.insertText(words, link);
}

void ExplainText::write(const EventStory &story)
{
    m_document->clear();
    m_document->setDefaultFont(theme::bodyFont());
    m_cursor = QTextCursor(m_document);
    m_isEmpty = true;
    m_cursor.beginEditBlock();
    if (!story.isExplained()) {
        paragraph();
        put(tr("Reading it …"), Ink::Dim);
    } else {
        intro(story);
        changes(story);
        delivery(story);
        quirks(story);
        members(story);
        sightings(story);
    }
    m_cursor.endEditBlock();
}

//! What the type means in a sentence stands above already.
void ExplainText::intro(const EventStory &story)
{
    const Explanation &told = story.explanation();
    if (!told.when.isEmpty()) {
        paragraph();
        put(told.when);
    }
    if (told.recipients.isEmpty())
        return;
    paragraph();
    put(told.sure.isEmpty() ? tr("It is sent %1.").arg(told.recipients)
                            : tr("It is sent %1 (%2).").arg(told.recipients, told.sure),
        Ink::Dim);
    if (told.documentation.isValid()) {
        put(u" "_s);
        putLink(tr("Slack’s page about it"), told.documentation.toString(QUrl::FullyEncoded), Ink::Plain);
    }
}

void ExplainText::changes(const EventStory &story)
{
    if (story.changes().isEmpty() && !story.isBusy())
        return;
    heading(tr("What it did here"));
    if (story.changes().isEmpty()) {
        paragraph();
        put(tr("It is being worked out …"), Ink::Dim);
    }
    for (const QString &line : story.changes()) {
        paragraph();
        put(line);
    }
}

void ExplainText::delivery(const EventStory &story)
{
    if (story.explanation().delivery.isEmpty())
        return;
    heading(tr("How it came"));
    for (const QString &line : story.explanation().delivery) {
        paragraph();
        put(line);
    }
}

void ExplainText::members(const EventStory &story)
{
    const Explanation &told = story.explanation();
    if (told.fields.isEmpty() && told.others.isEmpty())
        return;
    heading(tr("Its members"));
    for (const ExplainedField &field : told.fields)
        member(field);
    if (told.leftOut > 0) {
        paragraph();
        put(tr("… and %1 members more, which the tree has.").arg(QLocale().toString(told.leftOut)), Ink::Dim);
    }
    if (!told.others.isEmpty()) {
        paragraph();
        put(tr("It may also have: "), Ink::Dim);
        put(told.others.join(u", "_s), Ink::Dim);
    }
}

void ExplainText::member(const ExplainedField &field)
{
    const bool isMissing = field.state == State::Missing;
    const bool isOdd = isMissing || field.state == State::OtherKind || field.state == State::Unknown;
    paragraph();
    put(stateSign(field.state) + u' ', isOdd ? Ink::Bad : Ink::Good);
    if (field.path.isEmpty())
        put(field.key, Ink::Wire);
    else
        putLink(field.key, memberLink(field.path), Ink::Wire);
    if (!field.value.isEmpty()) {
        put(u"  "_s);
        put(field.value, Ink::Value);
    }
    if (!field.kind.isEmpty())
        put(u"  "_s + field.kind, Ink::Dim);
    if (isMissing)
        put(u"  "_s + tr("missing, though each should have it"), Ink::Bad);
    else if (field.state == State::Unknown)
        put(u"  "_s + tr("unexpected: nobody documents it"), Ink::Bad);
    if (!field.words.isEmpty()) {
        paragraph(1, 0);
        put(field.words, Ink::Dim);
    }
}

void ExplainText::quirks(const EventStory &story)
{
    const QList<ExplainedQuirk> &quirks = story.explanation().quirks;
    if (quirks.isEmpty())
        return;
    heading(tr("Beware"));
    for (const ExplainedQuirk &quirk : quirks) {
        paragraph();
        if (quirk.isHere)
            put(tr("Here: "), Ink::Strong);
        put(quirk.words);
        put(u" ("_s + quirk.sure + u"; "_s + quirk.place + u')', Ink::Dim);
    }
}

QString ExplainText::sightingWords(const EventStory &story)
{
    const TypeSightings &seen = story.sightings();
    const QLocale locale;
    if (seen.count == 1)
        return tr("It is the only one of its type.");
    const auto one = [&locale](quint64 seq, qint64 us) { // lines of files may have no time
        return us > 0 ? tr("event %1 of %2").arg(locale.toString(seq), dateAndTime(us).left(19))
                      : tr("event %1").arg(locale.toString(seq));
    };
    return tr("There are %1 of its type, from %2 to %3.")
        .arg(locale.toString(seen.count), one(seen.firstSeq, seen.firstUs), one(seen.lastSeq, seen.lastUs));
}

void ExplainText::sightings(const EventStory &story)
{
    const TypeSightings &seen = story.sightings();
    if (seen.count == 0)
        return;
    heading(tr("In this record"));
    paragraph();
    put(sightingWords(story));
    if (seen.fields.isEmpty())
        return;
    paragraph();
    put(tr("What %1 of them have:").arg(QLocale().toString(seen.samples)), Ink::Dim);
    for (const TypeSightings::Field &field : seen.fields) {
        paragraph();
        put(field.key, Ink::Wire);
        put(u"  "_s + field.kinds, Ink::Dim);
        if (field.count < seen.samples)
            put(u"  "_s + tr("in %1").arg(QLocale().toString(field.count)), Ink::Dim);
    }
}

QString ExplainText::plain(const EventStory &story)
{
    QString text = toText(story.explanation(), plainWidth);
    if (!story.changes().isEmpty())
        text += u'\n' + tr("What it did here") + u"\n  "_s + story.changes().join(u"\n  "_s) + u'\n';
    if (story.sightings().count > 0)
        text += u'\n' + sightingWords(story) + u'\n';
    return text;
}

} // namespace rtmscope
