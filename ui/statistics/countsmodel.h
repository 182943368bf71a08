// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventtraits.h"
#include "core/filter/assist/valuecounts.h"
#include "core/statistics/logstatistics.h"
#include "ui/statistics/figures/rowsmodel.h"

#include <QByteArray>

namespace rtmscope {

class WorkspaceFeed;

//! How many entries there are of what.
struct CountRow
{
    QString value = {};   //!< a type, an id, a number, a value; empty: the entry has none
    QString subtype = {}; //!< of a type
    QString name = {};    //!< as it is shown
    QString filter = {};  //!< finds exactly these entries; empty: no filter does
    Direction direction = Direction::In;
    EventClass kind = EventClass::Unknown; //!< of a type
    qint64 count = 0;
    qint64 bytes = 0;
    qint64 firstUs = 0;
    qint64 lastUs = 0;

    QString key() const { return value + QChar(u'\0') + subtype + QChar(u'0' + int(direction)); }
};

//! Counts by one key in rows that can be sorted, names in natural order. GUI thread.
class CountsModel : public RowsModel<CountRow>
{
    Q_OBJECT
public:
    enum Column { Name, Count, Share, Bytes, Rate, ColumnCount };

    using RowsModel::RowsModel;

    void showCounts(StatisticsKey key, const LogStatistics &figures, const WorkspaceFeed *names);
    //! Of the values of \a field in so many entries.
    void showValues(const QString &field, const std::vector<ValueCounts::Value> &values, qint64 entries);
    void clear();

    const CountRow &row(int row) const { return at(row); }
    //! The row's filter, with a name in place of the id where \a names know one that nobody else bears.
    QString filterFor(int row, const WorkspaceFeed *names) const;
    QByteArray csv(const QList<int> &rows) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    enum class Of : quint8 { Types, Channels, People, Apps, Connections, Values };

    void show(std::vector<CountRow> rows);
    void arrange(std::vector<CountRow> &rows) const;
    QString nameOf(const CountRow &row, const WorkspaceFeed *names) const;
    QString text(const CountRow &row, int column) const;
    QString whole(const CountRow &row) const;
    double shareOf(const CountRow &row) const;
    double rateOf(const CountRow &row) const;
    QString heading() const;

    Of m_of = Of::Types;
    qint64 m_all = 0;     //!< entries
    qint64 m_highest = 1; //!< count of a row
    double m_seconds = 1;
    int m_column = Count;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace rtmscope
