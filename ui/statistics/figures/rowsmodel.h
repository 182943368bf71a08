// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QString>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace rtmscope {

//! A table whose rows come anew as a whole, some thousand of them, once a second perhaps: what is selected
//! and where one has scrolled to stay, as long as its row does. \a Row has a key(), unique, by which it is
//! known again. GUI thread.
template<typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    const Row &at(int row) const { return m_rows[std::size_t(row)]; }
    const std::vector<Row> &rows() const { return m_rows; }
    //! -1: there is none.
    int rowOf(const QString &key) const
    {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.key() == key; });
        return found == m_rows.end() ? -1 : int(found - m_rows.begin());
    }

protected:
    //! In their new order.
    void replaceRows(std::vector<Row> wanted)
    {
        QHash<QString, int> places;
        places.reserve(qsizetype(wanted.size()));
        for (std::size_t i = 0; i < wanted.size(); ++i)
            places.insert(wanted[i].key(), int(i));
        const auto stays = [&](const Row &row) { return places.contains(row.key()); };
        if (std::none_of(m_rows.begin(), m_rows.end(), stays)) {
            beginResetModel();
            m_rows = std::move(wanted);
            endResetModel();
            return;
        }
        removeGone(stays);
        appendNew(wanted);
        const bool isSameOrder = std::equal(m_rows.begin(), m_rows.end(), wanted.begin(), wanted.end(),
                                            [](const Row &a, const Row &b) { return a.key() == b.key(); });
        if (isSameOrder) {
            m_rows = std::move(wanted);
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            return;
        }
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        for (const QModelIndex &each : from)
            to.append(index(places.value(at(each.row()).key()), each.column()));
        m_rows = std::move(wanted);
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

private:
    template<typename Stays>
    void removeGone(const Stays &stays)
    {
        for (auto end = m_rows.end(); end != m_rows.begin();) {
            if (stays(*std::prev(end))) {
                --end;
                continue;
            }
            auto begin = std::prev(end);
            while (begin != m_rows.begin() && !stays(*std::prev(begin)))
                --begin;
            beginRemoveRows({}, int(begin - m_rows.begin()), int(end - m_rows.begin()) - 1);
            end = m_rows.erase(begin, end);
            endRemoveRows();
        }
    }
    //! Those that are not there yet, at the end.
    void appendNew(const std::vector<Row> &wanted)
    {
        if (wanted.size() == m_rows.size())
            return;
        QHash<QString, bool> present;
        for (const Row &row : m_rows)
            present.insert(row.key(), true);
        std::vector<Row> fresh;
        std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(fresh),
                     [&](const Row &row) { return !present.contains(row.key()); });
        beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
        m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }

    std::vector<Row> m_rows;
};

} // namespace rtmscope
