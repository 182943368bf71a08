// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/rowdelegate.h"

#include "ui/theme/plainheader.h"
#include "ui/theme/rowlook.h"

#include <QAbstractItemView>
#include <QPainter>

using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

RowDelegate::RowDelegate(qreal lead, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_lead(lead)
{
}

int RowDelegate::lead() const
{
    return grid(m_lead);
}

theme::Colour RowDelegate::ink(const QModelIndex &) const
{
    return Colour::Text;
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (const QVariant given = index.data(Qt::SizeHintRole); given.isValid())
        return given.toSize();
    const int words = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {words + 2 * PlainHeader::padding() + (index.column() == 0 ? lead() : 0),
            option.fontMetrics.height() + grid(1.5)};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem full(option);
    initStyleOption(&full, index); // the item's own font, too
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver && index.flags() & Qt::ItemIsSelectable;
    const Colour ground = selected ? Colour::Selection : hovered ? Colour::Hover : Colour::Background;
    if (selected)
        theme::paintSelection(*painter, option.rect);
    else
        painter->fillRect(option.rect, colour(ground));
    if (!selected && option.state & QStyle::State_HasFocus)
        theme::paintFocusFrame(*painter, option.rect);
    if (selected && index.column() == 0 && view && view->hasFocus())
        painter->fillRect(
            QStyle::visualRect(option.direction, option.rect,
                               QRect(option.rect.topLeft(), QSize(grid(0.75), option.rect.height()))),
            colour(Colour::Accent));
    const int before = PlainHeader::padding() + (index.column() == 0 ? lead() : 0);
    const QRect room = QStyle::visualRect(option.direction, option.rect,
                                          option.rect.adjusted(before, 0, -PlainHeader::padding(), 0));
    painter->setFont(full.font);
    painter->setPen(theme::colourOn(ink(index), ground));
    const Qt::Alignment side = full.displayAlignment & Qt::AlignHorizontal_Mask;
    theme::drawText(*painter, room, int(side | Qt::AlignVCenter),
                    full.fontMetrics.elidedText(full.text, Qt::ElideRight, room.width()));
}

} // namespace rtmscope
