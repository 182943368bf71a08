// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filterjoin.h"

#include <QCoreApplication>
#include <QMenu>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

bool holdsOr(const QString &text)
{
    // "or" between terms binds as || does; inside quotes neither matters, and parentheses do no harm.
    return text.contains("||"_L1) || text.contains(" or "_L1, Qt::CaseInsensitive) || text.contains(u'|');
}

} // namespace

QString joined(const QString &text, const QString &condition, FilterJoin join)
{
    const QString before = text.trimmed();
    const QString negated = u"!("_s + condition + u')';
    switch (join) {
    case FilterJoin::Replace:
        return condition;
    case FilterJoin::Not:
        return negated;
    case FilterJoin::ColourRule:
        return text;
    case FilterJoin::Or:
        return before.isEmpty() ? condition : before + u" || "_s + condition;
    case FilterJoin::And:
    case FilterJoin::AndNot:
        break;
    }
    const QString added = join == FilterJoin::And ? condition : negated;
    if (before.isEmpty())
        return added;
    return (holdsOr(before) ? u'(' + before + u')' : before) + u" && "_s + added;
}

QString filterForTypes(const QStringList &types)
{
    QStringList quoted;
    for (QString type : types)
        quoted.append(u'"' + type.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"');
    return quoted.size() == 1 ? u"type == "_s + quoted.constFirst()
                              : u"type in {"_s + quoted.join(u", "_s) + u'}';
}

void addFilterActions(QMenu &menu, const QString &expression,
                      const std::function<void(const QString &expression, FilterJoin join)> &chosen)
{
    const std::array<std::pair<FilterJoin, QString>, 6> ways{{
        {FilterJoin::Replace, QCoreApplication::translate("FilterActions", "Filter by this value")},
        {FilterJoin::Not, QCoreApplication::translate("FilterActions", "Filter by all but this value")},
        {FilterJoin::And, QCoreApplication::translate("FilterActions", "And this value")},
        {FilterJoin::Or, QCoreApplication::translate("FilterActions", "Or this value")},
        {FilterJoin::AndNot, QCoreApplication::translate("FilterActions", "And not this value")},
        {FilterJoin::ColourRule, QCoreApplication::translate("FilterActions", "As colour rule…")},
    }};
    for (const auto &way : ways) {
        const FilterJoin join = way.first;
        QAction *action = menu.addAction(way.second);
        action->setEnabled(!expression.isEmpty());
        QObject::connect(action, &QAction::triggered, &menu,
                         [chosen, expression, join] { chosen(expression, join); });
    }
}

} // namespace rtmscope
