// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/list/conversationlistmodel.h"

#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "ui/parts/rowdiff.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

bool isChannel(const ConversationRow &row)
{
    return row.kind == ConversationKind::Channel || row.kind == ConversationKind::PrivateChannel;
}

QString kindWord(const ConversationRow &row)
{
    switch (row.kind) {
    case ConversationKind::Channel:
        return ConversationListModel::tr("channel");
    case ConversationKind::PrivateChannel:
        return ConversationListModel::tr("private channel");
    case ConversationKind::GroupMessage:
        return ConversationListModel::tr("group message");
    case ConversationKind::DirectMessage:
        break;
    }
    if (row.presence == User::Presence::Active)
        return ConversationListModel::tr("direct message, active");
    if (row.presence == User::Presence::Away)
        return ConversationListModel::tr("direct message, away");
    return ConversationListModel::tr("direct message");
}

QString accessibleText(const ConversationRow &row)
{
    if (row.isSection())
        return row.name;
    QString text = isolatedIfNeeded(row.name) + u", "_s + kindWord(row);
    if (row.archived)
        text += ConversationListModel::tr(", archived");
    if (row.unread > 0)
        text += ConversationListModel::tr(", %1 unread").arg(row.unread);
    if (row.mentions > 0)
        text += row.mentions == 1 ? ConversationListModel::tr(", 1 mention")
                                  : ConversationListModel::tr(", %1 mentions").arg(row.mentions);
    if (row.draft)
        text += ConversationListModel::tr(", draft");
    return text;
}

} // namespace

//! The model's side of RowDiff.
class ConversationListSink : public RowSink<ConversationListModel, ConversationRow>
{
public:
    explicit ConversationListSink(ConversationListModel &model)
        : RowSink(model, model.m_rows)
    {
    }

    QString keyOfRow(size_t row) const { return keyOf(m_rows[row]); }
    static QString keyOf(const ConversationRow &row)
    {
        return row.isSection() ? row.name : row.channel.text();
    }
    bool isRow(size_t row, const ConversationRow &wanted) const
    {
        return m_rows[row].channel == wanted.channel &&
               (!wanted.isSection() || m_rows[row].name == wanted.name);
    }
    void change(size_t row, const ConversationRow &wanted)
    {
        if (m_rows[row] == wanted)
            return;
        m_rows[row] = wanted;
        tellChanged(row);
    }
    void insert(size_t at, const ConversationRow *first, size_t count)
    {
        insertRows(at, first, first + count);
    }
};

ConversationListModel::ConversationListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    connect(&m_pulse, &FeedPulse::beat, this, &ConversationListModel::refresh);
}

void ConversationListModel::setFeed(WorkspaceFeed *feed)
{
    m_current = {};
    m_read.clear();
    m_pulse.setFeed(feed);
}

void ConversationListModel::setCurrent(const ChannelId &channel)
{
    if (m_current == channel)
        return;
    m_current = channel;
    if (m_readOnly && channel)
        m_read.insert(channel);
    refresh();
}

void ConversationListModel::setReadOnly(bool recording)
{
    m_readOnly = recording;
}

void ConversationListModel::setDrafted(const QSet<ChannelId> &channels)
{
    m_drafted = channels;
    refresh();
}

int ConversationListModel::rowOf(const ChannelId &channel) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const ConversationRow &row) {
        return channel && row.channel == channel;
    });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

ChannelId ConversationListModel::suggestion() const
{
    const auto firstOf = [this](auto &&suits) {
        ChannelId first;
        for (const ConversationRow &row : m_rows) {
            if (row.isSection() || !suits(row))
                continue;
            if (row.name == "general"_L1)
                return row.channel;
            if (!first)
                first = row.channel;
        }
        return first;
    };
    if (m_readOnly && m_pulse.feed()) {
        const Workspace &workspace = m_pulse.feed()->workspace();
        const ChannelId told = firstOf([&workspace](const ConversationRow &row) {
            const Conversation *conversation = workspace.conversation(row.channel);
            return conversation && !conversation->messages().empty();
        });
        if (told)
            return told;
    }
    return firstOf([](const ConversationRow &) { return true; });
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConversationRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case Qt::ToolTipRole:
        if (row.isSection())
            return {};
        return cleanName(row.channel.text()) + (row.archived ? tr(", archived") : QString());
    case ChannelRole:
        return row.channel.text();
    case UnreadRole:
        return row.unread;
    case MentionRole:
        return row.mentions;
    default:
        return {};
    }
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (at(index.row()).isSection())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

bool ConversationListModel::belongs(const Conversation &conversation) const
{
    return (conversation.isOpen() && !conversation.isArchived()) || conversation.id() == m_current ||
           (m_readOnly && !conversation.messages().empty());
}

int ConversationListModel::unreadOf(const Conversation &conversation) const
{
    return m_read.contains(conversation.id()) ? 0 : std::max(0, conversation.unreadCount());
}

ConversationRow ConversationListModel::makeRow(const Conversation &conversation,
                                               const Workspace &workspace) const
{
    ConversationRow row;
    row.channel = conversation.id();
    row.kind = conversation.kind();
    row.name = workspace.conversationName(conversation.id());
    if (isChannel(row) && row.name.startsWith(u'#'))
        row.name.remove(0, 1);
    if (const User *peer = workspace.user(conversation.peer())) {
        row.presence = peer->presence;
        row.bot = peer->isBot;
    }
    row.archived = conversation.isArchived();
    row.draft = conversation.id() != m_current && m_drafted.contains(conversation.id());
    row.unread = unreadOf(conversation);
    row.mentions = m_read.contains(conversation.id()) ? 0 : std::max(0, conversation.mentionCount());
    return row;
}

//! The common case: counts and presence changed, names and members of the list did not.
bool ConversationListModel::refreshInPlace(const Workspace &workspace)
{
    const auto &all = workspace.conversations();
    const auto open =
        std::count_if(all.begin(), all.end(), [this](const Conversation &each) { return belongs(each); });
    const auto listed =
        std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) { return !row.isSection(); });
    if (open != listed)
        return false;
    std::vector<ConversationRow> fresh;
    fresh.reserve(m_rows.size());
    for (const ConversationRow &row : m_rows) {
        if (row.isSection()) {
            fresh.push_back(row);
            continue;
        }
        const Conversation *found = all.get(row.channel);
        if (!found || !belongs(*found))
            return false;
        fresh.push_back(makeRow(*found, workspace));
        if (fresh.back().name != row.name || fresh.back().kind != row.kind)
            return false;
    }
    ConversationListSink sink(*this);
    for (size_t row = 0; row < fresh.size(); ++row)
        sink.change(row, fresh[row]);
    return true;
}

std::vector<ConversationRow> ConversationListModel::wantedRows(const Workspace &workspace) const
{
    std::vector<ConversationRow> channels;
    std::vector<ConversationRow> directs;
    for (const Conversation &conversation : workspace.conversations()) {
        if (belongs(conversation)) {
            ConversationRow row = makeRow(conversation, workspace);
            (isChannel(row) ? channels : directs).push_back(std::move(row));
        }
    }
    const auto byName = [](const ConversationRow &a, const ConversationRow &b) {
        const int order = compareNaturally(a.name, b.name);
        return order != 0 ? order < 0 : a.channel < b.channel;
    };
    std::sort(channels.begin(), channels.end(), byName);
    std::sort(directs.begin(), directs.end(), byName);
    std::vector<ConversationRow> rows;
    const auto addSection = [&rows](const QString &name, std::vector<ConversationRow> &from) {
        if (from.empty())
            return;
        ConversationRow section;
        section.name = name;
        rows.push_back(section);
        rows.insert(rows.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    addSection(tr("Channels"), channels);
    addSection(tr("Direct messages"), directs);
    return rows;
}

void ConversationListModel::refresh()
{
    std::vector<ConversationRow> wanted;
    if (const WorkspaceFeed *feed = m_pulse.feed()) {
        if (refreshInPlace(feed->workspace())) {
            Q_EMIT refreshed();
            return;
        }
        wanted = wantedRows(feed->workspace());
    }
    ConversationListSink sink(*this);
    RowDiff(sink, wanted.data(), wanted.size()).run();
    Q_EMIT refreshed();
}

} // namespace rtmscope
