// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "ui/chat/layout/textpiece.h"
#include "ui/chat/message/reach.h"
#include "ui/chat/message/sendaction.h"

#include <QUrl>
#include <QWidget>

class QMenu;
class QPushButton;

namespace rtmscope {

class InkLabel;
class MessageListModel;
class MessageListView;
struct Message;

//! A message list with what belongs to it everywhere: context menu, clipboard, links, the pill that counts
//! arrivals, the line that says how much of a capture is read. The middle of a ConversationPane.
class MessagePane : public QWidget
{
    Q_OBJECT
public:
    explicit MessagePane(const QString &accessibleName, QWidget *parent = nullptr);

    MessageListModel *model() const { return m_model; }
    MessageListView *view() const { return m_view; }
    //! Selects the message that the entry changed; nothing stays selected if there is none.
    bool selectEvent(quint64 seq, Reach reach = Reach::Anywhere);
    bool select(const MessageTs &ts);
    //! Asks for the thread of the selected message; false if none is selected that can have one.
    bool askThreadOfSelected();

Q_SIGNALS:
    void messageSelected(quint64 firstSeq, const rtmscope::MessageTs &ts);
    void eventRequested(quint64 seq);
    //! The thread of a message: its own when it has none yet.
    void threadRequested(const rtmscope::MessageTs &parent);
    void sendActionRequested(rtmscope::SendAction action, const QString &local);
    void olderAsked(); //!< everything the workspace holds is shown already
    void linkActivated(const QUrl &url);
    void leaveAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showOlder();
    void showMenu(int row, const Hit &hit, const QPoint &position);
    void activate(int row, const Hit &hit);
    void copy(int row);
    void askThread(int row);
    void act(SendAction action, const QString &local);
    void showLife(const Message &message);
    void addSendActions(QMenu &menu, const Message &message);
    void updatePill(int count);
    void placePill();
    const Message &message(int row) const;
    void updateReading();

    MessageListModel *m_model;
    MessageListView *m_view;
    InkLabel *m_reading; //!< how much of a capture is here, until it is all
    QPushButton *m_pill;
};

} // namespace rtmscope
