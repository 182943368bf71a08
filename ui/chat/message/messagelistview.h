// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/chat/layout/textpiece.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/rowlistview.h"

#include <QTimer>

namespace rtmscope {

class MessageDelegate;

//! The messages of a MessageListModel, to be read, chosen and pointed at. What happens to a message is
//! somebody else's: it asks by signals. Owned by its pane; GUI thread.
class MessageListView : public RowListView
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit MessageListView(QWidget *parent = nullptr);
    ~MessageListView() override;

    void setMessageModel(MessageListModel *model);
    MessageListModel *messageModel() const { return m_model; }

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

protected:
    void settled() override;
    void scrolled() override;
    int newAmong(int first, int last) const override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    bool viewportEvent(QEvent *event) override;

private:
    void remeasure();
    void updateHover(QPoint position);
    void refreshRelative();
    void choose(const QModelIndex &index);
    void activate(int row, const Hit &hit);
    bool handleMessageKey(QKeyEvent *event, int row);
    void paintEmpty(QPainter &painter);

    MessageListModel *m_model = nullptr;
    MessageDelegate *m_delegate;
    QTimer m_minute; // while dates such as "3 minutes ago" are shown
    QString m_headline;
    QString m_detail;
    QPersistentModelIndex m_hoverIndex;
    Hit m_hoverHit;
    QPersistentModelIndex m_pressIndex;
    Hit m_pressHit;
    bool m_dense = false;
};

} // namespace rtmscope
