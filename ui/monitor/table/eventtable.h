// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/monitor/table/eventrowpainter.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <QPersistentModelIndex>
#include <QTableView>

#include <vector>

namespace rtmscope {

//! The event list. A QTableView, for its header, keyboard and accessibility, that paints its rows by itself
//! (EventRowPainter), and of rows that come in at the end only those.
class EventTable : public QTableView
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit EventTable(QWidget *parent = nullptr);

    void setEventModel(EventTableModel *model);
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

    //! The entries of the log whose rows are selected, ascending. Costs some milliseconds where a million
    //! are.
    std::vector<quint32> selectedRows() const;

    //! Rows with a greater number are dim; 0: none are.
    void setMoment(quint64 seq);

    //! Widths and order of the columns, for any size of text.
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

    void selectAll() override;
    void keyboardSearch(const QString &) override {} // letters are commands here

Q_SIGNALS:
    //! The user scrolled away from the end or chose a row.
    void leftEnd();
    void endRequested();
    void followToggled();
    void pauseToggled();
    void filterFocusRequested();
    void opened();        //!< Enter or double click on a row
    void forkRequested(); //!< to go on from the current row with events of one's own
    void escaped();
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);

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
    void rowsComing(int first);
    void showEnvelopes(bool shown);
    int fitEnvelopes(int room);
    void measure();
    void layOutColumns();
    void fitTimes();
    void scaleColumns(int digitBefore, int paddingBefore);
    void fitNumbers();
    void step(QKeyEvent *event);
    void goTo(int row, bool extend);
    void extendTo(int row, bool keepOthers = false);
    bool extendByKey(const QKeyEvent &event);
    void fitSummary();
    QList<EventRowPainter::Column> visibleColumns(const QRect &dirty) const;
    void paintFocus(QPainter &painter);
    void paintEmptyText(QPainter &painter);
    void copyToClipboard(const QString &text) const;

    EventTableModel *m_model = nullptr;
    QString m_emptyText;
    bool m_envelopes = false;       //!< there is something for the columns that only Socket Mode fills
    QPersistentModelIndex m_anchor; //!< where a range of selected rows begins
    bool m_extending = false;       //!< the current row moves, the anchor does not
    int m_appendedFrom = -1; //!< rows from here on were added at the end since the last layout; -1: none
    EventRowPainter m_rows;
    quint64 m_moment = 0;
};

} // namespace rtmscope
