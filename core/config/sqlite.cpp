// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/sqlite.h"

#include <QSqlDatabase>
#include <QVariant>

namespace rtmscope {

QSqlQuery executed(const QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    // What is no database is found out here already. Executed all the same, it would tell of missing
    // parameters instead of what is wrong.
    if (!query.prepare(sql))
        return query;
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.exec();
    return query;
}

} // namespace rtmscope
