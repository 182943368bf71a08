// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fork/fork.h"
#include "core/summary/eventsummary.h"
#include "core/workspace/workspace.h"

#include <QAbstractListModel>

#include <memory>

namespace rtmscope {

//! The entries of a fork as rows: first the one that it begins behind, if there is one, then those behind
//! that. Text is made when a row is painted. Owned by its pane; GUI thread.
class ForkModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Kind : quint8 {
        Kept,   //!< the fork begins behind it
        Source, //!< as it was recorded
        Own,    //!< written here
        Edited, //!< recorded, and written anew here
    };
    enum Role {
        SummaryRole = Qt::UserRole,
        KindRole, //!< int(Kind)
        TimeRole, //!< "14:02:11.318"; empty: not known
    };

    explicit ForkModel(QObject *parent = nullptr);

    //! \a fork must outlive it or the next call; nullptr: there is none.
    void setFork(const Fork *fork);
    void setNames(const Workspace &names);
    //! What the fork consists of is another now.
    void refresh();
    //! The entry says something else.
    void refreshEntry(qsizetype index);

    int rowOf(qsizetype index) const { return static_cast<int>(index) + keptRows(); }
    //! -1: the one that it begins behind.
    qsizetype indexOf(int row) const { return row - keptRows(); }
    Event event(int row) const;
    Kind kind(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    int keptRows() const { return m_fork && m_fork->content().kept() > 0 ? 1 : 0; }
    QString summary(const Event &event) const;

    const Fork *m_fork = nullptr;
    Workspace m_names;
    int m_rows = 0; //!< as views know it
    std::unique_ptr<LogReader> m_reader;
    mutable EventSummary m_summary;
};

} // namespace rtmscope
