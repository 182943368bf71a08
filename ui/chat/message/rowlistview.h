// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/message/rowheights.h"

#include <QListView>
#include <QTimer>

namespace rtmscope {

//! A list of rows of many heights that stands on its bottom edge, keeps still while somebody reads, and stays
//! fast with thousands of rows: it measures what is on screen now and the rest when idle. A QListView so that
//! assistive tools see a list; all geometry is its own, because QListView measures every row on every insert.
//!
//! Scrolled to the end it follows; elsewhere the row at the top of the screen stays where it is, whatever
//! comes. What a row is, the delegate knows, and who derives from this. GUI thread.
class RowListView : public QListView
{
    Q_OBJECT
public:
    explicit RowListView(QWidget *parent = nullptr);

    bool isFollowing() const { return m_following; }
    int newBelow() const { return m_newBelow; } //!< rows that came below the screen since it left the end
    void scrollToEnd();

    void setModel(QAbstractItemModel *model) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;

Q_SIGNALS:
    void followingChanged(bool following);
    void newBelowChanged(int count);
    void contentHeightChanged(int height); //!< of all rows; an estimate until all are measured

protected:
    int rows() const { return m_rows.count(); }
    //! Paints those that \a area touches.
    void paintRows(QPainter &painter, const QRect &area);
    //! The heights of all rows, or of one, may be others now; settle() finds out.
    void forgetHeights() { m_rows.forget(); }
    void forgetHeight(int row) { m_rows.forget(row); }
    //! Brings places, scroll bar and measured heights into agreement.
    void settle();

    //! Everything has its place again.
    virtual void settled() {}
    //! The user scrolled.
    virtual void scrolled() {}
    //! How many of these rows, which came below the screen, count as new.
    virtual int newAmong(int first, int last) const { return last - first + 1; }

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void scrollContentsBy(int dx, int dy) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    void showEvent(QShowEvent *event) override;
    void updateGeometries() override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    //! The row that stays put, and how far its top is below the top of the screen.
    struct Anchor
    {
        int row = -1;
        int offset = 0;
    };

    void rowsRemoved(int first, int last);
    void rowsMoved(int from, int to);
    bool measure(int row);
    bool measureVisible();
    void measureWhenIdle();
    void updateScrollBar();
    void takeAnchor();
    void setFollowing(bool following);
    void setNewBelow(int count);
    int topSpace() const; //!< empty space above few rows
    int lowestVisible() const;

    RowHeights m_rows;
    Anchor m_anchor;
    QTimer m_idle;
    int m_newBelow = 0;
    int m_toldHeight = 0;
    bool m_following = true;
    bool m_settling = false;
};

} // namespace rtmscope
