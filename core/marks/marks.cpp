// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/marks.h"

#include <algorithm>
#include <utility>

namespace rtmscope {

namespace {

bool isSame(const EntryPlace &a, const EntryPlace &b)
{
    return a.channel == b.channel && a.user == b.user && a.thread == b.thread;
}

//! What a group does not name may be anything.
bool isIn(const EntryPlace &group, const EntryPlace &place)
{
    return (group.channel.isEmpty() || group.channel == place.channel) &&
           (group.user.isEmpty() || group.user == place.user) &&
           (group.thread.isEmpty() || group.thread == place.thread);
}

} // namespace

EntryMark Marks::at(qsizetype row) const
{
    const auto found = m_rows.find(row);
    return found == m_rows.end() ? EntryMark() : found->second;
}

Labels Marks::labelsOf(qsizetype row, const EntryPlace &place) const
{
    const auto own = m_rows.find(row);
    Labels labels = own == m_rows.end() ? Labels(0) : own->second.labels;
    for (const Group &group : m_groups) {
        if (isIn(group.of, place))
            labels = Labels(labels | labelBit(group.label));
    }
    return labels;
}

bool Marks::hasGroup(int label, const EntryPlace &of) const
{
    return std::any_of(m_groups.begin(), m_groups.end(),
                       [&](const Group &group) { return group.label == label && isSame(group.of, of); });
}

QString Marks::labelName(int label) const
{
    return label >= 1 && label <= labelCount ? m_names[std::size_t(label)] : QString();
}

bool Marks::apply(const MarkNote &note, qsizetype row)
{
    if (note.kind == MarkNote::Kind::LabelName)
        return std::exchange(m_names[std::size_t(note.label)], note.text) != note.text;
    if (note.of == 0)
        return note.kind == MarkNote::Kind::Label && applyToMany(note);
    if (row < 0)
        return false;
    const auto place = m_rows.try_emplace(row).first;
    const bool changed = applyTo(place->second, note);
    if (place->second.isEmpty())
        m_rows.erase(place);
    return changed;
}

bool Marks::applyTo(EntryMark &mark, const MarkNote &note) const
{
    const EntryMark before = mark;
    switch (note.kind) {
    case MarkNote::Kind::Mark:
        mark.isMarked = note.isSet;
        break;
    case MarkNote::Kind::Label:
        mark.labels = note.isSet ? Labels(mark.labels | labelBit(note.label))
                                 : Labels(mark.labels & ~labelBit(note.label));
        break;
    case MarkNote::Kind::Comment:
        mark.comment = note.text;
        break;
    case MarkNote::Kind::LabelName:
        break;
    }
    return mark != before;
}

bool Marks::applyToMany(const MarkNote &note)
{
    const EntryPlace of{note.channel, note.user, note.thread};
    const auto found = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group &group) {
        return group.label == note.label && isSame(group.of, of);
    });
    const bool isThere = found != m_groups.end();
    if (isThere == note.isSet)
        return false;
    if (note.isSet)
        m_groups.push_back({note.label, of});
    else
        m_groups.erase(found);
    return true;
}

} // namespace rtmscope
