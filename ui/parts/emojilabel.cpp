// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/emojilabel.h"

#include "core/text/emojiruns.h"
#include "ui/theme/emojiformat.h"

#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace rtmscope {

namespace {

//! Lays out \a layout and gives the height that it takes.
qreal layOut(QTextLayout &layout, const theme::EmojiText &text, qreal width, Qt::LayoutDirection window)
{
    const bool atRight = window == Qt::RightToLeft;
    layout.setFormats(text.formats);
    QTextOption option((atRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(text.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += std::ceil(line.height());
    }
    layout.endLayout();
    return height;
}

} // namespace

EmojiLabel::EmojiLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

int EmojiLabel::heightForWidth(int width) const
{
    const theme::EmojiText whole = theme::emojiText(text());
    if (whole.formats.isEmpty())
        return QLabel::heightForWidth(width);
    QTextLayout layout(whole.text, font());
    return int(layOut(layout, whole, std::max(1, width), layoutDirection()));
}

void EmojiLabel::paintEvent(QPaintEvent *event)
{
    const theme::EmojiText whole = theme::emojiText(text());
    if (whole.formats.isEmpty())
        return QLabel::paintEvent(event);
    const QRectF room = contentsRect();
    QTextLayout layout(whole.text, font());
    const qreal height = layOut(layout, whole, std::max<qreal>(1, room.width()), layoutDirection());
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    layout.draw(&painter, {room.left(), room.top() + std::floor((room.height() - height) / 2)});
}

} // namespace rtmscope
