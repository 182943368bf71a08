// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/findings/findingsrun.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/findings/findingsmodel.h"
#include "ui/findings/findingspane.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! With single quotes for readability.
QByteArray frame(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

class TestFindingsPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void looksOnlyWhileItIsSeen();
    void anotherRecordWaitsForOneFrameOnly();
    void growsWithTheRecord();
    void tellsWhereToGo();
    void anotherRecord();
    void wordsAndFilters_data();
    void wordsAndFilters();

private:
    QListView *list() const { return m_pane->findChild<QListView *>(); }
    QAbstractItemModel *model() const { return list()->model(); }
    QString status() const { return m_pane->findChild<QLabel *>()->text(); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<FindingsPane> m_pane;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestFindingsPane::init()
{
    m_tester.reset();
    m_pane = std::make_unique<FindingsPane>();
    m_tester = std::make_unique<QAbstractItemModelTester>(model());
    m_log = EventLog::inMemory({});
    m_log->append(entry(1, frame("{'type':'brand_new'}")));
    m_log->append(entry(2, frame("{'type':'hello'}")));
    m_pane->setLog(m_log.get());
}

void TestFindingsPane::looksOnlyWhileItIsSeen()
{
    QCOMPARE(status(), u"0 of 2 events looked at"_s);
    m_pane->show();
    QTRY_COMPARE(status(), u"2 of 2 events looked at"_s);
    QCOMPARE(model()->rowCount(), 1);
    m_pane->hide();
    m_log->append(entry(3, frame("{'type':'newer'}")));
    m_log->flush();
    QCOMPARE(model()->rowCount(), 1);
    m_pane->show();
    QTRY_COMPARE(model()->rowCount(), 2);
}

void TestFindingsPane::growsWithTheRecord()
{
    m_pane->show();
    QTRY_COMPARE(model()->rowCount(), 1);
    list()->setCurrentIndex(model()->index(0, 0));
    m_log->append(entry(3, frame("{'type':'brand_new'}")));
    m_log->append(entry(4, frame("{'type':'newer'}")));
    m_log->flush();
    QTRY_COMPARE(model()->rowCount(), 2);
    QCOMPARE(model()->index(0, 0).data(FindingsModel::DetailRole).toString(), u"in 2 events, first in 1"_s);
    QCOMPARE(list()->currentIndex().row(), 0);
}

void TestFindingsPane::tellsWhereToGo()
{
    QSignalSpy chosen(m_pane.get(), &FindingsPane::eventChosen);
    QSignalSpy requested(m_pane.get(), &FindingsPane::eventRequested);
    m_pane->show();
    QTRY_COMPARE(model()->rowCount(), 1);
    list()->setCurrentIndex(model()->index(0, 0));
    QCOMPARE(chosen.last()[0].toULongLong(), 1U);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(requested.last()[0].toULongLong(), 1U);
}

//! Who leaves a record of large frames does not wait for those that are next.
void TestFindingsPane::anotherRecordWaitsForOneFrameOnly()
{
    constexpr int frames = 80;
    const auto log = EventLog::inMemory({});
    const QByteArray large =
        "{\"type\":\"message\",\"blocks\":[" + QByteArray("{\"type\":\"section\"},").repeated(40'000) + "1]}";
    for (int i = 1; i <= frames; ++i)
        log->append(entry(quint64(i), large));
    QElapsedTimer clock;
    clock.start();
    ShapeWatch watch;
    for (int i = 0; i < 5; ++i)
        watch.look(quint64(i + 1), large);
    const qint64 oneMs = clock.elapsed() / 5 + 1;
    FindingsRun run;
    run.setLog(log.get());
    run.goOn();
    QTest::qWait(0);
    clock.restart();
    run.setLog(nullptr);
    const qint64 waitedMs = clock.elapsed();
    QVERIFY2(waitedMs < oneMs * frames / 3, qPrintable(u"%1 ms, one takes %2"_s.arg(waitedMs).arg(oneMs)));
}

void TestFindingsPane::anotherRecord()
{
    m_pane->show();
    QTRY_COMPARE(model()->rowCount(), 1);
    m_pane->setLog(nullptr);
    QCOMPARE(model()->rowCount(), 0);
    const auto other = EventLog::inMemory({});
    other->append(entry(1, frame("{'type':'hello'}")));
    m_pane->setLog(other.get());
    QTRY_COMPARE(status(), u"1 of 1 events looked at"_s);
    QCOMPARE(model()->rowCount(), 0);
    m_pane->setLog(nullptr);
}

void TestFindingsPane::wordsAndFilters_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("filter");
    QTest::newRow("type") << frame("{'type':'brand_new'}") << u"Unknown type brand_new"_s << u"in event 1"_s
                          << u"type == \"brand_new\""_s;
    QTest::newRow("member") << frame("{'type':'user_typing','mood':1}")
                            << u"Undocumented member mood of user_typing"_s << u"number · in event 1"_s
                            << u"type == \"user_typing\" && mood exists"_s;
    QTest::newRow("odd member") << frame("{'type':'user_typing','my field':1}")
                                << u"Undocumented member my field of user_typing"_s << QString()
                                << u"type == \"user_typing\" && [\"my field\"] exists"_s;
    QTest::newRow("member with a name of ours")
        << frame("{'type':'user_typing','size':1}") << u"Undocumented member size of user_typing"_s
        << QString() << u"type == \"user_typing\" && [\"size\"] exists"_s;
    QTest::newRow("block") << frame("{'type':'message','subtype':'bot_message','blocks':[{'type':'orb'}]}")
                           << u"Unknown block orb in message/bot_message"_s << u"blocks[] · in event 1"_s
                           << QString();
    QTest::newRow("a key twice") << frame("{'type':'user_typing','user':'U1','user':'U2'}")
                                 << u"user stands twice in user_typing"_s << u"in event 1"_s << QString();
    QTest::newRow("no JSON") << QByteArray("{") << u"Not JSON"_s << QString() << QString();
}

void TestFindingsPane::wordsAndFilters()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, detail);
    ShapeWatch watch;
    watch.look(1, raw);
    FindingsModel findings;
    findings.show(watch.findings());
    QCOMPARE(findings.rowCount(), 1);
    QTEST(findings.index(0).data().toString(), "heading");
    if (!detail.isEmpty())
        QCOMPARE(findings.index(0).data(FindingsModel::DetailRole).toString(), detail);
    if (watch.findings().first().kind != Finding::Kind::NotJson)
        QTEST(findings.filterFor(0), "filter");
}

RTMSCOPE_GUI_TEST_MAIN(TestFindingsPane)
#include "tst_findingspane.moc"
