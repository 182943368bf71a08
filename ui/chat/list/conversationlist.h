// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "ui/access/keyhelp.h"

#include <QSet>
#include <QWidget>

class QListView;
class QMenu;

namespace rtmscope {

class Conversation;
class ConversationListModel;
class WorkspaceFeed;

//! The left side of the window: open conversations with what is unread. GUI thread; knows nothing of the
//! network.
class ConversationList : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit ConversationList(QWidget *parent = nullptr);

    //! nullptr clears. The feed must outlive its use here or be destroyed (both are fine).
    void setFeed(WorkspaceFeed *feed);
    //! For the feed that comes next: a capture, of which all is listed that holds messages.
    void setReadOnly(bool recording);
    //! In which something is typed and not sent: they have a mark, but for the open one.
    void setDrafted(const QSet<ChannelId> &channels);
    //! Shows which conversation is open; does not emit activated().
    void setCurrent(const ChannelId &channel);
    ChannelId current() const;
    //! How many messages of it are still new to whoever reads here.
    int unreadOf(const Conversation &conversation) const;
    //! What to open first; empty while nothing is known.
    ChannelId suggestion() const;
    //! Whether what others can see may be done here: marking as read. Else the menu says what it takes.
    void setArmed(bool armed);
    //! The conversation \a step rows after (or before) the open one, going round at the ends; with \a
    //! unreadOnly the next one with something unread. Empty if there is none.
    ChannelId neighbour(int step, bool unreadOnly) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const rtmscope::ChannelId &channel);
    void markReadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &upTo);
    //! A filter that \a channel's events pass; or, with \a leaveOut, all others.
    void filterRequested(const rtmscope::ChannelId &channel, bool leaveOut);
    //! The list has taken in what the workspace knows by now.
    void refreshed();

private:
    void showCurrent();
    void choose(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &position);
    void addReading(QMenu &menu, const ChannelId &channel);
    void addCopying(QMenu &menu, const ChannelId &channel);
    MessageTs newestHeard(const ChannelId &channel) const;

    ConversationListModel *m_model;
    QListView *m_view;
    ChannelId m_current;
    bool m_armed = false;
};

} // namespace rtmscope
