// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/outbox/outboxmodel.h"

#include "core/mrkdwn/richtext.h"
#include "core/text/cleantext.h"
#include "ui/access/plaintips.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/parts/rowdiff.h"

#include <QDateTime>
#include <QMimeData>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using State = OutboxItem::State;

const QString rowType = u"application/x-rtmscope-send"_s;
constexpr auto youngAge = 2s; // nobody wants to know that it was typed 300 ms ago

QString stateWords(const OutboxItem &item)
{
    switch (item.state) {
    case State::Queued:
        return OutboxModel::tr("queued");
    case State::Written:
        return OutboxModel::tr("sending…");
    case State::Checking:
        return OutboxModel::tr("checking whether it arrived…");
    case State::Missing:
        return OutboxModel::tr("not on the server");
    case State::Unknown:
        return OutboxModel::tr("may have arrived");
    case State::Failed:
        return OutboxModel::tr("not sent");
    }
    return {};
}

//! All that can be seen of it; the time left is not among it, or every look would be a change.
bool looksSame(const OutboxItem &a, const OutboxItem &b)
{
    return a.state == b.state && a.hold == b.hold && a.words == b.words && a.message.text == b.message.text &&
           a.message.route == b.message.route && a.part == b.part && a.parts == b.parts &&
           a.onDisk == b.onDisk && a.due.isForever() == b.due.isForever();
}

} // namespace

//! The model's side of RowDiff.
class OutboxSink : public RowSink<OutboxModel, OutboxItem>
{
public:
    explicit OutboxSink(OutboxModel &model)
        : RowSink(model, model.m_rows)
    {
    }

    QString keyOfRow(size_t row) const { return m_rows[row].local; }
    static QString keyOf(const OutboxItem &wanted) { return wanted.local; }
    bool isRow(size_t row, const OutboxItem &wanted) const { return m_rows[row].local == wanted.local; }
    void change(size_t row, const OutboxItem &wanted)
    {
        const bool same = looksSame(m_rows[row], wanted);
        m_rows[row] = wanted;
        if (!same)
            tellChanged(row);
    }
    void insert(size_t at, const OutboxItem *first, size_t count) { insertRows(at, first, first + count); }
};

OutboxModel::OutboxModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void OutboxModel::setFeed(WorkspaceFeed *feed)
{
    m_feed = feed;
    tick();
}

void OutboxModel::setItems(const QList<OutboxItem> &items)
{
    OutboxSink sink(*this);
    RowDiff(sink, items.constData(), size_t(items.size())).run();
}

int OutboxModel::rowOf(const QString &local) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const OutboxItem &item) { return item.local == local; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void OutboxModel::tick()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1), {AgeRole, NextRole, PlaceRole});
}

QString OutboxModel::iconName(State state)
{
    switch (state) {
    case State::Queued:
        return u"clock"_s;
    case State::Written:
        return u"send"_s;
    case State::Checking:
        return u"search"_s;
    case State::Missing:
        return u"refresh"_s;
    case State::Unknown:
        return u"warning"_s;
    case State::Failed:
        return u"error"_s;
    }
    return {};
}

QString OutboxModel::place(const OutboxItem &item) const
{
    const ChannelId &channel = item.message.channel;
    QString name =
        isolatedIfNeeded(m_feed ? m_feed->workspace().conversationName(channel) : cleanName(channel.text()));
    if (item.message.thread)
        name = item.message.broadcast ? tr("%1, in a thread and the channel").arg(name)
                                      : tr("%1, in a thread").arg(name);
    if (item.parts > 0)
        name = tr("%1, part %2 of %3").arg(name, QString::number(item.part), QString::number(item.parts));
    if (item.message.route != SendRoute::Rtm)
        name = tr("%1, by %2").arg(name, routeName(item.message.route));
    return name;
}

QString OutboxModel::next(const OutboxItem &item) const
{
    const auto left = std::chrono::milliseconds(item.due.isForever() ? 0 : item.due.remainingTime());
    const QString time = left > 0ms ? words::duration(left) : QString();
    switch (item.state) {
    case State::Queued: {
        const QString why = words::hold(item.hold);
        if (time.isEmpty())
            return why;
        return why.isEmpty() ? tr("in %1").arg(time) : tr("%1, in %2").arg(why, time);
    }
    case State::Written:
        return time.isEmpty() ? QString() : tr("an answer is due in %1").arg(time);
    case State::Checking:
        return time.isEmpty() ? item.words : tr("%1 Looking again in %2.").arg(item.words, time);
    case State::Missing:
    case State::Unknown:
    case State::Failed:
        break;
    }
    return item.words;
}

QString OutboxModel::accessible(const OutboxItem &item) const
{
    QStringList parts{stateWords(item), item.message.text.simplified(), place(item)};
    if (const QString what = next(item); !what.isEmpty())
        parts.append(what);
    if (!item.onDisk)
        parts.append(tr("not saved"));
    return parts.join(u". "_s);
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OutboxItem &item = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return unescapeEntities(item.message.text).simplified();
    case Qt::ToolTipRole:
        return literalTip(unescapeEntities(item.message.text));
    case Qt::AccessibleTextRole:
        return accessible(item);
    case LocalRole:
        return item.local;
    case StateRole:
        return int(item.state);
    case StateWords:
        return item.onDisk ? stateWords(item) : tr("%1 (not saved)").arg(stateWords(item));
    case PlaceRole:
        return place(item);
    case AgeRole: {
        const std::chrono::milliseconds age(QDateTime::currentMSecsSinceEpoch() - item.createdAtUs / 1000);
        return item.createdAtUs > 0 && age >= youngAge ? words::duration(age) : QString();
    }
    case NextRole:
        return next(item);
    default:
        return {};
    }
}

Qt::ItemFlags OutboxModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return at(index.row()).state == State::Queued ? usual | Qt::ItemIsDragEnabled : usual;
}

QStringList OutboxModel::mimeTypes() const
{
    return {rowType};
}

QMimeData *OutboxModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(rowType, at(indexes.constFirst().row()).local.toUtf8());
    return data;
}

bool OutboxModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                               const QModelIndex &parent)
{
    const QString local = QString::fromUtf8(data->data(rowType));
    const int from = rowOf(local);
    if (action != Qt::MoveAction || from < 0)
        return false;
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (to > from)
        --to; // it leaves its own place first
    if (to != from)
        Q_EMIT moveRequested(local, to);
    return false; // the outbox moves it, not the view
}

} // namespace rtmscope
