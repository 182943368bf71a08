// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QTextCharFormat>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace rtmscope {

class Workspace;

//! A place in a message that can be pointed at.
struct Hit
{
    enum class Kind : quint8 {
        None,
        Link,
        User,
        Channel,
        Thread,
        Event, //!< the whole of a message of which only the beginning is shown
        Reaction,
        Retry,
        CheckAgain,
        SendAnyway,
        Discard,
        Copy,
        Life, //!< what became of a message of ours; a click shows all of it
        Tip
    };
    Kind kind = Kind::None;
    QString target; //!< URL, id or emoji name
    QString tip;    //!< what a tool tip says
    friend bool operator==(const Hit &, const Hit &) = default;
    //! Whether a click does something.
    bool isActive() const
    {
        switch (kind) {
        case Kind::Link:
        case Kind::Thread:
        case Kind::Event:
        case Kind::Retry:
        case Kind::CheckAgain:
        case Kind::SendAnyway:
        case Kind::Discard:
        case Kind::Copy:
        case Kind::Life:
            return true;
        default:
            return false;
        }
    }
};

//! A run of text that carries a hit, a background, or both.
struct Mark
{
    enum class Chip : quint8 { None, Code, Mention, OwnMention };
    qsizetype begin = 0;
    qsizetype end = 0;
    Chip chip = Chip::None;
    Hit hit;
    QList<QRectF> rects; //!< filled by TextPiece::layOut, relative to the piece
};

//! Text being put together, run by run, before it is laid out.
class TextBuilder
{
public:
    void add(const QString &text, const QTextCharFormat &format = {});
    void add(const QString &text, const QTextCharFormat &format, Mark::Chip chip, const Hit &hit);
    //! A message's span: names resolved, styles and chips applied.
    void addSpan(const Span &span, const Workspace &workspace, const QTextCharFormat &base = {});
    //! A whole emoji: all of it in the colour font, also where that would be text on its own.
    void addEmoji(const QString &glyph, const QTextCharFormat &format);
    bool isEmpty() const { return text.isEmpty(); }

    QString text;
    QList<QTextLayout::FormatRange> formats;
    QList<Mark> marks;
    bool isRelative = false; //!< holds a date that reads differently as time goes by
    //! Aligned as the text itself reads; otherwise with the window. In a window that reads from the right the
    //! two differ for much of what is written.
    bool flows = false;
    bool leading = false;  //!< among flowing text, yet aligned with the window
    bool asWindow = false; //!< also laid out in the window's direction: names and times in their order
};

//! Laid-out text at a place inside a message.
class TextPiece
{
public:
    enum class Wrap : quint8 { Words, Anywhere };

    //! Lays out in \a width; the height is then known.
    TextPiece(TextBuilder builder, const QFont &font, QColor colour, qreal width, Wrap wrap = Wrap::Words);

    void moveTo(QPointF at) { m_at = at; }
    //! To the same place seen from the other side of \a across.
    void mirror(qreal across)
    {
        m_at.setX(across - m_at.x() - (m_alignRight || m_isCode ? m_width : m_naturalWidth));
    }
    QPointF at() const { return m_at; }
    qreal height() const { return m_height; }
    qreal naturalWidth() const { return m_naturalWidth; }
    bool isRightToLeft() const { return m_rightToLeft; }
    void paint(QPainter &painter, QPointF origin, const Hit &hot) const;
    Hit hitTest(QPointF point) const;

private:
    void layOut(Wrap wrap);
    int lineAt(qsizetype position) const;
    void placeMarks();

    std::unique_ptr<QTextLayout> m_layout;
    QList<Mark> m_marks;
    QColor m_colour;
    QPointF m_at;
    qreal m_width = 0; //!< in which it is laid out
    qreal m_height = 0;
    qreal m_naturalWidth = 0;
    bool m_rightToLeft = false;
    bool m_alignRight = false;
    bool m_isCode = false;
};

} // namespace rtmscope
