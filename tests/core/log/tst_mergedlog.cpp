// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "core/json/tree.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Several captures that are read as one.
class TestMergedLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesComeInTheOrderOfTime();
    void atTheSameTimeTheFilesKeepTheirOrder();
    void aClockThatWasSetBackChangesNoOrder();
    void connectionsAndGapsAreCountedOn();
    void partsOfARecordingCountByThemselves();
    void recordersOfOldCountOnToo();
    void everyEntryKnowsItsFile();
    void filesOfOneNameAreToldApart();
    void aMergedCaptureIsSavedAndOpened();
    void aMergedCaptureIsMergedAgain();
    void whatOverlapsIsMarked();
    void whatOverlapsIsLeftOut();
    void typingIsNoOverlap();
    void copiesOfARecordingOverlapInNotesToo();
    void differentWorkspacesAreTold();
    void filesWithoutFramesAreAllNamed();
    void framesOfOthersCanBeAmongThem();
    void aFolderOfCapturesIsMerged();
    void damageIsToldByFile();
    void aFileThatCantBeReadIsNamed();
    void alignedWalksReadLittle();

private:
    struct File
    {
        QString name;
        std::vector<Event> events;
        CaptureInfo info = {};
    };
    QString written(const File &file) const;
    std::unique_ptr<EventLog> opened(const CaptureFiles &files) const;
    static QStringList texts(const EventLog &log);

    QTemporaryDir m_folder;
};

namespace {

Event at(qint64 seconds, Event event)
{
    event.receivedAtUs = startUs + seconds * 1'000'000;
    return event;
}

//! A message that says who recorded it; each is another event.
Event said(quint64 n, qint64 seconds, const QByteArray &text, quint32 connection = 1)
{
    const QByteArray ts = QByteArray::number(1'795'356'251 + seconds) + ".00" + QByteArray::number(1000 + n);
    Event event = at(seconds, entry(n, R"({"type":"message","channel":"C1","user":"U1","text":")" + text +
                                           R"(","ts":")" + ts + R"("})"));
    event.connection = connection;
    return event;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString TestMergedLog::written(const File &file) const
{
    const QString path = m_folder.filePath(file.name);
    QFile::remove(path);
    auto log = EventLog::create(path, file.info);
    if (!log)
        return {};
    for (const Event &event : file.events)
        (*log)->append(event);
    (*log)->flush();
    return path;
}

std::unique_ptr<EventLog> TestMergedLog::opened(const CaptureFiles &files) const
{
    auto log = EventLog::open(files);
    if (!log)
        qWarning() << log.error().words;
    return log ? std::move(log).value() : nullptr;
}

QStringList TestMergedLog::texts(const EventLog &log)
{
    QStringList texts;
    json::Document document;
    for (qsizetype row = 0; row < log.size(); ++row) {
        if (document.parse(log.frame(row)))
            texts << document.root()["text"].text();
    }
    return texts;
}

void TestMergedLog::entriesComeInTheOrderOfTime()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 4, "a2"), said(3, 5, "a3")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b1"), said(2, 3, "b2"), said(3, 9, "b3")}});
    const auto log = opened(QStringList{a, b});
    QVERIFY(log);
    QCOMPARE(texts(*log), (QStringList{u"a1"_s, u"b1"_s, u"b2"_s, u"a2"_s, u"a3"_s, u"b3"_s}));
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(log->seqOf(row), quint64(row) + 1);
        QCOMPARE(log->rowOf(quint64(row) + 1), row);
    }
    QVERIFY2(log->notice().contains("2 captures are one record here"_L1), qPrintable(log->notice()));
    QCOMPARE(log->damagedAt(), -1);
}

void TestMergedLog::atTheSameTimeTheFilesKeepTheirOrder()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 1, "a2")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 1, "b1"), said(2, 1, "b2")}});
    QCOMPARE(texts(*opened(QStringList{a, b})), (QStringList{u"a1"_s, u"a2"_s, u"b1"_s, u"b2"_s}));
    QCOMPARE(texts(*opened(QStringList{b, a})), (QStringList{u"b1"_s, u"b2"_s, u"a1"_s, u"a2"_s}));
}

//! What a server sent later, it sent later, whatever our clock said.
void TestMergedLog::aClockThatWasSetBackChangesNoOrder()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 10, "a1"), said(2, 4, "a2"), said(3, 12, "a3")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 5, "b1"), said(2, 11, "b2")}});
    QCOMPARE(texts(*opened(QStringList{a, b})), (QStringList{u"b1"_s, u"a1"_s, u"a2"_s, u"b2"_s, u"a3"_s}));
}

void TestMergedLog::connectionsAndGapsAreCountedOn()
{
    const auto gap = [](quint64 n, qint64 seconds) {
        Event event =
            at(seconds, note(n, R"({"kind":"gap","id":1,"from_us":1795356251000000,"to_us":1795356252000000,)"
                                R"("cause":"x","from_conn":1,"to_conn":2})"));
        event.connection = 2;
        return event;
    };
    const auto fill = [](quint64 n, qint64 seconds) {
        return at(seconds, note(n, R"({"kind":"backfill","gap":1,"state":"started"})"));
    };
    const QString a =
        written({u"a.rtmcap"_s, {said(1, 1, "a1"), gap(2, 3), fill(3, 4), said(4, 5, "a2", 2)}});
    const QString b =
        written({u"b.rtmcap"_s, {said(1, 2, "b1"), gap(2, 6), fill(3, 7), said(4, 8, "b2", 2)}});
    const auto log = opened(QStringList{a, b});
    QVERIFY(log);
    QList<quint32> connections;
    for (qsizetype row = 0; row < log->size(); ++row)
        connections << log->event(row).connection;
    QCOMPARE(connections, (QList<quint32>{1, 3, 2, 1, 2, 4, 3, 4}));
    QVERIFY(log->frame(2).contains(R"("id":1,)"));
    QVERIFY2(log->frame(5).contains(R"("id":2,)"), log->frame(5));
    QVERIFY2(log->frame(5).contains(R"("from_conn":3,"to_conn":4)"), log->frame(5));
    QVERIFY2(log->frame(6).contains(R"("gap":2,)"), log->frame(6));
    QCOMPARE(log->frameSize(5), log->frame(5).size());
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    QCOMPARE(workspace.gaps().size(), 2);
    // A reader in another thread sees the same.
    const LogReader reader(log->snapshot());
    for (qsizetype row = 0; row < reader.size(); ++row) {
        QCOMPARE(reader.event(row).connection, connections[row]);
        QCOMPARE(reader.event(row).raw, log->frame(row));
        QCOMPARE(reader.frame(row), log->frame(row));
    }
}

void TestMergedLog::partsOfARecordingCountByThemselves()
{
    CaptureInfo first;
    first.recording = u"one"_s;
    first.part = 1;
    CaptureInfo second = first;
    second.part = 2;
    CaptureInfo other;
    other.recording = u"two"_s;
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 2, "a2", 2)}, first});
    const QString b = written({u"b.rtmcap"_s, {said(1, 3, "b1")}, other});
    const QString c = written({u"c.rtmcap"_s, {said(3, 4, "c1", 2), said(4, 5, "c2", 3)}, second});
    const auto log = opened(QStringList{a, b, c});
    QVERIFY(log);
    QList<quint32> connections;
    for (qsizetype row = 0; row < log->size(); ++row)
        connections << log->event(row).connection;
    QCOMPARE(connections, (QList<quint32>{1, 2, 3, 2, 3}));
    QVERIFY(log->info().recording.isEmpty());
}

//! Those without a name for their recording tell by their numbers that they go on.
void TestMergedLog::recordersOfOldCountOnToo()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 2, "a2", 2)}});
    const QString b = written({u"b.rtmcap"_s, {said(3, 3, "b1", 2)}});
    const QString c = written({u"c.rtmcap"_s, {said(9, 4, "c1", 1)}});
    const auto log = opened(QStringList{a, b, c});
    QVERIFY(log);
    QCOMPARE(log->event(2).connection, 2);
    QCOMPARE(log->event(3).connection, 3);
}

void TestMergedLog::everyEntryKnowsItsFile()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 4, "a2")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b1")}});
    const auto log = opened(QStringList{a, b});
    QVERIFY(log);
    QCOMPARE(log->info().sources, (QStringList{u"a.rtmcap"_s, u"b.rtmcap"_s}));
    const LogReader reader(log->snapshot());
    const QList<quint16> expected{1, 2, 1};
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(log->sourceOf(row), expected[row]);
        QCOMPARE(reader.sourceOf(row), expected[row]);
    }
    const auto alone = opened(a);
    QVERIFY(alone->info().sources.isEmpty());
    QCOMPARE(alone->sourceOf(0), 0);
}

void TestMergedLog::filesOfOneNameAreToldApart()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"mon"_s) && QDir(m_folder.path()).mkpath(u"tue"_s));
    const QString a = written({u"mon/day.rtmcap"_s, {said(1, 1, "a")}});
    const QString b = written({u"tue/day.rtmcap"_s, {said(1, 2, "b")}});
    QCOMPARE(opened(QStringList{a, b})->info().sources,
             (QStringList{u"mon/day.rtmcap"_s, u"tue/day.rtmcap"_s}));
    CaptureFiles named(QStringList{a, b});
    named.names = {u"standard input"_s, u"other"_s};
    QCOMPARE(opened(named)->info().sources, named.names);
}

void TestMergedLog::aMergedCaptureIsSavedAndOpened()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 4, "a2", 2)}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b1"), said(2, 3, "b2")}});
    const auto log = opened(QStringList{a, b});
    const QString both = m_folder.filePath(u"both.rtmcap"_s);
    QVERIFY(log->saveAs(both));
    const QByteArray content = contentOf(both);
    QVERIFY2(content.split('\n').first().contains(R"("sources":["a.rtmcap","b.rtmcap"])"), content);
    QVERIFY2(content.contains(R"("conn":3,"source":2,"frame":)"), content);
    const auto again = opened(both);
    QVERIFY(again);
    QCOMPARE(again->notice(), QString());
    QCOMPARE(texts(*again), texts(*log));
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(again->seqOf(row), log->seqOf(row));
        QCOMPARE(again->sourceOf(row), log->sourceOf(row));
        QCOMPARE(again->event(row).connection, log->event(row).connection);
        QCOMPARE(again->frame(row), log->frame(row));
        QCOMPARE(again->row(row).timeUs, log->row(row).timeUs);
    }
    // In a spelling that another tool made of it, too.
    const QByteArray line = again->line(1);
    captureline::Parts parts;
    QVERIFY(captureline::split(line, &parts));
    QCOMPARE(parts.source, 2);
    json::Tree tree;
    QVERIFY(captureline::splitAnySpelling(QByteArray(line).replace("\"source\":2", "\"source\" : 2"), &parts,
                                          &tree));
    QCOMPARE(parts.source, 2);
}

void TestMergedLog::aMergedCaptureIsMergedAgain()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b1")}});
    const QString c = written({u"c.rtmcap"_s, {said(1, 3, "c1")}});
    const QString both = m_folder.filePath(u"both.rtmcap"_s);
    QVERIFY(opened(QStringList{a, b})->saveAs(both));
    const auto log = opened(QStringList{c, both});
    QCOMPARE(texts(*log), (QStringList{u"a1"_s, u"b1"_s, u"c1"_s}));
    QCOMPARE(log->info().sources, (QStringList{u"c.rtmcap"_s, u"a.rtmcap"_s, u"b.rtmcap"_s}));
    QCOMPARE(log->sourceOf(0), 2);
    QCOMPARE(log->sourceOf(1), 3);
    QCOMPARE(log->sourceOf(2), 1);
}

//! Two recorders of one stream: what both heard is told by neither clock.
void TestMergedLog::whatOverlapsIsMarked()
{
    std::vector<Event> first{said(1, 1, "one"), said(2, 2, "two"), said(3, 3, "three")};
    std::vector<Event> second{at(3, first[1]), at(4, first[2]), said(9, 5, "four")};
    const QString a = written({u"a.rtmcap"_s, first});
    const QString b = written({u"b.rtmcap"_s, second});
    const auto log = opened(QStringList{a, b});
    QCOMPARE(log->size(), 6);
    QVERIFY2(log->notice().contains("2 events stand in more than one"_L1), qPrintable(log->notice()));
    int repeated = 0;
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(bool(log->row(row).flags & EventLog::Repeated), log->event(row).repeated);
        repeated += log->event(row).repeated ? 1 : 0;
        if (log->event(row).repeated)
            QCOMPARE(log->sourceOf(row), 2); // the first that has it tells of it
    }
    QCOMPARE(repeated, 2);
    const QString both = m_folder.filePath(u"both.rtmcap"_s);
    QVERIFY(log->saveAs(both));
    QCOMPARE(contentOf(both).count(R"("repeated":true)"), 2);
}

void TestMergedLog::whatOverlapsIsLeftOut()
{
    std::vector<Event> first{said(1, 1, "one"), said(2, 2, "two"), said(3, 3, "three")};
    const QString a = written({u"a.rtmcap"_s, first});
    const QString b = written({u"b.rtmcap"_s, {at(3, first[1]), at(4, first[2]), said(9, 5, "four")}});
    const auto log = opened({QStringList{a, b}, true});
    QCOMPARE(texts(*log), (QStringList{u"one"_s, u"two"_s, u"three"_s, u"four"_s}));
    QVERIFY2(log->notice().contains("they are here once"_L1), qPrintable(log->notice()));
    QCOMPARE(log->seqOf(3), 4);
    // What the server itself sent twice stands twice in the first file, and no more for that.
    const QString c = written({u"c.rtmcap"_s, {said(1, 1, "one"), at(2, said(1, 1, "one"))}});
    const QString d =
        written({u"d.rtmcap"_s, {said(1, 1, "one"), at(2, said(1, 1, "one")), at(3, said(1, 1, "one"))}});
    QCOMPARE(opened({QStringList{c, d}, true})->size(), 3);
}

//! Nothing in it says when: two people may do so in one way.
void TestMergedLog::typingIsNoOverlap()
{
    const QByteArray typing = R"({"type":"user_typing","channel":"C1","user":"U1"})";
    const QString a = written({u"a.rtmcap"_s, {at(1, entry(1, typing))}});
    const QString b = written({u"b.rtmcap"_s, {at(2, entry(1, typing))}});
    QCOMPARE(opened({QStringList{a, b}, true})->size(), 2);
    // An envelope is the same by its id, however often it is tried.
    const QByteArray envelope = R"({"envelope_id":"e-1","type":"events_api","retry_attempt":0,"payload":{}})";
    const QString c = written({u"c.rtmcap"_s, {at(1, entry(1, envelope))}});
    const QString d = written(
        {u"d.rtmcap"_s, {at(2, entry(1, QByteArray(envelope).replace("attempt\":0", "attempt\":1")))}});
    QCOMPARE(opened({QStringList{c, d}, true})->size(), 1);
}

void TestMergedLog::copiesOfARecordingOverlapInNotesToo()
{
    CaptureInfo info;
    info.recording = u"one"_s;
    const std::vector<Event> events{note(1, R"({"kind":"network","reachable":true})"), said(2, 3, "hi"),
                                    at(4, entry(3, R"({"type":"pong","reply_to":1})"))};
    const QString whole = written({u"whole.rtmcap"_s, events, info});
    const QString part = written({u"part.rtmcap"_s, {events[0], events[2]}, info});
    const auto log = opened({QStringList{whole, part}, true});
    QCOMPARE(log->size(), 3);
}

void TestMergedLog::differentWorkspacesAreTold()
{
    CaptureInfo acme;
    acme.teamId = u"T1"_s;
    acme.teamName = u"Acme"_s;
    CaptureInfo beta;
    beta.teamId = u"T2"_s;
    beta.teamName = u"Beta"_s;
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a")}, acme});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b")}, beta});
    const auto log = opened(QStringList{a, b});
    QVERIFY2(log->notice().contains("different workspaces (Acme, Beta)"_L1), qPrintable(log->notice()));
    QCOMPARE(log->info().teamName, u"Acme"_s);
    QVERIFY(!opened(QStringList{a, a})->notice().contains("different"_L1));
    CaptureInfo namesake = acme;
    namesake.teamId = u"T3"_s;
    const QString c = written({u"c.rtmcap"_s, {said(1, 3, "c")}, namesake});
    const QString notice = opened(QStringList{a, c})->notice();
    QVERIFY2(notice.contains("different workspaces (Acme T1, Acme T3)"_L1), qPrintable(notice));
}

void TestMergedLog::filesWithoutFramesAreAllNamed()
{
    QStringList paths;
    for (const QString &name : {u"empty.rtmcap"_s, u"noise.rtmcap"_s}) {
        paths << m_folder.filePath(name);
        QFile file(paths.last());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(name == u"empty.rtmcap"_s ? "" : "no entry at all\n");
    }
    const auto log = EventLog::open({paths});
    QVERIFY(!log);
    QVERIFY2(log.error().words.contains("empty.rtmcap, noise.rtmcap"_L1), qPrintable(log.error().words));
}

void TestMergedLog::framesOfOthersCanBeAmongThem()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 9, "a2")}});
    const QString path = m_folder.filePath(u"frames.ndjson"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type":"message","channel":"C1","text":"f1","ts":"1795356256.000100"})"
               "\n"
               R"({"type":"message","channel":"C1","text":"f2","ts":"1795356270.000100"})");
    file.close();
    const auto log = opened(QStringList{a, path});
    QCOMPARE(texts(*log), (QStringList{u"a1"_s, u"f1"_s, u"a2"_s, u"f2"_s}));
    QCOMPARE(log->sourceOf(1), 2);
    const QString both = m_folder.filePath(u"both.rtmcap"_s);
    QVERIFY(log->saveAs(both));
    QCOMPARE(opened(both)->sourceOf(1), 2);
}

void TestMergedLog::aFolderOfCapturesIsMerged()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"all"_s));
    written({u"all/2.rtmcap"_s, {said(1, 2, "b1"), said(2, 4, "b2")}});
    written({u"all/10.rtmcap"_s, {said(1, 1, "a1"), said(2, 3, "a2")}});
    const auto log = opened(m_folder.filePath(u"all"_s));
    QCOMPARE(texts(*log), (QStringList{u"a1"_s, u"b1"_s, u"a2"_s, u"b2"_s}));
    QCOMPARE(log->info().sources, (QStringList{u"2.rtmcap"_s, u"10.rtmcap"_s}));
    QCOMPARE(LogReader(log->snapshot()).event(0).connection, 2);
}

void TestMergedLog::damageIsToldByFile()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1"), said(2, 3, "a2")}});
    const QString b = written({u"b.rtmcap"_s, {said(1, 2, "b1"), said(2, 4, "b2")}});
    QFile torn(a);
    QVERIFY(torn.resize(torn.size() - 20));
    const qint64 places = contentOf(b).indexOf("{\"n\":2");
    QByteArray content = contentOf(b);
    QFile garbage(b);
    QVERIFY(garbage.open(QIODevice::WriteOnly) &&
            garbage.write(content.insert(places, "no entry at all\n")) > 0);
    garbage.close();
    const auto log = opened(QStringList{a, b});
    QVERIFY(log);
    QVERIFY(log->damagedAt() >= 0);
    const qint64 tornAt = contentOf(a).indexOf("{\"n\":2") + 1;
    QVERIFY2(log->notice().contains(u"in a.rtmcap begins at byte %1."_s.arg(tornAt)),
             qPrintable(log->notice()));
    QVERIFY2(log->notice().contains(u"in b.rtmcap begins at byte %1."_s.arg(places + 1)),
             qPrintable(log->notice()));
    QCOMPARE(texts(*log).mid(0, 2), (QStringList{u"a1"_s, u"b1"_s}));
}

void TestMergedLog::aFileThatCantBeReadIsNamed()
{
    const QString a = written({u"a.rtmcap"_s, {said(1, 1, "a1")}});
    const auto gone = EventLog::open(QStringList{a, m_folder.filePath(u"gone.rtmcap"_s)});
    QVERIFY(!gone.ok());
    QVERIFY(gone.error().words.contains("gone.rtmcap"_L1));
    const QString notes = m_folder.filePath(u"notes.txt"_s);
    QFile file(notes);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("buy milk\n") > 0);
    file.close();
    const auto log = opened(QStringList{a, notes});
    QVERIFY(log);
    QVERIFY2(log->notice().contains("1 file without frames was left out: notes.txt"_L1),
             qPrintable(log->notice()));
}

//! Rows of one file stand between those of another: that must not cost a block of a file for each.
void TestMergedLog::alignedWalksReadLittle()
{
    constexpr int count = 20'000;
    std::vector<Event> first;
    std::vector<Event> second;
    for (int i = 0; i < count; ++i) {
        first.push_back(said(quint64(i) + 1, 2 * i, QByteArray(400, 'a')));
        second.push_back(said(quint64(i) + 1, 2 * i + 1, QByteArray(400, 'b')));
    }
    const QString a = written({u"a.rtmcap"_s, first});
    const QString b = written({u"b.rtmcap"_s, second});
    const auto log = opened(QStringList{a, b});
    QCOMPARE(log->size(), 2 * count);
    const LogReader reader(log->snapshot());
    QElapsedTimer clock;
    clock.start();
    for (qsizetype row = 0; row < reader.size(); ++row)
        QVERIFY(reader.borrowedFrame(row).contains(row % 2 == 0 ? "aaaa" : "bbbb"));
    // A block of 256 kB for each row would be ten gigabytes, and take many seconds.
    QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
}

RTMSCOPE_TEST_MAIN(TestMergedLog)
#include "tst_mergedlog.moc"
