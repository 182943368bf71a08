// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/threadsmodel.h"

#include "core/base/clock.h"
#include "core/json/json.h"
#include "core/log/eventlog.h"
#include "core/summary/eventsummary.h"
#include "core/summary/linewords.h"
#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/theme/theme.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

QString ThreadRow::filter() const
{
    // Without quotes it is compared as a number, to the last digit, as long as it is one.
    const QString ts = oddTs.isEmpty() ? threadTs() : QString::fromUtf8(json::quoted(oddTs));
    const QString thread = u"(thread == %1 || ts == %1)"_s.arg(ts);
    return channel.isEmpty() ? thread
                             : thread + u" && channel == "_s + QString::fromUtf8(json::quoted(channel));
}

void ThreadsModel::setLog(EventLog *log, const WorkspaceFeed *names)
{
    m_log = log;
    m_names = names;
    m_words.clear();
    replaceRows({});
}

void ThreadsModel::show(const ThreadFigures &figures)
{
    std::vector<ThreadRow> rows;
    rows.reserve(figures.rows.size());
    for (const ThreadFigures::Row &each : figures.rows) {
        ThreadRow row{each};
        row.channelName = cleanName(m_names ? m_names->workspace().conversationName(ChannelId(each.channel))
                                            : each.channel);
        rows.push_back(std::move(row));
    }
    arrange(rows);
    replaceRows(std::move(rows));
}

void ThreadsModel::namesChanged()
{
    m_words.clear();
    ThreadFigures figures;
    for (const ThreadRow &row : rows())
        figures.rows.push_back(row);
    show(figures);
}

// ---- order
// --------------------------------------------------------------------------------------------------------

void ThreadsModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    std::vector<ThreadRow> sorted = rows();
    arrange(sorted);
    replaceRows(std::move(sorted));
}

void ThreadsModel::arrange(std::vector<ThreadRow> &rows) const
{
    const auto compare = [this](const ThreadRow &a, const ThreadRow &b) {
        const auto by = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
        switch (m_column) {
        case Thread: // by when it began: words have no order that anybody looks for
            return by(a.threadUs, b.threadUs);
        case Channel:
            return compareNaturally(a.channelName, b.channelName);
        case Replies:
            return by(a.seen, b.seen);
        case FirstReply: // what nobody answered has waited for longest
            return by(quint64(a.firstReplyUs), quint64(b.firstReplyUs));
        case State:
            if (const int order = by(a.isUnanswered, b.isUnanswered); order != 0)
                return order;
            return by(a.missing(), b.missing());
        default:
            return by(a.lastReplyUs, b.lastReplyUs);
        }
    };
    const bool falls = m_order == Qt::DescendingOrder;
    std::sort(rows.begin(), rows.end(), [&](const ThreadRow &a, const ThreadRow &b) {
        if (const int order = compare(a, b); order != 0)
            return (order < 0) != falls;
        return a.threadUs != b.threadUs ? a.threadUs > b.threadUs : a.channel < b.channel;
    });
}

// ---- what it says
// --------------------------------------------------------------------------------------------------------

QString ThreadsModel::rootWords(const ThreadRow &row) const
{
    if (row.rootSeq == 0)
        return tr("its first message is not in the record");
    if (const auto known = m_words.constFind(row.rootSeq); known != m_words.constEnd())
        return *known;
    const qsizetype at = m_log ? m_log->rowOf(row.rootSeq) : -1;
    QString words;
    if (at >= 0) {
        SummaryContext context;
        context.workspace = m_names ? &m_names->workspace() : nullptr;
        words = EventSummary().of(m_log->event(at), context);
    }
    m_words.insert(row.rootSeq, words);
    return words;
}

QString ThreadsModel::stateWords(const ThreadRow &row)
{
    QStringList parts;
    if (row.isUnanswered)
        parts += tr("unanswered");
    if (row.missing() > 0)
        parts += row.seen == 0
                     ? tr("none of %1 seen").arg(figures::count(row.claimed))
                     : tr("%1 of %2 seen").arg(figures::count(row.seen), figures::count(row.claimed));
    return parts.join(u", "_s);
}

QString ThreadsModel::text(const ThreadRow &row, int column) const
{
    switch (column) {
    case Thread:
        return rootWords(row);
    case Channel:
        return row.channelName;
    case Replies:
        return figures::count(row.seen);
    case FirstReply:
        return row.firstReplyUs < 0 ? u"–"_s : figures::duration(row.firstReplyUs);
    case LastReply:
        return figures::moment(row.lastReplyUs, QDateTime::currentMSecsSinceEpoch() * 1000);
    case State:
        return stateWords(row);
    default:
        return {};
    }
}

QString ThreadsModel::whole(const ThreadRow &row) const
{
    QStringList parts{rootWords(row)};
    if (!row.channelName.isEmpty())
        parts += row.channelName;
    parts += tr("began %1").arg(figures::moment(row.threadUs, 0));
    parts += row.seen == 1 ? tr("1 reply") : tr("%1 replies").arg(figures::count(row.seen));
    parts += row.people == 1 ? tr("1 person") : tr("%1 people").arg(figures::count(row.people));
    if (row.firstReplyUs >= 0)
        parts += tr("first reply after %1").arg(figures::duration(row.firstReplyUs));
    if (row.lastReplyUs != 0)
        parts += tr("last reply %1").arg(figures::moment(row.lastReplyUs, row.threadUs));
    if (const QString state = stateWords(row); !state.isEmpty())
        parts += state;
    return parts.join(u"; "_s);
}

int ThreadsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ThreadsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ThreadRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Thread ? whole(row) : text(row, index.column());
    case Qt::ToolTipRole:
        return literalTip(whole(row));
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case FigureTable::InkRole:
        if (index.column() == State)
            return int(theme::Colour::Warning);
        return index.column() == Thread && row.rootSeq == 0 ? QVariant(int(theme::Colour::Dim)) : QVariant();
    default:
        return {};
    }
}

QVariant ThreadsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = section == Replies || section == FirstReply;
        const Qt::Alignment side =
            isFigure ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeft);
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Thread:
        return tr("Thread");
    case Channel:
        return tr("Channel");
    case Replies:
        return tr("Replies");
    case FirstReply:
        return tr("First reply");
    case LastReply:
        return tr("Last reply");
    case State:
        return tr("State");
    default:
        return {};
    }
}

QByteArray ThreadsModel::csv(const QList<int> &rows) const
{
    figures::Csv csv;
    for (const QString &name :
         {u"thread_ts"_s, u"channel"_s, u"channel_name"_s, u"first_message"_s, u"replies"_s, u"claimed"_s,
          u"people"_s, u"first_reply_us"_s, u"last_reply"_s, u"unanswered"_s})
        csv.add(name);
    csv.endRow();
    for (const int number : rows) {
        const ThreadRow &row = at(number);
        csv.add(row.threadTs());
        csv.add(row.channel);
        csv.add(row.channelName);
        csv.add(row.rootSeq == 0 ? QString() : rootWords(row));
        csv.add(row.seen);
        csv.add(row.claimed < 0 ? QVariant() : QVariant(row.claimed));
        csv.add(row.people);
        csv.add(row.firstReplyUs < 0 ? QVariant() : QVariant(row.firstReplyUs));
        csv.add(row.lastReplyUs == 0 ? QString() : QString::fromLatin1(isoUtc(row.lastReplyUs)));
        csv.add(int(row.isUnanswered));
        csv.endRow();
    }
    return csv.text();
}

} // namespace rtmscope
