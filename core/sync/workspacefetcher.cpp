// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/workspacefetcher.h"

#include "core/base/logcategories.h"
#include "core/session/livesession.h"
#include "core/workspace/undated.h"
#include "core/workspace/workspace.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr int lookupsAtOnce = 3;
constexpr auto lookPause = 200ms;
constexpr auto markPause = 2s;
constexpr auto listPause = 1min; // between two askings for the same list: tier 2 (protocol 9)

//! These two never resolve (protocol section 8); their names are known without asking.
bool isSpecialUser(const UserId &user)
{
    return user.text() == "USLACKBOT"_L1 || user.text() == "UREVOKEDU"_L1;
}

ApiArguments listArguments()
{
    return {{u"types"_s, u"public_channel,private_channel,mpim,im"_s},
            {u"exclude_archived"_s, u"1"_s},
            {u"limit"_s, u"200"_s}};
}

} // namespace

struct WorkspaceFetcher::Private
{
    struct History
    {
        MessageTs oldest;      //!< of all pages fetched one after the other from the newest
        bool complete = false; //!< the server has nothing older
    };
    struct Mark
    {
        MessageTs wanted;
        MessageTs sent;
        bool resting = false;
    };

    Private(WorkspaceFetcher *fetcher, LiveSession &s, WorkspaceFeed &f)
        : q(fetcher)
        , session(s)
        , feed(f)
    {
    }

    void connected();
    void listConversations(const QString &method);
    void loadWanted();

    void look();
    void lookUpUsers();
    void lookUpChannels();
    void lookUpBots();
    //! A list of everything of its kind, asked for by need.
    struct List
    {
        QDeadlineTimer rest{0}; //!< not to be asked for again before
        bool underWay = false;
        bool answered = false; //!< on some connection
        bool stale = false;    //!< there was a new connection since
    };
    void lookUpList(List &list, const QString &method, const ApiArguments &arguments, bool wanted);
    template<typename IdType>
    void lookUp(const QString &method, const QString &key, const IdType &id, QSet<IdType> &asked);
    void subscribeToPeers();

    void fetchHistory(const ChannelId &channel, const MessageTs &before);
    void begin(const ChannelId &channel, const QString &method);
    void end(const ChannelId &channel, const QString &method);
    void mark(const ChannelId &channel);
    bool online() const { return session.state() == LiveSession::State::Ready; }

    WorkspaceFetcher *q;
    LiveSession &session;
    WorkspaceFeed &feed;
    quint32 listedConnection = 0;
    QTimer lookTimer;
    int lookups = 0;
    int listings = 0; //!< under way; a connection may end within one
    QSet<UserId> askedUsers;
    QSet<ChannelId> askedChannels;
    QSet<BotId> askedBots;
    List emoji;
    List subteams;
    QTimer listTimer;
    QSet<ChannelId> wantedHistory; //!< asked for while there was no connection
    QHash<ChannelId, History> histories;
    QHash<ChannelId, QStringList> loading; //!< the methods under way
    QHash<ChannelId, Mark> marks;
};

// --- After each connect

void WorkspaceFetcher::Private::connected()
{
    if (listedConnection == session.connectionNumber())
        return;
    listedConnection = session.connectionNumber();
    // What was fetched before the connection broke says nothing about what came in between, unless somebody
    // asks for that. Pages still on their way are dropped when they come.
    if (q->m_backFilled)
        histories.removeIf([](const auto &history) { return !history->oldest && !history->complete; });
    else
        histories.clear();
    for (List *list : {&emoji, &subteams}) {
        list->stale = list->answered;
        list->rest = QDeadlineTimer(0);
    }
    ++listings;
    listConversations(u"users.conversations"_s);
    loadWanted();
    look();
}

void WorkspaceFetcher::Private::listConversations(const QString &method)
{
    session.web().callPages(
        method, listArguments(), q, [](const ApiAnswer &) { return true; },
        [this, method](const Result<Done> &result) {
            // Other people's servers may know only the older way.
            if (!result && result.error().code == "unknown_method"_L1 && method == "users.conversations"_L1) {
                qCDebug(lcSync, "users.conversations is unknown here, conversations.list instead");
                return listConversations(u"conversations.list"_s);
            }
            if (!result)
                qCInfo(lcSync, "conversations could not be listed: %s", qUtf8Printable(result.error().code));
            subscribeToPeers();
            --listings;
            Q_EMIT q->listed();
        });
}

void WorkspaceFetcher::Private::loadWanted()
{
    const auto wanted = std::exchange(wantedHistory, {});
    for (const ChannelId &channel : wanted)
        q->loadHistory(channel);
}

// --- Names as they turn up

void WorkspaceFetcher::Private::look()
{
    if (!online())
        return;
    lookUpUsers();
    lookUpChannels();
    lookUpBots();
    const Workspace &workspace = feed.workspace();
    lookUpList(emoji, u"emoji.list"_s, {}, workspace.wantsEmoji());
    lookUpList(subteams, u"usergroups.list"_s,
               {{u"include_users"_s, u"1"_s}, {u"include_disabled"_s, u"1"_s}}, workspace.wantsSubteams());
    subscribeToPeers();
}

// An id that was answered is no longer among the unknown. Forgetting it here means that it is asked again if
// the server declares it stale, while one that the server does not know is asked once only.
template<typename IdType>
static void forgetAnswered(QSet<IdType> &asked, const QList<IdType> &unknown)
{
    const QSet<IdType> still(unknown.cbegin(), unknown.cend());
    asked.intersect(still);
}

void WorkspaceFetcher::Private::lookUpUsers()
{
    const QList<UserId> unknown = feed.workspace().unknownUsers();
    forgetAnswered(askedUsers, unknown);
    for (const UserId &user : unknown) {
        if (lookups >= lookupsAtOnce)
            return;
        if (!askedUsers.contains(user) && !isSpecialUser(user))
            lookUp(u"users.info"_s, u"user"_s, user, askedUsers);
    }
}

void WorkspaceFetcher::Private::lookUpChannels()
{
    const QList<ChannelId> unknown = feed.workspace().unknownChannels();
    forgetAnswered(askedChannels, unknown);
    for (const ChannelId &channel : unknown) {
        if (lookups >= lookupsAtOnce)
            return;
        if (!askedChannels.contains(channel))
            lookUp(u"conversations.info"_s, u"channel"_s, channel, askedChannels);
    }
}

void WorkspaceFetcher::Private::lookUpBots()
{
    const QList<BotId> unknown = feed.workspace().unknownBots();
    forgetAnswered(askedBots, unknown);
    for (const BotId &bot : unknown) {
        if (lookups >= lookupsAtOnce)
            return;
        if (!askedBots.contains(bot))
            lookUp(u"bots.info"_s, u"bot"_s, bot, askedBots);
    }
}

//! Once is enough: who is missing in the answer is unknown to the server too. Later news come by events, but
//! for those that a gap swallowed.
void WorkspaceFetcher::Private::lookUpList(List &list, const QString &method, const ApiArguments &arguments,
                                           bool wanted)
{
    if (list.underWay || !(wanted || list.stale))
        return;
    if (!list.rest.hasExpired()) {
        if (!list.rest.isForever() && !listTimer.isActive())
            listTimer.start(std::chrono::milliseconds(list.rest.remainingTime() + 1));
        return;
    }
    list.underWay = true;
    list.stale = false;
    session.web().call(method, arguments, q, [this, &list, method](const Result<ApiAnswer> &answer) {
        list.underWay = false;
        list.answered = list.answered || answer.ok();
        // A server that refuses it would refuse it again.
        const bool refused = !answer && answer.error().kind == Error::Kind::Rejected;
        if (refused)
            qCInfo(lcSync).noquote() << method
                                     << "is refused and not asked for again:" << answer.error().code;
        list.rest = refused ? QDeadlineTimer(QDeadlineTimer::Forever) : QDeadlineTimer(listPause);
        look();
    });
}

template<typename IdType>
void WorkspaceFetcher::Private::lookUp(const QString &method, const QString &key, const IdType &id,
                                       QSet<IdType> &asked)
{
    asked.insert(id);
    ++lookups;
    session.web().call(method, {{key, id.text()}}, q, [this](const Result<ApiAnswer> &) {
        // Whatever the answer, it is in the record by now, and the workspace has taken from it what it could.
        --lookups;
        look();
    });
}

void WorkspaceFetcher::Private::subscribeToPeers()
{
    QList<UserId> peers;
    const auto &conversations = feed.workspace().conversations();
    for (const Conversation &conversation : conversations) {
        if (conversation.kind() == ConversationKind::DirectMessage && conversation.peer() &&
            conversation.isOpen())
            peers.append(conversation.peer());
    }
    if (peers.isEmpty())
        return;
    std::sort(peers.begin(), peers.end());
    (void)session.subscribePresence(peers);
}

// --- History

void WorkspaceFetcher::Private::fetchHistory(const ChannelId &channel, const MessageTs &before)
{
    const QString method = u"conversations.history"_s;
    begin(channel, method);
    ApiArguments arguments{{u"channel"_s, channel.text()}, {u"limit"_s, u"50"_s}};
    if (before)
        arguments += {{u"latest"_s, before.text()}, {u"inclusive"_s, u"0"_s}};
    const quint32 connection = listedConnection;
    session.web().call(method, arguments, q,
                       [this, channel, method, connection, before](const Result<ApiAnswer> &answer) {
                           if (!answer) {
                               histories.remove(channel); // so that it can be tried again
                               Q_EMIT q->loadFailed(channel, answer.error());
                           } else if (connection == listedConnection) {
                               History &history = histories[channel];
                               // Newest first; how many came is the server's business (15 for some apps,
                               // protocol section 10).
                               for (const auto &message : answer->root()["messages"].elements())
                                   history.oldest = MessageTs(message["ts"].text());
                               history.complete = answer->root()["has_more"].boolean() != true;
                               if (before.isEmpty())
                                   Q_EMIT q->newestPageLoaded(channel, history.oldest, history.complete);
                           }
                           end(channel, method);
                       });
}

void WorkspaceFetcher::Private::begin(const ChannelId &channel, const QString &method)
{
    QStringList &methods = loading[channel];
    methods.append(method);
    if (methods.size() == 1)
        Q_EMIT q->loadingChanged(channel, true);
}

void WorkspaceFetcher::Private::end(const ChannelId &channel, const QString &method)
{
    const auto methods = loading.find(channel);
    if (methods == loading.end())
        return;
    methods->removeOne(method);
    if (!methods->isEmpty())
        return;
    loading.erase(methods);
    Q_EMIT q->loadingChanged(channel, false);
}

void WorkspaceFetcher::Private::mark(const ChannelId &channel)
{
    Mark &mark = marks[channel];
    if (mark.resting || mark.wanted <= mark.sent || isMadeUp(mark.wanted) || !session.isArmed())
        return;
    mark.sent = mark.wanted;
    mark.resting = true;
    session.web().call(u"conversations.mark"_s, {{u"channel"_s, channel.text()}, {u"ts"_s, mark.sent.text()}},
                       q, [](const Result<ApiAnswer> &) {});
    QTimer::singleShot(markPause, q, [this, channel] {
        marks[channel].resting = false;
        this->mark(channel);
    });
}

// --- The public face

WorkspaceFetcher::WorkspaceFetcher(LiveSession &session, WorkspaceFeed &feed, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, feed))
{
    d->lookTimer.setSingleShot(true);
    d->lookTimer.setInterval(lookPause);
    connect(&d->lookTimer, &QTimer::timeout, this, [this] { d->look(); });
    d->listTimer.setSingleShot(true);
    connect(&d->listTimer, &QTimer::timeout, this, [this] { d->look(); });
    connect(&feed, &WorkspaceFeed::changed, this, [this] {
        if (!d->lookTimer.isActive())
            d->lookTimer.start();
    });
    connect(&session, &LiveSession::stateChanged, this, [this](LiveSession::State state) {
        if (state == LiveSession::State::Ready)
            d->connected();
    });
    connect(&session.web(), &WebApi::rateLimited, this, [this](const QString &method, const Error &error) {
        for (auto channel = d->loading.cbegin(); channel != d->loading.cend(); ++channel) {
            if (channel->contains(method))
                Q_EMIT loadFailed(channel.key(), error);
        }
    });
    if (d->online())
        d->connected();
}

WorkspaceFetcher::~WorkspaceFetcher() = default;

void WorkspaceFetcher::loadHistory(const ChannelId &channel)
{
    if (!channel)
        return;
    if (!d->online()) {
        d->wantedHistory.insert(channel);
        return;
    }
    if (d->histories.contains(channel))
        return;
    d->histories.insert(channel, {});
    d->fetchHistory(channel, {});
}

void WorkspaceFetcher::loadOlderHistory(const ChannelId &channel)
{
    const auto history = d->histories.constFind(channel);
    if (history == d->histories.cend())
        return loadHistory(channel);
    // Of a long history the workspace may have dropped the beginning again.
    const Conversation *held = d->feed.workspace().conversation(channel);
    const MessageTs from = held ? std::max(held->historyFrom(), history->oldest) : history->oldest;
    const bool complete = history->complete && from == history->oldest;
    if (!isLoadingHistory(channel) && !complete && from && d->online())
        d->fetchHistory(channel, from);
}

bool WorkspaceFetcher::isListing() const
{
    return d->listings > 0;
}

bool WorkspaceFetcher::isLoadingHistory(const ChannelId &channel) const
{
    return d->loading.value(channel).contains(u"conversations.history"_s);
}

void WorkspaceFetcher::forgetHistory(const ChannelId &channel)
{
    d->histories.remove(channel);
}

void WorkspaceFetcher::loadThread(const ChannelId &channel, const MessageTs &parent)
{
    const QString method = u"conversations.replies"_s;
    if (!channel || !parent || !d->online())
        return;
    d->begin(channel, method);
    d->session.web().callPages(
        method, {{u"channel"_s, channel.text()}, {u"ts"_s, parent.text()}, {u"limit"_s, u"200"_s}}, this,
        [](const ApiAnswer &) { return true; },
        [this, channel, method](const Result<Done> &result) {
            // Of a list without an end WebApi has told already, and what came of it is there.
            if (!result && result.error().kind != Error::Kind::Protocol)
                Q_EMIT loadFailed(channel, result.error());
            d->end(channel, method);
        });
}

void WorkspaceFetcher::openDirect(const UserId &person)
{
    d->session.web().call(u"conversations.open"_s, {{u"users"_s, person.text()}, {u"return_im"_s, u"true"_s}},
                          this, [this](const Result<ApiAnswer> &answer) {
                              if (!answer)
                                  Q_EMIT directRefused(answer.error());
                              else
                                  Q_EMIT directOpened(ChannelId(answer->root()["channel"]["id"].text()));
                          });
}

void WorkspaceFetcher::markRead(const ChannelId &channel, const MessageTs &upTo)
{
    if (!channel || !upTo || !d->session.isArmed() || !d->online())
        return;
    Private::Mark &mark = d->marks[channel];
    mark.wanted = std::max(mark.wanted, upTo);
    d->mark(channel);
}

} // namespace rtmscope
