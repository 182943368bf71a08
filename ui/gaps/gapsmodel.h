// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/gap.h"
#include "ui/parts/feedpulse.h"

#include <QAbstractTableModel>

namespace rtmscope {

//! The gap ledger as a table, newest outage first. Reads the workspace on each beat; a reset only for another
//! feed. GUI thread.
class GapsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Start, End, Duration, Outcome, Cause, Proof, Connections, ColumnCount };
    enum Role {
        EntryRole = Qt::UserRole + 1, //!< of the record, quint64
    };

    explicit GapsModel(QObject *parent = nullptr);

    //! \a recording: what is open there stays so.
    void setFeed(WorkspaceFeed *feed, bool recording);
    const Workspace *workspace() const; //!< nullptr without a feed
    const Gap &at(int row) const { return m_gaps.at(m_gaps.size() - 1 - row); }
    int rowOfEntry(quint64 seq) const; //!< either of the two that tell of it; -1
    quint64 count() const;             //!< of all outages, those no longer kept included
    //! How long the newest outage lasts by now, "12 s"; empty while there is none, or nobody can know.
    QString elapsed() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    //! The ledger may have changed.
    void refreshed();
    //! elapsed() says something else: at most once a second.
    void elapsedChanged(const QString &elapsed);

private:
    void refresh();
    bool sharesPast(const QList<Gap> &now) const;
    void takeOver(const QList<Gap> &now);
    void tick();
    QString text(const Gap &gap, int column) const;
    QString duration(const Gap &gap) const;
    QString accessible(const Gap &gap) const;

    FeedPulse m_pulse;
    QList<Gap> m_gaps; //!< as shown; oldest first
    quint64 m_revision = 0;
    bool m_recording = false;
    QTimer m_tick;     //!< an open gap grows
    QString m_elapsed; //!< as told last
};

} // namespace rtmscope
