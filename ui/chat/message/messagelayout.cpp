// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/messagelayout.h"

#include "core/mrkdwn/mrkdwn.h"
#include "core/text/cleantext.h"
#include "core/text/emoji.h"
#include "core/workspace/sendlife.h"
#include "core/workspace/workspace.h"
#include "ui/chat/message/lifewords.h"
#include "ui/chat/message/messagewords.h"
#include "ui/theme/hatching.h"
#include "ui/theme/rowlook.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qreal sideMargin = 4; // grid steps
constexpr qreal avatarSize = 8;
constexpr qreal avatarGap = 3;
constexpr qsizetype mostReactions = 200; // to one message
constexpr qsizetype mostFiles = 200;     // in one message

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::MessageLayout", text);
}

QTextCharFormat bold(QTextCharFormat format = {})
{
    format.setFontWeight(QFont::DemiBold);
    return format;
}

QTextCharFormat coloured(Colour token, QTextCharFormat format = {})
{
    format.setForeground(colour(token));
    return format;
}

QTextCharFormat secondary(Colour token)
{
    QTextCharFormat format;
    format.setFont(theme::secondaryFont());
    return coloured(token, format);
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

//! Widths for columns that want \a natural and have \a room: the narrow ones get what they want, the wide
//! ones share the rest.
std::vector<qreal> fitColumns(std::vector<qreal> natural, qreal room)
{
    std::vector<qreal> sorted = natural;
    std::sort(sorted.begin(), sorted.end());
    qreal left = room;
    qreal limit = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        limit = left / qreal(sorted.size() - i);
        if (sorted[i] > limit)
            break;
        left -= sorted[i];
        limit = sorted[i];
    }
    for (qreal &width : natural)
        width = std::max<qreal>(1, std::floor(std::min(width, limit)));
    return natural;
}

// Contrast of bars and hairlines with what is behind them.
constexpr qreal seenOnBackground = 1.2;
constexpr qreal seenOnSelection = 1.7;
constexpr qreal seenInHighContrast = 3;

constexpr std::size_t mostCells = 1'500; // laid out; a table of a data dump would take seconds

} // namespace

MessageLayout::MessageLayout(const MessageRow &row, const Workspace &workspace, int width, Place place,
                             QDate today, const QString &ownWords)
    : m_message(&row.message)
    , m_workspace(&workspace)
    , m_place(place)
    , m_width(width)
    , m_mirrored(QGuiApplication::isRightToLeft())
{
    const bool quiet = row.kind == MessageRow::Kind::Older || isSystemLine(row.message);
    const qreal margin = grid(place.inThread ? sideMargin - 0.5 : sideMargin);
    m_left = margin + grid(avatarSize) + grid(avatarGap);
    m_right = m_width - margin;
    if (row.kind == MessageRow::Kind::Older) {
        addOlder(ownWords);
    } else if (row.kind == MessageRow::Kind::Gap) {
        addGap(ownWords);
    } else {
        addSettings(row.setting, today);
        m_bodyTop = int(std::ceil(m_y));
        m_y = m_bodyTop + grid(row.setting.grouped || quiet ? 0.5 : 1.5);
        if (row.setting.grouped)
            m_sideTime = words::timeOfDay(row.message.timeUs);
        if (quiet)
            addSystemLine();
        else
            addMessage();
        m_y += grid(row.setting.grouped || quiet ? 0.5 : 1);
    }
    m_height = int(std::ceil(m_y));
    if (m_mirrored)
        mirror();
    m_message = nullptr;
    m_workspace = nullptr;
}

//! Everything is laid out from the left; a window that reads from the right sees it from the other side.
void MessageLayout::mirror()
{
    const auto flip = [this](QRectF &rect) { rect.moveLeft(m_width - rect.right()); };
    for (Box &box : m_boxes)
        flip(box.rect);
    for (Icon &icon : m_icons)
        flip(icon.rect);
    for (TextPiece &text : m_texts)
        text.mirror(m_width);
}

void MessageLayout::addSettings(const MessageRow::Setting &setting, QDate today)
{
    if (setting.day.isValid())
        addLine(words::day(setting.day, today), Colour::Dim, grid(9));
    if (setting.unread)
        addLine(tr("New"), Colour::Error, grid(5), true);
    if (setting.replies >= 0)
        addLine(words::replies(setting.replies), Colour::Dim, grid(6));
}

void MessageLayout::addLine(const QString &text, Colour token, qreal height, bool textAtEnd)
{
    const qreal margin = m_width - m_right;
    const qreal needed = std::max(height, QFontMetricsF(theme::secondaryFont()).height() + grid(0.5));
    m_lines.push_back({text, token, QRectF(margin, m_y, m_width - 2 * margin, needed), textAtEnd});
    m_y += needed;
}

void MessageLayout::addOlder(const QString &text)
{
    m_y = grid(2);
    TextBuilder builder;
    builder.add(text, bold(secondary(Colour::Accent)));
    TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Accent), m_width);
    piece.moveTo({std::max<qreal>(0, (m_width - piece.naturalWidth()) / 2), m_y});
    m_y += piece.height() + grid(2);
    m_texts.push_back(std::move(piece));
}

//! A hatched band over the whole width; its words stand on plain ground, or nobody could read them.
void MessageLayout::addGap(const QString &text)
{
    const qreal margin = m_width - m_right;
    const qreal frame = grid(4.5);
    const qreal padding = grid(1.5);
    TextBuilder builder;
    builder.add(text, coloured(Colour::Warning));
    TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Warning),
                    std::max<qreal>(grid(10), m_right - margin - 2 * (frame + padding)));
    const QRectF band(margin, grid(1.5), m_right - margin, piece.height() + grid(2));
    const qreal inner = std::min(piece.naturalWidth(), band.width() - 2 * (frame + padding));
    const QRectF ground(band.center().x() - inner / 2 - padding, band.top() + grid(0.5), inner + 2 * padding,
                        band.height() - grid(1));
    m_boxes.push_back({band, colour(Colour::Background), {}, 1, qreal(grid(1.25)), {}, true});
    m_boxes.push_back({ground, colour(Colour::Background), {}, 1, qreal(grid(0.75)), {}, false});
    piece.moveTo({ground.left() + padding, band.top() + grid(1)});
    m_texts.push_back(std::move(piece));
    m_y = band.bottom() + grid(1.5);
}

void MessageLayout::addMessage()
{
    const Message &message = *m_message;
    if (m_sideTime.isEmpty()) {
        const QString name = words::author(message, *m_workspace);
        m_initials = theme::initials(name);
        const QString id = message.user ? message.user.text() : message.bot ? message.bot.text() : name;
        m_avatarColour = theme::avatarColour(id);
        m_avatarTop = m_y;
        addHeader();
    }
    const MessageContent content = contentOf(message, Extent::Shown);
    addBody(content);
    if (!message.tombstone) {
        for (const Attachment &attachment : content.attachments)
            addAttachment(attachment);
        const qsizetype shown = std::min(message.files.size(), mostFiles);
        for (const FileSummary &file : message.files.first(shown))
            addFile(file);
        if (shown < message.files.size())
            addMore(tr("… and %1 more files. The event has them all.").arg(message.files.size() - shown),
                    m_left, m_right);
    }
    addLeftOut(content.leftOut);
    addReactions();
    addThreadLink();
    addTrouble();
    if (m_sideTime.isEmpty())
        m_y = std::max(m_y, m_avatarTop + grid(avatarSize));
}

void MessageLayout::addHeader()
{
    const Message &message = *m_message;
    const bool own = words::isOwn(message, *m_workspace);
    TextBuilder header;
    const QString id = message.user ? message.user.text() : message.bot.text();
    const QString tip =
        own ? isolated(m_workspace->authorName(message)) + u" · "_s + cleanName(id) : cleanName(id);
    header.add(isolated(words::author(message, *m_workspace)), bold(), Mark::Chip::None,
               {Hit::Kind::Tip, {}, tip});
    const QString gap = u"\u2002"_s;
    if (!own && words::isApp(message, *m_workspace))
        header.add(gap + tr("APP"), secondary(Colour::Dim));
    header.add(gap, secondary(Colour::Dim));
    header.add(words::timeOfDay(message.timeUs), secondary(Colour::Dim), Mark::Chip::None,
               {Hit::Kind::Tip, {}, words::moment(message.timeUs)});
    QStringList marks = words::peculiarities(message);
    if (message.missed)
        marks.append(tr("back-filled"));
    if (message.broadcast) {
        marks.append(m_place.inThread
                         ? tr("also sent to %1").arg(isolated(m_workspace->conversationName(message.channel)))
                         : tr("replied in thread"));
    }
    if (message.deleted)
        marks.append(tr("deleted"));
    if (!marks.isEmpty())
        header.add(gap + marks.join(u" · "_s), secondary(Colour::Dim));
    const QString delivery = own ? words::delivery(message, *m_workspace, m_place.readOnly) : QString();
    if (!delivery.isEmpty()) {
        header.add(marks.isEmpty() ? gap : u" · "_s, secondary(Colour::Dim));
        header.add(delivery, secondary(Colour::Dim), Mark::Chip::None, lifeHit());
    }
    header.leading = header.asWindow = true;
    put(std::move(header), theme::bodyFont(), colour(Colour::Text), m_left, m_right);
}

void MessageLayout::addSystemLine()
{
    const MessageContent content = contentOf(*m_message, Extent::Shown);
    const RichText line = systemLine(content.text, *m_message, *m_workspace);
    TextBuilder builder;
    for (const TextBlock &block : line.blocks) {
        if (!builder.isEmpty())
            builder.add(u" "_s);
        for (const Span &span : block.spans) {
            if (span.path == "user"_L1 && !span.target.isEmpty())
                builder.add(span.text, bold(), Mark::Chip::None,
                            {Hit::Kind::User, span.target, cleanName(span.target)});
            else if (span.kind == Span::Kind::User)
                builder.add(isolated(m_workspace->userName(UserId(span.target))), {}, Mark::Chip::None,
                            {Hit::Kind::User, span.target, cleanName(span.target)});
            else
                builder.addSpan(span, *m_workspace);
        }
    }
    for (Mark &mark : builder.marks)
        mark.chip = Mark::Chip::None;
    for (QTextLayout::FormatRange &range : builder.formats)
        range.format.setForeground(colour(Colour::Dim));
    builder.add(u"\u2002"_s + words::timeOfDay(m_message->timeUs), secondary(Colour::Dim));
    builder.leading = true;
    put(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), m_left, m_right);
    addReactions();
    addThreadLink();
}

QTextCharFormat MessageLayout::dimFormat() const
{
    return secondary(Colour::Dim);
}

QColor MessageLayout::textColour() const
{
    const bool waiting = m_message->delivery == Delivery::Queued || m_message->delivery == Delivery::Written;
    return colour(m_message->deleted || waiting ? Colour::Dim : Colour::Text);
}

//! What follows the last word of the text: "(edited)", and in rows without a header what the header would
//! say.
TextBuilder MessageLayout::tailMarks() const
{
    TextBuilder tail;
    QStringList marks;
    if (m_message->editedTs && !m_message->tombstone)
        marks.append(tr("(edited)"));
    if (!m_sideTime.isEmpty()) {
        marks += words::peculiarities(*m_message);
        if (m_message->deleted)
            marks.append(tr("deleted"));
        if (m_message->missed)
            marks.append(tr("back-filled"));
        if (words::isOwn(*m_message, *m_workspace) && m_message->delivery != Delivery::Received)
            marks.append(words::delivery(*m_message, *m_workspace, m_place.readOnly));
    }
    marks.removeAll(QString());
    if (!marks.isEmpty())
        tail.add(u"\u2002"_s + marks.join(u"\u2002"_s), dimFormat(), Mark::Chip::None,
                 m_sideTime.isEmpty() ? Hit() : lifeHit());
    return tail;
}

//! The way to all steps of a message of ours.
Hit MessageLayout::lifeHit() const
{
    const SendLife *life = m_workspace->sendLife(m_message->local);
    return life ? Hit{Hit::Kind::Life, m_message->local, words::lifeLines(*life)} : Hit();
}

void MessageLayout::addBody(const MessageContent &content)
{
    TextBuilder tail = tailMarks();
    QTextCharFormat quiet = coloured(Colour::Dim);
    quiet.setFontItalic(true);
    if (m_message->tombstone || m_message->placeholder) {
        TextBuilder builder;
        builder.add(m_message->tombstone ? tr("This message was deleted.")
                                         : tr("The first message of this thread is not loaded."),
                    quiet);
        put(std::move(builder), theme::bodyFont(), colour(Colour::Dim), m_left, m_right);
        return;
    }
    addRich(content.text, tail, m_left, m_right);
    if (!tail.isEmpty())
        put(std::move(tail), theme::bodyFont(), colour(Colour::Dim), m_left, m_right);
}

void MessageLayout::addRich(const RichText &text, TextBuilder &tail, qreal left, qreal right)
{
    addBlocks(text.blocks.constData(), text.blocks.size(), tail, left, right);
}

//! Barred blocks that follow each other share their bar.
void MessageLayout::addBlocks(const TextBlock *blocks, qsizetype count, TextBuilder &tail, qreal left,
                              qreal right)
{
    TextBuilder none;
    qreal barTop = -1;
    for (qsizetype i = 0; i < count; ++i) {
        const TextBlock &block = blocks[i];
        const bool barred = block.barred || block.kind == TextBlock::Kind::Quote;
        if (barTop >= 0 && !barred)
            addBar(left, std::exchange(barTop, -1), colour(Colour::Line));
        if (i > 0 && block.kind != TextBlock::Kind::ListItem)
            m_y += grid(0.5);
        if (barred && barTop < 0)
            barTop = m_y;
        addBlock(block, i + 1 == count ? tail : none, barred ? left + grid(3) : left, right);
    }
    if (barTop >= 0)
        addBar(left, barTop, colour(Colour::Line));
}

//! From \a top to where we are.
void MessageLayout::addBar(qreal left, qreal top, const QColor &ink)
{
    m_boxes.push_back(
        {QRectF(left, top, grid(0.75), m_y - top), ink, {}, 1, qreal(grid(0.25)), {}, false, true});
}

void MessageLayout::addHairline(const QRectF &rect)
{
    m_boxes.push_back({rect, colour(Colour::Line), {}, 1, 0, {}, false, true});
}

void MessageLayout::addBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right)
{
    switch (block.kind) {
    case TextBlock::Kind::Divider:
        addHairline({left, m_y + grid(1.5), right - left, 1});
        m_y += grid(3);
        return;
    case TextBlock::Kind::Preformatted:
        addPreformatted(block, left, right);
        return;
    case TextBlock::Kind::Unsupported:
        addUnsupported(block, left, right);
        return;
    case TextBlock::Kind::Table:
        addTable(block, left, right);
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
    case TextBlock::Kind::ListItem: {
        const qreal indent = left + grid(1) + block.indent * grid(5);
        TextBuilder marker;
        marker.add(block.marker);
        TextPiece piece(std::move(marker), theme::bodyFont(), textColour(), grid(20));
        const qreal gap = std::max<qreal>(grid(4), piece.naturalWidth() + grid(1.5));
        piece.moveTo({indent, m_y});
        m_texts.push_back(std::move(piece));
        addPlainBlock(block, tail, indent + gap, right);
        return;
    }
    case TextBlock::Kind::Quote:
    case TextBlock::Kind::Paragraph:
    case TextBlock::Kind::Heading:
    case TextBlock::Kind::Context:
        addPlainBlock(block, tail, left, right);
        return;
    }
}

void MessageLayout::addPlainBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right)
{
    QTextCharFormat base;
    if (m_message->deleted)
        base.setFontStrikeOut(true);
    if (m_message->subtype == "me_message"_L1)
        base.setFontItalic(true);
    TextBuilder builder;
    for (const Span &span : block.spans)
        builder.addSpan(span, *m_workspace, base);
    const bool small = block.kind == TextBlock::Kind::Context;
    const QFont font = small                                    ? theme::secondaryFont()
                       : block.kind == TextBlock::Kind::Heading ? headingFont(block.indent)
                                                                : theme::bodyFont();
    if (!tail.isEmpty()) {
        builder.add(tail.text, tail.formats.constFirst().format, Mark::Chip::None,
                    tail.marks.isEmpty() ? Hit() : tail.marks.constFirst().hit);
        tail = {};
    }
    put(std::move(builder), font, small ? colour(Colour::Dim) : textColour(), left, right);
}

void MessageLayout::addPreformatted(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder builder;
    for (const Span &span : block.spans) {
        Span plainSpan = span;
        plainSpan.style &= quint8(~Span::Code);
        builder.addSpan(plainSpan, *m_workspace);
    }
    const qreal top = m_y;
    m_y += grid(1.5);
    put(std::move(builder), theme::wireFont(), colour(Colour::CodeText), left + grid(2), right - grid(2),
        TextPiece::Wrap::Anywhere);
    m_y += grid(1.5);
    m_boxes.push_back(
        {QRectF(left, top, right - left, m_y - top), colour(Colour::Code), {}, 1, qreal(grid(1)), {}});
    m_y += grid(0.5);
}

void MessageLayout::addUnsupported(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder builder;
    for (const Span &span : block.spans)
        builder.addSpan(span, *m_workspace, coloured(Colour::Dim));
    if (builder.isEmpty())
        builder.add(tr("A block that is not shown here"), coloured(Colour::Dim));
    TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), right - left - grid(4));
    piece.moveTo({left + grid(2), m_y + grid(1)});
    const QRectF box(left, m_y, std::min(right - left, piece.naturalWidth() + grid(4)),
                     piece.height() + grid(2));
    m_boxes.push_back({box.adjusted(0.5, 0.5, -0.5, -0.5), {}, colour(Colour::Line), 1, qreal(grid(1)), {}});
    m_y += box.height() + grid(0.5);
    m_texts.push_back(std::move(piece));
}

//! A cell is one text: lists and code in it keep their signs, not their boxes.
TextBuilder MessageLayout::cellText(const TextCell &cell, bool isHeader) const
{
    TextBuilder builder;
    for (const TextBlock &block : cell.blocks) {
        if (!builder.isEmpty())
            builder.add(QString(QChar(QChar::LineSeparator)));
        if (!block.marker.isEmpty())
            builder.add(QString(block.indent * 2, u' ') + block.marker + u' ');
        for (Span span : block.spans) {
            if (block.kind == TextBlock::Kind::Preformatted)
                span.style |= Span::Code;
            builder.addSpan(span, *m_workspace, isHeader ? bold() : QTextCharFormat());
        }
    }
    return builder;
}

void MessageLayout::addTable(const TextBlock &block, qreal left, qreal right)
{
    std::size_t columns = 0;
    for (const auto &row : block.rows)
        columns = std::max(columns, row.size());
    if (columns == 0)
        return;
    const std::size_t rows = std::min(block.rows.size(), std::max<std::size_t>(1, mostCells / columns));
    const qreal side = grid(2);
    const qreal room = std::max<qreal>(1, right - left - 1 - qreal(columns) * (2 * side + 1));
    std::vector<qreal> natural(columns, grid(4));
    std::vector<std::vector<TextPiece>> pieces(rows);
    const auto lay = [&](std::size_t row, std::size_t column, qreal width) {
        return TextPiece(cellText(block.rows[row][column], row == 0), theme::bodyFont(), textColour(), width);
    };
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < block.rows[row].size(); ++column) {
            pieces[row].push_back(lay(row, column, room));
            natural[column] = std::max(natural[column], std::ceil(pieces[row].back().naturalWidth()));
        }
    }
    const std::vector<qreal> widths = fitColumns(natural, room);
    qreal width = 1;
    for (const qreal each : widths)
        width += each + 2 * side + 1;
    m_y += grid(0.5);
    const qreal top = m_y;
    const std::size_t frame = m_boxes.size();
    m_boxes.push_back({{}, {}, colour(Colour::Line), 1, qreal(grid(1)), {}});
    for (std::size_t row = 0; row < rows; ++row) {
        qreal height = QFontMetricsF(theme::bodyFont()).height();
        qreal x = left + 1 + side;
        for (std::size_t column = 0; column < pieces[row].size(); ++column) {
            TextPiece &piece = pieces[row][column];
            if (widths[column] < piece.naturalWidth() ||
                piece.isRightToLeft()) // that is set at the column's end
                piece = lay(row, column, widths[column]);
            const qreal spare =
                piece.isRightToLeft() ? 0 : std::max<qreal>(0, widths[column] - piece.naturalWidth());
            const TextCell::Align align = block.rows[row][column].align;
            const qreal shift = align == TextCell::Align::End      ? spare
                                : align == TextCell::Align::Centre ? spare / 2
                                                                   : 0;
            piece.moveTo({x + shift, m_y + grid(1)});
            height = std::max(height, piece.height());
            x += widths[column] + 2 * side + 1;
        }
        if (row > 0)
            addHairline({left, m_y, width, 1});
        m_y += height + grid(2);
        for (TextPiece &piece : pieces[row])
            m_texts.push_back(std::move(piece));
    }
    qreal x = left;
    for (std::size_t column = 0; column + 1 < columns; ++column) {
        x += widths[column] + 2 * side + 1;
        addHairline({x, top, 1, m_y - top});
    }
    m_boxes[frame].rect = QRectF(left, top, width, m_y - top).adjusted(0.5, 0.5, -0.5, -0.5);
    m_y += grid(0.5);
    if (const qsizetype more = qsizetype(block.rows.size() - rows) + block.rowsLeftOut; more > 0)
        addMore(words::moreRows(more), left, right);
}

//! Two cells stand side by side where there is room for both.
void MessageLayout::addFields(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder none;
    const bool fits = right - left >= grid(70);
    const qreal gap = grid(4);
    const qreal half = std::floor((right - left - gap) / 2);
    bool isFirst = true;
    for (const std::vector<TextCell> &row : block.rows) {
        const bool besides = fits && row.size() > 1;
        qreal bottom = m_y;
        qreal top = m_y + (isFirst ? 0 : grid(1));
        qreal x = left;
        for (const TextCell &cell : row) {
            m_y = top;
            addBlocks(cell.blocks.data(), qsizetype(cell.blocks.size()), none, x, besides ? x + half : right);
            bottom = std::max(bottom, m_y);
            if (besides)
                x += half + gap;
            else
                top = m_y + grid(1);
        }
        m_y = bottom;
        isFirst = false;
    }
}

//! Buttons and menus as they would stand there, dim: they work in the app that made them only.
void MessageLayout::addControls(const TextBlock &block, qreal left, qreal right)
{
    m_y += grid(0.5);
    qreal x = left;
    qreal rowHeight = 0;
    for (const Span &span : block.spans) {
        const bool opens = isOpenableLink(span.link);
        const QString &choices = span.target;
        const QString tip = opens ? span.link
                            : choices.isEmpty()
                                ? tr("It can be used in its own app only")
                                : tr("It can be used in its own app only. It offers:") + u'\n' + choices;
        const Hit hit = opens ? Hit{Hit::Kind::Link, span.link, tip} : Hit{Hit::Kind::Tip, {}, tip};
        TextBlock label;
        appendPlain(label, escapeEntities(span.text), span.path, {});
        TextBuilder builder;
        for (const Span &part : std::as_const(label.spans))
            builder.addSpan(part, *m_workspace, coloured(opens ? Colour::Accent : Colour::Dim));
        TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Dim),
                        right - left - grid(5));
        const QSizeF size(piece.naturalWidth() + grid(5), piece.height() + grid(1.5));
        if (x > left && x + size.width() > right) {
            x = left;
            m_y += rowHeight + grid(1);
            rowHeight = 0;
        }
        rowHeight = std::max(rowHeight, size.height());
        piece.moveTo({x + grid(2.5), m_y + grid(0.75)});
        m_boxes.push_back({QRectF(QPointF(x, m_y), size).adjusted(0.5, 0.5, -0.5, -0.5),
                           colour(Colour::Panel), colour(Colour::Line), 1, qreal(grid(1)), hit});
        m_texts.push_back(std::move(piece));
        x += size.width() + grid(1.5);
    }
    m_y += rowHeight + grid(0.5);
}

void MessageLayout::addCard(const TextBlock &block, qreal left, qreal right)
{
    TextBuilder words;
    for (const Span &span : block.spans)
        words.addSpan(span, *m_workspace);
    m_y += grid(0.5);
    addIconBox(iconOf(block.subject), std::move(words), left, right);
    m_y += grid(0.5);
}

//! A box with an icon at its left.
void MessageLayout::addIconBox(const QString &icon, TextBuilder words, qreal left, qreal right)
{
    const qreal before = grid(8); // the icon and the air around it
    TextPiece piece(std::move(words), theme::bodyFont(), colour(Colour::Text),
                    right - left - before - grid(2.5));
    piece.moveTo({left + before, m_y + grid(1.5)});
    const QRectF box(left, m_y, std::min(right - left, piece.naturalWidth() + before + grid(2.5)),
                     piece.height() + grid(3));
    m_icons.push_back({icon, QRectF(left + grid(2.5), box.center().y() - grid(2), grid(4), grid(4))});
    m_boxes.push_back({box.adjusted(0.5, 0.5, -0.5, -0.5),
                       colour(Colour::Panel),
                       colour(Colour::Line),
                       1,
                       qreal(grid(1.25)),
                       {}});
    m_y += box.height();
    m_texts.push_back(std::move(piece));
}

void MessageLayout::addAttachment(const Attachment &attachment)
{
    m_y += grid(1);
    TextBuilder none;
    addRich(attachment.pretext, none, m_left, m_right);
    if (!attachment.pretext.isEmpty())
        m_y += grid(0.5);
    const qreal top = m_y;
    addRich(attachment.body, none, m_left + grid(3), m_right);
    if (m_y > top)
        addBar(m_left, top, attachment.colour.isEmpty() ? colour(Colour::Line) : QColor(attachment.colour));
}

void MessageLayout::addFile(const FileSummary &file)
{
    m_y += grid(1);
    const bool link = isOpenableLink(file.permalink);
    TextBuilder builder;
    builder.add(isolated(words::fileTitle(file)), coloured(link ? Colour::Accent : Colour::Text),
                Mark::Chip::None, link ? Hit{Hit::Kind::Link, file.permalink, file.permalink} : Hit{});
    const QString details = words::fileDetails(file);
    if (!details.isEmpty())
        builder.add(u"\u2002"_s + details, dimFormat());
    addIconBox(u"file"_s, std::move(builder), m_left, m_right);
}

//! What is too much to show is counted, and one click away.
void MessageLayout::addLeftOut(qsizetype letters)
{
    if (letters > 0)
        addMore(words::leftOut(letters), m_left, m_right);
}

void MessageLayout::addMore(const QString &words, qreal left, qreal right)
{
    m_y += grid(0.5);
    TextBuilder more;
    more.add(words, secondary(Colour::Accent), Mark::Chip::None,
             {Hit::Kind::Event, {}, tr("Show the event")});
    put(std::move(more), theme::secondaryFont(), colour(Colour::Accent), left, right);
}

void MessageLayout::addReactions()
{
    if (m_message->reactions.isEmpty() || m_message->tombstone)
        return;
    m_y += grid(1);
    qreal x = m_left;
    const qreal gap = grid(1.5);
    qreal rowHeight = 0;
    const qsizetype shown = std::min(m_message->reactions.size(), mostReactions);
    for (const Reaction &reaction : m_message->reactions.first(shown)) {
        const QString glyph = m_workspace->emojiGlyph(reaction.name);
        const bool own = reaction.users.contains(m_workspace->self());
        TextBuilder builder;
        QTextCharFormat large;
        large.setFont(theme::bodyFont());
        if (glyph.isEmpty())
            builder.add(u':' + reaction.name + u':');
        else
            builder.addEmoji(glyph, large);
        builder.add(u"\u2009"_s);
        builder.add(QString::number(reaction.count), own ? bold() : QTextCharFormat());
        TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Text), m_right - m_left);
        const QSizeF size(piece.naturalWidth() + grid(4), piece.height() + grid(1));
        if (x > m_left && x + size.width() > m_right) {
            x = m_left;
            m_y += rowHeight + grid(1);
        }
        rowHeight = std::max(rowHeight, size.height());
        piece.moveTo({x + grid(2), m_y + grid(0.5)});
        const qreal pen = own ? 2 : 1;
        m_boxes.push_back({QRectF(QPointF(x, m_y), size).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2),
                           colour(Colour::Background),
                           colour(own ? Colour::Accent : Colour::Line),
                           pen,
                           size.height() / 2 - pen / 2,
                           {Hit::Kind::Reaction, reaction.name, words::reaction(reaction, *m_workspace)}});
        m_texts.push_back(std::move(piece));
        x += size.width() + gap;
    }
    m_y += rowHeight;
    if (const qsizetype more = m_message->reactions.size() - shown; more > 0) {
        TextBuilder builder;
        builder.add(tr("… and %1 more reactions. The event has them all.").arg(more), dimFormat(),
                    Mark::Chip::None, {Hit::Kind::Event, {}, tr("Show the event")});
        put(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), m_left, m_right);
    }
}

void MessageLayout::addThreadLink()
{
    if (m_place.inThread || m_message->replyCount <= 0)
        return;
    QString text = words::replies(m_message->replyCount);
    if (const qint64 last = m_message->latestReply.toMicroseconds(); last > 0) {
        const bool sameDay = words::localDate(last) == words::localDate(m_message->timeUs);
        text += u" · "_s +
                (sameDay ? tr("last at %1").arg(words::timeOfDay(last))
                         : tr("last on %1").arg(words::day(words::localDate(last), words::localDate(last))));
    }
    m_y += grid(0.75);
    TextBuilder builder;
    const MessageTs parent = m_message->isReply() ? m_message->threadTs : m_message->ts;
    builder.add(text, bold(coloured(Colour::Accent)), Mark::Chip::None,
                {Hit::Kind::Thread, parent.text(), tr("Open the thread")});
    builder.leading = true;
    put(std::move(builder), theme::secondaryFont(), colour(Colour::Accent), m_left, m_right);
}

void MessageLayout::addTrouble()
{
    const QString text = words::trouble(*m_message, *m_workspace, m_place.readOnly);
    if (text.isEmpty())
        return;
    const Colour token = m_message->delivery == Delivery::Failed ? Colour::Error : Colour::Warning;
    TextBuilder builder;
    builder.add(u"\u26a0\ufe0e "_s + text, coloured(token));
    const auto action = [&](const QString &word, Hit::Kind kind, const QString &tip) {
        builder.add(u"\u2003"_s);
        builder.add(word, bold(coloured(Colour::Accent)), Mark::Chip::None, {kind, m_message->local, tip});
    };
    const SendLife *life = m_workspace->sendLife(m_message->local);
    const SendLife::Doubt doubt = life ? life->doubt() : SendLife::Doubt::None;
    const bool isUnsure = m_message->delivery == Delivery::Unconfirmed;
    if (!m_place.readOnly) {
        if (!isUnsure || doubt == SendLife::Doubt::Missing)
            action(tr("Retry"), Hit::Kind::Retry, tr("Send it again"));
        if (isUnsure && doubt != SendLife::Doubt::Checking && doubt != SendLife::Doubt::Missing) {
            action(tr("Check again"), Hit::Kind::CheckAgain, tr("Look once more whether the server has it"));
            action(tr("Send anyway…"), Hit::Kind::SendAnyway, tr("Send it though it may arrive twice"));
        }
        action(tr("Discard"), Hit::Kind::Discard, tr("Forget this message"));
    }
    action(tr("Copy"), Hit::Kind::Copy, tr("Copy its text"));
    if (life)
        action(tr("Details"), Hit::Kind::Life, words::lifeLines(*life));
    m_y += grid(0.5);
    builder.leading = true;
    put(std::move(builder), theme::secondaryFont(), colour(token), m_left, m_right);
}

void MessageLayout::put(TextBuilder builder, const QFont &font, QColor textColour, qreal left, qreal right,
                        TextPiece::Wrap wrap)
{
    m_isRelative = m_isRelative || builder.isRelative;
    builder.flows = !builder.leading;
    TextPiece piece(std::move(builder), font, std::move(textColour), right - left, wrap);
    piece.moveTo({left, m_y});
    m_y += piece.height();
    m_texts.push_back(std::move(piece));
}

void MessageLayout::paint(QPainter &painter, const QRect &rect, const State &state) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF origin = rect.topLeft();
    const QRect body = rect.adjusted(0, m_bodyTop, 0, 0);
    if (state.selected) {
        theme::paintSelection(painter, body);
        if (state.focused)
            painter.fillRect(QRect(m_mirrored ? body.right() + 1 - grid(0.75) : body.left(), body.top(),
                                   grid(0.75), body.height()),
                             colour(Colour::Accent));
    } else if (state.hovered) {
        QColor wash = colour(Colour::Hover);
        wash.setAlphaF(0.5F);
        painter.fillRect(body, wash);
    }
    paintSettings(painter, origin);
    paintAvatar(painter, origin);
    paintSideTime(painter, origin, state);
    const QColor ground = colour(state.selected ? Colour::Selection : Colour::Background);
    const auto seen = [&](const QColor &ink) {
        const qreal usual = state.selected ? seenOnSelection : seenOnBackground;
        const bool strong = theme::scheme() == theme::Scheme::HighContrast;
        return theme::distinctOn(ink, ground, strong ? seenInHighContrast : usual);
    };
    for (const Box &box : m_boxes) {
        painter.setBrush(box.hatched          ? theme::hatching(box.fill)
                         : box.line           ? QBrush(seen(box.fill))
                         : box.fill.isValid() ? QBrush(box.fill)
                                              : QBrush(Qt::NoBrush));
        painter.setBrushOrigin(origin); // stripes move with their row
        painter.setPen(box.outline.isValid() ? QPen(seen(box.outline), box.outlineWidth) : QPen(Qt::NoPen));
        painter.drawRoundedRect(box.rect.translated(origin), box.radius, box.radius);
    }
    for (const Icon &icon : m_icons)
        theme::icon(icon.name, Colour::Dim).paint(&painter, icon.rect.translated(origin).toRect());
    for (const TextPiece &text : m_texts)
        text.paint(painter, origin, state.hot);
    painter.restore();
}

void MessageLayout::paintSettings(QPainter &painter, QPointF origin) const
{
    QFont font = theme::secondaryFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    for (const Line &line : m_lines) {
        const QRectF rect = line.rect.translated(origin);
        const qreal width = metrics.horizontalAdvance(line.text);
        const qreal y = std::round(rect.center().y());
        const bool textAtLeft = line.textAtEnd && m_mirrored;
        const qreal textLeft = textAtLeft       ? rect.left()
                               : line.textAtEnd ? rect.right() - width
                                                : rect.center().x() - width / 2;
        const QColor hair = colour(line.textAtEnd ? line.colour : Colour::Line);
        const auto hairline = [&](qreal from, qreal to) {
            if (to > from)
                painter.fillRect(QRectF(from, y, to - from, 1), hair);
        };
        hairline(rect.left(), textLeft - grid(2.5));
        if (!line.textAtEnd || textAtLeft)
            hairline(textLeft + width + grid(2.5), rect.right());
        painter.setPen(colour(line.colour));
        painter.drawText(QRectF(textLeft, rect.top(), width + 2, rect.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, line.text);
    }
}

void MessageLayout::paintAvatar(QPainter &painter, QPointF origin) const
{
    if (m_initials.isEmpty())
        return;
    const qreal margin = m_width - m_right;
    const QRectF rect(origin.x() + (m_mirrored ? m_width - margin - grid(avatarSize) : margin),
                      origin.y() + m_avatarTop + grid(0.25), grid(avatarSize), grid(avatarSize));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_avatarColour);
    painter.drawRoundedRect(rect, grid(1.75), grid(1.75));
    QFont font = theme::secondaryFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, m_initials);
}

void MessageLayout::paintSideTime(QPainter &painter, QPointF origin, const State &state) const
{
    if (m_sideTime.isEmpty() || !(state.hovered || state.selected))
        return;
    painter.setFont(theme::secondaryFont());
    painter.setPen(colour(Colour::Dim));
    const qreal room = m_left - grid(2);
    const QRectF rect(origin.x() + (m_mirrored ? m_width - room : 0), origin.y() + m_bodyTop, room,
                      m_height - m_bodyTop);
    const Qt::Alignment place =
        (m_mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute | Qt::AlignTop;
    painter.drawText(rect.adjusted(0, grid(0.75), 0, 0), static_cast<int>(place), m_sideTime);
}

Hit MessageLayout::hitTest(QPoint point) const
{
    for (const TextPiece &text : m_texts) {
        const Hit hit = text.hitTest(point);
        if (hit.kind != Hit::Kind::None)
            return hit;
    }
    for (const Box &box : m_boxes) {
        if (box.hit.kind != Hit::Kind::None && box.rect.contains(point))
            return box.hit;
    }
    return {};
}

} // namespace rtmscope
