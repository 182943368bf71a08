// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/sortrun.h"
#include "ui/monitor/columns/rowcopier.h"
#include "ui/monitor/table/eventtable.h"

#include <QPointer>
#include <QTime>
#include <QWidget>

#include <memory>
#include <optional>

class QPushButton;

namespace rtmscope {

class ColumnsPanel;
class FieldsRun;
class NoteLine;

//! What can be done to the event table as a whole: another order of its rows, clearing it, copying rows,
//! choosing columns. As a widget it is the lines above the table that say what is special about what it
//! shows. GUI thread.
class TableDesk : public QWidget
{
    Q_OBJECT
public:
    //! Both must outlive it, or die with it.
    TableDesk(EventTable &table, EventTableModel &model, QWidget *parent = nullptr);
    ~TableDesk() override;

    //! To be called before the model gets another log: order and clearing end with it.
    void reset();
    //! Says how it stands: numbers have changed.
    void tell();

    //! Sorts what is shown now, or again; what comes later waits.
    void sort(int column, Qt::SortOrder order);
    void showArrival();
    //! Sorted, or about to be.
    bool hasOrder() const { return m_order.has_value(); }

    //! Takes everything so far from sight, or brings it back. The record is untouched.
    void clear();
    void undoClear();

    //! False if \a path is none.
    bool addColumn(const QString &path);
    void editColumns();

Q_SIGNALS:
    //! Rows will stand in another order than that of arrival, or do so no longer.
    void orderBegan();
    void orderEnded();
    //! For the line that says how it stands.
    void remarked(const QString &words);

private:
    struct Order
    {
        int column = 0;
        QString path = {}; //!< of a person's own column, whose number may change
        Qt::SortOrder order = Qt::AscendingOrder;
        QTime asOf = {};
    };

    void obey(EventTable::Command command);
    void makeNotes();
    void sortByHead(int column);
    void startSorting();
    void sorted();
    void goOnSorting();
    void columnsChanged();
    void copy(CopyFormat format);
    void fillPanel();
    QString orderWords() const;
    QString titleOf(int column) const;

    EventTable &m_table;
    EventTableModel &m_model;
    NoteLine *m_orderNote;
    NoteLine *m_clearedNote;
    QPushButton *m_sortAgain = nullptr;
    QPushButton *m_backToArrival = nullptr;
    std::optional<Order> m_order;
    std::unique_ptr<SortRun> m_run;
    int m_percent = 0;
    RowCopier m_copier;
    QPointer<ColumnsPanel> m_panel;
    std::unique_ptr<FieldsRun> m_fields;
};

} // namespace rtmscope
