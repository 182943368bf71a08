// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! What is fetched besides the stream, when, and how often: session, workspace and demo server together.
class TestWorkspaceFetcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinedConversationsAreListedOncePerConnect();
    void serversWithoutUsersConversations();
    void namesAreLookedUpAsTheyTurnUp();
    void unknownToTheServerIsAskedOnce();
    void staleUsersAreAskedAgain();
    void listsAreAskedByNeedAndOnce();
    void presenceOfPeersIsSubscribed();
    void historyIsLoadedOnce();
    void historyIsPagedToItsStart();
    void historyAskedEarlyComesLater();
    void historyWaitsOutTheRateLimit();
    void historyFailuresAreTold();
    void threadsAreLoaded();
    void marksAreGathered();
    void marksStayHereWhileObserving();
};

namespace {

//! A rig with the workspace and the fetcher on top, as an account has them.
struct Fixture
{
    explicit Fixture(const QByteArray &token = "xoxp-demo-person")
        : rig(token)
    {
        QObject::connect(rig.session.get(), &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        fetcher = std::make_unique<WorkspaceFetcher>(*rig.session, feed);
    }
    //! What was asked of \a method: the values of \a key, in order.
    QStringList asked(const QString &method, QLatin1StringView key) const
    {
        QStringList out;
        for (const QJsonObject &note : rig.notes(u"api"_s)) {
            if (note["method"_L1] == method)
                out << note["args"_L1][key].toString();
        }
        return out;
    }
    const Conversation *conversation(const char *id) const
    {
        return feed.workspace().conversation(ChannelId(QString::fromLatin1(id)));
    }

    Rig rig;
    WorkspaceFeed feed;
    std::unique_ptr<WorkspaceFetcher> fetcher;
};

const ChannelId general(u"C0GENERAL"_s);

} // namespace

void TestWorkspaceFetcher::joinedConversationsAreListedOncePerConnect()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.conversation("C0GENERAL"));
    QCOMPARE(fixture.conversation("C0GENERAL")->name(), u"general"_s);
    const auto lists = fixture.asked(u"users.conversations"_s, "types"_L1);
    QVERIFY(!lists.isEmpty());
    QCOMPARE(lists[0], u"public_channel,private_channel,mpim,im"_s);
    QVERIFY(fixture.asked(u"users.list"_s, "limit"_L1).isEmpty()); // never the whole workspace
    QVERIFY(fixture.asked(u"conversations.list"_s, "limit"_L1).isEmpty());
    fixture.rig.server.dropAll();
    QVERIFY(fixture.rig.readyAgain());
    QTRY_COMPARE(fixture.asked(u"users.conversations"_s, "types"_L1).size(), 2 * lists.size());
}

void TestWorkspaceFetcher::serversWithoutUsersConversations()
{
    Fixture fixture;
    fixture.rig.server.failNext(u"users.conversations"_s, 1, 200, R"({"ok":false,"error":"unknown_method"})");
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.conversation("C0GENERAL"));
    QVERIFY(!fixture.asked(u"conversations.list"_s, "types"_L1).isEmpty());
}

void TestWorkspaceFetcher::namesAreLookedUpAsTheyTurnUp()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.conversation("C0GENERAL"));
    fixture.rig.server.broadcast(
        R"({"type":"message","channel":"C0HIRING","user":"U12MINJUN","text":"Hi","ts":"1795356000.000100"})");
    QTRY_VERIFY(fixture.feed.workspace().userName(UserId(u"U12MINJUN"_s)) != u"U12MINJUN"_s);
    QTRY_COMPARE(fixture.feed.workspace().conversationName(ChannelId(u"C0HIRING"_s)), u"#hiring"_s);
    QCOMPARE(fixture.asked(u"users.info"_s, "user"_L1).count(u"U12MINJUN"_s), 1);
    QCOMPARE(fixture.asked(u"conversations.info"_s, "channel"_L1).count(u"C0HIRING"_s), 1);
}

void TestWorkspaceFetcher::unknownToTheServerIsAskedOnce()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    for (int i = 1; i <= 3; ++i) {
        fixture.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","user":"U0NOBODY","text":"Hi","ts":"1795356000.00010)" +
            QByteArray::number(i) + "\"}");
        fixture.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","user":"USLACKBOT","text":"Hi","ts":"1795356000.00020)" +
            QByteArray::number(i) + "\"}");
        // Once this one was asked, the others had their chance too.
        const QString marker = u"U0MARKER%1"_s.arg(i);
        fixture.rig.server.broadcast(R"({"type":"message","channel":"C0GENERAL","user":")" + marker.toUtf8() +
                                     R"(","text":"Hi","ts":"1795356000.00030)" + QByteArray::number(i) +
                                     "\"}");
        QTRY_VERIFY(fixture.asked(u"users.info"_s, "user"_L1).contains(marker));
    }
    QCOMPARE(fixture.asked(u"users.info"_s, "user"_L1).count(u"U0NOBODY"_s), 1);
    QVERIFY(!fixture.asked(u"users.info"_s, "user"_L1).contains(u"USLACKBOT"_s));
}

void TestWorkspaceFetcher::listsAreAskedByNeedAndOnce()
{
    Fixture fixture;
    fixture.rig.server.failNext(
        u"emoji.list"_s, 1, 200,
        R"({"ok":true,"emoji":{"party":"alias:tada","logo":"https://e.example/l.png"}})");
    fixture.rig.server.failNext(u"usergroups.list"_s, 1, 200,
                                R"({"ok":true,"usergroups":[{"id":"S0CREW","handle":"crew"}]})");
    fixture.rig.server.failNext(u"bots.info"_s, 1, 200, R"({"ok":true,"bot":{"id":"B0NEWS","name":"News"}})");
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.conversation("C0GENERAL"));
    const auto say = [&fixture](int number, const QByteArray &text) {
        fixture.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","bot_id":"B0NEWS","ts":"17953560)" +
            QByteArray::number(10 + number) + R"(.000100","text":")" + text + "\"}");
    };
    say(1, "<!subteam^S0CREW> :party: :logo: :nosuch:");
    const Workspace &workspace = fixture.feed.workspace();
    QTRY_COMPARE(workspace.subteamHandle(SubteamId(u"S0CREW"_s)), u"@crew"_s);
    QTRY_VERIFY(!workspace.emojiGlyph(u"party"_s).isEmpty());
    QTRY_VERIFY(workspace.unknownBots().isEmpty());
    QCOMPARE(fixture.asked(u"usergroups.list"_s, "include_users"_L1).size(), 1);
    // What the lists did not have is not asked for again, nor is what comes later so soon.
    say(2, "<!subteam^S0NOBODY> :nosuch: :another:");
    say(3, "<@U0LASTONE>");
    QTRY_COMPARE(fixture.asked(u"users.info"_s, "user"_L1).count(u"U0LASTONE"_s), 1);
    QCOMPARE(fixture.asked(u"emoji.list"_s, "limit"_L1).size(), 1);
    QCOMPARE(fixture.asked(u"usergroups.list"_s, "include_users"_L1).size(), 1);
    QCOMPARE(fixture.asked(u"bots.info"_s, "bot"_L1), QStringList{u"B0NEWS"_s});
}

void TestWorkspaceFetcher::staleUsersAreAskedAgain()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    const QByteArray message =
        R"({"type":"message","channel":"C0GENERAL","user":"U01MIRA","text":"Hi","ts":"1795356000.000100"})";
    fixture.rig.server.broadcast(message);
    QTRY_COMPARE(fixture.asked(u"users.info"_s, "user"_L1).count(u"U01MIRA"_s), 1);
    fixture.rig.server.broadcast(R"({"type":"user_invalidated","user":{"id":"U01MIRA"}})");
    QTRY_COMPARE(fixture.asked(u"users.info"_s, "user"_L1).count(u"U01MIRA"_s), 2);
}

void TestWorkspaceFetcher::presenceOfPeersIsSubscribed()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(!fixture.rig.frames(Direction::Out).isEmpty());
    const QJsonObject frame =
        QJsonDocument::fromJson(fixture.rig.frames(Direction::Out).constFirst()).object();
    QCOMPARE(frame["type"_L1], u"presence_sub"_s);
    QVERIFY(!frame["ids"_L1].toArray().isEmpty());
}

void TestWorkspaceFetcher::historyIsLoadedOnce()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
    fixture.fetcher->loadHistory(general);
    fixture.fetcher->loadHistory(general);
    QCOMPARE(loading.size(), 1);
    QCOMPARE(loading[0][1].toBool(), true);
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(loading[1][1].toBool(), false);
    QVERIFY(fixture.conversation("C0GENERAL")->historyLoaded());
    QVERIFY(!fixture.conversation("C0GENERAL")->messages().empty());
    fixture.fetcher->loadHistory(general);
    QCOMPARE(loading.size(), 2);
    QCOMPARE(fixture.asked(u"conversations.history"_s, "channel"_L1).size(), 1);
}

void TestWorkspaceFetcher::historyIsPagedToItsStart()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.fetcher->loadOlderHistory(general); // nothing held yet: the newest page
    QTRY_VERIFY(fixture.conversation("C0GENERAL") && fixture.conversation("C0GENERAL")->historyLoaded());
    for (int page = 0; page < 100 && !fixture.conversation("C0GENERAL")->historyComplete(); ++page) {
        QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
        fixture.fetcher->loadOlderHistory(general);
        QTRY_COMPARE(loading.size(), 2);
    }
    QVERIFY(fixture.conversation("C0GENERAL")->historyComplete());
    const auto pages = fixture.asked(u"conversations.history"_s, "latest"_L1);
    QCOMPARE(QSet<QString>(pages.cbegin(), pages.cend()).size(), pages.size()); // no page twice
    fixture.fetcher->loadOlderHistory(general);
    QTest::qWait(0);
    QCOMPARE(fixture.asked(u"conversations.history"_s, "latest"_L1).size(), pages.size());
}

void TestWorkspaceFetcher::historyAskedEarlyComesLater()
{
    Fixture fixture;
    fixture.fetcher->loadHistory(general);
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.conversation("C0GENERAL") && fixture.conversation("C0GENERAL")->historyLoaded());
}

void TestWorkspaceFetcher::historyWaitsOutTheRateLimit()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.rig.server.rateLimitNext(u"conversations.history"_s, 1, 1);
    QSignalSpy failed(fixture.fetcher.get(), &WorkspaceFetcher::loadFailed);
    QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
    fixture.fetcher->loadHistory(general);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<ChannelId>(), general);
    QCOMPARE(failed[0][1].value<Error>().kind, Error::Kind::RateLimited);
    QCOMPARE(failed[0][1].value<Error>().retryAfter, std::optional(1000ms));
    QCOMPARE(loading.size(), 1);
    QTRY_COMPARE(loading.size(), 2);
    QVERIFY(fixture.conversation("C0GENERAL")->historyLoaded());
}

void TestWorkspaceFetcher::historyFailuresAreTold()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QSignalSpy failed(fixture.fetcher.get(), &WorkspaceFetcher::loadFailed);
    QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
    fixture.fetcher->loadHistory(ChannelId(u"C0NOWHERE"_s));
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Error>().code, u"channel_not_found"_s);
    fixture.fetcher->loadHistory(ChannelId(u"C0NOWHERE"_s)); // may be tried again
    QTRY_COMPARE(failed.size(), 2);
}

void TestWorkspaceFetcher::threadsAreLoaded()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QSignalSpy acknowledged(fixture.rig.session.get(), &RtmSession::acknowledged);
    QVERIFY(fixture.rig.session->sendMessage(general, u"Parent"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
    const auto parent = acknowledged[0][1].value<MessageTs>();
    QVERIFY(fixture.rig.session->sendMessage(general, u"Reply"_s, parent));
    QTRY_COMPARE(acknowledged.size(), 2);
    QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
    fixture.fetcher->loadThread(general, parent);
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(fixture.asked(u"conversations.replies"_s, "ts"_L1), QStringList{parent.text()});
    QCOMPARE(fixture.conversation("C0GENERAL")->thread(parent).size(), 2);
}

void TestWorkspaceFetcher::marksAreGathered()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    for (int i = 1; i <= 5; ++i)
        fixture.fetcher->markRead(general, MessageTs(u"1795356000.00000%1"_s.arg(i)));
    fixture.fetcher->markRead(general, MessageTs(u"1795356000.000002"_s)); // never back again
    // The first goes at once, of the others only the last, when two seconds have passed.
    QTRY_COMPARE(fixture.asked(u"conversations.mark"_s, "ts"_L1),
                 (QStringList{u"1795356000.000001"_s, u"1795356000.000005"_s}));
}

void TestWorkspaceFetcher::marksStayHereWhileObserving()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.rig.session->setArmed(false);
    fixture.fetcher->markRead(general, MessageTs(u"1795356000.000001"_s));
    QSignalSpy loading(fixture.fetcher.get(), &WorkspaceFetcher::loadingChanged);
    fixture.fetcher->loadHistory(general); // reading is no secret to be kept
    QTRY_COMPARE(loading.size(), 2);
    QVERIFY(fixture.asked(u"conversations.mark"_s, "ts"_L1).isEmpty());
}

RTMSCOPE_TEST_MAIN(TestWorkspaceFetcher)
#include "tst_workspacefetcher.moc"
