// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/findings/shapewatch.h"

#include <QAbstractListModel>

namespace rtmscope {

//! Findings in words, two lines each. They only ever become more, and their counts grow. GUI thread.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole, //!< QString, the second line
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const QList<Finding> &findings);
    const Finding &at(int row) const { return m_findings[row]; }
    //! "type == user_typing && mood exists"; empty where no filter can ask for it.
    QString filterFor(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    static QString heading(const Finding &finding);
    static QString detail(const Finding &finding);

    QList<Finding> m_findings;
};

} // namespace rtmscope
