// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/layout/blocklayout.h"
#include "ui/chat/layout/messagecontent.h"
#include "ui/chat/layout/messagerow.h"

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
    bool isRelative() const { return m_canvas.isRelative; }
    //! Height of the lines above the message itself: day, "New", replies.
    int settingHeight() const { return m_bodyTop; }
    void paint(QPainter &painter, const QRect &rect, const State &state) const;
    Hit hitTest(QPoint point) const { return m_canvas.hitTest(point); }

private:
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
    void addAttachment(const Attachment &attachment);
    void addFile(const FileSummary &file);
    void addLeftOut(qsizetype letters);
    void addReactions();
    void addReactionBox(const Reaction &reaction, const QRectF &rect);
    void addThreadLink();
    void addTrouble();
    void addTroubleActions(TextBuilder &builder) const;
    BlockLayout blocks();
    QStringList headerMarks() const;
    TextBuilder systemWords() const;
    TextBuilder tailMarks() const;
    TextPiece reactionWords(const Reaction &reaction) const;
    bool isOurs(const Reaction &reaction) const;
    Hit lifeHit() const;
    void paintSettings(QPainter &painter, QPointF origin) const;
    void paintAvatar(QPainter &painter, QPointF origin) const;
    void paintSideTime(QPainter &painter, QPointF origin, const State &state) const;

    // Inputs, valid only while the constructor runs.
    const Message *m_message;
    const Workspace *m_workspace;
    Place m_place;

    LayoutCanvas m_canvas;
    std::vector<Line> m_lines;
    QString m_initials;
    QColor m_avatarColour;
    QString m_sideTime; //!< shown on hover beside grouped rows
    qreal m_width;
    bool m_mirrored;  //!< the window reads from the right
    qreal m_left = 0; //!< where text begins
    qreal m_right = 0;
    qreal m_avatarTop = 0;
    int m_bodyTop = 0;
    int m_height = 0;
};

} // namespace rtmscope
