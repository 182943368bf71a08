// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

#include <functional>

namespace rtmscope {

//! What is asked of one member of a JSON object: text contains "deploy". A value.
struct Condition
{
    enum class Test : quint8 { Equals, Differs, Contains, Lacks, Matches, MatchesNot, Exists, IsMissing };

    QString path; //!< "text", "item.channel", "blocks[0].type"
    Test test = Test::Exists;
    QString value;              //!< of Equals, Differs, Contains, Lacks
    QRegularExpression pattern; //!< of Matches, MatchesNot
    QString source;             //!< as it was written
};

//! Whom a name ("#ops", "@mira") means: ids; none if nobody.
using NamedIds = std::function<QStringList(const QString &name)>;

bool holds(const Condition &condition, const json::Value &object, const NamedIds &names);
//! The first of \a conditions that does not hold; null: all hold.
const Condition *firstUnmet(const QList<Condition> &conditions, const json::Value &object,
                            const NamedIds &names);

} // namespace rtmscope
