// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/rowcopy.h"
#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/monitor/table/eventrowpainter.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/monitor/table/tableselection.h"

#include <QTableView>

class QMenu;

namespace rtmscope {

class ColumnHeader;
class ColumnLayout;

//! The event list. A QTableView, for its header, keyboard and accessibility, that paints its rows by itself
//! (EventRowPainter), and of rows that come in at the end only those.
class EventTable : public QTableView
{
    Q_OBJECT
public:
    //! What keys and menus ask for that takes no more words.
    enum class Command : quint8 {
        GoToEnd,
        ToggleFollowing,
        TogglePause,
        FocusFilter,
        Open, //!< the current row, to be read
        Fork, //!< to go on from the current row with events of one's own
        SelectNothing,
        ShowArrival,
        Clear,
        UndoClear,
        EditColumns,
    };

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit EventTable(QWidget *parent = nullptr);

    void setEventModel(EventTableModel *model);
    EventTableModel *eventModel() const { return m_model; }
    ColumnHeader &head() const { return *m_head; }
    ColumnLayout &columns() const { return *m_columns; }
    //! Shown in the middle while there is no row.
    void setEmptyText(const QString &text);
    QString emptyText() const { return m_emptyText; }
    bool isAtEnd() const;
    //! The first row that is wholly visible, -1 if there is none.
    int topRow() const;
    void putRowAtTop(int row);
    //! Moves nothing if the row is wholly visible; else puts it in the middle, with what led to it above.
    void bringIntoView(int row);
    //! Likewise, but goes no further than needed, as after a step by key.
    void scrollToRow(int row);

    //! Rows with a greater number are dim; 0: none are.
    void setMoment(quint64 seq);

    void selectAll() override;
    void keyboardSearch(const QString &) override {} // letters are commands here

Q_SIGNALS:
    //! The user scrolled away from the end or chose a row.
    void leftEnd();
    void commanded(rtmscope::EventTable::Command command);
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);
    //! By the head or a key: the next order of those that a column has.
    void sortRequested(int column);
    void orderRequested(int column, Qt::SortOrder order);
    void copyRequested(rtmscope::CopyFormat format);
    //! The menu of \a cell is about to be shown; whoever has more to offer adds it. \a expression is a filter
    //! for the cell's value, empty if it makes none.
    void menuOpening(QMenu *menu, const QModelIndex &cell, const QString &expression);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void doItemsLayout() override;
    void reset() override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void scrollContentsBy(int dx, int dy) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void measure();
    void step(QKeyEvent *event);
    void goTo(int row, bool extend);
    bool extendByKey(const QKeyEvent &event);

    EventTableModel *m_model = nullptr;
    QString m_emptyText;
    RangeAnchor m_anchor;
    int m_appendedFrom = -1; //!< rows from here on were added at the end since the last layout; -1: none
    EventRowPainter m_rows;
    ColumnHeader *m_head;
    ColumnLayout *m_columns;
    quint64 m_moment = 0;
};

} // namespace rtmscope
