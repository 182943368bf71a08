// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/overview.h"

#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/monitor/marks/overviewstrip.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/theme/markcolours.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What stands in all rows of a table, counted and painted.
class TestOverview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void countsKinds();
    void countsWhatComes();
    void countsAnewUnderAFilter();
    void manyRows();
    void revealedRows();
    void troubleIsSeen();
    void stripPaints();
    void stripGoesWhereOnePoints();
    void stripShowsWhereOneLooks();
    void stripSaysWhatIsThere();
    void stripOfNothing();
    void manyHits();

private:
    void add(int count);
    Overview::Cell all() const { return m_overview->in(0, m_model->rowCount()); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<EventTableModel> m_model;
    std::unique_ptr<EventTable> m_table;
    std::unique_ptr<Overview> m_overview;
    quint64 m_seq = 0;
};

void TestOverview::init()
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    m_model = std::make_unique<EventTableModel>();
    m_table = std::make_unique<EventTable>();
    m_table->setEventModel(m_model.get());
    m_table->resize(600, 400);
    m_overview = std::make_unique<Overview>(*m_model, nullptr);
}

void TestOverview::cleanup()
{
    m_overview.reset();
    m_table.reset();
    m_model.reset();
}

//! Of ten, nine messages and a reaction.
void TestOverview::add(int count)
{
    for (int i = 0; i < count; ++i) {
        ++m_seq;
        if (m_seq % 10 == 0)
            m_log->append(entry(m_seq, R"({"type":"reaction_added","user":"U1","item":{"channel":"C1"}})"));
        else
            m_log->append(message(m_seq, "a", m_seq % 2 ? "C1" : "C2"));
    }
}

void TestOverview::countsKinds()
{
    add(100);
    QSignalSpy changed(m_overview.get(), &Overview::changed);
    m_model->setLog(m_log.get(), nullptr);
    QTRY_COMPARE(m_overview->counted(), 100);
    QCOMPARE(all().kinds[size_t(EventClass::Message)], 90U);
    QCOMPARE(all().kinds[size_t(EventClass::Reaction)], 10U);
    QCOMPARE(all().total(), 100U);
    QCOMPARE(m_overview->in(9, 10).total(), 1U);
    QCOMPARE(m_overview->in(9, 10).kinds[size_t(EventClass::Reaction)], 1U);
    QVERIFY(changed.size() > 0);
    changed.clear();
    m_model->publishNow(); // nothing new, nothing to do
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0);
    m_model->setLog(nullptr, nullptr);
    QCOMPARE(m_overview->counted(), 0);
}

void TestOverview::countsWhatComes()
{
    m_model->setLog(m_log.get(), nullptr);
    QCOMPARE(m_overview->counted(), 0);
    for (const int count : {1, 7, 500, 3}) {
        add(count);
        QTRY_COMPARE(m_overview->counted(), qsizetype(m_seq));
    }
    QCOMPARE(all().total(), 511U);
    QCOMPARE(all().kinds[size_t(EventClass::Reaction)], 51U);
}

void TestOverview::countsAnewUnderAFilter()
{
    add(1000);
    m_model->setLog(m_log.get(), nullptr);
    QTRY_COMPARE(m_overview->counted(), 1000);
    FilterQuery query;
    QVERIFY(query.compile(u"type == reaction_added"_s, {}, nullptr));
    m_model->setFilter(query, NoiseLevel::Everything);
    QTRY_COMPARE(m_overview->counted(), 100);
    QCOMPARE(all().kinds[size_t(EventClass::Message)], 0U);
    QCOMPARE(all().kinds[size_t(EventClass::Reaction)], 100U);
}

void TestOverview::manyRows()
{
    constexpr int rows = 300'000;
    add(rows);
    m_model->setLog(m_log.get(), nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(m_overview->counted(), rows, 20'000);
    QVERIFY(m_overview->cells().size() <= std::size_t(Overview::mostCells));
    QVERIFY(m_overview->rowsPerCell() > 1);
    QCOMPARE(all().total(), quint32(rows));
    QCOMPARE(all().kinds[size_t(EventClass::Reaction)], quint32(rows / 10));
    add(5);
    QTRY_COMPARE(m_overview->counted(), rows + 5);
    QCOMPARE(all().total(), quint32(rows + 5));
}

void TestOverview::revealedRows()
{
    add(200);
    FilterQuery query;
    QVERIFY(query.compile(u"type == reaction_added"_s, {}, nullptr));
    m_model->setFilter(query, NoiseLevel::Everything);
    m_model->setLog(m_log.get(), nullptr);
    QTRY_COMPARE(m_overview->counted(), 20);
    QVERIFY(m_model->reveal(4) >= 0); // in between
    QTRY_COMPARE(m_overview->counted(), 21);
    QCOMPARE(all().kinds[size_t(EventClass::Message)], 1U);
    QCOMPARE(m_overview->in(0, 1).kinds[size_t(EventClass::Message)], 1U);
}

void TestOverview::troubleIsSeen()
{
    const auto append = [&](const Event &event) { m_log->append(event); };
    append(entry(++m_seq, R"({"ok":true,"reply_to":1})"));
    append(entry(++m_seq, R"({"ok":false,"reply_to":2,"error":{"code":1,"msg":"no"}})"));
    append(entry(++m_seq, R"({"type":"error","error":{"code":1,"msg":"no"}})"));
    append(entry(++m_seq, "no JSON"));
    append(note(++m_seq, R"({"kind":"gap","id":1,"from_us":1,"to_us":2})"));
    append(note(++m_seq, R"({"kind":"api","method":"users.info","ok":false,"error":"ratelimited"})"));
    append(note(++m_seq, R"({"kind":"api","method":"users.info","ok":true})"));
    m_model->setLog(m_log.get(), nullptr);
    QTRY_COMPARE(m_overview->counted(), 7);
    QCOMPARE(all().troubles, 4U);
    QCOMPARE(all().gaps, 1U);
}

void TestOverview::stripPaints()
{
    add(2000);
    m_log->append(note(++m_seq, R"({"kind":"gap","id":1,"from_us":1,"to_us":2})"));
    m_model->setLog(m_log.get(), nullptr);
    m_table->show();
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    strip.setMarks({{1000, 4}, {1500, 0}, {999'999, 8}}); // the last is not in the list
    strip.setHits({10, 20, 1900});
    const auto colours = [&strip] {
        const QImage image = strip.grab().toImage();
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                seen.insert(image.pixel(x, y));
        }
        return seen;
    };
    QTRY_VERIFY(colours().contains(theme::colour(theme::Colour::KindMessage).rgb()));
    QTRY_VERIFY(colours().contains(theme::colour(theme::Colour::Warning).rgb()));
    QVERIFY(colours().contains(theme::markColour(4).rgb()));
    QVERIFY(!colours().contains(theme::markColour(8).rgb()));
    QVERIFY(colours().contains(theme::colour(theme::Colour::Accent).rgb()));
    strip.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(colours().contains(theme::markColour(4).rgb()));
}

void TestOverview::stripGoesWhereOnePoints()
{
    add(10'000);
    m_model->setLog(m_log.get(), nullptr);
    m_table->show();
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    QSignalSpy picked(&strip, &OverviewStrip::rowPicked);
    const int top = m_table->horizontalHeader()->height();
    const int height = m_table->viewport()->height();
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {5, top + height / 2});
    QCOMPARE(picked.size(), 1);
    QVERIFY(qAbs(picked.first().first().toInt() - 5000) < 50);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {5, 0});
    QCOMPARE(picked.last().first().toInt(), 0);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {5, 399});
    QVERIFY(picked.last().first().toInt() > 9900);
    QTest::mouseClick(&strip, Qt::RightButton, {}, {5, 100});
    QCOMPARE(picked.size(), 3);
}

void TestOverview::stripShowsWhereOneLooks()
{
    add(10'000);
    m_model->setLog(m_log.get(), nullptr);
    m_table->show();
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    strip.show();
    m_table->putRowAtTop(0);
    const QImage before = strip.grab().toImage();
    m_table->putRowAtTop(9000);
    QVERIFY(strip.grab().toImage() != before);
    m_table->putRowAtTop(0);
    QCOMPARE(strip.grab().toImage(), before);
}

void TestOverview::stripSaysWhatIsThere()
{
    add(10);
    m_log->append(note(++m_seq, R"({"kind":"gap","id":1,"from_us":1,"to_us":2})"));
    m_model->setLog(m_log.get(), nullptr);
    m_table->show();
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    strip.setMarks({{2, 0}});
    strip.setHits({3});
    strip.grab();
    const int top = m_table->horizontalHeader()->height();
    const int rowHeight = m_table->rowHeight(0);
    QTRY_VERIFY2(strip.tipAt(top + 2).contains(u"1 message"_s), qPrintable(strip.tipAt(top + 2)));
    QVERIFY(strip.tipAt(top + 2).startsWith(u"Event 1,"_s));
    QVERIFY(strip.tipAt(top + 2 * rowHeight + rowHeight / 2).contains(u"1 mark"_s));
    QVERIFY(strip.tipAt(top + 3 * rowHeight).contains(u"found by the search"_s));
    QVERIFY(strip.tipAt(top + 10 * rowHeight + rowHeight / 2).contains(u"1 gap"_s));
    QCOMPARE(strip.tipAt(top + 12 * rowHeight), QString());
    QCOMPARE(strip.tipAt(top - 3), QString());
}

void TestOverview::stripOfNothing()
{
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    strip.setMarks({{1, 1}});
    strip.setHits({1, 2});
    QSignalSpy picked(&strip, &OverviewStrip::rowPicked);
    strip.grab();
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {5, 100});
    QCOMPARE(picked.size(), 0);
    QCOMPARE(strip.tipAt(100), QString());
    m_model->setLog(m_log.get(), nullptr);
    strip.grab();
}

//! More than can be looked at one by one.
void TestOverview::manyHits()
{
    add(60'000);
    m_model->setLog(m_log.get(), nullptr);
    m_table->show();
    OverviewStrip strip(*m_table, *m_model);
    strip.resize(strip.sizeHint().width(), 400);
    std::vector<quint32> hits(30'000);
    for (std::size_t i = 0; i < hits.size(); ++i)
        hits[i] = quint32(i);
    strip.setHits(hits);
    strip.grab();
    const int top = m_table->horizontalHeader()->height();
    const int height = m_table->viewport()->height();
    QVERIFY(strip.tipAt(top + height / 4).contains(u"found by the search"_s));
    QVERIFY(!strip.tipAt(top + height * 3 / 4).contains(u"found by the search"_s));
}

RTMSCOPE_GUI_TEST_MAIN(TestOverview)
#include "tst_overview.moc"
