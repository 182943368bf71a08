// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// What the model says of a row, by role: words, tool tips, what a screen reader hears, filters made of a
// value.
#include "ui/monitor/table/eventtablemodel.h"

#include "core/columns/envelope.h"
#include "core/summary/linewords.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"
#include "ui/theme/plainheader.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! As the filter language and the capture spell it.
QString directionName(Direction direction)
{
    return direction == Direction::In ? u"in"_s : direction == Direction::Out ? u"out"_s : u"note"_s;
}

QString acknowledgedTip(const EventRow &row)
{
    const QString after = EventTableModel::tr("Acknowledged after %1").arg(row.acknowledged);
    return row.ackLate ? EventTableModel::tr("%1, later than 3 s: the server delivers it again").arg(after)
                       : after;
}

//! With what its sign means.
QString summaryTip(const DressedRow &row)
{
    QStringList lines{row.summary};
    if (row.ackLate)
        lines << acknowledgedTip(row);
    if (!row.deliveryTip.isEmpty())
        lines << row.deliveryTip;
    else if (row.repeated)
        lines << EventTableModel::tr("The same event came before; nothing is done about it again");
    if (!row.dress.comment.isEmpty())
        lines << EventTableModel::tr("Comment: %1").arg(row.dress.comment);
    if (!row.dress.words.isEmpty())
        lines << row.dress.words;
    return lines.join(u'\n');
}

//! A filter for the value of a person's own column.
QString filterForPath(const PathCell &cell, const ColumnPath &path)
{
    switch (cell.kind) {
    case PathCell::Kind::Missing:
        return {};
    case PathCell::Kind::Text:
        return path.text() + u" == "_s + QString::fromUtf8(json::quoted(cell.text));
    case PathCell::Kind::Literal:
        return path.text() + u" == "_s + cell.text;
    case PathCell::Kind::Other:
        break;
    }
    return path.text() + u" exists"_s;
}

} // namespace

QString EventTableModel::spokenRow(int row) const
{
    const DressedRow &entry = eventRow(row);
    QStringList parts{QString::number(entry.seq),
                      accessibleText(row, DirectionColumn),
                      entry.type,
                      entry.trouble ? tr("failed") : QString(),
                      entry.delivery,
                      entry.ackLate ? tr("acknowledged late") : QString(),
                      logRow(row) == m_reference ? tr("times are counted from it") : QString(),
                      entry.dress.words,
                      entry.dress.comment.isEmpty() ? QString() : tr("comment: %1").arg(entry.dress.comment),
                      entry.channel,
                      entry.user,
                      entry.summary};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

// ---- what Socket Mode wraps around it
// --------------------------------------------------------------------------------------------

void EventTableModel::setSwallowing(bool swallows)
{
    if (std::exchange(m_swallows, swallows) != swallows)
        m_cache.clear();
}

void EventTableModel::noteEnvelope(const EventRow &row, qsizetype logRow) const
{
    if (row.envelope.isEmpty())
        return;
    if (!std::exchange(m_envelopesSeen, true)) // rows are built while they are painted
        QMetaObject::invokeMethod(
            const_cast<EventTableModel *>(this),
            [this] { Q_EMIT const_cast<EventTableModel *>(this)->envelopesSeen(true); },
            Qt::QueuedConnection);
    if (row.acknowledgedUs == 0 && m_log->latestUs() - row.timeUs < Envelope::oldUs)
        m_unacknowledged.push_back(logRow);
}

//! Rows that were painted before their acknowledgement came say so once it has.
void EventTableModel::renewUnacknowledged()
{
    if (m_unacknowledged.empty())
        return;
    const std::vector<qsizetype> waiting = std::exchange(m_unacknowledged, {});
    for (const qsizetype each : waiting) {
        m_cache.remove(each);
        if (const int row = rowOf(each); row >= 0)
            Q_EMIT dataChanged(index(row, Summary), index(row, Acknowledged));
    }
}

void EventTableModel::pathCellsRead(qsizetype logRow)
{
    if (const int row = rowOf(logRow); row >= 0)
        Q_EMIT dataChanged(index(row, ColumnCount), index(row, columnCount() - 1));
}

// ---- the model
// --------------------------------------------------------------------------------------------------

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.count());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount + int(paths().size());
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_log)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole:
        return literalTip(toolTip(index.row(), index.column()));
    case Qt::AccessibleTextRole:
        return accessibleText(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case SeqRole:
        return eventRow(index.row()).seq;
    case FilterRole:
        return index.column() >= ColumnCount
                   ? filterForPath(pathCell(index.row(), index.column()),
                                   paths()[std::size_t(index.column() - ColumnCount)])
                   : filterFor(eventRow(index.row()), index.column());
    }
    return {};
}

const PathCell &EventTableModel::pathCell(int row, int column) const
{
    return m_cells.of(logRow(row))[std::size_t(column - ColumnCount)];
}

QString EventTableModel::display(int row, int column) const
{
    if (column >= ColumnCount)
        return pathCell(row, column).text;
    if (column == Time && m_timeForm != TimeForm::Local) {
        if (const std::optional<QString> time = beside(row).time)
            return *time;
    }
    return cellText(eventRow(row), column);
}

QString EventTableModel::toolTip(int at, int column) const
{
    if (column >= ColumnCount)
        return pathCell(at, column).text;
    const DressedRow &row = eventRow(at);
    switch (column) {
    case DirectionColumn:
        return row.connection;
    case Time:
        if (!row.badTime.isEmpty())
            return row.badTime.trimmed().isEmpty() ? tr("A time should stand in it, and does not")
                                                   : tr("Its time can’t be read: “%1”").arg(row.badTime);
        return row.timeUs == 0 ? tr("The file does not say when this was") : momentInZone(row.timeUs);
    case Type:
        return row.wireSubtype.isEmpty() ? row.wireType
                                         : tr("%1, subtype %2").arg(row.wireType, row.wireSubtype);
    case Channel:
        return row.channelId;
    case User:
        return row.userId;
    case Summary:
        return summaryTip(row);
    case Size:
        return tr("%L1 bytes").arg(row.size);
    case EnvelopeColumn:
        return row.envelope;
    case Delivery:
        return row.deliveryTip;
    case Acknowledged:
        return row.acknowledged.isEmpty() ? QString() : acknowledgedTip(row);
    }
    return {};
}

QString EventTableModel::accessibleText(int row, int column) const
{
    const DressedRow &entry = eventRow(row);
    switch (column) {
    case Number:
        return spokenRow(row);
    case DirectionColumn:
        return directionName(entry.direction);
    default:
        return display(row, column);
    }
}

QString EventTableModel::filterFor(const EventRow &row, int column) const
{
    const auto equals = [](QLatin1StringView field, const QString &value) {
        return value.isEmpty() ? QString() : field + u" == "_s + QString::fromUtf8(json::quoted(value));
    };
    static const QRegularExpression plainName(u"^[\\w.-]+$"_s,
                                              QRegularExpression::UseUnicodePropertiesOption);
    switch (column) {
    case Time: // to the second: what came with it
        return row.timeUs == 0 ? QString()
                               : u"time == \"%1\""_s.arg(QDateTime::fromMSecsSinceEpoch(row.timeUs / 1000)
                                                             .toString(u"yyyy-MM-dd HH:mm:ss"_s));
    case DirectionColumn:
        return equals("dir"_L1, directionName(row.direction));
    case Type:
        return row.wireSubtype.isEmpty() ? equals("type"_L1, row.wireType)
                                         : equals("subtype"_L1, row.wireSubtype);
    case Channel:
        if (row.channel.startsWith(u'#') && plainName.match(row.channel.sliced(1)).hasMatch())
            return u"channel == "_s + row.channel;
        return equals("channel"_L1, row.channelId);
    case User: {
        const rtmscope::User *user = m_names ? m_names->workspace().user(UserId(row.userId)) : nullptr;
        if (user && plainName.match(user->name).hasMatch())
            return u"user == @"_s + user->name;
        return equals("user"_L1, row.userId);
    }
    case Size:
        return u"size == %1"_s.arg(row.size);
    case EnvelopeColumn:
        return equals("envelope_type"_L1, row.envelope);
    }
    return {};
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isSpan = section == Time && m_timeForm >= TimeForm::SinceFirst;
        const bool figures = section == Number || section == Size || isSpan;
        // Figures end below each other in either direction of reading.
        const Qt::Alignment side =
            figures ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeft);
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role == PlainHeader::BriefRole)
        return section == DirectionColumn ? tr("Dir") : section == Acknowledged ? tr("Ack") : QString();
    if (role == Qt::ToolTipRole && section == Acknowledged)
        return tr("Time from the event to its acknowledgement");
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section >= ColumnCount)
        return paths()[std::size_t(section - ColumnCount)].text();
    switch (section) {
    case Number:
        return tr("No.");
    case Time:
        return TimeView::title(m_timeForm);
    case DirectionColumn:
        return tr("Direction");
    case Type:
        return tr("Type");
    case Channel:
        return tr("Channel");
    case User:
        return tr("User");
    case Summary:
        return tr("Summary");
    case Size:
        return tr("Size");
    case EnvelopeColumn:
        return tr("Envelope");
    case Delivery:
        return tr("Delivery");
    case Acknowledged:
        return tr("Acknowledged");
    }
    return {};
}

} // namespace rtmscope
