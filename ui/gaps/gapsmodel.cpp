// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/gaps/gapsmodel.h"

#include "core/summary/gapwords.h"
#include "core/workspace/workspace.h"
#include "ui/theme/theme.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

bool isSame(const Gap &a, const Gap &b)
{
    return a.id == b.id && a.fromUs == b.fromUs;
}

qint64 nowUs()
{
    return QDateTime::currentMSecsSinceEpoch() * 1000;
}

Qt::Alignment alignmentOf(int column)
{
    return Qt::AlignVCenter | (column == GapsModel::Duration ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

GapsModel::GapsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_tick.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &GapsModel::tick);
    connect(&m_pulse, &FeedPulse::beat, this, &GapsModel::refresh);
}

void GapsModel::setFeed(WorkspaceFeed *feed, bool recording)
{
    beginResetModel();
    m_gaps.clear();
    m_revision = 0;
    m_recording = recording;
    endResetModel();
    m_pulse.setFeed(feed);
}

const Workspace *GapsModel::workspace() const
{
    return m_pulse.feed() ? &m_pulse.feed()->workspace() : nullptr;
}

quint64 GapsModel::count() const
{
    return workspace() ? workspace()->gapCount() : 0;
}

int GapsModel::rowOfEntry(quint64 seq) const
{
    for (int row = 0; seq != 0 && row < rowCount(); ++row) {
        if (at(row).openedSeq == seq || at(row).closedSeq == seq)
            return row;
    }
    return -1;
}

void GapsModel::refresh()
{
    const Workspace *space = workspace();
    const quint64 revision = space ? space->gapsRevision() : 0;
    if (revision == m_revision && space)
        return;
    m_revision = revision;
    const QList<Gap> now = space ? space->gaps() : QList<Gap>();
    if (sharesPast(now)) {
        takeOver(now);
    } else { // an opened capture replaced the workspace as a whole
        beginResetModel();
        m_gaps = now;
        endResetModel();
    }
    Q_EMIT refreshed();
    tick();
}

QString GapsModel::elapsed() const
{
    if (m_gaps.isEmpty() || !m_gaps.constLast().isOpen() || m_recording)
        return {};
    return GapWords::elapsed(nowUs() - m_gaps.constLast().fromUs);
}

//! With the outage's own seconds, so that everybody who tells how long it lasts tells the same.
void GapsModel::tick()
{
    const QString now = elapsed();
    if (now.isEmpty()) {
        m_tick.stop();
    } else {
        constexpr qint64 secondUs = 1'000'000;
        const qint64 intoSecondUs = std::max<qint64>(0, nowUs() - m_gaps.constLast().fromUs) % secondUs;
        m_tick.start(std::chrono::milliseconds((secondUs - intoSecondUs) / 1000 + 1));
    }
    if (now == m_elapsed)
        return;
    m_elapsed = now;
    if (!m_gaps.isEmpty())
        Q_EMIT dataChanged(index(0, Duration), index(0, Duration));
    Q_EMIT elapsedChanged(now);
}

//! Whether \a now is what is shown, with changes, additions at its end and losses at its beginning.
bool GapsModel::sharesPast(const QList<Gap> &now) const
{
    if (now.isEmpty())
        return m_gaps.isEmpty();
    if (m_gaps.isEmpty())
        return true;
    const auto first = std::find_if(m_gaps.begin(), m_gaps.end(),
                                    [&](const Gap &gap) { return isSame(gap, now.constFirst()); });
    const auto left = m_gaps.end() - first;
    return left > 0 && left <= now.size() && std::equal(first, m_gaps.end(), now.begin(), isSame);
}

void GapsModel::takeOver(const QList<Gap> &now)
{
    const auto first = now.isEmpty()
                           ? m_gaps.constEnd()
                           : std::find_if(m_gaps.constBegin(), m_gaps.constEnd(),
                                          [&](const Gap &gap) { return isSame(gap, now.constFirst()); });
    if (const auto gone = int(first - m_gaps.constBegin()); gone > 0 && !m_gaps.isEmpty()) {
        beginRemoveRows({}, rowCount() - gone, rowCount() - 1);
        m_gaps.remove(0, gone);
        endRemoveRows();
    }
    for (qsizetype i = 0; i < m_gaps.size(); ++i) {
        if (m_gaps.at(i).revision == now.at(i).revision)
            continue;
        m_gaps[i] = now.at(i);
        const int row = int(m_gaps.size() - 1 - i);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (const auto more = int(now.size() - m_gaps.size()); more > 0) {
        beginInsertRows({}, 0, more - 1);
        m_gaps = now;
        endInsertRows();
    }
}

int GapsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_gaps.size());
}

int GapsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString GapsModel::duration(const Gap &gap) const
{
    if (!gap.isOpen())
        return GapWords::duration(gap.toUs - gap.fromUs);
    return m_recording ? tr("unknown") : tr("lasting %1").arg(GapWords::elapsed(nowUs() - gap.fromUs));
}

QString GapsModel::text(const Gap &gap, int column) const
{
    const qint64 dayUs = m_recording ? gap.fromUs : nowUs();
    switch (column) {
    case Start:
        return GapWords::moment(gap.fromUs, dayUs);
    case End:
        return gap.isOpen() ? tr("open") : GapWords::moment(gap.toUs, dayUs);
    case Duration:
        return duration(gap);
    case Outcome:
        return GapWords::outcome(gap);
    case Cause:
        return GapWords::cause(gap);
    case Proof:
        return gap.proof;
    case Connections:
        return GapWords::connections(gap);
    default:
        return {};
    }
}

QString GapsModel::accessible(const Gap &gap) const
{
    QStringList parts;
    for (const int column : {Start, End, Duration, Outcome, Cause})
        parts.append(headerData(column, Qt::Horizontal).toString() + u' ' + text(gap, column));
    return parts.join(u", "_s);
}

QVariant GapsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Gap &gap = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(gap, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? accessible(gap) : text(gap, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(index.column()));
    case EntryRole:
        return gap.entry();
    default:
        return {};
    }
}

QVariant GapsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Start:
        return tr("Start");
    case End:
        return tr("End");
    case Duration:
        return tr("Duration");
    case Outcome:
        return tr("Outcome");
    case Cause:
        return tr("Cause");
    case Proof:
        return tr("Proof");
    case Connections:
        return tr("Connections");
    default:
        return {};
    }
}

} // namespace rtmscope
