// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/workspace/scenario.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

#include <QDirIterator>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using testing::dump;
using testing::entry;

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scenarios_data();
    void scenarios();
    void everythingTwiceGivesTheSame_data();
    void everythingTwiceGivesTheSame();
    void threadsInEveryOrder();
    void snapshotsAreIndependent();
    void unknownEventsChangeNothing();
    void repeatedEventsChangeNothing();
    void revisionsGrow();
    void timelineAndThread();
    void typingDoesNotPileUp();
    void ofManyWhoTypeTheNewestAreKept();
    void typingExpires();
    void revisionsDoNotDependOnTheClock();
    void namesToAskFor();
    void hopelessNamesAreNotAskedForAgain();
    void namesByText();
    void emojiAndTeams();
    void emojiToAskFor();
    void emojiGlyphs();
    void mentionsWhereverTheyStand_data();
    void mentionsWhereverTheyStand();
    void namesFromEverywhere();
    void namesAreClean();
    void presence();
    void feedTellsOfChangesOnly();
    void feedTellsOncePerBatch();
    void feedFollowsASource();
    void longHistories();
    void corpus();
    void plainMessage_benchmark();
};

namespace {

//! The file's entries up to each "=" and the state expected there.
struct Checkpoint
{
    QByteArrayList entries;
    QString expected;
};

QList<Checkpoint> readScenario(const QString &path)
{
    QFile file(path);
    QList<Checkpoint> checkpoints;
    if (!file.open(QIODevice::ReadOnly))
        return checkpoints;
    Checkpoint current;
    bool expecting = false;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const bool isEntry = line.startsWith("in ") || line.startsWith("out ") || line.startsWith("note ");
        const bool isNote = line.startsWith("# ");
        if (expecting && (isEntry || isNote || line.isEmpty())) {
            checkpoints += current;
            current = {};
            expecting = false;
        }
        if (line == "=")
            expecting = true;
        else if (expecting)
            current.expected += QString::fromUtf8(line) + u'\n';
        else if (isEntry)
            current.entries += line;
    }
    if (expecting)
        checkpoints += current;
    return checkpoints;
}

void addScenarioRows()
{
    QTest::addColumn<QString>("path");
    const QFileInfoList files =
        QDir(testing::fixture(u"workspace"_s)).entryInfoList({u"*.txt"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files)
        QTest::newRow(qPrintable(info.completeBaseName())) << info.filePath();
}

Workspace folded(const QByteArrayList &lines)
{
    Workspace workspace;
    quint64 seq = 0;
    for (const QByteArray &line : lines)
        workspace.apply(entry(line, ++seq));
    return workspace;
}

const QByteArray self = R"(note {"kind":"state","state":"Ready","self":{"id":"U0","name":"me"}})";

} // namespace

void TestWorkspace::scenarios_data()
{
    addScenarioRows();
}

void TestWorkspace::scenarios()
{
    QFETCH(const QString, path);
    const QList<Checkpoint> checkpoints = readScenario(path);
    QVERIFY(!checkpoints.isEmpty());
    Workspace workspace;
    quint64 seq = 0;
    for (const Checkpoint &checkpoint : checkpoints) {
        for (const QByteArray &line : checkpoint.entries)
            workspace.apply(entry(line, ++seq));
        const QString found = dump(workspace);
        if (found != checkpoint.expected)
            qInfo().noquote() << u"found:\n"_s + found + u"expected:\n"_s + checkpoint.expected;
        QCOMPARE(found, checkpoint.expected);
    }
}

void TestWorkspace::everythingTwiceGivesTheSame_data()
{
    addScenarioRows();
}

//! Each frame is delivered twice in a row, as after an outage (protocol 3.6).
void TestWorkspace::everythingTwiceGivesTheSame()
{
    QFETCH(const QString, path);
    Workspace once;
    Workspace twice;
    quint64 seq = 0;
    for (const Checkpoint &checkpoint : readScenario(path)) {
        for (const QByteArray &line : checkpoint.entries) {
            const Event event = entry(line, ++seq);
            once.apply(event);
            twice.apply(event);
            twice.apply(event);
        }
        QCOMPARE(dump(twice), dump(once));
    }
}

void TestWorkspace::threadsInEveryOrder()
{
    const QByteArrayList events{
        R"(in {"type":"message","channel":"C1","user":"U1","text":"parent","ts":"100.000000"})",
        R"(in {"type":"message","channel":"C1","user":"U2","text":"one","ts":"101.000000","thread_ts":"100.000000"})",
        R"(in {"type":"message","channel":"C1","user":"U3","text":"two","ts":"102.000000","thread_ts":"100.000000"})",
        R"(in {"type":"message","subtype":"message_replied","hidden":true,"channel":"C1","ts":"101.000100","message":{"user":"U1","text":"parent","ts":"100.000000","thread_ts":"100.000000","reply_count":1,"latest_reply":"101.000000"}})",
        R"(in {"type":"message","subtype":"message_replied","hidden":true,"channel":"C1","ts":"102.000100","message":{"user":"U1","text":"parent","ts":"100.000000","thread_ts":"100.000000","reply_count":2,"latest_reply":"102.000000"}})",
    };
    QList<int> order{0, 1, 2, 3, 4};
    int orders = 0;
    do {
        QByteArrayList lines{self};
        for (const int index : order)
            lines += events[index];
        const Workspace workspace = folded(lines);
        const auto &messages = workspace.conversation(ChannelId(u"C1"_s))->messages();
        QCOMPARE(messages.size(), std::size_t(3));
        QVERIFY(!messages[0].placeholder);
        QCOMPARE(messages[0].text, u"parent"_s);
        QCOMPARE(messages[0].replyCount, 2);
        QCOMPARE(messages[0].latestReply.text(), u"102.000000"_s);
        ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    QCOMPARE(orders, 120);
}

void TestWorkspace::snapshotsAreIndependent()
{
    Workspace workspace =
        folded({self, R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})",
                R"(in {"type":"message","channel":"C2","user":"U1","text":"b","ts":"1.000000"})"});
    const Workspace snapshot = workspace;
    const QString before = dump(snapshot);
    const Message *untouched = &snapshot.conversation(ChannelId(u"C2"_s))->messages().front();
    workspace.apply(
        entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"c","ts":"2.000000"})", 9));
    workspace.apply(entry(R"(in {"type":"user_change","user":{"id":"U1","name":"mira"}})", 10));
    QCOMPARE(dump(snapshot), before);
    QVERIFY(dump(workspace) != before);
    QCOMPARE(&workspace.conversation(ChannelId(u"C2"_s))->messages().front(), untouched); // still shared
    // So are the messages of the conversation that changed.
    QCOMPARE(&workspace.conversation(ChannelId(u"C1"_s))->messages().front(),
             &snapshot.conversation(ChannelId(u"C1"_s))->messages().front());
}

void TestWorkspace::unknownEventsChangeNothing()
{
    Workspace workspace =
        folded({self, R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})"});
    const quint64 before = workspace.revision();
    for (const char *line :
         {R"(in {"type":"hello"})", R"(in {"type":"pong","reply_to":1})",
          R"(in {"type":"pref_change","name":"a"})", R"(in {"type":"dnd_updated","user":"U1"})",
          R"(in {"type":"pin_added","user":"U1","channel_id":"C1"})",
          R"(in {"type":"brand_new","channel":"C1","user":"U1"})",
          R"(out {"type":"typing","id":3,"channel":"C1"})", R"(note {"kind":"comment","text":"x"})",
          R"(in {"type":"desktop_notification","channel":"C1"})"})
        workspace.apply(entry(line, 5));
    QCOMPARE(workspace.revision(), before);
}

//! What the server delivered twice counts once, also where folding it again would do harm.
void TestWorkspace::repeatedEventsChangeNothing()
{
    Workspace workspace = folded({self});
    Event event = entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})", 5);
    event.repeated = true;
    const quint64 before = workspace.revision();
    workspace.apply(event);
    QCOMPARE(workspace.revision(), before);
    event.repeated = false;
    workspace.apply(event);
    QVERIFY(workspace.revision() > before);
}

void TestWorkspace::revisionsGrow()
{
    Workspace workspace = folded({self});
    workspace.apply(
        entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})", 2));
    const Message first = workspace.conversation(ChannelId(u"C1"_s))->messages().front();
    const quint64 conversation = workspace.conversation(ChannelId(u"C1"_s))->revision();
    const quint64 names = workspace.namesRevision();
    QCOMPARE(first.firstSeq, quint64(2));
    workspace.apply(entry(
        R"(in {"type":"reaction_added","user":"U2","reaction":"eyes","item":{"type":"message","channel":"C1","ts":"1.000000"}})",
        3));
    const Message second = workspace.conversation(ChannelId(u"C1"_s))->messages().front();
    QVERIFY(second.revision > first.revision);
    QVERIFY(workspace.conversation(ChannelId(u"C1"_s))->revision() > conversation);
    QCOMPARE(second.firstSeq, quint64(2));
    QCOMPARE(second.lastSeq, quint64(3));
    QCOMPARE(workspace.namesRevision(), names);
    workspace.apply(entry(R"(in {"type":"user_change","user":{"id":"U2","name":"bo"}})", 4));
    QVERIFY(workspace.namesRevision() > names);
}

void TestWorkspace::timelineAndThread()
{
    const Workspace workspace = folded(
        {self, R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})",
         R"(in {"type":"message","channel":"C1","user":"U1","text":"r","ts":"2.000000","thread_ts":"1.000000"})",
         R"(in {"type":"message","channel":"C1","user":"U1","text":"b","ts":"3.000000"})",
         R"(in {"type":"message","subtype":"thread_broadcast","channel":"C1","user":"U1","text":"rb","ts":"4.000000","thread_ts":"1.000000"})",
         R"(note {"kind":"send","local":"l1","step":"queued","channel":"C1","text":"mine","thread_ts":"1.000000"})",
         R"(note {"kind":"send","local":"l2","step":"queued","channel":"C1","text":"top"})"});
    const Conversation *conversation = workspace.conversation(ChannelId(u"C1"_s));
    const auto texts = [](const QList<const Message *> &messages) {
        QStringList list;
        for (const Message *message : messages)
            list += message->text;
        return list;
    };
    QCOMPARE(texts(conversation->timeline()), (QStringList{u"a"_s, u"b"_s, u"rb"_s, u"top"_s}));
    QCOMPARE(texts(conversation->thread(MessageTs(u"1.000000"_s))),
             (QStringList{u"a"_s, u"r"_s, u"rb"_s, u"mine"_s}));
    QCOMPARE(texts(conversation->thread(MessageTs(u"3.000000"_s))), QStringList{u"b"_s});
    QCOMPARE(conversation->thread({}).size(), 0);
    QCOMPARE(conversation->find(MessageTs(u"3.000000"_s))->text, u"b"_s);
    QCOMPARE(conversation->find(MessageTs(u"9.000000"_s)), nullptr);
    QCOMPARE(conversation->find({}), nullptr);
    QCOMPARE(conversation->findLocal(u"l2"_s)->text, u"top"_s);
    QCOMPARE(conversation->findLocal({}), nullptr);
}

//! Also where nobody looks at the clock, as when a capture is read.
void TestWorkspace::typingDoesNotPileUp()
{
    Workspace workspace;
    for (quint64 i = 1; i <= 1'000; ++i) {
        Event typing = entry(R"(in {"type":"user_typing","channel":"C1","user":"U)" + QByteArray::number(i) +
                                 R"(","thread_ts":"1.000001"})",
                             i);
        typing.receivedAtUs = qint64(i) * 1'000'000;
        workspace.apply(typing);
    }
    QCOMPARE(workspace.conversation(ChannelId(u"C1"_s))->typing().size(), 7);
}

void TestWorkspace::ofManyWhoTypeTheNewestAreKept()
{
    Workspace workspace;
    for (quint64 i = 1; i <= 1'000; ++i) {
        Event typing = entry(
            R"(in {"type":"user_typing","channel":"C1","user":"U)" + QByteArray::number(i) + R"("})", i);
        typing.receivedAtUs = 1'000'000'000;
        workspace.apply(typing);
    }
    const QList<Typing> typing = workspace.conversation(ChannelId(u"C1"_s))->typing();
    QCOMPARE(typing.size(), 50);
    QCOMPARE(typing.first().user, UserId(u"U951"_s));
    QCOMPARE(typing.last().user, UserId(u"U1000"_s));
}

void TestWorkspace::typingExpires()
{
    Workspace workspace = folded({self});
    const Event typing = entry(R"(in {"type":"user_typing","channel":"C1","user":"U1"})", 2);
    workspace.apply(typing);
    const auto marks = [&workspace] { return workspace.conversation(ChannelId(u"C1"_s))->typing().size(); };
    workspace.expireTyping(typing.receivedAtUs + 5'900'000);
    QCOMPARE(marks(), 1);
    const quint64 before = workspace.typingRevision();
    workspace.expireTyping(typing.receivedAtUs + 6'100'000);
    QCOMPARE(marks(), 0);
    QVERIFY(workspace.typingRevision() > before);
    const quint64 after = workspace.typingRevision();
    workspace.expireTyping(typing.receivedAtUs + 9'000'000);
    QCOMPARE(workspace.typingRevision(), after);
}

//! Views keep what they laid out by revisions: those of a record must be those that the stream had.
void TestWorkspace::revisionsDoNotDependOnTheClock()
{
    const QByteArrayList lines{
        self,
        R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})",
        R"(in {"type":"user_typing","channel":"C1","user":"U1"})",
        R"(in {"type":"user_typing","channel":"C1","user":"U2"})",
        R"(in {"type":"reaction_added","user":"U2","reaction":"eyes","item":{"type":"message","channel":"C1","ts":"1.000000"}})",
        R"(in {"type":"message","channel":"C1","user":"U2","text":"b","ts":"2.000000"})"};
    Workspace live;
    Workspace replayed;
    quint64 seq = 0;
    for (const QByteArray &line : lines) {
        const Event event = entry(line, ++seq);
        live.apply(event);
        live.expireTyping(event.receivedAtUs + 7'000'000);
        replayed.apply(event);
    }
    const Conversation &a = *live.conversation(ChannelId(u"C1"_s));
    const Conversation &b = *replayed.conversation(ChannelId(u"C1"_s));
    QCOMPARE(a.typing().size(), 0);
    QCOMPARE(b.typing().size(), 1);
    QVERIFY(live.typingRevision() != replayed.typingRevision());
    QCOMPARE(live.revision(), replayed.revision());
    QCOMPARE(live.namesRevision(), replayed.namesRevision());
    QCOMPARE(a.revision(), b.revision());
    QVERIFY(std::equal(a.messages().begin(), a.messages().end(), b.messages().begin(), b.messages().end(),
                       [](const Message &x, const Message &y) { return x.revision == y.revision; }));
}

void TestWorkspace::namesToAskFor()
{
    Workspace workspace = folded(
        {R"(in {"type":"message","channel":"C1","user":"U1","text":"hi <@U2> <@B7> <@U3|x>","ts":"1.000000"})",
         R"(in {"type":"message","channel":"C1","user":"USLACKBOT","text":"x","ts":"2.000000"})"});
    QCOMPARE(workspace.unknownUsers(), (QList{UserId(u"U3"_s), UserId(u"U2"_s), UserId(u"U1"_s)}));
    QCOMPARE(workspace.unknownChannels(), QList{ChannelId(u"C1"_s)});
    workspace.apply(entry(
        R"(note {"kind":"api","method":"users.info","args":{"user":"U2"},"ok":true,"answer":{"ok":true,"user":{"id":"U2","name":"bo"}}})",
        3));
    workspace.apply(entry(
        R"(note {"kind":"api","method":"conversations.info","args":{"channel":"C1"},"ok":true,"answer":{"ok":true,"channel":{"id":"C1","name":"ops"}}})",
        4));
    QCOMPARE(workspace.unknownUsers(), (QList{UserId(u"U3"_s), UserId(u"U1"_s)}));
    QCOMPARE(workspace.unknownChannels(), QList<ChannelId>());
    workspace.apply(entry(R"(in {"type":"user_invalidated","user":{"id":"U2"}})", 5));
    QCOMPARE(workspace.unknownUsers().first(), UserId(u"U2"_s));
    for (int i = 0; i < 1'000; ++i)
        workspace.apply(entry(R"(in {"type":"message","channel":"C1","user":"X)" + QByteArray::number(i) +
                                  R"(","text":"x","ts":"1)" + QByteArray::number(1000 + i) + R"(.000000"})",
                              6));
    QVERIFY(workspace.unknownUsers().size() <= 200);
    QCOMPARE(workspace.unknownUsers().first(), UserId(u"X999"_s));
}

void TestWorkspace::hopelessNamesAreNotAskedForAgain()
{
    Workspace workspace = folded(
        {R"(in {"type":"message","channel":"C1","user":"U1","text":"x","ts":"1.000000"})",
         R"(note {"kind":"api","method":"users.info","args":{"user":"U1"},"ok":false,"error":"user_not_found"})",
         R"(note {"kind":"api","method":"conversations.info","args":{"channel":"C1"},"ok":false,"error":"channel_not_found"})",
         R"(in {"type":"message","channel":"C1","user":"U1","text":"x","ts":"2.000000"})"});
    QCOMPARE(workspace.unknownUsers(), QList<UserId>());
    QCOMPARE(workspace.unknownChannels(), QList<ChannelId>());
}

void TestWorkspace::namesByText()
{
    const Workspace workspace =
        folded({self, R"(note {"kind":"api","method":"users.list","args":{},"ok":true,"answer":{"members":[
        {"id":"U1","name":"mira","profile":{"display_name":"Boss"}},{"id":"U2","name":"bo","real_name":"Mira"},{"id":"U3","name":"x","real_name":"Sam"},{"id":"U4","name":"y","real_name":"sam"}]}})",
                R"(in {"type":"channel_joined","channel":{"id":"C1","name":"ops"}})"});
    QCOMPARE(workspace.usersNamed(u"@Mira"_s), QList{UserId(u"U1"_s)}); // the handle wins over a name
    QCOMPARE(workspace.usersNamed(u"boss"_s), QList{UserId(u"U1"_s)});
    QCOMPARE(workspace.usersNamed(u"SAM"_s), (QList{UserId(u"U3"_s), UserId(u"U4"_s)}));
    QCOMPARE(workspace.usersNamed(u"@"_s), QList<UserId>());
    QCOMPARE(workspace.channelsNamed(u"#ops"_s), QList{ChannelId(u"C1"_s)});
    QCOMPARE(workspace.channelsNamed(u"OPS"_s), QList{ChannelId(u"C1"_s)});
    QCOMPARE(workspace.channelsNamed({}), QList<ChannelId>());
    QCOMPARE(workspace.userName(UserId(u"U9"_s)), u"U9"_s);
    QCOMPARE(workspace.conversationName(ChannelId(u"C9"_s)), u"C9"_s);
    QCOMPARE(workspace.subteamHandle(SubteamId(u"S9"_s)), u"S9"_s);
}

void TestWorkspace::emojiAndTeams()
{
    Workspace workspace = folded(
        {R"(note {"kind":"api","method":"emoji.list","args":{},"ok":true,"answer":{"emoji":{"parrot":"https://e/p.gif","bird":"alias:parrot","ok":"alias:white_check_mark","a":"alias:b","b":"alias:a"}}})",
         R"(in {"type":"emoji_changed","subtype":"add","name":"new","value":"https://e/n.png"})",
         R"(in {"type":"subteam_created","subteam":{"id":"S1","handle":"oncall"}})",
         R"(in {"type":"team_rename","name":"New Name"})",
         R"(in {"type":"team_domain_change","domain":"new","url":"x"})"});
    QCOMPARE(workspace.customEmoji(u"bird"_s), u"https://e/p.gif"_s);
    QCOMPARE(workspace.customEmoji(u"new"_s), u"https://e/n.png"_s);
    QCOMPARE(workspace.customEmoji(u"ok"_s), QString());
    QCOMPARE(workspace.emojiName(u"ok"_s), u"white_check_mark"_s);
    QCOMPARE(workspace.customEmoji(u"a"_s), QString()); // a ring
    QCOMPARE(workspace.emojiName(u"tada"_s), u"tada"_s);
    QCOMPARE(workspace.subteamHandle(SubteamId(u"S1"_s)), u"@oncall"_s);
    QCOMPARE(workspace.teamName(), u"New Name"_s);
    QCOMPARE(workspace.teamDomain(), u"new"_s);
    workspace.apply(entry(
        R"(in {"type":"emoji_changed","subtype":"rename","old_name":"new","new_name":"newer","value":"https://e/n.png"})",
        9));
    workspace.apply(entry(R"(in {"type":"emoji_changed","subtype":"remove","names":["parrot"]})", 10));
    QCOMPARE(workspace.customEmoji(u"new"_s), QString());
    QCOMPARE(workspace.customEmoji(u"newer"_s), u"https://e/n.png"_s);
    QCOMPARE(workspace.customEmoji(u"bird"_s), QString());
}

void TestWorkspace::emojiToAskFor()
{
    Workspace workspace = folded(
        {self,
         R"(in {"type":"message","channel":"C1","user":"U1","text":"at 10:30:45 :tada: <https://e/x|:wave:>","ts":"1.1"})"});
    QVERIFY(!workspace.wantsEmoji());
    const char *list =
        R"(note {"kind":"api","method":"emoji.list","args":{},"ok":true,"answer":{"ok":true,"emoji":{"parrot":"https://e/p.gif"}}})";
    quint64 seq = 20;
    for (
        const char *naming :
        {R"({"type":"message","channel":"C1","user":"U1","text":"a :logo-x:","ts":"2.1"})",
         R"({"type":"message","channel":"C1","user":"U1","text":"","ts":"2.2","reactions":[{"name":"nosuch","count":1,"users":["U1"]}]})",
         R"({"type":"message","channel":"C1","user":"U1","text":"","ts":"2.3","attachments":[{"title":"x :title:"}]})",
         R"({"type":"message","channel":"C1","user":"U1","text":"<https://e/|see :no-label:>","ts":"2.4"})",
         R"({"type":"message","channel":"C1","user":"U1","text":"","ts":"2.5","blocks":[{"type":"image","title":{"type":"plain_text","text":":image:"}}]})",
         R"({"type":"message","channel":"C1","user":"U1","text":"","ts":"2.6","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"emoji","name":"inline"}]}]}]})",
         R"({"type":"reaction_added","user":"U1","reaction":"late::skin-tone-2","item":{"channel":"C1","ts":"2.1"}})",
         R"({"type":"emoji_changed"})"}) {
        QVERIFY(!workspace.wantsEmoji());
        workspace.apply(entry("in " + QByteArray(naming), seq++));
        QVERIFY2(workspace.wantsEmoji(), naming);
        workspace.apply(entry(list, seq++));
    }
    QVERIFY(!workspace.wantsEmoji());
    workspace.apply(entry(
        R"(in {"type":"message","channel":"C1","user":"U1","text":":logo-x: :nosuch:","ts":"3.1"})", seq));
    QVERIFY2(!workspace.wantsEmoji(), "known, and known to be unknown");
}

void TestWorkspace::emojiGlyphs()
{
    Workspace workspace = folded(
        {R"(note {"kind":"api","method":"emoji.list","args":{},"ok":true,"answer":{"emoji":{"yes":"alias:+1","yay":"alias:yes","pic":"https://e/p.gif","mine":"alias:pic","r1":"alias:r2","r2":"alias:r1"}}})"});
    QCOMPARE(workspace.emojiGlyph(u"tada"_s), u"\U0001F389"_s);
    QCOMPARE(workspace.emojiGlyph(u"yay"_s), u"\U0001F44D"_s);
    QCOMPARE(workspace.emojiGlyph(u"yes::skin-tone-4"_s), u"\U0001F44D\U0001F3FD"_s);
    QCOMPARE(workspace.emojiGlyph(u"mine"_s), QString());
    QCOMPARE(workspace.emojiGlyph(u"r1"_s), QString());
    QCOMPARE(workspace.emojiGlyph(u"nothing"_s), QString());
    QCOMPARE(workspace.withEmoji(u"10:30:45 :yay: :pic::tada: x:y"_s),
             u"10:30:45 \U0001F44D :pic:\U0001F389 x:y"_s);
    workspace.apply(
        entry(R"(in {"type":"emoji_changed","subtype":"rename","old_name":"yes","new_name":"aye"})", 5));
    QCOMPARE(workspace.emojiGlyph(u"aye"_s), u"\U0001F44D"_s);
    QCOMPARE(workspace.emojiGlyph(u"yay"_s), u"\U0001F44D"_s); // its other name went along
    QCOMPARE(workspace.emojiGlyph(u"yes"_s), QString());
}

void TestWorkspace::mentionsWhereverTheyStand_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<bool>("forMe");
    const auto row = [](const char *name, const char *members, bool forMe = true) {
        QTest::newRow(name) << QByteArray(members) << forMe;
    };
    row("text", R"("text":"<@U0>")");
    row("text with a label", R"("text":"x <@U0|me> y")");
    row("rich text",
        R"("blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U0"}]}]}]}])");
    row("rich text, everybody",
        R"("blocks":[{"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"broadcast","range":"here"}]}]}])");
    row("section",
        R"("text":"","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"\u003c@U0\u003e"}}])");
    row("field of a section",
        R"("blocks":[{"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"mrkdwn","text":"<@U0>"}]}])");
    row("context", R"("blocks":[{"type":"context","elements":[{"type":"mrkdwn","text":"<!channel>"}]}])");
    row("a block nobody knows",
        R"("blocks":[{"type":"novelty","rows":[[{"type":"mrkdwn","text":"<@U0>"}]]}])");
    row("attachment", R"("attachments":[{"text":"<@U0>"}])");
    row("pretext", R"("attachments":[{"pretext":"<@U0>"}])");
    row("field of an attachment", R"("attachments":[{"fields":[{"title":"Who","value":"<@U0>"}]}])");
    row("blocks of an attachment",
        R"("attachments":[{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"<@U0>"}}]}])");
    row("fallback of an attachment that has nothing else", R"("attachments":[{"fallback":"<@U0>"}])");
    row("fallback that is not shown", R"("attachments":[{"fallback":"<@U0>","text":"x"}])", false);
    row("a group of ours", R"("text":"<!subteam^S1>")");
    row("a group of others", R"("text":"<!subteam^S2>")", false);
    row("as it was typed", R"("blocks":[{"type":"section","text":{"type":"plain_text","text":"<@U0>"}}])",
        false);
    row("somebody else", R"("text":"<@U1> <@U00>")", false);
}

void TestWorkspace::mentionsWhereverTheyStand()
{
    QFETCH(const QByteArray, members);
    QFETCH(const bool, forMe);
    const Workspace workspace =
        folded({R"(note {"kind":"state","state":"Ready","team":{"id":"T1"},"self":{"id":"U0"}})",
                R"(in {"type":"subteam_self_added","subteam_id":"S1"})",
                "in {\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U9\",\"ts\":\"1795356001.000100\"," +
                    members + "}"});
    const Conversation *conversation = workspace.conversation(ChannelId(u"C1"_s));
    QVERIFY(conversation);
    QCOMPARE(conversation->messages().front().mentionsMe, forMe);
    QCOMPARE(conversation->mentionCount(), forMe ? 1 : 0);
}

void TestWorkspace::namesFromEverywhere()
{
    Workspace workspace = folded(
        {self,
         R"(in {"type":"message","channel":"C1","bot_id":"B1","ts":"1795356001.000100","text":"<@B2> <#C7> <#C8|named> <!subteam^S5>",)"
         R"("blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U3"},{"type":"channel","channel_id":"C6"}]}]}],)"
         R"("attachments":[{"author_id":"U4","channel_id":"C9","fields":[{"value":"<@W5>"}]}],"files":[{"id":"F1","user":"U6"}],)"
         R"("reactions":[{"name":"tada","count":1,"users":["U7"]}]})"});
    const QList<UserId> users = workspace.unknownUsers();
    for (const char *user : {"U3", "U4", "W5", "U6", "U7"})
        QVERIFY2(users.contains(UserId(QLatin1String(user))), user);
    const QList<ChannelId> channels = workspace.unknownChannels();
    for (const char *channel : {"C6", "C7", "C9"})
        QVERIFY2(channels.contains(ChannelId(QLatin1String(channel))), channel);
    QVERIFY(!channels.contains(ChannelId(u"C8"_s)));
    QCOMPARE(workspace.unknownBots().size(), 2);
    QVERIFY(workspace.wantsSubteams());
    workspace.apply(entry(
        R"(note {"kind":"api","method":"bots.info","args":{"bot":"B1"},"ok":true,"answer":{"ok":true,"bot":{"id":"B1","name":"Pager"}}})",
        20));
    workspace.apply(entry(
        R"(note {"kind":"api","method":"bots.info","args":{"bot":"B2"},"ok":false,"error":"bot_not_found","answer":{"ok":false,"error":"bot_not_found"}})",
        21));
    workspace.apply(entry(
        R"(note {"kind":"api","method":"usergroups.list","args":{},"ok":true,"answer":{"ok":true,"usergroups":[{"id":"S4","handle":"crew"}]}})",
        22));
    QCOMPARE(workspace.unknownBots(), QList<BotId>());
    QVERIFY2(!workspace.wantsSubteams(), "the list did not have it");
    QCOMPARE(workspace.authorName(workspace.conversation(ChannelId(u"C1"_s))->messages().front()),
             u"Pager"_s);
}

void TestWorkspace::namesAreClean()
{
    const Workspace workspace = folded(
        {R"(note {"kind":"state","state":"Ready","team":{"id":"T1","name":"A\u202eB\nC"},"self":{"id":"U0"}})",
         R"(in {"type":"user_change","user":{"id":"U1","name":"x","profile":{"display_name":"M\u001b[2Jira\u2028"}}})",
         R"(in {"type":"user_change","user":{"id":"U2","name":"bo","profile":{"display_name":"\u200b\u3164"}}})",
         R"(in {"type":"channel_joined","channel":{"id":"C1","name":"op\u0085s","is_channel":true}})",
         R"(in {"type":"message","channel":"C1","bot_id":"B1","username":"P\r\nQ","text":"x","ts":"1.1"})"});
    QCOMPARE(workspace.teamName(), u"AB C"_s);
    QCOMPARE(workspace.userName(UserId(u"U1"_s)), u"M [2Jira"_s);
    QCOMPARE(workspace.userName(UserId(u"U2"_s)), u"bo"_s);
    QCOMPARE(workspace.userName(UserId(u"U\n9"_s)), u"U 9"_s);
    QCOMPARE(workspace.conversationName(ChannelId(u"C1"_s)), u"#op s"_s);
    QCOMPARE(workspace.authorName(workspace.conversation(ChannelId(u"C1"_s))->messages().front()), u"P Q"_s);
}

void TestWorkspace::presence()
{
    const Workspace workspace =
        folded({self, R"(in {"type":"presence_change","user":"U1","presence":"active"})",
                R"(in {"type":"presence_change","users":["U2","U3"],"presence":"away"})",
                R"(in {"type":"manual_presence_change","presence":"away"})"});
    QCOMPARE(workspace.user(UserId(u"U1"_s))->presence, User::Presence::Active);
    QCOMPARE(workspace.user(UserId(u"U2"_s))->presence, User::Presence::Away);
    QCOMPARE(workspace.user(UserId(u"U3"_s))->presence, User::Presence::Away);
    QCOMPARE(workspace.user(UserId(u"U0"_s))->presence, User::Presence::Away);
    QVERIFY(workspace.user(UserId(u"U1"_s))->stale); // known by id only
}

void TestWorkspace::feedTellsOfChangesOnly()
{
    WorkspaceFeed feed;
    QSignalSpy changed(&feed, &WorkspaceFeed::changed);
    feed.apply(entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})", 1));
    QCOMPARE(changed.size(), 1);
    feed.apply(entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.000000"})", 2));
    feed.apply(entry(R"(in {"type":"hello"})", 3));
    feed.expireTyping(1);
    QCOMPARE(changed.size(), 1);
    feed.reset(Workspace());
    QCOMPARE(changed.size(), 2);
    QVERIFY(feed.workspace().conversations().isEmpty());
}

//! The first at once, all others of a batch together.
void TestWorkspace::feedTellsOncePerBatch()
{
    WorkspaceFeed feed;
    QSignalSpy changed(&feed, &WorkspaceFeed::changed);
    QSignalSpy names(&feed, &WorkspaceFeed::namesChanged);
    quint64 told = 0;
    connect(&feed, &WorkspaceFeed::changed, this, [&] { told = feed.workspace().revision(); });
    quint64 seq = 0;
    for (int batch = 1; batch <= 3; ++batch) {
        for (int i = 0; i < 50; ++i) {
            ++seq;
            feed.apply(entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"a","ts":")" +
                                 QByteArray::number(seq) + R"(.000000"})",
                             seq));
        }
        QCOMPARE(changed.size(), 2 * batch - 1);
        QTRY_COMPARE(changed.size(), 2 * batch);
        QCOMPARE(told, feed.workspace().revision());
    }
    QCOMPARE(names.size(), 1); // the channel was new
    feed.apply(entry(R"(in {"type":"user_typing","channel":"C1","user":"U1"})", ++seq));
    QTRY_COMPARE(changed.size(), 7);
}

//! The record as a real source delivers it, headers read by the decoder.
void TestWorkspace::feedFollowsASource()
{
    testing::EventFeed source;
    WorkspaceFeed feed;
    connect(&source, &EventSource::recorded, &feed, &WorkspaceFeed::apply);
    source.setConnection(3);
    source.note(self.sliced(5));
    source.note(R"({"kind":"send","local":"L","step":"queued","channel":"C1","text":"hi"})");
    source.note(R"({"kind":"send","local":"L","step":"written","conn":3,"id":1})");
    source.deliver(Direction::Out, R"({"id":1,"type":"message","channel":"C1","text":"hi"})");
    source.deliver(
        Direction::In,
        "{\n\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"a\",\"ts\":\"1.000000\"\n}");
    source.deliver(Direction::In, R"({"ok":true,"reply_to":1,"ts":"2.000000","text":"hi"})");
    source.deliver(Direction::In, "no JSON");
    source.deliver(Direction::In, "\x01\x02", true);
    QCOMPARE(dump(feed.workspace()), u"C1 C1 channel open member read=2.000000\n"
                                     "  1.000000 U1 \"a\"\n"
                                     "  2.000000 U0 \"hi\" local=L sent\n"_s);
}

//! Pages and live messages in turn, in an order nobody planned: sorted, none twice, none lost.
void TestWorkspace::longHistories()
{
    Workspace workspace = folded({self});
    quint32 random = 7;
    quint64 seq = 1;
    QSet<QString> all;
    for (int round = 0; round < 200; ++round) {
        QByteArray page;
        for (int i = 0; i < 20; ++i) {
            random = random * 1664525U + 1013904223U;
            const QString ts = QString::number(1'700'000'000 + (random >> 8) % 3'000) + u".000100"_s;
            all.insert(ts);
            page += (page.isEmpty() ? "" : ",") + QByteArray(R"({"user":"U1","text":"x","ts":")") +
                    ts.toLatin1() + "\"}";
        }
        if (round % 2 == 0)
            workspace.apply(entry(
                R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1"},"ok":true,"answer":{"has_more":true,"messages":[)" +
                    page + "]}}",
                ++seq));
        else
            for (const QByteArray &object : page.split('}'))
                if (const qsizetype begin = object.indexOf('{'); begin >= 0)
                    workspace.apply(entry(
                        R"(in {"type":"message","channel":"C1",)" + object.mid(begin + 1) + '}', ++seq));
    }
    const auto &messages = workspace.conversation(ChannelId(u"C1"_s))->messages();
    QCOMPARE(static_cast<qsizetype>(messages.size()), all.size());
    QVERIFY(std::is_sorted(messages.begin(), messages.end(),
                           [](const Message &a, const Message &b) { return a.ts < b.ts; }));
    // Views keep what they laid out by a message's revision: no two may share one.
    QSet<quint64> revisions;
    for (const Message &message : messages)
        revisions.insert(message.revision);
    QCOMPARE(revisions.size(), all.size());
}

void TestWorkspace::corpus()
{
    quint64 folds = 0;
    Workspace workspace = folded({self});
    for (const char *name : {"rtm-events", "message-subtypes", "events-api", "histories", "api", "objects"}) {
        const QString folder = testing::corpusFolder(QLatin1StringView(name));
        if (folder.isEmpty())
            QSKIP("no corpus on this machine");
        QDirIterator it(folder, {u"*.json"_s}, QDir::Files);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray json = file.readAll();
            const QByteArray method = it.fileName().left(it.fileName().indexOf(u"__"_s)).toUtf8();
            workspace.apply(entry("in " + json, ++folds * 2));
            workspace.apply(entry("out " + json, folds * 2));
            workspace.apply(entry(
                "in {\"type\":\"message\",\"channel\":\"C1\",\"subtype\":\"message_changed\",\"message\":" +
                    json + '}',
                folds * 2));
            workspace.apply(entry("note {\"kind\":\"api\",\"method\":\"" + method +
                                      R"(","args":{"channel":"C1"},"ok":true,"answer":)" + json + '}',
                                  folds * 2 + 1));
            workspace.apply(entry(
                R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C2"},"ok":true,"answer":{"messages":)" +
                    json + "}}",
                folds * 2 + 1));
        }
    }
    QVERIFY(folds > 300);
    for (const Conversation &conversation : workspace.conversations()) {
        for (const Message *message : conversation.timeline())
            QVERIFY(!message->ts.isEmpty() || !message->local.isEmpty());
    }
    QVERIFY(!dump(workspace).isEmpty());
}

void TestWorkspace::plainMessage_benchmark()
{
    Workspace workspace = folded({self, R"(in {"type":"team_join","user":{"id":"U1","name":"mira"}})"});
    quint64 seq = 10;
    qint64 micros = 0;
    Event event = entry(
        R"(in {"type":"message","channel":"C1","user":"U1","text":"a plain message of some length, as people write them all day","client_msg_id":"2c3d1f5e-1111-4222-8333-0123456789ab","team":"T1","event_ts":"1700000000.000000","ts":"1700000000.000000","blocks":[{"type":"rich_text","block_id":"x","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a plain message of some length, as people write them all day"}]}]}]})",
        1);
    QBENCHMARK
    {
        event.seq = ++seq;
        event.raw.replace(event.raw.indexOf("\"ts\":\"") + 17, 6,
                          QByteArray::number(++micros % 900'000 + 100'000));
        workspace.apply(event);
    }
    QVERIFY(workspace.conversation(ChannelId(u"C1"_s)));
}

RTMSCOPE_TEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
