// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/figures/figuretable.h"

#include "ui/theme/plainheader.h"
#include "ui/theme/rowdelegate.h"

#include <QContextMenuEvent>
#include <QPainter>

#include <algorithm>

using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qreal lead = 2;     // rows begin where the words around do
constexpr int narrowest = 22; // letters of the column that takes what is left

//! Says by a small triangle what the rows are sorted by.
class SortHeader : public PlainHeader
{
public:
    using PlainHeader::PlainHeader;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        PlainHeader::paintSection(painter, rect, section);
        if (!isSortIndicatorShown() || sortIndicatorSection() != section)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::colourOn(Colour::Dim, Colour::Panel));
        const qreal half = grid(0.75);
        const qreal x = rect.center().x();
        const qreal tip = sortIndicatorOrder() == Qt::AscendingOrder ? rect.top() + 1 : rect.top() + 1 + half;
        const qreal base =
            sortIndicatorOrder() == Qt::AscendingOrder ? rect.top() + 1 + half : rect.top() + 1;
        painter->drawPolygon(QPolygonF({QPointF(x - half, base), QPointF(x + half, base), QPointF(x, tip)}));
        painter->restore();
    }
};

class FigureDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        RowDelegate::paint(painter, option, index);
        const QVariant bar = index.data(FigureTable::BarRole);
        if (!bar.isValid())
            return;
        const QVariant ink = index.data(FigureTable::BarColourRole);
        const bool selected = option.state & QStyle::State_Selected;
        const QColor ground = theme::colour(selected ? Colour::Selection : Colour::Background);
        const QRect cell = option.rect.adjusted(PlainHeader::padding(), 0, -PlainHeader::padding(), 0);
        const int high = std::max(2, grid(0.5));
        const QRect room(cell.left(), cell.bottom() - high, cell.width(), high);
        const int wide = std::max(1, qRound(std::clamp(bar.toDouble(), 0.0, 1.0) * room.width()));
        constexpr qreal visible = 3; // WCAG 2, for what is no text
        painter->fillRect(
            QStyle::visualRect(option.direction, room, QRect(room.topLeft(), QSize(wide, high))),
            theme::distinctOn(theme::colour(ink.isValid() ? Colour(ink.toInt()) : Colour::Accent), ground,
                              visible));
    }

protected:
    Colour ink(const QModelIndex &index) const override
    {
        const QVariant given = index.data(FigureTable::InkRole);
        return given.isValid() ? Colour(given.toInt()) : Colour::Text;
    }
};

} // namespace

FigureTable::FigureTable(const QString &name, QWidget *parent)
    : WithEmptyWords<QTreeView>(parent)
    , m_header(new SortHeader(this, grid(lead)))
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new FigureDelegate(lead, this));
    setHeader(m_header);
    m_header->setSectionsMovable(false);
    m_header->setHighlightSections(false);
    m_header->setStretchLastSection(false);
    m_header->setSectionsClickable(true);
    m_header->setSortIndicatorShown(true);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
}

void FigureTable::setColumns(const QList<Column> &columns)
{
    m_columns = columns;
    layOutColumns();
}

QList<int> FigureTable::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

//! What goes, the row's words for assistive tools and its tip still say.
void FigureTable::layOutColumns()
{
    if (!model() || m_columns.size() != model()->columnCount())
        return;
    m_header->setFont(theme::secondaryFont());
    m_header->setLead(grid(lead));
    const QFontMetrics metrics(theme::bodyFont());
    const int least = metrics.averageCharWidth() * narrowest;
    QList<int> widths;
    QList<int> order;
    int needed = 0;
    for (int column = 0; column < m_columns.size(); ++column) {
        const bool isRest = m_columns[column].widest.isEmpty();
        const int words = metrics.horizontalAdvance(m_columns[column].widest) + 2 * PlainHeader::padding() +
                          (column == 0 ? grid(lead) : 0);
        widths.append(isRest ? least : std::max(words, m_header->sectionSizeHint(column)));
        order.append(column);
        needed += widths.last();
    }
    std::stable_sort(order.begin(), order.end(),
                     [this](int a, int b) { return m_columns[a].rank > m_columns[b].rank; });
    const int room = viewport()->width();
    for (const int column : std::as_const(order)) {
        const int rank = m_columns[column].rank;
        const bool hides = rank == never || (needed > room && rank > 0);
        setColumnHidden(column, hides);
        needed -= hides ? widths[column] : 0;
    }
    for (int column = 0; column < m_columns.size(); ++column) {
        const bool isRest = m_columns[column].widest.isEmpty();
        setColumnWidth(column, widths[column] + (isRest ? std::max(0, room - needed) : 0));
    }
}

void FigureTable::resizeEvent(QResizeEvent *event)
{
    WithEmptyWords<QTreeView>::resizeEvent(event);
    layOutColumns();
}

void FigureTable::changeEvent(QEvent *event)
{
    WithEmptyWords<QTreeView>::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOutColumns();
}

//! The menu key acts on the current row, the mouse on the one under it.
void FigureTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid())
        Q_EMIT menuRequested(index, byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                          : event->globalPos());
}

} // namespace rtmscope
