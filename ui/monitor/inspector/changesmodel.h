// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/jsondiff.h"

#include <QAbstractListModel>

namespace rtmscope {

//! What differs between two JSON values, a row each: where, what was there, what is there now. GUI thread.
class ChangesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        PathRole = Qt::UserRole, //!< QString, from the compared value on; empty: the value itself
        BeforeRole,              //!< QString, bounded, on one line; null: it was not there
        AfterRole,               //!< QString, likewise; null: it is gone
        CommonStartRole,         //!< int, letters that both begin with, in whole words
        CommonEndRole,           //!< int, letters that both end with, in whole words
    };

    using QAbstractListModel::QAbstractListModel;

    struct Side
    {
        json::Tree tree;
        int node = 0;
    };
    void compare(const Side &before, const Side &after);
    //! The same with \a diff at hand, which is that of the two.
    void take(const Side &before, const Side &after, const JsonDiff &diff);
    void clear();
    const Side &before() const { return m_before; }
    const Side &after() const { return m_after; }
    const JsonDifference &difference(int row) const { return m_diff.differences[row]; }
    bool isComplete() const { return m_diff.isComplete; }
    //! The whole value, for the clipboard; empty where there is none.
    QString wholeBefore(int row) const;
    QString wholeAfter(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString path(const JsonDifference &difference) const;
    QString spoken(const QModelIndex &index) const;

    Side m_before;
    Side m_after;
    JsonDiff m_diff;
};

} // namespace rtmscope
