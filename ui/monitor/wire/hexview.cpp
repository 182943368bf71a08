// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/hexview.h"

#include "ui/monitor/wire/hexmodel.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using theme::Colour;

// More than this in the clipboard is of no use to anybody, and takes long to make.
constexpr qsizetype mostCopiedRows = 200'000;

//! Where the names of the columns begin, too.
int leftMargin()
{
    return theme::grid(1);
}

int letterWidth()
{
    return QFontMetrics(theme::wireFont()).horizontalAdvance(u'0');
}

//! Paints letter by letter, so that columns stand below each other whatever the font does with ligatures.
class HexDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        if (selected)
            theme::paintSelection(*painter, option.rect);
        else
            painter->fillRect(option.rect, theme::colour(Colour::Background));
        const int left = option.rect.left() + leftMargin();
        paintMark(*painter, option.rect, left, index);
        const QFont font = theme::wireFont();
        painter->setFont(font);
        const Colour ink = index.column() == HexModel::Offset ? Colour::Dim
                           : index.column() == HexModel::Hex  ? Colour::Text
                                                              : Colour::JsonString;
        painter->setPen(theme::colourOn(ink, selected ? Colour::Selection : Colour::Background));
        painter->drawText(option.rect.adjusted(leftMargin(), 0, 0, 0),
                          Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextForceLeftToRight,
                          index.data().toString());
        if ((option.state & QStyle::State_HasFocus) && index.column() == HexModel::Hex)
            theme::paintFocusFrame(*painter, option.rect);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {theme::grid(10), QFontMetrics(theme::wireFont()).height() + theme::grid(1)};
    }

private:
    static void paintMark(QPainter &painter, const QRect &rect, int left, const QModelIndex &index)
    {
        const int begin = index.data(HexModel::MarkBeginRole).toInt();
        const int end = index.data(HexModel::MarkEndRole).toInt();
        if (end <= begin || index.column() == HexModel::Offset)
            return;
        const int step = letterWidth() * (index.column() == HexModel::Hex ? 3 : 1);
        const int gap = index.column() == HexModel::Hex ? letterWidth() : 0;
        const QRect marked(left + begin * step - 1, rect.top(), (end - begin) * step - gap + 2,
                           rect.height());
        QColor ground = theme::colour(Colour::Error);
        ground.setAlphaF(0.25F);
        painter.fillRect(marked, ground);
        painter.setPen(theme::colour(Colour::Error));
        painter.drawRect(marked.adjusted(0, 0, -1, -1));
    }
};

} // namespace

HexView::HexView(QWidget *parent)
    : QTableView(parent)
    , m_model(new HexModel(this))
{
    setAccessibleName(tr("Event bytes"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setLayoutDirection(Qt::LeftToRight);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setItemDelegate(new HexDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setModel(m_model);
    connect(this, &QWidget::customContextMenuRequested, this, &HexView::showMenu);
    fitFonts();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_model->setBytes(bytes);
}

int HexView::bytesPerRow() const
{
    return m_model->perRow();
}

void HexView::fitFonts()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::wireFont()).height() + theme::grid(1));
    fitRow();
}

//! As many bytes as stand beside each other, in steps that people can count by.
void HexView::fitRow()
{
    const int letter = std::max(1, letterWidth());
    const int margins = theme::grid(4);
    const auto widths = [letter, margins](int bytes) {
        return std::array{8 * letter + margins, (3 * bytes - 1) * letter + margins, bytes * letter + margins};
    };
    int bytes = 4;
    for (const int more : {8, 16, 32}) {
        const auto needed = widths(more);
        if (needed[0] + needed[1] + needed[2] <= viewport()->width())
            bytes = more;
    }
    const qsizetype top = qsizetype(std::max(0, rowAt(0))) * m_model->perRow();
    qsizetype current = qsizetype(std::max(0, currentIndex().row())) * m_model->perRow();
    if (m_model->markBegin() >= current && m_model->markBegin() < current + m_model->perRow())
        current = m_model->markBegin();
    if (bytes != m_model->perRow()) {
        const bool hadCurrent = currentIndex().isValid();
        m_model->setPerRow(bytes);
        if (hadCurrent)
            setCurrentIndex(m_model->index(m_model->rowOf(current), HexModel::Hex));
        scrollTo(m_model->index(m_model->rowOf(top), HexModel::Offset), PositionAtTop);
    }
    const auto needed = widths(bytes);
    for (int column = 0; column < HexModel::ColumnCount; ++column)
        setColumnWidth(column, needed[std::size_t(column)]);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitRow();
}

void HexView::mark(qsizetype begin, qsizetype end, const QString &words)
{
    m_model->setMark(begin, end, words);
    if (m_model->rowCount() == 0)
        return;
    // The place behind the last byte is where something is missing.
    const int row = std::min(m_model->rowOf(begin), m_model->rowCount() - 1);
    if (end > begin || begin > 0) {
        setCurrentIndex(m_model->index(row, HexModel::Hex));
        scrollTo(currentIndex(), PositionAtCenter);
    }
}

QList<int> HexView::selectedRowNumbers() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < mostCopiedRows; ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

QString HexView::selectedLines() const
{
    QStringList lines;
    for (const int row : selectedRowNumbers())
        lines << m_model->line(row);
    return lines.join(u'\n');
}

void HexView::copy(CopyForm form) const
{
    QByteArray bytes;
    for (const int row : selectedRowNumbers())
        bytes += m_model->bytesOf(row);
    const QString text = form == CopyForm::Dump      ? selectedLines()
                         : form == CopyForm::Numbers ? QString::fromLatin1(bytes.toHex())
                                                     : QString::fromUtf8(bytes);
    QGuiApplication::clipboard()->setText(text);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy(CopyForm::Dump);
    QTableView::keyPressEvent(event);
}

void HexView::showMenu(const QPoint &at)
{
    QMenu menu(this);
    const bool any = selectionModel()->hasSelection();
    const auto add = [&menu, this, any](const QString &text, CopyForm form) {
        menu.addAction(text, this, [this, form] { copy(form); })->setEnabled(any);
    };
    add(tr("Copy rows"), CopyForm::Dump);
    add(tr("Copy as hexadecimal numbers"), CopyForm::Numbers);
    add(tr("Copy as text"), CopyForm::Letters);
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, &QAbstractItemView::selectAll);
    menu.addAction(tr("Find…"), this, &HexView::findRequested);
    menu.exec(viewport()->mapToGlobal(at));
}

} // namespace rtmscope
