// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"
#include "ui/access/keyhelp.h"
#include "ui/chat/message/sendaction.h"

#include <QTimer>
#include <QWidget>

class QListView;
class QPushButton;

namespace rtmscope {

class InkLabel;
class OutboxModel;
template<typename View>
class WithEmptyWords;
class WorkspaceFeed;

//! Everything that was sent and has not arrived: what it is, where it goes, what it waits for, and what can
//! be done about it. Shows snapshots, asks by signals. GUI thread.
class OutboxPane : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit OutboxPane(QWidget *parent = nullptr);

    void setFeed(WorkspaceFeed *feed);    //!< for names; nullptr: nothing is open
    void setReadOnly(const QString &why); //!< why nothing is sent from here, in words; empty: it can be
    void setItems(const QList<OutboxItem> &items);
    //! The text of what was discarded last and can come back; empty: nothing can.
    void setDiscarded(const QString &text);
    OutboxModel *model() const { return m_model; }

Q_SIGNALS:
    void actionRequested(rtmscope::SendAction action, const QString &local);
    void sendAllRequested(); //!< all that may safely be sent again
    void restoreRequested();
    void moveRequested(const QString &local, int index);
    //! Enter or a double click: where it goes to.
    void placeRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildActions();
    QPushButton *addButton(const QString &words, const QString &tip);
    void refresh();
    void updateFonts();
    void updateTimer();
    const OutboxItem *current() const;
    void act(SendAction action);
    void copy();
    void move(int step);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void showMenu(const QPoint &position);

    OutboxModel *m_model;
    WithEmptyWords<QListView> *m_view;
    InkLabel *m_summary;
    QString m_emptyWords;
    QWidget *m_actions;
    QPushButton *m_sendAll;
    QPushButton *m_retry = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_anyway = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_discard = nullptr;
    QWidget *m_undo;
    InkLabel *m_undoWords;
    QTimer m_tick;
};

} // namespace rtmscope
