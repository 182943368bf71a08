// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/fork/forkmodel.h"

#include "core/summary/linewords.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

ForkModel::ForkModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ForkModel::setFork(const Fork *fork)
{
    m_fork = fork;
    m_reader =
        fork ? std::make_unique<LogReader>(fork->content().source(), FileWindow::Walk::Either) : nullptr;
    refresh();
}

void ForkModel::setNames(const Workspace &names)
{
    m_names = names;
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0), index(m_rows - 1));
}

void ForkModel::refresh()
{
    beginResetModel();
    const qsizetype rows = m_fork ? m_fork->size() + keptRows() : 0;
    m_rows = static_cast<int>(std::min<qsizetype>(rows, std::numeric_limits<int>::max()));
    endResetModel();
}

void ForkModel::refreshEntry(qsizetype at)
{
    const QModelIndex changed = index(rowOf(at));
    Q_EMIT dataChanged(changed, changed);
}

Event ForkModel::event(int row) const
{
    if (!m_fork || row < 0 || row >= m_rows)
        return {};
    const qsizetype at = indexOf(row);
    return at < 0 ? m_reader->event(m_fork->content().kept() - 1) : m_fork->content().entry(*m_reader, at);
}

ForkModel::Kind ForkModel::kind(int row) const
{
    const qsizetype at = indexOf(row);
    if (at < 0)
        return Kind::Kept;
    const ForkContent::Own *own = m_fork->content().own(at);
    return !own ? Kind::Source : own->replaced >= 0 ? Kind::Edited : Kind::Own;
}

int ForkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QString ForkModel::summary(const Event &event) const
{
    EventSummary::Context context;
    context.workspace = &m_names;
    context.unknownType = !event.isKnown();
    return m_summary.of(event, context);
}

QVariant ForkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    if (role == KindRole)
        return static_cast<int>(kind(index.row()));
    if (role != Qt::DisplayRole && role != SummaryRole && role != TimeRole && role != Qt::AccessibleTextRole)
        return {};
    const Event event = this->event(index.row());
    if (role == TimeRole)
        return clockTime(event.receivedAtUs);
    if (role == SummaryRole)
        return summary(event);
    const QString type = event.direction == Direction::Note ? tr("note: %1").arg(event.type)
                         : event.type.isEmpty()             ? tr("no type")
                         : event.subtype.isEmpty()          ? event.type
                                                            : u"%1 / %2"_s.arg(event.type, event.subtype);
    if (role == Qt::DisplayRole)
        return type;
    const Kind what = kind(index.row());
    const QString spoken = what == Kind::Own      ? tr("%1, written here: %2")
                           : what == Kind::Edited ? tr("%1, edited here: %2")
                           : what == Kind::Kept   ? tr("%1, the fork begins behind it: %2")
                                                  : tr("%1: %2");
    return spoken.arg(type, summary(event));
}

} // namespace rtmscope
