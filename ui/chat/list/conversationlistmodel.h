// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/conversation.h"
#include "core/workspace/workspace.h"
#include "ui/parts/feedpulse.h"

#include <QAbstractListModel>
#include <QSet>

#include <vector>

namespace rtmscope {

//! One row of the conversation list. A value.
struct ConversationRow
{
    ChannelId channel; //!< empty for a section heading
    QString name;      //!< "ops", "Mira Okafor", "Channels"
    ConversationKind kind = ConversationKind::Channel;
    User::Presence presence = User::Presence::Unknown; //!< of the other person
    bool bot = false;                                  //!< a direct message with a program
    int unread = 0;                                    //!< 0 also while unknown: unknown counts are not shown
    int mentions = 0;
    bool archived = false;
    bool draft = false; //!< something is typed and not sent
    bool isSection() const { return channel.isEmpty(); }
    friend bool operator==(const ConversationRow &, const ConversationRow &) = default;
};

//! The conversations by section and name: live the open ones, of a capture also all that something was said
//! in. Order follows names, so that nothing moves under the mouse
//! when somebody writes. Reads the workspace on each beat, sorts only when a name or the set changed. GUI
//! thread.
class ConversationListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ChannelRole = Qt::UserRole + 1,
        UnreadRole,
        MentionRole,
    };

    explicit ConversationListModel(QObject *parent = nullptr);

    void setFeed(WorkspaceFeed *feed);
    //! For the feed that comes next: a capture. What was opened in it counts as read.
    void setReadOnly(bool recording);
    //! In which something is typed and not sent.
    void setDrafted(const QSet<ChannelId> &channels);
    const WorkspaceFeed *feed() const { return m_pulse.feed(); }
    //! A conversation that is shown although it is not open, because the user looks at it.
    void setCurrent(const ChannelId &channel);
    const ConversationRow &at(int row) const { return m_rows[size_t(row)]; }
    int rowOf(const ChannelId &channel) const; //!< -1 if it is not listed
    //! How many messages of it are still new to whoever reads here.
    int unreadOf(const Conversation &conversation) const;
    //! The conversation to show when nothing was chosen: "general" if there, else the first; of a capture
    //! rather one with messages. Empty if there is none.
    ChannelId suggestion() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void refresh();

Q_SIGNALS:
    void refreshed();

private:
    friend class ConversationListSink;
    template<typename Model, typename Row>
    friend class RowSink;
    bool belongs(const Conversation &conversation) const;
    ConversationRow makeRow(const Conversation &conversation, const Workspace &workspace) const;
    std::vector<ConversationRow> wantedRows(const Workspace &workspace) const;
    bool refreshInPlace(const Workspace &workspace);

    FeedPulse m_pulse;
    std::vector<ConversationRow> m_rows;
    ChannelId m_current;
    QSet<ChannelId> m_drafted;
    QSet<ChannelId> m_read; //!< opened in a capture
    bool m_readOnly = false;
};

} // namespace rtmscope
