// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/history/statehistory.h"

#include "tests/bench/stream.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! All that a view may show of a workspace, as one text.
QString told(const Workspace &workspace)
{
    QString all;
    const auto add = [&all](const auto &...parts) {
        ((all += QVariant::fromValue(parts).toString() + u'\t'), ...);
    };
    for (const Conversation &conversation : workspace.conversations()) {
        add(conversation.id().text(), conversation.name(), conversation.topic(), int(conversation.isOpen()),
            conversation.lastRead().text());
        for (const Message &message : conversation.messages()) {
            add(message.ts.text(), message.user.text(), message.text, message.threadTs.text(),
                message.replyCount, message.editedTs.text(), int(message.deleted), message.firstSeq,
                message.lastSeq);
            for (const Reaction &reaction : message.reactions)
                add(reaction.name, reaction.count);
        }
        all += u'\n';
    }
    for (const User &user : workspace.users())
        add(user.id.text(), user.shownName(), int(user.presence));
    return all;
}

std::unique_ptr<EventLog> logOf(const std::vector<std::string> &frames)
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const std::string &frame : frames)
        log->append(entry(++seq, QByteArray::fromStdString(frame)));
    return log;
}

//! With single quotes for readability.
std::string quoted(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

std::string channelOf(int at)
{
    return "'channel':'C" + std::to_string(at % 7) + "'";
}

std::string tsOf(int at)
{
    return "'17953562" + std::to_string(50 + at / 1000) + ".0" + std::to_string(10'000 + at % 1000) + "'";
}

//! Messages, replies, edits, deletions, reactions, typing, people.
std::string act(int i)
{
    const std::string earlier = tsOf(i / 2);
    const std::string there = channelOf(i / 2);
    switch (i % 9) {
    case 3:
        return "{'type':'message','subtype':'message_changed'," + there +
               ",'message':{'type':'message','user':'U1','text':'edited','ts':" + earlier +
               ",'edited':{'user':'U1','ts':" + earlier + "}}}";
    case 4:
        return "{'type':'reaction_added','user':'U2','reaction':'eyes','item':{'type':'message'," + there +
               ",'ts':" + earlier + "}}";
    case 5:
        return "{'type':'message','subtype':'message_deleted'," + there + ",'deleted_ts':" + earlier + "}";
    case 6:
        return "{'type':'message'," + there + ",'user':'U3','text':'reply','ts':" + tsOf(i) +
               ",'thread_ts':" + earlier + "}";
    case 7:
        return "{'type':'user_typing','user':'U4'," + there + "}";
    case 8:
        return "{'type':'presence_change','user':'U" + std::to_string(i % 5) + "','presence':'" +
               (i % 2 ? "away" : "active") + "'}";
    default:
        return "{'type':'message'," + channelOf(i) + ",'user':'U1','text':'said " + std::to_string(i) +
               "','ts':" + tsOf(i) + "}";
    }
}

std::vector<std::string> story(int length)
{
    std::vector<std::string> frames;
    for (int i = 0; i < length; ++i)
        frames.push_back(quoted(act(i)));
    return frames;
}

} // namespace

class TestStateHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMomentIsAsItWas();
    void aHundredThousandEvents();
    void corpusIsAsItWas();
    void growsWithTheLog();
    void anotherLogBeginsAnew();
    void typingEndsByTheClock();
    void nothing();

private:
    static void compare(const EventLog &log, qsizetype every);
};

//! Live and replayed, in steps forward, backward and by leaps.
void TestStateHistory::compare(const EventLog &log, qsizetype every)
{
    std::map<qsizetype, QString> lived;
    Workspace workspace;
    for (qsizetype row = 0; row < log.size(); ++row) {
        workspace.apply(log.event(row));
        if ((row + 1) % every == 0 || row + 1 == log.size())
            lived[row + 1] = told(workspace);
    }
    StateHistory history;
    history.setLog(log.snapshot());
    while (!history.isComplete())
        history.advance(777);
    for (const auto &[rows, expected] : lived)
        QCOMPARE(told(history.after(rows)), expected);
    for (auto moment = lived.crbegin(); moment != lived.crend(); ++moment)
        QCOMPARE(told(history.after(moment->first)), moment->second);
    for (const qsizetype leap : {qsizetype(5), log.size() / every / 2, qsizetype(1), log.size() / every}) {
        const auto moment = lived.find(leap * every);
        if (moment != lived.end())
            QCOMPARE(told(history.after(moment->first)), moment->second);
    }
}

void TestStateHistory::everyMomentIsAsItWas()
{
    compare(*logOf(story(3'500)), 31);
}

void TestStateHistory::aHundredThousandEvents()
{
    compare(*logOf(bench::makeFrames(100'000)), 20'011);
}

void TestStateHistory::corpusIsAsItWas()
{
    const QDir folder(corpusFolder(u"rtm-events"_s));
    if (folder.path() == "."_L1)
        QSKIP("The corpus is not here.");
    std::vector<std::string> frames;
    for (const QFileInfo &info : folder.entryInfoList({u"*.json"_s})) {
        QFile file(info.absoluteFilePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray frame = file.readAll();
        frames.push_back(frame.replace('\n', ' ').toStdString());
    }
    QVERIFY(!frames.empty());
    compare(*logOf(frames), 1);
}

void TestStateHistory::growsWithTheLog()
{
    const std::vector<std::string> frames = story(2'600);
    auto log = EventLog::inMemory({});
    StateHistory history;
    quint64 seq = 0;
    Workspace workspace;
    for (const std::string &frame : frames) {
        const qsizetype row = log->append(entry(++seq, QByteArray::fromStdString(frame)));
        workspace.apply(log->event(row));
        if (seq % 1'300 != 0)
            continue;
        history.setLog(log->snapshot());
        QCOMPARE(history.size(), qsizetype(seq));
        while (!history.isComplete())
            history.advance(500);
        QCOMPARE(told(history.after(qsizetype(seq))), told(workspace));
    }
}

void TestStateHistory::anotherLogBeginsAnew()
{
    const auto first = logOf(story(1'200));
    const auto second = logOf(bench::makeFrames(300));
    StateHistory history;
    history.setLog(first->snapshot());
    history.advance(5'000);
    history.setLog(second->snapshot());
    QCOMPARE(history.folded(), 0);
    history.advance(5'000);
    Workspace workspace;
    for (qsizetype row = 0; row < second->size(); ++row)
        workspace.apply(second->event(row));
    QCOMPARE(told(history.after(300)), told(workspace));
}

void TestStateHistory::typingEndsByTheClock()
{
    std::vector<std::string> frames{quoted("{'type':'user_typing','user':'U4','channel':'C1'}")};
    for (int i = 0; i < 9; ++i)
        frames.push_back(quoted("{'type':'presence_change','user':'U1','presence':'away'}"));
    const auto log = logOf(frames); // a second from one to the next
    StateHistory history;
    history.setLog(log->snapshot());
    history.advance(100);
    const auto typing = [&history](qsizetype rows) {
        const Workspace workspace = history.after(rows);
        return workspace.conversation(ChannelId(u"C1"_s))->typing().size();
    };
    QCOMPARE(typing(1), 1);
    QCOMPARE(typing(4), 1);
    QCOMPARE(typing(9), 0);
    QCOMPARE(typing(2), 1);
}

void TestStateHistory::nothing()
{
    StateHistory history;
    QVERIFY(history.isComplete());
    QVERIFY(history.after(10).conversations().isEmpty());
    history.setLog(logOf({})->snapshot());
    history.advance(10);
    QVERIFY(history.after(0).conversations().isEmpty());
}

RTMSCOPE_TEST_MAIN(TestStateHistory)
#include "tst_statehistory.moc"
