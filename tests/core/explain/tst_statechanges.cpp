// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/eventstory.h"
#include "core/explain/priorstate.h"
#include "core/explain/statechanges.h"

#include "core/workspace/workspace.h"
#include "tests/bench/stream.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! With single quotes for readability; notes have a kind.
Event made(quint64 seq, QByteArray raw)
{
    raw.replace('\'', '"');
    return raw.startsWith("{\"kind\"") ? note(seq, raw) : entry(seq, raw);
}

//! By a name that a zero is no pointer for.
Event eventAt(const EventLog &log, qsizetype row)
{
    return log.event(row);
}

std::unique_ptr<EventLog> logOf(const QList<QByteArray> &frames)
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const QByteArray &frame : frames)
        log->append(made(++seq, frame));
    return log;
}

//! What the last of \a frames did, by the whole record before it.
QStringList changesOfLast(const QList<QByteArray> &frames)
{
    Workspace workspace;
    quint64 seq = 0;
    for (const QByteArray &frame : frames) {
        const Event event = made(++seq, frame);
        if (seq < quint64(frames.size())) {
            workspace.apply(event);
            continue;
        }
        Workspace after = workspace;
        after.apply(event);
        return stateChanges(workspace, after, event);
    }
    return {};
}

//! What other conversations told of people may be the whole record's alone.
QString byName(const QStringList &changes, const Workspace &names)
{
    QString words = changes.join(u'\n');
    for (const User &user : names.users())
        words.replace(user.id.text(), user.shownName());
    return words;
}

//! Every entry of \a log does what it does with the whole record before it.
void compare(const EventLog &log, qsizetype every)
{
    const std::atomic_bool stopped = false;
    PriorState prior;
    const LogReader reader(log.snapshot());
    Workspace workspace;
    for (qsizetype row = 0; row < log.size(); ++row) {
        const Event event = reader.event(row);
        Workspace after = workspace;
        after.apply(event);
        if (row % every == 0) {
            const std::optional<Workspace> before = prior.before(reader, row, stopped);
            QVERIFY(before);
            Workspace then = *before;
            then.apply(event);
            QCOMPARE(byName(stateChanges(*before, then, event), after),
                     byName(stateChanges(workspace, after, event), after));
        }
        workspace = after;
        if (row > 0)
            workspace.expireTyping(log.row(row).timeUs);
    }
}

const QByteArray self = "{'kind':'state','from':'Connecting','state':'Ready','self':{'id':'U9','name':'me'},"
                        "'team':{'id':'T1','name':'Ship'}}";
const QByteArray said = "{'type':'message','channel':'C1','user':'U1','text':'Deploy is done',"
                        "'ts':'1795356200.000100'}";

} // namespace

class TestStateChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sentences_data();
    void sentences();
    void manyAreCounted();
    void asTheWholeRecordSays_data();
    void asTheWholeRecordSays();
    void corpusAsTheWholeRecordSays();
    void demoStream();
    void renumbered();
    void stops();
    void longRecordsAreNotWorkedOut();
    void story();
    void storyOfALargeEvent();
    void storyOutlivesItsRecord();
    void onlyTheLastWishIsAnswered();
    void sightings();
};

void TestStateChanges::sentences_data()
{
    QTest::addColumn<QList<QByteArray>>("frames");
    QTest::addColumn<QStringList>("expected"); // pieces, each of another sentence
    const auto row = [](const char *name, const QList<QByteArray> &frames, const QStringList &expected) {
        QTest::newRow(name) << frames << expected;
    };
    row("a message", {self, said}, {u"a message by U1"_s, u"unread 0 → 1"_s});
    const QByteArray edit = "{'type':'message','subtype':'message_changed','channel':'C1','message':{'user':"
                            "'U1','text':'two','ts':'1795356200.000100','edited':{'user':'U1','ts':"
                            "'1795356209.000000'}},'event_ts':'1795356209.000000'}";
    const auto changed = [](const char *rest) {
        return "{'type':'message','subtype':'message_changed','channel':'C1','message':{'user':'U1','text':"
               "'three','ts':'1795356200.000100'" +
               QByteArray(rest) + '}';
    };
    row("a change without edited", {self, said, edit, changed("},'event_ts':'1795356210.000000'")},
        {u"“three”: another text"_s});
    row("an older change without edited", {self, said, edit, changed("},'event_ts':'1795356205.000000'")},
        {u"Nothing: it came late. A newer edit"_s});
    row("an older edit", {self, said, edit, changed(",'edited':{'ts':'1795356204.000000'}}")},
        {u"Nothing: it came late. A newer edit"_s});
    row("an edit",
        {self, said,
         "{'type':'message','subtype':'message_changed','channel':'C1','message':{'user':'U1',"
         "'text':'Deploy failed','ts':'1795356200.000100','edited':{'user':'U1','ts':'1795356201.000000'}}}"},
        {u"“Deploy failed”: another text"_s, u"marked as edited"_s});
    row("markup",
        {self, said,
         "{'type':'message','subtype':'message_changed','channel':'C1','message':{'user':'U1','text':"
         "'*See* <https://a.example/x|the log> &amp; <@U9>','ts':'1795356200.000100'}}"},
        {u"“See the log & @U9”: another text"_s});
    row("a reply",
        {self, said,
         "{'type':'message','channel':'C1','user':'U2','text':'good','ts':'1795356210.000100',"
         "'thread_ts':'1795356200.000100'}"},
        {u"“Deploy is done”: 1 reply now (was 0)"_s, u"a reply by U2"_s});
    row("a reaction",
        {self, said,
         "{'type':'reaction_added','user':'U2','reaction':'tada','item':{'type':'message','channel':'C1',"
         "'ts':'1795356200.000100'}}"},
        {u":tada: 0 → 1"_s});
    row("a deletion",
        {self, said,
         "{'type':'message','subtype':'message_deleted','channel':'C1','deleted_ts':'1795356200.000100'}"},
        {u"deleted; it stays as a ghost"_s, u"unread 1 → 0"_s});
    row("a mark", {self, said, "{'type':'channel_marked','channel':'C1','ts':'1795356200.000100'}"},
        {u"read up to"_s, u"unread 1 → 0"_s});
    row("a topic",
        {self, said,
         "{'type':'message','subtype':'channel_topic','channel':'C1','user':'U1','text':'set',"
         "'topic':'ships','ts':'1795356220.000100'}"},
        {u"topic nothing → “ships”"_s});
    row("typing", {self, said, "{'type':'user_typing','channel':'C1','user':'U2'}"}, {u"U2 is typing"_s});
    row("presence", {self, "{'type':'presence_change','user':'U2','presence':'active'}"}, {u"is active"_s});
    row("archived", {self, said, "{'type':'channel_archive','channel':'C1','user':'U1'}"},
        {u"is archived now"_s});
    row("a person", {self, "{'type':'user_change','user':{'id':'U1','name':'mira','real_name':'Mira'}}"},
        {u"Mira is known"_s});
    row("a gap",
        {self, "{'kind':'gap','id':3,'from_us':1795356131318204,'to_us':1795356140020311,'cause':'x'}"},
        {u"Gap 3 is entered"_s});
    row("who we are", {self}, {u"You are"_s, u"“Ship”"_s});
    row("nothing new", {self, said, said}, {u"was known already"_s});
    row("nothing to keep", {self, "{'type':'pref_change','name':'x','value':1}"}, {u"keeps no state"_s});
    row("no JSON", {self, "{'type':"}, {u"can't be read"_s});
    row("a note of the network", {self, "{'kind':'network','reachable':true}"}, {u"not of the workspace"_s});
}

void TestStateChanges::sentences()
{
    QFETCH(const QList<QByteArray>, frames);
    QFETCH(const QStringList, expected);
    const QStringList told = changesOfLast(frames);
    for (const QString &piece : expected) {
        const bool isTold = std::any_of(told.begin(), told.end(), [&piece](const QString &line) {
            return line.contains(piece) && line.endsWith(u'.');
        });
        QVERIFY2(isTold, qPrintable(piece + u" in: "_s + told.join(u" | "_s)));
    }
}

void TestStateChanges::manyAreCounted()
{
    QByteArray answer = "{'kind':'api','method':'users.list','ok':true,'status':200,'answer':{'ok':true,"
                        "'members':[";
    for (int i = 0; i < 500; ++i)
        answer += (i ? ",{'id':'U" : "{'id':'U") + QByteArray::number(100 + i) + "','name':'n" +
                  QByteArray::number(i) + "'}";
    const QStringList told = changesOfLast({self, answer + "]}}"});
    QVERIFY(told.size() < 40);
    QVERIFY2(told.last().contains(u"changes more"_s), qPrintable(told.last()));
}

void TestStateChanges::asTheWholeRecordSays_data()
{
    QTest::addColumn<QList<QByteArray>>("frames");
    QTest::newRow("own messages") << QList<QByteArray>{
        self,
        said,
        "{'kind':'send','local':'L1','step':'queued','channel':'C2','text':'hi'}",
        "{'type':'message','channel':'C3','user':'U4','text':'elsewhere','ts':'1795356201.000100'}",
        "{'kind':'send','local':'L1','step':'written','id':7}",
        "{'ok':true,'reply_to':7,'ts':'1795356230.000100','text':'hi'}",
        "{'kind':'send','local':'L1','step':'sent','ts':'1795356230.000100','by':'ack'}",
        "{'type':'message','channel':'C2','user':'U9','text':'hi','ts':'1795356230.000100'}"};
    QTest::newRow("answers") << QList<QByteArray>{
        self, said,
        "{'kind':'api','method':'conversations.history','args':{'channel':'C1'},'ok':true,'status':200,"
        "'answer':{'ok':true,'messages':[{'type':'message','user':'U1','text':'old',"
        "'ts':'1795356100.000100'}],'has_more':false}}",
        "{'kind':'api','method':'users.conversations','args':{},'ok':true,'status':200,"
        "'answer':{'ok':true,'channels':[{'id':'C1','name':'ops','is_channel':true},"
        "{'id':'C7','name':'dev','is_channel':true}]}}",
        "{'type':'channel_rename','channel':{'id':'C1','name':'operations'}}"};
}

void TestStateChanges::asTheWholeRecordSays()
{
    QFETCH(const QList<QByteArray>, frames);
    compare(*logOf(frames), 1);
}

void TestStateChanges::corpusAsTheWholeRecordSays()
{
    for (const QString &name : {u"rtm-events"_s, u"events-api"_s, u"message-subtypes"_s}) {
        const QDir folder(corpusFolder(name));
        if (folder.path() == "."_L1)
            QSKIP("The corpus is not here.");
        auto log = EventLog::inMemory({});
        quint64 seq = 0;
        for (const QFileInfo &info : folder.entryInfoList({u"*.json"_s})) {
            QFile file(info.absoluteFilePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            log->append(entry(++seq, file.readAll().replace('\n', ' ')));
        }
        compare(*log, 1);
    }
}

void TestStateChanges::demoStream()
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const std::string &frame : bench::makeFrames(6'000))
        log->append(entry(++seq, QByteArray::fromStdString(frame)));
    compare(*log, 61);
}

//! What was said under the old id is there.
void TestStateChanges::renumbered()
{
    compare(*logOf({self, said, "{'type':'channel_id_changed','old_channel_id':'C1','new_channel_id':'C5'}",
                    "{'type':'reaction_added','user':'U2','reaction':'tada','item':{'type':'message',"
                    "'channel':'C5','ts':'1795356200.000100'}}",
                    "{'type':'reaction_added','user':'U3','reaction':'tada','item':{'type':'message',"
                    "'channel':'C1','ts':'1795356200.000100'}}"}),
            1);
}

void TestStateChanges::stops()
{
    std::atomic_bool stopped = true;
    PriorState prior;
    const LogReader reader(testing::logOf(600)->snapshot());
    QVERIFY(!prior.before(reader, 599, stopped));
    stopped = false;
    QVERIFY(prior.before(reader, 599, stopped));
}

//! Lists of everything, behind very many entries.
void TestStateChanges::longRecordsAreNotWorkedOut()
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    const Event typing = made(1, "{'type':'hello'}");
    for (qsizetype i = 0; i <= PriorState::mostRows; ++i) {
        Event event = typing;
        event.seq = ++seq;
        log->append(event);
    }
    const qsizetype row = log->append(
        made(++seq, "{'kind':'api','method':'conversations.list','ok':true,'answer':{'channels':[]}}"));
    const std::atomic_bool stopped = false;
    PriorState prior;
    QVERIFY(!prior.before(LogReader(log->snapshot()), row, stopped));
    const qsizetype other = log->append(made(++seq, "{'type':'channel_archive','channel':'C1','user':'U1'}"));
    QVERIFY(prior.before(LogReader(log->snapshot()), other, stopped)); // that is about one conversation
}

void TestStateChanges::story()
{
    const auto log = logOf({self, said, "{'type':'novelty','a':1}", "{'type':'novelty','a':'x','b':[]}"});
    EventStory story;
    story.begin(log->event(1), log->snapshot());
    QVERIFY(story.isExplained()); // at once
    QCOMPARE(story.explanation().title, u"message"_s);
    QTRY_VERIFY(!story.isBusy());
    QVERIFY(story.changes().join(u' ').contains(u"unread 0 → 1"_s));
    QCOMPARE(story.sightings().count, 1);
    QCOMPARE(story.sightings().samples, 0);

    story.begin(log->event(2), LogSnapshot());
    QVERIFY(story.isExplained() && !story.isBusy());
    QVERIFY(story.changes().isEmpty());
}

void TestStateChanges::storyOfALargeEvent()
{
    auto log = EventLog::inMemory({});
    const QByteArray raw =
        R"({"type":"message","channel":"C1","user":"U1","ts":"1795356200.000100","text":")" +
        QByteArray(2'000'000, 'x') + "\"}";
    log->append(entry(1, raw));
    EventStory story;
    QSignalSpy advanced(&story, &EventStory::advanced);
    story.begin(eventAt(*log, 0), log->snapshot());
    QVERIFY(!story.isExplained());
    QTRY_VERIFY(!story.isBusy());
    QVERIFY(story.isExplained());
    QCOMPARE(story.explanation().title, u"message"_s);
    QVERIFY(advanced.count() >= 2);
}

void TestStateChanges::storyOutlivesItsRecord()
{
    auto log = logOf({self, said});
    EventStory story;
    story.begin(log->event(1), log->snapshot());
    log.reset();
    QTRY_VERIFY(!story.isBusy());
    QVERIFY(story.changes().join(u' ').contains(u"unread"_s));
}

void TestStateChanges::onlyTheLastWishIsAnswered()
{
    const auto log = testing::logOf(3'000);
    EventStory story;
    for (qsizetype row = 0; row < 300; ++row)
        story.begin(log->event(row * 10), log->snapshot());
    story.begin(log->event(7), log->snapshot());
    QTRY_VERIFY(!story.isBusy());
    QVERIFY(story.changes().join(u' ').contains(u"unread 7 → 8"_s));
}

void TestStateChanges::sightings()
{
    const auto log = logOf({self, "{'type':'novelty','a':1}", said, "{'type':'novelty','a':'x','b':[]}"});
    const std::atomic_bool stopped = false;
    const TypeSightings seen = typeSightings(LogReader(log->snapshot()), 3, stopped);
    QCOMPARE(seen.count, 2);
    QCOMPARE(seen.firstSeq, 2U);
    QCOMPARE(seen.lastSeq, 4U);
    QCOMPARE(seen.samples, 2);
    QCOMPARE(seen.fields.size(), 3);
    QCOMPARE(seen.fields[1].key, u"a"_s);
    QCOMPARE(seen.fields[1].kinds, u"number, text"_s);
    QCOMPARE(seen.fields[2].count, 1);
}

RTMSCOPE_TEST_MAIN(TestStateChanges)
#include "tst_statechanges.moc"
