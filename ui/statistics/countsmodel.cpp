// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/countsmodel.h"

#include "core/json/json.h"
#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"
#include "ui/monitor/look/eventlook.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString equals(const QString &field, const QString &value)
{
    return field + u" == "_s + QString::fromUtf8(json::quoted(value));
}

QString lacks(const QString &field)
{
    return u"!(%1 exists)"_s.arg(field);
}

//! Filters for the rows of a table of types: no more is said than it takes to tell them apart.
class TypeFilters
{
public:
    explicit TypeFilters(const std::vector<LogStatistics::Row> &rows)
    {
        for (const LogStatistics::Row &row : rows) {
            if (!row.subtype.isEmpty())
                m_withSubtypes.insert(row.key);
            if (row.direction != Direction::In)
                m_otherWays.insert(row.key);
        }
    }

    QString of(const LogStatistics::Row &row) const
    {
        QStringList parts{row.key.isEmpty() ? lacks(u"type"_s) : equals(u"type"_s, row.key)};
        if (!row.subtype.isEmpty())
            parts += equals(u"subtype"_s, row.subtype);
        else if (m_withSubtypes.contains(row.key))
            parts += lacks(u"subtype"_s);
        if (m_otherWays.contains(row.key))
            parts += row.direction == Direction::In    ? u"dir == in"_s
                     : row.direction == Direction::Out ? u"dir == out"_s
                                                       : u"dir == note"_s;
        return parts.join(u" && "_s);
    }

private:
    QSet<QString> m_withSubtypes;
    QSet<QString> m_otherWays;
};

//! Where the id of an app stands: the first of them counts.
QString botFilter(const QString &bot)
{
    const QStringList places{u"bot_id"_s, u"message.bot_id"_s, u"previous_message.bot_id"_s, u"bot.id"_s};
    QStringList parts;
    for (const QString &place : places)
        parts += bot.isEmpty() ? lacks(place) : equals(place, bot);
    return bot.isEmpty() ? u"dir == note || ("_s + parts.join(u" && "_s) + u')'
                         : u"dir != note && ("_s + parts.join(u" || "_s) + u')';
}

QString filterOf(StatisticsKey key, const LogStatistics::Row &row, const TypeFilters &types)
{
    switch (key) {
    case StatisticsKey::Type:
        return types.of(row);
    case StatisticsKey::Channel:
        return row.key.isEmpty() ? lacks(u"channel"_s) : equals(u"channel"_s, row.key);
    case StatisticsKey::User:
        return row.key.isEmpty() ? lacks(u"user"_s) : equals(u"user"_s, row.key);
    case StatisticsKey::Bot:
        return botFilter(row.key);
    case StatisticsKey::Connection:
        break;
    }
    return u"conn == "_s + row.key;
}

} // namespace

void CountsModel::showCounts(StatisticsKey key, const LogStatistics &figures, const WorkspaceFeed *names)
{
    m_of = Of(key);
    m_all = figures.count;
    m_seconds = figures.seconds();
    const TypeFilters types(figures.rows);
    std::vector<CountRow> rows;
    rows.reserve(figures.rows.size());
    for (const LogStatistics::Row &each : figures.rows) {
        CountRow row;
        row.value = each.key;
        row.subtype = each.subtype;
        row.direction = each.direction;
        row.filter = filterOf(key, each, types);
        row.kind = traitsOf(each.direction, each.key, each.subtype).kind;
        row.count = each.count;
        row.bytes = each.bytes;
        row.firstUs = each.firstUs;
        row.lastUs = each.lastUs;
        row.name = nameOf(row, names);
        rows.push_back(std::move(row));
    }
    show(std::move(rows));
}

void CountsModel::showValues(const QString &field, const std::vector<ValueCounts::Value> &values,
                             qint64 entries)
{
    m_of = Of::Values;
    m_all = entries;
    std::vector<CountRow> rows;
    rows.reserve(values.size());
    for (const ValueCounts::Value &value : values) {
        CountRow row;
        row.value = value.text;
        row.subtype = value.isText ? QString() : u"bare"_s; // 7 and "7" are two values
        row.name = cleanLine(value.text);
        row.filter = value.isText ? equals(field, value.text) : field + u" == "_s + value.text;
        row.count = value.count;
        rows.push_back(std::move(row));
    }
    show(std::move(rows));
}

void CountsModel::clear()
{
    show({});
}

void CountsModel::show(std::vector<CountRow> rows)
{
    m_highest = 1;
    for (const CountRow &row : rows)
        m_highest = std::max(m_highest, row.count);
    arrange(rows);
    replaceRows(std::move(rows));
}

QString CountsModel::nameOf(const CountRow &row, const WorkspaceFeed *names) const
{
    const QString value = cleanLine(row.value);
    const auto named = [&](const QString &name) { return name.isEmpty() ? value : cleanName(name); };
    switch (m_of) {
    case Of::Types: {
        // As the table of events has it: what a message's subtype says is what people call it.
        QString words = row.subtype.isEmpty()   ? value
                        : value == "message"_L1 ? cleanLine(row.subtype)
                                                : value + u'/' + cleanLine(row.subtype);
        if (words.isEmpty())
            words = tr("no type");
        if (row.direction == Direction::Note)
            return tr("%1 (note)").arg(words);
        return row.direction == Direction::Out ? tr("%1 (sent)").arg(words) : words;
    }
    case Of::Channels:
        if (value.isEmpty())
            return tr("no channel");
        return named(names ? names->workspace().conversationName(ChannelId(row.value)) : QString());
    case Of::People:
        if (value.isEmpty())
            return tr("nobody");
        return named(names ? names->workspace().userName(UserId(row.value)) : QString());
    case Of::Apps:
        return value.isEmpty() ? tr("no app") : value;
    case Of::Connections:
        return value == "0"_L1 ? tr("before the first") : tr("connection %1").arg(value);
    case Of::Values:
        break;
    }
    return value;
}

QString CountsModel::filterFor(int row, const WorkspaceFeed *names) const
{
    static const QRegularExpression plainName(u"^[#@][\\w.-]+$"_s,
                                              QRegularExpression::UseUnicodePropertiesOption);
    const CountRow &counted = at(row);
    if (!names || counted.value.isEmpty())
        return counted.filter;
    const Workspace &workspace = names->workspace();
    if (m_of == Of::Channels) {
        const ChannelId id(counted.value);
        const QString name = workspace.conversationName(id);
        if (name.startsWith(u'#') && plainName.match(name).hasMatch() &&
            workspace.channelsNamed(name) == QList{id})
            return u"channel == "_s + name;
    }
    if (m_of == Of::People) {
        const UserId id(counted.value);
        const rtmscope::User *user = workspace.user(id);
        const QString name = user ? u'@' + user->name : QString();
        if (plainName.match(name).hasMatch() && workspace.usersNamed(name) == QList{id})
            return u"user == "_s + name;
    }
    return counted.filter;
}

QString CountsModel::heading() const
{
    switch (m_of) {
    case Of::Types:
        return tr("Type");
    case Of::Channels:
        return tr("Channel");
    case Of::People:
        return tr("Person");
    case Of::Apps:
        return tr("App");
    case Of::Connections:
        return tr("Connection");
    case Of::Values:
        break;
    }
    return tr("Value");
}

// ---- order
// --------------------------------------------------------------------------------------------------------

void CountsModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    std::vector<CountRow> sorted = rows();
    arrange(sorted);
    replaceRows(std::move(sorted));
}

void CountsModel::arrange(std::vector<CountRow> &rows) const
{
    const auto compare = [this](const CountRow &a, const CountRow &b) {
        const auto by = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
        switch (m_column) {
        case Name:
            return compareNaturally(a.name, b.name);
        case Bytes:
            return by(a.bytes, b.bytes);
        default:
            return by(a.count, b.count);
        }
    };
    const bool falls = m_order == Qt::DescendingOrder;
    std::sort(rows.begin(), rows.end(), [&](const CountRow &a, const CountRow &b) {
        if (const int order = compare(a, b); order != 0)
            return (order < 0) != falls;
        // Of equal ones the order shall not change from one second to the next.
        if (const int order = a.name.compare(b.name); order != 0)
            return order < 0;
        return a.key() < b.key();
    });
}

// ---- what it says
// --------------------------------------------------------------------------------------------------------

double CountsModel::shareOf(const CountRow &row) const
{
    return m_all == 0 ? 0 : double(row.count) / double(m_all);
}

double CountsModel::rateOf(const CountRow &row) const
{
    return double(row.count) / m_seconds;
}

QString CountsModel::text(const CountRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Count:
        return figures::count(row.count);
    case Share:
        return figures::share(shareOf(row));
    case Bytes:
        return m_of == Of::Values ? QString() : figures::bytes(row.bytes);
    case Rate:
        return row.lastUs == 0 ? QString() : figures::rate(rateOf(row));
    default:
        return {};
    }
}

QString CountsModel::whole(const CountRow &row) const
{
    QString words = tr("%1: %2, %3").arg(row.name, figures::count(row.count), text(row, Share));
    if (m_of == Of::Values)
        return words;
    words = tr("%1, %2").arg(words, text(row, Bytes));
    return row.lastUs == 0 ? words : tr("%1, %2").arg(words, text(row, Rate));
}

int CountsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CountsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CountRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? whole(row) : text(row, index.column());
    case Qt::ToolTipRole: {
        const bool isNamed = row.name != row.value && (m_of == Of::Channels || m_of == Of::People);
        const QString id = isNamed                                       ? row.value
                           : m_of == Of::Types && !row.subtype.isEmpty() ? row.value + u'/' + row.subtype
                                                                         : QString();
        return literalTip(id.isEmpty() ? whole(row) : id + u'\n' + whole(row));
    }
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case FigureTable::BarRole:
        return index.column() == Count ? QVariant(double(row.count) / double(m_highest)) : QVariant();
    case FigureTable::BarColourRole:
        return m_of == Of::Types ? QVariant(int(kindColour(row.kind))) : QVariant();
    default:
        return {};
    }
}

QVariant CountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        // Figures end below each other in either direction of reading.
        const Qt::Alignment side =
            section == Name ? Qt::Alignment(Qt::AlignLeft) : Qt::AlignRight | Qt::AlignAbsolute;
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return heading();
    case Count:
        return tr("Events");
    case Share:
        return tr("Share");
    case Bytes:
        return tr("Bytes");
    case Rate:
        return tr("Rate");
    default:
        return {};
    }
}

QByteArray CountsModel::csv(const QList<int> &rows) const
{
    figures::Csv csv;
    for (const QString &name : {u"value"_s, u"subtype"_s, u"direction"_s, u"name"_s, u"events"_s, u"share"_s,
                                u"bytes"_s, u"per_second"_s})
        csv.add(name);
    csv.endRow();
    for (const int number : rows) {
        const CountRow &row = at(number);
        const bool isType = m_of == Of::Types;
        csv.add(row.value);
        csv.add(isType ? row.subtype : QString());
        csv.add(!isType                           ? QString()
                : row.direction == Direction::In  ? u"in"_s
                : row.direction == Direction::Out ? u"out"_s
                                                  : u"note"_s);
        csv.add(row.name);
        csv.add(row.count);
        csv.add(shareOf(row));
        csv.add(m_of == Of::Values ? QVariant() : QVariant(row.bytes));
        csv.add(row.lastUs == 0 ? QVariant() : QVariant(rateOf(row)));
        csv.endRow();
    }
    return csv.text();
}

} // namespace rtmscope
