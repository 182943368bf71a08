// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/drift/driftmodel.h"

#include "core/drift/driftwords.h"

#include <QStringList>

namespace rtmscope {

void DriftModel::show(const DriftReport &report, const Workspace &workspace)
{
    beginResetModel();
    m_rows.clear();
    for (const DriftFinding &finding : report.findings) {
        m_rows.append({DriftWords::headline(finding, workspace), DriftWords::values(finding),
                       DriftWords::origin(finding, workspace), finding.seq});
    }
    for (const DriftOmission &omission : report.omissions) {
        Row row;
        row.headline = tr("Not compared: %1").arg(DriftWords::omission(omission, workspace));
        row.isOmission = true;
        m_rows.append(row);
    }
    endResetModel();
}

void DriftModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int DriftModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.headline;
    case DetailRole:
        return row.values;
    case OmissionRole:
        return row.isOmission;
    case Qt::AccessibleTextRole: {
        QStringList parts{row.headline, row.values, row.origin};
        parts.removeAll({});
        return parts.join(u' ');
    }
    default:
        return {};
    }
}

} // namespace rtmscope
