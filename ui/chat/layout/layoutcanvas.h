// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/layout/textpiece.h"

#include <QColor>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace rtmscope {

//! What a row is made of, at its place in the row: texts, the boxes behind them, icons. It is put down from
//! top to bottom, from the left; a window that reads from the right mirrors it in the end. Owned by a
//! MessageLayout.
class LayoutCanvas
{
public:
    //! A rectangle behind the text.
    struct Box
    {
        QRectF rect;
        QColor fill;
        QColor outline;
        qreal outlineWidth = 1;
        qreal radius = 0;
        Hit hit;
        bool hatched = false; //!< stripes on the fill
        bool line = false;    //!< a bar or hairline, which has to be seen on any ground
    };

    qreal y = 0;             //!< where the next thing goes
    bool isRelative = false; //!< it holds a date that reads differently as time goes by

    //! Puts \a builder at the current height and moves on.
    void put(TextBuilder builder, const QFont &font, QColor colour, qreal left, qreal right,
             TextPiece::Wrap wrap = TextPiece::Wrap::Words);
    void add(TextPiece piece, QPointF at);
    void add(Box box) { m_boxes.push_back(std::move(box)); }
    //! A box behind all that is added from now on, whose rectangle is known later only.
    std::size_t addFrame(Box box);
    void setFrame(std::size_t frame, const QRectF &rect) { m_boxes[frame].rect = rect; }
    //! From \a top to where we are.
    void addBar(qreal left, qreal top, const QColor &ink);
    void addHairline(const QRectF &rect);
    //! A box with an icon at its left.
    void addIconBox(const QString &icon, TextBuilder words, qreal left, qreal right);
    //! What is too much to show, and the way to the event that has it all.
    void addMore(const QString &words, qreal left, qreal right);
    //! All of it as seen from the other side of \a width.
    void mirror(qreal width);

    void paint(QPainter &painter, QPointF origin, bool selected, const Hit &hot) const;
    Hit hitTest(QPoint point) const;

private:
    struct Icon
    {
        QString name;
        QRectF rect;
    };
    void paintBoxes(QPainter &painter, QPointF origin, bool selected) const;

    std::vector<TextPiece> m_texts;
    std::vector<Box> m_boxes;
    std::vector<Icon> m_icons;
};

} // namespace rtmscope
