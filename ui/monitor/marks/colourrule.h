// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "ui/monitor/rows/rowdress.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! Gives the events that pass a filter a colour and a sign. A plain value.
struct ColourRule
{
    QString name = {}; //!< may be empty: then its filter says what it is
    QString filter = {};
    int colour = 1; //!< see markcolours.h
    RowDress::Sign sign = RowDress::Sign::Dot;
    bool isOn = true;

    const QString &title() const { return name.isEmpty() ? filter : name; }
    friend bool operator==(const ColourRule &, const ColourRule &) = default;
};

//! Free functions about lists of rules, of which the first that matches wins.
namespace colourrules {

//! What there is before anybody has made a rule: some that many want, all switched off.
QList<ColourRule> suggested();
QByteArray toJson(const QList<ColourRule> &rules);
//! What can't be read is left out.
QList<ColourRule> fromJson(const QByteArray &json);
//! What is wrong with \a filter as that of a rule, in words; empty: nothing. "#ops" and "@mira" are those of
//! \a names. *query (if given) becomes the filter.
QString mistakeIn(const QString &filter, const FilterQuery::NameLookup &names, FilterQuery *query = nullptr);
//! "dot", "square", …: as a menu calls it.
QString signName(RowDress::Sign sign);

} // namespace colourrules

} // namespace rtmscope
