// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/marks/marknote.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace rtmscope {

//! Which labels, as bits: bit n for label n.
using Labels = quint16;

constexpr Labels labelBit(int label)
{
    return Labels(1U << unsigned(label));
}

//! What somebody noted about one entry.
struct EntryMark
{
    bool isMarked = false;
    Labels labels = 0;
    QString comment = {};

    bool isEmpty() const { return !isMarked && labels == 0 && comment.isEmpty(); }
    friend bool operator==(const EntryMark &, const EntryMark &) = default;
};

//! What an entry is part of, for labels of many.
struct EntryPlace
{
    QString channel;
    QString user;
    QString thread; //!< the timestamp of its thread's first message
};

//! All marks, labels and comments of one log, by its rows: what the notes in it come to. A value; a copy may
//! go to another thread.
class Marks
{
public:
    using Rows = std::map<qsizetype, EntryMark>;

    //! A label of all that have this channel, person or thread.
    struct Group
    {
        int label = 0;
        EntryPlace of;
    };

    //! Those with a mark, a label of their own or a comment.
    const Rows &rows() const { return m_rows; }
    const std::vector<Group> &groups() const { return m_groups; }
    bool isEmpty() const { return m_rows.empty() && m_groups.empty(); }
    //! An empty one if nothing was noted.
    EntryMark at(qsizetype row) const;
    //! Its own and those of the groups that it is in.
    Labels labelsOf(qsizetype row, const EntryPlace &place) const;
    bool hasGroup(int label, const EntryPlace &of) const;
    QString labelName(int label) const; //!< empty if it has none
    //! The next row behind (1) or before (-1) \a row with a mark, label or comment that \a isShown is true
    //! of; -1: there is none.
    template<typename IsShown>
    qsizetype next(qsizetype row, int direction, const IsShown &isShown) const;

    //! A later note wins. \a row is what `of` means, -1 if that is nowhere. True if anything changed.
    bool apply(const MarkNote &note, qsizetype row);

private:
    bool applyTo(EntryMark &mark, const MarkNote &note) const;
    bool applyToMany(const MarkNote &note);

    Rows m_rows; // none of them is empty
    std::vector<Group> m_groups;
    std::array<QString, labelCount + 1> m_names;
};

template<typename IsShown>
qsizetype Marks::next(qsizetype row, int direction, const IsShown &isShown) const
{
    if (direction > 0) {
        for (auto at = m_rows.upper_bound(row); at != m_rows.end(); ++at) {
            if (isShown(at->first))
                return at->first;
        }
        return -1;
    }
    for (auto at = std::make_reverse_iterator(m_rows.lower_bound(row)); at != m_rows.rend(); ++at) {
        if (isShown(at->first))
            return at->first;
    }
    return -1;
}

} // namespace rtmscope
