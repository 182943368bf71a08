// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/blocklayout.h"

#include "core/mrkdwn/mrkdwn.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/layout/tablelayout.h"
#include "ui/chat/layout/textformats.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::MessageLayout", text);
}

//! A step below the headings of blocks the weight alone tells.
QFont headingFont(int level)
{
    QFont font = theme::headingFont();
    if (level >= 2)
        font.setPointSizeF(theme::bodyFont().pointSizeF());
    return font;
}

QString iconOf(TextBlock::Subject subject)
{
    return subject == TextBlock::Subject::Picture ? u"image"_s
           : subject == TextBlock::Subject::Video ? u"play"_s
                                                  : u"file"_s;
}

//! A link opens; of the rest it is told what it would offer.
Hit controlHit(const Span &control)
{
    if (isOpenableLink(control.link))
        return {Hit::Kind::Link, control.link, control.link};
    const QString inItsApp = tr("It can be used in its own app only");
    const QString offers = tr("It can be used in its own app only. It offers:") + u'\n' + control.target;
    return {Hit::Kind::Tip, {}, control.target.isEmpty() ? inItsApp : offers};
}

} // namespace

BlockLayout::BlockLayout(LayoutCanvas &canvas, const Message &message, const Workspace &workspace)
    : m_canvas(canvas)
    , m_message(message)
    , m_workspace(workspace)
{
}

void BlockLayout::add(const RichText &text, TextBuilder &tail, qreal left, qreal right)
{
    addBlocks(text.blocks.constData(), text.blocks.size(), tail, left, right);
}

QColor BlockLayout::textColour() const
{
    const bool waiting = m_message.delivery == Delivery::Queued || m_message.delivery == Delivery::Written;
    return colour(m_message.deleted || waiting ? Colour::Dim : Colour::Text);
}

//! Barred blocks that follow each other share their bar.
void BlockLayout::addBlocks(const TextBlock *blocks, qsizetype count, TextBuilder &tail, qreal left,
                            qreal right)
{
    TextBuilder none;
    qreal barTop = -1;
    for (qsizetype i = 0; i < count; ++i) {
        const TextBlock &block = blocks[i];
        const bool barred = block.barred || block.kind == TextBlock::Kind::Quote;
        if (barTop >= 0 && !barred)
            m_canvas.addBar(left, std::exchange(barTop, -1), colour(Colour::Line));
        if (i > 0 && block.kind != TextBlock::Kind::ListItem)
            m_canvas.y += grid(0.5);
        if (barred && barTop < 0)
            barTop = m_canvas.y;
        addBlock(block, i + 1 == count ? tail : none, barred ? left + grid(3) : left, right);
    }
    if (barTop >= 0)
        m_canvas.addBar(left, barTop, colour(Colour::Line));
}

void BlockLayout::addBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right)
{
    switch (block.kind) {
    case TextBlock::Kind::Divider:
        m_canvas.addHairline({left, m_canvas.y + grid(1.5), right - left, 1});
        m_canvas.y += grid(3);
        return;
    case TextBlock::Kind::Preformatted:
        addPreformatted(block, left, right);
        return;
    case TextBlock::Kind::Unsupported:
        addUnsupported(block, left, right);
        return;
    case TextBlock::Kind::Table:
        TableLayout(block, m_workspace, textColour()).put(m_canvas, left, right);
        return;
    case TextBlock::Kind::Fields:
        addFields(block, left, right);
        return;
    case TextBlock::Kind::Controls:
        addControls(block, left, right);
        return;
    case TextBlock::Kind::Card:
        addCard(block, left, right);
        return;
    case TextBlock::Kind::ListItem:
        addListItem(block, tail, left, right);
        return;
    case TextBlock::Kind::Quote:
    case TextBlock::Kind::Paragraph:
    case TextBlock::Kind::Heading:
    case TextBlock::Kind::Context:
        addPlainBlock(block, tail, left, right);
        return;
    }
}

void BlockLayout::addListItem(const TextBlock &block, TextBuilder &tail, qreal left, qreal right)
{
    const qreal indent = left + grid(1) + block.indent * grid(5);
    TextBuilder marker;
    marker.add(block.marker);
    TextPiece piece(std::move(marker), theme::bodyFont(), textColour(), grid(20));
    const qreal gap = std::max<qreal>(grid(4), piece.naturalWidth() + grid(1.5));
    m_canvas.add(std::move(piece), {indent, m_canvas.y});
    addPlainBlock(block, tail, indent + gap, right);
}

void BlockLayout::addPlainBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right)
{
    QTextCharFormat base;
    if (m_message.deleted)
        base.setFontStrikeOut(true);
    if (m_message.subtype == "me_message"_L1)
        base.setFontItalic(true);
    TextBuilder builder;
    for (const Span &span : block.spans)
        builder.addSpan(span, m_workspace, base);
    const bool small = block.kind == TextBlock::Kind::Context;
    const QFont font = small                                    ? theme::secondaryFont()
                       : block.kind == TextBlock::Kind::Heading ? headingFont(block.indent)
                                                                : theme::bodyFont();
    if (!tail.isEmpty()) {
        builder.add(tail.text, tail.formats.constFirst().format, Mark::Chip::None,
                    tail.marks.isEmpty() ? Hit() : tail.marks.constFirst().hit);
        tail = {};
    }
    m_canvas.put(std::move(builder), font, small ? colour(Colour::Dim) : textColour(), left, right);
}

void BlockLayout::addPreformatted(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder builder;
    for (const Span &span : block.spans) {
        Span plainSpan = span;
        plainSpan.style &= quint8(~Span::Code);
        builder.addSpan(plainSpan, m_workspace);
    }
    const qreal top = m_canvas.y;
    m_canvas.y += grid(1.5);
    m_canvas.put(std::move(builder), theme::wireFont(), colour(Colour::CodeText), left + grid(2),
                 right - grid(2), TextPiece::Wrap::Anywhere);
    m_canvas.y += grid(1.5);
    m_canvas.add(
        {QRectF(left, top, right - left, m_canvas.y - top), colour(Colour::Code), {}, 1, qreal(grid(1)), {}});
    m_canvas.y += grid(0.5);
}

void BlockLayout::addUnsupported(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder builder;
    for (const Span &span : block.spans)
        builder.addSpan(span, m_workspace, formats::coloured(Colour::Dim));
    if (builder.isEmpty())
        builder.add(tr("A block that is not shown here"), formats::coloured(Colour::Dim));
    TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), right - left - grid(4));
    const QRectF box(left, m_canvas.y, std::min(right - left, piece.naturalWidth() + grid(4)),
                     piece.height() + grid(2));
    m_canvas.add({box.adjusted(0.5, 0.5, -0.5, -0.5), {}, colour(Colour::Line), 1, qreal(grid(1)), {}});
    m_canvas.add(std::move(piece), {left + grid(2), m_canvas.y + grid(1)});
    m_canvas.y += box.height() + grid(0.5);
}

//! Two cells stand side by side where there is room for both.
void BlockLayout::addFields(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder none;
    const bool fits = right - left >= grid(70);
    const qreal gap = grid(4);
    const qreal half = std::floor((right - left - gap) / 2);
    bool isFirst = true;
    for (const std::vector<TextCell> &row : block.rows) {
        const bool besides = fits && row.size() > 1;
        qreal bottom = m_canvas.y;
        qreal top = m_canvas.y + (isFirst ? 0 : grid(1));
        qreal x = left;
        for (const TextCell &cell : row) {
            m_canvas.y = top;
            addBlocks(cell.blocks.data(), qsizetype(cell.blocks.size()), none, x, besides ? x + half : right);
            bottom = std::max(bottom, m_canvas.y);
            if (besides)
                x += half + gap;
            else
                top = m_canvas.y + grid(1);
        }
        m_canvas.y = bottom;
        isFirst = false;
    }
}

//! Buttons and menus as they would stand there, dim: they work in the app that made them only.
void BlockLayout::addControls(const TextBlock &block, qreal left, qreal right)
{
    m_canvas.y += grid(0.5);
    qreal x = left;
    qreal rowHeight = 0;
    for (const Span &span : block.spans) {
        TextPiece piece = controlWords(span, isOpenableLink(span.link), right - left - grid(5));
        const QSizeF size(piece.naturalWidth() + grid(5), piece.height() + grid(1.5));
        if (x > left && x + size.width() > right) {
            x = left;
            m_canvas.y += rowHeight + grid(1);
            rowHeight = 0;
        }
        rowHeight = std::max(rowHeight, size.height());
        m_canvas.add({QRectF(QPointF(x, m_canvas.y), size).adjusted(0.5, 0.5, -0.5, -0.5),
                      colour(Colour::Panel), colour(Colour::Line), 1, qreal(grid(1)), controlHit(span)});
        m_canvas.add(std::move(piece), {x + grid(2.5), m_canvas.y + grid(0.75)});
        x += size.width() + grid(1.5);
    }
    m_canvas.y += rowHeight + grid(0.5);
}

TextPiece BlockLayout::controlWords(const Span &control, bool opens, qreal width) const
{
    TextBlock label;
    appendPlain(label, escapeEntities(control.text), control.path, {});
    TextBuilder builder;
    for (const Span &part : std::as_const(label.spans))
        builder.addSpan(part, m_workspace, formats::coloured(opens ? Colour::Accent : Colour::Dim));
    return TextPiece(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), width);
}

void BlockLayout::addCard(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder words;
    for (const Span &span : block.spans)
        words.addSpan(span, m_workspace);
    m_canvas.y += grid(0.5);
    m_canvas.addIconBox(iconOf(block.subject), std::move(words), left, right);
    m_canvas.y += grid(0.5);
}

} // namespace rtmscope
