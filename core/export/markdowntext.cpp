// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/markdowntext.h"

#include "core/text/cleantext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::markdowntext {

namespace {

using Shown = std::function<QString(const Span &)>;

//! A fence, or the signs around a piece of code, longer than any run of them inside.
QString ticksAround(QStringView code, qsizetype least)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : code) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return QString(std::max(least, longest + 1), u'`');
}

QString inlineCode(const QString &text)
{
    const QString code = cleanLine(text);
    const QString ticks = ticksAround(code, 1);
    // Blanks inside, since code may begin or end with a tick; readers take one off on each side.
    return code.trimmed().isEmpty() ? escaped(code) : ticks + u' ' + code + u' ' + ticks;
}

//! Signs around words count only where they touch them.
QString styled(const QString &line, const QString &signs)
{
    const qsizetype begin = line.size() - QStringView(line).trimmed().size();
    if (begin == line.size())
        return line;
    const QStringView inner = QStringView(line).trimmed();
    const qsizetype at = line.indexOf(inner);
    return line.left(at) + signs + inner.toString() + signs + line.mid(at + inner.size());
}

//! Where a span leads: emoji in a link's label do, too.
QString leadsTo(const Span &span)
{
    return span.kind == Span::Kind::Link ? span.target : span.link;
}

QString inStyle(QString line, quint8 style)
{
    if (style & Span::Italic)
        line = styled(line, u"*"_s);
    if (style & Span::Bold)
        line = styled(line, u"**"_s);
    return style & Span::Strike ? styled(line, u"~~"_s) : line;
}

//! What would make a heading, a list or a rule of a line that begins with it.
QString guarded(const QString &line)
{
    qsizetype at = 0;
    while (at < line.size() && line[at].isDigit())
        ++at;
    const bool isNumber = at > 0 && at < line.size() && (line[at] == u'.' || line[at] == u')');
    const bool isSign = at == 0 && !line.isEmpty() && QStringView(u"#+-=:!").contains(line.front());
    if (line.startsWith(u' ')) // four of them would be code
        return u'\u00A0' + line.sliced(1);
    return isNumber || isSign ? line.first(at) + u'\\' + line.sliced(at) : line;
}

//! Makes the lines of spans. Neighbours of one look become one piece: signs that close one and open the next
//! would be read as others.
class LineMaker
{
public:
    void add(const QString &text, quint8 style)
    {
        if (style != m_style)
            endPiece();
        m_style = style;
        m_piece += text;
    }
    void endLine()
    {
        endPiece();
        m_lines.append(guarded(m_line));
        m_line.clear();
    }
    QStringList take()
    {
        endLine();
        return std::move(m_lines);
    }

private:
    void endPiece()
    {
        m_line += inStyle(m_piece, m_style);
        m_piece.clear();
    }

    QStringList m_lines;
    QString m_line;
    QString m_piece;
    quint8 m_style = Span::Plain;
};

//! The lines of a block's spans, which may hold line breaks. A link's address follows its label.
QStringList spanLines(const QList<Span> &spans, const Shown &shown)
{
    LineMaker maker;
    QString label;
    for (qsizetype at = 0; at < spans.size(); ++at) {
        const Span &span = spans[at];
        const auto style = static_cast<quint8>(span.style & (Span::Bold | Span::Italic | Span::Strike));
        const QStringList pieces = shown(span).split(u'\n');
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            if (i > 0)
                maker.endLine();
            maker.add(span.style & Span::Code ? inlineCode(pieces[i]) : escaped(pieces[i]), style);
        }
        const QString address = leadsTo(span);
        label += pieces.join(u' ');
        if (!address.isEmpty() && at + 1 < spans.size() && leadsTo(spans[at + 1]) == address)
            continue;
        if (isOpenableLink(address) && label != address)
            maker.add(u" ("_s + escaped(address) + u')', style);
        label.clear();
    }
    return maker.take();
}

QStringList codeLines(const TextBlock &block, const Shown &shown)
{
    QString code;
    for (const Span &span : block.spans)
        code += shown(span);
    code = cleanLines(code);
    const QString fence = ticksAround(code, 3);
    return QStringList{fence} + code.split(u'\n') + QStringList{fence};
}

//! A backslash at its end keeps a line break that Markdown would join.
QStringList withBreaks(QStringList lines)
{
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        if (!lines[i].isEmpty() && !lines[i + 1].isEmpty())
            lines[i] += u'\\';
    }
    return lines;
}

QStringList prefixed(const QStringList &lines, const QString &first, const QString &others)
{
    QStringList out;
    for (const QString &line : lines)
        out << (out.isEmpty() ? first : others) + line;
    return out;
}

//! Bold, each line by itself: a headline of its own level would be one of the transcript's.
QStringList headingLines(QStringList lines)
{
    for (QString &line : lines)
        line = styled(line, u"**"_s);
    return withBreaks(lines);
}

QStringList blockLines(const TextBlock &block, const Shown &shown);

//! A table's row and the fields beside each other as lines of their cells.
QStringList rowLines(const TextBlock &block, const Shown &shown)
{
    QStringList out;
    for (const std::vector<TextCell> &row : block.rows) {
        QStringList cells;
        for (const TextCell &cell : row) {
            QStringList words;
            for (const TextBlock &inner : cell.blocks)
                words += spanLines(inner.spans, shown);
            cells << words.join(u' ');
        }
        out << cells.join(block.kind == TextBlock::Kind::Table ? u" \\| "_s : u" "_s);
    }
    return withBreaks(out);
}

QStringList blockLines(const TextBlock &block, const Shown &shown)
{
    switch (block.kind) {
    case TextBlock::Kind::Preformatted:
        return codeLines(block, shown);
    case TextBlock::Kind::Quote:
        return prefixed(withBreaks(spanLines(block.spans, shown)), u"> "_s, u"> "_s);
    case TextBlock::Kind::ListItem: {
        const QString indent(2 * std::clamp(block.indent, 0, 8), u' ');
        const bool isNumbered = !block.marker.isEmpty() && block.marker.front().isDigit();
        const QString marker = isNumbered ? block.marker + u' ' : u"- "_s;
        return prefixed(withBreaks(spanLines(block.spans, shown)), indent + marker,
                        indent + QString(marker.size(), u' '));
    }
    case TextBlock::Kind::Heading:
        return headingLines(spanLines(block.spans, shown));
    case TextBlock::Kind::Divider:
        return {};
    case TextBlock::Kind::Table:
    case TextBlock::Kind::Fields:
        return rowLines(block, shown);
    case TextBlock::Kind::Controls: {
        QStringList words;
        for (const Span &span : block.spans)
            words << u"\\["_s + escaped(shown(span)) + u"\\]"_s;
        return {words.join(u"  "_s)};
    }
    case TextBlock::Kind::Paragraph:
    case TextBlock::Kind::Context:
    case TextBlock::Kind::Unsupported:
    case TextBlock::Kind::Card:
        break;
    }
    return withBreaks(spanLines(block.spans, shown));
}

} // namespace

QString escaped(QStringView text)
{
    static constexpr QStringView signs = u"\\`*[]{}|~$^";
    const QString line = cleanLine(text);
    QString out;
    out.reserve(line.size() + line.size() / 8);
    const auto isInWord = [&line](qsizetype at) {
        return at > 0 && at + 1 < line.size() && line[at - 1].isLetterOrNumber() &&
               line[at + 1].isLetterOrNumber();
    };
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar c = line[at];
        if (c == u'<') {
            out += "&lt;"_L1;
        } else if (c == u'>') {
            out += "&gt;"_L1;
        } else if (c == u'&') {
            out += "&amp;"_L1;
        } else if (c == u' ' && out.endsWith(u' ')) {
            out += u'\u00A0'; // two at the end would be a line break
        } else {
            // Inside of words, as in names and addresses, a low line means nothing.
            if (signs.contains(c) || (c == u'_' && !isInWord(at)))
                out += u'\\';
            out += c;
        }
    }
    return out;
}

QStringList lines(const RichText &text, const Shown &shown)
{
    QStringList out;
    const TextBlock *before = nullptr;
    for (const TextBlock &block : text.blocks) {
        const QStringList own = blockLines(block, shown);
        if (own.isEmpty())
            continue;
        const bool goesOn = before && before->kind == block.kind &&
                            (block.kind == TextBlock::Kind::ListItem || block.kind == TextBlock::Kind::Quote);
        if (before && !goesOn)
            out << QString();
        out += own;
        before = &block;
    }
    return out;
}

} // namespace rtmscope::markdowntext
