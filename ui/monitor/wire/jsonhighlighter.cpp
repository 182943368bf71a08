// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/jsonhighlighter.h"

#include "ui/theme/theme.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Block states: what a block begins with, left by the one before.
constexpr int outside = 0;
constexpr int insideString = 1;
constexpr int insideStringAfterBackslash = 2;

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::recolour()
{
    if (m_enabled)
        rehighlight();
}

//! One past the closing quote, or the end of the block if the string goes on.
int JsonHighlighter::stringEnd(const QString &text, int from, bool *closed) const
{
    *closed = false;
    for (int i = from; i < text.size(); ++i) {
        if (text[i] == u'\\') {
            ++i;
        } else if (text[i] == u'"') {
            *closed = true;
            return i + 1;
        }
    }
    return int(text.size());
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    setCurrentBlockState(outside);
    if (!m_enabled)
        return;
    int i = 0;
    bool continued =
        previousBlockState() == insideString || previousBlockState() == insideStringAfterBackslash;
    while (i < text.size()) {
        const QChar c = text[i];
        const int begin = i;
        if (continued || c == u'"') {
            const int skipped = continued ? (previousBlockState() == insideStringAfterBackslash ? 1 : 0) : 1;
            bool closed = false;
            i = stringEnd(text, begin + skipped, &closed);
            int next = i;
            while (next < text.size() && text[next].isSpace())
                ++next;
            const bool key = closed && next < text.size() && text[next] == u':';
            setFormat(begin, i - begin,
                      theme::colour(key ? theme::Colour::JsonKey : theme::Colour::JsonString));
            if (!closed) {
                int backslashes = 0;
                for (int at = int(text.size()) - 1; at >= begin && text[at] == u'\\'; --at)
                    ++backslashes;
                setCurrentBlockState(backslashes % 2 ? insideStringAfterBackslash : insideString);
            }
            continued = false;
        } else if (isWord(c)) {
            while (i < text.size() && isWord(text[i]))
                ++i;
            const bool figure = c.isDigit() || c == u'-';
            setFormat(begin, i - begin,
                      theme::colour(figure ? theme::Colour::JsonNumber : theme::Colour::JsonLiteral));
        } else {
            ++i;
        }
    }
}

} // namespace rtmscope
