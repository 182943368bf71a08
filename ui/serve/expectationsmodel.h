// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/expectationreport.h"

#include <QAbstractListModel>

namespace rtmscope {

//! What became of each expectation, a row for each. Owned by its view; GUI thread.
class ExpectationsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using Line = expectationreport::Line;
    enum Role {
        WordsRole = Qt::UserRole, //!< why, below the line itself
        StateRole,                //!< int(Line::State)
    };

    explicit ExpectationsModel(QObject *parent = nullptr);

    //! Rows that stay the same are not touched.
    void setLines(const QList<Line> &lines);
    const QList<Line> &lines() const { return m_lines; }
    //! "Failed", "Waiting".
    static QString stateWords(Line::State state);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Line> m_lines;
};

} // namespace rtmscope
