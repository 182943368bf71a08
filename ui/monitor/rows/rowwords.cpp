// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/rows/rowwords.h"

#include "core/columns/eventcolumn.h"
#include "core/json/json.h"
#include "core/summary/linewords.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/rows/eventrows.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rtmscope::rowwords {

namespace {

using Column = EventColumn;

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::EventTableModel", text);
}

QString acknowledgedTip(const EventRow &row)
{
    const QString after = tr("Acknowledged after %1").arg(row.acknowledged);
    return row.ackLate ? tr("%1, later than 3 s: the server delivers it again").arg(after) : after;
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
        lines << tr("The same event came before; nothing is done about it again");
    if (!row.dress.comment.isEmpty())
        lines << tr("Comment: %1").arg(row.dress.comment);
    if (!row.dress.words.isEmpty())
        lines << row.dress.words;
    return lines.join(u'\n');
}

} // namespace

QString title(int column, TimeForm form)
{
    switch (column) {
    case Column::Number:
        return tr("No.");
    case Column::Time:
        return TimeView::title(form);
    case Column::DirectionColumn:
        return tr("Direction");
    case Column::Type:
        return tr("Type");
    case Column::Channel:
        return tr("Channel");
    case Column::User:
        return tr("User");
    case Column::Summary:
        return tr("Summary");
    case Column::Size:
        return tr("Size");
    case Column::EnvelopeColumn:
        return tr("Envelope");
    case Column::Delivery:
        return tr("Delivery");
    case Column::Acknowledged:
        return tr("Acknowledged");
    }
    return {};
}

QString directionName(Direction direction)
{
    return direction == Direction::In ? u"in"_s : direction == Direction::Out ? u"out"_s : u"note"_s;
}

QString spoken(const DressedRow &row, bool isReference)
{
    QStringList parts{QString::number(row.seq),
                      directionName(row.direction),
                      row.type,
                      row.trouble ? tr("failed") : QString(),
                      row.delivery,
                      row.ackLate ? tr("acknowledged late") : QString(),
                      isReference ? tr("times are counted from it") : QString(),
                      row.dress.words,
                      row.dress.comment.isEmpty() ? QString() : tr("comment: %1").arg(row.dress.comment),
                      row.channel,
                      row.user,
                      row.summary};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString toolTip(const DressedRow &row, int column)
{
    switch (column) {
    case Column::DirectionColumn:
        return row.connection;
    case Column::Time:
        if (!row.badTime.isEmpty())
            return row.badTime.trimmed().isEmpty() ? tr("A time should stand in it, and does not")
                                                   : tr("Its time can’t be read: “%1”").arg(row.badTime);
        return row.timeUs == 0 ? tr("The file does not say when this was") : momentInZone(row.timeUs);
    case Column::Type:
        return row.wireSubtype.isEmpty() ? row.wireType
                                         : tr("%1, subtype %2").arg(row.wireType, row.wireSubtype);
    case Column::Channel:
        return row.channelId;
    case Column::User:
        return row.userId;
    case Column::Summary:
        return summaryTip(row);
    case Column::Size:
        return tr("%L1 bytes").arg(row.size);
    case Column::EnvelopeColumn:
        return row.envelope;
    case Column::Delivery:
        return row.deliveryTip;
    case Column::Acknowledged:
        return row.acknowledged.isEmpty() ? QString() : acknowledgedTip(row);
    }
    return {};
}

QString filterFor(const EventRow &row, int column, const Workspace *names)
{
    const auto equals = [](QLatin1StringView field, const QString &value) {
        return value.isEmpty() ? QString() : field + u" == "_s + QString::fromUtf8(json::quoted(value));
    };
    static const QRegularExpression plainName(u"^[\\w.-]+$"_s,
                                              QRegularExpression::UseUnicodePropertiesOption);
    switch (column) {
    case Column::Time: // to the second: what came with it
        return row.timeUs == 0 ? QString()
                               : u"time == \"%1\""_s.arg(QDateTime::fromMSecsSinceEpoch(row.timeUs / 1000)
                                                             .toString(u"yyyy-MM-dd HH:mm:ss"_s));
    case Column::DirectionColumn:
        return equals("dir"_L1, directionName(row.direction));
    case Column::Type:
        return row.wireSubtype.isEmpty() ? equals("type"_L1, row.wireType)
                                         : equals("subtype"_L1, row.wireSubtype);
    case Column::Channel:
        if (row.channel.startsWith(u'#') && plainName.match(row.channel.sliced(1)).hasMatch())
            return u"channel == "_s + row.channel;
        return equals("channel"_L1, row.channelId);
    case Column::User: {
        const rtmscope::User *user = names ? names->user(UserId(row.userId)) : nullptr;
        if (user && plainName.match(user->name).hasMatch())
            return u"user == @"_s + user->name;
        return equals("user"_L1, row.userId);
    }
    case Column::Size:
        return u"size == %1"_s.arg(row.size);
    case Column::EnvelopeColumn:
        return equals("envelope_type"_L1, row.envelope);
    }
    return {};
}

QString filterFor(const PathCell &cell, const ColumnPath &path)
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

} // namespace rtmscope::rowwords
