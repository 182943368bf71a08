// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/message/messagecontent.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/textpiece.h"

#include <QRect>

#include <vector>

class QPainter;

namespace rtmscope {

class Workspace;

//! One row of a message list, laid out for a width: where each text, box and chip goes, how tall it is, what
//! is under the mouse. Immutable once made; kept by MessageDelegate until message, width, fonts or names
//! change.
class MessageLayout
{
public:
    struct State
    {
        bool selected = false;
        bool focused = false; //!< the selected row of the list that has the focus
        bool hovered = false;
        Hit hot;
    };

    //! The list that the row is in.
    struct Place
    {
        bool inThread = false;
        bool readOnly = false; //!< of a recording: nothing can be done about a message
    };

    //! \a ownWords is what a row says that is no message.
    MessageLayout(const MessageRow &row, const Workspace &workspace, int width, Place place, QDate today,
                  const QString &ownWords);

    int height() const { return m_height; }
    //! It holds a date that reads differently as time goes by: "3 minutes ago".
    bool isRelative() const { return m_isRelative; }
    //! Height of the lines above the message itself: day, "New", replies.
    int settingHeight() const { return m_bodyTop; }
    void paint(QPainter &painter, const QRect &rect, const State &state) const;
    Hit hitTest(QPoint point) const;

private:
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
    struct Icon
    {
        QString name;
        QRectF rect;
    };
    struct Line
    {
        QString text;
        theme::Colour colour;
        QRectF rect;
        bool textAtEnd = false;
        bool bold = true;
    };

    void addSettings(const MessageRow::Setting &setting, QDate today);
    void addLine(const QString &text, theme::Colour colour, qreal height, bool textAtEnd = false);
    void addOlder(const QString &text);
    void addGap(const QString &text);
    void addMessage();
    void addHeader();
    void addSystemLine();
    void addBody(const MessageContent &content);
    void addBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right);
    void addPlainBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right);
    void addPreformatted(const TextBlock &block, qreal left, qreal right);
    void addUnsupported(const TextBlock &block, qreal left, qreal right);
    void addTable(const TextBlock &block, qreal left, qreal right);
    void addFields(const TextBlock &block, qreal left, qreal right);
    void addControls(const TextBlock &block, qreal left, qreal right);
    void addCard(const TextBlock &block, qreal left, qreal right);
    void addBlocks(const TextBlock *blocks, qsizetype count, TextBuilder &tail, qreal left, qreal right);
    void addRich(const RichText &text, TextBuilder &tail, qreal left, qreal right);
    void addAttachment(const Attachment &attachment);
    void addFile(const FileSummary &file);
    void addIconBox(const QString &icon, TextBuilder words, qreal left, qreal right);
    void addBar(qreal left, qreal top, const QColor &ink);
    void addHairline(const QRectF &rect);
    TextBuilder cellText(const TextCell &cell, bool isHeader) const;
    void addLeftOut(qsizetype letters);
    void addMore(const QString &words, qreal left, qreal right);
    void addReactions();
    void addThreadLink();
    void addTrouble();
    //! Puts \a builder at the current height and moves on.
    void put(TextBuilder builder, const QFont &font, QColor colour, qreal left, qreal right,
             TextPiece::Wrap wrap = TextPiece::Wrap::Words);
    TextBuilder tailMarks() const;
    Hit lifeHit() const;
    QTextCharFormat dimFormat() const;
    QColor textColour() const;
    void mirror();
    void paintSettings(QPainter &painter, QPointF origin) const;
    void paintAvatar(QPainter &painter, QPointF origin) const;
    void paintSideTime(QPainter &painter, QPointF origin, const State &state) const;

    // Inputs, valid only while the constructor runs.
    const Message *m_message;
    const Workspace *m_workspace;
    Place m_place;

    std::vector<TextPiece> m_texts;
    std::vector<Box> m_boxes;
    std::vector<Icon> m_icons;
    std::vector<Line> m_lines;
    QString m_initials;
    QColor m_avatarColour;
    QString m_sideTime; //!< shown on hover beside grouped rows
    qreal m_width;
    bool m_mirrored;  //!< the window reads from the right
    qreal m_left = 0; //!< where text begins
    qreal m_right = 0;
    qreal m_y = 0;
    qreal m_avatarTop = 0;
    int m_bodyTop = 0;
    int m_height = 0;
    bool m_isRelative = false;
};

} // namespace rtmscope
