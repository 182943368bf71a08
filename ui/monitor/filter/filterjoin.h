// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <functional>

class QMenu;

namespace rtmscope {

//! How a new condition joins the filter that is there; or, with ColourRule, becomes that of a rule instead.
enum class FilterJoin : quint8 { Replace, And, Or, AndNot, Not, ColourRule };

//! \a text with \a condition joined to it. Not drops \a text: all but the condition. ColourRule leaves it.
QString joined(const QString &text, const QString &condition, FilterJoin join);

//! "type == …", or "type in {…}" for several.
QString filterForTypes(const QStringList &types);

//! The entries of a menu that make a filter of a value, all disabled if \a expression is empty.
void addFilterActions(QMenu &menu, const QString &expression,
                      const std::function<void(const QString &expression, FilterJoin join)> &chosen);

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::FilterJoin)
