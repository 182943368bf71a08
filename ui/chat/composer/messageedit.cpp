// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/composer/messageedit.h"

#include "ui/theme/emojiformat.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace rtmscope {

namespace {

constexpr int mostLines = 8;

//! Emoji look here as they will in the messages.
class EmojiPainter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        constexpr qsizetype longest =
            16'000; // what can be sent at once; each key looks through the whole line
        if (text.size() > longest)
            return;
        for (const QTextLayout::FormatRange &emoji : theme::emojiFormats(text))
            setFormat(emoji.start, emoji.length, emoji.format);
    }
};

} // namespace

MessageEdit::MessageEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    if (!theme::emojiFamilies().isEmpty())
        new EmojiPainter(document());
}

void MessageEdit::setHint(const QString &hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    viewport()->update();
}

void MessageEdit::fitHeight()
{
    const qreal line = QFontMetricsF(font()).lineSpacing();
    const qreal most = mostLines * line;
    const qreal height = std::max(textHeight(most), line);
    const qreal margins = 2 * document()->documentMargin();
    setVerticalScrollBarPolicy(height > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    // The edit scrolls when less than a pixel is left over; so there are two.
    setFixedHeight(int(std::ceil(std::min(height, most) + margins)) + 2);
}

//! Of all lines without margins, but not much beyond \a most.
qreal MessageEdit::textHeight(qreal most) const
{
    qreal height = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && height <= most;
         block = block.next()) {
        blockBoundingRect(block); // lays it out
        height += block.layout()->boundingRect().height();
    }
    return height;
}

void MessageEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_hint.isEmpty() || !document()->isEmpty())
        return;
    const int margin = int(document()->documentMargin());
    const QRect room = viewport()->rect().adjusted(margin, 0, -margin, 0);
    const QRect cursor = cursorRect();
    const bool atRight = cursor.center().x() > room.center().x(); // so the keyboard's language has it
    QPainter painter(viewport());
    painter.setPen(theme::colour(theme::Colour::Dim));
    theme::drawText(painter, {room.left(), cursor.top(), room.width(), fontMetrics().height()},
                    int((atRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignTop) |
                        Qt::TextSingleLine,
                    fontMetrics().elidedText(m_hint, Qt::ElideRight, room.width()));
}

} // namespace rtmscope
