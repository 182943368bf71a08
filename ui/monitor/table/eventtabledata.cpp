// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// What the model says of a row, by role: words, tool tips, what a screen reader hears, filters made of a
// value.
#include "ui/monitor/table/eventtablemodel.h"

#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"
#include "ui/monitor/table/envelope.h"
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

QString tookWords(qint64 us)
{
    if (us < 1'000)
        return EventTableModel::tr("< 1 ms");
    return us < 1'000'000 ? EventTableModel::tr("%1 ms").arg(us / 1'000)
                          : EventTableModel::tr("%1 s").arg(QLocale().toString(double(us) / 1e6, 'f', 1));
}

QString acknowledgedTip(const EventRow &row)
{
    const QString after = EventTableModel::tr("Acknowledged after %1").arg(row.acknowledged);
    return row.ackLate ? EventTableModel::tr("%1, later than 3 s: the server delivers it again").arg(after)
                       : after;
}

//! With what its sign means.
QString summaryTip(const EventRow &row)
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

} // namespace

QString EventTableModel::directionText(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return tr("← in");
    case Direction::Out:
        return tr("→ out");
    case Direction::Note:
        break;
    }
    return tr("note");
}

QString EventTableModel::spokenRow(int row) const
{
    const EventRow &entry = eventRow(row);
    QStringList parts{QString::number(entry.seq),
                      accessibleText(row, DirectionColumn),
                      entry.type,
                      entry.trouble ? tr("failed") : QString(),
                      entry.delivery,
                      entry.ackLate ? tr("acknowledged late") : QString(),
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

void EventTableModel::addEnvelope(EventRow &row, const Event &event, qsizetype logRow) const
{
    const Envelope envelope = envelopeOf(*m_log, logRow, event, m_document);
    if (!envelope.isEnvelope())
        return;
    if (!std::exchange(m_envelopesSeen, true)) // rows are built while they are painted
        QMetaObject::invokeMethod(
            const_cast<EventTableModel *>(this),
            [this] { Q_EMIT const_cast<EventTableModel *>(this)->envelopesSeen(true); },
            Qt::QueuedConnection);
    row.envelope = envelope.type;
    QStringList marks;
    QStringList tips;
    const auto mark = [&](const QString &words, const QString &tip) {
        marks << words;
        tips << tip;
    };
    if (envelope.attempt > 0)
        mark(tr("retry %1").arg(envelope.attempt),
             tr("Delivery number %1: an earlier one was not acknowledged in 3 s").arg(envelope.attempt + 1));
    row.late = envelope.attempt > 0 && !row.repeated;
    if (row.repeated)
        mark(tr("duplicate"), tr("The same event came before; nothing is done about it again"));
    else if (row.late)
        mark(tr("late"),
             tr("The first delivery that came here: whoever got it earlier did not acknowledge it"));
    if (m_swallows && envelope.type != "events_api"_L1)
        mark(tr("swallowed"), tr("Acknowledged, and nothing done: it was meant for the app’s own program"));
    row.delivery = marks.join(u", "_s);
    row.deliveryTip = tips.join(u'\n');
    row.ackLate = envelope.acknowledged > Envelope::ackLimitUs;
    if (envelope.acknowledged > 0)
        row.acknowledged = tookWords(envelope.acknowledged);
    else if (m_log->latestUs() - row.timeUs < Envelope::oldUs)
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

// ---- the model
// --------------------------------------------------------------------------------------------------

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.count());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_log)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(eventRow(index.row()), index.column());
    case Qt::ToolTipRole:
        return literalTip(toolTip(eventRow(index.row()), index.column()));
    case Qt::AccessibleTextRole:
        return accessibleText(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case SeqRole:
        return eventRow(index.row()).seq;
    case FilterRole:
        return filterFor(eventRow(index.row()), index.column());
    }
    return {};
}

QVariant EventTableModel::display(const EventRow &row, int column) const
{
    switch (column) {
    case Number:
        return row.number;
    case Time:
        return row.time;
    case DirectionColumn:
        return directionText(row.direction) + row.socket;
    case Type:
        return row.type;
    case Channel:
        return row.channel;
    case User:
        return row.user;
    case Summary:
        return row.summary;
    case Size:
        return row.sizeText;
    case EnvelopeColumn:
        return row.envelope;
    case Delivery:
        return row.delivery;
    case Acknowledged:
        return row.acknowledged;
    }
    return {};
}

QString EventTableModel::toolTip(const EventRow &row, int column) const
{
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
    const EventRow &entry = eventRow(row);
    switch (column) {
    case Number:
        return spokenRow(row);
    case DirectionColumn:
        return directionName(entry.direction);
    default:
        return display(entry, column).toString();
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
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool figures = section == Number || section == Size;
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
    switch (section) {
    case Number:
        return tr("No.");
    case Time:
        return tr("Time");
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
