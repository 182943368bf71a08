// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/richtext.h"

//! A tree of text in one readable line, so that test rows read like what they mean:
//! para(b"bold" " and " user:U1) quote("x")
namespace rtmscope::testing {

inline QString dumpSpan(const Span &span)
{
    using namespace Qt::StringLiterals;
    static const QStringList kinds{u""_s,    u"user"_s, u"channel"_s, u"subteam"_s,
                                   u"all"_s, u"link"_s, u"emoji"_s,   u"date"_s};
    QString out;
    const QList<QPair<Span::Style, QChar>> styles{{Span::Bold, u'b'},
                                                  {Span::Italic, u'i'},
                                                  {Span::Strike, u's'},
                                                  {Span::Code, u'c'},
                                                  {Span::Underline, u'u'}};
    for (const auto &[style, letter] : styles) {
        if (span.style & style)
            out += letter;
    }
    if (span.kind != Span::Kind::Text)
        out += (out.isEmpty() ? u""_s : u"."_s) + kinds[static_cast<int>(span.kind)] + u':' + span.target;
    if (span.kind == Span::Kind::Text || !span.text.isEmpty())
        out += u'"' + QString(span.text).replace(u'\n', u"\\n"_s) + u'"';
    return out;
}

inline QString dump(const RichText &text)
{
    using namespace Qt::StringLiterals;
    static const QStringList kinds{u"para"_s, u"pre"_s,     u"quote"_s, u"item"_s,
                                   u"head"_s, u"context"_s, u"rule"_s,  u"unsupported"_s};
    QStringList blocks;
    for (const TextBlock &block : text.blocks) {
        QStringList spans;
        for (const Span &span : block.spans)
            spans += dumpSpan(span);
        QString head = kinds[static_cast<int>(block.kind)];
        if (block.kind == TextBlock::Kind::ListItem)
            head += QString::number(block.indent) + block.marker;
        blocks += head + u'(' + spans.join(u' ') + u')';
    }
    return blocks.join(u' ');
}

} // namespace rtmscope::testing
