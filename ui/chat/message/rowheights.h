// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace rtmscope {

//! How tall the rows of a list are and where each begins, in pixels. A row has a height that is guessed until
//! it is measured. A plain value; rows are counted from 0 and have to be there.
class RowHeights
{
public:
    void reset(int rows, int guess);
    void insert(int row, int count, int guess);
    void erase(int first, int last);
    //! As a model moves it: \a to counts before the row is taken out.
    void move(int from, int to);

    //! To be measured anew; the heights hold until then.
    void forget();
    void forget(int row);
    bool isMeasured(int row) const { return m_measured[size_t(row)]; }
    bool allMeasured() const;
    //! What came of measuring; true if the height is another one than before.
    bool setMeasured(int row, int height);

    int count() const { return int(m_heights.size()); }
    bool isEmpty() const { return m_heights.empty(); }
    //! Heights changed since place() was called: where rows begin is not known.
    bool isStale() const { return m_stale; }
    //! Finds out where rows begin; \a below is left free below the last one.
    void place(int below);

    int heightOf(int row) const { return m_heights[size_t(row)]; }
    int topOf(int row) const { return m_tops[size_t(row)]; }
    int bottomOf(int row) const { return topOf(row) + heightOf(row); }
    int total() const { return m_tops.empty() ? 0 : m_tops.back(); }
    //! The row at \a y, or the nearest; -1 if there are no rows.
    int rowAt(int y) const;

private:
    using size_t = std::vector<int>::size_type;

    std::vector<int> m_heights;
    std::vector<bool> m_measured;
    std::vector<int> m_tops; // one more than rows; the last is the height of all
    bool m_stale = true;
};

} // namespace rtmscope
