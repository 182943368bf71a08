// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSet>
#include <QString>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace rtmscope {

//! Turns the rows of a model into the wanted ones by removing, moving, inserting and changing single rows, so
//! that selection and scroll position of the views survive. A reset would lose both.
//!
//! \a Sink is the model's side:
//!   size_t size()                     rows there are now
//!   QString keyOfRow(size_t row)      identity of a row, unique
//!   QString keyOf(const Wanted &)     identity of a wanted row, unique
//!   bool isRow(size_t row, const Wanted &)        the same identity; may be cheaper than comparing keys
//!   void change(size_t row, const Wanted &)       same identity; tells the views if anything differs
//!   void remove(size_t first, size_t count)
//!   void move(size_t from, size_t to)             to < from
//!   void insert(size_t at, const Wanted *first, size_t count)
//! Each is called with the model consistent and leaves it so.
template<typename Wanted, typename Sink>
class RowDiff
{
public:
    RowDiff(Sink &sink, const Wanted *wanted, size_t count)
        : m_sink(sink)
        , m_wanted(wanted)
        , m_count(count)
    {
    }

    void run()
    {
        size_t row = changeWhileSame(0);
        if (row < m_sink.size()) {
            removeUnwanted(row);
            row = changeWhileSame(row);
        }
        if (row < m_sink.size())
            arrange(row);
        else if (row < m_count)
            m_sink.insert(row, m_wanted + row, m_count - row);
    }

private:
    size_t changeWhileSame(size_t row)
    {
        for (; row < m_sink.size() && row < m_count && m_sink.isRow(row, m_wanted[row]); ++row)
            m_sink.change(row, m_wanted[row]);
        return row;
    }

    void removeUnwanted(size_t from)
    {
        QSet<QString> keys;
        for (size_t i = from; i < m_count; ++i)
            keys.insert(m_sink.keyOf(m_wanted[i]));
        for (size_t end = m_sink.size(); end > from;) {
            if (keys.contains(m_sink.keyOfRow(end - 1))) {
                --end;
                continue;
            }
            size_t first = end - 1;
            while (first > from && !keys.contains(m_sink.keyOfRow(first - 1)))
                --first;
            m_sink.remove(first, end - first);
            end = first;
        }
    }

    void arrange(size_t row)
    {
        QSet<QString> present;
        for (size_t i = row; i < m_sink.size(); ++i)
            present.insert(m_sink.keyOfRow(i));
        while (row < m_count) {
            size_t run = 0;
            while (row + run < m_count && !present.contains(m_sink.keyOf(m_wanted[row + run])))
                ++run;
            if (run > 0) {
                m_sink.insert(row, m_wanted + row, run);
                row += run;
                continue;
            }
            for (size_t from = row; from < m_sink.size(); ++from) {
                if (!m_sink.isRow(from, m_wanted[row]))
                    continue;
                if (from != row)
                    m_sink.move(from, row);
                break;
            }
            m_sink.change(row, m_wanted[row]);
            ++row;
        }
    }

    Sink &m_sink;
    const Wanted *m_wanted;
    size_t m_count;
};

//! The part of a Sink that is the same for all models that keep their rows in a vector. Such a model has the
//! sink and this class for friends.
template<typename Model, typename Row>
class RowSink
{
public:
    RowSink(Model &model, std::vector<Row> &rows)
        : m_model(model)
        , m_rows(rows)
    {
    }

    size_t size() const { return m_rows.size(); }
    void remove(size_t first, size_t count)
    {
        m_model.beginRemoveRows({}, int(first), int(first + count - 1));
        const auto begin = m_rows.begin() + qsizetype(first);
        m_rows.erase(begin, begin + qsizetype(count));
        m_model.endRemoveRows();
    }
    void move(size_t from, size_t to)
    {
        m_model.beginMoveRows({}, int(from), int(from), {}, int(to));
        const auto begin = m_rows.begin();
        std::rotate(begin + qsizetype(to), begin + qsizetype(from), begin + qsizetype(from + 1));
        m_model.endMoveRows();
    }

protected:
    template<typename Iterator>
    void insertRows(size_t at, Iterator first, Iterator last)
    {
        m_model.beginInsertRows({}, int(at), int(at) + int(last - first) - 1);
        m_rows.insert(m_rows.begin() + qsizetype(at), first, last);
        m_model.endInsertRows();
    }
    void tellChanged(size_t row)
    {
        const auto index = m_model.index(int(row));
        Q_EMIT m_model.dataChanged(index, index);
    }

    Model &m_model;
    std::vector<Row> &m_rows;
};

} // namespace rtmscope
