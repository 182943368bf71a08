// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/plainheader.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

PlainHeader::PlainHeader(QWidget *parent, int lead)
    : QHeaderView(Qt::Horizontal, parent)
    , m_lead(lead)
{
}

int PlainHeader::padding()
{
    return grid(2);
}

void PlainHeader::setLead(int lead)
{
    m_lead = lead;
    viewport()->update();
}

void PlainHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->fillRect(rect, theme::colour(Colour::Panel));
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme::colour(Colour::Line));
    const auto alignment =
        model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    const int lead = visualIndex(section) == 0 ? m_lead : 0;
    const QRect room =
        QStyle::visualRect(layoutDirection(), rect, rect.adjusted(padding() + lead, 0, -padding(), 0));
    painter->setFont(font());
    painter->setPen(theme::colourOn(Colour::Dim, Colour::Panel));
    theme::drawText(*painter, room, int(alignment),
                    fontMetrics().elidedText(wordsOf(section), Qt::ElideRight, room.width()));
}

QString PlainHeader::wordsOf(int section) const
{
    const QString brief = model()->headerData(section, Qt::Horizontal, BriefRole).toString();
    return brief.isEmpty() ? model()->headerData(section, Qt::Horizontal).toString() : brief;
}

QSize PlainHeader::sectionSizeFromContents(int section) const
{
    const QString words = wordsOf(section);
    const int lead = visualIndex(section) == 0 ? m_lead : 0;
    return {fontMetrics().horizontalAdvance(words) + 2 * padding() + lead + 2,
            std::max(fontMetrics().height() + grid(2), grid(6))};
}

} // namespace rtmscope
