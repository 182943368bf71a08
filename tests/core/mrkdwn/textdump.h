// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

//! A tree of text in one readable line, so that test rows read like what they mean:
//! para(b"bold" " and " user:U1) quote("x")
namespace rtmscope::testing {

inline QString dumpSpan(const Span &span)
{
    using namespace Qt::StringLiterals;
    static const QStringList kinds{u""_s,     u"user"_s,  u"channel"_s, u"subteam"_s, u"all"_s,
                                   u"link"_s, u"emoji"_s, u"date"_s,    u"control"_s};
    QString out;
    const QList<QPair<Span::Style, QChar>> styles{{Span::Bold, u'b'},      {Span::Italic, u'i'},
                                                  {Span::Strike, u's'},    {Span::Code, u'c'},
                                                  {Span::Underline, u'u'}, {Span::Quiet, u'q'}};
    for (const auto &[style, letter] : styles) {
        if (span.style & style)
            out += letter;
    }
    if (span.kind != Span::Kind::Text)
        out += (out.isEmpty() ? u""_s : u"."_s) + kinds[static_cast<int>(span.kind)] + u':' + span.target;
    if (span.kind == Span::Kind::Text || !span.text.isEmpty())
        out += u'"' + QString(span.text).replace(u'\n', u"\\n"_s) + u'"';
    if (!span.link.isEmpty())
        out += u"->"_s + span.link;
    return out;
}

inline QString dumpBlock(const TextBlock &block);

//! [cell|cell][cell|cell], each with the blocks it holds; > and ^ are alignments.
inline QString dumpRows(const TextBlock &block)
{
    using namespace Qt::StringLiterals;
    QString out;
    for (const std::vector<TextCell> &row : block.rows) {
        QStringList cells;
        for (const TextCell &cell : row) {
            QString words;
            for (const TextBlock &inner : cell.blocks)
                words += (words.isEmpty() ? u""_s : u" "_s) + dumpBlock(inner);
            cells += (cell.align == TextCell::Align::End      ? u">"_s
                      : cell.align == TextCell::Align::Centre ? u"^"_s
                                                              : u""_s) +
                     words;
        }
        out += u'[' + cells.join(u'|') + u']';
    }
    return out;
}

inline QString dumpBlock(const TextBlock &block)
{
    using namespace Qt::StringLiterals;
    static const QStringList kinds{u"para"_s,  u"pre"_s,     u"quote"_s,    u"item"_s,
                                   u"head"_s,  u"context"_s, u"rule"_s,     u"unsupported"_s,
                                   u"table"_s, u"fields"_s,  u"controls"_s, u"card"_s};
    static const QStringList subjects{u""_s, u":picture"_s, u":video"_s, u":file"_s};
    QStringList spans;
    for (const Span &span : block.spans)
        spans += dumpSpan(span);
    QString head = (block.barred ? u"|"_s : u""_s) + kinds[static_cast<int>(block.kind)] +
                   subjects[static_cast<int>(block.subject)];
    if (block.kind == TextBlock::Kind::ListItem)
        head += QString::number(block.indent) + block.marker;
    else if (block.kind == TextBlock::Kind::Heading && block.indent > 0)
        head += QString::number(block.indent);
    return head + u'(' + spans.join(u' ') + dumpRows(block) + u')';
}

inline QString dump(const RichText &text)
{
    using namespace Qt::StringLiterals;
    QStringList blocks;
    for (const TextBlock &block : text.blocks)
        blocks += dumpBlock(block);
    return blocks.join(u' ');
}

} // namespace rtmscope::testing
