// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/latenciesmodel.h"

#include "core/summary/linewords.h"
#include "ui/access/plaintips.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/theme/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QVariant alignment(bool isFigure)
{
    const Qt::Alignment side = isFigure ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeft);
    return QVariant::fromValue(side | Qt::AlignVCenter);
}

} // namespace

LatenciesModel::LatenciesModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_figures(std::make_shared<const LatencyFigures>())
{
}

void LatenciesModel::show(std::shared_ptr<const LatencyFigures> figures)
{
    m_figures = std::move(figures);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString LatenciesModel::kindWords(LatencyKind kind)
{
    switch (kind) {
    case LatencyKind::Pong:
        return tr("Ping to pong");
    case LatencyKind::Ack:
        return tr("Message to answer");
    case LatencyKind::Echo:
        return tr("Message to echo");
    case LatencyKind::Envelope:
        return tr("Event to acknowledgement");
    case LatencyKind::Call:
        break;
    }
    return tr("Call to answer");
}

QString LatenciesModel::lackWords(LatencyKind kind, qint64 unanswered)
{
    const QString number = figures::count(unanswered);
    if (unanswered > 0 && kind == LatencyKind::Echo)
        return tr("The server has acknowledged what was sent (%1), but sent none of it back as an event. Not "
                  "every "
                  "server does.")
            .arg(number);
    if (unanswered > 0)
        return tr("There is no answer so far, to none of %1.").arg(number);
    switch (kind) {
    case LatencyKind::Pong:
        return tr("No ping was answered. A connection is pinged once nothing has come for ten seconds; a tap "
                  "records "
                  "the pings of a bot.");
    case LatencyKind::Ack:
        return tr("No message was sent and answered. Send one, or record a bot by the tap.");
    case LatencyKind::Echo:
        return tr(
            "No message that was sent has come back as an event. Send one, or record a bot by the tap.");
    case LatencyKind::Envelope:
        return tr("No event was acknowledged. That is done by Socket Mode: connect by it, or record a bot "
                  "that does.");
    case LatencyKind::Call:
        break;
    }
    return tr("No call of the Web API was answered. A live connection makes some, and a tap records those of "
              "a bot.");
}

int LatenciesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(latencyKindCount);
}

int LatenciesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LatenciesModel::text(int row, int column) const
{
    const LatencyFigures::Kind &kind = at(row);
    if (column == What)
        return kindWords(LatencyKind(row));
    if (column == Count)
        return figures::count(kind.count);
    if (column == Open)
        return kind.unanswered == 0 ? QString() : figures::count(kind.unanswered);
    if (kind.count == 0)
        return column == Median ? u"–"_s : QString();
    switch (column) {
    case Median:
        return figures::duration(kind.medianUs);
    case Ninetieth:
        return figures::duration(kind.ninetiethUs);
    case NinetyNinth:
        return figures::duration(kind.ninetyNinthUs);
    case Longest:
        return figures::duration(kind.longestUs);
    default:
        return {};
    }
}

QVariant LatenciesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LatencyFigures::Kind &kind = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        if (role == Qt::AccessibleTextRole && index.column() != What)
            return text(index.row(), index.column());
        QString words = kind.count == 0
                            ? tr("%1: none").arg(text(index.row(), What))
                            : tr("%1: %2, median %3, 90 % within %4, 99 % within %5, longest %6")
                                  .arg(text(index.row(), What), text(index.row(), Count),
                                       text(index.row(), Median), text(index.row(), Ninetieth),
                                       text(index.row(), NinetyNinth), text(index.row(), Longest));
        if (kind.unanswered > 0)
            words = tr("%1; %2 without an answer").arg(words, text(index.row(), Open));
        return role == Qt::ToolTipRole ? QVariant(literalTip(words)) : QVariant(words);
    }
    case Qt::TextAlignmentRole:
        return alignment(index.column() != What);
    case FigureTable::InkRole:
        if (index.column() == Open && kind.unanswered > 0)
            return int(theme::Colour::Warning);
        return kind.count == 0 ? QVariant(int(theme::Colour::Dim)) : QVariant();
    default:
        return {};
    }
}

QVariant LatenciesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section != What);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("From … to …");
    case Count:
        return tr("Count");
    case Median:
        return tr("Median");
    case Ninetieth:
        return tr("90 %");
    case NinetyNinth:
        return tr("99 %");
    case Longest:
        return tr("Longest");
    case Open:
        return tr("No answer");
    default:
        return {};
    }
}

QByteArray LatenciesModel::csv(const QList<int> &rows) const
{
    figures::Csv csv;
    for (const QString &name :
         {u"what"_s, u"count"_s, u"median_us"_s, u"p90_us"_s, u"p99_us"_s, u"longest_us"_s, u"unanswered"_s})
        csv.add(name);
    csv.endRow();
    for (const int row : rows) {
        const LatencyFigures::Kind &kind = at(row);
        csv.add(kindWords(LatencyKind(row)));
        csv.add(kind.count);
        for (const qint64 us : {kind.medianUs, kind.ninetiethUs, kind.ninetyNinthUs, kind.longestUs})
            csv.add(kind.count == 0 ? QVariant() : QVariant(us));
        csv.add(kind.unanswered);
        csv.endRow();
    }
    return csv.text();
}

// ---- the slowest

void SlowestModel::show(const std::vector<LatencyFigures::Slow> &slowest)
{
    const bool isSame =
        std::equal(slowest.begin(), slowest.end(), m_slowest.begin(), m_slowest.end(),
                   [](const LatencyFigures::Slow &a, const LatencyFigures::Slow &b) {
                       return a.us == b.us && a.askedSeq == b.askedSeq && a.answeredSeq == b.answeredSeq;
                   });
    if (isSame)
        return;
    beginResetModel();
    m_slowest = slowest;
    endResetModel();
}

int SlowestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_slowest.size());
}

int SlowestModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SlowestModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LatencyFigures::Slow &slow = at(index.row());
    const auto text = [&](int column) -> QString {
        switch (column) {
        case Took:
            return figures::duration(slow.us);
        case When:
            return figures::moment(slow.timeUs, m_slowest.front().timeUs);
        default:
            return figures::count(qint64(slow.askedSeq));
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return text(index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Took ? tr("%1, event %2, %3").arg(text(Took), text(Event), text(When))
                                      : text(index.column());
    case Qt::ToolTipRole:
        return literalTip(slow.answeredSeq == slow.askedSeq
                              ? dateAndTime(slow.timeUs)
                              : tr("Event %1, answered by event %2")
                                    .arg(text(Event), figures::count(qint64(slow.answeredSeq))));
    case Qt::TextAlignmentRole:
        return alignment(index.column() != When);
    case FigureTable::BarRole:
        if (index.column() != Took || m_slowest.front().us == 0)
            return {};
        return double(slow.us) / double(m_slowest.front().us);
    default:
        return {};
    }
}

QVariant SlowestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section != When);
    if (role != Qt::DisplayRole)
        return {};
    return section == Took ? tr("Slowest") : section == When ? tr("When") : tr("Event");
}

} // namespace rtmscope
