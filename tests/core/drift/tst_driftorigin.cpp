// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/drift/driftorigin.h"

#include "core/drift/driftcompare.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

using Origin = DriftFinding::Origin;

//! Where a difference from the server comes from.
class TestDriftOrigin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theEntryThatMadeTheDifference();
    void theLastEntryThatToldOfIt();
    void theGapThatExplainsIt();
    void aResumedGapExplainsNothing();
    void whereItShouldHaveCome();
    void whatTheRecordDoesNotReach();
    void reactionsAndReplies();
    void answersOfTheServerCount();
    void repeatedEntriesDoNotCount();
    void endsWhenGivenUp();

private:
    void happens(const QByteArray &frame, Direction direction = Direction::In);
    DriftFinding located(DriftKind kind, const QString &ts, const QByteArray &thereValue,
                         const QString &changedTs = {});

    std::unique_ptr<EventLog> m_log;
    Workspace m_workspace;
    quint64 m_seq = 0;
};

namespace {

//! The timestamp of a moment so many seconds after the record began.
QString tsAt(int seconds)
{
    return u"%1.000100"_s.arg(startUs / 1'000'000 + seconds);
}

QByteArray message(int seconds, const QByteArray &text)
{
    return R"({"type":"message","channel":"C1","user":"U1","text":")" + text + R"(","ts":")" +
           tsAt(seconds).toUtf8() + R"("})";
}

QByteArray changed(int seconds, const QByteArray &text, int edited)
{
    return R"({"type":"message","subtype":"message_changed","channel":"C1","hidden":true,"message":{"type":"message",)"
           R"("user":"U1","text":")" +
           text + R"(","ts":")" + tsAt(seconds).toUtf8() + R"(","edited":{"user":"U1","ts":")" +
           tsAt(edited).toUtf8() + R"("}},"ts":")" + tsAt(edited).toUtf8() + R"("})";
}

QByteArray gapNote(int from, int to, bool resumed)
{
    return R"({"kind":"gap","id":1,"from_us":)" + QByteArray::number(startUs + from * 1'000'000LL) +
           R"(,"to_us":)" + QByteArray::number(startUs + to * 1'000'000LL) + R"(,"cause":"x","resumed":)" +
           (resumed ? "true" : "false") + '}';
}

} // namespace

void TestDriftOrigin::init()
{
    m_log = EventLog::inMemory({});
    m_workspace = {};
    m_seq = 0;
}

//! A second after the one before.
void TestDriftOrigin::happens(const QByteArray &frame, Direction direction)
{
    const Event event = entry(++m_seq, frame, direction);
    m_log->append(event);
    m_workspace.apply(event);
}

DriftFinding TestDriftOrigin::located(DriftKind kind, const QString &ts, const QByteArray &thereValue,
                                      const QString &changedTs)
{
    DriftFinding finding;
    finding.kind = kind;
    finding.place = {ChannelId(u"C1"_s), {}};
    finding.ts = MessageTs(ts);
    finding.thereValue = thereValue;
    finding.changedTs = MessageTs(changedTs);
    QList<DriftFinding> findings{finding};
    const std::atomic_bool cancelled = false;
    drift::findOrigins(m_log->snapshot(), m_workspace.gaps(), &findings, cancelled);
    return findings.first();
}

void TestDriftOrigin::theEntryThatMadeTheDifference()
{
    happens(message(1, "one"));
    happens(message(2, "other"));
    happens(changed(1, "two", 3));
    happens(changed(1, "three", 4));
    const DriftFinding finding = located(DriftKind::Text, tsAt(1), "one");
    QCOMPARE(int(finding.origin), int(Origin::Entry));
    QCOMPARE(finding.seq, 3);
    // A deletion that the server knows nothing of.
    happens(R"({"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":")" +
            tsAt(2).toUtf8() + R"(","hidden":true,"ts":")" + tsAt(5).toUtf8() + R"("})");
    const DriftFinding deleted = located(DriftKind::DeletedHere, tsAt(2), "there");
    QCOMPARE(int(deleted.origin), int(Origin::Entry));
    QCOMPARE(deleted.seq, 5);
}

void TestDriftOrigin::theLastEntryThatToldOfIt()
{
    happens(message(1, "one"));
    happens(changed(1, "two", 2));
    happens(message(3, "other"));
    const DriftFinding finding = located(DriftKind::Text, tsAt(1), "three", tsAt(200));
    QCOMPARE(int(finding.origin), int(Origin::After));
    QCOMPARE(finding.seq, 2);
    const DriftFinding gone = located(DriftKind::MissingThere, tsAt(3), {});
    QCOMPARE(int(gone.origin), int(Origin::After));
    QCOMPARE(gone.seq, 3);
}

void TestDriftOrigin::theGapThatExplainsIt()
{
    happens(message(1, "one"));
    happens(gapNote(100, 200, false), Direction::Note);
    happens(message(300, "other"));
    const DriftFinding edited = located(DriftKind::Text, tsAt(1), "two", tsAt(150));
    QCOMPARE(int(edited.origin), int(Origin::Gap));
    QCOMPARE(edited.seq, 2);
    const DriftFinding missed = located(DriftKind::MissingHere, tsAt(160), "there", tsAt(160));
    QCOMPARE(int(missed.origin), int(Origin::Gap));
    // Nobody says when it was deleted: since it was heard of last.
    const DriftFinding gone = located(DriftKind::MissingThere, tsAt(1), {});
    QCOMPARE(int(gone.origin), int(Origin::Gap));
    // At another time than that of the gap.
    const DriftFinding later = located(DriftKind::Text, tsAt(1), "two", tsAt(400));
    QCOMPARE(int(later.origin), int(Origin::After));
}

void TestDriftOrigin::aResumedGapExplainsNothing()
{
    happens(message(1, "one"));
    happens(gapNote(100, 200, true), Direction::Note);
    QCOMPARE(int(located(DriftKind::Text, tsAt(1), "two", tsAt(150)).origin), int(Origin::After));
}

void TestDriftOrigin::whereItShouldHaveCome()
{
    happens(message(1, "one"));
    happens(message(2, "two"));
    happens(message(30, "three"));
    // The entries came in the seconds 1, 2 and 3; our clock and the server's are the same here.
    const DriftFinding missing = located(DriftKind::MissingHere, tsAt(2), "there", tsAt(2));
    QVERIFY(missing.seq != 0);
    const QString between = u"%1.700000"_s.arg(startUs / 1'000'000 + 1);
    const DriftFinding nowhere = located(DriftKind::MissingHere, between, "there", between);
    QCOMPARE(int(nowhere.origin), int(Origin::Expected));
    QCOMPARE(nowhere.seq, 2);
}

void TestDriftOrigin::whatTheRecordDoesNotReach()
{
    happens(message(1, "one"));
    const DriftFinding old = located(DriftKind::MissingHere, tsAt(-500), "there", tsAt(-500));
    QCOMPARE(int(old.origin), int(Origin::Unknown));
    QCOMPARE(old.seq, 0);
}

void TestDriftOrigin::reactionsAndReplies()
{
    const QByteArray ts = tsAt(1).toUtf8();
    const auto reacts = [&ts](const char *type) {
        return QByteArray(R"({"type":")") + type +
               R"(","user":"U2","reaction":"tada","item":{"type":"message","channel":"C1","ts":")" + ts +
               R"("},"event_ts":"1.1"})";
    };
    happens(message(1, "one"));
    happens(reacts("reaction_added"));
    happens(message(2, "other"));
    const DriftFinding finding = located(DriftKind::Reactions, tsAt(1), {});
    QCOMPARE(int(finding.origin), int(Origin::Entry));
    QCOMPARE(finding.seq, 2);
    happens(R"({"type":"message","channel":"C1","user":"U2","text":"yes","thread_ts":")" + ts +
            R"(","ts":")" + tsAt(4).toUtf8() + R"("})");
    const DriftFinding replies = located(DriftKind::ReplyCount, tsAt(1), "0");
    QCOMPARE(int(replies.origin), int(Origin::Entry));
    QCOMPARE(replies.seq, 4);
}

void TestDriftOrigin::answersOfTheServerCount()
{
    happens(
        R"({"kind":"api","method":"conversations.history","args":{"channel":"C1"},"ok":true,"answer":{"ok":true,)"
        R"("messages":[{"type":"message","user":"U1","text":"one","ts":")" +
            tsAt(1).toUtf8() + R"("}]}})",
        Direction::Note);
    happens(changed(1, "two", 2));
    const DriftFinding finding = located(DriftKind::Text, tsAt(1), "one");
    QCOMPARE(int(finding.origin), int(Origin::Entry));
    QCOMPARE(finding.seq, 2);
}

void TestDriftOrigin::repeatedEntriesDoNotCount()
{
    happens(message(1, "one"));
    Event again = entry(++m_seq, changed(1, "two", 2));
    again.repeated = true;
    m_log->append(again);
    const DriftFinding finding = located(DriftKind::Text, tsAt(1), "two", tsAt(2));
    QCOMPARE(int(finding.origin), int(Origin::After));
    QCOMPARE(finding.seq, 1);
}

void TestDriftOrigin::endsWhenGivenUp()
{
    happens(message(1, "one"));
    DriftFinding finding;
    finding.place = {ChannelId(u"C1"_s), {}};
    finding.ts = MessageTs(tsAt(1));
    QList<DriftFinding> findings{finding};
    const std::atomic_bool cancelled = true;
    drift::findOrigins(m_log->snapshot(), {}, &findings, cancelled);
    QCOMPARE(int(findings.first().origin), int(Origin::Unknown));
}

RTMSCOPE_TEST_MAIN(TestDriftOrigin)
#include "tst_driftorigin.moc"
