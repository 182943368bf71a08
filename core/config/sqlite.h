// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlQuery>
#include <QVariantList>

class QSqlDatabase;

namespace rtmscope {

//! Carries \a sql out with \a values in place of its question marks. What went wrong is the query's
//! lastError(). For the stores of core/config, each with a connection of its own, in their thread.
QSqlQuery executed(const QSqlDatabase &database, const QString &sql, const QVariantList &values = {});

} // namespace rtmscope
