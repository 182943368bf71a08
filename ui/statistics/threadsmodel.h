// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/statistics/threadtally.h"
#include "core/workspace/workspace.h"
#include "ui/statistics/figures/rowsmodel.h"

#include <QHash>
#include <QPointer>

namespace rtmscope {

struct ThreadRow : ThreadFigures::Row
{
    QString channelName = {};

    QString key() const { return channel + u' ' + QString::number(threadUs); }
    //! Finds its messages, the first one too, and what became of them.
    QString filter() const;
};

//! Threads: what began them, how many replied and how soon, what is missing. The words of its first message
//! are read when they are shown. GUI thread.
class ThreadsModel : public RowsModel<ThreadRow>
{
    Q_OBJECT
public:
    enum Column { Thread, Channel, Replies, FirstReply, LastReply, State, ColumnCount };

    using RowsModel::RowsModel;

    void setLog(EventLog *log, const WorkspaceFeed *names);
    void show(const ThreadFigures &figures);
    void namesChanged();
    QByteArray csv(const QList<int> &rows) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange(std::vector<ThreadRow> &rows) const;
    QString rootWords(const ThreadRow &row) const;
    QString text(const ThreadRow &row, int column) const;
    QString whole(const ThreadRow &row) const;
    static QString stateWords(const ThreadRow &row);

    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    mutable QHash<quint64, QString> m_words; //!< of first messages, by entry
    int m_column = LastReply;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace rtmscope
