// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/messagelistmodel.h"

#include "core/summary/gapwords.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/chat/layout/messagecontent.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/parts/rowdiff.h"

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype pageSize = 500; // rows shown at first and per "Show older"
constexpr size_t mostRows = 1500;   // while following; beyond it the oldest are dropped
constexpr std::chrono::minutes groupingTime{5};

const QString olderKey = u"older"_s;

//! Our own messages keep their local id when the server names them, so that the row stays the same row.
const QString &keyOfMessage(const Message &message)
{
    return message.local.isEmpty() ? message.ts.text() : message.local;
}

QString keyOfGap(qint64 fromUs)
{
    return u"gap "_s + QString::number(fromUs);
}

bool canGroup(const Message &message)
{
    return !message.tombstone && !message.placeholder && !message.broadcast && !isSystemLine(message) &&
           message.subtype != "me_message"_L1;
}

//! What a screen reader tells on request: when it was said, and how it was sent if it is ours.
QString description(const Message &message, const Workspace &workspace)
{
    const SendLife *life = workspace.sendLife(message.local);
    const QString moment = words::moment(message.timeUs);
    return life ? moment + u". "_s + words::lifeSentence(*life) : moment;
}

bool sameAuthor(const Message &a, const Message &b)
{
    return a.user == b.user && a.bot == b.bot && a.authorName == b.authorName;
}

} // namespace

//! The model's side of RowDiff.
class MessageListSink : public RowSink<MessageListModel, MessageRow>
{
public:
    using Wanted = MessageListModel::Wanted;

    explicit MessageListSink(MessageListModel &model)
        : RowSink(model, model.m_rows)
    {
    }

    QString keyOfRow(size_t row) const
    {
        switch (m_rows[row].kind) {
        case MessageRow::Kind::Message:
            return keyOfMessage(m_rows[row].message);
        case MessageRow::Kind::Gap:
            return keyOfGap(m_rows[row].outage.fromUs);
        case MessageRow::Kind::Older:
            break;
        }
        return olderKey;
    }
    static QString keyOf(const Wanted &wanted)
    {
        if (wanted.message)
            return keyOfMessage(*wanted.message);
        return wanted.gaps.isEmpty() ? olderKey : keyOfGap(wanted.gaps.constFirst()->fromUs);
    }
    bool isRow(size_t row, const Wanted &wanted) const
    {
        if (m_rows[row].kind == MessageRow::Kind::Message && wanted.message)
            return keyOfMessage(m_rows[row].message) == keyOfMessage(*wanted.message);
        return keyOfRow(row) == keyOf(wanted);
    }
    void change(size_t row, const Wanted &wanted)
    {
        if (wanted.message ? m_rows[row].message.revision == wanted.message->revision
                           : wanted.gaps.isEmpty() || m_rows[row].outage == m_model.outageOf(wanted.gaps))
            return;
        const MessageRow::Setting setting = m_rows[row].setting;
        m_rows[row] = m_model.makeRow(wanted);
        m_rows[row].setting = setting;
        tellChanged(row);
    }
    void insert(size_t at, const Wanted *first, size_t count)
    {
        std::vector<MessageRow> fresh;
        fresh.reserve(count);
        std::transform(first, first + count, std::back_inserter(fresh),
                       [this](const Wanted &wanted) { return m_model.makeRow(wanted); });
        insertRows(at, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    }
};

MessageListModel::MessageListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    connect(&m_pulse, &FeedPulse::beat, this, &MessageListModel::refresh);
}

void MessageListModel::setFeed(WorkspaceFeed *feed)
{
    beginResetModel();
    m_rows.clear();
    m_revision = 0;
    m_windowChosen = false;
    m_unreadKnown = false;
    endResetModel();
    // Revisions of messages are unique within a workspace only: what is laid out is of another one.
    Q_EMIT namesChanged();
    m_pulse.setFeed(feed);
}

void MessageListModel::show(const ChannelId &channel, const MessageTs &thread)
{
    beginResetModel();
    m_rows.clear();
    m_channel = channel;
    m_thread = thread;
    m_windowStart = {};
    m_unreadAfter = {};
    m_windowChosen = false;
    m_unreadKnown = false;
    m_following = true;
    m_revision = 0;
    endResetModel();
    refresh();
}

void MessageListModel::setLoading(bool loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    m_revision = 0;
    refresh();
    if (!m_rows.empty() && m_rows.front().kind == MessageRow::Kind::Older)
        Q_EMIT dataChanged(index(0), index(0));
}

void MessageListModel::setReadOnly(bool readOnly)
{
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    m_revision = 0;
    Q_EMIT namesChanged(); // what can be done about a message is part of its row
    refresh();
}

void MessageListModel::markAllSeen()
{
    for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row) {
        if (!row->message.ts)
            continue;
        m_unreadAfter = row->message.ts;
        m_unreadKnown = true;
        break;
    }
    arrangeSettings();
}

bool MessageListModel::showOlder()
{
    const Conversation *shown = conversation();
    if (!shown || !m_windowStart)
        return false;
    const auto all = shown->timeline();
    const auto begin = qsizetype(windowBegin(all));
    m_windowStart = begin > pageSize ? all[begin - pageSize]->ts : MessageTs();
    m_revision = 0;
    m_following = false; // who asks for older rows keeps them until the view is at the end again
    refresh();
    return begin > 0;
}

const Workspace *MessageListModel::workspace() const
{
    return m_pulse.feed() ? &m_pulse.feed()->workspace() : nullptr;
}

const Conversation *MessageListModel::conversation() const
{
    const Workspace *space = workspace();
    return space && m_channel ? space->conversation(m_channel) : nullptr;
}

int MessageListModel::rowOf(const MessageTs &ts) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const MessageRow &row) { return ts && row.message.ts == ts; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int MessageListModel::rowOfEvent(quint64 seq) const
{
    const auto find = [&](auto made) {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const MessageRow &row) {
            return row.kind == MessageRow::Kind::Gap ? row.outage.entries.contains(seq)
                                                     : made(row.message) == seq;
        });
        return found == m_rows.end() ? -1 : int(found - m_rows.begin());
    };
    const int row = seq == 0 ? -1 : find([](const Message &message) { return message.firstSeq; });
    return row >= 0 || seq == 0 ? row : find([](const Message &message) { return message.lastSeq; });
}

int MessageListModel::reveal(const MessageTs &ts)
{
    int row = rowOf(ts);
    const Conversation *shown = conversation();
    if (row >= 0 || !shown || m_thread || !shown->find(ts))
        return row;
    while (row < 0 && showOlder())
        row = rowOf(ts);
    return row;
}

int MessageListModel::reveal(quint64 seq)
{
    const int row = rowOfEvent(seq);
    const Conversation *shown = conversation();
    if (row >= 0 || !shown || seq == 0 || !m_windowStart)
        return row;
    const auto all = shown->timeline();
    const auto found = std::find_if(all.begin(), all.end(), [seq](const Message *each) {
        return each->firstSeq == seq || each->lastSeq == seq;
    });
    return found == all.end() ? -1 : reveal((*found)->ts);
}

MessageTs MessageListModel::newest() const
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(),
                                    [](const MessageRow &row) { return !row.message.ts.isEmpty(); });
    return found == m_rows.rend() ? MessageTs() : found->message.ts;
}

int MessageListModel::firstUnreadRow() const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [](const MessageRow &row) { return row.setting.unread; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

MessageListModel::Older MessageListModel::older() const
{
    const Conversation *shown = conversation();
    if (!shown || m_thread)
        return Older::None;
    if (m_windowStart)
        return Older::Here;
    if (m_readOnly)
        return shown->droppedCount() > 0 ? Older::Gone : Older::None;
    if (shown->historyComplete())
        return Older::None;
    return m_loading ? Older::Loading : Older::Ask;
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    const Workspace *space = workspace();
    if (!space || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MessageRow &row = at(index.row());
    const bool isMessage = row.kind == MessageRow::Kind::Message;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (row.kind == MessageRow::Kind::Gap)
            return row.outage.words;
        if (!isMessage)
            return olderWords();
        return role == Qt::DisplayRole ? words::plain(row.message, *space)
                                       : words::accessible(row.message, *space, m_readOnly);
    case Qt::AccessibleDescriptionRole:
        return isMessage ? description(row.message, *space) : QString();
    case TsRole:
        return row.message.ts.text();
    case FirstSeqRole:
        return row.message.firstSeq;
    default:
        return {};
    }
}

QString MessageListModel::olderWords() const
{
    if (older() == Older::Gone)
        return tr("Older messages are no longer kept here. The event stream has them.");
    return older() == Older::Loading ? tr("Loading older messages…") : tr("Show older messages");
}

void MessageListModel::refresh()
{
    const Workspace *space = workspace();
    if (space && space->namesRevision() != m_namesRevision) {
        m_namesRevision = space->namesRevision();
        Q_EMIT namesChanged();
    }
    const Conversation *shown = conversation();
    const quint64 revision = shown ? shown->revision() : 0;
    const quint64 gapsRevision = space ? space->gapsRevision() : 0;
    if (const int before = std::exchange(m_percent, percent()); before < 100 && m_percent == 100)
        m_revision = 0; // what waited for the end of the capture
    if (!shown || revision != m_revision || m_revision == 0 || gapsRevision != m_gapsRevision) {
        m_revision = revision;
        m_gapsRevision = gapsRevision;
        m_today = QDate::currentDate();
        adoptUnreadMark();
        trim();
        const std::vector<Wanted> wanted = wantedRows();
        MessageListSink sink(*this);
        RowDiff(sink, wanted.data(), wanted.size()).run();
        arrangeSettings();
    }
    Q_EMIT refreshed();
}

std::vector<MessageListModel::Wanted> MessageListModel::wantedRows() const
{
    std::vector<Wanted> wanted;
    const Conversation *shown = conversation();
    if (!shown)
        return wanted;
    const Messages all = m_thread ? shown->thread(m_thread) : shown->timeline();
    const size_t begin = m_thread ? 0 : windowBegin(all);
    wanted.reserve(size_t(all.size()) - begin + 1);
    if (older() != Older::None && (!all.isEmpty() || shown->historyLoaded()))
        wanted.emplace_back();
    addGaps(wanted, all, qsizetype(begin));
    return wanted;
}

//! Adds the messages from \a begin on, with the gaps where they belong: behind what was held when they began.
void MessageListModel::addGaps(std::vector<Wanted> &wanted, const Messages &all, qsizetype begin) const
{
    qsizetype next = begin;
    const auto addUpTo = [&](qsizetype end) {
        for (; next < end; ++next)
            wanted.push_back({all.at(next), {}});
    };
    for (const Gap *gap : workspace()->gapsOf(m_channel)) {
        const MessageTs held = gap->heldUpTo(m_channel);
        const auto after = std::partition_point(all.begin() + next, all.end(), [&](const Message *each) {
            return each->ts && (held ? each->ts <= held : each->timeUs <= gap->fromUs);
        });
        const qsizetype place = after - all.begin();
        if (!isShown(*gap, all, begin, place))
            continue;
        addUpTo(place);
        if (!wanted.empty() && !wanted.back().gaps.isEmpty())
            wanted.back().gaps.append(gap);
        else
            wanted.push_back({nullptr, {gap}});
    }
    addUpTo(all.size());
}

bool MessageListModel::isShown(const Gap &gap, const Messages &all, qsizetype begin, qsizetype place) const
{
    if (all.isEmpty())
        return false;
    const bool goesOn =
        gap.isOpen() || gap.state() == Gap::State::Filling || gap.state() == Gap::State::Waiting;
    if (m_thread) // it goes through the thread, or may yet
        return place > 0 && (place < all.size() || goesOn);
    // Before all that is shown it would say nothing, unless it is where that comes from.
    return place > begin || (begin == 0 && gap.messagesIn(m_channel) > 0);
}

size_t MessageListModel::windowBegin(const QList<const Message *> &all) const
{
    if (!m_windowStart)
        return 0;
    const auto begin = std::find_if(
        all.begin(), all.end(), [&](const Message *each) { return !each->ts || each->ts >= m_windowStart; });
    return size_t(begin - all.begin());
}

MessageRow MessageListModel::makeRow(const Wanted &wanted) const
{
    MessageRow row;
    if (wanted.message) {
        row.message = *wanted.message;
        row.date = words::localDate(wanted.message->timeUs);
    } else if (!wanted.gaps.isEmpty()) {
        row.kind = MessageRow::Kind::Gap;
        row.message.firstSeq = wanted.gaps.constLast()->entry();
        row.outage = outageOf(wanted.gaps);
    } else {
        row.kind = MessageRow::Kind::Older;
    }
    return row;
}

MessageRow::Outage MessageListModel::outageOf(const QList<const Gap *> &gaps) const
{
    const QList<Gap> &all = workspace()->gaps();
    MessageRow::Outage outage;
    outage.fromUs = gaps.constFirst()->fromUs;
    outage.words = GapWords::band(gaps, {m_channel, m_thread, m_readOnly, all.constLast().isOpen()});
    for (const Gap *gap : gaps) {
        for (const quint64 seq : {gap->openedSeq, gap->closedSeq}) {
            if (seq != 0)
                outage.entries.append(seq);
        }
    }
    return outage;
}

int MessageListModel::percent() const
{
    return m_pulse.feed() ? m_pulse.feed()->percent() : 100;
}

//! The mark as it stood when the channel was opened: what is read while we look stays below the line. That of
//! a capture is the one at its end.
void MessageListModel::adoptUnreadMark()
{
    const Conversation *shown = conversation();
    if (m_unreadKnown || m_thread || !shown || !shown->lastRead() || percent() < 100)
        return;
    m_unreadAfter = shown->lastRead();
    m_unreadKnown = true;
}

//! Chooses the window at first, and keeps it small while the end is followed.
void MessageListModel::trim()
{
    const Conversation *shown = conversation();
    if (!shown || m_thread || (m_windowChosen && (!m_following || m_rows.size() < mostRows)))
        return;
    const auto all = shown->timeline();
    if (all.isEmpty())
        return;
    m_windowChosen = true;
    if (all.size() > pageSize)
        m_windowStart = all[all.size() - pageSize]->ts;
}

const MessageRow *MessageListModel::messageAbove(size_t row) const
{
    while (row > 0 && m_rows[row - 1].kind == MessageRow::Kind::Gap)
        --row;
    return row > 0 && m_rows[row - 1].kind == MessageRow::Kind::Message ? &m_rows[row - 1] : nullptr;
}

void MessageListModel::arrangeSettings()
{
    bool unreadShown = false;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        // One without a time stands on the day of the one before it.
        if (const MessageRow *before = messageAbove(row); before && m_rows[row].message.timeUs <= 0)
            m_rows[row].date = before->date;
        const MessageRow::Setting setting = settingFor(row, unreadShown);
        unreadShown = unreadShown || setting.unread;
        if (setting == m_rows[row].setting)
            continue;
        m_rows[row].setting = setting;
        Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
}

MessageRow::Setting MessageListModel::settingFor(size_t row, bool unreadShown) const
{
    MessageRow::Setting setting;
    const MessageRow &here = m_rows[row];
    if (here.kind != MessageRow::Kind::Message)
        return setting;
    const Message &message = here.message;
    const MessageRow *before = messageAbove(row);
    const bool follows = before && before == &m_rows[row - 1];
    if (m_thread) {
        if (before == &m_rows.front()) {
            const auto replies = std::count_if(m_rows.begin() + 1, m_rows.end(), [](const MessageRow &each) {
                return each.kind == MessageRow::Kind::Message;
            });
            setting.replies = std::max(before->message.replyCount, int(replies));
        }
    } else {
        if (here.date.isValid() && (!before || before->date != here.date))
            setting.day = here.date;
        const bool own = !message.local.isEmpty() || (workspace() && words::isOwn(message, *workspace()));
        setting.unread =
            !unreadShown && m_unreadAfter && message.ts > m_unreadAfter && !own && !isSystemLine(message);
    }
    const std::chrono::microseconds gap{before ? message.timeUs - before->message.timeUs : 0};
    setting.grouped = follows && !setting.day.isValid() && !setting.unread && setting.replies < 0 &&
                      canGroup(message) && canGroup(before->message) &&
                      sameAuthor(message, before->message) && gap >= gap.zero() && gap < groupingTime;
    return setting;
}

} // namespace rtmscope
