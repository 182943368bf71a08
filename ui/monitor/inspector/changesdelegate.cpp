// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/changesdelegate.h"

#include "ui/monitor/inspector/changesmodel.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using theme::Colour;

// Of what both have in common, so much stands before the first letter that differs.
constexpr qsizetype commonShown = 12;

int lineHeight()
{
    return QFontMetrics(theme::wireFont()).height() + theme::grid(0.5);
}

int linesOf(const QModelIndex &index)
{
    return 1 + int(!index.data(ChangesModel::BeforeRole).toString().isNull()) +
           int(!index.data(ChangesModel::AfterRole).toString().isNull());
}

//! The parts of a value: what both have is dim, what differs is not.
class ValueLine
{
public:
    ValueLine(QPainter *painter, const QRect &room, Colour ground)
        : m_painter(painter)
        , m_room(room)
        , m_ground(ground)
    {
    }
    void write(const QString &text, Colour colour)
    {
        if (text.isEmpty() || m_room.width() <= 0)
            return;
        const QFont font = theme::wireFont();
        const QFontMetrics metrics(font);
        const QString fitting = metrics.elidedText(text, Qt::ElideRight, m_room.width());
        m_painter->setFont(font);
        m_painter->setPen(theme::colourOn(colour, m_ground));
        m_painter->drawText(m_room, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextForceLeftToRight,
                            fitting);
        m_room.setLeft(m_room.left() + metrics.horizontalAdvance(fitting));
    }

private:
    QPainter *m_painter;
    QRect m_room;
    Colour m_ground;
};

void paintValue(ValueLine line, const QString &sign, const QString &value, Colour colour, qsizetype start,
                qsizetype end)
{
    line.write(sign, colour);
    QString common = value.first(start);
    if (common.size() > commonShown)
        common = u'…' + common.last(commonShown);
    line.write(common, Colour::Dim);
    line.write(value.sliced(start, value.size() - start - end), colour);
    line.write(value.last(end), Colour::Dim);
}

} // namespace

void ChangesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        theme::paintSelection(*painter, option.rect);
    if (option.state & QStyle::State_HasFocus)
        theme::paintFocusFrame(*painter, option.rect);
    const Colour ground = selected ? Colour::Selection : Colour::Background;
    const QString before = index.data(ChangesModel::BeforeRole).toString();
    const QString after = index.data(ChangesModel::AfterRole).toString();
    const qsizetype start = index.data(ChangesModel::CommonStartRole).toInt();
    const qsizetype end = index.data(ChangesModel::CommonEndRole).toInt();

    QRect line = option.rect.adjusted(theme::grid(4), theme::grid(1), -theme::grid(2), 0);
    line.setHeight(lineHeight());
    const QString path = index.data(ChangesModel::PathRole).toString();
    ValueLine(painter, line, ground)
        .write(path.isEmpty() ? ChangesModel::tr("The whole") : path, Colour::JsonKey);
    if (!before.isNull()) {
        line.translate(0, lineHeight());
        paintValue(ValueLine(painter, line, ground), u"− "_s, before, Colour::Error, start, end);
    }
    if (!after.isNull()) {
        line.translate(0, lineHeight());
        paintValue(ValueLine(painter, line, ground), u"+ "_s, after, Colour::Ok, start, end);
    }
    painter->restore();
}

QSize ChangesDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {theme::grid(40), linesOf(index) * lineHeight() + theme::grid(2)};
}

} // namespace rtmscope
