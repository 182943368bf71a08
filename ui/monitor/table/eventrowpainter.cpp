// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventrowpainter.h"

#include "core/text/emojiruns.h"
#include "ui/monitor/look/eventlook.h"
#include "ui/theme/hatching.h"
#include "ui/theme/plainheader.h"
#include "ui/theme/rowlook.h"

#include <QFontMetrics>
#include <QGlyphRun>
#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using ModelColumn = EventTableModel::Column;

// Types, channels and people recur; summaries are kept for some screens of rows.
constexpr int cachedTexts = 3000;

} // namespace

EventRowPainter::EventRowPainter()
    : m_texts(cachedTexts)
{
}

void EventRowPainter::measure(const QFont &font)
{
    m_font = font;
    const QFontMetrics metrics(font);
    m_digitWidth = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        m_digitWidth = std::max(m_digitWidth, metrics.horizontalAdvance(QChar(digit)));
    m_rawFont = QRawFont::fromFont(font);
    for (size_t c = 0; c < m_glyphs.size(); ++c) {
        const QList<quint32> indexes = m_rawFont.glyphIndexesForString(QChar(char16_t(c)));
        m_glyphs[c] = {indexes.value(0), qreal(metrics.horizontalAdvance(QChar(char16_t(c))))};
    }
    m_padding = PlainHeader::padding();
    m_glyphSide = metrics.height() - theme::grid(0.5);
    m_rowHeight = metrics.height() + theme::grid(1.5);
    m_baseline = (m_rowHeight - metrics.height()) / 2 + metrics.ascent();
    m_texts.clear();
    forgetColours();
}

void EventRowPainter::forgetColours()
{
    m_inks = {};
    m_kindGlyphs = {};
    m_markGlyphs = {};
    m_referenceGlyph = {};
    m_flag = {};
}

int EventRowPainter::figuresWidth(const QString &figures) const
{
    qreal width = 0;
    for (const QChar c : figures) {
        const bool known = c.unicode() < m_glyphs.size();
        width += c.isDigit() ? m_digitWidth
                 : known     ? m_glyphs[c.unicode()].advance
                             : QFontMetrics(m_font).horizontalAdvance(c);
    }
    return int(std::ceil(width));
}

void EventRowPainter::paint(QPainter &painter, const DressedRow &row, const QRect &rect,
                            const QList<Column> &columns, const Look &plain)
{
    Look look = plain;
    look.dressed = row.dress.colour;
    paintGround(painter, row, rect, look);
    for (const Column &column : columns) {
        const QRect cell(column.x + m_padding, rect.y(), column.width - 2 * m_padding, rect.height());
        if (cell.width() > 0)
            paintCell(painter, row, column.logical, cell, look);
    }
}

//! What somebody has given a colour has a stripe of it at its beginning as well, which a selection leaves.
void EventRowPainter::paintGround(QPainter &painter, const DressedRow &row, const QRect &rect,
                                  const Look &look)
{
    const bool isDressed = look.dressed > 0;
    if (look.selected) {
        theme::paintSelection(painter, rect);
    } else {
        const QColor ground = isDressed ? theme::markGround(look.dressed) : look.base;
        if (isDressed)
            painter.fillRect(rect, ground);
        if (row.gap) {
            painter.setBrushOrigin(look.hatchingX, rect.y());
            painter.fillRect(rect, theme::hatching(ground));
        }
    }
    if (isDressed)
        painter.fillRect(
            QStyle::visualRect(look.direction, rect, {rect.x(), rect.y(), theme::grid(0.75), rect.height()}),
            theme::markColour(look.dressed));
}

void EventRowPainter::paintCell(QPainter &painter, const DressedRow &row, int column, const QRect &cell,
                                const Look &look)
{
    using theme::Colour;
    const auto ink = [&](Colour token) { return this->ink(token, look); };
    const bool quiet = column == ModelColumn::Number || column == ModelColumn::Size ||
                       row.direction == Direction::Note || row.repeated;
    const auto loud = [&](Colour usual) {
        return ink(row.trouble ? Colour::Error : row.gap ? Colour::Warning : usual);
    };
    painter.setPen(row.gap ? ink(Colour::Warning) : ink(quiet ? Colour::Dim : Colour::Text));

    switch (column) {
    case ModelColumn::Number:
        return drawFigures(painter, cell, row.number, Qt::AlignRight, look);
    case ModelColumn::Time:
        return paintTime(painter, row, cell, look);
    case ModelColumn::Size:
        return drawFigures(painter, cell, row.sizeText, Qt::AlignRight, look);
    case ModelColumn::DirectionColumn:
        return drawText(painter, cell, directionText(row.direction) + row.socket, look);
    case ModelColumn::Channel:
        return drawText(painter, cell, row.channel, look);
    case ModelColumn::User:
        return drawText(painter, cell, row.user, look);
    case ModelColumn::EnvelopeColumn:
        painter.setPen(ink(Colour::Dim));
        return drawText(painter, cell, row.envelope, look);
    case ModelColumn::Delivery:
        painter.setPen(ink(row.repeated ? Colour::Dim : Colour::Warning));
        return drawText(painter, cell, row.delivery, look);
    case ModelColumn::Acknowledged:
        painter.setPen(ink(row.ackLate ? Colour::Warning : Colour::Dim));
        return drawText(painter, cell, row.acknowledged, look);
    case ModelColumn::Type: {
        painter.drawPixmap(signIn(cell, look).topLeft(), glyph(row, look.pixelRatio));
        painter.setPen(loud(row.repeated ? Colour::Dim : kindColour(row.kind)));
        return drawText(painter, besideSign(cell, look), row.type, look);
    }
    case ModelColumn::Summary:
        if (row.broken || row.trouble)
            painter.setPen(ink(Colour::Error));
        return paintSummary(painter, row, cell, look);
    default:
        paintOwn(painter, column, cell, look);
    }
}

//! In another form than the usual one, it does not stand in the row. Spans end below each other.
void EventRowPainter::paintTime(QPainter &painter, const DressedRow &row, const QRect &cell, const Look &look)
{
    if (!look.beside)
        return drawFigures(painter, cell, row.time, Qt::AlignLeading, look);
    QRect room = cell;
    if (look.beside->isReference) {
        if (m_referenceGlyph.isNull() || m_referenceGlyph.devicePixelRatio() != look.pixelRatio)
            m_referenceGlyph = theme::icon(u"reference"_s, theme::Colour::Accent)
                                   .pixmap(QSize(m_glyphSide, m_glyphSide), look.pixelRatio);
        painter.drawPixmap(signIn(cell, look).topLeft(), m_referenceGlyph);
        room = besideSign(cell, look);
    }
    drawFigures(painter, room, look.beside->time.value_or(row.time),
                look.beside->isSpan ? Qt::AlignRight : Qt::AlignLeading, look);
}

void EventRowPainter::paintOwn(QPainter &painter, int column, const QRect &cell, const Look &look)
{
    const auto at = std::size_t(column - ModelColumn::ColumnCount);
    if (!look.beside || !look.beside->cells || at >= look.beside->cells->size())
        return;
    const PathCell &own = (*look.beside->cells)[at];
    if (own.isNumber) // a text that spells one may stand among others
        drawFigures(painter, cell, own.text,
                    own.kind == PathCell::Kind::Literal ? Qt::AlignRight : Qt::AlignLeading, look);
    else
        drawText(painter, cell, own.text, look);
}

//! What is odd about a delivery has a sign here, where every window has room for it.
void EventRowPainter::paintSummary(QPainter &painter, const DressedRow &row, const QRect &cell,
                                   const Look &look)
{
    const EventRow::Mark mark = row.mark();
    QRect rest = row.dress.isPlain() ? cell : paintDress(painter, row.dress, cell, look);
    if (mark != EventRow::Mark::None) {
        painter.drawPixmap(signIn(rest, look).topLeft(), markGlyph(mark, look.pixelRatio));
        rest = besideSign(rest, look);
    }
    drawText(painter, rest, row.summary, look);
}

//! The signs of what a person noted, and at the other end the comment. Returns what is left of \a cell.
QRect EventRowPainter::paintDress(QPainter &painter, const RowDress &dress, const QRect &cell,
                                  const Look &look)
{
    QRect rest = dress.comment.isEmpty() ? cell : paintComment(painter, dress.comment, cell, look);
    const auto hasRoom = [&] { return rest.width() >= m_glyphSide; };
    if (dress.isMarked && hasRoom()) {
        painter.drawPixmap(signIn(rest, look).topLeft(), flag(look.pixelRatio));
        rest = besideSign(rest, look);
    }
    for (int label = 1; label <= theme::markColourCount && hasRoom(); ++label) {
        if (!(unsigned(dress.labels) >> unsigned(label) & 1U))
            continue;
        rowdress::paintLabel(painter, signIn(rest, look), label);
        rest = besideSign(rest, look);
    }
    if (dress.sign != RowDress::Sign::None && hasRoom()) {
        rowdress::paintSign(painter, signIn(rest, look), dress.sign, dress.ruleColour);
        rest = besideSign(rest, look);
    }
    return rest;
}

//! It gets up to half of the cell: it is what somebody wants to find again.
QRect EventRowPainter::paintComment(QPainter &painter, const QString &comment, const QRect &cell,
                                    const Look &look)
{
    const int padding = m_padding / 2;
    const QString text = u"✎ "_s + comment;
    const int most = cell.width() / 2 - 2 * padding;
    if (most < 4 * m_digitWidth)
        return cell;
    const int width = std::min(most, int(std::ceil(shape(text, most).width)) + 1);
    const int taken = width + 2 * padding;
    const QRect chip = QStyle::visualRect(look.direction, cell,
                                          {cell.right() + 1 - taken, cell.y() + 1, taken, cell.height() - 2});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colour(theme::Colour::Mention));
    painter.drawRoundedRect(chip, padding, padding);
    painter.setPen(theme::colour(theme::Colour::MentionText));
    drawText(painter, QRect(chip.x() + padding, cell.y(), width, cell.height()), text, look);
    painter.restore();
    return QStyle::visualRect(look.direction, cell, cell.adjusted(0, 0, -taken - padding, 0));
}

QRect EventRowPainter::signIn(const QRect &cell, const Look &look) const
{
    return QStyle::visualRect(
        look.direction, cell,
        {cell.x(), cell.y() + (cell.height() - m_glyphSide) / 2, m_glyphSide, m_glyphSide});
}

QRect EventRowPainter::besideSign(const QRect &cell, const Look &look) const
{
    return QStyle::visualRect(look.direction, cell, cell.adjusted(m_glyphSide + m_padding / 2, 0, 0, 0));
}

const QPixmap &EventRowPainter::markGlyph(EventRow::Mark mark, qreal pixelRatio)
{
    QPixmap &known = m_markGlyphs[size_t(mark)];
    if (!known.isNull() && known.devicePixelRatio() == pixelRatio)
        return known;
    const QString name = mark == EventRow::Mark::AckLate ? u"warning"_s
                         : mark == EventRow::Mark::Late  ? u"clock"_s
                                                         : u"refresh"_s;
    const auto token = mark == EventRow::Mark::Again ? theme::Colour::Dim : theme::Colour::Warning;
    known = theme::icon(name, token).pixmap(QSize(m_glyphSide, m_glyphSide), pixelRatio);
    return known;
}

const QPixmap &EventRowPainter::glyph(const DressedRow &row, qreal pixelRatio)
{
    QPixmap &known = m_kindGlyphs[row.trouble ? size_t(eventClassCount) : size_t(row.kind)];
    if (known.isNull() || known.devicePixelRatio() != pixelRatio) {
        const QIcon icon = row.trouble ? theme::icon(u"error"_s, theme::Colour::Error) : kindIcon(row.kind);
        known = icon.pixmap(QSize(m_glyphSide, m_glyphSide), pixelRatio);
    }
    return known;
}

//! Readable ink on this row's ground. Finding it takes a search for contrast, so the answers are kept.
QColor EventRowPainter::ink(theme::Colour token, const Look &look)
{
    constexpr qreal readable = 4.5;
    const bool isTinted = !look.selected && look.dressed > 0;
    QColor &known = m_inks[isTinted ? size_t(1 + look.dressed) : size_t(look.selected)][size_t(token)];
    if (!known.isValid() && isTinted)
        known = theme::distinctOn(theme::colour(token), theme::markGround(look.dressed), readable);
    else if (!known.isValid())
        known = theme::colourOn(token, look.selected ? theme::Colour::Selection : theme::Colour::Background);
    return known;
}

const QPixmap &EventRowPainter::flag(qreal pixelRatio)
{
    if (m_flag.isNull() || m_flag.devicePixelRatio() != pixelRatio)
        m_flag =
            theme::icon(u"flag"_s, theme::Colour::Accent).pixmap(QSize(m_glyphSide, m_glyphSide), pixelRatio);
    return m_flag;
}

void EventRowPainter::drawText(QPainter &painter, const QRect &cell, const QString &text, const Look &look)
{
    if (text.isEmpty() || cell.width() <= 0)
        return;
    const TextKey key{text, cell.width()};
    const theme::ShapedLine *shaped = m_texts.object(key);
    if (!shaped) {
        auto *fresh = new theme::ShapedLine(shape(text, cell.width()));
        m_texts.insert(key, fresh);
        shaped = fresh;
    }
    const qreal left = look.direction == Qt::RightToLeft ? cell.right() + 1 - shaped->width : cell.x();
    shaped->draw(painter, {left, qreal(cell.y() + m_baseline)});
}

//! Glyphs placed around the baseline, so that scripts from different fonts stand on one line. Shaping takes
//! time for each letter, and of a long text most can't be seen: its beginning is enough if that fills the
//! cell.
theme::ShapedLine EventRowPainter::shape(const QString &text, int width) const
{
    const Qt::LayoutDirection direction = text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    const auto shaped = [&](qsizetype most) {
        return theme::shapedLine(text.left(outsideEmoji(text, most)), m_font, width, Qt::ElideRight,
                                 direction);
    };
    // No letter but those of a few scripts is narrower than a third of a digit: longer text can't fit. Of the
    // units of an emoji up to eight are.
    const int digits = width / std::max(1, m_digitWidth);
    const qsizetype most = 8 * digits + 32;
    const qsizetype likely = 3 * digits / 2 + 16;
    if (outsideEmoji(text, likely) < std::min(most, text.size())) {
        theme::ShapedLine line = shaped(likely);
        if (line.isCut)
            return line;
    }
    return shaped(most);
}

//! Digits in steps of the widest one, so that figures stand under each other in any font; placed by hand,
//! because a number is never the same twice and shaping each would be most of the table's work.
void EventRowPainter::drawFigures(QPainter &painter, const QRect &cell, const QString &figures,
                                  Qt::Alignment alignment, const Look &look)
{
    QVarLengthArray<quint32, 24> glyphs;
    QVarLengthArray<QPointF, 24> places;
    qreal x = 0;
    for (const QChar c : figures) {
        const quint32 glyph = c.unicode() < m_glyphs.size() ? m_glyphs[c.unicode()].index : 0;
        if (glyph == 0)
            return drawText(painter, cell, figures, look);
        glyphs.append(glyph);
        places.append({x, 0});
        x += c.isDigit() ? m_digitWidth : m_glyphs[c.unicode()].advance;
    }
    if (x > cell.width() + 1) // cut short with a sign of it, not over its neighbour
        return drawText(painter, cell, figures, look);
    QGlyphRun run;
    run.setRawFont(m_rawFont);
    run.setRawData(glyphs.constData(), places.constData(), int(glyphs.size()));
    // Figures end below each other in either direction of reading.
    const bool atRight = alignment & Qt::AlignRight || look.direction == Qt::RightToLeft;
    const qreal left = atRight ? cell.right() + 1 - x : cell.x();
    painter.drawGlyphRun({left, qreal(cell.y() + m_baseline)}, run);
}

} // namespace rtmscope
