// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/richtext.h"

#include "core/mrkdwn/mrkdwn.h"

#include <QUrl>

#include <algorithm>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

//! What stands for a span where names can't be resolved.
QString fallbackText(const Span &span)
{
    switch (span.kind) {
    case Span::Kind::User:
        return u'@' + (span.text.isEmpty() ? span.target : span.text);
    case Span::Kind::Channel:
        return u'#' + (span.text.isEmpty() ? span.target : span.text);
    case Span::Kind::Subteam:
        return span.text.isEmpty() ? u'@' + span.target : span.text;
    case Span::Kind::Text:
    case Span::Kind::Broadcast:
    case Span::Kind::Link:
    case Span::Kind::Emoji:
    case Span::Kind::Date:
    case Span::Kind::Control:
        break;
    }
    return span.text;
}

using Shown = std::function<QString(const Span &)>;

QString plainSpans(const TextBlock &block, const Shown &shown)
{
    QString text;
    for (const Span &span : block.spans) {
        if (block.kind == TextBlock::Kind::Controls)
            text += (text.isEmpty() ? u"["_s : u"  ["_s) + shown(span) + u']';
        else
            text += shown(span);
    }
    return text;
}

void addLine(QString &text, const QString &line)
{
    if (!text.isEmpty())
        text += u'\n';
    text += line;
}

//! A table's row is one line; fields stand one below the other.
QString plainRows(const TextBlock &block, const Shown &shown)
{
    QString text;
    for (const std::vector<TextCell> &row : block.rows) {
        QStringList cells;
        for (const TextCell &cell : row) {
            QString words;
            for (const TextBlock &inner : cell.blocks)
                addLine(words, plainSpans(inner, shown));
            cells.append(words);
        }
        const bool isTable = block.kind == TextBlock::Kind::Table;
        addLine(text, isTable ? cells.join(u'\t').replace(u'\n', u' ') : cells.join(u'\n'));
    }
    return text;
}

} // namespace

QString RichText::plain() const
{
    return plain(fallbackText);
}

QString RichText::plain(const std::function<QString(const Span &)> &shown) const
{
    QString text;
    for (const TextBlock &block : blocks) {
        if (block.kind == TextBlock::Kind::Divider)
            continue;
        QString line =
            block.marker.isEmpty() ? QString() : QString(block.indent * 2, u' ') + block.marker + u' ';
        line += block.rows.empty() ? plainSpans(block, shown) : plainRows(block, shown);
        addLine(text, line);
    }
    return text;
}

bool RichText::hasUnsupported() const
{
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const TextBlock &block) { return block.kind == TextBlock::Kind::Unsupported; });
}

RichText parseMrkdwn(const QString &source, const QString &path)
{
    RichText text;
    appendMrkdwn(text, source, path);
    return text;
}

RichText parseTyped(const QString &source, const QString &path)
{
    RichText text;
    if (!source.isEmpty())
        appendPlain(text, source, path, TextBlock::Kind::Paragraph, PlainRules{false, true});
    return text;
}

QString unescapeEntities(QStringView text)
{
    qsizetype at = text.indexOf(u'&');
    if (at < 0)
        return text.toString();
    QString plain;
    plain.reserve(text.size());
    qsizetype done = 0;
    while (at >= 0) {
        const QStringView rest = text.sliced(at);
        const bool less = rest.startsWith("&lt;"_L1);
        const bool greater = rest.startsWith("&gt;"_L1);
        const bool ampersand = rest.startsWith("&amp;"_L1);
        qsizetype next = at + 1;
        if (less || greater || ampersand) {
            plain += text.sliced(done, at - done);
            plain += less ? u'<' : greater ? u'>' : u'&';
            next = at + (ampersand ? 5 : 4);
            done = next;
        }
        at = text.indexOf(u'&', next);
    }
    return plain += text.sliced(done);
}

QString escapeEntities(QStringView text)
{
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'&')
            escaped += "&amp;"_L1;
        else if (c == u'<')
            escaped += "&lt;"_L1;
        else if (c == u'>')
            escaped += "&gt;"_L1;
        else
            escaped += c;
    }
    return escaped;
}

bool isOpenableLink(const QString &url)
{
    const bool clean =
        std::none_of(url.begin(), url.end(), [](QChar c) { return c.unicode() <= 0x20 || c == u'\x7f'; });
    const QUrl parsed(url);
    if (!clean || !parsed.isValid())
        return false;
    const QString scheme = parsed.scheme(); // QUrl lower-cases it
    if (scheme == "mailto"_L1)
        return !parsed.path().isEmpty();
    return (scheme == "http"_L1 || scheme == "https"_L1) && !parsed.host().isEmpty();
}

} // namespace rtmscope
