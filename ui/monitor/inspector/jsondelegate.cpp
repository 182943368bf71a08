// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/jsondelegate.h"

#include "core/json/json.h"
#include "core/text/emojiruns.h"
#include "ui/monitor/inspector/jsontreemodel.h"
#include "ui/theme/emojiformat.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <cmath>

using rtmscope::json::Kind;
using rtmscope::theme::Colour;

namespace rtmscope {

namespace {

Colour valueColour(Kind kind)
{
    switch (kind) {
    case Kind::String:
        return Colour::JsonString;
    case Kind::Number:
        return Colour::JsonNumber;
    case Kind::Bool:
    case Kind::Null:
        return Colour::JsonLiteral;
    case Kind::Array:
    case Kind::Object:
        break;
    }
    return Colour::Text;
}

//! Draws from the left and keeps account of the room that is left.
class Pen
{
public:
    Pen(QPainter *painter, const QRect &room, bool selected)
        : m_painter(painter)
        , m_room(room)
        , m_ground(selected ? Colour::Selection : Colour::Background)
    {
    }

    void write(const QString &text, const QFont &font, Colour token, Qt::TextElideMode elide, int gap)
    {
        if (text.isEmpty() || m_room.width() <= 0)
            return;
        const QFontMetrics metrics(font);
        m_painter->setFont(font);
        m_painter->setPen(theme::colourOn(token, m_ground));
        if (!emojiRuns(text).isEmpty()) {
            const theme::ShapedLine line =
                theme::shapedLine(text, font, m_room.width(), elide, Qt::LeftToRight);
            const int top = m_room.top() + (m_room.height() - metrics.height()) / 2;
            line.draw(*m_painter, QPointF(m_room.left(), top + metrics.ascent()));
            m_room.setLeft(m_room.left() + int(std::ceil(line.width)) + gap);
            return;
        }
        const QString shown = metrics.elidedText(text, elide, m_room.width());
        m_painter->drawText(m_room, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextForceLeftToRight, shown);
        m_room.setLeft(m_room.left() + metrics.horizontalAdvance(shown) + gap);
    }
    int room() const { return m_room.width(); }

private:
    QPainter *m_painter;
    QRect m_room;
    Colour m_ground;
};

} // namespace

void JsonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected)
        theme::paintSelection(*painter, option.rect);
    else
        painter->fillRect(option.rect, theme::colour(Colour::Background));
    if (option.state & QStyle::State_HasFocus)
        theme::paintFocusFrame(*painter, option.rect);
    const QFont wire = theme::wireFont();
    const QString key = index.data(JsonTreeModel::KeyRole).toString();
    const QString ghost = index.data(JsonTreeModel::GhostRole).toString();
    const Kind kind = Kind(index.data(JsonTreeModel::KindRole).toInt());
    const bool element = key.startsWith(u'[');

    Pen pen(painter, option.rect.adjusted(theme::grid(0.5), 0, -theme::grid(1), 0), selected);
    pen.write(key, wire, element ? Colour::Dim : Colour::JsonKey, Qt::ElideRight,
              QFontMetrics(wire).horizontalAdvance(u' '));
    pen.write(index.data(JsonTreeModel::ValueRole).toString(), wire, valueColour(kind), Qt::ElideMiddle,
              theme::grid(2));
    pen.write(ghost, theme::secondaryFont(), Colour::Dim, Qt::ElideRight, 0);
    painter->restore();
}

QSize JsonDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {theme::grid(40), QFontMetrics(theme::wireFont()).height() + theme::grid(1.25)};
}

} // namespace rtmscope
