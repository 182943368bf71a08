// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/gap.h"
#include "ui/chat/layout/messagerow.h"
#include "ui/parts/feedpulse.h"

#include <QAbstractListModel>
#include <QDate>

#include <vector>

namespace rtmscope {

class Conversation;
class Workspace;

//! The messages of a channel or of one thread as rows. Reads the workspace on each beat and turns differences
//! into row signals, never a reset except on showing something else. Keeps copies of the shown messages only,
//! so the workspace need not copy its conversation for us. GUI thread.
class MessageListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        TsRole = Qt::UserRole + 1,
        FirstSeqRole,
    };

    enum class Older : quint8 {
        None,
        Here,
        Ask,
        Loading,
        Gone, //!< in a long recording: only the event list has them
    };

    explicit MessageListModel(QObject *parent = nullptr);

    void setFeed(WorkspaceFeed *feed);
    //! A channel's timeline, or with \a thread that thread: its parent, then the replies.
    void show(const ChannelId &channel, const MessageTs &thread = {});
    //! While history is on its way the older row says so.
    void setLoading(bool loading);
    //! A recording has no server to ask for older messages.
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }
    //! Whether the view shows the end: then old rows are dropped as new ones come.
    void setFollowing(bool following) { m_following = following; }
    //! Moves the "New" line: the next message of somebody else after those known now begins the new ones.
    void markAllSeen();
    //! Pages older rows in from the workspace; true if there were any. Else the server has to be asked.
    bool showOlder();

    const ChannelId &channel() const { return m_channel; }
    const MessageTs &thread() const { return m_thread; }
    const Workspace *workspace() const;       //!< nullptr without a feed
    const Conversation *conversation() const; //!< nullptr while unknown
    int percent() const;                      //!< how much of a capture is in the workspace; 100 of all else
    const MessageRow &at(int row) const { return m_rows[size_t(row)]; }
    int rowOf(const MessageTs &ts) const; //!< -1 if it is not among the rows
    int rowOfEvent(
        quint64 seq) const; //!< the message made or last changed by that entry, the gap it tells of; -1
    //! Like rowOf and rowOfEvent, but pages older messages in if that shows the message; -1 if it is not
    //! here.
    int reveal(const MessageTs &ts);
    int reveal(quint64 seq);
    MessageTs newest() const;   //!< of the rows the server knows; empty if there are none
    int firstUnreadRow() const; //!< -1 if there is no "New" line
    Older older() const;
    QDate today() const { return m_today; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    //! Takes over what the workspace holds now, without waiting for the next beat.
    void refresh();

Q_SIGNALS:
    //! After each look at the workspace, whether or not rows changed.
    void refreshed();
    //! Names changed, or all else that rows say without changing: laid-out text is stale.
    void namesChanged();

private:
    friend class MessageListSink;
    template<typename Model, typename Row>
    friend class RowSink;
    //! What a row is to be made of; with neither, the "show older" row.
    struct Wanted
    {
        const Message *message = nullptr;
        QList<const Gap *> gaps;
    };
    using Messages = QList<const Message *>;

    std::vector<Wanted> wantedRows() const;
    void addGaps(std::vector<Wanted> &wanted, const Messages &all, qsizetype begin) const;
    bool isShown(const Gap &gap, const Messages &all, qsizetype begin, qsizetype place) const;
    size_t windowBegin(const QList<const Message *> &all) const;
    QString olderWords() const;
    MessageRow makeRow(const Wanted &wanted) const;
    MessageRow::Outage outageOf(const QList<const Gap *> &gaps) const;
    const MessageRow *messageAbove(size_t row) const;
    void adoptUnreadMark();
    void arrangeSettings();
    MessageRow::Setting settingFor(size_t row, bool unreadShown) const;
    void trim();

    FeedPulse m_pulse;
    ChannelId m_channel;
    MessageTs m_thread;
    std::vector<MessageRow> m_rows;
    MessageTs m_windowStart; // rows begin here; empty: with the oldest message there is
    MessageTs m_unreadAfter; // the "New" line stands above the first message after this
    bool m_windowChosen = false;
    bool m_unreadKnown = false;
    bool m_loading = false;
    bool m_readOnly = false;
    bool m_following = true;
    int m_percent = 100;
    quint64 m_revision = 0;
    quint64 m_namesRevision = 0;
    quint64 m_gapsRevision = 0;
    QDate m_today;
};

} // namespace rtmscope
