// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/messagelistmodel.h"

#include "core/workspace/workspace.h"
#include "ui/chat/lifewords.h"
#include "ui/chat/messagecontent.h"
#include "ui/chat/messagewords.h"
#include "ui/chat/rowdiff.h"

#include <algorithm>
#include <chrono>

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

//! The model's side of RowDiff. A null message stands for the "show older" row.
class MessageListSink
{
public:
    explicit MessageListSink(MessageListModel &model)
        : m_model(model)
        , m_rows(model.m_rows)
    {
    }

    size_t size() const { return m_rows.size(); }
    QString keyOfRow(size_t row) const { return isOlder(row) ? olderKey : keyOfMessage(m_rows[row].message); }
    static QString keyOf(const Message *wanted) { return wanted ? keyOfMessage(*wanted) : olderKey; }
    bool isRow(size_t row, const Message *wanted) const
    {
        if (isOlder(row) || !wanted)
            return isOlder(row) == !wanted;
        return keyOfMessage(m_rows[row].message) == keyOfMessage(*wanted);
    }
    void change(size_t row, const Message *wanted)
    {
        if (!wanted || m_rows[row].message.revision == wanted->revision)
            return;
        const MessageRow::Setting setting = m_rows[row].setting;
        m_rows[row] = m_model.makeRow(wanted);
        m_rows[row].setting = setting;
        const QModelIndex index = m_model.index(int(row));
        Q_EMIT m_model.dataChanged(index, index);
    }
    void remove(size_t first, size_t count)
    {
        m_model.beginRemoveRows({}, int(first), int(first + count - 1));
        const auto begin = m_rows.begin() + qsizetype(first);
        m_rows.erase(begin, begin + qsizetype(count));
        m_model.endRemoveRows();
    }
    void move(size_t from, size_t to)
    {
        m_model.beginMoveRows({}, int(from), int(from), {}, int(to));
        const auto begin = m_rows.begin();
        std::rotate(begin + qsizetype(to), begin + qsizetype(from), begin + qsizetype(from + 1));
        m_model.endMoveRows();
    }
    void insert(size_t at, const Message *const *first, size_t count)
    {
        std::vector<MessageRow> fresh;
        fresh.reserve(count);
        std::transform(first, first + count, std::back_inserter(fresh),
                       [this](const Message *wanted) { return m_model.makeRow(wanted); });
        m_model.beginInsertRows({}, int(at), int(at + count - 1));
        m_rows.insert(m_rows.begin() + qsizetype(at), std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        m_model.endInsertRows();
    }

private:
    bool isOlder(size_t row) const { return m_rows[row].kind == MessageRow::Kind::Older; }

    MessageListModel &m_model;
    std::vector<MessageRow> &m_rows;
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
    m_readOnly = readOnly;
    m_revision = 0;
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
            return row.kind == MessageRow::Kind::Message && made(row.message) == seq;
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
    if (m_readOnly || shown->historyComplete())
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
        if (!isMessage)
            return older() == Older::Loading ? tr("Loading older messages…") : tr("Show older messages");
        return role == Qt::DisplayRole ? words::plain(row.message, *space)
                                       : words::accessible(row.message, *space);
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

void MessageListModel::refresh()
{
    const Workspace *space = workspace();
    if (space && space->namesRevision() != m_namesRevision) {
        m_namesRevision = space->namesRevision();
        Q_EMIT namesChanged();
    }
    const Conversation *shown = conversation();
    const quint64 revision = shown ? shown->revision() : 0;
    if (!shown || revision != m_revision || m_revision == 0) {
        m_revision = revision;
        m_today = QDate::currentDate();
        adoptUnreadMark();
        trim();
        const std::vector<const Message *> wanted = wantedRows();
        MessageListSink sink(*this);
        RowDiff(sink, wanted.data(), wanted.size()).run();
        arrangeSettings();
    }
    Q_EMIT refreshed();
}

std::vector<const Message *> MessageListModel::wantedRows() const
{
    std::vector<const Message *> wanted;
    const Conversation *shown = conversation();
    if (!shown)
        return wanted;
    const auto all = m_thread ? shown->thread(m_thread) : shown->timeline();
    const size_t begin = m_thread ? 0 : windowBegin(all);
    wanted.reserve(size_t(all.size()) - begin + 1);
    if (older() != Older::None && (!all.isEmpty() || shown->historyLoaded()))
        wanted.push_back(nullptr);
    wanted.insert(wanted.end(), all.begin() + qsizetype(begin), all.end());
    return wanted;
}

size_t MessageListModel::windowBegin(const QList<const Message *> &all) const
{
    if (!m_windowStart)
        return 0;
    const auto begin = std::find_if(
        all.begin(), all.end(), [&](const Message *each) { return !each->ts || each->ts >= m_windowStart; });
    return size_t(begin - all.begin());
}

MessageRow MessageListModel::makeRow(const Message *message) const
{
    MessageRow row;
    if (!message) {
        row.kind = MessageRow::Kind::Older;
        return row;
    }
    row.message = *message;
    row.date = words::localDate(message->timeUs);
    return row;
}

//! The mark as it stood when the channel was opened: what is read while we look stays below the line.
void MessageListModel::adoptUnreadMark()
{
    const Conversation *shown = conversation();
    if (m_unreadKnown || m_thread || !shown || !shown->lastRead())
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

void MessageListModel::arrangeSettings()
{
    bool unreadShown = false;
    for (size_t row = 0; row < m_rows.size(); ++row) {
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
    if (here.kind == MessageRow::Kind::Older)
        return setting;
    const Message &message = here.message;
    const MessageRow *before =
        row > 0 && m_rows[row - 1].kind == MessageRow::Kind::Message ? &m_rows[row - 1] : nullptr;
    if (m_thread) {
        if (row == 1)
            setting.replies = std::max(m_rows[0].message.replyCount, int(m_rows.size()) - 1);
    } else {
        if (here.date.isValid() && (!before || before->date != here.date))
            setting.day = here.date;
        const bool own = !message.local.isEmpty() || (workspace() && words::isOwn(message, *workspace()));
        setting.unread =
            !unreadShown && m_unreadAfter && message.ts > m_unreadAfter && !own && !isSystemLine(message);
    }
    const std::chrono::microseconds gap{before ? message.timeUs - before->message.timeUs : 0};
    setting.grouped = before && !setting.day.isValid() && !setting.unread && setting.replies < 0 &&
                      canGroup(message) && canGroup(before->message) &&
                      sameAuthor(message, before->message) && gap >= gap.zero() && gap < groupingTime;
    return setting;
}

} // namespace rtmscope
