// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/drift/driftcompare.h"

#include "core/drift/driftwords.h"
#include "core/json/json.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What differs between messages as the server tells them and as we hold them.
class TestDriftCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsAlikeIsNoDifference();
    void differences_data();
    void differences();
    void olderThanWeClaimIsNoDifference();
    void beyondWhatWasReadIsNoDifference();
    void whatOnlyWeAreShownIsNoDifference();
    void repliesAreTheThreadsBusiness();
    void unknownConversations();
    void words();

private:
    void happens(const QByteArray &frame) { m_here.apply(entry(++m_seq, frame)); }
    QList<DriftFinding> compared(const QByteArray &messages, const MessageTs &thread = {}) const;

    Workspace m_here;
    quint64 m_seq = 0;
};

namespace {

constexpr const char *hello = R"({"type":"message","channel":"C1","user":"U1","text":"hello","ts":"100.1"})";

} // namespace

void TestDriftCompare::init()
{
    m_here = {};
    m_seq = 0;
    happens(hello);
}

QList<DriftFinding> TestDriftCompare::compared(const QByteArray &messages, const MessageTs &thread) const
{
    drift::ServerRange range;
    range.place = {ChannelId(u"C1"_s), thread};
    range.from = MessageTs(u"50.0"_s);
    range.claimFrom = MessageTs(u"90.0"_s);
    static json::Document document; // what was read points into it
    if (!document.parse(messages))
        qWarning("no JSON");
    for (const json::Value object : document.root().elements()) {
        ToldMessage told = readMessage(object);
        const MessageTs ts = told.message.ts;
        range.messages.insert_or_assign(ts, std::move(told));
    }
    return drift::differences(range, m_here);
}

void TestDriftCompare::whatIsAlikeIsNoDifference()
{
    happens(
        R"({"type":"reaction_added","user":"U2","reaction":"tada","item":{"type":"message","channel":"C1","ts":"100.1"},"event_ts":"101.1"})");
    happens(R"({"type":"message","channel":"C1","user":"U2","text":"yes","thread_ts":"100.1","ts":"102.1"})");
    const auto found = compared(
        R"([{"type":"message","user":"U1","text":"hello","ts":"100.1","thread_ts":"100.1","reply_count":1,)"
        R"("reply_users":["U2"],"latest_reply":"102.1","reactions":[{"name":"tada","users":["U2"],"count":1}]}])");
    QCOMPARE(found.size(), 0);
}

void TestDriftCompare::differences_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    const auto row = [](const char *name, const char *frame, const char *messages, DriftKind kind,
                        const QString &here, const QString &there) {
        QTest::newRow(name) << QByteArray(frame) << QByteArray(messages) << int(kind) << here << there;
    };
    row("text", "", R"([{"user":"U1","text":"hello!","ts":"100.1","edited":{"user":"U1","ts":"105.0"}}])",
        DriftKind::Text, u"hello"_s, u"hello!"_s);
    row("edited", "", R"([{"user":"U1","text":"hello","ts":"100.1","edited":{"user":"U1","ts":"105.0"}}])",
        DriftKind::Edited, {}, u"105.0"_s);
    row("reactions", "",
        R"([{"user":"U1","text":"hello","ts":"100.1","reactions":[{"name":"tada","users":["U2","U3"],"count":2}]}])",
        DriftKind::Reactions, {}, u":tada: 2"_s);
    row("a reaction too many",
        R"({"type":"reaction_added","user":"U2","reaction":"eyes","item":{"type":"message","channel":"C1","ts":"100.1"},"event_ts":"101.1"})",
        R"([{"user":"U1","text":"hello","ts":"100.1"}])", DriftKind::Reactions, u":eyes: 1"_s, {});
    row("number of replies", "",
        R"([{"user":"U1","text":"hello","ts":"100.1","thread_ts":"100.1","reply_count":3,"latest_reply":"110.0"}])",
        DriftKind::ReplyCount, u"0"_s, u"3"_s);
    row("missing here", "",
        R"([{"user":"U1","text":"hello","ts":"100.1"},{"user":"U2","text":"news","ts":"101.1"}])",
        DriftKind::MissingHere, {}, {});
    row("missing there", "", "[]", DriftKind::MissingThere, {}, {});
    row("a tombstone there", "", R"([{"subtype":"tombstone","text":"gone","ts":"100.1"}])",
        DriftKind::MissingThere, {}, {});
    row("deleted here",
        R"({"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"100.1","hidden":true,"ts":"101.0"})",
        R"([{"user":"U1","text":"hello","ts":"100.1"}])", DriftKind::DeletedHere, {}, {});
}

void TestDriftCompare::differences()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, messages);
    QFETCH(int, kind);
    if (!frame.isEmpty())
        happens(frame);
    const auto found = compared(messages);
    QCOMPARE(found.size(), 1);
    QCOMPARE(int(found.first().kind), kind);
    QTEST(found.first().here, "here");
    QTEST(found.first().there, "there");
    QCOMPARE(found.first().place.channel.text(), u"C1"_s);
    // What it is compared by is the server's: alike means none.
    const Conversation *conversation = m_here.conversation(ChannelId(u"C1"_s));
    QVERIFY(drift::valueOf(found.first().kind, conversation->find(found.first().ts)) !=
            found.first().thereValue);
}

void TestDriftCompare::olderThanWeClaimIsNoDifference()
{
    const auto found =
        compared(R"([{"user":"U2","text":"old","ts":"80.1"},{"user":"U1","text":"hello","ts":"100.1"}])");
    QCOMPARE(found.size(), 0);
}

void TestDriftCompare::beyondWhatWasReadIsNoDifference()
{
    happens(R"({"type":"message","channel":"C1","user":"U1","text":"older","ts":"40.1"})");
    QCOMPARE(compared(R"([{"user":"U1","text":"hello","ts":"100.1"}])").size(), 0);
}

void TestDriftCompare::whatOnlyWeAreShownIsNoDifference()
{
    happens(
        R"({"type":"message","channel":"C1","user":"U9","text":"psst","ts":"103.1","is_ephemeral":true})");
    QCOMPARE(compared(R"([{"user":"U1","text":"hello","ts":"100.1"}])").size(), 0);
}

void TestDriftCompare::repliesAreTheThreadsBusiness()
{
    happens(R"({"type":"message","channel":"C1","user":"U2","text":"yes","thread_ts":"100.1","ts":"102.1"})");
    const QByteArray parent =
        R"({"user":"U1","text":"hello","ts":"100.1","thread_ts":"100.1","reply_count":1,"latest_reply":"102.1"})";
    QCOMPARE(compared('[' + parent + ']').size(), 0);
    const MessageTs thread(u"100.1"_s);
    QCOMPARE(
        compared('[' + parent + R"(,{"user":"U2","text":"yes","ts":"102.1","thread_ts":"100.1"}])", thread)
            .size(),
        0);
    const auto gone = compared('[' + parent + ']', thread);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(int(gone.first().kind), int(DriftKind::MissingThere));
    QCOMPARE(gone.first().place.thread, thread);
    const auto other =
        compared('[' + parent + R"(,{"user":"U2","text":"no","ts":"102.1","thread_ts":"100.1"}])", thread);
    QCOMPARE(other.size(), 1);
    QCOMPARE(int(other.first().kind), int(DriftKind::Text));
}

void TestDriftCompare::unknownConversations()
{
    m_here = {};
    const auto found = compared(R"([{"user":"U1","text":"hello","ts":"100.1"}])");
    QCOMPARE(found.size(), 1);
    QCOMPARE(int(found.first().kind), int(DriftKind::MissingHere));
}

void TestDriftCompare::words()
{
    DriftReport report;
    report.isComplete = true;
    report.conversations = 1;
    report.messages = 1;
    QCOMPARE(DriftWords::summary(report), u"No difference in 1 message of 1 conversation and 0 threads."_s);
    report.findings = compared(
        R"([{"user":"U1","text":"<b>hello</b>!","ts":"100.1","edited":{"user":"U1","ts":"105.0"}}])");
    report.omissions.append({{ChannelId(u"C2"_s), {}}, u"We are not in it."_s});
    const QString all = DriftWords::whole(report, m_here);
    QVERIFY2(all.contains("1 difference in 1 message"_L1), qPrintable(all));
    QVERIFY2(all.contains(u"Here: “hello”. On the server: “<b>hello</b>!”."_s), qPrintable(all));
    QVERIFY2(all.contains("the text differs"_L1), qPrintable(all));
    QVERIFY2(all.contains("C2: We are not in it."_L1), qPrintable(all));
    for (const DriftKind kind :
         {DriftKind::MissingHere, DriftKind::MissingThere, DriftKind::DeletedHere, DriftKind::Text,
          DriftKind::Edited, DriftKind::Reactions, DriftKind::ReplyCount})
        QVERIFY(!DriftWords::kind(kind).isEmpty());
}

RTMSCOPE_TEST_MAIN(TestDriftCompare)
#include "tst_driftcompare.moc"
