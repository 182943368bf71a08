// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/drift.h"

#include <QAbstractListModel>

namespace rtmscope {

class Workspace;

//! Differences from the server in words, two lines each, and behind them what could not be compared. GUI
//! thread.
class DriftModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole, //!< QString, the second line; of an omission none
        OmissionRole,              //!< bool: no difference but what was left out
    };
    //! A row, in words.
    struct Row
    {
        QString headline;
        QString values;
        QString origin;
        quint64 seq = 0; //!< the entry to go to; 0: none
        bool isOmission = false;
    };

    using QAbstractListModel::QAbstractListModel;

    //! With the names that \a workspace has for people and conversations now.
    void show(const DriftReport &report, const Workspace &workspace);
    void clear();
    const Row &at(int row) const { return m_rows[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Row> m_rows;
};

} // namespace rtmscope
