// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/names/nearnames.h"

#include <QList>
#include <QPair>

#include <algorithm>
#include <numeric>

namespace rtmscope {

namespace {

constexpr qsizetype namesToSuggest = 3;
constexpr qsizetype telling = 3;      //!< so many equal first letters are no accident
constexpr int slips = 2;              //!< letters wrong, missing or too many
constexpr qsizetype longestName = 80; //!< what is longer is no name; comparing takes the square of it

//! How many letters have to be changed, added or left out; swapping two neighbours counts as one.
int distance(const QString &a, const QString &b)
{
    const qsizetype width = b.size() + 1;
    QList<int> before(width);
    QList<int> row(width);
    QList<int> next(width);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        next[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before.swap(row);
        row.swap(next);
    }
    return row[b.size()];
}

//! The lower the nearer; negative: not near.
int rank(const QString &wanted, const QString &name)
{
    if (wanted.isEmpty() || name.isEmpty() || wanted.size() > longestName || name.size() > longestName)
        return -1;
    const int apart = distance(wanted, name);
    if (apart <= slips && apart < std::min(wanted.size(), name.size()))
        return apart;
    if (name.contains(wanted) || wanted.contains(name))
        return slips + 1;
    return name.left(telling) == wanted.left(telling) ? slips + 2 : -1;
}

} // namespace

QStringList nearNames(const QString &wanted, const QStringList &names)
{
    QList<QPair<int, QString>> near;
    for (const QString &name : names) {
        if (const int order = rank(wanted.toLower(), name.toLower()); order >= 0)
            near.append({order, name});
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    QStringList out;
    for (const auto &[order, name] : std::as_const(near).mid(0, namesToSuggest))
        out << name;
    return out;
}

} // namespace rtmscope
