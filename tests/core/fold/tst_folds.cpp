// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/event.h"
#include "core/fold/answerfold.h"
#include "core/fold/bounds.h"
#include "core/fold/conversationfold.h"
#include "core/fold/folddecode.h"
#include "core/fold/messagefold.h"
#include "core/fold/peoplefold.h"
#include "core/fold/threadfold.h"
#include "core/fold/unreadfold.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

//! A workspace's state, and one entry after another to fold into it by hand.
class Bench
{
public:
    //! A context for an entry with that body; valid until the next.
    FoldContext &with(const char *body)
    {
        m_event.seq += 1;
        m_event.receivedAtUs += 1'000'000;
        m_event.raw = body;
        if (!m_document.parse(m_event.raw))
            qFatal("no JSON");
        m_context.emplace(FoldContext{state, m_event, m_document.root()});
        return *m_context;
    }
    json::Value body() const { return m_document.root(); }
    Conversation::Data &conversation(const char *id)
    {
        return with("{}").conversationOf(ChannelId(QString::fromLatin1(id)));
    }
    void say(const char *message) { MessageFold{with(message)}.said(); }

    Workspace::Data state;

private:
    Event m_event;
    json::Document m_document;
    std::optional<FoldContext> m_context;
};

const ChannelId ops(u"C1"_s);
const UserId mira(u"U1"_s);

MessageTs ts(const char *text)
{
    return MessageTs(QString::fromLatin1(text));
}

} // namespace

class TestFolds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void conversationsKeepWhatIsNotTold();
    void idsAloneDescribeNothing();
    void typingMarksAreReplacedAndRunOut();
    void whatIsUnread_data();
    void whatIsUnread();
    void readingGoesBack();
    void peopleKeepWhatIsNotTold();
    void groupsWithoutMembersSayNothingOfUs();
    void presenceOfStrangers();
    void editsOfWhatWasNeverHeard();
    void deletionsLeaveLastWords();
    void reactionsAreTakenBackOnce();
    void repliesBeforeTheirParent();
    void olderCountersAreNotTaken();
    void unansweredIdsAreNotAskedForAgain();
    void pagesKeepLiveMessages();
    void boundsLeaveFewAlone();
    void whoUsesAnAppIsNamedBesideTheId();
};

void TestFolds::conversationsKeepWhatIsNotTold()
{
    Bench bench;
    const auto describe = [&bench](const char *object) {
        FoldContext &c = bench.with(object);
        return ConversationFold{c}.described(decoded<ConversationObject>(c.body));
    };
    Conversation::Data *data =
        describe(R"({"id":"C1","name":"ops","is_member":true,"topic":{"value":"ships"},"num_members":4})");
    QVERIFY(data && data->described);
    data = describe(R"({"id":"C1","name":"harbour","purpose":{"value":""},"is_archived":true})");
    QCOMPARE(data->name, u"harbour"_s);
    QCOMPARE(data->topic, u"ships"_s);
    QCOMPARE(data->memberCount, 4);
    QVERIFY(data->member && data->archived);
    data = describe(R"({"id":"C1","name":null,"topic":{"value":""},"members":["U1","U2"]})");
    QCOMPARE(data->name, u"harbour"_s);
    QVERIFY(data->topic.isEmpty());
    QCOMPARE(data->memberCount, 2);
}

void TestFolds::idsAloneDescribeNothing()
{
    Bench bench;
    FoldContext &c = bench.with(R"("D7")");
    const Conversation::Data *data = ConversationFold{c}.described(decoded<ConversationObject>(c.body));
    QVERIFY(data && !data->described);
    QCOMPARE(data->kind, ConversationKind::DirectMessage);
    QVERIFY(!ConversationFold{c}.described({}));
    QCOMPARE(bench.state.unknownChannels.newestFirst(), QList<ChannelId>{ChannelId(u"D7"_s)});
}

void TestFolds::typingMarksAreReplacedAndRunOut()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        ConversationFold{bench.with("{}")}.typing({ops, mira, {}, {}});
    QCOMPARE(bench.conversation("C1").typing.list().size(), 1);
    const qint64 sinceUs = bench.conversation("C1").typing.list().first().sinceUs;
    ConversationFold::expireTyping(bench.state, sinceUs);
    QCOMPARE(bench.conversation("C1").typing.list().size(), 1);
    ConversationFold::expireTyping(bench.state, sinceUs + 1);
    QVERIFY(bench.conversation("C1").typing.isEmpty());
    QVERIFY(bench.state.typingIn.isEmpty());
}

void TestFolds::whatIsUnread_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("unread");
    QTest::newRow("a message") << QByteArray(R"({"channel":"C1","user":"U2","text":"x","ts":"5.0"})") << 1;
    QTest::newRow("read") << QByteArray(R"({"channel":"C1","user":"U2","text":"x","ts":"1.0"})") << 0;
    QTest::newRow("our own") << QByteArray(R"({"channel":"C1","user":"U1","text":"x","ts":"5.0"})") << 0;
    QTest::newRow("a reply") << QByteArray(
                                    R"({"channel":"C1","user":"U2","text":"x","ts":"5.0","thread_ts":"4.0"})")
                             << 0;
    QTest::newRow("a reply for all")
        << QByteArray(
               R"({"channel":"C1","user":"U2","text":"x","ts":"5.0","thread_ts":"4.0","subtype":"thread_broadcast"})")
        << 1;
    QTest::newRow("who joined")
        << QByteArray(R"({"channel":"C1","user":"U2","text":"x","ts":"5.0","subtype":"channel_join"})") << 0;
    QTest::newRow("bookkeeping") << QByteArray(
                                        R"({"channel":"C1","user":"U2","text":"x","ts":"5.0","hidden":true})")
                                 << 0;
}

void TestFolds::whatIsUnread()
{
    QFETCH(const QByteArray, message);
    Bench bench;
    bench.state.self = mira;
    bench.conversation("C1").lastRead = ts("2.0");
    bench.say(message.constData());
    QTEST(bench.conversation("C1").unread, "unread");
}

void TestFolds::readingGoesBack()
{
    Bench bench;
    for (const char *message : {R"({"channel":"C1","user":"U2","text":"a <!here>","ts":"1.0"})",
                                R"({"channel":"C1","user":"U2","text":"b","ts":"2.0"})"})
        bench.say(message);
    UnreadFold{bench.with("{}")}.markRead(bench.conversation("C1"), ts("2.0"));
    QCOMPARE(bench.conversation("C1").unread, 0);
    ConversationFold{bench.with("{}")}.marked({ops, ts("0.5"), {}, {}, {}, {}, {}, {}, {}, {}, {}});
    QCOMPARE(bench.conversation("C1").unread, 2);
    QCOMPARE(bench.conversation("C1").mentions, 1);
}

void TestFolds::peopleKeepWhatIsNotTold()
{
    Bench bench;
    const auto tell = [&bench](const char *object) { PeopleFold{bench.with(object)}.user(bench.body()); };
    tell(R"({"id":"U1","name":"mira","is_bot":true,"profile":{"display_name":"Mira","title":"Pilot"}})");
    tell(R"({"id":"U1","deleted":true,"profile":{"display_name":""}})");
    const User *user = bench.state.users.get(mira);
    QVERIFY(user && user->isBot && user->deleted);
    QCOMPARE(user->name, u"mira"_s);
    QCOMPARE(user->title, u"Pilot"_s);
    QVERIFY(user->displayName.isEmpty());
    tell(R"("U2")"); // an id says nothing of anybody
    QVERIFY(!bench.state.users.contains(UserId(u"U2"_s)));
}

void TestFolds::groupsWithoutMembersSayNothingOfUs()
{
    Bench bench;
    bench.state.self = mira;
    const SubteamId group(u"S1"_s);
    const auto tell = [&bench](const char *object) {
        FoldContext &c = bench.with(object);
        PeopleFold{c}.subteam(decoded<SubteamObject>(c.body));
    };
    tell(R"({"id":"S1","handle":"pilots","users":["U2","U1"]})");
    QVERIFY(bench.state.ownSubteams.contains(group));
    tell(R"({"id":"S1","handle":"harbour-pilots"})");
    QVERIFY(bench.state.ownSubteams.contains(group));
    QCOMPARE(bench.state.subteams.value(group), u"@harbour-pilots"_s);
    tell(R"({"id":"S1","users":[]})");
    QVERIFY(!bench.state.ownSubteams.contains(group));
}

void TestFolds::presenceOfStrangers()
{
    Bench bench;
    PeopleFold{bench.with("{}")}.presence({u"active"_s, {}, {mira, UserId(u"U2"_s)}});
    QVERIFY(bench.state.users.get(mira)->stale);
    QCOMPARE(bench.state.users.get(mira)->presence, User::Presence::Active);
    QVERIFY(bench.state.unknownUsers.isEmpty()); // a name is not fetched for this
    const quint64 before = bench.state.revision;
    PeopleFold{bench.with("{}")}.presence({u"active"_s, mira, {}});
    QCOMPARE(bench.state.revision, before);
}

void TestFolds::editsOfWhatWasNeverHeard()
{
    Bench bench;
    MessageFold{
        bench.with(
            R"({"channel":"C1","message":{"ts":"1.0","user":"U1","text":"now","edited":{"ts":"2.0"}}})")}
        .changed();
    const Message *message = bench.conversation("C1").find(ts("1.0"));
    QVERIFY(message);
    QCOMPARE(message->text, u"now"_s);
    MessageFold{
        bench.with(R"({"channel":"C1","message":{"ts":"1.0","text":"before","edited":{"ts":"1.5"}}})")}
        .changed();
    QCOMPARE(bench.conversation("C1").find(ts("1.0"))->text, u"now"_s); // it came late
    const auto afterChange = [&bench](const char *change) {
        MessageFold{bench.with(change)}.changed();
        return bench.conversation("C1").find(ts("1.0"));
    };
    // Without "edited" the time of the event tells which is newer, and where there is none, its place.
    QCOMPARE(afterChange(R"({"channel":"C1","event_ts":"1.9","message":{"ts":"1.0","text":"old"}})")->text,
             u"now"_s);
    QCOMPARE(afterChange(R"({"channel":"C1","event_ts":"2.1","message":{"ts":"1.0","text":"new"}})")->text,
             u"new"_s);
    message = afterChange(R"({"channel":"C1","message":{"ts":"1.0","text":"newest"}})");
    QCOMPARE(message->text, u"newest"_s);
    QCOMPARE(message->editedTs, ts("2.0")); // that stays true
}

void TestFolds::deletionsLeaveLastWords()
{
    Bench bench;
    MessageFold{
        bench.with(R"({"channel":"C1","deleted_ts":"1.0","previous_message":{"ts":"1.0","text":"gone"}})")}
        .deleted();
    const Message *message = bench.conversation("C1").find(ts("1.0"));
    QVERIFY(message && message->deleted);
    QCOMPARE(message->text, u"gone"_s);
    QVERIFY(MessageFold{bench.with("{}")}.markDeleted(bench.conversation("C1"), ts("1.0")));
    QVERIFY(!MessageFold{bench.with("{}")}.markDeleted(bench.conversation("C1"), ts("9.0")));
}

void TestFolds::reactionsAreTakenBackOnce()
{
    Bench bench;
    bench.say(
        R"({"channel":"C1","user":"U2","text":"x","ts":"1.0","reactions":[{"name":"eyes","count":3,"users":["U1"]}]})");
    const auto eyes = [&bench] { return bench.conversation("C1").find(ts("1.0"))->reactions; };
    QCOMPARE(eyes().value(0).count, 3);
    FoldContext &c = bench.with(R"({"n":1})");
    for (int i = 0; i < 2; ++i) // somebody unlisted, told twice
        MessageFold{c}.setReaction(ops, ts("1.0"), u"eyes"_s, UserId(u"U9"_s), false);
    QCOMPARE(eyes().value(0).count, 2);
    MessageFold{bench.with(R"({"n":2})")}.setReaction(ops, ts("1.0"), u"eyes"_s, mira, false);
    MessageFold{bench.with(R"({"n":3})")}.setReaction(ops, ts("1.0"), u"eyes"_s, UserId(u"U8"_s), false);
    QVERIFY(eyes().isEmpty());
}

void TestFolds::repliesBeforeTheirParent()
{
    Bench bench;
    bench.say(
        R"({"channel":"C1","user":"U2","text":"re","ts":"2.0","thread_ts":"1.0","parent_user_id":"U1"})");
    const Message *parent = bench.conversation("C1").find(ts("1.0"));
    QVERIFY(parent && parent->placeholder);
    QCOMPARE(parent->user, mira);
    QCOMPARE(parent->replyCount, 1);
    ThreadFold{
        bench.with(
            R"({"channel":"C1","message":{"ts":"1.0","text":"root","reply_count":1,"latest_reply":"2.0"}})")}
        .replied();
    parent = bench.conversation("C1").find(ts("1.0"));
    QVERIFY(!parent->placeholder);
    QCOMPARE(parent->text, u"root"_s);
    QCOMPARE(parent->replyCount, 1);
}

void TestFolds::olderCountersAreNotTaken()
{
    Bench bench;
    bench.say(
        R"({"channel":"C1","user":"U2","text":"root","ts":"1.0","reply_count":2,"latest_reply":"3.0"})");
    bench.say(R"({"channel":"C1","user":"U2","text":"re","ts":"3.0","thread_ts":"1.0"})");
    ThreadFold{bench.with(R"({"channel":"C1","message":{"ts":"1.0","reply_count":1,"latest_reply":"2.0"}})")}
        .replied();
    QCOMPARE(bench.conversation("C1").find(ts("1.0"))->replyCount, 2);
}

void TestFolds::unansweredIdsAreNotAskedForAgain()
{
    Bench bench;
    bench.with("{}").want(mira);
    QVERIFY(!bench.state.unknownUsers.isEmpty());
    FoldContext &c = bench.with(
        R"({"method":"users.info","ok":false,"error":"user_not_found","args":{"user":"U1"},"answer":{}})");
    AnswerFold{c}.answer(c.body);
    bench.with("{}").want(mira);
    QVERIFY(bench.state.unknownUsers.isEmpty());
}

void TestFolds::pagesKeepLiveMessages()
{
    Bench bench;
    bench.say(R"({"channel":"C1","user":"U2","text":"live","ts":"3.0"})");
    FoldContext &c = bench.with(
        R"({"method":"conversations.history","ok":true,"args":{"channel":"C1"},"answer":{"messages":[
            {"user":"U2","text":"live","ts":"3.0"},{"user":"U2","text":"old","ts":"1.0"}]}})");
    AnswerFold{c}.answer(c.body);
    const Conversation::Data &data = bench.conversation("C1");
    QCOMPARE(data.messages.size(), std::size_t(2));
    QVERIFY(data.find(ts("1.0"))->backfilled);
    QVERIFY(!data.find(ts("3.0"))->backfilled);
    QVERIFY(data.historyComplete);
    QCOMPARE(data.historyFrom, ts("1.0"));
}

void TestFolds::boundsLeaveFewAlone()
{
    Bench bench;
    bench.say(R"({"channel":"C1","user":"U2","text":"x","ts":"1.0"})");
    for (int i = 0; i < 1'000; ++i) // seldom, it counts them all
        boundMessages(bench.with("{}"), bench.conversation("C1"));
    QCOMPARE(bench.conversation("C1").messages.size(), std::size_t(1));
    QCOMPARE(bench.conversation("C1").dropped, quint64(0));
}

//! What people do to an app says who and where by name, which will do until more is known.
void TestFolds::whoUsesAnAppIsNamedBesideTheId()
{
    Workspace workspace;
    quint64 seq = 0;
    const auto press = [&](const QByteArray &user, const QByteArray &channel) {
        workspace.apply(testing::entry(
            ++seq, R"({"envelope_id":"e","type":"interactive","payload":{"type":"block_actions","user":)" +
                       user + R"(,"channel":)" + channel + R"(,"actions":[]}})"));
    };
    press(R"({"id":"U1","username":"ada","name":"a"})", R"({"id":"C1","name":"deploys"})");
    QCOMPARE(workspace.userName(mira), u"ada"_s);
    QCOMPARE(workspace.conversationName(ops), u"#deploys"_s);
    QCOMPARE(workspace.unknownUsers(), QList{mira}); // there is more to know
    QCOMPARE(workspace.unknownChannels(), QList{ops});
    workspace.apply(testing::entry(
        ++seq, R"({"envelope_id":"e","type":"slash_commands","payload":{"command":"/x","user_id":"U2",)"
               R"("user_name":"bo","channel_id":"C2","channel_name":"ops"}})"));
    QCOMPARE(workspace.userName(UserId(u"U2"_s)), u"bo"_s);
    QCOMPARE(workspace.conversationName(ChannelId(u"C2"_s)), u"#ops"_s);

    // More is known now, and stays.
    workspace.apply(testing::note(
        ++seq,
        R"({"kind":"api","method":"users.info","args":{"user":"U1"},"ok":true,"answer":{"ok":true,"user":{"id":"U1","name":"ada","profile":{"display_name":"Ada L."}}}})"));
    press(R"({"id":"U1","username":"other"})", R"({"id":"C1","name":"renamed"})");
    QCOMPARE(workspace.userName(mira), u"Ada L."_s);
    QCOMPARE(workspace.conversationName(ops), u"#deploys"_s);
    QVERIFY(!workspace.unknownUsers().contains(mira));

    // What must not be told has no name, and neither has what says none.
    press(R"({"id":"U3"})", R"({"id":"C3","name":"privategroup"})");
    press("null", "null");
    press("7", R"({"id":"D3","name":"directmessage"})");
    QCOMPARE(workspace.userName(UserId(u"U3"_s)), u"U3"_s);
    QCOMPARE(workspace.conversationName(ChannelId(u"C3"_s)), u"C3"_s);
    QVERIFY(!workspace.conversation(ChannelId(u"D3"_s)));
}

RTMSCOPE_TEST_MAIN(TestFolds)
#include "tst_folds.moc"
