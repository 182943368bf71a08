// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/directory.h"
#include "core/workspace/workspace.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! What is fetched besides the stream, when, and how often: session, workspace and demo server together.
class TestDirectory : public QObject
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

//! A rig with the workspace and the directory on top, as an account has them.
struct House
{
    explicit House(const QByteArray &token = "xoxp-demo-person")
        : rig(token)
    {
        QObject::connect(rig.session.get(), &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        directory = std::make_unique<Directory>(*rig.session, feed);
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
    std::unique_ptr<Directory> directory;
};

const ChannelId general(u"C0GENERAL"_s);

} // namespace

void TestDirectory::joinedConversationsAreListedOncePerConnect()
{
    House house;
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(house.conversation("C0GENERAL"));
    QCOMPARE(house.conversation("C0GENERAL")->name(), u"general"_s);
    const auto lists = house.asked(u"users.conversations"_s, "types"_L1);
    QVERIFY(!lists.isEmpty());
    QCOMPARE(lists[0], u"public_channel,private_channel,mpim,im"_s);
    QVERIFY(house.asked(u"users.list"_s, "limit"_L1).isEmpty()); // never the whole workspace
    QVERIFY(house.asked(u"conversations.list"_s, "limit"_L1).isEmpty());
    house.rig.server.dropAll();
    QVERIFY(house.rig.readyAgain());
    QTRY_COMPARE(house.asked(u"users.conversations"_s, "types"_L1).size(), 2 * lists.size());
}

void TestDirectory::serversWithoutUsersConversations()
{
    House house;
    house.rig.server.failNext(u"users.conversations"_s, 1, 200, R"({"ok":false,"error":"unknown_method"})");
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(house.conversation("C0GENERAL"));
    QVERIFY(!house.asked(u"conversations.list"_s, "types"_L1).isEmpty());
}

void TestDirectory::namesAreLookedUpAsTheyTurnUp()
{
    House house;
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(house.conversation("C0GENERAL"));
    house.rig.server.broadcast(
        R"({"type":"message","channel":"C0HIRING","user":"U12MINJUN","text":"Hi","ts":"1795356000.000100"})");
    QTRY_VERIFY(house.feed.workspace().userName(UserId(u"U12MINJUN"_s)) != u"U12MINJUN"_s);
    QTRY_COMPARE(house.feed.workspace().conversationName(ChannelId(u"C0HIRING"_s)), u"#hiring"_s);
    QCOMPARE(house.asked(u"users.info"_s, "user"_L1).count(u"U12MINJUN"_s), 1);
    QCOMPARE(house.asked(u"conversations.info"_s, "channel"_L1).count(u"C0HIRING"_s), 1);
}

void TestDirectory::unknownToTheServerIsAskedOnce()
{
    House house;
    QVERIFY(house.rig.ready());
    for (int i = 1; i <= 3; ++i) {
        house.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","user":"U0NOBODY","text":"Hi","ts":"1795356000.00010)" +
            QByteArray::number(i) + "\"}");
        house.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","user":"USLACKBOT","text":"Hi","ts":"1795356000.00020)" +
            QByteArray::number(i) + "\"}");
        // Once this one was asked, the others had their chance too.
        const QString marker = u"U0MARKER%1"_s.arg(i);
        house.rig.server.broadcast(R"({"type":"message","channel":"C0GENERAL","user":")" + marker.toUtf8() +
                                   R"(","text":"Hi","ts":"1795356000.00030)" + QByteArray::number(i) + "\"}");
        QTRY_VERIFY(house.asked(u"users.info"_s, "user"_L1).contains(marker));
    }
    QCOMPARE(house.asked(u"users.info"_s, "user"_L1).count(u"U0NOBODY"_s), 1);
    QVERIFY(!house.asked(u"users.info"_s, "user"_L1).contains(u"USLACKBOT"_s));
}

void TestDirectory::listsAreAskedByNeedAndOnce()
{
    House house;
    house.rig.server.failNext(
        u"emoji.list"_s, 1, 200,
        R"({"ok":true,"emoji":{"party":"alias:tada","logo":"https://e.example/l.png"}})");
    house.rig.server.failNext(u"usergroups.list"_s, 1, 200,
                              R"({"ok":true,"usergroups":[{"id":"S0CREW","handle":"crew"}]})");
    house.rig.server.failNext(u"bots.info"_s, 1, 200, R"({"ok":true,"bot":{"id":"B0NEWS","name":"News"}})");
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(house.conversation("C0GENERAL"));
    const auto say = [&house](int number, const QByteArray &text) {
        house.rig.server.broadcast(
            R"({"type":"message","channel":"C0GENERAL","bot_id":"B0NEWS","ts":"17953560)" +
            QByteArray::number(10 + number) + R"(.000100","text":")" + text + "\"}");
    };
    say(1, "<!subteam^S0CREW> :party: :logo: :nosuch:");
    const Workspace &workspace = house.feed.workspace();
    QTRY_COMPARE(workspace.subteamHandle(SubteamId(u"S0CREW"_s)), u"@crew"_s);
    QTRY_VERIFY(!workspace.emojiGlyph(u"party"_s).isEmpty());
    QTRY_VERIFY(workspace.unknownBots().isEmpty());
    QCOMPARE(house.asked(u"usergroups.list"_s, "include_users"_L1).size(), 1);
    // What the lists did not have is not asked for again, nor is what comes later so soon.
    say(2, "<!subteam^S0NOBODY> :nosuch: :another:");
    say(3, "<@U0LASTONE>");
    QTRY_COMPARE(house.asked(u"users.info"_s, "user"_L1).count(u"U0LASTONE"_s), 1);
    QCOMPARE(house.asked(u"emoji.list"_s, "limit"_L1).size(), 1);
    QCOMPARE(house.asked(u"usergroups.list"_s, "include_users"_L1).size(), 1);
    QCOMPARE(house.asked(u"bots.info"_s, "bot"_L1), QStringList{u"B0NEWS"_s});
}

void TestDirectory::staleUsersAreAskedAgain()
{
    House house;
    QVERIFY(house.rig.ready());
    const QByteArray message =
        R"({"type":"message","channel":"C0GENERAL","user":"U01MIRA","text":"Hi","ts":"1795356000.000100"})";
    house.rig.server.broadcast(message);
    QTRY_COMPARE(house.asked(u"users.info"_s, "user"_L1).count(u"U01MIRA"_s), 1);
    house.rig.server.broadcast(R"({"type":"user_invalidated","user":{"id":"U01MIRA"}})");
    QTRY_COMPARE(house.asked(u"users.info"_s, "user"_L1).count(u"U01MIRA"_s), 2);
}

void TestDirectory::presenceOfPeersIsSubscribed()
{
    House house;
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(!house.rig.frames(Direction::Out).isEmpty());
    const QJsonObject frame = QJsonDocument::fromJson(house.rig.frames(Direction::Out).constFirst()).object();
    QCOMPARE(frame["type"_L1], u"presence_sub"_s);
    QVERIFY(!frame["ids"_L1].toArray().isEmpty());
}

void TestDirectory::historyIsLoadedOnce()
{
    House house;
    QVERIFY(house.rig.ready());
    QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
    house.directory->loadHistory(general);
    house.directory->loadHistory(general);
    QCOMPARE(loading.size(), 1);
    QCOMPARE(loading[0][1].toBool(), true);
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(loading[1][1].toBool(), false);
    QVERIFY(house.conversation("C0GENERAL")->historyLoaded());
    QVERIFY(!house.conversation("C0GENERAL")->messages().empty());
    house.directory->loadHistory(general);
    QCOMPARE(loading.size(), 2);
    QCOMPARE(house.asked(u"conversations.history"_s, "channel"_L1).size(), 1);
}

void TestDirectory::historyIsPagedToItsStart()
{
    House house;
    QVERIFY(house.rig.ready());
    house.directory->loadOlderHistory(general); // nothing held yet: the newest page
    QTRY_VERIFY(house.conversation("C0GENERAL") && house.conversation("C0GENERAL")->historyLoaded());
    for (int page = 0; page < 100 && !house.conversation("C0GENERAL")->historyComplete(); ++page) {
        QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
        house.directory->loadOlderHistory(general);
        QTRY_COMPARE(loading.size(), 2);
    }
    QVERIFY(house.conversation("C0GENERAL")->historyComplete());
    const auto pages = house.asked(u"conversations.history"_s, "latest"_L1);
    QCOMPARE(QSet<QString>(pages.cbegin(), pages.cend()).size(), pages.size()); // no page twice
    house.directory->loadOlderHistory(general);
    QTest::qWait(0);
    QCOMPARE(house.asked(u"conversations.history"_s, "latest"_L1).size(), pages.size());
}

void TestDirectory::historyAskedEarlyComesLater()
{
    House house;
    house.directory->loadHistory(general);
    QVERIFY(house.rig.ready());
    QTRY_VERIFY(house.conversation("C0GENERAL") && house.conversation("C0GENERAL")->historyLoaded());
}

void TestDirectory::historyWaitsOutTheRateLimit()
{
    House house;
    QVERIFY(house.rig.ready());
    house.rig.server.rateLimitNext(u"conversations.history"_s, 1, 1);
    QSignalSpy failed(house.directory.get(), &Directory::loadFailed);
    QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
    house.directory->loadHistory(general);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<ChannelId>(), general);
    QCOMPARE(failed[0][1].value<Error>().kind, Error::Kind::RateLimited);
    QCOMPARE(failed[0][1].value<Error>().retryAfter, std::optional(1000ms));
    QCOMPARE(loading.size(), 1);
    QTRY_COMPARE(loading.size(), 2);
    QVERIFY(house.conversation("C0GENERAL")->historyLoaded());
}

void TestDirectory::historyFailuresAreTold()
{
    House house;
    QVERIFY(house.rig.ready());
    QSignalSpy failed(house.directory.get(), &Directory::loadFailed);
    QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
    house.directory->loadHistory(ChannelId(u"C0NOWHERE"_s));
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Error>().code, u"channel_not_found"_s);
    house.directory->loadHistory(ChannelId(u"C0NOWHERE"_s)); // may be tried again
    QTRY_COMPARE(failed.size(), 2);
}

void TestDirectory::threadsAreLoaded()
{
    House house;
    QVERIFY(house.rig.ready());
    QSignalSpy acknowledged(house.rig.session.get(), &RtmSession::acknowledged);
    QVERIFY(house.rig.session->sendMessage(general, u"Parent"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
    const auto parent = acknowledged[0][1].value<MessageTs>();
    QVERIFY(house.rig.session->sendMessage(general, u"Reply"_s, parent));
    QTRY_COMPARE(acknowledged.size(), 2);
    QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
    house.directory->loadThread(general, parent);
    QTRY_COMPARE(loading.size(), 2);
    QCOMPARE(house.asked(u"conversations.replies"_s, "ts"_L1), QStringList{parent.text()});
    QCOMPARE(house.conversation("C0GENERAL")->thread(parent).size(), 2);
}

void TestDirectory::marksAreGathered()
{
    House house;
    QVERIFY(house.rig.ready());
    for (int i = 1; i <= 5; ++i)
        house.directory->markRead(general, MessageTs(u"1795356000.00000%1"_s.arg(i)));
    house.directory->markRead(general, MessageTs(u"1795356000.000002"_s)); // never back again
    // The first goes at once, of the others only the last, when two seconds have passed.
    QTRY_COMPARE(house.asked(u"conversations.mark"_s, "ts"_L1),
                 (QStringList{u"1795356000.000001"_s, u"1795356000.000005"_s}));
}

void TestDirectory::marksStayHereWhileObserving()
{
    House house;
    QVERIFY(house.rig.ready());
    house.rig.session->setArmed(false);
    house.directory->markRead(general, MessageTs(u"1795356000.000001"_s));
    QSignalSpy loading(house.directory.get(), &Directory::loadingChanged);
    house.directory->loadHistory(general); // reading is no secret to be kept
    QTRY_COMPARE(loading.size(), 2);
    QVERIFY(house.asked(u"conversations.mark"_s, "ts"_L1).isEmpty());
}

RTMSCOPE_TEST_MAIN(TestDirectory)
#include "tst_directory.moc"
