// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/tabledesk.h"

#include "core/filter/assist/observedfields.h"
#include "core/log/eventlog.h"
#include "ui/monitor/columns/columnheader.h"
#include "ui/monitor/columns/columnspanel.h"
#include "ui/monitor/columns/noteline.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

TableDesk::TableDesk(EventTable &table, EventTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_model(model)
    , m_orderNote(new NoteLine(tr("Order of the events")))
    , m_clearedNote(new NoteLine(tr("Cleared events")))
{
    makeNotes();
    connect(&table, &EventTable::sortRequested, this, &TableDesk::sortByHead);
    connect(&table, &EventTable::orderRequested, this, &TableDesk::sort);
    connect(&table, &EventTable::commanded, this, &TableDesk::obey);
    connect(&table, &EventTable::copyRequested, this, &TableDesk::copy);
    connect(&table.columns(), &ColumnLayout::changed, this, &TableDesk::columnsChanged);
    connect(&table.head(), &QHeaderView::sectionMoved, this, &TableDesk::fillPanel);
    connect(&model, &QAbstractItemModel::modelReset, this, &TableDesk::goOnSorting);
    connect(&model, &EventTableModel::countsChanged, this, [this] {
        if (m_order && !m_run && !m_model.isSorted() && !m_model.isFiltering())
            startSorting();
    });
    connect(&m_copier, &RowCopier::told, this, &TableDesk::remarked);
}

TableDesk::~TableDesk() = default;

//! What the table's keys and menus ask for.
void TableDesk::obey(EventTable::Command command)
{
    switch (command) {
    case EventTable::Command::ShowArrival:
        return showArrival();
    case EventTable::Command::Clear:
        return clear();
    case EventTable::Command::UndoClear:
        return undoClear();
    case EventTable::Command::EditColumns:
        return editColumns();
    default:
        return; // the view's
    }
}

void TableDesk::makeNotes()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_orderNote);
    column->addWidget(m_clearedNote);
    m_sortAgain = m_orderNote->addButton(tr("Sort again"), [this] {
        if (m_order)
            sort(m_order->column, m_order->order);
    });
    m_backToArrival = m_orderNote->addButton(tr("Back to order of arrival"), [this] { showArrival(); });
    m_clearedNote->addButton(tr("Undo"), [this] { undoClear(); });
}

void TableDesk::reset()
{
    m_copier.cancel();
    m_fields.reset();
    if (m_panel)
        m_panel->close();
    m_run.reset();
    if (std::exchange(m_order, std::nullopt))
        m_table.head().setSorted(-1, Qt::AscendingOrder);
    tell();
}

void TableDesk::tell()
{
    const EventTableModel::Counts counts = m_model.counts();
    m_orderNote->say(m_order ? orderWords() : QString());
    m_sortAgain->setVisible(m_model.isSorted() && counts.newer > 0);
    const QString back = m_run ? tr("Cancel") : tr("Back to order of arrival");
    if (m_backToArrival->text() != back) {
        m_backToArrival->setText(back);
        m_backToArrival->setAccessibleName(back);
    }
    const QString cleared = QLocale().toString(counts.cleared);
    m_clearedNote->say(counts.cleared == 0   ? QString()
                       : counts.cleared == 1 ? tr("1 event cleared from the list")
                                             : tr("%1 events cleared from the list").arg(cleared));
}

QString TableDesk::titleOf(int column) const
{
    return m_model.headerData(column, Qt::Horizontal).toString();
}

QString TableDesk::orderWords() const
{
    const QString title = titleOf(m_order->column);
    if (m_run)
        return tr("Sorting by %1, %2 %").arg(title).arg(m_percent);
    if (!m_model.isSorted())
        return tr("Sorted by %1 as soon as the filter is through").arg(title);
    const QString words = tr("Sorted by %1, as of %2").arg(title, m_order->asOf.toString(u"HH:mm:ss"_s));
    const qsizetype newer = m_model.counts().newer;
    const QString waiting =
        newer == 1 ? tr("1 newer event waits") : tr("%1 newer events wait").arg(QLocale().toString(newer));
    return newer == 0 ? words : words + u" · "_s + waiting;
}

// ---- order
// ------------------------------------------------------------------------------------------------------

//! Upwards, downwards, and then as they came.
void TableDesk::sortByHead(int column)
{
    if (!m_order || m_order->column != column)
        sort(column, Qt::AscendingOrder);
    else if (m_order->order == Qt::AscendingOrder)
        sort(column, Qt::DescendingOrder);
    else
        showArrival();
}

void TableDesk::sort(int column, Qt::SortOrder order)
{
    if (!m_model.log() || column < 0 || column >= m_model.columnCount())
        return;
    const int own = column - EventTableModel::ColumnCount;
    const QString path = own < 0 ? QString() : m_model.rows().paths()[std::size_t(own)].text();
    m_run.reset();
    m_order = Order{column, path, order, {}};
    m_table.head().setSorted(column, order);
    Q_EMIT orderBegan();
    startSorting();
}

//! What the filter has not decided yet can't be sorted.
void TableDesk::startSorting()
{
    if (!m_model.log())
        return reset();
    if (m_model.isFiltering())
        return tell();
    m_percent = 0;
    m_order->asOf = QTime::currentTime();
    m_run = std::make_unique<SortRun>(
        m_model.log()->snapshot(),
        SortRun::Wish{std::make_shared<const std::vector<quint32>>(m_model.shown().allArrived()),
                      m_order->column, m_order->order, m_model.rows().cellContext()});
    connect(m_run.get(), &SortRun::advanced, this, [this](int percent) {
        m_percent = percent;
        tell();
    });
    connect(m_run.get(), &SortRun::finished, this, &TableDesk::sorted);
    tell();
}

void TableDesk::sorted()
{
    const bool isTooLarge = m_run->isTooLarge();
    SortedRows rows = m_run->take();
    m_run.release()->deleteLater(); // who just told this
    if (isTooLarge) {
        Q_EMIT remarked(tr("%1 is too much text to be sorted for so many events: filter first, then sort")
                            .arg(titleOf(m_order->column)));
        return showArrival();
    }
    m_model.showSorted(std::move(rows));
    m_table.scrollToTop();
    tell();
}

//! Another filter shows other rows: they stand in the same order as soon as all are known.
void TableDesk::goOnSorting()
{
    if (!m_order || m_model.isSorted())
        return;
    m_run.reset();
    startSorting();
}

void TableDesk::showArrival()
{
    if (!m_order)
        return;
    m_run.reset();
    m_order.reset();
    m_table.head().setSorted(-1, Qt::AscendingOrder);
    m_model.showArrival();
    tell();
    Q_EMIT orderEnded();
}

void TableDesk::clear()
{
    showArrival();
    m_model.clear();
    tell();
}

void TableDesk::undoClear()
{
    if (m_model.counts().cleared == 0)
        return;
    showArrival();
    m_model.undoClear();
    tell();
}

// ---- columns
// ----------------------------------------------------------------------------------------------------

void TableDesk::columnsChanged()
{
    fillPanel();
    if (!m_order || m_order->path.isEmpty())
        return tell();
    const std::vector<ColumnPath> &paths = m_model.rows().paths();
    const auto known = std::find_if(paths.begin(), paths.end(),
                                    [this](const ColumnPath &path) { return path.text() == m_order->path; });
    if (known == paths.end())
        return showArrival();
    const int column = EventTableModel::ColumnCount + int(known - paths.begin());
    if (column != m_order->column && m_run)
        return sort(column, m_order->order); // what is under way sorts by another one now
    m_order->column = column;
    m_table.head().setSorted(column, m_order->order);
    tell();
}

bool TableDesk::addColumn(const QString &text)
{
    const auto path = ColumnPath::parse(text);
    if (!path)
        return false;
    const int column = m_table.columns().addPath(*path);
    const QModelIndex current = m_table.currentIndex();
    const int row = current.isValid() ? current.row() : std::max(0, m_table.topRow());
    if (m_table.horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff && m_model.rowCount() > 0)
        m_table.scrollTo(m_model.index(row, column));
    return true;
}

void TableDesk::editColumns()
{
    if (m_panel) {
        m_panel->raise();
        return m_panel->activateWindow();
    }
    m_panel = new ColumnsPanel(window());
    m_panel->setAttribute(Qt::WA_DeleteOnClose);
    ColumnLayout &columns = m_table.columns();
    connect(m_panel, &ColumnsPanel::shownRequested, &columns,
            [&columns](int column, bool shown) { columns.setHidden(column, !shown); });
    connect(m_panel, &ColumnsPanel::shownRequested, this, &TableDesk::fillPanel);
    connect(m_panel, &ColumnsPanel::moveRequested, this, [this](int column, int by) {
        QHeaderView &head = m_table.head();
        const int from = head.visualIndex(column);
        head.moveSection(from, std::clamp(from + by, 0, head.count() - 1));
    });
    connect(m_panel, &ColumnsPanel::removeRequested, &columns, &ColumnLayout::removePath);
    connect(m_panel, &ColumnsPanel::resetRequested, &columns, &ColumnLayout::reset);
    connect(m_panel, &ColumnsPanel::pathEntered, this, [this](const QString &path) {
        m_panel->setProblem(addColumn(path)
                                ? QString()
                                : tr("“%1” is no path. Write it like item.channel, blocks.type or "
                                     "blocks[0].type.")
                                      .arg(path));
    });
    if (const EventLog *log = m_model.log()) {
        m_fields = std::make_unique<FieldsRun>(log->snapshot());
        connect(m_fields.get(), &FieldsRun::found, m_panel, &ColumnsPanel::setFields);
    }
    fillPanel();
    m_panel->show();
}

void TableDesk::fillPanel()
{
    if (!m_panel)
        return;
    QList<ColumnsPanel::Column> columns;
    for (const int column : m_table.columns().inOrder())
        columns.append({column, titleOf(column), !m_table.columns().isHidden(column),
                        column >= EventTableModel::ColumnCount});
    m_panel->setColumns(columns);
}

// ---- copying
// ----------------------------------------------------------------------------------------------------

void TableDesk::copy(CopyFormat format)
{
    const EventLog *log = m_model.log();
    if (!log)
        return;
    CopyWish wish;
    wish.format = format;
    for (const int row : tableselection::places(m_table, std::size_t(mostCopiedRows)))
        wish.rows.push_back(quint32(m_model.logRow(row)));
    wish.wanted = tableselection::count(m_table);
    if (wish.rows.empty() && m_table.currentIndex().isValid())
        wish.rows.push_back(quint32(m_model.logRow(m_table.currentIndex().row())));
    for (const int column : m_table.columns().inOrder()) {
        if (m_table.columns().isHidden(column))
            continue;
        wish.columns.push_back(column);
        wish.titles.append(titleOf(column));
    }
    wish.cells = m_model.rows().cellContext();
    m_copier.copy(log->snapshot(), wish);
}

} // namespace rtmscope
