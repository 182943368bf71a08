// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturesaver.h"
#include "core/events/eventdecoder.h"
#include "core/log/eventlog.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! Saving beside the window: what comes of it, and that the loop turns meanwhile.
class TestCaptureSaver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void savesWhileTheLoopTurns();
    void tellsHowFarItIs();
    void theSuffixSaysAsWhat();
    void whatIsGivenUpLeavesTheFile();
    void oneAtATime();
    void saysWhatIsWrong();
    void theLogMayGo();
    void endsWithItsOwner();
    void savesChosenRows();
    void savesWhatAFilterShows();
    void choosesDirections();
    void nothingToSaveLeavesTheFile();
    void aFilterCanBeGivenUp();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::unique_ptr<EventLog> m_log; //!< of some forty megabytes: it can't be through at once
};

namespace {

std::unique_ptr<EventLog> logOf(int entries)
{
    auto log = EventLog::inMemory({});
    for (int i = 0; i < entries; ++i) {
        Event event;
        event.seq = quint64(i) + 1;
        event.receivedAtUs = 1'795'356'131'000'000 + i;
        event.raw = R"({"type":"message","channel":"C1","text":")" + QByteArray(1000, 'x') + R"("})";
        EventDecoder::readHeader(&event);
        log->append(event);
    }
    return log;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

void TestCaptureSaver::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_log = logOf(40'000);
}

void TestCaptureSaver::savesWhileTheLoopTurns()
{
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    int turns = 0;
    QTimer beat;
    connect(&beat, &QTimer::timeout, &saver, [&turns] { ++turns; });
    beat.start(0);
    saver.save(m_log->snapshot(), path(u"all.rtmcap"_s));
    QCOMPARE(saved.size(), 0); // it returned before it was done
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved.first().first().toString(), path(u"all.rtmcap"_s));
    QVERIFY(turns > 0);
    const auto again = EventLog::open(path(u"all.rtmcap"_s));
    QVERIFY(again.ok());
    QCOMPARE((*again)->size(), m_log->size());
    QCOMPARE((*again)->frame(39'999), m_log->frame(39'999));
}

void TestCaptureSaver::tellsHowFarItIs()
{
    LongWork work;
    QSignalSpy changed(&work, &LongWork::changed);
    work.begin(u"Saving"_s);
    work.tell(u"Saving 1 %"_s);
    QCOMPARE(changed.size(), 0); // it may be over at once
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), u"Saving 1 %"_s);
    work.tell(u"Saving 2 %"_s);
    QCOMPARE(changed.size(), 2);
    work.end();
    QCOMPARE(changed.last().first().toString(), QString());
    work.end();
    QCOMPARE(changed.size(), 3);
    work.tell(u"Reading"_s); // begins it
    work.tell({});
    QCOMPARE(changed.size(), 3);
}

void TestCaptureSaver::theSuffixSaysAsWhat()
{
    const auto log = logOf(3);
    for (const auto &[name, begins] : {std::pair(u"a.ndjson"_s, QByteArray("{\"type\":\"message\"")),
                                       std::pair(u"a.csv"_s, QByteArray("\xEF\xBB\xBFn,time,")),
                                       std::pair(u"a.odd"_s, QByteArray("{\"rtmcap\":1,"))}) {
        CaptureSaver saver;
        QSignalSpy saved(&saver, &CaptureSaver::saved);
        saver.save(log->snapshot(), path(name));
        QVERIFY(saved.wait());
        QVERIFY2(contentOf(path(name)).startsWith(begins), qPrintable(name));
    }
}

void TestCaptureSaver::whatIsGivenUpLeavesTheFile()
{
    QVERIFY(write(path(u"old.rtmcap"_s), "what was there"));
    CaptureSaver saver;
    QSignalSpy cancelled(&saver, &CaptureSaver::cancelled);
    saver.save(m_log->snapshot(), path(u"old.rtmcap"_s));
    saver.cancel();
    QTRY_COMPARE(cancelled.size(), 1);
    QVERIFY(!cancelled.first().first().toString().isEmpty());
    QCOMPARE(contentOf(path(u"old.rtmcap"_s)), QByteArray("what was there"));
}

void TestCaptureSaver::oneAtATime()
{
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    QSignalSpy failed(&saver, &CaptureSaver::failed);
    saver.save(m_log->snapshot(), path(u"one.rtmcap"_s));
    saver.save(m_log->snapshot(), path(u"two.rtmcap"_s));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains("one.rtmcap"_L1));
    QTRY_COMPARE(saved.size(), 1);
    saver.save(m_log->snapshot(), path(u"two.rtmcap"_s));
    QTRY_COMPARE(saved.size(), 2);
}

void TestCaptureSaver::saysWhatIsWrong()
{
    CaptureSaver saver;
    QSignalSpy failed(&saver, &CaptureSaver::failed);
    saver.save(m_log->snapshot(), path(u"no/such/folder.rtmcap"_s));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains("can't be written"_L1));
}

//! Another workspace may be opened while the recording of the last one is still being saved.
void TestCaptureSaver::theLogMayGo()
{
    auto log = logOf(5'000);
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    saver.save(log->snapshot(), path(u"gone.rtmcap"_s));
    log.reset();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE((*EventLog::open(path(u"gone.rtmcap"_s)))->size(), 5'000);
}

void TestCaptureSaver::endsWithItsOwner()
{
    QVERIFY(write(path(u"kept.rtmcap"_s), "what was there"));
    {
        CaptureSaver saver;
        saver.save(m_log->snapshot(), path(u"kept.rtmcap"_s));
    }
    QCOMPARE(contentOf(path(u"kept.rtmcap"_s)), QByteArray("what was there"));
}

void TestCaptureSaver::savesChosenRows()
{
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    saver.save(m_log->snapshot(),
               SaveJob{.path = path(u"rows.rtmcap"_s), .rows = std::vector<quint32>{1, 5, 39'999}});
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved.first().at(1).value<qsizetype>(), 3);
    const auto again = EventLog::open(path(u"rows.rtmcap"_s));
    QVERIFY(again.ok());
    QCOMPARE((*again)->size(), 3);
    QCOMPARE((*again)->seqOf(2), 40'000);
}

void TestCaptureSaver::savesWhatAFilterShows()
{
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    SaveJob job{.path = path(u"shown.ndjson"_s), .format = ExportFormat::Ndjson};
    job.judge = [](const LogReader &, qsizetype begin, qsizetype end, std::vector<quint32> &shown) {
        for (qsizetype row = begin; row < end; ++row) {
            if (row % 1000 == 0)
                shown.push_back(quint32(row));
        }
        return qsizetype(0);
    };
    saver.save(m_log->snapshot(), job);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved.first().at(1).value<qsizetype>(), 40);
    QCOMPARE(contentOf(path(u"shown.ndjson"_s)).count('\n'), 40);
}

void TestCaptureSaver::choosesDirections()
{
    const auto log = logOf(3);
    Event out;
    out.seq = 4;
    out.direction = Direction::Out;
    out.raw = R"({"type":"ping","id":1})";
    EventDecoder::readHeader(&out);
    log->append(out);
    CaptureSaver saver;
    QSignalSpy saved(&saver, &CaptureSaver::saved);
    SaveJob job{.path = path(u"out.json"_s), .format = ExportFormat::Json};
    job.incoming = false;
    job.outgoing = true;
    saver.save(log->snapshot(), job);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contentOf(path(u"out.json"_s)), "[\n{\"type\":\"ping\",\"id\":1}\n]\n");
}

void TestCaptureSaver::nothingToSaveLeavesTheFile()
{
    QVERIFY(write(path(u"there.rtmcap"_s), "what was there"));
    CaptureSaver saver;
    QSignalSpy failed(&saver, &CaptureSaver::failed);
    SaveJob job{.path = path(u"there.rtmcap"_s)};
    job.judge = [](const LogReader &, qsizetype, qsizetype, std::vector<quint32> &) { return qsizetype(0); };
    saver.save(m_log->snapshot(), job);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains("nothing was saved"_L1));
    QCOMPARE(contentOf(path(u"there.rtmcap"_s)), QByteArray("what was there"));
}

void TestCaptureSaver::aFilterCanBeGivenUp()
{
    CaptureSaver saver;
    QSignalSpy cancelled(&saver, &CaptureSaver::cancelled);
    SaveJob job{.path = path(u"never.rtmcap"_s)};
    job.judge = [](const LogReader &log, qsizetype begin, qsizetype end, std::vector<quint32> &shown) {
        for (qsizetype row = begin; row < end; ++row) {
            if (!log.frame(row).contains("nothing of the kind"))
                shown.push_back(quint32(row));
        }
        return qsizetype(0);
    };
    saver.save(m_log->snapshot(), job);
    saver.cancel();
    QTRY_COMPARE(cancelled.size(), 1);
    QVERIFY(!QFile::exists(path(u"never.rtmcap"_s)));
}

RTMSCOPE_TEST_MAIN(TestCaptureSaver)
#include "tst_capturesaver.moc"
