// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/messagelayout.h"

#include "core/text/cleantext.h"
#include "core/workspace/sendlife.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/blocklayout.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/layout/textformats.h"
#include "ui/theme/rowlook.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::formats::bold;
using rtmscope::formats::coloured;
using rtmscope::formats::secondary;
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
        m_bodyTop = int(std::ceil(m_canvas.y));
        m_canvas.y = m_bodyTop + grid(row.setting.grouped || quiet ? 0.5 : 1.5);
        if (row.setting.grouped)
            m_sideTime = words::timeOfDay(row.message.timeUs);
        if (quiet)
            addSystemLine();
        else
            addMessage();
        m_canvas.y += grid(row.setting.grouped || quiet ? 0.5 : 1);
    }
    m_height = int(std::ceil(m_canvas.y));
    if (m_mirrored)
        m_canvas.mirror(m_width);
    m_message = nullptr;
    m_workspace = nullptr;
}

BlockLayout MessageLayout::blocks()
{
    return {m_canvas, *m_message, *m_workspace};
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
    m_lines.push_back({text, token, QRectF(margin, m_canvas.y, m_width - 2 * margin, needed), textAtEnd});
    m_canvas.y += needed;
}

void MessageLayout::addOlder(const QString &text)
{
    m_canvas.y = grid(2);
    TextBuilder builder;
    builder.add(text, bold(secondary(Colour::Accent)));
    TextPiece piece(std::move(builder), theme::secondaryFont(), colour(Colour::Accent), m_width);
    const QPointF at(std::max<qreal>(0, (m_width - piece.naturalWidth()) / 2), m_canvas.y);
    m_canvas.y += piece.height() + grid(2);
    m_canvas.add(std::move(piece), at);
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
    m_canvas.add({band, colour(Colour::Background), {}, 1, qreal(grid(1.25)), {}, true});
    m_canvas.add({ground, colour(Colour::Background), {}, 1, qreal(grid(0.75)), {}, false});
    m_canvas.add(std::move(piece), {ground.left() + padding, band.top() + grid(1)});
    m_canvas.y = band.bottom() + grid(1.5);
}

void MessageLayout::addMessage()
{
    const Message &message = *m_message;
    if (m_sideTime.isEmpty()) {
        const QString name = words::author(message, *m_workspace);
        m_initials = theme::initials(name);
        const QString id = message.user ? message.user.text() : message.bot ? message.bot.text() : name;
        m_avatarColour = theme::avatarColour(id);
        m_avatarTop = m_canvas.y;
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
            m_canvas.addMore(
                tr("… and %1 more files. The event has them all.").arg(message.files.size() - shown), m_left,
                m_right);
    }
    addLeftOut(content.leftOut);
    addReactions();
    addThreadLink();
    addTrouble();
    if (m_sideTime.isEmpty())
        m_canvas.y = std::max(m_canvas.y, m_avatarTop + grid(avatarSize));
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
    const QStringList marks = headerMarks();
    if (!marks.isEmpty())
        header.add(gap + marks.join(u" · "_s), secondary(Colour::Dim));
    const QString delivery = own ? words::delivery(message, *m_workspace, m_place.readOnly) : QString();
    if (!delivery.isEmpty()) {
        header.add(marks.isEmpty() ? gap : u" · "_s, secondary(Colour::Dim));
        header.add(delivery, secondary(Colour::Dim), Mark::Chip::None, lifeHit());
    }
    header.leading = header.asWindow = true;
    m_canvas.put(std::move(header), theme::bodyFont(), colour(Colour::Text), m_left, m_right);
}

//! What is peculiar about the message, behind its time.
QStringList MessageLayout::headerMarks() const
{
    QStringList marks = words::peculiarities(*m_message);
    if (m_message->missed)
        marks.append(tr("back-filled"));
    if (m_message->broadcast) {
        const QString channel = isolated(m_workspace->conversationName(m_message->channel));
        marks.append(m_place.inThread ? tr("also sent to %1").arg(channel) : tr("replied in thread"));
    }
    if (m_message->deleted)
        marks.append(tr("deleted"));
    return marks;
}

TextBuilder MessageLayout::systemWords() const
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
    return builder;
}

void MessageLayout::addSystemLine()
{
    TextBuilder builder = systemWords();
    for (Mark &mark : builder.marks)
        mark.chip = Mark::Chip::None;
    for (QTextLayout::FormatRange &range : builder.formats)
        range.format.setForeground(colour(Colour::Dim));
    builder.add(u"\u2002"_s + words::timeOfDay(m_message->timeUs), secondary(Colour::Dim));
    builder.leading = true;
    m_canvas.put(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), m_left, m_right);
    addReactions();
    addThreadLink();
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
        tail.add(u"\u2002"_s + marks.join(u"\u2002"_s), secondary(Colour::Dim), Mark::Chip::None,
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
        m_canvas.put(std::move(builder), theme::bodyFont(), colour(Colour::Dim), m_left, m_right);
        return;
    }
    blocks().add(content.text, tail, m_left, m_right);
    if (!tail.isEmpty())
        m_canvas.put(std::move(tail), theme::bodyFont(), colour(Colour::Dim), m_left, m_right);
}

void MessageLayout::addAttachment(const Attachment &attachment)
{
    m_canvas.y += grid(1);
    TextBuilder none;
    blocks().add(attachment.pretext, none, m_left, m_right);
    if (!attachment.pretext.isEmpty())
        m_canvas.y += grid(0.5);
    const qreal top = m_canvas.y;
    blocks().add(attachment.body, none, m_left + grid(3), m_right);
    if (m_canvas.y > top)
        m_canvas.addBar(m_left, top,
                        attachment.colour.isEmpty() ? colour(Colour::Line) : QColor(attachment.colour));
}

void MessageLayout::addFile(const FileSummary &file)
{
    m_canvas.y += grid(1);
    const bool link = isOpenableLink(file.permalink);
    TextBuilder builder;
    builder.add(isolated(words::fileTitle(file)), coloured(link ? Colour::Accent : Colour::Text),
                Mark::Chip::None, link ? Hit{Hit::Kind::Link, file.permalink, file.permalink} : Hit{});
    const QString details = words::fileDetails(file);
    if (!details.isEmpty())
        builder.add(u"\u2002"_s + details, secondary(Colour::Dim));
    m_canvas.addIconBox(u"file"_s, std::move(builder), m_left, m_right);
}

//! What is too much to show is counted, and one click away.
void MessageLayout::addLeftOut(qsizetype letters)
{
    if (letters > 0)
        m_canvas.addMore(words::leftOut(letters), m_left, m_right);
}

void MessageLayout::addReactions()
{
    if (m_message->reactions.isEmpty() || m_message->tombstone)
        return;
    m_canvas.y += grid(1);
    qreal x = m_left;
    qreal rowHeight = 0;
    const qsizetype shown = std::min(m_message->reactions.size(), mostReactions);
    for (const Reaction &reaction : m_message->reactions.first(shown)) {
        TextPiece piece = reactionWords(reaction);
        const QSizeF size(piece.naturalWidth() + grid(4), piece.height() + grid(1));
        if (x > m_left && x + size.width() > m_right) {
            x = m_left;
            m_canvas.y += rowHeight + grid(1);
        }
        rowHeight = std::max(rowHeight, size.height());
        addReactionBox(reaction, QRectF(QPointF(x, m_canvas.y), size));
        m_canvas.add(std::move(piece), {x + grid(2), m_canvas.y + grid(0.5)});
        x += size.width() + grid(1.5);
    }
    m_canvas.y += rowHeight;
    if (const qsizetype more = m_message->reactions.size() - shown; more > 0) {
        TextBuilder builder;
        builder.add(tr("… and %1 more reactions. The event has them all.").arg(more), secondary(Colour::Dim),
                    Mark::Chip::None, {Hit::Kind::Event, {}, tr("Show the event")});
        m_canvas.put(std::move(builder), theme::secondaryFont(), colour(Colour::Dim), m_left, m_right);
    }
}

TextPiece MessageLayout::reactionWords(const Reaction &reaction) const
{
    const QString glyph = m_workspace->emojiGlyph(reaction.name);
    TextBuilder builder;
    QTextCharFormat large;
    large.setFont(theme::bodyFont());
    if (glyph.isEmpty())
        builder.add(u':' + reaction.name + u':');
    else
        builder.addEmoji(glyph, large);
    builder.add(u"\u2009"_s);
    builder.add(QString::number(reaction.count), isOurs(reaction) ? bold() : QTextCharFormat());
    return TextPiece(std::move(builder), theme::secondaryFont(), colour(Colour::Text), m_right - m_left);
}

void MessageLayout::addReactionBox(const Reaction &reaction, const QRectF &rect)
{
    const qreal pen = isOurs(reaction) ? 2 : 1;
    m_canvas.add({rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2),
                  colour(Colour::Background),
                  colour(isOurs(reaction) ? Colour::Accent : Colour::Line),
                  pen,
                  rect.height() / 2 - pen / 2,
                  {Hit::Kind::Reaction, reaction.name, words::reaction(reaction, *m_workspace)}});
}

bool MessageLayout::isOurs(const Reaction &reaction) const
{
    return reaction.users.contains(m_workspace->self());
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
    m_canvas.y += grid(0.75);
    TextBuilder builder;
    const MessageTs parent = m_message->isReply() ? m_message->threadTs : m_message->ts;
    builder.add(text, bold(coloured(Colour::Accent)), Mark::Chip::None,
                {Hit::Kind::Thread, parent.text(), tr("Open the thread")});
    builder.leading = true;
    m_canvas.put(std::move(builder), theme::secondaryFont(), colour(Colour::Accent), m_left, m_right);
}

//! What can be done about a message of ours that did not arrive.
void MessageLayout::addTroubleActions(TextBuilder &builder) const
{
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
}

void MessageLayout::addTrouble()
{
    const QString text = words::trouble(*m_message, *m_workspace, m_place.readOnly);
    if (text.isEmpty())
        return;
    const Colour token = m_message->delivery == Delivery::Failed ? Colour::Error : Colour::Warning;
    TextBuilder builder;
    builder.add(u"\u26a0\ufe0e "_s + text, coloured(token));
    addTroubleActions(builder);
    m_canvas.y += grid(0.5);
    builder.leading = true;
    m_canvas.put(std::move(builder), theme::secondaryFont(), colour(token), m_left, m_right);
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
    m_canvas.paint(painter, origin, state.selected, state.hot);
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

} // namespace rtmscope
