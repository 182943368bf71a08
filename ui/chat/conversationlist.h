// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QListView;

namespace rtmscope {

class ConversationListModel;
class WorkspaceFeed;

//! The left side of the window: open conversations with what is unread. GUI thread; knows nothing of the
//! network.
class ConversationList : public QWidget
{
    Q_OBJECT
public:
    explicit ConversationList(QWidget *parent = nullptr);

    //! nullptr clears. The feed must outlive its use here or be destroyed (both are fine).
    void setFeed(WorkspaceFeed *feed);
    //! Shows which conversation is open; does not emit activated().
    void setCurrent(const ChannelId &channel);
    ChannelId current() const;
    //! What to open first; empty while nothing is known.
    ChannelId suggestion() const;
    //! The conversation \a step rows after (or before) the open one, going round at the ends; with \a
    //! unreadOnly the next one with something unread. Empty if there is none.
    ChannelId neighbour(int step, bool unreadOnly) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const rtmscope::ChannelId &channel);
    //! The list has taken in what the workspace knows by now.
    void refreshed();

private:
    void showCurrent();
    void choose(const QModelIndex &index);

    ConversationListModel *m_model;
    QListView *m_view;
    ChannelId m_current;
};

} // namespace rtmscope
