// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/spans.h"

#include "core/mrkdwn/datetext.h"
#include "core/text/emoji.h"

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

Span spanOf(Span::Kind kind, quint8 style, QString text, QString target, const QString &path, qsizetype begin,
            qsizetype end)
{
    return {kind, style, std::move(text), std::move(target), path, begin, end};
}

//! `<!here>`, `<!subteam^S1|@x>`, `<!date^…>` and commands we do not know.
Span commandSpan(QStringView inside, QStringView name, const QString &label, bool hasLabel)
{
    Span span;
    const QStringView word = name.sliced(1);
    if (word == "here"_L1 || word == "channel"_L1 || word == "everyone"_L1 || word == "group"_L1) {
        span.kind = Span::Kind::Broadcast;
        span.target = word == "group"_L1 ? u"channel"_s : word.toString(); // "group" is the old word for it
        span.text = u'@' + span.target;
    } else if (word.startsWith("subteam^"_L1)) {
        span.kind = Span::Kind::Subteam;
        span.target = word.sliced(8).toString();
        span.text = label;
    } else if (word.startsWith("date^"_L1)) {
        const DateMarkup date = parseDateMarkup(inside.sliced(6));
        span.kind = Span::Kind::Date;
        span.target = date.link;
        span.text = date.text;
        span.relative = date.isRelative;
    } else {
        span.text = u'<' + (hasLabel && !label.isEmpty() ? label : unescapeEntities(word)) + u'>';
    }
    return span;
}

//! What stands between `<` and `>`. A Text span without text where it is no markup.
Span angleSpan(QStringView inside)
{
    const qsizetype bar = inside.indexOf(u'|');
    const QStringView name = bar < 0 ? inside : inside.first(bar);
    const QString label = bar < 0 ? QString() : unescapeEntities(inside.sliced(bar + 1));
    if (name.isEmpty())
        return {};
    const QChar first = name.front();
    if (first == u'!' && name.size() > 1)
        return commandSpan(inside, name, label, bar >= 0);
    Span span;
    if ((first == u'@' || first == u'#') && name.size() > 1) {
        span.kind = first == u'@' ? Span::Kind::User : Span::Kind::Channel;
        span.target = name.sliced(1).toString();
        span.text = label.startsWith(first) ? label.sliced(1) : label;
    } else if (first != u'!' && first != u'@' && first != u'#') {
        span.kind = Span::Kind::Link;
        span.target = unescapeEntities(name);
        span.text = label.isEmpty() ? span.target : label;
    }
    return span;
}

} // namespace

Span emojiSpan(QStringView source, qsizetype begin, qsizetype end, quint8 style, const QString &path)
{
    const QString text = source.sliced(begin, end - begin).toString();
    return spanOf(Span::Kind::Emoji, style, text, text.sliced(1, text.size() - 2), path, begin, end);
}

bool appendAngle(TextBlock &block, QStringView source, qsizetype begin, qsizetype end, quint8 style,
                 const QString &path)
{
    const QStringView inside = source.sliced(begin + 1, end - begin - 2);
    Span span = angleSpan(inside);
    const bool isText = span.kind == Span::Kind::Text;
    if (isText && span.text.isEmpty())
        return false;
    if (isText) {
        appendText(block, span.text, style, path, begin, end);
        return true;
    }
    span.style = style;
    span.path = path;
    span.begin = begin;
    span.end = end;
    const qsizetype bar = span.kind == Span::Kind::Link ? inside.indexOf(u'|') : -1;
    if (bar >= 0 && bar + 1 < inside.size())
        appendLink(block, span, inside.sliced(bar + 1), begin + bar + 2);
    else
        block.spans.append(std::move(span));
    return true;
}

void appendPlain(RichText &out, const QString &source, const QString &path, TextBlock::Kind kind,
                 PlainRules rules)
{
    TextBlock block;
    block.kind = kind;
    block.path = path;
    appendPlain(block, source, path, rules);
    out.blocks.append(block);
}

void appendPlain(TextBlock &block, const QString &source, const QString &path, PlainRules rules, quint8 style)
{
    const QStringView view(source);
    qsizetype textBegin = 0;
    const auto flush = [&](qsizetype end) {
        if (end > textBegin)
            appendText(block, unescapeEntities(view.sliced(textBegin, end - textBegin)), style, path,
                       textBegin, end);
    };
    qsizetype close = 0; // the next '>' known to be at or after this
    for (qsizetype at = 0; at < source.size() && block.spans.size() < maxSpans; ++at) {
        if (rules.emoji && view[at] == u':') {
            if (const qsizetype end = emojiEnd(view, at); end > 0) {
                flush(at);
                block.spans.append(emojiSpan(view, at, end, style, path));
                textBegin = end;
                at = end - 1;
            }
        } else if (rules.angles && view[at] == u'<' && close >= 0) {
            close = close > at ? close : view.indexOf(u'>', at);
            const qsizetype inner = close < 0 ? -1 : view.first(close).indexOf(u'<', at + 1);
            if (close < 0 || inner >= 0)
                continue;
            flush(at);
            textBegin = at;
            if (appendAngle(block, view, at, close + 1, style, path)) {
                textBegin = close + 1;
                at = close;
            }
        }
    }
    flush(source.size());
}

void appendLink(TextBlock &block, const Span &link, QStringView label, qsizetype labelBegin, bool escaped)
{
    qsizetype done = 0;
    qsizetype begin = link.begin;
    const auto piece = [&](qsizetype from, qsizetype to, qsizetype end) {
        Span span = link;
        const QStringView part = label.sliced(from, to - from);
        span.text = escaped ? unescapeEntities(part) : part.toString();
        span.begin = begin;
        span.end = end;
        block.spans.append(span);
        begin = end;
    };
    for (qsizetype at = 0; at < label.size() && block.spans.size() < maxSpans; ++at) {
        const qsizetype end = label[at] == u':' ? emojiEnd(label, at) : -1;
        if (end < 0)
            continue;
        if (at > done)
            piece(done, at, labelBegin + at);
        Span emoji = emojiSpan(label, at, end, link.style, link.path);
        emoji.link = link.target;
        emoji.begin = begin;
        emoji.end = end == label.size() ? link.end : labelBegin + end;
        begin = emoji.end;
        block.spans.append(emoji);
        done = end;
        at = end - 1;
    }
    if (done < label.size())
        piece(done, label.size(), link.end);
}

void appendText(TextBlock &block, const QString &text, quint8 style, const QString &path, qsizetype begin,
                qsizetype end)
{
    if (!block.spans.isEmpty()) {
        Span &last = block.spans.last();
        if (last.kind == Span::Kind::Text && last.style == style && last.end == begin && last.path == path) {
            last.text += text;
            last.end = end;
            return;
        }
    }
    block.spans.append(spanOf(Span::Kind::Text, style, text, {}, path, begin, end));
}

qsizetype spanCount(const RichText &text)
{
    qsizetype count = 0;
    for (const TextBlock &block : text.blocks) {
        count += block.spans.size();
        for (const std::vector<TextCell> &row : block.rows) {
            for (const TextCell &cell : row) {
                ++count; // an empty cell costs as much
                for (const TextBlock &inner : cell.blocks)
                    count += inner.spans.size();
            }
        }
    }
    return count;
}

} // namespace rtmscope
