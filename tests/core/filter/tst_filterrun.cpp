// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterrun.h"

#include "core/filter/filterquery.h"
#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QSemaphore>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using namespace rtmscope::testing;

namespace {

constexpr int rows = 30'000;

std::unique_ptr<EventLog> mixedLog()
{
    auto log = EventLog::inMemory({});
    for (quint64 seq = 1; seq <= rows; ++seq) {
        if (seq % 5 == 0)
            log->append(entry(seq, R"({"type":"user_typing","channel":"C)" + QByteArray::number(seq % 9) +
                                       R"(","user":"U1"})"));
        else if (seq % 11 == 0)
            log->append(note(seq, R"({"kind":"state","state":"Ready"})"));
        else
            log->append(message(seq, "word " + QByteArray::number(seq), "C" + QByteArray::number(seq % 7)));
    }
    return log;
}

FilterQuery compiled(const QString &text)
{
    FilterQuery query;
    FilterQuery::Problem problem;
    if (!query.compile(text, {}, &problem))
        qFatal("not a filter: %s", qPrintable(problem.words));
    return query;
}

bool isNoise(const LogReader &log, qsizetype row)
{
    return log.typeName(log.row(row).type) == "user_typing"_L1;
}

FilterRun::Judge judgeOf(const FilterQuery &query)
{
    return [matcher = RowMatcher(query)](const LogReader &log, qsizetype begin, qsizetype end,
                                         std::vector<quint32> &shown) mutable {
        const std::size_t first = shown.size();
        qsizetype noise = 0;
        for (qsizetype row = begin; row < end; ++row) {
            if (isNoise(log, row))
                ++noise;
            else
                shown.push_back(quint32(row));
        }
        matcher.keepMatching(log, shown, first);
        return noise;
    };
}

//! All that a run finds, piece by piece.
struct Found
{
    std::vector<quint32> shown;
    qsizetype noise = 0;
    int pieces = 0;
    bool inOrder = true;

    void take(FilterRun &run, qsizetype *until)
    {
        const FilterRun::Results results = run.take();
        for (const quint32 row : results.shown)
            inOrder = inOrder && qsizetype(row) >= *until && qsizetype(row) < results.until;
        inOrder = inOrder && results.until >= *until;
        *until = results.until;
        shown.insert(shown.end(), results.shown.begin(), results.shown.end());
        noise += results.noise;
        ++pieces;
    }
};

Found foundBy(FilterRun &run, qsizetype from)
{
    Found found;
    qsizetype until = from;
    QObject::connect(&run, &FilterRun::advanced, &run, [&] { found.take(run, &until); });
    [&run] { QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), 60'000); }();
    return found;
}

} // namespace

class TestFilterRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void likeAPlainLoop_data();
    void likeAPlainLoop();
    void partsOfALog();
    void nothingToDo();
    void firstResultsBeforeTheRest();
    void costlyExpressionsEnd();
    void destroyedMeanwhile();
};

void TestFilterRun::likeAPlainLoop_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "type == message && channel == C3", "word 12", "zebra", "text contains \"9\" || dir == note",
          "text matches \"7$\"", "ts > 1795356250", "!(channel == C1) && user exists"})
        QTest::newRow(*text ? text : "everything") << QString::fromLatin1(text);
}

//! Whatever blocks it was cut into, a run finds what a loop over all rows finds.
void TestFilterRun::likeAPlainLoop()
{
    QFETCH(const QString, text);
    const auto log = mixedLog();
    const FilterQuery query = compiled(text);
    FilterRun run(log->snapshot(), 0, log->size(), judgeOf(query));
    const Found found = foundBy(run, 0);

    std::vector<quint32> shown;
    qsizetype noise = 0;
    const LogReader reader(log->snapshot());
    for (qsizetype row = 0; row < log->size(); ++row) {
        if (isNoise(reader, row))
            ++noise;
        else if (query.matches(reader, row))
            shown.push_back(quint32(row));
    }
    QVERIFY(found.inOrder);
    QCOMPARE(found.shown, shown);
    QCOMPARE(found.noise, noise);
}

void TestFilterRun::partsOfALog()
{
    const auto log = mixedLog();
    FilterRun run(log->snapshot(), 20'001, 29'999, judgeOf(compiled(u"channel == C3"_s)));
    log->append(message(rows + 1, "later", "C3"));
    const Found found = foundBy(run, 20'001);
    QVERIFY(!found.shown.empty());
    QVERIFY(found.shown.front() >= 20'001U && found.shown.back() < 29'999U);
    QCOMPARE(run.end(), 29'999);
}

void TestFilterRun::nothingToDo()
{
    const auto log = mixedLog();
    FilterRun run(log->snapshot(), rows, rows, judgeOf({}));
    QVERIFY(run.isFinished());
    QVERIFY(run.take().shown.empty());
}

void TestFilterRun::firstResultsBeforeTheRest()
{
    const auto log = mixedLog();
    QSemaphore rest;
    FilterRun run(log->snapshot(), 0, rows,
                  [&rest](const LogReader &, qsizetype begin, qsizetype end, std::vector<quint32> &shown) {
                      if (end == rows)
                          rest.acquire();
                      for (qsizetype row = begin; row < end; ++row)
                          shown.push_back(quint32(row));
                      return qsizetype(0);
                  });
    QSignalSpy advanced(&run, &FilterRun::advanced);
    QTRY_VERIFY(!advanced.isEmpty());
    QVERIFY(!run.take().shown.empty());
    QVERIFY(!run.isFinished());
    rest.release();
    (void)foundBy(run, 0);
}

//! Expressions that take too long are given up in every thread, and all that is counted.
void TestFilterRun::costlyExpressionsEnd()
{
    const auto log = EventLog::inMemory({});
    const QByteArray text = R"({"type":"message","text":")" + QByteArray(40, 'a') + R"(b"})";
    constexpr int costly = 200;
    for (quint64 seq = 1; seq <= costly; ++seq)
        log->append(entry(seq, text));
    const FilterQuery query = compiled(u"text matches \"(a|aa)+(?<=a)$\""_s);
    FilterRun run(log->snapshot(), 0, costly, judgeOf(query));
    const Found found = foundBy(run, 0);
    QVERIFY(found.shown.empty());
    QVERIFY(found.pieces > 1);
    QCOMPARE(query.givenUp(), quint64(costly));
}

void TestFilterRun::destroyedMeanwhile()
{
    const auto log = mixedLog();
    for (int i = 0; i < 20; ++i) {
        auto run = std::make_unique<FilterRun>(log->snapshot(), 0, rows, judgeOf(compiled(u"zebra"_s)));
        if (i % 2 == 1)
            QTRY_VERIFY(run->take().until > 0);
        run.reset();
        QCoreApplication::processEvents();
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone(60'000));
}

RTMSCOPE_TEST_MAIN(TestFilterRun)
#include "tst_filterrun.moc"
