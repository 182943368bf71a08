// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtablemenu.h"

#include "core/text/cleantext.h"
#include "ui/access/menukeys.h"
#include "ui/monitor/columns/columnheader.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtable.h"

#include <QActionGroup>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QPersistentModelIndex>

namespace rtmscope::tablemenu {

namespace {

using Command = EventTable::Command;

constexpr qsizetype longestTitle = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::EventTable", text);
}

//! As an entry of a menu: an ampersand is none.
QString titleOf(const EventTable &table, int column)
{
    const QString title = table.eventModel()->headerData(column, Qt::Horizontal).toString();
    return shortened(title, longestTitle).replace(u'&', QStringLiteral("&&"));
}

template<typename Act>
QAction *add(QMenu &menu, const QString &words, bool possible, const Act &act, const QKeySequence &keys = {})
{
    QAction *action = menu.addAction(words, &menu, act);
    action->setEnabled(possible);
    if (!keys.isEmpty())
        action->setShortcut(keys); // shown only: the menu is gone by the time that they are pressed
    return action;
}

void addCopies(QMenu &menu, EventTable &table)
{
    const int count = tableselection::count(table);
    const QString rows = QLocale().toString(count);
    const auto words = [&](const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(rows);
    };
    const auto copy = [&](const QString &text, CopyFormat format, const QKeySequence &keys = {}) {
        add(
            menu, text, count > 0, [&table, format] { Q_EMIT table.copyRequested(format); }, keys);
    };
    copy(words(tr("Copy the event as text"), tr("Copy %1 events as text")), CopyFormat::Text,
         QKeySequence::Copy);
    copy(words(tr("Copy the event as JSON"), tr("Copy %1 events as JSON")), CopyFormat::Json);
    copy(words(tr("Copy the event as CSV"), tr("Copy %1 events as CSV")), CopyFormat::Csv);
    copy(words(tr("Copy the event as a Markdown table"), tr("Copy %1 events as a Markdown table")),
         CopyFormat::Markdown);
}

void addTimes(QMenu &menu, EventTable &table)
{
    EventTableModel *model = table.eventModel();
    auto *group = new QActionGroup(&menu);
    for (int form = 0; form < timeFormCount; ++form) {
        QAction *action = add(menu, TimeView::name(TimeForm(form)), true,
                              [model, form] { model->rows().setTimeForm(TimeForm(form)); });
        action->setCheckable(true);
        action->setChecked(model->rows().timeForm() == TimeForm(form));
        group->addAction(action);
    }
}

void addOrders(QMenu &menu, EventTable &table, int column)
{
    const QString title = titleOf(table, column);
    const auto sort = [&](const QString &words, Qt::SortOrder order) {
        add(menu, words.arg(title), true,
            [&table, column, order] { Q_EMIT table.orderRequested(column, order); });
    };
    sort(tr("Sort by %1, upwards"), Qt::AscendingOrder);
    sort(tr("Sort by %1, downwards"), Qt::DescendingOrder);
}

void addPresence(QMenu &menu, EventTable &table, int column)
{
    ColumnLayout &columns = table.columns();
    add(menu, tr("Hide %1").arg(titleOf(table, column)), true,
        [&columns, column] { columns.setHidden(column, true); });
    if (column >= EventTableModel::ColumnCount)
        add(menu, tr("Remove %1").arg(titleOf(table, column)), true,
            [&columns, column] { columns.removePath(column); });
}

void addAllColumns(QMenu &menu, EventTable &table)
{
    ColumnLayout &columns = table.columns();
    for (const int column : columns.inOrder()) {
        QAction *action = add(menu, titleOf(table, column), true,
                              [&columns, column] { columns.setHidden(column, !columns.isHidden(column)); });
        action->setCheckable(true);
        action->setChecked(!columns.isHidden(column));
    }
}

//! What concerns the columns, with \a column at its head.
void fillColumns(QMenu &menu, EventTable &table, int column)
{
    if (column >= 0) {
        addOrders(menu, table, column);
        add(menu, tr("Back to the order of arrival"), table.eventModel()->isSorted(),
            [&table] { Q_EMIT table.commanded(Command::ShowArrival); });
        menu.addSeparator();
        addPresence(menu, table, column);
    }
    addAllColumns(*menu.addMenu(tr("Show or hide")), table);
    addTimes(*menu.addMenu(tr("Times")), table);
    menu.addSeparator();
    add(menu, tr("Columns…"), true, [&table] { Q_EMIT table.commanded(Command::EditColumns); });
    add(menu, tr("Reset the columns"), true, [&table] { table.columns().reset(); });
}

} // namespace

void execForHead(EventTable &table, int column, const QPoint &globalPosition)
{
    QMenu menu(&table);
    fillColumns(menu, table, column);
    giveAccessKeys(menu);
    menu.exec(globalPosition);
}

void execForCell(EventTable &table, const QModelIndex &cell, const QPoint &globalPosition)
{
    EventTableModel *model = table.eventModel();
    const QString text = cell.data().toString();
    QMenu menu(&table);
    const QString expression = cell.data(EventTableModel::FilterRole).toString();
    addFilterActions(menu, expression, [&table](const QString &wanted, FilterJoin join) {
        Q_EMIT table.filterRequested(wanted, join);
    });
    menu.addSeparator();
    add(menu, tr("Copy cell"), !text.isEmpty(), [text] { QGuiApplication::clipboard()->setText(text); });
    addCopies(menu, table);
    menu.addSeparator();
    // Rows may come in between while the menu is open.
    const qsizetype logRow = model->logRow(cell.row());
    const bool isReference = model->rows().reference() == logRow;
    add(
        menu, isReference ? tr("Count times from it no longer") : tr("Count times from this event"), true,
        [model, logRow] { model->rows().toggleReference(logRow); }, QKeySequence(Qt::Key_R));
    add(menu, tr("Fork from here…"), true, [&table, chosen = QPersistentModelIndex(cell)] {
        if (!chosen.isValid())
            return;
        table.setCurrentIndex(chosen);
        Q_EMIT table.commanded(Command::Fork);
    });
    fillColumns(*menu.addMenu(tr("Column %1").arg(titleOf(table, cell.column()))), table, cell.column());
    menu.addSeparator();
    add(
        menu, tr("Clear the list"), true, [&table] { Q_EMIT table.commanded(Command::Clear); },
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete));
    add(
        menu, tr("Bring back what was cleared"), model->counts().cleared > 0,
        [&table] { Q_EMIT table.commanded(Command::UndoClear); }, QKeySequence(Qt::CTRL | Qt::Key_Z));
    Q_EMIT table.menuOpening(&menu, cell, expression);
    giveAccessKeys(menu);
    menu.exec(globalPosition);
}

} // namespace rtmscope::tablemenu
