// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/backfill.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! What is fetched after an outage: session, workspace, fetcher, back-fill and demo server together, while
//! somebody else goes on talking.
class TestBackFill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasMissedIsFetched();
    void nothingIsAskedAfterAHandOver();
    void pagesFollowEachOther_data();
    void pagesFollowEachOther();
    void aRateLimitInTheMiddleOnlyDelays();
    void anOutageInTheMiddleOnlyDelays();
    void liveMessagesAreNoMark();
    void oneOutageAfterTheOtherIsOneNeed();
    void threadsOlderThanTheGap_data();
    void threadsOlderThanTheGap();
    void firstRepliesToWhatWasHeld();
    void threadsOfTheGap();
    void longThreads();
    void theVisiblePageIsReadAgain();
    void aConversationOpenedLaterIsReadOnce();
    void aConversationNeverLoadedIsAskedForOnce();
    void conversationsThatBeganMeanwhile();
    void ourClockNeedNotBeRight();
    void refusalsAreToldAndNotRepeated();
    void serverTroubleIsTriedAgain();
    void serverTroubleForEverEnds();
    void serversThatRepeatThemselves();
    void theNeedThatIsNewestComesFirst();
    void callsArePaced();
    void nothingIsMissingAfterManyOutages();
};

namespace {

const ChannelId general(u"C0GENERAL"_s);
const ChannelId ops(u"C0OPS"_s);
const ChannelId randomRoom(u"C0RANDOM"_s);

BackFill::Config quickConfig()
{
    BackFill::Config config;
    config.pace = {100, 0ms, 0ms};
    config.networkPause = 1ms;
    return config;
}

struct Call
{
    QString method;
    QJsonObject arguments;
    bool ok;
};

//! An account as far as the core has it, and a second person who is never away.
struct Fixture
{
    explicit Fixture(const BackFill::Config &config = quickConfig(), const Clock &clock = Clock::system())
        : rig("xoxp-demo-person", quickTimings(), {}, Rig::silent(), clock)
        , other(rig.server.apiBase(), Secret(QByteArrayLiteral("xoxb-demo-other")), Clock::system())
        , ourPhone(rig.server.apiBase(), Secret(QByteArrayLiteral("xoxp-demo-phone")), Clock::system())
    {
        QObject::connect(rig.session.get(), &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        fetcher = std::make_unique<WorkspaceFetcher>(*rig.session, feed);
        backFill = std::make_unique<BackFill>(*rig.session, feed, *fetcher, clock, config);
        QObject::connect(backFill.get(), &BackFill::finished, backFill.get(),
                         [this](int gap) { finished.append(gap); });
        QObject::connect(&rig.server, &demo::DemoServer::apiCalled, backFill.get(),
                         [this](const QString &method) {
                             const bool isOurs =
                                 method == "conversations.history"_L1 || method == "conversations.replies"_L1;
                             if (isOurs && !othersTurn && rig.session->state() != RtmSession::State::Ready)
                                 ++askedWhileAway;
                         });
    }

    bool ready()
    {
        return rig.ready() && QTest::qWaitFor([this] { return conversation(general) != nullptr; });
    }
    //! No connection until back(). Not by a fault: the server keeps what happens from rtm.connect on, so
    //! whatever is to be missed must happen before that is tried again.
    void away() { rig.session->close(); }
    //! By a fault: nobody may connect for two seconds.
    void cut()
    {
        rig.server.rateLimitNext(u"rtm.connect"_s, 1, 2);
        rig.server.dropAll();
    }
    bool back()
    {
        rig.session->open();
        return rig.readyAgain();
    }
    bool filled(int gap)
    {
        return QTest::qWaitFor([this, gap] { return finished.contains(gap); }, 20'000);
    }

    //! An API call of the other person.
    ApiAnswer ask(const QString &method, const ApiArguments &arguments)
    {
        return ask(other, method, arguments);
    }
    ApiAnswer ask(WebApi &web, const QString &method, const ApiArguments &arguments)
    {
        ApiAnswer answer;
        bool over = false;
        othersTurn = true;
        web.call(method, arguments, &feed, [&](const Result<ApiAnswer> &result) {
            over = true;
            if (result)
                answer = *result;
            else
                qWarning() << method << result.error().code;
        });
        [[maybe_unused]] const bool came = QTest::qWaitFor([&over] { return over; });
        othersTurn = false;
        return answer;
    }
    MessageTs post(const ChannelId &channel, const QString &text, const MessageTs &thread = {},
                   bool broadcast = false)
    {
        ApiArguments arguments{{u"channel"_s, channel.text()}, {u"text"_s, text}};
        if (thread)
            arguments +=
                {{u"thread_ts"_s, thread.text()}, {u"reply_broadcast"_s, broadcast ? u"1"_s : u"0"_s}};
        return MessageTs(ask(u"chat.postMessage"_s, arguments).root()["ts"].text());
    }
    //! Many at once; true if all are there.
    bool postMany(const ChannelId &channel, int count, const MessageTs &thread = {})
    {
        int posted = 0;
        othersTurn = true;
        for (int i = 0; i < count; ++i) {
            ApiArguments arguments{{u"channel"_s, channel.text()}, {u"text"_s, u"missed %1"_s.arg(i)}};
            if (thread)
                arguments += {{u"thread_ts"_s, thread.text()}};
            other.call(u"chat.postMessage"_s, arguments, &feed,
                       [&posted](const Result<ApiAnswer> &result) { posted += result.ok() ? 1 : 0; });
        }
        const bool all = QTest::qWaitFor([&posted, count] { return posted == count; });
        othersTurn = false;
        return all;
    }
    //! A message that both of us hold.
    MessageTs postLive(const ChannelId &channel, const QString &text, const MessageTs &thread = {})
    {
        const MessageTs ts = post(channel, text, thread);
        const bool arrived = QTest::qWaitFor(
            [&] { return conversation(channel) != nullptr && conversation(channel)->find(ts) != nullptr; });
        return arrived ? ts : MessageTs();
    }
    //! The timestamps of everything that the server has from \a from on, threads included.
    QStringList onServer(const ChannelId &channel, const MessageTs &from)
    {
        QStringList all;
        const ApiAnswer page = ask(u"conversations.history"_s, {{u"channel"_s, channel.text()},
                                                                {u"oldest"_s, from.text()},
                                                                {u"inclusive"_s, u"1"_s},
                                                                {u"limit"_s, u"999"_s}});
        QStringList parents;
        for (const auto &message : page.root()["messages"].elements()) {
            all.append(message["ts"].text());
            if (message["reply_count"].integer().value_or(0) > 0)
                parents.append(message["ts"].text());
        }
        for (const QString &parent : std::as_const(parents)) {
            const ApiAnswer thread =
                ask(u"conversations.replies"_s,
                    {{u"channel"_s, channel.text()}, {u"ts"_s, parent}, {u"limit"_s, u"999"_s}});
            for (const auto &message : thread.root()["messages"].elements())
                all.append(message["ts"].text());
        }
        all.removeDuplicates();
        all.sort();
        return all;
    }
    QStringList held(const ChannelId &channel, const MessageTs &from) const
    {
        QStringList all;
        for (const Message &message : conversation(channel)->messages()) {
            if (message.ts >= from)
                all.append(message.ts.text());
        }
        return all;
    }

    QList<Call> calls(const QString &method, const ChannelId &channel) const
    {
        QList<Call> out;
        for (const QJsonObject &note : rig.notes(u"api"_s)) {
            const QJsonObject arguments = note["args"_L1].toObject();
            if (note["method"_L1] == method && arguments["channel"_L1] == channel.text())
                out.append({method, arguments, note["ok"_L1].toBool()});
        }
        return out;
    }
    QStringList values(const QList<Call> &calls, QLatin1StringView key) const
    {
        QStringList out;
        for (const Call &call : calls)
            out.append(call.arguments[key].toString());
        return out;
    }
    const Conversation *conversation(const ChannelId &id) const { return feed.workspace().conversation(id); }
    const Gap &gap(int id) const { return feed.workspace().gaps().at(id - 1); }
    const Message *find(const ChannelId &channel, const MessageTs &ts) const
    {
        return conversation(channel) ? conversation(channel)->find(ts) : nullptr;
    }

    Rig rig;
    WebApi other;
    WebApi ourPhone; //!< the same person as the session
    WorkspaceFeed feed;
    std::unique_ptr<WorkspaceFetcher> fetcher;
    std::unique_ptr<BackFill> backFill;
    QList<int> finished;
    int askedWhileAway = 0;
    bool othersTurn = false;
};

//! Runs \a then after the first answered page of a channel's history.
void afterFirstPage(Fixture &fixture, const ChannelId &channel, const std::function<void()> &then)
{
    auto *once = new QObject(fixture.backFill.get());
    QObject::connect(fixture.rig.session.get(), &EventSource::recorded, once,
                     [once, channel, then, done = std::make_shared<bool>(false)](const Event &event) {
                         const QJsonObject note = QJsonDocument::fromJson(event.raw).object();
                         if (event.type != "api"_L1 || note["method"_L1] != "conversations.history"_L1 ||
                             note["args"_L1]["channel"_L1] != channel.text() || !note["ok"_L1].toBool())
                             return;
                         once->deleteLater();
                         if (!std::exchange(*done, true))
                             then();
                     });
}

} // namespace

void TestBackFill::whatWasMissedIsFetched()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    fixture.rig.session->setArmed(false); // it only reads
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.cut();
    QTRY_VERIFY(fixture.rig.session->state() != RtmSession::State::Ready);
    const QList<MessageTs> missed{fixture.post(general, u"one"_s), fixture.post(general, u"two"_s),
                                  fixture.post(ops, u"elsewhere"_s)};
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    for (int i = 0; i < 3; ++i) {
        const Message *message = fixture.find(i < 2 ? general : ops, missed.at(i));
        QVERIFY(message);
        QVERIFY(message->backfilled);
    }
    QVERIFY(!fixture.find(general, before)->backfilled);
    const Gap &gap = fixture.gap(1);
    QCOMPARE(gap.state(), Gap::State::Filled);
    QVERIFY(gap.fill(general));
    QCOMPARE(gap.fill(general)->messages, 2);
    QCOMPARE(gap.messagesIn(ops), 1);
    QCOMPARE(gap.messages(), 3);
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(), 1);
    QVERIFY(!fixture.backFill->isBusy());
    QCOMPARE(fixture.askedWhileAway, 0);
    QCOMPARE(fixture.conversation(ops)->unreadCount() > 0, true);
}

void TestBackFill::nothingIsAskedAfterAHandOver()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"before"_s));
    fixture.rig.session->record(
        R"({"kind":"gap","id":1,"from_us":1000000,"to_us":2000000,"cause":"goodbye","resumed":true})");
    QCOMPARE(fixture.gap(1).state(), Gap::State::Resumed);
    QVERIFY(!fixture.backFill->isBusy());
    QVERIFY(fixture.postLive(general, u"after"_s)); // time has passed
    QVERIFY(fixture.calls(u"conversations.history"_s, general).isEmpty());
}

void TestBackFill::pagesFollowEachOther_data()
{
    QTest::addColumn<int>("pageSize");
    QTest::addColumn<int>("messages");
    QTest::newRow("some apps get 15 a page") << 15 << 40;
    QTest::newRow("the last page is full") << 10 << 30;
    QTest::newRow("one a page") << 1 << 7;
    QTest::newRow("all on one page") << 200 << 40;
}

void TestBackFill::pagesFollowEachOther()
{
    QFETCH(const int, pageSize);
    QFETCH(const int, messages);
    BackFill::Config config = quickConfig();
    config.pageSize = config.windowSize = pageSize;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.away();
    QVERIFY(fixture.postMany(general, messages));
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QCOMPARE(fixture.gap(1).fill(general)->messages, messages);
    const auto calls = fixture.calls(u"conversations.history"_s, general);
    QCOMPARE(fixture.gap(1).fill(general)->pages, calls.size());
    const QStringList ends = fixture.values(calls, "latest"_L1);
    QCOMPARE(QSet<QString>(ends.begin(), ends.end()).size(), ends.size()); // no page twice
    QVERIFY(fixture.values(calls, "cursor"_L1).join(QString()).isEmpty());
}

void TestBackFill::aRateLimitInTheMiddleOnlyDelays()
{
    BackFill::Config config = quickConfig();
    config.pageSize = 10;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.backFill->setVisible(ops); // not general: its pages are of this size
    fixture.away();
    QVERIFY(fixture.postMany(general, 25));
    afterFirstPage(fixture, general,
                   [&fixture] { fixture.rig.server.rateLimitNext(u"conversations.history"_s, 1, 1); });
    QVERIFY(fixture.back());
    QTRY_COMPARE(fixture.gap(1).state(), Gap::State::Waiting);
    const auto waits =
        std::find_if(fixture.gap(1).fills.begin(), fixture.gap(1).fills.end(),
                     [](const GapFill &fill) { return fill.state == GapFill::State::Waiting; });
    QVERIFY(waits != fixture.gap(1).fills.end());
    QVERIFY(!waits->problem.isEmpty());
    QVERIFY(waits->resumesAtUs > fixture.gap(1).toUs);
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.gap(1).state(), Gap::State::Filled);
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QStringList answered;
    for (const Call &call : fixture.calls(u"conversations.history"_s, general)) {
        if (call.ok)
            answered.append(call.arguments["latest"_L1].toString());
    }
    QCOMPARE(answered.size(), 3);
    QCOMPARE(QSet<QString>(answered.begin(), answered.end()).size(), 3);
}

void TestBackFill::anOutageInTheMiddleOnlyDelays()
{
    BackFill::Config config = quickConfig();
    config.pageSize = 10;
    config.overlap = 0ms; // so that pages can be counted
    config.parentsReadAgain = 0;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.away();
    QVERIFY(fixture.postMany(general, 35));
    bool again = false;
    afterFirstPage(fixture, general, [&] {
        fixture.cut();
        again = true;
    });
    QVERIFY(fixture.back());
    QTRY_VERIFY(again && fixture.rig.session->state() != RtmSession::State::Ready);
    QVERIFY(fixture.postMany(general, 15));
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.filled(2));
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QCOMPARE(fixture.gap(1).fill(general)->messages, 35);
    QCOMPARE(fixture.gap(2).fill(general)->messages, 15);
    QCOMPARE(fixture.gap(1).state(), Gap::State::Filled);
    QVERIFY(fixture.askedWhileAway <= 2); // what was on its way, one call of each method
    // Resumed, not restarted: 4 pages of the first, 2 of the second, and at most the one that was on its way
    // twice.
    const auto calls = fixture.calls(u"conversations.history"_s, general);
    QVERIFY2(calls.size() <= 7, qPrintable(QString::number(calls.size())));
}

//! What comes live after the reconnect is newer than what was missed; it must not hide it.
void TestBackFill::liveMessagesAreNoMark()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.away();
    const MessageTs missed = fixture.post(general, u"missed"_s);
    const MessageTs live(u"%1.000001"_s.arg(missed.toMicroseconds() / 1'000'000 + 5));
    QObject::connect(
        fixture.rig.session.get(), &EventSource::recorded, fixture.backFill.get(), [&](const Event &event) {
            if (event.type == "gap"_L1) { // the very first frame after it
                fixture.rig.server.broadcast(
                    R"({"type":"message","channel":"C0GENERAL","user":"U01MIRA","text":"live","ts":")" +
                    live.text().toLatin1() + "\"}");
            }
        });
    QVERIFY(fixture.back());
    QTRY_VERIFY(fixture.find(general, live));
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.find(general, missed));
    QVERIFY(fixture.find(general, missed)->backfilled);
    QVERIFY(!fixture.find(general, live)->backfilled);
    QCOMPARE(fixture.held(general, before), (QStringList{before.text(), missed.text(), live.text()}));
    QCOMPARE(fixture.gap(1).fill(general)->messages, 1);
}

void TestBackFill::oneOutageAfterTheOtherIsOneNeed()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.away();
    QVERIFY(fixture.post(general, u"missed"_s));
    // The second outage comes before the first page could be asked for.
    fixture.rig.server.rateLimitNext(u"conversations.history"_s, 1, 3);
    QVERIFY(fixture.back());
    QTRY_COMPARE(fixture.gap(1).state(), Gap::State::Waiting);
    fixture.away();
    QVERIFY(fixture.post(general, u"missed again"_s));
    QVERIFY(fixture.back());
    QTRY_COMPARE(fixture.feed.workspace().gaps().size(), 2);
    QVERIFY(fixture.backFill->isBusy());
    QVERIFY(fixture.finished.isEmpty()); // the server said 3 s, on whichever connection
    QCOMPARE(fixture.held(general, before), QStringList{before.text()});
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.filled(2));
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QCOMPARE(fixture.gap(1).fill(general)->messages, 1);
    QCOMPARE(fixture.gap(2).fill(general)->messages, 1);
    const auto calls = fixture.calls(u"conversations.history"_s, general);
    QCOMPARE(std::count_if(calls.begin(), calls.end(), [](const Call &call) { return call.ok; }), 1);
    QVERIFY(fixture.askedWhileAway <= 2);
}

void TestBackFill::threadsOlderThanTheGap_data()
{
    QTest::addColumn<int>("recentThreads");
    QTest::addColumn<int>("parentsReadAgain");
    QTest::addColumn<bool>("visible");
    QTest::addColumn<bool>("open");
    QTest::addColumn<bool>("found");
    QTest::newRow("busy just before") << 20 << 0 << false << false << true;
    QTest::newRow("its parent is among the newest") << 0 << 2 << false << false << true;
    QTest::newRow("its parent is on the screen") << 0 << 0 << true << false << true;
    QTest::newRow("it is open itself") << 0 << 0 << false << true << true;
    QTest::newRow("none of these") << 0 << 1 << false << false << false;
}

void TestBackFill::threadsOlderThanTheGap()
{
    QFETCH(const int, recentThreads);
    QFETCH(const int, parentsReadAgain);
    QFETCH(const bool, visible);
    QFETCH(const bool, open);
    QFETCH(const bool, found);
    BackFill::Config config = quickConfig();
    config.recentThreads = recentThreads;
    config.parentsReadAgain = parentsReadAgain;
    config.overlap = 0ms; // else the parent would stand in the page of the gap
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs parent = fixture.postLive(general, u"parent"_s);
    const MessageTs first = fixture.postLive(general, u"first reply"_s, parent);
    QVERIFY(fixture.postLive(general, u"after the thread"_s));
    if (visible)
        fixture.backFill->setVisible(general);
    if (open)
        fixture.backFill->setVisibleThread(general, parent);
    fixture.away();
    const MessageTs second = fixture.post(general, u"second reply"_s, parent);
    const MessageTs third = fixture.post(general, u"third reply"_s, parent);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.find(general, second) != nullptr, found);
    QCOMPARE(fixture.find(general, third) != nullptr, found);
    if (found) {
        QCOMPARE(fixture.gap(1).fill(general, parent)->messages, 2);
        QCOMPARE(fixture.conversation(general)->thread(parent).size(), 4);
        QCOMPARE(fixture.find(general, parent)->replyCount, 3);
        QCOMPARE(fixture.calls(u"conversations.replies"_s, general).size(), 1);
    } else {
        QVERIFY(!fixture.gap(1).fill(general, parent));
    }
    QVERIFY(fixture.find(general, first));
}

//! Nobody had answered before the gap, so nothing that we hold says that these became threads.
void TestBackFill::firstRepliesToWhatWasHeld()
{
    BackFill::Config config = quickConfig();
    config.overlap = 0ms;
    config.parentsReadAgain = 5;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    QList<MessageTs> parents;
    for (int i = 0; i < 8; ++i)
        parents.append(fixture.postLive(general, u"parent %1"_s.arg(i)));
    const MessageTs missedParent = [&fixture] {
        fixture.away();
        const MessageTs ts = fixture.post(general, u"missed"_s);
        // Heard after it was fetched, so that it counts as held.
        [[maybe_unused]] const bool back =
            fixture.back() && fixture.filled(1) && fixture.postLive(ops, u"x"_s);
        return ts;
    }();
    QVERIFY(fixture.find(general, missedParent));
    fixture.away();
    QList<MessageTs> replies;
    for (const MessageTs &parent : std::as_const(parents))
        replies.append(fixture.post(general, u"reply"_s, parent));
    const MessageTs toMissed = fixture.post(general, u"reply"_s, missedParent);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(2));
    QVERIFY(fixture.find(general, toMissed));
    // Five messages are read again: the missed one and four before it. What is older is asked about when
    // somebody opens it.
    for (int i = 0; i < 8; ++i)
        QCOMPARE(fixture.find(general, replies[i]) != nullptr, i >= 4);
    QCOMPARE(fixture.gap(2).fill(general)->messages, 0); // read again, but not missed
    QCOMPARE(fixture.gap(2).fill(general, parents.at(7))->messages, 1);
    QCOMPARE(fixture.gap(2).messages(), 5);
}

void TestBackFill::threadsOfTheGap()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    const MessageTs old = fixture.postLive(general, u"old parent"_s);
    fixture.away();
    const MessageTs parent = fixture.post(general, u"parent"_s);
    QVERIFY(fixture.post(general, u"reply"_s, parent));
    QVERIFY(fixture.post(general, u"reply to the old one"_s, old, true));
    QVERIFY(fixture.post(general, u"and another, not shown in the channel"_s, old));
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QCOMPARE(fixture.gap(1).fill(general)->messages, 2);
    QCOMPARE(fixture.gap(1).fill(general, parent)->messages, 1);
    QCOMPARE(fixture.gap(1).fill(general, old)->messages, 1);
    QCOMPARE(fixture.gap(1).messages(), 4);
}

void TestBackFill::longThreads()
{
    BackFill::Config config = quickConfig();
    config.pageSize = 15;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs parent = fixture.postLive(general, u"parent"_s);
    QVERIFY(fixture.postLive(general, u"reply"_s, parent));
    fixture.away();
    QVERIFY(fixture.postMany(general, 40, parent));
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.held(general, parent), fixture.onServer(general, parent));
    QCOMPARE(fixture.gap(1).fill(general, parent)->messages, 40);
    const QStringList starts =
        fixture.values(fixture.calls(u"conversations.replies"_s, general), "oldest"_L1);
    QCOMPARE(QSet<QString>(starts.begin(), starts.end()).size(), starts.size()); // no page twice
}

//! Edits and reactions of the gap are in no page of it; those on the screen are learned by reading that
//! again.
void TestBackFill::theVisiblePageIsReadAgain()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    fixture.fetcher->loadHistory(general);
    QTRY_VERIFY(fixture.conversation(general)->historyLoaded());
    const MessageTs edited = fixture.postLive(general, u"not yet edited"_s);
    const MessageTs missedHere = fixture.postLive(ops, u"not yet edited either"_s);
    fixture.backFill->setVisible(general);
    fixture.away();
    for (const ChannelId &channel : {general, ops}) {
        const MessageTs ts = channel == general ? edited : missedHere;
        fixture.ask(u"chat.update"_s,
                    {{u"channel"_s, channel.text()}, {u"ts"_s, ts.text()}, {u"text"_s, u"edited"_s}});
        fixture.ask(u"reactions.add"_s,
                    {{u"channel"_s, channel.text()}, {u"timestamp"_s, ts.text()}, {u"name"_s, u"eyes"_s}});
    }
    const MessageTs missed = fixture.post(general, u"missed"_s);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.find(general, edited)->text, u"edited"_s);
    QCOMPARE(fixture.find(general, edited)->reactions.size(), 1);
    QVERIFY(fixture.find(general, missed));
    // One call told both, and the page that was there before the gap was not thrown away.
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(), 2);
    const qsizetype calls = fixture.calls(u"conversations.history"_s, general).size();
    fixture.fetcher->loadHistory(general);
    QVERIFY(fixture.postLive(general, u"time passes"_s));
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(), calls);
}

void TestBackFill::aConversationOpenedLaterIsReadOnce()
{
    BackFill::Config config = quickConfig();
    config.overlap = 0ms; // else what was said in the second before the gap is read with the rest
    config.parentsReadAgain = 0;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    fixture.fetcher->loadHistory(ops);
    QTRY_VERIFY(fixture.conversation(ops)->historyLoaded());
    const MessageTs edited = fixture.postLive(ops, u"not yet edited"_s);
    fixture.away();
    fixture.ask(u"chat.update"_s,
                {{u"channel"_s, ops.text()}, {u"ts"_s, edited.text()}, {u"text"_s, u"edited"_s}});
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.find(ops, edited)->text, u"not yet edited"_s);
    const qsizetype calls = fixture.calls(u"conversations.history"_s, ops).size();
    for (int i = 0; i < 3; ++i) { // as an account does when the user goes there
        fixture.fetcher->loadHistory(ops);
        fixture.backFill->setVisible(ops);
        QTRY_COMPARE(fixture.find(ops, edited)->text, u"edited"_s);
        fixture.backFill->setVisible(general);
    }
    QCOMPARE(fixture.calls(u"conversations.history"_s, ops).size(), calls + 1);
}

//! Opened for the first time while a gap is being filled: fetcher and back-fill want the same page.
void TestBackFill::aConversationNeverLoadedIsAskedForOnce()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(ops, u"before"_s);
    fixture.away();
    const MessageTs missed = fixture.post(ops, u"missed"_s);
    fixture.fetcher->loadHistory(ops); // the wish is kept until there is a connection
    fixture.backFill->setVisible(ops);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.find(ops, missed));
    QVERIFY(fixture.find(ops, before));
    QCOMPARE(fixture.calls(u"conversations.history"_s, ops).size(), 1);
    QCOMPARE(fixture.gap(1).fill(ops)->messages, 1);
    QCOMPARE(fixture.gap(1).fill(ops)->pages, 1);
}

void TestBackFill::conversationsThatBeganMeanwhile()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    fixture.away();
    const ApiAnswer opened =
        fixture.ask(fixture.ourPhone, u"conversations.open"_s, {{u"users"_s, u"U01MIRA,U0RTMSCOPE"_s}});
    const ChannelId group(opened.root()["channel"]["id"].text());
    QVERIFY(group);
    const MessageTs missed = fixture.post(group, u"Hello from a new place"_s);
    QVERIFY(missed);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.find(group, missed));
    QCOMPARE(fixture.gap(1).fill(group)->messages, 1);
    QVERIFY(fixture.conversation(group)->unreadCount() > 0);
}

//! A clock an hour ahead: what was said meanwhile lies in our past, also where nothing was held before.
void TestBackFill::ourClockNeedNotBeRight()
{
    struct Ahead final : Clock
    {
        qint64 nowUs() const override { return Clock::system().nowUs() + 3'600'000'000; }
        qint64 monotonicUs() const override { return Clock::system().monotonicUs(); }
    } ahead;
    Fixture fixture(quickConfig(), ahead);
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"before"_s));
    QVERIFY(!fixture.conversation(ops) || fixture.conversation(ops)->messages().empty());
    fixture.away();
    const MessageTs missed = fixture.post(ops, u"missed"_s);
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QVERIFY(fixture.find(ops, missed));
    QVERIFY(fixture.find(ops, missed)->missed);
    QCOMPARE(fixture.gap(1).fill(ops)->messages, 1);
}

void TestBackFill::refusalsAreToldAndNotRepeated()
{
    BackFill::Config config = quickConfig();
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    fixture.fetcher->loadHistory(general);
    QTRY_VERIFY(fixture.conversation(general)->historyLoaded());
    QVERIFY(fixture.postLive(general, u"before"_s));
    fixture.backFill->setVisible(general);
    fixture.away();
    QVERIFY(fixture.post(general, u"missed"_s));
    fixture.rig.server.failNext(u"conversations.history"_s, 1, 200,
                                R"({"ok":false,"error":"not_in_channel"})");
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.gap(1).state(), Gap::State::Partly);
    const GapFill *refused = fixture.gap(1).fill(general); // the visible one came first
    QVERIFY(refused);
    QCOMPARE(refused->state, GapFill::State::Failed);
    QVERIFY(!refused->problem.isEmpty());
    QVERIFY(refused->problem != u"not_in_channel"_s); // words, not a code
    const qsizetype calls = fixture.calls(u"conversations.history"_s, general).size();
    QVERIFY(fixture.postLive(general, u"time passes"_s));
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(), calls);
    // Whoever opens it again may try again.
    fixture.fetcher->loadHistory(general);
    QTRY_COMPARE(fixture.calls(u"conversations.history"_s, general).size(), calls + 1);
}

void TestBackFill::serverTroubleIsTriedAgain()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.away();
    QVERIFY(fixture.post(general, u"missed"_s));
    fixture.rig.server.failNext(u"conversations.history"_s, 3, 500, "Something is broken on our side.");
    fixture.rig.server.failNext(u"conversations.history"_s, 1, 200, "<html>A guest network</html>");
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.gap(1).state(), Gap::State::Filled);
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
}

void TestBackFill::serverTroubleForEverEnds()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"before"_s));
    fixture.away();
    fixture.rig.server.failNext(u"conversations.history"_s, 1'000'000, 500,
                                "Something is broken on our side.");
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.gap(1).state(), Gap::State::Partly);
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(),
             qsizetype(quickConfig().networkTries));
}

//! "More" for ever, without anything new.
void TestBackFill::serversThatRepeatThemselves()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    QVERIFY(fixture.postLive(general, u"before"_s));
    fixture.away();
    const MessageTs missed = fixture.post(general, u"missed"_s);
    fixture.rig.server.failNext(
        u"conversations.history"_s, 1'000'000, 200,
        R"({"ok":true,"has_more":true,"messages":[{"type":"message","user":"U01MIRA","text":"again","ts":")" +
            missed.text().toLatin1() + R"("}]})");
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QCOMPARE(fixture.gap(1).state(), Gap::State::Partly);
    QCOMPARE(fixture.gap(1).fill(general)->state, GapFill::State::Failed);
    QCOMPARE(fixture.calls(u"conversations.history"_s, general).size(), 2);
}

void TestBackFill::theNeedThatIsNewestComesFirst()
{
    Fixture fixture;
    QVERIFY(fixture.ready());
    const ApiAnswer opened = fixture.ask(u"conversations.open"_s, {{u"users"_s, u"U0YOU"_s}});
    const ChannelId direct(opened.root()["channel"]["id"].text());
    QVERIFY(direct);
    QVERIFY(fixture.postLive(direct, u"before"_s));
    QVERIFY(fixture.postLive(ops, u"<@U0YOU> before"_s));
    fixture.backFill->setVisible(randomRoom);
    fixture.away();
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QStringList order;
    for (const QJsonObject &note : fixture.rig.notes(u"api"_s)) {
        if (note["method"_L1] == "conversations.history"_L1)
            order.append(note["args"_L1]["channel"_L1].toString());
    }
    QCOMPARE(order.value(0), randomRoom.text());
    const auto isOfNeed = [&](const QString &id) {
        const Conversation *conversation = fixture.conversation(ChannelId(id));
        return conversation &&
               (conversation->kind() == ConversationKind::DirectMessage ||
                conversation->kind() == ConversationKind::GroupMessage || conversation->mentionCount() > 0);
    };
    const auto firstOther = std::find_if_not(order.begin() + 1, order.end(), isOfNeed);
    QVERIFY(std::none_of(firstOther, order.end(), isOfNeed));
    QVERIFY(firstOther - order.begin() > 2);
    QVERIFY(firstOther != order.end());
}

void TestBackFill::callsArePaced()
{
    BackFill::Config config = quickConfig();
    config.pace = {2, 100ms, 0ms};
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    fixture.away();
    QVERIFY(fixture.back());
    QVERIFY(fixture.filled(1));
    QList<qint64> times;
    for (const Event &event : fixture.rig.record) {
        if (event.type == "api"_L1 && event.raw.contains("conversations.history"))
            times.append(event.receivedAtUs);
    }
    QVERIFY(times.size() > 4);
    // Two at once, then one per 100 ms; timers may be late, never early.
    QVERIFY((times.constLast() - times.constFirst()) / 1000 >= 100 * (times.size() - 3));
}

//! Whatever the moments of the outages: what the server has is what we hold, once each.
void TestBackFill::nothingIsMissingAfterManyOutages()
{
    BackFill::Config config = quickConfig();
    config.pageSize = 7;
    config.windowSize = 5;
    Fixture fixture(config);
    QVERIFY(fixture.ready());
    const MessageTs before = fixture.postLive(general, u"before"_s);
    fixture.backFill->setVisible(general);
    QVERIFY(fixture.postLive(general, u"reply"_s, before)); // a thread that is known to be busy
    QRandomGenerator random(20'261'122);
    for (int round = 0; round < 12; ++round) {
        fixture.away();
        const int missed = int(random.bounded(12));
        QList<MessageTs> parents{before};
        for (int i = 0; i < missed; ++i) {
            const bool isReply = random.bounded(3) == 0;
            const MessageTs ts =
                fixture.post(general, u"%1.%2"_s.arg(round).arg(i),
                             isReply ? parents.at(random.bounded(parents.size())) : MessageTs());
            if (!isReply && random.bounded(3) == 0)
                parents.append(ts);
        }
        QVERIFY(fixture.back());
        const int live = int(random.bounded(4)); // while the back-fill is at work, or cut off, or done
        for (int i = 0; i < live; ++i)
            QVERIFY(fixture.post(general, u"%1 live %2"_s.arg(round).arg(i)));
        if (random.bounded(3) == 0)
            QTRY_VERIFY(!fixture.backFill->isBusy());
    }
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.backFill->isBusy(), 20'000);
    QCOMPARE(fixture.held(general, before), fixture.onServer(general, before));
    QVERIFY(fixture.askedWhileAway <= 2 * 12); // what was on its way, one call of each method
    for (const Gap &gap : fixture.feed.workspace().gaps())
        QCOMPARE(gap.state(), Gap::State::Filled);
}

RTMSCOPE_TEST_MAIN(TestBackFill)
#include "tst_backfill.moc"
