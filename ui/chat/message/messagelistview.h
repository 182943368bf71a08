// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/chat/layout/textpiece.h"
#include "ui/chat/message/messagelistmodel.h"

#include <QListView>
#include <QTimer>

#include <vector>

namespace rtmscope {

class MessageDelegate;

//! A list of rows of many heights that stands on its bottom edge, keeps still while somebody reads, and stays
//! fast with thousands of rows: it measures what is on screen now and the rest when idle. A QListView so that
//! assistive tools see a list; all geometry is its own, because QListView measures every row on every insert.
//!
//! Scrolled to the end it follows; elsewhere the row at the top of the screen stays where it is, whatever
//! comes.
class MessageListView : public QListView
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit MessageListView(QWidget *parent = nullptr);
    ~MessageListView() override;

    void setMessageModel(MessageListModel *model);
    MessageListModel *messageModel() const { return m_model; }

    bool isFollowing() const { return m_following; }
    int newBelow() const { return m_newBelow; } //!< messages that came below the screen since it left the end
    void scrollToEnd();
    //! Makes the row current and visible; the user is told nothing.
    void selectRow(int row);
    //! Likewise, if it is wholly on screen; else nothing is selected. Scrolls nothing.
    void selectVisibleRow(int row);
    void selectNothing();
    //! In a low window it takes less than the lines it would like to have.
    void setDense(bool dense);
    //! Words in the middle of an empty list.
    void setEmptyWords(const QString &headline, const QString &detail);
    //! What of a message is at \a position of the viewport.
    Hit hitAt(QPoint position) const;

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! The user chose the row, by mouse or keyboard.
    void picked(int row);
    //! Enter, R or T on a message, or a click on its thread link.
    void threadAsked(int row);
    void eventAsked(int row); //!< J on a row, Enter on a gap
    void copyAsked(int row);
    void olderAsked();
    //! A click on an active place of a message.
    void hitActivated(int row, const rtmscope::Hit &hit);
    void menuAsked(int row, const rtmscope::Hit &hit, const QPoint &globalPosition);
    void leaveAsked(); //!< Esc
    void followingChanged(bool following);
    void newBelowChanged(int count);
    void contentHeightChanged(int height); //!< of all rows; an estimate until all are measured

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    int horizontalOffset() const override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void scrollContentsBy(int dx, int dy) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    void updateGeometries() override;
    void showEvent(QShowEvent *event) override;
    int verticalOffset() const override;
    bool viewportEvent(QEvent *event) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    //! The row that stays put, and how far its top is below the top of the screen.
    struct Anchor
    {
        int row = -1;
        int offset = 0;
    };

    int messagesIn(int first, int last) const;
    void rowsRemoved(int first, int last);
    void rowsMoved(int from, int to);
    void remeasure();
    void settle();
    bool measure(int row);
    bool measureVisible();
    void measureWhenIdle();
    void rebuildTops();
    void updateScrollBar();
    void takeAnchor();
    void setFollowing(bool following);
    void setNewBelow(int count);
    int rowAtY(int contentY) const; //!< -1 if there are no rows; clamped
    int contentHeight() const { return m_tops.empty() ? 0 : m_tops.back(); }
    int topSpace() const; //!< empty space above few messages
    void updateHover(QPoint position);
    void refreshRelative();
    void choose(const QModelIndex &index);
    int lowestVisible() const;
    void activate(int row, const Hit &hit);
    bool handleMessageKey(QKeyEvent *event, int row);
    void paintEmpty(QPainter &painter);

    MessageListModel *m_model = nullptr;
    MessageDelegate *m_delegate;
    std::vector<int> m_heights;
    std::vector<bool> m_measured;
    std::vector<int> m_tops; // one more than rows; the last is the height of all
    Anchor m_anchor;
    QTimer m_idle;
    QTimer m_minute; // while dates such as "3 minutes ago" are shown
    QString m_headline;
    QString m_detail;
    QPersistentModelIndex m_hoverIndex;
    Hit m_hoverHit;
    QPersistentModelIndex m_pressIndex;
    Hit m_pressHit;
    int m_newBelow = 0;
    int m_toldHeight = 0;
    bool m_dense = false;
    bool m_following = true;
    bool m_settling = false;
    bool m_topsStale = true;
};

} // namespace rtmscope
